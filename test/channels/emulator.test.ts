import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { globSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { type Emulator, type EmulatorOptions, openEmulator } from "../fixtures/github/emulator.ts";
import type { FaultAction } from "../fixtures/github/faults.ts";
import { callOfficial, type OfficialCall, type OfficialOptions } from "../fixtures/github/official-clients.ts";
import { HURRY, OFFLINE } from "../fixtures/github/preloads.ts";
import type { Service } from "../fixtures/github/server.ts";
import { sha256 } from "../fixtures/tree.ts";

const REPOSITORY = { owner: "acme", repo: "tools" };
const BYTES = Buffer.alloc(512 * 1024, "not all bytes are alike; ");
const DIGEST = `sha256:${sha256(BYTES)}`;
const VERSION = "5".repeat(64);

async function open(options?: EmulatorOptions): Promise<Emulator> {
  const emulator = await openEmulator(options);
  onTestFinished(() => emulator[Symbol.asyncDispose]());
  return emulator;
}

/** A workspace with one file, `bundle.tar`. */
function workspace(bytes = BYTES): string {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, "bundle.tar"), bytes);
  return directory;
}

/** What official clients make of the emulator, without a way to leave loopback, and with hurried pauses. */
async function official(options: OfficialOptions, ...calls: readonly OfficialCall[]) {
  const run = await callOfficial({ ...options, preloads: [OFFLINE, HURRY] }, ...calls);
  expect(run, run.log).toMatchObject({ exitCode: 0, results: calls.map(() => expect.anything()) });
  return run.results;
}

const upload = (directory: string, file = "bundle.tar"): OfficialCall => [
  "artifact.uploadArtifact",
  file,
  [join(directory, file)],
  directory,
  { skipArchive: true },
];

