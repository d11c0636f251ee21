import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, globSync, lstatSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MAIN, run, runProgram } from "../fixtures/command-line.ts";
import { scratch } from "../fixtures/import.ts";
import { MACHINE, NODE } from "../fixtures/runner.ts";
import { bundleToolbox, exportToolbox } from "../fixtures/toolbox.ts";
import { fingerprint } from "../fixtures/tree.ts";

const PLATFORM = ["--platform", "linux/amd64+libc.glibc"];
const PACKAGE = "ocx.sh/acme/jdk:21.0.2+13";
const NOBODY = 65534;

/** Entries of a home that other users cannot read. Files of packages have the modes of their publisher. */
function closed(home: string): string[] {
  return globSync("{blobs,index,symlinks,layers,packages,.ocx-bundle}/**", { cwd: home }).filter((path) => {
    const stats = lstatSync(join(home, path));
    if (stats.isSymbolicLink() || path.includes("/content/")) return false;
    const bits = stats.isDirectory() ? 0o555 : 0o444;
    return (stats.mode & bits) !== bits;
  });
}

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn("skipped: only root can become another user");

describe.skipIf(!isRoot)("a home that root prepares and others use", () => {
  const { path: directory, remove } = scratch();
  const [open, mine] = [join(directory, "open"), join(directory, "mine")];
  let bundle: string;

  beforeAll(async () => {
    chmodSync(directory, 0o755);
    bundle = await bundleToolbox(directory);
    const part = join(directory, "part.tar");
    const declaration = { kind: "packages", identifiers: [PACKAGE] } as const;
    await exportToolbox(join(directory, "source", ".ocx"), part, { declaration });
    for (const file of [bundle, part]) chmodSync(file, 0o644);
    // The umask of a careful administrator.
    for (const [home, ...more] of [[open, "--shared"], [mine]] as const) {
      const args = ["import", bundle, "--home", home, ...PLATFORM, ...more];
      const { status, errors } = run(args, { shell: more.length > 0 ? "umask 077" : "umask 022" });
      if (status !== 0) throw new Error(errors);
    }
  });
  afterAll(remove);

  /** Runs the command line as a user who owns nothing. */
  const other = (...args: readonly string[]) => {
    const env = { ...MACHINE, HOME: directory, OCX_BINARY_PIN: "/opt/ocx" };
    const { status, stdout, stderr } = spawnSync(NODE, [MAIN, ...args], { env, cwd: "/", uid: NOBODY, gid: NOBODY });
    return { status, text: stdout.toString(), errors: stderr.toString() };
  };

  test("everything in it can be read, whatever the umask", () => expect(closed(open)).toEqual([]));

  test("another user gets the environment, the history, and an import of what is there", () => {
    const before = fingerprint(open);
    expect(other("env", PACKAGE, "--home", open, ...PLATFORM)).toMatchObject({ status: 0, errors: "" });
    expect(other("inspect", bundle)).toMatchObject({ status: 0 });
    expect(other("history", "--home", open)).toMatchObject({ status: 0, errors: "" });
    const again = other("import", bundle, "--home", open, ...PLATFORM);
    expect(again).toMatchObject({ status: 0 });
    expect(again.text).toMatch(/^Nothing to import/);
    // A part of it that was never imported: only its record would be new.
    const part = other("import", join(directory, "part.tar"), "--home", open, ...PLATFORM);
    expect(part).toMatchObject({ status: 0, errors: expect.stringContaining("not recorded") });
    expect(fingerprint(open)).toEqual(before);
  });

  test("another user cannot write to it: that is said before anything is staged", () => {
    const damaged = join(directory, "damaged");
    cpSync(open, damaged, { recursive: true, verbatimSymlinks: true });
    rmSync(join(damaged, "symlinks/ocx.sh/acme/jdk"), { recursive: true });
    const before = fingerprint(damaged);
    for (const args of [
      ["import", bundle, ...PLATFORM],
      ["forget", "toolbox"],
      ["forget", "ocx-bundle-linux-amd64"],
    ]) {
      const { status, errors } = other(...args, "--home", damaged);
      if (status === 79) continue;
      expect({ args, status, code: /\[(\w+)\]/.exec(errors)?.[1] }).toEqual({
        args,
        status: 77,
        code: "PERMISSION_DENIED",
      });
    }
    expect(fingerprint(damaged)).toEqual(before);
  });

  test("another user who may write to the home, but not to its stores, is told before anything is staged", () => {
    const loose = join(directory, "loose");
    cpSync(open, loose, { recursive: true, verbatimSymlinks: true });
    chmodSync(loose, 0o777);
    // Without it, staging would begin: packages keep working.
    rmSync(join(loose, ".ocx-bundle"), { recursive: true });
    rmSync(join(loose, "layers/ocx.sh"), { recursive: true });
    const before = fingerprint(loose);
    const { status, errors } = other("import", bundle, "--home", loose, ...PLATFORM);
    expect({ status, errors }).toEqual({
      status: 77,
      errors: expect.stringContaining(`Cannot write to ${loose}/`),
    });
    expect(fingerprint(loose)).toEqual(before);
  });

  test("folders that were made for the owner alone are named, with what opens them", () => {
    const closedHome = join(directory, "closed");
    const args = ["import", bundle, "--home", closedHome, ...PLATFORM];
    expect(run(args, { shell: "umask 077" }).status).toBe(0);
    const { status, errors } = other("env", PACKAGE, "--home", closedHome, ...PLATFORM);
    expect({ status, errors }).toEqual({ status: 77, errors: expect.stringMatching(/hint: .*chmod go\+rX.*--shared/) });
    const said = run([...args, "--shared"]);
    expect(said.errors).toMatch(/^warning: Other users cannot enter .*and \d+ more folders: as the owner, run `find /m);
    const [, command = ""] = /as the owner, run `(.+)`$/m.exec(said.errors) ?? [];
    expect(runProgram(["sh", "-c", command]).status).toBe(0);
    expect(other("env", PACKAGE, "--home", closedHome, ...PLATFORM)).toMatchObject({ status: 0 });
    expect(run([...args, "--shared"]).errors).not.toContain("cannot enter");
  });

  test("without --shared another user is told what the owner has to do", () => {
    for (const args of [
      ["env", PACKAGE],
      ["import", bundle],
    ]) {
      const { status, errors } = other(...args, "--home", mine, ...PLATFORM);
      expect(status).toBe(77);
      expect(errors).toMatch(/\[PERMISSION_DENIED\]\nhint: .*--shared/);
    }
  });

  test("a home that was made without it becomes shared by an import with it, and a second one writes nothing", () => {
    const args = ["import", bundle, "--home", mine, ...PLATFORM, "--shared", "--json"];
    expect(JSON.parse(run(args).text)).toMatchObject({ changed: true });
    expect(closed(mine)).toEqual([]);
    const before = fingerprint(mine);
    expect(JSON.parse(run(args).text)).toMatchObject({ changed: false });
    expect(fingerprint(mine)).toEqual(before);
    expect(other("env", PACKAGE, "--home", mine, ...PLATFORM)).toMatchObject({ status: 0 });
  });
});
