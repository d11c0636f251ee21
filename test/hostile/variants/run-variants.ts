import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { MACHINE } from "../../fixtures/runner.ts";
import { buildBundle, tool } from "./bundle.ts";
import type { ChildResult, ChildTask } from "./child.ts";
import type { Variant } from "./variant.ts";

/** What came of a variant; nothing when the process died of it. */
export interface Outcome {
  readonly variant: Variant;
  readonly result?: ChildResult;
}

export interface Batch {
  readonly outcomes: readonly Outcome[];
  /** The most memory that the process had, in bytes. */
  readonly memory: number;
  /** What it said when it died. */
  readonly died: string;
}

const CHILD = fileURLToPath(new URL("child.ts", import.meta.url));
const MAIN = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));
const POLICIES = `[[trust.policy]]
scope = "localhost:5000/acme"
[[trust.policy.signers]]
identity = "x"
[[trust.policy]]
scope = "reg.test:5000/acme"
[[trust.policy.signers]]
identity = "x"
`;

/** Where bundles and homes are: one place for each process that runs at the same time. */
export function preparePlace(directory: string): string {
  const { homes, template } = { homes: join(directory, "homes"), template: join(directory, "template") };
  mkdirSync(homes, { recursive: true });
  const bundle = join(directory, "lived-in.tar");
  writeFileSync(bundle, buildBundle({ packages: [{ repository: "lived/in", layers: [tool("lived")] }] }));
  // Links in a home are absolute: it is made where it is used, and copied back from the template.
  execFileSync(process.execPath, [MAIN, "import", bundle, "--home", join(homes, "home")], environment(directory));
  const copy = { recursive: true, verbatimSymlinks: true, preserveTimestamps: true };
  for (const name of ["home", "guarded"]) cpSync(join(homes, "home"), join(template, name), copy);
  writeFileSync(join(template, "guarded", "config.toml"), POLICIES);
  return directory;
}

/** A machine with nothing on it: no OCX of the user, no job around it. */
function environment(directory: string): { readonly env: NodeJS.ProcessEnv } {
  return { env: { ...MACHINE, HOME: directory } };
}

export interface BatchToRun {
  readonly variants: readonly Variant[];
  /** The only command that is run. */
  readonly only?: ChildTask["only"];
}

/** Runs variants one after the other in one process. */
export async function runBatch({ variants, only }: BatchToRun, place: string): Promise<Batch> {
  const tasks = variants.map((variant, index): ChildTask => {
    const file = join(place, `${index}.tar`);
    writeFileSync(file, variant.build());
    return { file, home: variant.home ?? "home", ...(only !== undefined && { only }) };
  });
  const [list, results] = [join(place, "tasks.json"), join(place, "results")];
  writeFileSync(list, JSON.stringify(tasks));
  writeFileSync(results, "");
  const died = await promisify(execFile)(
    process.execPath,
    ["--expose-gc", CHILD, place, list, results],
    environment(place),
  ).then(
    () => "",
    (error: unknown) => String(error),
  );
  const lines = readFileSync(results, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  const parsed = lines.map((line) => JSON.parse(line) as ChildResult | { readonly memory: number });
  const done = parsed.flatMap((line) => ("runs" in line ? [line] : []));
  const memory = parsed.flatMap((line) => ("memory" in line ? [line.memory] : []))[0] ?? Number.POSITIVE_INFINITY;
  const outcomes = variants.map((variant, index) => {
    const result = done[index];
    return { variant, ...(result !== undefined && { result }) };
  });
  return { outcomes, memory, died };
}
