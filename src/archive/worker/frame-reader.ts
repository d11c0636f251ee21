import { closeSync, fstatSync, openSync } from "node:fs";
import { BundleError } from "../../errors.ts";
import { OPEN_FLAGS } from "../../io/byte-source.ts";
import { readFully, reading } from "./files.ts";
import type { LocatedFrame } from "./located-frame.ts";

/** Reads the bytes of frames. */
export interface FrameReader {
  /**
   * The compressed bytes of a frame, in a buffer that the next call reuses.
   * @param run the source that is open from another run is not reused
   * @throws BundleError `FILE_NOT_FOUND`, `FILE_CHANGED`, `BUNDLE_TRUNCATED`, `PERMISSION_DENIED`, `IO_FAILED`
   */
  read(run: number, frame: Pick<LocatedFrame, "at" | "size">): Buffer;
  close(): void;
}

/** Reads frames with one reused buffer and one open source. */
export function frameReader(): FrameReader {
  let source: { run: number; path: string; fd: number } | undefined;
  let input = Buffer.alloc(0);
  const close = (): void => {
    if (source !== undefined) closeSync(source.fd);
    source = undefined;
  };
  const openSource = (run: number, path: string): number => {
    if (source?.run !== run || source.path !== path) {
      close();
      const fd = reading(path, () => openRegular(path));
      source = { run, path, fd };
    }
    return source.fd;
  };
  return {
    close,
    read(run, { at, size }) {
      if (input.length < size) input = Buffer.allocUnsafeSlow(size);
      const bytes = input.subarray(0, size);
      let done = 0;
      for (const range of at) {
        const piece = bytes.subarray(done, done + range.length);
        readFully(openSource(run, range.path), piece, range.offset, range.path);
        done += range.length;
      }
      return bytes;
    },
  };
}

/** Opens a regular file. Checks again, since another file may have replaced it. */
function openRegular(path: string): number {
  const fd = openSync(path, OPEN_FLAGS);
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  throw new BundleError("FILE_CHANGED", `Cannot read ${path}: it is not a regular file any more`);
}
