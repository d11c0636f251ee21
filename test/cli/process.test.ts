import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { MAIN, run, runProgram, startRun } from "../fixtures/command-line.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { buildFaultLibrary } from "../fixtures/fault.ts";
import { unpackGolden } from "../fixtures/golden.ts";
import { NODE } from "../fixtures/runner.ts";
import { needs } from "../fixtures/tools.ts";

const NATIVE = "ocx.sh/acme/native:5.1";
const PLATFORM = ["--platform", "linux/amd64+libc.glibc"];
const GIB = 1024 ** 3;

/** A home with a file of zeros in the layer of {@link NATIVE}, which takes no room on the disk, but time to export. */
function homeWithZeros(directory: string, bytes: number): string {
  const home = unpackGolden("toolbox", "source", directory);
  const file = join(home, "layers/ocx.sh/sha256/e4/065cbc665bd4d16f0efa5e54938f2f/content/bin/native");
  chmodSync(file, 0o755);
  truncateSync(file, bytes);
  return home;
}

/** Files of a name, anywhere below a directory. */
function findFiles(directory: string, name: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((path) => basename(path) === name);
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 10) {
    if (waited > 30_000) throw new Error("waited for half a minute");
    await setTimeout(10);
  }
}

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s ends an export with exit code %i, and leaves nothing behind", async (signal, status) => {
  const directory = temporaryDirectory();
  const home = homeWithZeros(directory, 16 * GIB);
  const target = join(directory, "out");
  mkdirSync(target);
  const { child, errors } = startRun(["export", NATIVE, "--home", home, "-o", join(target, "kit.tar"), ...PLATFORM]);
  // Bytes are being written: under a name of their own.
  await until(() => readdirSync(target).length > 0);
  child.kill(signal);
  expect(await once(child, "exit")).toEqual([status, null]);
  expect(errors()).toBe(`error: Interrupted by ${signal}: nothing half done is left here, run it again\n`);
  expect(readdirSync(target)).toEqual([]);
});

test.each(["SIGINT", "SIGTERM"] as const)("%s after a first signal does not cut the clean-up short", async (second) => {
  const directory = temporaryDirectory();
  const home = homeWithZeros(directory, 16 * GIB);
  const target = join(directory, "out");
  mkdirSync(target);
  const { child, errors } = startRun(["export", NATIVE, "--home", home, "-o", join(target, "kit.tar"), ...PLATFORM]);
  await until(() => readdirSync(target).length > 0);
  child.kill("SIGINT");
  await setTimeout(5);
  child.kill(second);
  expect(await once(child, "exit")).toEqual([130, null]);
  expect(errors()).toMatch(/^error: Interrupted by SIGINT/);
  expect(readdirSync(target)).toEqual([]);
});

test("an export that was killed leaves nothing that the next one does not remove, and one that runs is left alone", async () => {
  const directory = temporaryDirectory();
  const home = homeWithZeros(directory, 16 * GIB);
  const target = join(directory, "out");
  mkdirSync(target);
  const start = (name: string) =>
    startRun(["export", NATIVE, "--home", home, "-o", join(target, name), ...PLATFORM]).child;
  const underWay = (): number => findFiles(target, "bundle.tar").length;
  const living = start("living.tar");
  await until(() => underWay() === 1);
  const killed = start("killed.tar");
  await until(() => underWay() === 2);
  killed.kill("SIGKILL");
  await once(killed, "exit");
  expect(underWay()).toBe(2);
  const small = ["export", "ocx.sh/acme/hello:2.0.0", "--home", home, "-o", join(target, "kit.tar"), ...PLATFORM];
  expect(run(small)).toMatchObject({ status: 0 });
  expect(underWay()).toBe(1);
  living.kill("SIGINT");
  await once(living, "exit");
  expect(readdirSync(target)).toEqual(["kit.tar"]);
});

test("an export to a pipe that was killed leaves nothing in TMPDIR, and a TMPDIR that is missing is named", async () => {
  const directory = temporaryDirectory();
  const home = homeWithZeros(directory, 16 * GIB);
  const spool = join(directory, "spool");
  mkdirSync(spool);
  const args = ["export", NATIVE, "--home", home, "-o", "-", ...PLATFORM];
  const { child } = startRun(args, { TMPDIR: spool });
  const opened = (): string[] => {
    const { text } = runProgram(["find", `/proc/${child.pid}/fd`, "-lname", `${spool}/* (deleted)`]);
    return text.split("\n").filter((line) => line !== "");
  };
  await until(() => opened().length > 0);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(readdirSync(spool)).toEqual([]);
  const missing = join(directory, "missing");
  const ended = run(args, { env: { TMPDIR: missing } });
  expect(ended.errors).toMatch(/^error: .*TMPDIR.*\[FILE_NOT_FOUND\]$/m);
  expect(ended.errors).toContain(missing);
});

