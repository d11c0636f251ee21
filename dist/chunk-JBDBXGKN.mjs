import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  networkFailure
} from "./chunk-QCTRRTFO.mjs";
import {
  getDotPath,
  parseJson,
  pipe,
  safeParse,
  string
} from "./chunk-CX3N45CJ.mjs";
import {
  fromSystemError
} from "./chunk-XK5TLWYY.mjs";
import {
  BundleError
} from "./chunk-5HOQBOAW.mjs";

// src/http/read-range.ts
import { createReadStream } from "node:fs";
async function* readRange(path, { offset, size }) {
  if (size === 0) return;
  let read = 0;
  try {
    const options = { start: offset, end: offset + size - 1, highWaterMark: 1 << 18 };
    for await (const chunk of createReadStream(path, options)) {
      read += chunk.byteLength;
      yield chunk;
    }
  } catch (error) {
    throw fromSystemError(error, `read ${path}`);
  }
  if (read !== size) throw changed(path, `it ends after ${offset + read} bytes`);
}
function changed(path, how) {
  return new BundleError("FILE_CHANGED", `Cannot send ${path}: ${how}`, {
    hint: "Run it again, and do not change the file while it is sent."
  });
}

// src/http/parse-answer.ts
function parseAnswer(schema, answer, doing) {
  const parsed = safeParse(schema, answer, { abortEarly: true });
  if (parsed.success) return parsed.output;
  if (parsed.issues[0].type === "parse_json") {
    throw new BundleError("NETWORK_FAILED", `Cannot ${doing}: the answer is not JSON`);
  }
  const field = getDotPath(parsed.issues[0]);
  const found = field === null ? "sent an unexpected answer" : `sent an answer without a valid "${field}"`;
  throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the service ${found}`);
}
function jsonOf(schema) {
  return pipe(string(), parseJson(), schema);
}
function parseJson2(text, url) {
  try {
    return JSON.parse(text);
  } catch {
    throw networkFailure(new Error("the answer is not JSON"), url);
  }
}

export {
  readRange,
  changed,
  parseAnswer,
  jsonOf,
  parseJson2 as parseJson
};
