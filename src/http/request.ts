import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { getProxyUrl, HttpClient } from "@actions/http-client";
import { BundleError } from "../errors.ts";
import type { Transient } from "../io/retry.ts";

/** Milliseconds without a byte after which a connection is given up. */
const IDLE_LIMIT = 30_000;

/** The same while an upload waits for its answer: the service may have gigabytes to put away. */
const UPLOAD_LIMIT = 120_000;

const SILENCE = "it has fallen silent";

/** Bytes of an error's body that are read: enough for any message. */
const REFUSAL_LIMIT = 64 * 1024;

/** Answers that may be others a moment later. */
const TRANSIENT_STATUSES = new Set([408, 429, 500, 502, 503, 504]);

export interface HttpRequest {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers?: OutgoingHttpHeaders;
  /** A stream needs a `content-length` among the headers, and is spent by one attempt. */
  readonly body?: string | Readable;
  /** Statuses that are answers and not refusals, besides 2xx. */
  readonly accept?: readonly number[];
  readonly signal: AbortSignal;
}

/**
 * One exchange, without redirects and without retries, through the proxy that the environment names.
 * The body of the answer has to be read or destroyed.
 * @throws HttpError for any status but 2xx and those of `accept`
 * @throws BundleError `NETWORK_FAILED` when there is no answer
 */
