import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ImportResult } from "../../src/commands/results/import-result.ts";
import { showEnvironment } from "../../src/commands/show-environment.ts";
import { formatGithub } from "../../src/home/environment/format-github.ts";
import { run } from "../fixtures/command-line.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { type GithubFiles, goldenProject, goldenText, unpackGolden } from "../fixtures/golden.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { exportToolbox, importFile } from "../fixtures/toolbox.ts";
import { fingerprint, sha256 } from "../fixtures/tree.ts";

interface Answer extends Partial<GithubFiles> {
  readonly exit_code: number;
  readonly json?: unknown;
  readonly environment?: Readonly<Record<string, string>>;
}

interface Choice {
  readonly groups: readonly string[];
  readonly json: Answer;
  readonly ci_github: Answer;
  readonly ci_github_over?: Answer;
}

const FACTS: {
  readonly target_home: string;
  readonly target_project: string;
  readonly env: readonly Choice[];
} = JSON.parse(goldenText("groups"));
const PLATFORM = "linux/amd64+libc.glibc";
const choices = FACTS.env.map((choice) => ({ ...choice, name: choice.groups.join(" ") || "no group" }));
const composable = choices.filter(({ json }) => json.exit_code === 0);
const refused = choices.filter(({ json }) => json.exit_code !== 0);

test("there is something to look at", () => {
  expect([composable.length, refused.length]).toEqual([14, 6]);
});

/** A project, and what OCX said of it where it was then. */
function openProject(directory: string, home: string): { project: string; now: <T>(said: T) => T } {
  const project = join(directory, "project");
  cpSync(goldenProject("groups"), project, { recursive: true });
  const now = <T>(said: T): T =>
    JSON.parse(JSON.stringify(said).replaceAll(FACTS.target_home, home).replaceAll(FACTS.target_project, project));
  return { project, now };
}

/** The names behind each `-g`. */
function namesIn(groups: readonly string[]): string[] {
  return groups.filter((word) => word !== "-g").flatMap((word) => word.split(","));
}

describe("showEnvironment() of a project with", () => {
  test.each(composable)("$name is what `ocx env` said", async (choice) => {
    const directory = temporaryDirectory();
    const home = unpackGolden("groups", "target", directory);
    const { project, now } = openProject(directory, home);
    const subject = { kind: "project", path: project, groups: namesIn(choice.groups) } as const;
    const request = { subject, home, platform: PLATFORM } as const;
    const { text } = await showEnvironment({ ...request, format: "json" }, surroundings(), listener());
    expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(now(choice.json.json)));

    for (const answer of [choice.ci_github, choice.ci_github_over]) {
      const files = { GITHUB_PATH: join(directory, "path"), GITHUB_ENV: join(directory, "env") };
      for (const file of Object.values(files)) rmSync(file, { force: true });
      const variables = { ...answer?.environment, ...files };
      await showEnvironment({ ...request, format: "github" }, surroundings({ variables }), listener());
      expect(readFileSync(files.GITHUB_PATH, "utf8")).toBe(now(answer?.GITHUB_PATH));
      expect(readFileSync(files.GITHUB_ENV, "utf8")).toBe(now(answer?.GITHUB_ENV));
    }
  });

  test.each(refused)("$name is refused with the exit code of `ocx env`", async ({ groups, json }) => {
    const directory = temporaryDirectory();
    const home = unpackGolden("groups", "target", directory);
    const { project } = openProject(directory, home);
    const subject = { kind: "project", path: project, groups: namesIn(groups) } as const;
    const attempt = showEnvironment({ subject, home, platform: PLATFORM, format: "sh" }, surroundings(), listener());
    await expect(attempt).rejects.toMatchObject({ exitCode: json.exit_code });
  });
});

test("`env` takes groups as OCX does, and ends as it does", () => {
  const directory = temporaryDirectory();
  const home = unpackGolden("groups", "target", directory);
  const { project, now } = openProject(directory, home);
  const env = ["env", "--project", project, "--home", home, "--platform", PLATFORM, "--format", "json"];
  const answer = choices.find(({ name }) => name === "-g docs -g default");
  expect(JSON.parse(run([...env, "-g", "docs", "-g", "default"]).text)).toEqual(now(answer?.json.json));
  expect(run([...env, "-g", "default,ci"])).toMatchObject({ status: 64 });
  expect(run([...env, "-g", "default,old"])).toMatchObject({ status: 65 });
});

