import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { COMMAND_NAMES } from "../../src/options/table/operations.ts";
import { optionsOf } from "../../src/options/table/option-table.ts";
import { LACKS_OCX, MAIN, run, runProgram, WITH_OCX } from "../fixtures/command-line.ts";
import { goldenCase, goldenProject, unpackGolden } from "../fixtures/golden.ts";
import { parseOutput } from "../fixtures/json-output.ts";
import { NODE } from "../fixtures/runner.ts";
import { fingerprint } from "../fixtures/tree.ts";

const facts = goldenCase("toolbox");
const { packages: roots, ...github } = facts.target.ci_github_together;
const PLATFORM = ["--platform", "linux/amd64+libc.glibc"];

let directory: string;
let source: string;
/** The bundle of {@link roots}, and what exporting it said. */
let bundle: string;
let digest: string;
/** A home into which it was imported. */
let home: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "ocx-bundle-test-"));
  source = unpackGolden("toolbox", "source", directory);
  bundle = join(directory, "kit.tar");
  home = join(directory, "build agent", "ocx");
  const exported = run(["export", ...roots, "--home", source, "--output", bundle, "--json", ...PLATFORM]);
  digest = parseOutput("export", exported.text).bundle.digest ?? "";
  const args = ["import", bundle, "--home", home, "--digest", digest, "--json", ...PLATFORM];
  const imported = run(args, { env: WITH_OCX });
  const { changed } = parseOutput("import", imported.text);
  if (!changed || !LACKS_OCX.test(exported.errors) || imported.errors !== "")
    throw new Error(`Cannot prepare: ${exported.errors}${imported.errors}`);
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("export writes the same bytes to a file and to standard output, where nothing else goes", () => {
  const streamed = run(["export", ...roots, "--home", source, "-o", "-", ...PLATFORM]);
  expect(streamed.status).toBe(0);
  expect(streamed.bytes.equals(readFileSync(bundle))).toBe(true);
  // The result is for people, and people still get it.
  expect(streamed.errors).toContain("ocx.sh/acme/build-kit:3");
  expect(streamed.errors).toContain(digest);
  const json = run(["export", ...roots, "--home", source, "-o", "-", "--json", ...PLATFORM]);
  expect(json.bytes.equals(streamed.bytes)).toBe(true);
  expect(parseOutput("export", json.errors).bundle.digest).toBe(digest);
});

test("export writes into a directory, below ~, over an older bundle, and over nothing else unless forced", () => {
  const out = join(directory, "out");
  mkdirSync(out);
  const place = { cwd: out, env: { HOME: out } };
  const to = (output: string, ...more: readonly string[]) =>
    run(["export", "ocx.sh/acme/hello:2.0.0", "--home", source, `--output=${output}`, ...PLATFORM, ...more], place);
  for (const output of [".", `${out}/`, "~"]) {
    const { text } = to(output, "--name", "hello", "--json");
    expect(parseOutput("export", text).file).toBe(join(out, "hello.tar"));
  }
  expect(to("missing/")).toMatchObject({ status: 79, errors: expect.stringContaining("mkdir -p") });
  expect(to("~/hello.tar").status).toBe(0);
  expect(run(["verify", "~/hello.tar"], place).status).toBe(0);

  for (const [name, text] of [
    ["notes.txt", "mine"],
    ["home.tar", readFileSync(join("test/golden/toolbox/source.tar.zst"))],
  ] as const) {
    writeFileSync(join(out, name), text);
    expect(to(name)).toMatchObject({
      status: 81,
      errors: expect.stringMatching(/\[FILE_EXISTS\]\nhint: .*--overwrite/),
    });
    expect(readFileSync(join(out, name)).equals(Buffer.from(text))).toBe(true);
    expect(to(name, "--overwrite").status).toBe(0);
    expect(run(["verify", name], place).status).toBe(0);
  }
  // As mktemp makes it.
  writeFileSync(join(out, "new"), "");
  expect(to("new").status).toBe(0);
  expect(readdirSync(out).toSorted()).toEqual(["hello.tar", "home.tar", "new", "notes.txt"]);
});

test("export --dry-run says what would travel, and writes nothing", () => {
  const before = fingerprint(directory);
  const dry = run(["export", ...roots, "--home", source, "--dry-run", "--json", ...PLATFORM], { cwd: directory });
  const { dryRun, bundle: summary, file } = parseOutput("export", dry.text);
  expect({ dryRun, file, digest: summary.digest }).toEqual({ dryRun: true, file: undefined, digest });
  const wanted = roots.map((root) => root.replace("+", "_"));
  expect(summary.packages.filter((entry) => entry.root).map(({ identifier }) => identifier)).toEqual(wanted);
  expect(run(["export", ...roots, "--home", source, "--dry-run", ...PLATFORM]).text).toMatch(
    /^Would export 8 packages/,
  );
  expect(fingerprint(directory)).toEqual(before);
});

