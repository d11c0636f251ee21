import { mkdir, stat } from "node:fs/promises";
import { BundleError } from "../../errors.ts";
import { fromSystemError } from "../../io/system-error.ts";
import { ENTRY_OVERHEAD, MAX_MODE_TEXT } from "../../limits.ts";
import type { ByteString } from "../../tar/byte-string.ts";
import { type FrameOrder, joinOrder } from "../../tar/entry-order.ts";
import { checkFrameTable, type FramedBlob } from "../frames/frame-table.ts";
import type { UnfinishedFile } from "../worker/entry-writer.ts";
import { type FilePiece, type FrameToUnpack, located } from "../worker/located-frame.ts";
import type { PackagePaths } from "../worker/package-paths.ts";
import type { UnpackedFrame } from "../worker/unpack-tree.ts";
import { framesOf, locate } from "./blob-frames.ts";
import { checkLayerSymlinks, type PackageSymlinks } from "./package-symlinks.ts";
import { runSteps, type Step, step } from "./schedule.ts";
import type { TaskExecutor } from "./worker-pool.ts";

/** Least content in bytes of one task with small frames. */
const BATCH_CONTENT = 1024 * 1024;

/**
 * Most tasks that wait for their bytes at a time. Several ranges arrive at once, so with fewer the frames of the later ones would
 * wait for those of the first: no thread has work, and then all have too much.
 */
const FRAMES = 1024;

/** The same for frames that are patches: their dictionaries are in memory meanwhile. */
const PATCHES = 32;

/** Most symlinks that one task makes. */
const SYMLINKS = 1000;

export interface UnpackRun {
  /** Blobs in the order in which to request their bytes. */
  readonly blobs: readonly FramedBlob[];
  /** Collect the symlinks and paths of packages. */
  readonly symlinks: PackageSymlinks;
  readonly paths: PackagePaths;
  /** Number of this run; different for each run, since threads keep files open. */
  readonly run: number;
  /** Called with the content bytes done so far, of all blobs. */
  readonly onProgress: (contentBytes: number) => void;
}

/** Unpacks blobs; only verifies those without a target. After a failure the output must not be trusted. */
export async function unpackTrees(unpacking: UnpackRun, executor: TaskExecutor): Promise<void> {
  const { blobs, run, onProgress } = unpacking;
  for (const blob of blobs) checkFrameTable(blob);
  const umask = process.umask();
  const queue: Step[] = [];
  let done = 0;
  for (const blob of blobs) {
    const frames = framesOf(blob, await makeTarget(blob, umask));
    const progress = progressOf(blob, frames, unpacking);
    const unpack = (batch: readonly FrameToUnpack[]): Step => {
      const receive = (results: readonly UnpackedFrame[]): void => {
        for (const [index, frame] of batch.entries()) {
          const pieces = progress.receive(frame, results[index] as UnpackedFrame);
          for (const piece of pieces.toReversed()) queue.unshift(unpack([piece]));
          done += frame.contentSize;
          blob.bytes.release?.(frame.start, frame.size);
        }
        onProgress(done);
        if (progress.isDone()) for (const next of finishing(blob, progress, queue).toReversed()) queue.unshift(next);
      };
      const { ready, frames: there } = locate(blob, batch);
      return step(() => ({ kind: "unpack" as const, run, umask, frames: there() }), receive, ready);
    };
    for (const batch of inBatches(frames)) queue.push(unpack(batch));
  }
  const lookahead = blobs.some(({ patched }) => patched !== undefined) ? PATCHES : FRAMES;
  await runSteps(executor, queue, { atATime: executor.width, lookahead });
}

/** Creates the blob's target; returns the mode of a new directory in it. */
async function makeTarget({ target }: FramedBlob, umask: number): Promise<number> {
  const directoryMode = 0o777 - (umask & 0o777);
  if (target === undefined) return directoryMode;
  try {
    await mkdir(target, { recursive: true });
    // Every directory below inherits a set-group-id bit.
    return directoryMode + ((await stat(target)).mode & 0o2000);
  } catch (error) {
    throw fromSystemError(error, `create ${target}`);
  }
}

/** Groups frames into tasks, without those that continue a file: they wait for the frame that has the file's name. */
function inBatches(frames: readonly FrameToUnpack[]): FrameToUnpack[][] {
  const batches: FrameToUnpack[][] = [];
  let content = BATCH_CONTENT;
  for (const frame of frames) {
    if (frame.piece !== undefined) continue;
    if (content >= BATCH_CONTENT) {
      batches.push([]);
      content = 0;
    }
    batches.at(-1)?.push(frame);
    content += frame.contentSize;
  }
  return batches;
}

