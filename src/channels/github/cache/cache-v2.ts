import * as v from "valibot";
import { BundleError } from "../../../errors.ts";
import type { TransferReporter } from "../../../http/transfer.ts";
import { uploadBlob } from "../services/block-blob.ts";
import { callResults, fromRunnerError, type ResultsCall, UNTRUSTED } from "../services/results-service.ts";
import { type CacheAccess, type CacheProtocol, isSameKey } from "./cache-protocol.ts";
import { type Entry, saveEntry } from "./save-entry.ts";

/** Version 2: part of the results service, with entries in blob storage. */
export function openCacheV2({ service, entryVersion: version, watch }: CacheAccess): CacheProtocol {
  const call = async <Schema extends v.GenericSchema>(
    request: Omit<ResultsCall<Schema>, "body"> & { readonly body: object },
    say = watch.say,
  ): Promise<v.InferOutput<Schema>> =>
    callResults(service, { ...request, body: { ...request.body, version } }, { ...watch, say });

  const find: CacheProtocol["find"] = async (key) => {
    const doing = `look for cache entry ${key}`;
    const method = "CacheService/GetCacheEntryDownloadURL";
    const found = await call({ method, body: { key }, answer: located, doing }).catch((error: unknown) => {
      throw fromRunnerError(error, doing);
    });
    if (!found.ok || !isSameKey(found.matched_key || key, key)) return undefined;
    if (found.signed_download_url !== "") return { url: found.signed_download_url };
    throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the service gives no download address`);
  };

  const reserve = async ({ key, doing }: Entry, say: TransferReporter["say"]): Promise<string> => {
    const method = "CacheService/CreateCacheEntry";
    const answer = await call({ method, body: { key }, answer: reserved, doing }, say);
    if (answer.ok && answer.signed_upload_url !== "") return answer.signed_upload_url;
    const message = `Cannot ${doing}: the service answers "${answer.message || "no address to upload to"}"`;
    if (answer.message.startsWith("cache write denied"))
      throw new BundleError("ACCESS_DENIED", message, { hint: UNTRUSTED });
    throw new BundleError("SERVICE_FAILED", message);
  };

  const upload = (url: string, { file, doing }: Entry): Promise<void> => uploadBlob(url, file, { doing, watch });

  const commit = async (_: string, { key, file, doing }: Entry): Promise<void> => {
    const method = "CacheService/FinalizeCacheEntryUpload";
    const body = { key, size_bytes: `${file.size}` };
    const { ok, message } = await call({ method, body, answer: finalized, doing });
    if (!ok) throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the service answers "${message}"`);
  };

  return { find, save: (key, file) => saveEntry({ key, file }, { find, reserve, upload, commit }, watch) };
}

/** The service may omit a field that has its default value. */
const ok = v.optional(v.boolean(), false);
const text = v.optional(v.string(), "");
const reserved = v.object({ ok, signed_upload_url: text, message: text });
const finalized = v.object({ ok, message: text });
const located = v.object({ ok, signed_download_url: text, matched_key: text });
