import type { Closure } from "../../home/closure/closure.ts";
import type { Environment } from "../../home/environment/environment.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { packageName } from "../results/summarize-bundle.ts";
import { findOwnOcx, findsOcx, type OcxPlaces } from "./ocx-on-path.ts";
import { bringsOcx } from "./ocx-package.ts";

/** Most packages that a warning names. */
const NAMED = 5;

/** Warns if the bundle has launchers but no `ocx`, which they run: they would fail with `ocx: not found`. */
export function warnOfExport(closure: Closure): readonly string[] {
  const names = packagesWithLaunchers(closure);
  if (names.length === 0 || bringsOcx(closure)) return [];
  return [
    `${needOcx(names)}, which the bundle does not have: set \`include-ocx: true\` (\`--include-ocx true\`), export ocx.sh/ocx/cli too, or install OCX where they run`,
  ];
}

/** The same for an import without an environment: `ocx` may be in the bundle, in the home or on PATH. */
export async function warnOfImport(
  closure: Closure,
  places: OcxPlaces,
  { variables }: Pick<ProcessContext, "variables">,
): Promise<readonly string[]> {
  const names = packagesWithLaunchers(closure);
  if (names.length === 0 || bringsOcx(closure) || (await findsOcx([], variables))) return [];
  if ((await findOwnOcx(places)) !== undefined) return [];
  return [
    `${needOcx(names)}, which is neither in the bundle nor on PATH: export with \`include-ocx: true\` (\`--include-ocx true\`), or install OCX here`,
  ];
}

/** The same for an environment, whose directories are searched too. They must exist. */
export async function warnOfEnvironment(
  { entrypoints, entries }: Environment,
  { variables }: Pick<ProcessContext, "variables">,
): Promise<readonly string[]> {
  const names = [...new Set(entrypoints.map((claim) => claim.package.replace(/@.*$/u, "")))];
  if (names.length === 0 || (await findsOcx(entries, variables))) return [];
  return [
    `${needOcx(names)}, which is neither in this environment nor on PATH: add ocx.sh/ocx/cli to it, or install OCX here`,
  ];
}

function packagesWithLaunchers({ packages, roots }: Closure): readonly string[] {
  return packages.filter(({ metadata }) => metadata.entrypoints.length > 0).map((pkg) => packageName(pkg, roots));
}

function needOcx(names: readonly string[]): string {
  const rest = names.length - NAMED;
  const listed = `${names.slice(0, NAMED).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return `Entry points of ${listed} run \`ocx\``;
}
