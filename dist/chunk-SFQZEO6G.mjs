import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  parseDocument
} from "./chunk-V6OPSD56.mjs";
import {
  MAX_CONFIG_VALUES,
  MAX_PACKAGES
} from "./chunk-Z2KHX2NZ.mjs";
import {
  isRepositoryName,
  isTagName
} from "./chunk-RVXH5BSX.mjs";
import {
  isDigest
} from "./chunk-4LCJ56VL.mjs";
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
} from "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/originals/originals-list.ts
var FORMAT_VERSION = 1;
var text = pipe(string(), regex(/^[!-~]+$/), maxLength(255));
var repository = pipe(string(), check(isRepositoryName), maxLength(255));
var digest = pipe(string(), regex(/^sha256:[0-9a-f]{64}$/), guard(isDigest));
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
          array(object({ tag: pipe(string(), check(isTagName)), digest })),
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
  const { formatVersion, repositories } = parseDocument(bytes, listSchema, "list of originals", MAX_CONFIG_VALUES);
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
