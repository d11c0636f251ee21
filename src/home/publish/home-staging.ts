import { openStaging, type Staging, sweepStaging } from "../../io/staging.ts";
import { STORES, storeOfTrees } from "../contents/mounts.ts";
import { STAGING, STAGING_FOLDERS } from "../contents/staging-folders.ts";

/** Private directories in a home, each on the mount to which its content is moved. */
export interface HomeStaging extends Staging, StagingPaths {
  /** A path on each mount, for flushing. */
  readonly places: readonly string[];
}

/** The private directories of an import. */
export interface StagingPaths {
  /** The private directory for layers and packages. */
  readonly path: string;
  /** The private directory on the mount of a home-relative path. Mostly it is the same. */
  readonly near: (path: string) => string;
}

/**
 * Creates a private directory inside a home, and the home itself if needed; a second one in `layers/` if that is a link to another
 * file system. Disposal removes them, and each directory that was created for them and is empty, the home too.
 * @throws BundleError `HOME_INVALID`, `PERMISSION_DENIED`, `DISK_FULL`, `IO_FAILED`
 */
export async function openHomeStaging(home: string): Promise<HomeStaging> {
  await using stack = new AsyncDisposableStack();
  const own = stack.use(await openStaging({ root: home, folder: STAGING, links: STORES }));
  const store = storeOfTrees(home);
  const trees =
    store === undefined
      ? own
      : stack.use(await openStaging({ root: home, folder: `${store}/${STAGING}`, links: STORES }));
  const held = stack.move();
  return {
    ...trees,
    root: own.root,
    near: (path) => (/^(?:layers|packages)\//u.test(path) ? trees : own).path,
    places: trees === own ? [home] : [home, trees.tree.name],
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

/**
 * Removes the staging of imports that died. For an import that has nothing to do, and so opens no staging of its own.
 * @throws BundleError `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function removeLeftovers(home: string): Promise<void> {
  for (const folder of STAGING_FOLDERS) await sweepStaging({ root: home, folder, links: STORES });
}
