import { existsSync, globSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { fetchBundle } from "../../src/commands/fetch-bundle.ts";
import { importBundle } from "../../src/commands/import-bundle.ts";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import type { ImportResult } from "../../src/commands/results/import-result.ts";
import { sendBundle } from "../../src/commands/send-bundle.ts";
import { showEnvironment } from "../../src/commands/show-environment.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import { BundleError } from "../../src/errors.ts";
import { formatPartsDocument, planParts } from "../../src/layout/parts.ts";
import type { FetchRequest } from "../../src/options/requests/fetch-request.ts";
import type { ImportRequest } from "../../src/options/requests/import-request.ts";
import type { Input } from "../../src/options/requests/input.ts";
import type { ProcessContext } from "../../src/options/requests/process-context.ts";
import { type Heard, listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { scratch } from "../fixtures/import.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { shortenPauses } from "../fixtures/short-pauses.ts";
import { bundleHeavyToolbox, importFile, TOOLBOX } from "../fixtures/toolbox.ts";
import { lacks, run } from "../fixtures/tools.ts";
import { fingerprint, sha256 } from "../fixtures/tree.ts";
import { cutAfter, type Fault, serveFiles, type WebFile, type WebServer } from "../fixtures/web-server.ts";

shortenPauses();

const HEAD = 256 * 1024;
const LAYER = 1_000_000;
const PLATFORM = "linux/amd64+libc.glibc";
const IDENTIFIERS = TOOLBOX.installs.map(({ identifier }) => identifier);

const made = scratch();
afterAll(made.remove);
let bundle = "";
let tar = Buffer.alloc(0);
beforeAll(async () => {
  bundle = await bundleHeavyToolbox(made.path, LAYER);
  tar = readFileSync(bundle);
}, 60_000);

interface Site {
  readonly server: WebServer;
  readonly source: Extract<Input, { kind: "url" }>;
}

async function site(file: Partial<WebFile> = {}): Promise<Site> {
  const server = await serveFiles({ "/b/toolbox.tar": { bytes: tar, headers: { etag: '"1"' }, ...file } });
  return { server, source: { kind: "url", url: `${server.origin}/b/toolbox.tar?sig=secret#part` } };
}

interface Imported {
  readonly result: ImportResult;
  readonly heard: Heard;
}

async function imported(
  source: Input,
  home: string,
  request: Partial<ImportRequest> = {},
  around: Partial<ProcessContext> = {},
): Promise<Imported> {
  const heard = listener();
  const defaults = { packages: [], select: false, onConflict: "update", allowUnverified: false } as const;
  const rest = { durable: false, dryRun: false, platform: PLATFORM, workers: 2 } as const;
  const all = { source, home, ...defaults, ...rest, ...request };
  return { result: await importBundle(all, surroundings(around), heard), heard };
}

async function failureOf(promise: Promise<unknown>): Promise<BundleError> {
  const error = await promise.then(
    () => new Error("it did not fail"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof BundleError)) throw error;
  expect(`${error.message} ${error.hint}`).not.toMatch(/secret/);
  return error;
}

/** Bytes of the layer blobs that a home lacks. */
async function missingIn(home: string): Promise<number> {
  const present = new Set(globSync(`${home}/layers/**/digest`).map((path) => readFileSync(path, "utf8")));
  const { layers } = await inspectBundle({ source: { kind: "file", path: bundle } }, surroundings());
  return layers.filter(({ digest }) => !present.has(digest)).reduce((sum, { size = 0 }) => sum + size, 0);
}

/** Bytes of all layer blobs. */
const blobBytes = (): Promise<number> => missingIn("/nonexistent");

test("an import from an address makes the home that one from the file makes", async () => {
  const { server, source } = await site();
  const [here, there] = [join(temporaryDirectory(), "ocx"), join(temporaryDirectory(), "ocx")];
  await importFile(bundle, here);
  const { result, heard } = await imported(source, there);
  expect(describeHome(there, there)).toEqual(describeHome(here, here));
  const blobs = await blobBytes();
  expect(result.fetched?.size).toBe(tar.length);
  expect(result.fetched?.missing).toBeGreaterThan(blobs - HEAD);
  expect(result.fetched?.bytes).toBe(server.sent());
  // One request for the head; of the blobs no byte is fetched twice, and a header of each.
  expect(server.sent() - HEAD).toBe(result.fetched?.missing);
  expect(server.sent() - HEAD).toBeLessThan(blobs);
  expect(heard.lines[0]).toMatch(
    /^Fetching 9\.\d+ MB of 1\d(\.\d+)? MB from http:\/\/127\.0\.0\.1:\d+\/b\/toolbox\.tar$/,
  );
  const log = readFileSync(join(there, ".ocx-bundle/imports.jsonl"), "utf8");
  expect(log).toContain(`"${server.origin}/b/toolbox.tar"`);
  expect(`${log}${heard.lines.join()}${JSON.stringify(result)}`).not.toContain("secret");
  expect(readdirSync(join(there, ".ocx-bundle"))).toEqual(["bundles", "imports.jsonl", "lock"]);
});

test("a second import fetches the head only, and writes nothing", async () => {
  const { server, source } = await site();
  const home = join(temporaryDirectory(), "ocx");
  await imported(source, home);
  const before = fingerprint(home);
  server.log.length = 0;
  const { result, heard } = await imported(source, home);
  expect(result).toMatchObject({ changed: false, fetched: { bytes: HEAD, missing: 0, size: tar.length } });
  expect(server.ranges()).toEqual([`bytes=0-${HEAD - 1}`]);
  expect(heard.lines).toEqual([]);
  expect(fingerprint(home)).toEqual(before);
});

test.each([
  ["half", IDENTIFIERS.slice(0, 5)],
  ["all but one", IDENTIFIERS.filter((identifier) => !identifier.includes("native"))],
])("an import into a home that has %s of the layers fetches the others only", async (_, present) => {
  const { server, source } = await site();
  const home = join(temporaryDirectory(), "ocx");
  await importFile(bundle, home, { packages: present });
  const missing = await missingIn(home);
  expect(missing).toBeGreaterThan(0);
  const { result } = await imported(source, home);
  expect(result.fetched?.missing).toBeLessThanOrEqual(missing * 1.05 + 64 * 1024);
  expect(server.sent()).toBeLessThanOrEqual(missing * 1.05 + 512 * 1024);
  expect(server.sent()).toBeGreaterThan(missing);
});

test("no more requests than allowed run at the same time", async () => {
  const { server, source } = await site();
  let [running, most] = [0, 0];
  server.fault = (_, response) => {
    most = Math.max(most, ++running);
    response.on("finish", () => running--);
    return new Promise((resolve) => setTimeout(resolve, 30, false));
  };
  await imported(source, join(temporaryDirectory(), "ocx"));
  expect(most).toBeGreaterThan(1);
  most = 0;
  await imported(source, join(temporaryDirectory(), "ocx"), { concurrency: 1 });
  expect(most).toBe(1);
});

test("only what is asked for is fetched", async () => {
  const { server, source } = await site();
  const packages = [IDENTIFIERS[0] ?? ""];
  const home = join(temporaryDirectory(), "ocx");
  await imported(source, home, { packages });
  const fetched = (await blobBytes()) - (await missingIn(home));
  expect(fetched).toBeLessThan((await blobBytes()) / 2);
  expect(server.sent()).toBeLessThan(fetched + HEAD + 64 * 1024);
});

test("a dry run says what it would fetch, and fetches the head only", async () => {
  const { server, source } = await site();
  const { result, heard } = await imported(source, join(temporaryDirectory(), "ocx"), { dryRun: true });
  expect(server.log).toHaveLength(1);
  expect(result.fetched?.missing).toBeGreaterThan((await blobBytes()) - HEAD);
  expect(heard.lines[0]).toMatch(/^Would fetch 9/);
});

test("inspect and env send one request, and verify fetches the file once", async () => {
  const { server, source } = await site();
  const summary = await inspectBundle({ source }, surroundings());
  const local = await inspectBundle({ source: { kind: "file", path: bundle } }, surroundings());
  expect(summary).toEqual(local);
  expect(server.log).toHaveLength(1);
  const home = join(temporaryDirectory(), "ocx");
  await importFile(bundle, home);
  const subject = { kind: "bundle", source } as const;
  const environment = { subject, home, platform: PLATFORM, format: "sh" } as const;
  expect((await showEnvironment(environment, surroundings(), listener())).packages.length).toBeGreaterThan(0);
  expect(server.log).toHaveLength(2);
  server.log.length = 0;
  const found = await verifyBundle({ source, workers: 2 }, surroundings(), listener());
  expect(found).toMatchObject({ size: tar.length, bundle: { digest: local.digest } });
  expect(server.sent()).toBe(tar.length);
});

test("send takes a bundle from an address, with no credentials from variables", async () => {
  const { server, source } = await site();
  const variables = {
    OCX_BUNDLE_TOKEN: "secret-token",
    GITHUB_API_URL: "http://127.0.0.1:1",
    GITHUB_REPOSITORY: "a/b",
  };
  const destination = { channel: "release", tag: "v1", token: "t", create: false, overwrite: false } as const;
  const sent = sendBundle(
    { source, destination },
    surroundings({ variables, signal: AbortSignal.timeout(2000) }),
    listener(),
  );
  await expect(sent).rejects.toThrow(/127\.0\.0\.1:1|aborted/);
  expect(server.sent()).toBe(tar.length);
  // The bundle, and the files that may have its signatures.
  expect(server.log.map(({ headers }) => headers.authorization)).toEqual(Array.from({ length: 6 }, () => undefined));
});

/** Puts the bundle on the server in parts, with their document. */
function inParts(server: WebServer): string {
  const parts = planParts({ size: tar.length, name: "toolbox.tar", partSize: 3_000_000 }).map((part) => {
    const bytes = tar.subarray(part.offset, part.offset + part.size);
    server.files.set(`/p/${part.name}`, { bytes });
    return { name: part.name, size: part.size, digest: `sha256:${sha256(bytes)}` };
  });
  const document = { name: "toolbox.tar", size: tar.length, digest: `sha256:${sha256(tar)}`, parts };
  server.files.set("/p/toolbox.tar.parts.json", { bytes: Buffer.from(formatPartsDocument(document)) });
  return `${server.origin}/p/toolbox.tar.parts.json?sig=secret`;
}

test.each([
  ["with ranges", true],
  ["without ranges", false],
])("parts beside their document are imported from a server %s", async (_, ranges) => {
  const { server } = await site();
  const source = { kind: "url", url: inParts(server) } as const;
  for (const [path, file] of server.files) server.files.set(path, { ...file, ranges });
  const [here, there] = [join(temporaryDirectory(), "ocx"), join(temporaryDirectory(), "ocx")];
  await importFile(bundle, here);
  const { result } = await imported(source, there);
  expect(describeHome(there, there)).toEqual(describeHome(here, here));
  expect(result.fetched?.size).toBe(tar.length);
  expect(server.log.every(({ url }) => url.endsWith("?sig=secret"))).toBe(true);
  expect(ranges ? server.sent() : 0).toBeLessThan(tar.length + HEAD);
});

function fetchFrom(source: Extract<Input, { kind: "url" }>, output: string, request: Partial<FetchRequest> = {}) {
  const { kind: channel, ...place } = source;
  return fetchBundle({ origin: { channel, ...place }, output, ...request }, surroundings(), listener());
}

test("fetch brings the file of an address, resumes what is cut, and replaces nothing before it is complete", async () => {
  const { server, source } = await site();
  const directory = temporaryDirectory();
  const output = join(directory, "toolbox.tar");
  server.fault = (request, response) => {
    if (server.log.length === 1) cutAfter(3_000_000, request, response);
    return false;
  };
  const result = await fetchFrom(source, directory);
  expect(result).toMatchObject({ channel: "url", name: "toolbox.tar", size: tar.length, file: output });
  expect(result.origin).toBe(`${server.origin}/b/toolbox.tar`);
  expect(server.ranges().slice(0, 2)).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d+-$/)]);
  expect(readFileSync(output).equals(tar)).toBe(true);
  server.files.set("/b/toolbox.tar", { bytes: Buffer.alloc(5_000_000) });
  expect((await failureOf(fetchFrom(source, output))).code).toBe("BUNDLE_INVALID");
  expect(readFileSync(output).equals(tar)).toBe(true);
  expect(readdirSync(directory)).toEqual(["toolbox.tar"]);
});

