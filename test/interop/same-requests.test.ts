import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { ArtifactAddress } from "../../src/channels/address/address.ts";
import { openCacheV1 } from "../../src/channels/github/cache/cache-v1.ts";
import { openCacheV2 } from "../../src/channels/github/cache/cache-v2.ts";
import { download } from "../../src/http/download.ts";
import { perform } from "../fixtures/channels.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { type ComparedRequest, comparable, differences } from "../fixtures/github/compare-requests.ts";
import { type Emulator, openEmulator } from "../fixtures/github/emulator.ts";
import { callOfficial, type OfficialCall } from "../fixtures/github/official-clients.ts";
import { fileToSend } from "../fixtures/sent-file.ts";
import { lacks } from "../fixtures/tools.ts";
import { ALLOWED, isAllowed } from "./allowed-differences.ts";

// The official clients and ours do the same, each against an emulator of its own in the same state. Then their requests must be
// the same in method, path, query, headers and body, but for what allowed-differences.ts lists.
// Not compared: how the official cache client reads from *.blob.core.windows.net, in ranges with Azure's SDK. From any other
// host, as here, it reads with one GET, as we do.

const NAME = "toolbox.tar";
const KEY = "toolbox-1";

interface Recording {
  readonly github: Emulator;
  readonly tokens: { readonly runtime: string; readonly api: string };
  /** The requests of one step. */
  during(step: () => Promise<unknown>): Promise<readonly ComparedRequest[]>;
}

async function record(stack: AsyncDisposableStack): Promise<Recording> {
  const github = stack.use(await openEmulator());
  const tokens = { runtime: github.runtimeToken(), api: github.apiToken() };
  return {
    github,
    tokens,
    async during(step) {
      const before = github.requests.length;
      await step();
      return comparable(github.requests.slice(before), { "runtime token": tokens.runtime, "API token": tokens.api });
    },
  };
}

/** The official clients in the job of the recording. They read the environment, which has its token. */
async function official({ github, tokens }: Recording, directory: string, calls: readonly OfficialCall[], extra = {}) {
  const variables = { ...github.variables(), ACTIONS_RUNTIME_TOKEN: tokens.runtime, ...extra };
  const { results, log } = await callOfficial({ directory, variables }, ...calls);
  expect(
    results.map(({ error }) => error),
    log,
  ).toEqual(calls.map(() => undefined));
}

async function ours(task: Parameters<typeof perform>[0]): Promise<void> {
  expect((await perform(task)).error).toBeUndefined();
}

type Step = readonly [theirs: readonly ComparedRequest[], ours: readonly ComparedRequest[]];

async function artifactSteps(theirs: Recording, mine: Recording): Promise<Record<string, Step>> {
  // Three blocks: both clients make them of 8 MiB.
  const { bytes: _, ...file } = fileToSend(20_000_000, NAME);
  const directory = dirname(file.path);
  const upload = [
    "artifact.uploadArtifact",
    "ignored",
    [file.path],
    directory,
    { skipArchive: true, retentionDays: 5 },
  ];
  const service = { url: `${mine.github.url}/`, token: mine.tokens.runtime };
  const own: ArtifactAddress = {
    channel: "artifact",
    run: { kind: "own", service },
    overwrite: true,
    retentionDays: 5,
  };
  const repository = { owner: "acme", name: "tools" };
  const api = { url: mine.github.apiUrl, token: mine.tokens.api };
  const other: ArtifactAddress = {
    channel: "artifact",
    run: { kind: "other", repository, runId: 4711, api },
    overwrite: false,
  };
  const findBy = { token: theirs.tokens.api, workflowRunId: 4711, repositoryOwner: "acme", repositoryName: "tools" };
  const fetched = (options: object): readonly OfficialCall[] => [
    ["artifact.getArtifact", NAME, options],
    ["artifact.downloadArtifact", 101, { ...options, path: temporaryDirectory(), expectedHash: file.digest }],
  ];
  const { bytes: __, ...second } = fileToSend(100, NAME);
  const replacement: OfficialCall = [
    "artifact.uploadArtifact",
    "ignored",
    [second.path],
    dirname(second.path),
    { skipArchive: true, retentionDays: 5 },
  ];
  const fetch = (address: ArtifactAddress) =>
    ours({ kind: "fetch", address, name: NAME, directory: temporaryDirectory() });
  return {
    "upload an artifact": [
      await theirs.during(() => official(theirs, directory, [upload as unknown as OfficialCall])),
      await mine.during(() => ours({ kind: "send", address: own, file, name: NAME })),
    ],
    "download an artifact of the own run": [
      await theirs.during(() => official(theirs, directory, fetched({}))),
      await mine.during(() => fetch(own)),
    ],
    "download an artifact of another run": [
      await theirs.during(() => official(theirs, directory, fetched({ findBy }))),
      await mine.during(() => fetch(other)),
    ],
    "replace an artifact": [
      await theirs.during(() => official(theirs, directory, [["artifact.deleteArtifact", NAME], replacement])),
      await mine.during(() => ours({ kind: "send", address: own, file: second, name: NAME })),
    ],
  };
}

