import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  UNTRUSTED,
  asRunnerFailure,
  callResults,
  sendChunks,
  uploadBlob
} from "./chunk-APIKXXT7.mjs";
import {
  HttpRefusal,
  download,
  readText,
  request,
  retry,
  transientHttp
} from "./chunk-RPZO4XJY.mjs";
import "./chunk-W2ISZORM.mjs";
import "./chunk-3QTZOCDB.mjs";
import {
  boolean,
  number,
  object,
  optional,
  parseJson,
  pipe,
  safeParse,
  string,
  url
} from "./chunk-SYNTIUYK.mjs";
import "./chunk-YE77UOQV.mjs";
import {
  BundleError
} from "./chunk-G7NBFKCV.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/channels/cache/cache.ts
import { join } from "node:path";

// src/channels/cache/cache-protocol.ts
function isSameKey(a, b) {
  return a.toLowerCase() === b.toLowerCase();
}
async function settleTaken(key, { find, again, say, cause }) {
  if (await find(key) !== void 0) return;
  if (!again) return say(`Another job is saving cache entry ${key}: leaving it to that`);
  const message = `Cannot save cache entry ${key}: its key was reserved, and the answer that said so was lost`;
  throw new BundleError("SERVICE_FAILED", message, { cause, hint: "Run it again later, or with another key." });
}

