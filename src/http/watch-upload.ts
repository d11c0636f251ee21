import { Readable } from "node:stream";
import { HEAD_LIMIT, TOO_SLOW } from "./rate-watch.ts";

/** Bytes that are handed over at a time. */
const PIECE = 256 * 1024;

/** Milliseconds that a server may take for one piece: any link that is of use is faster, with several requests at a time too. */
const PIECE_LIMIT = 120_000;

/** Reason for an upload that goes too slowly. */
const TAKES_TOO_LITTLE = "the upload came less than 256 KiB further in two minutes";

/** A body on its way. Disposing of it ends the watch. */
export interface WatchedUpload extends Disposable {
  readonly body: Readable;
}

/**
 * Hands a body over piece by piece, and watches that the server takes each of them, and answers when it has all. The silence of
 * a connection does not tell: a broken server may take a byte now and then for ever. Time in which the source is read does not count.
 */
export function watchUpload(source: Readable, giveUp: (error: Error) => void): WatchedUpload {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const expectWithin = (limit: number, reason: string): void => {
    if (!isOver) timer = setTimeout(() => giveUp(new Error(reason)), limit);
  };
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      const bytes: Uint8Array = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      for (let at = 0; at < bytes.byteLength; at += PIECE) {
        expectWithin(PIECE_LIMIT, TAKES_TOO_LITTLE);
        yield bytes.subarray(at, at + PIECE);
        clearTimeout(timer);
      }
    }
    expectWithin(HEAD_LIMIT, TOO_SLOW);
  }
  const body = Readable.from(pieces(), { objectMode: false });
  body.on("error", giveUp);
  const end = (): void => {
    isOver = true;
    clearTimeout(timer);
  };
  return { body, [Symbol.dispose]: end };
}
