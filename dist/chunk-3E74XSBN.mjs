import {
  require_http
} from "./chunk-N3UH3KS2.mjs";
import {
  prettyBytes
} from "./chunk-4IIZTIU3.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __toESM
} from "./chunk-4XS24JEZ.mjs";

// src/http/loopback.ts
import { BlockList, isIP } from "node:net";
function isLoopback({ hostname }) {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
function isPrivate(url) {
  return url.protocol === "https:" || isLoopback(url);
}
var THIS_MACHINE = new BlockList();
THIS_MACHINE.addSubnet("0.0.0.0", 8);
THIS_MACHINE.addSubnet("127.0.0.0", 8);
THIS_MACHINE.addSubnet("::", 127, "ipv6");
var LINK = new BlockList();
LINK.addSubnet("169.254.0.0", 16);
LINK.addSubnet("fe80::", 10, "ipv6");
LINK.addAddress("fd00:ec2::254", "ipv6");
function whyTooNear(url, from) {
  if (isIn(THIS_MACHINE, url) && !isIn(THIS_MACHINE, from)) return "is on this machine";
  if (isIn(LINK, url) && !isIn(LINK, from)) return "is on the network link of this machine";
  return void 0;
}
function isIn(list, { hostname }) {
  if (/(?:^|\.)localhost\.?$/.test(hostname)) return list === THIS_MACHINE;
  const address = hostname.replace(/^\[(.*)\]$/, "$1");
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? "ipv6" : "ipv4");
}

// src/http/http-error.ts
var HttpError = class extends Error {
  name = "HttpError";
  status;
  headers;
  text;
  /** The address that refused. It may be signed, so messages name its host only. */
  url;
  constructor(status, headers, text, url = "") {
    super(`status ${status}${excerpt2(text)}`);
    this.status = status;
    this.headers = headers;
    this.text = text;
    this.url = url;
  }
};
function excerpt2(text) {
  const message = /"(?:message|msg)"\s*:\s*"([^"]{1,300})/.exec(text)?.[1] ?? /<Code>([^<]{1,100})/.exec(text)?.[1];
  return message === void 0 ? "" : ` (${message})`;
}

// src/http/rate-limit.ts
var DEFAULT_PAUSE = 6e4;
function rateLimitOf({ status, headers, text }) {
  if (status !== 403 && status !== 429) return void 0;
  const pause = pauseOf(headers) ?? (/rate limit/i.test(text) ? DEFAULT_PAUSE : void 0);
  if (pause !== void 0) return { pause };
  return status === 429 ? {} : void 0;
}
var SECONDS = /^\d{1,12}$/;
function pauseOf(headers) {
  const after = headers["retry-after"] ?? "";
  if (SECONDS.test(after)) return Number(after) * 1e3;
  const date = Date.parse(after);
  if (!Number.isNaN(date)) return Math.max(0, date - Date.now());
  const { "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset } = headers;
  if (remaining !== "0" || !SECONDS.test(String(reset ?? 0))) return void 0;
  return Math.max(0, Number(reset ?? 0) * 1e3 - Date.now());
}

// src/http/open-tunnel.ts
var import_node_http = __toESM(require_http(), 1);
import { request as requestHttps } from "node:https";
import { urlToHttpOptions } from "node:url";
var ProxyError = class extends Error {
  name = "ProxyError";
  /** Status of the answer with which the proxy refuses; undefined without an answer. */
  status;
  constructor(message, { status, cause }) {
    super(message, { cause });
    this.status = status;
  }
};
var PATIENCE = 12e4;
function openTunnel(proxy, target) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const { auth, ...address } = urlToHttpOptions(proxy);
  const login = auth && { "proxy-authorization": `Basic ${Buffer.from(auth).toString("base64")}` };
  const asking = (proxy.protocol === "https:" ? requestHttps : import_node_http.request)({
    ...address,
    method: "CONNECT",
    path: target,
    headers: { host: target, ...login },
    agent: false
  });
  const late = setTimeout(() => asking.destroy(new Error("it did not answer within two minutes")), PATIENCE);
  asking.on("connect", ({ statusCode: status }, socket, head) => {
    if (status === 200 && head.byteLength === 0) return resolve(socket);
    socket.destroy();
    if (status === 200) return reject(new ProxyError("it sends bytes of its own", {}));
    return reject(new ProxyError(`status ${status}`, { status }));
  });
  asking.on("error", (cause) => reject(new ProxyError(cause.message, { cause })));
  asking.on("close", () => clearTimeout(late));
  asking.end();
  return promise;
}

