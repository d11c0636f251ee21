import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDelta,
  parseDelta
} from "./chunk-KTBTRKTV.mjs";
import "./chunk-NE7BPWNS.mjs";
import {
  isBundle,
  namedLayer,
  onlyLayer,
  uniqueLayers
} from "./chunk-2NAQL2KR.mjs";
import {
  readVerified
} from "./chunk-AQRZANAN.mjs";
import {
  HOME_PREFIX,
  checkFrameTable
} from "./chunk-Q4ZMEHLL.mjs";
import "./chunk-EUICU2GX.mjs";
import {
  imageIndexSchema,
  manifestSchema
} from "./chunk-ZDWNJVBT.mjs";
import {
  sameContent
} from "./chunk-JHMV33AG.mjs";
import {
  BESIDE,
  BUNDLE_CONFIG,
  FULL_MANIFEST,
  IMAGE_MANIFEST
} from "./chunk-L7XR4U4C.mjs";
import {
  parseDocument
} from "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-KAGLFDZG.mjs";
import "./chunk-MWQI2DLW.mjs";
import {
  MAX_CONFIG,
  MAX_MANIFEST
} from "./chunk-Z2KHX2NZ.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";

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
function bundleOfDelta(documents, {
  content,
  config,
  stored
}) {
  const { descriptor, manifest, beside } = documents;
  const blobs = wholeBlobs(uniqueLayers(manifest.layers, "bundle"), stored.blobs);
  const delta = openDelta({ ...documents, config, blobs, stored, place: content.name });
  return { descriptor, manifest, beside, delta, blobs, besideIn: besideInDelta(content, stored.manifest) };
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
export {
  bundleOfDelta,
  readDelta
};
