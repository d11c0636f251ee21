import * as v from "valibot";
import { BundleError } from "../errors.ts";
import { excerpt } from "../printable.ts";

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
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} of the bundle: ${excerpt(found)}`);
}

function parseJson(bytes: Uint8Array, what: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} of the bundle: it is not JSON`, { cause });
  }
}