test("fetch brings parts into a directory as they are, and into a file joined", async () => {
  const { server } = await site();
  const source = { kind: "url", url: inParts(server) } as const;
  const directory = temporaryDirectory();
  expect(await fetchFrom(source, directory)).toMatchObject({ file: join(directory, "toolbox.tar.parts.json") });
  await verifyBundle(
    { source: { kind: "file", path: join(directory, "toolbox.tar.parts.json") }, workers: 1 },
    surroundings(),
    listener(),
  );
  const output = join(temporaryDirectory(), "whole");
  expect(await fetchFrom(source, output)).toMatchObject({ size: tar.length, file: output });
  expect(readFileSync(output).equals(tar)).toBe(true);
});

test("verify checks parts from an address, and names the one that is wrong", async () => {
  const { server } = await site();
  const source = { kind: "url", url: inParts(server) } as const;
  expect((await verifyBundle({ source, workers: 1 }, surroundings(), listener())).size).toBe(tar.length);
  const path = "/p/toolbox.tar.part-002";
  const bytes = Buffer.from(server.files.get(path)?.bytes ?? "");
  bytes[1000] = (bytes[1000] ?? 0) + 1;
  server.files.set(path, { bytes });
  const error = await failureOf(verifyBundle({ source, workers: 1 }, surroundings(), listener()));
  expect(error.code).toBe("DIGEST_MISMATCH");
  expect(error.message).toContain("part-002");
});

