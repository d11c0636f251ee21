import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Server as NetServer } from "node:net";
import { setImmediate } from "node:timers/promises";
import { BundleError } from "../errors.ts";
import { errnoOf } from "../io/system-error.ts";
import { fairShare } from "./fair-share.ts";
import { KEEP_ALIVE_TIMEOUT, MAX_HEAD, MAX_HEADERS, SERVER_LIMITS, type ServerLimits } from "./server-limits.ts";

/** The address to listen on. */
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

/** Milliseconds between two looks at connections whose answer has ended. */
const IDLE_CHECK = 50;

/** How a server listens. Plain values, which any thread can get. */
export interface ServerOptions {
  readonly tls?: Certificate | undefined;
  readonly limits?: ServerLimits;
  /** One number, of the open connections. Threads that share a port share it. */
  readonly openConnections?: Int32Array;
  /** Set if several threads listen on the port: the number of connections of each, in memory that they share. */
  readonly shares?: Int32Array;
  /** Index of the thread in `shares`. Default: 0. */
  readonly thread?: number;
}

/**
 * Starts a server with limits on everything that a client decides: connections, sizes and time.
 * @throws BundleError `OPTION_INVALID` for a certificate or key that cannot be used, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function openServer(
  { address, port }: ListenAddress,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  { tls, limits = SERVER_LIMITS, openConnections = new Int32Array(1), shares, thread = 0 }: ServerOptions = {},
): Promise<RunningServer> {
  const server = createServer(tls, limits);
  const isTooMany = shares === undefined ? () => false : fairShare(shares, thread);
  server.on("request", (request, response) => {
    if (isTooMany(request.socket)) response.setHeader("Connection", "close");
    handle(request, response);
  });
  server.timeout = limits.idle;
  server.maxHeadersCount = MAX_HEADERS;
  server.on("connection", (socket) => {
    const leave = (): void => void Atomics.sub(openConnections, 0, 1);
    if (Atomics.add(openConnections, 0, 1) < limits.connections) socket.once("close", leave);
    else {
      leave();
      socket.destroy();
    }
  });
  await listenOn(server, { address, port }, shares !== undefined);
  // Such as a machine that has no descriptors left for a moment: the server goes on with the connections that it has.
  server.on("error", () => {});
  return { listening: { address, port: portOf(server) }, close: () => closeServer(server, limits) };
}

/** @throws BundleError `PERMISSION_DENIED`, `IO_FAILED` */
export async function listenOn(server: NetServer, { address, port }: ListenAddress, reusePort = false): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen({ host: address, port, reusePort }, resolve);
  await promise.catch((error: unknown) => {
    throw notListening(error, address, port);
  });
  server.off("error", reject);
}

function createServer(tls: Certificate | undefined, { head }: ServerLimits): Server {
  const options = {
    maxHeaderSize: MAX_HEAD,
    headersTimeout: head,
    requestTimeout: head,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
    connectionsCheckingInterval: 1000,
  };
  if (tls === undefined) return createHttpServer(options);
  const { certificate, key } = tls;
  try {
    return createHttpsServer({
      ...options,
      cert: Buffer.from(certificate),
      key: Buffer.from(key),
      handshakeTimeout: head,
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

async function closeServer(server: Server, { grace }: ServerLimits): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  // A connection whose answer has ended would be kept open for another request.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK);
  const rest = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearInterval(idle);
  clearTimeout(rest);
  // Answers that were cut are told of when the loop closes handles, which it does behind what is immediate.
  await setImmediate();
  await setImmediate();
}
