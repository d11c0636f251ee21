import {
  openBlob_148
} from "./chunk-BUMMGJGF.mjs";
import {
  blobsBeside_87,
  readBeside_87
} from "./chunk-DZJPFTB3.mjs";

// src/commands/reading/find-manifests-beside.ts
async function besideOfBases(bases) {
  const found = /* @__PURE__ */ new Map();
  for (const { bundle } of bases) {
    if (bundle === void 0) continue;
    for (const blob of blobsBeside_87(await readBeside_87(bundle.besideIn, bundle.beside))) {
      const bytes = await bundle.besideIn.open(blob);
      if (bytes?.size === blob.size) found.set(blob.digest, bytes);
      else if (!found.has(blob.digest)) found.set(blob.digest, void 0);
    }
  }
  return found;
}
async function findBeside(bundle, bases) {
  const manifests = await readBeside_87(bundle.besideIn, bundle.beside);
  const own = new Set(bundle.manifest.layers.map(({ digest }) => digest));
  const wanted = blobsBeside_87(manifests).filter(({ digest }) => !own.has(digest));
  const carried = wanted.filter(({ digest }) => bundle.stored.blobs.has(digest));
  const blobs = /* @__PURE__ */ new Map();
  for (const blob of carried) blobs.set(blob.digest, await openBlob_148(bundle.besideIn, blob, "blob"));
  const others = wanted.length > carried.length ? await besideOfBases(bases) : /* @__PURE__ */ new Map();
  for (const { digest } of wanted) {
    const bytes = blobs.get(digest) ?? others.get(digest);
    if (bytes !== void 0) blobs.set(digest, bytes);
  }
  return { manifests, blobs, lacking: wanted.filter(({ digest }) => !blobs.has(digest)) };
}

export {
  besideOfBases,
  findBeside
};
