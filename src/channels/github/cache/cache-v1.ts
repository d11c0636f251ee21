import * as v from "valibot";
import { type Chunk, sendChunks } from "../../../http/chunks.ts";
import { HttpError } from "../../../http/http-error.ts";
import { jsonOf, parseAnswer } from "../../../http/parse-answer.ts";
import { type HttpRequest, readText, request } from "../../../http/request.ts";
import type { TransferReporter } from "../../../http/transfer.ts";
import { transientHttp } from "../../../http/transient-http.ts";
import { retry } from "../../../io/retry.ts";
import { fromRunnerError } from "../services/results-service.ts";
import { type CacheAccess, type CacheProtocol, isSameKey } from "./cache-protocol.ts";
import { type Entry, saveEntry } from "./save-entry.ts";

/** Bytes of one chunk, and chunks in flight at once: the values of the official client. */
const CHUNK_SIZE = 32 * 1024 * 1024;
const CHUNKS_IN_FLIGHT = 4;

/** Most bytes of an answer: it holds a key and an address. */
const ANSWER_LIMIT = 64 * 1024;

/** Version 1: used by GitHub Enterprise Server and nektos/act. */
export function openCacheV1({ service, entryVersion: version, watch }: CacheAccess): CacheProtocol {
  const base = `${service.url.replace(/\/+$/, "")}/_apis/artifactcache`;
  const headers = {
    authorization: `Bearer ${service.token}`,
    accept: "application/json;api-version=6.0-preview.1",
  };
  const json = { ...headers, "content-type": "application/json" };

  /** The text of one answer, empty if it has no body. `make` is called for each attempt: a stream can be sent only once. */
  const call = async (
    doing: string,
    make: () => Call,
    { say = watch.say, signal = watch.signal }: Partial<TransferReporter> = {},
  ): Promise<string> => {
    const attempt = async (): Promise<string> => {
      const message = await request({ headers, signal, debug: watch.debug, ...make() });
      return readText(message, ANSWER_LIMIT);
    };
    return retry(attempt, { transient: transientHttp, say, doing, signal });
  };

  const find: CacheProtocol["find"] = async (key) => {
    const doing = `look for cache entry ${key}`;
    const url = `${base}/cache?keys=${encodeURIComponent(key)}&version=${version}`;
    const answer = await call(doing, () => ({ method: "GET", url })).catch((error: unknown) => {
      // A token without read access gets 403; a missing entry is 204, and 404 on some servers.
      if (error instanceof HttpError && error.status === 404) return "";
      throw fromRunnerError(error, doing);
    });
    if (answer === "") return undefined;
    const found = parseAnswer(located, answer, doing);
    return isSameKey(found.cacheKey, key) ? { url: found.archiveLocation } : undefined;
  };

  const reserve = async ({ key, file, doing }: Entry, say: TransferReporter["say"]): Promise<number> => {
    const body = JSON.stringify({ key, version, cacheSize: file.size });
    const make = (): Call => ({ method: "POST", url: `${base}/caches`, headers: json, body });
    return parseAnswer(reserved, await call(doing, make, { say }), doing).cacheId;
  };

  const upload = async (id: number, { file, doing }: Entry): Promise<void> => {
    const send = async ({ start, size, read }: Chunk, signal: AbortSignal): Promise<void> => {
      const make = (): Call => ({
        method: "PATCH",
        url: `${base}/caches/${id}`,
        headers: {
          ...headers,
          "content-type": "application/octet-stream",
          "content-length": size,
          "content-range": `bytes ${start}-${start + size - 1}/*`,
        },
        body: read(),
      });
      await call(doing, make, { signal });
    };
    await sendChunks(file, { size: CHUNK_SIZE, inFlight: CHUNKS_IN_FLIGHT, watch }, send);
  };

  const commit = async (id: number, { file, doing }: Entry): Promise<void> => {
    const body = JSON.stringify({ size: file.size });
    await call(doing, () => ({ method: "POST", url: `${base}/caches/${id}`, headers: json, body }));
  };

  return { find, save: (key, file) => saveEntry({ key, file }, { find, reserve, upload, commit }, watch) };
}

type Call = Pick<HttpRequest, "method" | "url" | "headers" | "body">;

const located = jsonOf(v.object({ archiveLocation: v.pipe(v.string(), v.url()), cacheKey: v.string() }));
const reserved = jsonOf(v.object({ cacheId: v.number() }));
