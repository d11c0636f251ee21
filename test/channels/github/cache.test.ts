import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { CacheAddress } from "../../../src/channels/address/address.ts";
import { ENTRY_VERSION } from "../../../src/channels/github/cache/cache.ts";
import { perform } from "../../fixtures/channels.ts";
import { temporaryDirectory } from "../../fixtures/commands.ts";
import { type Emulator, openEmulator } from "../../fixtures/github/emulator.ts";
import type { FaultRule } from "../../fixtures/github/faults.ts";
import type { JobOptions } from "../../fixtures/github/run-store.ts";
import { fileToSend } from "../../fixtures/sent-file.ts";
import { run } from "../../fixtures/tools.ts";

const KEY = "toolbox-linux-3f2a";
const NAME = "toolbox.tar";
const BRANCH = "refs/heads/main";
const VERSIONS = [2, 1] as const;

async function emulator(): Promise<Emulator> {
  const opened = await openEmulator();
  onTestFinished(() => opened[Symbol.asyncDispose]());
  return opened;
}

interface Situation {
  readonly version?: 1 | 2;
  readonly key?: string;
  readonly job?: JobOptions;
  readonly abortAfter?: number;
  readonly patient?: boolean;
}

function addressOf(github: Emulator, { version = 2, key = KEY, job }: Situation): CacheAddress {
  const url = version === 2 ? `${github.url}/` : `${github.url}/cache1/`;
  return { channel: "cache", key, service: { url, token: github.runtimeToken(job), version } };
}

async function send(github: Emulator, file: ReturnType<typeof fileToSend>, situation: Situation = {}) {
  const { bytes: _, ...local } = file;
  const { abortAfter, patient = false } = situation;
  const address = addressOf(github, situation);
  return perform({
    kind: "send",
    address,
    file: local,
    name: NAME,
    patient,
    ...(abortAfter !== undefined && { abortAfter }),
  });
}

async function fetch(github: Emulator, situation: Situation = {}) {
  const directory = temporaryDirectory();
  return {
    ...(await perform({ kind: "fetch", address: addressOf(github, situation), name: NAME, directory })),
    directory,
  };
}

async function add(
  github: Emulator,
  values: { key?: string; version?: string; bytes?: Uint8Array | string; scope?: string },
) {
  return github.caches.add({ key: KEY, version: ENTRY_VERSION, bytes: "bytes", ...values });
}

async function stored(github: Emulator): Promise<Buffer> {
  const [entry] = github.caches.list();
  return github.read(entry?.blob ?? "");
}

test("the version of entries is what its comment says", () => {
  const said = run("sha256sum", [], { input: "ocx-bundle file v1" }).toString();
  expect(said.slice(0, 64)).toBe(ENTRY_VERSION);
});

test.each(VERSIONS)("a file is saved to version %i of the cache, and fetched as it was", async (version) => {
  const github = await emulator();
  const file = fileToSend(40_000_000);
  const { value, error, said, steps } = await send(github, file, { version });
  expect(error).toBeUndefined();
  expect(value).toEqual({ status: "sent", names: [KEY] });
  expect(github.caches.list()).toMatchObject([
    { key: KEY, size: file.size, digest: file.digest, version: ENTRY_VERSION },
  ]);
  expect(said).toEqual([]);
  expect(steps.at(-1)).toEqual([file.size, file.size]);

  const fetched = await fetch(github, { version, job: { job: "test" } });
  const path = join(fetched.directory, NAME);
  expect(fetched.value).toEqual({ path, size: file.size, origin: `cache entry ${KEY}` });
  expect(run("sha256sum", [path]).toString()).toContain(file.digest.slice(7));
});

test("an empty file is saved and fetched", async () => {
  const github = await emulator();
  const { error } = await send(github, fileToSend(0));
  expect(error).toBeUndefined();
  const { value } = await fetch(github);
  expect(value.size).toBe(0);
});

test.each(VERSIONS)("an entry that is there is kept with version %i, and nothing is uploaded", async (version) => {
  const github = await emulator();
  await add(github, { bytes: "first" });
  const { value, error } = await send(github, fileToSend(), { version });
  expect(error).toBeUndefined();
  expect(value.status).toBe("kept");
  expect((await stored(github)).toString()).toBe("first");
  expect(github.requests.filter(({ service }) => service === "blob")).toEqual([]);
});

