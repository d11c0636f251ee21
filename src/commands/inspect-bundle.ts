import { readBeside } from "../bundle/manifests-beside.ts";
import { type Bundle, openBundle } from "../bundle/open-bundle.ts";
import { BundleError } from "../errors.ts";
import { platformToChoose } from "../home/host/wanted-platform.ts";
import type { InspectRequest } from "../options/requests/inspect-request.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import { openOriginals } from "../originals/open-originals.ts";
import { openInput } from "./places/open-input.ts";
import type { RemoteReading } from "./places/remote-reading.ts";
import { readBundle, summarizeOpened } from "./reading/read-bundle.ts";
import type { BundleSummary } from "./results/bundle-summary.ts";
import { readClaim, type SignatureClaim } from "./results/signature-claims.ts";
import { summarizeOpenedOriginals } from "./results/summarize-originals.ts";
import { findSignatures, type SignaturePlace } from "./trust/find-signatures.ts";

/**
 * Summarizes a bundle, or one platform of a bundle for several, and lists its signatures. Reads its head and its store layer, but no
 * layer trees.
 */
export async function inspectBundle(
  { source, platform }: InspectRequest,
  context: ProcessContext,
  reading: Pick<RemoteReading, "say" | "debug"> = {},
): Promise<BundleSummary> {
  await using input = await openInput(source, context, reading);
  const bundle = await openBundle(input, { platform: await platformToChoose(platform) });
  const content = await readBundle(bundle);
  // In a pipe they are behind everything else.
  const beside = await readBeside(bundle.besideIn, bundle.beside);
  const originals = await openOriginals(bundle.besideIn, beside);
  const signatures = await claimsOf(bundle, { source, context, reading, quick: true });
  await input.finish();
  return {
    ...(await summarizeOpened(bundle, content, {
      manifests: beside,
      originals: summarizeOpenedOriginals(originals),
    })),
    ...(signatures !== undefined && { signatures }),
  };
}

/** Undefined if they cannot be listed, for example in a registry that refuses it: an inspection decides nothing. */
async function claimsOf(bundle: Bundle, place: SignaturePlace): Promise<readonly SignatureClaim[] | undefined> {
  const digests = [bundle.digest, bundle.descriptor.digest];
  try {
    const { signatures } = await findSignatures(bundle, place);
    return await Promise.all(signatures.map((signature) => readClaim(signature, digests)));
  } catch (error) {
    if (error instanceof BundleError) return undefined;
    throw error;
  }
}
