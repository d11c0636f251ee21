import { BundleError } from "../../errors.ts";
import { MAX_STORE_VALUES, MAX_STORE_WRITTEN } from "../../limits.ts";
import { shapeOf } from "../../oci/json-shape.ts";

/**
 * Checks the limits of all documents of a bundle together. Each document stays in memory in its parsed form too, which is larger.
 * @throws BundleError `LIMIT_EXCEEDED`
 */
export function checkDocuments(documents: Iterable<Uint8Array>): void {
  let values = 0;
  let written = 0;
  for (const bytes of documents) {
    const shape = shapeOf(bytes);
    values += shape.values;
    written += shape.written;
  }
  if (values > MAX_STORE_VALUES) throw over(`have ${values} values, expected at most ${MAX_STORE_VALUES}`);
  if (written > MAX_STORE_WRITTEN)
    throw over(`take ${written} bytes when written, expected at most ${MAX_STORE_WRITTEN}`);
}

function over(what: string): BundleError {
  return new BundleError("LIMIT_EXCEEDED", `Cannot use the documents of all packages: they ${what}`);
}
