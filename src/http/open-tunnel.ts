import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Socket } from "node:net";
import { urlToHttpOptions } from "node:url";

/** A proxy that refuses, or cannot be reached itself. */
export class ProxyError extends Error {
  override readonly name = "ProxyError";
  /** Status of the answer with which the proxy refuses; undefined without an answer. */
  readonly status: number | undefined;

  constructor(message: string, { status, cause }: { readonly status?: number | undefined; readonly cause?: unknown }) {
    super(message, { cause });
    this.status = status;
  }
}

/** Milliseconds that a proxy may take: it may first wait for the host in vain, and say so. */
const PATIENCE = 120_000;

/**
 * Opens a connection to a host through a proxy, by CONNECT.
 * @param target `HOST:PORT`
 * @throws ProxyError
 */
export function openTunnel(proxy: URL, target: string): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const { auth, ...address } = urlToHttpOptions(proxy);
  const login = auth && { "proxy-authorization": `Basic ${Buffer.from(auth).toString("base64")}` };
  const asking = (proxy.protocol === "https:" ? requestHttps : requestHttp)({
    ...address,
    method: "CONNECT",
    path: target,
    headers: { host: target, ...login },
    agent: false,
  });
  const late = setTimeout(() => asking.destroy(new Error("it did not answer within two minutes")), PATIENCE);
  asking.on("connect", ({ statusCode: status }, socket, head) => {
    if (status === 200 && head.byteLength === 0) return resolve(socket);
    socket.destroy();
    // Who speaks before it was asked is not the host behind the tunnel.
    if (status === 200) return reject(new ProxyError("it sends bytes of its own", {}));
    return reject(new ProxyError(`status ${status}`, { status }));
  });
  asking.on("error", (cause) => reject(new ProxyError(cause.message, { cause })));
  asking.on("close", () => clearTimeout(late));
  asking.end();
  return promise;
}
