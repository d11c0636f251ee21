import { createHash } from "node:crypto";
import { type Bundle, readNamedDocument, readOwnManifest } from "../../bundle/open-bundle.ts";
import type { Content } from "../../layout/content.ts";
import { parseDigest } from "../../oci/digest.ts";
import type { FileDigests, Subject } from "../../trust/policy/subject.ts";

/** The documents and digests of a bundle that a signature may cover. */
export async function readSubject(bundle: Bundle): Promise<Subject> {
  const { content, digest, descriptor } = bundle;
  const manifest = await readOwnManifest(bundle);
  const documents = [{ digest: descriptor.digest, bytes: manifest }];
  // The bundle digest is that of an image index.
  if (digest !== descriptor.digest) {
    const { bytes } = await readNamedDocument(content, digest);
    documents.unshift({ digest, bytes });
  }
  let digests: Promise<FileDigests | undefined> | undefined;
  return {
    name: content.name,
    documents,
    fileDigests: () => (digests ??= hashFile(content, manifest)),
  };
}

/** Bytes read at a time. */
const CHUNK = 1024 * 1024;

/**
 * Hashes the whole file. Somebody may change it while it is read, so the hash only counts if the manifest that is used was among
 * the hashed bytes: everything else is checked against that.
 */
async function hashFile({ whole }: Content, manifest: Uint8Array): Promise<FileDigests | undefined> {
  if (whole === undefined) return undefined;
  const [sha256, blake2b512] = [createHash("sha256"), createHash("blake2b512")];
  const size = await whole.size();
  let end = Buffer.alloc(0);
  let hasManifest = false;
  for (let done = 0; done < size; ) {
    const bytes = await whole.read(done, Math.min(CHUNK, size - done));
    sha256.update(bytes);
    blake2b512.update(bytes);
    if (!hasManifest) {
      const window = Buffer.concat([end, bytes]);
      hasManifest = window.includes(Buffer.from(manifest));
      end = window.subarray(Math.max(0, window.length - manifest.byteLength));
    }
    done += bytes.byteLength;
  }
  if (!hasManifest) return undefined;
  return { sha256: parseDigest(`sha256:${sha256.digest("hex")}`), blake2b512: blake2b512.digest() };
}
