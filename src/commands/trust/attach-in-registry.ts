import { type NamedDocument, readNamedDocument } from "../../bundle/open-bundle.ts";
import { pushBlob } from "../../channels/registry/push-blob.ts";
import { pushReferrer, readReferrers } from "../../channels/registry/referrers.ts";
import { openRegistryContent } from "../../channels/registry/registry-content.ts";
import type { RepositoryClient } from "../../channels/registry/repository-client.ts";
import type { Digest } from "../../oci/digest.ts";
import { formatPinned } from "../../oci/reference.ts";
import type { Referrer } from "../../oci/referrer.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import { openRegistry } from "../places/open-registry.ts";
import { logsOf } from "../places/remote-reading.ts";

interface RegistryBundle {
  readonly document: NamedDocument;
  readonly repository: RepositoryClient;
  /** With tag and digest. */
  readonly reference: string;
  /** Digests of the referrers that it has. */
  readonly present: ReadonlySet<Digest>;
}

/** Finds a bundle in a registry, and what refers to it there. @throws BundleError what the registry's answers make it throw */
export async function openRegistryBundle(
  source: Extract<Input, { kind: "registry" }>,
  context: ProcessContext,
  reporter: Reporter,
): Promise<RegistryBundle> {
  const { reference, repository } = await openRegistry(source, context, logsOf(reporter));
  await using content = await openRegistryContent(repository, reference, { name: source.name });
  const document = await readNamedDocument(content);
  const { digest } = document.descriptor;
  const referrers = await readReferrers(repository, digest);
  // A delta is there under the digest of its own manifest.
  const [root = document.descriptor] = await content.roots();
  return {
    document,
    repository,
    reference: formatPinned(reference, root.digest),
    present: new Set(referrers.map(({ descriptor }) => descriptor.digest)),
  };
}

/** Pushes the blobs of a referrer, then its manifest. */
export async function pushAttachment(
  repository: RepositoryClient,
  { documents }: Referrer,
  signal: AbortSignal,
): Promise<void> {
  const manifest = documents.at(-1);
  for (const { digest, bytes } of documents.slice(0, -1)) {
    const read = async (offset: number, length: number) => bytes.subarray(offset, offset + length);
    await pushBlob(repository, { digest, size: bytes.byteLength }, { read }, { signal });
  }
  if (manifest !== undefined) await pushReferrer(repository, manifest.bytes);
}
