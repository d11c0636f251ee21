import * as v from "valibot";
import { BundleError } from "../../../errors.ts";
import { parseAnswer } from "../../../http/parse-answer.ts";
import { fromHttpError, HttpError, pauseOf, readText, request, transientHttp } from "../../../http/request.ts";
import type { TransferReporter } from "../../../http/transfer.ts";
import { retry } from "../../../io/retry.ts";
import type { RunnerService } from "../../address/address.ts";

/** Bytes of an answer: a run has at most 500 artifacts per job, each a few hundred bytes. */
const ANSWER_LIMIT = 16 * 1024 * 1024;

/** What quota errors have in common. Source: `UsageError` of @actions/artifact 6.2.1. */
const QUOTA_TEXT = "insufficient usage";

export interface ResultsCall<Schema extends v.GenericSchema> {
  /** `ArtifactService/ListArtifacts` */
  readonly method: string;
  /** Fields in snake_case, 64-bit numbers as text. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Of an answer whose field names have been made snake_case. */
  readonly answer: Schema;
  /** What is attempted, for the log and messages: `look for artifact toolbox.tar`. */
  readonly doing: string;
}

/**
 * Calls a method of the results service (Twirp in JSON), again while its failures may pass.
 * @throws HttpError when the service says no, for the caller to say what that means
 * @throws BundleError `NETWORK_FAILED`, `SERVICE_FAILED`
 */
export async function callResults<Schema extends v.GenericSchema>(
  service: RunnerService,
  { method, body, answer, doing }: ResultsCall<Schema>,
  { say, signal }: Pick<TransferReporter, "say" | "signal">,
): Promise<v.InferOutput<Schema>> {
  // As the official client has it: of the address only the origin counts.
  const url = new URL(`/twirp/github.actions.results.api.v1.${method}`, service.url).href;
  const headers = { authorization: `Bearer ${service.token}`, "content-type": "application/json" };
  const attempt = async (): Promise<unknown> => {
    const message = await request({ method: "POST", url, headers, body: JSON.stringify(body), signal });
    return parseJson(await readText(message, ANSWER_LIMIT), url);
  };
  const found = await retry(attempt, { transient: transientHttp, say, doing, signal });
  return parseAnswer(answer, snakeCased(found), doing);
}

/**
 * A refusal of one of the runner's services that means the same whatever was asked for. Coded failures pass as they are, and
 * so does anything that is a bug.
 */
export function fromRunnerError(error: unknown, doing: string): Error {
  if (!(error instanceof HttpError)) return fromHttpError(error, doing);
  const message = `Cannot ${doing}: the service answers with ${error.message}`;
  if (error.text.includes(QUOTA_TEXT)) return new BundleError("QUOTA_EXCEEDED", message, { cause: error });
  if (error.status === 401) {
    const hint = "The token of a job ends with it: run the job again.";
    return new BundleError("TOKEN_REJECTED", message, { cause: error, hint });
  }
  if (error.status === 403 && pauseOf(error.headers) === undefined) {
    return new BundleError("ACCESS_DENIED", message, { cause: error, hint: UNTRUSTED });
  }
  return fromHttpError(error, doing);
}

/** The cure where a job has less access than others of its repository. */
export const UNTRUSTED =
  "Jobs for forks and for other events that anybody can cause may not do this: run it for a branch of the repository.";

/** How the results service names a run and a job of it. */
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
    "Cannot reach the artifacts of this run: ACTIONS_RUNTIME_TOKEN names no job, expected one that a runner made",
  );
}

/** What is no token names no job either. */
const claimsSchema = v.fallback(v.pipe(v.string(), v.parseJson(), v.object({ scp: v.string() })), { scp: "" });

/** What answers in place of the service, such as a proxy with a page, is out of the way a moment later, or never. */
function parseJson(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BundleError("NETWORK_FAILED", `Cannot reach ${new URL(url).host}: the answer is not JSON`, { cause });
  }
}

/** Twirp services may answer in either case of protobuf's JSON. */
function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [snakeCase(key), snakeCased(field)]));
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]+/g, (letters) => `_${letters.toLowerCase()}`);
}
