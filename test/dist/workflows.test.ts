import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import type { Emulator } from "../fixtures/github/emulator.ts";
import { HURRY, OFFLINE } from "../fixtures/github/preloads.ts";
import { startDistribution } from "../fixtures/registries.ts";
import { bundleTools } from "../fixtures/runner/bundle-tools.ts";
import type { RanStep } from "../fixtures/runner/run-steps.ts";
import { openSite, type Site } from "../fixtures/runner/site.ts";
import { runScript } from "../fixtures/runner.ts";
import { needs } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";
import { serveFiles } from "../fixtures/web-server.ts";
import type { RanJob } from "../fixtures/workflow.ts";

const EXPORT = "OWNER/ocx-bundle@v1";
const IMPORT = "OWNER/ocx-bundle/import@v1";
const DEFAULT_NAME = `ocx-bundle-linux-${process.arch === "arm64" ? "arm64" : "amd64"}.tar`;

function stepOf(ran: readonly RanJob[], job: string, name: string): RanStep {
  const found = ran.find(({ id }) => id === job)?.steps.find((step) => step.name === name);
  if (found === undefined) throw new Error(`Cannot find ${name} in job ${job}`);
  return found;
}

/** The jobs with what became of them; a failed one with its log. */
function results(ran: readonly RanJob[]): string[] {
  return ran.map(({ id, result, steps }) => `${id} ${result}${result === "failure" ? `: ${steps.at(-1)?.log}` : ""}`);
}

/** The tools of the toolbox say their name and their arguments; a Java of this machine says its version. */
function expectTools(ran: readonly RanJob[], job: string): void {
  expect(stepOf(ran, job, "java -version").log).toBe("java -version\n");
}

function expectQuiet(ran: readonly RanJob[], { lookups }: Site): void {
  expect(ran.flatMap(({ steps }) => steps.flatMap(({ annotations }) => annotations))).toEqual([]);
  expect(lookups()).toBe("");
}

/** The requests since the last call, as `service METHOD last-segment-of-the-path`. */
function requestsOf({ requests }: Emulator, from = 0): string[] {
  return requests
    .slice(from)
    .map(({ service, method, url }) => `${service} ${method} ${new URL(url).pathname.split("/").slice(-2).join("/")}`);
}

test("restricted-job.yml: a job without a registry has the tools of the other one", async () => {
  await using stack = new AsyncDisposableStack();
  const site = await openSite(stack);
  const ran = await site.run("examples/restricted-job.yml");
  expect(results(ran)).toEqual(["export success", "build success"]);

  const exported = stepOf(ran, "export", "export");
  const [artifact, ...others] = site.github.artifacts.list();
  expect(others).toEqual([]);
  expect(artifact).toMatchObject({ name: DEFAULT_NAME, digest: exported.outputs["file-digest"] });
  expect(`sha256:${sha256(await site.github.read(artifact?.blob ?? ""))}`).toBe(artifact?.digest);
  const days = ((artifact?.expiresAt.getTime() ?? 0) - Date.now()) / 86_400_000;
  expect(Math.ceil(days)).toBe(1);
  expect(exported.outputs).toMatchObject({
    "artifact-id": String(artifact?.id),
    "artifact-url": `https://github.com/acme/tools/actions/runs/4711/artifacts/${artifact?.id}`,
    size: String(artifact?.size),
  });
  expect(exported.summary).toContain(`/artifacts/${artifact?.id}`);

  const imported = stepOf(ran, "build", IMPORT);
  const home = join(ran[1]?.job?.home ?? "", ".ocx");
  expect(imported.outputs).toMatchObject({ "bundle-digest": exported.outputs["bundle-digest"], present: "0", home });
  expect(Number(imported.outputs["added"])).toBeGreaterThan(3);
  expect(imported.summary).toContain("ocx.sh/acme/jdk");
  expect(ran[1]?.job?.variables).toMatchObject({ OCX_HOME: home, OCX_OFFLINE: "1" });
  expectTools(ran, "build");
  expectQuiet(ran, site);
  // An entry point finds the OCX that travelled, which here says how it was called.
  const build = ran[1]?.job;
  const launched = build && (await runScript(build, "hello there"));
  expect(launched?.log).toMatch(
    /^ocx was called\nOCX_HOME=.*\nOCX_OFFLINE=1\n\[launcher\]\n.*\n.*\n\[--\]\n\[hello\]\n\[there\]\n$/,
  );
  // The results service and its blobs alone: no token is needed within a run.
  expect(new Set(site.github.requests.map(({ service }) => service))).toEqual(new Set(["twirp", "blob"]));
});

