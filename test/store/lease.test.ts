import { execFileSync } from "node:child_process";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseDigest } from "../../src/oci/digest.ts";
import { leasedDigests, takeLease } from "../../src/store/lease.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";

const ONE = parseDigest(`sha256:${"1".repeat(64)}`);

test.each<readonly [string, (path: string) => void]>([
  ["damaged", (path) => writeFileSync(path, "[")],
  ["a pipe", (path) => void execFileSync("mkfifo", [path])],
])("a lease that is %s, and held, lets nothing be collected", { timeout: 5000 }, async (name, damage) => {
  const store = temporaryDirectory();
  await using _ = await takeLease(store, [ONE]);
  expect(await leasedDigests(store)).toEqual(new Set([ONE]));
  const folder = join(store, ".ocx-bundle", "leases");
  const [file = name] = readdirSync(folder).filter((each) => each.endsWith(".json"));
  rmSync(join(folder, file));
  damage(join(folder, file));
  await expect(leasedDigests(store)).rejects.toMatchObject({ code: "IO_FAILED" });
});
