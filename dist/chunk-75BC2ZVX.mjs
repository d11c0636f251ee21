import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  changed,
  readRange
} from "./chunk-HFBLED2C.mjs";
import {
  parseAnswer,
  parseJson as parseJson2
} from "./chunk-4WU2DSPI.mjs";
import {
  HttpError,
  fromHttpError,
  fromStorageError,
  rateLimitOf,
  readText,
  request,
  retry,
  transientHttp
} from "./chunk-M4MJTQ5F.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  fallback,
  object,
  parse,
  parseJson,
  pipe,
  string
} from "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/http/chunks.ts
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
async function sendChunks(file, { size, inFlight, watch }, send) {
  const failed = new AbortController();
  const signal = AbortSignal.any([watch.signal, failed.signal]);
  const before = await statFile(file);
  if (before.size !== BigInt(file.size)) throw changed(file.path, `it has ${before.size} bytes, expected ${file.size}`);
  const chunks = chunksOf(file, size);
  let done = 0;
  const work = async () => {
    for (const chunk of chunks) {
      await send(chunk, signal);
      watch.progress(done += chunk.size, file.size);
    }
  };
  const workers = Array.from({ length: inFlight }, work);
  try {
    await Promise.all(workers);
  } catch (error) {
    failed.abort(error);
    await Promise.allSettled(workers);
    watch.signal.throwIfAborted();
    throw fromSystemError(error, `read ${file.path}`);
  }
  const after = await statFile(file);
  if (after.mtimeNs !== before.mtimeNs || after.ino !== before.ino)
    throw changed(file.path, "it was written to meanwhile");
}
function statFile({ path }) {
  return stat(path, { bigint: true }).catch((error) => {
    throw fromSystemError(error, `read ${path}`);
  });
}
function* chunksOf(file, size) {
  for (let start = 0; start < file.size; start += size) {
    const range = { offset: start, size: Math.min(size, file.size - start) };
    const read = () => Readable.from(readRange(file.path, range), { objectMode: false });
    yield { index: start / size, start, size: range.size, read };
  }
}

// src/channels/github/services/block-blob.ts
var BLOCK_SIZE = 8 * 1024 * 1024;
var BLOCKS_IN_FLIGHT = 4;
var SERVICE_VERSION = "2020-04-08";
async function uploadBlob(address, file, options) {
  const { doing, contentType, watch } = options;
  const put = async (make, signal) => {
    const attempt = async () => {
      const { url, headers, body = "" } = make();
      const sent = { ...headers, "x-ms-version": SERVICE_VERSION };
      const message = await request({ method: "PUT", url, headers: sent, body, signal, debug: watch.debug });
      message.resume();
    };
    await retry(attempt, { transient: transientHttp, say: watch.say, doing, signal });
  };
  const names = [];
  const putBlock = async ({ index, size, read }, signal) => {
    const id = blockId(index);
    names[index] = id;
    const url = withParameters(address, { comp: "block", blockid: id });
    const headers = { "content-type": "application/octet-stream", "content-length": size };
    await put(() => ({ url, headers, body: read() }), signal);
  };
  try {
    await sendChunks(file, { size: BLOCK_SIZE, inFlight: BLOCKS_IN_FLIGHT, watch }, putBlock);
    const list = names.map((id) => `<Latest>${id}</Latest>`).join("");
    const body = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><BlockList>${list}</BlockList>`;
    const stored = contentType !== void 0 && { "x-ms-blob-content-type": contentType };
    const headers = { "content-type": "application/xml", ...stored };
    await put(() => ({ url: withParameters(address, { comp: "blocklist" }), headers, body }), watch.signal);
  } catch (error) {
    watch.signal.throwIfAborted();
    throw fromStorageError(error, { doing, url: address, hint: LATE });
  }
}
var LATE = "A signed address expires, and the name it was made for stays reserved: run it again with another name or `cache-key`.";
function blockId(index) {
  return Buffer.from(`block-${String(index).padStart(6, "0")}`).toString("base64");
}
function withParameters(address, parameters) {
  return `${address}${address.includes("?") ? "&" : "?"}${new URLSearchParams(parameters).toString()}`;
}

// src/channels/github/services/results-service.ts
var ANSWER_LIMIT = 16 * 1024 * 1024;
var QUOTA_TEXT = "insufficient usage";
async function callResults(service, { method, body, answer, doing }, { say, signal, debug }) {
  const url = new URL(`/twirp/github.actions.results.api.v1.${method}`, service.url).href;
  const headers = { authorization: `Bearer ${service.token}`, "content-type": "application/json" };
  const attempt = async () => {
    const message = await request({ method: "POST", url, headers, body: JSON.stringify(body), signal, debug });
    return parseJson2(await readText(message, ANSWER_LIMIT), url);
  };
  const found = await retry(attempt, { transient: transientHttp, say, doing, signal });
  return parseAnswer(answer, snakeCased(found), doing);
}
function fromRunnerError(error, doing) {
  if (!(error instanceof HttpError)) return fromHttpError(error, doing);
  const message = `Cannot ${doing}: the service answers with ${error.message}`;
  if (error.text.includes(QUOTA_TEXT)) return new BundleError("QUOTA_EXCEEDED", message, { cause: error });
  if (error.status === 401) {
    const hint = "The token of a job ends with it: run the job again.";
    return new BundleError("TOKEN_REJECTED", message, { cause: error, hint });
  }
  if (error.status === 403 && rateLimitOf(error) === void 0) {
    return new BundleError("ACCESS_DENIED", message, { cause: error, hint: UNTRUSTED });
  }
  return fromHttpError(error, doing);
}
var UNTRUSTED = "Jobs of forks, and of other events that anybody can trigger, lack this access: run it on a branch of the repository.";
function backendIdsOf(token) {
  const [, payload = ""] = token.split(".");
  for (const scope of parse(claimsSchema, Buffer.from(payload, "base64url").toString()).scp.split(" ")) {
    const [kind, run, job, ...rest] = scope.split(":");
    if (kind !== "Actions.Results" || rest.length > 0 || !run || !job) continue;
    return { workflow_run_backend_id: run, workflow_job_run_backend_id: job };
  }
  throw new BundleError(
    "CHANNEL_UNAVAILABLE",
    "Cannot reach the artifacts of this run: ACTIONS_RUNTIME_TOKEN names no job, expected the token that a runner sets"
  );
}
var claimsSchema = fallback(pipe(string(), parseJson(), object({ scp: string() })), { scp: "" });
function snakeCased(value) {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [snakeCase(key), snakeCased(field)]));
}
function snakeCase(name) {
  return name.replaceAll(/[A-Z]+/g, (letters) => `_${letters.toLowerCase()}`);
}

export {
  sendChunks,
  uploadBlob,
  callResults,
  fromRunnerError,
  UNTRUSTED,
  backendIdsOf
};
