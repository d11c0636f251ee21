import { BundleError } from "../../errors.ts";
import type { Content } from "../../layout/content.ts";
import { readWhole } from "../../layout/read-layout.ts";
import { readLinks } from "../../layout/walk-manifests.ts";
import { MAX_ATTACHED, MAX_ATTESTATION, MAX_SIGNATURES } from "../../limits.ts";
import type { Descriptor } from "../../oci/descriptor.ts";
import { type Digest, isDigestOf } from "../../oci/digest.ts";
import { isManifestType } from "../../oci/links.ts";
import { REF_NAME, STORE_NAME } from "../../oci/media-types.ts";
import { type FoundSignature, splitSignatures } from "../../trust/signatures/signature-file.ts";
import { SIGNATURE_TYPES } from "../../trust/signatures/signature-kind.ts";

const TYPES: readonly string[] = Object.values(SIGNATURE_TYPES);

/** True for the descriptor of a signature. */
export function isSignature({ mediaType }: Pick<Descriptor, "mediaType">): boolean {
  return TYPES.includes(mediaType);
}

/**
 * Reads the signatures that are attached to a bundle in its own file or directory, after the bundle was opened: manifests that name
 * it as their subject, as `attach` and copies from a registry have them, and files that `index.json` names themselves.
 * @throws BundleError what reading throws
 */
export async function readAttachedSignatures(content: Content, bundle: Digest): Promise<readonly FoundSignature[]> {
  const nameless = (await content.roots()).filter(
    ({ annotations, digest }) =>
      annotations?.[REF_NAME] === undefined && annotations?.[STORE_NAME] === undefined && digest !== bundle,
  );
  const blobs: NamedBlob[] = [];
  for (const root of new Map(nameless.map((each) => [each.digest, each])).values()) {
    const isManifest = isManifestType(root.mediaType);
    // Tools drop the artifact type from descriptors, so the manifest decides.
    const own = isManifest ? await layersFor(content, root, bundle) : [root];
    for (const blob of own.filter(isSignature)) blobs.push({ blob, name: `${root.digest} in ${content.name}` });
  }
  return await readSignatures(content, blobs);
}

/** A blob with signatures, and its name for people. */
export interface NamedBlob {
  readonly blob: Descriptor;
  readonly name: string;
}

/**
 * Reads the signatures in some blobs, as many as are looked at. The largest blobs are left out first, so that a few of them do not
 * displace the others.
 * @throws BundleError what reading throws
 */
export async function readSignatures(
  content: Pick<Content, "open">,
  blobs: readonly NamedBlob[],
): Promise<readonly FoundSignature[]> {
  const chosen = new Set<NamedBlob>();
  let size = 0;
  for (const each of blobs.toSorted((a, b) => a.blob.size - b.blob.size)) {
    size += each.blob.size;
    if (chosen.size === MAX_SIGNATURES || size > MAX_ATTACHED) break;
    chosen.add(each);
  }
  const found: FoundSignature[] = [];
  for (const { blob, name } of blobs.filter((each) => chosen.has(each)))
    if (found.length < MAX_SIGNATURES) found.push(...(await readSignature(content, blob, name)));
  return found.slice(0, MAX_SIGNATURES);
}

/** The layers of a referrer manifest; none if its subject is another than the bundle. */
async function layersFor(content: Content, manifest: Descriptor, bundle: Digest): Promise<readonly Descriptor[]> {
  const links = await readLinks(content, manifest).catch(nothingFor(UNUSABLE));
  return links?.subject?.digest === bundle ? links.to : [];
}

/** The reason why an attachment is unusable. A torn file and a lost connection are failures. */
const UNUSABLE: readonly string[] = ["BUNDLE_INVALID", "DIGEST_MISMATCH", "LIMIT_EXCEEDED", "SIGNATURE_INVALID"];

/**
 * Reads the signatures in a blob. What is absent, too large, differs from its descriptor or is not a signature is left out: it decides
 * nothing, and must not keep others from being read.
 */
async function readSignature(
  content: Pick<Content, "open">,
  blob: Descriptor,
  name: string,
): Promise<readonly FoundSignature[]> {
  const read = async (): Promise<readonly FoundSignature[]> => {
    const bytes = await content.open(blob);
    if (bytes?.size !== blob.size) return [];
    const whole = await readWhole(bytes, name, MAX_ATTESTATION);
    return isDigestOf(blob.digest, whole) ? splitSignatures(whole, name) : [];
  };
  return (await read().catch(nothingFor(UNUSABLE))) ?? [];
}

function nothingFor(codes: readonly string[]): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof BundleError && codes.includes(error.code)) return undefined;
    throw error;
  };
}
