import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { releaseChannel } from "../../src/channels/github/release/release.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { type Emulator, openEmulator } from "../fixtures/github/emulator.ts";
import { OFFLINE } from "../fixtures/github/preloads.ts";
import { goldenProject } from "../fixtures/golden.ts";
import { parseOutput } from "../fixtures/json-output.ts";
import { MACHINE, NODE } from "../fixtures/runner.ts";
import { bundleToolbox, exportToolbox, importFile, unpackToolbox } from "../fixtures/toolbox.ts";
import { sha256 } from "../fixtures/tree.ts";

interface Answer {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** The command line on a machine that reaches only loopback. Not spawnSync: the emulator answers in this process. */
async function command(args: readonly string[], variables: Record<string, string>, cwd?: string): Promise<Answer> {
  const env = { ...MACHINE, HOME: "/nonexistent", ...variables };
  const child = spawn(NODE, ["--import", OFFLINE, resolve("src/cli/main.ts"), ...args], { cwd, env });
  const texts = [child.stdout, child.stderr].map((stream) => Array.fromAsync(stream, String));
  await once(child, "close");
  const [output = [], errors = []] = await Promise.all(texts);
  return { status: child.exitCode, output: output.join(""), errors: errors.join("") };
}

/** What a job's own token gives, besides the runner's services. */
function environment(emulator: Emulator): Record<string, string> {
  return { ...emulator.variables(), GITHUB_TOKEN: emulator.apiToken() };
}

const ROADS: readonly [string, readonly string[], readonly string[]][] = [
  ["an artifact", ["--to", "artifact"], ["--from", "artifact"]],
  [
    "a draft release",
    ["--to", "release", "--release-tag", "v1", "--create-release"],
    ["--from", "release", "--release-tag", "v1"],
  ],
  ["the cache", ["--to", "cache", "--cache-key", "k"], ["--from", "cache", "--cache-key", "k"]],
];

test.each(ROADS)("a bundle arrives through %s bit for bit, and a second send keeps it", async (_, to, from) => {
  await using emulator = await openEmulator();
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const digest = `sha256:${sha256(readFileSync(bundle))}`;
  const env = environment(emulator);

  const sent = await command(["send", bundle, "--as", "toolbox", ...to, "--json", "--quiet"], env);
  expect(sent.errors).toBe("");
  expect(parseOutput("send", sent.output)).toMatchObject({ status: "sent", name: "toolbox.tar", fileDigest: digest });
  const again = await command(["send", bundle, "--as", "toolbox", ...to, "--json"], env);
  expect(parseOutput("send", again.output)).toMatchObject({ status: "kept" });

  const target = join(directory, "in");
  mkdirSync(target);
  const fetched = await command(["fetch", "--name", "toolbox", ...from, "--output", target, "--json"], env);
  expect(fetched.errors).toBe("");
  const { file = "" } = parseOutput("fetch", fetched.output);
  expect(readdirSync(target)).toEqual(["toolbox.tar"]);
  expect(readFileSync(file).equals(readFileSync(bundle))).toBe(true);
  expect(await importFile(file, join(directory, "home"))).toMatchObject({ changed: true });
});

test("a key that the lock makes is the same for who sends and who fetches", async () => {
  await using emulator = await openEmulator();
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const project = join(directory, "project");
  cpSync(goldenProject("toolbox"), project, { recursive: true });
  const env = environment(emulator);

  const miss = await command(["fetch", "--from", "cache"], env, project);
  expect(miss).toMatchObject({ status: 79, output: "" });
  expect(miss.errors).toContain("[CACHE_MISS]");
  expect(await command(["send", bundle, "--to", "cache", "--project", project], env)).toMatchObject({ status: 0 });
  expect(await command(["fetch", "--from", "cache"], env, project)).toMatchObject({ status: 0 });
  writeFileSync(join(project, "ocx.lock"), `# moved on\n${readFileSync(join(project, "ocx.lock"), "utf8")}`);
  expect(await command(["fetch", "--from", "cache"], env, project)).toMatchObject({ status: 79 });
});

test("send takes the named bundle of a directory that holds several, and sends it under the name that it is told", async () => {
  await using emulator = await openEmulator();
  const directory = temporaryDirectory();
  const home = unpackToolbox(directory);
  const path = join(directory, "layout");
  const output = { kind: "layout", path } as const;
  const declaration = { kind: "packages", identifiers: ["ocx.sh/acme/hello:2.0.0"] } as const;
  const hello = await exportToolbox(home, path, { output, name: "hello", declaration });
  await exportToolbox(home, path, { output, name: "toolbox" });
  const send = (...words: string[]): Promise<Answer> =>
    command(["send", path, "--to", "artifact", "--json", ...words], environment(emulator));

  const unnamed = await send();
  expect(unnamed).toMatchObject({ status: 64, errors: expect.stringContaining("Choose one with `--name`") });
  const { bundle } = parseOutput("send", (await send("--name", "hello", "--as", "greeter")).output);
  expect(bundle).toEqual({ name: "hello", digest: hello.bundle.digest });
  expect(parseOutput("send", (await send("--name", "hello")).output).name).toBe("hello.tar");
  const taken = await send("--name", "toolbox", "--as", "greeter");
  expect(taken).toMatchObject({ status: 81, errors: expect.stringMatching(/another name, or set `--overwrite`/) });
});

test("send refuses what is no bundle, before it reaches for anything", async () => {
  await using emulator = await openEmulator();
  const file = join(temporaryDirectory(), "notes.tar");
  writeFileSync(file, "not a bundle");
  const { status, errors } = await command(["send", file, "--to", "artifact"], environment(emulator));
  expect(status).toBe(65);
  expect(errors).toContain("[BUNDLE_INVALID]");
  expect(emulator.requests).toEqual([]);
});

test("a fetch that fails leaves nothing in its directory, and what was there is as it was", async () => {
  await using emulator = await openEmulator();
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const env = environment(emulator);
  await command(["send", bundle, "--as", "toolbox", "--to", "artifact"], env);
  const target = join(directory, "in");
  mkdirSync(target);
  const yesterday = readFileSync(await bundleHello(join(target, "toolbox.tar")));
  emulator.fault({ service: "blob", method: "GET", times: Infinity, action: { corrupt: true } });
  const { status, errors } = await command(
    ["fetch", "--name", "toolbox", "--from", "artifact", "--output", target],
    env,
  );
  expect(status).toBe(65);
  expect(errors).toContain("[DIGEST_MISMATCH]");
  expect(readdirSync(target)).toEqual(["toolbox.tar"]);
  expect(readFileSync(join(target, "toolbox.tar")).equals(yesterday)).toBe(true);
});

test("fetch writes to a file or into a directory, and keeps a file that is not a bundle", async () => {
  await using emulator = await openEmulator();
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const bytes = readFileSync(bundle);
  const env = environment(emulator);
  await command(["send", bundle, "--as", "toolbox", "--to", "artifact"], env);
  const target = join(directory, "in");
  mkdirSync(target);
  const fetchTo = (output: string, ...more: readonly string[]): Promise<Answer> =>
    command(
      ["fetch", "--name", "toolbox", "--from", "artifact", "--output", output, "--json", ...more],
      { ...env, HOME: directory },
      directory,
    );

  const named = await fetchTo("in/mine.tar");
  expect(parseOutput("fetch", named.output).file).toBe(join(target, "mine.tar"));
  expect(readFileSync(join(target, "mine.tar")).equals(bytes)).toBe(true);
  expect(parseOutput("fetch", (await fetchTo("~/in/")).output).file).toBe(join(target, "toolbox.tar"));
  // What an earlier fetch left is replaced without a word.
  expect((await fetchTo("in")).status).toBe(0);
  expect(readdirSync(target).toSorted()).toEqual(["mine.tar", "toolbox.tar"]);

  const notes = join(directory, "notes.txt");
  writeFileSync(notes, "mine");
  expect(await fetchTo("notes.txt")).toMatchObject({ status: 81, errors: expect.stringContaining("--overwrite") });
  expect(readFileSync(notes, "utf8")).toBe("mine");
  expect((await fetchTo("notes.txt", "--overwrite")).status).toBe(0);
  expect(readFileSync(notes).equals(bytes)).toBe(true);
  expect(await fetchTo("none/")).toMatchObject({ status: 79, errors: expect.stringContaining("mkdir -p") });
});

test("fetch takes no name that leads to another directory, and moves nothing there", async () => {
  await using emulator = await openEmulator();
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const env = environment(emulator);
  const cache = ["cache", "--cache-key", "k"];
  await command(["send", bundle, "--to", ...cache], env);
  const target = join(directory, "in");
  mkdirSync(target);
  writeFileSync(join(target, "mine"), "mine");
  const fetched = await command(["fetch", "--from", ...cache, "--name", "../toolbox", "--output", target], env);
  expect(fetched).toMatchObject({ status: 64, errors: expect.stringContaining("[OPTION_INVALID]") });
  expect(readdirSync(target)).toEqual(["mine"]);
});

test("a bundle that was fetched in parts takes the place of a file of its name, and is imported as it is", async () => {
  await using emulator = await openEmulator();
  const directory = temporaryDirectory();
  const path = await bundleToolbox(directory);
  const bytes = readFileSync(path);
  const api = { url: emulator.apiUrl, token: emulator.apiToken() };
  const repository = { owner: "acme", name: "tools" };
  const draft = { tag: "v1", create: true, overwrite: false, partSize: Math.ceil(bytes.length / 3) };
  const watch = { say: () => {}, progress: () => {}, signal: new AbortController().signal };
  const channel = releaseChannel({ channel: "release", repository, api, ...draft }, watch);
  await channel.send({ path, size: bytes.length, digest: `sha256:${sha256(bytes)}` }, "toolbox.tar");

  const target = join(directory, "in");
  mkdirSync(target);
  await bundleHello(join(target, "toolbox.tar"));
  const args = ["fetch", "--from", "release", "--release-tag", "v1", "--name", "toolbox", "--output", target, "--json"];
  const { output } = await command(args, environment(emulator));
  const { file = "" } = parseOutput("fetch", output);
  const names = ["toolbox.tar.part-001", "toolbox.tar.part-002", "toolbox.tar.part-003", "toolbox.tar.parts.json"];
  expect(readdirSync(target).toSorted()).toEqual(names);
  expect(file).toBe(join(target, "toolbox.tar.parts.json"));
  expect(await importFile(file, join(directory, "home"))).toMatchObject({ changed: true });

  // Once more over the parts; then into one file, where they are joined.
  expect((await command(args, environment(emulator))).status).toBe(0);
  const joined = join(directory, "joined.tar");
  const asFile = args.map((word) => (word === target ? joined : word));
  expect(parseOutput("fetch", (await command(asFile, environment(emulator))).output).file).toBe(joined);
  expect(readFileSync(joined).equals(bytes)).toBe(true);
});

/** Another bundle, which lies where one is fetched to. */
async function bundleHello(path: string): Promise<string> {
  const identifiers = ["ocx.sh/acme/hello:2.0.0"];
  const home = unpackToolbox(join(dirname(path), "..", "hello"));
  await exportToolbox(home, path, { declaration: { kind: "packages", identifiers } });
  return path;
}
