import type { IncomingMessage } from "node:http";
import * as v from "valibot";
import { BundleError } from "../../../errors.ts";
import { jsonOf, parseAnswer } from "../../../http/parse-answer.ts";
import { HttpError, readText, request } from "../../../http/request.ts";
import type { TransferReporter } from "../../../http/transfer.ts";
import { retry } from "../../../io/retry.ts";
import type { ArtifactAddress } from "../../address/address.ts";
import { fromGitHubError, transientGitHub } from "../services/github-errors.ts";
import { type Artifact, expired, newestOf, notFound, type RunArtifacts } from "./run-artifacts.ts";

/** Most bytes of an answer: 100 artifacts of about 2 KiB each fit easily. */
const ANSWER_LIMIT = 4 * 1024 * 1024;

/** The artifacts of a run that is reached through the API. @throws BundleError `TOKEN_MISSING` */
export function openOtherRun(
  { api, repository: { owner, name: repository }, runId }: Extract<ArtifactAddress["run"], { kind: "other" }>,
  { say, signal }: TransferReporter,
): RunArtifacts {
  const { token } = api;
  const whose = `${owner}/${repository}`;
  const run = `run ${runId} of ${whose}`;
  if (token === undefined) {
    const hint =
      "Set the input `token` of the action, or GITHUB_TOKEN for a command; it needs the permission `actions: read`.";
    throw new BundleError("TOKEN_MISSING", `Cannot reach the artifacts of ${run}: there is no token`, { hint });
  }
  const base = `${api.url}/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repository)}/actions`;
  const headers = {
    authorization: `Bearer ${token}`,
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
  };
  const ask = async <Answer>(
    { url, doing, accept = [] }: { readonly url: string; readonly doing: string; readonly accept?: readonly number[] },
    read: (message: IncomingMessage) => Promise<Answer>,
  ): Promise<Answer> => {
    const attempt = async (): Promise<Answer> => {
      let target = url;
      for (let hop = 0; ; hop += 1) {
        const message = await request({ method: "GET", url: target, headers, accept: [...accept, ...MOVED], signal });
        const moved = hop < MOST_HOPS ? movedTo(message, target) : undefined;
        if (moved === undefined) return read(message);
        message.resume();
        target = moved;
      }
    };
    try {
      return await retry(attempt, { transient: transientGitHub, say, doing, signal });
    } catch (error) {
      throw fromApiError(error, { doing, whose, token });
    }
  };
  const list = async (query: string, doing: string): Promise<readonly Artifact[]> => {
    const text = await ask({ url: `${base}/runs/${runId}/artifacts?${query}`, doing }, (message) =>
      readText(message, ANSWER_LIMIT),
    );
    return parseAnswer(listed, text, doing).artifacts.map(
      ({ id, name, size_in_bytes: size, digest, expired: gone }) => {
        return { id: `${id}`, name, size, expired: gone, ...(digest && { digest }) };
      },
    );
  };
  return {
    run,
    async find(name) {
      const query = `name=${encodeURIComponent(name)}&per_page=100`;
      return newestOf(await list(query, `look for artifact ${name} of ${run}`), name);
    },
    async names() {
      const found = await list("per_page=100", `list the artifacts of ${run}`);
      return found.filter((artifact) => !artifact.expired).map(({ name }) => name);
    },
    async locate({ id, name }) {
      // Not followed here: the token is for the API only, and storage refuses requests that carry one.
      const url = `${base}/artifacts/${id}/zip`;
      const doing = `fetch artifact ${name} of ${run}`;
      const location = await ask({ url, doing, accept: [302] }, async (message) => {
        message.resume();
        return message.headers.location;
      }).catch((error: unknown) => {
        const status =
          error instanceof BundleError && error.cause instanceof HttpError ? error.cause.status : undefined;
        if (status === 404) throw notFound(name, run);
        throw status === 410 ? expired(name, run) : error;
      });
      if (location !== undefined) return { url: new URL(location, url).href };
      throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: ${api.url} gives no download address`);
    },
  };
}

/** Statuses of the API for a repository that was renamed or moved. */
const MOVED = [301, 307, 308];

/** Most redirects that are followed: enough for several moves, and an end for a loop. */
const MOST_HOPS = 3;

/** The redirect target, if it is on the same origin: another host must not see the token. */
function movedTo({ statusCode, headers: { location } }: IncomingMessage, from: string): string | undefined {
  if (!MOVED.includes(statusCode ?? 0) || location === undefined) return undefined;
  const target = new URL(location, from);
  return target.origin === new URL(from).origin ? target.href : undefined;
}

function fromApiError(
  error: unknown,
  { doing, whose, token }: { readonly doing: string; readonly whose: string; readonly token: string },
): unknown {
  if (!(error instanceof HttpError) || error.status !== 404) {
    return fromGitHubError(error, { doing, needs: "actions: read", token });
  }
  const found = "the run or repository does not exist, or the token may not see it";
  const hint = `Correct \`run-id\` and \`repository\`, or use a token that may see ${whose} and has the permission \`actions: read\`.`;
  return new BundleError("REPOSITORY_NOT_FOUND", `Cannot ${doing}: ${found}`, { cause: error, hint });
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const listed = jsonOf(
  v.object({
    artifacts: v.array(
      v.object({
        id: count,
        name: v.string(),
        size_in_bytes: count,
        digest: v.nullish(v.string()),
        expired: v.optional(v.boolean(), false),
      }),
    ),
  }),
);
