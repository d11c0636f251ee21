import { FRAME_CONTENT, frameRoom } from "../frames/frame-codec.ts";
import type { PackedFrame } from "../frames/frame-table.ts";
import type { Compression } from "../frames/stream-compression.ts";
import type { PlannedFrame, TreePlan } from "../frames/tree.ts";
import { CONTENT_AT, type FrameToPack } from "../worker/pack-tree.ts";
import type { ComposedFrame } from "./compose-trees.ts";
import { inOrder } from "./schedule.ts";
import { sharedSlots } from "./shared-slots.ts";
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
  const slots = sharedSlots(executor.depth, SLOT);
  const start = ({ frames }: Batch, place: number) =>
    executor.run({ kind: "pack", level, slot: slots.at(place), frames });
  for await (const { job, place, result } of inOrder(inBatches(plans), slots.count, start)) {
    let at = 0;
    for (const [index, frame] of result.entries()) {
      yield { tree: job.trees[index] ?? 0, frame, bytes: new Uint8Array(slots.at(place), at, frame.size) };
      at += frame.size;
    }
  }
}

/** Packs the frames of composed trees, in their order. */
export async function* streamTrees(
  frames: AsyncIterable<ComposedFrame>,
  compression: Compression,
  executor: TaskExecutor,
): AsyncGenerator<PackedPiece, void, undefined> {
  // As many as threads: a slot is as large as two frames, and the tasks that read frames ahead keep the threads busy.
  const slots = sharedSlots(executor.width, CONTENT_AT + FRAME_CONTENT);
  let lists: readonly Uint8Array[] = [];
  const start = ({ frame, bytes }: ComposedFrame, place: number) => {
    const slot = slots.at(place);
    const { contentSize, fileOffset, records } = frame;
    let recordsSize = 0;
    for (const list of records) {
      new Uint8Array(slot).set(list, recordsSize);
      recordsSize += list.byteLength;
    }
    lists = freeOthers(lists, records);
    bytes.fill(frame, Buffer.from(slot, CONTENT_AT, contentSize));
    return executor.run({ kind: "stream", compression, slot, recordsSize, contentSize, fileOffset });
  };
  for await (const { job, place, result: size } of inOrder(frames, slots.count, start)) {
    const slot = slots.at(place);
    const content = new Uint8Array(slot, CONTENT_AT, job.frame.contentSize);
    yield { tree: job.tree, bytes: compression.kind === "none" ? content : new Uint8Array(slot, 0, size), content };
  }
}

/** Frees the lists of earlier frames that a frame has no part of. As garbage they would pile up: V8 collects large buffers late. */
function freeOthers(earlier: readonly Uint8Array[], records: readonly Uint8Array[]): readonly Uint8Array[] {
  const used = new Set(records.map(({ buffer }) => buffer));
  for (const { buffer } of earlier)
    if (!used.has(buffer) && buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
  return records;
}

interface Batch {
  /** Index of each frame's tree. */
  readonly trees: readonly number[];
  readonly frames: readonly FrameToPack[];
}

/** Groups frames into tasks in planned order; small frames share a task. */
function* inBatches(plans: Iterable<TreePlan>): Generator<Batch, void, undefined> {
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
}

function toPack({ tree }: TreePlan, { contentSize, fileOffset, records }: PlannedFrame): FrameToPack {
  // Copy the records: posting a view to a thread would copy its whole buffer.
  const copy = new Uint8Array(Buffer.concat(records));
  return { prefix: tree.prefix, directory: tree.directory, contentSize, fileOffset, records: copy };
}
