import { digestOfBytes, encodeFrame, release } from "../frames/frame-codec.ts";
import type { FrameDecoder } from "./frame-decoder.ts";
import type { LocatedFrame } from "./located-frame.ts";

/** Decodes a frame, and compresses its content alone. */
export interface RecodeTask {
  readonly kind: "recode";
  readonly run: number;
  readonly frame: LocatedFrame;
  readonly level: number;
  /** Output for the frame. */
  readonly slot: SharedArrayBuffer;
}

export interface RecodeResult {
  readonly size: number;
  readonly digest: string;
}

/** @throws BundleError as an unpack task */
export function frameRecoder(decode: FrameDecoder): (task: RecodeTask) => RecodeResult {
  return ({ run, frame, level, slot }) => {
    const content = decode(run, frame);
    const bytes = encodeFrame(content, level);
    new Uint8Array(slot).set(bytes);
    const result = { size: bytes.byteLength, digest: digestOfBytes(bytes) };
    release(content);
    release(bytes);
    return result;
  };
}
