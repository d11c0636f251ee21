import type { EnvironmentChange } from "../commands/results/environment-result.ts";
import type { ImportedPackage } from "../commands/results/import-result.ts";
import { code, cutMiddle } from "./summary-html.ts";
import { withoutDigest } from "./summary-names.ts";
import { block, type Section, table } from "./summary-sections.ts";

/** Most characters of a displayed value; the tooltip shows more. */
const VALUE_WIDTH = 64;
/** Most characters of the tooltip: publishers set no limit to their values. */
const TITLE_WIDTH = 1000;
/** Most rows that are shown open; longer lists are folded. */
const OPEN_ROWS = 8;

/**
 * Table of changes to the environment of later steps: directories of PATH in search order, then variables.
 * Empty if the environment is not changed. Pure.
 */
export function environmentTable(
  changes: readonly EnvironmentChange[] | undefined,
  packages: readonly ImportedPackage[],
): Section {
  if (changes === undefined) return block(undefined);
  const effective = effectiveOf(changes);
  const rows = effective.map((change) => {
    const owner = packages.find(({ path }) => `${change.value}/`.startsWith(`${path}/`));
    return [
      code(change.key),
      WORDS[change.kind],
      formatValue(change.value, owner?.path),
      owner === undefined ? "" : code(withoutDigest(owner.identifier)),
    ];
  });
  const paths = effective.filter(({ key }) => key === "PATH").length;
  const names = new Set(effective.map(({ key }) => key)).size - (paths > 0 ? 1 : 0);
  const counts = [
    ...(paths > 0 ? [`${paths} ${paths === 1 ? "directory" : "directories"} in <code>PATH</code>`] : []),
    ...(names > 0 ? [`${names} ${names === 1 ? "variable" : "variables"}`] : []),
  ];
  const title = `Environment of the next steps: ${counts.join(", ")}`;
  return table({ title, folded: rows.length > OPEN_ROWS }, ["Variable", "Change", "Value", "Package"], rows);
}

const WORDS = { constant: "set to", path: "begins with", list: "ends with" } as const satisfies Record<
  EnvironmentChange["kind"],
  string
>;

/** Equal for two changes of which the later replaces the earlier. */
function slotOf({ key, value, kind }: EnvironmentChange): string {
  return JSON.stringify(kind === "constant" ? [key, kind] : [key, kind, value]);
}

/** Drops changes that a later one repeats or overwrites. Later path entries come first, because each one is prepended. */
function effectiveOf(changes: readonly EnvironmentChange[]): readonly EnvironmentChange[] {
  const latest = new Map(changes.map((change) => [slotOf(change), change]));
  const last = changes.filter((change) => latest.get(slotOf(change)) === change);
  const prepended = last.filter(({ kind }) => kind === "path").toReversed();
  return [
    ...prepended.filter(({ key }) => key === "PATH"),
    ...prepended.filter(({ key }) => key !== "PATH"),
    ...last.filter(({ kind }) => kind !== "path"),
  ];
}

/** Shows a value in a package without its package root, which is long and looks like every other one. */
function formatValue(value: string, root: string | undefined): string {
  const shown = root === undefined ? value : `…${value.slice(root.length)}`;
  return code(cutMiddle(shown, VALUE_WIDTH), cutMiddle(value, TITLE_WIDTH));
}
