import {
  parseDocument_133
} from "./chunk-ODSXMKHS.mjs";
import {
  isDigest_81
} from "./chunk-L3CNCDPX.mjs";
import {
  MAX_CONFIG_VALUES,
  MAX_PACKAGES
} from "./chunk-P25APHHE.mjs";
import {
  isRepositoryName_118,
  isTagName_118
} from "./chunk-TUC4HGQ4.mjs";
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
} from "./chunk-C7V3FR64.mjs";

// src/originals/originals-list.ts
var FORMAT_VERSION = 1;
var text = pipe(string(), regex(/^[!-~]+$/), maxLength(255));
var repository = pipe(string(), check(isRepositoryName_118), maxLength(255));
var digest = pipe(string(), regex(/^sha256:[0-9a-f]{64}$/), guard(isDigest_81));
var digests = pipe(array(digest), maxLength(MAX_PACKAGES), readonly());
var listSchema = object({
  formatVersion: pipe(number(), safeInteger(), minValue(1)),
  repositories: pipe(
    array(
      object({
        registry: text,
        repository,
        location: exactOptional(object({ registry: text, repository })),
        tags: pipe(
          array(object({ tag: pipe(string(), check(isTagName_118)), digest })),
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
  const { formatVersion, repositories } = parseDocument_133(bytes, listSchema, "list of originals", MAX_CONFIG_VALUES);
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
