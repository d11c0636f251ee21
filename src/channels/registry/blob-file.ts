import type { BundleError } from "../../errors.ts";
import { HttpError } from "../../http/http-error.ts";
import { remoteFile } from "../../http/open-remote-file.ts";
import type { RemoteFile } from "../../io/remote-file.ts";
import type { Descriptor } from "../../oci/descriptor.ts";
import { call } from "./call.ts";
import { REDIRECTS } from "./follow-authorized.ts";
import { manifestName } from "./manifests.ts";
import { explainRefusal } from "./registry-errors.ts";
import type { RepositoryClient } from "./repository-client.ts";

export interface BlobFileOptions {
  /** Gets the number of bytes of each piece that arrives. */
  readonly received: (bytes: number) => void;
  /** The failure when the registry does not have the blob. */
  readonly missing: (doing: string) => BundleError;
}

/** Opens a blob in a registry to be read by ranges, without a request. */
export function blobFile(
  repository: RepositoryClient,
  { digest, size }: Pick<Descriptor, "digest" | "size">,
  { received, missing }: BlobFileOptions,
): RemoteFile {
  const target = `blobs/${digest}`;
  const name = `blob ${manifestName(repository, digest)}`;
  let located = false;
  return remoteFile({
    async locate() {
      // Asked again after a refusal: this request finds out what the registry wants, whose storage may not answer HEAD.
      if (located) {
        const accept = [...REDIRECTS, 404];
        await call(repository, {
          method: "HEAD",
          target,
          accept,
          action: "pull",
          doing: `fetch ${name}`,
          read: async () => {},
        });
      }
      located = true;
      const { url, authorization } = await repository.locate(target);
      return { url, ...(authorization !== undefined && { headers: { authorization } }) };
    },
    name,
    size,
    say: repository.watch.say,
    debug: repository.watch.debug,
    signal: repository.watch.signal,
    received,
    explain(error, doing) {
      if (error instanceof HttpError && error.status === 404) return missing(doing);
      return explainRefusal(error, repository, { doing, action: "pull" });
    },
  });
}
