import { checkFrameTable } from "../frames/frame-table.ts";
import type { ContentHashName } from "../worker/content-hash.ts";
import type { FrameToUnpack } from "../worker/located-frame.ts";
import type { UnpackedFrame } from "../worker/unpack-tree.ts";
import { framesOf, locate } from "./blob-frames.ts";
import type { ListedTree } from "./listed-tree.ts";
import { runSteps, type Step, step } from "./schedule.ts";
import { progressOf, type UnpackRun } from "./unpack-trees.ts";
import type { TaskExecutor } from "./worker-pool.ts";

/** Least content in bytes of one task. */
const BATCH_CONTENT = 1024 * 1024;

/** Lists blobs with every check of an unpack, and writes nothing. One tree for each blob. */
export async function listTrees(
  { blobs, run, onProgress, ...collected }: UnpackRun,
  algorithm: ContentHashName,
  executor: TaskExecutor,
): Promise<ListedTree[]> {
  for (const blob of blobs) checkFrameTable(blob);
  const queue: Step[] = [];
  let done = 0;
  const trees = blobs.map((blob) => {
    const frames = framesOf(blob);
    const progress = progressOf(blob, frames, collected);
    const batches = inBatches(frames);
    const records: Uint8Array[][] = batches.map(() => []);
    for (const [place, batch] of batches.entries()) {
      const { ready, frames: there } = locate(blob, batch);
      queue.push(
        step(
          () => ({ kind: "list" as const, run, algorithm, frames: there() }),
          (result) => {
            // The frames that continue a file were listed with it. What `receive` checks of them holds here too.
            for (const [index, frame] of batch.entries()) {
              progress.receive(frame, result.frames[index] as UnpackedFrame);
              done += frame.contentSize;
            }
            if (result.records !== undefined) records[place] = [result.records];
            onProgress(done);
          },
          ready,
        ),
      );
    }
    return records;
  });
  await runSteps(executor, queue, { atATime: executor.width });
  return trees.map((records) => ({ records: records.flat() }));
}

/** Groups frames into tasks. Frames that continue a file stay with the frame in which it begins. */
function inBatches(frames: readonly FrameToUnpack[]): FrameToUnpack[][] {
  const batches: FrameToUnpack[][] = [];
  let content = BATCH_CONTENT;
  for (const frame of frames) {
    if (frame.piece === undefined && content >= BATCH_CONTENT) {
      batches.push([]);
      content = 0;
    }
    // Of a frame that continues a file, the task itself reads name and size from the frames before it.
    batches.at(-1)?.push(frame);
    content += frame.contentSize;
  }
  return batches;
}
