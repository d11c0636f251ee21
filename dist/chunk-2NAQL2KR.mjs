import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  FORMAT_VERSION
} from "./chunk-Q4ZMEHLL.mjs";
import {
  nameList
} from "./chunk-EUICU2GX.mjs";
import {
  imageIndexSchema,
  manifestSchema
} from "./chunk-ZDWNJVBT.mjs";
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
  REF_NAME
} from "./chunk-L7XR4U4C.mjs";
import {
  parseDocument
} from "./chunk-V6OPSD56.mjs";
import {
  MAX_CANDIDATES,
  MAX_CONFIGS
} from "./chunk-Z2KHX2NZ.mjs";
import {
  excerpt
} from "./chunk-PNVSA3GV.mjs";
import {
  algorithmOf
} from "./chunk-4LCJ56VL.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

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

export {
  isDelta,
  namedLayer,
  onlyLayer,
  findBundle,
  partsOf,
  blobsOf,
  checkConfigs,
  isBundle,
  uniqueLayers
};
