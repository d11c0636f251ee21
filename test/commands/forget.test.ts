import { once } from "node:events";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { forgetImport } from "../../src/commands/forget-import.ts";
import type { ForgetResult, HistoryResult } from "../../src/commands/results/history-results.ts";
import { showHistory } from "../../src/commands/show-history.ts";
import { run, startRun, WITH_OCX } from "../fixtures/command-line.ts";
import { surroundings } from "../fixtures/commands.ts";
import { goldenProject, goldenText, unpackGolden } from "../fixtures/golden.ts";
import { scratch } from "../fixtures/import.ts";
import { parseOutput } from "../fixtures/json-output.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { relocate } from "../fixtures/relocate.ts";
import { exportToolbox, importFile } from "../fixtures/toolbox.ts";
import { fingerprint } from "../fixtures/tree.ts";

const { target_home } = JSON.parse(goldenText("lived-in"));
const { path: directory, remove } = scratch();
const home = join(directory, "home");

/** Bundles of one home: what A and B share, they mean the same by. */
const CONTENTS = {
  a: ["ocx.sh/acme/app:2.0.0", "ocx.sh/acme/app:latest", "localhost:5000/tools/plain:2", "ocx.sh/acme/new:1"],
  b: ["ocx.sh/acme/app:latest", "localhost:5000/tools/plain:2", "localhost:5000/tools/part:1", "ocx.sh/acme/hurt:1"],
} as const;
type Name = keyof typeof CONTENTS;
const file = (name: string): string => join(directory, `${name}.tar`);

beforeAll(async () => {
  const source = unpackGolden("lived-in", "source", directory);
  for (const [name, identifiers] of Object.entries(CONTENTS))
    await exportToolbox(source, file(name), { name, declaration: { kind: "packages", identifiers } });
  await exportToolbox(source, file("all"), { name: "all", declaration: { kind: "all" } });
});
afterAll(remove);
beforeEach(() => rmSync(home, { recursive: true, force: true }));

const forget = (bundle: string, dryRun = false): Promise<ForgetResult> =>
  forgetImport({ bundle, home, dryRun }, surroundings());
const history = (): Promise<HistoryResult> => showHistory({ home }, surroundings());

/** Links and back-references of a home, and the tags of its index: what a bundle is found by. */
function found(path: string): string[] {
  const lines = describeHome(
    path,
    path,
    ["packages", "symlinks", "index"].filter((name) => existsSync(join(path, name))),
  );
  return (
    lines
      .filter((line) => /refs\/symlinks\/<|^symlinks\/.* -> |^index\/.*\.json /.test(line))
      .filter((line) => !line.includes("/o/sha256/") && !line.includes("/config.json"))
      // A catalog may stay without any repository.
      .filter((line) => !/c\/index\.json \d+ 1 $/.test(line))
  );
}

/** What a home has after these imports alone. */
async function after(...names: readonly Name[]): Promise<string[]> {
  const path = join(directory, `after-${names.join("")}`);
  for (const name of names) await importFile(file(name), path);
  return existsSync(path) ? found(path) : [];
}

describe.each([
  ["a", "b"],
  ["b", "a"],
] as const)("two bundles with equal tags, %s imported before %s", (...order) => {
  test.each([
    ["a", "b"],
    ["b", "a"],
  ] as const)("%s forgotten before %s: each leaves what the other needs", async (first, second) => {
    for (const name of order) await importFile(file(name), home);
    const { relies } = await forget(first);
    expect(relies.filter(({ status }) => status === "needed").map(({ neededBy }) => neededBy)).toContainEqual([second]);
    expect(relies.some(({ status }) => status === "removed")).toBe(true);
    expect(found(home)).toEqual(await after(second));
    // What is left is whole: an import of it has nothing to do.
    const before = fingerprint(home);
    expect(await importFile(file(second), home)).toMatchObject({ changed: false });
    expect(fingerprint(home)).toEqual(before);
    await forget(second);
    expect(found(home)).toEqual([]);
    // And everything can come again.
    for (const name of order) await importFile(file(name), home);
    expect(found(home)).toEqual(await after(...order));
  });
});

