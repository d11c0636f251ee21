import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readlinkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { bundleToolbox, importFile } from "../fixtures/toolbox.ts";
import { needs, run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";

/** Holds a lock as OCX does, with flock(2), until it is disposed of. */
async function holdAsOcx(path: string): Promise<AsyncDisposable> {
  const child = spawn("flock", [path, "sh", "-c", "echo held; cat"], { stdio: ["pipe", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return {
    async [Symbol.asyncDispose]() {
      const closed = once(child, "close");
      child.stdin.end();
      await closed;
    },
  };
}

/** OCX's name for the directory in which it assembles a package or unpacks a layer. */
function stagingKey(...parts: readonly string[]): string {
  return sha256(parts.join("\0")).slice(0, 32);
}

needs("flock")(
  "an import waits until `ocx package install` has put its own package in the place of the imported one",
  async () => {
    const directory = temporaryDirectory();
    const bundle = await bundleToolbox(directory);
    const [alone, home] = [join(directory, "alone"), join(directory, "home")];
    const { packages } = await importFile(bundle, alone);
    const digest = packages.find(({ identifier }) => identifier.startsWith("ocx.sh/acme/native"))?.digest ?? "";
    const [layer = ""] = readdirSync(join(alone, "layers/ocx.sh/sha256/e4"));
    const temp = join(home, "temp");
    mkdirSync(temp, { recursive: true });
    const key = stagingKey("ocx.sh", digest);
    const layerKey = stagingKey("ocx.sh", "__layer__", `sha256:e4${layer}`);
    await using locks = new AsyncDisposableStack();
    locks.use(await holdAsOcx(join(temp, `${layerKey}.lock`)));
    const held = await holdAsOcx(join(temp, `${key}.lock`));
    for (const each of [key, layerKey]) {
      mkdirSync(join(temp, each));
      writeFileSync(join(temp, each, "metadata.json"), "half of i");
    }
    // What an `ocx` leaves that was killed keeps nobody waiting.
    const dead = `${stagingKey("ocx.sh", packages.find((each) => each.digest !== digest)?.digest ?? "")}.lock`;
    writeFileSync(join(temp, dead), "");
    let isFinished = false;
    const importing = importFile(bundle, home).finally(() => {
      isFinished = true;
    });
    const pkg = join(home, "packages/ocx.sh", digest.replace(/^(\w+):(..)(.{30}).*$/, "$1/$2/$3"));
    while (!existsSync(join(home, ".ocx-bundle/imports.jsonl"))) await sleep(20);
    await sleep(500);
    expect(isFinished).toBe(false);
    expect(readdirSync(join(pkg, "refs/symlinks")).length).toBeGreaterThan(0);
    // OCX moves its directory over what it finds. Then it takes the links for right, and so writes no back-references.
    rmSync(join(temp, key), { recursive: true });
    run("cp", ["-al", pkg, join(temp, key)]);
    rmSync(join(temp, key, "refs/symlinks"), { recursive: true });
    rmSync(pkg, { recursive: true });
    renameSync(join(temp, key), pkg);
    rmSync(join(temp, `${key}.lock`));
    await held[Symbol.asyncDispose]();
    expect(await importing).toMatchObject({ changed: true });
    expect(describeHome(home, home)).toEqual(describeHome(alone, alone));
    expect(readdirSync(temp).toSorted()).toEqual([layerKey, `${layerKey}.lock`, dead].toSorted());
    expect(readdirSync(join(temp, layerKey))).toEqual(["metadata.json"]);
  },
);

needs("flock")("an import waits for an `ocx package select` before it selects, and for nothing else", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const home = join(directory, "home");
  const links = join(home, "symlinks/ocx.sh/acme/native");
  mkdirSync(links, { recursive: true });
  const held = await holdAsOcx(join(links, ".select.lock"));
  let isFinished = false;
  const importing = importFile(bundle, home).finally(() => {
    isFinished = true;
  });
  while (!existsSync(join(links, "candidates/5.1"))) await sleep(20);
  await sleep(500);
  expect(isFinished).toBe(false);
  expect(existsSync(join(links, "current"))).toBe(false);
  await held[Symbol.asyncDispose]();
  expect(await importing).toMatchObject({ changed: true });
  expect(readlinkSync(join(links, "current"))).toBe(readlinkSync(join(links, "candidates/5.1")));
});