/** A bundle of these groups of the project; of all without one. */
async function bundleProject(directory: string, groups: readonly string[] = []): Promise<string> {
  const file = join(directory, "groups.tar");
  const declaration = { kind: "project", path: goldenProject("groups"), groups } as const;
  await exportToolbox(unpackGolden("groups", "source", directory), file, { declaration });
  return file;
}

function written({ environment }: ImportResult): GithubFiles {
  const { path: GITHUB_PATH, environment: GITHUB_ENV } = formatGithub(environment?.entries ?? [], {});
  return { GITHUB_PATH, GITHUB_ENV };
}

describe("an import for later steps with", () => {
  test.each(composable)("$name composes what `ocx env --ci=github` wrote", async ({ groups, ci_github: answer }) => {
    const directory = temporaryDirectory();
    const file = await bundleProject(directory);
    const home = join(directory, "build agent", "ocx");
    const { project, now } = openProject(directory, home);
    const environment = { groups: namesIn(groups) };
    const { GITHUB_PATH, GITHUB_ENV } = answer;
    expect(written(await importFile(file, home, { project, environment }))).toEqual(now({ GITHUB_PATH, GITHUB_ENV }));
    // What is there already is composed alike.
    expect(written(await importFile(file, home, { project, environment }))).toEqual(now({ GITHUB_PATH, GITHUB_ENV }));
  });

  test.each(refused)("$name is refused as OCX refuses it, and makes nothing", async ({ groups, json }) => {
    const directory = temporaryDirectory();
    const file = await bundleProject(directory);
    const home = join(directory, "home");
    const { project } = openProject(directory, home);
    const attempt = importFile(file, home, { project, environment: { groups: namesIn(groups) } });
    await expect(attempt).rejects.toMatchObject({ exitCode: json.exit_code });
    expect(existsSync(home)).toBe(false);
    // The same bundle is fine for whoever wants no environment.
    expect(await importFile(file, home, { project })).toMatchObject({ changed: true });
  });

  test("groups that the bundle was not made of is refused", async () => {
    const directory = temporaryDirectory();
    const file = await bundleProject(directory, ["ci"]);
    const attempt = importFile(file, join(directory, "home"), { environment: { groups: ["docs"] } });
    await expect(attempt).rejects.toMatchObject({
      code: "GROUP_UNKNOWN",
      message: expect.stringContaining("expected ci"),
    });
  });

  test("no group takes those of the bundle when it has no default group", async () => {
    const directory = temporaryDirectory();
    const home = join(directory, "home");
    const file = await bundleProject(directory, ["ci"]);
    const { environment } = await importFile(file, home, { environment: { groups: [] } });
    expect(environment?.entries).toContainEqual({ key: "TOOL_VERSION", value: "2.0.0", type: "constant" });
  });

  test("a project whose lock names other packages is refused, and makes nothing", async () => {
    const directory = temporaryDirectory();
    const file = await bundleProject(directory);
    const home = join(directory, "home");
    const { project } = openProject(directory, home);
    const lock = join(project, "ocx.lock");
    writeFileSync(lock, readFileSync(lock, "utf8").replaceAll("sha256:cb5866", "sha256:ab5866"));
    const attempt = importFile(file, home, { project, environment: { groups: [] } });
    await expect(attempt).rejects.toMatchObject({
      code: "LOCK_STALE",
      message: expect.stringMatching(/has tool in another/),
    });
    expect(existsSync(home)).toBe(false);
  });
});

