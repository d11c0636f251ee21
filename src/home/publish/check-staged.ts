import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../../errors.ts";
import { isAbsent, lookAt } from "../../io/look-at.ts";
import type { LayerChange } from "../contents/changes.ts";
import { stagedPath } from "../contents/staged-path.ts";
import type { ImportPlan } from "../plan/import-plan.ts";
import type { StagingPaths } from "./home-staging.ts";
import { stagedExecutable } from "./publish-executable.ts";

/**
 * Checks that everything a plan publishes is staged, and that each layer has `content/` and the `digest` that names it, and
 * nothing else.
 * @throws BundleError `BUNDLE_INVALID`; `FILE_CHANGED` when something is not staged, because the home had it before
 */
export async function checkStaged(
  plan: Pick<ImportPlan, "home" | "layers" | "packages" | "ocx">,
  staging: StagingPaths,
): Promise<void> {
  for (const layer of plan.layers) await checkLayer(plan.home, layer, staging.path);
  await checkExecutable(plan, staging);
  for (const { path, state } of plan.packages) {
    if (state === "complete") continue;
    if (!(await namesIn(stagedPath(staging.path, path)))?.includes("content")) throw lost(plan.home, path);
  }
}

/** Whether the executable is staged, if it is to be published. */
async function checkExecutable({ home, ocx }: Pick<ImportPlan, "home" | "ocx">, staging: StagingPaths): Promise<void> {
  if (ocx === undefined || ocx.state === "present") return;
  if ((await lookAt(stagedExecutable(ocx, staging))) === undefined) throw lost(home, ocx.path);
}

async function checkLayer(home: string, { path, digest }: LayerChange, staging: string): Promise<void> {
  const staged = stagedPath(staging, path);
  const names = await namesIn(staged);
  if (names === undefined) throw lost(home, path);
  if (names.toSorted().join() !== "content,digest") {
    throw invalidLayer(
      digest,
      `expected content and its digest, got ${names.length === 0 ? "nothing" : names.map((name) => JSON.stringify(name)).join(", ")}`,
    );
  }
  if ((await lookAt(join(staged, "content"), lstat))?.isDirectory() !== true)
    throw invalidLayer(digest, "its content is not a directory");
  const marker = await lookAt(join(staged, "digest"), lstat);
  // The size first: the file may be as large as a layer.
  if (marker?.isFile() !== true || marker.size !== Buffer.byteLength(digest))
    throw invalidLayer(digest, "its digest is not a file with only the digest");
  if ((await readFile(join(staged, "digest"), "utf8")) !== digest)
    throw invalidLayer(digest, "its digest file names another layer");
}

function invalidLayer(digest: string, what: string): BundleError {
  return new BundleError("BUNDLE_INVALID", `Cannot import layer ${digest}: ${what}`);
}

function lost(home: string, path: string): BundleError {
  const hint = "Run the import again, and `ocx clean` only when it has finished.";
  return new BundleError("FILE_CHANGED", `Cannot import into ${home}: ${path} was removed meanwhile`, { hint });
}

async function namesIn(directory: string): Promise<readonly string[] | undefined> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}
