import { toByteString } from "../../tar/byte-string.ts";
import type { ComposedTree } from "../frames/composed.ts";
import type { FramedBlob, PackedFrame } from "../frames/frame-table.ts";
import type { Compression } from "../frames/stream-compression.ts";
import type { TextSource } from "../frames/text.ts";
import type { LinkTree, Tree, TreePlan } from "../frames/tree.ts";
import type { CompareResult, CompareTask } from "../worker/compare-tree.ts";
import type { ContentHashName } from "../worker/content-hash.ts";
import { PackagePaths } from "../worker/package-paths.ts";
import { type ComparedFrames, compareFrames, type FramesToCompare } from "./compare-frames.ts";
import { composeTrees } from "./compose-trees.ts";
import { hashTexts } from "./hash-texts.ts";
import { hashTrees } from "./hash-trees.ts";
import { linkTrees } from "./link-trees.ts";
import { listTrees } from "./list-trees.ts";
import type { ListedTree } from "./listed-tree.ts";
import { type PackedPiece, packTrees, streamTrees } from "./pack-trees.ts";
import { PackageSymlinks } from "./package-symlinks.ts";
import { type EncodedFrame, type FrameOfDelta, patchBlob, recodeBlob } from "./patch-blobs.ts";
import { planTrees } from "./plan-trees.ts";
import { readBlobs } from "./read-blobs.ts";
import { unpackTrees } from "./unpack-trees.ts";
import { inlineExecutor, startWorkers, type WorkerPool } from "./worker-pool.ts";

/** Largest work for the calling thread alone: it finishes this before a worker thread would have started. */
const SMALL = { contentSize: 8 * 1024 * 1024, entryCount: 1000 };

/** Packs trees into frames, unpacks frames into trees, lists the files of both, and links layer trees into packages. Uses all cores for large work. */
export interface TreeEngine extends AsyncDisposable {
  /**
   * Walks trees and decides their frames.
   * @throws BundleError `FILE_UNSUPPORTED`, `NAME_INVALID`, `PERMISSION_DENIED`, `FILE_NOT_FOUND`, `LIMIT_EXCEEDED`,
   * `PATH_UNSAFE`
   */
  plan(trees: readonly Tree[]): Promise<TreePlan[]>;
  /**
   * Packs all plans. Yields frames in planned order for every number of workers, with a bounded number in flight.
   * @throws BundleError `FILE_CHANGED`, `PERMISSION_DENIED`, `IO_FAILED`
   */
  pack(plans: readonly TreePlan[], level: number): AsyncIterable<PackedFrame>;
  /**
   * Verifies and decodes blobs like {@link unpack}, and packs composed trees of them, frame by frame. Writes nothing. Yields the bytes
   * of whole tars, with their content. A tree without entries yields nothing.
   * @throws BundleError as {@link unpack}, and `FILE_UNSUPPORTED` for a name that deletes files in an image
   */
  stream(trees: readonly ComposedTree[], compression: Compression): AsyncIterable<PackedPiece>;
  /**
   * Verifies, decodes and unpacks blobs, and hard links the unpacked files into their `links`. Requests bytes in the order of
   * `blobs`. `onProgress` gets the content bytes done so far. After a failure the output must not be trusted; no task writes
   * any more when it rejects.
   * @throws BundleError `FRAME_INVALID`, `ENTRY_INVALID`, `PATH_UNSAFE`, `NAME_INVALID`, `LIMIT_EXCEEDED`,
   * `BUNDLE_TRUNCATED`, `LAYER_OVERLAP`, `DISK_FULL`, `PERMISSION_DENIED`, `IO_FAILED`
   */
  unpack(blobs: readonly FramedBlob[], onProgress?: (contentBytes: number) => void): Promise<void>;
  /**
   * Whether a package of the blobs that were streamed has a path, followed through symlinks. Until {@link checkPackages} is called.
   * @param content as in its `links`
   * @param path below it
   */
  has(content: string, path: string): boolean;
  /**
   * Checks the packages that were planned, streamed, unpacked or linked into so far: their symlinks, followed step by step, must not leave
   * them. For packages that were only verified, also that no two layers have the same path; the file system checks the others.
   * @throws BundleError `PATH_UNSAFE`, `LAYER_OVERLAP`
   */
  checkPackages(): void;
  /**
   * Verifies and decodes blobs like {@link unpack}, and lists their entries. Writes nothing.
   * @throws BundleError as {@link unpack}
   */
  list(
    blobs: readonly FramedBlob[],
    algorithm: ContentHashName,
    onProgress?: (contentBytes: number) => void,
  ): Promise<ListedTree[]>;
  /**
   * Lists the entries of planned trees, and reads their files for the digests.
   * @throws BundleError `FILE_CHANGED`, `PERMISSION_DENIED`, `IO_FAILED`
   */
  hash(
    plans: readonly TreePlan[],
    algorithm: ContentHashName,
    onProgress?: (contentBytes: number) => void,
  ): Promise<ListedTree[]>;
  /**
   * Hard links existing trees into packages as OCX does: drops top levels, puts the rest below a prefix, merges.
   * @throws BundleError `LAYER_OVERLAP`, `PATH_UNSAFE`, `LIMIT_EXCEEDED`, `PERMISSION_DENIED`, `IO_FAILED`
   */
  link(trees: readonly LinkTree[]): Promise<void>;
  /**
   * Reads planned trees; yields the frames that packing them would make, with their content digests alone.
   * @throws BundleError `FILE_CHANGED`, `PERMISSION_DENIED`, `IO_FAILED`
   */
  digestFrames(plans: readonly TreePlan[]): AsyncIterable<Pick<PackedFrame, "tree" | "frame">>;
  /**
   * Reads planned trees, and compares them with the frames that they should have.
   * @throws BundleError `FILE_CHANGED`, `PERMISSION_DENIED`, `IO_FAILED`
   */
  match(
    trees: readonly FramesToCompare[],
    onProgress?: (contentBytes: number) => void,
  ): Promise<readonly ComparedFrames[]>;
  /**
   * Yields the frames of a blob in order, each compressed with its dictionary if that makes it smaller.
   * @throws BundleError as {@link unpack}, `FILE_CHANGED`
   */
  patch(blob: FramedBlob): AsyncIterable<FrameOfDelta>;
  /**
   * Decodes the frames of a blob and yields them in order, each compressed on its own at this level.
   * @throws BundleError as {@link unpack}, `BASE_CHANGED`
   */
  recode(blob: FramedBlob, level: number): AsyncIterable<EncodedFrame>;
  /**
   * Digests texts: the sha256 digest of the digests of their pieces of 8 MiB.
   * @throws BundleError as {@link pack} and {@link unpack}
   */
  digestTexts(texts: readonly TextSource[], onProgress?: (bytes: number) => void): Promise<string[]>;
  /**
   * Compares a directory with what linking trees into it would make.
   * @throws BundleError `PERMISSION_DENIED`, `IO_FAILED`, `NAME_INVALID`
   */
  compare(comparison: Omit<CompareTask, "kind">): Promise<CompareResult>;
}

