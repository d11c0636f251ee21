import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildFaults, ERRNO, type Errno, type Fault, type Faults } from "../fixtures/fault.ts";
import { scratch } from "../fixtures/import.ts";
import { exportToolbox, importFile, unpackToolbox } from "../fixtures/toolbox.ts";
import { lacks } from "../fixtures/tools.ts";

const PLATFORM = ["--platform", "linux/amd64+libc.glibc"];
const PACKAGE = "ocx.sh/acme/native:5.1";
/** Its layer. */
const CONTENT = "layers/ocx.sh/sha256/e4/065cbc665bd4d16f0efa5e54938f2f/content";

/** Calls by which an import changes a home, and by which an export reads one. */
const CHANGES = ["create", "write", "mkdir", "symlink", "link", "rename", "chmod", "utimes"] as const;
const READS = ["open", "read", "list", "readlink", "stat"] as const;
const ERRNOS = Object.keys(ERRNO) as Errno[];

/** `FAULTS=20` tries all errors of each call, at twenty more places between its first and its last. */
const MORE = Number(process.env["FAULTS"] ?? 0);
const LIMIT = 240_000 * (1 + 10 * MORE);

/** A code, which is not that of a bug. */
const CODED = /^error: .*\[(?!INTERNAL)[A-Z_]+\]$/m;

describe.skipIf(lacks("cc"))("a file call that fails is told with a code and its path, nothing of it stays", () => {
  const { path: directory, remove } = scratch();
  const home = join(directory, "new");
  let source: string;
  let faults: Faults;

  beforeAll(async () => {
    faults = buildFaults(directory);
    source = unpackToolbox(directory);
    const content = join(source, CONTENT);
    // What comes in pieces, gets its mode at the end, or is made after all others.
    writeFileSync(join(content, "large"), Buffer.alloc(9 << 20, "large "));
    mkdirSync(join(content, "private"));
    chmodSync(join(content, "private"), 0o700);
    symlinkSync("large", join(content, "link"));
    await exportSource("small.tar");
    // So many that threads unpack them.
    for (let i = 0; i < 1100; i++) writeFileSync(join(content, `private/${i}`), "");
    await exportSource("many.tar");
  });
  afterAll(remove);

  const exportSource = (name: string) =>
    exportToolbox(source, join(directory, name), { declaration: { kind: "packages", identifiers: [PACKAGE] } });

  const countCalls = (prefix: string, args: readonly string[]) => {
    rmSync(home, { recursive: true, force: true });
    return faults.count(prefix, args);
  };

  /** Lets one call of an import into a new home fail, and imports again. */
  const expectGoodEnd = async (fault: Omit<Fault, "prefix">, name: string): Promise<void> => {
    const bundle = join(directory, name);
    rmSync(home, { recursive: true, force: true });
    const { status, errors, path } = faults.inject({ ...fault, prefix: home }, importing(name));
    // Folders made side by side share parents, so the number of calls varies by a few: the last one may not come.
    if (path === undefined && fault.nth > 1) return expectGoodEnd({ ...fault, nth: fault.nth - 1 }, name);
    const which = `${fault.call} ${fault.nth}, ${fault.errno} at ${path}: ${errors}`;
    expect(path, which).toBeDefined();
    // Some failures do not matter, such as that of a clean-up.
    if (status !== 0) {
      expect(errors, which).toMatch(CODED);
      expect(errors, which).toContain(path);
      expect(errors, which).not.toContain("nknown system error");
    }
    expect(leftovers(home), which).toEqual([]);
    expect((await importFile(bundle, home)).packages, which).toHaveLength(1);
    expect(leftovers(home), which).toEqual([]);
  };

  const importing = (name: string) => ["import", join(directory, name), "--home", home, ...PLATFORM];

  test("whatever an import does on a full disk", { timeout: LIMIT }, async () => {
    const totals = countCalls(home, importing("small.tar"));
    expect([...totals.keys()]).toEqual(expect.arrayContaining([...CHANGES]));
    for (const call of CHANGES)
      for (const errno of MORE > 0 ? ERRNOS : (["ENOSPC"] as const))
        for (const nth of places(totals.get(call) ?? 0)) await expectGoodEnd({ call, errno, nth }, "small.tar");
  });

  test.each(ERRNOS)("an import whose symlink fails with %s", { timeout: LIMIT }, (errno) =>
    expectGoodEnd({ call: "symlink", errno, nth: 1 }, "small.tar"),
  );

  test.each(["link", "utimes"])("an import where %s fails in one of several threads", { timeout: LIMIT }, (call) =>
    expectGoodEnd({ call, errno: "EDQUOT", nth: 1000 }, "many.tar"),
  );

  test.each([
    ["create", "ENOSPC"],
    ["write", "EDQUOT"],
    ["rename", "EPERM"],
  ] as const)("an export where %s fails with %s", (call, errno) => {
    const target = join(directory, call);
    mkdirSync(target);
    const { status, errors } = faults.inject({ call, errno, nth: 1, prefix: target }, exporting(target));
    expect(errors).toMatch(CODED);
    expect(errors).toContain(target);
    expect(status).not.toBe(0);
    expect(readdirSync(target)).toEqual([]);
  });

  test("whatever an export reads of a home that is lost", { timeout: LIMIT }, () => {
    const totals = countCalls(source, exporting(directory));
    expect([...totals.keys()]).toEqual(expect.arrayContaining([...READS]));
    for (const call of READS) {
      for (const nth of places(totals.get(call) ?? 0).slice(-1 - MORE)) {
        const fault = { call, errno: "ESTALE", nth, prefix: source } as const;
        const { status, errors, path } = faults.inject(fault, exporting(directory));
        if (status === 0) continue;
        expect(errors).toMatch(CODED);
        expect(errors).toContain(path);
      }
    }
  });

  const exporting = (target: string) => [
    "export",
    PACKAGE,
    "--home",
    source,
    "-o",
    join(target, "out.tar"),
    ...PLATFORM,
  ];
});

/** The first and the last call of so many, and {@link MORE} between them. */
function places(total: number): number[] {
  const step = (total - 1) / (MORE + 1);
  return [...new Set(Array.from({ length: MORE + 2 }, (_, i) => 1 + Math.round(i * step)))];
}

function leftovers(home: string): string[] {
  const staging = join(home, ".ocx-bundle/staging");
  return existsSync(staging) ? readdirSync(staging) : [];
}
