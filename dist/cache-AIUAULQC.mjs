import {
  sendChunks,
  uploadBlob
} from "./chunk-VIKUDVKG.mjs";
import {
  UNTRUSTED,
  callResults,
  fromRunnerError
} from "./chunk-IAAJNPLE.mjs";
import "./chunk-ZIC2TOCR.mjs";
import {
  download
} from "./chunk-EMNZWL72.mjs";
import "./chunk-O3JRH7UT.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-M77KPOTZ.mjs";
import {
  jsonOf,
  parseAnswer
} from "./chunk-MU7OTYLB.mjs";
import "./chunk-RBBAEUAX.mjs";
import {
  HttpError,
  readText,
  request,
  retry,
  transientHttp
} from "./chunk-3E74XSBN.mjs";
import "./chunk-N3UH3KS2.mjs";
import {
  boolean,
  number,
  object,
  optional,
  pipe,
  string,
  url
} from "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/channels/github/cache/cache.ts
import { join } from "node:path";

// src/channels/github/cache/cache-protocol.ts
function isSameKey(a, b) {
  return a.toLowerCase() === b.toLowerCase();
}

// src/channels/github/cache/save-entry.ts
async function saveEntry({ key, file }, steps, { say }) {
  const entry = { key, file, doing: `save cache entry ${key}` };
  try {
    const slot = await reserve(entry, steps, say);
    if (typeof slot === "string") return slot;
    await steps.upload(slot.slot, entry);
    await steps.commit(slot.slot, entry).catch(async (error) => {
      if (error instanceof HttpError && await steps.find(key) !== void 0) return;
      throw error;
    });
    return "sent";
  } catch (error) {
    throw fromRunnerError(error, entry.doing);
  }
}
async function reserve(entry, steps, say) {
  const { key, doing } = entry;
  let again = false;
  const sayAgain = (text2) => {
    again = true;
    say(text2);
  };
  try {
    return { slot: await steps.reserve(entry, sayAgain) };
  } catch (error) {
    if (!(error instanceof HttpError) || error.status !== 409) throw error;
    if (await steps.find(key) !== void 0) return "kept";
    if (again) {
      const message = `Cannot ${doing}: its key is reserved, most likely by an attempt whose answer was lost`;
      const hint = "Run it again later, or with another `cache-key`.";
      throw new BundleError("SERVICE_FAILED", message, { cause: error, hint });
    }
    return "reserved";
  }
}

// src/channels/github/cache/cache-v1.ts
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
  const call = async (doing, make, { say = watch.say, signal = watch.signal } = {}) => {
    const attempt = async () => {
      const message = await request({ headers, signal, debug: watch.debug, ...make() });
      return readText(message, ANSWER_LIMIT);
    };
    return retry(attempt, { transient: transientHttp, say, doing, signal });
  };
  const find = async (key) => {
    const doing = `look for cache entry ${key}`;
    const url2 = `${base}/cache?keys=${encodeURIComponent(key)}&version=${version}`;
    const answer = await call(doing, () => ({ method: "GET", url: url2 })).catch((error) => {
      if (error instanceof HttpError && error.status === 404) return "";
      throw fromRunnerError(error, doing);
    });
    if (answer === "") return void 0;
    const found = parseAnswer(located, answer, doing);
    return isSameKey(found.cacheKey, key) ? { url: found.archiveLocation } : void 0;
  };
  const reserve2 = async ({ key, file, doing }, say) => {
    const body = JSON.stringify({ key, version, cacheSize: file.size });
    const make = () => ({ method: "POST", url: `${base}/caches`, headers: json, body });
    return parseAnswer(reserved, await call(doing, make, { say }), doing).cacheId;
  };
  const upload = async (id, { file, doing }) => {
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
      await call(doing, make, { signal });
    };
    await sendChunks(file, { size: CHUNK_SIZE, inFlight: CHUNKS_IN_FLIGHT, watch }, send);
  };
  const commit = async (id, { file, doing }) => {
    const body = JSON.stringify({ size: file.size });
    await call(doing, () => ({ method: "POST", url: `${base}/caches/${id}`, headers: json, body }));
  };
  return { find, save: (key, file) => saveEntry({ key, file }, { find, reserve: reserve2, upload, commit }, watch) };
}
var located = jsonOf(object({ archiveLocation: pipe(string(), url()), cacheKey: string() }));
var reserved = jsonOf(object({ cacheId: number() }));

// src/channels/github/cache/cache-v2.ts
function openCacheV2({ service, entryVersion: version, watch }) {
  const call = async (request2, say = watch.say) => callResults(service, { ...request2, body: { ...request2.body, version } }, { ...watch, say });
  const find = async (key) => {
    const doing = `look for cache entry ${key}`;
    const method = "CacheService/GetCacheEntryDownloadURL";
    const found = await call({ method, body: { key }, answer: located2, doing }).catch((error) => {
      throw fromRunnerError(error, doing);
    });
    if (!found.ok || !isSameKey(found.matched_key || key, key)) return void 0;
    if (found.signed_download_url !== "") return { url: found.signed_download_url };
    throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the service gives no download address`);
  };
  const reserve2 = async ({ key, doing }, say) => {
    const method = "CacheService/CreateCacheEntry";
    const answer = await call({ method, body: { key }, answer: reserved2, doing }, say);
    if (answer.ok && answer.signed_upload_url !== "") return answer.signed_upload_url;
    const message = `Cannot ${doing}: the service answers "${answer.message || "no address to upload to"}"`;
    if (answer.message.startsWith("cache write denied"))
      throw new BundleError("ACCESS_DENIED", message, { hint: UNTRUSTED });
    throw new BundleError("SERVICE_FAILED", message);
  };
  const upload = (url2, { file, doing }) => uploadBlob(url2, file, { doing, watch });
  const commit = async (_, { key, file, doing }) => {
    const method = "CacheService/FinalizeCacheEntryUpload";
    const body = { key, size_bytes: `${file.size}` };
    const { ok: ok2, message } = await call({ method, body, answer: finalized, doing });
    if (!ok2) throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the service answers "${message}"`);
  };
  return { find, save: (key, file) => saveEntry({ key, file }, { find, reserve: reserve2, upload, commit }, watch) };
}
var ok = optional(boolean(), false);
var text = optional(string(), "");
var reserved2 = object({ ok, signed_upload_url: text, message: text });
var finalized = object({ ok, message: text });
var located2 = object({ ok, signed_download_url: text, matched_key: text });

// src/channels/github/cache/cache.ts
var ENTRY_VERSION = "86914043529c49a8160a141ae793855164fbcd5932c46ef475165300fff0e18c";
var MAX_KEY = 512;
function cacheChannel({ key, service }, watch) {
  checkKey(key);
  const access = { service, entryVersion: ENTRY_VERSION, watch };
  const protocol = service.version === 1 ? openCacheV1(access) : openCacheV2(access);
  return {
    async send(file) {
      return { status: await protocol.save(key, file), names: [key] };
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