function twirp(emulator: Emulator, path: string, body: unknown, token = emulator.runtimeToken()): Promise<Response> {
  return fetch(`${emulator.url}/twirp/github.actions.results.api.v1.${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
}

type ApiInit = Omit<RequestInit, "headers"> & { headers?: Record<string, string>; token?: string };

function api(emulator: Emulator, path: string, init: ApiInit = {}): Promise<Response> {
  const { token, ...others } = init;
  const headers = { ...(token !== undefined && { authorization: `token ${token}` }), ...others.headers };
  const base = path.startsWith("/uploads") ? `${emulator.url}/api` : emulator.apiUrl;
  return fetch(`${base}${path}`, { redirect: "manual", ...others, headers });
}

/** A signed address to read BYTES from. */
async function readAddress(emulator: Emulator): Promise<string> {
  const entry = { key: "bytes", version: VERSION };
  if (emulator.caches.list().length === 0) await emulator.caches.add({ ...entry, bytes: BYTES });
  const answer = await twirp(emulator, "CacheService/GetCacheEntryDownloadURL", entry);
  const { signed_download_url: url }: any = await answer.json();
  return url;
}

describe("the official artifact client", () => {
  test("sends raw and zipped artifacts, lists, downloads and deletes them", async () => {
    const emulator = await open();
    // Two blocks: the client makes them of 8 MiB.
    const large = Buffer.alloc(9 * 1024 * 1024, BYTES);
    const digest = `sha256:${sha256(large)}`;
    const directory = workspace(large);
    const options = { directory, variables: emulator.variables() };
    const [raw, zip, again, list] = await official(
      options,
      upload(directory),
      [
        "artifact.uploadArtifact",
        "zipped",
        [join(directory, "bundle.tar")],
        directory,
        { compressionLevel: 0, retentionDays: 5 },
      ],
      upload(directory),
      ["artifact.listArtifacts"],
    );
    expect(raw?.value).toEqual({ id: 101, size: large.length, digest: sha256(large) });
    expect(zip?.value.id).toBe(102);
    expect(again?.error?.message).toContain("(409) Conflict: an artifact with this name already exists");
    const zipped = `sha256:${zip?.value.digest}`;
    expect(list?.value.artifacts).toMatchObject([
      { name: "bundle.tar", id: 101, size: large.length, digest },
      { name: "zipped", id: 102, digest: zipped },
    ]);
    expect(emulator.artifacts.list()).toMatchObject([{ digest }, { digest: zipped, mimeType: "application/zip" }]);
    const lives = emulator.artifacts.list().map(({ createdAt, expiresAt }) => +expiresAt - +createdAt);
    expect(lives.map((milliseconds) => Math.round(milliseconds / (24 * 3600 * 1000)))).toEqual([90, 5]);

    const results = await official(
      options,
      ["artifact.downloadArtifact", 101, { path: join(directory, "raw"), expectedHash: digest }],
      ["artifact.downloadArtifact", 102, { path: join(directory, "zip"), expectedHash: zipped }],
      ["artifact.deleteArtifact", "bundle.tar"],
      ["artifact.getArtifact", "bundle.tar"],
      upload(directory),
    );
    expect(results).toMatchObject([
      { value: { digestMismatch: false } },
      { value: { digestMismatch: false } },
      { value: { id: 101 } },
      { error: { name: "ArtifactNotFoundError" } },
      { value: { id: 103 } },
    ]);
    for (const folder of ["raw", "zip"])
      expect(readFileSync(join(directory, folder, "bundle.tar")).equals(large)).toBe(true);
  });

  test("reaches the artifacts of another run through the API", async () => {
    const emulator = await open();
    const directory = temporaryDirectory();
    const findBy = { token: emulator.apiToken(), workflowRunId: 17, repositoryOwner: "acme", repositoryName: "tools" };
    const weak = { ...findBy, token: emulator.apiToken({ actions: "read" }) };
    const { id } = await emulator.artifacts.add({ name: "bundle.tar", bytes: BYTES, job: { runId: 17 } });
    await emulator.artifacts.add({ name: "old.tar", bytes: "old", job: { runId: 17 } });
    await emulator.artifacts.add({ name: "elsewhere.tar", bytes: "elsewhere", job: { runId: 18 } });
    emulator.artifacts.expire(id + 1);
    const results = await official(
      { directory, variables: emulator.variables() },
      ["artifact.listArtifacts", { findBy }],
      ["artifact.getArtifact", "bundle.tar", { findBy }],
      ["artifact.downloadArtifact", id, { path: directory, findBy, expectedHash: DIGEST }],
      ["artifact.downloadArtifact", id + 1, { path: directory, findBy }],
      ["artifact.deleteArtifact", "bundle.tar", { findBy: weak }],
      ["artifact.deleteArtifact", "bundle.tar", { findBy }],
      ["artifact.listArtifacts", { findBy: { ...findBy, workflowRunId: 99 } }],
    );
    expect(results).toMatchObject([
      { value: { artifacts: [{ name: "old.tar" }, { name: "bundle.tar", id, digest: DIGEST }] } },
      { value: { artifact: { name: "bundle.tar", id, size: BYTES.length } } },
      { value: { digestMismatch: false } },
      { error: { status: 410 } },
      { error: { status: 403, answer: { message: "Resource not accessible by integration" } } },
      { value: { id } },
      { error: { status: 404 } },
    ]);
    expect(readFileSync(join(directory, "bundle.tar")).equals(BYTES)).toBe(true);
    expect(emulator.requests.filter(({ service }) => service === "twirp")).toEqual([]);
  });

  test("cannot use a name again whose upload was not finished", async () => {
    const emulator = await open();
    const directory = workspace();
    emulator.fault({
      path: "FinalizeArtifact",
      action: { status: 403, body: { code: "permission_denied", msg: "no" } },
    });
    const [first, second, list] = await official(
      { directory, variables: emulator.variables() },
      upload(directory),
      upload(directory),
      ["artifact.listArtifacts"],
    );
    expect(first?.error?.message).toContain("(403) Forbidden");
    expect(second?.error?.message).toContain("(409) Conflict");
    expect(list?.value).toEqual({ artifacts: [] });
  });

  const QUOTA = { code: "resource_exhausted", msg: "insufficient usage to create artifact" };
  const failure = (text: string): object => ({ error: { message: expect.stringContaining(text) } });
  test.each<[string, Service, FaultAction, number, number, object]>([
    ["tries a Twirp call five times", "twirp", { status: 500 }, 9, 5, failure("after 5 attempts")],
    ["survives two Twirp failures", "twirp", { status: 503 }, 2, 2, { value: { digest: sha256(BYTES) } }],
    ["does not try again after a reset", "twirp", { drop: true }, 9, 1, failure("ECONNRESET")],
    ["shows the text of a quota", "twirp", { status: 403, body: QUOTA }, 9, 1, failure("quota has been hit")],
    ["survives two failed blocks", "blob", { status: 503 }, 2, 2, { value: { digest: sha256(BYTES) } }],
    ["gives up on a refused block", "blob", { status: 403 }, 9, 1, { error: { name: "RestError" } }],
  ])("%s when sending", async (_, service, action, times, hits, expected) => {
    const emulator = await open();
    const directory = workspace();
    const fault = emulator.fault({ service, times, action });
    const [result] = await official({ directory, variables: emulator.variables() }, upload(directory));
    expect([result, fault.hits()]).toMatchObject([expected, hits]);
  });

  test("notices what happens to a download as the specification says", async () => {
    const emulator = await open();
    const directory = temporaryDirectory();
    const { id } = await emulator.artifacts.add({ name: "bundle.tar", bytes: BYTES });
    const download: OfficialCall = ["artifact.downloadArtifact", id, { path: directory, expectedHash: DIGEST }];
    const options = { directory, variables: emulator.variables() };
    emulator.fault({ service: "blob", action: { corrupt: true } });
    const truncated = emulator.fault({ service: "blob", action: { truncate: 100_000 } });
    const results = await official(options, download, download);
    expect(results).toMatchObject([{ value: { digestMismatch: true } }, { value: { digestMismatch: false } }]);
    expect(truncated.hits()).toBe(1);
    const refused = emulator.fault({ service: "blob", times: Infinity, action: { status: 503 } });
    const [result] = await official(options, download);
    expect(result?.error?.message).toContain("Artifact download failed after 5 retries");
    expect(refused.hits()).toBe(5);
  });
});

describe("the official cache client", () => {
  test.each([
    ["version 2", {}],
    ["version 1", { ACTIONS_CACHE_SERVICE_V2: "" }],
  ])("saves and restores with %s", async (version, changes) => {
    const emulator = await open();
    const directory = workspace();
    await mkdir(join(directory, "tree"));
    writeFileSync(join(directory, "tree", "file"), "content");
    const options = { directory, variables: { ...emulator.variables(), ...changes } };
    const [saved, again] = await official(
      options,
      ["cache.saveCache", ["tree"], "k-1"],
      ["cache.saveCache", ["tree"], "k-1"],
    );
    const [entry] = emulator.caches.list();
    expect(saved?.value).toBe(entry?.id);
    expect(again?.value).toBe(-1);
    writeFileSync(join(directory, "tree", "file"), "changed");
    const branch = emulator.variables({ ref: "refs/heads/topic" });
    const [hit, near, miss] = await official(
      { directory, variables: { ...branch, ...changes } },
      ["cache.restoreCache", ["tree"], "k-1"],
      ["cache.restoreCache", ["tree"], "k-2", ["k-"], { lookupOnly: true }],
      ["cache.restoreCache", ["tree"], "other"],
    );
    expect([hit?.value, near?.value, miss?.value]).toEqual(["k-1", "k-1", undefined]);
    expect(readFileSync(join(directory, "tree", "file"), "utf8")).toBe("content");
    const service = version === "version 1" ? "cache1" : "twirp";
    expect(emulator.requests.filter((request) => request.service === service).length).toBeGreaterThanOrEqual(6);
    const foreign = emulator.variables({ scopes: [{ scope: "refs/heads/elsewhere", permission: 1 }] });
    const [unseen, denied] = await official(
      { directory, variables: { ...foreign, ...changes } },
      ["cache.restoreCache", ["tree"], "k-1"],
      ["cache.saveCache", ["tree"], "k-3"],
    );
    expect([unseen?.value, denied?.value]).toEqual([undefined, -1]);
    expect(emulator.caches.list()).toHaveLength(1);
  });

  test("takes a failure for a miss and does not try again", async () => {
    const emulator = await open();
    const directory = temporaryDirectory();
    await mkdir(join(directory, "tree"));
    writeFileSync(join(directory, "tree", "noise"), randomBytes(300_000));
    const restore: OfficialCall = ["cache.restoreCache", ["tree"], "k-1"];
    const options = { directory, variables: emulator.variables() };
    await official(options, ["cache.saveCache", ["tree"], "k-1"]);
    const body = { code: "resource_exhausted", msg: "too many requests" };
    const limited = emulator.fault({ path: "GetCacheEntryDownloadURL", action: { status: 429, body } });
    const truncated = emulator.fault({ service: "blob", action: { truncate: 100_000 } });
    const results = await official(options, restore, restore, restore);
    expect(results).toEqual([{}, {}, { value: "k-1" }]);
    expect([limited.hits(), truncated.hits()]).toEqual([1, 1]);
  });
});

describe("octokit", () => {
  test("makes a release, fills it, publishes it, and takes it apart again", async () => {
    const emulator = await open();
    const directory = workspace();
    const options = { directory, variables: emulator.variables(), token: emulator.apiToken() };
    const [made, latest] = await official(
      options,
      ["rest.repos.createRelease", { ...REPOSITORY, tag_name: "v1", draft: true }],
      ["rest.repos.getLatestRelease", REPOSITORY],
    );
    expect(made?.value.data).toMatchObject({
      tag_name: "v1",
      draft: true,
      immutable: false,
      published_at: null,
      assets: [],
    });
    expect(latest?.error?.status).toBe(404);
    const { id: release_id, upload_url: url } = made!.value.data;
    expect(url).toMatch(/\/releases\/\d+\/assets\{\?name,label\}$/);
    const release = { ...REPOSITORY, release_id };
    const data = { file: join(directory, "bundle.tar") };
    const headers = { "content-type": "application/x-tar" };
    const [first, second, renamed] = await official(
      options,
      ["rest.repos.uploadReleaseAsset", { ...release, url, name: "bundle.tar", data, headers }],
      ["rest.repos.uploadReleaseAsset", { ...release, url, name: "bundle.tar", data, headers }],
      ["rest.repos.uploadReleaseAsset", { ...release, url, name: "my bundle (1).tar", data, headers }],
    );
    const asset = first!.value.data;
    expect(asset).toMatchObject({ name: "bundle.tar", state: "uploaded", size: BYTES.length, digest: DIGEST });
    expect(second?.error).toMatchObject({
      status: 422,
      answer: { errors: [{ code: "already_exists", field: "name" }] },
    });
    expect(renamed?.value.data.name).toBe("my.bundle.1.tar");
    const [byTag, , found, newest, bytes, assets, gone, , after] = await official(
      options,
      ["rest.repos.getReleaseByTag", { ...REPOSITORY, tag: "v1" }],
      ["rest.repos.updateRelease", { ...release, draft: false }],
      ["rest.repos.getReleaseByTag", { ...REPOSITORY, tag: "v1" }],
      ["rest.repos.getLatestRelease", REPOSITORY],
      [
        "rest.repos.getReleaseAsset",
        { ...REPOSITORY, asset_id: asset.id, headers: { accept: "application/octet-stream" } },
      ],
      ["rest.repos.listReleaseAssets", release],
      ["rest.repos.deleteReleaseAsset", { ...REPOSITORY, asset_id: asset.id }],
      ["rest.repos.deleteRelease", release],
      ["rest.repos.getRelease", release],
    );
    expect(byTag?.error?.status).toBe(404);
    expect([found?.value.data.id, newest?.value.data.id]).toEqual([release_id, release_id]);
    expect(bytes?.value.data).toBe(DIGEST);
    expect(assets?.value.data).toMatchObject([{ id: asset.id }, { name: "my.bundle.1.tar" }]);
    expect([gone?.value.status, after?.error?.status]).toEqual([204, 404]);
    const reads = emulator.requests.filter(({ service, method }) => service === "blob" && method === "GET");
    expect(reads.map(({ url: target, headers: sent }) => [new URL(target).origin, sent.authorization])).toEqual([
      [emulator.blobUrl, undefined],
    ]);
  });
});

describe("releases", () => {
  const path = "/repos/acme/tools/releases";
  const create = (emulator: Emulator, body: object) =>
    api(emulator, path, { method: "POST", token: emulator.apiToken(), body: JSON.stringify(body) });

  test("come in pages", async () => {
    const emulator = await open();
    for (let i = 1; i <= 5; i++) emulator.releases.add({ tag: `v${i}` });
    const first = await api(emulator, `${path}?per_page=2`);
    expect(await first.json()).toMatchObject([{ tag_name: "v5" }, { tag_name: "v4" }]);
    const link = first.headers.get("link") ?? "";
    expect(link).toContain('&page=2>; rel="next"');
    expect(link).toContain('&page=3>; rel="last"');
    const last = await api(emulator, `${path}?per_page=2&page=3`);
    expect(await last.json()).toMatchObject([{ tag_name: "v1" }]);
    expect(last.headers.get("link")).not.toContain('rel="next"');
  });

  test("are hidden as drafts from those who may not write", async () => {
    const emulator = await open();
    const { id } = emulator.releases.add({ tag: "v1", draft: true });
    const reader = emulator.apiToken({ contents: "read" });
    for (const token of [reader, undefined]) {
      const init = token === undefined ? {} : { token };
      expect(await (await api(emulator, path, init)).json()).toEqual([]);
      expect((await api(emulator, `${path}/${id}`, init)).status).toBe(404);
    }
    expect(await (await api(emulator, path, { token: emulator.apiToken() })).json()).toMatchObject([{ id }]);
  });

  test("have one published release a tag, and burn that of an immutable one", async () => {
    const emulator = await open();
    emulator.repositories.add("acme/tools", { immutableReleases: true });
    const token = emulator.apiToken();
    const made: any = await (await create(emulator, { tag_name: "v1" })).json();
    expect(made).toMatchObject({ immutable: true, draft: false });
    expect(await (await create(emulator, { tag_name: "v1" })).json()).toMatchObject({
      errors: [{ code: "already_exists", field: "tag_name" }],
    });
    const assets = `/uploads${path}/${made.id}/assets?name=a`;
    const refused = await api(emulator, assets, { method: "POST", token, body: "bytes" });
    expect([refused.status, await refused.json()]).toMatchObject([
      422,
      { message: "Cannot upload assets to an immutable release." },
    ]);
    expect((await api(emulator, `${path}/${made.id}`, { method: "DELETE", token })).status).toBe(204);
    expect(await (await create(emulator, { tag_name: "v1" })).json()).toMatchObject({
      errors: [{ message: "tag_name was used by an immutable release" }],
    });
    expect((await create(emulator, { tag_name: "v1", draft: true })).status).toBe(201);
    expect((await create(emulator, {})).status).toBe(422);
  });

  test("keep what is left of an upload that broke off", async () => {
    const emulator = await open();
    const token = emulator.apiToken();
    const { id } = emulator.releases.add({ tag: "v1" });
    const init = { method: "POST", token, body: BYTES };
    emulator.fault({ service: "upload", action: { dropAfter: 100_000 } });
    await expect(api(emulator, `/uploads${path}/${id}/assets?name=a`, init)).rejects.toThrow("fetch failed");
    const [left] = emulator.releases.find("v1")?.assets ?? [];
    expect(left).toMatchObject({ state: "starter", size: 0, digest: null });
    expect((await api(emulator, `/uploads${path}/${id}/assets?name=a`, init)).status).toBe(422);
    const accept = { accept: "application/octet-stream" };
    expect((await api(emulator, `${path}/assets/${left?.id}`, { token, headers: accept })).status).toBe(404);
    expect((await api(emulator, `${path}/assets/${left?.id}`, { token, method: "DELETE" })).status).toBe(204);
    expect((await api(emulator, `/uploads${path}/${id}/assets?name=a`, init)).status).toBe(201);
    const [asset] = emulator.releases.find("v1")?.assets ?? [];
    expect((await emulator.read(asset?.blob ?? "")).equals(BYTES)).toBe(true);
  });

  test("take no asset without a length, and none that is too large", async () => {
    const emulator = await open({ assetLimit: 10 });
    const { id } = emulator.releases.add({ tag: "v1" });
    const send = async (body: NonNullable<RequestInit["body"]>) => {
      const init: any = { method: "POST", token: emulator.apiToken(), body, duplex: "half" };
      const answer = await api(emulator, `/uploads${path}/${id}/assets?name=a`, init);
      return [answer.status, await answer.json()];
    };
    expect(await send(new Blob(["chunked"]).stream())).toMatchObject([400, { message: "Bad Content-Length: " }]);
    expect(await send("")).toMatchObject([422, { errors: [{ message: "size must be greater than or equal to 1" }] }]);
    expect(await send("eleven bytes")).toMatchObject([422, { errors: [{ field: "size" }] }]);
    expect(await send("ten bytes.")).toMatchObject([201, { size: 10 }]);
  });

  test.each<[string, (emulator: Emulator) => string | undefined, string, string, number, string]>([
    ["nobody in a private repository", () => undefined, "acme/secret", "GET", 404, "Not Found"],
    [
      "a token of another repository",
      (emulator) => emulator.apiToken({ repositories: ["acme/tools"] }),
      "acme/secret",
      "GET",
      404,
      "Not Found",
    ],
    [
      "a token without contents",
      (emulator) => emulator.apiToken({ contents: "none" }),
      "acme/secret",
      "GET",
      403,
      "Resource not accessible by integration",
    ],
    ["a token that may read", (emulator) => emulator.apiToken({ contents: "read" }), "acme/secret", "GET", 200, ""],
    ["nobody in a public repository", () => undefined, "acme/tools", "GET", 200, ""],
    ["nobody who writes", () => undefined, "acme/tools", "POST", 401, "Requires authentication"],
    [
      "a token that may only read and writes",
      (emulator) => emulator.apiToken({ contents: "read" }),
      "acme/tools",
      "POST",
      403,
      "Resource not accessible by integration",
    ],
    ["an unknown token", () => "ghs_unknown", "acme/tools", "GET", 401, "Bad credentials"],
    [
      "anybody in a repository that is not there",
      (emulator) => emulator.apiToken(),
      "acme/other",
      "GET",
      404,
      "Not Found",
    ],
  ])("answer %s", async (_, tokenOf, repository, method, status, message) => {
    const emulator = await open();
    emulator.repositories.add("acme/secret", { private: true });
    const token = tokenOf(emulator);
    const body = method === "POST" ? { body: JSON.stringify({ tag_name: "v1" }) } : {};
    const answer = await api(emulator, `/repos/${repository}/releases`, {
      method,
      ...body,
      ...(token !== undefined && { token }),
    });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject(status === 200 ? [] : { message, status: String(status) });
  });
});

describe("Twirp", () => {
  test.each([
    ["a field that the service does not know", { key: "k", version: VERSION, extra: 1 }, 400, "malformed"],
    ["a field of another type", { key: 1, version: VERSION }, 400, "malformed"],
    ["a key with a comma", { key: "a,b", version: VERSION }, 400, "invalid_argument"],
  ])("refuses %s", async (_, body, status, code) => {
    const emulator = await open();
    const answer = await twirp(emulator, "CacheService/CreateCacheEntry", body);
    expect([answer.status, await answer.json()]).toMatchObject([status, { code, msg: expect.any(String) }]);
  });

  test("refuses strangers, other runs, other methods and other paths", async () => {
    const emulator = await open();
    const entry = { key: "k", version: VERSION };
    expect((await twirp(emulator, "CacheService/CreateCacheEntry", entry, "a.b.c")).status).toBe(401);
    expect((await twirp(emulator, "CacheService/Nothing", entry)).status).toBe(404);
    const headers = { "content-type": "application/json", authorization: `Bearer ${emulator.runtimeToken()}` };
    const service = `${emulator.url}/twirp/github.actions.results.api.v1.CacheService`;
    expect((await fetch(`${service}/CreateCacheEntry`, { headers })).status).toBe(404);
    const [, payload = ""] = emulator.runtimeToken({ runId: 1 }).split(".");
    const { scp }: any = JSON.parse(Buffer.from(payload, "base64url").toString());
    const [, run, job] = /Actions\.Results:([^:]+):(\S+)/.exec(scp) ?? [];
    const list = { workflow_run_backend_id: run, workflow_job_run_backend_id: job };
    const path = "ArtifactService/ListArtifacts";
    expect((await twirp(emulator, path, list, emulator.runtimeToken({ runId: 1 }))).status).toBe(200);
    expect((await twirp(emulator, path, list, emulator.runtimeToken({ runId: 2 }))).status).toBe(403);
    expect((await twirp(emulator, path, list, emulator.runtimeToken({ runId: 1, results: false }))).status).toBe(403);
  });

  test("denies the cache to tokens without a scope", async () => {
    const emulator = await open();
    const token = emulator.runtimeToken({ scopes: [] });
    const entry = { key: "k", version: VERSION };
    const write = await twirp(emulator, "CacheService/CreateCacheEntry", entry, token);
    expect([write.status, await write.json()]).toMatchObject([
      200,
      { ok: false, message: expect.stringMatching(/^cache write denied:/) },
    ]);
    const read = await twirp(emulator, "CacheService/GetCacheEntryDownloadURL", entry, token);
    expect([read.status, await read.json()]).toMatchObject([
      403,
      { msg: expect.stringMatching(/^cache read denied:/) },
    ]);
  });
});

describe("signed addresses of blobs", () => {
  test.each<[string, (url: string) => string, Record<string, string>, number, string]>([
    ["an altered signature", (url) => url.replace(/sig=./, "sig=!"), {}, 403, "AuthenticationFailed"],
    ["an altered end", (url) => url.replace("se=2", "se=3"), {}, 403, "AuthenticationFailed"],
    ["no signature", (url) => url.replace(/\?.*/, ""), {}, 404, "ResourceNotFound"],
    [
      "a credential beside the signature",
      (url) => url,
      { authorization: "token ghs_x" },
      400,
      "InvalidAuthenticationInfo",
    ],
    ["a range behind the end", (url) => url, { range: `bytes=${BYTES.length}-` }, 416, "InvalidRange"],
    ["another version than was asked for", (url) => url, { "if-match": '"0x0"' }, 412, "ConditionNotMet"],
  ])("refuse %s", async (_, change, headers, status, code) => {
    const emulator = await open();
    const answer = await fetch(change(await readAddress(emulator)), { headers });
    expect([answer.status, answer.headers.get("x-ms-error-code")]).toEqual([status, code]);
    expect(await answer.text()).toContain(`<Code>${code}</Code>`);
  });

  test("end when their time is over, and do not allow writing when they are for reading", async () => {
    const brief = await open({ signedFor: 0 });
    expect((await fetch(await readAddress(brief))).status).toBe(403);
    const emulator = await open();
    const url = await readAddress(emulator);
    const init = { method: "PUT", body: "x", headers: { "x-ms-blob-type": "BlockBlob" } };
    expect((await fetch(url, init)).headers.get("x-ms-error-code")).toBe("AuthorizationPermissionMismatch");
    expect((await fetch(url)).status).toBe(200);
    emulator.expireAddresses();
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch(await readAddress(emulator))).status).toBe(200);
  });

  test("serve ranges, and the whole when the blob is another by now", async () => {
    const emulator = await open();
    const url = await readAddress(emulator);
    const part = await fetch(url, { headers: { range: "bytes=10-19" } });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 10-19/${BYTES.length}`]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(BYTES.subarray(10, 20));
    const rest = { range: `bytes=${BYTES.length - 5}-` };
    const kept = await fetch(url, { headers: { ...rest, "if-range": part.headers.get("etag") ?? "" } });
    expect([kept.status, Buffer.from(await kept.arrayBuffer())]).toEqual([206, BYTES.subarray(-5)]);
    const changed = await fetch(url, { headers: { ...rest, "if-range": '"0x0"' } });
    expect([changed.status, Buffer.from(await changed.arrayBuffer()).equals(BYTES)]).toEqual([200, true]);
    const deaf = await readAddress(await open({ ignoreIfRange: true }));
    expect((await fetch(deaf, { headers: { ...rest, "if-range": '"0x0"' } })).status).toBe(206);
  });
});

