import {
  checkDelta,
  parseDelta
} from "./chunk-7JN3YGW4.mjs";
import "./chunk-TA5ABIJY.mjs";
import {
  checkFrameTable_144
} from "./chunk-LYFCKQXY.mjs";
import {
  readVerified_148
} from "./chunk-BUMMGJGF.mjs";
import "./chunk-NGMPKNFU.mjs";
import {
  sameContent_134
} from "./chunk-DZFMGHUF.mjs";
import {
  isBundle_147
} from "./chunk-WG6XD3OV.mjs";
import {
  HOME_PREFIX_128
} from "./chunk-6SUZIHNH.mjs";
import {
  imageIndexSchema_151,
  manifestSchema_151
} from "./chunk-LS4QIVEJ.mjs";
import {
  parseDocument_135
} from "./chunk-47YTZHQL.mjs";
import {
  BESIDE_136,
  BUNDLE_CONFIG_136,
  FULL_MANIFEST_136,
  IMAGE_MANIFEST_136
} from "./chunk-PN52QW44.mjs";
import "./chunk-2WQ5WNEA.mjs";
import {
  MAX_CONFIG,
  MAX_MANIFEST
} from "./chunk-M77KPOTZ.mjs";
import "./chunk-JKTDTWAH.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";

// from-joined:src/bundle/delta-manifest.ts
import { isDelta_146, namedLayer_146, onlyLayer_146 } from "./core.mjs";

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
    if (patches.has(layer.blob)) checkFrameTable_144(open(layer, HOME_PREFIX_128));
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
  checkFrameTable_144({ name, bytes: { size: descriptor.size }, frames, contentSize, entryCount });
}

// from-joined:src/bundle/unique-layers.ts
import { uniqueLayers_149 } from "./core.mjs";

// src/bundle/read-delta.ts
async function readDelta(content, stored) {
  const what = "config of the delta";
  const delta = parseDelta(await readVerified_148(content, stored.config, { what, longest: MAX_CONFIG }));
  const full = onlyLayer_146(stored, FULL_MANIFEST_136);
  const bytes = await readVerified_148(content, full, { what: "manifest", longest: MAX_MANIFEST });
  const manifest = parseDocument_135(bytes, manifestSchema_151, "manifest");
  if (!isBundle_147(manifest)) throw new BundleError("BUNDLE_INVALID", "Cannot read delta: its manifest is not a bundle's");
  const named = namedLayer_146(stored);
  if (delta.bundle !== named.digest)
    throw new BundleError("BUNDLE_INVALID", `Cannot read delta: it is of ${delta.bundle}, and has ${named.digest}`);
  if (!sameContent_134(manifest.config, onlyLayer_146(stored, BUNDLE_CONFIG_136)))
    throw new BundleError("BUNDLE_INVALID", "Cannot read delta: its config is not that of its bundle");
  const beside = named === full ? [] : await readIndex(content, named, { full, stored });
  return { delta, manifest, descriptor: { ...full, mediaType: IMAGE_MANIFEST_136 }, beside };
}
function bundleOfDelta(documents, {
  content,
  config,
  stored
}) {
  const { descriptor, manifest, beside } = documents;
  const blobs = wholeBlobs(uniqueLayers_149(manifest.layers, "bundle"), stored.blobs);
  const delta = openDelta({ ...documents, config, blobs, stored, place: content.name });
  return { descriptor, manifest, beside, delta, blobs, besideIn: besideInDelta(content, stored.manifest) };
}
async function readIndex(content, index, { full, stored }) {
  const bytes = await readVerified_148(content, index, { what: "image index", longest: MAX_MANIFEST });
  const { manifests } = parseDocument_135(bytes, imageIndexSchema_151, "image index");
  const beside = manifests.filter(({ annotations }) => annotations?.[BESIDE_136] !== void 0);
  const [own, ...others] = manifests.filter((each) => !beside.includes(each));
  if (own === void 0 || others.length > 0 || !sameContent_134(own, full))
    throw new BundleError("BUNDLE_INVALID", "Cannot read delta: the image index of its bundle names another one");
  const absent = beside.find((each) => !stored.layers.some((layer) => sameContent_134(layer, each)));
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
