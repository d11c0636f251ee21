import type {
  Address,
  ArtifactAddress,
  CacheService,
  GitHubApi,
  ReleaseAddress,
  Repository,
  RunnerService,
} from "../channels/channel.ts";
import { BundleError } from "../errors.ts";
import { cacheKey } from "./cache-key.ts";
import type { Destination, Origin, Surroundings } from "./requests.ts";

type Variables = Surroundings["variables"];

type Road = Destination | Origin;

/**
 * Where a road leads from here.
 * @param name of the bundle, where it was given: part of a key that nobody gave
 * @throws BundleError `CHANNEL_UNAVAILABLE`, `TOKEN_MISSING`, `OPTION_INVALID`, and what reading the project throws
 */
export async function addressOf(road: Road, name: string | undefined, around: Surroundings): Promise<Address> {
  switch (road.channel) {
    case "artifact":
      return artifactAddress(road, around.variables);
    case "release":
      return releaseAddress(road, around.variables);
    case "cache":
      return {
        channel: "cache",
        key: await cacheKey(road.key, name, around),
        service: cacheService(around.variables),
      };
  }
}

function artifactAddress(road: Extract<Road, { channel: "artifact" }>, variables: Variables): ArtifactAddress {
  const runUrl = runUrlOf(variables);
  const limit = Number(variables["GITHUB_RETENTION_DAYS"] ?? 0);
  return {
    channel: "artifact",
    // Artifacts are sent to the own run only.
    ...("overwrite" in road
      ? { ...road, run: artifactRun({}, variables) }
      : { run: artifactRun(road, variables), overwrite: false }),
    ...(limit > 0 && { retentionLimit: limit }),
    ...(runUrl !== undefined && { runUrl }),
  };
}

/** A run's own artifacts are reached without a token; a step without the service, and any other run, need the API. */
function artifactRun(
  { runId, repository, token }: { readonly runId?: number; readonly repository?: string; readonly token?: string },
  variables: Variables,
): ArtifactAddress["run"] {
  const { GITHUB_RUN_ID: ownRun, GITHUB_REPOSITORY: ownRepository } = variables;
  const own = (runId === undefined || String(runId) === ownRun) && (repository ?? ownRepository) === ownRepository;
  const service = runnerService(variables);
  if (own && isEnterpriseServer(variables["GITHUB_SERVER_URL"])) {
    throw new BundleError("CHANNEL_UNAVAILABLE", "Cannot reach workflow artifacts: this is GitHub Enterprise Server", {
      hint: "Use a release, the cache or a file: GitHub Enterprise Server has no artifacts of this kind.",
    });
  }
  if (own && service !== undefined) return { kind: "own", service };
  const run = runId ?? (own && ownRun !== undefined ? Number(ownRun) : undefined);
  if (run === undefined) {
    if (repository === undefined) throw unavailable("workflow artifacts", "ACTIONS_RUNTIME_TOKEN is not set");
    throw new BundleError("OPTION_INVALID", `Cannot find artifacts of ${repository}: no run is named`, {
      hint: "Set `run-id` to the run whose artifact is wanted, for example from `gh run list`.",
    });
  }
  const api = gitHubApi(token, variables);
  if (api.token === undefined) {
    throw new BundleError("TOKEN_MISSING", `Cannot reach the artifacts of run ${run}: there is no token`, {
      hint: "Set `token`, or GITHUB_TOKEN; it needs the permission `actions: read`.",
    });
  }
  return { kind: "other", repository: repositoryOf(repository, variables), runId: run, api };
}

function releaseAddress(road: Extract<Road, { channel: "release" }>, variables: Variables): ReleaseAddress {
  return {
    channel: "release",
    repository: repositoryOf(road.repository, variables),
    tag: road.tag,
    create: "create" in road && road.create,
    overwrite: "overwrite" in road && road.overwrite,
    api: gitHubApi(road.token, variables),
  };
}

function repositoryOf(given: string | undefined, { GITHUB_REPOSITORY: own }: Variables): Repository {
  const text = given ?? own ?? "";
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(text) ?? [];
  if (owner !== undefined && name !== undefined) return { owner, name };
  const found = text === "" ? "none is named" : `got "${text}"`;
  throw new BundleError("OPTION_INVALID", `Cannot find the repository: ${found}, expected owner/name`, {
    hint: "Set `repository` to owner/name.",
  });
}

function gitHubApi(given: string | undefined, { GITHUB_API_URL, GITHUB_TOKEN, GH_TOKEN }: Variables): GitHubApi {
  const token = given || GITHUB_TOKEN || GH_TOKEN;
  return {
    url: (GITHUB_API_URL || "https://api.github.com").replace(/\/+$/, ""),
    ...(token !== undefined && token !== "" && { token }),
  };
}

function runnerService({
  ACTIONS_RESULTS_URL: url,
  ACTIONS_RUNTIME_TOKEN: token,
}: Variables): RunnerService | undefined {
  return url && token ? { url, token } : undefined;
}

/** Version 2 where the runner says so. GitHub Enterprise Server has version 1, even if it says so too. */
function cacheService(variables: Variables): CacheService {
  const { ACTIONS_CACHE_URL, ACTIONS_CACHE_SERVICE_V2, ACTIONS_RUNTIME_TOKEN: token, GITHUB_SERVER_URL } = variables;
  const service = runnerService(variables);
  if (ACTIONS_CACHE_SERVICE_V2 && service !== undefined && !isEnterpriseServer(GITHUB_SERVER_URL))
    return { ...service, version: 2 };
  if (ACTIONS_CACHE_URL && token) return { url: ACTIONS_CACHE_URL, token, version: 1 };
  throw unavailable("the actions cache", `${token ? "ACTIONS_CACHE_URL" : "ACTIONS_RUNTIME_TOKEN"} is not set`);
}

/** As GitHub's own clients tell it. */
function isEnterpriseServer(server = "https://github.com"): boolean {
  const { hostname } = new URL(server);
  return hostname !== "github.com" && !/\.(ghe\.com|localhost)$/.test(hostname);
}

function runUrlOf({ GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID }: Variables): string | undefined {
  return GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID
    ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
    : undefined;
}

function unavailable(what: string, why: string): BundleError {
  return new BundleError("CHANNEL_UNAVAILABLE", `Cannot reach ${what}: ${why}, which the runner gives to actions only`);
}