describe("faults", () => {
  const get = async (emulator: Emulator): Promise<Buffer> => {
    const answer = await fetch(await readAddress(emulator), { signal: AbortSignal.timeout(500) });
    return Buffer.from(await answer.arrayBuffer());
  };

  test.each<[string, FaultAction, string]>([
    ["drop", { drop: true }, "fetch failed"],
    ["lose", { lose: true }, "fetch failed"],
    ["truncate", { truncate: 100_000 }, "terminated"],
    ["stall", { stall: true }, "aborted due to timeout"],
    ["hang", { hang: true }, "aborted due to timeout"],
  ])("%s, once", async (_, action, message) => {
    const emulator = await open();
    const fault = emulator.fault({ service: "blob", action });
    await expect(get(emulator)).rejects.toThrow(message);
    expect((await get(emulator)).equals(BYTES)).toBe(true);
    expect(fault.hits()).toBe(1);
  });

  test("corrupt one byte", async () => {
    const emulator = await open();
    emulator.fault({ service: "blob", action: { corrupt: true } });
    const bytes = await get(emulator);
    expect(bytes).toHaveLength(BYTES.length);
    expect(bytes.filter((byte, index) => byte !== BYTES[index])).toHaveLength(1);
  });

  test("send as many bytes as they promise before they truncate", async () => {
    const emulator = await open();
    emulator.fault({ service: "blob", action: { truncate: 100_000 } });
    const { body, headers } = await fetch(await readAddress(emulator));
    let size = 0;
    const reading = (async () => {
      for await (const chunk of body ?? []) size += chunk.byteLength;
    })();
    await expect(reading).rejects.toThrow("terminated");
    expect([size, headers.get("content-length")]).toEqual([100_000, String(BYTES.length)]);
  });

  test("do or do not do what was asked for before the connection is gone", async () => {
    const emulator = await open();
    const create = (key: string) => twirp(emulator, "CacheService/CreateCacheEntry", { key, version: VERSION });
    emulator.fault({ path: "CreateCacheEntry", action: { drop: true } });
    emulator.fault({ path: /CreateCache/, action: { lose: true } });
    await expect(create("dropped")).rejects.toThrow("fetch failed");
    await expect(create("lost")).rejects.toThrow("fetch failed");
    expect([(await create("dropped")).status, (await create("lost")).status]).toEqual([200, 409]);
  });

  test("match by method, path and number, answer in place of the service, and end", async () => {
    const emulator = await open();
    const headers = { "retry-after": "7", "x-ratelimit-remaining": "0" };
    const action = { status: 429, headers, body: { message: "You have exceeded a secondary rate limit" } };
    const fault = emulator.fault({
      service: "api",
      method: "GET",
      path: "/releases",
      after: 1,
      times: Infinity,
      action,
    });
    const list = async () => (await api(emulator, "/repos/acme/tools/releases")).status;
    expect([await list(), await list(), await list()]).toEqual([200, 429, 429]);
    expect((await api(emulator, "/repos/acme/tools")).status).toBe(200);
    expect((await api(emulator, "/repos/acme/tools/releases", { method: "POST" })).status).toBe(401);
    const answer = await api(emulator, "/repos/acme/tools/releases");
    expect(answer.headers.get("retry-after")).toBe("7");
    fault.end();
    expect(await list()).toBe(200);
    let seen = 0;
    emulator.fault({ action: { meanwhile: () => void seen++ } });
    expect([await list(), seen]).toEqual([200, 1]);
    const statuses = emulator.requests.map(({ status }) => status);
    expect(statuses).toEqual([200, 429, 429, 200, 401, 429, 200, 200]);
  });

  test("hold up a sender in the middle of its body", async () => {
    const emulator = await open();
    const { id } = emulator.releases.add({ tag: "v1" });
    emulator.fault({ service: "upload", action: { stallAfter: 100_000 } });
    const giveUp = new AbortController();
    const init = { method: "POST", token: emulator.apiToken(), body: BYTES, signal: giveUp.signal };
    const sending = api(emulator, `/uploads/repos/acme/tools/releases/${id}/assets?name=a`, init);
    await expect.poll(() => emulator.requests.at(-1)?.size ?? 0).toBeGreaterThanOrEqual(100_000);
    expect(emulator.releases.find("v1")?.assets).toMatchObject([{ state: "starter" }]);
    giveUp.abort();
    await expect(sending).rejects.toThrow("aborted");
  });
});

