import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { ArtifactAddress } from "../../src/channels/address/address.ts";
import { openCacheV1 } from "../../src/channels/github/cache/cache-v1.ts";
import { openCacheV2 } from "../../src/channels/github/cache/cache-v2.ts";
import { download } from "../../src/http/download.ts";
import { perform } from "../fixtures/channels.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { type Emulator, type EmulatorOptions, openEmulator } from "../fixtures/github/emulator.ts";
import { callOfficial } from "../fixtures/github/official-clients.ts";
import { fileToSend } from "../fixtures/sent-file.ts";
import { lacks, run } from "../fixtures/tools.ts";

const NAME = "toolbox.tar";

async function emulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const opened = await openEmulator(options);
  onTestFinished(() => opened[Symbol.asyncDispose]());
  return opened;
}

function ownRun(github: Emulator): ArtifactAddress {
  const service = { url: `${github.url}/`, token: github.runtimeToken() };
  return { channel: "artifact", run: { kind: "own", service }, overwrite: false };
}

test("the official artifact client downloads what we sent, from its own run and from another", async () => {
  const github = await emulator();
  const { bytes, ...file } = fileToSend(10_000_000);
  const variables = github.variables();
  const { value } = await perform({ kind: "send", address: ownRun(github), file, name: NAME });
  const token = github.apiToken();
  const findBy = { token, workflowRunId: 4711, repositoryOwner: "acme", repositoryName: "tools" };
  for (const options of [{}, { findBy }]) {
    const directory = temporaryDirectory();
    const { results, log } = await callOfficial(
      { directory, variables },
      ["artifact.getArtifact", NAME, options],
      ["artifact.downloadArtifact", Number(value.id), { ...options, path: directory, expectedHash: file.digest }],
    );
    expect(results.map(({ error }) => error ?? log)).toEqual([log, log]);
    expect(results[0]?.value.artifact).toMatchObject({ id: Number(value.id), name: NAME, digest: file.digest });
    expect(results[1]?.value.digestMismatch).toBe(false);
    expect(readFileSync(join(directory, NAME)).equals(bytes)).toBe(true);
  }
});

test("we fetch what the official artifact client uploaded, from the own run and from another", async () => {
  const github = await emulator();
  const { bytes, path } = fileToSend(10_000_000, NAME);
  const variables = github.variables({ job: "export" });
  const directory = join(path, "..");
  const { results } = await callOfficial({ directory, variables }, [
    "artifact.uploadArtifact",
    "ignored",
    [path],
    directory,
    { skipArchive: true },
  ]);
  expect(results[0]?.error).toBeUndefined();
  const api = { url: github.apiUrl, token: github.apiToken({ actions: "read" }) };
  const repository = { owner: "acme", name: "tools" };
  const run4711 = { kind: "other", repository, runId: 4711, api } as const;
  for (const address of [ownRun(github), { channel: "artifact", run: run4711, overwrite: false } as const]) {
    const { value, error } = await perform({ kind: "fetch", address, name: NAME, directory: temporaryDirectory() });
    expect(error).toBeUndefined();
    expect(readFileSync(value.path).equals(bytes)).toBe(true);
  }
});

const watch = { say: () => {}, progress: () => {}, signal: new AbortController().signal };

/** The variables of a runner whose cache has this version, and our client for entries of the official one. */
function cacheOf(github: Emulator, version: 1 | 2, entryVersion: string) {
  const { ACTIONS_CACHE_SERVICE_V2: _, ...first } = github.variables();
  const variables = version === 2 ? github.variables() : first;
  const url = version === 2 ? `${github.url}/` : `${github.url}/cache1/`;
  const access = { service: { url, token: github.runtimeToken() }, entryVersion, watch };
  return { variables, protocol: version === 2 ? openCacheV2(access) : openCacheV1(access) };
}

test.skipIf(lacks("tar", "zstd")).each([2, 1] as const)(
  "the official cache client of version %i restores what we save, and we find what it saved",
  async (version) => {
    const github = await emulator();
    const directory = temporaryDirectory();
    mkdirSync(join(directory, "data"));
    writeFileSync(join(directory, "data/tool"), "the official one saved this");
    const { variables } = cacheOf(github, version, "");
    const saved = await callOfficial({ directory, variables }, ["cache.saveCache", ["data"], "theirs"]);
    expect(saved.results[0]?.error).toBeUndefined();
    // Only the official client knows how it derives the version of its entries.
    const [entry] = github.caches.list();
    if (entry === undefined) throw new Error(saved.log);
    const { protocol } = cacheOf(github, version, entry.version);

    const path = join(directory, "fetched.tar.zst");
    const locate = async () => (await protocol.find("theirs")) ?? { url: "" };
    const { digest } = await download({ locate, name: "theirs", path, expected: {}, watch });
    expect(digest).toBe(entry.digest);
    expect(run("tar", ["--zstd", "-xOf", path]).toString()).toBe("the official one saved this");

    writeFileSync(join(directory, "data/tool"), "we saved this");
    const archive = join(directory, "ours.tar.zst");
    run("tar", ["--posix", "--zstd", "-cf", archive, "data"], { cwd: directory });
    const size = readFileSync(archive).length;
    expect(await protocol.save("ours", { path: archive, size, digest: "" })).toBe("sent");
    const elsewhere = temporaryDirectory();
    const restored = await callOfficial({ directory: elsewhere, variables }, ["cache.restoreCache", ["data"], "ours"]);
    expect(restored.results[0]).toEqual({ value: "ours" });
    expect(readdirSync(elsewhere)).toEqual(["data"]);
    expect(readFileSync(join(elsewhere, "data/tool"), "utf8")).toBe("we saved this");
  },
);

test.skipIf(lacks("azurite-blob"))("Microsoft's own blob store takes our blocks in their order", async () => {
  const github = await emulator({ blobs: "azurite" });
  const { bytes, ...file } = fileToSend(40_000_000);
  const service = { url: `${github.url}/`, token: github.runtimeToken(), version: 2 } as const;
  const address = { channel: "cache", key: "ours", service } as const;
  const { value } = await perform({ kind: "send", address, file, name: NAME });
  expect(value?.status).toBe("sent");
  const { value: fetched } = await perform({ kind: "fetch", address, name: NAME, directory: temporaryDirectory() });
  expect(readFileSync(fetched.path).equals(bytes)).toBe(true);
});
