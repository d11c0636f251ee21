import {
  checkDelta,
  parseDelta
} from "./chunk-U3XEKJZX.mjs";
import "./chunk-7A46VR6W.mjs";
import {
  checkFrameTable_141
} from "./chunk-LXXVO77G.mjs";
import {
  readVerified_145
} from "./chunk-CPZFSQ4X.mjs";
import {
  sameContent_132
} from "./chunk-COGF6QKJ.mjs";
import {
  isBundle_144
} from "./chunk-GAABXPZ7.mjs";
import {
  HOME_PREFIX_126
} from "./chunk-OD6NBJZO.mjs";
import {
  imageIndexSchema_148,
  manifestSchema_148
} from "./chunk-3UEUDSEO.mjs";
import {
  parseDocument_133
} from "./chunk-ODSXMKHS.mjs";
import {
  BESIDE_134,
  BUNDLE_CONFIG_134,
  FULL_MANIFEST_134,
  IMAGE_MANIFEST_134
} from "./chunk-OO2FR422.mjs";
import "./chunk-VYMVNTC4.mjs";
import {
  MAX_CONFIG,
  MAX_MANIFEST
} from "./chunk-P25APHHE.mjs";
import "./chunk-JKTDTWAH.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";

// from-joined:src/bundle/delta-layers.ts
import { isDelta_143, namedLayer_143, onlyLayer_143 } from "./core.mjs";

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
    if (patches.has(layer.blob)) checkFrameTable_141(open(layer, HOME_PREFIX_126));
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
  checkFrameTable_141({ name, bytes: { size: descriptor.size }, frames, contentSize, entryCount });
}

// from-joined:src/bundle/unique-layers.ts
import { uniqueLayers_146 } from "./core.mjs";

// src/bundle/read-delta.ts
async function readDelta(content, stored) {
  const what = "config of the delta";
  const delta = parseDelta(await readVerified_145(content, stored.config, { what, longest: MAX_CONFIG }));
  const full = onlyLayer_143(stored, FULL_MANIFEST_134);
  const bytes = await readVerified_145(content, full, { what: "manifest", longest: MAX_MANIFEST });
  const manifest = parseDocument_133(bytes, manifestSchema_148, "manifest");
  if (!isBundle_144(manifest)) throw new BundleError("BUNDLE_INVALID", "Cannot read delta: its manifest is not a bundle's");
  const named = namedLayer_143(stored);
  if (delta.bundle !== named.digest)
    throw new BundleError("BUNDLE_INVALID", `Cannot read delta: it is of ${delta.bundle}, and has ${named.digest}`);
  if (!sameContent_132(manifest.config, onlyLayer_143(stored, BUNDLE_CONFIG_134)))
    throw new BundleError("BUNDLE_INVALID", "Cannot read delta: its config is not that of its bundle");
  const beside = named === full ? [] : await readIndex(content, named, { full, stored });
  return { delta, manifest, descriptor: { ...full, mediaType: IMAGE_MANIFEST_134 }, beside };
}
function bundleOfDelta(documents, {
  content,
  config,
  stored
}) {
  const { descriptor, manifest, beside } = documents;
  const blobs = wholeBlobs(uniqueLayers_146(manifest.layers, "bundle"), stored.blobs);
  const delta = openDelta({ ...documents, config, blobs, stored, place: content.name });
  return { descriptor, manifest, beside, delta, blobs, besideIn: besideInDelta(content, stored.manifest) };
}
async function readIndex(content, index, { full, stored }) {
  const bytes = await readVerified_145(content, index, { what: "image index", longest: MAX_MANIFEST });
  const { manifests } = parseDocument_133(bytes, imageIndexSchema_148, "image index");
  const beside = manifests.filter(({ annotations }) => annotations?.[BESIDE_134] !== void 0);
  const [own, ...others] = manifests.filter((each) => !beside.includes(each));
  if (own === void 0 || others.length > 0 || !sameContent_132(own, full))
    throw new BundleError("BUNDLE_INVALID", "Cannot read delta: the image index of its bundle names another one");
  const absent = beside.find((each) => !stored.layers.some((layer) => sameContent_132(layer, each)));
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
