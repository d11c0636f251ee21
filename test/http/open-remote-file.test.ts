import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { BundleError } from "../../src/errors.ts";
import { openRemoteFile, type RemoteFileOptions, remoteFile } from "../../src/http/open-remote-file.ts";
import { fetchRun, RangesIgnored } from "../../src/io/remote-file.ts";
import { shortenPauses } from "../fixtures/short-pauses.ts";
import { cutAfter, type Fault, sendFile, serveFiles, type WebFile } from "../fixtures/web-server.ts";

shortenPauses();

const BYTES = randomBytes(3_000_000);
const ETAG = '"one"';
const SECRET = "Bearer do-not-tell";
const { signal } = new AbortController();

async function served(file: Partial<WebFile> = {}, more: Partial<RemoteFileOptions> = {}) {
  const server = await serveFiles({ "/a.tar": { bytes: BYTES, headers: { etag: ETAG }, ...file } });
  const said: string[] = [];
  let received = 0;
  const options: RemoteFileOptions = {
    locate: async () => ({ url: `${server.origin}/a.tar?sig=secret`, headers: { authorization: SECRET } }),
    name: "bundle a.tar",
    say: (text) => void said.push(text),
    signal,
    received: (bytes) => void (received += bytes),
    ...more,
  };
  return { server, said, options, file: remoteFile(options), received: () => received };
}

/** Answers of the server in turn; false where it answers as a file server does. */
function turns(...faults: readonly Fault[]): Fault {
  let turn = 0;
  return (request, response, asked) => (faults[turn++] ?? (() => false))(request, response, asked);
}

const asUsual: Fault = () => false;
const reset: Fault = ({ socket }) => socket.resetAndDestroy();
const refusal =
  (status: number, headers: Readonly<Record<string, string>> = {}): Fault =>
  (_, response) =>
    response.writeHead(status, headers).end("<Error><Code>AuthenticationFailed</Code></Error>");
const redirect = (to: string, status = 302): Fault => refusal(status, { location: to });

async function failure(promise: Promise<unknown>): Promise<BundleError> {
  const error = await promise.then(
    () => new Error("it did not fail"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof BundleError)) throw error;
  expect(`${error.message} ${error.hint}`).not.toMatch(/secret|do-not-tell/);
  return error;
}

test("a run is fetched by one range with both ends, and never compressed", async () => {
  const { server, file, received } = await served();
  const bytes = await fetchRun(file, { offset: 1000, length: 2_000_000 }, signal);
  expect(bytes).toEqual(new Uint8Array(BYTES.subarray(1000, 2_001_000)));
  expect(server.ranges()).toEqual(["bytes=1000-2000999"]);
  expect(server.log[0]?.headers).toMatchObject({ "accept-encoding": "identity", authorization: SECRET });
  expect(received()).toBe(2_000_000);
  expect(file.size).toBe(BYTES.length);
});

test("an empty run sends no request", async () => {
  const { server, file } = await served();
  expect(await fetchRun(file, { offset: 5, length: 0 }, signal)).toHaveLength(0);
  expect(server.log).toHaveLength(0);
});

test("a cut connection is resumed inside the run", async () => {
  const { server, file, said } = await served();
  server.fault = turns((request, response) => (cutAfter(700_000, request, response), false), reset, asUsual);
  const bytes = await fetchRun(file, { offset: 1_000_000, length: 1_500_000 }, signal);
  expect(Buffer.compare(bytes, BYTES.subarray(1_000_000, 2_500_000))).toBe(0);
  expect(server.ranges()).toEqual(["bytes=1000000-2499999", "bytes=1700000-2499999", "bytes=1700000-2499999"]);
  expect(said[0]).toMatch(/^Cannot fetch bundle a\.tar: .*; resuming at 1\.7 MB in \d/);
  expect(said.join()).not.toMatch(/secret|do-not-tell/);
});

test("a shorter range than the requested one is continued", async () => {
  const { server, file } = await served();
  server.fault = turns((request, response) => {
    request.headers.range = "bytes=0-999";
    sendFile(server.files.get("/a.tar"), request, response);
  });
  const bytes = await fetchRun(file, { offset: 0, length: 5000 }, signal);
  expect(Buffer.compare(bytes, BYTES.subarray(0, 5000))).toBe(0);
});

