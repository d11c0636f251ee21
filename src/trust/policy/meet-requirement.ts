import type { ErrorCode } from "../../error-codes.ts";
import { BundleError } from "../../errors.ts";
import type { FoundSignature } from "../signatures/signature-file.ts";
import { checkSignature, type Proof } from "./check-signature.ts";
import type { Requirement, Rule } from "./requirement.ts";
import type { Subject } from "./subject.ts";

/** The signatures of a bundle, and where was looked for them. */
export interface Evidence {
  readonly signatures: readonly FoundSignature[];
  /** For people: what to look for where. */
  readonly looked: readonly string[];
}

/**
 * Finds out why a requirement is met.
 * @throws BundleError `SIGNATURE_MISSING`; `SIGNER_UNTRUSTED` and `SIGNATURE_MISMATCH` when there are signatures, but of others or
 * of another bundle; `SIGNATURE_INVALID`, `SIGNATURE_UNSUPPORTED`, `LIMIT_EXCEEDED` when none of them can be used
 */
export async function meetRequirement(
  requirement: Requirement,
  subject: Subject,
  { signatures, looked }: Evidence,
  now: Date,
): Promise<Proof> {
  const failures: BundleError[] = [];
  for (const rule of requirement.rules) {
    const listed = rule.kind === "digest" ? listedDigest(rule.digests, subject) : undefined;
    if (listed !== undefined) return { kind: "digest", digest: listed };
    for (const signature of signatures.filter(({ kind }) => kind === rule.kind)) {
      try {
        return await checkSignature(rule, signature, subject, now);
      } catch (error) {
        if (!(error instanceof BundleError)) throw error;
        failures.push(error);
      }
    }
  }
  throw failures.length > 0 ? refused(requirement, subject, failures) : missing(requirement, subject, looked);
}

/** Only the digest of the whole bundle counts: a list says what may come in, and as a whole. */
function listedDigest(digests: readonly string[], { documents: [bundle] }: Subject): string | undefined {
  return bundle !== undefined && digests.includes(bundle.digest) ? bundle.digest : undefined;
}

/** Which failure gives the code: the one that says most about who signed what. */
const TELLING: readonly ErrorCode[] = [
  "SIGNATURE_MISMATCH",
  "SIGNER_UNTRUSTED",
  "SIGNATURE_INVALID",
  "SIGNATURE_UNSUPPORTED",
  "LIMIT_EXCEEDED",
];

/** Most failures that are listed. */
const MOST_LINES = 10;

function refused({ name }: Requirement, subject: Subject, failures: readonly BundleError[]): BundleError {
  const ranked = failures.toSorted((a, b) => TELLING.indexOf(a.code) - TELLING.indexOf(b.code));
  const [first] = ranked;
  if (first === undefined) throw new Error("nothing failed");
  const lines = [...new Set(ranked.flatMap((failure) => failure.lines))];
  const rest = lines.length > MOST_LINES ? [`and ${lines.length - MOST_LINES} more`] : [];
  const refusal = `Cannot use ${subject.name}: no signature meets ${name}`;
  return new BundleError(first.code, [refusal, ...lines.slice(0, MOST_LINES), ...rest], {
    hint: first.hint,
    cause: first.cause,
  });
}

const KINDS: Readonly<Record<Rule["kind"], string>> = {
  sigstore: "a Sigstore attestation",
  ssh: "an SSH signature",
  minisign: "a minisign signature",
  digest: "a listed digest",
};

function missing({ name, rules }: Requirement, subject: Subject, looked: readonly string[]): BundleError {
  const wanted = [...new Set(rules.map(({ kind }) => KINDS[kind]))].join(" or ");
  const where = looked.length === 0 ? "" : `; looked for ${looked.join(", ")}`;
  return new BundleError("SIGNATURE_MISSING", `Cannot use ${subject.name}: ${name} requires ${wanted}${where}`);
}
