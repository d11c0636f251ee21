import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatPlatform
} from "./chunk-MQGKUEUU.mjs";
import {
  findBundle,
  isDelta,
  namedLayer,
  onlyLayer,
  partsOf,
  uniqueLayers
} from "./chunk-2NAQL2KR.mjs";
import {
  openBlob,
  readVerified
} from "./chunk-AQRZANAN.mjs";
import {
  EXECUTABLE_PREFIX,
  HOME_PREFIX,
  checkFrameTable,
  parseConfig
} from "./chunk-Q4ZMEHLL.mjs";
import {
  BUNDLE_CONFIG,
  FULL_INDEX,
  FULL_MANIFEST,
  IMAGE_INDEX,
  IMAGE_MANIFEST
} from "./chunk-L7XR4U4C.mjs";
import {
  MAX_CONFIG,
  MAX_MANIFEST,
  MAX_MANIFESTS
} from "./chunk-Z2KHX2NZ.mjs";
import {
  isTagName
} from "./chunk-RVXH5BSX.mjs";
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
  const reader = isDelta(chosen.manifest) ? await import("./read-delta-THJCCJE6.mjs") : void 0;
  const documents = await reader?.readDelta(content, chosen.manifest);
  const stored = {
    descriptor: chosen.descriptor,
    manifest: chosen.manifest,
    blobs: await openBlobs(content, found, chosen.manifest)
  };
  const ofDelta = documents && reader?.bundleOfDelta(documents, { content, config, stored });
  const { descriptor, manifest, blobs, beside, besideIn } = ofDelta ?? {
    ...stored,
    beside: found.beside,
    besideIn: content
  };
  const delta = ofDelta?.delta;
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
    beside,
    besideIn,
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
  openBundle,
  openWhole,
  readNamedDocument,
  topOf,
  nameOr,
  readOwnManifest,
  readManifest,
  readConfig
};
