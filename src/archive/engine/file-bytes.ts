import { padding } from "../../tar/headers.ts";
import { FRAME_CONTENT } from "../frames/frame-codec.ts";
import type { PlannedFrame } from "../frames/tree.ts";
import { FILE_ENTRY, RecordReader } from "../worker/entry-records.ts";

const NOTHING: Buffer = Buffer.of();

/** The bytes of the files of a tree, in the order of its tar, from when they are read until they are packed. */
export class FileBytes {
  /** Bytes that were added and are not in a frame yet. */
  available = 0;
  /** Bytes of earlier frames: less than a frame, since a frame is packed as soon as its bytes are there. */
  #kept = NOTHING;
  #keptStart = 0;
  #keptEnd = 0;
  /** The frame that was read last, and the start and end of each wanted range. Not views: one for each file would be much garbage. */
  #content = NOTHING;
  #ranges: number[] = [];
  #next = 0;

  /** Begins the content of the next frame that was read. */
  open(content: Buffer): void {
    this.#content = content;
    this.#ranges = [];
    this.#next = 0;
  }

  /** Adds a range of the content that was opened last. */
  add(start: number, end: number): void {
    if (start === end) return;
    this.#ranges.push(start, end);
    this.available += end - start;
  }

  /** Copies the next bytes to the places that the files of a frame have in its content. */
  fill({ records, fileOffset = 0, contentSize }: PlannedFrame, content: Buffer): void {
    let at = 0;
    for (const list of records) {
      const reader = new RecordReader(list);
      for (let record = reader.nextSize(); record !== undefined; record = reader.nextSize()) {
        const { kind, headerSize, size } = record;
        const start = fileOffset > 0 ? at : at + headerSize;
        // A file that does not fit is alone in its frames.
        if (kind === FILE_ENTRY) this.#take(content, start, Math.min(size - fileOffset, contentSize - start));
        at = start + size + padding(size);
      }
    }
  }

  /** Copies what is left of the content that was opened last, whose memory is about to be used again. */
  keep(): void {
    const { available } = this;
    if (available > 0 && this.#kept === NOTHING) this.#kept = Buffer.allocUnsafeSlow(FRAME_CONTENT);
    this.#kept.copyWithin(0, this.#keptStart, this.#keptEnd);
    const held = this.#keptEnd - this.#keptStart;
    this.#keptStart = this.#keptEnd;
    this.#take(this.#kept, held, available - held);
    this.available = available;
    this.#keptStart = 0;
    this.#keptEnd = available;
    this.open(NOTHING);
  }

  #take(to: Buffer, at: number, length: number): void {
    this.available -= length;
    const held = Math.min(length, this.#keptEnd - this.#keptStart);
    if (held > 0) this.#kept.copy(to, at, this.#keptStart, this.#keptStart + held);
    this.#keptStart += held;
    for (let done = held; done < length; ) {
      const [start = 0, end = 0] = [this.#ranges[this.#next], this.#ranges[this.#next + 1]];
      if (start === end) throw new Error("the bytes of a file were not read");
      const count = Math.min(end - start, length - done);
      this.#content.copy(to, at + done, start, start + count);
      done += count;
      if (start + count === end) this.#next += 2;
      else this.#ranges[this.#next] = start + count;
    }
  }
}
