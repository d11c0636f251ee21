import {
  noteUse
} from "./chunk-QL2UZ6TO.mjs";
import "./chunk-5PZJMRZC.mjs";
import {
  takeLease
} from "./chunk-YOXMDQIB.mjs";
import {
  collectRepositories,
  emptyRepository,
  findOriginalsIn,
  withOriginals
} from "./chunk-PJ46B5JB.mjs";
import "./chunk-Y6UZIZKO.mjs";
import "./chunk-R3VVRU3E.mjs";
import {
  isStore,
  unlessReadOnly
} from "./chunk-WFJAZIUY.mjs";
import {
  isDirectoryLayout_141
} from "./chunk-4XSJVCP6.mjs";
import {
  openLayout_142
} from "./chunk-V6TVHEUM.mjs";
import "./chunk-BLZUAYHY.mjs";
import "./chunk-VA5SFDSW.mjs";
import "./chunk-C4R2HPRQ.mjs";
import "./chunk-BUHO2HAK.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-IDOIF2S4.mjs";
import "./chunk-NBQWKA4F.mjs";
import {
  INDEX_FILE_164
} from "./chunk-RK6YA52Z.mjs";
import "./chunk-I2SSAEHR.mjs";
import "./chunk-GALWVORN.mjs";
import "./chunk-N2CUZO4E.mjs";
import "./chunk-HXSJKGUH.mjs";
import "./chunk-XYKDCCSB.mjs";
import "./chunk-45GK5TH2.mjs";
import {
  IMAGE_INDEX_139
} from "./chunk-OYT7DEZK.mjs";
import {
  algorithmOf_87,
  digester_87,
  isDigest_87
} from "./chunk-JSX5QINM.mjs";
import {
  openFile,
  openRegular,
  readInto
} from "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-VLTED23A.mjs";
import {
  isRepositoryName_129,
  isTagName_129
} from "./chunk-2ISNQVE2.mjs";
import {
  userPath_40
} from "./chunk-3KOR77P5.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-SYEQ5NUD.mjs";
import "./chunk-JKTDTWAH.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/serve-bundles.ts
import { isIP as isIP2 } from "node:net";

// src/serve/answer.ts
function jsonAnswer(document, headers = {}) {
  return { status: 200, headers: { "Content-Type": "application/json", ...headers }, body: encode(document) };
}
function errorAnswer(status, code, message, headers = {}) {
  return { ...jsonAnswer({ errors: [{ code, message }] }, headers), status };
}
function encode(document) {
  return new TextEncoder().encode(JSON.stringify(document));
}

