import { BundleError } from "../../errors.ts";
import { digestOfBytes } from "../frames/frame-codec.ts";
import { decodeAlone } from "./decode-frame.ts";
import { decodePatched } from "./decode-patched.ts";
import type { FrameReader } from "./frame-reader.ts";
import { type LocatedFrame, located } from "./located-frame.ts";
import type { TextMaker } from "./make-text.ts";

/**
 * Reads, verifies and decodes a frame.
 * @throws BundleError `FRAME_INVALID`, `BASE_CHANGED`, and what reading throws
 */
export type FrameDecoder = (run: number, frame: LocatedFrame) => Buffer;

export function frameDecoder(reader: FrameReader, makeText: TextMaker): FrameDecoder {
  return (run, frame) => {
    const { dictionary } = frame;
    // Made first: reading the frame's own bytes takes the reader's buffer.
    const text = dictionary && makeText(run, dictionary.pieces);
    const bytes = reader.read(run, frame);
    return located(frame, () => {
      if (dictionary !== undefined && text !== undefined) return decodePatched({ ...frame, dictionary }, bytes, text);
      const content = decodeAlone(frame, bytes);
      checkContent(frame, content);
      return content;
    });
  };
}

/** Checks the content's digest, if it is wanted: the frame's own digest, which is always checked, covers the content too. */
function checkContent({ contentDigest }: LocatedFrame, content: Buffer): void {
  if (contentDigest === undefined) return;
  const found = digestOfBytes(content);
  if (found === contentDigest) return;
  throw new BundleError("FRAME_INVALID", `Cannot use frame: its content digest is ${found}, expected ${contentDigest}`);
}
