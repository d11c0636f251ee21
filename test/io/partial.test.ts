import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openPartial } from "../../src/io/partial.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { MACHINE, NODE } from "../fixtures/runner.ts";

const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn("skipped, only root may become another user: private directories of several users");

test.skipIf(!isRoot)(
  "users write into one directory at once, and what one has left does not stop the others",
  async () => {
    const shared = temporaryDirectory();
    chmodSync(shared, 0o1777);
    const module = new URL("../../src/io/partial.ts", import.meta.url).href;
    const code = `await using _ = await (await import("${module}")).openPartial("${shared}"); console.log("opened");`;
    await using _ = await openPartial(shared);
    const other = spawnSync(NODE, ["--input-type=module", "-e", code], {
      env: MACHINE,
      cwd: "/",
      uid: NOBODY,
      gid: NOBODY,
    });
    expect({ output: other.stdout.toString(), errors: other.stderr.toString() }).toEqual({
      output: "opened\n",
      errors: "",
    });
    expect(readdirSync(shared)).toHaveLength(1);
  },
);

test("a directory with a path that is too long for locks is named, with a way out, and nothing is left in it", async () => {
  const directory = join(temporaryDirectory(), "d".repeat(250), "e".repeat(250));
  mkdirSync(directory, { recursive: true });
  await expect(openPartial(directory)).rejects.toMatchObject({
    code: "IO_FAILED",
    message: expect.stringContaining(`Cannot lock ${directory}/`),
    hint: expect.stringContaining("shorter path"),
  });
  expect(readdirSync(directory)).toEqual([]);
});