test("nightly-artifact.yml: another run restores what a night's run published", async () => {
  await using stack = new AsyncDisposableStack();
  const site = await openSite(stack, { private: true });
  const night = await site.run("examples/nightly-artifact.yml", { event: { name: "schedule" }, run: { runId: 100 } });
  expect(results(night)).toEqual(["publish success", "restore skipped"]);
  const before = site.github.requests.length;
  const day = { event: { name: "workflow_dispatch" }, inputs: { "run-id": "100" }, run: { runId: 101 } };
  const ran = await site.run("examples/nightly-artifact.yml", day);
  expect(results(ran)).toEqual(["publish skipped", "restore success"]);
  expectTools(ran, "restore");
  expectQuiet([...night, ...ran], site);
  expect(requestsOf(site.github, before)).toContain("api GET 100/artifacts");
  expect(requestsOf(site.github, before)).not.toContainEqual(expect.stringContaining("twirp"));

  const [artifact] = site.github.artifacts.list();
  site.github.artifacts.expire(artifact?.id ?? 0);
  const late = await site.run("examples/nightly-artifact.yml", day);
  expectFailure(stepOf(late, "restore", IMPORT), "ARTIFACT_EXPIRED", ["tools.tar", "100", "retention-days"]);
});

test.each([{}, { immutableReleases: true }, { private: true }])(
  "release.yml: a bundle is published with its release and imported from the latest one (%j)",
  async (repository) => {
    await using stack = new AsyncDisposableStack();
    const site = await openSite(stack, repository);
    const ran = await site.run("examples/release.yml", { run: { ref: "refs/tags/v1.2.3" } });
    expect(results(ran)).toEqual(["publish success", "consumer success"]);
    const release = site.github.releases.find("v1.2.3");
    expect(release).toMatchObject({ draft: false });
    const asset = release?.assets.find(({ name }) => name === "tools.tar");
    const exported = stepOf(ran, "publish", EXPORT);
    expect(asset).toMatchObject({ state: "uploaded", digest: exported.outputs["file-digest"] });
    expect(exported.outputs["asset-url"]).toMatch(/\/tools\.tar$/);
    expect(stepOf(ran, "consumer", IMPORT).outputs["bundle-digest"]).toBe(exported.outputs["bundle-digest"]);
    expectTools(ran, "consumer");
    expectQuiet(ran, site);
    expect(requestsOf(site.github)).toContain("api GET releases/latest");
  },
);

test("cache.yml: tools are installed once, until the lock changes", async () => {
  await using stack = new AsyncDisposableStack();
  const site = await openSite(stack);
  const first = await site.run("examples/cache.yml");
  expect(results(first)).toEqual(["build success"]);
  const miss = stepOf(first, "build", "restore");
  expect(miss.outputs["cache-hit"]).toBe("false");
  const exported = stepOf(first, "build", EXPORT);
  const lock = sha256(readFileSync(join(site.project, "ocx.lock")));
  expect(exported.outputs["cache-key"]).toMatch(new RegExp(`-${lock}$`));
  expect(site.github.caches.list()).toMatchObject([{ key: exported.outputs["cache-key"], scope: "refs/heads/main" }]);
  expectTools(first, "build");

  // Another branch sees what the default branch has cached.
  const second = await site.run("examples/cache.yml", { run: { runId: 4712, ref: "refs/heads/feature" } });
  expect(second[0]?.steps.map(({ name }) => name)).toEqual(["actions/checkout", "restore", "java -version"]);
  const hit = stepOf(second, "build", "restore");
  expect(hit.outputs).toMatchObject({ "cache-hit": "true", "bundle-digest": exported.outputs["bundle-digest"] });
  expectTools(second, "build");
  expectQuiet([...first, ...second], site);
  expect(site.github.caches.list()).toHaveLength(1);
});

