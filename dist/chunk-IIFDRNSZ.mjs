import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatPlatform
} from "./chunk-MQGKUEUU.mjs";
import {
  deltaSchema,
  deltaVersionSchema
} from "./chunk-XYU6FNUR.mjs";
import {
  openBlob,
  readVerified
} from "./chunk-QZK7ESIQ.mjs";
import {
  EXECUTABLE_PREFIX,
  FORMAT_VERSION,
  HOME_PREFIX,
  parseConfig
} from "./chunk-2TTYTX7H.mjs";
import {
  nameList
} from "./chunk-43CYBOMS.mjs";
import {
  imageIndexSchema,
  manifestSchema
} from "./chunk-AIEYQ4TK.mjs";
import {
  sameContent
} from "./chunk-JHMV33AG.mjs";
import {
  BESIDE,
  BUNDLE_ARTIFACT,
  BUNDLE_CONFIG,
  DELTA_ARTIFACT,
  DELTA_BESIDE,
  DELTA_CONFIG,
  DELTA_PATCH,
  FULL_INDEX,
  FULL_MANIFEST,
  IMAGE_INDEX,
  IMAGE_MANIFEST,
  LAYER_TAR_ZSTD,
  REF_NAME,
  parseDocument
} from "./chunk-3AOCJ45Y.mjs";
import {
  DEFAULT_LEVEL,
  checkFrameTable
} from "./chunk-AMTFR3ER.mjs";
import {
  MAX_CANDIDATES,
  MAX_CONFIG,
  MAX_CONFIGS,
  MAX_CONFIG_VALUES,
  MAX_DICTIONARIES,
  MAX_MANIFEST,
  MAX_MANIFESTS
} from "./chunk-4FDFUD6J.mjs";
import {
  isTagName
} from "./chunk-QETTNQ5Q.mjs";
import {
  algorithmOf
} from "./chunk-4LCJ56VL.mjs";
import {
  excerpt
} from "./chunk-PNVSA3GV.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/bundle/bundle-name.ts
function checkBundleName(name) {
  if (isTagName(name)) return;
  const rule = "expected up to 128 letters, digits, dots, dashes and underscores, the first one a letter, digit or underscore";
  throw new BundleError("OPTION_INVALID", `Cannot name a bundle "${name}": ${rule}`, {
    hint: "Choose another name, for example toolchain-1.2."
  });
}
var DEFAULT_NAME_OF_SEVERAL = "ocx-bundle";
function defaultBundleName({ os, architecture }) {
  return `ocx-bundle-${os}-${architecture}`;
}

// src/bundle/choose-manifest.ts
async function chooseManifest({ manifests }, reader, { platform: wanted, pinned }) {
  const [only] = manifests;
  if (only && manifests.length === 1) {
    const config = await reader.config(only.manifest);
    return { ...only, config, offers: [{ platform: config.platform, digest: only.descriptor.digest }] };
  }
  const rows = [];
  for (const found of manifests) {
    const { platform } = await reader.config(found.manifest);
    rows.push({ ...found, platform, digest: found.descriptor.digest });
  }
  const best = rows.find(({ digest }) => digest === pinned) ?? bestOf(rows, wanted);
  const { descriptor, manifest } = best;
  const offers = rows.map(({ platform, digest }) => ({ platform, digest }));
  return { descriptor, manifest, config: await reader.config(manifest), offers };
}
function bestOf(rows, wanted) {
  const offered = rows.map(({ platform }) => formatPlatform(platform)).join(", ");
  if (!wanted) {
    throw new BundleError(
      "PLATFORM_AMBIGUOUS",
      `Cannot choose from bundle: it is for ${offered}, expected one platform`
    );
  }
  const fitting = rows.filter(({ platform }) => fits(platform, wanted));
  const most = fitting.reduce((max, { platform }) => Math.max(max, platform.features.length), 0);
  const [best, rival] = fitting.filter(({ platform }) => platform.features.length === most);
  if (!best) {
    const found2 = `it is for ${offered}, expected ${formatPlatform(wanted)}`;
    throw new BundleError("PLATFORM_MISMATCH", `Cannot use bundle: ${found2}`, {
      hint: "Add this platform with `ocx-bundle merge`, or name one that is there with `--platform`."
    });
  }
  if (!rival) return best;
  const found = `it is for ${formatPlatform(best.platform)} and ${formatPlatform(rival.platform)}`;
  throw new BundleError(
    "PLATFORM_AMBIGUOUS",
    `Cannot choose from bundle: ${found}, expected one for ${formatPlatform(wanted)}`,
    { hint: "Name one of them: `--platform os/arch+feature`." }
  );
}
function fits(offer, wanted) {
  const same = offer.os === wanted.os && offer.architecture === wanted.architecture;
  return same && offer.features.every((feature) => wanted.features.includes(feature));
}

