import type { IncomingMessage } from "node:http";
import * as v from "valibot";
import { BundleError } from "../../errors.ts";
import { retry } from "../../io/retry.ts";
import type { ArtifactAddress, Watch } from "../channel.ts";
import { asServiceFailure, HttpRefusal, pauseOf, readText, request, transientHttp } from "../http.ts";
import { type Artifact, expired, notFound, type RunArtifacts } from "./run-artifacts.ts";

/** Bytes of an answer: 100 artifacts at about 2 KiB. */
const ANSWER_LIMIT = 4 * 1024 * 1024;

/** The artifacts of a run that is reached through the API. */
export function openOtherRun(
  { api, repository: { owner, name: repository }, runId }: Extract<ArtifactAddress["run"], { kind: "other" }>,
  { say, signal }: Watch,
): RunArtifacts {
  const { token } = api;
  const whose = `${owner}/${repository}`;
  const run = `run ${runId} of ${whose}`;
  if (token === undefined) {
    const hint = "Set `token`, or GITHUB_TOKEN; it needs the permission `actions: read`.";
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
    const attempt = async (): Promise<Answer> => read(await request({ method: "GET", url, headers, accept, signal }));
    try {
      return await retry(attempt, { transient: transientHttp, say, doing, signal });
    } catch (error) {
      throw asApiFailure(error, doing, whose);
    }
  };
  const list = async (query: string, doing: string): Promise<readonly Artifact[]> => {
    const text = await ask({ url: `${base}/runs/${runId}/artifacts?${query}`, doing }, (message) =>
      readText(message, ANSWER_LIMIT),
    );
    const parsed = v.safeParse(listed, text);
    if (!parsed.success) {
      throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: ${api.url} answers with no list of artifacts`);
    }
    return parsed.output.artifacts.map(({ id, name, size_in_bytes: size, digest, expired: gone }) => {
      return { id: `${id}`, name, size, expired: gone, ...(digest && { digest }) };
    });
  };
  return {
    run,
    async find(name) {
      const query = `name=${encodeURIComponent(name)}&per_page=100`;
      const found = await list(query, `look for artifact ${name} of ${run}`);
      return found.filter((artifact) => artifact.name === name).toSorted((a, b) => Number(b.id) - Number(a.id))[0];
    },
    async names() {
      const found = await list("per_page=100", `list the artifacts of ${run}`);
      return found.filter((artifact) => !artifact.expired).map(({ name }) => name);
    },
    async locate({ id, name }) {
      // Only the address is taken: the token is for the API, and storage refuses what carries one.
      const url = `${base}/artifacts/${id}/zip`;
      const doing = `fetch artifact ${name} of ${run}`;
      const location = await ask({ url, doing, accept: [302] }, async (message) => {
        message.resume();
        return message.headers.location;
      }).catch((error: unknown) => {
        const status =
          error instanceof BundleError && error.cause instanceof HttpRefusal ? error.cause.status : undefined;
        if (status === 404) throw notFound(name, run);
        throw status === 410 ? expired(name, run) : error;
      });
      if (location !== undefined) return { url: new URL(location, url).href };
      throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: ${api.url} does not say where it is`);
    },
  };
}

function asApiFailure(error: unknown, doing: string, whose: string): Error {
  if (!(error instanceof HttpRefusal)) return asServiceFailure(error, doing);
  const { status } = error;
  if (status === 401) {
    return new BundleError("TOKEN_REJECTED", `Cannot ${doing}: the token is refused`, { cause: error });
  }
  if (status === 404) {
    const found = "there is no such run or repository, or the token may not see it";
    const hint = `Correct \`run-id\` and \`repository\`, or use a token that may see ${whose}.`;
    return new BundleError("REPOSITORY_NOT_FOUND", `Cannot ${doing}: ${found}`, { cause: error, hint });
  }
  if (status === 403 && pauseOf(error.headers) === undefined) {
    const hint = `Give the job \`permissions: actions: read\`; for ${whose} from elsewhere, a token that has it there.`;
    return new BundleError("ACCESS_DENIED", `Cannot ${doing}: ${error.message}`, { cause: error, hint });
  }
  return asServiceFailure(error, doing);
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const listed = v.pipe(
  v.string(),
  v.parseJson(),
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
