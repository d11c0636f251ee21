import {
  algorithmOf_82,
  digester_82
} from "./chunk-GX6YAEWI.mjs";
import {
  openRegular,
  readInto
} from "./chunk-CYMBCZ23.mjs";
import {
  require_http
} from "./chunk-N3UH3KS2.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __toESM,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/serve/access-log.ts
function watchForLog({ method = "", url = "", socket }, response) {
  const start = performance.now();
  const from = socket.remoteAddress ?? "-";
  return () => {
    const [path = ""] = url.split("?");
    const size = method === "HEAD" ? 0 : Number(response.getHeader("content-length") ?? 0);
    const milliseconds = Math.round(performance.now() - start);
    const end = response.writableFinished ? "" : " cut";
    return `${from} ${method} ${excerpt(path)} ${response.statusCode} ${size} ${milliseconds}ms${end}`;
  };
}

// src/serve/server-limits.ts
var SERVER_LIMITS = { head: 1e4, idle: 6e4, grace: 1e4, connections: 1024 };
var KEEP_ALIVE_TIMEOUT = 5e3;
var MAX_HEAD = 16 * 1024;
var MAX_HEADERS = 100;
var MAX_WAITING = 16;

// src/serve/queue-requests.ts
function queueRequests(handle) {
  const queues = /* @__PURE__ */ new WeakMap();
  return (request, response) => {
    const { socket } = request;
    const begin = () => {
      response.once("close", () => {
        if (socket.destroyed) return;
        const next = queues.get(socket)?.shift();
        if (next === void 0) queues.delete(socket);
        else next();
      });
      handle(request, response);
    };
    const queue = queues.get(socket);
    if (queue === void 0) {
      queues.set(socket, []);
      begin();
    } else if (queue.length < MAX_WAITING) queue.push(begin);
    else socket.destroy();
  };
}

// src/io/cached-reader.ts
import { readSync } from "node:fs";
var SLOW = 2;
var VERY_SLOW = 50;
var PAUSE = 1e3;
var SYSTEM = { now: () => performance.now(), blocks: () => process.resourceUsage().fsRead };
function cachedReader({ now, blocks } = SYSTEM) {
  let slowUntil = Number.NEGATIVE_INFINITY;
  let blocksBefore = blocks();
  const isSlow = (took) => {
    if (took <= SLOW) return false;
    const before = blocksBefore;
    blocksBefore = blocks();
    return blocksBefore > before || took > VERY_SLOW;
  };
  return async (file, bytes, range) => {
    const start = now();
    if (start < slowUntil) return await readInto(file, bytes, range);
    const done = readNow(file, bytes, range);
    const end = now();
    if (isSlow(end - start)) slowUntil = end + PAUSE;
    const { path, offset, length } = range;
    if (done < length)
      await readInto(file, bytes.subarray(done), { path, offset: offset + done, length: length - done });
  };
}
function readNow({ fd }, bytes, { path, offset, length }) {
  try {
    return readSync(fd, bytes, 0, length, offset);
  } catch (error) {
    throw fromSystemError(error, `read ${path}`);
  }
}

