import type { EnvironmentChange, ImportedPackage } from "../commands/results.ts";
import { code, cutMiddle } from "./summary-html.ts";
import { withoutDigest } from "./summary-names.ts";
import { block, type Section, table } from "./summary-sections.ts";

/** Characters of a value that is shown; whole under the pointer. */
const VALUE_WIDTH = 64;
/** Characters under the pointer: a value may be as long as its publisher likes. */
const TITLE_WIDTH = 1000;
/** Changes that nobody minds; more are folded. */
const OPEN_ROWS = 8;

/**
 * How the environment of the later steps changed: directories in the order in which commands are searched, then variables.
 * Nothing where the environment is left alone. Pure.
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

/** A constant that is set again counts once, with its last value. What is put in front later comes first. */
function effectiveOf(changes: readonly EnvironmentChange[]): readonly EnvironmentChange[] {
  const isLast = (change: EnvironmentChange, position: number): boolean =>
    !changes.some(
      ({ key, value, kind }, other) =>
        other > position &&
        key === change.key &&
        kind === change.kind &&
        (kind === "constant" || value === change.value),
    );
  const last = changes.filter(isLast);
  const prepended = last.filter(({ kind }) => kind === "path").toReversed();
  return [
    ...prepended.filter(({ key }) => key === "PATH"),
    ...prepended.filter(({ key }) => key !== "PATH"),
    ...last.filter(({ kind }) => kind !== "path"),
  ];
}

/** Of a value in a package what is behind the package root, which is long and looks like every other. */
function formatValue(value: string, root: string | undefined): string {
  const shown = root === undefined ? value : `…${value.slice(root.length)}`;
  return code(cutMiddle(shown, VALUE_WIDTH), cutMiddle(value, TITLE_WIDTH));
}
