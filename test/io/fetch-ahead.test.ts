import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { BundleError } from "../../src/errors.ts";
import { readRanges } from "../../src/io/byte-source.ts";
import { fetchAhead } from "../../src/io/fetch-ahead.ts";
import { type RemoteRun, remoteBytes } from "../../src/io/remote-run.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { NEVER, remoteAt } from "../fixtures/remote.ts";
import { shortenPauses } from "../fixtures/short-pauses.ts";
import { cutAfter, serveFiles, type WebServer } from "../fixtures/web-server.ts";

shortenPauses();

const MIB = 1024 * 1024;
const BYTES = randomBytes(20 * MIB);

async function served(ranges = true): Promise<{ server: WebServer; run: (offset: number, size: number) => RemoteRun }> {
  const server = await serveFiles({ "/a": { bytes: BYTES, headers: { etag: '"1"' }, ranges } });
  const file = remoteAt(`${server.origin}/a`);
  return { server, run: (offset, size) => ({ file, offset, size }) };
}

function expectBytes(bytes: Uint8Array, start: number): void {
  expect(Buffer.compare(bytes, BYTES.subarray(start, start + bytes.byteLength))).toBe(0);
}

test("runs arrive in private files, in as few requests as there are ranges, and nothing twice", async () => {
  const { server, run } = await served();
  const directory = temporaryDirectory();
  const runs = [run(512, 9 * MIB), run(9 * MIB + 1024, 6 * MIB)];
  await using ahead = fetchAhead(runs, { directory, signal: NEVER });
  for (const one of runs) {
    const bytes = await readRanges(await ahead.locate(one, 100, one.size - 100));
    expectBytes(bytes, one.offset + 100);
  }
  expect(server.ranges()).toHaveLength(4);
  expect(server.sent()).toBe(15 * MIB + 512);
  for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
  // What is there can be located at once.
  expect(ahead.locate(runs[0] as RemoteRun, 0, 10)).toHaveLength(1);
});

test("a frame can be read while the rest of its range is on its way", async () => {
  const { server, run } = await served();
  const rest = Promise.withResolvers<void>();
  server.fault = (_, response) => {
    response.writeHead(206, { "content-range": `bytes 0-${MIB - 1}/${BYTES.length}` });
    response.write(BYTES.subarray(0, MIB / 2));
    void rest.promise.then(() => response.end(BYTES.subarray(MIB / 2, MIB)));
  };
  const one = run(0, MIB);
  await using ahead = fetchAhead([one], { directory: temporaryDirectory(), signal: NEVER });
  expectBytes(await readRanges(await ahead.locate(one, 1000, 1000)), 1000);
  rest.resolve();
  expectBytes(await readRanges(await ahead.locate(one, 0, MIB)), 0);
});

test("a file is deleted when all of its range was released", async () => {
  const { run } = await served();
  const directory = temporaryDirectory();
  const [first, second] = [run(0, 1000), run(1000, 1000)];
  await using ahead = fetchAhead([first, second], { directory, signal: NEVER });
  const [place] = await ahead.locate(second, 0, 1000);
  ahead.release(first, 0, 1000);
  ahead.release(second, 0, 999);
  await sleep(50);
  expect(existsSync(place?.path ?? "")).toBe(true);
  ahead.release(second, 999, 1);
  await expect.poll(() => readdirSync(directory)).toEqual([]);
});

test("a run that is there twice is fetched once, and stays until both are released", async () => {
  const { server, run } = await served();
  const directory = temporaryDirectory();
  const one = run(0, 1000);
  await using ahead = fetchAhead([one, one], { directory, signal: NEVER });
  await ahead.locate(one, 0, 1000);
  ahead.release(one, 0, 1000);
  expectBytes(await readRanges(await ahead.locate(one, 0, 1000)), 0);
  ahead.release(one, 0, 1000);
  await expect.poll(() => readdirSync(directory)).toEqual([]);
  expect(server.log).toHaveLength(1);
});

test("fetching waits while too much is not consumed, and goes on in order", async () => {
  const { server, run } = await served();
  const directory = temporaryDirectory();
  const one = run(0, 20 * MIB);
  const limits = { spooled: 9 * MIB, inFlight: 8 };
  await using ahead = fetchAhead([one], { directory, signal: NEVER, limits });
  await ahead.locate(one, 0, 8 * MIB);
  await sleep(100);
  expect(server.log).toHaveLength(2);
  for (let at = 0; at < 20; at += 4) {
    expectBytes(await readRanges(await ahead.locate(one, at * MIB, 4 * MIB)), at * MIB);
    const spooled = readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
    expect(spooled).toBeLessThanOrEqual(9 * MIB);
    ahead.release(one, at * MIB, 4 * MIB);
  }
  expect(server.sent()).toBe(20 * MIB);
});

test("no more requests run at a time than the limit", async () => {
  const { server, run } = await served();
  let running = 0;
  let most = 0;
  server.fault = async (_, response) => {
    most = Math.max(most, ++running);
    response.once("close", () => running--);
    await sleep(20);
    return false;
  };
  const one = run(0, 20 * MIB);
  const limits = { spooled: 100 * MIB, inFlight: 3 };
  await using ahead = fetchAhead([one], { directory: temporaryDirectory(), signal: NEVER, limits });
  await ahead.locate(one, 0, 20 * MIB);
  expect(most).toBe(3);
});

