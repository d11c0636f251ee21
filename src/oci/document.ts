import * as v from "valibot";
import { BundleError } from "../errors.ts";
import { MAX_MANIFEST_VALUES, MAX_NESTING } from "../limits.ts";
import { excerpt } from "../printable.ts";
import { shapeOf } from "./json-shape.ts";

/**
 * Reads a JSON document of a bundle. Checks its limits, then UTF-8, then JSON, then its schema.
 * @throws BundleError `BUNDLE_INVALID`, `LIMIT_EXCEEDED`
 */
export function parseDocument<Output>(
  bytes: Uint8Array,
  schema: v.GenericSchema<unknown, Output>,
  what: string,
  mostValues = MAX_MANIFEST_VALUES,
): Output {
  checkShape(bytes, what, mostValues);
  const result = v.safeParse(schema, parseJson(bytes, what), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const found = `${v.getDotPath(issue) ?? "it"} is ${issue.received}, expected ${issue.expected ?? issue.message}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} of the bundle: ${excerpt(found)}`);
}

/** Checks limits before parsing: the parsed value can take a hundred times the size of the text. */
function checkShape(bytes: Uint8Array, what: string, most: number): void {
  const { values, depth } = shapeOf(bytes);
  const over = (found: string): BundleError =>
    new BundleError("LIMIT_EXCEEDED", `Cannot read ${what} of the bundle: it has ${found}`);
  if (values > most) throw over(`${values} values, expected at most ${most}`);
  if (depth > MAX_NESTING) throw over(`${depth} levels, expected at most ${MAX_NESTING}`);
}

function parseJson(bytes: Uint8Array, what: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} of the bundle: it is not JSON`, { cause });
  }
}
