import {
  noteUse
} from "./chunk-G4BY6YD2.mjs";
import "./chunk-MSVKVSFM.mjs";
import {
  takeLease
} from "./chunk-MSCB2SV5.mjs";
import "./chunk-LDSWBCHB.mjs";
import {
  collectRepositories,
  emptyRepository,
  findOriginalsIn,
  withOriginals
} from "./chunk-HMYGB7KZ.mjs";
import "./chunk-ONDZEFK7.mjs";
import "./chunk-GCLKELTG.mjs";
import {
  isStore,
  unlessReadOnly
} from "./chunk-N5JKQISP.mjs";
import {
  isDirectoryLayout_138
} from "./chunk-RHFZE22J.mjs";
import {
  openLayout_139
} from "./chunk-WYNKTPG4.mjs";
import "./chunk-BUMMGJGF.mjs";
import "./chunk-ASU3ZQOF.mjs";
import "./chunk-2R5IZPZE.mjs";
import "./chunk-NGMPKNFU.mjs";
import "./chunk-MAZFSUYI.mjs";
import "./chunk-H7ACLFO5.mjs";
import "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import {
  INDEX_FILE_171
} from "./chunk-OGS7A7K6.mjs";
import "./chunk-WG6XD3OV.mjs";
import "./chunk-DZJPFTB3.mjs";
import "./chunk-6SUZIHNH.mjs";
import "./chunk-SJ3DJ5W3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-47YTZHQL.mjs";
import {
  IMAGE_INDEX_136
} from "./chunk-PN52QW44.mjs";
import {
  listenOn,
  openServer,
  requestHandler
} from "./chunk-P6TNQJRI.mjs";
import {
  isDigest_82
} from "./chunk-GX6YAEWI.mjs";
import "./chunk-M77KPOTZ.mjs";
import {
  openFile
} from "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import "./chunk-LL32AUHH.mjs";
import {
  isRepositoryName_119,
  isTagName_119
} from "./chunk-HNLNHLU6.mjs";
import {
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
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

// src/serve/paging.ts
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
  if (!isRepositoryName_119(repository)) return { kind: "invalid", code: "NAME_INVALID" };
  if (endpoint === void 0) return { kind: "tags", repository, query };
  const reference = decode(encoded);
  if (endpoint === "manifests") {
    if (!isDigest_82(reference) && !isTagName_119(reference)) return { kind: "invalid", code: "DIGEST_INVALID" };
    return { kind: "manifest", repository, reference, query };
  }
  if (!isDigest_82(reference)) return { kind: "invalid", code: "DIGEST_INVALID" };
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
      const digest = isDigest_82(reference) ? reference : repository.tags.get(reference);
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
        { schemaVersion: 2, mediaType: IMAGE_INDEX_136, manifests },
        { "Content-Type": IMAGE_INDEX_136, ...artifactType !== null && { "OCI-Filters-Applied": "artifactType" } }
      );
    }
  }
}
async function openPlaced({ content, descriptor }) {
  const bytes = await content.open(descriptor);
  return bytes?.size === descriptor.size ? bytes : void 0;
}
async function storedBody(bytes, start, end) {
  const size = end - start;
  return { name: bytes.name, ranges: await bytes.locate(start, size), size };
}
async function bytesAnswer({ descriptor: { digest, size } }, bytes, type, headers) {
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
        body: { ...await storedBody(bytes, 0, size), digest }
      };
    case "part": {
      const { start, end } = range;
      const part = { "Content-Type": type, "Content-Range": `bytes ${start}-${end - 1}/${size}` };
      return { status: 206, headers: { ...always, ...part }, body: await storedBody(bytes, start, end) };
    }
  }
}
function listAnswer(path, { query }, all, documentOf) {
  const page = pageOf(all, query);
  if (page === void 0) return errorAnswer(400, "UNSUPPORTED", "n is not a number of names");
  const { names, next } = page;
  return jsonAnswer(documentOf(names), next === void 0 ? {} : { Link: `<${path}?${next}>; rel="next"` });
}

