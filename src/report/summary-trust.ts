import type { TrustResult } from "../commands/results/trust-result.ts";
import { code } from "./summary-html.ts";
import { KINDS } from "./trust-text.ts";

/** Names of the signers, as HTML for a job summary. */
export function signersOf(trust: TrustResult | undefined): string {
  if (trust === undefined) return "not checked: neither an input nor a policy requires a signature";
  const signers = trust.proofs.map(({ kind, signer, repository, commit, requirement }) => {
    if (kind === "digest") return `nobody: its digest is listed by ${code(requirement)}`;
    const source = repository === undefined ? "" : `<br>from ${code(repository)}`;
    return `${code(signer)} (${KINDS[kind]})${source}${commit === undefined ? "" : `, commit ${code(commit)}`}`;
  });
  const overridden = trust.overridden.map((name) => `nobody that ${code(name)} names; overridden`);
  return [...new Set([...signers, ...overridden])].join("<br>");
}
