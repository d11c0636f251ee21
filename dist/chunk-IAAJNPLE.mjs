import {
  parseAnswer,
  parseJson as parseJson2
} from "./chunk-MU7OTYLB.mjs";
import {
  fromHttpError
} from "./chunk-RBBAEUAX.mjs";
import {
  HttpError,
  rateLimitOf,
  readText,
  request,
  retry,
  transientHttp
} from "./chunk-3E74XSBN.mjs";
import {
  fallback,
  object,
  parse,
  parseJson,
  pipe,
  string
} from "./chunk-JKTDTWAH.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

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
  callResults,
  fromRunnerError,
  UNTRUSTED,
  backendIdsOf
};