test.each(VERSIONS)("a key that another job has reserved is no entry with version %i", async (version) => {
  const github = await emulator();
  github.caches.reserve({ repository: "acme/tools", key: KEY, version: ENTRY_VERSION, scope: BRANCH });
  const { value, said } = await send(github, fileToSend(), { version });
  expect(value.status).toBe("reserved");
  expect(said).toEqual([]);
});

test.each(VERSIONS)("fetching with version %i takes exactly this key and this kind of entry", async (version) => {
  const github = await emulator();
  await add(github, { key: `${KEY}-longer` });
  await add(github, { version: "0".repeat(64) });
  await add(github, { scope: "refs/heads/other" });
  const { value, error, directory } = await fetch(github, { version });
  expect(error).toBeUndefined();
  expect(value).toBeUndefined();
  expect(existsSync(join(directory, NAME))).toBe(false);
});

test.each([
  ["has a comma", "a,b"],
  ["is too long", "a".repeat(513)],
  ["is empty", ""],
])("a key that %s is refused before anything is asked", async (_, key) => {
  const github = await emulator();
  const { error } = await fetch(github, { key });
  expect(error?.code).toBe("OPTION_INVALID");
  expect(github.requests).toEqual([]);
});

test.each(VERSIONS)("a token that may only read is told so by version %i", async (version) => {
  const github = await emulator();
  const { error } = await send(github, fileToSend(), { version, job: { scopes: [{ scope: BRANCH, permission: 1 }] } });
  expect(error?.code).toBe("ACCESS_DENIED");
  expect(error?.message).toContain("cache write denied");
});

test("a token that may not read is told so", async () => {
  const github = await emulator();
  const { error } = await fetch(github, { job: { scopes: [{ scope: BRANCH, permission: 2 }] } });
  expect(error?.code).toBe("ACCESS_DENIED");
  expect(error?.message).toContain("cache read denied");
});

const CREATE = /\/CreateCacheEntry|\/caches$/;
const FINALIZE = /\/FinalizeCacheEntryUpload|\/caches\/\d+$/;
const FIND = /\/GetCacheEntryDownloadURL|\/cache\?/;

test.each<[string, FaultRule]>([
  ["reserving is dropped", { path: CREATE, times: 2, action: { drop: true } }],
  ["reserving fails", { path: CREATE, times: 2, action: { status: 502 } }],
  ["reserving comes too often", { path: CREATE, action: { status: 429, headers: { "retry-after": "20" } } }],
  ["finishing is dropped", { path: FINALIZE, method: "POST", times: 2, action: { drop: true } }],
  ["the answer that it is finished is lost", { path: FINALIZE, method: "POST", action: { lose: true } }],
  ["finishing fails", { path: FINALIZE, method: "POST", times: 2, action: { status: 500 } }],
])("a file is saved with either version although %s", async (_, rule) => {
  for (const version of VERSIONS) {
    const github = await emulator();
    const file = fileToSend();
    const fault = github.fault(rule);
    const { error, value } = await send(github, file, { version });
    expect(error).toBeUndefined();
    expect(value.status).toBe("sent");
    expect(fault.hits()).toBe(rule.times ?? 1);
    expect((await stored(github)).equals(file.bytes)).toBe(true);
  }
});

test.each<[string, FaultRule]>([
  ["a block is dropped", { path: "comp=block&", times: 3, action: { dropAfter: 50_000 } }],
  ["a block fails", { path: "comp=block&", times: 3, action: { status: 503 } }],
  ["a gateway fails", { service: "blob", action: { status: 502 } }],
  ["a gateway fails at the end", { path: "comp=blocklist", action: { status: 504 } }],
  ["the answer to the blocks is lost", { path: "comp=blocklist", action: { lose: true } }],
  ["a block is never answered", { path: "comp=block&", action: { hang: true } }],
  ["a block stalls", { path: "comp=block&", action: { stallAfter: 50_000 } }],
])("a file is saved to version 2 although %s", async (_, rule) => {
  const github = await emulator();
  const file = fileToSend(20_000_000);
  const fault = github.fault(rule);
  const { error, value } = await send(github, file);
  expect(error).toBeUndefined();
  expect(value.status).toBe("sent");
  expect(fault.hits()).toBe(rule.times ?? 1);
  expect((await stored(github)).equals(file.bytes)).toBe(true);
});

