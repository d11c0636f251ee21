import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  shapeOf
} from "./chunk-53CXBFN6.mjs";
import {
  MAX_MANIFEST_VALUES,
  MAX_NESTING
} from "./chunk-Z2KHX2NZ.mjs";
import {
  excerpt
} from "./chunk-PNVSA3GV.mjs";
import {
  getDotPath,
  safeParse
} from "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/oci/document.ts
function parseDocument(bytes, schema, what, mostValues = MAX_MANIFEST_VALUES) {
  checkShape(bytes, what, mostValues);
  const result = safeParse(schema, parseJson(bytes, what), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const found = `${getDotPath(issue) ?? "it"} is ${issue.received}, expected ${issue.expected ?? issue.message}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} of the bundle: ${excerpt(found)}`);
}
function checkShape(bytes, what, most) {
  const { values, depth } = shapeOf(bytes);
  const over = (found) => new BundleError("LIMIT_EXCEEDED", `Cannot read ${what} of the bundle: it has ${found}`);
  if (values > most) throw over(`${values} values, expected at most ${most}`);
  if (depth > MAX_NESTING) throw over(`${depth} levels, expected at most ${MAX_NESTING}`);
}
function parseJson(bytes, what) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} of the bundle: it is not JSON`, { cause });
  }
}

export {
  parseDocument
};