needs("cc")("where no home of the user is known, a command works with a home that it is given", () => {
  const directory = temporaryDirectory();
  const library = buildFaultLibrary(directory);
  const home = unpackGolden("toolbox", "source", directory);
  const config = join(directory, ".config/ocx");
  mkdirSync(config, { recursive: true });
  // The working directory is not the user's home.
  writeFileSync(join(config, "config.toml"), "[registry]\ndefault = 'elsewhere.example'\n");
  const command = (env: Record<string, string>, ...args: string[]) =>
    runProgram(["env", "-u", "HOME", `LD_PRELOAD=${library}`, NODE, MAIN, ...args, ...PLATFORM, "--dry-run"], {
      cwd: directory,
      env: { FAULT_CALL: "user", ...env },
    });
  expect(command({}, "export", "acme/native:5.1", "--home", home)).toMatchObject({ status: 0, errors: "" });
  expect(command({ OCX_HOME: home }, "export", "acme/native:5.1")).toMatchObject({ status: 0, errors: "" });
  expect(command({}, "export", "acme/native:5.1").errors).toContain("[HOME_INVALID]");
});

test("a working directory that was removed is named", () => {
  const shell = "mkdir gone && cd gone && rmdir ../gone";
  const ended = run(["inspect", "/kit.tar"], { cwd: temporaryDirectory(), shell });
  expect(ended).toMatchObject({ status: 79, text: "" });
  expect(ended.errors).toMatch(/^error: Cannot find the working directory: .+ \[FILE_NOT_FOUND\]\nhint: .+\n$/);
});

