import {
  changed,
  readRange
} from "./chunk-ZIC2TOCR.mjs";
import {
  fromStorageError
} from "./chunk-RBBAEUAX.mjs";
import {
  request,
  retry,
  transientHttp
} from "./chunk-3E74XSBN.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";

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

export {
  sendChunks,
  uploadBlob
};
