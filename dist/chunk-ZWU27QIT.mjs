import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  BUNDLE_ARTIFACT,
  BUNDLE_CONFIG,
  IMAGE_INDEX,
  IMAGE_MANIFEST,
  INDEX_FILE,
  LAYER_TAR_ZSTD,
  LAYOUT_FILE,
  REF_NAME,
  blobPath,
  encodeImageIndex,
  encodeLayoutFile,
  encodeManifest,
  imageIndexSchema,
  manifestSchema,
  nameList,
  openTarLayout,
  parseDocument,
  readStart,
  readWhole,
  sameContent,
  shapeOf
} from "./chunk-5KGMDXVC.mjs";
import {
  userPath
} from "./chunk-K2HEINOA.mjs";
import {
  excerpt,
  printable
} from "./chunk-PNVSA3GV.mjs";
import {
  checkFrameTable
} from "./chunk-POW5B3AK.mjs";
import {
  BLOCK_SIZE,
  FILE,
  MAX_CANDIDATES,
  MAX_CONFIG,
  MAX_CONFIG_VALUES,
  MAX_DOCUMENT,
  MAX_FRAME_CONTENT,
  MAX_FRAME_SIZE,
  MAX_LAYERS,
  MAX_LIST,
  MAX_MANIFEST,
  MAX_MANIFESTS,
  MAX_NESTING,
  MAX_PACKAGES,
  MAX_VALUES,
  asByteString,
  encodeHeader,
  lookAt,
  openFile,
  padding
} from "./chunk-6CKKONBI.mjs";
import {
  PARTS_DOCUMENT_START,
  isPartsDocument
} from "./chunk-PDLELWUJ.mjs";
import {
  algorithmOf,
  array,
  boolean,
  digestOf,
  exactOptional,
  guard,
  isDigest,
  isDigestOf,
  literal,
  maxLength,
  maxValue,
  minLength,
  minValue,
  number,
  object,
  optional,
  parseDigest,
  picklist,
  pipe,
  readonly,
  regex,
  safeInteger,
  string
} from "./chunk-CX3N45CJ.mjs";
import {
  BundleError
} from "./chunk-5HOQBOAW.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/layout/tar-head.ts
var LAYOUT = encodeLayoutFile();
var SPACE = 32;
function sizeOfHead({ root: root2, documents }) {
  const files = [LAYOUT, encodeImageIndex([root2]), ...documents.map(({ bytes }) => bytes)];
  return files.reduce((sum, { byteLength }) => sum + sizeInTar(byteLength), 0);
}
function sizeInTar(size2) {
  return BLOCK_SIZE + size2 + padding(size2);
}
function encodeHead(head, room) {
  const slack = room - sizeOfHead(head);
  if (slack < 0) throw new Error(`Cannot write the head: it takes ${room - slack} bytes, expected at most ${room}`);
  const names = encodeImageIndex([head.root]);
  const index = new Uint8Array(names.byteLength + padding(names.byteLength) + slack).fill(SPACE);
  index.set(names);
  const bytes = new Uint8Array(room);
  let position = 0;
  const put = (path, content) => {
    bytes.set(memberHeader(path, content.byteLength), position);
    bytes.set(content, position + BLOCK_SIZE);
    position += sizeInTar(content.byteLength);
  };
  put(LAYOUT_FILE, LAYOUT);
  put(INDEX_FILE, index);
  for (const document of head.documents) put(blobPath(document.digest), document.bytes);
  return bytes;
}
function memberHeader(path, size2) {
  return encodeHeader({ path: asByteString(path), type: FILE, mode: 420, size: size2, mtime: 0, target: asByteString("") });
}

// src/oci/reference.ts
var TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
function isTagName(text2) {
  return TAG.test(text2);
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
  project: exactOptional(object({ declarationHash: anyDigest, groups: list(text(255)) }))
});
var versionSchema = object({
  formatVersion: pipe(number(), safeInteger(), minValue(1)),
  requires: optional(list(text(255)), [])
});

// src/bundle/config.ts
var FORMAT_VERSION = 1;
var HOME_PREFIX = "ocx/";
var KNOWN_FEATURES = [];
function encodeConfig(config) {
  const { formatVersion, requires, platform, roots, packages, layers, sources, store, project } = config;
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
    ...project && { project: { declarationHash: project.declarationHash, groups: project.groups } }
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
  for (const root2 of config.roots) {
    checkName(root2);
    const { registry: registry2, leaf, identifier } = root2;
    if (!packages.has(`${registry2} ${leaf}`)) refuseConfig(`root ${identifier} is not among its packages`);
  }
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

// src/bundle/head.ts
function buildHead({ name, config, blobs, annotations }) {
  const configBytes = encodeConfig(config);
  const manifest = encodeManifest({
    artifactType: BUNDLE_ARTIFACT,
    config: { mediaType: BUNDLE_CONFIG, digest: digestOf(configBytes), size: configBytes.byteLength },
    layers: blobs.map(({ digest, size: size2 }) => ({ mediaType: LAYER_TAR_ZSTD, digest, size: size2 })),
    ...annotations && { annotations }
  });
  return { root: describeManifest(name, manifest, config), manifest, config: configBytes };
}
function describeManifest(name, manifest, { platform }) {
  const { os, architecture, features } = platform;
  return {
    mediaType: IMAGE_MANIFEST,
    digest: digestOf(manifest),
    size: manifest.byteLength,
    annotations: { [REF_NAME]: name },
    platform: { architecture, os, ...features.length > 0 && { "os.features": features.toSorted() } },
    artifactType: BUNDLE_ARTIFACT
  };
}
function headDocuments({ manifest, config }) {
  return [manifest, config].map((bytes) => ({ digest: digestOf(bytes), bytes }));
}

// src/bundle/plan-bundle.ts
function planBundle({ name, facts, store, layers, annotations }) {
  checkBundleName(name);
  const trees = [store];
  const treeOf = /* @__PURE__ */ new Map();
  const ordered = layers.toSorted(inOrder).map(({ registry: registry2, digest, plan: plan2 }) => {
    const tree = treeOf.get(plan2.tree.prefix) ?? trees.push(plan2) - 1;
    treeOf.set(plan2.tree.prefix, tree);
    return { registry: registry2, digest, tree };
  });
  const plan = { name, facts: inFixedOrder(facts), ...annotations && { annotations }, trees, layers: ordered };
  return { ...plan, room: sizeOf(widestHead(plan)) };
}
function checkBundleName(name) {
  if (isTagName(name)) return;
  const rule = "expected up to 128 letters, digits, dots, dashes and underscores, the first one a letter, digit or underscore";
  throw new BundleError("OPTION_INVALID", `Cannot name a bundle "${name}": ${rule}`, {
    hint: "Choose another name, for example toolchain-1.2."
  });
}
function defaultBundleName({ os, architecture }) {
  return `ocx-bundle-${os}-${architecture}`;
}
function headOf(plan, tables) {
  const { name, facts, annotations, layers } = plan;
  const tableOf = (tree) => {
    const table2 = tables[tree];
    if (!table2) throw new Error(`Cannot describe tree ${tree}: there are ${tables.length} tables`);
    return table2;
  };
  const config = {
    formatVersion: FORMAT_VERSION,
    requires: [],
    ...facts,
    layers: layers.map(({ registry: registry2, digest, tree }) => ({ registry: registry2, digest, ...tableOf(tree) })),
    store: tableOf(0)
  };
  const blobs = tables.map((table2) => ({ digest: table2.blob, size: sizeOfBlob(table2) }));
  return { head: buildHead({ name, config, blobs, ...annotations && { annotations } }), config };
}
function widestHead(plan) {
  const digest = parseDigest(`sha256:${"0".repeat(64)}`);
  const { head } = headOf(
    plan,
    plan.trees.map(({ entryCount, contentSize, frames }) => ({
      blob: digest,
      entryCount,
      contentSize,
      frames: frames.map((frame2) => ({
        size: largestFrame(frame2.contentSize),
        contentSize: frame2.contentSize,
        digest,
        contentDigest: digest,
        ...frame2.fileOffset !== void 0 && { fileOffset: frame2.fileOffset }
      }))
    }))
  );
  limit("config", head.config, MAX_CONFIG);
  limit("manifest", head.manifest, MAX_MANIFEST);
  return head;
}
function roomOf({ name, config, manifest }) {
  const widest = { ...config, store: widen(config.store), layers: config.layers.map(widen) };
  const sizes = new Map([widest.store, ...widest.layers].map((table2) => [table2.blob, sizeOfBlob(table2)]));
  const blobs = manifest.layers.map(({ digest, size: size2 }) => ({ digest, size: sizes.get(digest) ?? size2 }));
  const { annotations } = manifest;
  return sizeOf(buildHead({ name, config: widest, blobs, ...annotations && { annotations } }));
}
function widen(table2) {
  return { ...table2, frames: table2.frames.map((frame2) => ({ ...frame2, size: largestFrame(frame2.contentSize) })) };
}
function sizeOf(head) {
  return sizeOfHead({ root: head.root, documents: headDocuments(head) });
}
function sizeOfBlob({ frames }) {
  return frames.reduce((sum, frame2) => sum + frame2.size, 0);
}
function largestFrame(contentSize) {
  return contentSize + Math.ceil(contentSize / 256) + 128;
}
function limit(what, bytes, longest) {
  if (bytes.byteLength <= longest) return;
  const found = `it may take ${bytes.byteLength} bytes, expected at most ${longest}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot write the ${what} of the bundle: ${found}`);
}
function inOrder(a, b) {
  return b.plan.contentSize - a.plan.contentSize || compare(a.registry, b.registry) || compare(a.digest, b.digest);
}
function inFixedOrder(facts) {
  return {
    ...facts,
    platform: { ...facts.platform, features: facts.platform.features.toSorted(compare) },
    packages: facts.packages.toSorted((a, b) => compare(a.registry, b.registry) || compare(a.leaf, b.leaf)),
    sources: facts.sources.toSorted((a, b) => compare(a.registry, b.registry))
  };
}
function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