test.each<[string, Fault, string]>([
  ["another range", (_, r) => r.writeHead(206, { "content-range": "bytes 1-10/3000000" }).end("x"), "SERVICE_FAILED"],
  ["no range in a 206", (_, r) => r.writeHead(206, {}).end("x"), "SERVICE_FAILED"],
  ["a longer range", (_, r) => r.writeHead(206, { "content-range": "bytes 0-10/3000000" }).end("x"), "SERVICE_FAILED"],
  ["an empty range", (_, r) => r.writeHead(206, { "content-range": "bytes 0--1/3000000" }).end(), "SERVICE_FAILED"],
  ["a size over 2^53", (_, r) => r.writeHead(206, { "content-range": `bytes 0-9/${2 ** 60}` }).end(), "SERVICE_FAILED"],
  [
    "compressed bytes",
    (_, r) => r.writeHead(206, { "content-range": "bytes 0-9/3000000", "content-encoding": "gzip" }).end("x"),
    "SERVICE_FAILED",
  ],
  [
    "several ranges at once",
    (_, r) => r.writeHead(206, { "content-type": "multipart/byteranges; boundary=x" }).end("--x\r\n\r\nx\r\n--x--"),
    "SERVICE_FAILED",
  ],
  ["a range of nothing known", (_, r) => r.writeHead(206, { "content-range": "bytes */*" }).end("x"), "SERVICE_FAILED"],
  ["no content", refusal(204), "SERVICE_FAILED"],
  ["a 416", refusal(416, { "content-range": "bytes */3000000" }), "SERVICE_FAILED"],
  ["a 404", refusal(404), "SERVICE_FAILED"],
])("%s ends in a code", async (_, fault, code) => {
  const { server, file } = await served();
  server.fault = fault;
  expect((await failure(fetchRun(file, { offset: 0, length: 10 }, signal))).code).toBe(code);
  expect(server.log).toHaveLength(1);
});

test.each<[string, Partial<WebFile>]>([
  ["its ETag", { headers: { etag: '"two"' } }],
  ["its size", { bytes: BYTES.subarray(0, 2_900_000) }],
])("a file that changes %s between two ranges is refused", async (_, other) => {
  const { server, file } = await served();
  await fetchRun(file, { offset: 0, length: 10 }, signal);
  server.files.set("/a.tar", { bytes: BYTES, headers: { etag: ETAG }, ...other });
  expect((await failure(fetchRun(file, { offset: 10, length: 10 }, signal))).code).toBe("FILE_CHANGED");
});

test("a file that changes within a run is not resumed", async () => {
  const { server, file } = await served();
  server.fault = turns((request, response) => {
    cutAfter(1000, request, response);
    server.files.set("/a.tar", { bytes: randomBytes(3_000_000), headers: { etag: '"two"' } });
    sendFile({ bytes: BYTES, headers: { etag: ETAG } }, request, response);
  });
  expect((await failure(fetchRun(file, { offset: 0, length: 10_000 }, signal))).code).toBe("FILE_CHANGED");
});

test("a server that says two sizes of a file is not believed", async () => {
  const { server, file } = await served({}, { size: BYTES.length });
  server.fault = (_, response) =>
    response.writeHead(206, { "content-range": `bytes 0-9/${BYTES.length + 1}` }).end("0123456789");
  expect((await failure(fetchRun(file, { offset: 0, length: 10 }, signal))).code).toBe("DIGEST_MISMATCH");
});

