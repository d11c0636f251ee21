import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { BundleError } from "../errors.ts";
import { errnoOf } from "../io/system-error.ts";

/** Where to listen. */
export interface ListenAddress {
  /** An IP address. */
  readonly address: string;
  /** 0 chooses a free port. */
  readonly port: number;
}

/** PEM texts. */
export interface Certificate {
  readonly certificate: Uint8Array;
  readonly key: Uint8Array;
}

/** A running server. */
export interface RunningServer {
  /** With the port that was chosen. */
  readonly listening: ListenAddress;
  /** Takes no new connections, lets the running answers end for some seconds, then cuts what is left. */
  close(): Promise<void>;
}

/** Milliseconds for the head of a request, and between two signs of life while an answer is sent. */
const HEAD_TIMEOUT = 10_000;
const IDLE_TIMEOUT = 60_000;
/** Milliseconds for which a connection is kept open for another request. */
const KEEP_ALIVE_TIMEOUT = 5000;
/** Milliseconds for running answers when the server ends. Process managers such as systemd wait longer than this. */
const GRACE = 10_000;
const IDLE_CHECK = 50;
/** Bytes of the head of a request: the longest names, and a token. */
const MAX_HEAD = 16 * 1024;
const MAX_HEADERS = 100;
/** Connections at once. Each takes at most some 100 KiB of memory. */
const MAX_CONNECTIONS = 1024;

/**
 * Starts a server with limits on everything that a client decides: connections, sizes and time.
 * @throws BundleError `OPTION_INVALID` for a certificate or key that cannot be used, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function openServer(
  { address, port }: ListenAddress,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  tls?: Certificate,
): Promise<RunningServer> {
  const server = createServer(tls);
  server.on("request", handle);
  server.timeout = IDLE_TIMEOUT;
  server.maxHeadersCount = MAX_HEADERS;
  server.maxConnections = MAX_CONNECTIONS;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(port, address, resolve);
  await promise.catch((error: unknown) => {
    throw notListening(error, address, port);
  });
  // Such as a machine that has no descriptors left for a moment: the server goes on with the connections that it has.
  server.on("error", () => {});
  return { listening: { address, port: portOf(server) }, close: () => closeServer(server) };
}

function createServer(tls: Certificate | undefined): Server {
  const limits = {
    maxHeaderSize: MAX_HEAD,
    headersTimeout: HEAD_TIMEOUT,
    requestTimeout: HEAD_TIMEOUT,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
    connectionsCheckingInterval: 1000,
  };
  if (tls === undefined) return createHttpServer(limits);
  const { certificate, key } = tls;
  try {
    return createHttpsServer({
      ...limits,
      cert: Buffer.from(certificate),
      key: Buffer.from(key),
      handshakeTimeout: HEAD_TIMEOUT,
    });
  } catch (cause) {
    throw new BundleError("OPTION_INVALID", "Cannot use the certificate: it and its key are not a pair of PEM files", {
      cause,
      hint: "Give a PEM file with the certificate and those that signed it, and one with its key, without a password.",
    });
  }
}

function notListening(error: unknown, address: string, port: number): Error {
  const found: Readonly<Record<string, string>> = {
    EADDRINUSE: "another process uses this port",
    EADDRNOTAVAIL: "this machine does not have this address",
    EACCES: "this user may not use this port",
  };
  const errno = errnoOf(error);
  if (errno === undefined) return error instanceof Error ? error : new Error(String(error));
  return new BundleError(
    errno === "EACCES" ? "PERMISSION_DENIED" : "IO_FAILED",
    `Cannot listen on ${address} port ${port}: ${found[errno] ?? errno}`,
    { cause: error, hint: "Choose another address or port with `--listen ADDRESS:PORT`." },
  );
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
  return address.port;
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  // A connection whose answer has ended would be kept open for another request.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK);
  const rest = setTimeout(() => server.closeAllConnections(), GRACE);
  await closed;
  clearInterval(idle);
  clearTimeout(rest);
}