// node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
  const usingSsl = reqUrl.protocol === "https:";
  if (checkBypass(reqUrl)) {
    return void 0;
  }
  const proxyVar = (() => {
    if (usingSsl) {
      return process.env["https_proxy"] || process.env["HTTPS_PROXY"];
    } else {
      return process.env["http_proxy"] || process.env["HTTP_PROXY"];
    }
  })();
  if (proxyVar) {
    try {
      return new DecodedURL(proxyVar);
    } catch (_a) {
      if (!proxyVar.startsWith("http://") && !proxyVar.startsWith("https://"))
        return new DecodedURL(`http://${proxyVar}`);
    }
  } else {
    return void 0;
  }
}
function checkBypass(reqUrl) {
  if (!reqUrl.hostname) {
    return false;
  }
  const reqHost = reqUrl.hostname;
  if (isLoopbackAddress(reqHost)) {
    return true;
  }
  const noProxy = process.env["no_proxy"] || process.env["NO_PROXY"] || "";
  if (!noProxy) {
    return false;
  }
  let reqPort;
  if (reqUrl.port) {
    reqPort = Number(reqUrl.port);
  } else if (reqUrl.protocol === "http:") {
    reqPort = 80;
  } else if (reqUrl.protocol === "https:") {
    reqPort = 443;
  }
  const upperReqHosts = [reqUrl.hostname.toUpperCase()];
  if (typeof reqPort === "number") {
    upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
  }
  for (const upperNoProxyItem of noProxy.split(",").map((x) => x.trim().toUpperCase()).filter((x) => x)) {
    if (upperNoProxyItem === "*" || upperReqHosts.some((x) => x === upperNoProxyItem || x.endsWith(`.${upperNoProxyItem}`) || upperNoProxyItem.startsWith(".") && x.endsWith(`${upperNoProxyItem}`))) {
      return true;
    }
  }
  return false;
}
function isLoopbackAddress(host) {
  const hostLower = host.toLowerCase();
  return hostLower === "localhost" || hostLower.startsWith("127.") || hostLower.startsWith("[::1]") || hostLower.startsWith("[0:0:0:0:0:0:0:1]");
}
var DecodedURL = class extends URL {
  constructor(url, base) {
    super(url, base);
    this._decodedUsername = decodeURIComponent(super.username);
    this._decodedPassword = decodeURIComponent(super.password);
  }
  get username() {
    return this._decodedUsername;
  }
  get password() {
    return this._decodedPassword;
  }
};

// src/http/proxy-for.ts
function proxyFor(url) {
  return getProxyUrl(new URL(url))?.href ?? "";
}