test("a body is taken up to the end of its range, and asked for again when it ends before", async () => {
  const { server, file } = await served();
  const range = { "content-range": `bytes 0-9999/${BYTES.length}` };
  // Neither answer has a length: one goes on behind the range, one ends in the middle of it.
  const long: Fault = (_, response) => response.writeHead(206, range).end(BYTES.subarray(0, 20_000));
  const short: Fault = (_, response) => response.writeHead(206, range).end(BYTES.subarray(0, 4000));
  server.fault = turns(long, short);
  for (let turn = 0; turn < 2; turn++) {
    const bytes = await fetchRun(file, { offset: 0, length: 10_000 }, signal);
    expect(Buffer.compare(bytes, BYTES.subarray(0, 10_000))).toBe(0);
  }
  expect(server.ranges()).toEqual(["bytes=0-9999", "bytes=0-9999", "bytes=4000-9999"]);
});

test("a whole answer with fewer bytes than the file has is refused", async () => {
  const { server, file } = await served({}, { size: BYTES.length });
  server.fault = (_, response) => response.writeHead(200, { "content-length": 4 }).end("four");
  expect((await failure(fetchRun(file, { offset: 0, length: 10 }, signal))).code).toBe("DIGEST_MISMATCH");
});

test("a connection that is cut behind any byte is resumed at the next one", async () => {
  const length = 24;
  const { server, file } = await served();
  for (let at = 0; at < length; at++) {
    server.log.length = 0;
    server.fault = turns((_, response) => {
      const range = `bytes 100-${99 + length}/${BYTES.length}`;
      response.writeHead(206, { "content-range": range, "content-length": length, etag: ETAG });
      response.flushHeaders();
      response.write(BYTES.subarray(100, 100 + at), () => setTimeout(() => response.destroy(), 20));
    });
    const bytes = await fetchRun(file, { offset: 100, length }, signal);
    expect(Buffer.compare(bytes, BYTES.subarray(100, 100 + length))).toBe(0);
    expect(server.ranges()).toEqual(["bytes=100-123", `bytes=${100 + at}-123`]);
  }
});

test("a weak ETag says nothing", async () => {
  const { server, file } = await served({ headers: { etag: 'W/"one"' } });
  await fetchRun(file, { offset: 0, length: 10 }, signal);
  server.files.set("/a.tar", { bytes: BYTES, headers: { etag: 'W/"two"' } });
  expect(await fetchRun(file, { offset: 10, length: 10 }, signal)).toHaveLength(10);
});

test("a size that differs from the expected one is refused", async () => {
  const { file } = await served({}, { size: 2_999_999 });
  expect((await failure(fetchRun(file, { offset: 0, length: 10 }, signal))).code).toBe("DIGEST_MISMATCH");
});

test("a server that ignores ranges is read through from then on", async () => {
  const { server, file } = await served({ ranges: false });
  const run = { offset: 1_000_000, length: 1_000_000 };
  await expect(file.fetch(run, async () => {}, signal)).rejects.toThrow(RangesIgnored);
  const bytes = await fetchRun(file, run, signal);
  expect(Buffer.compare(bytes, BYTES.subarray(1_000_000, 2_000_000))).toBe(0);
  expect(server.ranges()).toEqual(["bytes=1000000-1999999", undefined]);
});

test("a server that ignores ranges half-way is read through from then on", async () => {
  const { server, file } = await served();
  await fetchRun(file, { offset: 0, length: 10 }, signal);
  server.files.set("/a.tar", { bytes: BYTES, headers: { etag: ETAG }, ranges: false });
  const bytes = await fetchRun(file, { offset: 10, length: 10 }, signal);
  expect(Buffer.compare(bytes, BYTES.subarray(10, 20))).toBe(0);
});

test("reading through survives a cut: it begins again, and skips what it has", async () => {
  const { server, file } = await served({ ranges: false });
  server.fault = turns(asUsual, (request, response) => (cutAfter(1_500_000, request, response), false), asUsual);
  const bytes = await fetchRun(file, { offset: 1_000_000, length: 1_000_000 }, signal);
  expect(Buffer.compare(bytes, BYTES.subarray(1_000_000, 2_000_000))).toBe(0);
  expect(server.log).toHaveLength(3);
});

test("openRemoteFile() knows size and start after one request", async () => {
  const { server, options } = await served();
  const opened = await openRemoteFile(options, 4096);
  if (!opened.ranged) throw new Error("it is ranged");
  expect(Buffer.compare(opened.start, BYTES.subarray(0, 4096))).toBe(0);
  expect(opened.file.size).toBe(BYTES.length);
  expect(server.ranges()).toEqual(["bytes=0-4095"]);
});