// src/bundle/delta-layers.ts
function isDelta({ artifactType, config }) {
  return (artifactType ?? DELTA_ARTIFACT) === DELTA_ARTIFACT && config.mediaType === DELTA_CONFIG;
}
function namedLayer(manifest) {
  const hasIndex = manifest.layers.some(({ mediaType }) => mediaType === FULL_INDEX);
  return onlyLayer(manifest, hasIndex ? FULL_INDEX : FULL_MANIFEST);
}
function onlyLayer({ layers }, mediaType) {
  const [only, second] = layers.filter((layer) => layer.mediaType === mediaType);
  if (only !== void 0 && second === void 0) return only;
  const found = `it has ${only === void 0 ? "no layer" : "several layers"} of the type ${mediaType}, expected one`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read delta: ${found}`);
}

// src/bundle/find-bundle.ts
async function findBundle(roots, reader, pinned) {
  const others = /* @__PURE__ */ new Set();
  const bundles = [];
  for (const root of candidatesOf(roots)) {
    const { manifests, beside } = await readManifests(root, reader);
    const found = manifests.filter(({ manifest }) => isBundle(manifest));
    const name = root.annotations?.[REF_NAME];
    checkConfigs(found.map(({ manifest }) => manifest.config.size));
    const named = name === void 0 ? {} : { name };
    const delta = manifests.find(({ manifest }) => isDelta(manifest));
    if (found.length > 0) bundles.push({ root, manifests: found, beside, digest: root.digest, ...named });
    else if (delta !== void 0)
      bundles.push({ root, manifests: [delta], beside: [], digest: namedLayer(delta.manifest).digest, ...named });
    else for (const { manifest } of manifests) others.add(manifest.artifactType ?? manifest.config.mediaType);
  }
  const meant = pinned === void 0 ? void 0 : bundles.find((bundle2) => hasDigest(bundle2, pinned));
  if (meant !== void 0) return meant;
  const [bundle] = bundles;
  if (!bundle) throw notABundle([...others]);
  if (bundles.length > 1) {
    const found = `${bundles.length} bundles are in it (${nameList(bundles.map(({ root }) => root))})`;
    throw new BundleError("BUNDLE_AMBIGUOUS", `Cannot read bundle: ${found}, expected one`);
  }
  if (pinned !== void 0) {
    const found = `its digest is ${bundle.digest}, expected ${pinned}`;
    throw new BundleError("DIGEST_MISMATCH", `Cannot use bundle: ${found}`, {
      hint: "Fetch the pinned bundle, or correct the digest: this is another bundle."
    });
  }
  return bundle;
}
function hasDigest(bundle, digest) {
  if (bundle.digest === digest) return true;
  return bundle.manifests.some(({ descriptor, manifest }) => {
    const own = isDelta(manifest) ? onlyLayer(manifest, FULL_MANIFEST) : descriptor;
    return own.digest === digest;
  });
}
function partsOf({ root, manifests }) {
  const parts = [
    root,
    ...manifests.map(({ descriptor }) => descriptor),
    ...manifests.map(({ manifest }) => manifest.config),
    ...blobsOf(manifests.map(({ manifest }) => manifest))
  ];
  return once(parts);
}
function blobsOf(manifests) {
  return once([
    ...manifests.flatMap(({ layers }) => layers.slice(0, 1)),
    ...manifests.flatMap(({ layers }) => layers.slice(1))
  ]);
}
function once(descriptors) {
  const byDigest = /* @__PURE__ */ new Map();
  for (const descriptor of descriptors)
    if (!byDigest.has(descriptor.digest)) byDigest.set(descriptor.digest, descriptor);
  return [...byDigest.values()];
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
    return { manifests: [{ descriptor, manifest: parseDocument(bytes, manifestSchema, "manifest") }], beside: [] };
  const { manifests } = parseDocument(bytes, imageIndexSchema, "image index");
  const beside = manifests.filter(({ annotations }) => annotations?.[BESIDE] !== void 0);
  const found = [];
  for (const inner of candidatesOf(manifests.filter((each) => !beside.includes(each)))) {
    if (inner.mediaType !== IMAGE_MANIFEST) continue;
    const manifest = parseDocument(await reader.manifest(inner), manifestSchema, "manifest");
    found.push({ descriptor: inner, manifest });
  }
  return { manifests: found, beside };
}
function checkConfigs(sizes) {
  const sum = sizes.reduce((total, size) => total + size, 0);
  if (sizes.length < 2 || sum <= MAX_CONFIGS) return;
  const found = `its configs have ${sum} bytes, expected at most ${MAX_CONFIGS}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot use bundle: ${found}`);
}
function isBundle({ artifactType, config }) {
  return (artifactType ?? BUNDLE_ARTIFACT) === BUNDLE_ARTIFACT && config.mediaType === BUNDLE_CONFIG;
}
function notABundle(others) {
  const versions = others.map(
    (type) => Number(/^application\/vnd\.ocx-bundle(?:\.delta)?(?:\.config)?\.v(\d{1,9})\b/.exec(type)?.[1])
  );
  const newer = versions.find((version) => version > FORMAT_VERSION);
  if (newer !== void 0) {
    const found2 = `it has format version ${newer}, expected at most ${FORMAT_VERSION}`;
    return new BundleError("BUNDLE_TOO_NEW", `Cannot read bundle: ${found2}`);
  }
  const found = others.length > 0 ? `it holds ${excerpt(others.join(", "))}` : "its index.json names no manifest";
  return new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${found}, expected ${BUNDLE_ARTIFACT}`);
}

