import {
  buildHead_154,
  headDocuments_154
} from "./chunk-44AIEQMZ.mjs";
import {
  sizeOfHead
} from "./chunk-OKWNXIE3.mjs";
import {
  inIndex_92,
  withIndex_92
} from "./chunk-GALWVORN.mjs";
import {
  FORMAT_VERSION_135
} from "./chunk-N2CUZO4E.mjs";
import {
  checkBundleName_140
} from "./chunk-NTVWBR4E.mjs";
import {
  imageIndexSchema_153
} from "./chunk-XYKDCCSB.mjs";
import {
  parseDocument_138
} from "./chunk-45GK5TH2.mjs";
import {
  IMAGE_INDEX_139
} from "./chunk-OYT7DEZK.mjs";
import {
  parseDigest_87
} from "./chunk-JSX5QINM.mjs";
import {
  MAX_CONFIG,
  MAX_MANIFEST
} from "./chunk-P25APHHE.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";

// src/bundle/plan-bundle.ts
function planBundle({ name, facts, store, layers, ocx, annotations, beside }) {
  checkBundleName_140(name);
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
  const documents = { root, documents: headDocuments_154({ root, ...head }) };
  return { ...plan, room: roomFor(beside ? withIndex_92(documents, beside.manifestsOf(inIndex_92(root))) : documents) };
}
function headOf(plan, tables) {
  const { name, facts, annotations, layers, ocx } = plan;
  const tableOf = (tree) => {
    const table = tables[tree];
    if (!table) throw new Error(`Cannot describe tree ${tree}: there are ${tables.length} tables`);
    return table;
  };
  const config = {
    formatVersion: FORMAT_VERSION_135,
    requires: [],
    ...facts,
    layers: layers.map(({ registry, digest, tree }) => ({ registry, digest, ...tableOf(tree) })),
    store: tableOf(0),
    ...ocx && { ocx: { digest: ocx.digest, size: ocx.size, ...tableOf(ocx.tree) } }
  };
  const blobs = tables.map((table) => ({ digest: table.blob, size: sizeOfBlob(table) }));
  return { head: buildHead_154({ name, config, blobs, ...annotations && { annotations } }), config };
}
function widestHead(plan) {
  const digest = parseDigest_87(`sha256:${"0".repeat(64)}`);
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
  const head = buildHead_154({ name, config: widest, blobs, ...annotations && { annotations } });
  const documents = headDocuments_154(head);
  if (index === void 0) return roomFor({ root: head.root, documents });
  return roomFor({ root: index.root, documents: [...index.documents.slice(0, 1), ...documents] });
}
var MOST_DIGITS = String(MAX_MANIFEST).length;
function roomFor({ root, documents }) {
  const [index, ...others] = documents;
  if (root.mediaType !== IMAGE_INDEX_139 || index === void 0) return sizeOfHead({ root, documents });
  const { manifests } = parseDocument_138(index.bytes, imageIndexSchema_153, "image index");
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
