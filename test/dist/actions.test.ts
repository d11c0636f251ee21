import { cpSync, existsSync, globSync, readFileSync, truncateSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { goldenCase, goldenProject, unpackGolden } from "../fixtures/golden.ts";
import { openSite } from "../fixtures/runner/site.ts";
import type { StepResult } from "../fixtures/runner/step-process.ts";
import { openJob, runAction } from "../fixtures/runner.ts";
import { needs, run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";
import { OWN_REPOSITORY } from "../fixtures/workflow.ts";
import { readWorkflow } from "../fixtures/workflow-parser.ts";

const EXPORT = resolve(".");
const IMPORT = resolve("import");
const facts = goldenCase("toolbox");

function errorsOf(result: StepResult): string[] {
  return result.annotations.filter(({ kind }) => kind === "error").map(({ title }) => title);
}

needs("zstd")("the end-to-end workflow runs through", async () => {
  await using stack = new AsyncDisposableStack();
  const { github, run, lookups } = await openSite(stack);
  const jobs = await run(".github/workflows/end-to-end.yml", { repository: OWN_REPOSITORY });
  const ran = jobs.flatMap(({ steps }) => steps);
  expect(ran.map(({ name, exitCode, log }) => (exitCode === 0 ? name : `${name}: ${log}`))).toEqual([
    "actions/checkout",
    "Unpack a home that OCX wrote",
    "export",
    "Compare the outputs with the file",
    "actions/upload-artifact",
    "Export to an artifact",
    "Export to the cache",
    "On each road it is the same bundle",
    "actions/checkout",
    "actions/download-artifact",
    "import",
    "Use the tools",
    "Import once more",
    "Nothing was left to do",
    "Import from the artifact",
    "Import from the cache",
    "On each road everything came",
    "actions/checkout",
    "Unpack a home that OCX wrote",
    "Export to a draft",
    "Import from the draft",
    "Delete the draft",
  ]);
  const annotations = ran.flatMap((step) => step.annotations);
  // OCX itself is not among the packages.
  expect(annotations.filter(({ message }) => !/^Entry points of .+ run `ocx`/.test(message))).toEqual([]);
  expect(github.releases.list()).toEqual([]);
  expect(lookups()).toBe("");
});

test.each(globSync(".github/workflows/*.yml"))("%s is a workflow to GitHub's own parser", (path) => {
  expect(Object.keys(readWorkflow(path))).toContain("jobs");
});

test("the import action writes OCX's own bytes to GITHUB_PATH and GITHUB_ENV", async () => {
  const directory = temporaryDirectory();
  const home = join(directory, "build agent", "ocx");
  const job = openJob(directory, { OCX_HOME: unpackGolden("toolbox", "source", directory) });
  const { packages, ...expected } = facts.target.ci_github_together;

  const exported = await runAction(job, EXPORT, { packages: packages.join("\n"), file: "toolbox.tar" });
  expect(errorsOf(exported)).toEqual([]);
  const imported = await runAction(job, IMPORT, { file: "toolbox.tar", home, offline: "false" });
  expect(errorsOf(imported)).toEqual([]);

  const here = (text: string): string => text.replaceAll(facts.target_home, home);
  expect(imported.environment.path).toBe(here(expected.GITHUB_PATH));
  expect(imported.environment.variables).toBe(here(expected.GITHUB_ENV));
});

test("the outputs and summaries of both actions say what happened", async () => {
  const directory = temporaryDirectory();
  const home = join(directory, "imported");
  const job = openJob(directory);
  const source = unpackGolden("toolbox", "source", directory);

  const inputs = { home: source, packages: "ocx.sh/acme/build-kit:3", name: "kit", image: "true" };
  const exported = await runAction(job, EXPORT, inputs);
  const bytes = readFileSync(join(job.temp, "kit.tar"));
  expect(exported.outputs).toMatchObject({
    file: join(job.temp, "kit.tar"),
    "file-digest": `sha256:${sha256(bytes)}`,
    size: String(bytes.byteLength),
    "image-file": join(job.temp, "kit.image.tar"),
  });
  const listed = run("tar", ["-tf", join(job.temp, "kit.image.tar")]).toString();
  expect(listed).toContain(`blobs/sha256/${exported.outputs["image-digest"]?.slice("sha256:".length)}\n`);
  expect(JSON.parse(exported.outputs["packages"] ?? "")).toContainEqual(
    expect.objectContaining({ identifier: "ocx.sh/acme/build-kit:3", root: true }),
  );
  expect(exported.summary).toContain("ocx.sh/acme/build-kit:3");
  expect(exported.summary).toContain("-->");

  const imported = await runAction(job, IMPORT, { name: "kit", home, "export-environment": "false" });
  expect(imported.exitCode).toBe(0);
  expect(imported.outputs).toMatchObject({ "bundle-digest": exported.outputs["bundle-digest"], home, present: "0" });
  expect(Number(imported.outputs["added"])).toBeGreaterThan(1);
  expect(imported.environment).toEqual({ path: "", variables: expect.stringContaining("OCX_OFFLINE") });
  expect(job.variables).toEqual({ OCX_HOME: home, OCX_OFFLINE: "1" });
  expect(imported.summary).toContain("ocx.sh/acme/build-kit:3");

  const again = await runAction(job, IMPORT, { name: "kit", home });
  expect(again.outputs).toMatchObject({ added: "0", present: imported.outputs["added"] });
});

test("without a declaration the project of the workspace travels, and its tools reach the later steps", async () => {
  const directory = temporaryDirectory();
  const home = join(directory, "imported");
  const job = openJob(directory, { OCX_HOME: unpackGolden("toolbox", "source", directory) });
  cpSync(goldenProject("toolbox"), job.workspace, { recursive: true });

  const exported = await runAction(job, EXPORT, {});
  expect(errorsOf(exported)).toEqual([]);
  const roots = JSON.parse(exported.outputs["packages"] ?? "").filter(({ root }: { root: boolean }) => root);
  expect(roots).toHaveLength(4);
  // Nothing is named on either side, so both must come to the same file.
  const imported = await runAction(job, IMPORT, { home });
  expect(errorsOf(imported)).toEqual([]);
  expect(job.variables["JAVA_HOME"]).toMatch(`${home}/packages/ocx.sh/`);
  // Another group is there, but not for the later steps until somebody wants it.
  expect(job.variables["SCRIPTS"]).toBeUndefined();
  expect(errorsOf(await runAction(job, IMPORT, { home, groups: "default, ci" }))).toEqual([]);
  expect(job.variables["SCRIPTS"]).toMatch(`${home}/packages/localhost_5000/`);
});

test("groups that OCX does not compose together fail the import action before anything is there", async () => {
  const directory = temporaryDirectory();
  const home = join(directory, "imported");
  const job = openJob(directory, { OCX_HOME: unpackGolden("groups", "source", directory) });
  cpSync(goldenProject("groups"), job.workspace, { recursive: true });
  expect(errorsOf(await runAction(job, EXPORT, {}))).toEqual([]);

  for (const [groups, code] of [
    ["default ci", "GROUPS_CONFLICT"],
    ["docs next", "ENVIRONMENT_CONFLICT"],
    ["nowhere", "GROUP_UNKNOWN"],
  ] as const) {
    const refused = await runAction(job, IMPORT, { home, groups });
    expect(errorsOf(refused)).toEqual([code]);
    expect(refused.environment).toEqual({ path: "", variables: "" });
    expect(existsSync(home)).toBe(false);
  }
  expect(errorsOf(await runAction(job, IMPORT, { home }))).toEqual([]);
  expect(job.variables).toMatchObject({ TOOL_VERSION: "1.0.0", WHO: "project", FROM_PROJECT: "yes" });
});

test("the import action warns of entry points without an ocx, in its summary too", async () => {
  const directory = temporaryDirectory();
  const job = openJob(directory, { OCX_HOME: unpackGolden("entrypoints", "source", directory) });
  const packages = "ocx.sh/acme/hello:2.0.0";
  const exported = await runAction(job, EXPORT, { packages, "include-ocx": "false" });
  const imported = await runAction(job, IMPORT, { home: join(directory, "imported") });
  for (const { annotations, summary } of [exported, imported]) {
    expect(annotations).toEqual([
      expect.objectContaining({ kind: "warning", message: expect.stringMatching(/^Entry points/) }),
    ]);
    expect(summary).toContain("<li>Entry points of ocx.sh/acme/hello:");
  }
});

test("ocx travels for entry points, and later steps find it behind the directories of the tools", async () => {
  const directory = temporaryDirectory();
  const job = openJob(directory, { OCX_HOME: unpackGolden("entrypoints", "source", directory) });
  await runAction(job, EXPORT, { packages: "ocx.sh/acme/hello:2.0.0" });
  const home = join(directory, "imported");
  const dry = await runAction(job, IMPORT, { home, "dry-run": "true" });
  expect(errorsOf(dry)).toEqual([]);
  expect(dry).toMatchObject({ environment: { path: "", variables: "" }, outputs: { added: "3" } });
  expect(dry.summary).toContain("staging, at most");
  expect(existsSync(home)).toBe(false);
  const { environment, annotations } = await runAction(job, IMPORT, { home });
  expect(annotations).toEqual([]);
  // The runner puts each line in front of those before it.
  expect(environment.path.split("\n")[0]).toBe(join(home, "symlinks/ocx.sh/ocx/cli/current/content/bin"));
});

test("the export action writes nothing in a dry run", async () => {
  const directory = temporaryDirectory();
  const job = openJob(directory, { OCX_HOME: unpackGolden("toolbox", "source", directory) });
  const result = await runAction(job, EXPORT, { all: "true", "dry-run": "true" });
  expect(result.exitCode).toBe(0);
  expect(Object.keys(result.outputs).toSorted()).toEqual(["bundle-digest", "packages", "size"]);
  expect(globSync("**/*.tar", { cwd: directory })).toEqual([]);
});

test("a failure of an action is an annotation with its code and its cure", async () => {
  const directory = temporaryDirectory();
  const job = openJob(directory, { OCX_HOME: unpackGolden("toolbox", "source", directory) });

  const missing = await runAction(job, EXPORT, { packages: "ocx.sh/acme/missing:1" });
  expect(missing).toMatchObject({ exitCode: 1, outputs: {}, summary: "" });
  expect(missing.annotations).toEqual([
    {
      kind: "error",
      title: "PACKAGE_NOT_INSTALLED",
      message: expect.stringMatching(/ocx\.sh\/acme\/missing:1[^]*\nhint: .*ocx /),
    },
  ]);

  expect(errorsOf(await runAction(job, EXPORT, { to: "mail" }))).toEqual(["OPTION_INVALID"]);
  // This job's runner has no services.
  expect(errorsOf(await runAction(job, EXPORT, { to: "artifact" }))).toEqual(["CHANNEL_UNAVAILABLE"]);
  expect(errorsOf(await runAction(job, EXPORT, { all: "true", name: "../out" }))).toEqual(["OPTION_INVALID"]);
  expect(errorsOf(await runAction(job, IMPORT, { file: "missing.tar" }))).toEqual(["FILE_NOT_FOUND"]);
  expect(errorsOf(await runAction(job, IMPORT, { file: "missing.tar", home: "ocx" }))).not.toEqual([]);
});

test("an import says whether its bundle was pinned, and takes no empty digest for a wish", async () => {
  const directory = temporaryDirectory();
  const home = join(directory, "imported");
  const job = openJob(directory);
  const source = unpackGolden("toolbox", "source", directory);
  const exported = await runAction(job, EXPORT, { home: source, packages: "ocx.sh/acme/hello:2.0.0", file: "a.tar" });
  const { "bundle-digest": digest = "", "file-digest": fileDigest = "" } = exported.outputs;

  // What a misspelled output of a step comes to.
  const empty = await runAction(job, IMPORT, { file: "a.tar", home, digest: "" });
  expect(errorsOf(empty)).toEqual(["OPTION_INVALID"]);
  expect(empty.annotations[0]?.message).toContain("misspelled");
  const ofFile = await runAction(job, IMPORT, { file: "a.tar", home, digest: fileDigest });
  expect(errorsOf(ofFile)).toEqual(["DIGEST_MISMATCH"]);
  expect(ofFile.annotations[0]?.message).toContain(`Set \`digest\` to ${digest}`);
  const nowhere = await runAction(job, IMPORT, { home });
  expect(errorsOf(nowhere)).toEqual(["FILE_NOT_FOUND"]);
  expect(nowhere.annotations[0]?.message).toContain("`from` is file");
  expect(existsSync(home)).toBe(false);

  const any = await runAction(job, IMPORT, { file: "a.tar", home });
  expect([any.log, any.summary]).toEqual([
    expect.stringContaining("(not pinned)"),
    expect.stringMatching(/Digest pinned<[^]*no: /),
  ]);
  const pinned = await runAction(job, IMPORT, { file: "a.tar", home, digest });
  expect([pinned.log, pinned.summary]).toEqual([
    expect.stringContaining("(pinned by `digest`)"),
    expect.stringMatching(/Digest pinned<[^]*yes, /),
  ]);
});

test("a bundle that is cut off or is not the pinned one leaves the job as it was", async () => {
  const directory = temporaryDirectory();
  const home = join(directory, "imported");
  const job = openJob(directory);
  const source = unpackGolden("toolbox", "source", directory);
  await runAction(job, EXPORT, { home: source, all: "true", file: "all.tar" });

  const digest = `sha256:${"0".repeat(64)}`;
  const other = await runAction(job, IMPORT, { file: "all.tar", home, digest });
  expect(other).toMatchObject({ exitCode: 1, outputs: {}, environment: { path: "", variables: "" } });
  expect(errorsOf(other)).toEqual(["DIGEST_MISMATCH"]);

  truncateSync(join(job.workspace, "all.tar"), 20_000);
  const cut = await runAction(job, IMPORT, { file: "all.tar", home });
  expect(cut).toMatchObject({ exitCode: 1, outputs: {}, environment: { path: "", variables: "" } });
  expect(errorsOf(cut)).toEqual(["BUNDLE_TRUNCATED"]);
});
