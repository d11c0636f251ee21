import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Closure } from "../home/closure/closure.ts";
import type { Environment } from "../home/environment/environment.ts";
import type { ProcessContext } from "../options/requests.ts";
import { nameOf } from "./summarize-bundle.ts";

/** The package of OCX itself. */
const OCX = { registry: "ocx.sh", repository: "ocx/cli" };

/** Most packages that a warning names. */
const NAMED = 5;

/** Warns if the bundle has launchers but no `ocx`, which they run: they would fail with `ocx: not found`. */
export function warnOfExport(closure: Closure): readonly string[] {
  const names = packagesWithLaunchers(closure);
  if (names.length === 0 || bringsOcx(closure)) return [];
  return [
    `${needOcx(names)}, which the bundle does not have: export ocx.sh/ocx/cli too, or install OCX where they run`,
  ];
}

/** The same for an import without an environment: `ocx` may be in the bundle or on PATH. */
export async function warnOfImport(closure: Closure, { variables }: ProcessContext): Promise<readonly string[]> {
  const names = packagesWithLaunchers(closure);
  if (names.length === 0 || bringsOcx(closure) || (await findsOcx(variables, []))) return [];
  return [
    `${needOcx(names)}, which is neither in the bundle nor on PATH: export ocx.sh/ocx/cli too, or install OCX here`,
  ];
}

/** The same for an environment, whose directories are searched before PATH. They must exist. */
export async function warnOfEnvironment(
  { entrypoints, entries }: Environment,
  { variables }: ProcessContext,
): Promise<readonly string[]> {
  const names = [...new Set(entrypoints.map((claim) => claim.package.replace(/@.*$/u, "")))];
  const directories = entries.filter(({ key, type }) => key === "PATH" && type === "path").map(({ value }) => value);
  if (names.length === 0 || (await findsOcx(variables, directories))) return [];
  return [
    `${needOcx(names)}, which is neither in this environment nor on PATH: add ocx.sh/ocx/cli to it, or install OCX here`,
  ];
}

function packagesWithLaunchers({ packages, roots }: Closure): readonly string[] {
  return packages.filter(({ metadata }) => metadata.entrypoints.length > 0).map((pkg) => nameOf(pkg, roots));
}

function bringsOcx({ packages }: Closure): boolean {
  return packages.some(
    ({ registry, repositories }) => registry === OCX.registry && repositories.includes(OCX.repository),
  );
}

/** Whether a launcher would find `ocx`. */
async function findsOcx(variables: ProcessContext["variables"], directories: readonly string[]): Promise<boolean> {
  if (variables["OCX_BINARY_PIN"]) return true;
  const path = (variables["PATH"] ?? "").split(":");
  for (const directory of [...directories, ...path].filter((name) => name !== "")) {
    if (await isExecutable(join(directory, "ocx"))) return true;
  }
  return false;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function needOcx(names: readonly string[]): string {
  const rest = names.length - NAMED;
  const listed = `${names.slice(0, NAMED).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return `Entry points of ${listed} run \`ocx\``;
}
