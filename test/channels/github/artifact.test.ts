import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { ArtifactAddress } from "../../../src/channels/address/address.ts";
import { perform, type Task } from "../../fixtures/channels.ts";
import { temporaryDirectory } from "../../fixtures/commands.ts";
import { type Emulator, openEmulator } from "../../fixtures/github/emulator.ts";
import type { FaultRule } from "../../fixtures/github/faults.ts";
import type { JobOptions } from "../../fixtures/github/run-store.ts";
import { fileToSend } from "../../fixtures/sent-file.ts";
import { run } from "../../fixtures/tools.ts";

const NAME = "toolbox.tar";
const RUN_URL = "https://github.com/acme/tools/actions/runs/4711";
const CREATE = "/CreateArtifact";
const FINALIZE = "/FinalizeArtifact";
const LIST = "/ListArtifacts";
const SIGNED_URL = "/GetSignedArtifactURL";

async function emulator(): Promise<Emulator> {
  const opened = await openEmulator();
  onTestFinished(() => opened[Symbol.asyncDispose]());
  return opened;
}

interface Situation {
  readonly job?: JobOptions;
  readonly overwrite?: boolean;
  readonly retentionDays?: number;
  readonly abortAfter?: number;
  readonly patient?: boolean;
}

function ownRun(github: Emulator, { job, overwrite = false, retentionDays }: Situation): ArtifactAddress {
  return {
    channel: "artifact",
    run: { kind: "own", service: { url: `${github.url}/`, token: github.runtimeToken(job) } },
    overwrite,
    runUrl: RUN_URL,
    ...(retentionDays !== undefined && { retentionDays }),
  };
}

function otherRun(
  github: Emulator,
  values: { repository?: string; runId?: number; token?: string } = {},
): ArtifactAddress {
  const { repository = "acme/tools", runId = 4711, token = github.apiToken({ actions: "read" }) } = values;
  const [owner = "", name = ""] = repository.split("/");
  const api = { url: github.apiUrl, ...(token !== "" && { token }) };
  return { channel: "artifact", run: { kind: "other", repository: { owner, name }, runId, api }, overwrite: false };
}

async function send(github: Emulator, file: ReturnType<typeof fileToSend>, situation: Situation = {}) {
  const { bytes: _, ...local } = file;
  const { abortAfter, patient = false } = situation;
  const task: Task = {
    kind: "send",
    address: ownRun(github, situation),
    file: local,
    name: NAME,
    patient,
    ...(abortAfter !== undefined && { abortAfter }),
  };
  return perform(task);
}

async function fetch(address: ArtifactAddress, name = NAME, directory = temporaryDirectory()) {
  return { ...(await perform({ kind: "fetch", address, name, directory })), directory };
}

function paths(github: Emulator): string[] {
  return github.requests.map(({ url }) => new URL(url).pathname.split("/").at(-1) ?? "");
}

async function stored(github: Emulator): Promise<Buffer> {
  const [artifact] = github.artifacts.list();
  return github.read(artifact?.blob ?? "");
}

test("an artifact is sent under its name, whatever the file is called, and fetched as it was", async () => {
  const github = await emulator();
  const file = fileToSend(20_000_000);
  const { value, error, said, steps } = await send(github, file);
  expect(error).toBeUndefined();
  expect(value).toMatchObject({ status: "sent", names: [NAME], url: `${RUN_URL}/artifacts/${value.id}` });
  expect(github.artifacts.list()).toMatchObject([{ name: NAME, size: file.size, digest: file.digest }]);
  expect(said).toEqual([]);
  expect(steps.at(-1)).toEqual([file.size, file.size]);

  const { value: fetched, directory } = await fetch(ownRun(github, { job: { job: "test" } }));
  expect(fetched).toEqual({ path: join(directory, NAME), size: file.size, origin: `artifact ${NAME} of this run` });
  expect(run("sha256sum", [fetched.path]).toString()).toContain(file.digest.slice(7));
});

test("an artifact is fetched from another run, and the token stays with the API", async () => {
  const github = await emulator();
  const file = fileToSend();
  await send(github, file);
  const { value, error } = await fetch(otherRun(github));
  expect(error).toBeUndefined();
  expect(value.origin).toBe(`artifact ${NAME} of run 4711 of acme/tools`);
  expect(readFileSync(value.path).equals(file.bytes)).toBe(true);
  const withToken = github.requests.filter(({ service, headers }) => service === "blob" && headers.authorization);
  expect(withToken).toEqual([]);
});

