import { BundleError } from "../errors.ts";
import type { Bytes } from "../io/bytes.ts";
import type { Content } from "../layout/content.ts";
import { readWhole } from "../layout/read-layout.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { digestOf, isDigestOf } from "../oci/digest.ts";

/**
 * Opens a blob that a bundle must have, with the size that its descriptor says.
 * @param what names its kind in messages
 * @throws BundleError `BUNDLE_INVALID`, and what the place throws
 */
export async function openBlob(content: Pick<Content, "open">, descriptor: Descriptor, what: string): Promise<Bytes> {
  const { digest, size } = descriptor;
  const bytes = await content.open(descriptor);
  if (!bytes) throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its ${what} ${digest} is missing`);
  if (bytes.size === size) return bytes;
  const found = `it has ${bytes.size} bytes, expected ${size}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} ${digest}: ${found}`);
}

/**
 * Reads a small blob, and checks its digest.
 * @throws BundleError `DIGEST_MISMATCH`, `LIMIT_EXCEEDED` for more than `longest` bytes, and what {@link openBlob} throws
 */
export async function readVerified(
  content: Pick<Content, "open">,
  descriptor: Descriptor,
  { what, longest }: { readonly what: string; readonly longest: number },
): Promise<Uint8Array> {
  const bytes = await readWhole(await openBlob(content, descriptor, what), what, longest);
  if (isDigestOf(descriptor.digest, bytes)) return bytes;
  const found = `got ${digestOf(bytes)}, expected ${descriptor.digest}`;
  throw new BundleError("DIGEST_MISMATCH", `Cannot verify ${what}: ${found}`);
}
