import { blobFile } from "../channels/registry/blob-file.ts";
import { manifestName } from "../channels/registry/manifests.ts";
import type { RepositoryClient } from "../channels/registry/repository-client.ts";
import { BundleError } from "../errors.ts";
import { RangesIgnored } from "../io/remote-file.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { digester } from "../oci/digest.ts";

export interface FetchOptions {
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Gets the number of bytes of each piece that arrives. */
  readonly received: (bytes: number) => void;
}

/**
 * Fetches a blob from a publisher's registry. All its bytes are passed on before the digest is known to be right: the caller must
 * drop them on failure.
 * @throws BundleError `DIGEST_MISMATCH`, `ORIGINAL_NOT_FOUND`, and what fetching and `write` throw
 */
export async function fetchOriginal(
  repository: RepositoryClient,
  blob: Pick<Descriptor, "digest" | "size">,
  { write, received }: FetchOptions,
): Promise<void> {
  const hash = digester();
  const file = blobFile(repository, blob, { received, missing });
  const take = async (bytes: Uint8Array): Promise<void> => {
    hash.update(bytes);
    await write(bytes);
  };
  const run = { offset: 0, length: blob.size };
  await file.fetch(run, take, repository.watch.signal).catch((error: unknown) => {
    // Nothing has arrived then.
    if (error instanceof RangesIgnored) return file.fetch(run, take, repository.watch.signal);
    throw withHint(error);
  });
  const found = hash.digest();
  if (found === blob.digest) return;
  const name = manifestName(repository, blob.digest);
  throw withHint(new BundleError("DIGEST_MISMATCH", `Cannot use ${name}: the registry sent ${found}`));
}

function missing(doing: string): BundleError {
  return new BundleError("ORIGINAL_NOT_FOUND", `Cannot ${doing}: the registry does not have it`);
}

/** Not the bundle is at fault, which is not written yet. */
function withHint(error: unknown): unknown {
  if (!(error instanceof BundleError) || error.code !== "DIGEST_MISMATCH") return error;
  return new BundleError(error.code, error.lines, {
    cause: error.cause,
    hint: "Ask the operator of the registry or of the mirror: it has other bytes than the publisher's manifest says. Without `original`, the export does not need it.",
  });
}
