import { BundleError } from "../../errors.ts";
import type { Descriptor } from "../../oci/descriptor.ts";
import { DEFAULT_TAG, type RegistryReference } from "../../oci/reference.ts";
import { manifestName, putManifest, resolveManifest } from "./manifests.ts";
import type { RepositoryClient } from "./repository-client.ts";

/** The name under which a manifest appears. */
export type PublishedName = Pick<RegistryReference, "tag" | "digest">;

/**
 * Writes a manifest by its digest, which makes it complete, then by its tag, which makes it visible, and reads that back. With a
 * digest and without a tag, no tag is set.
 * @throws BundleError `DIGEST_MISMATCH` when the registry has another manifest then, or another digest was asked for
 */
export async function publishManifest(
  repository: RepositoryClient,
  { descriptor: { digest, mediaType }, bytes }: { readonly descriptor: Descriptor; readonly bytes: Uint8Array },
  { tag, digest: pinned }: PublishedName,
): Promise<void> {
  if (pinned !== undefined && pinned !== digest) {
    throw new BundleError(
      "DIGEST_MISMATCH",
      `Cannot push to ${manifestName(repository, pinned)}: the bundle has ${digest}`,
      {
        hint: "Name a tag, and leave the digest out: it follows from the bundle.",
      },
    );
  }
  const tags = tag === undefined && pinned !== undefined ? [] : [tag ?? DEFAULT_TAG];
  for (const reference of [digest, ...tags]) await putManifest(repository, { reference, mediaType, bytes });
  const visible = tags[0] ?? digest;
  const found = await resolveManifest(repository, visible);
  if (found === digest) return;
  const name = manifestName(repository, visible);
  throw new BundleError(
    "DIGEST_MISMATCH",
    `Cannot push ${name}: the registry has ${found ?? "nothing"}, expected ${digest}`,
    {
      hint: "Run it again. If it fails again, another job writes the same tag, or the registry changes manifests.",
    },
  );
}
