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
import { openBundle } from "../../src/bundle/open-bundle.ts";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import { openLayout } from "../../src/layout/open-layout.ts";
import { parseDigest } from "../../src/oci/digest.ts";
import type { ImportRequest } from "../../src/options/requests/import-request.ts";
import { run } from "../fixtures/command-line.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
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

test("an export of a package with an absolute symlink says where it is and whose, and does not say to install it again", async () => {
  const directory = temporaryDirectory();
  const home = unpackToolbox(directory);
  const content = join(home, "layers/ocx.sh/sha256/54/855c75af5912d3e17670e13ff0de0c/content");
  symlinkSync("/usr/bin/env", join(content, "bin/env"));
  const declaration = { kind: "packages", identifiers: [HELLO] } as const;
  const failure = exportToolbox(home, join(directory, "x.tar"), { declaration });
  await expect(failure).rejects.toMatchObject({
    exitCode: 65,
    message: expect.stringMatching(/content\/bin\/env.*\/usr\/bin\/env.*ocx\.sh\/acme\/hello:2\.0\.0/),
    hint: expect.stringContaining("publisher"),
  });
  await expect(failure).rejects.toMatchObject({ hint: expect.not.stringMatching(/install/i) });
});

test.each([
  ["ocx.sh/acme/helo:2", "Did you mean ocx.sh/acme/hello?\n"],
  ["acme/helo", "Did you mean ocx.sh/acme/hello?\n"],
  ["hello:2.0.0", "Did you mean ocx.sh/acme/hello?\n"],
  ["localhost:5000/tools/clone", "Did you mean localhost:5000/tools/clone-a?\n"],
  ["scripts", "Did you mean localhost:5000/tools/scripts?\n"],
  // Nothing is near, or only the tag is wrong.
  ["ocx.sh/other/compiler:1", ""],
  ["ocx.sh/acme/jq", ""],
  ["ocx.sh/acme/hello:9.9.9", ""],
])("an export of %s asks what was meant, where a name is near", async (named, question) => {
  const directory = temporaryDirectory();
  const home = unpackToolbox(directory);
  const declaration = { kind: "packages", identifiers: [named] } as const;
  const failure = exportToolbox(home, join(directory, "x.tar"), { declaration });
  await expect(failure).rejects.toMatchObject({ code: "PACKAGE_NOT_INSTALLED" });
  await expect(failure).rejects.toMatchObject({ hint: expect.stringMatching(/^(Did you mean .+\n)?Run `ocx/) });
  const [, asked = ""] = /^(Did you mean .+\n)?/.exec(await failure.catch(({ hint }) => hint)) ?? [];
  expect(asked).toBe(question);
});

test("an import of a package whose name is misspelled asks what was meant", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  await expect(importFile(bundle, join(directory, "home"), { packages: ["acme/helo"] })).rejects.toMatchObject({
    code: "PACKAGE_NOT_IN_BUNDLE",
    hint: "Did you mean acme/hello?",
  });
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

test("a flipped byte of a layer has the file and the package in its message, and import and verify have their own codes for it", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const position = await layerOffset(bundle, "ocx.sh/acme/hello");
  const damaged = readFileSync(bundle);
  damaged[position] = (damaged[position] ?? 0) ^ 1;
  writeFileSync(bundle, damaged);
  await expect(importFile(bundle, join(directory, "home"))).rejects.toMatchObject({
    code: "FRAME_INVALID",
    message: expect.stringMatching(/of ocx\.sh\/acme\/hello:1.* in .*\/toolbox\.tar, bytes/),
  });
  const source = { kind: "file", path: bundle } as const;
  await expect(verifyBundle({ source }, surroundings(), listener())).rejects.toMatchObject({
    code: "DIGEST_MISMATCH",
    message: expect.stringContaining(bundle),
  });
});

test("verify tells how far it is, to the end, and counts as inspect and export do", async () => {
  const directory = temporaryDirectory();
  const path = join(directory, "toolbox.tar");
  const exported = await exportToolbox(unpackToolbox(directory), path);
  const told: (readonly [number, number])[] = [];
  const source = { kind: "file", path } as const;
  const progress = (_: string, done: number, total: number) => void told.push([done, total]);
  const verified = await verifyBundle({ source }, surroundings(), { ...listener(), progress });
  const inspected = await inspectBundle({ source }, surroundings());
  const sizes = ({ size, contentSize }: { readonly size?: number; readonly contentSize: number }) => [
    size,
    contentSize,
  ];
  expect(sizes(verified)).toEqual(sizes(inspected));
  expect(sizes(exported.bundle)).toEqual(sizes(inspected));
  const totals = new Set(told.map(([, total]) => total));
  expect(totals.size).toBe(1);
  expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1]);
  expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((a, b) => a - b));
  // While whole blobs are hashed, and not only then.
  expect(told.length).toBeGreaterThan(10);
});

/** Where the only frame of the layer of a package begins. */
async function layerOffset(path: string, repository: string): Promise<number> {
  await using content = await openLayout(path);
  const bundle = await openBundle(content);
  const { layers } = await inspectBundle({ source: { kind: "file", path } }, surroundings());
  const { blob = "" } = layers.find(({ packages }) => packages.some((name) => name.startsWith(repository))) ?? {};
  const [place] = (await bundle.blobs.get(parseDigest(blob))?.locate(40, 1)) ?? [];
  if (place === undefined) throw new Error(`no layer of ${repository}`);
  return place.offset;
}

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