// src/bundle/delta-config.ts
var DELTA_VERSION = 1;
function zstdParameters(level) {
  const version = process.versions["zstd"] ?? "unknown";
  return { version, level, windowLog: 23, ...level === DEFAULT_LEVEL && { hashLog: 17 } };
}
function encodeDelta({ bundle, omitted, patches, zstd }) {
  const { version, level, windowLog, hashLog } = zstd;
  const ordered = {
    deltaVersion: DELTA_VERSION,
    requires: [],
    bundle,
    omitted,
    patches: patches.map(({ blob, patch, base, frames }) => ({
      blob,
      patch,
      base: { registry: base.registry, digest: base.digest, size: base.size },
      frames: frames.map(({ size, digest, dictionary }) => ({
        size,
        digest,
        dictionary: dictionary && { offset: dictionary.offset, length: dictionary.length }
      }))
    })),
    zstd: { version, level, windowLog, hashLog }
  };
  return new TextEncoder().encode(JSON.stringify(ordered));
}
function parseDelta(bytes) {
  const { deltaVersion, requires } = parseDocument(bytes, deltaVersionSchema, "config of the delta", MAX_CONFIG_VALUES);
  if (deltaVersion > DELTA_VERSION || requires.length > 0) {
    const found = deltaVersion > DELTA_VERSION ? `version ${deltaVersion}` : requires.join(", ");
    throw new BundleError("BUNDLE_TOO_NEW", `Cannot read delta: it needs ${found}, expected version ${DELTA_VERSION}`);
  }
  return parseDocument(bytes, deltaSchema, "config of the delta", MAX_CONFIG_VALUES);
}
function checkDelta({ omitted, patches }, { config, manifest }, carried) {
  const tables = new Map(config.layers.map((layer) => [layer.blob, layer]));
  const whole = manifest.layers.map(({ digest }) => digest).filter((digest) => carried.has(digest));
  const ways = [...new Set(whole), ...omitted, ...patches.map(({ blob }) => blob)];
  if (!carried.has(config.store.blob)) refuse(`it lacks the store layer ${config.store.blob}`);
  const known = new Set(ways);
  if (known.size !== ways.length) refuse("a layer is in it in two ways");
  const absent = [...tables.keys()].find((blob) => !known.has(blob));
  if (absent !== void 0) refuse(`it neither has nor omits blob ${absent}`);
  const foreign = [...omitted, ...patches.map(({ blob }) => blob)].find((blob) => !tables.has(blob));
  if (foreign !== void 0) refuse(`its bundle has no layer blob ${foreign}`);
  for (const patch of patches) {
    const table = tables.get(patch.blob);
    if (table !== void 0) checkPatch(patch, table);
  }
}
function checkPatch({ blob, patch, base, frames }, table) {
  if (frames.length !== table.frames.length)
    refuse(`the patch of ${blob} has ${frames.length} frames, expected ${table.frames.length}`);
  if (table.frames.some(({ contentDigest }) => contentDigest === void 0))
    refuse(`its bundle has no content digests for ${blob}`);
  let total = 0;
  for (const [index, { dictionary }] of frames.entries()) {
    if (dictionary === void 0) continue;
    total += dictionary.length;
    if (dictionary.offset + dictionary.length <= base.size) continue;
    const found = `frame ${index} takes a dictionary up to ${dictionary.offset + dictionary.length}`;
    throw new BundleError("FRAME_INVALID", `Cannot use patch ${patch}: ${found}, and its base has ${base.size} bytes`);
  }
  const most = MAX_DICTIONARIES.ofContent * table.contentSize + MAX_DICTIONARIES.more;
  if (total <= most) return;
  throw new BundleError(
    "LIMIT_EXCEEDED",
    `Cannot use patch ${patch}: its dictionaries have ${total} bytes, expected at most ${most}`
  );
}
function refuse(found) {
  throw new BundleError("BUNDLE_INVALID", `Cannot read delta: ${found}`);
}

