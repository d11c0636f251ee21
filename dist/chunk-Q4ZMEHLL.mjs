import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  parseDocument
} from "./chunk-V6OPSD56.mjs";
import {
  BLOCK_SIZE,
  END_SIZE,
  padding
} from "./chunk-MWQI2DLW.mjs";
import {
  MAX_BLOB_CONTENT,
  MAX_CONFIG_VALUES,
  MAX_ENTRIES,
  MAX_EXECUTABLE,
  MAX_FRAME_CONTENT,
  MAX_FRAME_SIZE,
  MAX_LAYERS,
  MAX_LIST,
  MAX_PACKAGES,
  MAX_RATIO
} from "./chunk-Z2KHX2NZ.mjs";
import {
  printable
} from "./chunk-PNVSA3GV.mjs";
import {
  isDigest
} from "./chunk-4LCJ56VL.mjs";
import {
  array,
  boolean,
  exactOptional,
  guard,
  literal,
  maxLength,
  maxValue,
  minLength,
  minValue,
  number,
  object,
  optional,
  picklist,
  pipe,
  readonly,
  regex,
  safeInteger,
  string
} from "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/archive/frames/frame-table.ts
function checkFrameTable(blob) {
  const lie = (what) => new BundleError("FRAME_INVALID", `Cannot use frame table of ${blob.name}: ${what}`);
  const over = (what) => new BundleError("LIMIT_EXCEEDED", `Cannot read ${blob.name}: ${what}`);
  const { frames } = blob;
  if (frames.length === 0) throw lie("it is empty");
  if (![blob.bytes.size, blob.contentSize, blob.entryCount].every(isCount)) throw lie("a number is impossible");
  if (blob.contentSize > MAX_BLOB_CONTENT)
    throw over(`${blob.contentSize} bytes, expected at most ${MAX_BLOB_CONTENT}`);
  if (blob.entryCount > MAX_ENTRIES) throw over(`${blob.entryCount} entries, expected at most ${MAX_ENTRIES}`);
  let size2 = 0;
  let contentSize = 0;
  let before;
  for (const [index, frame2] of frames.entries()) {
    const problem = impossible(frame2, before);
    if (problem !== void 0) throw lie(`frame ${index} ${problem}`);
    size2 += frame2.size;
    contentSize += frame2.contentSize;
    before = frame2;
  }
  if (size2 !== blob.bytes.size) throw lie(`its frames have ${size2} bytes, expected ${blob.bytes.size}`);
  if (contentSize !== blob.contentSize) throw lie(`its content is ${contentSize} bytes, expected ${blob.contentSize}`);
  const least = blob.entryCount * BLOCK_SIZE + END_SIZE;
  if (contentSize < least) throw lie(`${contentSize} bytes of content cannot hold ${blob.entryCount} entries`);
}
function impossible(frame2, before) {
  const { size: size2, contentSize, fileOffset } = frame2;
  if (!isCount(size2) || size2 === 0 || size2 > MAX_FRAME_SIZE) return `has an impossible size: ${size2}`;
  if (!isCount(contentSize) || contentSize === 0 || contentSize > MAX_FRAME_CONTENT) {
    return `has an impossible content size: ${contentSize}`;
  }
  if (contentSize > size2 * MAX_RATIO) return "claims more content than zstd can put into its bytes";
  if (!/^sha256:[0-9a-f]{64}$/.test(frame2.digest)) return "has no sha256 digest";
  if (fileOffset === void 0) return void 0;
  if (!isCount(fileOffset) || fileOffset === 0) return `has an impossible file offset: ${fileOffset}`;
  if (before === void 0) return "continues a file, but is the first";
  if (before.fileOffset === void 0) {
    return fileOffset > before.contentSize - BLOCK_SIZE ? "continues a file that the frame before cannot hold" : void 0;
  }
  const end = before.fileOffset + before.contentSize;
  return fileOffset === end ? void 0 : `continues a file at ${fileOffset}, expected ${end}`;
}
function isCount(value) {
  return Number.isSafeInteger(value) && value >= 0;
}
function tarSize(sizes) {
  return sizes.reduce((sum, size2) => sum + BLOCK_SIZE + size2 + padding(size2), END_SIZE);
}

