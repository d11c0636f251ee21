import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { extractBundle } from "../../src/commands/extract-bundle.ts";
import { fetchBundle } from "../../src/commands/fetch-bundle.ts";
import { forgetImport } from "../../src/commands/forget-import.ts";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import type { ExportResult } from "../../src/commands/results/export-result.ts";
import { runStore } from "../../src/commands/run-store.ts";
import { sendBundle } from "../../src/commands/send-bundle.ts";
import { showEnvironment } from "../../src/commands/show-environment.ts";
import { showHistory } from "../../src/commands/show-history.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import type { ExportRequest } from "../../src/options/requests/export-request.ts";
import { run } from "../fixtures/command-line.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { unpackGolden } from "../fixtures/golden.ts";
import { scratch } from "../fixtures/import.ts";
import { countSteps, dieAt } from "../fixtures/killed.ts";
import { startCrane } from "../fixtures/registries.ts";
import { buildStandIn, type StandIn } from "../fixtures/stand-in-ocx.ts";
import { exportToolbox, importFile } from "../fixtures/toolbox.ts";
import { lacks, needs } from "../fixtures/tools.ts";
import { fingerprint, sha256 } from "../fixtures/tree.ts";
import { serveFiles } from "../fixtures/web-server.ts";

const HELLO = "ocx.sh/acme/hello:2.0.0";
const OUTER = "ocx.sh/acme/outer:1";
/** A package without entry points. */
const LIBGREET = "ocx.sh/acme/libgreet@sha256:36e3763c6ac75857574cad41575e1b6d86a24fedebf2aa213c995b9db044e520";
const PLATFORM = "linux/amd64+libc.glibc";
/** A machine without ocx. */
const BARE = { PATH: "/usr/bin:/bin" };

/** The golden home with entry points, with the package of OCX or without it. */
function unpack(directory: string, { withPackage }: { readonly withPackage: boolean }): string {
  const home = unpackGolden("entrypoints", "source", directory);
  if (!withPackage) rmSync(join(home, "symlinks/ocx.sh/ocx"), { recursive: true });
  return home;
}

function exported(home: string, file: string, request: Partial<ExportRequest>, path: string): Promise<ExportResult> {
  const declaration = { kind: "packages", identifiers: [HELLO] } as const;
  return exportToolbox(home, file, { declaration, ...request }, { variables: { PATH: path } });
}

/** The environment of the package in a shell, as `env` prints it. */
async function environmentOf(home: string, variables: Readonly<Record<string, string>> = BARE) {
  const subject = { kind: "packages", identifiers: [HELLO] } as const;
  const heard = listener();
  const shown = await showEnvironment(
    { subject, home, format: "sh", offline: true },
    surroundings({ variables }),
    heard,
  );
  return { ...shown, warnings: heard.warnings };
}

/** Runs a launcher in the environment that `env` printed. */
function launch(text: string, ...words: string[]): string {
  const script = `${text}\nexec ${words.join(" ")}`;
  const { stdout, stderr, status } = spawnSync("/bin/sh", ["-c", script], { env: BARE, encoding: "utf8" });
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  return stdout;
}

