import { randomUUID } from "node:crypto";
import { existsSync, renameSync } from "node:fs";
import { BundleError } from "../../errors.ts";
import { errnoOf } from "../../io/system-error.ts";
import { OWN_FOLDER } from "./imports-log.ts";
import { inHome } from "./target-home.ts";

/** Directories of a home between which OCX renames and makes hard links. */
export const STORES: readonly string[] = ["blobs", "layers", "packages", "symlinks", "index", "projects", "temp"];

/** Stores that need one mount, which may be another than that of the home: OCX moves and links trees between them, and never copies. */
const TREE_STORES: readonly string[] = ["layers", "packages", "temp"];

/** The store in which layers and packages are staged, if theirs is another mount than that of the home. */
export const STAGING_STORE = "layers";

/**
 * Finds out on which mount the trees of an existing home lie.
 * @returns a store of the home; undefined when they lie on the mount of the home
 * @throws BundleError `HOME_INVALID` when they lie on several
 */
export function storeOfTrees(home: string): string | undefined {
  // A store that is missing will be made in the home.
  const places = TREE_STORES.map((store) => inHome(home, store)).map((path) => (existsSync(path) ? path : home));
  if (!places.some((place) => isElsewhere(home, place))) return undefined;
  const [first = home] = places;
  const apart = places.findIndex((place) => isElsewhere(first, place));
  if (apart === -1) return STAGING_STORE;
  const hint = `OCX renames and makes hard links between ${TREE_STORES.join("/, ")}/. Make all three links to directories of one disk, or none.`;
  const found = `${inHome(home, STAGING_STORE)} and ${inHome(home, TREE_STORES[apart] ?? "")} are on different file systems or mounts`;
  throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${found}`, { hint });
}

/**
 * Refuses a home with a folder to which an import cannot rename: on another file system or mount than its store, or read-only.
 * @param folders home-relative, besides the stores
 * @throws BundleError `HOME_INVALID`, `PERMISSION_DENIED`
 */
export function checkMounts(home: string, folders: readonly string[]): void {
  const trees = storeOfTrees(home);
  for (const folder of new Set([...STORES, OWN_FOLDER, ...folders])) {
    const path = inHome(home, folder);
    const [store = ""] = folder.split("/");
    const staging = trees !== undefined && TREE_STORES.includes(store) ? inHome(home, trees) : home;
    const number = trialRename(staging, path);
    if (number === "EXDEV") {
      const hint = "Move the whole home to one file system, with no mount inside it.";
      const found = `${path} is on another file system, or mounted by itself`;
      throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${found}`, { hint });
    }
    if (number === "EROFS") {
      throw new BundleError("PERMISSION_DENIED", `Cannot write to ${path}: the file system is read-only`);
    }
  }
}

function isElsewhere(from: string, to: string): boolean {
  return trialRename(from, to) === "EXDEV";
}

/**
 * The error code of renaming a file that does not exist into a directory. Only this tells a bind mount from a directory, and it
 * changes nothing.
 */
function trialRename(from: string, to: string): string | undefined {
  const name = randomUUID();
  try {
    renameSync(`${from}/${name}`, `${to}/${name}`);
    return undefined;
  } catch (error) {
    return errnoOf(error);
  }
}
