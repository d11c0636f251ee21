import * as v from "valibot";
import { BundleError } from "../../errors.ts";
import { uploadBlob } from "../block-blob.ts";
import type { LocalFile } from "../channel.ts";
import { HttpRefusal } from "../http.ts";
import { asRunnerFailure, callResults, type ResultsCall, UNTRUSTED } from "../results-service.ts";
import { type CacheAccess, type CacheProtocol, isSameKey, settleTaken } from "./cache-protocol.ts";

/** Version 2: part of the results service, with entries in blob storage. */
export function openCacheV2({ service, entryVersion: version, watch }: CacheAccess): CacheProtocol {
  const call = async <Schema extends v.GenericSchema>(
    request: Omit<ResultsCall<Schema>, "body"> & { readonly body: object },
    say = watch.say,
  ): Promise<v.InferOutput<Schema>> =>
    callResults(service, { ...request, body: { ...request.body, version } }, { say, signal: watch.signal });

  const find: CacheProtocol["find"] = async (key) => {
    const doing = `look for cache entry ${key}`;
    const method = "CacheService/GetCacheEntryDownloadURL";
    const found = await call({ method, body: { key }, answer: located, doing }).catch((error: unknown) => {
      throw asRunnerFailure(error, doing);
    });
    if (!found.ok || !isSameKey(found.matched_key || key, key)) return undefined;
    if (found.signed_download_url !== "") return { url: found.signed_download_url };
    throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the service does not say where it is`);
  };

  /** @returns undefined where the key is taken */
  const reserve = async (key: string): Promise<string | undefined> => {
    const doing = `save cache entry ${key}`;
    let again = false;
    const say = (text: string): void => {
      again = true;
      watch.say(text);
    };
    const request = { method: "CacheService/CreateCacheEntry", body: { key }, answer: reserved, doing };
    const answer = await call(request, say).catch(async (error: unknown) => {
      if (!(error instanceof HttpRefusal) || error.status !== 409) throw asRunnerFailure(error, doing);
      await settleTaken(key, { find, again, say: watch.say, cause: error });
      return undefined;
    });
    if (answer === undefined) return undefined;
    if (answer.ok && answer.signed_upload_url !== "") return answer.signed_upload_url;
    const denied = answer.message.startsWith("cache write denied");
    const said = answer.message || "no address to upload to";
    throw new BundleError(
      denied ? "ACCESS_DENIED" : "SERVICE_FAILED",
      `Cannot ${doing}: the service answers "${said}"`,
      {
        ...(denied && { hint: UNTRUSTED }),
      },
    );
  };

  const commit = async (key: string, { size }: LocalFile): Promise<void> => {
    const doing = `save cache entry ${key}`;
    const method = "CacheService/FinalizeCacheEntryUpload";
    try {
      const { ok, message } = await call({ method, body: { key, size_bytes: `${size}` }, answer: finalized, doing });
      if (!ok) throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the service answers "${message}"`);
    } catch (error) {
      // An entry that is there was finished by an attempt whose answer was lost.
      if (error instanceof HttpRefusal && (await find(key)) !== undefined) return;
      throw asRunnerFailure(error, doing);
    }
  };

  return {
    find,
    async save(key, file) {
      const url = await reserve(key);
      if (url === undefined) return false;
      await uploadBlob(url, file, { doing: `save cache entry ${key}`, watch });
      await commit(key, file);
      return true;
    },
  };
}

/** What has its default value may be left out. */
const ok = v.optional(v.boolean(), false);
const text = v.optional(v.string(), "");
const reserved = v.object({ ok, signed_upload_url: text, message: text });
const finalized = v.object({ ok, message: text });
const located = v.object({ ok, signed_download_url: text, matched_key: text });