test("a server without ranges, and one that loses them half-way, are read through", async () => {
  const home = join(temporaryDirectory(), "ocx");
  const { server, source } = await site({ ranges: false });
  const { result } = await imported(source, home);
  expect(result.changed).toBe(true);
  expect(server.log).toHaveLength(1);
  expect(server.sent()).toBe(tar.length);
  const other = await site();
  other.server.fault = () => {
    if (other.server.log.length > 2)
      other.server.files.set("/b/toolbox.tar", { bytes: tar, headers: { etag: '"1"' }, ranges: false });
    return false;
  };
  const again = join(temporaryDirectory(), "ocx");
  await imported(other.source, again);
  expect(describeHome(again, again)).toEqual(describeHome(home, home));
});

test("a bundle that is read through is unpacked while it arrives, and no further than needed", async () => {
  const { server, source } = await site({ ranges: false });
  const heard = Promise.withResolvers<void>();
  server.fault = (_, response) => {
    response.writeHead(200, { "content-length": tar.length });
    response.write(tar.subarray(0, HEAD));
    // The rest comes only after the import has begun.
    void heard.promise.then(() => response.end(tar.subarray(HEAD)));
  };
  const reporter = { ...listener(), say: () => heard.resolve() };
  const home = join(temporaryDirectory(), "ocx");
  const defaults = { packages: [], select: false, onConflict: "update", allowUnverified: false } as const;
  const request = { source, home, ...defaults, durable: false, dryRun: false, platform: PLATFORM };
  expect((await importBundle(request, surroundings(), reporter)).changed).toBe(true);
  // The second time, nobody lets the rest come.
  server.fault = (_, response) => {
    response.writeHead(200, { "content-length": tar.length });
    response.write(tar.subarray(0, HEAD));
  };
  expect((await imported(source, home)).result.changed).toBe(false);
});

