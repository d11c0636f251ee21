import { linkSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { exportToolbox, importFile, unpackToolbox } from "../fixtures/toolbox.ts";

const HELLO = "ocx.sh/acme/hello:2.0.0";
const CONTENT = "layers/ocx.sh/sha256/54/855c75af5912d3e17670e13ff0de0c/content";
const MIB = 1024 ** 2;

test("hard links and sparse files of a layer travel as files of their own, as large as they claim to be", async () => {
  const directory = temporaryDirectory();
  const source = unpackToolbox(directory);
  const at = (home: string, name: string) => join(home, CONTENT, name);
  writeFileSync(at(source, "one"), "x".repeat(MIB));
  linkSync(at(source, "one"), at(source, "two"));
  writeFileSync(at(source, "sparse"), "");
  truncateSync(at(source, "sparse"), 16 * MIB);
  const bundle = join(directory, "kit.tar");
  const declaration = { kind: "packages", identifiers: [HELLO] } as const;
  const exported = await exportToolbox(source, bundle, { declaration });
  expect(exported.bundle.contentSize).toBeGreaterThan(18 * MIB);
  expect(exported.bundle.size).toBeLessThan(MIB);

  const home = join(directory, "home");
  const { bytesAdded } = await importFile(bundle, home);
  expect(bytesAdded).toBe(exported.bundle.contentSize);
  const stats = (name: string) => statSync(at(home, name));
  expect(stats("one").ino).not.toBe(stats("two").ino);
  // One more in the package.
  expect([stats("one").nlink, stats("two").nlink]).toEqual([2, 2]);
  expect(stats("sparse").blocks * 512).toBeGreaterThanOrEqual(16 * MIB);
});