test("export takes the project around the working directory, and the one that is named", () => {
  const project = join(directory, "project");
  mkdirSync(project, { recursive: true });
  for (const name of ["ocx.toml", "ocx.lock"]) {
    symlinkSync(join(goldenProject("toolbox"), name), join(project, name));
  }
  const args = ["export", "--home", source, "--dry-run", "--json", ...PLATFORM];
  const named = run([...args, "--project", project, "-g", "ci"], { cwd: directory });
  const repositories = parseOutput("export", named.text).bundle.packages.map(
    ({ identifier }) => identifier.split("@")[0],
  );
  expect(new Set(repositories)).toEqual(new Set(["localhost:5000/tools/scripts", "ocx.sh/acme/native"]));
  const around = run(args, { cwd: goldenProject("toolbox") });
  expect(parseOutput("export", around.text).bundle.project?.groups).toEqual(["default", "ci"]);
});

test("inspect shows the packages, from a file and from a pipe", () => {
  const json = parseOutput("inspect", run(["inspect", bundle, "--json"]).text);
  expect(json).toMatchObject({ digest, formatVersion: 1, packages: expect.objectContaining({ length: 8 }) });
  const piped = run(["inspect", "-", "--json"], { input: readFileSync(bundle) });
  expect(parseOutput("inspect", piped.text)).toEqual(json);
  const { text, errors } = run(["inspect", bundle]);
  expect(errors).toBe("");
  expect(text).toContain(digest);
  for (const { identifier } of json.packages.filter(({ root }) => root)) expect(text).toContain(identifier);
  // No colours where there is no terminal.
  expect(text).not.toContain("\u001b");
});

test("verify counts what it has checked, and takes a pinned digest", () => {
  const verified = run(["verify", bundle, "--digest", digest, "--json"]);
  expect(verified).toMatchObject({ status: 0, errors: "" });
  expect(parseOutput("verify", verified.text)).toMatchObject({ bundle: { digest }, blobs: 9 });
  expect(run(["verify", bundle]).text).toContain("is whole");
  expect(run(["verify", bundle, "--quiet"])).toMatchObject({ status: 0, text: "", errors: "" });
});

test("import reads a pipe, also with a relative TMPDIR; a second import says that there is nothing to do", () => {
  const fresh = join(directory, "from a pipe");
  mkdirSync(join(directory, "spool"));
  const first = run(["import", "-", "--home", fresh, ...PLATFORM], {
    input: readFileSync(bundle),
    cwd: directory,
    env: { ...WITH_OCX, TMPDIR: "spool" },
  });
  expect(first).toMatchObject({ status: 0, errors: "" });
  expect(first.text).toMatch(/^Imported 8 packages, 8 layers/);
  const before = fingerprint(fresh);
  const second = run(["import", bundle, "--home", fresh, ...PLATFORM]);
  expect(second.text).toMatch(/^Nothing to import/);
  expect(parseOutput("import", run(["import", bundle, "--home", fresh, "--json", ...PLATFORM]).text).changed).toBe(
    false,
  );
  expect(fingerprint(fresh)).toEqual(before);
});

describe("env", () => {
  const now = (text: string): string => text.replaceAll(facts.target_home, home);

  test("prints OCX's own JSON", () => {
    for (const root of roots) {
      const shown = run(["env", root, "--home", home, "--format", "json", ...PLATFORM], { env: WITH_OCX });
      expect(shown).toMatchObject({ status: 0, errors: "" });
      parseOutput("env", shown.text);
      expect(JSON.stringify(JSON.parse(shown.text))).toBe(now(JSON.stringify(facts.target.env[root])));
    }
  });

  test("appends OCX's own bytes to the files of a job", () => {
    const files = { GITHUB_PATH: join(directory, "path"), GITHUB_ENV: join(directory, "environment") };
    const args = ["env", ...roots, "--home", home, "--format", "github", ...PLATFORM];
    expect(run(args, { env: { ...files, ...WITH_OCX } })).toMatchObject({ status: 0, text: "", errors: "" });
    expect(readFileSync(files.GITHUB_PATH, "utf8")).toBe(now(github.GITHUB_PATH));
    expect(readFileSync(files.GITHUB_ENV, "utf8")).toBe(now(github.GITHUB_ENV));
    run(args, { env: files });
    expect(readFileSync(files.GITHUB_PATH, "utf8")).toBe(now(github.GITHUB_PATH).repeat(2));
    // Without one of them, neither is written.
    const alone = run(args, { env: { GITHUB_PATH: files.GITHUB_PATH } });
    expect(alone).toMatchObject({ status: 78, errors: expect.stringMatching(/GITHUB_ENV/) });
    expect(readFileSync(files.GITHUB_PATH, "utf8")).toBe(now(github.GITHUB_PATH).repeat(2));
  });

  test("prints what a shell evaluates to find the tools", () => {
    const script = `eval "$("$0" "$1" env ocx.sh/acme/build-kit:3 --home "$2" --platform linux/amd64)"; command -v java; echo "$JAVA_HOME"`;
    const { text, errors } = runProgram(["sh", "-euc", script, NODE, MAIN, home], { env: WITH_OCX });
    const content = `${now(facts.target.which["ocx.sh/acme/jdk:21.0.2+13"]?.["ocx.sh/acme/jdk:21.0.2+13"]?.path ?? "")}/content`;
    expect(errors).toBe("");
    expect(text).toBe(`${content}/bin/java\n${content}\n`);
  });

  test("knows the packages of a bundle, and those of a project", () => {
    const args = ["--home", home, "--format", "json", ...PLATFORM];
    const ofBundle = run(["env", "--bundle", bundle, ...args], { env: WITH_OCX });
    const named = run(["env", ...roots, ...args]);
    expect(ofBundle).toMatchObject({ status: 0, errors: "" });
    expect(ofBundle.text).toBe(named.text);
    const ofProject = run(["env", "--project", goldenProject("toolbox"), "-g", "ci", ...args]);
    expect(ofProject).toMatchObject({ status: 0, errors: "" });
    const keys = parseOutput("env", ofProject.text).entries.map(({ key }) => key);
    expect(keys).toEqual(["PATH", "SCRIPTS"]);
  });
});