test.each<[string, FaultRule["action"]]>([
  ["is dropped", { drop: true }],
  ["is dropped on the way", { dropAfter: 1_000_000 }],
  ["fails", { status: 503 }],
  ["is never answered", { hang: true }],
  ["has its answer lost", { lose: true }],
])("a file is saved to version 1 although a chunk %s", async (_, action) => {
  const github = await emulator();
  const file = fileToSend(40_000_000);
  const fault = github.fault({ method: "PATCH", times: 2, action });
  const { error, value } = await send(github, file, { version: 1 });
  expect(error).toBeUndefined();
  expect(value.status).toBe("sent");
  expect(fault.hits()).toBe(2);
  expect((await stored(github)).equals(file.bytes)).toBe(true);
});

test.each<[string, 1 | 2, FaultRule, string]>([
  ["the service is down", 2, { path: CREATE, action: { status: 503 } }, "SERVICE_FAILED"],
  ["the service is down", 1, { path: CREATE, action: { status: 503 } }, "SERVICE_FAILED"],
  ["there is no connection", 2, { path: CREATE, action: { drop: true } }, "NETWORK_FAILED"],
  ["there is no connection", 1, { path: CREATE, action: { drop: true } }, "NETWORK_FAILED"],
  ["it saves too often", 2, { path: CREATE, action: { status: 429 } }, "RATE_LIMITED"],
  ["it saves too often", 1, { path: CREATE, action: { status: 429 } }, "RATE_LIMITED"],
  ["the token has ended", 2, { path: CREATE, action: { status: 401 } }, "TOKEN_REJECTED"],
  ["the token has ended", 1, { path: CREATE, action: { status: 401 } }, "TOKEN_REJECTED"],
  [
    "the quota is used up",
    2,
    { path: CREATE, action: { status: 403, body: { msg: "insufficient usage" } } },
    "QUOTA_EXCEEDED",
  ],
  ["a page answers", 2, { path: CREATE, action: { status: 200, body: "<html>" } }, "NETWORK_FAILED"],
  ["a page answers", 1, { path: CREATE, action: { status: 200, body: "<html>" } }, "NETWORK_FAILED"],
  [
    "the entry is too large",
    1,
    { path: CREATE, action: { status: 400, body: { message: "too large" } } },
    "SERVICE_FAILED",
  ],
  ["reserving gives no address", 2, { path: CREATE, action: { status: 200, body: { ok: true } } }, "SERVICE_FAILED"],
  [
    "reserving is refused",
    2,
    { path: CREATE, action: { status: 200, body: { ok: false, message: "no" } } },
    "SERVICE_FAILED",
  ],
  ["only the answer to reserving is lost", 2, { path: CREATE, times: 1, action: { lose: true } }, "SERVICE_FAILED"],
  ["only the answer to reserving is lost", 1, { path: CREATE, times: 1, action: { lose: true } }, "SERVICE_FAILED"],
  ["finishing is refused", 2, { path: FINALIZE, action: { status: 200, body: { ok: false } } }, "SERVICE_FAILED"],
  ["finishing is denied", 2, { path: FINALIZE, action: { status: 403 } }, "ACCESS_DENIED"],
  ["a chunk is refused", 1, { method: "PATCH", action: { status: 400 } }, "SERVICE_FAILED"],
  ["a chunk is dropped each time", 1, { method: "PATCH", action: { dropAfter: 1000 } }, "NETWORK_FAILED"],
  ["storage refuses", 2, { service: "blob", action: { status: 403 } }, "ACCESS_DENIED"],
  ["storage fails", 2, { service: "blob", action: { status: 503 } }, "SERVICE_FAILED"],
  ["storage is out of reach", 2, { service: "blob", action: { drop: true } }, "NETWORK_FAILED"],
  ["storage is silent", 2, { service: "blob", action: { hang: true } }, "NETWORK_FAILED"],
])("saving ends with a code when %s (version %i)", async (_, version, rule, code) => {
  const github = await emulator();
  github.fault({ times: Infinity, ...rule });
  const { error } = await send(github, fileToSend(), { version });
  expect(error?.code).toBe(code);
  expect(error?.message).not.toContain("sig=");
  expect(github.caches.list()).toEqual([]);
});

test.each(VERSIONS)("version %i sends nothing more once a part of the file is refused", async (version) => {
  const github = await emulator();
  const part = { service: version === 2 ? "blob" : "cache1", method: version === 2 ? "PUT" : "PATCH" } as const;
  github.fault({ ...part, action: { status: 400 } });
  github.fault({ ...part, times: Infinity, action: { hang: true } });
  const { error } = await send(github, fileToSend(300_000_000), { version });
  expect(error?.code).toBe("SERVICE_FAILED");
  // As many as travel at the same time.
  expect(github.requests.filter(({ method }) => method === part.method).length).toBeLessThanOrEqual(4);
});

