import * as v from "valibot";
import { BundleError } from "../errors.ts";

/**
 * Reads a JSON document of a bundle: UTF-8, then JSON, then what its schema demands.
 * @throws BundleError `BUNDLE_INVALID`
 */
export function parseDocument<Output>(
  bytes: Uint8Array,
  schema: v.GenericSchema<unknown, Output>,
  what: string,
): Output {
  const result = v.safeParse(schema, parseJson(bytes, what), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const found = `${v.getDotPath(issue) ?? "it"} is ${issue.received}, expected ${issue.expected ?? issue.message}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} of the bundle: ${printable(found)}`);
}

/** Text from a bundle as it may stand in a message: short, and nothing in it that a terminal acts on. */
export function printable(text: string): string {
  const short = text.length > 300 ? `${text.slice(0, 300)}...` : text;
  return short.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function parseJson(bytes: Uint8Array, what: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} of the bundle: it is not JSON`, { cause });
  }
}