test("an empty file is sent and fetched", async () => {
  const github = await emulator();
  const { value, error } = await send(github, fileToSend(0));
  expect(error).toBeUndefined();
  expect(value.status).toBe("sent");
  const fetched = await fetch(ownRun(github, {}));
  expect(fetched.error).toBeUndefined();
  expect(fetched.value.size).toBe(0);
});

test("the days that an artifact is kept reach the service", async () => {
  const github = await emulator();
  await send(github, fileToSend(), { retentionDays: 3 });
  const days = (Number(github.artifacts.list()[0]?.expiresAt) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(2.9);
  expect(days).toBeLessThan(3.1);
});

test("an artifact with the same bytes is kept, and nothing is uploaded", async () => {
  const github = await emulator();
  const file = fileToSend();
  const first = await send(github, file);
  github.fault({ path: CREATE, times: Infinity, action: { status: 500 } });
  const { value } = await send(github, file, { job: { job: "again" }, overwrite: true });
  expect(value).toEqual({ ...first.value, status: "kept" });
});

test("an artifact with other bytes is replaced only when that is wanted", async () => {
  const github = await emulator();
  await send(github, fileToSend());
  const file = fileToSend();
  const { error } = await send(github, file);
  expect(error?.code).toBe("ARTIFACT_EXISTS");
  const { value } = await send(github, file, { overwrite: true });
  expect(value.status).toBe("replaced");
  expect(github.artifacts.list()).toMatchObject([{ digest: file.digest }]);
});

test("an artifact that another job sends at the same time is kept when it is the same, and refused when not", async () => {
  for (const same of [true, false]) {
    const github = await emulator();
    const file = fileToSend();
    const bytes = same ? file.bytes : "other";
    const meanwhile = async (): Promise<void> => void (await github.artifacts.add({ name: NAME, bytes }));
    github.fault({ path: CREATE, action: { meanwhile } });
    const { error, value } = await send(github, file);
    expect(error?.code ?? value.status).toBe(same ? "sent" : "ARTIFACT_EXISTS");
  }
});

test.each<[string, FaultRule]>([
  ["the connection is reset when it is created", { path: CREATE, times: 3, action: { drop: true } }],
  ["the connection is reset when it is finalized", { path: LIST, times: 2, action: { drop: true } }],
  ["the answer that it is finalized is lost", { path: FINALIZE, action: { lose: true } }],
  ["the answer that it is finalized is cut off", { path: FINALIZE, action: { truncate: 5 } }],
  ["the list is cut off", { path: LIST, times: 2, action: { truncate: 5 } }],
  ["the results service fails twice", { path: CREATE, times: 2, action: { status: 500 } }],
  ["the results service answers with a page", { path: CREATE, times: 2, action: { status: 200, body: "<html>" } }],
  ["the list is no JSON", { path: LIST, times: 2, action: { status: 200, body: "<html>" } }],
  ["the list comes too often", { path: LIST, times: 2, action: { status: 429, headers: { "retry-after": "1" } } }],
  ["storage fails twice", { service: "blob", times: 2, action: { status: 503 } }],
  ["storage drops a block", { service: "blob", times: 2, action: { dropAfter: 50_000 } }],
])("an artifact is sent although %s", async (_, rule) => {
  const github = await emulator();
  const file = fileToSend();
  const fault = github.fault(rule);
  const { error, value } = await send(github, file);
  expect(error).toBeUndefined();
  expect(value.status).toBe("sent");
  expect(fault.hits()).toBe(rule.times ?? 1);
  expect((await stored(github)).equals(file.bytes)).toBe(true);
});

test.each<[string, FaultRule, string, number]>([
  ["the results service stays down", { path: CREATE, action: { status: 503 } }, "SERVICE_FAILED", 5],
  ["the connection is reset each time", { path: CREATE, action: { drop: true } }, "NETWORK_FAILED", 5],
  ["a page answers each time", { path: CREATE, action: { status: 200, body: "<html>" } }, "NETWORK_FAILED", 5],
  ["nothing may be created", { path: CREATE, action: { status: 403, body: { msg: "no" } } }, "ACCESS_DENIED", 1],
  ["the token has ended", { path: CREATE, action: { status: 401, body: { msg: "no" } } }, "TOKEN_REJECTED", 1],
  [
    "the quota is used up",
    { path: CREATE, action: { status: 403, body: { msg: "insufficient usage to create artifact" } } },
    "QUOTA_EXCEEDED",
    1,
  ],
  ["creating is refused", { path: CREATE, action: { status: 200, body: { ok: false } } }, "SERVICE_FAILED", 1],
  ["finalizing is refused", { path: FINALIZE, action: { status: 200, body: { ok: false } } }, "SERVICE_FAILED", 1],
  ["listing is refused", { path: LIST, action: { status: 403, body: { msg: "no" } } }, "ACCESS_DENIED", 1],
  ["the list cannot be had", { path: LIST, action: { drop: true } }, "NETWORK_FAILED", 5],
  ["the list is something else", { path: LIST, action: { status: 200, body: { artifacts: 7 } } }, "SERVICE_FAILED", 1],
  ["storage refuses", { service: "blob", action: { status: 403 } }, "ACCESS_DENIED", 1],
  ["storage stays down", { service: "blob", action: { status: 503 } }, "SERVICE_FAILED", 5],
  ["storage drops every connection", { service: "blob", action: { drop: true } }, "NETWORK_FAILED", 5],
])("sending ends with a code when %s", async (_, rule, code, hits) => {
  const github = await emulator();
  const fault = github.fault({ ...rule, times: Infinity });
  const { error } = await send(github, fileToSend());
  expect(error?.code).toBe(code);
  expect(error?.message).not.toContain("sig=");
  expect(fault.hits()).toBe(hits);
  expect(github.artifacts.list()).toEqual([]);
});

test("sending ends when storage falls silent", async () => {
  const github = await emulator();
  github.fault({ service: "blob", times: Infinity, action: { hang: true } });
  const { error } = await send(github, fileToSend());
  expect(error?.code).toBe("NETWORK_FAILED");
});

test.each<[string, FaultRule]>([
  ["lost", { path: CREATE, action: { lose: true } }],
  ["cut off", { path: CREATE, action: { truncate: 5 } }],
])("sending says that the name is lost when only the answer to its creation was %s", async (_, rule) => {
  const github = await emulator();
  github.fault(rule);
  const { error } = await send(github, fileToSend());
  expect(error?.code).toBe("ARTIFACT_EXISTS");
  expect(error?.hint).toContain("another name");
});

test("a file that changes while it is sent is not left behind", async () => {
  const github = await emulator();
  const file = fileToSend();
  github.fault({ path: CREATE, action: { meanwhile: () => writeFileSync(file.path, "changed") } });
  const { error } = await send(github, file);
  expect(error?.code).toBe("FILE_CHANGED");
  expect(github.artifacts.list()).toEqual([]);
});

test("a file that is not there is never created at the service", async () => {
  const github = await emulator();
  const file = fileToSend();
  rmSync(file.path);
  const { error } = await send(github, file);
  expect(error?.code).toBe("FILE_NOT_FOUND");
  expect(paths(github)).not.toContain("CreateArtifact");
});

test("sending can be given up", async () => {
  const github = await emulator();
  github.fault({ service: "blob", times: Infinity, action: { hang: true } });
  const { error } = await send(github, fileToSend(), { abortAfter: 100_000 });
  expect(error).toMatchObject({ code: "", message: "given up" });
  expect(github.requests.at(-1)?.service).toBe("blob");
});

test("there is no artifact channel with no token of a job", async () => {
  const github = await emulator();
  const { error } = await send(github, fileToSend(), { job: { results: false } });
  expect(error?.code).toBe("CHANNEL_UNAVAILABLE");
});

test("only the own run can be sent to", async () => {
  const github = await emulator();
  const { bytes: _, ...file } = fileToSend();
  const { error } = await perform({ kind: "send", address: otherRun(github), file, name: NAME });
  expect(error?.code).toBe("CHANNEL_UNAVAILABLE");
});

test.each(["a/b", "..", "a:b", ""])('"%s" is no name of an artifact', async (name) => {
  const github = await emulator();
  const { error, directory } = await fetch(ownRun(github, {}), name);
  expect(error?.code).toBe("OPTION_INVALID");
  expect(github.requests).toEqual([]);
  expect(readdirSync(directory)).toEqual([]);
});

const BOTH: readonly [string, (github: Emulator) => ArtifactAddress][] = [
  ["the own run", (github) => ownRun(github, {})],
  ["another run", (github) => otherRun(github)],
];

test.each(BOTH)("fetching from %s names what there is when the artifact is not there", async (_, addressOf) => {
  const github = await emulator();
  for (const name of ["tool.tar", "toolbox.tar.old", "logs"]) await github.artifacts.add({ name, bytes: name });
  const { error } = await fetch(addressOf(github));
  expect(error?.code).toBe("ARTIFACT_NOT_FOUND");
  expect(error?.message).toContain(NAME);
  expect(error?.hint).toMatch(/tool\.tar/);
  expect(error?.hint).toMatch(/logs/);
});

test.each(BOTH)("fetching from %s says that there is nothing at all", async (_, addressOf) => {
  const github = await emulator();
  github.runtimeToken();
  const { error } = await fetch(addressOf(github));
  expect(error).toMatchObject({ code: "ARTIFACT_NOT_FOUND", hint: expect.stringContaining("none") });
});

test.each(BOTH)("fetching from %s takes the newest of several", async (_, addressOf) => {
  const github = await emulator();
  await github.artifacts.add({ name: NAME, bytes: "first" });
  await github.artifacts.add({ name: NAME, bytes: "second", job: { job: "test" } });
  const { value, error } = await fetch(addressOf(github));
  expect(error).toBeUndefined();
  expect(readFileSync(value.path, "utf8")).toBe("second");
});

test.each(BOTH)("fetching from %s takes a zipped artifact as the zip file that it is", async (_, addressOf) => {
  const github = await emulator();
  await github.artifacts.add({ name: NAME, bytes: "PK...", mimeType: "application/zip" });
  const { value } = await fetch(addressOf(github));
  expect(readFileSync(value.path, "utf8")).toBe("PK...");
});

const READ = { service: "blob", method: "GET" } as const;

test.each<[string, FaultRule]>([
  ["the list is dropped", { path: /artifacts|ListArtifacts/i, times: 2, action: { drop: true } }],
  ["the list is cut off", { path: /artifacts|ListArtifacts/i, times: 2, action: { truncate: 20 } }],
  ["the service fails", { path: /artifacts|ListArtifacts/i, times: 2, action: { status: 502 } }],
  ["storage fails", { ...READ, times: 2, action: { status: 503 } }],
  ["storage is silent", { ...READ, action: { hang: true } }],
  ["the body stalls", { ...READ, times: 2, action: { stall: true } }],
  ["the body is cut off", { ...READ, times: 3, action: { truncate: 30_000 } }],
  ["the address is refused", { ...READ, times: 2, action: { status: 403 } }],
])("fetching from either run goes on when %s", async (_, rule) => {
  for (const [, addressOf] of BOTH) {
    const github = await emulator();
    const file = fileToSend();
    await github.artifacts.add({ name: NAME, bytes: file.bytes });
    const fault = github.fault(rule);
    const { value, error, said } = await fetch(addressOf(github));
    expect(error).toBeUndefined();
    expect(readFileSync(value.path).equals(file.bytes)).toBe(true);
    expect(fault.hits()).toBe(rule.times ?? 1);
    expect(said).toHaveLength(rule.times ?? 1);
  }
});

test("fetching from a repository that was renamed goes on where it is now, and nowhere else", async () => {
  for (const [location, code] of [
    ["?name=toolbox.tar&per_page=100&moved", undefined],
    ["http://localhost:1/elsewhere", "SERVICE_FAILED"],
  ]) {
    const github = await emulator();
    const file = fileToSend();
    await github.artifacts.add({ name: NAME, bytes: file.bytes });
    github.fault({
      service: "api",
      path: /artifacts\?/,
      action: { status: 301, headers: { location: location ?? "" } },
    });
    const { error } = await fetch(otherRun(github));
    expect(error?.code).toBe(code);
  }
});

test.each(BOTH)("fetching from %s gets a new address when the old one expires on the way", async (_, addressOf) => {
  const github = await emulator();
  const file = fileToSend();
  await github.artifacts.add({ name: NAME, bytes: file.bytes });
  github.fault({ ...READ, action: { truncate: 30_000 } });
  github.fault({ ...READ, action: { meanwhile: () => github.expireAddresses() } });
  const { value, error, said } = await fetch(addressOf(github));
  expect(error).toBeUndefined();
  expect(readFileSync(value.path).equals(file.bytes)).toBe(true);
  expect(said).toHaveLength(2);
  expect(said[0]).toContain("resuming at 30 kB");
});

test.each<[string, FaultRule, string]>([
  ["one bit is another", { ...READ, action: { corrupt: true } }, "DIGEST_MISMATCH"],
  ["storage has nothing", { ...READ, action: { status: 404 } }, "SERVICE_FAILED"],
  ["storage refuses each address", { ...READ, action: { status: 403 } }, "ACCESS_DENIED"],
  ["storage is out of reach", { ...READ, action: { drop: true } }, "NETWORK_FAILED"],
  ["the service stays down", { path: /artifacts/i, action: { status: 500 } }, "SERVICE_FAILED"],
  ["the service is asked too often", { path: /artifacts/i, action: { status: 429 } }, "RATE_LIMITED"],
  ["the answer is none", { path: /artifacts/i, action: { status: 200, body: { artifacts: 7 } } }, "SERVICE_FAILED"],
])("fetching from either run ends with a code when %s", async (_, rule, code) => {
  for (const [, addressOf] of BOTH) {
    const github = await emulator();
    await github.artifacts.add({ name: NAME, bytes: "bytes" });
    github.fault({ ...rule, times: Infinity });
    const { error, directory } = await fetch(addressOf(github));
    expect(error?.code).toBe(code);
    expect(existsSync(join(directory, NAME))).toBe(false);
  }
});

test("an artifact that is deleted on the way is not found", async () => {
  const github = await emulator();
  const { id } = await github.artifacts.add({ name: NAME, bytes: "bytes" });
  github.fault({ path: SIGNED_URL, action: { meanwhile: () => github.artifacts.remove(id) } });
  const { error } = await fetch(ownRun(github, {}));
  expect(error?.code).toBe("ARTIFACT_NOT_FOUND");
});

test("an artifact of another run may have expired, before it is asked for or meanwhile", async () => {
  for (const path of ["/artifacts?", "/zip"]) {
    const github = await emulator();
    const { id } = await github.artifacts.add({ name: NAME, bytes: "bytes" });
    github.fault({ path, action: { meanwhile: () => github.artifacts.expire(id) } });
    const { error } = await fetch(otherRun(github));
    expect(error?.code).toBe("ARTIFACT_EXPIRED");
    expect(paths(github).includes("zip")).toBe(path === "/zip");
  }
});

test.each([
  ["a repository that is not there", { repository: "acme/none" }, "REPOSITORY_NOT_FOUND"],
  ["a run that is not there", { runId: 1 }, "REPOSITORY_NOT_FOUND"],
  ["an invalid token", { token: "ghs_wrong" }, "TOKEN_REJECTED"],
  ["no token", { token: "" }, "TOKEN_MISSING"],
])("fetching with %s ends with a code", async (_, values, code) => {
  const github = await emulator();
  await github.artifacts.add({ name: NAME, bytes: "bytes" });
  const { error } = await fetch(otherRun(github, values));
  expect(error?.code).toBe(code);
});

test("fetching from another run names the permission that the token lacks", async () => {
  const github = await emulator();
  github.repositories.add("acme/tools", { private: true });
  await github.artifacts.add({ name: NAME, bytes: "bytes" });
  const { error } = await fetch(otherRun(github, { token: github.apiToken({ actions: "none" }) }));
  expect(error?.code).toBe("ACCESS_DENIED");
  expect(error?.hint).toContain("actions: read");
});

test("a rate limit that lasts is not waited for", async () => {
  const github = await emulator();
  const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${Math.ceil(Date.now() / 1000) + 3600}` };
  const fault = github.fault({ service: "api", times: Infinity, action: { status: 403, headers } });
  const { error } = await fetch(otherRun(github));
  expect(error?.code).toBe("RATE_LIMITED");
  expect(fault.hits()).toBe(1);
});

test("a rate limit that does not say when it ends is not taken for a lacking permission", async () => {
  const github = await emulator();
  const body = { message: "You have exceeded a secondary rate limit." };
  github.fault({ service: "api", times: Infinity, action: { status: 403, body } });
  const { error } = await fetch(otherRun(github));
  expect(error?.code).toBe("RATE_LIMITED");
});

test("sending a GiB does not take it into memory", async () => {
  const github = await emulator();
  const path = join(temporaryDirectory(), "zeros");
  writeFileSync(path, "");
  truncateSync(path, 2 ** 30);
  const digest = `sha256:${run("sha256sum", [path]).toString().slice(0, 64)}`;
  const file = { path, size: 2 ** 30, digest, bytes: Buffer.alloc(0) };
  const { value, error, memory } = await send(github, file, { patient: true });
  expect(error).toBeUndefined();
  expect(value.status).toBe("sent");
  expect(memory).toBeLessThan(2 ** 29);
});
