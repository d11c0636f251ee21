import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isDigest
} from "./chunk-4LCJ56VL.mjs";
import {
  array,
  exactOptional,
  getDotPath,
  guard,
  literal,
  maxLength,
  minLength,
  minValue,
  number,
  object,
  pipe,
  readonly,
  regex,
  safeInteger,
  safeParse,
  string
} from "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/layout/parts.ts
var MAX_PARTS = 999;
var MAX_PARTS_DOCUMENT = 1024 * 1024;
var MAX_PARTED_NAME = 240;
var PARTS_DOCUMENT_START = 4096;
var PARTED_NAME = /^(?!\.{1,2}$)[A-Za-z0-9._-]+$/;
var MEDIA_TYPE = "application/vnd.ocx-bundle.parts.v1+json";
var ANY_VERSION = /"mediaType"\s*:\s*"application\/vnd\.ocx-bundle\.parts\.v(\d+)\+json"/;
function partsDocumentName(name) {
  return `${name}.parts.json`;
}
function wholeNameOf(candidate) {
  return /^(.+)\.part-\d{3}$/.exec(candidate)?.[1];
}
function partName(name, index) {
  return `${name}.part-${String(index + 1).padStart(3, "0")}`;
}
function planParts({ size: size2, name, partSize }) {
  const count = Math.ceil(size2 / partSize);
  if (count > MAX_PARTS) {
    const what = `it takes ${count} parts of ${partSize} bytes, expected at most ${MAX_PARTS}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot split ${name}: ${what}`, {
      hint: `Use parts of at least ${Math.ceil(size2 / MAX_PARTS)} bytes, or export fewer packages into one bundle.`
    });
  }
  return Array.from({ length: count }, (_, index) => {
    const offset = index * partSize;
    return { name: partName(name, index), offset, size: Math.min(partSize, size2 - offset) };
  });
}
function formatPartsDocument({ name, size: size2, digest: digest2, parts }) {
  const rows = parts.map((part) => ({ name: part.name, size: part.size, digest: part.digest }));
  return `${JSON.stringify({ mediaType: MEDIA_TYPE, name, size: size2, digest: digest2, parts: rows }, void 0, 2)}
`;
}
function checkPartedName(name) {
  if (PARTED_NAME.test(name) && name.length <= MAX_PARTED_NAME) return;
  const what = `expected 1 to ${MAX_PARTED_NAME} letters, digits, ., _ and -`;
  throw new BundleError("OPTION_INVALID", `Cannot split ${JSON.stringify(name)}: its name has another form, ${what}`, {
    hint: "Name another file: the names of its parts are made of its name."
  });
}
function isPartsDocument(start) {
  const text = Buffer.from(start.subarray(0, PARTS_DOCUMENT_START)).toString("latin1");
  return /^\s*\{/.test(text) && ANY_VERSION.test(text);
}
var size = pipe(number(), safeInteger(), minValue(1));
var digest = pipe(string(), regex(/^sha256:[0-9a-f]{64}$/), guard(isDigest));
var schema = object({
  mediaType: literal(MEDIA_TYPE),
  name: pipe(string(), regex(PARTED_NAME), maxLength(MAX_PARTED_NAME)),
  size,
  digest: exactOptional(digest),
  parts: pipe(
    array(object({ name: string(), size, digest })),
    minLength(1),
    maxLength(MAX_PARTS),
    readonly()
  )
});
function parsePartsDocument(bytes, what) {
  const fail = (code, found) => {
    throw new BundleError(code, `Cannot read parts document ${what}: ${found}`);
  };
  checkPartsDocumentSize(bytes.byteLength, what);
  const version = ANY_VERSION.exec(Buffer.from(bytes).toString("latin1"))?.[1];
  if (Number(version) > 1) return fail("BUNDLE_TOO_NEW", `it is of version ${Number(version)}, expected 1`);
  const result = safeParse(schema, parseJson(bytes), { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const found = `${getDotPath(issue) ?? "it"} is ${issue.received}, expected ${issue.expected ?? issue.message}`;
    return fail("BUNDLE_INVALID", found.replace(/[^ -~]+/g, "?").slice(0, 300));
  }
  const { mediaType: _, ...document } = result.output;
  for (const [index, part] of document.parts.entries()) {
    const expected = partName(document.name, index);
    if (part.name !== expected)
      return fail("BUNDLE_INVALID", `part ${index + 1} has another name, expected ${expected}`);
  }
  const sum = document.parts.reduce((total, part) => total + part.size, 0);
  if (sum !== document.size)
    return fail("BUNDLE_INVALID", `its parts add up to ${sum} bytes, expected ${document.size}`);
  return document;
}
function checkPartsDocumentSize(bytes, what) {
  if (bytes <= MAX_PARTS_DOCUMENT) return;
  const found = `it has ${bytes} bytes, expected at most ${MAX_PARTS_DOCUMENT}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot read parts document ${what}: ${found}`);
}
function parseJson(bytes) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return void 0;
  }
}

export {
  MAX_PARTS,
  MAX_PARTS_DOCUMENT,
  MAX_PARTED_NAME,
  PARTS_DOCUMENT_START,
  partsDocumentName,
  wholeNameOf,
  partName,
  planParts,
  formatPartsDocument,
  checkPartedName,
  isPartsDocument,
  parsePartsDocument,
  checkPartsDocumentSize
};
