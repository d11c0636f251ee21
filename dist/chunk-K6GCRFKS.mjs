import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  block,
  code,
  table
} from "./chunk-R672J4FU.mjs";
import {
  formatTable
} from "./chunk-ACNU4SRG.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  printable
} from "./chunk-PNVSA3GV.mjs";

// src/report/describe-trust.ts
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
function signersOf(trust) {
  if (trust === void 0) return "not checked: neither an input nor a policy requires a signature";
  const signers = trust.proofs.map(({ kind, signer, repository, commit, requirement }) => {
    if (kind === "digest") return `nobody: its digest is listed by ${code(requirement)}`;
    const source = repository === void 0 ? "" : `<br>from ${code(repository)}`;
    return `${code(signer)} (${KINDS[kind]})${source}${commit === void 0 ? "" : `, commit ${code(commit)}`}`;
  });
  const overridden = trust.overridden.map((name) => `nobody that ${code(name)} names; overridden`);
  return [.../* @__PURE__ */ new Set([...signers, ...overridden])].join("<br>");
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

// src/report/disk-table.ts
function formatAmounts({ written, peak }, fetch, bold) {
  const rows = [
    ...fetch === void 0 ? [] : [["to fetch", prettyBytes(fetch), ""]],
    ["to write", prettyBytes(written), ""],
    ...peak.map(({ use, path, bytes }) => [PEAKS[use], prettyBytes(bytes), path])
  ];
  return formatTable([{ title: "AMOUNT" }, { title: "BYTES", right: true }, { title: "WHERE" }], rows, bold);
}
function amountsSection({ disk, dryRun }, fetch) {
  if (!dryRun) return block(void 0);
  const rows = [
    ...fetch === void 0 ? [] : [["to fetch", prettyBytes(fetch), ""]],
    ["to write", prettyBytes(disk.written), ""],
    ...disk.peak.map(({ use, path, bytes }) => [PEAKS[use], prettyBytes(bytes), code(path)])
  ];
  return table({ title: "Disk and network" }, ["Amount", "Bytes", "Where"], rows);
}
var PEAKS = {
  output: "output, at most",
  staging: "staging, at most",
  spool: "spool, at most"
};
function formatFetched({ bytes, size }) {
  return size === void 0 ? prettyBytes(bytes) : `${prettyBytes(bytes)} of a bundle of ${prettyBytes(size)}`;
}

export {
  formatTrust,
  signersOf,
  formatClaims,
  formatAmounts,
  amountsSection,
  formatFetched
};
