import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { exportToolbox, importFile, unpackToolbox } from "../fixtures/toolbox.ts";
import { fingerprint } from "../fixtures/tree.ts";

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