test.each([
  ["a file", ["inspect"], 'set -- "$@" "$(printf "\\377")"', 64],
  ["the working directory", ["inspect", "kit.tar"], 'mkdir "$(printf "\\377")"; cd "$(printf "\\377")"', 64],
  ["a home", ["history"], 'set -- "$@" --home "/$(printf "\\377")"', 78],
  ["a home in the environment", ["history"], 'export OCX_HOME="/$(printf "\\377")"', 78],
] as const)("%s is refused if it is not UTF-8: Node would name another one", (_, args, shell, status) => {
  const ended = run(args, { cwd: temporaryDirectory(), shell });
  expect(ended).toMatchObject({ status, text: "" });
  expect(ended.errors).toMatch(/^error: .+ is not UTF-8 \[/);
});

needs("cc")("a file system without locks is named, and nothing is left there", () => {
  const directory = temporaryDirectory();
  const library = buildFaultLibrary(directory);
  const home = unpackGolden("toolbox", "source", directory);
  const target = join(directory, "out");
  mkdirSync(target);
  // ENOLCK and EOPNOTSUPP. SQLite takes the first for a lock that another process has.
  for (const [errno, code] of [
    [37, "FILE_SYSTEM_UNSUPPORTED"],
    [95, "IO_FAILED"],
  ]) {
    const env = { LD_PRELOAD: library, FAULT_CALL: "lock", FAULT_ERRNO: String(errno), FAULT_PREFIX: target };
    const ended = run(["export", NATIVE, "--home", home, "-o", join(target, "kit.tar"), ...PLATFORM], { env });
    expect(ended.errors).toMatch(new RegExp(`^error: Cannot .+ ${target}.+ locks?.+ \\[${code}\\]$`, "m"));
    expect(readdirSync(target)).toEqual([]);
  }
});

test("SIGINT ends an import that waits for the rest of a pipe", async () => {
  const directory = temporaryDirectory();
  const home = join(directory, "home");
  const source = unpackGolden("toolbox", "source", directory);
  const { bytes } = run(["export", NATIVE, "--home", source, "-o", "-", "--quiet", ...PLATFORM]);
  const spool = join(directory, "spool");
  mkdirSync(spool);
  const { child, errors } = startRun(["import", "-", "--home", home, ...PLATFORM], { TMPDIR: spool });
  child.stdin?.write(bytes.subarray(0, bytes.byteLength - 1000));
  await setTimeout(1500);
  expect(child.exitCode).toBe(null);
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([130, null]);
  expect(errors()).toBe("error: Interrupted by SIGINT: nothing half done is left here, run it again\n");
  const staging = join(home, ".ocx-bundle/staging");
  for (const place of [spool, staging]) expect(existsSync(place) ? readdirSync(place) : []).toEqual([]);
});

test("a failed command does not wait for the end of a pipe", async () => {
  const { child, errors } = startRun(["inspect", "-"]);
  child.stdin?.on("error", () => {});
  child.stdin?.write(Buffer.alloc(1 << 20, "this is no bundle "));
  const [status] = await once(child, "exit");
  expect(status).toBe(65);
  expect(errors()).toMatch(/^error: /);
});

test("a reader of standard output that goes away is no failure, and nothing is said of it", () => {
  // `true` is gone long before there is anything to read.
  const script = `{ sleep 0.2; "$0" "$1" --help; echo "$?" >&2; } | true`;
  expect(runProgram(["bash", "-c", script, NODE, MAIN])).toMatchObject({ status: 0, text: "", errors: "0\n" });
});

test.each(["--help", "inspect --json"])("a disk that is full is a failure, also for what %s prints", (command) => {
  const directory = temporaryDirectory();
  const file = join(directory, "kit.tar");
  run(["export", NATIVE, "--home", unpackGolden("toolbox", "source", directory), "-o", file, ...PLATFORM]);
  const script = `exec "$0" "$1" ${command} "$2" > /dev/full`;
  const ended = runProgram(["sh", "-c", script, NODE, MAIN, file]);
  expect(ended.status).toBe(74);
  expect(ended.errors).toMatch(/^error: Cannot write .+ENOSPC.+\nhint: .+\n$/);
});

test("a bundle whose reader goes away is a failure, but there is nothing to add to what the reader said", () => {
  const home = homeWithZeros(temporaryDirectory(), GIB / 4);
  const script = `{ "$0" "$1" export ${NATIVE} --home "$2" -o - ${PLATFORM.join(" ")}; echo "$?" >&2; } | true`;
  expect(runProgram(["bash", "-c", script, NODE, MAIN, home])).toMatchObject({ status: 0, errors: "74\n" });
});

needs("script")("a terminal gets a live bar and bold titles, and neither when the user does not want them", () => {
  const directory = temporaryDirectory();
  const home = homeWithZeros(directory, GIB);
  const line = `'${NODE}' '${MAIN}' export ${NATIVE} --home '${home}' -o '${join(directory, "kit.tar")}' ${PLATFORM.join(" ")}`;
  const onTerminal = (more: string, env = {}): string =>
    runProgram(["script", "-qec", `${line} ${more}`, "/dev/null"], { env: { TERM: "xterm", ...env } }).text;
  const shown = onTerminal("");
  expect(shown).toMatch(/Exporting \[#*-*\] \d+ %/);
  // Taken away before the result is printed.
  expect(shown).toMatch(/\r\u001b\[2KExported 1 package/);
  expect(shown).toContain("\u001b[1mPACKAGE");
  expect(onTerminal("", { NO_COLOR: "1" })).not.toContain("\u001b[1m");
  expect(onTerminal("--quiet")).toBe("");
  expect(onTerminal("--overwrite", { TERM: "dumb" })).not.toContain("\u001b");
  const onto = `'${NODE}' '${MAIN}' export ${NATIVE} --home '${home}' -o - ${PLATFORM.join(" ")}`;
  expect(runProgram(["script", "-qec", onto, "/dev/null"]).text).toMatch(/^error: .*terminal.*\[OPTION_INVALID\]/);
});

needs("script")("a terminal shows error: and hint: in colour, and neither NO_COLOR, TERM=dumb nor a pipe does", () => {
  const fail = (env: Record<string, string>): string =>
    runProgram(["script", "-qec", `'${NODE}' '${MAIN}' exprot`, "/dev/null"], { env: { TERM: "xterm", ...env } }).text;
  const [error, hint] = fail({}).split("\r\n");
  expect(error).toMatch(/^\u001b\[1m\u001b\[31merror:\u001b\[39m\u001b\[22m Cannot/);
  expect(hint).toMatch(/^\u001b\[1m\u001b\[36mhint:\u001b\[39m\u001b\[22m Did/);
  for (const plain of [
    fail({ NO_COLOR: "1" }),
    fail({ TERM: "dumb" }),
    run(["exprot"], { env: { TERM: "xterm" } }).errors,
  ])
    expect(plain).toMatch(/^error: .+\r?\nhint: .+\r?\n$/);
});

test("only Linux is supported, and others are told", () => {
  const other = `data:text/javascript,Object.defineProperty(process,"platform",{value:"win32"})`;
  const ended = runProgram([NODE, "--import", other, MAIN, "--version"]);
  expect(ended).toMatchObject({ status: 78, text: "", errors: expect.stringMatching(/^error: .*win32.*\nhint: /) });
});