// src/channels/cache/cache-v1.ts
var CHUNK_SIZE = 32 * 1024 * 1024;
var CHUNKS_IN_FLIGHT = 4;
var ANSWER_LIMIT = 64 * 1024;
function openCacheV1({ service, entryVersion: version, watch }) {
  const base = `${service.url.replace(/\/+$/, "")}/_apis/artifactcache`;
  const headers = {
    authorization: `Bearer ${service.token}`,
    accept: "application/json;api-version=6.0-preview.1"
  };
  const json = { ...headers, "content-type": "application/json" };
  const call = async (doing, make, { say, signal }) => {
    const attempt = async () => {
      const message = await request({ headers, signal, ...make() });
      return readText(message, ANSWER_LIMIT);
    };
    return retry(attempt, { transient: transientHttp, say, doing, signal });
  };
  const find = async (key) => {
    const doing = `look for cache entry ${key}`;
    const url2 = `${base}/cache?keys=${encodeURIComponent(key)}&version=${version}`;
    const answer = await call(doing, () => ({ method: "GET", url: url2 }), watch).catch((error) => {
      if (error instanceof HttpRefusal && error.status === 404) return "";
      throw asRunnerFailure(error, doing);
    });
    if (answer === "") return void 0;
    const found = parse(located, answer, doing);
    return isSameKey(found.cacheKey, key) ? { url: found.archiveLocation } : void 0;
  };
  const reserve = async (key, { size }) => {
    const doing = `save cache entry ${key}`;
    let again = false;
    const say = (text2) => {
      again = true;
      watch.say(text2);
    };
    const body = JSON.stringify({ key, version, cacheSize: size });
    const make = () => ({ method: "POST", url: `${base}/caches`, headers: json, body });
    const answer = await call(doing, make, { say, signal: watch.signal }).catch(async (error) => {
      if (!(error instanceof HttpRefusal) || error.status !== 409) throw asRunnerFailure(error, doing);
      await settleTaken(key, { find, again, say: watch.say, cause: error });
      return void 0;
    });
    return answer === void 0 ? void 0 : parse(reserved, answer, doing).cacheId;
  };
  const upload = async (id, key, file) => {
    const doing = `save cache entry ${key}`;
    const send = async ({ start, size, read }, signal) => {
      const make = () => ({
        method: "PATCH",
        url: `${base}/caches/${id}`,
        headers: {
          ...headers,
          "content-type": "application/octet-stream",
          "content-length": size,
          "content-range": `bytes ${start}-${start + size - 1}/*`
        },
        body: read()
      });
      await call(doing, make, { say: watch.say, signal });
    };
    await sendChunks(file, { size: CHUNK_SIZE, inFlight: CHUNKS_IN_FLIGHT, watch }, send).catch((error) => {
      throw asRunnerFailure(error, doing);
    });
  };
  const commit = async (id, key, { size }) => {
    const doing = `save cache entry ${key}`;
    const body = JSON.stringify({ size });
    const make = () => ({ method: "POST", url: `${base}/caches/${id}`, headers: json, body });
    await call(doing, make, watch).catch(async (error) => {
      if (error instanceof HttpRefusal && await find(key) !== void 0) return;
      throw asRunnerFailure(error, doing);
    });
  };
  return {
    find,
    async save(key, file) {
      const id = await reserve(key, file);
      if (id === void 0) return false;
      await upload(id, key, file);
      await commit(id, key, file);
      return true;
    }
  };
}
function parse(schema, text2, doing) {
  const parsed = safeParse(pipe(string(), parseJson(), schema), text2);
  if (parsed.success) return parsed.output;
  throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the cache service answers with something else`);
}
var located = object({ archiveLocation: pipe(string(), url()), cacheKey: string() });
var reserved = object({ cacheId: number() });

// src/channels/cache/cache-v2.ts
function openCacheV2({ service, entryVersion: version, watch }) {
  const call = async (request2, say = watch.say) => callResults(service, { ...request2, body: { ...request2.body, version } }, { say, signal: watch.signal });
  const find = async (key) => {
    const doing = `look for cache entry ${key}`;
    const method = "CacheService/GetCacheEntryDownloadURL";
    const found = await call({ method, body: { key }, answer: located2, doing }).catch((error) => {
      throw asRunnerFailure(error, doing);
    });
    if (!found.ok || !isSameKey(found.matched_key || key, key)) return void 0;
    if (found.signed_download_url !== "") return { url: found.signed_download_url };
    throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the service does not say where it is`);
  };
  const reserve = async (key) => {
    const doing = `save cache entry ${key}`;
    let again = false;
    const say = (text2) => {
      again = true;
      watch.say(text2);
    };
    const request2 = { method: "CacheService/CreateCacheEntry", body: { key }, answer: reserved2, doing };
    const answer = await call(request2, say).catch(async (error) => {
      if (!(error instanceof HttpRefusal) || error.status !== 409) throw asRunnerFailure(error, doing);
      await settleTaken(key, { find, again, say: watch.say, cause: error });
      return void 0;
    });
    if (answer === void 0) return void 0;
    if (answer.ok && answer.signed_upload_url !== "") return answer.signed_upload_url;
    const denied = answer.message.startsWith("cache write denied");
    const said = answer.message || "no address to upload to";
    throw new BundleError(
      denied ? "ACCESS_DENIED" : "SERVICE_FAILED",
      `Cannot ${doing}: the service answers "${said}"`,
      {
        ...denied && { hint: UNTRUSTED }
      }
    );
  };
  const commit = async (key, { size }) => {
    const doing = `save cache entry ${key}`;
    const method = "CacheService/FinalizeCacheEntryUpload";
    try {
      const { ok: ok2, message } = await call({ method, body: { key, size_bytes: `${size}` }, answer: finalized, doing });
      if (!ok2) throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the service answers "${message}"`);
    } catch (error) {
      if (error instanceof HttpRefusal && await find(key) !== void 0) return;
      throw asRunnerFailure(error, doing);
    }
  };
  return {
    find,
    async save(key, file) {
      const url2 = await reserve(key);
      if (url2 === void 0) return false;
      await uploadBlob(url2, file, { doing: `save cache entry ${key}`, watch });
      await commit(key, file);
      return true;
    }
  };
}
var ok = optional(boolean(), false);
var text = optional(string(), "");
var reserved2 = object({ ok, signed_upload_url: text, message: text });
var finalized = object({ ok, message: text });
var located2 = object({ ok, signed_download_url: text, matched_key: text });

// src/channels/cache/cache.ts
var ENTRY_VERSION = "86914043529c49a8160a141ae793855164fbcd5932c46ef475165300fff0e18c";
var MAX_KEY = 512;
function cacheChannel({ key, service }, watch) {
  checkKey(key);
  const access = { service, entryVersion: ENTRY_VERSION, watch };
  const protocol = service.version === 1 ? openCacheV1(access) : openCacheV2(access);
  return {
    async send(file) {
      const saved = await protocol.save(key, file);
      return { status: saved ? "sent" : "kept", names: [key] };
    },
    async fetch(name, directory) {
      let location = await protocol.find(key);
      if (location === void 0) return void 0;
      const path = join(directory, name);
      const locate = async () => {
        const found = location ?? await protocol.find(key);
        location = void 0;
        if (found !== void 0) return found;
        throw new BundleError("CACHE_MISS", `Cannot fetch cache entry ${key}: it has been evicted meanwhile`);
      };
      const { size } = await download({ locate, name: `cache entry ${key}`, path, expected: {}, watch });
      return { path, size, origin: `cache entry ${key}` };
    }
  };
}
function checkKey(key) {
  const found = key.length > MAX_KEY ? `it has ${key.length} characters` : key.includes(",") ? "it has a comma" : void 0;
  if (found === void 0 && key !== "") return;
  throw new BundleError(
    "OPTION_INVALID",
    `Cannot use "${key}" as a cache key: ${found ?? "it is empty"}, expected 1 to ${MAX_KEY} characters without a comma`
  );
}
export {
  ENTRY_VERSION,
  cacheChannel
};
