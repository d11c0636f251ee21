import {
  encodeHead,
  memberHeader,
  sizeOfHead
} from "./chunk-4ZYMTFHF.mjs";
import {
  buildHead_149,
  headDocuments_149
} from "./chunk-IRK7D6IS.mjs";
import {
  openPartial
} from "./chunk-M2752C2V.mjs";
import {
  blobPath_164
} from "./chunk-RK6YA52Z.mjs";
import {
  inIndex_86,
  withIndex_86
} from "./chunk-T2ILAWYY.mjs";
import {
  FORMAT_VERSION_126
} from "./chunk-OD6NBJZO.mjs";
import {
  checkBundleName_135
} from "./chunk-ASNKZLCV.mjs";
import {
  imageIndexSchema_148
} from "./chunk-3UEUDSEO.mjs";
import {
  parseDocument_133
} from "./chunk-ODSXMKHS.mjs";
import {
  IMAGE_INDEX_134
} from "./chunk-OO2FR422.mjs";
import {
  digester_81,
  parseDigest_81
} from "./chunk-L3CNCDPX.mjs";
import {
  BLOCK_SIZE,
  END_SIZE,
  padding
} from "./chunk-2BLSIOJA.mjs";
import {
  MAX_CONFIG,
  MAX_MANIFEST
} from "./chunk-P25APHHE.mjs";
import {
  writeAt
} from "./chunk-L4HVVUOR.mjs";
import {
  fromSystemError
} from "./chunk-4QBOVGT3.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/layout/tar-writer.ts
import { open, realpath, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
async function openTarWriter(target, room) {
  try {
    var _stack = [];
    try {
      const place = await placeOf(target);
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
  const hash = digester_81();
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
      await output.write(memberHeader(blobPath_164(digest), size), header);
      ended(start + size + padding(size));
      return { digest, size };
    }
  };
}
async function placeOf(target) {
  const there = await stat(target).catch(absent);
  if (!there) return target;
  if (there.isFile()) return realpath(target);
  const found = there.isDirectory() ? "it is a directory" : "it is not a regular file";
  throw new BundleError("OPTION_INVALID", `Cannot write bundle ${target}: ${found}, expected a file`, {
    hint: there.isDirectory() ? `Name a file in it, for example ${join(target, "bundle.tar")}.` : "Name a file."
  });
}
function absent(error) {
  if (error.code !== "ENOENT") throw error;
}

// src/bundle/plan-bundle.ts
function planBundle({ name, facts, store, layers, ocx, annotations, beside }) {
  checkBundleName_135(name);
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
  const documents = { root, documents: headDocuments_149({ root, ...head }) };
  return { ...plan, room: roomFor(beside ? withIndex_86(documents, beside.manifestsOf(inIndex_86(root))) : documents) };
}
function headOf(plan, tables) {
  const { name, facts, annotations, layers, ocx } = plan;
  const tableOf = (tree) => {
    const table = tables[tree];
    if (!table) throw new Error(`Cannot describe tree ${tree}: there are ${tables.length} tables`);
    return table;
  };
  const config = {
    formatVersion: FORMAT_VERSION_126,
    requires: [],
    ...facts,
    layers: layers.map(({ registry, digest, tree }) => ({ registry, digest, ...tableOf(tree) })),
    store: tableOf(0),
    ...ocx && { ocx: { digest: ocx.digest, size: ocx.size, ...tableOf(ocx.tree) } }
  };
  const blobs = tables.map((table) => ({ digest: table.blob, size: sizeOfBlob(table) }));
  return { head: buildHead_149({ name, config, blobs, ...annotations && { annotations } }), config };
}
function widestHead(plan) {
  const digest = parseDigest_81(`sha256:${"0".repeat(64)}`);
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
  const head = buildHead_149({ name, config: widest, blobs, ...annotations && { annotations } });
  const documents = headDocuments_149(head);
  if (index === void 0) return roomFor({ root: head.root, documents });
  return roomFor({ root: index.root, documents: [...index.documents.slice(0, 1), ...documents] });
}
var MOST_DIGITS = String(MAX_MANIFEST).length;
function roomFor({ root, documents }) {
  const [index, ...others] = documents;
  if (root.mediaType !== IMAGE_INDEX_134 || index === void 0) return sizeOfHead({ root, documents });
  const { manifests } = parseDocument_133(index.bytes, imageIndexSchema_148, "image index");
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