// src/home/model/identifier.ts
var DEFAULT_TAG = "latest";
var REPOSITORY_LIMIT = 255;
var TAG_LIMIT = 255;
function parseIdentifier(text2, defaultRegistry, options = {}) {
  const refuse = (reason) => {
    options.refuse?.(reason);
    throw new BundleError(options.code ?? "IDENTIFIER_INVALID", `Cannot read identifier "${text2}": ${reason}`);
  };
  const { name, digest } = splitDigest(text2);
  const { path, tag: tag2 } = splitTag(name);
  const { registry: registry2, repository: repository2 } = splitRegistry(path, defaultRegistry);
  if (registry2 === void 0 || registry2 === "") return refuse("no registry, expected registry/repository");
  if (!isRegistry(registry2)) return refuse(`"${registry2}" is not a valid registry`);
  const fault = faultOfRepository(repository2);
  if (fault !== void 0) return refuse(fault);
  if (tag2 !== void 0 && !isTag(tag2)) return refuse(`"${tag2}" is not a valid tag`);
  if (digest !== void 0 && !isDigest(digest)) return refuse(`"${digest}" is not a lowercase digest`);
  return { registry: registry2, repository: repository2, ...tag2 === void 0 ? {} : { tag: tag2 }, ...digest === void 0 ? {} : { digest } };
}
function formatIdentifier({ registry: registry2, repository: repository2, tag: tag2, digest }) {
  const name = `${registry2}/${repository2}`;
  return `${name}${tag2 === void 0 ? "" : `:${tag2}`}${digest === void 0 ? "" : `@${digest}`}`;
}
function isRegistry(text2) {
  return /^[\p{L}\p{N}_[][\p{L}\p{N}._:[\]-]{0,254}$/u.test(text2);
}
function isRepository(text2) {
  return faultOfRepository(text2) === void 0;
}
function isTag(text2) {
  const isName = /^[^/\\:@+]+$/u.test(text2) && text2 !== "." && text2 !== "..";
  return isName && Buffer.byteLength(text2) <= TAG_LIMIT && printable(text2) === text2;
}
function splitDigest(text2) {
  const at = text2.indexOf("@");
  return at === -1 ? { name: text2 } : { name: text2.slice(0, at), digest: text2.slice(at + 1) };
}
function splitTag(name) {
  const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
  if (colon === -1) return { path: name };
  return { path: name.slice(0, colon), tag: name.slice(colon + 1).replaceAll("+", "_") };
}
function splitRegistry(path, defaultRegistry) {
  const slash = path.indexOf("/");
  const first = path.slice(0, Math.max(slash, 0));
  if (slash !== -1 && (/[.:]/u.test(first) || first === "localhost")) {
    return { registry: first, repository: path.slice(slash + 1) };
  }
  return defaultRegistry === void 0 ? { repository: path } : { registry: defaultRegistry, repository: path };
}
function faultOfRepository(repository2) {
  if (/[A-Z]/u.test(repository2)) return "a repository cannot have upper-case letters";
  if (Buffer.byteLength(repository2) > REPOSITORY_LIMIT)
    return `a repository cannot have more than ${REPOSITORY_LIMIT} bytes`;
  const segments = repository2.split("/");
  if (segments.some((segment) => segment === "." || segment === ".."))
    return "a repository cannot have . or .. in its path";
  if (segments.every((segment) => /^[a-z0-9._-]+$/u.test(segment))) return void 0;
  return "a repository can only have a-z, 0-9, and . _ - between its slashes";
}

// src/oci/platform.ts
var ANY = { os: "any", architecture: "any", features: [] };
var KNOWN = /* @__PURE__ */ new Set([
  "linux/amd64",
  "linux/arm64",
  "darwin/amd64",
  "darwin/arm64",
  "windows/amd64",
  "windows/arm64",
  "wasip1/wasm",
  "wasip2/wasm"
]);
var ESCAPES = [
  ["%", "%25"],
  ["/", "%2F"],
  ["+", "%2B"],
  [",", "%2C"]
];
function parsePlatform(text2, code = "PLATFORM_INVALID") {
  const refuse = (reason) => {
    throw new BundleError(code, `Cannot read platform "${text2}": ${reason}`);
  };
  if (text2 === "any") return ANY;
  const [core = "", ...rest] = text2.split("+");
  const [os = "", architecture = "", variant, ...more] = core.split("/");
  if (!KNOWN.has(`${os}/${architecture}`)) return refuse(`OCX knows ${[...KNOWN].join(", ")} and any`);
  if (more.length > 0 || rest.length > 1) return refuse("expected os/arch[/variant][+feature[,feature]]");
  const features = rest[0]?.split(",") ?? [];
  const parts = [...variant === void 0 ? [] : [variant], ...features];
  if (!parts.every((part) => /^(?:[^%]|%(?:25|2F|2B|2C))+$/u.test(part)))
    return refuse("a part of it is empty or badly escaped");
  return {
    os,
    architecture,
    ...variant === void 0 ? {} : { variant: unescape(variant) },
    features: inOrder2(features.map(unescape))
  };
}
function formatPlatform({ os, architecture, variant, features }) {
  if (os === "any" && architecture === "any") return "any";
  const core = [os, architecture, ...variant === void 0 ? [] : [escape(variant)]].join("/");
  return features.length === 0 ? core : `${core}+${inOrder2(features).map(escape).join(",")}`;
}
function knownPlatform({ os, architecture, variant, features }) {
  if (os === "any" && architecture === "any" && variant === void 0) return ANY;
  if (!KNOWN.has(`${os}/${architecture}`)) return void 0;
  return { os, architecture, ...variant === void 0 ? {} : { variant }, features: inOrder2(features) };
}
function fits(offer, wanted) {
  if (isAny(offer)) return true;
  if (offer.variant !== void 0 && offer.variant !== wanted.variant) return false;
  return sameMachine(offer, wanted) && offer.features.every((feature) => wanted.features.includes(feature));
}
function fitsMachine(offer, wanted) {
  return isAny(offer) || sameMachine(offer, wanted);
}
function wantedBelow(platform, wanted) {
  if (isAny(platform)) return wanted;
  const families = new Set(platform.features.map(familyOf));
  const features = wanted.features.filter((feature) => !families.has(familyOf(feature)));
  const variant = platform.variant ?? wanted.variant;
  return {
    os: platform.os,
    architecture: platform.architecture,
    ...variant === void 0 ? {} : { variant },
    features: inOrder2([...features, ...platform.features])
  };
}
function choosePlatform(offers, wanted) {
  const fitting = offers.filter(({ platform }) => fits(platform, wanted));
  const ranks = fitting.map(({ platform }) => rank(platform));
  const best = ranks.reduce((highest, value) => Math.max(highest, value), Number.NEGATIVE_INFINITY);
  return fitting.filter((_, i) => ranks[i] === best);
}
function rank(offer) {
  if (isAny(offer)) return -1;
  return (offer.variant === void 0 ? 0 : 1e6) + offer.features.length;
}
function familyOf(feature) {
  return feature.split(".", 1)[0] ?? feature;
}
function isAny(platform) {
  return platform.os === "any" && platform.architecture === "any";
}
function sameMachine(a, b) {
  return a.os === b.os && a.architecture === b.architecture;
}
function inOrder2(features) {
  return [...new Set(features)].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
function escape(text2) {
  return ESCAPES.reduce((escaped, [from, to]) => escaped.replaceAll(from, to), text2);
}
function unescape(text2) {
  return ESCAPES.reduceRight((plain, [to, from]) => plain.replaceAll(from, to), text2);
}

// src/home/host/host-libc.ts
import { open, readdir, readFile, realpath } from "node:fs/promises";
import { basename, join } from "node:path";
var LOADERS = {
  amd64: [
    ["libc.glibc", "ld-linux-x86-64"],
    ["libc.musl", "ld-musl-x86_64"]
  ],
  arm64: [
    ["libc.glibc", "ld-linux-aarch64"],
    ["libc.musl", "ld-musl-aarch64"]
  ]
};
var PROGRAMS = ["/usr/bin/env", "/bin/sh", "/bin/ls"];
var LOADER_FOLDERS = ["/lib", "/lib64", "/usr/lib", "/usr/lib64"];
var MULTIARCH = "-linux-";
var MARKS = [
  ["libc.musl", "musl libc"],
  ["libc.glibc", "GLIBC_2."]
];
async function hostLibc(architecture, root2 = "/") {
  const names = LOADERS[architecture] ?? [];
  const found = [
    ...await systemLoader(root2),
    ...await loadersIn(
      root2,
      names.map(([, name]) => name)
    )
  ];
  const families = await Promise.all((await distinct(found)).map(familyOf2));
  return [...new Set(families.filter((family) => family !== void 0))].toSorted();
}
async function systemLoader(root2) {
  for (const program of PROGRAMS) {
    const loader = await interpreterOf(join(root2, program)).catch(() => void 0);
    if (loader?.startsWith("/") === true) return [join(root2, loader)];
  }
  return [];
}
async function interpreterOf(path) {
  var _stack = [];
  try {
    const file = __using(_stack, await open(path), true);
    const head = Buffer.alloc(4096);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    if (bytesRead < 64 || head.readUInt32BE(0) !== 2135247942 || head[4] !== 2 || head[5] !== 1) return void 0;
    const [table2, size2, count] = [Number(head.readBigUInt64LE(32)), head.readUInt16LE(54), head.readUInt16LE(56)];
    for (let at = table2; at < table2 + size2 * count && at + 40 <= bytesRead; at += size2) {
      if (head.readUInt32LE(at) !== 3) continue;
      const text2 = Buffer.alloc(Math.min(Number(head.readBigUInt64LE(at + 32)), 4096));
      await file.read(text2, 0, text2.length, Number(head.readBigUInt64LE(at + 8)));
      return text2.toString("utf8").split("\0", 1)[0];
    }
    return void 0;
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function loadersIn(root2, names) {
  const found = [];
  for (const folder of await distinct(LOADER_FOLDERS.map((name) => join(root2, name)))) {
    const inside = await list2(folder);
    const deeper = inside.filter((name) => name.includes(MULTIARCH)).map((name) => join(folder, name));
    const paths = [...inside.map((name) => join(folder, name)), ...(await Promise.all(deeper.map(listPaths))).flat()];
    found.push(...paths.filter((path) => names.some((name) => basename(path).includes(name))));
  }
  return found;
}
async function listPaths(folder) {
  return (await list2(folder)).map((name) => join(folder, name));
}
async function list2(folder) {
  return readdir(folder).catch(() => []);
}
async function distinct(paths) {
  return [...new Set(await Promise.all(paths.map((path) => realpath(path).catch(() => path))))];
}
async function familyOf2(path) {
  const bytes = await readFile(path).catch(() => void 0);
  return MARKS.find(([, mark]) => bytes?.includes(mark))?.[0];
}

// src/home/host/host-platform.ts
async function hostPlatform() {
  const os = { linux: "linux", darwin: "darwin", win32: "windows" }[process.platform];
  const architecture = { x64: "amd64", arm64: "arm64" }[process.arch];
  if (os === void 0 || architecture === void 0) {
    throw new BundleError(
      "SYSTEM_UNSUPPORTED",
      `Cannot run on ${process.platform}/${process.arch}: OCX does not support this platform`
    );
  }
  return { os, architecture, features: os === "linux" ? await hostLibc(architecture) : [] };
}

// src/bundle/choose-manifest.ts
async function chooseManifest(roots, reader, { platform, pinned }) {
  const others = /* @__PURE__ */ new Set();
  const bundles = [];
  for (const descriptor of candidatesOf(roots)) {
    const manifests = await readManifests(descriptor, reader);
    const found = manifests.filter(({ manifest }) => isBundle(manifest));
    if (found.length > 0) bundles.push({ descriptor, manifests: found });
    else for (const { manifest } of manifests) others.add(manifest.artifactType ?? manifest.config.mediaType);
  }
  const bundle = bundles.find(({ descriptor }) => descriptor.digest === pinned) ?? bundles[0];
  if (!bundle) throw notABundle([...others]);
  if (bundles.length > 1 && bundle.descriptor.digest !== pinned) {
    const found = `${bundles.length} bundles are in it (${nameList(bundles.map(({ descriptor }) => descriptor))})`;
    throw new BundleError("BUNDLE_AMBIGUOUS", `Cannot read bundle: ${found}, expected one`);
  }
  const { digest, annotations } = bundle.descriptor;
  checkPinned(digest, pinned);
  const name = annotations?.[REF_NAME];
  return { ...name !== void 0 && { name }, digest, ...await choosePlatform2(bundle.manifests, reader, platform) };
}
function candidatesOf(descriptors) {
  const known = descriptors.filter(({ mediaType }) => mediaType === IMAGE_MANIFEST || mediaType === IMAGE_INDEX);
  const named = known.filter(({ annotations }) => annotations?.[REF_NAME] !== void 0);
  const byDigest = new Map((named.length > 0 ? named : known).toReversed().map((item) => [item.digest, item]));
  if (byDigest.size > MAX_CANDIDATES) {
    const found = `${byDigest.size} manifests are in it, expected at most ${MAX_CANDIDATES}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read bundle: ${found}`);
  }
  return [...byDigest.values()].toReversed();
}
async function readManifests(descriptor, reader) {
  const bytes = await reader.manifest(descriptor);
  if (descriptor.mediaType === IMAGE_MANIFEST)
    return [{ descriptor, manifest: parseDocument(bytes, manifestSchema, "manifest") }];
  const { manifests } = parseDocument(bytes, imageIndexSchema, "image index");
  const found = [];
  for (const inner of candidatesOf(manifests)) {
    if (inner.mediaType !== IMAGE_MANIFEST) continue;
    const manifest = parseDocument(await reader.manifest(inner), manifestSchema, "manifest");
    found.push({ descriptor: inner, manifest });
  }
  return found;
}
function isBundle({ artifactType, config }) {
  return (artifactType ?? BUNDLE_ARTIFACT) === BUNDLE_ARTIFACT && config.mediaType === BUNDLE_CONFIG;
}
function notABundle(others) {
  const versions = others.map(
    (type) => Number(/^application\/vnd\.ocx-bundle(?:\.config)?\.v(\d{1,9})\b/.exec(type)?.[1])
  );
  const newer = versions.find((version) => version > FORMAT_VERSION);
  if (newer !== void 0) {
    const found2 = `it has format version ${newer}, expected at most ${FORMAT_VERSION}`;
    return new BundleError("BUNDLE_TOO_NEW", `Cannot read bundle: ${found2}`);
  }
  const found = others.length > 0 ? `it holds ${excerpt(others.join(", "))}` : "its index.json names no manifest";
  return new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${found}, expected ${BUNDLE_ARTIFACT}`);
}
function checkPinned(digest, pinned) {
  if (pinned === void 0 || pinned === digest) return;
  throw new BundleError("DIGEST_MISMATCH", `Cannot use bundle: its digest is ${digest}, expected ${pinned}`, {
    hint: "Fetch the pinned bundle, or correct the digest: this is another bundle."
  });
}
async function choosePlatform2(manifests, reader, wanted) {
  const [only] = manifests;
  if (only && manifests.length === 1) return { ...only, config: await reader.config(only.manifest) };
  const offers = [];
  for (const found of manifests) offers.push({ ...found, platform: (await reader.config(found.manifest)).platform });
  const offered = offers.map(({ platform }) => describe(platform)).join(", ");
  if (!wanted) {
    throw new BundleError(
      "PLATFORM_AMBIGUOUS",
      `Cannot choose from bundle: it is for ${offered}, expected one platform`
    );
  }
  const fitting = offers.filter(({ platform }) => fits2(platform, wanted));
  const most = fitting.reduce((max, { platform }) => Math.max(max, platform.features.length), 0);
  const [best, rival] = fitting.filter(({ platform }) => platform.features.length === most);
  if (!best) {
    throw new BundleError("PLATFORM_MISMATCH", `Cannot use bundle: it is for ${offered}, expected ${describe(wanted)}`);
  }
  if (rival) {
    const found = `it is for ${describe(best.platform)} and ${describe(rival.platform)}`;
    throw new BundleError(
      "PLATFORM_AMBIGUOUS",
      `Cannot choose from bundle: ${found}, expected one for ${describe(wanted)}`
    );
  }
  const { descriptor, manifest } = best;
  return { descriptor, manifest, config: await reader.config(manifest) };
}
function fits2(offer, wanted) {
  const same = offer.os === wanted.os && offer.architecture === wanted.architecture;
  return same && offer.features.every((feature) => wanted.features.includes(feature));
}
function describe({ os, architecture, features }) {
  return [`${os}/${architecture}`, ...features].join("+");
}

// src/bundle/open-bundle.ts
var LAYER_TOP = { directory: "content", file: "digest" };
async function openBundle(content, wanted = {}) {
  const choice = await chooseManifest(await content.roots(), documentReader(content), wanted);
  const { descriptor, manifest, config, digest } = choice;
  const blobs = await openBlobs(content, choice);
  const framed = (table2, prefix) => {
    const bytes = blobs.get(table2.blob);
    if (!bytes) throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its manifest does not name ${table2.blob}`);
    const { entryCount, contentSize, frames } = table2;
    return { name: `${table2.blob} in ${content.name}`, bytes, prefix, entryCount, contentSize, frames };
  };
  const store = framed(config.store, HOME_PREFIX);
  checkFrameTable(store);
  for (const layer of config.layers) checkFrameTable(framed(layer, HOME_PREFIX));
  const name = choice.name !== void 0 && isTagName(choice.name) ? choice.name : defaultBundleName(config.platform);
  return {
    content,
    name,
    digest,
    descriptor,
    manifest,
    config,
    blobs,
    store,
    layer: (layer, prefix) => ({ ...framed(layer, prefix), top: { ...LAYER_TOP, text: layer.digest } })
  };
}
async function openBlobs(content, { descriptor, manifest }) {
  const layers = uniqueLayers(manifest.layers);
  await content.expect([descriptor, manifest.config, ...layers]);
  const blobs = /* @__PURE__ */ new Map();
  for (const layer of layers) blobs.set(layer.digest, await openBlob(content, layer, "blob"));
  return blobs;
}
async function openBlob(content, descriptor, what) {
  const { digest, size: size2 } = descriptor;
  const bytes = await content.open(descriptor);
  if (!bytes) throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its ${what} ${digest} is missing`);
  if (bytes.size === size2) return bytes;
  const found = `it has ${bytes.size} bytes, expected ${size2}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} ${digest}: ${found}`);
}
function uniqueLayers(layers) {
  const unique2 = /* @__PURE__ */ new Map();
  for (const layer of layers) {
    if (layer.mediaType !== LAYER_TAR_ZSTD) {
      const found = `it is ${excerpt(layer.mediaType)}, expected ${LAYER_TAR_ZSTD}`;
      throw new BundleError("BUNDLE_INVALID", `Cannot read blob ${layer.digest}: ${found}`);
    }
    if (algorithmOf(layer.digest) !== "sha256") {
      throw new BundleError("BUNDLE_INVALID", `Cannot read blob ${layer.digest}: expected a sha256 digest`);
    }
    if (!sameContent(unique2.get(layer.digest) ?? layer, layer)) {
      throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its manifest gives ${layer.digest} two sizes`);
    }
    unique2.set(layer.digest, layer);
  }
  return [...unique2.values()];
}
function documentReader(content) {
  let left = MAX_MANIFESTS;
  return {
    manifest(descriptor) {
      const longest = Math.min(left, MAX_MANIFEST);
      left -= descriptor.size;
      return readVerified(content, descriptor, { what: "manifest", longest });
    },
    config: async ({ config }) => parseConfig(await readConfig(content, config))
  };
}
function readManifest(content, descriptor) {
  return readVerified(content, descriptor, { what: "manifest", longest: MAX_MANIFEST });
}
function readConfig(content, descriptor) {
  return readVerified(content, descriptor, { what: "config", longest: MAX_CONFIG });
}
async function readVerified(content, descriptor, { what, longest }) {
  const bytes = await readWhole(await openBlob(content, descriptor, what), what, longest);
  if (isDigestOf(descriptor.digest, bytes)) return bytes;
  const found = `got ${digestOf(bytes)}, expected ${descriptor.digest}`;
  throw new BundleError("DIGEST_MISMATCH", `Cannot verify ${what}: ${found}`);
}