export async function request({ method, url, headers, body, accept, signal }: HttpRequest): Promise<IncomingMessage> {
  signal.throwIfAborted();
  const client = new HttpClient("ocx-bundle", [], {
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
  // Without this the client would wait for the rest of a body that ends early.
  if (typeof body === "object") body.once("error", given.reject);
  const answer = client.request(method, url, body ?? null, headers);
  try {
    const { message } = await Promise.race([answer, given.promise]);
    reply = message;
    // Unused in an answer: here it is what the body came from, for messages about it.
    message.url = url;
    // Whoever reads is told. Between two readers nobody listens, and that must not end the process.
    message.on("error", () => {});
    // Both ends may fall silent in the middle of a body.
    message.setTimeout(IDLE_LIMIT, () => message.destroy(new Error(SILENCE)));
    message.once("close", spent);
    const { statusCode: status = 0 } = message;
    if ((status >= 200 && status < 300) || accept?.includes(status)) return message;
    throw new HttpError(status, message.headers, await readRefusal(message));
  } catch (error) {
    spent();
    // An agent that tunnels through a proxy does not end its connections: an answer may still come.
    answer.then(
      ({ message }) => message.destroy(),
      () => {},
    );
    const spoilt = typeof body === "object" ? body.errored : null;
    if (typeof body === "object") body.destroy();
    signal.throwIfAborted();
    throw spoilt ?? (error instanceof HttpError ? error : networkFailure(error, url));
  }
}

/** What a refusal says of itself. Its status counts even where the rest is lost. */
async function readRefusal(message: IncomingMessage): Promise<string> {
  try {
    return await readText(message, REFUSAL_LIMIT);
  } catch {
    return "";
  }
}

/** An answer that says no. Whoever knows what was asked for turns it into a {@link BundleError}. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;

  constructor(status: number, headers: IncomingMessage["headers"], text: string) {
    super(`status ${status}${excerpt(text)}`);
    this.status = status;
    this.headers = headers;
    this.text = text;
  }
}

/** The text of a body. @throws BundleError `SERVICE_FAILED` beyond `limit` bytes, `NETWORK_FAILED` */
export async function readText(message: IncomingMessage, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytesOf(message)) {
    size += chunk.byteLength;
    if (size > limit) throw new BundleError("SERVICE_FAILED", `Cannot read an answer of more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/**
 * The body of an answer; what goes wrong with it is told apart from what goes wrong with whoever takes it.
 * @throws BundleError `NETWORK_FAILED` when it breaks off
 */
export async function* bytesOf(message: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    yield* message;
  } catch (error) {
    throw networkFailure(error, message.url ?? "");
  }
}

/** Whether another attempt may help: the network failed, or the server is overloaded or in trouble. */
export function transientHttp(error: unknown): Transient | undefined {
  if (error instanceof BundleError) return error.code === "NETWORK_FAILED" ? { reason: error.message } : undefined;
  if (!(error instanceof HttpError)) return undefined;
  const pause = pauseOf(error.headers);
  const limited = error.status === 403 && pause !== undefined;
  if (!limited && !TRANSIENT_STATUSES.has(error.status)) return undefined;
  return { reason: error.message, ...(pause !== undefined && { pause }) };
}

/**
 * A refusal that nobody knows more of, as in `asServiceFailure(error, "download toolbox.tar")`. Coded failures pass as they are,
 * and so does anything that is a bug.
 */
export function fromHttpError(error: unknown, doing: string): Error {
  if (!(error instanceof HttpError)) return error instanceof Error ? error : new Error(String(error));
  const message = `Cannot ${doing}: the service answers with ${error.message}`;
  const pause = pauseOf(error.headers);
  if (error.status === 429 || (error.status === 403 && pause !== undefined)) {
    const end = pause === undefined ? "" : `; it takes requests again in ${Math.ceil(pause / 1000)} s`;
    return new BundleError("RATE_LIMITED", `${message}${end}`, { cause: error });
  }
  const denied = error.status === 401 || error.status === 403;
  return new BundleError(denied ? "ACCESS_DENIED" : "SERVICE_FAILED", message, { cause: error });
}

/**
 * That storage refuses an address which its service has signed: no token is involved. Other failures are as {@link fromHttpError}
 * has them.
 * @param hint What to do besides letting this machine through.
 */
export function fromStorageError(error: unknown, { doing, url, hint }: StorageAccess): Error {
  if (
    !(error instanceof HttpError) ||
    (error.status !== 401 && error.status !== 403) ||
    pauseOf(error.headers) !== undefined
  )
    return fromHttpError(error, doing);
  const { host } = new URL(url);
  return new BundleError("ACCESS_DENIED", `Cannot ${doing}: ${host} refuses its signed address, ${error.message}`, {
    cause: error,
    hint: `See that firewall and proxy let this machine through to ${host}, and that its clock is right.${hint === undefined ? "" : ` ${hint}`}`,
  });
}

export interface StorageAccess {
  readonly doing: string;
  readonly url: string;
  readonly hint?: string;
}

/** That there was no answer, or not all of it, in words that name the host. */
export function networkFailure(error: unknown, url: string): BundleError {
  const { host } = new URL(url);
  const proxy = getProxyUrl(url);
  // A signed address and the password of a proxy stay out of messages.
  if (proxy !== "" && failsAtProxy(error)) return proxyFailure(error, host, new URL(proxy));
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  // The client's own words for silence repeat the path, and with it the signature of a signed address.
  if (error instanceof Error && error.message.startsWith("Request timeout")) return unreachable(host, SILENCE);
  const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error));
  return unreachable(host, reason, error, CERTIFICATE.test(code) ? CERTIFICATE_HINT : undefined);
}

/** Both clients say in words that it was the proxy: the tunnel of ours, and that of octokit. */
const AT_PROXY = /^tunneling socket|^Proxy response|^got illegal response body from proxy/;

/** True for what a proxy refused, and for a proxy that cannot be reached itself. */
function failsAtProxy(error: unknown): boolean {
  // Behind a proxy, only that is connected to and looked up.
  const connecting =
    error instanceof Error && "syscall" in error && /^(?:connect|getaddrinfo)$/.test(String(error.syscall));
  return connecting || (error instanceof Error && AT_PROXY.test(error.message));
}

function proxyFailure(error: unknown, host: string, proxy: URL): BundleError {
  const words = error instanceof Error ? error.message : String(error);
  const [, status] = /(?:statusCode=|Proxy response \()(\d{3})/.exec(words) ?? [];
  const what = status === undefined ? `fails: ${words}` : `refuses, with status ${status}`;
  const cure = status === "407" ? "put its user and password into" : "correct";
  const hint = `Let the proxy through to ${host}, ${cure} HTTPS_PROXY (HTTP_PROXY for http:), or name ${host} in NO_PROXY.`;
  return unreachable(host, `the proxy ${proxy.host} ${what}`, error, hint);
}

function unreachable(host: string, reason: string, cause?: unknown, hint?: string): BundleError {
  return new BundleError("NETWORK_FAILED", `Cannot reach ${host}: ${reason}`, {
    cause,
    ...(hint !== undefined && { hint }),
  });
}

/** Codes of OpenSSL and Node for a certificate that is not trusted. */
const CERTIFICATE = /CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;
const CERTIFICATE_HINT =
  "Set NODE_EXTRA_CA_CERTS to a file with the certificate of the authority that your hosts or proxy use.";

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

/** What a service says when it wants to be left alone for a while, in milliseconds. */
export function pauseOf(headers: IncomingMessage["headers"]): number | undefined {
  const after = headers["retry-after"] ?? "";
  if (/^\d+$/.test(after)) return Number(after) * 1000;
  const date = Date.parse(after);
  if (!Number.isNaN(date)) return Math.max(0, date - Date.now());
  const { "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset } = headers;
  if (remaining !== "0") return undefined;
  return Math.max(0, Number(reset ?? 0) * 1000 - Date.now());
}

/** What a body has for people: the message of a JSON document, the code of blob storage's XML. */
function excerpt(text: string): string {
  const message = /"(?:message|msg)"\s*:\s*"([^"]{1,300})/.exec(text)?.[1] ?? /<Code>([^<]{1,100})/.exec(text)?.[1];
  return message === undefined ? "" : ` (${message})`;
}
