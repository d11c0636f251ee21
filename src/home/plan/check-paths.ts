import { lstat, stat } from "node:fs/promises";
import { dirname } from "node:path/posix";
import { BundleError } from "../../errors.ts";
import { lookAt } from "../../io/look-at.ts";
import { MAX_NAME, MAX_PATH } from "../../limits.ts";
import { LOCK_PATH, LOG_PATH, UNFINISHED_PATH } from "../contents/imports-log.ts";
import { STORES } from "../contents/mounts.ts";
import { inHome, inTheWay, type TargetHome } from "../contents/target-home.ts";
import { layerPath, linksPath } from "../model/paths.ts";
import type { Root } from "../model/root.ts";
import type { ImportPlan } from "./import-plan.ts";

/** The kind of object that an import may replace at a path that it writes. It is replaced in one step. */
type Replaceable = "file" | "link" | "anything";

/**
 * Names that OCX and an import use in the folder of a repository's install links. A repository below it cannot begin with one.
 */
const BESIDE_LINKS = ["candidates", "current", ".select.lock"];

/**
 * Refuses a plan whose paths collide, are too long, or lead through something in the home that is not a directory. Otherwise the
 * import would fail in the middle of publishing, or write outside the home.
 * @throws BundleError `PATH_UNSAFE`, `HOME_INVALID`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function checkPaths(
  plan: Omit<ImportPlan, "changed">,
  roots: readonly Root[],
  target: TargetHome,
): Promise<void> {
  const changes = await checkPlanned(plan, roots, target);
  const seen = new Map<string, Promise<boolean>>();
  for (const [path, replaceable] of changes) {
    if (await isDirectory(plan.home, dirname(path), seen)) await checkEnd(inHome(plan.home, path), replaceable);
  }
}

/** The part of {@link checkPaths} that the plan alone decides: its paths among themselves. Gives everything that is written. */
export async function checkPlanned(
  plan: Omit<ImportPlan, "changed">,
  roots: readonly Root[],
  target: TargetHome,
): Promise<ReadonlyMap<string, Replaceable>> {
  const changes = changesOf(plan);
  checkNames(plan.home, [...changes.keys()]);
  // Links that exist already must not become directories either.
  const standing = plan.links.filter(({ status }) => status === "present").map(({ path }) => path);
  checkPrefixes(new Set([...changes.keys(), ...standing]));
  await checkRepositories(roots, target);
  return changes;
}

/** Everything that is written or removed, by its path. @throws BundleError `PATH_UNSAFE` when two things have one path */
function changesOf(plan: Omit<ImportPlan, "changed">): ReadonlyMap<string, Replaceable> {
  const changes = new Map<string, Replaceable>();
  const add = (paths: readonly { readonly path: string }[], replaceable: Replaceable): void => {
    for (const { path } of paths) {
      if (changes.has(path)) throw unsafe(`Cannot import to ${path}: the bundle has two objects for this path`);
      changes.set(path, replaceable);
    }
  };
  const links = plan.links.filter(({ status }) => status === "added" || status === "moved");
  const complete = plan.packages.filter(({ state }) => state === "complete");
  add([...plan.blobs, ...plan.layerDigests, ...plan.dispatchObjects, ...plan.indexDocuments], "file");
  add(
    plan.packages.flatMap(({ documents }) => documents),
    "file",
  );
  add(
    plan.stale.map((path) => ({ path })),
    "file",
  );
  add(plan.layers, "anything");
  add(
    plan.packages.filter(({ state }) => state !== "complete"),
    "anything",
  );
  add(
    complete.flatMap(({ references, backReferences }) => [...references, ...backReferences]),
    "link",
  );
  add(links, "link");
  add(
    links.filter(({ kind }) => kind === "current").map(({ path }) => ({ path: selectLockPath(path) })),
    "file",
  );
  add(
    plan.links.flatMap(({ staleBackReferences }) => staleBackReferences.map((path) => ({ path }))),
    "link",
  );
  add(plan.ledger === undefined ? [] : [plan.ledger], "link");
  add(plan.ocx === undefined || plan.ocx.state === "present" ? [] : [plan.ocx], "file");
  add([{ path: LOCK_PATH }, { path: LOG_PATH }, { path: UNFINISHED_PATH }], "file");
  return changes;
}

/** Every path at which an import makes, replaces or removes something, home-relative. */
export function writtenPaths(plan: Omit<ImportPlan, "changed">): readonly string[] {
  return [...changesOf(plan).keys()];
}

