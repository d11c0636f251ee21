import { existsSync, mkdtempSync, rmSync } from "node:fs";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { explore } from "../../soak/model/explore.ts";
import { storeModel } from "../../soak/model/store-model.ts";

const MEMORY_FILE_SYSTEM = "/dev/shm";

function directory(): string {
  const path = mkdtempSync(join(existsSync(MEMORY_FILE_SYSTEM) ? MEMORY_FILE_SYSTEM : tmpdir(), "ocx-bundle-test-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

// `npm run soak -- model` has more steps.
test("two adds, a gc and a crash, in every order: what is listed is whole, and what nothing needs goes", async () => {
  const { states, runs } = await explore(storeModel(directory(), ["one", "two"]), {
    crashes: ["one", "gc"],
    isCoarse: true,
  });
  expect(states).toBeGreaterThan(100);
  expect(runs).toBeGreaterThan(100);
}, 120_000);

test("the same finds a store whose leases say nothing", async () => {
  const { writeFile } = fs;
  const empty = (path: string, text: string, ...rest: []) =>
    writeFile(path, /\/leases\/.*\.json$/.test(path) ? "[]" : text, ...rest);
  Object.assign(fs, { writeFile: empty });
  syncBuiltinESMExports();
  onTestFinished(() => {
    Object.assign(fs, { writeFile });
    syncBuiltinESMExports();
  });
  const exploring = explore(storeModel(directory(), ["one", "two"]), { crashes: [], isCoarse: true });
  await expect(exploring).rejects.toThrow("is missing, and the index needs it");
}, 60_000);
