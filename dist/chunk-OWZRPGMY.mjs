import {
  encodeHead,
  memberHeader,
  sizeOfHead
} from "./chunk-CZL5UGE2.mjs";
import {
  buildHead_152,
  headDocuments_152
} from "./chunk-RQN5F2TG.mjs";
import {
  fileToReplace
} from "./chunk-YGKLJFNZ.mjs";
import {
  openPartial
} from "./chunk-JX2GJJIF.mjs";
import {
  blobPath_171
} from "./chunk-OGS7A7K6.mjs";
import {
  inIndex_87,
  withIndex_87
} from "./chunk-DZJPFTB3.mjs";
import {
  FORMAT_VERSION_128
} from "./chunk-6SUZIHNH.mjs";
import {
  checkBundleName_137
} from "./chunk-X7VVMTBY.mjs";
import {
  imageIndexSchema_151
} from "./chunk-LS4QIVEJ.mjs";
import {
  parseDocument_135
} from "./chunk-47YTZHQL.mjs";
import {
  IMAGE_INDEX_136
} from "./chunk-PN52QW44.mjs";
import {
  digester_82,
  parseDigest_82
} from "./chunk-GX6YAEWI.mjs";
import {
  BLOCK_SIZE,
  END_SIZE,
  padding
} from "./chunk-2BLSIOJA.mjs";
import {
  MAX_CONFIG,
  MAX_MANIFEST
} from "./chunk-M77KPOTZ.mjs";
import {
  writeAt
} from "./chunk-L4HVVUOR.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/layout/tar-writer.ts
import { open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
async function openTarWriter(target, room) {
  try {
    var _stack = [];
    try {
      const place = await fileToReplace(target, `write bundle ${target}`);
      const stack = __using(_stack, new AsyncDisposableStack(), true);
      const part = join(stack.use(await openPartial(dirname(place))).path, "bundle.tar");
      const file = stack.use(await open(part, "wx", 420));
      const { blob, finish } = tarWriterInto(file, room);
      const opened = stack.move();
      return {
        blob,
        async finish(documents, root, files) {
          const size = await finish(documents, root, files);
          await file.close();
          await rename(part, place);
          return size;
        },
        [Symbol.asyncDispose]: () => opened.disposeAsync()
      };
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `write bundle ${target}`);
  }
}
function tarWriterInto(file, room) {
  return tarWriterOver({ write: (bytes, position) => writeAt(file, bytes, position) }, room);
}
function tarWriterOver(output, room) {
  let end = room;
  const ended = (next) => {
    end = next;
    output.settle?.(end);
  };
  return {
    blob: async () => openBlob(output, end, ended),
    async finish(documents, root, files = []) {
      await output.write(new Uint8Array(END_SIZE), end);
      await output.write(encodeHead({ root, files, documents }, room), 0);
      return end + END_SIZE;
    },
    async [Symbol.asyncDispose]() {
    }
  };
}
function openBlob(output, header, ended) {
  const start = header + BLOCK_SIZE;
  const hash = digester_82();
  let size = 0;
  return {
    async write(bytes) {
      const writing = output.write(bytes, start + size);
      hash.update(bytes);
      await writing;
      size += bytes.byteLength;
    },
    async commit() {
      const digest = hash.digest();
      await output.write(memberHeader(blobPath_171(digest), size), header);
      ended(start + size + padding(size));
      return { digest, size };
    }
  };
}

// src/bundle/plan-bundle.ts
function planBundle({ name, facts, store, layers, ocx, annotations, beside }) {
  checkBundleName_137(name);
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
  const documents = { root, documents: headDocuments_152({ root, ...head }) };
  return { ...plan, room: roomFor(beside ? withIndex_87(documents, beside.manifestsOf(inIndex_87(root))) : documents) };
}
function headOf(plan, tables) {
  const { name, facts, annotations, layers, ocx } = plan;
  const tableOf = (tree) => {
    const table = tables[tree];
    if (!table) throw new Error(`Cannot describe tree ${tree}: there are ${tables.length} tables`);
    return table;
  };
  const config = {
    formatVersion: FORMAT_VERSION_128,
    requires: [],
    ...facts,
    layers: layers.map(({ registry, digest, tree }) => ({ registry, digest, ...tableOf(tree) })),
    store: tableOf(0),
    ...ocx && { ocx: { digest: ocx.digest, size: ocx.size, ...tableOf(ocx.tree) } }
  };
  const blobs = tables.map((table) => ({ digest: table.blob, size: sizeOfBlob(table) }));
  return { head: buildHead_152({ name, config, blobs, ...annotations && { annotations } }), config };
}
function widestHead(plan) {
  const digest = parseDigest_82(`sha256:${"0".repeat(64)}`);
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
  const head = buildHead_152({ name, config: widest, blobs, ...annotations && { annotations } });
  const documents = headDocuments_152(head);
  if (index === void 0) return roomFor({ root: head.root, documents });
  return roomFor({ root: index.root, documents: [...index.documents.slice(0, 1), ...documents] });
}
var MOST_DIGITS = String(MAX_MANIFEST).length;
function roomFor({ root, documents }) {
  const [index, ...others] = documents;
  if (root.mediaType !== IMAGE_INDEX_136 || index === void 0) return sizeOfHead({ root, documents });
  const { manifests } = parseDocument_135(index.bytes, imageIndexSchema_151, "image index");
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
  openTarWriter,
  tarWriterInto,
  tarWriterOver,
  planBundle,
  headOf,
  roomOf,
  inFixedOrder
};
