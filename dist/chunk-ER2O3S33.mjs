import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  sizeOfHead
} from "./chunk-R5BDNP2H.mjs";
import {
  buildHead,
  headDocuments,
  inIndex,
  withIndex
} from "./chunk-HLKWKF4Z.mjs";
import {
  checkBundleName
} from "./chunk-6ZRXCNM6.mjs";
import {
  FORMAT_VERSION
} from "./chunk-Q4ZMEHLL.mjs";
import {
  imageIndexSchema
} from "./chunk-ZDWNJVBT.mjs";
import {
  IMAGE_INDEX
} from "./chunk-L7XR4U4C.mjs";
import {
  parseDocument
} from "./chunk-V6OPSD56.mjs";
import {
  MAX_CONFIG,
  MAX_MANIFEST
} from "./chunk-Z2KHX2NZ.mjs";
import {
  parseDigest
} from "./chunk-4LCJ56VL.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/bundle/plan-bundle.ts
function planBundle({ name, facts, store, layers, ocx, annotations, beside }) {
  checkBundleName(name);
  const trees = [store];
  const treeOf = /* @__PURE__ */ new Map();
  const ordered = layers.toSorted(inOrder).map(({ registry, digest, plan: plan2 }) => {
    const tree = treeOf.get(plan2.tree.prefix) ?? trees.push(plan2) - 1;
    treeOf.set(plan2.tree.prefix, tree);
    return { registry, digest, tree };
  });
  const executable = ocx && { digest: ocx.digest, size: ocx.size, tree: trees.push(ocx.plan) - 1 };
  const plan = {
    name,
    facts: inFixedOrder(facts),
    ...annotations && { annotations },
    trees,
    layers: ordered,
    ...executable && { ocx: executable },
    ...beside && { beside }
  };
  const { root, ...head } = widestHead(plan);
  const documents = { root, documents: headDocuments({ root, ...head }) };
  return { ...plan, room: roomFor(beside ? withIndex(documents, beside.manifestsOf(inIndex(root))) : documents) };
}
function headOf(plan, tables) {
  const { name, facts, annotations, layers, ocx } = plan;
  const tableOf = (tree) => {
    const table = tables[tree];
    if (!table) throw new Error(`Cannot describe tree ${tree}: there are ${tables.length} tables`);
    return table;
  };
  const config = {
    formatVersion: FORMAT_VERSION,
    requires: [],
    ...facts,
    layers: layers.map(({ registry, digest, tree }) => ({ registry, digest, ...tableOf(tree) })),
    store: tableOf(0),
    ...ocx && { ocx: { digest: ocx.digest, size: ocx.size, ...tableOf(ocx.tree) } }
  };
  const blobs = tables.map((table) => ({ digest: table.blob, size: sizeOfBlob(table) }));
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
      frames: frames.map((frame) => ({
        size: largestFrame(frame.contentSize),
        contentSize: frame.contentSize,
        digest,
        contentDigest: digest,
        ...frame.fileOffset !== void 0 && { fileOffset: frame.fileOffset }
      }))
    }))
  );
  limit("config", head.config, MAX_CONFIG);
  limit("manifest", head.manifest, MAX_MANIFEST);
  return head;
}
function roomOf({ name, config, manifest, index }) {
  const ocx = config.ocx && widen(config.ocx);
  const widest = { ...config, store: widen(config.store), layers: config.layers.map(widen), ...ocx && { ocx } };
  const tables = [widest.store, ...widest.layers, ...ocx ? [ocx] : []];
  const sizes = new Map(tables.map((table) => [table.blob, sizeOfBlob(table)]));
  const blobs = manifest.layers.map(({ digest, size }) => ({ digest, size: sizes.get(digest) ?? size }));
  const { annotations } = manifest;
  const head = buildHead({ name, config: widest, blobs, ...annotations && { annotations } });
  const documents = headDocuments(head);
  if (index === void 0) return roomFor({ root: head.root, documents });
  return roomFor({ root: index.root, documents: [...index.documents.slice(0, 1), ...documents] });
}
var MOST_DIGITS = String(MAX_MANIFEST).length;
function roomFor({ root, documents }) {
  const [index, ...others] = documents;
  if (root.mediaType !== IMAGE_INDEX || index === void 0) return sizeOfHead({ root, documents });
  const { manifests } = parseDocument(index.bytes, imageIndexSchema, "image index");
  const lacking = manifests.reduce((sum, { size }) => sum + Math.max(0, MOST_DIGITS - String(size).length), 0);
  const widest = { ...index, bytes: new Uint8Array(index.bytes.byteLength + lacking) };
  return sizeOfHead({ root: { ...root, size: MAX_MANIFEST }, documents: [widest, ...others] });
}
function widen(table) {
  return { ...table, frames: table.frames.map((frame) => ({ ...frame, size: largestFrame(frame.contentSize) })) };
}
function sizeOfBlob({ frames }) {
  return frames.reduce((sum, frame) => sum + frame.size, 0);
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

export {
  planBundle,
  headOf,
  roomOf,
  inFixedOrder
};
