import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { showEnvironment } from "../../src/commands/show-environment.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { goldenProject } from "../fixtures/golden.ts";
import { exportToolbox, importFile, TOOLBOX, unpackToolbox } from "../fixtures/toolbox.ts";
import { sha256 } from "../fixtures/tree.ts";

const PROJECT = goldenProject("toolbox");
const answers = TOOLBOX.source.ci_github;

/** Leaf digests of the lock's tools, as its text has them for this platform. */
function locked(...names: readonly string[]): string[] {
  const lock = readFileSync(join(PROJECT, "ocx.lock"), "utf8");
  return names.map((name) => {
    const tool = lock.split("[[tool]]").find((text) => text.includes(`name = "${name}"`)) ?? "";
    return /(?:"linux\/amd64(?:\+libc\.glibc)?"|any) = "(sha256:[0-9a-f]+)"/.exec(tool)?.[1] ?? name;
  });
}

test.each([
  ["every group", [], ["hello", "java", "native", "scripts"]],
  ["the default group", ["default"], ["hello", "java"]],
  ["one group", ["ci"], ["native", "scripts"]],
])("from a project the locked tools of %s travel, and no others", async (_, groups, tools) => {
  const directory = temporaryDirectory();
  const declaration = { kind: "project", path: PROJECT, groups } as const;
  const { bundle } = await exportToolbox(unpackToolbox(directory), join(directory, "x.tar"), { declaration });
  const roots = bundle.packages.filter(({ root }) => root).map(({ digest }) => digest);
  expect(roots.toSorted()).toEqual(locked(...tools).toSorted());
  expect(bundle.tags).toEqual([]);
});

test("an imported project is kept by the ledger, without links and without an index, and has its environment", async () => {
  const directory = temporaryDirectory();
  const [bundle, home, project] = [join(directory, "x.tar"), join(directory, "home"), join(directory, "project")];
  await exportToolbox(unpackToolbox(directory), bundle, {
    declaration: { kind: "project", path: PROJECT, groups: ["default"] },
  });
  cpSync(PROJECT, project, { recursive: true });
  const result = await importFile(bundle, home, { project }, { variables: { OCX_BINARY_PIN: "/opt/ocx" } });
  expect(result).toMatchObject({ changed: true, project: { directory: project, groups: ["default"] }, warnings: [] });
  // Without an index `ocx run` would ask the registry.
  expect(result.needsOffline).toBe(true);

  const path = realpathSync(project);
  expect(readdirSync(join(home, "projects"))).toEqual([sha256(path).slice(0, 16)]);
  expect(readlinkSync(join(home, "projects", sha256(path).slice(0, 16)))).toBe(path);
  expect(readdirSync(home)).not.toContain("symlinks");
  expect(
    readdirSync(home, { recursive: true, encoding: "utf8" }).filter((name) =>
      /^index\/.*\/p\/[^/]+\/[^/]+\.json$/.test(name),
    ),
  ).toEqual([]);

  const files = { GITHUB_PATH: join(directory, "path"), GITHUB_ENV: join(directory, "env") };
  const subject = { kind: "project", path: project, groups: ["default"] } as const;
  const request = { subject, home, format: "github", platform: "linux/amd64+libc.glibc" } as const;
  await showEnvironment(request, surroundings({ variables: files }), listener());
  const told = (key: "GITHUB_PATH" | "GITHUB_ENV"): string =>
    ["ocx.sh/acme/hello:2.0.0", "ocx.sh/acme/jdk:21.0.2+13"]
      .map((identifier) => answers[identifier]?.[key].replaceAll(TOOLBOX.source_home, home) ?? "")
      .join("");
  expect(readFileSync(files.GITHUB_PATH, "utf8")).toBe(told("GITHUB_PATH"));
  expect(readFileSync(files.GITHUB_ENV, "utf8")).toBe(told("GITHUB_ENV"));
});

test("env --offline sets what keeps ocx to this home, last of all, in every form", async () => {
  const directory = temporaryDirectory();
  const [bundle, home] = [join(directory, "x.tar"), join(directory, "my home")];
  await exportToolbox(unpackToolbox(directory), bundle);
  expect((await importFile(bundle, home)).needsOffline).toBe(false);
  const show = async (format: "sh" | "json", offline: boolean) => {
    const subject = { kind: "packages", identifiers: ["ocx.sh/acme/hello:2.0.0"] } as const;
    const request = { subject, home, format, offline, platform: "linux/amd64+libc.glibc" } as const;
    return (await showEnvironment(request, surroundings(), listener())).text;
  };
  const print = `printf '%s|%s' "$OCX_HOME" "$OCX_OFFLINE"`;
  const told = execFileSync("sh", ["-c", `${await show("sh", true)}\n${print}`], { env: {} });
  expect(told.toString()).toBe(`${home}|1`);
  const [plain, more] = [JSON.parse(await show("json", false)), JSON.parse(await show("json", true))];
  expect(more.entries.slice(0, -2)).toEqual(plain.entries);
  expect(more.entries.slice(-2)).toEqual([
    { key: "OCX_HOME", value: home, type: "constant" },
    { key: "OCX_OFFLINE", value: "1", type: "constant" },
  ]);
});

test("an import for a project that is not there is refused, whatever the bundle was made from", async () => {
  const directory = temporaryDirectory();
  const [fromLock, fromNames] = [join(directory, "lock.tar"), join(directory, "names.tar")];
  const source = unpackToolbox(directory);
  await exportToolbox(source, fromLock, { declaration: { kind: "project", path: PROJECT, groups: [] } });
  await exportToolbox(source, fromNames);
  for (const bundle of [fromLock, fromNames]) {
    const attempt = importFile(bundle, join(directory, "home"), { project: join(directory, "nowhere") });
    await expect(attempt).rejects.toMatchObject({ code: "PROJECT_NOT_FOUND" });
  }
  expect(readdirSync(directory)).not.toContain("home");
});

test("an import for a project that has another lock is refused", async () => {
  const directory = temporaryDirectory();
  const [bundle, project] = [join(directory, "x.tar"), join(directory, "project")];
  await exportToolbox(unpackToolbox(directory), bundle, {
    declaration: { kind: "project", path: PROJECT, groups: [] },
  });
  mkdirSync(project);
  writeFileSync(join(project, "ocx.toml"), "");
  const metadata = readFileSync(join(PROJECT, "ocx.lock"), "utf8").split("[[tool]]")[0] ?? "";
  // The declaration hash of a project without tools.
  const hash = sha256('{"default":[]}');
  writeFileSync(join(project, "ocx.lock"), metadata.replace(/sha256:[0-9a-f]{64}/, `sha256:${hash}`));
  await expect(importFile(bundle, join(directory, "home"), { project })).rejects.toMatchObject({
    code: "LOCK_STALE",
    message: expect.stringContaining(hash),
  });
});
