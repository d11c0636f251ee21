import type { ErrorCode } from "../../error-codes.ts";
import { BundleError } from "../../errors.ts";
import { MAX_MANIFEST_VALUES, MAX_NESTING } from "../../limits.ts";
import { shapeOf } from "../../oci/json-shape.ts";
import { hasRepeatedKeys } from "../../oci/unique-keys.ts";

/** How a document is called in messages, and the code of its failures. */
export interface SignedDocument {
  readonly name: string;
  readonly code: ErrorCode;
}

/**
 * Parses a JSON document that decides over trust: it must mean the same to every parser.
 * @throws BundleError `LIMIT_EXCEEDED`, and the code of the document for what is not JSON, and for a key that occurs twice
 */
export function parseSignedJson(bytes: Uint8Array, { name, code }: SignedDocument): unknown {
  const refuse = (found: string, options?: ErrorOptions): never => {
    throw new BundleError(code, `Cannot read ${name}: ${found}`, options);
  };
  const { values, depth } = shapeOf(bytes);
  if (values > MAX_MANIFEST_VALUES || depth > MAX_NESTING) {
    const found = `it has ${values} values in ${depth} levels`;
    const most = `${MAX_MANIFEST_VALUES} in ${MAX_NESTING}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${name}: ${found}, expected at most ${most}`, {
      hint: "Use the file as the signing tool wrote it.",
    });
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const parsed: unknown = JSON.parse(text);
    return hasRepeatedKeys(text) ? refuse("a key occurs twice in one of its objects") : parsed;
  } catch (cause) {
    if (cause instanceof BundleError) throw cause;
    return refuse("it is not JSON", { cause });
  }
}
