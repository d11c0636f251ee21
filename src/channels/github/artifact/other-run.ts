import * as v from "valibot";
import { BundleError } from "../../../errors.ts";
import { parseAnswer } from "../../../http/parse-answer.ts";
import type { TransferReporter } from "../../../http/transfer.ts";
import type { ArtifactAddress } from "../../address/address.ts";
import type { Purpose } from "../api/github-errors.ts";
import { openRepositoryApi } from "../api/repository-api.ts";
import { type Artifact, expired, newestOf, notFound, type RunArtifacts } from "./run-artifacts.ts";

/** The artifacts of a run that is reached through the API. @throws BundleError `TOKEN_MISSING` */
export function openOtherRun(
  { api: access, repository, runId }: Extract<ArtifactAddress["run"], { kind: "other" }>,
  watch: TransferReporter,
): RunArtifacts {
  const whose = `${repository.owner}/${repository.name}`;
  const run = `run ${runId} of ${whose}`;
  if (access.token === undefined) {
    const hint =
      "Set the input `token` of the action, or GITHUB_TOKEN for a command; it needs the permission `actions: read`.";
    throw new BundleError("TOKEN_MISSING", `Cannot reach the artifacts of ${run}: there is no token`, { hint });
  }
  const api = openRepositoryApi(access, repository, watch);
  const needs = "actions: read";
  const list = async (query: string, doing: string): Promise<readonly Artifact[]> => {
    const purpose: Purpose = { doing, needs, meanings: { 404: (cause) => runNotFound(cause, doing, whose) } };
    const read = (page: unknown) => parseAnswer(listed, page, doing).artifacts.map(toArtifact);
    return api.attempt(purpose, () => api.list(`/actions/runs/${runId}/artifacts${query}`, read));
  };
  return {
    run,
    async find(name) {
      return newestOf(await list(`?name=${encodeURIComponent(name)}`, `look for artifact ${name} of ${run}`), name);
    },
    async names() {
      const found = await list("", `list the artifacts of ${run}`);
      return found.filter((artifact) => !artifact.expired).map(({ name }) => name);
    },
    async locate({ id, name }) {
      const meanings = { 404: () => notFound(name, run), 410: () => expired(name, run) };
      const purpose = { doing: `fetch artifact ${name} of ${run}`, needs, meanings } as const;
      return api.attempt(purpose, () => api.locate(`/actions/artifacts/${id}/zip`));
    },
  };
}

function runNotFound(cause: Error, doing: string, whose: string): BundleError {
  const found = "the run or repository does not exist, or the token may not see it";
  const hint = `Correct \`run-id\` and \`repository\`, or use a token that may see ${whose} and has the permission \`actions: read\`.`;
  return new BundleError("REPOSITORY_NOT_FOUND", `Cannot ${doing}: ${found}`, { cause, hint });
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const artifactSchema = v.object({
  id: count,
  name: v.string(),
  size_in_bytes: count,
  digest: v.nullish(v.string()),
  expired: v.optional(v.boolean(), false),
});

const listed = v.object({ artifacts: v.array(artifactSchema) });

function toArtifact({ id, name, size_in_bytes: size, digest, expired: gone }: v.InferOutput<typeof artifactSchema>) {
  return { id: `${id}`, name, size, expired: gone, ...(digest && { digest }) };
}