test("matrix.yml: one bundle is merged of those of all platforms", async () => {
  await using stack = new AsyncDisposableStack();
  const site = await openSite(stack);
  const ran = await site.run("examples/matrix.yml");
  const jobs = ["export", "export", "merge", "build", "build"];
  expect(results(ran)).toEqual(jobs.map((job) => `${job} success`));
  const artifacts = site.github.artifacts.list();
  expect(artifacts.map(({ name }) => name)).toEqual(["tools-linux-amd64.tar", "tools-linux-arm64.tar", "tools.tar"]);
  const merge = stepOf(ran, "merge", "merge");
  expect(merge.outputs).toMatchObject({
    "bundle-digest": expect.stringMatching(/^sha256:/),
    "file-digest": artifacts.at(-1)?.digest,
    "artifact-id": String(artifacts.at(-1)?.id),
  });
  expect(merge.summary).toContain("Platforms, with the digests of their bundles");
  const imported = stepOf(ran, "build", IMPORT);
  expect(imported.outputs["bundle-digest"]).toBe(merge.outputs["bundle-digest"]);
  for (const job of ran.filter(({ id }) => id === "build")) expectTools([job], "build");
  expectQuiet(ran, site);
});

test("self-hosted.yml: a runner that keeps its home imports once", async () => {
  await using stack = new AsyncDisposableStack();
  const site = await openSite(stack);
  const release = site.github.releases.add({ tag: "tools-2026.11" });
  await site.github.releases.addAsset(release.id, { name: "tools.tar", bytes: await bundleTools() });
  const said = async (): Promise<string> => {
    const ran = await site.run("examples/self-hosted.yml");
    expect(results(ran)).toEqual(["build success"]);
    expectTools(ran, "build");
    expectQuiet(ran, site);
    return stepOf(ran, "build", `echo "$ADDED added, $PRESENT there already"`).log;
  };
  expect(await said()).toMatch(/^[1-9]\d* added, 0 there already\n$/);
  expect(await said()).toMatch(/^0 added, [1-9]\d* there already\n$/);
});

needs("docker-registry")(
  "registry-publish.yml and registry-restore.yml: what a night pushed, a runner fetches once",
  async () => {
    await using stack = new AsyncDisposableStack();
    const site = await openSite(stack);
    const registry = stack.use(await startDistribution(temporaryDirectory()));
    const local = (example: string): string =>
      spoil(example, "ghcr.io/acme/tools:nightly", `${registry.host}/acme/tools:nightly`);
    const night = await site.run(local("registry-publish"));
    expect(results(night)).toEqual(["publish success"]);
    const digest = stepOf(night, "publish", "tools").outputs["bundle-digest"];
    expect(stepOf(night, "publish", `echo "$REFERENCE"`).log).toBe(`${registry.host}/acme/tools:nightly@${digest}\n`);
    const said = async (): Promise<string> => {
      const ran = await site.run(local("registry-restore"));
      expect(results(ran)).toEqual(["build success"]);
      expectTools(ran, "build");
      expectQuiet(ran, site);
      return stepOf(ran, "build", `echo "$ADDED added, $PRESENT there already"`).log;
    };
    expect(await said()).toMatch(/^[1-9]\d* added, 0 there already\n$/);
    expect(await said()).toMatch(/^0 added, [1-9]\d* there already\n$/);
  },
);

