import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { type OpenedRemoteFile, RangesIgnored, type RemoteFile, type Run } from "../io/remote-file.ts";
import { retry } from "../io/retry.ts";
import type { SignedUrl } from "./follow-redirects.ts";
import { fromHttpError } from "./from-http-error.ts";
import { networkFailure } from "./network-failure.ts";
import { remoteAddress } from "./remote-address.ts";
import { remoteFacts } from "./remote-facts.ts";
import { bytesOf } from "./request.ts";

export interface RemoteFileOptions {
  /**
   * Gets the current address of the bytes, with the headers for its origin, such as credentials. Called again when an address is
   * refused or has expired. It must retry its own transient failures: an error that it throws is final.
   */
  readonly locate: () => Promise<SignedUrl>;
  /** For messages: `artifact toolbox.tar`. */
  readonly name: string;
  /** In bytes, if it is known from elsewhere, such as a descriptor. */
  readonly size?: number;
  /** Writes a line to the log, such as a notice of a retry. */
  readonly say: (text: string) => void;
  /** Gets a line about each request for the debug log, without secrets. */
  readonly debug?: ((text: string) => void) | undefined;
  readonly signal: AbortSignal;
  /** Called with the bytes of each piece that arrives, used or not. */
  readonly received?: (bytes: number) => void;
  /** Turns a refusal into a coded failure. Default: {@link fromHttpError}. */
  readonly explain?: (error: unknown, doing: string) => Error;
}

type Write = (bytes: Uint8Array) => Promise<void>;

/** Opens a remote file without a request. */
export function remoteFile(options: RemoteFileOptions): RemoteFile {
  return open(options).file;
}

/**
 * Opens a remote file with one request for its first `length` bytes.
 * @throws BundleError `NETWORK_FAILED`, `SERVICE_FAILED`, `RATE_LIMITED`, and what `locate` and `explain` give
 */
export async function openRemoteFile(options: RemoteFileOptions, length: number): Promise<OpenedRemoteFile> {
  const { file, transfer } = open(options);
  const start: Uint8Array[] = [];
  const keep = async (bytes: Uint8Array): Promise<void> => void start.push(bytes);
  const whole = await transfer({ offset: 0, length }, keep, options.signal);
  if (whole === undefined) return { ranged: true, file, start: Buffer.concat(start) };
  const all = { offset: 0, length: Number.POSITIVE_INFINITY };
  return {
    ranged: false,
    file,
    async readAll(write, signal) {
      await transfer(all, write, AbortSignal.any([options.signal, signal]), whole);
    },
  };
}

/**
 * Passes the bytes of a run to `write`. A server that sends the whole file instead of the range ends this at once: the answer is
 * returned, and may be given as `begun` to a later call. From then on, runs are cut from whole answers.
 */
type Transfer = (
  run: Run,
  write: Write,
  signal: AbortSignal,
  begun?: IncomingMessage,
) => Promise<IncomingMessage | undefined>;

function open(options: RemoteFileOptions): { readonly file: RemoteFile; readonly transfer: Transfer } {
  const { name, received = () => undefined, explain = fromHttpError } = options;
  const facts = remoteFacts(name, options.size);
  const address = remoteAddress(options.locate, options.debug);
  const doing = `fetch ${name}`;

  const transfer: Transfer = async ({ offset, length }, write, signal, begun) => {
    if (length === 0) return undefined;
    let position = offset;
    let first = begun;
    const end = (): number => Math.min(offset + length, facts.size ?? Number.POSITIVE_INFINITY);

    /** Passes on the wanted bytes of a body that begins at `start` of the file. */
    const receive = async (message: IncomingMessage, start: number): Promise<void> => {
      let at = start;
      for await (const bytes of bytesOf(message)) {
        received(bytes.byteLength);
        const wanted = bytes.subarray(Math.max(0, position - at), Math.max(0, end() - at));
        at += bytes.byteLength;
        if (wanted.byteLength > 0) await write(wanted);
        position += wanted.byteLength;
        // Read to its end, an answer leaves its connection for the next one.
        if (position >= end() && !message.complete) return;
      }
      if (!facts.ranged) facts.ended(at);
      if (position >= end()) return;
      throw networkFailure(new Error(`the answer ended after ${position} of ${end()} bytes`), message.url ?? "");
    };

    const attempt = async (): Promise<IncomingMessage | undefined> => {
      const asked = facts.ranged ? { start: position, end: offset + length } : undefined;
      const message = first ?? (await address.ask(headersOf(asked), signal));
      let kept = false;
      try {
        const body = message === first ? "whole" : facts.check(message, asked);
        first = undefined;
        kept = body === "whole" && asked !== undefined;
        if (kept) facts.ranged = false;
        else await receive(message, body === "whole" ? 0 : position);
      } finally {
        if (!kept) message.destroy();
      }
      return kept ? message : undefined;
    };

    // In the file: several ranges of it may break off.
    const reached = (): number => position;
    try {
      return await retry(attempt, { transient: address.transient, say: options.say, doing, signal, reached });
    } catch (error) {
      signal.throwIfAborted();
      throw explain(error, doing);
    }
  };

  const file: RemoteFile = {
    name,
    get size() {
      return facts.size;
    },
    async fetch(run, write, given) {
      const whole = await transfer(run, write, AbortSignal.any([options.signal, given]));
      if (whole === undefined) return;
      whole.destroy();
      throw new RangesIgnored(`${name} is sent whole only`);
    },
  };
  return { file, transfer };
}

/** Compressed bytes would have other positions. One range with both ends: servers disagree about all else. */
function headersOf(asked: { readonly start: number; readonly end: number } | undefined): OutgoingHttpHeaders {
  return { "accept-encoding": "identity", ...(asked && { range: `bytes=${asked.start}-${asked.end - 1}` }) };
}
