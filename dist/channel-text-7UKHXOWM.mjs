import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  countOf,
  formatDigest
} from "./chunk-CFESD3D2.mjs";
import "./chunk-4OTCZ4WZ.mjs";
import "./chunk-PVYKHTJY.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  printable
} from "./chunk-PNVSA3GV.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/report/channel-text.ts
function formatSend(sent) {
  const { channel, status, name, names, size, url, key, fileDigest, bundle, reference, configuration } = sent;
  if (configuration !== void 0)
    return `${printable(`Sent the originals of ${countOf(names.length, "repository", "repositories")}, ${prettyBytes(size)}, to ${name}.`)}
${formatDigest(bundle.digest)}
${configuration}`;
  const where = reference ?? url ?? (key === void 0 ? channel : `cache ${key}`);
  const parts = names.length > 1 ? ` (${names.join(", ")})` : "";
  const head = status === "reserved" ? `Sent nothing: another job has reserved ${where} and has not finished. If none is running, use another --cache-key.` : status === "kept" ? `Sent nothing: ${where} has it already.` : `Sent ${name}${parts}, ${prettyBytes(size)}, to ${where}${status === "replaced" ? ", where it replaced another" : ""}.`;
  return `${printable(head)}
${formatDigest(bundle.digest)}${fileDigest === void 0 ? "" : `File digest: ${fileDigest}
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
