import { FRAME_CONTENT } from "../frames/frame-codec.ts";
import { checkFrameTable, type FramedBlob } from "../frames/frame-table.ts";
import { type FrameToUnpack, located } from "../worker/located-frame.ts";
import { RECORDS_AT } from "../worker/read-frame.ts";
import { unpackPiece } from "../worker/unpack-tree.ts";
import { framesOf, locate } from "./blob-frames.ts";
import { inOrder } from "./schedule.ts";
import { sharedSlots } from "./shared-slots.ts";
import { progressOf, type UnpackRun } from "./unpack-trees.ts";
import type { TaskExecutor } from "./worker-pool.ts";

/** A verified frame of a blob. */
export interface ReadFrame {
  /** Records of its entries; none if the frame continues a file. Reused memory, as the content. */
  readonly records: Uint8Array;
  /** Offset in the content of the bytes of each file, in the order of the records. */
  readonly starts: readonly number[];
  /** Bytes at the start of the content that continue the last file of the frame before. */
  readonly continued: number;
  /** Reused memory: valid until the next frame is requested. */
  readonly content: Buffer;
}

/**
 * Reads the frames of all blobs in order, with every check of an unpack, some frames ahead of the caller. Writes nothing.
 * @throws BundleError as an unpack
 */
export async function* readBlobs(
  { blobs, run, ...collected }: Omit<UnpackRun, "onProgress">,
  executor: TaskExecutor,
): AsyncGenerator<ReadFrame, void, undefined> {
  for (const blob of blobs) checkFrameTable(blob);
  const jobs = blobs.flatMap((blob) => {
    const frames = framesOf({ checksContent: false, ...blob });
    const progress = progressOf(blob, frames, collected);
    return frames.map((frame) => ({ blob, frame, progress }));
  });
  const slots = sharedSlots(executor.width, RECORDS_AT + FRAME_CONTENT);
  const start = async (
    { blob, frame }: { readonly blob: FramedBlob; readonly frame: FrameToUnpack },
    place: number,
  ) => {
    const { ready, frames } = locate(blob, [frame]);
    const arriving = ready();
    if (arriving !== undefined) await arriving;
    const [there] = frames();
    if (there === undefined) throw new Error("a frame was located");
    return executor.run({ kind: "read", run, frame: there, slot: slots.at(place) });
  };
  let continuing: FrameToUnpack[] = [];
  for await (const { job, place, result } of inOrder(jobs, slots.count, start)) {
    const { blob, frame, progress } = job;
    blob.bytes.release?.(frame.start, frame.size);
    const { unpacked, recordsSize, starts } = result;
    const records = new Uint8Array(slots.at(place), RECORDS_AT, recordsSize);
    const content = Buffer.from(slots.at(place), 0, frame.contentSize);
    if (unpacked !== undefined) {
      continuing = progress.receive(frame, unpacked);
      yield { records, starts, continued: 0, content };
      continue;
    }
    const piece = continuing.shift()?.piece;
    if (piece === undefined) throw new Error("a frame continues a file that no frame begins");
    progress.receive(
      frame,
      located(frame, () => unpackPiece({ ...frame, target: undefined }, piece, content)),
    );
    const continued = Math.min(piece.size - piece.fileOffset, content.length);
    yield { records, starts, continued, content };
  }
}
