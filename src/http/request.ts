import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { getProxyUrl, HttpClient } from "@actions/http-client";
import { BundleError } from "../errors.ts";
import type { Transient } from "../io/retry.ts";
import { countBuffers } from "./collect-buffers.ts";
import { formatExchange, type Outcome } from "./format-exchange.ts";
import { readBytes } from "./read-body.ts";
import { redact } from "./redact.ts";
import { WITHOUT_BRACKETS } from "./without-brackets.ts";

/** Milliseconds without a byte after which a connection is closed. */
const IDLE_LIMIT = 30_000;

/** The same for an upload that waits for its answer: the service may have to store gigabytes first. */
const UPLOAD_LIMIT = 120_000;

const SILENCE = "it has fallen silent";

/** Most bytes of an error's body that are read: enough for any message. */
const REFUSAL_LIMIT = 64 * 1024;

/** Statuses of transient failures. */
const TRANSIENT_STATUSES = new Set([408, 429, 500, 502, 503, 504]);

/** Milliseconds to wait when a rate limit has no end time. Source: GitHub's "Best practices for using the REST API". */
const DEFAULT_PAUSE = 60_000;

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
    debug?.(formatExchange({ method, url, proxy: getProxyUrl(url), milliseconds: performance.now() - start, outcome }));
  const client = new HttpClient("ocx-bundle", getProxyUrl(url) === "" ? [WITHOUT_BRACKETS] : [], {
    allowRedirects: false,
    keepAlive: true,
    socketTimeout: typeof body === "object" ? UPLOAD_LIMIT : IDLE_LIMIT,
  });
  const given = Promise.withResolvers<never>();
  let reply: IncomingMessage | undefined;
  const stop = (): void => {
    given.reject(signal.reason);
    reply?.destroy(new Error("given up"));
  };
  signal.addEventListener("abort", stop);
  const spent = (): void => {
    signal.removeEventListener("abort", stop);
    client.dispose();
  };
  // Without this, the client waits for ever for the rest of a body that ends early.
  if (typeof body === "object") body.once("error", given.reject);
  const answer = client.request(method, url, body ?? null, headers);
  try {
    const { message } = await Promise.race([answer, given.promise]);
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
    // An agent that tunnels through a proxy does not close its connections, so an answer may still come.
    answer.then(
      ({ message }) => message.destroy(),
      () => {},
    );
    const spoilt = typeof body === "object" ? body.errored : null;
    if (typeof body === "object") body.destroy();
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

/** A refused request. The caller knows its purpose, and turns it into a {@link BundleError}. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
  /** The address that refused. It may be signed, so messages name its host only. */
  readonly url: string;

  constructor(status: number, headers: IncomingMessage["headers"], text: string, url = "") {
    super(`status ${status}${excerpt(text)}`);
    this.status = status;
    this.headers = headers;
    this.text = text;
    this.url = url;
  }
}

/** The text of a body. @throws BundleError `SERVICE_FAILED` beyond `limit` bytes, `NETWORK_FAILED` */
export async function readText(message: IncomingMessage, limit: number): Promise<string> {
  return (await readBytes(bytesOf(message), limit)).toString();
}

/**
 * The body of an answer. Only errors of the connection become `NETWORK_FAILED`, not those of the consumer.
 * @throws BundleError `NETWORK_FAILED` when the connection breaks
 */
export async function* bytesOf(message: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of message) {
      countBuffers(bytes.byteLength);
      yield bytes;
    }
  } catch (error) {
    throw networkFailure(error, message.url ?? "");
  }
}

/** Whether a retry may help: the network failed, the server is overloaded or it has an internal error. */
export function transientHttp(error: unknown): Transient | undefined {
  if (error instanceof BundleError) return error.code === "NETWORK_FAILED" ? { reason: error.message } : undefined;
  if (!(error instanceof HttpError)) return undefined;
  const limit = rateLimitOf(error);
  if (limit === undefined && !TRANSIENT_STATUSES.has(error.status)) return undefined;
  const pause = limit?.pause ?? pauseOf(error.headers);
  return { reason: error.message, ...(pause !== undefined && { pause }) };
}

/** A rate limit, and the milliseconds until the service accepts requests again, if they are known. */
export interface RateLimit {
  readonly pause?: number;
}

/**
 * The rate limit that a refusal is about. GitHub sends 403 for some of its limits, with an end time or only with the words: any
 * other 403 denies access.
 */
export function rateLimitOf({ status, headers, text }: HttpError): RateLimit | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const pause = pauseOf(headers) ?? (/rate limit/i.test(text) ? DEFAULT_PAUSE : undefined);
  if (pause !== undefined) return { pause };
  return status === 429 ? {} : undefined;
}

/**
 * Turns a refusal into a coded failure by its status alone. Coded failures and bugs are returned unchanged.
 * @param doing Description of the call: `download toolbox.tar`.
 */
export function fromHttpError(error: unknown, doing: string): Error {
  if (!(error instanceof HttpError)) return error instanceof Error ? error : new Error(String(error));
  const message = `Cannot ${doing}: the service answers with ${error.message}`;
  const limit = rateLimitOf(error);
  if (limit !== undefined) {
    const end = limit.pause === undefined ? "" : `; it accepts requests again in ${Math.ceil(limit.pause / 1000)} s`;
    return new BundleError("RATE_LIMITED", `${message}${end}`, { cause: error });
  }
  const denied = error.status === 401 || error.status === 403;
  return new BundleError(denied ? "ACCESS_DENIED" : "SERVICE_FAILED", message, { cause: error });
}

