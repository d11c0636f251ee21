import { createReadStream } from "node:fs";
import { BundleError } from "../errors.ts";
import { fromSystemError } from "../io/system-error.ts";

/** Reads exactly one range of a file. @throws BundleError `FILE_CHANGED` when the file is too short, and what reading throws */
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

/** Error for a file that changed while it was sent. */
export function changed(path: string, how: string): BundleError {
  return new BundleError("FILE_CHANGED", `Cannot send ${path}: ${how}`, {
    hint: "Run it again, and do not change the file while it is sent.",
  });
}