describe("a home in which OCX installed", () => {
  beforeEach(() => {
    mkdirSync(dirname(home), { recursive: true });
    renameSync(unpackGolden("lived-in", "target-whole", directory), home);
    relocate(home, target_home);
  });

  test("the first import of a bundle that changes nothing is recorded with all that it relies on, the second writes nothing", async () => {
    const before = fingerprint(join(home, "packages"));
    expect(await importFile(file("all"), home)).toMatchObject({ changed: false });
    expect(fingerprint(join(home, "packages"))).toEqual(before);
    const { imports } = await history();
    const [{ relies, bundle } = { relies: [], bundle: { digest: "" } }] = imports;
    expect(imports).toHaveLength(1);
    expect(relies.every(({ inPlace }) => inPlace)).toBe(true);
    // Every link of source, as OCX says, that is also one in this home, and a tag for each candidate.
    const { source } = JSON.parse(goldenText("lived-in"));
    const candidates = Object.keys(source.links).filter((link) => link.includes("/candidates/")).length;
    expect(relies.filter(({ kind }) => kind === "candidate")).toHaveLength(candidates);
    expect(relies.filter(({ kind }) => kind === "index")).toHaveLength(candidates);
    expect(relies.filter(({ kind }) => kind === "current")).toHaveLength(Object.keys(source.links).length - candidates);
    const kept = JSON.parse(readFileSync(join(home, `.ocx-bundle/bundles/${bundle.digest}.json`), "utf8"));
    expect(kept).toMatchObject({ formatVersion: 1, roots: expect.anything() });
    const whole = fingerprint(home);
    expect(await importFile(file("all"), home)).toMatchObject({ changed: false });
    expect(fingerprint(home)).toEqual(whole);
  });

  test("forgetting such an import removes nothing of OCX's", async () => {
    await importFile(file("all"), home);
    const before = describeHome(home, home);
    const { relies } = await forget("all");
    expect(new Set(relies.map(({ status }) => status))).toEqual(new Set(["foreign"]));
    expect(describeHome(home, home)).toEqual(before);
    expect((await history()).imports).toMatchObject([{ forgotten: expect.any(String) }]);
    expect(readdirSync(join(home, ".ocx-bundle/bundles"))).toEqual([]);
  });
});

test("what has another value by now stays, and a dry run says so without a change", async () => {
  await importFile(file("a"), home);
  const link = join(home, "symlinks/ocx.sh/acme/new/candidates/1");
  const other = readlinkSync(join(home, "symlinks/ocx.sh/acme/app/candidates/latest"));
  rmSync(link);
  symlinkSync(other, link);
  const before = fingerprint(home);
  const planned = await forget("a", true);
  expect(fingerprint(home)).toEqual(before);
  const done = await forget("a");
  expect(done).toEqual({ ...planned, dryRun: false });
  const candidate = { kind: "candidate", repository: "acme/new", tag: "1", status: "changed" };
  expect(done.relies).toContainEqual(expect.objectContaining(candidate));
  expect(readlinkSync(link)).toBe(other);
});

test("what OCX sets after a forget is OCX's: an update keeps it", async () => {
  await importFile(file("a"), home);
  const link = join(home, "symlinks/ocx.sh/acme/new/candidates/1");
  const own = readlinkSync(link);
  await forget("a");
  symlinkSync(own, link);
  const log = readFileSync(join(home, ".ocx-bundle/imports.jsonl"), "utf8");
  expect(JSON.parse(log.trim().split("\n").at(-1) ?? "").removed).toContainEqual({
    kind: "candidate",
    registry: "ocx.sh",
    repository: "acme/new",
    tag: "1",
  });
  await importFile(file("a"), home);
  expect((await forget("a")).relies).toContainEqual(
    expect.objectContaining({ kind: "candidate", repository: "acme/new", status: "foreign" }),
  );
  expect(readlinkSync(link)).toBe(own);
});

test("a part of a bundle that comes later is recorded too, and forgotten with the rest", async () => {
  await importFile(file("a"), home, { packages: ["acme/new"] });
  await importFile(file("a"), home, { packages: ["acme/app"] });
  await importFile(file("a"), home, { packages: ["acme/app"] });
  expect((await history()).imports).toHaveLength(2);
  await forget("a");
  expect(found(home)).toEqual([]);
});

test("an older line, which has only what was set, is read", async () => {
  await importFile(file("a"), home);
  const log = join(home, ".ocx-bundle/imports.jsonl");
  const { relies: _relies, registration: _registration, ...older } = JSON.parse(readFileSync(log, "utf8"));
  writeFileSync(log, `${JSON.stringify(older)}\n{"torn`);
  expect((await history()).imports).toMatchObject([{ bundle: { name: "a" } }]);
  await forget("a");
  expect(found(home)).toEqual([]);
});

test("an import that died keeps its tags from being forgotten", async () => {
  await importFile(file("a"), home);
  const { settings } = JSON.parse(readFileSync(join(home, ".ocx-bundle/imports.jsonl"), "utf8"));
  writeFileSync(join(home, ".ocx-bundle/unfinished.json"), JSON.stringify({ settings: settings.slice(0, 1) }));
  const { relies } = await forget("a");
  expect(relies.filter(({ status }) => status === "needed")).toHaveLength(1);
});