// src/serve/served-registry.ts
function servedRegistry(repositories, access, log) {
  const verified = /* @__PURE__ */ new Set();
  let before;
  const withVerified = (answer) => {
    const { body } = answer;
    if (body instanceof Uint8Array || body.digest === void 0 || !verified.has(body.digest)) return answer;
    return { ...answer, body: { ...body, isVerified: true } };
  };
  return {
    async answer(asked) {
      try {
        const now = await repositories();
        if (now !== before) verified.clear();
        before = now;
        return withVerified(await answerRequest(asked, now, access));
      } catch (error) {
        log.failed(error);
        return errorAnswer(500, "UNKNOWN", "the server failed: its log says why");
      }
    },
    access: (line) => log.access(line),
    sent(digest) {
      verified.add(digest);
      log.sent(digest);
    },
    failed: (error) => log.failed(error)
  };
}

// src/serve/server-threads.ts
import { once } from "node:events";
import { createServer } from "node:net";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
var MAX_THREADS = 4;
var ENTRY = new URL(import.meta.url.endsWith(".ts") ? "./serve-thread.ts" : "./serve-thread.mjs", import.meta.url);
function usefulThreads() {
  return process.platform === "linux" ? Math.min(availableParallelism(), MAX_THREADS) : 1;
}
async function openServers(listen, registry, { threads = usefulThreads(), ...given } = {}) {
  const options = {
    ...given,
    openConnections: sharedNumbers(1),
    ...threads > 1 && { shares: sharedNumbers(threads) }
  };
  if (threads > 1) await refuseTakenPort(listen);
  const { listening, close: closeFirst } = await openServer(listen, requestHandler(registry), options);
  const all = [closeFirst];
  const close = async () => void await Promise.all(all.map((each) => each()));
  try {
    while (all.length < threads)
      all.push(await startThread({ ...options, listen: listening, thread: all.length }, registry));
  } catch (error) {
    await close();
    throw error;
  }
  return { listening, close };
}
function sharedNumbers(count) {
  return new Int32Array(new SharedArrayBuffer(count * Int32Array.BYTES_PER_ELEMENT));
}
async function refuseTakenPort(listen) {
  if (listen.port === 0) return;
  const server = createServer();
  await listenOn(server, listen);
  await new Promise((resolve) => server.close(resolve));
}
async function startThread(workerData, registry) {
  const worker = new Worker(ENTRY, { workerData, execArgv: [] });
  const tell = (message) => worker.postMessage(message);
  worker.on("message", (message) => {
    switch (message.kind) {
      case "listening":
        break;
      case "ask":
        void registry.answer(message.asked).then((answer) => tell({ kind: "answer", id: message.id, answer }));
        break;
      case "access":
        registry.access(message.line);
        break;
      case "sent":
        registry.sent(message.digest);
        break;
      case "failed":
        registry.failed(message.message);
    }
  });
  const ended = new Promise((resolve) => worker.once("exit", () => resolve()));
  await once(worker, "message");
  return async () => {
    tell({ kind: "close" });
    await ended;
  };
}

