import {
  backendIdsOf,
  callResults,
  fromRunnerError
} from "./chunk-IAAJNPLE.mjs";
import {
  listNames,
  openRepositoryApi
} from "./chunk-AWNAWSHX.mjs";
import {
  parseAnswer
} from "./chunk-MU7OTYLB.mjs";
import {
  HttpError
} from "./chunk-3E74XSBN.mjs";
import {
  array,
  boolean,
  minValue,
  nullish,
  number,
  object,
  optional,
  pipe,
  safeInteger,
  string,
  transform,
  union,
  url
} from "./chunk-JKTDTWAH.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/channels/github/artifact/artifact-name.ts
function checkArtifactName(name) {
  if (!/["<>:|*?\r\n\\/]/.test(name) && name !== "" && name !== "." && name !== "..") return name;
  const hint = 'Leave out these characters: " < > : | * ? \\ / and line breaks.';
  throw new BundleError("OPTION_INVALID", `Cannot use "${name}" as the name of an artifact`, { hint });
}
function mediaTypeOf(name) {
  if (name.endsWith(".tar")) return "application/x-tar";
  return name.endsWith(".json") ? "application/json" : "application/octet-stream";
}

// src/channels/github/artifact/run-artifacts.ts
async function existingArtifact(artifacts, name) {
  const found = await artifacts.find(name);
  if (found === void 0) throw notFound(name, artifacts.run, await artifacts.names());
  if (found.expired) throw expired(name, artifacts.run);
  return found;
}
function newestOf(artifacts, name) {
  return artifacts.filter((artifact) => artifact.name === name).toSorted((a, b) => Number(b.id) - Number(a.id))[0];
}
function notFound(name, run, names) {
  const message = `Cannot fetch artifact ${name}: ${run} has no artifact of this name`;
  if (names === void 0) return new BundleError("ARTIFACT_NOT_FOUND", message);
  const there = names.length === 0 ? "It has none" : `It has ${listNames([...new Set(names)])}`;
  const hint = `${there}: correct \`name\`, and make sure that the exporting job has finished (\`needs:\`).`;
  return new BundleError("ARTIFACT_NOT_FOUND", message, { hint });
}
function expired(name, run) {
  return new BundleError("ARTIFACT_EXPIRED", `Cannot fetch artifact ${name} of ${run}: it has expired`);
}

// src/channels/github/artifact/other-run.ts
function openOtherRun({ api: access, repository, runId }, watch) {
  const whose = `${repository.owner}/${repository.name}`;
  const run = `run ${runId} of ${whose}`;
  if (access.token === void 0) {
    const hint = "Set the input `token` of the action, or GITHUB_TOKEN for a command; it needs the permission `actions: read`.";
    throw new BundleError("TOKEN_MISSING", `Cannot reach the artifacts of ${run}: there is no token`, { hint });
  }
  const api = openRepositoryApi(access, repository, watch);
  const needs = "actions: read";
  const list = async (query, doing) => {
    const purpose = { doing, needs, meanings: { 404: (cause) => runNotFound(cause, doing, whose) } };
    const read = (page) => parseAnswer(listed, page, doing).artifacts.map(toArtifact);
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
      const purpose = { doing: `fetch artifact ${name} of ${run}`, needs, meanings };
      return api.attempt(purpose, () => api.locate(`/actions/artifacts/${id}/zip`));
    }
  };
}
function runNotFound(cause, doing, whose) {
  const found = "the run or repository does not exist, or the token may not see it";
  const hint = `Correct \`run-id\` and \`repository\`, or use a token that may see ${whose} and has the permission \`actions: read\`.`;
  return new BundleError("REPOSITORY_NOT_FOUND", `Cannot ${doing}: ${found}`, { cause, hint });
}
var count = pipe(number(), safeInteger(), minValue(0));
var artifactSchema = object({
  id: count,
  name: string(),
  size_in_bytes: count,
  digest: nullish(string()),
  expired: optional(boolean(), false)
});
var listed = object({ artifacts: array(artifactSchema) });
function toArtifact({ id, name, size_in_bytes: size, digest, expired: gone }) {
  return { id: `${id}`, name, size, expired: gone, ...digest && { digest } };
}

// src/channels/github/artifact/own-run.ts
function openOwnRun(service, watch) {
  const ids = backendIdsOf(service.token);
  const run = "this run";
  const makers = /* @__PURE__ */ new Map();
  const call = async (request) => callResults(service, request, watch);
  const list = async (filter, doing) => {
    const method = "ArtifactService/ListArtifacts";
    const { artifacts } = await call({ method, body: { ...ids, ...filter }, answer: listed2, doing }).catch((error) => {
      throw fromRunnerError(error, doing);
    });
    return artifacts.map(({ database_id: id, name, size, digest, ...maker }) => {
      makers.set(id, maker);
      return { id, name, size, expired: false, ...digest && { digest } };
    });
  };
  const find = async (name) => {
    return newestOf(await list({ name_filter: name }, `look for artifact ${name}`), name);
  };
  return {
    run,
    find,
    async create(name, retentionDays) {
      const doing = `send artifact ${name}`;
      const expires = retentionDays !== void 0 && { expires_at: inDays(retentionDays) };
      const body = { ...ids, name, version: ARTIFACT_VERSION, mime_type: mediaTypeOf(name), ...expires };
      const method = "ArtifactService/CreateArtifact";
      const answer = await call({ method, body, answer: created, doing }).catch((error) => {
        if (error instanceof HttpError && error.status === 409) return void 0;
        throw fromRunnerError(error, doing);
      });
      if (answer === void 0) return void 0;
      if (answer.ok && answer.signed_upload_url !== "") return answer.signed_upload_url;
      throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the service gives no address to upload to`);
    },
    async finish(name, { size, digest }) {
      const doing = `send artifact ${name}`;
      const body = { ...ids, name, size: `${size}`, hash: digest };
      const method = "ArtifactService/FinalizeArtifact";
      const { ok, artifact_id: id } = await call({ method, body, answer: finished, doing }).catch(
        async (error) => {
          const there = error instanceof HttpError ? await find(name) : void 0;
          if (there?.digest !== digest) throw fromRunnerError(error, doing);
          return { ok: true, artifact_id: there.id };
        }
      );
      if (ok && id !== "") return id;
      throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the service did not complete the upload`);
    },
    async names() {
      return (await list({}, "list the artifacts of this run")).map(({ name }) => name);
    },
    async locate({ id, name }) {
      const doing = `fetch artifact ${name}`;
      const body = { ...makers.get(id) ?? ids, name };
      const method = "ArtifactService/GetSignedArtifactURL";
      const { signed_url: url2 } = await call({ method, body, answer: signed, doing }).catch((error) => {
        if (error instanceof HttpError && error.status === 404) throw notFound(name, run);
        throw fromRunnerError(error, doing);
      });
      return { url: url2 };
    },
    async remove({ id, name }) {
      const doing = `replace artifact ${name}`;
      const body = { ...makers.get(id) ?? ids, name };
      await call({ method: "ArtifactService/DeleteArtifact", body, answer: object({}), doing }).catch(
        (error) => {
          if (error instanceof HttpError && error.status === 404) return;
          throw fromRunnerError(error, doing);
        }
      );
    }
  };
}
var ARTIFACT_VERSION = 7;
function inDays(days) {
  return new Date(Date.now() + days * 864e5).toISOString();
}
var int64 = pipe(union([string(), number()]), transform(Number), safeInteger(), minValue(0));
var listed2 = object({
  artifacts: optional(
    array(
      object({
        workflow_run_backend_id: string(),
        workflow_job_run_backend_id: string(),
        database_id: pipe(union([string(), number()]), transform(String)),
        name: string(),
        size: optional(int64, 0),
        digest: nullish(string())
      })
    ),
    []
  )
});
var created = object({ ok: optional(boolean(), false), signed_upload_url: optional(string(), "") });
var finished = object({
  ok: optional(boolean(), false),
  artifact_id: optional(pipe(union([string(), number()]), transform(String)), "")
});
var signed = object({ signed_url: pipe(string(), url()) });

export {
  checkArtifactName,
  mediaTypeOf,
  existingArtifact,
  openOtherRun,
  openOwnRun
};
