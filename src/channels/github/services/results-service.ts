import * as v from "valibot";
import { BundleError } from "../../../errors.ts";
import { fromHttpError } from "../../../http/from-http-error.ts";
import { HttpError } from "../../../http/http-error.ts";
import { parseAnswer, parseJson } from "../../../http/parse-answer.ts";
import { rateLimitOf } from "../../../http/rate-limit.ts";
import { readText, request } from "../../../http/request.ts";
import type { TransferReporter } from "../../../http/transfer.ts";
import { transientHttp } from "../../../http/transient-http.ts";
import { retry } from "../../../io/retry.ts";
import type { RunnerService } from "../../address/address.ts";

/** Most bytes of an answer: a run has at most 500 artifacts per job, each a few hundred bytes. */
const ANSWER_LIMIT = 16 * 1024 * 1024;

/** Text in every quota error. Source: `UsageError` of @actions/artifact 6.2.1. */
const QUOTA_TEXT = "insufficient usage";

export interface ResultsCall<Schema extends v.GenericSchema> {
  /** `ArtifactService/ListArtifacts` */
  readonly method: string;
  /** Fields in snake_case, 64-bit numbers as text. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Schema of the answer, after its field names were converted to snake_case. */
  readonly answer: Schema;
  /** Description of the call, for the log and messages: `look for artifact toolbox.tar`. */
  readonly doing: string;
}

/**
 * Calls a method of the results service (Twirp in JSON). Retries transient failures.
 * @throws HttpError when the service refuses; the caller turns it into a coded failure
 * @throws BundleError `NETWORK_FAILED`, `SERVICE_FAILED`
 */
export async function callResults<Schema extends v.GenericSchema>(
  service: RunnerService,
  { method, body, answer, doing }: ResultsCall<Schema>,
  { say, signal, debug }: TransferReporter,
): Promise<v.InferOutput<Schema>> {
  // Like the official client: only the origin of the address is used.
  const url = new URL(`/twirp/github.actions.results.api.v1.${method}`, service.url).href;
  const headers = { authorization: `Bearer ${service.token}`, "content-type": "application/json" };
  const attempt = async (): Promise<unknown> => {
    const message = await request({ method: "POST", url, headers, body: JSON.stringify(body), signal, debug });
    return parseJson(await readText(message, ANSWER_LIMIT), url);
  };
  const found = await retry(attempt, { transient: transientHttp, say, doing, signal });
  return parseAnswer(answer, snakeCased(found), doing);
}

/**
 * Turns a refusal of one of the runner's services into a coded failure, for refusals with the same meaning in every call.
 * Coded failures and bugs are returned unchanged.
 */
export function fromRunnerError(error: unknown, doing: string): Error {
  if (!(error instanceof HttpError)) return fromHttpError(error, doing);
  const message = `Cannot ${doing}: the service answers with ${error.message}`;
  if (error.text.includes(QUOTA_TEXT)) return new BundleError("QUOTA_EXCEEDED", message, { cause: error });
  if (error.status === 401) {
    const hint = "The token of a job ends with it: run the job again.";
    return new BundleError("TOKEN_REJECTED", message, { cause: error, hint });
  }
  if (error.status === 403 && rateLimitOf(error) === undefined) {
    return new BundleError("ACCESS_DENIED", message, { cause: error, hint: UNTRUSTED });
  }
  return fromHttpError(error, doing);
}

/** Hint for a job that has less access than others of its repository. */
export const UNTRUSTED =
  "Jobs of forks, and of other events that anybody can trigger, lack this access: run it on a branch of the repository.";

/** Ids of a run and of one of its jobs in the results service. */
export interface BackendIds {
  readonly workflow_run_backend_id: string;
  readonly workflow_job_run_backend_id: string;
}

/**
 * The job that a runtime token was made for: the entry `Actions.Results:<run>:<job>` of its claim `scp`. The service checks the
 * signature, we do not.
 * @throws BundleError `CHANNEL_UNAVAILABLE`
 */
export function backendIdsOf(token: string): BackendIds {
  const [, payload = ""] = token.split(".");
  for (const scope of v.parse(claimsSchema, Buffer.from(payload, "base64url").toString()).scp.split(" ")) {
    const [kind, run, job, ...rest] = scope.split(":");
    if (kind !== "Actions.Results" || rest.length > 0 || !run || !job) continue;
    return { workflow_run_backend_id: run, workflow_job_run_backend_id: job };
  }
  throw new BundleError(
    "CHANNEL_UNAVAILABLE",
    "Cannot reach the artifacts of this run: ACTIONS_RUNTIME_TOKEN names no job, expected the token that a runner sets",
  );
}

/** Text that is not a token gives an empty scope, so no job is found in it. */
const claimsSchema = v.fallback(v.pipe(v.string(), v.parseJson(), v.object({ scp: v.string() })), { scp: "" });

/** Twirp services may answer in camelCase or snake_case, the two forms of protobuf's JSON. */
function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [snakeCase(key), snakeCased(field)]));
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]+/g, (letters) => `_${letters.toLowerCase()}`);
}