test("a job gets an ID token for the audience that it asks for", async () => {
  const emulator = await open();
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = emulator.variables();
  const answer: any = await (
    await fetch(`${url}&audience=acme`, { headers: { authorization: `Bearer ${token}` } })
  ).json();
  expect(JSON.parse(Buffer.from(answer.value.split(".")[1], "base64url").toString())).toMatchObject({ aud: "acme" });
  expect((await fetch(`${url}&audience=acme`)).status).toBe(401);
});

describe("preloads", () => {
  /** What a module prints that runs with a preload. */
  async function run(preload: string, source: string, variables: Record<string, string> = {}): Promise<string> {
    const args = ["--import", preload, "--input-type=module", "-e", source];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...variables },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const text = (await Array.fromAsync(child.stdout)).join("");
    return text;
  }

  test("keep a process on loopback, and note what else it tried", async () => {
    const emulator = await open();
    const notes = join(temporaryDirectory(), "lookups");
    writeFileSync(notes, "");
    const source = `
      import dns, { lookup } from "node:dns";
      import { get } from "node:http";
      import { connect } from "node:net";
      import { lookup as promised, resolve4 } from "node:dns/promises";
      const code = (error) => error.cause?.code ?? error.code;
      const settle = async (promise) => promise.then(() => "fine", code);
      const event = (emitter) => new Promise((resolve) => emitter.on("error", (error) => resolve(code(error))));
      const port = new URL("${emulator.url}").port;
      console.log(JSON.stringify([
        await settle(fetch("${emulator.apiUrl}/repos/acme/tools")),
        await settle(fetch("http://localhost:" + port)),
        await settle(fetch("http://api.localhost:" + port)),
        await settle(fetch("https://fetch.example")),
        await event(get("http://get.example")),
        await event(connect(80, "192.0.2.1")),
        await event(connect({ port: 80, host: "2001:db8::1" })),
        await new Promise((resolve) => lookup("lookup.example", (error) => resolve(code(error)))),
        await new Promise((resolve) => dns.resolve("resolve.example", (error) => resolve(code(error)))),
        await settle(promised("promised.example", { all: true })),
        await settle(resolve4("resolve4.example")),
      ]));`;
    const result = JSON.parse(await run(OFFLINE, source, { OCX_BUNDLE_TEST_LOOKUPS: notes, NO_PROXY: "*" }));
    const no = "ENOTFOUND";
    expect(result).toEqual(["fine", "fine", "fine", no, no, "ENETUNREACH", "ENETUNREACH", no, no, no, no]);
    expect(readFileSync(notes, "utf8").split("\n")).toEqual([
      "fetch.example",
      "get.example",
      "192.0.2.1",
      "2001:db8::1",
      "lookup.example",
      "resolve.example",
      "promised.example",
      "resolve4.example",
      "",
    ]);
  });

  test("let long pauses end before short ones", async () => {
    const emulator = await open();
    emulator.fault({ times: Infinity, action: { hang: true } });
    const source = `
      import { get } from "node:http";
      import { setTimeout as sleep } from "node:timers/promises";
      import { setTimeout as timer } from "node:timers";
      const short = () => sleep(990, "short");
      const request = get("${emulator.url}", { timeout: 15000 });
      request.on("error", () => {});
      console.log(JSON.stringify(await Promise.all([
        Promise.race([short(), sleep(30000, "long")]),
        Promise.race([short(), new Promise((resolve) => timer(resolve, 30000, "long"))]),
        Promise.race([short(), new Promise((resolve) => setTimeout(resolve, 30000, "long"))]),
        Promise.race([short(), new Promise((resolve) => request.on("timeout", () => resolve("long")))]),
      ])));
      process.exit();`;
    expect(JSON.parse(await run(HURRY, source))).toEqual(["long", "long", "long", "long"]);
  });
});

test("the page of the emulator names each of its files, and how each behaviour is known", () => {
  const folder = "test/fixtures/github";
  const page = readFileSync(join(folder, "README.md"), "utf8");
  const files = readdirSync(folder).filter((name) => /\.(ts|mjs)$/.test(name));
  expect(files.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  const named = Array.from(page.matchAll(/`([a-z0-9-]+(?:\.test)?\.(?:ts|mjs))`/g), ([, name = ""]) => name);
  const tests = globSync("test/**/*.test.ts").map((path) => basename(path));
  expect(named.filter((name) => !files.includes(name) && !tests.includes(name))).toEqual([]);
  const rows = page.split("\n").filter((line) => /^\| (?!Files|Behaviour|-|`[a-z0-9-]+\.(?:ts|mjs)`)/.test(line));
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter((row) => !/^\| [^|]+ \| (?:documented|observed|assumed) +\| [^|]*\w[^|]* \|$/.test(row))).toEqual(
    [],
  );
});
