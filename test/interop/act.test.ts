import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { actPath, commitAll, type Ran, runAct } from "../fixtures/act.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { type Emulator, openEmulator } from "../fixtures/github/emulator.ts";
import { OFFLINE } from "../fixtures/github/preloads.ts";
import { goldenProject, unpackGolden } from "../fixtures/golden.ts";
import { startDistribution } from "../fixtures/registries.ts";
import { bundleTools } from "../fixtures/runner/bundle-tools.ts";
import { makePrograms } from "../fixtures/runner/programs.ts";
import { lacks } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";
import { serveFiles } from "../fixtures/web-server.ts";
import { PUBLISHED } from "../fixtures/workflow.ts";

// nektos/act, a whole runner that was not written here, in host mode: each job has a workspace of its own, all have one HOME.
// Its artifact server knows no raw artifacts and it has no API, so that the emulator answers in their place. Its cache server
// speaks version 1 of the protocol.

interface Act {
  readonly github: Emulator;
  run(example: string, event: Event): Promise<Ran>;
}

interface Event {
  readonly name: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  /** For all steps. Without ACTIONS_CACHE_SERVICE_V2 the cache is act's own. */
  readonly variables?: Readonly<Record<string, string>>;
  /** A text of the example, and what stands in its place here. */
  readonly replace?: readonly [string, string];
  readonly secrets?: Readonly<Record<string, string>>;
}

async function openAct(stack: AsyncDisposableStack): Promise<Act> {
  const github = stack.use(await openEmulator());
  const directory = temporaryDirectory();
  const [home, published, setup] = [join(directory, "home"), join(directory, "ours"), join(directory, "setup")];
  for (const made of [home, setup]) mkdirSync(made);
  for (const part of PUBLISHED) cpSync(part, join(published, part), { recursive: true });
  writeSetup(setup, unpackGolden("toolbox", "source", directory));
  const programs = makePrograms(directory);
  const lookups = join(directory, "lookups");
  writeFileSync(lookups, "");
  return {
    github,
    async run(example, { name, payload = {}, variables = {}, replace = ["", ""], secrets = {} }) {
      const repository = makeRepository(directory, example, replace);
      const eventPath = join(repository, "event.json");
      writeFileSync(eventPath, JSON.stringify(payload));
      const { GITHUB_RUN_ID: runId = "4711" } = variables;
      const environment = {
        GITHUB_API_URL: github.apiUrl,
        GITHUB_RUN_ID: runId,
        NODE_OPTIONS: `--import ${OFFLINE}`,
        OCX_BUNDLE_TEST_LOOKUPS: lookups,
        ...variables,
      };
      const labels = ["ubuntu-latest", "ubuntu-24.04-arm", "self-hosted"];
      const options: Readonly<Record<string, string | readonly string[]>> = {
        workflows: `examples/${example}.yml`,
        eventpath: eventPath,
        platform: labels.map((label) => `${label}=-self-hosted`),
        "concurrent-jobs": "1",
        "artifact-server-path": join(directory, "artifacts"),
        "artifact-server-addr": "127.0.0.1",
        "artifact-server-port": "0",
        "cache-server-path": join(directory, "cache"),
        "cache-server-addr": "127.0.0.1",
        "local-repository": [`OWNER/ocx-bundle@v1=${published}`, `ocx-sh/setup-ocx@v1=${setup}`],
        secret: pairs({ GITHUB_TOKEN: github.apiToken(), ...secrets }),
        env: pairs(environment),
      };
      const flags = Object.entries(options).flatMap(([flag, values]) =>
        [values].flat().flatMap((value) => [`--${flag}`, value]),
      );
      const { ACTIONS_RUNTIME_URL = "", ACTIONS_RUNTIME_TOKEN = "" } = github.variables({ runId: Number(runId) });
      const ran = await runAct([name, "--json", "--no-recurse", ...flags], repository, {
        HOME: home,
        PATH: actPath(programs),
        ACTIONS_RUNTIME_URL,
        ACTIONS_RUNTIME_TOKEN,
      });
      expect(readFileSync(lookups, "utf8")).toBe("");
      return ran;
    },
  };
}

