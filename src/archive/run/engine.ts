import type { FramedBlob, PackedFrame } from "../frames/frames.ts";
import type { LinkTree, Tree, TreePlan } from "../frames/tree.ts";
import { PackagePaths } from "../work/package-paths.ts";
import { linkTrees } from "./link-trees.ts";
import { packTrees } from "./pack-trees.ts";
import { PackageSymlinks } from "./package-symlinks.ts";
import { planTrees } from "./plan-trees.ts";
import { unpackTrees } from "./unpack-trees.ts";
import { inlineExecutor, startWorkers, type WorkerPool } from "./worker-pool.ts";

/** Less than this is done on the calling thread before a worker thread would have started. */
const SMALL = { contentSize: 8 * 1024 * 1024, entryCount: 1000 };

/** Trees in, frames out; frames in, trees out; layer trees into packages. On all cores where that is worth it. */
export interface TreeEngine extends AsyncDisposable {
  /**
   * Walks trees and decides their frames.
   * @throws BundleError `FILE_UNSUPPORTED`, `NAME_INVALID`, `PERMISSION_DENIED`, `FILE_NOT_FOUND`, `LIMIT_EXCEEDED`,
   * `PATH_UNSAFE`
   */
  plan(trees: readonly Tree[]): Promise<TreePlan[]>;
  /**
   * Frames of all plans in planned order, whatever the worker count; bounded in flight.
   * @throws BundleError `FILE_CHANGED`, `PERMISSION_DENIED`, `IO_FAILED`
   */
  pack(plans: readonly TreePlan[], level: number): AsyncIterable<PackedFrame>;
  /**
   * Verifies, decodes and unpacks, and links what it unpacks into the blobs' `links`. Asks for bytes in the order of `blobs`.
   * Nothing of a failed run is to be trusted. `onProgress` is told the content bytes done so far. When it rejects, nothing writes any more.
   * @throws BundleError `FRAME_INVALID`, `ENTRY_INVALID`, `PATH_UNSAFE`, `NAME_INVALID`, `LIMIT_EXCEEDED`,
   * `BUNDLE_TRUNCATED`, `LAYER_OVERLAP`, `DISK_FULL`, `PERMISSION_DENIED`, `IO_FAILED`
   */
  unpack(blobs: readonly FramedBlob[], onProgress?: (contentBytes: number) => void): Promise<void>;
  /**
   * Checks the packages that were planned, unpacked or linked into so far: their symlinks, read step by step, must not leave them. Of those that
   * were only verified also that no two layers have one path, as the file system sees to elsewhere.
   * @throws BundleError `PATH_UNSAFE`, `LAYER_OVERLAP`
   */
  checkPackages(): void;
  /**
   * Hard links trees that are there already into packages as OCX does: roots stripped, below a prefix, merged.
   * @throws BundleError `LAYER_OVERLAP`, `PATH_UNSAFE`, `LIMIT_EXCEEDED`, `PERMISSION_DENIED`, `IO_FAILED`
   */
  link(trees: readonly LinkTree[]): Promise<void>;
}

/** How much there is to do, of one tree or blob. */
interface Amount {
  readonly contentSize: number;
  readonly entryCount: number;
}

/**
 * Starts its `workers` only when there is enough work for them: at once if that much is `expected`, so that they are there when the
 * caller is.
 */
export function openEngine({
  workers,
  expected = [],
}: {
  readonly workers: number;
  readonly expected?: readonly Amount[];
}): TreeEngine {
  const inline = inlineExecutor();
  let pool: WorkerPool | undefined;
  let runs = 0;
  const symlinks = new PackageSymlinks();
  const paths = new PackagePaths();
  const threads = (): WorkerPool => {
    pool ??= startWorkers(Math.max(1, workers));
    return pool;
  };
  const choose = (work: readonly Amount[]) => (isSmall(work) ? inline : threads());
  if (!isSmall(expected)) threads();
  return {
    plan: (trees) => planTrees(trees, symlinks, inline, threads),
    pack: (plans, level) => packTrees(plans, level, choose(plans)),
    async unpack(blobs, onProgress = () => undefined) {
      runs += 1;
      try {
        await unpackTrees({ blobs, symlinks, paths, run: runs, onProgress }, choose(blobs));
      } finally {
        inline.close();
      }
    },
    link: (trees) => linkTrees(trees, symlinks, inline, threads),
    checkPackages() {
      symlinks.check();
      paths.check();
    },
    async [Symbol.asyncDispose]() {
      inline.close();
      await pool?.close();
    },
  };
}

function isSmall(work: readonly Amount[]): boolean {
  const contentSize = work.reduce((sum, item) => sum + item.contentSize, 0);
  const entryCount = work.reduce((sum, item) => sum + item.entryCount, 0);
  return contentSize <= SMALL.contentSize && entryCount <= SMALL.entryCount;
}
