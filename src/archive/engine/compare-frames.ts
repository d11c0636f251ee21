import type { Frame } from "../frames/frame-table.ts";
import type { PlannedFrame, TreePlan } from "../frames/tree.ts";
import { directoryModes, withDirectoryMode } from "../worker/entry-records.ts";
import { UMASK_MODES } from "../worker/umask-modes.ts";
import { packTrees } from "./pack-trees.ts";
import type { TaskExecutor } from "./worker-pool.ts";

/** A planned tree on disk, and the frames that it should have. */
export interface FramesToCompare {
  readonly plan: TreePlan;
  readonly listed: readonly Pick<Frame, "contentSize" | "contentDigest" | "fileOffset">[];
}

/** How the frames of a tree compare with those that it should have. */
export interface ComparedFrames {
  /** Frames that differ, counted from 0. */
  readonly different: readonly number[];
  /** True if the frames have other borders: then nothing behind the first different one can be told. */
  readonly moved: boolean;
  /** True if directories have modes that another umask explains. */
  readonly otherUmask: boolean;
}

/**
 * Reads trees, and compares the content digests of their frames. Modes of directories that another umask makes are no difference.
 * Behind the first frame with another border nothing is read: a file may have become as large as its owner likes.
 * @throws BundleError `FILE_CHANGED`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function compareFrames(
  trees: readonly FramesToCompare[],
  executor: TaskExecutor,
  onProgress: (contentBytes: number) => void,
): Promise<readonly ComparedFrames[]> {
  const found: Frame[][] = trees.map(() => []);
  const alike = trees.map(({ plan, listed }) => {
    const moved = plan.frames.findIndex((frame, at) => !hasBorders(frame, listed[at]));
    return { ...plan, frames: moved === -1 ? plan.frames : plan.frames.slice(0, moved) };
  });
  let done = 0;
  for await (const { tree, frame } of packTrees(alike, undefined, executor)) {
    found[tree]?.push(frame);
    onProgress((done += frame.contentSize));
  }
  const matched: ComparedFrames[] = [];
  for (const [place, tree] of trees.entries())
    matched.push(await compareTreeFrames(tree, found[place] ?? [], executor));
  return matched;
}

async function compareTreeFrames(
  { plan, listed }: FramesToCompare,
  found: readonly Frame[],
  executor: TaskExecutor,
): Promise<ComparedFrames> {
  const moved = found.length !== listed.length || found.length !== plan.frames.length;
  const different: number[] = [];
  let otherUmask = false;
  for (const [at, frame] of listed.entries()) {
    if (frame.contentDigest === found[at]?.contentDigest) continue;
    const planned = plan.frames[at];
    const explained =
      !moved && planned !== undefined && (await fitsOtherUmask(plan, planned, frame.contentDigest, executor));
    if (explained) otherUmask = true;
    else different.push(at);
  }
  // One frame more than listed, and all others as they are.
  if (moved && different.length === 0) different.push(listed.length);
  return { different, moved, otherUmask };
}

function hasBorders(found: PlannedFrame, listed: FramesToCompare["listed"][number] | undefined): boolean {
  return found.contentSize === listed?.contentSize && found.fileOffset === listed.fileOffset;
}

/** Tries what the frame would be if one mode of its directories came from another umask. */
async function fitsOtherUmask(
  plan: TreePlan,
  frame: PlannedFrame,
  wanted: string | undefined,
  executor: TaskExecutor,
): Promise<boolean> {
  const there = new Set(frame.records.flatMap((list) => [...directoryModes(list)]));
  const changes = [...there]
    .filter((mode) => UMASK_MODES.includes(mode))
    .flatMap((from) => UMASK_MODES.filter((to) => to !== from).map((to) => [from, to] as const));
  const frames = changes.map(([from, to]) => ({
    ...frame,
    records: frame.records.map((list) => withDirectoryMode(list, from, to)),
  }));
  if (frames.length === 0) return false;
  for await (const { frame: other } of packTrees([{ ...plan, frames }], undefined, executor))
    if (other.contentDigest === wanted) return true;
  return false;
}
