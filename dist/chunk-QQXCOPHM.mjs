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
  parseDocument,
  readWhole,
  sameContent
} from "./chunk-YUE3TQ5N.mjs";
import {
  checkFrameTable
} from "./chunk-J7RN6EX5.mjs";
import {
  BLOCK_SIZE,
  FILE,
  asByteString,
  encodeHeader,
  padding
} from "./chunk-CZ2U25SC.mjs";
import {
  MAX_CANDIDATES,
  MAX_CONFIG,
  MAX_CONFIG_VALUES,
  MAX_FRAME_CONTENT,
  MAX_FRAME_SIZE,
  MAX_LAYERS,
  MAX_LIST,
  MAX_MANIFEST,
  MAX_MANIFESTS,
  MAX_PACKAGES
} from "./chunk-EQADGZVT.mjs";
import {
  isTagName
} from "./chunk-KONVVQEL.mjs";
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
} from "./chunk-663NMWFT.mjs";
import {
  excerpt,
  printable
} from "./chunk-PNVSA3GV.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";

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
  return { ...name !== void 0 && { name }, digest, ...await choosePlatform(bundle.manifests, reader, platform) };
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
async function choosePlatform(manifests, reader, wanted) {
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
  const fitting = offers.filter(({ platform }) => fits(platform, wanted));
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
function fits(offer, wanted) {
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

export {
  encodeHead,
  memberHeader,
  FORMAT_VERSION,
  HOME_PREFIX,
  encodeConfig,
  parseConfig,
  describeManifest,
  headDocuments,
  planBundle,
  checkBundleName,
  defaultBundleName,
  headOf,
  roomOf,
  openBundle,
  readManifest,
  readConfig
};
