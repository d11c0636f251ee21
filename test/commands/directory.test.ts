import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import { openDirectoryWriter } from "../../src/layout/directory-writer.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { countSteps, dieAt } from "../fixtures/killed.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { exportToolbox, importFile, unpackToolbox } from "../fixtures/toolbox.ts";
import { describeTree, fingerprint } from "../fixtures/tree.ts";

const LAYOUT = ["blobs", "index.json", "oci-layout"];
const HELLO = { declaration: { kind: "packages", identifiers: ["ocx.sh/acme/hello:2.0.0"] } } as const;

test("a directory holds the bundle that a tar does, and imports as that one", async () => {
  const directory = temporaryDirectory();
  const home = unpackToolbox(directory);
  const tar = join(directory, "toolbox.tar");
  const layout = join(directory, "layout");
  const packed = await exportToolbox(home, tar);
  const written = await exportToolbox(home, tar, { output: { kind: "layout", path: layout } });
  expect(written.bundle.digest).toBe(packed.bundle.digest);
  expect(written).toMatchObject({ directory: layout });
  expect(readdirSync(layout).filter((name) => !name.startsWith("."))).toEqual(["blobs", "index.json", "oci-layout"]);

  await importFile(tar, join(directory, "from-tar"));
  await importFile(layout, join(directory, "from-layout"));
  const [one, two] = [join(directory, "from-tar"), join(directory, "from-layout")];
  expect(describeHome(two, two)).toEqual(describeHome(one, one));
  expect(await importFile(layout, join(directory, "from-layout"))).toMatchObject({ changed: false });
  const source = { kind: "file", path: layout } as const;
  expect((await verifyBundle({ source }, surroundings(), listener())).bundle.digest).toBe(packed.bundle.digest);
});

test("a layout gets a second bundle, and a bundle of a name replaces the one before", async () => {
  const directory = temporaryDirectory();
  const home = unpackToolbox(directory);
  const path = join(directory, "layout");
  const output = { kind: "layout", path } as const;
  const first = await exportToolbox(home, "", { output, name: "all" });
  const second = await exportToolbox(home, "", { output, name: "hello", ...HELLO });
  const digestOf = async (name: string) =>
    (await inspectBundle({ source: { kind: "file", path, name } }, surroundings())).digest;
  expect([await digestOf("all"), await digestOf("hello")]).toEqual([first.bundle.digest, second.bundle.digest]);
  await expect(inspectBundle({ source: { kind: "file", path } }, surroundings())).rejects.toMatchObject({
    code: "BUNDLE_AMBIGUOUS",
    message: expect.stringContaining("all, hello"),
  });
  await exportToolbox(home, "", { output, name: "all", ...HELLO });
  expect(await digestOf("all")).toBe(second.bundle.digest);
});

test.each<[string, (path: string) => void]>([
  ["a directory with other files", (path) => (mkdirSync(path), writeFileSync(join(path, "mine"), "x"))],
  ["a file", (path) => writeFileSync(path, "x")],
])("an export into %s is refused, and changes nothing", async (_, make) => {
  const directory = temporaryDirectory();
  const home = unpackToolbox(directory);
  const path = join(directory, "output");
  make(path);
  const before = fingerprint(directory);
  await expect(exportToolbox(home, "", { output: { kind: "layout", path } })).rejects.toMatchObject({
    code: "OPTION_INVALID",
  });
  expect(fingerprint(directory)).toEqual(before);
});

test("an export that fails leaves no directory behind", async () => {
  const directory = temporaryDirectory();
  const home = unpackToolbox(directory);
  const path = join(directory, "layout");
  const signal = AbortSignal.abort(new Error("given up"));
  await expect(
    exportToolbox(home, "", { output: { kind: "layout", path } }, { ...surroundings(), signal }),
  ).rejects.toThrow("given up");
  expect(readdirSync(directory)).not.toContain("layout");
});

test("a writer that does not finish leaves a directory as it was", async () => {
  const path = join(temporaryDirectory(), "layout");
  {
    await using writer = await openDirectoryWriter(path);
    const blob = await writer.blob();
    await blob.write(Buffer.from("whole"));
    await blob.commit();
  }
  expect(existsSync(path)).toBe(false);
});

test("an export into a new directory may be killed at any step: the next one completes it", {
  timeout: 120_000,
}, async () => {
  const directory = temporaryDirectory();
  const home = unpackToolbox(directory);
  const path = join(directory, "layout");
  const args = ["export", "ocx.sh/acme/native:5.1", "--home", home, "--format", "oci-dir", "-o", path, "--quiet"];
  const words = [...args, "--platform", "linux/amd64+libc.glibc"];
  const steps = countSteps(directory, words);
  const whole = describeTree(path, LAYOUT);
  expect(steps).toBeGreaterThan(6);
  for (let step = 1; step <= steps; step += 2) {
    rmSync(path, { recursive: true });
    dieAt(step, words);
    const output = { kind: "layout", path } as const;
    const native = { declaration: { kind: "packages", identifiers: ["ocx.sh/acme/native:5.1"] } } as const;
    await exportToolbox(home, "", { output, ...native });
    expect({ step, files: describeTree(path, LAYOUT) }).toEqual({ step, files: whole });
    expect(readdirSync(join(path, ".ocx-bundle"))).toEqual(["lock"]);
  }
});
