import { MAX_FRAME_CONTENT } from "../../limits.ts";
import { frameRoom } from "../frames/frame-codec.ts";
import type { Frame, FramedBlob } from "../frames/frame-table.ts";
import type { TextRange } from "../frames/text.ts";
import type { LocatedFrame } from "../worker/located-frame.ts";
import type { PatchResult } from "../worker/patch-frame.ts";
import { framesOf, locate } from "./blob-frames.ts";
import type { TaskExecutor } from "./worker-pool.ts";

/** A frame in another encoding. */
export interface EncodedFrame {
  readonly size: number;
  /** `sha256:…` of the bytes. */
  readonly digest: string;
  /** Reused memory: valid until the next frame is requested. */
  readonly bytes: Uint8Array;
}

/** A frame as a delta has it. */
export interface FrameOfDelta extends EncodedFrame {
  /** Range of the text that it needs; absent for the frame as it is. */
  readonly range?: TextRange;
}

/** Yields the frames of a blob in order, each with the dictionary that `patched` has for it if that makes it smaller. */
export async function* patchBlob(
  blob: FramedBlob,
  run: number,
  executor: TaskExecutor,
): AsyncGenerator<FrameOfDelta, void, undefined> {
  const patch = async (frame: LocatedFrame, slot: SharedArrayBuffer): Promise<PatchResult> => {
    const { at, size, digest, contentSize, dictionary } = frame;
    if (dictionary === undefined) return undefined;
    return executor.run({ kind: "patch", run, frame: { at, size, digest, contentSize }, dictionary, slot });
  };
  let start = 0;
  for await (const { index, slot, result } of inOrder(blob, executor, patch)) {
    const frame = blob.frames[index] as Frame;
    const range = blob.patched?.ranges[index];
    if (result === undefined || range === undefined)
      yield { size: frame.size, digest: frame.digest, bytes: await blob.bytes.read(start, frame.size) };
    else yield { ...describe(result, slot), range: withoutStart(range, result.skipped) };
    start += frame.size;
  }
}

/** Yields the frames of a blob in order, each compressed again on its own. */
export async function* recodeBlob(
  blob: FramedBlob,
  { run, level }: { readonly run: number; readonly level: number },
  executor: TaskExecutor,
): AsyncGenerator<EncodedFrame, void, undefined> {
  const recode = (frame: LocatedFrame, slot: SharedArrayBuffer) =>
    executor.run({ kind: "recode", run, frame, level, slot });
  for await (const { slot, result } of inOrder(blob, executor, recode)) yield describe(result, slot);
}

function describe({ size, digest }: Omit<EncodedFrame, "bytes">, slot: SharedArrayBuffer): EncodedFrame {
  return { size, digest, bytes: new Uint8Array(slot, 0, size) };
}

function withoutStart({ offset, length }: TextRange, skipped: number): TextRange {
  return { offset: offset + skipped, length: length - skipped };
}

interface Running<Result> {
  readonly index: number;
  readonly slot: SharedArrayBuffer;
  readonly result: Promise<Result>;
}

/** Works on the frames of a blob, several at a time; yields the results in order. The slots limit what is under way. */
async function* inOrder<Result>(
  blob: FramedBlob,
  executor: TaskExecutor,
  work: (frame: LocatedFrame, slot: SharedArrayBuffer) => Promise<Result>,
): AsyncGenerator<{ readonly index: number; readonly slot: SharedArrayBuffer; readonly result: Result }> {
  const frames = framesOf(blob);
  const free: SharedArrayBuffer[] = [];
  const underWay: Running<Result>[] = [];
  try {
    for (let next = 0; next < frames.length || underWay.length > 0; ) {
      const frame = frames[next];
      if (frame !== undefined && underWay.length < executor.width) {
        const { ready, frames: there } = locate(blob, [frame]);
        await ready();
        const slot = free.pop() ?? new SharedArrayBuffer(frameRoom(MAX_FRAME_CONTENT));
        const result = work(there()[0] as LocatedFrame, slot);
        // Results are awaited in order. Until then, a failure must not become an unhandled rejection.
        result.catch(() => undefined);
        underWay.push({ index: next, slot, result });
        next += 1;
        continue;
      }
      const { index, slot, result } = underWay.shift() as Running<Result>;
      yield { index, slot, result: await result };
      free.push(slot);
    }
  } finally {
    await Promise.allSettled(underWay.map(({ result }) => result));
  }
}
