import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { BundleError } from "../../../src/errors.ts";
import { AMD64, buildHome } from "../../fixtures/home.ts";
import { carryPackages, importInto, scratch } from "../../fixtures/import.ts";

const REGISTRY = "reg.example";
/** Swaps of a directory and a link, of each directory. */
const SWAPS = 10_000;
const IMPORTS = 3;

const place = scratch();
const home = join(place.path, "home");
const outside = join(place.path, "outside");
afterAll(() => place.remove());

/** Puts a link in the place of a directory and takes it away again, as fast as it can. */
const SWAPPER = `
  import { renameSync, symlinkSync, unlinkSync } from "node:fs";
  const [directory, outside] = process.argv.slice(1);
  const quietly = (work) => { try { work(); return true; } catch { return false; } };
  let swaps = 0;
  for (let tries = 0; swaps < ${SWAPS}; tries += 1) {
    quietly(() => renameSync(directory, directory + ".aside" + tries));
    if (quietly(() => symlinkSync(outside, directory))) swaps += 1;
    quietly(() => unlinkSync(directory));
    quietly(() => renameSync(directory + ".aside" + tries, directory));
  }
  console.log(swaps);`;

async function swap(directory: string): Promise<number> {
  const path = join(home, directory);
  const child = spawn(process.execPath, ["--input-type=module", "-e", SWAPPER, path, outside], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [chunks] = await Promise.all([Array.fromAsync(child.stdout), once(child, "close")]);
  return Number(Buffer.concat(chunks).toString());
}

test.each([
  ["packages", `packages/${REGISTRY}`],
  ["install links", `symlinks/${REGISTRY}/acme`],
  ["own folder", ".ocx-bundle"],
])(
  "nothing appears outside of the home while another process exchanges a folder of its %s for a link",
  { timeout: 600_000 },
  async (name, directory) => {
    for (const path of [home, outside]) rmSync(path, { recursive: true, force: true });
    mkdirSync(outside);
    const source = buildHome(join(place.path, `source of ${name}`));
    const leaf = source.leaf(REGISTRY, { layers: { [name]: { "bin/a": "x" } } });
    const index = source.index(REGISTRY, [{ leaf, platform: AMD64 }]);
    source.tags(REGISTRY, "acme/a", { "1": index });
    const carried = await carryPackages(source.path, `${REGISTRY}/acme/a:1`);
    await importInto(home, carried, { select: true });
    const failures: unknown[] = [];
    const state = { swapping: true };
    const swaps = swap(directory).finally(() => (state.swapping = false));
    for (let i = 0; i < IMPORTS || state.swapping; i += 1) {
      // Everything is to be published again.
      for (const store of ["packages", "layers", "symlinks"]) {
        if (existsSync(join(home, store))) renameSync(join(home, store), join(place.path, `${store} of ${name} ${i}`));
      }
      // Either it comes through, or it says what was in its way.
      await importInto(home, carried, { select: true }).catch((error: unknown) => failures.push(error));
      expect(readdirSync(outside)).toEqual([]);
    }
    expect(await swaps).toBe(SWAPS);
    expect(failures.filter((error) => !(error instanceof BundleError))).toEqual([]);
    expect(readdirSync(outside)).toEqual([]);
    rmSync(home, { recursive: true, force: true });
    expect((await importInto(home, carried)).changed).toBe(true);
  },
);
