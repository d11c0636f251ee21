import * as v from "valibot";
import { BundleError } from "../../errors.ts";
import { retry } from "../../io/retry.ts";
import type { LocalFile, Watch } from "../channel.ts";
import { type Chunk, sendChunks } from "../chunks.ts";
import { HttpRefusal, type HttpRequest, readText, request, transientHttp } from "../http.ts";
import { asRunnerFailure } from "../results-service.ts";
import { type CacheAccess, type CacheProtocol, isSameKey, settleTaken } from "./cache-protocol.ts";

/** Bytes of one chunk, and how many travel at once: as the official client has it. */
const CHUNK_SIZE = 32 * 1024 * 1024;
const CHUNKS_IN_FLIGHT = 4;

/** Bytes of an answer: a key and an address. */
const ANSWER_LIMIT = 64 * 1024;

/** Version 1: that of GitHub Enterprise Server and of nektos/act. */
export function openCacheV1({ service, entryVersion: version, watch }: CacheAccess): CacheProtocol {
  const base = `${service.url.replace(/\/+$/, "")}/_apis/artifactcache`;
  const headers = {
    authorization: `Bearer ${service.token}`,
    accept: "application/json;api-version=6.0-preview.1",
  };
  const json = { ...headers, "content-type": "application/json" };

  /** One answer's text, empty where there is none; a body is made anew for each attempt. */
  const call = async (
    doing: string,
    make: () => Call,
    { say, signal }: Pick<Watch, "say" | "signal">,
  ): Promise<string> => {
    const attempt = async (): Promise<string> => {
      const message = await request({ headers, signal, ...make() });
      return readText(message, ANSWER_LIMIT);
    };
    return retry(attempt, { transient: transientHttp, say, doing, signal });
  };

  const find: CacheProtocol["find"] = async (key) => {
    const doing = `look for cache entry ${key}`;
    const url = `${base}/cache?keys=${encodeURIComponent(key)}&version=${version}`;
    const answer = await call(doing, () => ({ method: "GET", url }), watch).catch((error: unknown) => {
      // Read access that a token lacks comes as 403; what is not there as 204, and by some servers as 404.
      if (error instanceof HttpRefusal && error.status === 404) return "";
      throw asRunnerFailure(error, doing);
    });
    if (answer === "") return undefined;
    const found = parse(located, answer, doing);
    return isSameKey(found.cacheKey, key) ? { url: found.archiveLocation } : undefined;
  };

  /** @returns undefined where the key is taken */
  const reserve = async (key: string, { size }: LocalFile): Promise<number | undefined> => {
    const doing = `save cache entry ${key}`;
    let again = false;
    const say = (text: string): void => {
      again = true;
      watch.say(text);
    };
    const body = JSON.stringify({ key, version, cacheSize: size });
    const make = (): Call => ({ method: "POST", url: `${base}/caches`, headers: json, body });
    const answer = await call(doing, make, { say, signal: watch.signal }).catch(async (error: unknown) => {
      if (!(error instanceof HttpRefusal) || error.status !== 409) throw asRunnerFailure(error, doing);
      await settleTaken(key, { find, again, say: watch.say, cause: error });
      return undefined;
    });
    return answer === undefined ? undefined : parse(reserved, answer, doing).cacheId;
  };

  const upload = async (id: number, key: string, file: LocalFile): Promise<void> => {
    const doing = `save cache entry ${key}`;
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
      await call(doing, make, { say: watch.say, signal });
    };
    await sendChunks(file, { size: CHUNK_SIZE, inFlight: CHUNKS_IN_FLIGHT, watch }, send).catch((error: unknown) => {
      throw asRunnerFailure(error, doing);
    });
  };

  const commit = async (id: number, key: string, { size }: LocalFile): Promise<void> => {
    const doing = `save cache entry ${key}`;
    const body = JSON.stringify({ size });
    const make = (): Call => ({ method: "POST", url: `${base}/caches/${id}`, headers: json, body });
    await call(doing, make, watch).catch(async (error: unknown) => {
      // An entry that is there was finished by an attempt whose answer was lost.
      if (error instanceof HttpRefusal && (await find(key)) !== undefined) return;
      throw asRunnerFailure(error, doing);
    });
  };

  return {
    find,
    async save(key, file) {
      const id = await reserve(key, file);
      if (id === undefined) return false;
      await upload(id, key, file);
      await commit(id, key, file);
      return true;
    },
  };
}

type Call = Pick<HttpRequest, "method" | "url" | "headers" | "body">;

function parse<Schema extends v.GenericSchema>(schema: Schema, text: string, doing: string): v.InferOutput<Schema> {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (parsed.success) return parsed.output;
  throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the cache service answers with something else`);
}

const located = v.object({ archiveLocation: v.pipe(v.string(), v.url()), cacheKey: v.string() });
const reserved = v.object({ cacheId: v.number() });
