import {
  digestFile
} from "./chunk-U5PQRCIB.mjs";
import {
  loadProject_68
} from "./chunk-OQQCSOEH.mjs";
import {
  formatPlatform_46
} from "./chunk-LM4DMEHJ.mjs";
import {
  hexOf_82
} from "./chunk-GX6YAEWI.mjs";
import {
  checkProxy
} from "./chunk-NKGX6MXH.mjs";
import {
  expandTilde_38
} from "./chunk-A6YYFOED.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// from-joined:src/home/host/host-platform.ts
import { hostPlatform_8 } from "./core.mjs";

// src/commands/places/cache-key.ts
async function cacheKey(wanted, name, context) {
  if (wanted.kind === "given") return wanted.key;
  const named = wanted.project && expandTilde_38(wanted.project, context);
  const project = await loadProject_68(named, context);
  if (project === void 0) {
    throw new BundleError("OPTION_INVALID", `Cannot make a cache key: ${context.directory} has no ocx.toml`, {
      hint: "Set `cache-key`, or `project` to the directory with ocx.toml and ocx.lock."
    });
  }
  const platform = formatPlatform_46(await hostPlatform_8()).replaceAll("/", "-").replaceAll(",", "+");
  const lock = await digestFile(project.lockFile);
  return `${name ?? "ocx-bundle"}-${platform}-${hexOf_82(lock)}`;
}

