import { mkdir, open, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BundleError } from "../../errors.ts";
import { asFailure } from "../../io/failure.ts";
import { holdFlock } from "../../io/flock.ts";
import { acquireLock } from "../../io/lock.ts";
import { isAbsent } from "../../io/look-at.ts";
import { publishDirectory, publishFile, publishLink, syncFileSystem } from "../../io/publish.ts";
import type { Staging } from "../../io/staging.ts";
import type { DocumentChange, ImportPlan, InstallLink, LayerChange } from "./import-plan.ts";
import { appendToImportsLog, type ImportRecord, mergeSettings, OWN_FOLDER, writeUnfinished } from "./imports-log.ts";
import { type ImportWish, planImport } from "./plan-import.ts";
import { publishPackage } from "./publish-package.ts";
import { stagedPath } from "./staged-path.ts";
import { inHome, targetHome } from "./target-home.ts";

/** Milliseconds to wait for another import. OCX waits as long for its own locks. */
const PATIENCE = 60_000;
/** Seconds to wait for an `ocx package select` that runs at this moment. */
const SELECT_PATIENCE = 60;
/** Of blobs and everything below `index/`. */
const PRIVATE_MODE = 0o600;

interface Publication {
  readonly staging: Staging;
  /** Flush everything to disk before it becomes visible, and after. */
  readonly durable: boolean;
  /** For the log of imports. */
  readonly record: Pick<ImportRecord, "bundle" | "source" | "roots">;
}

/**
 * Makes what is staged visible, under the lock of the home. Everything is decided again first: what another import has
 * published meanwhile stays. Referents come before what refers to them, each by one rename; in the end nothing may be left to do.
 * @returns what was done.
 * @throws BundleError `LOCK_TIMEOUT`, `FILE_CHANGED` when the home lost something meanwhile, and what {@link planImport} throws
 */
export async function publishImport(wish: ImportWish, publication: Publication): Promise<ImportPlan> {
  const { home } = wish;
  const { staging, durable } = publication;
  try {
    // Before the lock, which is to be short: most of the bytes are staged by now.
    if (durable) await syncFileSystem(staging.path);
    using _ = await acquireLock(inHome(home, `${OWN_FOLDER}/lock`), PATIENCE);
    const plan = await planImport(wish);
    if (!plan.changed) return plan;
    await checkStaged(plan, staging);
    await publishStores(plan, staging);
    const settings = mergeSettings(plan.unfinished, plan.settings);
    await writeUnfinished(home, settings, staging.path);
    await publishReferences(plan, staging);
    await appendToImportsLog(home, { ...publication.record, ...describe(plan, wish.now), settings });
    if (durable) await syncFileSystem(home);
    await verify(wish);
    return plan;
  } catch (error) {
    throw asFailure(error, `import into ${home}`);
  }
}

/** What is named by its content, and harms nobody while nothing refers to it. */
async function publishStores(plan: ImportPlan, staging: Staging): Promise<void> {
  const { home } = plan;
  await publishDocuments(home, plan.blobs, staging);
  for (const { path } of plan.layers) {
    const staged = stagedPath(staging.path, path);
    await publishDirectory(inHome(home, path), staged, { staging: staging.path, isComplete });
  }
  await publishDocuments(home, plan.dispatchObjects, staging);
}

/** An import that dies in here is known to have been about to set what it set. */
async function publishReferences(plan: ImportPlan, staging: Staging): Promise<void> {
  const { home } = plan;
  await publishDocuments(home, plan.indexDocuments, staging);
  for (const path of plan.stale) await rm(inHome(home, path), { force: true });
  for (const unit of plan.packages) await publishPackage(home, unit, { staging: staging.path });
  for (const link of plan.links) {
    if (link.status !== "kept") await publishInstallLink(home, link, staging);
  }
  if (plan.ledger !== undefined)
    await publishLink({ ...plan.ledger, path: inHome(home, plan.ledger.path) }, staging.path);
}

/** `content/` says that a layer tree is complete. */
function isComplete(directory: string): Promise<boolean> {
  return targetHome(directory).isDirectory("content");
}

async function publishDocuments(home: string, documents: readonly DocumentChange[], staging: Staging): Promise<void> {
  for (const { path, bytes } of documents)
    await publishFile({ path: inHome(home, path), bytes, mode: PRIVATE_MODE }, staging.path);
}

/** The back-reference in the new package is there; the one in the old package goes when nothing needs it any more. */
async function publishInstallLink(home: string, link: InstallLink, staging: Staging): Promise<void> {
  const path = inHome(home, link.path);
  if (link.status !== "present") {
    await using _ = link.kind === "current" ? await holdSelectLock(dirname(path)) : undefined;
    await publishLink({ path, target: link.target }, staging.path);
  }
  for (const reference of link.forget) await rm(inHome(home, reference), { force: true });
}

/** OCX's own lock for `current`. Where no program can take it, only a race with `ocx package select` is lost, and only which one was last. */
async function holdSelectLock(folder: string): Promise<AsyncDisposable | undefined> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, ".select.lock");
  await (await open(path, "a")).close();
  return holdFlock(path, SELECT_PATIENCE);
}

/** What this import needs and has not staged was in the home when it began. */
async function checkStaged(plan: ImportPlan, staging: Staging): Promise<void> {
  for (const layer of plan.layers) await checkLayer(layer, staging);
  for (const { path, state } of plan.packages) {
    if (state === "complete") continue;
    if (!(await namesIn(stagedPath(staging.path, path))).includes("content")) throw lost(plan.home, path);
  }
}

/** A layer tree is `content/` and `digest`, and `digest` says which one. */
async function checkLayer({ path, digest }: LayerChange, staging: Staging): Promise<void> {
  const staged = stagedPath(staging.path, path);
  const names = await namesIn(staged);
  if (names.length === 0) throw lost("the home", path);
  const marker = await targetHome(staged).read("digest");
  if (names.toSorted().join() === "content,digest" && Buffer.from(marker ?? []).toString("utf8") === digest) return;
  throw new BundleError(
    "BUNDLE_INVALID",
    `Cannot import layer ${digest}: expected content and its digest, got ${names.join(", ")}`,
  );
}

function lost(home: string, path: string): BundleError {
  const hint = "Run the import again, and `ocx clean` only when it has finished.";
  return new BundleError("FILE_CHANGED", `Cannot import into ${home}: ${path} was removed meanwhile`, { hint });
}

async function namesIn(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

function describe({ packages, layers, blobs }: ImportPlan, now: Date): Pick<ImportRecord, "at" | "added"> {
  const added = packages
    .filter(({ state }) => state !== "complete")
    .map(({ package: unit }) => `${unit.registry}/${unit.repositories[0] ?? ""}@${unit.leaf}`);
  return { at: now.toISOString(), added: { packages: added, layers: layers.length, blobs: blobs.length } };
}

/** Every blob, layer, package, link and back-reference is looked at once more, by the eyes that would see it in the next import. */
async function verify(wish: ImportWish): Promise<void> {
  const rest = await planImport(wish);
  if (!rest.changed) return;
  const hint = "Run the import again, and nothing else on this home at the same time.";
  throw new BundleError("FILE_CHANGED", `Cannot verify the import into ${wish.home}: something was changed meanwhile`, {
    hint,
  });
}
