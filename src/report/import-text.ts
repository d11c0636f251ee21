import prettyBytes from "pretty-bytes";
import type { ImportResult } from "../commands/results/import-result.ts";
import { printable } from "../printable.ts";
import { formatDigest } from "./bundle-lines.ts";
import { formatDiskUse } from "./disk-use-text.ts";
import { type Bold, formatTable, shortenDigest } from "./tables.ts";
import { formatTrust } from "./trust-text.ts";
import { countOf, formatFetched } from "./wording.ts";

/** Text output of `import`. */
export function formatImport(result: ImportResult, bold: Bold): string {
  const { packages, links, conflicts, dryRun, disk, fetched } = result;
  const rows = packages.map(({ identifier, status, path }) => [shortenDigest(identifier), status, path]);
  const changedLinks = links.filter(({ status }) => status !== "present").map(({ path, status }) => [path, status]);
  const repaired = (result.repairs ?? []).map(({ path, change }) => [path, change]);
  const clashes = conflicts.map(({ identifier, status, reason }) => [identifier, status, reason]);
  const sections = [
    dryRun ? formatDiskUse(disk, fetched && fetched.missing, bold) : "",
    formatTable([{ title: "PACKAGE" }, { title: "STATUS" }, { title: "PATH" }], rows, bold),
    formatTable([{ title: "LINK" }, { title: "STATUS" }], changedLinks, bold),
    formatTable([{ title: "REPAIRED" }, { title: "WAS" }], repaired, bold),
    formatTable([{ title: "CONFLICT" }, { title: "STATUS" }, { title: "REASON" }], clashes, bold),
  ];
  const text = sections
    .filter((section) => section !== "")
    .map((section) => `\n${section}`)
    .join("");
  const head = [summarizeImport(result), ...fetchedLine(result), ...ocxLine(result)]
    .map((line) => `${printable(line)}\n`)
    .join("");
  const told = [...(result.notes ?? []), ...(result.needsOffline ? [NEEDS_OFFLINE] : [])];
  const notes = told.map((note) => `Note: ${printable(note)}\n`).join("");
  const signed = formatTrust(result.trust);
  return `${head}${formatDigest(result.bundle.digest)}${signed}${text}${notes === "" ? "" : `\n${notes}`}`;
}

/** How much of a remote bundle was transferred. */
function fetchedLine({ fetched }: ImportResult): string[] {
  return fetched === undefined ? [] : [`Fetched ${formatFetched(fetched)}.`];
}

/** Tells what an import does with the executable ocx of the bundle. */
function ocxLine({ ocx, dryRun }: ImportResult): string[] {
  if (ocx === undefined || ocx.status === "present") return [];
  return [
    `${dryRun ? "Would put" : "Put"} ocx to ${ocx.path}: \`ocx-bundle env\` adds it to PATH if there is no other.`,
  ];
}

const NEEDS_OFFLINE =
  "Set OCX_OFFLINE=1 for ocx. Without it, `ocx pull`, `run` and `env` of the project ask the registry. `ocx-bundle env --offline` prints it.";

function summarizeImport(result: ImportResult): string {
  const { home, dryRun, packages, layers, blobs, bytesAdded, links, repairs } = result;
  const present = packages.filter(({ status }) => status === "present").length;
  const made = links.filter(({ status }) => status === "added" || status === "moved").length;
  const parts = [
    packages.length > present && countOf(packages.length - present, "package"),
    layers.added > 0 && `${countOf(layers.added, "layer")} (${prettyBytes(bytesAdded)})`,
    blobs.added > 0 && countOf(blobs.added, "blob"),
    made > 0 && countOf(made, "link"),
  ].filter((part) => part !== false);
  const repaired = repairs === undefined || repairs.length === 0 ? "" : repairSentence(repairs.length, dryRun);
  if (parts.length === 0) {
    const has = `${home} has all ${countOf(packages.length, "package")}`;
    if (repaired !== "") return `${has}. ${repaired}`;
    // The import changed only a tag, a project record or a lost back-reference.
    return result.changed
      ? `${has}; ${dryRun ? "would bring" : "brought"} their records up to date.`
      : `Nothing to import: ${has}.`;
  }
  const head = `${dryRun ? "Would import" : "Imported"} ${parts.join(", ")} into ${home}.`;
  const there = present === 0 ? "" : `${countOf(present, "package")} ${present === 1 ? "was" : "were"} there.`;
  return [head, there, repaired].filter((sentence) => sentence !== "").join(" ");
}

function repairSentence(entries: number, dryRun: boolean): string {
  return `${dryRun ? "Would repair" : "Repaired"} ${countOf(entries, "entry", "entries")}.`;
}
