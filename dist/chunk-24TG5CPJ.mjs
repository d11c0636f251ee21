import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatTable
} from "./chunk-4OTCZ4WZ.mjs";
import {
  printable
} from "./chunk-PNVSA3GV.mjs";

// src/report/trust-text.ts
var KINDS = { sigstore: "Sigstore", ssh: "SSH", minisign: "minisign", digest: "listed digest" };
var COVERED = {
  bundle: "the bundle digest",
  manifest: "the manifest for this platform",
  file: "the whole file"
};
function formatTrust(trust) {
  if (trust === void 0) return "";
  const overridden = trust.overridden.map((name) => `Not met, but overridden: ${name}`);
  const unproven = trust.unproven.length === 0 ? [] : [`Not proven: ${trust.unproven.join("; ")}.`];
  const lines = [...trust.proofs.flatMap(formatProof), ...overridden, ...unproven];
  return lines.map((line) => `${printable(line)}
`).join("");
}
function formatProof(proof) {
  const { kind, requirement, signer, signature, covers, commit, ref } = proof;
  if (kind === "digest") return [`Needs no signature: ${requirement} lists its digest.`];
  const facts = [
    ["Repository", proof.repository],
    ["Commit", commit && `${commit}${ref === void 0 ? "" : ` of ${ref}`}`],
    ["Workflow", proof.workflow],
    ["Run", proof.run && `${proof.run}${proof.runner === void 0 ? "" : `, ${proof.runner}`}`],
    ["Issuer", proof.issuer],
    ["Key", proof.key === signer ? void 0 : proof.key],
    ["Comment", proof.comment],
    ["Signature", signature && `${signature}${covers === void 0 ? "" : `, over ${COVERED[covers]}`}`],
    ["Required by", requirement]
  ];
  const told = facts.filter(([, value]) => value !== void 0 && value !== "");
  return [`Signed by ${signer} (${KINDS[kind]})`, ...told.map(([name, value]) => `  ${name}: ${value}`)];
}
function formatClaims(claims, bold) {
  const rows = (claims ?? []).map(({ kind, signer = "", about, problem, found }) => [
    KINDS[kind],
    problem ?? signer,
    about === void 0 ? "" : about ? "this bundle" : "something else",
    found
  ]);
  const title = "SIGNATURE (NOT VERIFIED)";
  return formatTable([{ title }, { title: "CLAIMS TO BE BY" }, { title: "ABOUT" }, { title: "FOUND" }], rows, bold);
}

export {
  KINDS,
  formatTrust,
  formatClaims
};
