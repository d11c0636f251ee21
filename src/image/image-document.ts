import * as v from "valibot";
import { BundleError } from "../errors.ts";
import { MAX_MANIFEST_VALUES, MAX_NESTING } from "../limits.ts";
import { shapeOf } from "../oci/json-shape.ts";
import { excerpt } from "../printable.ts";

/**
 * Reads a JSON document of an image, after its limits were checked.
 * @throws BundleError `IMAGE_INVALID`
 */
export function parseImageDocument<Output>(
  bytes: Uint8Array,
  schema: v.GenericSchema<unknown, Output>,
  { name, what }: { readonly name: string; readonly what: string },
): Output {
  const { values, depth } = shapeOf(bytes);
  if (values > MAX_MANIFEST_VALUES || depth > MAX_NESTING) throw unusable(name, `its ${what} is too large`);
  const result = v.safeParse(schema, parseJson(bytes), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const found = `${v.getDotPath(issue) ?? "it"} is ${issue.received}, expected ${issue.expected ?? issue.message}`;
  throw unusable(name, `its ${what} is not that of an image: ${excerpt(found)}`);
}

/** Undefined for bytes that are not JSON: no schema takes that. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** The error for a base that cannot be used. */
export function unusable(name: string, found: string, hint?: string): BundleError {
  return new BundleError("IMAGE_INVALID", `Cannot use base ${name}: ${found}`, {
    ...(hint !== undefined && { hint }),
  });
}
