import { rm, rmdir } from "node:fs/promises";
import { holdFlock } from "../../io/flock.ts";
import { acquireLock } from "../../io/lock.ts";
import { publishFile } from "../../io/publish.ts";
import { errnoOf, fromSystemError } from "../../io/system-error.ts";
import { EXECUTABLES, executableDirectory, executablePath } from "../contents/executable.ts";
import type { RecordedImport } from "../contents/import-records.ts";
import { LOCK_PATH } from "../contents/imports-log.ts";
import { targetHome } from "../contents/target-home.ts";
import { selectLockPath } from "../plan/check-paths.ts";
import { type ForgetPlan, planForget } from "../plan/plan-forget.ts";
import { holdIndexLocks } from "./hold-index-locks.ts";
import type { HomeStaging } from "./home-staging.ts";
import { LOCK_PATIENCE, PRIVATE_MODE, SELECT_PATIENCE } from "./publish-import.ts";
import { appendForgotten } from "./write-imports-log.ts";

/**
 * Forgets the imports of a bundle, under the lock of the home. What refers goes before what it refers to: links, then the index.
 * The line in the log comes last, so that a run that dies is completed by the next. Objects stay for `ocx clean`.
 * @returns the plan that was carried out
 * @throws BundleError `LOCK_TIMEOUT`, `PERMISSION_DENIED`, `DISK_FULL`, `IO_FAILED`, and what {@link planForget} throws
 */
export async function publishForget(
  home: string,
  bundle: RecordedImport["bundle"],
  { staging, now }: { readonly staging: HomeStaging; readonly now: Date },
): Promise<ForgetPlan> {
  try {
    using _ = await staging.root.at(LOCK_PATH, (place) => acquireLock(place, LOCK_PATIENCE));
    const first = await planForget(home, bundle);
    const documents = [...first.documents.map(({ path }) => path), ...first.stale];
    await using locks = await holdIndexLocks(documents, staging.root);
    // An `ocx` may have written a document before it gave its lock back.
    const plan = locks === undefined ? first : await planForget(home, bundle);
    for (const link of plan.links) await removeLink(link, staging);
    for (const { path, bytes } of plan.documents) {
      const mode = (await targetHome(home).mode(path)) ?? PRIVATE_MODE;
      await publishFile(staging.root, { path, bytes, mode }, staging.near(path));
    }
    for (const path of [...plan.stale, ...plan.registrations.map(({ path: link }) => link), ...plan.configs])
      await remove(path, staging);
    for (const digest of plan.executables) await removeExecutable(digest, staging);
    await appendForgotten(staging.root, { at: now.toISOString(), forgotten: bundle, removed: plan.gone });
    return plan;
  } catch (error) {
    throw fromSystemError(error, `forget ${bundle.digest} in ${home}`);
  }
}

/** The link goes before its back-reference: without it, `ocx clean` would remove a package that is still linked. */
async function removeLink({ path, kind, back }: ForgetPlan["links"][number], staging: HomeStaging): Promise<void> {
  await using _ =
    kind === "current"
      ? await staging.root.at(selectLockPath(path), (place) => holdFlock(place, SELECT_PATIENCE))
      : undefined;
  await remove(path, staging);
  await remove(back, staging);
}

/** With its directory, and the one above if that was the last. */
async function removeExecutable(digest: string, { root }: HomeStaging): Promise<void> {
  await root.ifThere(executablePath(digest), (place) => rm(place, { force: true }));
  for (const folder of [executableDirectory(digest), EXECUTABLES]) {
    await root.ifThere(folder, async (place) => rmdir(place).catch(unlessInUse));
  }
}

function unlessInUse(error: unknown): void {
  if (!["ENOTEMPTY", "EEXIST", "ENOENT"].includes(errnoOf(error) ?? "")) throw error;
}

async function remove(path: string, { root }: HomeStaging): Promise<void> {
  await root.ifThere(path, (place) => rm(place, { force: true }));
}