/** Amount of work of one tree or blob. */
interface Amount {
  readonly contentSize: number;
  readonly entryCount: number;
}

/**
 * Opens an engine. Starts its `workers` only when there is enough work for them; at once if that much is `expected`, so that
 * they are ready when the caller is.
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
    async *stream(trees, compression) {
      runs += 1;
      const blobs = trees.flatMap(({ sources }) => sources);
      const executor = choose(blobs);
      try {
        const reading = readBlobs({ blobs, symlinks, paths, run: runs }, executor);
        yield* streamTrees(composeTrees(trees, reading), compression, executor);
      } finally {
        inline.close();
      }
    },
    async unpack(blobs, onProgress = () => undefined) {
      runs += 1;
      try {
        await unpackTrees({ blobs, symlinks, paths, run: runs, onProgress }, choose(blobs));
      } finally {
        inline.close();
      }
    },
    async list(blobs, algorithm, onProgress = () => undefined) {
      runs += 1;
      try {
        return await listTrees({ blobs, symlinks, paths, run: runs, onProgress }, algorithm, choose(blobs));
      } finally {
        inline.close();
      }
    },
    hash: (plans, algorithm, onProgress = () => undefined) =>
      hashTrees(plans, { algorithm, onProgress }, choose(plans)),
    link: (trees) => linkTrees(trees, symlinks, inline, threads),
    digestFrames: (plans) => packTrees(plans, undefined, choose(plans)),
    match: (trees, onProgress = () => undefined) =>
      compareFrames(trees, choose(trees.map(({ plan }) => plan)), onProgress),
    async *patch(blob) {
      runs += 1;
      try {
        yield* patchBlob(blob, runs, choose([blob]));
      } finally {
        inline.close();
      }
    },
    async *recode(blob, level) {
      runs += 1;
      try {
        yield* recodeBlob(blob, { run: runs, level }, choose([blob]));
      } finally {
        inline.close();
      }
    },
    async digestTexts(texts, onProgress = () => undefined) {
      runs += 1;
      try {
        const amounts = texts.map(({ size }) => ({ contentSize: size, entryCount: 0 }));
        return await hashTexts(texts, runs, choose(amounts), onProgress);
      } finally {
        inline.close();
      }
    },
    compare: (comparison) => inline.run({ kind: "compare", ...comparison }),
    has(content, path) {
      const found = symlinks.resolve(content, toByteString(path));
      return found === "" || (found !== undefined && paths.has(content, found));
    },
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