describe.skipIf(lacks("cc"))("the executable on PATH", () => {
  const { path: directory, remove } = scratch();
  const file = join(directory, "with-ocx.tar");
  let standIn: StandIn;
  let result: ExportResult;
  let digest: string;

  beforeAll(async () => {
    standIn = buildStandIn(directory);
    digest = sha256(readFileSync(standIn.program));
    const home = unpack(directory, { withPackage: false });
    result = await exported(home, file, { includeOcx: "true" }, `/nowhere:${standIn.bin}`);
  });
  afterAll(remove);

  test("travels, and an entry point runs with it on a machine that had nothing", async () => {
    expect(result.warnings).toEqual([]);
    expect(result.bundle.ocx).toEqual({ digest: `sha256:${digest}`, size: statSync(standIn.program).size });
    const home = join(temporaryDirectory(), "home");
    const imported = await importFile(file, home, {}, { variables: BARE });
    const place = join(home, ".ocx-bundle/ocx", digest, "ocx");
    expect(imported).toMatchObject({ warnings: [], ocx: { path: place, status: "added" } });
    expect(readFileSync(place).equals(readFileSync(standIn.program))).toBe(true);
    expect(statSync(place).mode & 0o7777).toBe(0o755);

    const { text, warnings, entries } = await environmentOf(home);
    expect(warnings).toEqual([]);
    expect(entries).toContainEqual({ key: "PATH", value: join(home, ".ocx-bundle/ocx", digest), kind: "list" });
    const [launcher = ""] = globSync("packages/ocx.sh/*/*/*/entrypoints/hello", { cwd: home });
    const root = join(home, launcher.replace("/entrypoints/hello", ""));
    expect(launch(text, "hello", "--version")).toBe(`launcher\nexec\n${root}\n--\nhello\n--version\n`);
    expect(launch(text, "printenv", "PATH")).toMatch(new RegExp(`:/usr/bin:/bin:${home}/.ocx-bundle/ocx/${digest}\n$`));

    const before = fingerprint(home);
    const again = await importFile(file, home, {}, { variables: BARE });
    expect(again).toMatchObject({ changed: false, ocx: { status: "present" } });
    expect(fingerprint(home)).toEqual(before);
  });

  test("stays behind an ocx that the machine has, and a job gets it as the last of its directories", async () => {
    const home = join(temporaryDirectory(), "home");
    const later = { environment: { groups: [] } };
    const { environment } = await importFile(file, home, later, { variables: BARE });
    const own = { key: "PATH", value: join(home, ".ocx-bundle/ocx", digest), type: "path" };
    expect(environment?.entries[0]).toEqual(own);
    const withOcx = { PATH: `/usr/bin:${standIn.bin}` };
    const there = await importFile(file, home, later, { variables: withOcx });
    expect(there.environment?.entries).not.toContainEqual(own);
    expect((await environmentOf(home, withOcx)).text).not.toContain(".ocx-bundle");
    // The one that an earlier step got does not keep a newer one out.
    const second = await importFile(file, home, later, { variables: { PATH: `${own.value}:/bin` } });
    expect(second.environment?.entries[0]).toEqual(own);
  });

  test("is inspected, verified and recorded, and goes when no import has it any more", async () => {
    const source = { kind: "file", path: file } as const;
    expect((await inspectBundle({ source }, surroundings())).ocx?.digest).toBe(`sha256:${digest}`);
    await verifyBundle({ source, workers: 1 }, surroundings(), listener());
    const other = join(temporaryDirectory(), "other.tar");
    const declaration = { kind: "packages", identifiers: [OUTER] } as const;
    const home = join(directory, "source/.ocx");
    await exported(home, other, { declaration, includeOcx: "true", name: "other" }, standIn.bin);
    const target = join(temporaryDirectory(), "home");
    await importFile(file, target);
    await importFile(other, target);
    const { imports } = await showHistory({ home: target }, surroundings());
    expect(imports.map(({ ocx }) => ocx)).toEqual([`sha256:${digest}`, `sha256:${digest}`]);
    const forget = (bundle: string) => forgetImport({ bundle, home: target, dryRun: false }, surroundings());
    expect((await forget("other")).executables).toBeUndefined();
    const place = join(target, ".ocx-bundle/ocx", digest, "ocx");
    expect((await forget("ocx-bundle-linux-amd64")).executables).toEqual([place]);
    expect(existsSync(join(target, ".ocx-bundle/ocx"))).toBe(false);
  });

  test("is repaired when it was lost, and with --repair when it was altered", async () => {
    const home = join(temporaryDirectory(), "home");
    await importFile(file, home);
    const place = join(home, ".ocx-bundle/ocx", digest, "ocx");
    const bytes = readFileSync(place);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(place, bytes);
    expect(await importFile(file, home)).toMatchObject({ changed: false, ocx: { status: "present" } });
    expect(await importFile(file, home, { repair: true })).toMatchObject({
      changed: true,
      ocx: { status: "repaired" },
    });
    expect(sha256(readFileSync(place))).toBe(digest);
    chmodSync(place, 0o600);
    expect(await importFile(file, home)).toMatchObject({ changed: true, ocx: { status: "repaired" } });
    rmSync(join(home, ".ocx-bundle/ocx"), { recursive: true });
    expect(await importFile(file, home)).toMatchObject({ changed: true, ocx: { status: "added" } });
    expect(sha256(readFileSync(place))).toBe(digest);
  });

  test("gives the same bytes whatever the file's time and the umask", async () => {
    const place = temporaryDirectory();
    const [bin, second] = [join(place, "bin"), join(place, "second.tar")];
    mkdirSync(bin);
    cpSync(standIn.program, join(bin, "ocx"));
    const umask = process.umask(0o077);
    try {
      await exported(join(directory, "source/.ocx"), second, { includeOcx: "true" }, bin);
    } finally {
      process.umask(umask);
    }
    expect(readFileSync(second).equals(readFileSync(file))).toBe(true);
  });

  test("travels in a directory, a store and parts, and from an address alone where the rest is there", async () => {
    const place = temporaryDirectory();
    const [parts, layout, store] = [join(place, "parts.tar"), join(place, "layout"), join(place, "store")];
    const source = join(directory, "source/.ocx");
    await exported(source, parts, { includeOcx: "true", partSize: 4_000_000 }, standIn.bin);
    await exported(source, "", { includeOcx: "true", output: { kind: "layout", path: layout } }, standIn.bin);
    const add = { action: "add", source: { kind: "file", path: file } } as const;
    await runStore({ store, ...add }, surroundings(), listener());
    const home = join(place, "home");
    const own = join(home, ".ocx-bundle/ocx");
    for (const path of [`${parts}.parts.json`, layout, store]) {
      expect(await importFile(path, home)).toMatchObject({ changed: true, ocx: { status: "added" } });
      expect(sha256(readFileSync(join(own, digest, "ocx")))).toBe(digest);
      rmSync(own, { recursive: true });
    }
    const server = await serveFiles({ "/b.tar": { bytes: readFileSync(file), headers: { etag: '"1"' } } });
    const { fetched } = await importFile("", home, { source: { kind: "url", url: `${server.origin}/b.tar` } });
    expect(sha256(readFileSync(join(own, digest, "ocx")))).toBe(digest);
    const { size } = statSync(standIn.program);
    expect(fetched?.missing).toBeGreaterThan(9 * 1024 * 1024 - 256 * 1024);
    expect(fetched?.missing).toBeLessThan(size);
    expect(server.sent()).toBe(fetched?.bytes);
  });

  needs("crane")("travels to a registry and back as the same file", async () => {
    const place = temporaryDirectory();
    await using registry = await startCrane(join(place));
    const target = { channel: "registry", reference: `${registry.host}/acme/tools:1` } as const;
    await sendBundle({ source: { kind: "file", path: file }, destination: target }, surroundings(), listener());
    const output = join(place, "back.tar");
    await fetchBundle({ origin: target, output }, surroundings(), listener());
    expect(readFileSync(output).equals(readFileSync(file))).toBe(true);
    const source = { kind: "registry", reference: target.reference } as const;
    const home = join(place, "home");
    expect(await importFile("", home, { source })).toMatchObject({ ocx: { status: "added" } });
    expect(sha256(readFileSync(join(home, ".ocx-bundle/ocx", digest, "ocx")))).toBe(digest);
  });

  test("can be run by all users in a shared home, whatever the umask", () => {
    const home = join(temporaryDirectory(), "home");
    const args = ["import", file, "--home", home, "--platform", PLATFORM, "--shared"];
    expect(run(args, { shell: "umask 077" }).status).toBe(0);
    for (const path of [
      "",
      ".ocx-bundle",
      ".ocx-bundle/ocx",
      `.ocx-bundle/ocx/${digest}`,
      `.ocx-bundle/ocx/${digest}/ocx`,
    ])
      expect([path, statSync(join(home, path)).mode & 0o777]).toEqual([path, 0o755]);
  });

  test("stays with a part of a bundle that is extracted", async () => {
    const place = temporaryDirectory();
    const [both, part] = [join(place, "both.tar"), join(place, "part.tar")];
    const declaration = { kind: "packages", identifiers: [HELLO, OUTER] } as const;
    await exported(join(directory, "source/.ocx"), both, { declaration, includeOcx: "true" }, standIn.bin);
    const source = { kind: "file", path: both } as const;
    await extractBundle(
      { source, packages: [HELLO], output: { kind: "file", path: part } },
      surroundings(),
      listener(),
    );
    const extracted = { kind: "file", path: part } as const;
    expect((await inspectBundle({ source: extracted }, surroundings())).ocx?.digest).toBe(`sha256:${digest}`);
    await verifyBundle({ source: extracted, workers: 1 }, surroundings(), listener());
    // An export of this package alone has the same bytes.
    expect(readFileSync(part).equals(readFileSync(file))).toBe(true);
  });

  needs("tar", "zstd")("is what tar and zstd unpack", () => {
    const place = temporaryDirectory();
    execFileSync("tar", ["-xf", file, "-C", place]);
    for (const name of globSync("blobs/sha256/*", { cwd: place })) {
      const command = `zstd -qt ${name} 2>/dev/null || exit 0; zstd -qdc ${name} | tar -xpf - -C .`;
      execFileSync("/bin/sh", ["-c", command], { cwd: place });
    }
    const unpacked = join(place, "ocx/.ocx-bundle/ocx", digest, "ocx");
    expect(sha256(readFileSync(unpacked))).toBe(digest);
    expect(statSync(unpacked).mode & 0o7777).toBe(0o755);
  });

  test("an import that is killed at some step is completed by the next", { timeout: 120_000 }, async () => {
    const place = temporaryDirectory();
    const kept = join(place, "kept");
    const small = join(place, "small.tar");
    const { bin } = buildStandIn(place, 0);
    await exported(join(directory, "source/.ocx"), small, { includeOcx: "true" }, bin);
    await importFile(small, kept);
    rmSync(join(kept, ".ocx-bundle/ocx"), { recursive: true });
    const fresh = (): string => {
      const home = join(place, "home");
      rmSync(home, { recursive: true, force: true });
      cpSync(kept, home, { recursive: true, verbatimSymlinks: true });
      return home;
    };
    const args = (home: string) => ["import", small, "--home", home, "--platform", PLATFORM, "--quiet"];
    const steps = countSteps(place, args(fresh()));
    expect(steps).toBeGreaterThan(12);
    // Steps are odd and even in turn: the process dies before or after them.
    for (let step = 1; step <= steps; step += 7) {
      const home = fresh();
      expect(dieAt(step, args(home))).toBe(true);
      for (const path of globSync(".ocx-bundle/ocx/*/ocx", { cwd: home }))
        expect(path).toBe(`.ocx-bundle/ocx/${sha256(readFileSync(join(home, path)))}/ocx`);
      await importFile(small, home);
      expect(globSync(".ocx-bundle/ocx/*/ocx", { cwd: home })).toHaveLength(1);
      expect(globSync(".ocx-bundle/staging/*", { cwd: home })).toEqual([]);
      expect(await importFile(small, home)).toMatchObject({ changed: false });
    }
  });
});

