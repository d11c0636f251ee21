import {
  printable
} from "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/report/signing-text.ts
function formatSign({ bundle, file, keyType, fingerprint }) {
  const head = `Signed ${bundle.name} with ${keyType} ${fingerprint}. The signature is ${file}.`;
  return `${printable(head)}
Bundle digest: ${bundle.digest}
`;
}
function formatAttach({ bundle, file, directory, reference, signatures }) {
  const where = file ?? directory ?? reference ?? "";
  const lines = signatures.map(({ kind, digest, status }) => `${kind} ${digest}: ${status}`);
  return [`Attached to ${where}:`, ...lines, `Bundle digest: ${bundle.digest}`].map((line) => `${printable(line)}
`).join("");
}
function formatSbomResult({ bundle, format, packages, file = "" }) {
  const head = `Wrote ${packages} ${packages === 1 ? "package" : "packages"} as ${NAMES[format]} to ${file}.`;
  return `${printable(head)}
Bundle digest: ${bundle.digest}
`;
}
var NAMES = { cyclonedx: "CycloneDX 1.6", spdx: "SPDX 2.3" };
export {
  formatAttach,
  formatSbomResult,
  formatSign
};