// OCX looks up each package once, where it is named last; tools of one name are one tool, where it is named first.
test.each([
  { more: "again", order: ["TOOL_VERSION", "SHARED"] },
  { more: "shared", order: ["SHARED", "TOOL_VERSION"] },
])("a package that a second group has as $more is composed where OCX composes it", async ({ more, order }) => {
  const directory = temporaryDirectory();
  const project = join(directory, "two-names");
  const identifiers = { shared: "ocx.sh/acme/shared:5", tool: "ocx.sh/acme/tool:1.0.0" };
  writeProject(project, { default: identifiers, "group.more": { [more]: identifiers.shared } });
  const groups = ["default", "more"];
  const home = unpackGolden("groups", "target", directory);
  const subject = { kind: "project", path: project, groups } as const;
  const shown = await showEnvironment(
    { subject, home, platform: PLATFORM, format: "json" },
    surroundings(),
    listener(),
  );
  const named = ({ key }: { readonly key: string }): readonly string[] => (order.includes(key) ? [key] : []);
  expect(shown.entries.flatMap(named)).toEqual(order);

  const file = join(directory, "two-names.tar");
  await exportToolbox(unpackGolden("groups", "source", directory), file, {
    declaration: { kind: "project", path: project, groups: [] },
  });
  const { environment } = await importFile(file, join(directory, "home"), { environment: { groups } });
  expect(environment?.entries.flatMap(named)).toEqual(order);
});

/** Writes a project with its lock. @param groups as in the hash of the lock, each with its tools in order */
function writeProject(project: string, groups: Readonly<Record<string, Readonly<Record<string, string>>>>): void {
  const golden = readFileSync(join(goldenProject("groups"), "ocx.lock"), "utf8");
  const leaves = { "ocx.sh/acme/shared:5": "sha256:a11960", "ocx.sh/acme/tool:1.0.0": "sha256:cb5866" };
  const leafOf = (identifier: string): string => {
    const begin = Object.entries(leaves).find(([name]) => name === identifier)?.[1] ?? "";
    return new RegExp(`${begin}[0-9a-f]+`).exec(golden)?.[0] ?? "";
  };
  const tools = Object.entries(groups).map(([name, declared]) => [name, Object.entries(declared)] as const);
  const hash = sha256(JSON.stringify(Object.fromEntries(tools)));
  const tables = tools.map(([name, declared]) => {
    const lines = declared.map(([tool, identifier]) => `${tool} = "${identifier}"`);
    return [name === "default" ? "[tools]" : `[${name}.tools]`, ...lines].join("\n");
  });
  const locked = tools.flatMap(([name, declared]) =>
    declared.map(
      ([tool, identifier]) => `[[tool]]
name = "${tool}"
group = "${name.replace("group.", "")}"
repository = "${identifier.replace(/:[^:]*$/, "")}"
platforms = { "linux/amd64" = "${leafOf(identifier)}" }
`,
    ),
  );
  const metadata = `[metadata]
lock_version = 3
declaration_hash_version = 1
declaration_hash = "sha256:${hash}"
generated_by = "ocx 0.5.8"
generated_at = "2026-08-12T09:30:00Z"
`;
  mkdirSync(project);
  writeFileSync(join(project, "ocx.toml"), tables.join("\n"));
  writeFileSync(join(project, "ocx.lock"), [metadata, ...locked].join("\n"));
}

test("an imported project with groups equals, entry by entry, what `ocx pull` made of the same stores", async () => {
  const directory = temporaryDirectory();
  const home = join(directory, "build agent", "ocx");
  await importFile(await bundleProject(directory), home);
  const stores = ["blobs", "layers", "packages"];
  const judge = unpackGolden("groups", "target", directory);
  expect(describeHome(home, home, stores)).toEqual(describeHome(judge, FACTS.target_home, stores));
});

test("a bundle without its project has the tools of the group alone", async () => {
  const directory = temporaryDirectory();
  const file = await bundleProject(directory);
  const home = join(directory, "home");
  const imported = await importFile(file, home, { environment: { groups: ["docs", "ci"] } });
  const before = fingerprint(home);
  const subject = { kind: "bundle", source: { kind: "file", path: file }, groups: ["docs", "ci"] } as const;
  const shown = await showEnvironment(
    { subject, home, platform: PLATFORM, format: "json" },
    surroundings(),
    listener(),
  );
  const entries = imported.environment?.entries ?? [];
  expect(shown.entries.map(({ key, value }) => [key, value])).toEqual(entries.map(({ key, value }) => [key, value]));
  expect(entries.map(({ key }) => key)).toEqual([
    "GREETING",
    "SHARE",
    "DOC_FLAGS",
    "PATH",
    "PATH",
    "SHARED",
    "PATH",
    "TOOL_VERSION",
  ]);
  expect(fingerprint(home)).toEqual(before);
});