// src/bundle/open-delta.ts
function openDelta({ delta, manifest, config, blobs, stored, place }) {
  checkDelta(delta, { config, manifest }, new Set(blobs.keys()));
  const patches = new Map(delta.patches.map((patch) => [patch.blob, patch]));
  const open = (layer, prefix) => {
    const patch = patches.get(layer.blob);
    const bytes = patch && stored.blobs.get(patch.patch);
    if (patch === void 0 || bytes === void 0)
      throw new BundleError("BUNDLE_INVALID", `Cannot read delta: it lacks the patch of ${layer.blob}`);
    const frames = layer.frames.map((frame, index) => ({ ...frame, ...rowOf(patch, index) }));
    const { entryCount, contentSize } = layer;
    return { name: `${layer.blob} in ${place}`, bytes, prefix, entryCount, contentSize, frames };
  };
  for (const layer of config.layers) {
    checkWholeTable(layer, manifest);
    if (patches.has(layer.blob)) checkFrameTable(open(layer, HOME_PREFIX));
  }
  return {
    config: delta,
    patchOf: (blob) => patches.get(blob),
    patched: (layer, prefix, text) => {
      const ranges = patches.get(layer.blob)?.frames.map(({ dictionary }) => dictionary) ?? [];
      return { ...open(layer, prefix), patched: { text, ranges } };
    },
    lacks: (blob) => new BundleError(
      "DELTA_INCOMPLETE",
      `Cannot read blob ${blob} of ${place}: this is a delta, which does not have it`
    )
  };
}
function rowOf({ frames }, index) {
  const { size = 0, digest } = frames[index] ?? {};
  if (digest === void 0) throw new Error(`a patch has no frame ${index}`);
  return { size, digest };
}
function checkWholeTable(layer, { layers }) {
  const descriptor = layers.find(({ digest }) => digest === layer.blob);
  if (descriptor === void 0)
    throw new BundleError(
      "BUNDLE_INVALID",
      `Cannot read delta: the manifest of its bundle does not name ${layer.blob}`
    );
  const { blob: name, frames, contentSize, entryCount } = layer;
  checkFrameTable({ name, bytes: { size: descriptor.size }, frames, contentSize, entryCount });
}

