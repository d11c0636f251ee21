import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  imageIndexSchema
} from "./chunk-ZDWNJVBT.mjs";
import {
  REF_NAME
} from "./chunk-L7XR4U4C.mjs";
import {
  parseDocument
} from "./chunk-V6OPSD56.mjs";
import {
  MAX_INDEX,
  MAX_MANIFEST
} from "./chunk-Z2KHX2NZ.mjs";
import {
  excerpt
} from "./chunk-PNVSA3GV.mjs";
import {
  algorithmOf,
  hexOf
} from "./chunk-4LCJ56VL.mjs";
import {
  literal,
  object
} from "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/oci/layout.ts
var LAYOUT_FILE = "oci-layout";
var INDEX_FILE = "index.json";
var LAYOUT_VERSION = "1.0.0";
function blobPath(digest) {
  return `blobs/${algorithmOf(digest)}/${hexOf(digest)}`;
}
function encodeLayoutFile() {
  return new TextEncoder().encode(JSON.stringify({ imageLayoutVersion: LAYOUT_VERSION }));
}

// src/layout/read-layout.ts
var layoutSchema = object({ imageLayoutVersion: literal(LAYOUT_VERSION) });
async function readLayout(find, name) {
  parseDocument(await readWhole(await find(LAYOUT_FILE), LAYOUT_FILE, MAX_MANIFEST), layoutSchema, LAYOUT_FILE);
  const index = await readWhole(await find(INDEX_FILE), INDEX_FILE, MAX_INDEX);
  const { manifests } = parseDocument(index, imageIndexSchema, INDEX_FILE);
  if (name === void 0) return manifests;
  const named = manifests.filter(({ annotations }) => annotations?.[REF_NAME] === name);
  if (named.length > 0) return manifests.filter(({ annotations }) => (annotations?.[REF_NAME] ?? name) === name);
  throw new BundleError("BUNDLE_NOT_FOUND", `Cannot find bundle ${name}: the layout has ${nameList(manifests)}`);
}
function nameList(descriptors) {
  const names = descriptors.map(({ annotations, digest }) => excerpt(annotations?.[REF_NAME] ?? digest));
  const shown = [...new Set(names)].toSorted();
  if (shown.length === 0) return "none";
  const rest = shown.length - MOST_NAMES;
  return rest > 0 ? `${shown.slice(0, MOST_NAMES).join(", ")} and ${rest} more` : shown.join(", ");
}
var MOST_NAMES = 20;
async function readWhole(bytes, what, longest) {
  if (bytes.size <= longest) return bytes.read(0, bytes.size);
  const found = `it has ${bytes.size} bytes, expected at most ${longest}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${what} of the bundle: ${found}`);
}

export {
  LAYOUT_FILE,
  INDEX_FILE,
  blobPath,
  encodeLayoutFile,
  readLayout,
  nameList,
  readWhole
};