/** Every folder in which an import makes, replaces or removes something, home-relative. */
export function writtenFolders(plan: Omit<ImportPlan, "changed">): readonly string[] {
  return [...new Set(Array.from(changesOf(plan).keys(), (path) => dirname(path)))];
}

/** Every folder between which an import renames and links, home-relative, with those of layers that packages get files from. */
export function foldersOfPlan(plan: Omit<ImportPlan, "changed">): readonly string[] {
  const layers = plan.packages.flatMap(({ package: pkg, state }) =>
    state === "complete" ? [] : pkg.manifest.layers.map(({ digest }) => layerPath(pkg.registry, digest)),
  );
  return [...new Set([...changesOf(plan).keys(), ...layers].flatMap(foldersOf))];
}

/** OCX's own lock of a `current` link. */
export function selectLockPath(link: string): string {
  return `${dirname(link)}/.select.lock`;
}

function checkNames(home: string, paths: readonly string[]): void {
  for (const path of paths) {
    const name = path.split("/").find((segment) => Buffer.byteLength(segment) > MAX_NAME);
    if (name !== undefined)
      throw unsafe(`Cannot import to ${path}: a name in it has ${Buffer.byteLength(name)} bytes, expected at most 255`);
    const length = Buffer.byteLength(inHome(home, path));
    if (length <= MAX_PATH) continue;
    const message = `Cannot use home ${home}: the path of ${path} in it has ${length} bytes, expected at most ${MAX_PATH}`;
    throw new BundleError("HOME_INVALID", message, { hint: "Choose a home with a shorter path." });
  }
}

function checkPrefixes(paths: ReadonlySet<string>): void {
  for (const path of paths) {
    for (const folder of foldersOf(path)) {
      if (paths.has(folder)) throw unsafe(`Cannot import to ${path}: the bundle has something else at ${folder}`);
    }
  }
}

/** Refuses a repository below the `current` of another, in the home or the bundle: it would block the other's link for ever. */
async function checkRepositories(roots: readonly Root[], target: TargetHome): Promise<void> {
  const folders = new Map(roots.map((root) => [linksPath(root.registry, root.repository), root]));
  for (const [folder, { registry, repository }] of folders) {
    for (const other of foldersOf(folder)) {
      const next = folder.slice(other.length + 1).split("/", 1)[0] ?? "";
      if (!BESIDE_LINKS.includes(next)) continue;
      if (folders.has(other) || (await isRepository(other, next, target))) {
        throw unsafe(
          `Cannot import ${registry}/${repository}: it leads through "${next}" of ${other}, another repository`,
        );
      }
    }
  }
}

/** True when the home has install links there, besides the one that is asked about. */
async function isRepository(folder: string, besides: string, target: TargetHome): Promise<boolean> {
  for (const name of BESIDE_LINKS) {
    if (name !== besides && (await target.exists(`${folder}/${name}`))) return true;
  }
  return false;
}

/** True when a folder is there, false when it is still to be made; anything else on the way to it is refused. */
async function isDirectory(home: string, path: string, seen: Map<string, Promise<boolean>>): Promise<boolean> {
  if (path === ".") return true;
  const known = seen.get(path) ?? lookAtFolder(home, path, seen);
  seen.set(path, known);
  return known;
}

async function lookAtFolder(home: string, path: string, seen: Map<string, Promise<boolean>>): Promise<boolean> {
  if (!(await isDirectory(home, dirname(path), seen))) return false;
  const full = inHome(home, path);
  const own = await lookAt(full, lstat);
  if (own === undefined) return false;
  // A whole store may be a link: the owner of the home may keep it elsewhere. Only a link that is seen is followed, since
  // another import may make the folder meanwhile.
  const found = own.isSymbolicLink() && STORES.includes(path) ? await lookAt(full, stat) : own;
  if (found?.isDirectory() === true) return true;
  throw inTheWay(full, found?.isFile() === true ? "a file" : "a link", "a directory");
}

async function checkEnd(path: string, replaceable: Replaceable): Promise<void> {
  if (replaceable === "anything") return;
  const found = await lookAt(path, lstat);
  if (found?.isDirectory() === true) throw inTheWay(path, "a directory", `a ${replaceable} or nothing`);
}

function unsafe(message: string): BundleError {
  return new BundleError("PATH_UNSAFE", message);
}

/** The folders above a home-relative path, from the top. */
function foldersOf(path: string): readonly string[] {
  const names = path.split("/");
  return names.slice(1).map((_, i) => names.slice(0, i + 1).join("/"));
}
