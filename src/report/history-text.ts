import type { ForgetResult, HistoryResult, ReliedOn } from "../commands/results/history-results.ts";
import { printable } from "../printable.ts";
import { type Bold, formatTable, shortenDigest } from "./tables.ts";

/** Text output of `history`. */
export function formatHistory({ home, imports }: HistoryResult, bold: Bold): string {
  if (imports.length === 0) return printable(`Nothing was imported into ${home}.`).concat("\n");
  const rows = imports.map(({ at, bundle, source, relies, forgotten }) => [
    at.replace(/\.\d+Z$/, "Z"),
    bundle.name,
    shortenDigest(bundle.digest),
    stateOf(relies, forgotten),
    source,
  ]);
  const columns = ["WHEN", "BUNDLE", "DIGEST", "STATE", "FROM"].map((title) => ({ title }));
  return formatTable(columns, rows, bold);
}

function stateOf(relies: HistoryResult["imports"][number]["relies"], forgotten: string | undefined): string {
  if (forgotten !== undefined) return "forgotten";
  const left = relies.filter(({ inPlace }) => inPlace).length;
  return left === relies.length ? "in place" : `${left} of ${relies.length} in place`;
}

/** Text output of `forget`. */
export function formatForget(
  { bundle, home, dryRun, relies, projects, executables = [] }: ForgetResult,
  bold: Bold,
): string {
  const others = [...projects.map((project) => `project ${project}`), ...executables.map((path) => `file ${path}`)];
  const removed = relies.filter(({ status }) => status === "removed").length + others.length;
  const verb = dryRun ? "Would forget" : "Forgot";
  const rows = relies.map((one) => [nameOf(one), WORDS[one.status], (one.neededBy ?? []).join(", ")]);
  const more = others.map((name) => [name, WORDS.removed, ""]);
  const columns = ["TAG OR LINK", "STATUS", "NEEDED BY"].map((title) => ({ title }));
  const table = formatTable(columns, [...rows, ...more], bold);
  const next = removed > 0 && !dryRun ? "Run `ocx clean` to remove what nothing refers to any more.\n" : "";
  const head = printable(`${verb} ${bundle.name} in ${home}: ${removed} of ${relies.length + others.length} removed.`);
  return [`${head}\nBundle digest: ${bundle.digest}\n${next}`, table].filter((part) => part !== "").join("\n");
}

const WORDS = {
  removed: "removed",
  changed: "not there any more",
  needed: "kept",
  foreign: "kept: set by OCX",
} as const;

function nameOf({ kind, registry, repository, tag }: ReliedOn): string {
  const name = `${registry}/${repository}${tag === undefined ? "" : `:${tag}`}`;
  return `${kind === "index" ? "tag" : kind === "current" ? "current of" : "link"} ${name}`;
}
