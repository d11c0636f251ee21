import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exportBundle } from "../../src/commands/export-bundle.ts";
import type { ExportResult } from "../../src/commands/results/export-result.ts";
import { showEnvironment } from "../../src/commands/show-environment.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { goldenProject, goldenText, unpackGolden } from "../fixtures/golden.ts";
import { exportToolbox, importFile } from "../fixtures/toolbox.ts";

const PROJECT = goldenProject("groups");
const DECLARATION = { kind: "project", path: PROJECT, groups: [] } as const;
const { lock }: { readonly lock: readonly { readonly binding: string; readonly digest: string }[] } = JSON.parse(
  goldenText("groups"),
);

/** Where the leaf of a locked tool is in each store. */
function shardOf(binding: string, position = 0): string {
  const digests = lock.filter((tool) => tool.binding === binding).map(({ digest }) => digest);
  return (digests[position] ?? "").replace(/^(\w+):(..)(.{30}).*$/, "$1/$2/$3");
}

function exportProject(home: string, directory: string): Promise<ExportResult> {
  return exportToolbox(home, join(directory, "x.tar"), { declaration: DECLARATION });
}

test("where only some groups of a project were pulled, the hint names them", async () => {
  const directory = temporaryDirectory();
  const home = unpackGolden("groups", "source", directory);
  // All that `ocx pull -g ci` brings is in ci and old.
  for (const shard of [shardOf("tool", 1), shardOf("mkdocs"), shardOf("mkdocs-next")])
    rmSync(join(home, "blobs/ocx.sh", shard), { recursive: true });
  const attempt = exportProject(home, directory);
  await expect(attempt).rejects.toMatchObject({
    code: "PACKAGE_NOT_INSTALLED",
    hint: `Run \`ocx pull\` in ${PROJECT}, or take only what is there: set \`groups\` to ci, old (\`--group ci,old\`).`,
  });
});

test("where a project was pulled lazily, the hint is the pull that brings its tools", async () => {
  const directory = temporaryDirectory();
  const home = unpackGolden("groups", "source", directory);
  const shard = shardOf("tool", 1);
  mkdirSync(join(home, "shims/ocx.sh/acme/tool", shard, "bin"), { recursive: true });
  for (const store of ["packages", "layers"]) rmSync(join(home, store), { recursive: true });
  const hint = expect.stringContaining("`ocx pull --lazy-mode never`");
  await expect(exportProject(home, directory)).rejects.toMatchObject({ code: "OBJECT_MISSING", hint });

  const subject = { kind: "project", path: PROJECT, groups: [] } as const;
  const request = { subject, home, platform: "linux/amd64+libc.glibc", format: "sh" } as const;
  const shown = showEnvironment(request, surroundings(), listener());
  await expect(shown).rejects.toMatchObject({ code: "PACKAGE_NOT_INSTALLED", hint });

  rmSync(join(home, "blobs/ocx.sh", shard), { recursive: true });
  await expect(exportProject(home, directory)).rejects.toMatchObject({ code: "PACKAGE_NOT_INSTALLED", hint });
});

test("an export says that patches do not travel", async () => {
  const directory = temporaryDirectory();
  const home = unpackGolden("groups", "source", directory);
  writeFileSync(join(home, "config.toml"), '[patches]\nregistry = "patches.example.test"\n');
  const variables = { OCX_PATCHES: "patches.example.test" };
  const output = join(directory, "x.tar");
  const { warnings } = await exportToolbox(home, output, { declaration: DECLARATION }, { variables });
  expect(warnings.filter((text) => text.includes("patches do not travel"))).toEqual([
    expect.stringContaining(`${home}/config.toml has [patches]`),
    expect.stringContaining("OCX_PATCHES is set"),
  ]);
});

test("the global toolchain of a home is the project where there is no other, on both sides", async () => {
  const directory = temporaryDirectory();
  const [file, target] = [join(directory, "x.tar"), join(directory, "home")];
  const home = unpackGolden("groups", "source", directory);
  const around = { directory: join(directory, "empty"), variables: { OCX_BINARY_PIN: "/opt/ocx" } };
  mkdirSync(around.directory);
  const output = { kind: "file", path: file } as const;
  cpSync(join(PROJECT, "ocx.toml"), join(home, "ocx.toml"));
  const run = (): Promise<ExportResult> =>
    exportBundle({ home, output, platform: "linux/amd64", dryRun: false }, surroundings(around), listener());
  await expect(run()).rejects.toMatchObject({ code: "NOTHING_DECLARED" });
  cpSync(join(PROJECT, "ocx.lock"), join(home, "ocx.lock"));
  expect((await run()).bundle.project?.groups).toContain("ci");

  mkdirSync(target);
  expect((await importFile(file, target, {}, around)).warnings).toEqual([
    expect.stringContaining("no project with this lock"),
  ]);
  for (const name of ["ocx.toml", "ocx.lock"]) cpSync(join(PROJECT, name), join(target, name));
  const { warnings, environment } = await importFile(file, target, { environment: { groups: [] } }, around);
  expect(warnings).toEqual([]);
  expect(environment?.entries).toContainEqual({ key: "WHO", value: "project", type: "constant" });
});