test("a registered project goes with the import that registered it, unless another import needs it", async () => {
  const project = join(directory, "project");
  cpSync(goldenProject("toolbox"), project, { recursive: true });
  const source = unpackGolden("toolbox", "source", directory);
  for (const [name, groups] of [
    ["one", ["default"]],
    ["two", ["ci"]],
  ] as const) {
    await exportToolbox(source, file(name), { name, declaration: { kind: "project", path: project, groups } });
    await importFile(file(name), home, { project });
  }
  expect((await forget("one")).projects).toEqual([]);
  expect(readdirSync(join(home, "projects"))).toHaveLength(1);
  expect((await forget("two")).projects).toEqual([project]);
  expect(readdirSync(join(home, "projects"))).toEqual([]);
});

describe("a bundle is named", () => {
  beforeEach(async () => {
    await importFile(file("a"), home);
    await importFile(file("b"), home);
  });

  test("by its digest, or four digits of it", async () => {
    const [a, b] = (await history()).imports;
    if (a === undefined || b === undefined) throw new Error("expected two imports");
    const hex = a.bundle.digest.slice("sha256:".length);
    expect((await forget(hex.slice(0, 8))).bundle).toEqual(a.bundle);
    expect((await forget(b.bundle.digest)).bundle).toEqual(b.bundle);
  });

  test("by nothing that is there", async () => {
    await expect(forget("c")).rejects.toMatchObject({
      code: "IMPORT_NOT_FOUND",
      message: expect.stringContaining("a (sha256:"),
    });
    await forget("a");
    await expect(forget("a")).rejects.toMatchObject({ code: "IMPORT_NOT_FOUND", message: /forgotten at/ });
  });

  test("by what fits several: they are named, and nothing is forgotten", async () => {
    const [a] = (await history()).imports;
    const log = join(home, ".ocx-bundle/imports.jsonl");
    const line = JSON.parse(readFileSync(log, "utf8").split("\n")[0] ?? "");
    const digest = `${a?.bundle.digest.slice(0, -4)}${a?.bundle.digest.endsWith("0000") ? "1111" : "0000"}`;
    appendFileSync(log, `${JSON.stringify({ ...line, bundle: { name: "a", digest } })}\n`);
    const before = fingerprint(home);
    for (const text of ["a", digest.slice(0, 20)])
      await expect(forget(text)).rejects.toMatchObject({
        code: "NAME_AMBIGUOUS",
        message: expect.stringContaining(digest),
      });
    expect(fingerprint(home)).toEqual(before);
  });
});

test("forgets and imports in several processes at once lose nothing that an import needs", {
  timeout: 120_000,
}, async () => {
  const ends = async (...lines: readonly (readonly string[])[]): Promise<unknown[]> =>
    Promise.all(
      lines.map(async (words) => {
        const { child, errors } = startRun([...words, "--home", home, "--quiet"], WITH_OCX);
        const [status] = await once(child, "close");
        return { words, status, errors: errors() };
      }),
    );
  const importing = (name: string) => ["import", file(name), "--platform", "linux/amd64+libc.glibc"];
  for (let round = 0; round < 3; round++) {
    await importFile(file("a"), home);
    const lines = [["forget", "a"], importing("b"), importing("b")];
    expect(await ends(...lines)).toEqual(lines.map((words) => ({ words, status: 0, errors: "" })));
    expect(found(home)).toEqual(await after("b"));
  }
});

test("the commands print a table and a document, and escape what a bundle calls itself", async () => {
  await importFile(file("a"), home);
  await importFile(file("b"), home);
  const table = run(["history", "--home", home]);
  expect(table).toMatchObject({ status: 0, errors: "" });
  expect(table.text).toMatch(/ a +sha256:[0-9a-f]{12}… +in place/);
  const forgotten = run(["forget", "a", "--home", home, "--json"]);
  expect(parseOutput("forget", forgotten.text).bundle.name).toBe("a");
  expect(parseOutput("history", run(["history", "--home", home, "--json"]).text).imports).toHaveLength(2);
  expect(run(["history", "--home", home]).text).toMatch(/ a +sha256:[0-9a-f]{12}… +forgotten/);
  expect(run(["forget", "b", "--home", home]).text).toContain("Run `ocx clean`");
  expect(run(["forget", "b", "--home", home])).toMatchObject({ status: 79 });
  const log = join(home, ".ocx-bundle/imports.jsonl");
  const digest = `sha256:${"0".repeat(64)}`;
  appendFileSync(log, `${JSON.stringify({ at: "2026", bundle: { name: "\u001b[31mred", digest } })}\n`);
  expect(run(["history", "--home", home]).text).not.toContain("\u001b");
});
