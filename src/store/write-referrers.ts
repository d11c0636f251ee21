import { bytesInMemory } from "../io/bytes.ts";
import type { Staging } from "../io/staging.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Referrer, ReferrerDocument } from "../oci/referrer.ts";
import { copyBlob } from "./copy-blob.ts";

/** A document, with its size in bytes. */
export type SizedDocument = ReferrerDocument & Pick<Descriptor, "size">;

/** The documents of referrers: blobs, and the manifests that name them. */
export function referrerDocuments(referrers: readonly Referrer[]): readonly SizedDocument[] {
  return referrers.flatMap(({ documents }) =>
    documents.map((document) => ({ ...document, size: document.bytes.byteLength })),
  );
}

/**
 * Writes those documents that the store lacks. The caller has a lease on them.
 * @returns what was written
 */
export async function writeDocuments(
  staging: Staging,
  documents: readonly SizedDocument[],
  lacks: (document: SizedDocument) => Promise<boolean>,
): Promise<readonly SizedDocument[]> {
  const written: SizedDocument[] = [];
  for (const document of documents) {
    if (!(await lacks(document))) continue;
    const bytes = bytesInMemory(document.digest, document.bytes);
    await copyBlob(staging, { descriptor: document, bytes, place: document.digest, isAhead: false });
    written.push(document);
  }
  return written;
}
