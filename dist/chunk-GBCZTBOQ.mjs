import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  mapInBatches
} from "./chunk-BOIK5VYQ.mjs";
import {
  errnoOf
} from "./chunk-R75ETOQW.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/io/remove-tree.ts
import { chmod, opendir, rmdir, unlink } from "node:fs/promises";
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
  while (!await isRemoved(place)) {
    var _stack = [];
    try {
      const directory = __using(_stack, tree.open(path));
      await chmod(directory.path, 448);
      await empty(directory);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  }
}
async function empty(directory) {
  let batch = [];
  for await (const entry of await opendir(directory.path, { bufferSize: BATCH })) {
    if (batch.push(entry) < BATCH) continue;
    await removeAll(directory, batch);
    batch = [];
  }
  await removeAll(directory, batch);
}
async function removeAll(directory, entries) {
  const full = [];
  await mapInBatches(entries, async (entry) => {
    const { name } = entry;
    const place = `${directory.path}/${name}`;
    if (!entry.isDirectory()) await unlink(place).catch(() => removeTree(directory, name));
    else if (!await isRemoved(place)) full.push(name);
  });
  for (const name of full) await removeDirectory(directory, name, `${directory.path}/${name}`);
}
async function isRemoved(directory) {
  try {
    await rmdir(directory);
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
