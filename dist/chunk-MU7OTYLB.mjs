import {
  networkFailure
} from "./chunk-3E74XSBN.mjs";
import {
  getDotPath,
  parseJson,
  pipe,
  safeParse,
  string
} from "./chunk-JKTDTWAH.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

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
  parseAnswer,
  jsonOf,
  parseJson2 as parseJson
};
