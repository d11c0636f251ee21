import type { SignatureClaim } from "../commands/results/signature-claims.ts";
import type { ProofResult, TrustResult } from "../commands/results/trust-result.ts";
import { printable } from "../printable.ts";
import { formatTable } from "./tables.ts";

/** The kinds of signatures, for people. */
export const KINDS = { sigstore: "Sigstore", ssh: "SSH", minisign: "minisign", digest: "listed digest" } as const;

const COVERED = {
  bundle: "the bundle digest",
  manifest: "the manifest for this platform",
  file: "the whole file",
} as const;

/** Tells what was proven, by whom, and what was not. Empty if nothing was required. */
export function formatTrust(trust: TrustResult | undefined): string {
  if (trust === undefined) return "";
  const overridden = trust.overridden.map((name) => `Not met, but overridden: ${name}`);
  const unproven = trust.unproven.length === 0 ? [] : [`Not proven: ${trust.unproven.join("; ")}.`];
  const lines = [...trust.proofs.flatMap(formatProof), ...overridden, ...unproven];
  return lines.map((line) => `${printable(line)}\n`).join("");
}

function formatProof(proof: ProofResult): readonly string[] {
  const { kind, requirement, signer, signature, covers, commit, ref } = proof;
  if (kind === "digest") return [`Needs no signature: ${requirement} lists its digest.`];
  const facts = [
    ["Repository", proof.repository],
    ["Commit", commit && `${commit}${ref === undefined ? "" : ` of ${ref}`}`],
    ["Workflow", proof.workflow],
    ["Run", proof.run && `${proof.run}${proof.runner === undefined ? "" : `, ${proof.runner}`}`],
    ["Issuer", proof.issuer],
    ["Key", proof.key === signer ? undefined : proof.key],
    ["Comment", proof.comment],
    ["Signature", signature && `${signature}${covers === undefined ? "" : `, over ${COVERED[covers]}`}`],
    ["Required by", requirement],
  ];
  const told = facts.filter(([, value]) => value !== undefined && value !== "");
  return [`Signed by ${signer} (${KINDS[kind]})`, ...told.map(([name, value]) => `  ${name}: ${value}`)];
}

/** Signatures as they say of themselves. */
export function formatClaims(claims: readonly SignatureClaim[] | undefined, bold: (text: string) => string): string {
  const rows = (claims ?? []).map(({ kind, signer = "", about, problem, found }) => [
    KINDS[kind],
    problem ?? signer,
    about === undefined ? "" : about ? "this bundle" : "something else",
    found,
  ]);
  const title = "SIGNATURE (NOT VERIFIED)";
  return formatTable([{ title }, { title: "CLAIMS TO BE BY" }, { title: "ABOUT" }, { title: "FOUND" }], rows, bold);
}