test("web-server.yml: a runner fetches what it lacks, with a password that no log shows", async () => {
  await using stack = new AsyncDisposableStack();
  const site = await openSite(stack);
  const server = await serveFiles({ "/tools.tar": { bytes: await bundleTools() } });
  const basic = `Basic ${Buffer.from("tools-reader:files-secret").toString("base64")}`;
  server.fault = ({ headers }, response) => headers.authorization !== basic && response.writeHead(401).end();
  const path = spoil("web-server", "https://files.example.com/tools.tar", `${server.origin}/tools.tar`);
  const run = (password: string) => site.run(path, { secrets: { FILES_PASSWORD: password } });
  for (const said of [/^[1-9]\d* added, 0 there already\n$/, /^0 added, [1-9]\d* there already\n$/]) {
    const ran = await run("files-secret");
    expect(results(ran)).toEqual(["build success"]);
    expectTools(ran, "build");
    expectQuiet(ran, site);
    expect(stepOf(ran, "build", `echo "$ADDED added, $PRESENT there already"`).log).toMatch(said);
    const { log, summary, outputs } = stepOf(ran, "build", "tools");
    expect(`${log}${summary}${JSON.stringify(outputs)}`).not.toMatch(/files-secret|dG9vbHMtcmVhZGVy/);
  }
  expectFailure(stepOf(await run("wrong-secret"), "build", "tools"), "TOKEN_REJECTED", [server.origin]);
});

test("an import that is cancelled while it fetches leaves nothing behind", async () => {
  await using stack = new AsyncDisposableStack();
  const site = await openSite(stack);
  const release = site.github.releases.add({ tag: "tools-2026.11" });
  await site.github.releases.addAsset(release.id, { name: "tools.tar", bytes: await bundleTools() });
  const fault = site.github.fault({ service: "blob", method: "GET", times: Infinity, action: { stall: true } });
  const ran = await site.run(spoil("self-hosted", "- id: tools", "- timeout-minutes: 0.1\n        id: tools"));
  expect(fault.hits()).toBe(1);
  const step = stepOf(ran, "build", "tools");
  expect(step.annotations.map(({ message }) => message)).toEqual([
    "Cancelled: nothing half done is left here, run it again",
    "The action has timed out.",
  ]);
  expect(step).toMatchObject({ exitCode: 1, timedOut: true, environment: { path: "", variables: "" } });
  expect(readdirSync(ran[0]?.job?.temp ?? "")).toEqual(["_runner_file_commands"]);
  expect(readdirSync(ran[0]?.job?.home ?? "")).toEqual([]);
});

test("attest.yml: a job that reaches nothing imports what this repository attested, and nothing of others", async () => {
  await using stack = new AsyncDisposableStack();
  const site = await openSite(stack);
  const ran = await site.run("examples/attest.yml");
  expect(results(ran)).toEqual(["publish success", "restore success"]);
  expectTools(ran, "restore");
  expectQuiet(ran, site);
  expect(stepOf(ran, "restore", IMPORT).summary).toMatch(/Signed by<[^]*acme\/tools/);
  const wrong = spoil("attest", "source-repository: ${{ github.repository }}", "source-repository: acme/other");
  const refused = await site.run(wrong);
  expectFailure(stepOf(refused, "restore", IMPORT), "SIGNER_UNTRUSTED", ["acme/tools", "acme/other"]);
});

test("a name that a job looks up does not stay unseen", async () => {
  await using stack = new AsyncDisposableStack();
  const site = await openSite(stack);
  const ran = await site.run("examples/self-hosted.yml", {
    preloads: () => [OFFLINE, HURRY],
    variables: (job) => ({ ...site.github.variables({ job }), ...site.logging, GITHUB_API_URL: "http://api.invalid" }),
  });
  expectFailure(stepOf(ran, "build", "tools"), "NETWORK_FAILED", ["api.invalid"]);
  expect(new Set(site.lookups().trimEnd().split("\n"))).toEqual(new Set(["api.invalid"]));
});

