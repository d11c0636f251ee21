import type { Bundle } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import type { TrustRequest } from "../../options/requests/trust-request.ts";
import type { Proof } from "../../trust/policy/check-signature.ts";
import { meetRequirement } from "../../trust/policy/meet-requirement.ts";
import type { Requirement } from "../../trust/policy/requirement.ts";
import { logsOf } from "../places/remote-reading.ts";
import { describeProof, type TrustResult, UNPROVEN } from "../results/trust-result.ts";
import { findSignatures } from "./find-signatures.ts";
import { readSubject } from "./trust-subject.ts";

/**
 * Proves each requirement with the signatures that are found. Loaded only when there is one.
 * @throws BundleError what {@link findSignatures} and {@link meetRequirement} throw
 */
export async function proveTrust(
  bundle: Bundle,
  requirements: readonly Requirement[],
  {
    source,
    request,
    context,
    reporter,
  }: {
    readonly source: Input;
    readonly request: TrustRequest;
    readonly context: ProcessContext;
    readonly reporter: Reporter;
  },
): Promise<TrustResult> {
  const { attestation } = request;
  const place = { source, context, reading: logsOf(reporter), ...(attestation !== undefined && { attestation }) };
  const evidence = await findSignatures(bundle, place);
  const subject = await readSubject(bundle);
  const proofs: (Proof & { readonly requirement: string })[] = [];
  const overridden: string[] = [];
  for (const requirement of requirements) {
    try {
      proofs.push({
        ...(await meetRequirement(requirement, subject, evidence, new Date())),
        requirement: requirement.name,
      });
    } catch (error) {
      if (!mayPass(error, requirement, request)) throw withOverride(error, requirement);
      const reason = error instanceof BundleError ? (error.lines[0] ?? "") : "";
      reporter.warn(`${reason}; allowed by \`allow-unsigned\``);
      overridden.push(requirement.name);
    }
  }
  return { proofs: proofs.map(describeProof), overridden, unproven: proofs.length === 0 ? [] : UNPROVEN };
}

function mayPass(error: unknown, { mayBeOverridden }: Requirement, { allowUnsigned }: TrustRequest): boolean {
  return error instanceof BundleError && mayBeOverridden && allowUnsigned === true;
}

/** Says how to go on where the policy allows it. */
function withOverride(error: unknown, { mayBeOverridden }: Requirement): unknown {
  if (!(error instanceof BundleError) || !mayBeOverridden) return error;
  const hint = `${error.hint} The policy may be overridden: set \`allow-unsigned\`.`;
  return new BundleError(error.code, error.lines, { cause: error.cause, hint });
}