test("the first failure reaches all who wait, and stops the rest", async () => {
  const { server, run } = await served();
  server.fault = ({ headers }, response) =>
    headers.range?.startsWith("bytes=0-") ? false : response.writeHead(404).end("gone");
  const runs = [run(0, 1000), run(10 * MIB, MIB), run(15 * MIB, MIB)];
  const directory = temporaryDirectory();
  {
    await using ahead = fetchAhead(runs, { directory, signal: NEVER });
    const waiting = runs.slice(1).map((one) => Promise.resolve(ahead.locate(one, 0, 10)));
    for (const result of await Promise.allSettled(waiting)) {
      expect(result.status === "rejected" && result.reason).toBeInstanceOf(BundleError);
      expect(result.status === "rejected" && result.reason.code).toBe("SERVICE_FAILED");
    }
    await expect(async () => ahead.locate(runs[2] as RemoteRun, 0, 10)).rejects.toThrow(BundleError);
  }
  expect(readdirSync(directory)).toEqual([]);
});

test("a file that cannot be written ends everything, and reaches all who wait", async () => {
  const { run } = await served();
  const directory = join(temporaryDirectory(), "absent");
  const runs = [run(0, 1000), run(10 * MIB, 5 * MIB)];
  await using ahead = fetchAhead(runs, { directory, signal: NEVER });
  for (const one of runs)
    await expect(Promise.resolve(ahead.locate(one, 0, 10))).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
});

test("aborting and disposing end all requests and leave no file", async () => {
  const { server, run } = await served();
  server.fault = (_, response) => {
    response.writeHead(206, { "content-range": `bytes 0-${MIB - 1}/${BYTES.length}` });
    response.write(BYTES.subarray(0, 1000));
  };
  const directory = temporaryDirectory();
  const giveUp = new AbortController();
  const one = run(0, MIB);
  {
    await using ahead = fetchAhead([one], { directory, signal: giveUp.signal });
    await ahead.locate(one, 0, 1000);
    expect(readdirSync(directory)).toHaveLength(1);
    const waiting = Promise.resolve(ahead.locate(one, 0, MIB));
    giveUp.abort(new Error("given up"));
    await expect(waiting).rejects.toThrow("given up");
  }
  expect(readdirSync(directory)).toEqual([]);
  await using late = fetchAhead([one], { directory, signal: giveUp.signal });
  await expect(Promise.resolve(late.locate(one, 0, 1))).rejects.toThrow("given up");
});

test("a cut connection is resumed, and no byte is fetched twice", async () => {
  const { server, run } = await served();
  let cuts = 0;
  server.fault = (request, response) => {
    if (cuts++ < 3) cutAfter(MIB, request, response);
    return false;
  };
  const one = run(0, 20 * MIB);
  await using ahead = fetchAhead([one], { directory: temporaryDirectory(), signal: NEVER });
  expectBytes(await readRanges(await ahead.locate(one, 0, 20 * MIB)), 0);
  expect(server.log).toHaveLength(8);
});

test.each([
  ["from the first request on", 0],
  ["half-way", 3],
])("a server that ignores ranges %s is read through once", async (_, honest) => {
  const { server, run } = await served();
  server.fault = () => {
    if (server.log.length > honest) server.files.set("/a", { bytes: BYTES, headers: { etag: '"1"' }, ranges: false });
    return false;
  };
  const runs = [run(0, 9 * MIB), run(10 * MIB, 10 * MIB)];
  // Even what would not fit is taken then: the connection cannot wait.
  const limits = { spooled: 5 * MIB, inFlight: 2 };
  await using ahead = fetchAhead(runs, { directory: temporaryDirectory(), signal: NEVER, limits });
  for (const one of runs)
    for (let at = 0; at < one.size; at += MIB) {
      const length = Math.min(MIB, one.size - at);
      expectBytes(await readRanges(await ahead.locate(one, at, length)), one.offset + at);
      if (honest > 0) ahead.release(one, at, length);
    }
  expect(server.ranges().filter((range) => range === undefined)).toHaveLength(1);
});

test("a range that was cut short by a server without ranges is continued in its file", async () => {
  const { server, run } = await served();
  server.fault = (request, response) => {
    if (server.log.length === 2) server.files.set("/a", { bytes: BYTES, headers: { etag: '"1"' }, ranges: false });
    if (server.log.length === 1) cutAfter(MIB, request, response);
    return false;
  };
  const one = run(1000, 3 * MIB);
  await using ahead = fetchAhead([one], { directory: temporaryDirectory(), signal: NEVER });
  expectBytes(await readRanges(await ahead.locate(one, 0, 3 * MIB)), 1000);
  expect(server.log).toHaveLength(3);
});

test("what a run says it is is checked before the run is located", async () => {
  const { run } = await served();
  const checked: Uint8Array[] = [];
  const check = (bytes: Uint8Array): void => void checked.push(bytes);
  const directory = temporaryDirectory();
  const one = { ...run(1000, 10), preface: { size: 512, check } };
  const wrong = {
    ...run(5 * MIB, 10),
    preface: {
      size: 512,
      check: () => {
        throw new BundleError("BUNDLE_INVALID", "Cannot use it");
      },
    },
  };
  await using ahead = fetchAhead([one, wrong], { directory, signal: NEVER });
  await ahead.locate(one, 0, 10);
  await ahead.locate(one, 5, 5);
  expect(checked).toHaveLength(1);
  expectBytes(checked[0] as Uint8Array, 488);
  await expect(Promise.resolve(ahead.locate(wrong, 0, 10))).rejects.toThrow("Cannot use it");
  ahead.release(one, 0, 10);
  await expect.poll(() => readdirSync(directory)).toHaveLength(1);
});

test("remoteBytes() reads with a request of its own, and locates only what is fetched ahead", async () => {
  const { server, run } = await served();
  const bytes = remoteBytes(run(1000, 100), "a", { ahead: () => undefined, signal: NEVER });
  expectBytes(await bytes.read(10, 20), 1010);
  expect(server.ranges()).toEqual(["bytes=1010-1029"]);
  expect(() => bytes.locate(0, 1)).toThrow("nobody has announced");
});