/**
 * Like {@link fromHttpError}, but for requests to a signed address: a 401 or 403 there is not about a token.
 * @param hint Further advice, after that about firewall, proxy and clock.
 */
export function fromStorageError(error: unknown, { doing, url, hint }: StorageAccess): Error {
  if (
    !(error instanceof HttpError) ||
    (error.status !== 401 && error.status !== 403) ||
    rateLimitOf(error) !== undefined
  )
    return fromHttpError(error, doing);
  const { host } = new URL(url);
  return new BundleError("ACCESS_DENIED", `Cannot ${doing}: ${host} refuses its signed address, ${error.message}`, {
    cause: error,
    hint: `Check that firewall and proxy let this machine connect to ${host}, and that its clock is right.${hint === undefined ? "" : ` ${hint}`}`,
  });
}

export interface StorageAccess {
  readonly doing: string;
  readonly url: string;
  readonly hint?: string;
}

/** Error for a missing or incomplete answer. Its message names the host. */
export function networkFailure(error: unknown, url: string): BundleError {
  const { host } = new URL(url);
  const proxy = getProxyUrl(url);
  // A signed address and the password of a proxy stay out of messages.
  if (proxy !== "" && failsAtProxy(error)) return proxyFailure(error, host, new URL(proxy));
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  // The client's own timeout message contains the path, and so the signature of a signed address.
  if (error instanceof Error && error.message.startsWith("Request timeout")) return unreachable(host, SILENCE);
  const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error));
  return unreachable(host, reason, error, CERTIFICATE.test(code) ? CERTIFICATE_HINT : undefined);
}

/** The client reports a failing proxy only in the message, that of its tunnel. */
const AT_PROXY = /^tunneling socket|^got illegal response body from proxy/;

/** Whether the proxy refused the request, or cannot be reached itself. */
function failsAtProxy(error: unknown): boolean {
  // With a proxy, it is the only host that is looked up and connected to.
  const connecting =
    error instanceof Error && "syscall" in error && /^(?:connect|getaddrinfo)$/.test(String(error.syscall));
  return connecting || (error instanceof Error && AT_PROXY.test(error.message));
}

function proxyFailure(error: unknown, host: string, proxy: URL): BundleError {
  const words = error instanceof Error ? error.message : String(error);
  const [, status] = /statusCode=(\d{3})/.exec(words) ?? [];
  const what = status === undefined ? `fails: ${reasonAtProxy(error, words)}` : `refuses, with status ${status}`;
  // tinyproxy refuses a wrong password with 401, and a missing one with 407.
  const cure = status === "407" || status === "401" ? "put its user and password into" : "correct";
  const hint = `Let the proxy connect to ${host}, ${cure} HTTPS_PROXY (HTTP_PROXY for http:), or add ${host} to NO_PROXY.`;
  return unreachable(host, `the proxy ${proxy.host} ${what}`, error, hint);
}

/** The tunnel of our client has the code of the cause in its message only. */
function reasonAtProxy(error: unknown, words: string): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const [, cause = code] = /cause=.*?\b(E[A-Z_]+)\b/.exec(words) ?? [];
  return REASONS[cause] ?? REASONS[code] ?? words;
}

function unreachable(host: string, reason: string, cause?: unknown, hint?: string): BundleError {
  return new BundleError("NETWORK_FAILED", `Cannot reach ${host}: ${reason}`, {
    cause,
    ...(hint !== undefined && { hint }),
  });
}

/** Codes of OpenSSL and Node for an untrusted certificate. */
const CERTIFICATE = /CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;
const CERTIFICATE_HINT =
  "Set NODE_EXTRA_CA_CERTS, or `--ca-file` for a bundle at an address, to a file with the certificate of the authority that your hosts or proxy use.";

const REASONS: Readonly<Record<string, string>> = {
  ECONNRESET: "the connection was reset",
  ECONNREFUSED: "the connection was refused",
  ENOTFOUND: "its name does not resolve",
  EAI_AGAIN: "its name does not resolve at the moment",
  ETIMEDOUT: "the connection timed out",
  EPIPE: "the connection was closed",
  EHOSTUNREACH: "there is no route to it",
  ENETUNREACH: "the network is unreachable",
};

/** Milliseconds to wait, from the headers of a service that is rate limiting. */
export function pauseOf(headers: IncomingMessage["headers"]): number | undefined {
  const after = headers["retry-after"] ?? "";
  if (/^\d+$/.test(after)) return Number(after) * 1000;
  const date = Date.parse(after);
  if (!Number.isNaN(date)) return Math.max(0, date - Date.now());
  const { "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset } = headers;
  if (remaining !== "0") return undefined;
  return Math.max(0, Number(reset ?? 0) * 1000 - Date.now());
}

/** Readable part of an error's body: the message of a JSON document, or the code of blob storage's XML. */
function excerpt(text: string): string {
  const message = /"(?:message|msg)"\s*:\s*"([^"]{1,300})/.exec(text)?.[1] ?? /<Code>([^<]{1,100})/.exec(text)?.[1];
  return message === undefined ? "" : ` (${message})`;
}
