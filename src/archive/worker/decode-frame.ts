import { BundleError } from "../../errors.ts";
import { decodeFrame, digestOfBytes } from "../frames/frame-codec.ts";
import type { Frame } from "../frames/frame-table.ts";

/** Checks the digest before zstd decodes a byte. @throws BundleError `FRAME_INVALID` */
export function decodeAlone(frame: Pick<Frame, "digest" | "contentSize">, bytes: Uint8Array): Buffer {
  checkDigest(frame, bytes);
  return decodeFrame(bytes, frame.contentSize);
}

/** Checks the digest of a frame's own bytes. @throws BundleError `FRAME_INVALID` */
export function checkDigest({ digest }: Pick<Frame, "digest">, bytes: Uint8Array): void {
  const found = digestOfBytes(bytes);
  if (found !== digest)
    throw new BundleError("FRAME_INVALID", `Cannot use frame: its digest is ${found}, expected ${digest}`);
}
