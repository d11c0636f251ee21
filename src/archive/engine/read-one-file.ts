import { BundleError } from "../../errors.ts";
import { readRanges } from "../../io/byte-source.ts";
import { quoteBytes, toText } from "../../tar/byte-string.ts";
import { joinOrder } from "../../tar/entry-order.ts";
import { type EntryPath, joinPath } from "../../tar/entry-path.ts";
import type { TarFacts } from "../../tar/headers.ts";
import { checkFileEnd, readEntries } from "../../tar/read-entries.ts";
import { release } from "../frames/frame-codec.ts";
import { checkFrameTable, type FramedBlob } from "../frames/frame-table.ts";
import { decodeAlone } from "../worker/decode-frame.ts";
import { type FrameToUnpack, located } from "../worker/located-frame.ts";
import { framesOf } from "./blob-frames.ts";

/** The only file of a blob. */
export interface OneFile {
  /** Path below the prefix of the blob, in the directory that the blob has too. */
  readonly path: string;
  readonly size: number;
}

/** The mode of the directory and of the file. */
const MODE = 0o755;

/**
 * Decodes a blob with one directory and one executable file in it, with every check of unpack. One frame is in memory at a time.
 * @param take gets the bytes of the file piece by piece; a piece is valid until it resolves
 * @throws BundleError `FRAME_INVALID`, `ENTRY_INVALID`, `PATH_UNSAFE`, `NAME_INVALID`, `BUNDLE_TRUNCATED`, and what `take` throws
 */
export async function readOneFile(blob: FramedBlob, take: (bytes: Uint8Array) => Promise<void>): Promise<OneFile> {
  checkFrameTable(blob);
  const order = joinOrder();
  const reader = new FileReader(blob.name);
  for (const frame of framesOf(blob)) {
    // Located, since a remote blob is fetched ahead of its readers.
    const compressed = await readRanges(await blob.bytes.locate(frame.start, frame.size));
    blob.bytes.release?.(frame.start, frame.size);
    const content = located(frame, () => decodeAlone(frame, compressed));
    const piece = located(frame, () => {
      if (frame.piece !== undefined) return reader.continueFile(frame, content);
      const { order: found } = readEntries(content, frame, reader.sink(content));
      order.add(found);
      return reader.begun();
    });
    await take(piece);
    release(content);
  }
  return reader.finish();
}

class FileReader {
  readonly #blob: string;
  #directory: string | undefined;
  #file: OneFile | undefined;
  #piece: Uint8Array = NOTHING;
  #done = 0;

  constructor(blob: string) {
    this.#blob = blob;
  }

  sink(content: Buffer): Parameters<typeof readEntries>[2] {
    this.#piece = NOTHING;
    return {
      directory: (path, facts) => this.#begin(path, facts, undefined),
      symlink: (path) => unexpected(path, "a link"),
      file: (path, facts, from, to) => this.#begin(path, facts, content.subarray(from, to)),
    };
  }

  #begin(path: EntryPath, facts: TarFacts, piece: Uint8Array | undefined): void {
    if (facts.mode !== MODE || facts.mtime !== 0) unexpected(path, "mode or time differ from 0755 and 0");
    const name = toText(joinPath(path));
    const isDirectory = piece === undefined;
    if (this.#directory === undefined && isDirectory) this.#directory = name;
    else if (this.#directory === undefined || isDirectory || this.#file !== undefined)
      unexpected(path, "it is one more than a directory and a file in it");
    else this.#file = { path: name, size: facts.size };
    this.#piece = piece ?? NOTHING;
  }

  /** The bytes of the file in the frame that was just read. */
  begun(): Uint8Array {
    this.#done += this.#piece.byteLength;
    return this.#piece;
  }

  continueFile(frame: FrameToUnpack, content: Buffer): Uint8Array {
    const size = this.#file?.size ?? 0;
    const rest = size - this.#done;
    if (rest <= 0 || (frame.continued ? content.length >= rest : content.length < rest)) {
      const what = `it has ${content.length} bytes of a file with ${rest} left`;
      throw new BundleError("FRAME_INVALID", `Cannot use frame: ${what}`);
    }
    const length = Math.min(rest, content.length);
    if (!frame.continued) checkFileEnd(content, length, size, frame.isLast);
    this.#done += length;
    return content.subarray(0, length);
  }

  finish(): OneFile {
    if (this.#file !== undefined && this.#done === this.#file.size) return this.#file;
    throw new BundleError("ENTRY_INVALID", `Cannot read ${this.#blob}: it has no complete file`);
  }
}

const NOTHING = new Uint8Array();

function unexpected(path: EntryPath, found: string): never {
  const expected = "expected a directory and an executable file in it";
  throw new BundleError("ENTRY_INVALID", `Cannot use entry ${quoteBytes(joinPath(path))}: ${found}, ${expected}`);
}