// src/commands/output-path.ts
import { join as join2 } from "node:path";
function fileNameOf(bundleName) {
  checkBundleName(bundleName);
  return `${bundleName}.tar`;
}
async function isDirectoryPath(path, context) {
  return path.endsWith("/") || (await lookAt(userPath(path, context)))?.isDirectory() === true;
}
async function outputPath(path, name, context) {
  const absolute = userPath(path, context);
  return await isDirectoryPath(path, context) ? join2(absolute, name) : absolute;
}
async function checkReplaceable(path) {
  const there = await lookAt(path);
  if (there?.isFile() !== true || there.size === 0 || await isBundle2(path)) return;
  throw new BundleError("FILE_EXISTS", `Cannot write ${path}: it exists and is not an offline bundle`);
}
var FOREIGN = ["BUNDLE_TOO_NEW", "PLATFORM_AMBIGUOUS", "PLATFORM_MISMATCH"];
async function isBundle2(path) {
  try {
    var _stack = [];
    try {
      if (await isPartsDocumentFile(path)) return true;
      const content = __using(_stack, await openTarLayout(await openFile(path)), true);
      await openBundle(content);
      return true;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    if (error instanceof BundleError) return FOREIGN.includes(error.code);
    throw error;
  }
}
async function isPartsDocumentFile(path) {
  var _stack = [];
  try {
    const file = __using(_stack, await openFile(path), true);
    return isPartsDocument(await readStart(file, PARTS_DOCUMENT_START));
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

// src/home/documents/json-tree.ts
import { isUtf8 } from "node:buffer";

// node_modules/jsonc-parser/lib/esm/impl/scanner.js
function createScanner(text2, ignoreTrivia = false) {
  const len = text2.length;
  let pos = 0, value = "", tokenOffset = 0, token = 16, lineNumber = 0, lineStartOffset = 0, tokenLineStartOffset = 0, prevTokenLineStartOffset = 0, scanError = 0;
  function scanHexDigits(count, exact) {
    let digits = 0;
    let value2 = 0;
    while (digits < count || !exact) {
      let ch = text2.charCodeAt(pos);
      if (ch >= 48 && ch <= 57) {
        value2 = value2 * 16 + ch - 48;
      } else if (ch >= 65 && ch <= 70) {
        value2 = value2 * 16 + ch - 65 + 10;
      } else if (ch >= 97 && ch <= 102) {
        value2 = value2 * 16 + ch - 97 + 10;
      } else {
        break;
      }
      pos++;
      digits++;
    }
    if (digits < count) {
      value2 = -1;
    }
    return value2;
  }
  function setPosition(newPosition) {
    pos = newPosition;
    value = "";
    tokenOffset = 0;
    token = 16;
    scanError = 0;
  }
  function scanNumber() {
    let start = pos;
    if (text2.charCodeAt(pos) === 48) {
      pos++;
    } else {
      pos++;
      while (pos < text2.length && isDigit(text2.charCodeAt(pos))) {
        pos++;
      }
    }
    if (pos < text2.length && text2.charCodeAt(pos) === 46) {
      pos++;
      if (pos < text2.length && isDigit(text2.charCodeAt(pos))) {
        pos++;
        while (pos < text2.length && isDigit(text2.charCodeAt(pos))) {
          pos++;
        }
      } else {
        scanError = 3;
        return text2.substring(start, pos);
      }
    }
    let end = pos;
    if (pos < text2.length && (text2.charCodeAt(pos) === 69 || text2.charCodeAt(pos) === 101)) {
      pos++;
      if (pos < text2.length && text2.charCodeAt(pos) === 43 || text2.charCodeAt(pos) === 45) {
        pos++;
      }
      if (pos < text2.length && isDigit(text2.charCodeAt(pos))) {
        pos++;
        while (pos < text2.length && isDigit(text2.charCodeAt(pos))) {
          pos++;
        }
        end = pos;
      } else {
        scanError = 3;
      }
    }
    return text2.substring(start, end);
  }
  function scanString() {
    let result = "", start = pos;
    while (true) {
      if (pos >= len) {
        result += text2.substring(start, pos);
        scanError = 2;
        break;
      }
      const ch = text2.charCodeAt(pos);
      if (ch === 34) {
        result += text2.substring(start, pos);
        pos++;
        break;
      }
      if (ch === 92) {
        result += text2.substring(start, pos);
        pos++;
        if (pos >= len) {
          scanError = 2;
          break;
        }
        const ch2 = text2.charCodeAt(pos++);
        switch (ch2) {
          case 34:
            result += '"';
            break;
          case 92:
            result += "\\";
            break;
          case 47:
            result += "/";
            break;
          case 98:
            result += "\b";
            break;
          case 102:
            result += "\f";
            break;
          case 110:
            result += "\n";
            break;
          case 114:
            result += "\r";
            break;
          case 116:
            result += "	";
            break;
          case 117:
            const ch3 = scanHexDigits(4, true);
            if (ch3 >= 0) {
              result += String.fromCharCode(ch3);
            } else {
              scanError = 4;
            }
            break;
          default:
            scanError = 5;
        }
        start = pos;
        continue;
      }
      if (ch >= 0 && ch <= 31) {
        if (isLineBreak(ch)) {
          result += text2.substring(start, pos);
          scanError = 2;
          break;
        } else {
          scanError = 6;
        }
      }
      pos++;
    }
    return result;
  }
  function scanNext() {
    value = "";
    scanError = 0;
    tokenOffset = pos;
    lineStartOffset = lineNumber;
    prevTokenLineStartOffset = tokenLineStartOffset;
    if (pos >= len) {
      tokenOffset = len;
      return token = 17;
    }
    let code = text2.charCodeAt(pos);
    if (isWhiteSpace(code)) {
      do {
        pos++;
        value += String.fromCharCode(code);
        code = text2.charCodeAt(pos);
      } while (isWhiteSpace(code));
      return token = 15;
    }
    if (isLineBreak(code)) {
      pos++;
      value += String.fromCharCode(code);
      if (code === 13 && text2.charCodeAt(pos) === 10) {
        pos++;
        value += "\n";
      }
      lineNumber++;
      tokenLineStartOffset = pos;
      return token = 14;
    }
    switch (code) {
      // tokens: []{}:,
      case 123:
        pos++;
        return token = 1;
      case 125:
        pos++;
        return token = 2;
      case 91:
        pos++;
        return token = 3;
      case 93:
        pos++;
        return token = 4;
      case 58:
        pos++;
        return token = 6;
      case 44:
        pos++;
        return token = 5;
      // strings
      case 34:
        pos++;
        value = scanString();
        return token = 10;
      // comments
      case 47:
        const start = pos - 1;
        if (text2.charCodeAt(pos + 1) === 47) {
          pos += 2;
          while (pos < len) {
            if (isLineBreak(text2.charCodeAt(pos))) {
              break;
            }
            pos++;
          }
          value = text2.substring(start, pos);
          return token = 12;
        }
        if (text2.charCodeAt(pos + 1) === 42) {
          pos += 2;
          const safeLength = len - 1;
          let commentClosed = false;
          while (pos < safeLength) {
            const ch = text2.charCodeAt(pos);
            if (ch === 42 && text2.charCodeAt(pos + 1) === 47) {
              pos += 2;
              commentClosed = true;
              break;
            }
            pos++;
            if (isLineBreak(ch)) {
              if (ch === 13 && text2.charCodeAt(pos) === 10) {
                pos++;
              }
              lineNumber++;
              tokenLineStartOffset = pos;
            }
          }
          if (!commentClosed) {
            pos++;
            scanError = 1;
          }
          value = text2.substring(start, pos);
          return token = 13;
        }
        value += String.fromCharCode(code);
        pos++;
        return token = 16;
      // numbers
      case 45:
        value += String.fromCharCode(code);
        pos++;
        if (pos === len || !isDigit(text2.charCodeAt(pos))) {
          return token = 16;
        }
      // found a minus, followed by a number so
      // we fall through to proceed with scanning
      // numbers
      case 48:
      case 49:
      case 50:
      case 51:
      case 52:
      case 53:
      case 54:
      case 55:
      case 56:
      case 57:
        value += scanNumber();
        return token = 11;
      // literals and unknown symbols
      default:
        while (pos < len && isUnknownContentCharacter(code)) {
          pos++;
          code = text2.charCodeAt(pos);
        }
        if (tokenOffset !== pos) {
          value = text2.substring(tokenOffset, pos);
          switch (value) {
            case "true":
              return token = 8;
            case "false":
              return token = 9;
            case "null":
              return token = 7;
          }
          return token = 16;
        }
        value += String.fromCharCode(code);
        pos++;
        return token = 16;
    }
  }
  function isUnknownContentCharacter(code) {
    if (isWhiteSpace(code) || isLineBreak(code)) {
      return false;
    }
    switch (code) {
      case 125:
      case 93:
      case 123:
      case 91:
      case 34:
      case 58:
      case 44:
      case 47:
        return false;
    }
    return true;
  }
  function scanNextNonTrivia() {
    let result;
    do {
      result = scanNext();
    } while (result >= 12 && result <= 15);
    return result;
  }
  return {
    setPosition,
    getPosition: () => pos,
    scan: ignoreTrivia ? scanNextNonTrivia : scanNext,
    getToken: () => token,
    getTokenValue: () => value,
    getTokenOffset: () => tokenOffset,
    getTokenLength: () => pos - tokenOffset,
    getTokenStartLine: () => lineStartOffset,
    getTokenStartCharacter: () => tokenOffset - prevTokenLineStartOffset,
    getTokenError: () => scanError
  };
}
function isWhiteSpace(ch) {
  return ch === 32 || ch === 9;
}
function isLineBreak(ch) {
  return ch === 10 || ch === 13;
}
function isDigit(ch) {
  return ch >= 48 && ch <= 57;
}
var CharacterCodes;
(function(CharacterCodes2) {
  CharacterCodes2[CharacterCodes2["lineFeed"] = 10] = "lineFeed";
  CharacterCodes2[CharacterCodes2["carriageReturn"] = 13] = "carriageReturn";
  CharacterCodes2[CharacterCodes2["space"] = 32] = "space";
  CharacterCodes2[CharacterCodes2["_0"] = 48] = "_0";
  CharacterCodes2[CharacterCodes2["_1"] = 49] = "_1";
  CharacterCodes2[CharacterCodes2["_2"] = 50] = "_2";
  CharacterCodes2[CharacterCodes2["_3"] = 51] = "_3";
  CharacterCodes2[CharacterCodes2["_4"] = 52] = "_4";
  CharacterCodes2[CharacterCodes2["_5"] = 53] = "_5";
  CharacterCodes2[CharacterCodes2["_6"] = 54] = "_6";
  CharacterCodes2[CharacterCodes2["_7"] = 55] = "_7";
  CharacterCodes2[CharacterCodes2["_8"] = 56] = "_8";
  CharacterCodes2[CharacterCodes2["_9"] = 57] = "_9";
  CharacterCodes2[CharacterCodes2["a"] = 97] = "a";
  CharacterCodes2[CharacterCodes2["b"] = 98] = "b";
  CharacterCodes2[CharacterCodes2["c"] = 99] = "c";
  CharacterCodes2[CharacterCodes2["d"] = 100] = "d";
  CharacterCodes2[CharacterCodes2["e"] = 101] = "e";
  CharacterCodes2[CharacterCodes2["f"] = 102] = "f";
  CharacterCodes2[CharacterCodes2["g"] = 103] = "g";
  CharacterCodes2[CharacterCodes2["h"] = 104] = "h";
  CharacterCodes2[CharacterCodes2["i"] = 105] = "i";
  CharacterCodes2[CharacterCodes2["j"] = 106] = "j";
  CharacterCodes2[CharacterCodes2["k"] = 107] = "k";
  CharacterCodes2[CharacterCodes2["l"] = 108] = "l";
  CharacterCodes2[CharacterCodes2["m"] = 109] = "m";
  CharacterCodes2[CharacterCodes2["n"] = 110] = "n";
  CharacterCodes2[CharacterCodes2["o"] = 111] = "o";
  CharacterCodes2[CharacterCodes2["p"] = 112] = "p";
  CharacterCodes2[CharacterCodes2["q"] = 113] = "q";
  CharacterCodes2[CharacterCodes2["r"] = 114] = "r";
  CharacterCodes2[CharacterCodes2["s"] = 115] = "s";
  CharacterCodes2[CharacterCodes2["t"] = 116] = "t";
  CharacterCodes2[CharacterCodes2["u"] = 117] = "u";
  CharacterCodes2[CharacterCodes2["v"] = 118] = "v";
  CharacterCodes2[CharacterCodes2["w"] = 119] = "w";
  CharacterCodes2[CharacterCodes2["x"] = 120] = "x";
  CharacterCodes2[CharacterCodes2["y"] = 121] = "y";
  CharacterCodes2[CharacterCodes2["z"] = 122] = "z";
  CharacterCodes2[CharacterCodes2["A"] = 65] = "A";
  CharacterCodes2[CharacterCodes2["B"] = 66] = "B";
  CharacterCodes2[CharacterCodes2["C"] = 67] = "C";
  CharacterCodes2[CharacterCodes2["D"] = 68] = "D";
  CharacterCodes2[CharacterCodes2["E"] = 69] = "E";
  CharacterCodes2[CharacterCodes2["F"] = 70] = "F";
  CharacterCodes2[CharacterCodes2["G"] = 71] = "G";
  CharacterCodes2[CharacterCodes2["H"] = 72] = "H";
  CharacterCodes2[CharacterCodes2["I"] = 73] = "I";
  CharacterCodes2[CharacterCodes2["J"] = 74] = "J";
  CharacterCodes2[CharacterCodes2["K"] = 75] = "K";
  CharacterCodes2[CharacterCodes2["L"] = 76] = "L";
  CharacterCodes2[CharacterCodes2["M"] = 77] = "M";
  CharacterCodes2[CharacterCodes2["N"] = 78] = "N";
  CharacterCodes2[CharacterCodes2["O"] = 79] = "O";
  CharacterCodes2[CharacterCodes2["P"] = 80] = "P";
  CharacterCodes2[CharacterCodes2["Q"] = 81] = "Q";
  CharacterCodes2[CharacterCodes2["R"] = 82] = "R";
  CharacterCodes2[CharacterCodes2["S"] = 83] = "S";
  CharacterCodes2[CharacterCodes2["T"] = 84] = "T";
  CharacterCodes2[CharacterCodes2["U"] = 85] = "U";
  CharacterCodes2[CharacterCodes2["V"] = 86] = "V";
  CharacterCodes2[CharacterCodes2["W"] = 87] = "W";
  CharacterCodes2[CharacterCodes2["X"] = 88] = "X";
  CharacterCodes2[CharacterCodes2["Y"] = 89] = "Y";
  CharacterCodes2[CharacterCodes2["Z"] = 90] = "Z";
  CharacterCodes2[CharacterCodes2["asterisk"] = 42] = "asterisk";
  CharacterCodes2[CharacterCodes2["backslash"] = 92] = "backslash";
  CharacterCodes2[CharacterCodes2["closeBrace"] = 125] = "closeBrace";
  CharacterCodes2[CharacterCodes2["closeBracket"] = 93] = "closeBracket";
  CharacterCodes2[CharacterCodes2["colon"] = 58] = "colon";
  CharacterCodes2[CharacterCodes2["comma"] = 44] = "comma";
  CharacterCodes2[CharacterCodes2["dot"] = 46] = "dot";
  CharacterCodes2[CharacterCodes2["doubleQuote"] = 34] = "doubleQuote";
  CharacterCodes2[CharacterCodes2["minus"] = 45] = "minus";
  CharacterCodes2[CharacterCodes2["openBrace"] = 123] = "openBrace";
  CharacterCodes2[CharacterCodes2["openBracket"] = 91] = "openBracket";
  CharacterCodes2[CharacterCodes2["plus"] = 43] = "plus";
  CharacterCodes2[CharacterCodes2["slash"] = 47] = "slash";
  CharacterCodes2[CharacterCodes2["formFeed"] = 12] = "formFeed";
  CharacterCodes2[CharacterCodes2["tab"] = 9] = "tab";
})(CharacterCodes || (CharacterCodes = {}));

// node_modules/jsonc-parser/lib/esm/impl/string-intern.js
var cachedSpaces = new Array(20).fill(0).map((_, index) => {
  return " ".repeat(index);
});
var maxCachedValues = 200;
var cachedBreakLinesWithSpaces = {
  " ": {
    "\n": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\n" + " ".repeat(index);
    }),
    "\r": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\r" + " ".repeat(index);
    }),
    "\r\n": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\r\n" + " ".repeat(index);
    })
  },
  "	": {
    "\n": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\n" + "	".repeat(index);
    }),
    "\r": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\r" + "	".repeat(index);
    }),
    "\r\n": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\r\n" + "	".repeat(index);
    })
  }
};

