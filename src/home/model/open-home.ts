import { readdir } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { BundleError } from "../../errors.ts";
import { isAbsent } from "../../io/look-at.ts";
import { readRegularFile } from "../../io/read-regular-file.ts";
import { fromSystemError } from "../../io/system-error.ts";

/** Reads a document by its home-relative path; undefined when absent. The store layer of a bundle has one too. */
export type ReadDocument = (path: string) => Promise<Uint8Array | undefined>;

/** An OCX home on disk. */
export interface Home {
  /** As given: later steps use the same spelling. */
  readonly path: string;
  /** The directory of the local index: `index` in the home, unless another was given. */
  readonly index: string;
  readonly read: ReadDocument;
}

/** The directory of the local index, home-relative. */
const INDEX = "index";

/**
 * Names that OCX or an import creates in a home. A directory that has only other names was given by mistake; an empty one may
 * become a home.
 */
const OWN_NAMES = [
  "blobs",
  INDEX,
  "layers",
  "packages",
  "symlinks",
  "config.toml",
  "locks",
  "projects",
  "state",
  "temp",
  ".ocx-bundle",
];

/**
 * Opens a home that OCX 0.3 or newer wrote.
 * @param index directory that stands for the home's own index, as OCX_INDEX does
 * @throws BundleError `HOME_INVALID` for a relative path, `HOME_NOT_FOUND`, `HOME_UNSUPPORTED`
 */
export async function openHome(path: string, index?: string): Promise<Home> {
  if (!isAbsolute(path))
    throw new BundleError("HOME_INVALID", `Cannot use home "${path}": it is relative, expected an absolute path`);
  const home = path.replace(/(?<=.)\/+$/u, "");
  const names = await entriesOf(home);
  // The layout of OCX 0.1 and 0.2. A home that was upgraded in place has both, and is fine.
  if (names.has("objects") && !names.has("blobs") && !names.has("packages")) {
    throw new BundleError("HOME_UNSUPPORTED", `Cannot use home ${home}: it has the layout of OCX 0.2 or older`);
  }
  if (names.size > 0 && !OWN_NAMES.some((name) => names.has(name))) {
    const hint = names.has(".ocx") ? { hint: `Did you mean ${join(home, ".ocx")}?` } : {};
    throw new BundleError("HOME_NOT_FOUND", `Cannot find a home in ${home}: it has no files of OCX`, hint);
  }
  const place = (relative: string): string =>
    index !== undefined && relative.startsWith(`${INDEX}/`)
      ? join(index, relative.slice(INDEX.length))
      : join(home, relative);
  return {
    path: home,
    index: index ?? join(home, INDEX),
    read: (relative) => readDocument(place(relative), relative),
  };
}

/** The bytes of a file; undefined when there is none. @throws BundleError `PERMISSION_DENIED`, `IO_FAILED` */
async function readDocument(path: string, relative: string): Promise<Uint8Array | undefined> {
  try {
    return await readRegularFile(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw fromHomeError(error, { doing: `read ${path}`, path: relative });
  }
}

/** The error of a system call in a home. Says why another user cannot read what OCX made for its owner alone. */
export function fromHomeError(
  error: unknown,
  { doing, path }: { readonly doing: string; readonly path: string },
): Error {
  const failure = fromSystemError(error, doing);
  if (!(failure instanceof BundleError) || failure.code !== "PERMISSION_DENIED") return failure;
  const hint = /^(?:blobs|index)\//u.test(path)
    ? "OCX makes blobs/ and index/ for the owner of the home alone. As the owner, import with `--shared` (`shared: true` of the action)."
    : `As the owner of the home, run \`${openingCommand("HOME")}\`, then import with \`--shared\` (\`shared: true\` of the action).`;
  return new BundleError(failure.code, failure.message, { cause: failure.cause, hint });
}

/** Opens a home that was made for its owner alone. Files of packages keep the modes of their publishers. */
export function openingCommand(home: string): string {
  return `find ${home} -not -type l -not -path '*/content/*' -exec chmod go+rX {} +`;
}

async function entriesOf(home: string): Promise<ReadonlySet<string>> {
  try {
    return new Set(await readdir(home));
  } catch (error) {
    if (isAbsent(error))
      throw new BundleError("HOME_NOT_FOUND", `Cannot find home ${home}: the directory does not exist`);
    throw fromHomeError(error, { doing: `read home ${home}`, path: "." });
  }
}