// src/serve/access.ts
import { createHash, timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
function refuseAccess({ host, authorization }, access) {
  if (!isKnownHost(host, access))
    return errorAnswer(421, "DENIED", "the Host header names another server: it can be allowed with --host");
  if (access.token === void 0 || isToken(authorization, access.token)) return void 0;
  return errorAnswer(401, "UNAUTHORIZED", "a token is required: send it as Bearer, or as the password of any user", {
    "WWW-Authenticate": 'Basic realm="ocx-bundle", charset="UTF-8"'
  });
}
function isKnownHost(host, { hosts, anyAddress }) {
  const [, name] = /^(\[[0-9a-f:.]+\]|[^:]+)(?::\d{1,5})?$/.exec(host?.toLowerCase() ?? "") ?? [];
  if (name === void 0) return false;
  return hosts.includes(name) || anyAddress && isIP(name.replaceAll(/[[\]]/g, "")) !== 0;
}
function isToken(authorization, token) {
  const [, scheme = "", value = ""] = /^(bearer|basic) +([^ ]+) *$/i.exec(authorization ?? "") ?? [];
  const given = scheme.toLowerCase() === "basic" ? passwordOf(value) : value;
  return timingSafeEqual(sha256(given), sha256(token));
}
function passwordOf(credentials) {
  const text = Buffer.from(credentials, "base64").toString();
  return text.slice(text.indexOf(":") + 1);
}
function sha256(text) {
  return createHash("sha256").update(text).digest();
}

// src/serve/byte-range.ts
function parseByteRange(header, size) {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (first === void 0 || last === void 0 || first === "" && last === "") return { kind: "whole" };
  if (first === "") {
    const start2 = Math.max(0, size - Number(last));
    return start2 < size ? { kind: "part", start: start2, end: size } : { kind: "unsatisfiable" };
  }
  const start = Number(first);
  const end = last === "" ? size : Math.min(size, Number(last) + 1);
  if (last !== "" && Number(last) < start) return { kind: "whole" };
  return start < size ? { kind: "part", start, end } : { kind: "unsatisfiable" };
}

// src/serve/page.ts
function pageOf(all, query) {
  const n = query.get("n");
  if (n !== null && !/^\d{1,9}$/.test(n)) return void 0;
  const last = query.get("last");
  const rest = [...all].toSorted(byCodeUnits).filter((name) => last === null || byCodeUnits(name, last) > 0);
  if (n === null) return { names: rest };
  const names = rest.slice(0, Number(n));
  const end = names.at(-1);
  if (end === void 0 || names.length === rest.length) return { names };
  return { names, next: `n=${n}&last=${encodeURIComponent(end)}` };
}
function byCodeUnits(a, b) {
  return a < b ? -1 : Number(a > b);
}

// src/serve/route.ts
var ENDPOINT = /^\/v2\/(.+)\/(?:(manifests|blobs|referrers)\/([^/]+)|(tags)\/list)$/;
function parseRoute(target) {
  const [path = "", ...rest] = target.split("?");
  const query = new URLSearchParams(rest.join("?"));
  if (path === "/v2/" || path === "/v2") return { kind: "base", query };
  if (path === "/v2/_catalog") return { kind: "catalog", query };
  const [, repository = "", endpoint, encoded = ""] = ENDPOINT.exec(path) ?? [];
  if (repository === "") return void 0;
  if (!isRepositoryName_129(repository)) return { kind: "invalid", code: "NAME_INVALID" };
  if (endpoint === void 0) return { kind: "tags", repository, query };
  const reference = decode(encoded);
  if (endpoint === "manifests") {
    if (!isDigest_87(reference) && !isTagName_129(reference)) return { kind: "invalid", code: "DIGEST_INVALID" };
    return { kind: "manifest", repository, reference, query };
  }
  if (!isDigest_87(reference)) return { kind: "invalid", code: "DIGEST_INVALID" };
  return { kind: endpoint === "blobs" ? "blob" : "referrers", repository, digest: reference, query };
}
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// src/serve/answer-request.ts
async function answerRequest(asked, repositories, access) {
  const refused = refuseAccess(asked.headers, access);
  if (refused !== void 0) return refused;
  if (asked.method !== "GET" && asked.method !== "HEAD")
    return errorAnswer(405, "UNSUPPORTED", "this registry is read-only", { Allow: "GET, HEAD" });
  const route = parseRoute(asked.target);
  if (route === void 0) return errorAnswer(404, "UNSUPPORTED", "there is no such endpoint");
  switch (route.kind) {
    case "invalid":
      return errorAnswer(400, route.code, "a part of the path is not a name, a tag or a digest");
    case "base":
      return jsonAnswer({});
    case "catalog":
      return listAnswer("/v2/_catalog", route, listed(repositories), (names) => ({ repositories: names }));
    default: {
      const repository = repositories.get(route.repository) ?? (route.kind === "referrers" ? emptyRepository() : void 0);
      if (repository === void 0) return errorAnswer(404, "NAME_UNKNOWN", "there is no such repository");
      return answerIn(repository, route, asked.headers);
    }
  }
}
function listed(repositories) {
  return [...repositories].flatMap(
    ([name, { isAlias = false, isUnlisted = false }]) => isAlias || isUnlisted ? [] : [name]
  );
}
async function answerIn(repository, route, headers) {
  switch (route.kind) {
    case "tags": {
      const name = route.repository;
      return listAnswer(`/v2/${name}/tags/list`, route, repository.tags.keys(), (tags) => ({ name, tags }));
    }
    case "manifest": {
      const { reference } = route;
      const digest = isDigest_87(reference) ? reference : repository.tags.get(reference);
      const manifest = digest && repository.manifests.get(digest);
      const bytes = manifest && await openPlaced(manifest);
      if (manifest === void 0 || bytes === void 0)
        return errorAnswer(404, "MANIFEST_UNKNOWN", "there is no such manifest");
      return bytesAnswer(manifest, bytes, manifest.descriptor.mediaType, {
        "if-none-match": headers["if-none-match"]
      });
    }
    case "blob": {
      const blob = repository.blobs.get(route.digest);
      const bytes = blob && await openPlaced(blob);
      if (blob === void 0 || bytes === void 0) return errorAnswer(404, "BLOB_UNKNOWN", "there is no such blob");
      return bytesAnswer(blob, bytes, "application/octet-stream", headers);
    }
    case "referrers": {
      const all = repository.referrers.get(route.digest) ?? [];
      const artifactType = route.query.get("artifactType");
      const manifests = artifactType === null ? all : all.filter((each) => each.artifactType === artifactType);
      return jsonAnswer(
        { schemaVersion: 2, mediaType: IMAGE_INDEX_139, manifests },
        { "Content-Type": IMAGE_INDEX_139, ...artifactType !== null && { "OCI-Filters-Applied": "artifactType" } }
      );
    }
  }
}
async function openPlaced({ content, descriptor }) {
  const bytes = await content.open(descriptor);
  return bytes?.size === descriptor.size ? bytes : void 0;
}
function bytesAnswer({ descriptor: { digest, size } }, bytes, type, headers) {
  const etag = `"${digest}"`;
  const always = { ETag: etag, "Docker-Content-Digest": digest, "Accept-Ranges": "bytes" };
  if (headers["if-none-match"]?.includes(etag)) return { status: 304, headers: always, body: new Uint8Array() };
  const condition = headers["if-range"];
  const isSame = condition === void 0 || condition === etag;
  const range = parseByteRange(isSame ? headers.range : void 0, size);
  switch (range.kind) {
    case "unsatisfiable":
      return errorAnswer(416, "UNSUPPORTED", "the range begins behind the end", {
        "Content-Range": `bytes */${size}`
      });
    case "whole":
      return {
        status: 200,
        headers: { ...always, "Content-Type": type },
        body: { bytes, start: 0, end: size, digest }
      };
    case "part": {
      const { start, end } = range;
      const part = { "Content-Type": type, "Content-Range": `bytes ${start}-${end - 1}/${size}` };
      return { status: 206, headers: { ...always, ...part }, body: { bytes, start, end } };
    }
  }
}
function listAnswer(path, { query }, all, documentOf) {
  const page = pageOf(all, query);
  if (page === void 0) return errorAnswer(400, "UNSUPPORTED", "n is not a number of names");
  const { names, next } = page;
  return jsonAnswer(documentOf(names), next === void 0 ? {} : { Link: `<${path}?${next}>; rel="next"` });
}

// src/serve/queue-requests.ts
var MAX_WAITING = 16;
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
var PAUSE = 1e3;
function cachedReader(now = () => performance.now()) {
  let slowUntil = Number.NEGATIVE_INFINITY;
  return async (file, bytes, range) => {
    const start = now();
    if (start < slowUntil) return await readInto(file, bytes, range);
    const done = readNow(file, bytes, range);
    const end = now();
    if (end - start > SLOW) slowUntil = end + PAUSE;
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
  const verified = /* @__PURE__ */ new Set();
  const read = cachedReader();
  const free = [];
  return async ({ bytes, start, end, digest }, write) => {
    const hash = digest === void 0 || verified.has(digest) ? void 0 : digester_87(algorithmOf_87(digest));
    let left = end - start;
    for (const { path, offset, length } of await bytes.locate(start, end - start)) {
      var _stack = [];
      try {
        const file = __using(_stack, (await openRegular(path)).file, true);
        for (let done = 0; done < length; done += PIECE) {
          const buffer = free.pop() ?? Buffer.allocUnsafeSlow(PIECE);
          const piece = buffer.subarray(0, Math.min(PIECE, length - done));
          await read(file, piece, { path, offset: offset + done, length: piece.byteLength });
          left -= piece.byteLength;
          hash?.update(piece);
          if (left === 0 && hash !== void 0 && digest !== void 0) {
            const found = hash.digest();
            if (found !== digest)
              throw new BundleError("DIGEST_MISMATCH", `Cannot serve ${bytes.name}: got ${found}, expected ${digest}`);
            verified.add(digest);
          }
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
    const size = body instanceof Uint8Array ? body.byteLength : body.end - body.start;
    response.setHeaders(new Map(Object.entries({ ...ALWAYS, ...headers })));
    if (status !== 304) response.setHeader("Content-Length", size);
    response.writeHead(status);
    const isBare = response.req.method === "HEAD" || status === 304;
    const write = writerOf(response);
    if (!isBare) await (body instanceof Uint8Array ? write(body) : sendStored(body, write));
    response.end();
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

// src/serve/watch-answer.ts
function watchAnswer({ method = "", url = "", socket }, response) {
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

// src/serve/handle-requests.ts
function requestHandler(repositories, access, log) {
  const send = answerSender();
  const respond = async (request, response) => {
    const { method = "", url = "", headers } = request;
    try {
      const answer = await answerRequest({ method, target: url, headers }, await repositories(), access);
      await send(response, answer);
      if ("digest" in answer.body && answer.body.digest !== void 0) log.sent(answer.body.digest);
    } catch (error) {
      if (error instanceof ClientLeft) return;
      log.failed(error);
      if (response.headersSent) response.destroy();
      else await send(response, errorAnswer(500, "UNKNOWN", "the server failed: its log says why"));
    }
  };
  return queueRequests((request, response) => {
    const line = watchAnswer(request, response);
    response.once("close", () => log.access(line()));
    void respond(request, response);
  });
}

// src/serve/open-server.ts
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
var LIMITS = { head: 1e4, idle: 6e4, grace: 1e4, connections: 1024 };
var KEEP_ALIVE_TIMEOUT = 5e3;
var IDLE_CHECK = 50;
var MAX_HEAD = 16 * 1024;
var MAX_HEADERS = 100;
async function openServer({ address, port }, handle, { tls, limits = LIMITS } = {}) {
  const server = createServer(tls, limits);
  server.on("request", handle);
  server.timeout = limits.idle;
  server.maxHeadersCount = MAX_HEADERS;
  server.maxConnections = limits.connections;
  const { promise, resolve, reject } = Promise.withResolvers();
  server.once("error", reject);
  server.listen(port, address, resolve);
  await promise.catch((error) => {
    throw notListening(error, address, port);
  });
  server.on("error", () => {
  });
  return { listening: { address, port: portOf(server) }, close: () => closeServer(server, limits) };
}
function createServer(tls, { head }) {
  const options = {
    maxHeaderSize: MAX_HEAD,
    headersTimeout: head,
    requestTimeout: head,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
    connectionsCheckingInterval: 1e3
  };
  if (tls === void 0) return createHttpServer(options);
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
}

// src/commands/served-bundles.ts
import { stat } from "node:fs/promises";
import { join } from "node:path";
var LOOK_INTERVAL = 1e3;
var NOTE_INTERVAL = 6e4;
var ATTEMPTS = 10;
async function openServedBundles(paths, warn) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const contents = [];
    for (const path of paths) contents.push(stack.use(await openLayout_142(path)));
    const directories = await filter(paths, isDirectoryLayout_141);
    const stores = await filter(directories, isStore);
    let now = await open(contents, { directories, stores });
    let looked = performance.now();
    let looking;
    const look = async () => {
      if (await stateOf(directories) === now.state) return;
      const before = now;
      now = await open(contents, { directories, stores });
      await release(before.leases);
    };
    const used = /* @__PURE__ */ new Set();
    const note = async () => {
      const roots = new Map(
        [...now.repositories.values()].flatMap(
          ({ manifests }) => Array.from(manifests, ([digest, { root = digest }]) => [digest, root])
        )
      );
      const digests = new Set([...used].flatMap((digest) => roots.get(digest) ?? []));
      used.clear();
      if (digests.size > 0) for (const store of stores) await unlessReadOnly(() => noteUse(store, digests));
    };
    const noting = setInterval(() => void note().catch(warn), NOTE_INTERVAL);
    const opened = stack.move();
    return {
      async current() {
        if (directories.length > 0 && performance.now() - looked > LOOK_INTERVAL) {
          looked = performance.now();
          looking ??= look().catch(warn).finally(() => looking = void 0);
        }
        await looking;
        return now.repositories;
      },
      sent: (digest) => void used.add(digest),
      async [Symbol.asyncDispose]() {
        clearInterval(noting);
        await looking;
        await note().catch(warn);
        await release(now.leases);
        await opened.disposeAsync();
      }
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function open(contents, { directories, stores }) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const state = await stateOf(directories);
    const bundles = await collectRepositories(contents);
    const repositories = withOriginals(bundles, await findOriginalsIn(contents));
    const leases = [];
    for (const store of stores) {
      const digests = digestsOf(repositories, store);
      const lease = await unlessReadOnly(() => takeLease(store, digests));
      if (lease !== void 0) leases.push(lease);
    }
    if (await stateOf(directories) === state) return { repositories, leases, state };
    await release(leases);
  }
  throw new BundleError("IO_FAILED", "Cannot serve: the store changes faster than it can be read");
}
function digestsOf(repositories, place) {
  return [...repositories.values()].flatMap(
    ({ manifests, blobs }) => [...manifests, ...blobs].flatMap(([digest, { content }]) => content.name === place ? [digest] : [])
  );
}
async function stateOf(directories) {
  const states = [];
  for (const directory of directories) {
    const { ino, size, mtimeNs } = await stat(join(directory, INDEX_FILE_164), { bigint: true });
    states.push(`${ino} ${size} ${mtimeNs}`);
  }
  return states.join("\n");
}
async function release(leases) {
  for (const lease of leases) await lease[Symbol.asyncDispose]();
}
async function filter(paths, test) {
  const found = [];
  for (const path of paths) if (await test(path)) found.push(path);
  return found;
}

// src/commands/serve-bundles.ts
var MAX_TOKEN = 4096;
var MAX_PEM = 1024 * 1024;
async function serveBundles(request, context, reporter) {
  var _stack = [];
  try {
    const { listen, tls } = request;
    const access = await accessOf(request, context);
    const failed = (error) => reporter.warn(error instanceof Error ? error.message : String(error));
    const paths = request.paths.map((path) => userPath_40(path, context));
    const served = __using(_stack, await openServedBundles(paths, failed), true);
    const repositories = await served.current();
    if (repositories.size === 0 && !await isStore(paths[0] ?? ""))
      throw new BundleError("BUNDLE_NOT_FOUND", "Cannot serve: no manifest is in the bundles", {
        hint: "Name a bundle, or a directory with an OCI image layout that has one."
      });
    let answers = 0;
    const handle = requestHandler(served.current, access, {
      access(line) {
        answers += 1;
        reporter.say(`${(/* @__PURE__ */ new Date()).toISOString()} ${line}`);
      },
      sent: served.sent,
      failed
    });
    context.signal.throwIfAborted();
    const certificate = tls && await readCertificate(tls, context);
    const server = await openServer(listen, handle, { tls: certificate });
    try {
      const host = `${formatHost(listen.address)}:${server.listening.port}`;
      reporter.say(`Serving on ${tls === void 0 ? "http" : "https"}://${host}`);
      for (const line of namesOf(repositories)) reporter.say(`  ${host}/${line}`);
      if (access.token === void 0 && !listen.isLoopback)
        reporter.warn("Everyone who reaches this address can read: set --read-token to ask for a token");
      await stopped(context.signal);
    } finally {
      await server.close();
    }
    return { answers };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function stopped(signal) {
  const { promise, resolve } = Promise.withResolvers();
  if (signal.aborted) resolve();
  signal.addEventListener("abort", () => resolve());
  return promise;
}
async function accessOf({ listen: { address, isLoopback }, hosts, tokenFile }, context) {
  const token = tokenFile === void 0 ? void 0 : await readToken(userPath_40(tokenFile, context));
  return {
    hosts: [formatHost(address), ...hosts.map(formatHost), ...isLoopback ? ["localhost", "127.0.0.1", "[::1]"] : []],
    anyAddress: address === "0.0.0.0" || address === "::",
    ...token !== void 0 && { token }
  };
}
function formatHost(address) {
  return isIP2(address) === 6 ? `[${address}]` : address;
}
async function readToken(path) {
  const token = Buffer.from(await readSmall(path, MAX_TOKEN)).toString().trim();
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  const found = token === "" ? "it is empty" : "it has blanks, or characters that a header cannot have";
  throw new BundleError("OPTION_INVALID", `Cannot use token ${path}: ${found}`, {
    hint: "Write the token alone into the file, for example with `openssl rand -hex 32`."
  });
}
async function readCertificate({ certificate, key }, context) {
  return {
    certificate: await readSmall(userPath_40(certificate, context), MAX_PEM),
    key: await readSmall(userPath_40(key, context), MAX_PEM)
  };
}
async function readSmall(path, longest) {
  var _stack = [];
  try {
    const file = __using(_stack, await openFile(path), true);
    const size = await file.size();
    if (size <= longest) return await file.read(0, size);
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${path}: it has ${size} bytes, expected at most ${longest}`, {
      hint: "Give the right file."
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function namesOf(repositories) {
  const listed2 = [...repositories].filter(([, { isAlias = false }]) => !isAlias);
  return listed2.flatMap(
    ([name, { tags, manifests }]) => tags.size > 0 ? [...tags].map(([tag, digest]) => `${name}:${tag} ${digest}`) : [...manifests.keys()].map((digest) => `${name}@${digest}`)
  );
}
export {
  serveBundles
};
