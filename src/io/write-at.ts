import type { FileHandle } from "node:fs/promises";

/** Writes all of `bytes` at a position of a file: one call of the system may write fewer. */
export async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    done += (await file.write(bytes, done, bytes.byteLength - done, position + done)).bytesWritten;
  }
}