test("openRemoteFile() takes all of a file that is smaller than its first request", async () => {
  const { options } = await served({ bytes: BYTES.subarray(0, 100) });
  const opened = await openRemoteFile(options, 4096);
  expect(opened.ranged && opened.start).toHaveLength(100);
});

test("openRemoteFile() opens an empty file", async () => {
  const { options } = await served({ bytes: new Uint8Array() });
  const opened = await openRemoteFile(options, 4096);
  expect(opened.file.size).toBe(0);
});

test.each<[string, Readonly<Record<string, string>> | undefined]>([
  ["", undefined],
  [", although nobody told its size", { "transfer-encoding": "chunked" }],
])("openRemoteFile() does not ask a server without ranges twice%s", async (_how, headers) => {
  const { server, options } = await served({ ranges: false });
  if (headers !== undefined)
    server.fault = (_, response) => {
      response.writeHead(200, headers);
      response.end(BYTES);
    };
  const opened = await openRemoteFile(options, 4096);
  if (opened.ranged) throw new Error("it is not ranged");
  const hash = createHash("sha256");
  await opened.readAll(async (bytes) => void hash.update(bytes), signal);
  expect(hash.digest("hex")).toBe(createHash("sha256").update(BYTES).digest("hex"));
  expect(server.log).toHaveLength(1);
  expect(opened.file.size).toBe(BYTES.length);
});

test("a whole answer that ends early is begun again", async () => {
  const { server, options } = await served({ ranges: false });
  server.fault = turns((request, response) => (cutAfter(1_000_000, request, response), false));
  const opened = await openRemoteFile(options, 4096);
  if (opened.ranged) throw new Error("it is not ranged");
  const parts: Uint8Array[] = [];
  await opened.readAll(async (bytes) => void parts.push(bytes), signal);
  expect(Buffer.compare(Buffer.concat(parts), BYTES)).toBe(0);
  expect(server.log).toHaveLength(2);
});

test("credentials do not follow a redirect to another origin, not even back", async () => {
  const { server, file } = await served();
  const other = await serveFiles({ "/b": { bytes: BYTES } });
  const again = `${server.origin}/again`;
  server.fault = ({ url }) => url?.startsWith("/a.tar") && redirect(`${other.origin}/hop`);
  server.fault = (request, response, asked) => {
    if (request.url === "/again") return redirect(`${other.origin}/b`)(request, response, asked);
    return redirect(`${other.origin}/hop`)(request, response, asked);
  };
  other.fault = (request, response, asked) =>
    request.url === "/hop" ? redirect(again)(request, response, asked) : false;
  await fetchRun(file, { offset: 0, length: 10 }, signal);
  await fetchRun(file, { offset: 10, length: 10 }, signal);
  expect(server.log.map(({ headers }) => headers.authorization)).toEqual([SECRET, undefined]);
  // The second run goes straight to where the first one was led.
  expect(other.log.map(({ url }) => url)).toEqual(["/hop", "/b", "/b"]);
  expect(other.log.every(({ headers }) => headers.authorization === undefined)).toBe(true);
});

test("credentials follow a redirect on their own origin", async () => {
  const { server, file } = await served();
  server.files.set("/b", { bytes: BYTES });
  server.fault = ({ url = "" }, response) =>
    url.startsWith("/a.tar") ? response.writeHead(307, { location: "/b" }).end() : false;
  await fetchRun(file, { offset: 0, length: 10 }, signal);
  expect(server.log.map(({ headers }) => headers.authorization)).toEqual([SECRET, SECRET]);
});

