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

// src/report/channel-text.ts
function formatSend(sent) {
  const { channel, status, name, names, size, url, key, fileDigest, bundle, reference, configuration } = sent;
  if (configuration !== void 0)
    return `${printable(`Sent the originals of ${countOf_32(names.length, "repository", "repositories")}, ${prettyBytes(size)}, to ${name}.`)}
${formatDigest_28(bundle.digest)}
${configuration}`;
  const where = reference ?? url ?? (key === void 0 ? channel : `cache ${key}`);
  const parts = names.length > 1 ? ` (${names.join(", ")})` : "";
  const what = reference === void 0 ? `${name}${parts}, ` : "";
  const head = status === "reserved" ? `Sent nothing: another job has reserved ${where} and has not finished. If none is running, use another --cache-key.` : status === "kept" ? `Sent nothing: ${where} has it already.` : `Sent ${what}${prettyBytes(size)}${what === "" ? "" : ","} to ${where}${status === "replaced" ? ", where it replaced another" : ""}.`;
  return `${printable(head)}
${formatDigest_28(bundle.digest)}${fileDigest === void 0 ? "" : `File digest: ${fileDigest}
`}`;
}
function formatFetch({ file = "", size, origin = "", signatures = [] }) {
  const lines = [
    `Fetched ${origin}, ${prettyBytes(size)}, to ${file}.`,
    ...signatures.map((path) => `Signature: ${path}`)
  ];
  return lines.map((line) => `${printable(line)}
`).join("");
}
export {
  formatFetch,
  formatSend
};
