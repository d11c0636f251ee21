import { FRAME_CONTENT, frameRoom, type PackedFrame } from "../frames/frames.ts";
import type { PlannedFrame, TreePlan } from "../frames/tree.ts";
import type { FrameToPack, PackResult } from "../work/pack-tree.ts";
import type { TaskExecutor } from "./worker-pool.ts";

/** Most content in bytes, and most frames, of one task with small frames. */
const BATCH_CONTENT = FRAME_CONTENT / 4;
const BATCH_FRAMES = 64;

/** Room for the compressed frames of one task, in bytes. */
const SLOT = frameRoom(FRAME_CONTENT) + BATCH_FRAMES * frameRoom(0);

interface Batch {
  /** Index of each frame's tree. */
  readonly trees: readonly number[];
  readonly frames: readonly FrameToPack[];
}

interface Running extends Batch {
  readonly slot: SharedArrayBuffer;
  readonly result: Promise<PackResult>;
}

/**
 * Packs all plans. Yields frames in planned order for every number of threads. The slots of memory limit how many frames are
 * packed ahead, so memory does not grow with the trees. Without a level, the frames are only hashed.
 */
export async function* packTrees(
  plans: readonly TreePlan[],
  level: number | undefined,
  executor: TaskExecutor,
): AsyncGenerator<PackedFrame, void, undefined> {
  const batches = inBatches(plans);
  const free: SharedArrayBuffer[] = [];
  const underWay: Running[] = [];
  const start = (batch: Batch): void => {
    const slot = free.pop() ?? new SharedArrayBuffer(SLOT);
    const result = executor.run({ kind: "pack", level, slot, frames: batch.frames });
    // Results are awaited in order. Until then, a failure must not become an unhandled rejection.
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

/** Groups frames into tasks in planned order; small frames share a task. */
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
  // Copy the records: posting a view to a thread would copy its whole buffer.
  const copy = new Uint8Array(Buffer.concat(records));
  return { prefix: tree.prefix, directory: tree.directory, contentSize, fileOffset, records: copy };
}