test.each([
  ["in a circle", "/a.tar"],
  ["to what a cloud tells its machines", "http://169.254.169.254/latest/meta-data/"],
  ["to that in another spelling", "http://[::ffff:a9fe:a9fe]/latest/meta-data/"],
  ["to a file", "file:///etc/passwd"],
  ["with a password", "http://user:secret@127.0.0.1/"],
  ["nowhere", "http://[/"],
])("a redirect %s is refused", async (_, to) => {
  const { server, file } = await served();
  server.fault = redirect(to);
  expect((await failure(fetchRun(file, { offset: 0, length: 10 }, signal))).code).toBe("SERVICE_FAILED");
  expect(server.log.length).toBeLessThan(20);
});

test("a signed address that expires is asked for again", async () => {
  let signature = 0;
  const { server, options } = await served();
  const locate = async () => ({ url: `${server.origin}/a.tar?sig=secret${signature++}` });
  const file = remoteFile({ ...options, locate });
  await fetchRun(file, { offset: 0, length: 10 }, signal);
  server.fault = ({ url }, response) => (url?.endsWith("secret0") ? response.writeHead(403).end() : false);
  const runs = [10, 20, 30, 40, 50].map((offset) => fetchRun(file, { offset, length: 10 }, signal));
  for (const [index, bytes] of (await Promise.all(runs)).entries())
    expect(Buffer.compare(bytes, BYTES.subarray(10 + index * 10, 20 + index * 10))).toBe(0);
  // However many requests meet the old address, it is renewed once.
  expect(signature).toBe(2);
});

test("an expired address behind a redirect is asked for again", async () => {
  const { server, file } = await served();
  const storage = await serveFiles({ "/1": { bytes: BYTES }, "/2": { bytes: BYTES } });
  let hop = 0;
  server.fault = (_, response) => response.writeHead(302, { location: `${storage.origin}/${++hop}` }).end();
  await fetchRun(file, { offset: 0, length: 10 }, signal);
  storage.fault = ({ url }, response) => (url === "/1" ? response.writeHead(403).end() : false);
  expect(await fetchRun(file, { offset: 10, length: 10 }, signal)).toHaveLength(10);
  expect(hop).toBe(2);
});

test("an address that is refused although it is new ends after three", async () => {
  let signature = 0;
  const { server, options } = await served();
  const file = remoteFile({ ...options, locate: async () => ({ url: `${server.origin}/a.tar?${signature++}` }) });
  server.fault = refusal(403);
  expect((await failure(fetchRun(file, { offset: 0, length: 10 }, signal))).code).toBe("ACCESS_DENIED");
  expect(server.log).toHaveLength(3);
});

test("credentials that are refused are not tried again", async () => {
  const { server, file, said } = await served();
  server.fault = refusal(401);
  expect((await failure(fetchRun(file, { offset: 0, length: 10 }, signal))).code).toBe("ACCESS_DENIED");
  expect(server.log).toHaveLength(1);
  expect(said).toEqual([]);
});

test("an error of locate() is final", async () => {
  const { options } = await served();
  const locate = async () => {
    throw new BundleError("NETWORK_FAILED", "Cannot ask for the address");
  };
  const file = remoteFile({ ...options, locate });
  expect((await failure(fetchRun(file, { offset: 0, length: 10 }, signal))).message).toBe("Cannot ask for the address");
});

test("an overloaded server is asked again", async () => {
  const { server, file } = await served();
  server.fault = turns(refusal(503), refusal(429, { "retry-after": "0" }), asUsual);
  expect(await fetchRun(file, { offset: 0, length: 10 }, signal)).toHaveLength(10);
});

test("a failure to write is not retried", async () => {
  const { server, file } = await served();
  const write = async (): Promise<void> => {
    throw new BundleError("DISK_FULL", "Cannot write");
  };
  expect((await failure(file.fetch({ offset: 0, length: 10 }, write, signal))).code).toBe("DISK_FULL");
  expect(server.log).toHaveLength(1);
});

test("aborting ends a run that waits for bytes", async () => {
  const { server, file } = await served();
  server.fault = (_, response) => {
    response.writeHead(206, { "content-range": "bytes 0-9/3000000" });
    response.write("1");
  };
  const giveUp = new AbortController();
  const run = file.fetch({ offset: 0, length: 10 }, async () => giveUp.abort(new Error("given up")), giveUp.signal);
  await expect(run).rejects.toThrow("given up");
});