// src/commands/served-bundles.ts
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
var LOOK_INTERVAL = 1e3;
var NOTE_INTERVAL = 6e4;
var LOOK_PATIENCE = 1e3;
var ATTEMPTS = 10;
async function openServedBundles(paths, warn) {
  let now = await open(paths);
  let looked = performance.now();
  let looking;
  let patience;
  const look = async () => {
    if (await stateOf(paths) === now.state) return;
    const before = now;
    now = await open(paths);
    await before[Symbol.asyncDispose]();
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
    if (digests.size > 0) for (const store of now.stores) await unlessReadOnly(() => noteUse(store, digests));
  };
  const noting = setInterval(() => void note().catch(warn), NOTE_INTERVAL);
  return {
    async current() {
      if (looking === void 0 && performance.now() - looked > LOOK_INTERVAL) {
        looked = performance.now();
        looking = look().catch(warn).finally(() => looking = void 0);
        patience = Promise.race([looking, sleep(LOOK_PATIENCE, void 0, { ref: false })]);
      }
      await patience;
      return now.repositories;
    },
    sent: (digest) => void used.add(digest),
    async [Symbol.asyncDispose]() {
      clearInterval(noting);
      await looking;
      await note().catch(warn);
      await now[Symbol.asyncDispose]();
    }
  };
}
async function open(paths) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    var _stack = [];
    try {
      const state = await stateOf(paths);
      const stack = __using(_stack, new AsyncDisposableStack(), true);
      const contents = [];
      for (const path of paths) contents.push(stack.use(await openLayout_139(path)));
      const bundles = await collectRepositories(contents);
      const repositories = withOriginals(bundles, await findOriginalsIn(contents));
      const stores = await storesAmong(paths);
      for (const store of stores) {
        const digests = digestsOf(repositories, store);
        const lease = await unlessReadOnly(() => takeLease(store, digests));
        if (lease !== void 0) stack.use(lease);
      }
      if (await stateOf(paths) !== state) continue;
      const held = stack.move();
      return { repositories, stores, state, [Symbol.asyncDispose]: () => held.disposeAsync() };
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  }
  throw new BundleError("IO_FAILED", "Cannot serve: the bundles change faster than they can be read");
}
function digestsOf(repositories, place) {
  return [...repositories.values()].flatMap(
    ({ manifests, blobs }) => [...manifests, ...blobs].flatMap(([digest, { content }]) => content.name === place ? [digest] : [])
  );
}
async function stateOf(paths) {
  const states = [];
  for (const path of paths) {
    const file = await isDirectoryLayout_138(path) ? join(path, INDEX_FILE_171) : path;
    const { ino, size, mtimeNs } = await stat(file, { bigint: true }).catch((error) => {
      throw fromSystemError(error, `read ${file}`);
    });
    states.push(`${ino} ${size} ${mtimeNs}`);
  }
  return states.join("\n");
}
async function storesAmong(paths) {
  const stores = [];
  for (const path of paths) if (await isDirectoryLayout_138(path) && await isStore(path)) stores.push(path);
  return stores;
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
    const paths = request.paths.map((path) => userPath_38(path, context));
    const served = __using(_stack, await openServedBundles(paths, failed), true);
    const repositories = await served.current();
    if (repositories.size === 0 && !await isStore(paths[0] ?? ""))
      throw new BundleError("BUNDLE_NOT_FOUND", "Cannot serve: no manifest is in the bundles", {
        hint: "Name a bundle, or a directory with an OCI image layout that has one."
      });
    let answers = 0;
    const registry = servedRegistry(served.current, access, {
      access(line) {
        answers += 1;
        reporter.say(`${(/* @__PURE__ */ new Date()).toISOString()} ${line}`);
      },
      sent: served.sent,
      failed
    });
    context.signal.throwIfAborted();
    const certificate = tls && await readCertificate(tls, context);
    const server = await openServers(listen, registry, { tls: certificate });
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
  const token = tokenFile === void 0 ? void 0 : await readToken(userPath_38(tokenFile, context));
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
    certificate: await readSmall(userPath_38(certificate, context), MAX_PEM),
    key: await readSmall(userPath_38(key, context), MAX_PEM)
  };
}
async function readSmall(path, longest) {
  var _stack = [];
  try {
    const file = __using(_stack, await openFile(path), true);
    const size = await file.size();
    if (size <= longest) return await file.read(0, size);
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${path}: it has ${size} bytes, expected at most ${longest}`, {
      hint: "Give the PEM file with the certificate or its key: these are small."
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
