import { readFileSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { BlockBlobClient } from "@azure/storage-blob";
import { expect, onTestFinished } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { type Emulator, openEmulator } from "../fixtures/github/emulator.ts";
import { callOfficial } from "../fixtures/github/official-clients.ts";
import { OFFLINE } from "../fixtures/github/preloads.ts";
import { needs } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";

const BYTES = Buffer.alloc(9 * 1024 * 1024, "nine MiB are two blocks; ");
const ENTRY = { key: "k", version: "5".repeat(64) };

async function open(blobs: "files" | "azurite"): Promise<Emulator> {
  const emulator = await openEmulator({ blobs });
  onTestFinished(() => emulator[Symbol.asyncDispose]());
  return emulator;
}

async function twirp(emulator: Emulator, method: string, body: object): Promise<any> {
  const answer = await fetch(`${emulator.url}/twirp/github.actions.results.api.v1.CacheService/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${emulator.runtimeToken()}` },
    body: JSON.stringify(body),
  });
  return answer.json();
}

needs("azurite-blob")("Azurite answers as the emulator's own storage does", async () => {
  const transcripts = [];
  for (const blobs of ["files", "azurite"] as const) transcripts.push(await transcript(await open(blobs)));
  const [own, theirs] = transcripts;
  expect(own).toHaveLength(24);
  expect(own).toEqual(theirs);
});

const COMPARED = ["content-range", "content-type", "content-disposition", "accept-ranges", "x-ms-blob-type"];

/** What a storage makes of the same requests, one after the other. */
async function transcript(emulator: Emulator): Promise<unknown[]> {
  const lines: unknown[] = [];
  const ask = async (about: string, url: string, init: RequestInit = {}): Promise<void> => {
    const answer = await fetch(url, init);
    const text = await answer.text();
    // Azurite has a code of its own for a wrong signature, and none for a request that it cannot parse.
    const code = about.endsWith("(any code)") ? null : answer.headers.get("x-ms-error-code");
    const shown = COMPARED.map((name) => answer.headers.get(name));
    lines.push(answer.ok ? { about, status: answer.status, shown, text } : { about, status: answer.status, code });
  };
  const { signed_upload_url: up } = await twirp(emulator, "CreateCacheEntry", ENTRY);
  const put = (about: string, parameters: string, body: string, headers: Record<string, string> = {}): Promise<void> =>
    ask(about, `${up}${parameters}`, { method: "PUT", body, headers: { "x-ms-version": "2025-11-05", ...headers } });
  const id = (number: number): string => Buffer.from(String(number).padStart(48)).toString("base64");
  const block = (number: number, body: string): Promise<void> =>
    put(`block ${number}`, `&comp=block&blockid=${encodeURIComponent(id(number))}`, body);
  const list = (about: string, ...numbers: readonly number[]): Promise<void> => {
    const blocks = numbers.map((number) => `<Latest>${id(number)}</Latest>`).join("");
    const xml = `<?xml version="1.0" encoding="utf-8"?><BlockList>${blocks}</BlockList>`;
    return put(about, "&comp=blocklist", xml, { "x-ms-blob-content-type": "application/x-tar" });
  };
  await ask("reading what is for writing", up);
  await put("a blob without a type (any code)", "", "x");
  await block(2, "world!");
  await block(1, "hello ");
  await put("a malformed block id", "&comp=block&blockid=a", "x");
  await put("a block without an id (any code)", "&comp=block", "x");
  await list("a list with a block that never came", 1, 3);
  await put("a list that is no XML (any code)", "&comp=blocklist", "no XML");
  await list("a list", 1, 2);
  await list("the same list again", 1, 2);
  expect(await twirp(emulator, "FinalizeCacheEntryUpload", { ...ENTRY, size_bytes: "12" })).toMatchObject({ ok: true });
  const { signed_download_url: down } = await twirp(emulator, "GetCacheEntryDownloadURL", ENTRY);
  const get = (about: string, headers: Record<string, string>): Promise<void> => ask(about, down, { headers });
  await ask("the whole", down);
  await ask("its properties", down, { method: "HEAD" });
  await get("a range", { range: "bytes=3-5" });
  await get("a range in Azure's header", { "x-ms-range": "bytes=3-" });
  await get("both, of which Azure's wins", { "x-ms-range": "bytes=3-3", range: "bytes=4-4" });
  await get("a range that is too long", { range: "bytes=3-500" });
  await get("a range behind the end", { range: "bytes=13-" });
  await get("another version than was asked for", { "if-match": '"0x0"' });
  await ask("a wrong signature (any code)", down.replace(/sig=../, "sig=xx"));
  await ask("writing what is for reading", down, {
    method: "PUT",
    body: "x",
    headers: { "x-ms-blob-type": "BlockBlob" },
  });
  await ask("deleting what is for writing", up, { method: "DELETE" });
  await list("an empty list");
  await ask("the empty blob", down);
  await new BlockBlobClient(up).uploadData(Buffer.alloc(10, "x"), {
    blockSize: 4,
    maxSingleShotSize: 4,
    blobHTTPHeaders: { blobContentType: "text/plain" },
  });
  await ask("what Azure's client sent", down);
  return lines;
}

needs("azurite-blob")("artifacts, caches and releases work when their blobs lie in Azurite", async () => {
  const emulator = await open("azurite");
  const directory = temporaryDirectory();
  const file = join(directory, "bundle.tar");
  writeFileSync(file, BYTES);
  await mkdir(join(directory, "tree"));
  writeFileSync(join(directory, "tree", "file"), "content");
  const { id: release_id } = emulator.releases.add({ tag: "v1" });
  const repository = { owner: "acme", repo: "tools" };
  const url = `${emulator.url}/api/uploads/repos/acme/tools/releases/${release_id}/assets{?name,label}`;
  const headers = { "content-type": "application/x-tar" };
  const { results, log } = await callOfficial(
    { directory, variables: emulator.variables(), token: emulator.apiToken(), preloads: [OFFLINE] },
    ["artifact.uploadArtifact", "bundle.tar", [file], directory, { skipArchive: true }],
    ["artifact.downloadArtifact", 101, { path: join(directory, "fetched"), expectedHash: `sha256:${sha256(BYTES)}` }],
    ["cache.saveCache", ["tree"], "k-1"],
    ["cache.restoreCache", ["tree"], "k-1"],
    ["rest.repos.uploadReleaseAsset", { ...repository, release_id, url, name: "bundle.tar", data: { file }, headers }],
  );
  expect(results, log).toMatchObject([
    { value: { id: 101, size: BYTES.length, digest: sha256(BYTES) } },
    { value: { digestMismatch: false } },
    { value: 100 },
    { value: "k-1" },
    { value: { data: { state: "uploaded", digest: `sha256:${sha256(BYTES)}` } } },
  ]);
  expect(readFileSync(join(directory, "fetched", "bundle.tar")).equals(BYTES)).toBe(true);
  const [asset] = emulator.releases.find("v1")?.assets ?? [];
  expect((await emulator.read(asset?.blob ?? "")).equals(BYTES)).toBe(true);
});