test("a link's name is the command, as OCX looks for it", () => {
  const [exporter, importer] = ["ocx-export", "ocx-import"].map((name) => {
    const link = join(directory, name);
    symlinkSync(MAIN, link);
    return link;
  });
  const exported = runProgram([NODE, exporter ?? "", ...roots, "--home", source, "--dry-run", "--json", ...PLATFORM]);
  expect(exported.errors).toMatch(LACKS_OCX);
  parseOutput("export", exported.text);
  expect(runProgram([NODE, importer ?? "", "--help"]).text).toContain("Usage: ocx-import BUNDLE [options]\n");
  expect(runProgram([NODE, importer ?? ""]).status).toBe(64);
});

test("without a command there is help on standard error and exit code 64; help and version do what their options do", () => {
  const overview = run(["--help"]);
  expect(run([])).toMatchObject({ status: 64, text: "", errors: overview.text });
  expect(run(["help"])).toMatchObject({ status: 0, text: overview.text, errors: "" });
  expect(run(["help", "import"])).toMatchObject({ status: 0, text: run(["import", "--help"]).text, errors: "" });
  expect(run(["version"])).toMatchObject({ status: 0, text: run(["--version"]).text, errors: "" });
});

test("--help and --version need nothing else to be right", () => {
  const overview = run(["--help"]);
  expect(overview).toMatchObject({ status: 0, errors: "" });
  for (const name of COMMAND_NAMES) {
    expect(overview.text).toContain(`  ${name} `);
    const { status, text } = run([name, "--nonsense", "-h"]);
    expect(status).toBe(0);
    for (const option of optionsOf(name)) expect(text).toContain(`--${option.name}`);
  }
  expect(run(["--version"])).toMatchObject({ status: 0, text: `ocx-bundle ${packageJson.version}\n`, errors: "" });
});

test.each<[string, number, (at: { home: string; bundle: string }) => readonly string[]]>([
  ["an unknown command", 64, () => ["exprot"]],
  ["an unknown option", 64, () => ["export", "a", "--ouput", "x"]],
  ["a bad identifier", 64, (at) => ["export", "UPPER/Case", "--home", at.home, "-o", "x.tar"]],
  ["a bad platform", 64, (at) => ["export", "a", "--home", at.home, "-o", "x.tar", "--platform", "amiga"]],
  ["nothing to export", 64, (at) => ["export", "--home", at.home, "-o", "x.tar"]],
  ["a bad digest", 65, (at) => ["verify", at.bundle, "--digest", "sha256:0"]],
  ["another digest", 65, (at) => ["verify", at.bundle, "--digest", `sha256:${"0".repeat(64)}`]],
  ["a file that is no bundle", 65, () => ["inspect", MAIN]],
  ["a relative home", 78, () => ["export", "a", "--home", "some/home", "-o", "x.tar"]],
  ["no such home", 79, () => ["export", "a", "--home", "/dev/null/home", "-o", "x.tar"]],
  ["no such package", 79, (at) => ["export", "ocx.sh/acme/none:1", "--home", at.home, "-o", "x.tar"]],
  ["no such file", 79, (at) => ["inspect", `${at.bundle}.missing`]],
])("%s ends with exit code %i, an error and a hint, and an empty standard output", (_, status, args) => {
  const words = args({ home, bundle });
  const ended = run(words, { cwd: directory });
  expect(ended).toMatchObject({ status, text: "" });
  expect(ended.errors).toMatch(/^error: .+ \[[A-Z_]+\]\n(.+\n)*hint: .+\n$/);
  const json = run([...words, "--json"], { cwd: directory });
  expect(json).toMatchObject({ status, errors: ended.errors });
  expect(parseOutput("failure", json.text)).toMatchObject({ exitCode: status });
});