// src/bundle/read-delta.ts
async function readDelta(content, stored) {
  const what = "config of the delta";
  const delta = parseDelta(await readVerified(content, stored.config, { what, longest: MAX_CONFIG }));
  const full = onlyLayer(stored, FULL_MANIFEST);
  const bytes = await readVerified(content, full, { what: "manifest", longest: MAX_MANIFEST });
  const manifest = parseDocument(bytes, manifestSchema, "manifest");
  if (!isBundle(manifest)) throw new BundleError("BUNDLE_INVALID", "Cannot read delta: its manifest is not a bundle's");
  const named = namedLayer(stored);
  if (delta.bundle !== named.digest)
    throw new BundleError("BUNDLE_INVALID", `Cannot read delta: it is of ${delta.bundle}, and has ${named.digest}`);
  if (!sameContent(manifest.config, onlyLayer(stored, BUNDLE_CONFIG)))
    throw new BundleError("BUNDLE_INVALID", "Cannot read delta: its config is not that of its bundle");
  const beside = named === full ? [] : await readIndex(content, named, { full, stored });
  return { delta, manifest, descriptor: { ...full, mediaType: IMAGE_MANIFEST }, beside };
}
async function readIndex(content, index, { full, stored }) {
  const bytes = await readVerified(content, index, { what: "image index", longest: MAX_MANIFEST });
  const { manifests } = parseDocument(bytes, imageIndexSchema, "image index");
  const beside = manifests.filter(({ annotations }) => annotations?.[BESIDE] !== void 0);
  const [own, ...others] = manifests.filter((each) => !beside.includes(each));
  if (own === void 0 || others.length > 0 || !sameContent(own, full))
    throw new BundleError("BUNDLE_INVALID", "Cannot read delta: the image index of its bundle names another one");
  const absent = beside.find((each) => !stored.layers.some((layer) => sameContent(layer, each)));
  if (absent === void 0) return beside;
  throw new BundleError("BUNDLE_INVALID", `Cannot read delta: it lacks the manifest ${absent.digest}`);
}
function besideInDelta(content, { layers }) {
  const stored = new Map(layers.map((layer) => [layer.digest, layer]));
  return {
    async open({ digest }) {
      const layer = stored.get(digest);
      return layer && await content.open(layer);
    },
    // All layers of the delta were announced when it was opened.
    expect: async () => {
    }
  };
}
function wholeBlobs(layers, blobs) {
  return new Map(
    layers.flatMap((layer) => {
      const bytes = blobs.get(layer.digest);
      if (bytes === void 0) return [];
      if (bytes.size === layer.size) return [[layer.digest, bytes]];
      throw new BundleError("BUNDLE_INVALID", `Cannot read delta: blob ${layer.digest} has two sizes`);
    })
  );
}

