import { access, chmod, constants, link, lstat, open, readdir, symlink, unlink } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../../errors.ts";
import { lookAt } from "../../io/look-at.ts";
import { errnoOf, fromSystemError } from "../../io/system-error.ts";

/** In both cases, so that it shows whether case counts. */
const TRIAL = "Trial";
const EXECUTABLE = 0o755;
/** Error codes of a file system that cannot do something at all. */
const CANNOT = new Set(["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "EXDEV"]);

/** How the file system of a home differs from a usual one. */
export interface FileSystem {
  /** True if it takes names that differ only in case for one name. */
  readonly foldsNames: boolean;
  readonly warnings: readonly string[];
}

/**
 * Tries in a private directory what an import and OCX need: hard links, symlinks, modes and the names of a plan. Only trying tells,
 * since a system has no list of it.
 * @param paths the home-relative paths of a plan
 * @throws BundleError `FILE_SYSTEM_UNSUPPORTED`, `PERMISSION_DENIED`, `DISK_FULL`, `IO_FAILED`
 */
export async function tryFileSystem(
  { path: directory, name }: { readonly path: string; readonly name: string },
  { home, paths }: { readonly home: string; readonly paths: readonly string[] },
): Promise<FileSystem> {
  const attempt = async (what: string, file: string, work: (path: string) => Promise<unknown>): Promise<void> => {
    try {
      await work(join(directory, file));
    } catch (error) {
      const number = errnoOf(error);
      const isMissing = number !== undefined && CANNOT.has(number);
      throw isMissing
        ? unsupported(home, `${what} (${number} at ${name}/${file})`)
        : fromSystemError(error, `try the file system of ${home}`);
    }
  };
  await checkLongestName(directory, home, paths);
  const trial = join(directory, TRIAL);
  await attempt("makes no files", TRIAL, async (path) => (await open(path, "wx", 0o600)).close());
  await attempt("has no hard links", `${TRIAL}.link`, (path) => link(trial, path));
  await attempt("has no symlinks", `${TRIAL}.symlink`, (path) => symlink(TRIAL, path));
  await attempt("does not change modes", TRIAL, (path) => chmod(path, EXECUTABLE));
  const foldsNames = (await lookAt(join(directory, TRIAL.toUpperCase()), lstat)) !== undefined;
  if (foldsNames) await checkNames(directory, home, paths);
  const found = await warnings(trial, home);
  for (const path of [trial, `${trial}.link`, `${trial}.symlink`]) await unlink(path);
  return { foldsNames, warnings: found };
}

/** Looks up the longest name. A file system that cannot hold it says so, although nothing has this name. */
async function checkLongestName(directory: string, home: string, paths: readonly string[]): Promise<void> {
  const names = paths.flatMap((path) => path.split("/").map((name) => ({ path, length: Buffer.byteLength(name) })));
  const longest = names.reduce((a, b) => (b.length > a.length ? b : a), { path: "", length: 0 });
  try {
    await lstat(join(directory, "x".repeat(longest.length)));
  } catch (error) {
    if (errnoOf(error) !== "ENAMETOOLONG") return;
    throw unsupported(home, `holds no name of ${longest.length} bytes, as in ${longest.path}`);
  }
}

/** @throws BundleError `FILE_SYSTEM_UNSUPPORTED` if names come back in another spelling, or two paths of a plan have one name */
async function checkNames(directory: string, home: string, paths: readonly string[]): Promise<void> {
  if (!(await readdir(directory)).includes(TRIAL)) throw unsupported(home, "changes the case of names");
  const seen = new Map<string, string>();
  for (const path of paths) {
    const other = seen.get(path.toLowerCase());
    if (other !== undefined) throw unsupported(home, `takes ${other} and ${path} for one name`);
    seen.set(path.toLowerCase(), path);
  }
}

async function warnings(trial: string, home: string): Promise<readonly string[]> {
  const found: string[] = [];
  const { mode } = await lstat(trial);
  if ((mode & 0o777) !== EXECUTABLE)
    found.push(`The file system of ${home} does not keep the modes of files: \`verify --home\` will find them altered`);
  // Even root is told so of a program on a file system from which nothing may be run.
  const isRunnable = await access(trial, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!isRunnable)
    found.push(
      `No program can be run from ${home}: its file system is mounted with \`noexec\`. Mount it with \`exec\`, or use another home`,
    );
  return found;
}

/**
 * Refuses a staged layer that lacks entries of its bundle: directories whose names the file system takes for one become one
 * directory, and no call fails.
 * @param entryCount of the bundle's layer
 * @throws BundleError `FILE_SYSTEM_UNSUPPORTED`
 */
export async function checkFoldedLayer(
  home: string,
  { staged, digest, entryCount }: { readonly staged: string; readonly digest: string; readonly entryCount: number },
): Promise<void> {
  // With types: otherwise Node follows symlinks.
  const entries = await readdir(staged, { recursive: true, withFileTypes: true });
  if (entries.length === entryCount) return;
  throw unsupported(home, `takes some names of layer ${digest} for one name, because they differ only in case`);
}

function unsupported(home: string, what: string): BundleError {
  const hint =
    "Choose a home on a file system with hard links, symlinks and names of 255 bytes in which case counts, such as ext4, XFS, Btrfs or tmpfs.";
  return new BundleError("FILE_SYSTEM_UNSUPPORTED", `Cannot use home ${home}: its file system ${what}`, { hint });
}
