import { createReadStream } from "node:fs";
import { BundleError } from "../errors.ts";
import { fromSystemError } from "../io/system-error.ts";

/** Exactly the bytes of one range of a file. @throws BundleError `FILE_CHANGED` where the file ends before, and what reading throws */
export async function* readRange(
  path: string,
  { offset, size }: { readonly offset: number; readonly size: number },
): AsyncGenerator<Buffer> {
  if (size === 0) return;
  let read = 0;
  try {
    const options = { start: offset, end: offset + size - 1, highWaterMark: 1 << 18 };
    for await (const chunk of createReadStream(path, options)) {
      read += chunk.byteLength;
      yield chunk;
    }
  } catch (error) {
    throw fromSystemError(error, `read ${path}`);
  }
  if (read !== size) throw changed(path, `it ends after ${offset + read} bytes`);
}

/** That a file is not what it was. */
export function changed(path: string, how: string): BundleError {
  return new BundleError("FILE_CHANGED", `Cannot send ${path}: ${how}`, {
    hint: "Leave the file alone while it is sent, and run it again.",
  });
}
