import type { Bundle } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import type { TrustRequest } from "../../options/requests/trust-request.ts";
import type { TrustResult } from "../results/trust-result.ts";
import { readRequirements } from "./read-requirements.ts";

/** The source of a bundle, the requirements of the options, and the home with its policy. */
export interface TrustQuestion {
  readonly source: Input;
  readonly request: TrustRequest | undefined;
  /** The home whose policy counts; absent where there is none. */
  readonly home: string | undefined;
}

/**
 * Checks that a bundle meets every policy and option, before anything of it is used. Opens no socket, except for signatures that
 * lie in the registry of the bundle itself.
 * @returns undefined when nothing is required
 * @throws BundleError what {@link readRequirements} and `proveTrust` throw
 */
export async function checkTrust(
  bundle: Bundle,
  question: TrustQuestion,
  context: ProcessContext,
  reporter: Reporter,
): Promise<TrustResult | undefined> {
  const { request = {}, home } = question;
  const requirements = await readRequirements(request, { home, context });
  if (requirements.length > 0) {
    const { proveTrust } = await import("./prove-trust.ts");
    return await proveTrust(bundle, requirements, { ...question, request, context, reporter });
  }
  if (request.attestation === undefined && request.trustedRoot === undefined) return undefined;
  throw nobodyNamed();
}

function nobodyNamed(): BundleError {
  const found = "no signer is named";
  return new BundleError("OPTION_INVALID", `Cannot check the signature: ${found}`, {
    hint: "Set `repository`, or `certificate-identity` and `certificate-oidc-issuer`; for keys, `allowed-signers` or `minisign-key`.",
  });
}