test("`true` refuses what is no program for the platform, and says when there is none", async () => {
  const directory = temporaryDirectory();
  const home = unpack(directory, { withPackage: false });
  const bin = join(directory, "bin");
  mkdirSync(bin);
  const attempt = (content?: Uint8Array | string) => {
    if (content !== undefined) writeFileSync(join(bin, "ocx"), content, { mode: 0o755 });
    return exported(home, join(directory, "x.tar"), { includeOcx: "true" }, bin);
  };
  await expect(attempt()).rejects.toMatchObject({ code: "OCX_NOT_FOUND" });
  await expect(attempt("#!/bin/sh\n")).rejects.toMatchObject({ code: "PLATFORM_MISMATCH" });
  const arm = Buffer.from(readFileSync("/bin/sh").subarray(0, 64));
  arm.writeUInt16LE(183, 18);
  await expect(attempt(arm)).rejects.toMatchObject({
    code: "PLATFORM_MISMATCH",
    message: expect.stringContaining("it is for linux/arm64, expected an executable for linux/amd64"),
  });
});

test("`auto` takes the package of the home for entry points, `false` and a bundle without them do not", async () => {
  const directory = temporaryDirectory();
  const home = unpack(directory, { withPackage: true });
  const file = join(directory, "x.tar");
  const names = async (request: Partial<ExportRequest>, path = "/nowhere") => {
    const { bundle, warnings } = await exported(home, file, request, path);
    return { roots: bundle.packages.filter(({ root }) => root).map(({ identifier }) => identifier), warnings };
  };
  const cli = expect.stringMatching(/^ocx\.sh\/ocx\/cli@sha256:/);
  expect(await names({ includeOcx: "false" })).toEqual({
    roots: [HELLO],
    warnings: [expect.stringMatching(/^Entry points .*include-ocx/)],
  });
  const declaration = { kind: "packages", identifiers: [LIBGREET] } as const;
  expect(await names({ declaration })).toEqual({ roots: [LIBGREET], warnings: [] });
  expect(await names({})).toEqual({ roots: [HELLO, cli], warnings: [] });

  // The tool of the machine is used where there is one, else that of the home.
  const target = join(directory, "target");
  const imported = await importFile(
    file,
    target,
    { packages: [HELLO], environment: { groups: [] } },
    { variables: BARE },
  );
  expect(imported.warnings).toEqual([]);
  const bin = join(target, "symlinks/ocx.sh/ocx/cli/current/content/bin");
  expect(imported.environment?.entries[0]).toEqual({ key: "PATH", value: bin, type: "path" });
  const { text } = await environmentOf(target);
  expect(launch(text, "sh", "-c", "'command -v ocx'")).toBe(`${bin}/ocx\n`);
});
