import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isManifestType,
  parseLinks
} from "./chunk-5UEIVGCP.mjs";
import {
  openBlob,
  readVerified
} from "./chunk-AQRZANAN.mjs";
import {
  encodeConfig
} from "./chunk-Q4ZMEHLL.mjs";
import {
  encodeImageIndex,
  encodeManifest
} from "./chunk-ZDWNJVBT.mjs";
import {
  BUNDLE_ARTIFACT,
  BUNDLE_CONFIG,
  IMAGE_INDEX,
  IMAGE_MANIFEST,
  LAYER_TAR_ZSTD,
  REF_NAME
} from "./chunk-L7XR4U4C.mjs";
import {
  MAX_MANIFESTS
} from "./chunk-Z2KHX2NZ.mjs";
import {
  digestOf
} from "./chunk-4LCJ56VL.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/bundle/head.ts
function buildHead({ name, config, blobs, annotations }) {
  const configBytes = encodeConfig(config);
  const manifest = encodeManifest({
    artifactType: BUNDLE_ARTIFACT,
    config: { mediaType: BUNDLE_CONFIG, digest: digestOf(configBytes), size: configBytes.byteLength },
    layers: blobs.map(({ digest, size }) => ({ mediaType: LAYER_TAR_ZSTD, digest, size })),
    ...annotations && { annotations }
  });
  return {
    root: describeManifest(name, manifest, config),
    manifest,
    config: configBytes
  };
}
function describeManifest(name, manifest, { platform, artifactType = BUNDLE_ARTIFACT }) {
  const { os, architecture, features } = platform;
  return {
    mediaType: IMAGE_MANIFEST,
    digest: digestOf(manifest),
    size: manifest.byteLength,
    annotations: { [REF_NAME]: name },
    platform: { architecture, os, ...features.length > 0 && { "os.features": features.toSorted() } },
    artifactType
  };
}
function describeIndex(name, index) {
  return {
    mediaType: IMAGE_INDEX,
    digest: digestOf(index),
    size: index.byteLength,
    annotations: { [REF_NAME]: name },
    artifactType: BUNDLE_ARTIFACT
  };
}
function headDocuments({ manifest, config }) {
  return [documentOf(IMAGE_MANIFEST, manifest), documentOf(BUNDLE_CONFIG, config)];
}
function documentOf(mediaType, bytes) {
  return { mediaType, digest: digestOf(bytes), bytes };
}

// src/bundle/beside.ts
function withIndex({ root, documents }, manifests) {
  const index = encodeImageIndex([inIndex(root), ...manifests.map(({ descriptor }) => descriptor)]);
  return {
    root: describeIndex(root.annotations?.[REF_NAME] ?? "", index),
    documents: [documentOf(IMAGE_INDEX, index), ...documents]
  };
}
function inIndex({ mediaType, digest, size, platform }) {
  return { mediaType, digest, size, ...platform && { platform } };
}
async function writeBeside(writer, manifests, copyBlob, written) {
  for (const { descriptor, bytes } of orderBeside(manifests, written)) {
    if (bytes === void 0) {
      if (await writer.has?.(descriptor) !== true) await putBlob(writer, descriptor, copyBlob);
    } else if (writer.manifest !== void 0) await writer.manifest({ ...descriptor, bytes });
    else await putBlob(writer, descriptor, (_, write) => write(bytes));
  }
}
function orderBeside(manifests, written) {
  const all = manifests.flatMap((manifest) => [
    manifest,
    ...parseLinks(manifest.bytes).to.map((descriptor) => ({ descriptor }))
  ]);
  const done = new Set(written);
  return all.filter(({ descriptor: { digest } }) => {
    const isNew = !done.has(digest);
    done.add(digest);
    return isNew;
  });
}
async function putBlob(writer, descriptor, copy) {
  const blob = await writer.blob();
  await copy(descriptor, (bytes) => blob.write(bytes));
  const { digest, size } = await blob.commit();
  if (digest === descriptor.digest && size === descriptor.size) return;
  throw new BundleError("DIGEST_MISMATCH", `Cannot copy a blob: got ${digest}, expected ${descriptor.digest}`);
}
async function readBeside(content, beside) {
  const read = /* @__PURE__ */ new Map();
  let left = MAX_MANIFESTS;
  for (const descriptor of beside) {
    if (read.has(descriptor.digest)) continue;
    await content.expect([descriptor], "first");
    const bytes = await readVerified(content, descriptor, { what: "manifest", longest: left });
    left -= bytes.byteLength;
    const { to } = parseLinks(bytes);
    if (!isManifestType(descriptor.mediaType) || to.some(({ mediaType }) => isManifestType(mediaType)))
      throw new BundleError(
        "BUNDLE_INVALID",
        `Cannot read bundle: ${descriptor.digest} in it is not a manifest of blobs`
      );
    await content.expect(to, "first");
    read.set(descriptor.digest, { descriptor, bytes });
  }
  return [...read.values()];
}
function blobsBeside(manifests) {
  const blobs = /* @__PURE__ */ new Map();
  for (const { bytes } of manifests)
    for (const blob of parseLinks(bytes).to) if (!blobs.has(blob.digest)) blobs.set(blob.digest, blob);
  return [...blobs.values()];
}
async function openBlobsBeside(content, manifests) {
  const blobs = /* @__PURE__ */ new Map();
  for (const blob of blobsBeside(manifests)) blobs.set(blob.digest, await openBlob(content, blob, "blob"));
  return blobs;
}

export {
  buildHead,
  describeManifest,
  describeIndex,
  headDocuments,
  documentOf,
  withIndex,
  inIndex,
  writeBeside,
  orderBeside,
  readBeside,
  blobsBeside,
  openBlobsBeside
};