// src/bundle/config-schema.ts
var text = (longest) => pipe(string(), regex(/^[ -~\u00a0-\uffff]+$/), maxLength(longest));
var size = pipe(number(), safeInteger(), minValue(0));
var positive = () => pipe(number(), safeInteger(), minValue(1));
var list = (item, longest = MAX_LIST) => pipe(array(item), maxLength(longest), readonly());
var anyDigest = pipe(
  string(),
  regex(/^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/),
  guard(isDigest)
);
var ownDigest = pipe(string(), regex(/^sha256:[0-9a-f]{64}$/), guard(isDigest));
var registry = pipe(string(), regex(/^[A-Za-z0-9_[][A-Za-z0-9._:[\]-]*$/), maxLength(255));
var repository = pipe(
  string(),
  regex(/^(?!\.{1,2}(\/|$))[a-z0-9._-]+(\/(?!\.{1,2}(\/|$))[a-z0-9._-]+)*$/),
  maxLength(255)
);
var tag = pipe(string(), regex(/^(?!\.{1,2}$)[!-.0-[\]-~\u00a0-\uffff]+$/), maxLength(255));
var frame = pipe(
  object({
    size: pipe(positive(), maxValue(MAX_FRAME_SIZE)),
    contentSize: pipe(positive(), maxValue(MAX_FRAME_CONTENT)),
    digest: ownDigest,
    contentDigest: exactOptional(ownDigest),
    fileOffset: exactOptional(positive())
  }),
  readonly()
);
var table = {
  blob: ownDigest,
  entryCount: size,
  contentSize: size,
  frames: pipe(array(frame), minLength(1), readonly())
};
var root = object({
  identifier: text(1024),
  registry,
  repository,
  tag: exactOptional(tag),
  leaf: anyDigest,
  index: exactOptional(anyDigest),
  current: boolean(),
  declaredBy: picklist(["identifier", "lock", "link"]),
  name: exactOptional(text(255)),
  groups: exactOptional(list(text(255)))
});
var configSchema = object({
  formatVersion: literal(1),
  requires: list(text(255)),
  platform: object({ os: text(64), architecture: text(64), features: list(text(255)) }),
  roots: list(root, MAX_PACKAGES),
  packages: list(
    object({ registry, leaf: anyDigest, repositories: list(repository), platform: text(255) }),
    MAX_PACKAGES
  ),
  layers: list(object({ registry, digest: anyDigest, ...table }), MAX_LAYERS),
  sources: list(object({ registry, published: boolean() })),
  store: object(table),
  project: exactOptional(object({ declarationHash: anyDigest, groups: list(text(255)) })),
  ocx: exactOptional(object({ digest: ownDigest, size: pipe(positive(), maxValue(MAX_EXECUTABLE)), ...table }))
});
var versionSchema = object({
  formatVersion: pipe(number(), safeInteger(), minValue(1)),
  requires: optional(list(text(255)), [])
});

// src/bundle/config.ts
var FORMAT_VERSION = 1;
var HOME_PREFIX = "ocx/";
var EXECUTABLE_PREFIX = `${HOME_PREFIX}.ocx-bundle/ocx/`;
var EXECUTABLE_ENTRIES = 2;
var KNOWN_FEATURES = [];
function encodeConfig(config) {
  const { formatVersion, requires, platform, roots, packages, layers, sources, store, project, ocx } = config;
  const ordered = {
    formatVersion,
    requires,
    platform: { os: platform.os, architecture: platform.architecture, features: platform.features },
    roots: roots.map(orderRoot),
    packages: packages.map((item) => ({
      registry: item.registry,
      leaf: item.leaf,
      repositories: item.repositories,
      platform: item.platform
    })),
    layers: layers.map((layer) => ({ registry: layer.registry, digest: layer.digest, ...orderTable(layer) })),
    sources: sources.map(({ registry: registry2, published }) => ({ registry: registry2, published })),
    store: orderTable(store),
    ...project && { project: { declarationHash: project.declarationHash, groups: project.groups } },
    ...ocx && { ocx: { digest: ocx.digest, size: ocx.size, ...orderTable(ocx) } }
  };
  return new TextEncoder().encode(JSON.stringify(ordered));
}
function orderRoot(root2) {
  const { identifier, registry: registry2, repository: repository2, tag: tag2, leaf, index, current, declaredBy, name, groups } = root2;
  return { identifier, registry: registry2, repository: repository2, tag: tag2, leaf, index, current, declaredBy, name, groups };
}
function orderTable({ blob, entryCount, contentSize, frames }) {
  return { blob, entryCount, contentSize, frames: frames.map(orderFrame) };
}
function orderFrame({ size: size2, contentSize, digest, contentDigest, fileOffset }) {
  return { size: size2, contentSize, digest, contentDigest, fileOffset };
}
function parseConfig(bytes) {
  const { formatVersion, requires } = parseDocument(bytes, versionSchema, "config", MAX_CONFIG_VALUES);
  if (formatVersion > FORMAT_VERSION) {
    const found = `it has format version ${formatVersion}, expected at most ${FORMAT_VERSION}`;
    throw new BundleError("BUNDLE_TOO_NEW", `Cannot read bundle: ${found}`, {
      hint: `Use a newer ocx-bundle, one that reads format version ${formatVersion}.`
    });
  }
  const unknown = requires.filter((feature) => !KNOWN_FEATURES.includes(feature));
  if (unknown.length > 0) {
    const found = `it requires ${unknown.map((feature) => `"${feature}"`).join(", ")}`;
    throw new BundleError(
      "BUNDLE_TOO_NEW",
      `Cannot read bundle: ${found}, expected only features that this version knows`
    );
  }
  const config = parseDocument(bytes, configSchema, "config", MAX_CONFIG_VALUES);
  checkConfig(config);
  return config;
}
function checkConfig(config) {
  const packages = unique(
    "packages",
    config.packages.map(({ registry: registry2, leaf }) => `${registry2} ${leaf}`)
  );
  unique(
    "layers",
    config.layers.map(({ registry: registry2, digest }) => `${registry2} ${digest}`)
  );
  unique(
    "sources",
    config.sources.map(({ registry: registry2 }) => registry2)
  );
  if (config.ocx !== void 0) checkExecutable(config.ocx);
  for (const root2 of config.roots) {
    checkName(root2);
    const { registry: registry2, leaf, identifier } = root2;
    if (!packages.has(`${registry2} ${leaf}`)) refuseConfig(`root ${identifier} is not among its packages`);
  }
}
function checkExecutable({ size: size2, entryCount, contentSize }) {
  if (entryCount !== EXECUTABLE_ENTRIES) refuseConfig(`ocx has ${entryCount} entries, expected ${EXECUTABLE_ENTRIES}`);
  const expected = tarSize([0, size2]);
  if (contentSize !== expected) refuseConfig(`ocx has ${contentSize} bytes of content, expected ${expected}`);
}
function checkName({ identifier, registry: registry2, repository: repository2, tag: tag2, leaf, index }) {
  if (tag2 !== void 0 && printable(tag2) !== tag2) refuseConfig(`a tag is not shown as it is: ${tag2}`);
  const name = `${registry2}/${repository2}${tag2 === void 0 ? "" : `:${tag2}`}`;
  const pinned = [leaf, index].filter((digest) => digest !== void 0).map((digest) => `${name}@${digest}`);
  const [expected = "", ...others] = tag2 === void 0 ? pinned : [name, ...pinned];
  if (identifier !== expected && !others.includes(identifier))
    refuseConfig(`a root is called ${identifier}, expected ${expected}`);
}
function unique(what, names) {
  const seen = /* @__PURE__ */ new Set();
  for (const name of names) {
    if (seen.has(name)) refuseConfig(`its ${what} have ${name} twice`);
    seen.add(name);
  }
  return seen;
}
function refuseConfig(found) {
  throw new BundleError("BUNDLE_INVALID", `Cannot read config of the bundle: ${found}`);
}

export {
  checkFrameTable,
  text,
  anyDigest,
  ownDigest,
  registry,
  FORMAT_VERSION,
  HOME_PREFIX,
  EXECUTABLE_PREFIX,
  encodeConfig,
  parseConfig
};