test.each(VERSIONS)("a file that is gone is no bug of version %i", async (version) => {
  const github = await emulator();
  const file = fileToSend();
  rmSync(file.path);
  const { error } = await send(github, file, { version });
  expect(error?.code).toBe("FILE_NOT_FOUND");
});

test.each(VERSIONS)("saving with version %i can be given up", async (version) => {
  const github = await emulator();
  github.fault({ method: version === 2 ? "PUT" : "PATCH", times: Infinity, action: { hang: true } });
  const { error } = await send(github, fileToSend(), { version, abortAfter: 60_000 });
  expect(error).toMatchObject({ code: "", message: "given up" });
  expect(github.requests.at(-1)?.method).toBe(version === 2 ? "PUT" : "PATCH");
});

const READ = { service: "blob", method: "GET" } as const;

test.each<[string, FaultRule]>([
  ["looking is dropped", { path: FIND, times: 2, action: { drop: true } }],
  ["looking fails", { path: FIND, times: 2, action: { status: 502 } }],
  ["storage fails", { ...READ, times: 2, action: { status: 503 } }],
  ["the body is cut off", { ...READ, times: 3, action: { truncate: 30_000 } }],
  ["the body stalls", { ...READ, times: 2, action: { stall: true } }],
])("fetching with either version goes on when %s", async (_, rule) => {
  for (const version of VERSIONS) {
    const github = await emulator();
    const file = fileToSend();
    await add(github, { bytes: file.bytes });
    const fault = github.fault(rule);
    const { value, error, said } = await fetch(github, { version });
    expect(error).toBeUndefined();
    expect(readFileSync(value.path).equals(file.bytes)).toBe(true);
    expect(fault.hits()).toBe(rule.times ?? 1);
    expect(said).toHaveLength(rule.times ?? 1);
  }
});

test("fetching gets a new address when the old one expires on the way, and says when the entry is gone by then", async () => {
  for (const evicted of [false, true]) {
    const github = await emulator();
    const file = fileToSend();
    const { id } = await add(github, { bytes: file.bytes });
    github.fault({ ...READ, action: { truncate: 30_000 } });
    const meanwhile = (): void => {
      github.expireAddresses();
      if (evicted) github.caches.remove(id);
    };
    github.fault({ ...READ, action: { meanwhile } });
    const { value, error, directory } = await fetch(github);
    expect(error?.code ?? value.size).toBe(evicted ? "CACHE_MISS" : file.size);
    expect(existsSync(join(directory, NAME))).toBe(!evicted);
  }
});

test.each<[string, FaultRule, string]>([
  ["the service is down", { path: FIND, action: { status: 503 } }, "SERVICE_FAILED"],
  ["the service is out of reach", { path: FIND, action: { drop: true } }, "NETWORK_FAILED"],
  ["the token has ended", { path: FIND, action: { status: 401 } }, "TOKEN_REJECTED"],
  ["reading is denied", { path: FIND, action: { status: 403, body: { msg: "cache read denied" } } }, "ACCESS_DENIED"],
  ["the answer has other fields", { path: FIND, action: { status: 200, body: { ok: 7 } } }, "SERVICE_FAILED"],
  ["storage is out of reach", { ...READ, action: { drop: true } }, "NETWORK_FAILED"],
  ["storage has nothing", { ...READ, action: { status: 404 } }, "SERVICE_FAILED"],
])("fetching with either version ends with a code when %s: no failure is a miss", async (_, rule, code) => {
  for (const version of VERSIONS) {
    const github = await emulator();
    await add(github, {});
    github.fault({ times: Infinity, ...rule });
    const { error, directory } = await fetch(github, { version });
    expect(error?.code).toBe(code);
    expect(existsSync(join(directory, NAME))).toBe(false);
  }
});

test.each(VERSIONS)("saving a GiB with version %i does not take it into memory", async (version) => {
  const github = await emulator();
  const path = join(temporaryDirectory(), "zeros");
  writeFileSync(path, "");
  truncateSync(path, 2 ** 30);
  // The cache has no use for the digest; the emulator needs its time for so much.
  const file = { path, size: 2 ** 30, digest: "", bytes: Buffer.alloc(0) };
  const { error, memory } = await send(github, file, { version, patient: true });
  expect(error).toBeUndefined();
  // About 155 MiB, for 2 GiB too; more where the garbage collector has to wait for a busy machine.
  expect(memory).toBeLessThan(2 ** 29);
});
