import type { Bundle } from "../../bundle/open-bundle.ts";
import { readReferrers } from "../../channels/registry/referrers.ts";
import { openRegistryContent } from "../../channels/registry/registry-content.ts";
import { parseLinks } from "../../oci/links.ts";
import { formatReference } from "../../oci/reference.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { Evidence } from "../../trust/policy/decide.ts";
import { openRegistry } from "../places/open-registry.ts";
import type { RemoteReading } from "../places/remote-reading.ts";
import { isSignature, type NamedBlob, readSignatures } from "./attached-signatures.ts";

/**
 * Reads the signatures among what the registry lists as referrers of a bundle.
 * @throws BundleError what the registry's answers make it throw
 */
export async function readRegistrySignatures(
  { digest }: Pick<Bundle, "digest">,
  source: Extract<Input, { kind: "registry" }>,
  context: ProcessContext,
  reading: RemoteReading,
): Promise<Evidence> {
  const { reference, repository } = await openRegistry(source, context, reading);
  const looked = [`referrers of ${formatReference(reference)}`];
  const referrers = await readReferrers(repository, digest);
  if (referrers.length === 0) return { signatures: [], looked };
  // Not by the digest of the bundle: a delta of it has another one there.
  await using content = await openRegistryContent(repository, reference);
  const blobs: NamedBlob[] = [];
  for (const referrer of referrers) {
    const name = `referrer ${referrer.descriptor.digest} in ${content.name}`;
    for (const blob of parseLinks(referrer.bytes).to.filter(isSignature)) blobs.push({ blob, name });
  }
  return { signatures: await readSignatures(content, blobs), looked };
}