test("cut connections are resumed", async () => {
  const { server, source } = await site();
  server.fault = (request, response) => {
    if (server.log.length === 2 || server.log.length === 4) cutAfter(500_000, request, response);
    return false;
  };
  const home = join(temporaryDirectory(), "ocx");
  const { result, heard } = await imported(source, home);
  expect(result.changed).toBe(true);
  expect(server.sent()).toBeLessThan(tar.length + 2 * HEAD + 2 * 4 * 1024 * 1024);
  expect(result.fetched?.bytes).toBeLessThan(tar.length + HEAD);
  expect(heard.lines.filter((line) => line.includes("resuming at")).length).toBeGreaterThan(0);
  expect(heard.lines.join()).not.toContain("secret");
});

test.each<[string, Partial<WebFile>, string]>([
  ["its ETag", { headers: { etag: '"2"' } }, "FILE_CHANGED"],
  ["its size", { bytes: Buffer.alloc(30_000_000) }, "FILE_CHANGED"],
  ["its existence", { bytes: Buffer.alloc(0) }, "FILE_CHANGED"],
])("a file that changes %s after its head was read ends the import, and leaves nothing", async (_, other, code) => {
  const { server, source } = await site();
  server.fault = () => {
    if (server.log.length > 1) server.files.set("/b/toolbox.tar", { bytes: tar, headers: { etag: '"1"' }, ...other });
    return false;
  };
  const parent = temporaryDirectory();
  const error = await failureOf(imported(source, join(parent, "ocx")));
  expect(error.code).toBe(code);
  expect(readdirSync(parent)).toEqual([]);
});