/** The official client derives version and archive; ours is given both, so that key, version and bytes are the same. */
async function cacheSteps(version: 1 | 2, theirs: Recording, mine: Recording): Promise<Record<string, Step>> {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, "data"));
  // Up to 128 MiB the official client of version 2 uploads a blob in one piece, and beyond in blocks, as we do with each.
  const { bytes } = fileToSend(version === 2 ? 130 * 1024 * 1024 : 40_000_000);
  writeFileSync(join(directory, "data/tool"), bytes);
  const extra = version === 2 ? {} : { ACTIONS_CACHE_SERVICE_V2: "" };
  const call =
    (...calls: readonly OfficialCall[]) =>
    () =>
      official(theirs, directory, calls, extra);
  const saved = await theirs.during(call(["cache.saveCache", ["data"], KEY]));
  const entry = theirs.github.caches.list().at(-1);
  if (entry === undefined) throw new Error("the official client saved nothing");
  const archive = await theirs.github.read(entry.blob);
  const path = join(directory, "archive");
  writeFileSync(path, archive);

  const url = version === 2 ? `${mine.github.url}/` : `${mine.github.url}/cache1/`;
  const watch = { say: () => {}, progress: () => {}, signal: new AbortController().signal };
  const access = { service: { url, token: mine.tokens.runtime }, entryVersion: entry.version, watch };
  const protocol = version === 2 ? openCacheV2(access) : openCacheV1(access);
  const locate = async () => (await protocol.find(KEY)) ?? { url: "" };
  const target = join(directory, "fetched");
  const savedByUs = await mine.during(() => protocol.save(KEY, { path, size: archive.length, digest: "" }));
  // Blocks may be cut in other places: then it is here that their bytes are compared.
  expect(mine.github.caches.list()).toMatchObject([{ size: entry.size, digest: entry.digest }]);
  return {
    [`save a cache entry, version ${version}`]: [saved, savedByUs],
    [`restore a cache entry, version ${version}`]: [
      await theirs.during(call(["cache.restoreCache", ["data"], KEY])),
      await mine.during(() => download({ locate, name: KEY, path: target, expected: {}, watch })),
    ],
    [`look for a cache entry that is not there, version ${version}`]: [
      await theirs.during(call(["cache.restoreCache", ["data"], "missing"])),
      await mine.during(() => protocol.find("missing")),
    ],
  };
}

/** What was recorded so far, for the tests at the end. */
const recorded: Record<string, Step> = {};
const lacking = lacks("tar", "zstd");

function expectAlike(steps: Readonly<Record<string, Step>>): void {
  Object.assign(recorded, steps);
  const found = Object.entries(steps).map(([name, [theirs, mine]]) => {
    expect(theirs.length, name).toBeGreaterThan(0);
    return [name, differences(theirs, mine).filter((difference) => !isAllowed(difference))];
  });
  expect(found).toEqual(Object.keys(steps).map((name) => [name, []]));
}

test("our requests for artifacts are those of the official client", async () => {
  await using stack = new AsyncDisposableStack();
  expectAlike(await artifactSteps(await record(stack), await record(stack)));
});

test.skipIf(lacking).each([2, 1] as const)(
  "our requests for a cache of version %i are those of the official client",
  async (version) => {
    await using stack = new AsyncDisposableStack();
    expectAlike(await cacheSteps(version, await record(stack), await record(stack)));
  },
  180_000,
);

test.skipIf(lacking)("every difference that is allowed is there", () => {
  const found = Object.values(recorded).flatMap((step) => differences(...step));
  expect(ALLOWED.filter((allowed) => !found.some((difference) => isAllowed(difference, [allowed])))).toEqual([]);
});

test("a change of any field, a lost request and another order are each found", () => {
  const [theirs = []] = recorded["upload an artifact"] ?? [];
  expect(theirs.length).toBeGreaterThan(3);
  expect(differences(theirs, theirs)).toEqual([]);
  for (const [index, request] of theirs.entries()) {
    for (const field of [...Object.keys(request.fields), "header x-new"]) {
      const fields = { ...request.fields, [field]: "changed" };
      const found = differences(theirs, theirs.with(index, { ...request, fields }));
      expect(found).toContainEqual(expect.objectContaining({ route: request.route, field }));
    }
    const lost = differences(theirs, theirs.toSpliced(index, 1));
    expect(lost).toContainEqual(expect.objectContaining({ route: request.route, field: "request" }));
  }
  expect(differences(theirs, theirs.toReversed())).toMatchObject([{ field: "order" }]);
});
