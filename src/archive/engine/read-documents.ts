import { BundleError } from "../../errors.ts";
import { MAX_DOCUMENT, MAX_DOCUMENTS } from "../../limits.ts";
import { type ByteString, quoteBytes, toText } from "../../tar/byte-string.ts";
import { joinOrder } from "../../tar/entry-order.ts";
import { type EntryPath, joinPath } from "../../tar/entry-path.ts";
import type { TarFacts } from "../../tar/headers.ts";
import { checkFileEnd, readEntries } from "../../tar/read-entries.ts";
import { checkFrameTable, type FramedBlob } from "../frames/frame-table.ts";
import { decodeAlone } from "../worker/decode-frame.ts";
import { type FrameToUnpack, located } from "../worker/located-frame.ts";
import { framesOf } from "./blob-frames.ts";

interface Document {
  readonly path: ByteString;
  readonly bytes: Buffer;
}

/**
 * Decodes a small framed blob in memory, with every check of unpack. Returns the bytes by path below the prefix.
 * @throws BundleError `FRAME_INVALID`, `ENTRY_INVALID`, `PATH_UNSAFE`, `NAME_INVALID`, `LIMIT_EXCEEDED`,
 * `BUNDLE_TRUNCATED`
 */
export async function readDocuments(blob: FramedBlob): Promise<Map<string, Uint8Array>> {
  checkFrameTable(blob);
  if (blob.contentSize > MAX_DOCUMENTS) {
    const what = `${blob.contentSize} bytes of documents, expected at most ${MAX_DOCUMENTS}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${blob.name}: ${what}`);
  }
  const documents = new Map<string, Uint8Array>();
  const order = joinOrder();
  let open: Document | undefined;
  let entryCount = 0;
  const start = (path: ByteString, { size, mode, mtime }: TarFacts, held: Buffer): void => {
    if (mode !== 0o644 || mtime !== 0) {
      throw new BundleError("ENTRY_INVALID", `Cannot use entry ${quoteBytes(path)}: expected mode 0644 and time 0`);
    }
    if (size > MAX_DOCUMENT) {
      throw new BundleError(
        "LIMIT_EXCEEDED",
        `Cannot read ${quoteBytes(path)}: ${size} bytes, expected at most ${MAX_DOCUMENT}`,
      );
    }
    const bytes = Buffer.alloc(size);
    held.copy(bytes);
    documents.set(toText(path), bytes);
    open = { path, bytes };
  };
  for (const frame of framesOf(blob)) {
    const compressed = await blob.bytes.read(frame.start, frame.size);
    located(frame, () => {
      const content = decodeAlone(frame, compressed);
      if (frame.piece !== undefined) {
        continueDocument(open, frame, frame.piece.fileOffset, content);
        return;
      }
      const found = readEntries(content, frame, {
        directory: notADocument,
        symlink: notADocument,
        file: (path, facts, from, to) => start(joinPath(path), facts, content.subarray(from, to)),
      });
      order.add(found.order);
      entryCount += found.count;
    });
  }
  if (entryCount === blob.entryCount) return documents;
  const what = `it has ${entryCount} entries, expected ${blob.entryCount}`;
  throw new BundleError("FRAME_INVALID", `Cannot use frame table of ${blob.name}: ${what}`);
}

function continueDocument(open: Document | undefined, frame: FrameToUnpack, offset: number, content: Buffer): void {
  const rest = (open?.bytes.length ?? 0) - offset;
  if (open === undefined || (frame.continued ? content.length >= rest : content.length < rest)) {
    throw new BundleError("FRAME_INVALID", `Cannot use frame: it does not continue the file before it`);
  }
  if (!frame.continued) checkFileEnd(content, rest, open.bytes.length, frame.isLast);
  content.copy(open.bytes, offset, 0, Math.min(rest, content.length));
}

function notADocument(path: EntryPath): never {
  throw new BundleError("ENTRY_INVALID", `Cannot use entry ${quoteBytes(joinPath(path))}: expected only regular files`);
}