function expectFailure(step: RanStep, code: string, parts: readonly string[]): void {
  const errors = step.annotations.filter(({ kind }) => kind === "error");
  expect(errors).toEqual([{ kind: "error", title: code, message: expect.stringMatching(/^Cannot [^]+\nhint: [^]+/) }]);
  for (const part of parts) expect(errors[0]?.message).toContain(part);
  expect(step.outcome).toBe("failure");
  expect(step.environment).toEqual({ path: "", variables: "" });
}

/** An example with a mistake in it. */
function spoil(example: string, right: string, wrong: string): string {
  const text = readFileSync(`examples/${example}.yml`, "utf8");
  if (!text.includes(right)) throw new Error(`Cannot spoil ${example}: it has no ${right}`);
  const path = join(temporaryDirectory(), `${example}.yml`);
  writeFileSync(path, text.replace(right, wrong));
  return path;
}

test.each<[string, string, [string, string], string, readonly string[]]>([
  [
    "a name that was not sent",
    "restricted-job",
    ["from: artifact\n", "from: artifact\n          name: tolls\n"],
    "ARTIFACT_NOT_FOUND",
    ["tolls.tar", DEFAULT_NAME],
  ],
  [
    "a token that may not read artifacts",
    "nightly-artifact",
    ["      actions: read", "      # actions: read"],
    "ACCESS_DENIED",
    ["run 4711", "actions: read"],
  ],
  [
    "no token",
    "nightly-artifact",
    ["          run-id:", '          token: ""\n          run-id:'],
    "TOKEN_MISSING",
    ["run 4711", "`token`", "actions: read"],
  ],
  [
    "a run that does not exist",
    "nightly-artifact",
    ["${{ inputs.run-id }}", "9999"],
    "REPOSITORY_NOT_FOUND",
    ["run 9999"],
  ],
  [
    "a release that does not exist",
    "release",
    ["from: release", "from: release\n          release-tag: v9"],
    "RELEASE_NOT_FOUND",
    ["v9", "acme/tools"],
  ],
  [
    "a release that nobody makes",
    "release",
    ["create-release: true", "create-release: false"],
    "RELEASE_NOT_FOUND",
    ["v1", "create-release"],
  ],
  [
    "a token that may not write releases",
    "release",
    ["contents: write", "contents: read"],
    "ACCESS_DENIED",
    ["contents: write"],
  ],
  [
    "a bundle that the release does not have",
    "release",
    ["          name: tools\n      - run: java", "          name: tolls\n      - run: java"],
    "ASSET_NOT_FOUND",
    ["tolls.tar", "tools.tar"],
  ],
  [
    "a cache without an entry where there must be one",
    "cache",
    ["from: cache", "from: cache\n          fail-on-cache-miss: true # "],
    "CACHE_MISS",
    ["linux-"],
  ],
  [
    "a bundle that is not the pinned one",
    "restricted-job",
    ["${{ needs.export.outputs.bundle-digest }}", `sha256:${"0".repeat(64)}`],
    "DIGEST_MISMATCH",
    ["sha256:00000"],
  ],
])("%s: the annotation names the thing, the reason and the cure", async (_, example, [right, wrong], code, parts) => {
  await using stack = new AsyncDisposableStack();
  const site = await openSite(stack, { private: true });
  const workflow = spoil(example, right, wrong);
  const run = { ref: example === "release" ? "refs/tags/v1" : "refs/heads/main" };
  const first = await site.run(workflow, { run });
  const second = example === "nightly-artifact" ? { inputs: { "run-id": "4711" }, run: { runId: 4712 } } : undefined;
  const ran = second === undefined ? first : await site.run(workflow, second);
  const failed = ran.flatMap(({ steps }) => steps.filter(({ outcome }) => outcome === "failure"));
  expect(failed.map(({ name }) => name)).toHaveLength(1);
  for (const step of failed) expectFailure(step, code, parts);
  expect(site.lookups()).toBe("");
});
