import type {
  Address,
  ArtifactAddress,
  CacheService,
  GitHubApi,
  GitHubRepository,
  ReleaseAddress,
  RunnerService,
} from "../../channels/address/address.ts";
import { BundleError } from "../../errors.ts";
import { checkProxy } from "../../http/check-proxy.ts";
import type { FileDestination, FileOrigin } from "../../options/requests/channel-choice.ts";
import type { RangedOrigin } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { cacheKey } from "./cache-key.ts";

type Variables = ProcessContext["variables"];

type ChannelChoice = FileDestination | FileOrigin;

/**
 * Finds the address of a channel in this environment.
 * @param name Name of the bundle, if given: part of the default cache key.
 * @throws BundleError `CHANNEL_UNAVAILABLE`, `OPTION_INVALID`, and what reading the project throws
 */
export async function addressOf(
  chosen: ChannelChoice,
  name: string | undefined,
  context: ProcessContext,
): Promise<Address> {
  const address = await findAddress(chosen, name, context);
  checkProxy(serviceOf(address), context.variables);
  return address;
}

/** As {@link addressOf}, of a channel whose files are read by ranges. */
export function rangedAddressOf(
  chosen: RangedOrigin,
  { variables }: Pick<ProcessContext, "variables">,
): ArtifactAddress | ReleaseAddress {
  const address =
    chosen.channel === "artifact" ? artifactAddress(chosen, variables) : releaseAddress(chosen, variables);
  checkProxy(serviceOf(address), variables);
  return address;
}

/** URL of the first service that is called. Later ones use the same scheme, and so the same proxy. */
function serviceOf(address: Address): string {
  switch (address.channel) {
    case "artifact":
      return address.run.kind === "own" ? address.run.service.url : address.run.api.url;
    case "release":
      return address.api.url;
    case "cache":
      return address.service.url;
  }
}

async function findAddress(chosen: ChannelChoice, name: string | undefined, context: ProcessContext): Promise<Address> {
  switch (chosen.channel) {
    case "artifact":
      return artifactAddress(chosen, context.variables);
    case "release":
      return releaseAddress(chosen, context.variables);
    case "cache":
      return {
        channel: "cache",
        key: await cacheKey(chosen.key, name, context),
        service: cacheService(context.variables),
      };
  }
}

function artifactAddress(
  chosen: Extract<ChannelChoice, { channel: "artifact" }>,
  variables: Variables,
): ArtifactAddress {
  const runUrl = runUrlOf(variables);
  const limit = Number(variables["GITHUB_RETENTION_DAYS"] ?? 0);
  return {
    channel: "artifact",
    ...("overwrite" in chosen
      ? { ...chosen, run: runOfThisJob(variables) }
      : { run: artifactRun(chosen, variables), overwrite: false }),
    ...(limit > 0 && { retentionLimit: limit }),
    ...(runUrl !== undefined && { runUrl }),
  };
}

/** The run of this job, the only one that it can send artifacts to. */
function runOfThisJob(variables: Variables): ArtifactAddress["run"] {
  refuseEnterpriseServer(variables);
  const service = runnerService(variables);
  if (service === undefined) throw unavailable("workflow artifacts", "ACTIONS_RUNTIME_TOKEN is not set");
  return { kind: "own", service };
}

/** The run of this job needs no token. Any other run, and a step without the runner's service, needs the API. */
function artifactRun(
  { runId, repository, token }: { readonly runId?: number; readonly repository?: string; readonly token?: string },
  variables: Variables,
): ArtifactAddress["run"] {
  const { GITHUB_RUN_ID: ownRun, GITHUB_REPOSITORY: ownRepository } = variables;
  const own = (runId === undefined || String(runId) === ownRun) && isSameRepository(repository, ownRepository);
  const service = runnerService(variables);
  if (own) refuseEnterpriseServer(variables);
  if (own && service !== undefined) return { kind: "own", service };
  const run = runId ?? (own && ownRun !== undefined ? Number(ownRun) : undefined);
  if (run === undefined) {
    if (repository === undefined) throw unavailable("workflow artifacts", "ACTIONS_RUNTIME_TOKEN is not set");
    throw new BundleError("OPTION_INVALID", `Cannot find artifacts of ${repository}: \`run-id\` is not set`, {
      hint: "Set `run-id` to the run whose artifact is wanted, for example from `gh run list`.",
    });
  }
  return {
    kind: "other",
    repository: repositoryOf(repository, variables),
    runId: run,
    api: gitHubApi(token, variables),
  };
}

/** GitHub ignores case in names. */
function isSameRepository(given: string | undefined, own: string | undefined): boolean {
  return given === undefined || given.toLowerCase() === own?.toLowerCase();
}

function refuseEnterpriseServer({ GITHUB_SERVER_URL }: Variables): void {
  if (!isEnterpriseServer(GITHUB_SERVER_URL)) return;
  throw new BundleError("CHANNEL_UNAVAILABLE", "Cannot reach workflow artifacts: this is GitHub Enterprise Server", {
    hint: "Use a release, the cache or a file: GitHub Enterprise Server has no artifacts of this kind.",
  });
}