/** Sends the bytes that are asked for, with other headers or as another body. */
const ranged =
  (
    change: (
      range: string,
      bytes: Buffer,
    ) => { readonly headers: object; readonly body?: Buffer; readonly status?: number },
  ): Fault =>
  ({ headers }, response) => {
    const [, start, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
    const bytes = tar.subarray(Number(start), Number(last) + 1);
    const range = `bytes ${start}-${Number(start) + bytes.length - 1}/${tar.length}`;
    const answer = change(range, bytes);
    return response.writeHead(answer.status ?? 206, { ...answer.headers }).end(answer.body ?? bytes);
  };

test.each<[string, Fault, string]>([
  ["refuses ranges", (_, response) => response.writeHead(416).end(), "SERVICE_FAILED"],
  ["sends a file of another length", (_, response) => response.end(tar.subarray(0, 5_000_000)), "FILE_CHANGED"],
  [
    "has another size",
    ranged((range) => ({ headers: { "content-range": range.replace(/\d+$/, (size) => `${size}0`) } })),
    "FILE_CHANGED",
  ],
  [
    "sends another range",
    ranged((range) => ({ headers: { "content-range": range.replace(/ \d+/, " 0") } })),
    "SERVICE_FAILED",
  ],
  [
    "sends several ranges",
    ranged(() => ({ headers: { "content-type": "multipart/byteranges; boundary=x" } })),
    "SERVICE_FAILED",
  ],
  [
    "compresses",
    ranged((range) => ({ headers: { "content-range": range, "content-encoding": "gzip" } })),
    "SERVICE_FAILED",
  ],
  [
    "sends zeros",
    ranged((range, bytes) => ({ headers: { "content-range": range }, body: Buffer.alloc(bytes.length) })),
    "BUNDLE_INVALID",
  ],
  [
    "sends zeros without end instead of ranges",
    (_, response) => {
      const more = (): void => void response.write(Buffer.alloc(1 << 20), (error) => (error ? undefined : more()));
      more();
    },
    "BUNDLE_INVALID",
  ],
])("a server that %s in the middle ends the import with a code, and nothing is left", async (_, fault, code) => {
  const { server, source } = await site();
  server.fault = (...exchange) => server.log.length > 1 && fault(...exchange);
  const parent = temporaryDirectory();
  expect((await failureOf(imported(source, join(parent, "ocx")))).code).toBe(code);
  expect(readdirSync(parent)).toEqual([]);
});

test("a server that drips ends the import after some minutes", async () => {
  const { server, source } = await site();
  server.fault = ({ headers }, response) => {
    if (server.log.length === 1) return false;
    const [start = "", last = ""] = headers.range?.match(/\d+/g) ?? [];
    response.writeHead(206, { "content-range": `bytes ${start}-${last}/${tar.length}` });
    const drip = setInterval(() => response.write("x"), 20);
    return response.on("close", () => clearInterval(drip));
  };
  // A minute takes half a second.
  const now = performance.now.bind(performance);
  const clock = vi.spyOn(performance, "now").mockImplementation(() => now() * 120);
  onTestFinished(() => clock.mockRestore());
  const parent = temporaryDirectory();
  const error = await failureOf(imported(source, join(parent, "ocx")));
  expect(error).toMatchObject({ code: "NETWORK_FAILED", message: expect.stringContaining("bytes a second") });
  expect(readdirSync(parent)).toEqual([]);
});

test("ranges in chunked transfer encoding are taken", async () => {
  const { server, source } = await site();
  server.fault = ranged((range) => ({ headers: { "content-range": range, "transfer-encoding": "chunked" } }));
  const { result } = await imported(source, join(temporaryDirectory(), "ocx"));
  expect(result.changed).toBe(true);
  expect(server.log.length).toBeGreaterThan(2);
});

test("an address is sent as it is, and shown without its query", async () => {
  const { server } = await site();
  const path = "/my%20bundles/a%2Fb/tool%20box.tar";
  server.files.set(path, { bytes: tar });
  const source = {
    kind: "url",
    url: `${server.origin}/my bundles/a%2Fb/tool box.tar?sig=a%2Fsecret&b=c d#part`,
  } as const;
  const home = join(temporaryDirectory(), "ocx");
  const { result, heard } = await imported(source, home);
  const log = readFileSync(join(home, ".ocx-bundle/imports.jsonl"), "utf8");
  expect(log).toContain(`"${server.origin}${path}"`);
  const directory = temporaryDirectory();
  const fetched = await fetchFrom(source, directory);
  expect(fetched).toMatchObject({ origin: `${server.origin}${path}`, file: join(directory, "tool-box.tar") });
  server.files.clear();
  const error = await failureOf(imported(source, home));
  expect(error).toMatchObject({ code: "FILE_NOT_FOUND", message: expect.stringContaining(path) });
  const texts = [log, JSON.stringify([result, fetched]), error.message, ...heard.lines, ...heard.debugged];
  expect(texts.join()).not.toMatch(/secret|part/);
  const asked = server.log.map(({ url }) => url).filter((url) => url.startsWith(`${path}?`));
  expect(new Set(asked)).toEqual(new Set([`${path}?sig=a%2Fsecret&b=c%20d`]));
});

test.each([
  ["/toolbox.tar", "toolbox.tar"],
  ["/..%2F..%2Fetc%2Fpasswd", "etc-passwd.tar"],
  ["/download?id=5", "download.tar"],
  ["/a/", `ocx-bundle-linux-${process.arch === "arm64" ? "arm64" : "amd64"}.tar`],
])("fetch from %s into a directory writes %s", async (path, name) => {
  const { server } = await site();
  server.files.set(path.split("?")[0] ?? "", { bytes: tar });
  const directory = temporaryDirectory();
  await fetchFrom({ kind: "url", url: `${server.origin}${path}` }, directory);
  expect(readdirSync(directory)).toEqual([name]);
});

test("a blob with a wrong byte ends the import, and leaves nothing", async () => {
  const bytes = Buffer.from(tar);
  bytes[9_000_000] = (bytes[9_000_000] ?? 0) + 1;
  const { source } = await site({ bytes });
  const parent = temporaryDirectory();
  expect((await failureOf(imported(source, join(parent, "ocx")))).code).toBe("FRAME_INVALID");
  expect(readdirSync(parent)).toEqual([]);
});

test("an import that is given up leaves nothing", async () => {
  const { server, source } = await site();
  const giveUp = new AbortController();
  server.fault = (_, response) => {
    if (server.log.length === 1) return false;
    response.writeHead(206, { "content-range": `bytes ${HEAD}-${tar.length - 1}/${tar.length}` });
    setTimeout(() => giveUp.abort(new Error("given up")), 50);
    return true;
  };
  const parent = temporaryDirectory();
  await expect(imported(source, join(parent, "ocx"), {}, { signal: giveUp.signal })).rejects.toThrow("given up");
  expect(readdirSync(parent)).toEqual([]);
});

test("bytes wait in the directory that the user names, and are gone afterwards", async () => {
  const { server, source } = await site();
  const spoolDirectory = temporaryDirectory();
  const seen = new Set<string>();
  server.fault = () => {
    for (const name of readdirSync(spoolDirectory, { recursive: true })) seen.add(basename(String(name)));
    return false;
  };
  const home = join(temporaryDirectory(), "ocx");
  await imported(source, home, { spoolDirectory });
  expect(Array.from(seen).some((name) => name.startsWith(".ocx-bundle-part"))).toBe(true);
  expect(readdirSync(spoolDirectory)).toEqual([]);
  seen.clear();
  await imported(source, home, { spoolDirectory });
  expect([...seen]).toEqual([]);
});

const canMount = process.getuid?.() === 0 && !lacks("mount", "umount");
if (!canMount) console.warn("skipped, only root may mount a small disk: a directory without room for what waits");

test.skipIf(!canMount)("room for what waits is looked for before anything is fetched", async () => {
  const { server, source } = await site();
  const disk = temporaryDirectory();
  run("mount", ["-t", "tmpfs", "-o", "size=512k", "tmpfs", disk]);
  try {
    const home = join(temporaryDirectory(), "ocx");
    const error = await failureOf(imported(source, home, { spoolDirectory: disk }));
    expect(error).toMatchObject({ code: "DISK_FULL", message: expect.stringContaining(`fetch into ${disk}`) });
    expect(error.message).toMatch(/MB are needed, .+ are free$/);
    expect(server.ranges()).toEqual([`bytes=0-${HEAD - 1}`]);
    expect([readdirSync(disk), existsSync(home)]).toEqual([[], false]);
  } finally {
    run("umount", [disk]);
  }
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ["a token", { OCX_BUNDLE_TOKEN: "secret-token\n" }, "Bearer secret-token"],
  ["a user", { OCX_BUNDLE_USERNAME: "me", OCX_BUNDLE_PASSWORD: "secret" }, `Basic ${btoa("me:secret")}`],
])("%s from variables is sent to the server, and to no other", async (_, variables, header) => {
  const other = await serveFiles({ "/else.tar": { bytes: tar } });
  const { server, source } = await site();
  server.fault = ({ headers }, response) =>
    headers.authorization === header
      ? response.writeHead(302, { location: `${other.origin}/else.tar` }).end()
      : response.writeHead(401).end();
  const { result } = await imported(source, join(temporaryDirectory(), "ocx"), {}, { variables });
  expect(result.changed).toBe(true);
  expect(server.log).toHaveLength(1);
  expect(other.log.every(({ headers }) => headers.authorization === undefined)).toBe(true);
});

test("the entry of the host in .netrc is used, and none of another host", async () => {
  const { server, source } = await site();
  const userHome = temporaryDirectory();
  const entries = "machine other login a password secret-other\nmachine 127.0.0.1 login me password secret\n";
  writeFileSync(join(userHome, ".netrc"), `default login d password secret-default\n${entries}`);
  await inspectBundle({ source }, surroundings({ userHome }));
  expect(server.log[0]?.headers.authorization).toBe(`Basic ${btoa("me:secret")}`);
  const named = join(userHome, "other-file");
  writeFileSync(named, "default login d password secret-default");
  await inspectBundle({ source }, surroundings({ userHome, variables: { NETRC: named } }));
  expect(server.log[1]?.headers.authorization).toBeUndefined();
});

test.each<[number, Readonly<Record<string, string>>, string, RegExp]>([
  [401, {}, "TOKEN_MISSING", /asks for credentials, status 401, asked without credentials/],
  [
    401,
    { OCX_BUNDLE_TOKEN: "secret" },
    "TOKEN_REJECTED",
    /status 401, asked with the credentials from OCX_BUNDLE_TOKEN/,
  ],
  [403, {}, "ACCESS_DENIED", /status 403/],
  [404, {}, "FILE_NOT_FOUND", /127\.0\.0\.1:\d+ has no such file, status 404/],
  [418, {}, "SERVICE_FAILED", /status 418/],
])("status %i with %j is explained", async (status, variables, code, message) => {
  const { server, source } = await site();
  server.fault = (_, response) => response.writeHead(status).end("secret");
  const error = await failureOf(imported(source, join(temporaryDirectory(), "ocx"), {}, { variables }));
  expect(error.code).toBe(code);
  expect(error.message).toMatch(message);
  expect(error.message).toContain("/b/toolbox.tar");
  expect(server.log).toHaveLength(1);
});

test.each([
  ["https://me:secret@example.com/a.tar", "OPTION_INVALID"],
  ["https://secret@example.com/a.tar", "OPTION_INVALID"],
  ["https://", "OPTION_INVALID"],
  ["ftp://example.com/secret.tar", "OPTION_INVALID"],
])("the address %s is refused", async (url, code) => {
  expect((await failureOf(inspectBundle({ source: { kind: "url", url } }, surroundings()))).code).toBe(code);
});

test.each<[string, Readonly<Record<string, string>>]>([
  ["a user without a password", { OCX_BUNDLE_USERNAME: "me" }],
  ["a password without a user", { OCX_BUNDLE_PASSWORD: "secret" }],
  ["a token and a user", { OCX_BUNDLE_TOKEN: "secret", OCX_BUNDLE_USERNAME: "me", OCX_BUNDLE_PASSWORD: "secret" }],
  ["a token with blanks", { OCX_BUNDLE_TOKEN: "Bearer secret" }],
  ["a token without encryption", { OCX_BUNDLE_TOKEN: "secret" }],
])("%s is refused before anything is sent", async (_, variables) => {
  const source = { kind: "url", url: "http://example.invalid/a.tar" } as const;
  expect((await failureOf(inspectBundle({ source }, surroundings({ variables })))).code).toBe("OPTION_INVALID");
});

test("an HTML page in place of the bundle is named", async () => {
  const { source } = await site({ bytes: Buffer.from("<!DOCTYPE html><title>Log in</title>"), ranges: false });
  const error = await failureOf(imported(source, join(temporaryDirectory(), "ocx")));
  expect(error.message).toContain("an HTML page");
  expect(error.hint).toContain("login");
});
