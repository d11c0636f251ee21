import { excerpt } from "../../printable.ts";
import type { CertificateClaims } from "./certificate-claims.ts";

/** Who must have signed. Everything that is given must fit, character by character. */
export type SigstoreIdentity = (WorkflowIdentity | CertificateIdentity) & {
  readonly ref?: string;
  /** `OWNER/NAME/.github/workflows/FILE`, with `@REF` or without; of a reusable workflow, if one signs. */
  readonly workflow?: string;
  readonly runner?: string;
};

/** A workflow of a repository on GitHub. */
interface WorkflowIdentity {
  /** `OWNER/NAME`, or the address of the repository. */
  readonly repository: string;
  /** Default: that of GitHub's workflows. */
  readonly issuer?: string;
}

/** The name in the certificate, such as an e-mail or a workflow. */
interface CertificateIdentity {
  readonly identity: string;
  readonly issuer: string;
  readonly repository?: string;
}

/** Who a verified certificate says has signed. */
export interface SignedBy extends CertificateClaims {
  readonly identity: string;
}

const GITHUB = "https://github.com/";

/** Vouches for workflows on github.com. */
const GITHUB_ISSUER = "https://token.actions.githubusercontent.com";

/** @returns the first thing that does not fit, as a part of a sentence; undefined if all does */
export function whyOther(expected: SigstoreIdentity, found: SignedBy): string | undefined {
  const { issuer = GITHUB_ISSUER, repository, workflow, ref, runner } = expected;
  if (found.issuer !== issuer) return differs("issuer", found.issuer, issuer);
  if ("identity" in expected && found.identity !== expected.identity)
    return differs("identity", found.identity, expected.identity);
  if (repository !== undefined && found.repository !== addressOf(repository))
    return differs("repository", found.repository, addressOf(repository));
  if (ref !== undefined && found.ref !== ref) return differs("ref", found.ref, ref);
  if (workflow !== undefined && !isWorkflow(found.workflow, addressOf(workflow)))
    return differs("workflow", found.workflow, addressOf(workflow));
  if (runner !== undefined && found.runner !== runner) return differs("runner", found.runner, runner);
  return undefined;
}

function differs(what: string, found: string | undefined, expected: string): string {
  return `its ${what} is ${found === undefined ? "not given" : excerpt(found)}, expected ${excerpt(expected)}`;
}

function addressOf(name: string): string {
  return name.startsWith("https://") ? name : `${GITHUB}${name}`;
}

/** A workflow without a ref stands for all its refs. What follows `@` must be one: file names may have an `@` too. */
function isWorkflow(found: string | undefined, expected: string): boolean {
  if (found === undefined || found === expected) return found === expected;
  return found.startsWith(`${expected}@`) && /^(?:refs\/|[0-9a-f]{40}$)/.test(found.slice(expected.length + 1));
}
