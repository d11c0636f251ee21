import { FRAME_CONTENT, frameRoom, type PackedFrame } from "../frames/frames.ts";
import type { PlannedFrame, TreePlan } from "../frames/tree.ts";
import type { FrameToPack, PackResult } from "../work/pack-tree.ts";
import type { TaskExecutor } from "./worker-pool.ts";

/** Content in bytes, and frames, that one task is given at most where frames are small. */
const BATCH_CONTENT = FRAME_CONTENT / 4;
const BATCH_FRAMES = 64;

/** Room for the compressed bytes of one task. */
const SLOT = frameRoom(FRAME_CONTENT) + BATCH_FRAMES * frameRoom(0);

interface Batch {
  /** The tree of each frame. */
  readonly trees: readonly number[];
  readonly frames: readonly FrameToPack[];
}

interface Running extends Batch {
  readonly slot: SharedArrayBuffer;
  readonly result: Promise<PackResult>;
}

/**
 * Frames of all plans in planned order, whatever the number of threads. Only as many are made ahead of the one that is
 * asked for as there are slots of memory for them, so memory does not depend on size.
 */
export async function* packTrees(
  plans: readonly TreePlan[],
  level: number,
  executor: TaskExecutor,
): AsyncGenerator<PackedFrame, void, undefined> {
  const batches = inBatches(plans);
  const free: SharedArrayBuffer[] = [];
  const underWay: Running[] = [];
  const start = (batch: Batch): void => {
    const slot = free.pop() ?? new SharedArrayBuffer(SLOT);
    const result = executor.run({ kind: "pack", level, slot, frames: batch.frames });
    // Looked at in order; until then, a failure must not count as one that nobody looks at.
    result.catch(() => undefined);
    underWay.push({ ...batch, slot, result });
  };
  try {
    for (;;) {
      while (underWay.length < executor.depth) {
        const { value: batch } = batches.next();
        if (batch === undefined) break;
        start(batch);
      }
      const first = underWay.shift();
      if (first === undefined) return;
      let at = 0;
      for (const [index, frame] of (await first.result).entries()) {
        yield { tree: first.trees[index] ?? 0, frame, bytes: new Uint8Array(first.slot, at, frame.size) };
        at += frame.size;
      }
      free.push(first.slot);
    }
  } finally {
    await Promise.allSettled(underWay.map(({ result }) => result));
  }
}

/** Frames in planned order; small ones together. */
function* inBatches(plans: readonly TreePlan[]): Generator<Batch, undefined, undefined> {
  let trees: number[] = [];
  let frames: FrameToPack[] = [];
  let content = 0;
  for (const [index, plan] of plans.entries()) {
    for (const frame of plan.frames) {
      if (content + frame.contentSize > BATCH_CONTENT || frames.length === BATCH_FRAMES) {
        if (frames.length > 0) yield { trees, frames };
        trees = [];
        frames = [];
        content = 0;
      }
      trees.push(index);
      frames.push(toPack(plan, frame));
      content += frame.contentSize;
    }
  }
  if (frames.length > 0) yield { trees, frames };
  return undefined;
}

function toPack({ tree }: TreePlan, { contentSize, fileOffset, records }: PlannedFrame): FrameToPack {
  // A copy of its own: posting a view of a larger buffer would copy all of that.
  const copy = new Uint8Array(Buffer.concat(records));
  return { prefix: tree.prefix, directory: tree.directory, contentSize, fileOffset, records: copy };
}