// src/serve/send-stored.ts
var PIECE = 256 * 1024;
var MAX_FREE = 16;
function storedSender() {
  const read = cachedReader();
  const free = [];
  return async ({ name, ranges, size, digest, isVerified = false }, write) => {
    const hash = digest === void 0 || isVerified ? void 0 : digester_82(algorithmOf_82(digest));
    let left = size;
    for (const { path, offset, length } of ranges) {
      var _stack = [];
      try {
        const file = __using(_stack, (await openRegular(path)).file, true);
        for (let done = 0; done < length; done += PIECE) {
          const buffer = free.pop() ?? Buffer.allocUnsafeSlow(PIECE);
          const piece = buffer.subarray(0, Math.min(PIECE, length - done));
          await read(file, piece, { path, offset: offset + done, length: piece.byteLength });
          left -= piece.byteLength;
          hash?.update(piece);
          const found = left === 0 ? hash?.digest() : void 0;
          if (found !== void 0 && found !== digest)
            throw new BundleError("DIGEST_MISMATCH", `Cannot serve ${name}: got ${found}, expected ${digest}`);
          await write(piece);
          if (free.length < MAX_FREE) free.push(buffer);
        }
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    }
  };
}

// src/serve/send-answer.ts
var ALWAYS = { "Docker-Distribution-API-Version": "registry/2.0", "X-Content-Type-Options": "nosniff" };
var ClientLeft = class extends Error {
  name = "ClientLeft";
};
function answerSender() {
  const sendStored = storedSender();
  return async (response, { status, headers, body }) => {
    const size = body instanceof Uint8Array ? body.byteLength : body.size;
    response.setHeaders(new Map(Object.entries({ ...ALWAYS, ...headers })));
    if (status !== 304) response.setHeader("Content-Length", size);
    response.writeHead(status);
    const isBare = response.req.method === "HEAD" || status === 304;
    const write = writerOf(response);
    if (!isBare) await (body instanceof Uint8Array ? write(body) : sendStored(body, write));
    response.end();
    return isBare || body instanceof Uint8Array ? void 0 : body.digest;
  };
}
function writerOf(response) {
  let leave;
  response.once("close", () => leave?.());
  return (bytes) => new Promise((resolve, reject) => {
    leave = () => reject(new ClientLeft());
    if (response.destroyed) leave();
    response.write(bytes, (error) => error ? leave?.() : setImmediate(resolve));
  });
}

// src/serve/handle-requests.ts
function requestHandler(registry) {
  const send = answerSender();
  const respond = async (request, response) => {
    const { method = "", url = "", headers } = request;
    try {
      const digest = await send(response, await registry.answer({ method, target: url, headers }));
      if (digest !== void 0) registry.sent(digest);
    } catch (error) {
      if (error instanceof ClientLeft) return;
      registry.failed(error);
      response.destroy();
    }
  };
  return queueRequests((request, response) => {
    const line = watchForLog(request, response);
    response.once("close", () => registry.access(line()));
    void respond(request, response);
  });
}

// src/serve/open-server.ts
var import_node_http = __toESM(require_http(), 1);
import { createServer as createHttpsServer } from "node:https";
import { setImmediate as setImmediate2 } from "node:timers/promises";

// src/serve/fair-share.ts
function fairShare(shares, thread) {
  const leaving = /* @__PURE__ */ new WeakMap();
  const enter = (socket) => {
    let isCounted = true;
    const leave = () => {
      if (isCounted) Atomics.sub(shares, thread, 1);
      isCounted = false;
    };
    Atomics.add(shares, thread, 1);
    leaving.set(socket, leave);
    socket.once("close", leave);
    return leave;
  };
  return (socket) => {
    const leave = leaving.get(socket) ?? enter(socket);
    const own = Atomics.load(shares, thread);
    const all = shares.reduce((sum, share) => sum + share, 0);
    const isCrowded = own * shares.length >= all + shares.length;
    if (isCrowded) leave();
    return isCrowded;
  };
}

// src/serve/open-server.ts
var IDLE_CHECK = 50;
async function openServer({ address, port }, handle, { tls, limits = SERVER_LIMITS, openConnections = new Int32Array(1), shares, thread = 0 } = {}) {
  const server = createServer(tls, limits);
  const isTooMany = shares === void 0 ? () => false : fairShare(shares, thread);
  server.on("request", (request, response) => {
    if (isTooMany(request.socket)) response.setHeader("Connection", "close");
    handle(request, response);
  });
  server.timeout = limits.idle;
  server.maxHeadersCount = MAX_HEADERS;
  server.on("connection", (socket) => {
    const leave = () => void Atomics.sub(openConnections, 0, 1);
    if (Atomics.add(openConnections, 0, 1) < limits.connections) socket.once("close", leave);
    else {
      leave();
      socket.destroy();
    }
  });
  await listenOn(server, { address, port }, shares !== void 0);
  server.on("error", () => {
  });
  return { listening: { address, port: portOf(server) }, close: () => closeServer(server, limits) };
}
async function listenOn(server, { address, port }, reusePort = false) {
  const { promise, resolve, reject } = Promise.withResolvers();
  server.once("error", reject);
  server.listen({ host: address, port, reusePort }, resolve);
  await promise.catch((error) => {
    throw notListening(error, address, port);
  });
  server.off("error", reject);
}
function createServer(tls, { head }) {
  const options = {
    maxHeaderSize: MAX_HEAD,
    headersTimeout: head,
    requestTimeout: head,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
    connectionsCheckingInterval: 1e3
  };
  if (tls === void 0) return (0, import_node_http.createServer)(options);
  const { certificate, key } = tls;
  try {
    return createHttpsServer({
      ...options,
      cert: Buffer.from(certificate),
      key: Buffer.from(key),
      handshakeTimeout: head
    });
  } catch (cause) {
    throw new BundleError("OPTION_INVALID", "Cannot use the certificate: it and its key are not a pair of PEM files", {
      cause,
      hint: "Give a PEM file with the certificate and those that signed it, and one with its key, without a password."
    });
  }
}
function notListening(error, address, port) {
  const found = {
    EADDRINUSE: "another process uses this port",
    EADDRNOTAVAIL: "this machine does not have this address",
    EACCES: "this user may not use this port"
  };
  const errno = errnoOf(error);
  if (errno === void 0) return error instanceof Error ? error : new Error(String(error));
  return new BundleError(
    errno === "EACCES" ? "PERMISSION_DENIED" : "IO_FAILED",
    `Cannot listen on ${address} port ${port}: ${found[errno] ?? errno}`,
    { cause: error, hint: "Choose another address or port with `--listen ADDRESS:PORT`." }
  );
}
function portOf(server) {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
  return address.port;
}
async function closeServer(server, { grace }) {
  const closed = new Promise((resolve) => void server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK);
  const rest = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearInterval(idle);
  clearTimeout(rest);
  await setImmediate2();
  await setImmediate2();
}

export {
  requestHandler,
  openServer,
  listenOn
};
