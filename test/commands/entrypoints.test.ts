import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { showEnvironment } from "../../src/commands/show-environment.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { goldenText, unpackGolden } from "../fixtures/golden.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { exportToolbox, importFile } from "../fixtures/toolbox.ts";

interface Launch {
  readonly what: string;
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly exit_code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const FACTS: {
  readonly target_home: string;
  readonly launched_with_stand_in: readonly Launch[];
} = JSON.parse(goldenText("entrypoints"));
const HELLO = "ocx.sh/acme/hello:2.0.0";
const CLI = "ocx.sh/ocx/cli:0.5.8";
const LACKS_OCX = [expect.stringMatching(/^Entry points of ocx\.sh\/acme\/hello:2\.0\.0 run `ocx`, which .*ocx/)];

/** A bundle of these packages, and the warnings of its export. */
async function bundle(
  directory: string,
  ...identifiers: string[]
): Promise<{ file: string; warnings: readonly string[] }> {
  const file = join(directory, "x.tar");
  const declaration = { kind: "packages", identifiers } as const;
  const home = unpackGolden("entrypoints", "source", directory);
  const { warnings } = await exportToolbox(home, file, { declaration, includeOcx: "false" });
  return { file, warnings };
}

/** Variables of a machine that has an ocx, on its PATH or pinned. */
function machinesWithOcx(directory: string): Readonly<Record<string, string>>[] {
  const bin = join(directory, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "ocx"), "#!/bin/sh\n");
  chmodSync(join(bin, "ocx"), 0o755);
  return [{ PATH: `/usr/bin:${bin}` }, { OCX_BINARY_PIN: "/opt/ocx" }];
}

test("an export warns of entry points when no ocx travels", async () => {
  expect((await bundle(temporaryDirectory(), HELLO)).warnings).toEqual(LACKS_OCX);
  expect((await bundle(temporaryDirectory(), HELLO, CLI)).warnings).toEqual([]);
  expect((await bundle(temporaryDirectory(), CLI)).warnings).toEqual([]);
});

test("an import warns of entry points when there is no ocx in the bundle or on PATH", async () => {
  const directory = temporaryDirectory();
  const { file } = await bundle(directory, HELLO);
  const home = join(directory, "home");
  expect((await importFile(file, home)).warnings).toEqual(LACKS_OCX);
  expect((await importFile(file, home, { environment: { groups: [] } })).warnings).toEqual(LACKS_OCX);
  for (const variables of machinesWithOcx(directory)) {
    expect((await importFile(file, home, {}, { variables })).warnings).toEqual([]);
    expect((await importFile(file, home, { environment: { groups: [] } }, { variables })).warnings).toEqual([]);
  }
  const { file: both } = await bundle(temporaryDirectory(), HELLO, CLI);
  expect((await importFile(both, home)).warnings).toEqual([]);
  expect((await importFile(both, home, { environment: { groups: [] } })).warnings).toEqual([]);
  // In the bundle, but not among what is imported.
  const chosen = { packages: [HELLO], environment: { groups: [] } };
  expect((await importFile(both, join(directory, "part"), chosen)).warnings).toEqual(LACKS_OCX);
  // In the home: later steps get it behind everything on PATH.
  expect((await importFile(both, home, chosen)).warnings).toEqual([]);
});

test("`env` warns of entry points when there is no ocx in the environment, in the home or on PATH", async () => {
  const directory = temporaryDirectory();
  const home = join(directory, "home");
  await importFile((await bundle(directory, HELLO)).file, home);
  const warningsOf = async (identifiers: string[], variables = {}): Promise<readonly string[]> => {
    const subject = { kind: "packages", identifiers } as const;
    const heard = listener();
    await showEnvironment({ subject, home, format: "sh" }, surroundings({ variables }), heard);
    return heard.warnings;
  };
  expect(await warningsOf([HELLO])).toEqual(LACKS_OCX);
  for (const variables of machinesWithOcx(directory)) expect(await warningsOf([HELLO], variables)).toEqual([]);
  await importFile((await bundle(temporaryDirectory(), HELLO, CLI)).file, home);
  expect(await warningsOf([HELLO])).toEqual([]);
  expect(await warningsOf([HELLO, CLI])).toEqual([]);
});

test("with an ocx in the bundle, launchers of the imported home call it as those of OCX's own home did", async () => {
  const directory = temporaryDirectory();
  const [file, home] = [join(directory, "all.tar"), join(directory, "build agent", "ocx")];
  await exportToolbox(unpackGolden("entrypoints", "source", directory), file, { declaration: { kind: "all" } });
  await importFile(file, home);
  expect(describeHome(home, home)).toEqual(
    describeHome(unpackGolden("entrypoints", "target", directory), FACTS.target_home),
  );
  const here = <T>(said: T): T => JSON.parse(JSON.stringify(said).replaceAll(FACTS.target_home, home));
  expect(FACTS.launched_with_stand_in.length).toBeGreaterThan(4);
  for (const launch of FACTS.launched_with_stand_in) {
    const { argv, environment, exit_code: status, stdout, stderr } = here(launch);
    const [program = "", ...args] = argv;
    const ended = spawnSync(program, args, { cwd: "/", env: environment, encoding: "utf8" });
    expect({ status: ended.status, stdout: ended.stdout, stderr: ended.stderr }).toEqual({ status, stdout, stderr });
  }
});
