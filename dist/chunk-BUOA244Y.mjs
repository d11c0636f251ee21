import {
  errnoOf
} from "./chunk-4SSKYKZX.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/io/remove-tree.ts
import { chmodSync, opendirSync, rmdirSync, unlinkSync } from "node:fs";
import { unlink } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
var BATCH = 64;
async function removeTree(tree, path) {
  await tree.ifThere(path, async (place) => {
    try {
      await unlink(place);
    } catch (error) {
      const number = errnoOf(error);
      if (number === "ENOENT") return;
      if (number !== "EISDIR" && number !== "EPERM") throw error;
      await removeDirectory(tree, path, place);
    }
  });
}
async function removeDirectory(tree, path, place) {
  while (!isRemoved(place)) {
    var _stack = [];
    try {
      const directory = __using(_stack, tree.open(path));
      chmodSync(directory.path, 448);
      await empty(directory);
      await setImmediate();
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  }
}
async function empty(directory) {
  const reader = opendirSync(directory.path, { bufferSize: BATCH });
  try {
    for (let batch = readBatch(reader); batch.length > 0; batch = readBatch(reader)) {
      await removeAll(directory, batch);
      if (batch.length === BATCH) await setImmediate();
    }
  } finally {
    reader.closeSync();
  }
}
function readBatch(reader) {
  const batch = [];
  while (batch.length < BATCH) {
    const entry = reader.readSync();
    if (entry === null) break;
    batch.push(entry);
  }
  return batch;
}
async function removeAll(directory, entries) {
  for (const entry of entries) {
    const { name } = entry;
    const place = `${directory.path}/${name}`;
    if (!entry.isDirectory()) {
      try {
        unlinkSync(place);
      } catch {
        await removeTree(directory, name);
      }
    } else if (!isRemoved(place)) await removeDirectory(directory, name, place);
  }
}
function isRemoved(directory) {
  try {
    rmdirSync(directory);
    return true;
  } catch (error) {
    const number = errnoOf(error);
    if (number === "ENOENT") return true;
    if (number === "ENOTEMPTY" || number === "EEXIST") return false;
    throw error;
  }
}

export {
  removeTree
};
