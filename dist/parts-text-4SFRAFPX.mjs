import {
  formatDigest_28
} from "./chunk-UQASOFKT.mjs";
import {
  countOf_32
} from "./chunk-KBYOVYJI.mjs";
import {
  prettyBytes
} from "./chunk-4IIZTIU3.mjs";
import {
  printable
} from "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/report/parts-text.ts
function formatSplit({ bundle, file, size, parts }) {
  const head = `Wrote ${prettyBytes(size)} in ${countOf_32(parts.length, "part")}, listed in ${file}.`;
  return `${printable(head)}
${formatDigest_28(bundle.digest)}`;
}
function formatJoin({ bundle, file, size, fileDigest }) {
  return `${printable(`Joined ${prettyBytes(size)} to ${file}.`)}
${formatDigest_28(bundle.digest)}File digest: ${fileDigest}
`;
}
export {
  formatJoin,
  formatSplit
};
