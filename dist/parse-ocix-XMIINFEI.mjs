import {
  OCIX_TAG,
  TIME_TAG,
  TOOL_TAG,
  decodeCbor,
  untagged
} from "./chunk-IRM35LBG.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/manifest/parse-ocix.ts
function parseOcix(bytes) {
  const decoded = decodeCbor(bytes, [TIME_TAG, TOOL_TAG, OCIX_TAG]);
  const document = untagged(OCIX_TAG, untagged(TOOL_TAG, decoded) ?? decoded);
  if (!(document instanceof Map) || document.size !== 2) throw new Error("it is not an OCIX document");
  if (document.get("version") !== 0) throw new Error("it has another version, expected 0");
  const files = document.get("files");
  if (!(files instanceof Map)) throw new Error("it has no files");
  return Array.from(files, ([path, file]) => entryOf(path, file, files));
}
function entryOf(path, file, files) {
  if (typeof path !== "string" || !path.startsWith("/")) throw new Error("a path does not begin with /");
  if (!(file instanceof Map)) throw new Error("a file is not a map");
  const below = path.slice(1);
  const { type, values } = contentOf(file);
  switch (type) {
    case "directory":
      return { path: below, type };
    case "symlink":
      return { path: below, type, target: textOf(values[0]) };
    case "regularfile":
      return { path: below, ...fileFacts(file, values) };
    case "link": {
      const other = files.get(textOf(values[0]));
      if (!(other instanceof Map)) throw new Error("a hard link leads to no file");
      const linked = contentOf(other);
      if (linked.type !== "regularfile") throw new Error("a hard link leads to something else than a file");
      return { path: below, ...fileFacts(other, linked.values) };
    }
    default:
      throw new Error("a file is neither a regular file, a directory nor a link");
  }
}
function contentOf(file) {
  const nested = file.get("content");
  const content = nested instanceof Map ? nested : file;
  const type = textOf(content.get("type"));
  const values = content.get(type);
  if (!Array.isArray(values)) throw new Error("a file has no values for its type");
  return { type, values };
}
function fileFacts(file, [size, digest]) {
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0) throw new Error("a size is impossible");
  if (!(digest instanceof Uint8Array) || digest.byteLength !== 32) throw new Error("a file has no digest of 32 bytes");
  return { type: "file", mode: modeOf(file.get("mode")), size, digest: Buffer.from(digest).toString("hex") };
}
function modeOf(value) {
  if (value === void 0) return 0;
  const bits = Array.isArray(value) ? value.flat() : [];
  if (bits.length !== 12 || bits.some((bit) => typeof bit !== "boolean")) throw new Error("a mode is impossible");
  const ordered = [...bits.slice(9), ...bits.slice(0, 9)];
  return ordered.reduce((mode, bit) => mode * 2 + (bit === true ? 1 : 0), 0);
}
function textOf(value) {
  if (typeof value === "string") return value;
  throw new Error("a text is missing");
}
export {
  parseOcix
};