export interface UnpackProgress {
  /** Takes a frame's result; returns the frames that continue its last file and can be unpacked now. */
  receive(frame: FrameToUnpack, result: UnpackedFrame): FrameToUnpack[];
  isDone(): boolean;
  readonly symlinks: (readonly [ByteString, ByteString])[];
  readonly modes: (readonly [ByteString, number])[];
  readonly files: UnfinishedFile[];
}

/** Joins the results of a blob's frames, and checks what only all of them show. */
export function progressOf(
  blob: FramedBlob,
  frames: readonly FrameToUnpack[],
  { symlinks: all, paths }: Pick<UnpackRun, "symlinks" | "paths">,
): UnpackProgress {
  const links = blob.links ?? [];
  const symlinks: (readonly [ByteString, ByteString])[] = [];
  const modes: (readonly [ByteString, number])[] = [];
  const files: UnfinishedFile[] = [];
  const order = joinOrder(blob.top);
  const waiting = new Map<number, FrameOrder>();
  let joined = 0;
  let entryCount = 0;
  let modeText = 0;
  const takeModes = (some: UnpackedFrame["modes"]): void => {
    for (const mode of some) {
      modeText += mode[0].length + ENTRY_OVERHEAD;
      modes.push(mode);
    }
    if (modeText <= MAX_MODE_TEXT) return;
    const what = `its directories with other modes than usual take over ${MAX_MODE_TEXT} bytes`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot unpack ${blob.name}: ${what}`);
  };
  const join = (index: number, frameOrder: FrameOrder): void => {
    waiting.set(index, frameOrder);
    for (let next = waiting.get(joined); next !== undefined; next = waiting.get(joined)) {
      const checked = next;
      located(frames[joined] as FrameToUnpack, () => order.add(checked));
      waiting.delete(joined);
      joined += 1;
    }
  };
  return {
    symlinks,
    modes,
    files,
    isDone: () => joined === frames.length,
    receive(frame, result) {
      join(frame.index, result.order);
      entryCount += result.count;
      all.count(result.symlinks);
      for (const symlink of result.symlinks) symlinks.push(symlink);
      takeModes(result.modes);
      if (result.paths.length > 0) paths.add(links, result.paths);
      if (joined === frames.length) {
        if (entryCount !== blob.entryCount) {
          const what = `${entryCount} entries, expected ${blob.entryCount}`;
          throw new BundleError("FRAME_INVALID", `Cannot use frame table of ${blob.name}: it has ${what}`);
        }
        order.finish();
        checkLayerSymlinks(blob.top?.text ?? blob.name, symlinks);
        all.add(links, symlinks);
        if (blob.target === undefined) for (const link of links) paths.addPrefix(link);
      }
      if (result.unfinished === undefined) return [];
      files.push(result.unfinished);
      return continuing(frames, frame, result.unfinished);
    },
  };
}

/** The frames that continue `file`. */
function continuing(frames: readonly FrameToUnpack[], first: FrameToUnpack, file: UnfinishedFile): FrameToUnpack[] {
  const found: FrameToUnpack[] = [];
  for (let i = first.index + 1; frames[i]?.piece !== undefined; i++) {
    const frame = frames[i] as FrameToUnpack;
    const { fileOffset } = frame.piece as FilePiece;
    if (i === first.index + 1 && fileOffset !== file.held) {
      const what = `it continues a file at ${fileOffset}, expected ${file.held}`;
      located(frame, () => {
        throw new BundleError("FRAME_INVALID", `Cannot use frame: ${what}`);
      });
    }
    found.push({ ...frame, piece: { path: file.path, size: file.size, fileOffset } });
  }
  return found;
}

/** Steps after all frames of a blob: make its symlinks, and after the last of them set modes of files and directories. */
function finishing(
  { target, links = [] }: FramedBlob,
  { symlinks, modes, files }: UnpackProgress,
  queue: Step[],
): Step[] {
  if (target === undefined) return [];
  // Deepest first: a parent sorts before its content.
  const directories = modes.toSorted(([a], [b]) => (a < b ? 1 : -1));
  const finish = step({ kind: "finish", target, files, directories }, () => undefined);
  const last = files.length + directories.length > 0 ? [finish] : [];
  const steps: Step[] = [];
  let left = Math.ceil(symlinks.length / SYMLINKS);
  for (let i = 0; i < symlinks.length; i += SYMLINKS) {
    const some = symlinks.slice(i, i + SYMLINKS);
    const linked = (): void => {
      left -= 1;
      if (left === 0) queue.unshift(...last);
    };
    steps.push(step({ kind: "symlinks", target, symlinks: some, links }, linked));
  }
  return steps.length > 0 ? steps : last;
}
