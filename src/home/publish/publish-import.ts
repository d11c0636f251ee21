import { rm } from "node:fs/promises";
import { BundleError } from "../../errors.ts";
import { holdFlock } from "../../io/flock.ts";
import { acquireLock } from "../../io/lock.ts";
import { publishDirectory, publishFile, publishLink, syncFileSystem } from "../../io/publish.ts";
import { fromSystemError } from "../../io/system-error.ts";
import type { DocumentChange } from "../contents/changes.ts";
import { type Assignment, configOf } from "../contents/import-records.ts";
import { keptConfigPath, LOCK_PATH, mergeSettings, UNFINISHED_PATH } from "../contents/imports-log.ts";
import { FILE_MODE } from "../contents/package-parts.ts";
import { SHARED_MODE, shareFile } from "../contents/shared-files.ts";
import { stagedPath } from "../contents/staged-path.ts";
import { targetHome } from "../contents/target-home.ts";
import { selectLockPath } from "../plan/check-paths.ts";
import type { ImportPlan, PlannedLink } from "../plan/import-plan.ts";
import { type ImportInput, planImport } from "../plan/plan-import.ts";
import { awaitInstalls } from "./await-installs.ts";
import { checkStaged } from "./check-staged.ts";
import { holdIndexLocks } from "./hold-index-locks.ts";
import type { HomeStaging } from "./home-staging.ts";
import { publishExecutable } from "./publish-executable.ts";
import { publishPackage } from "./publish-package.ts";
import { appendToImportsLog, type ImportLine, writeUnfinished } from "./write-imports-log.ts";

/** Milliseconds to wait for another import. OCX waits as long for its own locks. */
export const LOCK_PATIENCE = 60_000;
/** Seconds to wait for an `ocx package select` that runs at this moment. */
export const SELECT_PATIENCE = 60;
/** The mode of blobs and of everything below `index/`. */
export const PRIVATE_MODE = 0o600;

/** The objects that an import publishes, and how. */
export interface Publication {
  readonly staging: HomeStaging;
  /** Flush everything to disk before it becomes visible, and after. */
  readonly durable: boolean;
  /** Replaces what was altered, under the lock, when everything else is there. Returns the paths for the log. */
  readonly repair?: (plan: ImportPlan) => Promise<readonly string[]>;
  /** For the log of imports. */
  readonly record: Pick<ImportLine, "bundle" | "manifest" | "source" | "roots">;
  /** The config of the bundle, which is kept beside the log. */
  readonly config?: Uint8Array;
}

/**
 * Publishes the staged objects, under the lock of the home. Plans again first, so that objects which another import has
 * published meanwhile stay. Referents come before references, each by one rename. At the end nothing may be left to do.
 * @returns the plan that was carried out.
 * @throws BundleError `LOCK_TIMEOUT`, `FILE_CHANGED` when the home lost something meanwhile, and the errors of {@link planImport}
 */
export async function publishImport(input: ImportInput, publication: Publication): Promise<ImportPlan> {
  const { home } = input;
  const { staging, durable } = publication;
  try {
    // Before the lock, which is to be short: most of the bytes are staged by now.
    if (durable) await flush(staging);
    using _ = await staging.root.at(LOCK_PATH, (place) => acquireLock(place, LOCK_PATIENCE));
    const { plan, settings } = await carryOut(input, staging);
    const repaired = (await publication.repair?.(plan)) ?? [];
    if (!plan.changed && !plan.isUnrecorded && repaired.length === 0) return plan;
    const record = { ...publication.record, ...describe(plan, input.now), settings };
    const { config } = publication;
    if (config !== undefined)
      await publishDocuments([{ path: keptConfigPath(configOf(record)), bytes: config }], staging, FILE_MODE);
    await appendToImportsLog(staging.root, { ...record, ...(repaired.length > 0 && { repaired }) });
    if (durable) await flush(staging);
    await awaitInstalls(plan.packages, staging.root);
    await verify(input, staging);
    return plan;
  } catch (error) {
    throw fromSystemError(error, `import into ${home}`);
  }
}

/**
 * Publishes what a new plan adds. Meanwhile it holds OCX's locks of the index documents; no longer, since an `ocx` that wants one
 * may be waited for at the end.
 */
async function carryOut(
  input: ImportInput,
  staging: HomeStaging,
): Promise<{ readonly plan: ImportPlan; readonly settings: readonly Assignment[] }> {
  const first = await planImport(input);
  const documents = [...first.indexDocuments.map(({ path }) => path), ...first.stale];
  await using locks = await holdIndexLocks(documents, staging.root);
  // An `ocx` may have written a document before it gave its lock back.
  const plan = locks === undefined ? first : await planImport(input);
  const settings = mergeSettings(plan.unfinished, plan.settings);
  if (plan.changed) {
    await checkStaged(plan, staging);
    const mode = input.shared === true ? SHARED_MODE : PRIVATE_MODE;
    await publishStores(plan, staging, mode);
    if (settings.length > 0) await writeUnfinished(staging.root, settings, staging.near(UNFINISHED_PATH));
    await publishReferences(plan, staging, mode);
  }
  return { plan, settings };
}