// src/http/network-failure.ts
function networkFailure(error, url) {
  const { host } = new URL(url);
  if (error instanceof ProxyError) return proxyFailure(error, host, proxyFor(url));
  const code = codeOf(error);
  const words = error instanceof Error ? error.message : String(error);
  return unreachable(host, REASONS[code] ?? tlsReason(code, words) ?? words, error, hintFor(code, url));
}
function isLasting({ cause }) {
  if (!(cause instanceof Error) || !("code" in cause)) return false;
  return CERTIFICATE.test(String(cause.code)) || NO_TLS.test(cause.message);
}
function tlsReason(code, words) {
  if (!/^EPROTO$|^ERR_SSL_/.test(code) && !CERTIFICATE.test(code)) return void 0;
  const [, reason] = /:SSL routines:[^:]*:([^:]+):/.exec(words) ?? [];
  if (reason === void 0) return words.split(";")[0];
  return NO_TLS.test(reason) ? "it does not answer with TLS" : `TLS failed: ${reason}`;
}
function hintFor(code, url) {
  const isPlain = url.startsWith("http:");
  if (isPlain && (code === "ECONNRESET" || code.startsWith("HPE_")))
    return "Check that the server runs. If it has TLS, use https://.";
  if (code === "EPROTO") return "If the server has no TLS, use http://, or `plain-http` for a registry.";
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return "Use the name of the server that is in its certificate.";
  if (/EXPIRED|NOT_YET_VALID/.test(code))
    return "Renew the certificate of the server, or correct the clock of this machine.";
  return CERTIFICATE.test(code) ? CERTIFICATE_HINT : void 0;
}
function codeOf(error) {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
function proxyFailure(error, host, proxy) {
  const { status, cause, message } = error;
  const what = status === void 0 ? `fails: ${REASONS[codeOf(cause)] ?? message}` : `refuses, with status ${status}`;
  const cure = status === 407 || status === 401 ? "put its user and password into" : "correct";
  const hint = `Let the proxy connect to ${host}, ${cure} HTTPS_PROXY (HTTP_PROXY for http:), or add ${host} to NO_PROXY.`;
  return unreachable(host, `the proxy ${new URL(proxy).host} ${what}`, error, hint);
}
function unreachable(host, reason, cause, hint) {
  return new BundleError("NETWORK_FAILED", `Cannot reach ${host}: ${reason}`, {
    cause,
    ...hint !== void 0 && { hint }
  });
}
var CERTIFICATE = /CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;
var CERTIFICATE_HINT = "Set NODE_EXTRA_CA_CERTS, or `--ca-file` for a bundle at an address, to a file with the certificate of the authority that your hosts or proxy use.";
var NO_TLS = /wrong version number|packet length too long|http request|record layer/;
var REASONS = {
  ECONNRESET: "the connection was reset",
  ECONNREFUSED: "the connection was refused",
  ENOTFOUND: "its name does not resolve",
  EAI_AGAIN: "its name does not resolve at the moment",
  ETIMEDOUT: "the connection timed out",
  EPIPE: "the connection was closed",
  EHOSTUNREACH: "there is no route to it",
  ENETUNREACH: "the network is unreachable"
};

// src/http/read-body.ts
async function readBytes(body, limit) {
  const chunks = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) throw new BundleError("SERVICE_FAILED", `Cannot read an answer of more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

// src/http/collect-buffers.ts
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
var EVERY = 8 * 1024 * 1024;
var uncollected = 0;
var collect;
function countBuffers(bytes) {
  uncollected += bytes;
  if (uncollected < EVERY) return;
  uncollected = 0;
  collect ??= openCollector();
  collect({ type: "minor" });
}
function openCollector() {
  setFlagsFromString("--expose-gc");
  try {
    return runInNewContext("globalThis.gc") ?? (() => void 0);
  } finally {
    setFlagsFromString("--no-expose-gc");
  }
}

// src/http/redact.ts
var SHORTEST_SECRET = 4;
function redact(text, url, headers = {}) {
  return secretsIn(url, headers).reduce((clean, secret) => clean.replaceAll(secret, "***"), text);
}
function secretsIn(url, { authorization = "" }) {
  const [, scheme = "", sent = ""] = /^(\S+) (.+)$/.exec(authorization) ?? [];
  const plain = scheme.toLowerCase() === "basic" ? Buffer.from(sent, "base64").toString() : "";
  const password = plain.slice(plain.indexOf(":") + 1);
  const signatures = [...new URL(url).searchParams.values()].filter(mayBeSecret);
  const encoded = signatures.map(encodeURIComponent);
  return [sent, plain, password, ...signatures, ...encoded].filter(({ length }) => length >= SHORTEST_SECRET);
}
function redactPath(path) {
  return path.split("/").map((segment) => mayBeSecret(segment) ? "***" : segment).join("/");
}
var SHORTEST_TOKEN = 20;
var TOKEN = /^(eyJ|gh[a-z]_|github_pat_|glpat-)/;
function mayBeSecret(segment) {
  if (/[=~;]|%3[bd]|%7e/i.test(segment) || TOKEN.test(segment)) return true;
  return segment.split(/[.:]/).some((word, index, words) => {
    if (/^[0-9a-f]{32,}$/i.test(word)) return !/^sha\d+$/.test(words[index - 1] ?? "");
    return word.length >= SHORTEST_TOKEN && /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word);
  });
}

// src/http/format-exchange.ts
function formatExchange({ method, url, proxy, milliseconds, outcome }) {
  const { host, pathname } = new URL(url);
  const through = proxy === "" ? "" : ` through ${URL.parse(proxy)?.host ?? "a proxy"}`;
  const time = `${Math.round(milliseconds)} ms`;
  const end = "failure" in outcome ? `failed in ${time}: ${outcome.failure}` : `${formatStatus(outcome, url)} in ${time}`;
  return `${method} ${host}${redactPath(pathname)}${through}: ${end}`;
}
function formatStatus({ status, location }, url) {
  const target = location === void 0 ? null : URL.parse(location, url);
  return target === null ? `${status}` : `${status} to ${target.host}`;
}

// src/http/rate-watch.ts
var LEAST_RATE = 100;
var WINDOW = 6e4;
var HEAD_LIMIT = 3e5;
var SILENCE = "it has fallen silent";
var TOO_SLOW = `it sends fewer than ${LEAST_RATE} bytes a second`;
function watchRate() {
  let [time, received] = [0, 0];
  return (waited, bytes) => {
    time += waited;
    received += bytes;
    if (time < WINDOW) return false;
    const isTooSlow = received < LEAST_RATE * time / 1e3;
    [time, received] = [0, 0];
    return isTooSlow;
  };
}

// src/http/start-request.ts
var import_node_http3 = __toESM(require_http(), 1);
import { request as requestHttps2 } from "node:https";
import { urlToHttpOptions as urlToHttpOptions2 } from "node:url";

// src/http/connections.ts
var import_node_http2 = __toESM(require_http(), 1);
import { Agent as HttpsAgent } from "node:https";
import { isIP as isIP2 } from "node:net";
import { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
var KEPT = 4e3;
var MOST_KEPT = 8;
var pools = /* @__PURE__ */ new Map();
var unwilling = /* @__PURE__ */ new Set();
function stopReuse(url) {
  unwilling.add(new URL(url).origin);
}
function connectionsFor(url, reuse) {
  const { protocol, origin } = new URL(url);
  const proxy = proxyFor(url);
  const isKept = reuse && !unwilling.has(origin);
  const key = `${protocol} ${isKept} ${proxy}`;
  const known = pools.get(key);
  if (known !== void 0) return known;
  const agent = new (protocol === "https:" ? HttpsAgent : import_node_http2.Agent)({
    keepAlive: true,
    maxFreeSockets: MOST_KEPT,
    timeout: KEPT
  });
  if (!isKept) agent.keepSocketAlive = () => false;
  if (proxy !== "") connectThrough(new URL(proxy), agent, protocol === "https:");
  pools.set(key, agent);
  return agent;
}
function connectThrough(proxy, agent, isSecure) {
  const open2 = async (host, port) => {
    const socket = await openTunnel(proxy, `${isIP2(host) === 6 ? `[${host}]` : host}:${port}`);
    return isSecure ? connectTls({ socket, host, servername: isIP2(host) === 0 ? host : "" }) : socket;
  };
  agent.createConnection = ({ host, port }, callback) => {
    open2(host ?? "", String(port)).then(
      (socket) => callback?.(null, socket),
      // Its type demands a stream.
      (error) => callback?.(error, new Duplex())
    );
    return void 0;
  };
}

// src/http/start-request.ts
var MOST_INTERIM = 100;
function startRequest(options) {
  const reuse = options.method === "GET" || options.method === "HEAD";
  let current;
  let isClosed = false;
  const send = async () => {
    for (; ; ) {
      const request2 = current = open(options, reuse);
      try {
        const message = await answerOf(request2);
        if (message.statusCode !== 408 || !request2.reusedSocket) return message;
        message.destroy();
      } catch (error) {
        if (isClosed || !request2.reusedSocket) throw error;
        if (error instanceof Error && error.message === SILENCE) {
          stopReuse(options.url);
          throw error;
        }
      }
    }
  };
  return {
    answer: send(),
    close() {
      isClosed = true;
      current?.destroy();
    }
  };
}
function open({ method, url, headers, body, idle }, reuse) {
  const { auth: _, ...address } = urlToHttpOptions2(new URL(url));
  const request2 = (url.startsWith("https:") ? requestHttps2 : import_node_http3.request)({
    ...address,
    method,
    headers: { ...headers, "user-agent": "ocx-bundle" },
    agent: connectionsFor(url, reuse),
    timeout: idle
  });
  if (typeof body === "object") body.pipe(request2);
  else request2.end(body);
  return request2;
}
function answerOf(request2) {
  return new Promise((resolve, reject) => {
    const silent = () => void request2.destroy(new Error(SILENCE));
    let interim = 0;
    request2.on("timeout", silent).on("error", reject);
    request2.on("information", () => {
      if (++interim > MOST_INTERIM) request2.destroy(new Error("it sends interim answers only"));
    });
    request2.on("response", (message) => {
      request2.off("timeout", silent);
      resolve(message);
    });
    request2.on("close", () => reject(new Error("it ended the connection without an answer")));
  });
}

// src/http/watch-upload.ts
import { Readable } from "node:stream";
var PIECE = 256 * 1024;
var PIECE_LIMIT = 12e4;
var TAKES_TOO_LITTLE = "the upload came less than 256 KiB further in two minutes";
function watchUpload(source, giveUp) {
  let timer;
  let isOver = false;
  const expectWithin = (limit, reason) => {
    if (!isOver) timer = setTimeout(() => giveUp(new Error(reason)), limit);
  };
  async function* pieces() {
    for await (const chunk of source) {
      const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      for (let at = 0; at < bytes.byteLength; at += PIECE) {
        expectWithin(PIECE_LIMIT, TAKES_TOO_LITTLE);
        yield bytes.subarray(at, at + PIECE);
        clearTimeout(timer);
      }
    }
    expectWithin(HEAD_LIMIT, TOO_SLOW);
  }
  const body = Readable.from(pieces(), { objectMode: false });
  body.on("error", giveUp);
  const end = () => {
    isOver = true;
    clearTimeout(timer);
  };
  return { body, [Symbol.dispose]: end };
}

// src/http/request.ts
var IDLE_LIMIT = 3e4;
var UPLOAD_LIMIT = 12e4;
var REFUSAL_LIMIT = 64 * 1024;
async function request(asked) {
  const { method, url, headers, body, accept, signal, debug } = asked;
  signal.throwIfAborted();
  const start = performance.now();
  const log = (outcome) => debug?.(formatExchange({ method, url, proxy: proxyFor(url), milliseconds: performance.now() - start, outcome }));
  const stream = typeof body === "object" ? body : void 0;
  const given = Promise.withResolvers();
  let reply;
  const stop = () => {
    given.reject(signal.reason);
    reply?.destroy(new Error("given up"));
  };
  signal.addEventListener("abort", stop);
  stream?.once("error", given.reject);
  const upload = stream && watchUpload(stream, given.reject);
  const late = upload === void 0 ? setTimeout(() => given.reject(new Error(TOO_SLOW)), HEAD_LIMIT) : void 0;
  const idle = stream === void 0 ? IDLE_LIMIT : UPLOAD_LIMIT;
  const { answer, close } = startRequest({ method, url, headers, body: upload?.body ?? body, idle });
  const spent = () => {
    signal.removeEventListener("abort", stop);
    close();
  };
  try {
    const message = await Promise.race([answer, given.promise]).finally(() => {
      clearTimeout(late);
      upload?.[Symbol.dispose]();
    });
    reply = message;
    message.url = url;
    message.on("error", () => {
    });
    message.setTimeout(IDLE_LIMIT, () => message.destroy(new Error(SILENCE)));
    message.once("close", () => {
      spent();
      if (message.errored !== null) log({ failure: networkFailure(message.errored, url).message });
    });
    const { statusCode: status = 0 } = message;
    log({ status, location: message.headers.location });
    if (status >= 200 && status < 300 || accept?.includes(status)) return message;
    throw new HttpError(status, message.headers, redact(await readRefusal(message), url, headers), url);
  } catch (error) {
    spent();
    const spoilt = stream?.errored;
    upload?.body.destroy();
    stream?.destroy();
    const failure = spoilt ?? (error instanceof HttpError ? error : networkFailure(error, url));
    if (reply === void 0) log({ failure: signal.aborted ? "given up" : failure.message });
    signal.throwIfAborted();
    throw failure;
  }
}
async function readRefusal(message) {
  try {
    return await readText(message, REFUSAL_LIMIT);
  } catch {
    return "";
  }
}
async function readText(message, limit) {
  return (await readBytes(bytesOf(message), limit)).toString();
}
async function* bytesOf(message) {
  const isTooSlow = watchRate();
  let asked = performance.now();
  const watch = setInterval(() => {
    if (asked !== void 0 && performance.now() - asked >= WINDOW) message.destroy(new Error(TOO_SLOW));
  }, WINDOW);
  try {
    for await (const bytes of message) {
      countBuffers(bytes.byteLength);
      if (isTooSlow(performance.now() - asked, bytes.byteLength)) throw new Error(TOO_SLOW);
      asked = void 0;
      yield bytes;
      asked = performance.now();
    }
  } catch (error) {
    throw networkFailure(error, message.url ?? "");
  } finally {
    clearInterval(watch);
  }
}

// src/http/transient-http.ts
var TRANSIENT_STATUSES = /* @__PURE__ */ new Set([408, 429, 499, 500, 502, 503, 504, 520, 521, 522, 523, 524]);
function transientHttp(error) {
  if (error instanceof BundleError)
    return error.code === "NETWORK_FAILED" && !isLasting(error) ? { reason: error.message } : void 0;
  if (!(error instanceof HttpError)) return void 0;
  const limit = rateLimitOf(error);
  if (limit === void 0 && !TRANSIENT_STATUSES.has(error.status)) return void 0;
  const pause = limit?.pause ?? pauseOf(error.headers);
  return { reason: error.message, ...pause !== void 0 && { pause } };
}

// src/io/retry.ts
import { setTimeout as sleep } from "node:timers/promises";
var DELAYS = [1e3, 2e3, 4e3, 8e3];
var LONGEST_PAUSE = 6e4;
var MOST_ATTEMPTS = 100;
var LEAST_PROGRESS = 64 * 1024;
async function retry(attempt, options) {
  let furthest = 0;
  let fruitless = 0;
  for (let attempts = 1; ; attempts++) {
    options.signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      options.signal.throwIfAborted();
      const reached = options.reached?.() ?? 0;
      if (reached - furthest >= LEAST_PROGRESS) {
        fruitless = 0;
        furthest = reached;
      }
      const delay = DELAYS[fruitless++];
      const transient = options.transient(error);
      if (transient === void 0 || delay === void 0 || attempts === MOST_ATTEMPTS) throw error;
      if ((transient.pause ?? 0) > LONGEST_PAUSE) throw error;
      const pause = Math.round(Math.max(transient.pause ?? 0, delay * (1 + Math.random() / 2)));
      const next = reached > 0 ? `resuming at ${prettyBytes(reached)}` : "trying again";
      options.say(`Cannot ${options.doing}: ${transient.reason}; ${next} in ${(pause / 1e3).toFixed(1)} s`);
      await sleep(pause, void 0, { signal: options.signal }).catch(() => options.signal.throwIfAborted());
    }
  }
}

// src/http/follow-address.ts
function followAddress(text, from) {
  const url = text === void 0 ? null : URL.parse(text, from.href);
  const found = whyUnusable(url, from);
  if (url !== null && found === void 0) return url;
  const hint = url !== null && isDowngrade(url, from) ? DOWNGRADE_HINT : HINT;
  throw new BundleError("SERVICE_FAILED", `Cannot follow ${excerpt(from.host)}: it names an address that ${found}`, {
    hint
  });
}
var HINT = "Check the address that was asked, and the settings of the server and of proxies before it.";
var DOWNGRADE_HINT = "Ask the operator of the server to correct its own address: a proxy that ends TLS must tell it with the header X-Forwarded-Proto: https.";
function isDowngrade(url, from) {
  return url.protocol === "http:" && from.protocol === "https:";
}
function whyUnusable(url, from) {
  if (url === null) return "is not a URL";
  if (!/^https?:$/.test(url.protocol)) return `has the scheme ${excerpt(url.protocol)}`;
  if (url.username !== "" || url.password !== "") return "has credentials in it";
  const near = whyTooNear(url, from);
  if (near !== void 0) return `${near}, ${excerpt(url.host)}`;
  if (isDowngrade(url, from)) return `is not encrypted, on ${excerpt(url.host)}`;
  return void 0;
}

// src/http/discard.ts
async function discard(message) {
  if (message.closed) return;
  const closed = new Promise((resolve) => message.once("close", resolve));
  if (message.complete) message.resume();
  else message.destroy();
  await closed;
}

export {
  isLoopback,
  isPrivate,
  whyTooNear,
  HttpError,
  rateLimitOf,
  pauseOf,
  networkFailure,
  readBytes,
  request,
  readText,
  bytesOf,
  transientHttp,
  retry,
  discard,
  followAddress
};
