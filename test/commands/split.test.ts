import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { joinBundle } from "../../src/commands/join-bundle.ts";
import type { SplitResult } from "../../src/commands/results/parts-results.ts";
import { splitBundle } from "../../src/commands/split-bundle.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import type { SplitRequest } from "../../src/options/requests/split-request.ts";
import { MAIN, run as runCommand, runProgram } from "../fixtures/command-line.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { parseOutput } from "../fixtures/json-output.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { NODE } from "../fixtures/runner.ts";
import { bundleToolbox, exportToolbox, importFile, TOOLBOX, unpackToolbox } from "../fixtures/toolbox.ts";
import { lacks, run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";

const NAME = "toolbox.tar";
const LIST = `${NAME}.parts.json`;
const around = surroundings();
/** The bundle as one file. */
let bundle: Buffer;

beforeAll(async () => {
  const directory = run("mktemp", ["-d"]).toString().trim();
  bundle = readFileSync(await bundleToolbox(directory));
  rmSync(directory, { recursive: true });
});

function fill(directory: string): string {
  const path = join(directory, NAME);
  writeFileSync(path, bundle);
  return path;
}

function split(path: string, partSize: number, more: Partial<SplitRequest> = {}): Promise<SplitResult> {
  return splitBundle({ source: { kind: "file", path }, partSize, ...more }, around, listener());
}

function verify(path: string, heard = listener()) {
  return verifyBundle({ source: { kind: "file", path } }, around, heard);
}

const partOf = (number: number): string => `${NAME}.part-${String(number).padStart(3, "0")}`;

/** Checks the parts and their list with other tools than ours. */
function judge(directory: string, partSize: number): void {
  const list = JSON.parse(readFileSync(join(directory, LIST), "utf8"));
  const count = Math.ceil(bundle.length / partSize);
  const names = Array.from({ length: count }, (_, index) => partOf(index + 1));
  expect(readdirSync(directory).toSorted()).toEqual([...names, LIST]);
  const sizes = list.parts.map((part: { size: number }) => part.size);
  expect(sizes).toEqual(names.map((_, at) => Math.min(partSize, bundle.length - at * partSize)));
  const sums = list.parts.map((part: { name: string; digest: string }) => `${part.digest.slice(7)}  ${part.name}\n`);
  run("sha256sum", ["--check", "--strict", "--quiet"], { cwd: directory, input: sums.join("") });
  expect(list).toMatchObject({ name: NAME, size: bundle.length });
  expect(run("sh", ["-c", `cat ${NAME}.part-???`], { cwd: directory }).equals(bundle)).toBe(true);
}

const SMALLEST = (): number => Math.ceil(bundle.length / 999);

test.each<[string, () => number]>([
  ["the smallest size that 999 parts allow", SMALLEST],
  ["an odd size below a block", () => Math.max(SMALLEST(), 509)],
  ["one block", () => 512],
  ["ten blocks", () => 5120],
  ["a size with which a border is in a header", () => 20_000 - 17],
  ["half of it", () => Math.ceil(bundle.length / 2)],
  ["exactly its size", () => bundle.length],
  ["1 MiB, which is more than it has", () => 1024 * 1024],
])("export writes parts of %s, which are the bundle; import reads them", async (_, size) => {
  const directory = temporaryDirectory();
  const to = join(directory, "to");
  mkdirSync(to);
  const result = await exportToolbox(unpackToolbox(directory), join(to, NAME), { partSize: size() });
  judge(to, size());
  expect(result).toMatchObject({ file: join(to, LIST), parts: Math.ceil(bundle.length / size()) });
  // Nothing has read the file as a whole.
  expect(JSON.parse(readFileSync(join(to, LIST), "utf8"))).not.toHaveProperty("digest");
  const [byFile, byParts] = [join(directory, "a"), join(directory, "b")];
  await importFile(fill(directory), byFile);
  await importFile(join(to, LIST), byParts);
  expect(describeHome(byParts, byParts)).toEqual(describeHome(byFile, byFile));
  expect(await verify(join(to, LIST))).toMatchObject({ size: bundle.length, bundle: { digest: result.bundle.digest } });
});

test.each([1024, 5000, 1024 * 1024])(
  "split writes parts of %i bytes, join makes the file of them",
  async (partSize) => {
    const directory = temporaryDirectory();
    const [from, to] = [join(directory, "from"), join(directory, "to")];
    for (const path of [from, to]) mkdirSync(path);
    const result = await split(fill(from), partSize, { output: to });
    judge(to, partSize);
    expect(readFileSync(join(from, NAME)).equals(bundle)).toBe(true);
    expect(JSON.parse(readFileSync(join(to, LIST), "utf8")).digest).toBe(`sha256:${sha256(bundle)}`);
    expect(result).toMatchObject({ file: join(to, LIST), size: bundle.length, warnings: [] });

    const target = join(directory, "joined.tar");
    const joined = await joinBundle({ document: join(to, LIST), output: target }, around, listener());
    expect(joined).toMatchObject({ file: target, size: bundle.length, fileDigest: `sha256:${sha256(bundle)}` });
    expect(readFileSync(target).equals(bundle)).toBe(true);
    judge(to, partSize);
  },
);

test("split cuts parts anew", async () => {
  const directory = temporaryDirectory();
  const [one, two] = [join(directory, "one"), join(directory, "two")];
  for (const path of [one, two]) mkdirSync(path);
  await split(fill(directory), 7000, { output: one });
  expect(await split(join(one, LIST), 3000, { output: two })).toMatchObject({ size: bundle.length });
  judge(two, 3000);
  judge(one, 7000);
});

test("a size that takes over 999 parts is refused, with the smallest that does, and nothing is left", async () => {
  const directory = temporaryDirectory();
  const to = join(directory, "to");
  mkdirSync(to);
  const home = unpackToolbox(directory);
  const path = fill(directory);
  for (const partSize of [1, SMALLEST() - 1]) {
    const refused = { code: "LIMIT_EXCEEDED", hint: expect.stringContaining(` ${SMALLEST()} bytes`) };
    await expect(exportToolbox(home, join(to, NAME), { partSize })).rejects.toMatchObject(refused);
    await expect(split(path, partSize, { output: to })).rejects.toMatchObject(refused);
    expect(readdirSync(to)).toEqual([]);
  }
});

test.each([
  ["first", [1]],
  ["last", [8]],
  ["first, one in the middle and last", [1, 4, 8]],
])("every missing part is named at once: the %s", async (_, missing) => {
  const directory = temporaryDirectory();
  await split(fill(directory), Math.ceil(bundle.length / 8));
  rmSync(join(directory, NAME));
  const document = join(directory, LIST);
  for (const number of missing) rmSync(join(directory, partOf(number)));
  // One that is there is too short.
  truncateSync(join(directory, partOf(3)), 10);
  const home = join(directory, "home");
  const failures = await Promise.all(
    [importFile(document, home), verify(document), joinBundle({ document }, around, listener())].map((running) =>
      running.then(
        () => expect.unreachable(),
        (error: { code: string; message: string }) => error,
      ),
    ),
  );
  for (const { code, message } of failures) {
    expect(code).toBe("FILE_NOT_FOUND");
    const named = message.split("\n").map((line) => /part-(\d{3})/.exec(line)?.[1]);
    expect(named.map(Number)).toEqual([...missing, 3].toSorted((a, b) => a - b));
  }
  expect(existsSync(home)).toBe(false);
  expect(existsSync(join(directory, NAME))).toBe(false);
});

test("every damaged part is named at once, strays too, and all of them are kept", async () => {
  const directory = temporaryDirectory();
  await split(fill(directory), Math.ceil(bundle.length / 8));
  rmSync(join(directory, NAME));
  const document = join(directory, LIST);
  for (const number of [2, 8]) {
    const bytes = readFileSync(join(directory, partOf(number)));
    bytes[1] = (bytes[1] ?? 0) ^ 1;
    writeFileSync(join(directory, partOf(number)), bytes);
  }
  writeFileSync(join(directory, partOf(9)), "of an older bundle");
  const before = readdirSync(directory);
  const failure = { code: "DIGEST_MISMATCH", message: expect.stringMatching(/part-002[^]*part-008/) };
  await expect(verify(document)).rejects.toMatchObject(failure);
  await expect(joinBundle({ document }, around, listener())).rejects.toMatchObject(failure);
  await expect(verify(document)).rejects.toMatchObject({ message: expect.stringContaining(partOf(9)) });
  expect(readdirSync(directory)).toEqual(before);
});

test("parts that were swapped are both named", async () => {
  const directory = temporaryDirectory();
  await split(fill(directory), 4000);
  renameSync(join(directory, partOf(2)), join(directory, "x"));
  renameSync(join(directory, partOf(3)), join(directory, partOf(2)));
  renameSync(join(directory, "x"), join(directory, partOf(3)));
  const message = expect.stringMatching(/part-002[^]*part-003/);
  await expect(verify(join(directory, LIST))).rejects.toMatchObject({ code: "DIGEST_MISMATCH", message });
});

test("a stray part does not stop a reader, and verify warns of it", async () => {
  const directory = temporaryDirectory();
  await split(fill(directory), 4000);
  rmSync(join(directory, NAME));
  writeFileSync(join(directory, partOf(999)), "stale");
  const heard = listener();
  await verify(join(directory, LIST), heard);
  expect(heard.warnings).toEqual([expect.stringContaining(partOf(999))]);
  const joined = await joinBundle({ document: join(directory, LIST) }, around, listener());
  expect(readFileSync(joined.file).equals(bundle)).toBe(true);
  expect(existsSync(join(directory, partOf(999)))).toBe(true);
});

test("new parts are not mixed with old ones, unless asked for; those that stay are named", async () => {
  const directory = temporaryDirectory();
  const home = unpackToolbox(directory);
  const to = join(directory, "to");
  mkdirSync(to);
  const path = fill(to);
  await split(path, 2000);
  const many = readdirSync(to).length - 2;
  await expect(split(path, 20_000)).rejects.toMatchObject({ code: "FILE_EXISTS" });
  await expect(exportToolbox(home, path, { partSize: 20_000 })).rejects.toMatchObject({ code: "FILE_EXISTS" });
  const again = await split(path, 20_000, { overwrite: true });
  expect(again.warnings).toEqual([expect.stringContaining(partOf(again.parts.length + 1))]);
  expect(readdirSync(to)).toHaveLength(many + 2);
  // The whole file is found before its parts: beside parts of another bundle it is a trap.
  const exported = await exportToolbox(home, path, { partSize: 20_000, overwrite: true });
  expect(exported.warnings.at(-1)).toContain(NAME);
  expect(await verify(join(to, LIST))).toMatchObject({ size: bundle.length });
});

test("join replaces only a bundle", async () => {
  const directory = temporaryDirectory();
  await split(fill(directory), 20_000);
  const document = join(directory, LIST);
  await expect(joinBundle({ document }, around, listener())).resolves.toMatchObject({ file: join(directory, NAME) });
  const other = join(directory, "notes.txt");
  writeFileSync(other, "mine");
  await expect(joinBundle({ document, output: other }, around, listener())).rejects.toMatchObject({
    code: "FILE_EXISTS",
  });
  expect(readFileSync(other, "utf8")).toBe("mine");
  await expect(joinBundle({ document: join(directory, NAME) }, around, listener())).rejects.toMatchObject({
    code: "OPTION_INVALID",
  });
});

test("a name that a list of parts cannot have is refused before anything is written", async () => {
  const directory = temporaryDirectory();
  const path = join(directory, "my bundle.tar");
  writeFileSync(path, bundle);
  await expect(split(path, 4000)).rejects.toMatchObject({ code: "OPTION_INVALID" });
  await expect(
    exportToolbox(unpackToolbox(directory), join(directory, "ä.tar"), { partSize: 4000 }),
  ).rejects.toMatchObject({ code: "OPTION_INVALID" });
  expect(readdirSync(directory).toSorted()).toEqual(["my bundle.tar", "source"]);
});

test("a file system that refuses a large file: the message names the way out, which works there", () => {
  const directory = temporaryDirectory();
  const home = unpackToolbox(directory);
  const to = join(directory, "to");
  mkdirSync(to);
  const identifiers = TOOLBOX.installs.map(({ identifier }) => identifier);
  const words = [
    "export",
    ...identifiers,
    "--home",
    home,
    "--platform",
    "linux/amd64+libc.glibc",
    "-o",
    join(to, NAME),
  ];
  // The kernel gives the same error for both limits, here at 16 KiB.
  const shell = "ulimit -f 32";
  const ended = runCommand(words, { shell });
  expect(ended).toMatchObject({ status: 74 });
  expect(ended.errors).toMatch(/hint: .*--split/);
  expect(readdirSync(to)).toEqual([]);
  const inParts = runCommand([...words, "--split", "16K", "--json"], { shell });
  expect(inParts).toMatchObject({ status: 0 });
  expect(parseOutput("export", inParts.text)).toMatchObject({ parts: Math.ceil(bundle.length / 16384) });
  judge(to, 16384);
});

/** True where mounts of one's own are forbidden, as in some containers. */
function cannotMount(): boolean {
  if (spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0) return false;
  console.warn("skipped: this machine forbids mounts in a namespace");
  return true;
}

test.skipIf(cannotMount())(
  "parts on a medium that may only be read are read there, and nothing can be written to it",
  async () => {
    const directory = temporaryDirectory();
    const medium = join(directory, "medium");
    for (const path of [medium, `${medium}.src`]) mkdirSync(path);
    await split(fill(directory), 16_384, { output: `${medium}.src` });
    // Nobody else sees this mount.
    const mount = 'mount -t tmpfs none "$1" && cp "$1.src"/* "$1" && mount -o remount,ro "$1" && shift && exec "$@"';
    const on = (words: readonly string[]) =>
      runProgram(["unshare", "-rm", "sh", "-c", mount, "sh", medium, NODE, MAIN, ...words]);
    const [document, home] = [join(medium, LIST), join(directory, "home")];
    expect(on(["verify", document])).toMatchObject({ status: 0 });
    expect(on(["import", document, "--home", home, "--platform", "linux/amd64+libc.glibc"])).toMatchObject({
      status: 0,
    });
    const alone = join(directory, "alone");
    await importFile(join(directory, NAME), alone);
    expect(describeHome(home, home)).toEqual(describeHome(alone, alone));
    const refused = on(["join", document]);
    expect(refused.status).toBeGreaterThan(0);
    expect(refused.errors).toMatch(/^error: Cannot write .*[^]*hint: /);
    expect(refused.errors).not.toContain("INTERNAL");
  },
);

test("the commands print what they wrote", () => {
  const directory = temporaryDirectory();
  const path = fill(directory);
  const wrote = runCommand(["split", path, "--size", "16KiB", "--json"]);
  expect(wrote).toMatchObject({ status: 0, errors: "" });
  const { parts } = parseOutput("split", wrote.text);
  expect(parts).toHaveLength(Math.ceil(bundle.length / 16384));
  rmSync(path);
  const joined = runCommand(["join", join(directory, LIST), "--json"]);
  expect(joined).toMatchObject({ status: 0, errors: "" });
  expect(parseOutput("join", joined.text)).toMatchObject({ file: path, fileDigest: `sha256:${sha256(bundle)}` });
  expect(runCommand(["split", path]).errors).toContain("--size");
  expect(runCommand(["split", path, "--size", "much"])).toMatchObject({ status: 64 });
  expect(runCommand(["split", "-", "--size", "1M"])).toMatchObject({ status: 64 });
  expect(runCommand(["export", "a", "-o", "-", "--split", "1M"])).toMatchObject({ status: 64 });
});

/** The commands that the docs give for par2. */
function recipes(): readonly string[] {
  const text = readFileSync("docs/carrying.md", "utf8");
  return Array.from(text.matchAll(/<!-- A test runs this block. -->\n\n```sh\n([^`]+)```/g), ([, block = ""]) =>
    block.replaceAll("toolchain.tar", NAME),
  );
}

test.skipIf(lacks("par2")).each<[string, (path: string) => void]>([
  ["lost", (path: string) => rmSync(path)],
  ["too short", (path: string) => truncateSync(path, 100)],
  ["too long", (path: string) => appendFileSync(path, "x")],
])("par2, as the docs have it, repairs a part or the list that is %s", async (_, spoil) => {
  const directory = temporaryDirectory();
  const partSize = Math.ceil(bundle.length / 4);
  await split(fill(directory), partSize);
  rmSync(join(directory, NAME));
  const [create = "", repair = "", ...others] = recipes();
  expect(others).toEqual([]);
  run("sh", ["-ec", create], { cwd: directory });
  for (const name of [partOf(1), partOf(4), LIST]) {
    spoil(join(directory, name));
    run("sh", ["-ec", repair], { cwd: directory });
    await expect(verify(join(directory, LIST))).resolves.toMatchObject({ size: bundle.length });
  }
  const joined = await joinBundle({ document: join(directory, LIST) }, around, listener());
  expect(readFileSync(joined.file).equals(bundle)).toBe(true);
});