// node_modules/jsonc-parser/lib/esm/impl/parser.js
var ParseOptions;
(function(ParseOptions2) {
  ParseOptions2.DEFAULT = {
    allowTrailingComma: false
  };
})(ParseOptions || (ParseOptions = {}));
function parseTree(text2, errors = [], options = ParseOptions.DEFAULT) {
  let currentParent = { type: "array", offset: -1, length: -1, children: [], parent: void 0 };
  function ensurePropertyComplete(endOffset) {
    if (currentParent.type === "property") {
      currentParent.length = endOffset - currentParent.offset;
      currentParent = currentParent.parent;
    }
  }
  function onValue(valueNode) {
    currentParent.children.push(valueNode);
    return valueNode;
  }
  const visitor = {
    onObjectBegin: (offset) => {
      currentParent = onValue({ type: "object", offset, length: -1, parent: currentParent, children: [] });
    },
    onObjectProperty: (name, offset, length) => {
      currentParent = onValue({ type: "property", offset, length: -1, parent: currentParent, children: [] });
      currentParent.children.push({ type: "string", value: name, offset, length, parent: currentParent });
    },
    onObjectEnd: (offset, length) => {
      ensurePropertyComplete(offset + length);
      currentParent.length = offset + length - currentParent.offset;
      currentParent = currentParent.parent;
      ensurePropertyComplete(offset + length);
    },
    onArrayBegin: (offset, length) => {
      currentParent = onValue({ type: "array", offset, length: -1, parent: currentParent, children: [] });
    },
    onArrayEnd: (offset, length) => {
      currentParent.length = offset + length - currentParent.offset;
      currentParent = currentParent.parent;
      ensurePropertyComplete(offset + length);
    },
    onLiteralValue: (value, offset, length) => {
      onValue({ type: getNodeType(value), offset, length, parent: currentParent, value });
      ensurePropertyComplete(offset + length);
    },
    onSeparator: (sep, offset, length) => {
      if (currentParent.type === "property") {
        if (sep === ":") {
          currentParent.colonOffset = offset;
        } else if (sep === ",") {
          ensurePropertyComplete(offset);
        }
      }
    },
    onError: (error, offset, length) => {
      errors.push({ error, offset, length });
    }
  };
  visit(text2, visitor, options);
  const result = currentParent.children[0];
  if (result) {
    delete result.parent;
  }
  return result;
}
function visit(text2, visitor, options = ParseOptions.DEFAULT) {
  const _scanner = createScanner(text2, false);
  const _jsonPath = [];
  let suppressedCallbacks = 0;
  function toNoArgVisit(visitFunction) {
    return visitFunction ? () => suppressedCallbacks === 0 && visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter()) : () => true;
  }
  function toOneArgVisit(visitFunction) {
    return visitFunction ? (arg) => suppressedCallbacks === 0 && visitFunction(arg, _scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter()) : () => true;
  }
  function toOneArgVisitWithPath(visitFunction) {
    return visitFunction ? (arg) => suppressedCallbacks === 0 && visitFunction(arg, _scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter(), () => _jsonPath.slice()) : () => true;
  }
  function toBeginVisit(visitFunction) {
    return visitFunction ? () => {
      if (suppressedCallbacks > 0) {
        suppressedCallbacks++;
      } else {
        let cbReturn = visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter(), () => _jsonPath.slice());
        if (cbReturn === false) {
          suppressedCallbacks = 1;
        }
      }
    } : () => true;
  }
  function toEndVisit(visitFunction) {
    return visitFunction ? () => {
      if (suppressedCallbacks > 0) {
        suppressedCallbacks--;
      }
      if (suppressedCallbacks === 0) {
        visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter());
      }
    } : () => true;
  }
  const onObjectBegin = toBeginVisit(visitor.onObjectBegin), onObjectProperty = toOneArgVisitWithPath(visitor.onObjectProperty), onObjectEnd = toEndVisit(visitor.onObjectEnd), onArrayBegin = toBeginVisit(visitor.onArrayBegin), onArrayEnd = toEndVisit(visitor.onArrayEnd), onLiteralValue = toOneArgVisitWithPath(visitor.onLiteralValue), onSeparator = toOneArgVisit(visitor.onSeparator), onComment = toNoArgVisit(visitor.onComment), onError = toOneArgVisit(visitor.onError);
  const disallowComments = options && options.disallowComments;
  const allowTrailingComma = options && options.allowTrailingComma;
  function scanNext() {
    while (true) {
      const token = _scanner.scan();
      switch (_scanner.getTokenError()) {
        case 4:
          handleError(
            14
            /* ParseErrorCode.InvalidUnicode */
          );
          break;
        case 5:
          handleError(
            15
            /* ParseErrorCode.InvalidEscapeCharacter */
          );
          break;
        case 3:
          handleError(
            13
            /* ParseErrorCode.UnexpectedEndOfNumber */
          );
          break;
        case 1:
          if (!disallowComments) {
            handleError(
              11
              /* ParseErrorCode.UnexpectedEndOfComment */
            );
          }
          break;
        case 2:
          handleError(
            12
            /* ParseErrorCode.UnexpectedEndOfString */
          );
          break;
        case 6:
          handleError(
            16
            /* ParseErrorCode.InvalidCharacter */
          );
          break;
      }
      switch (token) {
        case 12:
        case 13:
          if (disallowComments) {
            handleError(
              10
              /* ParseErrorCode.InvalidCommentToken */
            );
          } else {
            onComment();
          }
          break;
        case 16:
          handleError(
            1
            /* ParseErrorCode.InvalidSymbol */
          );
          break;
        case 15:
        case 14:
          break;
        default:
          return token;
      }
    }
  }
  function handleError(error, skipUntilAfter = [], skipUntil = []) {
    onError(error);
    if (skipUntilAfter.length + skipUntil.length > 0) {
      let token = _scanner.getToken();
      while (token !== 17) {
        if (skipUntilAfter.indexOf(token) !== -1) {
          scanNext();
          break;
        } else if (skipUntil.indexOf(token) !== -1) {
          break;
        }
        token = scanNext();
      }
    }
  }
  function parseString(isValue) {
    const value = _scanner.getTokenValue();
    if (isValue) {
      onLiteralValue(value);
    } else {
      onObjectProperty(value);
      _jsonPath.push(value);
    }
    scanNext();
    return true;
  }
  function parseLiteral() {
    switch (_scanner.getToken()) {
      case 11:
        const tokenValue = _scanner.getTokenValue();
        let value = Number(tokenValue);
        if (isNaN(value)) {
          handleError(
            2
            /* ParseErrorCode.InvalidNumberFormat */
          );
          value = 0;
        }
        onLiteralValue(value);
        break;
      case 7:
        onLiteralValue(null);
        break;
      case 8:
        onLiteralValue(true);
        break;
      case 9:
        onLiteralValue(false);
        break;
      default:
        return false;
    }
    scanNext();
    return true;
  }
  function parseProperty() {
    if (_scanner.getToken() !== 10) {
      handleError(3, [], [
        2,
        5
        /* SyntaxKind.CommaToken */
      ]);
      return false;
    }
    parseString(false);
    if (_scanner.getToken() === 6) {
      onSeparator(":");
      scanNext();
      if (!parseValue()) {
        handleError(4, [], [
          2,
          5
          /* SyntaxKind.CommaToken */
        ]);
      }
    } else {
      handleError(5, [], [
        2,
        5
        /* SyntaxKind.CommaToken */
      ]);
    }
    _jsonPath.pop();
    return true;
  }
  function parseObject() {
    onObjectBegin();
    scanNext();
    let needsComma = false;
    while (_scanner.getToken() !== 2 && _scanner.getToken() !== 17) {
      if (_scanner.getToken() === 5) {
        if (!needsComma) {
          handleError(4, [], []);
        }
        onSeparator(",");
        scanNext();
        if (_scanner.getToken() === 2 && allowTrailingComma) {
          break;
        }
      } else if (needsComma) {
        handleError(6, [], []);
      }
      if (!parseProperty()) {
        handleError(4, [], [
          2,
          5
          /* SyntaxKind.CommaToken */
        ]);
      }
      needsComma = true;
    }
    onObjectEnd();
    if (_scanner.getToken() !== 2) {
      handleError(7, [
        2
        /* SyntaxKind.CloseBraceToken */
      ], []);
    } else {
      scanNext();
    }
    return true;
  }
  function parseArray() {
    onArrayBegin();
    scanNext();
    let isFirstElement = true;
    let needsComma = false;
    while (_scanner.getToken() !== 4 && _scanner.getToken() !== 17) {
      if (_scanner.getToken() === 5) {
        if (!needsComma) {
          handleError(4, [], []);
        }
        onSeparator(",");
        scanNext();
        if (_scanner.getToken() === 4 && allowTrailingComma) {
          break;
        }
      } else if (needsComma) {
        handleError(6, [], []);
      }
      if (isFirstElement) {
        _jsonPath.push(0);
        isFirstElement = false;
      } else {
        _jsonPath[_jsonPath.length - 1]++;
      }
      if (!parseValue()) {
        handleError(4, [], [
          4,
          5
          /* SyntaxKind.CommaToken */
        ]);
      }
      needsComma = true;
    }
    onArrayEnd();
    if (!isFirstElement) {
      _jsonPath.pop();
    }
    if (_scanner.getToken() !== 4) {
      handleError(8, [
        4
        /* SyntaxKind.CloseBracketToken */
      ], []);
    } else {
      scanNext();
    }
    return true;
  }
  function parseValue() {
    switch (_scanner.getToken()) {
      case 3:
        return parseArray();
      case 1:
        return parseObject();
      case 10:
        return parseString(true);
      default:
        return parseLiteral();
    }
  }
  scanNext();
  if (_scanner.getToken() === 17) {
    if (options.allowEmptyContent) {
      return true;
    }
    handleError(4, [], []);
    return false;
  }
  if (!parseValue()) {
    handleError(4, [], []);
    return false;
  }
  if (_scanner.getToken() !== 17) {
    handleError(9, [], []);
  }
  return true;
}
function getNodeType(value) {
  switch (typeof value) {
    case "boolean":
      return "boolean";
    case "number":
      return "number";
    case "string":
      return "string";
    case "object": {
      if (!value) {
        return "null";
      } else if (Array.isArray(value)) {
        return "array";
      }
      return "object";
    }
    default:
      return "null";
  }
}

