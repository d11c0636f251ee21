import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ImportResult } from "../../src/commands/results/import-result.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { unpackGolden } from "../fixtures/golden.ts";
import { AMD64, buildHome, type HomeBuilder } from "../fixtures/home.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { exportToolbox, importFile } from "../fixtures/toolbox.ts";

const environment = { groups: [] };

/** Directories that go in front of PATH, without the home. */
function pathOf({ environment: composed, home }: ImportResult): string[] {
  const entries = (composed?.entries ?? []).filter(({ key }) => key === "PATH");
  return entries.map(({ value }) => value.replace(`${home}/`, ""));
}

test("of several versions in a bundle of everything the current ones make the environment", async () => {
  const directory = temporaryDirectory();
  const [file, home] = [join(directory, "all.tar"), join(directory, "home")];
  // One home that lived through two states of each registry: 1.0.0 is the old package, 2.0.0, latest and current the new one.
  await exportToolbox(unpackGolden("current-order", "target", directory), file, { declaration: { kind: "all" } });
  expect(pathOf(await importFile(file, home, { environment }))).toEqual([
    "packages/localhost_5000/sha256/d1/1d943d951c845ff35dfaa2dfda1e45/content/bin",
    "packages/ocx.sh/sha256/d1/1d943d951c845ff35dfaa2dfda1e45/content/bin",
  ]);
});

/** A package whose environment needs a path. */
function tool(home: HomeBuilder, repository: string, value: string, tag = "1", name = repository): void {
  const leaf = home.leaf("ocx.sh", {
    config: { env: [{ key: "TOOL", type: "path", required: true, value, visibility: "public" }] },
    layers: { [name]: { "bin/tool": "" } },
  });
  home.tags("ocx.sh", repository, { [tag]: home.index("ocx.sh", [{ leaf, platform: AMD64 }]) });
  home.link("ocx.sh", `${repository}/candidates/${tag}`, leaf);
}

test("an environment that needs a path which the package lacks is refused before anything is there", async () => {
  const directory = temporaryDirectory();
  const [file, home] = [join(directory, "x.tar"), join(directory, "home")];
  const source = buildHome(join(directory, "source"));
  tool(source, "acme/good", "bin/tool");
  tool(source, "acme/bad", "bin/absent");
  await exportToolbox(source.path, file, { declaration: { kind: "all" } });
  const attempt = importFile(file, home, { environment });
  await expect(attempt).rejects.toMatchObject({ code: "REQUIRED_PATH_MISSING", exitCode: 79 });
  expect(existsSync(home)).toBe(false);

  await importFile(file, home, { packages: ["acme/good:1"], environment });
  const before = describeHome(home, home);
  await expect(importFile(file, home, { environment })).rejects.toMatchObject({ code: "REQUIRED_PATH_MISSING" });
  expect(describeHome(home, home)).toEqual(before);
});

test("groups are refused for a bundle that was not made from a project", async () => {
  const directory = temporaryDirectory();
  const [file, home] = [join(directory, "x.tar"), join(directory, "home")];
  const source = buildHome(join(directory, "source"));
  tool(source, "acme/good", "bin/tool");
  await exportToolbox(source.path, file, { declaration: { kind: "all" } });
  const attempt = importFile(file, home, { environment: { groups: ["ci"] } });
  await expect(attempt).rejects.toMatchObject({ code: "OPTION_INVALID" });
  expect(existsSync(home)).toBe(false);
});

test("several versions of which none is current are refused with OCX's exit code, unless one is named", async () => {
  const directory = temporaryDirectory();
  const [file, home] = [join(directory, "x.tar"), join(directory, "home")];
  const source = buildHome(join(directory, "source"));
  tool(source, "acme/good", "bin/tool", "1", "first");
  tool(source, "acme/good", "bin/tool", "2", "second");
  await exportToolbox(source.path, file, { declaration: { kind: "all" } });
  const attempt = importFile(file, home, { environment });
  await expect(attempt).rejects.toMatchObject({ code: "ENVIRONMENT_CONFLICT", exitCode: 65 });
  expect(existsSync(home)).toBe(false);
  const { environment: composed } = await importFile(file, home, { packages: ["acme/good:1"], environment });
  expect(composed?.entries).toHaveLength(1);
});
