import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addressOf } from "../../src/commands/places/channel-address.ts";
import { hostPlatform } from "../../src/home/host/host-platform.ts";
import { formatPlatform } from "../../src/oci/platform.ts";
import type { FileDestination, FileOrigin } from "../../src/options/requests/channel-choice.ts";
import { surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { goldenProject } from "../fixtures/golden.ts";
import { sha256 } from "../fixtures/tree.ts";

/** What the runner gives a step with `uses:`. */
const RUNNER = {
  ACTIONS_RESULTS_URL: "https://results.example/",
  ACTIONS_RUNTIME_TOKEN: "runtime",
  ACTIONS_CACHE_SERVICE_V2: "True",
  ACTIONS_CACHE_URL: "https://cache.example/",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_API_URL: "https://api.github.com",
  GITHUB_REPOSITORY: "acme/tools",
  GITHUB_RUN_ID: "17",
  GITHUB_RETENTION_DAYS: "90",
};

type Variables = Record<string, string>;

function address(chosen: FileDestination | FileOrigin, variables: Variables = RUNNER): Promise<unknown> {
  return addressOf(chosen, undefined, surroundings({ variables }));
}

function without(...names: readonly (keyof typeof RUNNER)[]): Variables {
  return Object.fromEntries(Object.entries(RUNNER).filter(([name]) => !names.some((left) => left === name)));
}

const KEY = { kind: "given", key: "k" } as const;

test("addressOf() takes the runner's own service for the run of the job", async () => {
  const run = { kind: "own", service: { url: "https://results.example/", token: "runtime" } };
  expect(await address({ channel: "artifact", retentionDays: 3, overwrite: true })).toEqual({
    channel: "artifact",
    run,
    retentionDays: 3,
    retentionLimit: 90,
    overwrite: true,
    runUrl: "https://github.com/acme/tools/actions/runs/17",
  });
  expect(await address({ channel: "artifact", runId: 17, repository: "acme/tools", token: "t" })).toMatchObject({
    run,
  });
});

test.each<[string, FileOrigin & { channel: "artifact" }, Variables, { runId: number; owner: string }]>([
  ["another run", { channel: "artifact", runId: 16, token: "t" }, RUNNER, { runId: 16, owner: "acme" }],
  [
    "the same number in another repository",
    { channel: "artifact", runId: 17, repository: "other/tools", token: "t" },
    RUNNER,
    { runId: 17, owner: "other" },
  ],
  [
    "the own run without the service, as in a step with `run:`",
    { channel: "artifact", token: "t" },
    without("ACTIONS_RUNTIME_TOKEN"),
    { runId: 17, owner: "acme" },
  ],
])("addressOf() goes through the API for artifacts of %s", async (_, chosen, variables, { runId, owner }) => {
  expect(await address(chosen, variables)).toMatchObject({
    run: { kind: "other", runId, repository: { owner, name: "tools" }, api: { token: "t" } },
  });
});

test("addressOf() knows the own repository in another case, and a token that came from a file", async () => {
  const own = { channel: "artifact", repository: "Acme/Tools" } as const;
  expect(await address(own)).toMatchObject({ run: { kind: "own" } });
  expect(await address({ channel: "release", tag: "v1", token: " t\n" })).toMatchObject({ api: { token: "t" } });
});

test("addressOf() takes the token that it is given, else the one of the environment, and another host", async () => {
  const chosen = { channel: "release", tag: "v1" } as const;
  const enterprise = { ...RUNNER, GITHUB_API_URL: "https://ghes.example/api/v3/", GH_TOKEN: "gh" };
  expect(await address({ ...chosen, token: "t" }, enterprise)).toMatchObject({
    api: { url: "https://ghes.example/api/v3", token: "t", tokenSource: "the input `token`" },
  });
  expect(await address(chosen, enterprise)).toMatchObject({ api: { token: "gh", tokenSource: "GH_TOKEN" } });
  expect(await address({ ...chosen, repository: "a/b" }, {})).toEqual({
    channel: "release",
    repository: { owner: "a", name: "b" },
    tag: "v1",
    create: false,
    overwrite: false,
    api: { url: "https://api.github.com" },
  });
});

test.each<[string, Variables, number]>([
  ["where the runner says so", RUNNER, 2],
  ["on a host of GitHub's own", { ...RUNNER, GITHUB_SERVER_URL: "https://acme.ghe.com" }, 2],
  ["on GitHub Enterprise Server, whatever it says", { ...RUNNER, GITHUB_SERVER_URL: "https://ghes.example" }, 1],
  ["where nothing is said", without("ACTIONS_CACHE_SERVICE_V2"), 1],
])("addressOf() chooses the version of the cache service %s", async (_, variables, version) => {
  const url = version === 2 ? RUNNER.ACTIONS_RESULTS_URL : RUNNER.ACTIONS_CACHE_URL;
  expect(await address({ channel: "cache", key: KEY }, variables)).toEqual({
    channel: "cache",
    key: "k",
    service: { url, token: "runtime", version },
  });
});

test("addressOf() makes a cache key from the lock and the platform", async () => {
  const project = join(temporaryDirectory(), "project");
  cpSync(goldenProject("toolbox"), project, { recursive: true });
  const lock = sha256(readFileSync(join(project, "ocx.lock"), "utf8"));
  const platform = formatPlatform(await hostPlatform())
    .replaceAll("/", "-")
    .replaceAll(",", "+");
  const chosen = { channel: "cache", key: { kind: "lock" } } as const;
  const around = surroundings({ variables: RUNNER, directory: project });
  expect(await addressOf(chosen, undefined, around)).toMatchObject({ key: `ocx-bundle-${platform}-${lock}` });
  expect(await addressOf(chosen, "tools", around)).toMatchObject({ key: `tools-${platform}-${lock}` });
});

test.each<[string, FileDestination | FileOrigin, Variables, string]>([
  ["no service for artifacts", { channel: "artifact", overwrite: false }, {}, "CHANNEL_UNAVAILABLE"],
  [
    "artifacts on GitHub Enterprise Server",
    { channel: "artifact", overwrite: false },
    { ...RUNNER, GITHUB_SERVER_URL: "https://ghes.example" },
    "CHANNEL_UNAVAILABLE",
  ],
  ["no service for caches", { channel: "cache", key: KEY }, {}, "CHANNEL_UNAVAILABLE"],
  [
    "to send artifacts from a step with `run:`, even with a token",
    { channel: "artifact", overwrite: false },
    { ...without("ACTIONS_RUNTIME_TOKEN"), GITHUB_TOKEN: "t" },
    "CHANNEL_UNAVAILABLE",
  ],
  [
    "another repository without a run",
    { channel: "artifact", repository: "a/b", token: "t" },
    RUNNER,
    "OPTION_INVALID",
  ],
  ["no repository", { channel: "release", tag: "v1" }, {}, "OPTION_INVALID"],
  ["a repository that is none", { channel: "release", tag: "v1", repository: "a" }, RUNNER, "OPTION_INVALID"],
  ["a path in the repository", { channel: "release", tag: "v1", repository: "a/b/c" }, RUNNER, "OPTION_INVALID"],
  [
    "an address without a scheme",
    { channel: "release", tag: "v1" },
    { ...RUNNER, GITHUB_API_URL: "ghes.example/api/v3" },
    "OPTION_INVALID",
  ],
  [
    "an address with credentials",
    { channel: "release", tag: "v1" },
    { ...RUNNER, GITHUB_API_URL: "https://a:b@ghes.example" },
    "OPTION_INVALID",
  ],
  [
    "a server without a scheme",
    { channel: "cache", key: KEY },
    { ...RUNNER, GITHUB_SERVER_URL: "ghes.example" },
    "OPTION_INVALID",
  ],
  ["a token with a line break in it", { channel: "release", tag: "v1", token: "a\nb" }, RUNNER, "TOKEN_REJECTED"],
  ["no project for a key", { channel: "cache", key: { kind: "lock" } }, RUNNER, "OPTION_INVALID"],
])("addressOf() refuses %s", async (_, chosen, variables, code) => {
  await expect(address(chosen, variables)).rejects.toMatchObject({ code });
});

test.each(["../x", "x/..", "./x", "x/.", "a/b/c", "a", "a b/c", "/x"])(
  "addressOf() refuses %j as a repository",
  async (repository) => {
    const chosen = { channel: "release", tag: "v1", repository, token: "t", create: false, overwrite: false } as const;
    await expect(address(chosen, {})).rejects.toMatchObject({ code: "OPTION_INVALID" });
  },
);

test.each(["https://github.com/acme/tools", "https://github.com/acme/tools.git", "git@github.com:acme/tools.git"])(
  "addressOf() says how to write the repository %s",
  async (repository) => {
    const asked = address({ channel: "release", tag: "v1", repository });
    await expect(asked).rejects.toMatchObject({ code: "OPTION_INVALID", hint: "Set `repository` to acme/tools." });
  },
);