// node_modules/jsonc-parser/lib/esm/main.js
var ScanError;
(function(ScanError2) {
  ScanError2[ScanError2["None"] = 0] = "None";
  ScanError2[ScanError2["UnexpectedEndOfComment"] = 1] = "UnexpectedEndOfComment";
  ScanError2[ScanError2["UnexpectedEndOfString"] = 2] = "UnexpectedEndOfString";
  ScanError2[ScanError2["UnexpectedEndOfNumber"] = 3] = "UnexpectedEndOfNumber";
  ScanError2[ScanError2["InvalidUnicode"] = 4] = "InvalidUnicode";
  ScanError2[ScanError2["InvalidEscapeCharacter"] = 5] = "InvalidEscapeCharacter";
  ScanError2[ScanError2["InvalidCharacter"] = 6] = "InvalidCharacter";
})(ScanError || (ScanError = {}));
var SyntaxKind;
(function(SyntaxKind2) {
  SyntaxKind2[SyntaxKind2["OpenBraceToken"] = 1] = "OpenBraceToken";
  SyntaxKind2[SyntaxKind2["CloseBraceToken"] = 2] = "CloseBraceToken";
  SyntaxKind2[SyntaxKind2["OpenBracketToken"] = 3] = "OpenBracketToken";
  SyntaxKind2[SyntaxKind2["CloseBracketToken"] = 4] = "CloseBracketToken";
  SyntaxKind2[SyntaxKind2["CommaToken"] = 5] = "CommaToken";
  SyntaxKind2[SyntaxKind2["ColonToken"] = 6] = "ColonToken";
  SyntaxKind2[SyntaxKind2["NullKeyword"] = 7] = "NullKeyword";
  SyntaxKind2[SyntaxKind2["TrueKeyword"] = 8] = "TrueKeyword";
  SyntaxKind2[SyntaxKind2["FalseKeyword"] = 9] = "FalseKeyword";
  SyntaxKind2[SyntaxKind2["StringLiteral"] = 10] = "StringLiteral";
  SyntaxKind2[SyntaxKind2["NumericLiteral"] = 11] = "NumericLiteral";
  SyntaxKind2[SyntaxKind2["LineCommentTrivia"] = 12] = "LineCommentTrivia";
  SyntaxKind2[SyntaxKind2["BlockCommentTrivia"] = 13] = "BlockCommentTrivia";
  SyntaxKind2[SyntaxKind2["LineBreakTrivia"] = 14] = "LineBreakTrivia";
  SyntaxKind2[SyntaxKind2["Trivia"] = 15] = "Trivia";
  SyntaxKind2[SyntaxKind2["Unknown"] = 16] = "Unknown";
  SyntaxKind2[SyntaxKind2["EOF"] = 17] = "EOF";
})(SyntaxKind || (SyntaxKind = {}));
var parseTree2 = parseTree;
var ParseErrorCode;
(function(ParseErrorCode2) {
  ParseErrorCode2[ParseErrorCode2["InvalidSymbol"] = 1] = "InvalidSymbol";
  ParseErrorCode2[ParseErrorCode2["InvalidNumberFormat"] = 2] = "InvalidNumberFormat";
  ParseErrorCode2[ParseErrorCode2["PropertyNameExpected"] = 3] = "PropertyNameExpected";
  ParseErrorCode2[ParseErrorCode2["ValueExpected"] = 4] = "ValueExpected";
  ParseErrorCode2[ParseErrorCode2["ColonExpected"] = 5] = "ColonExpected";
  ParseErrorCode2[ParseErrorCode2["CommaExpected"] = 6] = "CommaExpected";
  ParseErrorCode2[ParseErrorCode2["CloseBraceExpected"] = 7] = "CloseBraceExpected";
  ParseErrorCode2[ParseErrorCode2["CloseBracketExpected"] = 8] = "CloseBracketExpected";
  ParseErrorCode2[ParseErrorCode2["EndOfFileExpected"] = 9] = "EndOfFileExpected";
  ParseErrorCode2[ParseErrorCode2["InvalidCommentToken"] = 10] = "InvalidCommentToken";
  ParseErrorCode2[ParseErrorCode2["UnexpectedEndOfComment"] = 11] = "UnexpectedEndOfComment";
  ParseErrorCode2[ParseErrorCode2["UnexpectedEndOfString"] = 12] = "UnexpectedEndOfString";
  ParseErrorCode2[ParseErrorCode2["UnexpectedEndOfNumber"] = 13] = "UnexpectedEndOfNumber";
  ParseErrorCode2[ParseErrorCode2["InvalidUnicode"] = 14] = "InvalidUnicode";
  ParseErrorCode2[ParseErrorCode2["InvalidEscapeCharacter"] = 15] = "InvalidEscapeCharacter";
  ParseErrorCode2[ParseErrorCode2["InvalidCharacter"] = 16] = "InvalidCharacter";
})(ParseErrorCode || (ParseErrorCode = {}));
function printParseErrorCode(code) {
  switch (code) {
    case 1:
      return "InvalidSymbol";
    case 2:
      return "InvalidNumberFormat";
    case 3:
      return "PropertyNameExpected";
    case 4:
      return "ValueExpected";
    case 5:
      return "ColonExpected";
    case 6:
      return "CommaExpected";
    case 7:
      return "CloseBraceExpected";
    case 8:
      return "CloseBracketExpected";
    case 9:
      return "EndOfFileExpected";
    case 10:
      return "InvalidCommentToken";
    case 11:
      return "UnexpectedEndOfComment";
    case 12:
      return "UnexpectedEndOfString";
    case 13:
      return "UnexpectedEndOfNumber";
    case 14:
      return "InvalidUnicode";
    case 15:
      return "InvalidEscapeCharacter";
    case 16:
      return "InvalidCharacter";
  }
  return "<unknown ParseErrorCode>";
}

