import prettyBytes from "pretty-bytes";
import type { ImportResult } from "../commands/results/import-result.ts";
import { pair } from "./summary-bundle.ts";
import { code, prose, shortDigest, shortenDigests } from "./summary-html.ts";
import { withoutDigest } from "./summary-names.ts";
import { block, facts, listOf, type Section, table } from "./summary-sections.ts";
import { countOf } from "./wording.ts";

/** The outcome of an import as a sentence. */
export function importLead({ home, dryRun, changed, packages, bytesAdded, repairs = [] }: ImportResult): string {
  const all = countOf(packages.length, "package");
  if (!changed) return `<b>The home already has everything: ${all}.</b> Nothing was written to ${code(home)}.`;
  const missing = packages.filter(({ status }) => status !== "present").length;
  const verb = dryRun ? "would be imported" : "imported";
  if (missing === 0 && repairs.length > 0)
    return `<b>The home already has ${all}</b>; what was altered ${dryRun ? "would be" : "is"} repaired in ${code(home)}.`;
  if (missing === 0) return `<b>The home already has ${all}</b>; only their records are updated in ${code(home)}.`;
  const rest = packages.length - missing;
  const there = rest === 0 ? "" : ` ${countOf(rest, "package")} ${rest === 1 ? "was" : "were"} there already.`;
  return `<b>${countOf(missing, "package")} ${verb}</b> into ${code(home)}, ${prettyBytes(bytesAdded)} of content.${there}`;
}

/** Counts of the changes of an import. Empty if it changed nothing. */
export function countTable({ changed, packages, layers, blobs, links, conflicts, bytesAdded }: ImportResult): Section {
  if (!changed) return block(undefined);
  const bytes = layers.added > 0 ? ` (${prettyBytes(bytesAdded)})` : "";
  const counts = facts([
    ...pair("Packages", tally(packages, ["added", "repaired", "present"])),
    ["Layers", `${layers.added} added${bytes}, ${layers.present} there already`],
    ["Blobs", `${blobs.added} added, ${blobs.present} there already`],
    ...pair("Links", tally(links, ["added", "moved", "kept", "present"])),
    ...pair("Tags in conflict", tally(conflicts, ["replaced", "kept"])),
  ]);
  return { ...counts, head: `### What changed\n\n${counts.head}` };
}

/** Tags that name another package in the home than in the bundle. */
export function conflictTable({ conflicts }: ImportResult): Section {
  const rows = conflicts.map(({ identifier, status, reason }) => [
    code(shortenDigests(identifier)),
    `<b>${WORDS[status]}</b>`,
    prose(reason),
  ]);
  return table({ title: `Tags in conflict (${conflicts.length})` }, ["Tag", "Outcome", "Reason"], rows);
}

/** Entries that a repair replaced, added or removed, and differences that it left. */
export function repairTable({ home, repairs = [], notes = [] }: ImportResult): readonly Section[] {
  const rows = repairs.map(({ path, change }) => [code(shortenDigests(inside(home, path)), path), change]);
  return [
    table({ title: `Repaired (${rows.length})`, folded: rows.length > 20 }, ["Path in the home", "It was"], rows),
    listOf({ title: `Notes (${notes.length})` }, notes),
  ];
}

/** Outcome of each package, those that changed the home first. */
export function packageOutcomes({ home, packages }: ImportResult): Section {
  const inOrder = packages.toSorted((a, b) => Number(a.status === "present") - Number(b.status === "present"));
  const rows = inOrder.map(({ identifier, digest, status, path }) => [
    code(withoutDigest(identifier)),
    WORDS[status],
    shortDigest(digest),
    code(shortenDigests(inside(home, path)), path),
  ]);
  return table(
    { title: `Each package (${packages.length})`, folded: true },
    ["Package", "Outcome", "Digest", "Path in the home"],
    rows,
  );
}

/** Install links that changed, and those that were kept although the bundle has another target. */
export function linkOutcomes({ home, links }: ImportResult): Section {
  const rows = links
    .filter(({ status }) => status !== "present")
    .map(({ path, status }) => [code(inside(home, path), path), WORDS[status]]);
  return table(
    { title: `Each link that changed or was left alone (${rows.length})`, folded: true },
    ["Link in the home", "Outcome"],
    rows,
  );
}

/** A path relative to the home. */
function inside(home: string, path: string): string {
  return path.startsWith(`${home}/`) ? path.slice(home.length + 1) : path;
}

const WORDS = {
  added: "added",
  repaired: "repaired",
  moved: "moved",
  replaced: "replaced",
  kept: "left as it was",
  present: "there already",
} as const;

type Outcome = keyof typeof WORDS;

/** Counts of each outcome, in the given order: `3 added, 1 repaired`. */
function tally(items: readonly { readonly status: Outcome }[], order: readonly Outcome[]): string {
  const counts = order.map((wanted) => ({ wanted, found: items.filter(({ status }) => status === wanted).length }));
  return counts
    .filter(({ found }) => found > 0)
    .map(({ wanted, found }) => `${found} ${wanted === "kept" && found > 1 ? "left as they were" : WORDS[wanted]}`)
    .join(", ");
}