/** A stand-in for the action that installs OCX and the project's tools: a copy of what they left on another machine. */
function writeSetup(folder: string, source: string): void {
  const about = "name: setup-ocx\ndescription: test\nruns: { using: node24, main: main.mjs }\n";
  const main = `import { appendFileSync, cpSync } from "node:fs";
const { RUNNER_TEMP, GITHUB_ENV, GITHUB_PATH } = process.env;
const home = RUNNER_TEMP + "/ocx";
cpSync(${JSON.stringify(source)}, home, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
appendFileSync(GITHUB_ENV, "OCX_HOME=" + home + "\\n");
// What ocx package env says of ocx.sh/acme/jdk:21.0.2+13
appendFileSync(GITHUB_PATH, home + "/packages/ocx.sh/sha256/92/8bcf3cb4cd37da0718020b73c77f02/content/bin\\n");
`;
  writeFileSync(join(folder, "action.yml"), about);
  writeFileSync(join(folder, "main.mjs"), main);
}

/** A clone with a remote, which act takes the repository's name from. */
function makeRepository(directory: string, example: string, [from, to]: readonly [string, string]): string {
  const repository = mkdtempSync(join(directory, "repository-"));
  cpSync(goldenProject("toolbox"), repository, { recursive: true });
  mkdirSync(join(repository, "examples"), { recursive: true });
  const text = readFileSync(`examples/${example}.yml`, "utf8");
  writeFileSync(join(repository, `examples/${example}.yml`), text.replace(from, to));
  commitAll(repository);
  return repository;
}

function pairs(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).map(([name, value]) => `${name}=${value}`);
}

/** The tools of the toolbox say their name and their arguments; a Java of this machine says its version. */
function expectTools(ran: Ran, job: string, times = 1): void {
  expect(ran.exitCode, ran.log).toBe(0);
  expect(ran.output(job, "java -version")).toBe("java -version\n".repeat(times));
}