async function flush({ places }: HomeStaging): Promise<void> {
  for (const place of places) await syncFileSystem(place);
}

/** Publishes the content-addressed objects, which are harmless while nothing refers to them. */
async function publishStores(plan: ImportPlan, staging: HomeStaging, mode: number): Promise<void> {
  await publishDocuments(plan.blobs, staging, mode);
  await publishDocuments(plan.layerDigests, staging, FILE_MODE);
  for (const { path } of plan.layers) {
    const staged = stagedPath(staging.path, path);
    await publishDirectory(staging.root, path, { staged, staging: staging.path, isComplete });
  }
  await publishDocuments(plan.dispatchObjects, staging, mode);
  await publishExecutable(plan.ocx, staging);
}

/** Publishes everything else. If an import dies here, the next one reads its assignments from {@link writeUnfinished}'s file. */
async function publishReferences(plan: ImportPlan, staging: HomeStaging, mode: number): Promise<void> {
  await publishDocuments(plan.indexDocuments, staging, mode);
  const written = new Set([...plan.blobs, ...plan.dispatchObjects, ...plan.indexDocuments].map(({ path }) => path));
  for (const path of plan.unreadable) if (!written.has(path)) await shareFile(staging.root, path);
  for (const path of plan.stale) await remove(path, staging);
  for (const pkg of plan.packages) await publishPackage(pkg, staging);
  for (const link of plan.links) {
    if (link.status !== "kept") await publishInstallLink(link, staging);
  }
  if (plan.ledger !== undefined) await publishLink(staging.root, plan.ledger, staging.near(plan.ledger.path));
}

/** A `content/` that is not empty says that a layer tree is complete. */
function isComplete(directory: string): Promise<boolean> {
  return targetHome(directory).hasEntries("content");
}

async function publishDocuments(
  documents: readonly DocumentChange[],
  { root, near }: HomeStaging,
  mode: number,
): Promise<void> {
  for (const { path, bytes } of documents) await publishFile(root, { path, bytes, mode }, near(path));
}

/** The back-reference in the new package is there; the one in the old package goes when nothing needs it any more. */
async function publishInstallLink(link: PlannedLink, staging: HomeStaging): Promise<void> {
  if (link.status !== "present") {
    await using _ = link.kind === "current" ? await holdSelectLock(link.path, staging) : undefined;
    await publishLink(staging.root, link, staging.near(link.path));
  }
  for (const reference of link.staleBackReferences) await remove(reference, staging);
}

/**
 * Takes OCX's own lock for `current`. Without a program to take it, a race with `ocx package select` only decides which is last.
 */
async function holdSelectLock(link: string, { root }: HomeStaging): Promise<AsyncDisposable | undefined> {
  return root.at(selectLockPath(link), (place) => holdFlock(place, SELECT_PATIENCE));
}

async function remove(path: string, { root }: HomeStaging): Promise<void> {
  await root.ifThere(path, (place) => rm(place, { force: true }));
}

function describe(
  { packages, layers, blobs, relies, registration, ledger, ocx }: ImportPlan,
  now: Date,
): Pick<ImportLine, "at" | "added" | "relies" | "registration" | "ocx"> {
  const added = packages
    .filter(({ state, isDamaged }) => state !== "complete" || isDamaged)
    .map(({ package: pkg }) => `${pkg.registry}/${pkg.repositories[0] ?? ""}@${pkg.leaf}`);
  return {
    at: now.toISOString(),
    added: { packages: added, layers: layers.length, blobs: blobs.length },
    relies,
    ...(registration !== undefined && { registration: { ...registration, isOwn: ledger !== undefined } }),
    ...(ocx !== undefined && { ocx: ocx.digest }),
  };
}

/**
 * Plans once more, as the next import would: every blob, layer, package, link and back-reference must be there. A package that OCX
 * has put in the place of the published one lacks its back-references, and gets them.
 */
async function verify(input: ImportInput, staging: HomeStaging): Promise<void> {
  let rest = await planImport(input);
  if (
    rest.packages.some(
      ({ state, references, backReferences }) => state === "complete" && [...references, ...backReferences].length > 0,
    )
  ) {
    for (const pkg of rest.packages) if (pkg.state === "complete") await publishPackage(pkg, staging);
    rest = await planImport(input);
  }
  if (!rest.changed) return;
  const hint = "Run the import again, and nothing else on this home at the same time.";
  throw new BundleError("FILE_CHANGED", `Cannot verify the import into ${input.home}: the home was changed meanwhile`, {
    hint,
  });
}
