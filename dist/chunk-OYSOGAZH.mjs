import {
  DIRECTORY_ENTRY,
  FILE_ENTRY,
  RecordReader,
  placeBelow
} from "./chunk-VQWXHXW4.mjs";
import {
  asByteString,
  toText
} from "./chunk-2BLSIOJA.mjs";
import {
  MAX_LISTED
} from "./chunk-M77KPOTZ.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// from-joined:src/home/closure/closure.ts
import { collectClosure_88, listedPlatform_88 } from "./core.mjs";

// src/archive/engine/listed-tree.ts
function mergeListed(trees, most) {
  const entries = /* @__PURE__ */ new Map([[TOP, void 0]]);
  for (const { tree, ...destination } of trees) {
    for (const { kind, path, place } of placesOf(tree)) {
      const isDirectory = kind === DIRECTORY_ENTRY;
      const name = isDirectory ? path.length : path.lastIndexOf("/") + 1;
      const below = placeBelow(destination, asByteString(path.slice(0, name)));
      if (below === void 0) continue;
      addDirectories(entries, below);
      if (!isDirectory) entries.set(asByteString(below + path.slice(name)), place);
      if (entries.size > most) throw tooMany();
    }
  }
  const paths = [...entries.keys()].toSorted();
  return {
    length: paths.length,
    *[Symbol.iterator]() {
      for (const path of paths) yield placedEntry(path, entries.get(path));
    }
  };
}
var TOP = asByteString("");
function tooMany() {
  return new BundleError("LIMIT_EXCEEDED", `Cannot list files: there are more than ${MAX_LISTED}`, {
    hint: "List one package at a time, with `--package`."
  });
}
function addDirectories(entries, directory) {
  for (let end = directory.length - 1; end > 0; end = directory.lastIndexOf("/", end - 1)) {
    const path = asByteString(directory.slice(0, end));
    if (entries.has(path)) return;
    entries.set(path, void 0);
  }
}
function placedEntry(path, place) {
  const text = toText(path);
  const record = place && new RecordReader(place.list, place.at).next();
  if (record === void 0) return { path: text, type: "directory" };
  const { mode, size } = record;
  const payload = Buffer.from(record.payload);
  if (record.kind === FILE_ENTRY) return { path: text, type: "file", mode, size, digest: payload.toString("hex") };
  return { path: text, type: "symlink", target: payload.toString() };
}
function* recordsOf({ records }) {
  for (const list of records) {
    const reader = new RecordReader(list);
    for (let record = reader.next(); record !== void 0; record = reader.next()) yield record;
  }
}
function* placesOf({ records }) {
  for (const list of records) {
    const reader = new RecordReader(list);
    let at = 0;
    for (let record = reader.nextPath(); record !== void 0; record = reader.nextPath()) {
      yield { ...record, place: { list, at } };
      at = reader.at;
    }
  }
}

export {
  collectClosure_88,
  mergeListed,
  recordsOf
};