describe.skipIf(lacks("act", "git", "docker-registry"))("act runs", () => {
  test("restricted-job.yml", async () => {
    await using stack = new AsyncDisposableStack();
    const { github, run: play } = await openAct(stack);
    const ran = await play("restricted-job", { name: "push" });
    expectTools(ran, "build");
    const [artifact] = github.artifacts.list();
    expect(artifact?.digest).toBe(`sha256:${sha256(await github.read(artifact?.blob ?? ""))}`);
    expect(github.artifacts.list()).toHaveLength(1);
  });

  test("nightly-artifact.yml", async () => {
    await using stack = new AsyncDisposableStack();
    const { run: play } = await openAct(stack);
    const night = await play("nightly-artifact", { name: "schedule", variables: { GITHUB_RUN_ID: "100" } });
    expect(night.exitCode, night.log).toBe(0);
    expect(night.steps.at(-1)).toBe("publish: OWNER/ocx-bundle@v1");
    const day = { name: "workflow_dispatch", variables: { GITHUB_RUN_ID: "101" } };
    expectTools(await play("nightly-artifact", { ...day, payload: { inputs: { "run-id": "100" } } }), "restore");
    const wrong = await play("nightly-artifact", { ...day, payload: { inputs: { "run-id": "99" } } });
    expect(wrong.exitCode).toBe(1);
    expect(wrong.log).toContain("REPOSITORY_NOT_FOUND");
  });

  test("release.yml", async () => {
    await using stack = new AsyncDisposableStack();
    const { github, run: play } = await openAct(stack);
    expectTools(await play("release", { name: "push", payload: { ref: "refs/tags/v1.2.3" } }), "consumer");
    expect(github.releases.find("v1.2.3")).toMatchObject({ draft: false });
  });

  test.each([
    ["act's own cache, version 1", {}, 0],
    ["the cache of the results service, version 2", { ACTIONS_CACHE_SERVICE_V2: "True" }, 1],
  ])("cache.yml against %s", async (_, variables, entries) => {
    await using stack = new AsyncDisposableStack();
    const { github, run: play } = await openAct(stack);
    const miss = await play("cache", { name: "push", variables });
    expectTools(miss, "build");
    expect(miss.steps).toContain("build: OWNER/ocx-bundle@v1");
    const hit = await play("cache", { name: "push", variables });
    expectTools(hit, "build");
    expect(hit.steps).toEqual(["build: actions/checkout", "build: OWNER/ocx-bundle/import@v1", "build: java -version"]);
    expect(github.caches.list()).toHaveLength(entries);
  });

  test("matrix.yml", async () => {
    await using stack = new AsyncDisposableStack();
    const { github, run: play } = await openAct(stack);
    expectTools(await play("matrix", { name: "push" }), "build", 2);
    // One for each platform, and the merged one.
    expect(github.artifacts.list()).toHaveLength(3);
  });

  test("self-hosted.yml, and the second time there is nothing to import", async () => {
    await using stack = new AsyncDisposableStack();
    const { github, run: play } = await openAct(stack);
    const release = github.releases.add({ tag: "tools-2026.11" });
    await github.releases.addAsset(release.id, { name: "tools.tar", bytes: await bundleTools() });
    const said = async (): Promise<string> => {
      const ran = await play("self-hosted", { name: "push" });
      expectTools(ran, "build");
      return ran.output("build", `echo "$ADDED added, $PRESENT there already"`);
    };
    expect(await said()).toMatch(/^[1-9]\d* added, 0 there already\n$/);
    expect(await said()).toMatch(/^0 added, [1-9]\d* there already\n$/);
  });

  test("web-server.yml against a server of this machine", async () => {
    await using stack = new AsyncDisposableStack();
    const { run: play } = await openAct(stack);
    const server = await serveFiles({ "/tools.tar": { bytes: await bundleTools() } });
    const replace = ["https://files.example.com/tools.tar", `${server.origin}/tools.tar`] as const;
    const ran = await play("web-server", { name: "push", replace, secrets: { FILES_PASSWORD: "files-secret" } });
    expectTools(ran, "build");
    expect(ran.output("build", `echo "$ADDED added, $PRESENT there already"`)).toMatch(/^[1-9]\d* added, 0 there/);
    const basic = `Basic ${Buffer.from("tools-reader:files-secret").toString("base64")}`;
    expect(new Set(server.log.map(({ headers }) => headers.authorization))).toEqual(new Set([basic]));
    expect(ran.log).not.toContain("files-secret");
  });

  test("registry-publish.yml and registry-restore.yml against a registry of this machine", async () => {
    await using stack = new AsyncDisposableStack();
    const { run: play } = await openAct(stack);
    const registry = stack.use(await startDistribution(temporaryDirectory()));
    const replace = ["ghcr.io/acme/tools:nightly", `${registry.host}/acme/tools:nightly`] as const;
    const night = await play("registry-publish", { name: "schedule", replace });
    expect(night.exitCode, night.log).toBe(0);
    expect(night.output("publish", `echo "$REFERENCE"`)).toMatch(/^127\.0\.0\.1:\d+\/acme\/tools:nightly@sha256:/);
    const said = async (): Promise<string> => {
      const ran = await play("registry-restore", { name: "push", replace });
      expectTools(ran, "build");
      return ran.output("build", `echo "$ADDED added, $PRESENT there already"`);
    };
    expect(await said()).toMatch(/^[1-9]\d* added, 0 there already\n$/);
    expect(await said()).toMatch(/^0 added, [1-9]\d* there already\n$/);
  });
});