function releaseAddress(chosen: Extract<ChannelChoice, { channel: "release" }>, variables: Variables): ReleaseAddress {
  const api = gitHubApi(chosen.token, variables);
  if ("create" in chosen && api.token === undefined) {
    throw new BundleError("TOKEN_MISSING", `Cannot send to release ${chosen.tag}: there is no token`);
  }
  return {
    channel: "release",
    repository: repositoryOf(chosen.repository, variables),
    tag: chosen.tag,
    create: "create" in chosen && chosen.create,
    overwrite: "overwrite" in chosen && chosen.overwrite,
    api,
  };
}

/** Refuses `.` and `..`: as a segment of a URL they would change the path. */
const REPOSITORY = /^(?!\.{1,2}\/)([\w.-]+)\/(?!\.{1,2}$)([\w.-]+)$/;

/** The address of a repository, for a browser or for `git clone`. */
const ADDRESS = /^(?:https:\/\/[^/]+\/|git@[^:]+:)([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/;

function repositoryOf(given: string | undefined, { GITHUB_REPOSITORY: own }: Variables): GitHubRepository {
  const text = given ?? own ?? "";
  const [, owner, name] = REPOSITORY.exec(text) ?? [];
  if (owner !== undefined && name !== undefined) return { owner, name };
  const found = text === "" ? "none is named" : `got "${text}"`;
  throw new BundleError("OPTION_INVALID", `Cannot find the repository: ${found}, expected owner/name`, {
    hint: `Set \`repository\` to ${ADDRESS.exec(text)?.[1] ?? "owner/name"}.`,
  });
}

function gitHubApi(given: string | undefined, { GITHUB_API_URL, GITHUB_TOKEN, GH_TOKEN }: Variables): GitHubApi {
  const sources: readonly [string | undefined, string][] = [
    [given, "the input `token`"],
    [GITHUB_TOKEN, "GITHUB_TOKEN"],
    [GH_TOKEN, "GH_TOKEN"],
  ];
  const [text = "", tokenSource = ""] = sources.find(([value]) => value) ?? [];
  // A token that was read from a file ends with a line break.
  const token = text.trim();
  if (/[^!-~]/.test(token)) {
    throw new BundleError(
      "TOKEN_REJECTED",
      "Cannot use the token: it contains spaces, line breaks or other characters that are not allowed in a token",
      {
        hint: "Set it to the token only, without quotes or other text.",
      },
    );
  }
  const url = serviceUrl("GITHUB_API_URL", GITHUB_API_URL || "https://api.github.com").replace(/\/+$/, "");
  return { url, ...(token !== "" && { token, tokenSource }) };
}

/** Checks the URL in a variable. @throws BundleError `OPTION_INVALID`, without the value: it may be secret */
function serviceUrl(variable: string, text: string): string {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "") return text;
  const found = url === null ? "it is not a URL" : "it has another scheme, or credentials";
  throw new BundleError("OPTION_INVALID", `Cannot use ${variable}: ${found}, expected https://HOST/PATH`, {
    hint: `Set ${variable} as GitHub's runner does, or leave it out.`,
  });
}

function runnerService({
  ACTIONS_RESULTS_URL: url,
  ACTIONS_RUNTIME_TOKEN: token,
}: Variables): RunnerService | undefined {
  return url && token ? { url: serviceUrl("ACTIONS_RESULTS_URL", url), token } : undefined;
}

/** Version 2 if the runner announces it. GitHub Enterprise Server announces it too, but supports version 1 only. */
function cacheService(variables: Variables): CacheService {
  const { ACTIONS_CACHE_URL, ACTIONS_CACHE_SERVICE_V2, ACTIONS_RUNTIME_TOKEN: token, GITHUB_SERVER_URL } = variables;
  const service = runnerService(variables);
  if (ACTIONS_CACHE_SERVICE_V2 && service !== undefined && !isEnterpriseServer(GITHUB_SERVER_URL))
    return { ...service, version: 2 };
  if (ACTIONS_CACHE_URL && token) return { url: serviceUrl("ACTIONS_CACHE_URL", ACTIONS_CACHE_URL), token, version: 1 };
  throw unavailable("the actions cache", `${token ? "ACTIONS_CACHE_URL" : "ACTIONS_RUNTIME_TOKEN"} is not set`);
}

/** The same test as in GitHub's own clients. */
function isEnterpriseServer(server: string | undefined): boolean {
  const { hostname } = new URL(serviceUrl("GITHUB_SERVER_URL", server || "https://github.com"));
  return hostname !== "github.com" && !/\.(ghe\.com|localhost)$/.test(hostname);
}

function runUrlOf({ GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID }: Variables): string | undefined {
  return GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID
    ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
    : undefined;
}

function unavailable(what: string, why: string): BundleError {
  return new BundleError(
    "CHANNEL_UNAVAILABLE",
    `Cannot reach ${what}: ${why}, and the runner sets it for actions only`,
  );
}
