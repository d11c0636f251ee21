import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ImportRequest } from "../../src/commands/requests.ts";
import { run } from "../fixtures/command-line.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { goldenProject } from "../fixtures/golden.ts";
import { bundleToolbox, exportToolbox, importFile, unpackToolbox } from "../fixtures/toolbox.ts";
import { fingerprint } from "../fixtures/tree.ts";

const HELLO = "ocx.sh/acme/hello:2.0.0";

test("an export names every package that is not installed, and the command that installs them", async () => {
  const directory = temporaryDirectory();
  const home = unpackToolbox(directory);
  const identifiers = [HELLO, "ocx.sh/acme/hello:9.9.9", "ocx.sh/no/such:1"];
  const before = fingerprint(directory);
  await expect(
    exportToolbox(home, join(directory, "x.tar"), { declaration: { kind: "packages", identifiers } }),
  ).rejects.toMatchObject({
    code: "PACKAGE_NOT_INSTALLED",
    message: expect.stringMatching(/hello:9\.9\.9.*no\/such:1/s),
    hint: expect.stringContaining("ocx package install ocx.sh/acme/hello:9.9.9 ocx.sh/no/such:1"),
  });
  expect(fingerprint(directory)).toEqual(before);
});

test.each([
  ["a layer", "layers/ocx.sh/sha256/54/855c75af5912d3e17670e13ff0de0c/content", "OBJECT_MISSING"],
  ["the config of a dependency", "blobs/ocx.sh/sha256/3b/8ddea52e1b001ab62efe5b4000311e/data", "OBJECT_MISSING"],
])("an export of a home that lacks %s names the hole and writes nothing", async (_, path, code) => {
  const directory = temporaryDirectory();
  const home = unpackToolbox(directory);
  rmSync(join(home, path), { recursive: true });
  const before = fingerprint(directory);
  await expect(exportToolbox(home, join(directory, "x.tar"))).rejects.toMatchObject({
    code,
    message: expect.stringMatching(/sha256:[0-9a-f]{64}/),
  });
  expect(fingerprint(directory)).toEqual(before);
});

test("an export of a stale lock is refused", async () => {
  const directory = temporaryDirectory();
  const project = join(directory, "project");
  cpSync(goldenProject("toolbox"), project, { recursive: true });
  chmodSync(project, 0o755);
  const file = join(project, "ocx.toml");
  const text = readFileSync(file, "utf8").replace("hello:2.0.0", "hello:1.0.0");
  rmSync(file);
  writeFileSync(file, text);
  const declaration = { kind: "project", path: project, groups: [] } as const;
  await expect(
    exportToolbox(unpackToolbox(directory), join(directory, "x.tar"), { declaration }),
  ).rejects.toMatchObject({
    code: "LOCK_STALE",
    exitCode: 65,
  });
});

test.each([
  ["that is missing", "/no/such/home", "HOME_NOT_FOUND", 79],
  ["that is relative", "some/home", "HOME_INVALID", 78],
])("an export from a home %s is refused", async (_, home, code, exitCode) => {
  await expect(exportToolbox(home, "/tmp/never.tar")).rejects.toMatchObject({ code, exitCode });
});

test.each<[string, (bundle: string) => Partial<ImportRequest> & { home?: string }, string]>([
  ["another digest than the pinned one", () => ({ digest: `sha256:${"0".repeat(64)}` }), "DIGEST_MISMATCH"],
  ["a package for another platform", () => ({ platform: "linux/arm64" }), "PLATFORM_MISMATCH"],
  ["a package for another libc", () => ({ platform: "linux/amd64+libc.musl" }), "PLATFORM_MISMATCH"],
  ["a package that it does not have", () => ({ packages: ["ocx.sh/no/such:1"] }), "PACKAGE_NOT_IN_BUNDLE"],
  ["a file that is no bundle", (bundle) => (writeFileSync(bundle, "hello"), {}), "BUNDLE_INVALID"],
  ["an empty file", (bundle) => (truncateSync(bundle), {}), "BUNDLE_INVALID"],
  ["a missing file", (bundle) => (rmSync(bundle), {}), "FILE_NOT_FOUND"],
  ["select of two tags of one repository", () => ({ select: true }), "SELECT_AMBIGUOUS"],
])("an import of %s is refused and writes nothing", async (_, prepare, code) => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const home = join(directory, "home");
  await expect(importFile(bundle, home, prepare(bundle))).rejects.toMatchObject({ code });
  expect(existsSync(home)).toBe(false);
});

test("an import into a home whose path a launcher cannot hold is refused", async () => {
  const directory = temporaryDirectory();
  const home = join(directory, "it's");
  await expect(importFile(await bundleToolbox(directory), home)).rejects.toMatchObject({ code: "HOME_INVALID" });
  expect(existsSync(home)).toBe(false);
});

test("an import into a home that lies below a file is refused", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  writeFileSync(join(directory, "file"), "");
  await expect(importFile(bundle, join(directory, "file", "home"))).rejects.toMatchObject({ code: "HOME_INVALID" });
});

test("a bundle that ends early is refused wherever it ends, and the home is as it was", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const whole = readFileSync(bundle);
  const home = join(directory, "home");
  for (let size = 0; size < whole.byteLength; size += 1013) {
    writeFileSync(bundle, whole.subarray(0, size));
    await expect(importFile(bundle, home), `cut at ${size}`).rejects.toMatchObject({
      name: "BundleError",
      exitCode: 65,
    });
  }
  expect(existsSync(home)).toBe(false);
});

test("one flipped bit is refused, wherever it is, and the home is as it was", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const whole = readFileSync(bundle);
  const home = join(directory, "home");
  mkdirSync(join(home, "symlinks"), { recursive: true });
  for (let position = 3; position < whole.byteLength; position += 211) {
    // No digest covers the bundle's name; what it names is covered.
    if (position > whole.indexOf('{"schemaVersion"') && position < whole.indexOf("blobs/sha256/")) continue;
    const damaged = Buffer.from(whole);
    damaged[position] = (damaged[position] ?? 0) ^ (1 << (position % 8));
    writeFileSync(bundle, damaged);
    await expect(importFile(bundle, home), `byte ${position}`).rejects.toMatchObject({
      name: "BundleError",
      exitCode: 65,
    });
  }
  expect(readdirSync(home, { recursive: true })).toEqual(["symlinks"]);
});

test("what is in the way of a blob, a layer or a package is replaced, and the rest of a home stays", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const home = join(directory, "home");
  await importFile(bundle, home);
  const whole = fingerprint(home).length;
  writeFileSync(join(home, "blobs/ocx.sh/sha256/2c/e7ef479cd8a3c68c2dcb78cf1111e3/data"), "");
  rmSync(join(home, "layers/ocx.sh/sha256/54/855c75af5912d3e17670e13ff0de0c"), { recursive: true });
  rmSync(join(home, "packages/ocx.sh/sha256/2c/e7ef479cd8a3c68c2dcb78cf1111e3/install.json"));
  symlinkSync("/nowhere", join(home, "mine"));
  expect(await importFile(bundle, home)).toMatchObject({ changed: true, layers: { added: 1 }, blobs: { added: 1 } });
  expect(fingerprint(home).length).toBe(whole + 1);
  expect(await importFile(bundle, home)).toMatchObject({ changed: false });
});

test("an unknown option is refused by name", () => {
  const { status, errors } = run(["export", "--outptu", "x.tar"]);
  expect(status).toBe(64);
  expect(errors).toMatch(/--outptu[\s\S]*hint: .*--output/);
});