// src/home/documents/json-number.ts
var U64_MAX = 2n ** 64n - 1n;
var I64_MIN = -(2n ** 63n);
function formatNumber(token) {
  if (/^-?\d+$/u.test(token) && token !== "-0") {
    const integer2 = BigInt(token);
    if (integer2 >= I64_MIN && integer2 <= U64_MAX) return integer2.toString();
  }
  const float = Number(token);
  return Number.isFinite(float) ? formatFloat(float) : void 0;
}
function formatFloat(float) {
  if (float === 0) return Object.is(float, -0) ? "-0.0" : "0.0";
  const sign = float < 0 ? "-" : "";
  const [mantissa = "", power = "0"] = Math.abs(float).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const point = Number(power) + 1;
  if (point > 16 || point <= -5) {
    const fraction = digits.length === 1 ? "" : `.${digits.slice(1)}`;
    return `${sign}${digits[0]}${fraction}e${point > 0 ? "+" : ""}${point - 1}`;
  }
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (digits.length <= point) return `${sign}${digits.padEnd(point, "0")}.0`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

// src/home/documents/json-tree.ts
function parseJson(bytes, what, code = "DOCUMENT_INVALID") {
  const refuse = (reason) => {
    throw new BundleError(code, `Cannot read ${what}: ${reason}`);
  };
  if (bytes.byteLength > MAX_DOCUMENT) return refuse(`it is larger than ${MAX_DOCUMENT} bytes`);
  const { depth, values } = shapeOf(bytes);
  if (depth > MAX_NESTING) return refuse(`it is nested deeper than ${MAX_NESTING} levels`);
  if (values > MAX_VALUES) return refuse(`it has more than ${MAX_VALUES} values`);
  const text2 = decodeUtf8(bytes);
  if (text2 === void 0) return refuse("it is not UTF-8");
  const errors = [];
  const tree = parseTree2(text2, errors, { disallowComments: true, allowTrailingComma: false });
  const [fault] = errors;
  if (fault !== void 0) return refuse(`it is not JSON (${printParseErrorCode(fault.error)} at ${fault.offset})`);
  if (tree === void 0) return refuse("it is empty");
  const unwell = { found: false };
  const json = toJson(tree, text2, unwell);
  return unwell.found ? refuse("it has a lone surrogate or a number out of range") : json;
}
function decodeUtf8(bytes) {
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString() : void 0;
}
function get(tree, key) {
  if (tree?.kind !== "object") return void 0;
  return tree.members.findLast((member) => member.key === key)?.value;
}
function textOf(tree) {
  return tree?.kind === "string" ? tree.value : void 0;
}
function entriesOf(tree) {
  const last = /* @__PURE__ */ new Map();
  for (const { key, value } of tree.members) last.set(key, value);
  return [...last].map(([key, value]) => ({ key, value }));
}
function withMember(tree, key, value) {
  const members = entriesOf(tree).filter((member) => member.key !== key);
  const place = entriesOf(tree).findIndex((member) => member.key === key);
  return { kind: "object", members: members.toSpliced(place === -1 ? members.length : place, 0, { key, value }) };
}
function object2(pairs) {
  const members = pairs.flatMap(([key, value]) => value === void 0 ? [] : [{ key, value }]);
  return { kind: "object", members };
}
function array2(items) {
  return { kind: "array", items };
}
function string2(value) {
  return { kind: "string", value };
}
function integer(value) {
  return { kind: "number", text: String(value) };
}
function boolean2(value) {
  return { kind: "boolean", value };
}
function formatPretty(tree) {
  return format2(tree, "", JSON.stringify);
}
function formatPython(tree) {
  return `${format2(tree, "", quoteAscii)}
`;
}
function compareBytes(a, b) {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
function format2(tree, indent, quote) {
  const inner = `${indent}  `;
  const wrap = (open2, lines, close) => lines.length === 0 ? `${open2}${close}` : `${open2}
${inner}${lines.join(`,
${inner}`)}
${indent}${close}`;
  switch (tree.kind) {
    case "object":
      return wrap(
        "{",
        tree.members.map(({ key, value }) => `${quote(key)}: ${format2(value, inner, quote)}`),
        "}"
      );
    case "array":
      return wrap(
        "[",
        tree.items.map((item) => format2(item, inner, quote)),
        "]"
      );
    case "string":
      return quote(tree.value);
    case "number":
      return tree.text;
    case "boolean":
      return String(tree.value);
    case "null":
      return "null";
  }
}
function quoteAscii(text2) {
  return JSON.stringify(text2).replaceAll(/[^ -~]/g, escapeUnit);
}
function escapeUnit(pkg) {
  return `\\u${pkg.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
function toJson(node, text2, unwell) {
  const children = node.children ?? [];
  switch (node.type) {
    case "object":
      return { kind: "object", members: children.map((property) => toMember(property, text2, unwell)) };
    case "array":
      return { kind: "array", items: children.map((item) => toJson(item, text2, unwell)) };
    case "string":
      return { kind: "string", value: wellFormed(String(node.value), unwell) };
    case "number": {
      const printed = formatNumber(text2.slice(node.offset, node.offset + node.length));
      if (printed === void 0) unwell.found = true;
      return { kind: "number", text: printed ?? "0" };
    }
    case "boolean":
      return { kind: "boolean", value: node.value === true };
    case "null":
      return { kind: "null" };
    case "property":
      throw new Error("a property stands only in an object");
  }
}
function toMember(property, text2, unwell) {
  const [key, value] = property.children ?? [];
  if (key === void 0 || value === void 0) throw new Error("a property without errors has a key and a value");
  return { key: wellFormed(String(key.value), unwell), value: toJson(value, text2, unwell) };
}
function wellFormed(text2, unwell) {
  if (!text2.isWellFormed()) unwell.found = true;
  return text2;
}

export {
  encodeHead,
  memberHeader,
  FORMAT_VERSION,
  HOME_PREFIX,
  parseConfig,
  describeManifest,
  headDocuments,
  planBundle,
  defaultBundleName,
  headOf,
  roomOf,
  DEFAULT_TAG,
  parseIdentifier,
  formatIdentifier,
  isRegistry,
  isRepository,
  isTag,
  parsePlatform,
  formatPlatform,
  knownPlatform,
  fits,
  fitsMachine,
  wantedBelow,
  choosePlatform,
  familyOf,
  parseJson,
  decodeUtf8,
  get,
  textOf,
  entriesOf,
  withMember,
  object2 as object,
  array2 as array,
  string2 as string,
  integer,
  boolean2 as boolean,
  formatPretty,
  formatPython,
  compareBytes,
  hostPlatform,
  openBundle,
  readManifest,
  readConfig,
  fileNameOf,
  isDirectoryPath,
  outputPath,
  checkReplaceable
};
