import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { countBuffers } from "./collect-buffers.ts";

import { formatExchange, type Outcome } from "./format-exchange.ts";
import { HttpError } from "./http-error.ts";
import { networkFailure } from "./network-failure.ts";
import { proxyFor } from "./proxy-for.ts";
import { HEAD_LIMIT, SILENCE, TOO_SLOW, WINDOW, watchRate } from "./rate-watch.ts";
import { readBytes } from "./read-body.ts";
import { redact } from "./redact.ts";
import { startRequest } from "./start-request.ts";
import { watchUpload } from "./watch-upload.ts";

/** Milliseconds without a byte after which a connection is closed. */
const IDLE_LIMIT = 30_000;

/** The same for an upload that waits for its answer: the service may have to store gigabytes first. */
const UPLOAD_LIMIT = 120_000;

/** Most bytes of an error's body that are read: enough for any message. */
const REFUSAL_LIMIT = 64 * 1024;

export interface HttpRequest {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers?: OutgoingHttpHeaders;
  /** A stream needs the header `content-length`, and can be sent once only. */
  readonly body?: string | Readable;
  /** Statuses besides 2xx that are not thrown as refusals. */
  readonly accept?: readonly number[];
  readonly signal: AbortSignal;
  /** Gets a line about this request for the debug log, without secrets. */
  readonly debug?: ((text: string) => void) | undefined;
}

/**
 * Sends one request, without redirects and retries, through the proxy from the environment.
 * The caller must read or destroy the body of the answer.
 * @throws HttpError for any status but 2xx and those of `accept`
 * @throws BundleError `NETWORK_FAILED` when there is no answer
 */
export async function request(asked: HttpRequest): Promise<IncomingMessage> {
  const { method, url, headers, body, accept, signal, debug } = asked;
  signal.throwIfAborted();
  const start = performance.now();
  const log = (outcome: Outcome): void =>
    debug?.(formatExchange({ method, url, proxy: proxyFor(url), milliseconds: performance.now() - start, outcome }));
  const stream = typeof body === "object" ? body : undefined;
  const given = Promise.withResolvers<never>();
  let reply: IncomingMessage | undefined;
  const stop = (): void => {
    given.reject(signal.reason);
    reply?.destroy(new Error("given up"));
  };
  signal.addEventListener("abort", stop);
  // Without this, the client waits for ever for the rest of a body that ends early.
  stream?.once("error", given.reject);
  // An upload may take any time, as long as it goes on.
  const upload = stream && watchUpload(stream, given.reject);
  const late = upload === undefined ? setTimeout(() => given.reject(new Error(TOO_SLOW)), HEAD_LIMIT) : undefined;
  const idle = stream === undefined ? IDLE_LIMIT : UPLOAD_LIMIT;
  const { answer, close } = startRequest({ method, url, headers, body: upload?.body ?? body, idle });
  const spent = (): void => {
    signal.removeEventListener("abort", stop);
    close();
  };
  try {
    const message = await Promise.race([answer, given.promise]).finally(() => {
      clearTimeout(late);
      upload?.[Symbol.dispose]();
    });
    reply = message;
    // Node leaves this field of an answer unused. Messages about the body name its host.
    message.url = url;
    // Readers get the error by themselves. Without a listener, an error between two reads would end the process.
    message.on("error", () => {});
    // The connection may stall in the middle of a body.
    message.setTimeout(IDLE_LIMIT, () => message.destroy(new Error(SILENCE)));
    message.once("close", () => {
      spent();
      if (message.errored !== null) log({ failure: networkFailure(message.errored, url).message });
    });
    const { statusCode: status = 0 } = message;
    log({ status, location: message.headers.location });
    if ((status >= 200 && status < 300) || accept?.includes(status)) return message;
    throw new HttpError(status, message.headers, redact(await readRefusal(message), url, headers), url);
  } catch (error) {
    spent();
    const spoilt = stream?.errored;
    upload?.body.destroy();
    stream?.destroy();
    const failure = spoilt ?? (error instanceof HttpError ? error : networkFailure(error, url));
    if (reply === undefined) log({ failure: signal.aborted ? "given up" : failure.message });
    signal.throwIfAborted();
    throw failure;
  }
}

/** The body of a refusal, empty if reading it fails: the status is reported in any case. */
async function readRefusal(message: IncomingMessage): Promise<string> {
  try {
    return await readText(message, REFUSAL_LIMIT);
  } catch {
    return "";
  }
}

/** The text of a body. @throws BundleError `SERVICE_FAILED` beyond `limit` bytes, `NETWORK_FAILED` */
export async function readText(message: IncomingMessage, limit: number): Promise<string> {
  return (await readBytes(bytesOf(message), limit)).toString();
}

/**
 * The body of an answer. Only errors of the connection become `NETWORK_FAILED`, not those of the consumer.
 * @throws BundleError `NETWORK_FAILED` when the connection breaks, or brings next to nothing for a minute
 */
export async function* bytesOf(message: IncomingMessage): AsyncGenerator<Uint8Array> {
  const isTooSlow = watchRate();
  let asked: number | undefined = performance.now();
  // A connection may bring bytes that are no part of the body for ever, such as zeros in front of the size of a chunk.
  const watch = setInterval(() => {
    if (asked !== undefined && performance.now() - asked >= WINDOW) message.destroy(new Error(TOO_SLOW));
  }, WINDOW);
  try {
    for await (const bytes of message) {
      countBuffers(bytes.byteLength);
      if (isTooSlow(performance.now() - asked, bytes.byteLength)) throw new Error(TOO_SLOW);
      asked = undefined;
      yield bytes;
      asked = performance.now();
    }
  } catch (error) {
    throw networkFailure(error, message.url ?? "");
  } finally {
    clearInterval(watch);
  }
}
