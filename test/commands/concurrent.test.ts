import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MAIN } from "../fixtures/command-line.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { NODE } from "../fixtures/runner.ts";
import { bundleToolbox, exportToolbox, importFile } from "../fixtures/toolbox.ts";

const OPTIONS = ["--platform", "linux/amd64+libc.glibc", "--json"];

async function startImport(bundle: string, home: string): Promise<{ status: unknown; changed: unknown }> {
  const child = spawn(NODE, [MAIN, "import", bundle, "--home", home, ...OPTIONS], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => void chunks.push(chunk));
  const [status] = await once(child, "close");
  return { status, changed: JSON.parse(Buffer.concat(chunks).toString()).changed };
}

test("imports of one bundle into one home at the same time all succeed, and the home is as after one", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const [alone, shared] = [join(directory, "alone"), join(directory, "shared")];
  await importFile(bundle, alone);
  const ends = await Promise.all(Array.from({ length: 4 }, () => startImport(bundle, shared)));
  expect(ends.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
  expect(describeHome(shared, shared)).toEqual(describeHome(alone, alone));
  expect(readdirSync(join(shared, ".ocx-bundle")).toSorted()).toEqual(["bundles", "imports.jsonl", "lock"]);
});

test("imports of bundles that share packages, at the same time, give what they give one after the other", async () => {
  const directory = temporaryDirectory();
  const whole = await bundleToolbox(directory);
  const source = join(directory, "source", ".ocx");
  const part = join(directory, "part.tar");
  await exportToolbox(source, part, { declaration: { kind: "packages", identifiers: ["ocx.sh/acme/build-kit:3"] } });
  const [inTurn, shared] = [join(directory, "in turn"), join(directory, "shared")];
  await importFile(part, inTurn);
  await importFile(whole, inTurn);
  const ends = await Promise.all([part, whole].map((bundle) => startImport(bundle, shared)));
  // Where the whole is there first, nothing is left to do for its part.
  expect(ends).toEqual([
    { status: 0, changed: expect.any(Boolean) },
    { status: 0, changed: true },
  ]);
  expect(describeHome(shared, shared)).toEqual(describeHome(inTurn, inTurn));
});
