import {
  registry_166
} from "./chunk-NGMPKNFU.mjs";
import {
  parseDocument_135
} from "./chunk-47YTZHQL.mjs";
import {
  isDigest_82
} from "./chunk-GX6YAEWI.mjs";
import {
  MAX_CONFIG_VALUES,
  MAX_PACKAGES
} from "./chunk-M77KPOTZ.mjs";
import {
  isRepositoryName_119,
  isTagName_119
} from "./chunk-HNLNHLU6.mjs";
import {
  array,
  check,
  exactOptional,
  guard,
  maxLength,
  minValue,
  number,
  object,
  pipe,
  readonly,
  regex,
  safeInteger,
  string
} from "./chunk-JKTDTWAH.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/originals/originals-list.ts
var FORMAT_VERSION = 1;
var repository = pipe(string(), check(isRepositoryName_119), maxLength(255));
var digest = pipe(string(), regex(/^sha256:[0-9a-f]{64}$/), guard(isDigest_82));
var digests = pipe(array(digest), maxLength(MAX_PACKAGES), readonly());
var listSchema = object({
  formatVersion: pipe(number(), safeInteger(), minValue(1)),
  repositories: pipe(
    array(
      object({
        registry: registry_166,
        repository,
        location: exactOptional(object({ registry: registry_166, repository })),
        tags: pipe(
          array(object({ tag: pipe(string(), check(isTagName_119)), digest })),
          maxLength(MAX_PACKAGES),
          readonly()
        ),
        indexes: digests,
        packages: digests,
        referrers: digests
      })
    ),
    maxLength(MAX_PACKAGES),
    readonly()
  )
});
function encodeList({ repositories }) {
  const ordered = repositories.map((item) => ({
    registry: item.registry,
    repository: item.repository,
    ...item.location && {
      location: { registry: item.location.registry, repository: item.location.repository }
    },
    tags: item.tags.map(({ tag, digest: named }) => ({ tag, digest: named })),
    indexes: item.indexes,
    packages: item.packages,
    referrers: item.referrers
  }));
  return new TextEncoder().encode(JSON.stringify({ formatVersion: FORMAT_VERSION, repositories: ordered }));
}
function parseList(bytes) {
  const { formatVersion, repositories } = parseDocument_135(bytes, listSchema, "list of originals", MAX_CONFIG_VALUES);
  if (formatVersion > FORMAT_VERSION)
    throw new BundleError(
      "BUNDLE_TOO_NEW",
      `Cannot read the list of originals: it has format version ${formatVersion}, expected at most ${FORMAT_VERSION}`
    );
  return { repositories };
}

export {
  encodeList,
  parseList
};
