import * as v from "valibot";
import { BundleError } from "../../../errors.ts";
import { HttpError } from "../../../http/http-error.ts";
import type { LocalFile, TransferReporter } from "../../../http/transfer.ts";
import type { RunnerService } from "../../address/address.ts";
import { backendIdsOf, callResults, fromRunnerError, type ResultsCall } from "../services/results-service.ts";
import { mediaTypeOf } from "./artifact-name.ts";
import { type Artifact, newestOf, notFound, type RunArtifacts } from "./run-artifacts.ts";

/** The artifacts of the run that this job belongs to. */
export interface OwnRun extends RunArtifacts {
  /**
   * Reserves a name.
   * @returns the upload address; undefined when the name is taken
   */
  create(name: string, retentionDays: number | undefined): Promise<string | undefined>;
  /** Completes the upload. @returns the id of the artifact */
  finish(name: string, file: LocalFile): Promise<string>;
  /** Deletes an artifact and frees its name. Does nothing if it is deleted already. */
  remove(artifact: Artifact): Promise<void>;
}

/**
 * Opens the artifacts of this run through the results service.
 * @throws BundleError `CHANNEL_UNAVAILABLE` for a token that was not made by a runner
 */
export function openOwnRun(service: RunnerService, watch: TransferReporter): OwnRun {
  const ids = backendIdsOf(service.token);
  const run = "this run";
  /** By artifact id, the ids of the job that made it, which may be another job of the run. The service asks for them. */
  const makers = new Map<string, object>();
  const call = async <Schema extends v.GenericSchema>(request: ResultsCall<Schema>) =>
    callResults(service, request, watch);
  const list = async (filter: object, doing: string): Promise<readonly Artifact[]> => {
    const method = "ArtifactService/ListArtifacts";
    const { artifacts } = await call({ method, body: { ...ids, ...filter }, answer: listed, doing }).catch((error) => {
      throw fromRunnerError(error, doing);
    });
    return artifacts.map(({ database_id: id, name, size, digest, ...maker }) => {
      makers.set(id, maker);
      return { id, name, size, expired: false, ...(digest && { digest }) };
    });
  };
  const find: OwnRun["find"] = async (name) => {
    return newestOf(await list({ name_filter: name }, `look for artifact ${name}`), name);
  };
  return {
    run,
    find,
    async create(name, retentionDays) {
      const doing = `send artifact ${name}`;
      const expires = retentionDays !== undefined && { expires_at: inDays(retentionDays) };
      const body = { ...ids, name, version: ARTIFACT_VERSION, mime_type: mediaTypeOf(name), ...expires };
      const method = "ArtifactService/CreateArtifact";
      const answer = await call({ method, body, answer: created, doing }).catch((error: unknown) => {
        if (error instanceof HttpError && error.status === 409) return undefined;
        throw fromRunnerError(error, doing);
      });
      if (answer === undefined) return undefined;
      if (answer.ok && answer.signed_upload_url !== "") return answer.signed_upload_url;
      throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the service gives no address to upload to`);
    },
    async finish(name, { size, digest }) {
      const doing = `send artifact ${name}`;
      const body = { ...ids, name, size: `${size}`, hash: digest };
      const method = "ArtifactService/FinalizeArtifact";
      const { ok, artifact_id: id } = await call({ method, body, answer: finished, doing }).catch(
        async (error: unknown) => {
          // If the artifact exists, an earlier attempt finished it and its answer was lost.
          const there = error instanceof HttpError ? await find(name) : undefined;
          if (there?.digest !== digest) throw fromRunnerError(error, doing);
          return { ok: true, artifact_id: there.id };
        },
      );
      if (ok && id !== "") return id;
      throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the service did not complete the upload`);
    },
    async names() {
      return (await list({}, "list the artifacts of this run")).map(({ name }) => name);
    },
    async locate({ id, name }) {
      const doing = `fetch artifact ${name}`;
      const body = { ...(makers.get(id) ?? ids), name };
      const method = "ArtifactService/GetSignedArtifactURL";
      const { signed_url: url } = await call({ method, body, answer: signed, doing }).catch((error: unknown) => {
        if (error instanceof HttpError && error.status === 404) throw notFound(name, run);
        throw fromRunnerError(error, doing);
      });
      return { url };
    },
    async remove({ id, name }) {
      const doing = `replace artifact ${name}`;
      const body = { ...(makers.get(id) ?? ids), name };
      await call({ method: "ArtifactService/DeleteArtifact", body, answer: v.object({}), doing }).catch(
        (error: unknown) => {
          if (error instanceof HttpError && error.status === 404) return;
          throw fromRunnerError(error, doing);
        },
      );
    },
  };
}

/** The artifact version that stores any file without a zip around it. Source: @actions/artifact 6.2.1, upload-artifact.ts. */
const ARTIFACT_VERSION = 7;

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

const int64 = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.safeInteger(), v.minValue(0));

/** The service may omit a field that has its default value. */
const listed = v.object({
  artifacts: v.optional(
    v.array(
      v.object({
        workflow_run_backend_id: v.string(),
        workflow_job_run_backend_id: v.string(),
        database_id: v.pipe(v.union([v.string(), v.number()]), v.transform(String)),
        name: v.string(),
        size: v.optional(int64, 0),
        digest: v.nullish(v.string()),
      }),
    ),
    [],
  ),
});

const created = v.object({ ok: v.optional(v.boolean(), false), signed_upload_url: v.optional(v.string(), "") });
const finished = v.object({
  ok: v.optional(v.boolean(), false),
  artifact_id: v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(String)), ""),
});
const signed = v.object({ signed_url: v.pipe(v.string(), v.url()) });