// src/commands/places/channel-address.ts
async function addressOf(chosen, name, context) {
  const address = await findAddress(chosen, name, context);
  checkProxy(serviceOf(address), context.variables);
  return address;
}
function rangedAddressOf(chosen, { variables }) {
  const address = chosen.channel === "artifact" ? artifactAddress(chosen, variables) : releaseAddress(chosen, variables);
  checkProxy(serviceOf(address), variables);
  return address;
}
function serviceOf(address) {
  switch (address.channel) {
    case "artifact":
      return address.run.kind === "own" ? address.run.service.url : address.run.api.url;
    case "release":
      return address.api.url;
    case "cache":
      return address.service.url;
  }
}
async function findAddress(chosen, name, context) {
  switch (chosen.channel) {
    case "artifact":
      return artifactAddress(chosen, context.variables);
    case "release":
      return releaseAddress(chosen, context.variables);
    case "cache":
      return {
        channel: "cache",
        key: await cacheKey(chosen.key, name, context),
        service: cacheService(context.variables)
      };
  }
}
function artifactAddress(chosen, variables) {
  const runUrl = runUrlOf(variables);
  const limit = Number(variables["GITHUB_RETENTION_DAYS"] ?? 0);
  return {
    channel: "artifact",
    ..."overwrite" in chosen ? { ...chosen, run: runOfThisJob(variables) } : { run: artifactRun(chosen, variables), overwrite: false },
    ...limit > 0 && { retentionLimit: limit },
    ...runUrl !== void 0 && { runUrl }
  };
}
function runOfThisJob(variables) {
  refuseEnterpriseServer(variables);
  const service = runnerService(variables);
  if (service === void 0) throw unavailable("workflow artifacts", "ACTIONS_RUNTIME_TOKEN is not set");
  return { kind: "own", service };
}
function artifactRun({ runId, repository, token }, variables) {
  const { GITHUB_RUN_ID: ownRun, GITHUB_REPOSITORY: ownRepository } = variables;
  const own = (runId === void 0 || String(runId) === ownRun) && isSameRepository(repository, ownRepository);
  const service = runnerService(variables);
  if (own) refuseEnterpriseServer(variables);
  if (own && service !== void 0) return { kind: "own", service };
  const run = runId ?? (own && ownRun !== void 0 ? Number(ownRun) : void 0);
  if (run === void 0) {
    if (repository === void 0) throw unavailable("workflow artifacts", "ACTIONS_RUNTIME_TOKEN is not set");
    throw new BundleError("OPTION_INVALID", `Cannot find artifacts of ${repository}: \`run-id\` is not set`, {
      hint: "Set `run-id` to the run whose artifact is wanted, for example from `gh run list`."
    });
  }
  return {
    kind: "other",
    repository: repositoryOf(repository, variables),
    runId: run,
    api: gitHubApi(token, variables)
  };
}
function isSameRepository(given, own) {
  return given === void 0 || given.toLowerCase() === own?.toLowerCase();
}
function refuseEnterpriseServer({ GITHUB_SERVER_URL }) {
  if (!isEnterpriseServer(GITHUB_SERVER_URL)) return;
  throw new BundleError("CHANNEL_UNAVAILABLE", "Cannot reach workflow artifacts: this is GitHub Enterprise Server", {
    hint: "Use a release, the cache or a file: GitHub Enterprise Server has no artifacts of this kind."
  });
}
function releaseAddress(chosen, variables) {
  const api = gitHubApi(chosen.token, variables);
  if ("create" in chosen && api.token === void 0) {
    throw new BundleError("TOKEN_MISSING", `Cannot send to release ${chosen.tag}: there is no token`);
  }
  return {
    channel: "release",
    repository: repositoryOf(chosen.repository, variables),
    tag: chosen.tag,
    create: "create" in chosen && chosen.create,
    overwrite: "overwrite" in chosen && chosen.overwrite,
    api
  };
}
var REPOSITORY = /^(?!\.{1,2}\/)([\w.-]+)\/(?!\.{1,2}$)([\w.-]+)$/;
var ADDRESS = /^(?:https:\/\/[^/]+\/|git@[^:]+:)([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/;
function repositoryOf(given, { GITHUB_REPOSITORY: own }) {
  const text = given ?? own ?? "";
  const [, owner, name] = REPOSITORY.exec(text) ?? [];
  if (owner !== void 0 && name !== void 0) return { owner, name };
  const found = text === "" ? "none is named" : `got "${text}"`;
  throw new BundleError("OPTION_INVALID", `Cannot find the repository: ${found}, expected owner/name`, {
    hint: `Set \`repository\` to ${ADDRESS.exec(text)?.[1] ?? "owner/name"}.`
  });
}
function gitHubApi(given, { GITHUB_API_URL, GITHUB_TOKEN, GH_TOKEN }) {
  const sources = [
    [given, "the input `token`"],
    [GITHUB_TOKEN, "GITHUB_TOKEN"],
    [GH_TOKEN, "GH_TOKEN"]
  ];
  const [text = "", tokenSource = ""] = sources.find(([value]) => value) ?? [];
  const token = text.trim();
  if (/[^!-~]/.test(token)) {
    throw new BundleError(
      "TOKEN_REJECTED",
      "Cannot use the token: it contains spaces, line breaks or other characters that are not allowed in a token",
      {
        hint: "Set it to the token only, without quotes or other text."
      }
    );
  }
  const url = serviceUrl("GITHUB_API_URL", GITHUB_API_URL || "https://api.github.com").replace(/\/+$/, "");
  return { url, ...token !== "" && { token, tokenSource } };
}
function serviceUrl(variable, text) {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "") return text;
  const found = url === null ? "it is not a URL" : "it has another scheme, or credentials";
  throw new BundleError("OPTION_INVALID", `Cannot use ${variable}: ${found}, expected https://HOST/PATH`, {
    hint: `Set ${variable} as GitHub's runner does, or leave it out.`
  });
}
function runnerService({
  ACTIONS_RESULTS_URL: url,
  ACTIONS_RUNTIME_TOKEN: token
}) {
  return url && token ? { url: serviceUrl("ACTIONS_RESULTS_URL", url), token } : void 0;
}
function cacheService(variables) {
  const { ACTIONS_CACHE_URL, ACTIONS_CACHE_SERVICE_V2, ACTIONS_RUNTIME_TOKEN: token, GITHUB_SERVER_URL } = variables;
  const service = runnerService(variables);
  if (ACTIONS_CACHE_SERVICE_V2 && service !== void 0 && !isEnterpriseServer(GITHUB_SERVER_URL))
    return { ...service, version: 2 };
  if (ACTIONS_CACHE_URL && token) return { url: serviceUrl("ACTIONS_CACHE_URL", ACTIONS_CACHE_URL), token, version: 1 };
  throw unavailable("the actions cache", `${token ? "ACTIONS_CACHE_URL" : "ACTIONS_RUNTIME_TOKEN"} is not set`);
}
function isEnterpriseServer(server) {
  const { hostname } = new URL(serviceUrl("GITHUB_SERVER_URL", server || "https://github.com"));
  return hostname !== "github.com" && !/\.(ghe\.com|localhost)$/.test(hostname);
}
function runUrlOf({ GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID }) {
  return GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}` : void 0;
}
function unavailable(what, why) {
  return new BundleError(
    "CHANNEL_UNAVAILABLE",
    `Cannot reach ${what}: ${why}, and the runner sets it for actions only`
  );
}

export {
  hostPlatform_8,
  addressOf,
  rangedAddressOf
};
