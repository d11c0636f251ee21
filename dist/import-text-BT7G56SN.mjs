import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  countOf,
  formatDigest
} from "./chunk-CFESD3D2.mjs";
import {
  formatTrust
} from "./chunk-24TG5CPJ.mjs";
import {
  formatAmounts,
  formatFetched
} from "./chunk-TEE4BY5O.mjs";
import {
  formatTable,
  shortenDigest
} from "./chunk-4OTCZ4WZ.mjs";
import "./chunk-PVYKHTJY.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  printable
} from "./chunk-PNVSA3GV.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/report/import-text.ts
function formatImport(result, bold) {
  const { packages, links, conflicts, dryRun, disk, fetched } = result;
  const rows = packages.map(({ identifier, status, path }) => [shortenDigest(identifier), status, path]);
  const changedLinks = links.filter(({ status }) => status !== "present").map(({ path, status }) => [path, status]);
  const repaired = (result.repairs ?? []).map(({ path, change }) => [path, change]);
  const clashes = conflicts.map(({ identifier, status, reason }) => [identifier, status, reason]);
  const sections = [
    dryRun ? formatAmounts(disk, fetched && fetched.missing, bold) : "",
    formatTable([{ title: "PACKAGE" }, { title: "STATUS" }, { title: "PATH" }], rows, bold),
    formatTable([{ title: "LINK" }, { title: "STATUS" }], changedLinks, bold),
    formatTable([{ title: "REPAIRED" }, { title: "WAS" }], repaired, bold),
    formatTable([{ title: "CONFLICT" }, { title: "STATUS" }, { title: "REASON" }], clashes, bold)
  ];
  const text = sections.filter((section) => section !== "").map((section) => `
${section}`).join("");
  const head = [summarizeImport(result), ...fetchedLine(result), ...ocxLine(result)].map((line) => `${printable(line)}
`).join("");
  const told = [...result.notes ?? [], ...result.needsOffline ? [NEEDS_OFFLINE] : []];
  const notes = told.map((note) => `Note: ${printable(note)}
`).join("");
  const signed = formatTrust(result.trust);
  return `${head}${formatDigest(result.bundle.digest)}${signed}${text}${notes === "" ? "" : `
${notes}`}`;
}
function fetchedLine({ fetched }) {
  return fetched === void 0 ? [] : [`Fetched ${formatFetched(fetched)}.`];
}
function ocxLine({ ocx, dryRun }) {
  if (ocx === void 0 || ocx.status === "present") return [];
  return [
    `${dryRun ? "Would put" : "Put"} ocx to ${ocx.path}: \`ocx-bundle env\` adds it to PATH if there is no other.`
  ];
}
var NEEDS_OFFLINE = "Set OCX_OFFLINE=1 for ocx. Without it, `ocx pull`, `run` and `env` of the project ask the registry. `ocx-bundle env --offline` prints it.";
function summarizeImport(result) {
  const { home, dryRun, packages, layers, blobs, bytesAdded, links, repairs } = result;
  const present = packages.filter(({ status }) => status === "present").length;
  const made = links.filter(({ status }) => status === "added" || status === "moved").length;
  const parts = [
    packages.length > present && countOf(packages.length - present, "package"),
    layers.added > 0 && `${countOf(layers.added, "layer")} (${prettyBytes(bytesAdded)})`,
    blobs.added > 0 && countOf(blobs.added, "blob"),
    made > 0 && countOf(made, "link")
  ].filter((part) => part !== false);
  const repaired = repairs === void 0 || repairs.length === 0 ? "" : repairSentence(repairs.length, dryRun);
  if (parts.length === 0) {
    const has = `${home} has all ${countOf(packages.length, "package")}`;
    if (repaired !== "") return `${has}. ${repaired}`;
    return result.changed ? `${has}; ${dryRun ? "would bring" : "brought"} their records up to date.` : `Nothing to import: ${has}.`;
  }
  const head = `${dryRun ? "Would import" : "Imported"} ${parts.join(", ")} into ${home}.`;
  const there = present === 0 ? "" : `${countOf(present, "package")} ${present === 1 ? "was" : "were"} there.`;
  return [head, there, repaired].filter((sentence) => sentence !== "").join(" ");
}
function repairSentence(entries, dryRun) {
  return `${dryRun ? "Would repair" : "Repaired"} ${countOf(entries, "entry", "entries")}.`;
}
export {
  formatImport
};