// src/bundle/unique-layers.ts
var MEDIA_TYPES = {
  bundle: [LAYER_TAR_ZSTD],
  delta: [FULL_INDEX, FULL_MANIFEST, BUNDLE_CONFIG, LAYER_TAR_ZSTD, DELTA_PATCH, DELTA_BESIDE]
};
function uniqueLayers(layers, kind) {
  const unique = /* @__PURE__ */ new Map();
  for (const layer of layers) {
    if (!MEDIA_TYPES[kind].includes(layer.mediaType)) {
      const found = `it is ${excerpt(layer.mediaType)}, expected ${LAYER_TAR_ZSTD}`;
      throw new BundleError("BUNDLE_INVALID", `Cannot read blob ${layer.digest}: ${found}`);
    }
    if (algorithmOf(layer.digest) !== "sha256") {
      throw new BundleError("BUNDLE_INVALID", `Cannot read blob ${layer.digest}: expected a sha256 digest`);
    }
    if (!sameContent(unique.get(layer.digest) ?? layer, layer)) {
      throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its manifest gives ${layer.digest} two sizes`);
    }
    unique.set(layer.digest, layer);
  }
  return [...unique.values()];
}

// src/bundle/open-bundle.ts
var LAYER_TOP = { directory: "content", file: "digest" };
async function openBundle(content, wanted = {}) {
  const reader = documentReader(content);
  const found = await findAnnounced(content, reader, wanted.pinned);
  const { offers, ...chosen } = await chooseManifest(found, reader, wanted);
  const bundle = await openChosen(content, found, chosen);
  const own = { platform: bundle.config.platform, digest: bundle.descriptor.digest };
  return { ...bundle, offers: bundle.delta === void 0 ? offers : [own] };
}
async function openWhole(content, pinned) {
  const found = await findAnnounced(content, documentReader(content), pinned);
  async function* platforms() {
    const reader = documentReader(content);
    for (const one of found.manifests)
      yield await openChosen(content, found, { ...one, config: await reader.config(one.manifest) });
  }
  let name;
  for await (const bundle of platforms()) name ??= bundle.name;
  return { content, found, name: name ?? "", digest: found.digest, platforms };
}
async function findAnnounced(content, reader, pinned) {
  const found = await findBundle(await content.roots(), reader, pinned);
  if (found.manifests.some(({ manifest }) => isDelta(manifest))) await content.expect(partsOf(found));
  return found;
}
async function openChosen(content, found, { config, ...chosen }) {
  const documents = isDelta(chosen.manifest) ? await readDelta(content, chosen.manifest) : void 0;
  const { descriptor, manifest } = documents ?? chosen;
  const stored = {
    descriptor: chosen.descriptor,
    manifest: chosen.manifest,
    blobs: await openBlobs(content, found, chosen.manifest)
  };
  const blobs = documents === void 0 ? stored.blobs : wholeBlobs(uniqueLayers(manifest.layers, "bundle"), stored.blobs);
  const delta = documents && openDelta({ ...documents, config, blobs, stored, place: content.name });
  const framed = (table, prefix) => {
    const bytes = blobs.get(table.blob);
    if (!bytes && delta !== void 0) throw delta.lacks(table.blob);
    if (!bytes) throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its manifest does not name ${table.blob}`);
    const { entryCount, contentSize, frames } = table;
    return { name: `${table.blob} in ${content.name}`, bytes, prefix, entryCount, contentSize, frames };
  };
  const store = framed(config.store, HOME_PREFIX);
  checkFrameTable(store);
  for (const layer of config.layers)
    if (blobs.has(layer.blob) || delta === void 0) checkFrameTable(framed(layer, HOME_PREFIX));
  const ocx = config.ocx && framed(config.ocx, EXECUTABLE_PREFIX);
  if (ocx !== void 0) checkFrameTable(ocx);
  return {
    content,
    name: nameOr(found.name, isForSeveral(found) ? DEFAULT_NAME_OF_SEVERAL : defaultBundleName(config.platform)),
    digest: found.digest,
    descriptor,
    stored,
    manifest,
    config,
    beside: documents?.beside ?? found.beside,
    besideIn: documents === void 0 ? content : besideInDelta(content, chosen.manifest),
    blobs,
    store,
    ...ocx !== void 0 && { ocx: { ...ocx, name: `ocx in ${content.name}` } },
    layer: (layer, prefix) => ({ ...framed(layer, prefix), top: topOf(layer) }),
    has: ({ blob }) => blobs.has(blob),
    carrierOf: ({ blob }) => blobs.has(blob) ? blob : delta?.patchOf(blob)?.patch,
    ...delta !== void 0 && { delta }
  };
}
async function readNamedDocument(content, pinned) {
  const { name, root, manifests } = await findAnnounced(content, documentReader(content), pinned);
  const [delta] = manifests.filter(({ manifest }) => isDelta(manifest));
  const stored = delta === void 0 ? root : namedLayer(delta.manifest);
  const bytes = await readManifest(content, stored);
  return { ...name !== void 0 && { name }, descriptor: { ...stored, mediaType: namedType(stored) }, bytes };
}
function namedType({ mediaType }) {
  if (mediaType === FULL_INDEX) return IMAGE_INDEX;
  return mediaType === FULL_MANIFEST ? IMAGE_MANIFEST : mediaType;
}
function topOf({ digest }) {
  return { ...LAYER_TOP, text: digest };
}
function nameOr(name, other) {
  return name !== void 0 && isTagName(name) ? name : other;
}
function isForSeveral({ root, manifests, beside }) {
  return manifests.length > 1 || root.mediaType === IMAGE_INDEX && beside.length === 0;
}
async function openBlobs(content, found, manifest) {
  const layers = uniqueLayers(manifest.layers, isDelta(manifest) ? "delta" : "bundle");
  await content.expect(partsOf(found), found.beside.length === 0 ? "all" : "first");
  const blobs = /* @__PURE__ */ new Map();
  for (const layer of layers) blobs.set(layer.digest, await openBlob(content, layer, "blob"));
  return blobs;
}
function documentReader(content) {
  let left = MAX_MANIFESTS;
  return {
    manifest(descriptor) {
      const longest = Math.min(left, MAX_MANIFEST);
      left -= descriptor.size;
      return readVerified(content, descriptor, { what: "manifest", longest });
    },
    config: async (manifest) => {
      const descriptor = isDelta(manifest) ? onlyLayer(manifest, BUNDLE_CONFIG) : manifest.config;
      return parseConfig(await readConfig(content, descriptor));
    }
  };
}
function readOwnManifest({ content, descriptor, stored, delta }) {
  return readManifest(content, delta === void 0 ? descriptor : onlyLayer(stored.manifest, FULL_MANIFEST));
}
function readManifest(content, descriptor) {
  return readVerified(content, descriptor, { what: "manifest", longest: MAX_MANIFEST });
}
function readConfig(content, descriptor) {
  return readVerified(content, descriptor, { what: "config", longest: MAX_CONFIG });
}

export {
  checkBundleName,
  DEFAULT_NAME_OF_SEVERAL,
  defaultBundleName,
  blobsOf,
  checkConfigs,
  DELTA_VERSION,
  zstdParameters,
  encodeDelta,
  openBundle,
  openWhole,
  readNamedDocument,
  topOf,
  nameOr,
  readOwnManifest,
  readManifest,
  readConfig
};
