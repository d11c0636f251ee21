import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  HttpError,
  networkFailure,
  pauseOf,
  transientHttp
} from "./chunk-KKP6N5A3.mjs";
import {
  array,
  looseObject,
  object,
  optional,
  record,
  safeParse,
  string,
  union,
  unknown
} from "./chunk-CX3N45CJ.mjs";
import {
  BundleError
} from "./chunk-5HOQBOAW.mjs";

// src/channels/github/services/list-names.ts
var MOST_NAMES = 20;
function listNames(names) {
  const more = names.length - MOST_NAMES;
  const listed = names.slice(0, MOST_NAMES).join(", ");
  return `${listed.replace(/[^ -~]/g, "?")}${more > 0 ? ` and ${more} more` : ""}`;
}

// src/channels/github/services/github-errors.ts
var DEFAULT_PAUSE = 6e4;
function transientGitHub(error) {
  const transient = transientHttp(error);
  if (transient !== void 0 || !(error instanceof HttpError) || !isLimit(error)) return transient;
  return { reason: error.message, pause: DEFAULT_PAUSE };
}
function fromGitHubError(error, { doing, needs, token, gone }) {
  if (!(error instanceof HttpError)) return error;
  const { status } = error;
  const said = detailsOf(error);
  const failure = (code, what, hint) => new BundleError(code, `Cannot ${doing}: ${what}`, { cause: error, ...hint !== void 0 && { hint } });
  if (status === 401) return failure("TOKEN_REJECTED", `GitHub does not accept the token (${said})`);
  if (isLimit(error)) return failure("RATE_LIMITED", ...limitOf(error, token));
  if (status === 403) return failure("ACCESS_DENIED", said, permissionHint(needs));
  if (status === 404 && gone !== void 0) {
    return failure(gone, "it no longer exists", "It was deleted or replaced meanwhile: run it again.");
  }
  if (status === 404) {
    const what = "GitHub answers that it does not exist, as it also does when the token lacks a permission";
    return failure("ACCESS_DENIED", what, permissionHint(needs));
  }
  if (status === 422 && /immutable/i.test(said)) {
    const burnt = /tag_name/.test(said) ? "Choose another tag: this one belonged to an immutable release that was deleted." : void 0;
    return failure("RELEASE_IMMUTABLE", said, burnt);
  }
  return failure("SERVICE_FAILED", `GitHub answers ${status} (${said})`);
}
function permissionHint(needs) {
  return `Give the job's token the permission, or use a token that has it:

permissions:
  ${needs}`;
}
function isLimit({ status, headers, text }) {
  if (status !== 403 && status !== 429) return false;
  return status === 429 || pauseOf(headers) !== void 0 || /rate limit/i.test(text);
}
function limitOf({ headers }, token) {
  const pause = pauseOf(headers) ?? DEFAULT_PAUSE;
  const end = new Date(Date.now() + pause).toISOString().replace(/\.\d+Z$/, "Z");
  const anonymous = token === void 0 ? ", or set a token: without one GitHub allows 60 requests an hour" : "";
  return [`GitHub's rate limit is exceeded until ${end}`, `Run it again after ${end}${anonymous}.`];
}
var refusalSchema = object({
  message: string(),
  errors: optional(
    array(union([string(), looseObject({ code: optional(string()), message: optional(string()) })])),
    []
  )
});
function detailsOf({ status, text }) {
  const refusal = readRefusal(text);
  if (refusal === void 0) return `status ${status}`;
  const details = refusal.errors.map((error) => typeof error === "string" ? error : error.message ?? error.code);
  const all = [refusal.message, ...details.filter((detail) => detail !== void 0)].join(": ");
  return all.replace(/[^ -~]+/g, " ").slice(0, 300);
}
function isCollision({ status, text }) {
  if (status !== 422) return false;
  const { errors = [] } = readRefusal(text) ?? {};
  return errors.some((error) => typeof error === "object" && error.code === "already_exists");
}
function readRefusal(text) {
  try {
    const result = safeParse(refusalSchema, JSON.parse(text));
    return result.success ? result.output : void 0;
  } catch {
    return void 0;
  }
}
function toHttpError(error, url) {
  if (error instanceof HttpError) return error;
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return error;
  const { status } = error;
  const parsed = safeParse(answerSchema, error);
  if (parsed.success) {
    const { headers, data } = parsed.output.response;
    return new HttpError(status, headers, typeof data === "string" ? data : JSON.stringify(data ?? null));
  }
  return networkFailure(causeOf(error), url);
}
var answerSchema = object({
  response: object({ headers: record(string(), string()), data: unknown() })
});
function causeOf(error) {
  return error.cause instanceof Error ? causeOf(error.cause) : error;
}

export {
  transientGitHub,
  fromGitHubError,
  isCollision,
  toHttpError,
  listNames
};
