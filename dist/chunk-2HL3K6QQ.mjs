import {
  DIRECTORY_ENTRY,
  FILE_ENTRY,
  RecordReader,
  placeBelow
} from "./chunk-VOJQDXLG.mjs";
import {
  asByteString,
  toText
} from "./chunk-2BLSIOJA.mjs";
import {
  MAX_LISTED
} from "./chunk-P25APHHE.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";

// from-joined:src/home/closure/closure.ts
import { collectClosure_93, listedPlatform_93 } from "./core.mjs";

// src/archive/engine/listed-tree.ts
function mergeListed(trees, most) {
  const entries = /* @__PURE__ */ new Map([[TOP, void 0]]);
  for (const { tree, ...place } of trees) {
    for (const record of recordsOf(tree)) {
      const isDirectory = record.kind === DIRECTORY_ENTRY;
      const name = isDirectory ? record.path.length : record.path.lastIndexOf("/") + 1;
      const below = placeBelow(place, asByteString(record.path.slice(0, name)));
      if (below === void 0) continue;
      addDirectories(entries, below);
      if (!isDirectory) entries.set(asByteString(below + record.path.slice(name)), record);
      if (entries.size > most) throw tooMany();
    }
  }
  return [...entries.keys()].toSorted().map((path) => placedEntry(path, entries.get(path)));
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
function placedEntry(path, record) {
  const text = toText(path);
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

export {
  collectClosure_93,
  mergeListed,
  recordsOf
};
