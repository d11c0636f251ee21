import { changed, readRange } from "../../../http/read-range.ts";
import type { LocalFile } from "../../../http/transfer.ts";
import type { Part, PartPlan, PartsDocument } from "../../../layout/parts.ts";
import { digester } from "../../../oci/digest.ts";

/**
 * Computes the parts document of a file, reading the file once.
 * @throws BundleError `FILE_CHANGED` when the file no longer has its digest, `FILE_NOT_FOUND`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function describeParts(file: LocalFile, name: string, plan: readonly PartPlan[]): Promise<PartsDocument> {
  const whole = digester();
  const parts: Part[] = [];
  for (const part of plan) {
    const own = digester();
    for await (const chunk of readRange(file.path, part)) {
      whole.update(chunk);
      own.update(chunk);
    }
    parts.push({ name: part.name, size: part.size, digest: own.digest() });
  }
  const digest = whole.digest();
  if (digest === file.digest) return { name, size: file.size, digest, parts };
  throw changed(file.path, `it is ${digest}, expected ${file.digest}`);
}
