import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  loadProject
} from "./chunk-NBKGLDHP.mjs";
import {
  formatPlatform,
  hostPlatform
} from "./chunk-6UMDLFGJ.mjs";
import {
  digester
} from "./chunk-GMWKCOW7.mjs";
import {
  asFailure
} from "./chunk-YE77UOQV.mjs";
import {
  BundleError
} from "./chunk-G7NBFKCV.mjs";

// src/commands/digest-file.ts
import { createReadStream } from "node:fs";
async function digestFile(path) {
  const running = digester();
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) running.update(chunk);
  } catch (error) {
    throw asFailure(error, `read ${path}`);
  }
  return running.digest();
}

// src/channels/open-channel.ts
async function openChannel(address, watch) {
  switch (address.channel) {
    case "artifact":
      return (await import("./artifact-FE3MDCEQ.mjs")).artifactChannel(address, watch);
    case "cache":
      return (await import("./cache-KGOTFFYH.mjs")).cacheChannel(address, watch);
    case "release":
      return (await import("./release-KXTZILQR.mjs")).releaseChannel(address, watch);
  }
}

// src/commands/cache-key.ts
async function cacheKey(wanted, name, around) {
  if (wanted.kind === "given") return wanted.key;
  const project = await loadProject(wanted.project, around);
  if (project === void 0) {
    throw new BundleError("OPTION_INVALID", `Cannot make a cache key: ${around.directory} has no ocx.toml`, {
      hint: "Set `cache-key`, or `project` to the directory with ocx.toml and ocx.lock."
    });
  }
  const platform = formatPlatform(await hostPlatform()).replaceAll("/", "-").replaceAll(",", "+");
  const lock = await digestFile(project.lockFile);
  return `${name ?? "ocx-bundle"}-${platform}-${lock.slice("sha256:".length)}`;
}

// src/commands/channel-address.ts
async function addressOf(road, name, around) {
  switch (road.channel) {
    case "artifact":
      return artifactAddress(road, around.variables);
    case "release":
      return releaseAddress(road, around.variables);
    case "cache":
      return {
        channel: "cache",
        key: await cacheKey(road.key, name, around),
        service: cacheService(around.variables)
      };
  }
}
function artifactAddress(road, variables) {
  const runUrl = runUrlOf(variables);
  const limit = Number(variables["GITHUB_RETENTION_DAYS"] ?? 0);
  return {
    channel: "artifact",
    // Artifacts are sent to the own run only.
    ..."overwrite" in road ? { ...road, run: artifactRun({}, variables) } : { run: artifactRun(road, variables), overwrite: false },
    ...limit > 0 && { retentionLimit: limit },
    ...runUrl !== void 0 && { runUrl }
  };
}
function artifactRun({ runId, repository, token }, variables) {
  const { GITHUB_RUN_ID: ownRun, GITHUB_REPOSITORY: ownRepository } = variables;
  const own = (runId === void 0 || String(runId) === ownRun) && (repository ?? ownRepository) === ownRepository;
  const service = runnerService(variables);
  if (own && isEnterpriseServer(variables["GITHUB_SERVER_URL"])) {
    throw new BundleError("CHANNEL_UNAVAILABLE", "Cannot reach workflow artifacts: this is GitHub Enterprise Server", {
      hint: "Use a release, the cache or a file: GitHub Enterprise Server has no artifacts of this kind."
    });
  }
  if (own && service !== void 0) return { kind: "own", service };
  const run = runId ?? (own && ownRun !== void 0 ? Number(ownRun) : void 0);
  if (run === void 0) {
    if (repository === void 0) throw unavailable("workflow artifacts", "ACTIONS_RUNTIME_TOKEN is not set");
    throw new BundleError("OPTION_INVALID", `Cannot find artifacts of ${repository}: no run is named`, {
      hint: "Set `run-id` to the run whose artifact is wanted, for example from `gh run list`."
    });
  }
  const api = gitHubApi(token, variables);
  if (api.token === void 0) {
    throw new BundleError("TOKEN_MISSING", `Cannot reach the artifacts of run ${run}: there is no token`, {
      hint: "Set `token`, or GITHUB_TOKEN; it needs the permission `actions: read`."
    });
  }
  return { kind: "other", repository: repositoryOf(repository, variables), runId: run, api };
}
function releaseAddress(road, variables) {
  return {
    channel: "release",
    repository: repositoryOf(road.repository, variables),
    tag: road.tag,
    create: "create" in road && road.create,
    overwrite: "overwrite" in road && road.overwrite,
    api: gitHubApi(road.token, variables)
  };
}
function repositoryOf(given, { GITHUB_REPOSITORY: own }) {
  const text = given ?? own ?? "";
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(text) ?? [];
  if (owner !== void 0 && name !== void 0) return { owner, name };
  const found = text === "" ? "none is named" : `got "${text}"`;
  throw new BundleError("OPTION_INVALID", `Cannot find the repository: ${found}, expected owner/name`, {
    hint: "Set `repository` to owner/name."
  });
}
function gitHubApi(given, { GITHUB_API_URL, GITHUB_TOKEN, GH_TOKEN }) {
  const token = given || GITHUB_TOKEN || GH_TOKEN;
  return {
    url: (GITHUB_API_URL || "https://api.github.com").replace(/\/+$/, ""),
    ...token !== void 0 && token !== "" && { token }
  };
}
function runnerService({
  ACTIONS_RESULTS_URL: url,
  ACTIONS_RUNTIME_TOKEN: token
}) {
  return url && token ? { url, token } : void 0;
}
function cacheService(variables) {
  const { ACTIONS_CACHE_URL, ACTIONS_CACHE_SERVICE_V2, ACTIONS_RUNTIME_TOKEN: token, GITHUB_SERVER_URL } = variables;
  const service = runnerService(variables);
  if (ACTIONS_CACHE_SERVICE_V2 && service !== void 0 && !isEnterpriseServer(GITHUB_SERVER_URL))
    return { ...service, version: 2 };
  if (ACTIONS_CACHE_URL && token) return { url: ACTIONS_CACHE_URL, token, version: 1 };
  throw unavailable("the actions cache", `${token ? "ACTIONS_CACHE_URL" : "ACTIONS_RUNTIME_TOKEN"} is not set`);
}
function isEnterpriseServer(server = "https://github.com") {
  const { hostname } = new URL(server);
  return hostname !== "github.com" && !/\.(ghe\.com|localhost)$/.test(hostname);
}
function runUrlOf({ GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID }) {
  return GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}` : void 0;
}
function unavailable(what, why) {
  return new BundleError("CHANNEL_UNAVAILABLE", `Cannot reach ${what}: ${why}, which the runner gives to actions only`);
}

export {
  digestFile,
  openChannel,
  addressOf
};
