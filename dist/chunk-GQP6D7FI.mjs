import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/layout/file-kind.ts
var EMPTY = {
  name: "an empty file",
  hint: "Check why the command or download that made it wrote nothing."
};
var WEB_PAGE = {
  name: "an HTML page",
  hint: "Check the address and the login: the server sent a web page instead."
};
var MAGIC = [
  ["\x8B", compressed("a gzip file", "gunzip")],
  ["(\xB5/\xFD", compressed("a zstd file", "unzstd")],
  ["\xFD7zXZ\0", compressed("an xz file", "unxz")],
  ["BZh", compressed("a bzip2 file", "bunzip2")],
  [
    "PK",
    {
      name: "a zip file",
      hint: "Unpack it with `unzip`, and use the bundle in it. A workflow artifact may be a zip file."
    }
  ],
  ["7z\xBC\xAF'", { name: "a 7-Zip file", hint: "Unpack it, and use the bundle in it." }],
  ["\x7FELF", { name: "an ELF program" }],
  ["<!DOCTYPE", WEB_PAGE],
  ["<!doctype", WEB_PAGE],
  ["<html", WEB_PAGE],
  ["{", { name: "a JSON document" }]
];
function fileKind(start) {
  if (start.byteLength === 0) return EMPTY;
  const text = Buffer.from(start).toString("latin1");
  const known = MAGIC.find(([magic]) => text.startsWith(magic))?.[1];
  return known ?? (start.includes(0) ? void 0 : { name: "a text file" });
}
function compressed(name, program) {
  return { name, hint: `Decompress it with \`${program}\`.` };
}
async function readStart(source, length) {
  return source.read(0, length).catch(async (error) => {
    const size = await source.size();
    if (size >= length) throw error;
    return source.read(0, size);
  });
}

export {
  fileKind,
  readStart
};
