import { FRAME_CONTENT, frameRoom } from "../frames/frame-codec.ts";
import type { Frame, PackedFrame } from "../frames/frame-table.ts";
import type { Compression } from "../frames/stream-compression.ts";
import type { LazyPlan, PlannedFrame, TreePlan } from "../frames/tree.ts";
import type { FrameToPack } from "../work/pack-tree.ts";
import type { TaskExecutor } from "./worker-pool.ts";

/** Most content in bytes, and most frames, of one task with small frames. */
const BATCH_CONTENT = FRAME_CONTENT / 4;
const BATCH_FRAMES = 64;

/** Room for the compressed frames of one task, in bytes. */
const SLOT = frameRoom(FRAME_CONTENT) + BATCH_FRAMES * frameRoom(0);

/** A piece of a compressed tar; `tree` is the index of its tree in the list given to `stream`. */
export interface PackedPiece {
  readonly tree: number;
  /** Reused memory, as the content: valid until the next piece is requested. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
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
  const run = ({ slot, frames }: Batch): Promise<readonly Frame[]> =>
    executor.run({ kind: "pack", level, slot, frames });
  for await (const { trees, slot, result } of inSlots(plans, { depth: executor.depth, size: SLOT, run })) {
    let at = 0;
    for (const [index, frame] of result.entries()) {
      yield { tree: trees[index] ?? 0, frame, bytes: new Uint8Array(slot, at, frame.size) };
      at += frame.size;
    }
  }
}

/** As {@link packTrees}, for a reader that needs no frames: yields the bytes of whole tars with their content. */
export async function* streamTrees(
  plans: Iterable<LazyPlan>,
  compression: Compression,
  executor: TaskExecutor,
): AsyncGenerator<PackedPiece, void, undefined> {
  const run = ({ slot, frames }: Batch) => executor.run({ kind: "stream", compression, slot, frames });
  const size = SLOT + FRAME_CONTENT;
  // Its slots are twice as large, and the caller hashes twice as much: one batch waiting for a thread is enough.
  const depth = Math.min(executor.depth, executor.width + 1);
  for await (const { trees, slot, result } of inSlots(plans, { depth, size, run })) {
    let at = 0;
    for (const [index, piece] of result.entries()) {
      const bytes = new Uint8Array(slot, at, piece.size);
      at += piece.size;
      if (compression.kind === "none") {
        yield { tree: trees[index] ?? 0, bytes, content: bytes };
        continue;
      }
      yield { tree: trees[index] ?? 0, bytes, content: new Uint8Array(slot, at, piece.contentSize) };
      at += piece.contentSize;
    }
  }
}

interface Batch {
  /** Index of each frame's tree. */
  readonly trees: readonly number[];
  readonly frames: readonly FrameToPack[];
  readonly slot: SharedArrayBuffer;
}

interface Slots<Result> {
  /** Number of batches at a time. */
  readonly depth: number;
  /** Bytes of a slot. */
  readonly size: number;
  readonly run: (batch: Batch) => Promise<Result>;
}

/** Runs batches, and yields their results in planned order. A slot is used again when the next result is requested. */
async function* inSlots<Result>(
  plans: Iterable<LazyPlan>,
  { depth, size, run }: Slots<Result>,
): AsyncGenerator<Omit<Batch, "frames"> & { readonly result: Result }, void, undefined> {
  const batches = inBatches(plans);
  const free: SharedArrayBuffer[] = [];
  const underWay: (Batch & { readonly result: Promise<Result> })[] = [];
  try {
    for (;;) {
      while (underWay.length < depth) {
        const { value } = batches.next();
        if (value === undefined) break;
        const batch = { ...value, slot: free.pop() ?? new SharedArrayBuffer(size) };
        const result = run(batch);
        // Results are awaited in order. Until then, a failure must not become an unhandled rejection.
        result.catch(() => undefined);
        underWay.push({ ...batch, result });
      }
      const first = underWay.shift();
      if (first === undefined) return;
      yield { trees: first.trees, slot: first.slot, result: await first.result };
      free.push(first.slot);
    }
  } finally {
    await Promise.allSettled(underWay.map(({ result }) => result));
  }
}

/** Groups frames into tasks in planned order; small frames share a task. */
function* inBatches(plans: Iterable<LazyPlan>): Generator<Omit<Batch, "slot">, undefined, undefined> {
  let trees: number[] = [];
  let frames: FrameToPack[] = [];
  let content = 0;
  let index = 0;
  for (const plan of plans) {
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
    index += 1;
  }
  if (frames.length > 0) yield { trees, frames };
  return undefined;
}

function toPack({ tree }: LazyPlan, { contentSize, fileOffset, records }: PlannedFrame): FrameToPack {
  // Copy the records: posting a view to a thread would copy its whole buffer.
  const copy = new Uint8Array(Buffer.concat(records));
  return { prefix: tree.prefix, directory: tree.directory, contentSize, fileOffset, records: copy };
}
