import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test, vi } from "vitest";
import { BundleError } from "../../src/errors.ts";
import { fromHttpError, fromStorageError } from "../../src/http/from-http-error.ts";
import { HttpError } from "../../src/http/http-error.ts";
import { networkFailure } from "../../src/http/network-failure.ts";
import { pauseOf } from "../../src/http/rate-limit.ts";
import { bytesOf, readText, request } from "../../src/http/request.ts";
import { transientHttp } from "../../src/http/transient-http.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { needs, run } from "../fixtures/tools.ts";

const signal = new AbortController().signal;

async function serve(answer: (asked: IncomingMessage, response: ServerResponse) => unknown): Promise<string> {
  const server = createServer((asked, response) => void answer(asked, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}/`;
}

test("request() sends a body and gives the answer", async () => {
  const url = await serve(async (asked, response) => response.end(`${asked.method} ${await text(asked)}`));
  const message = await request({ method: "POST", url, body: "hello", signal });
  expect(await readText(message, 100)).toBe("POST hello");
});

test("request() streams a file", async () => {
  const path = join(temporaryDirectory(), "file");
  writeFileSync(path, "x".repeat(200_000));
  const url = await serve(async (asked, response) => response.end(`${(await text(asked)).length}`));
  const headers = { "content-length": 200_000 };
  const message = await request({ method: "PUT", url, headers, body: createReadStream(path), signal });
  expect(await readText(message, 100)).toBe("200000");
});

test("request() fails at once with what is wrong with the file", async () => {
  const url = await serve(async (asked, response) => response.end(await text(asked)));
  const body = createReadStream(join(temporaryDirectory(), "missing"));
  const asked = request({ method: "PUT", url, headers: { "content-length": 5 }, body, signal });
  await expect(asked).rejects.toMatchObject({ code: "ENOENT" });
});

test("request() closes the file when there is no answer", async () => {
  const path = join(temporaryDirectory(), "file");
  writeFileSync(path, "x".repeat(10_000_000));
  const url = await serve(({ socket }) => socket.resetAndDestroy());
  const body = createReadStream(path);
  const asked = request({ method: "PUT", url, headers: { "content-length": 10_000_000 }, body, signal });
  await expect(asked).rejects.toMatchObject({ code: "NETWORK_FAILED" });
  expect(body.destroyed).toBe(true);
});

test("request() follows no redirect", async () => {
  const url = await serve((_, response) => response.writeHead(302, { location: "/elsewhere" }).end());
  await expect(request({ method: "GET", url, signal })).rejects.toMatchObject({ status: 302 });
  const message = await request({ method: "GET", url, accept: [302], signal });
  expect(message.headers.location).toBe("/elsewhere");
  message.resume();
});

test("request() says in a refusal what the service says", async () => {
  for (const body of [
    '{"message":"Not here"}',
    '{"code":"not_found","msg":"Not here"}',
    "<Error><Code>Not here</Code>",
  ]) {
    const url = await serve((_, response) => response.writeHead(404).end(body));
    const error = await request({ method: "GET", url, signal }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({ status: 404, text: body, message: "status 404 (Not here)" });
  }
});

test.each<[string, (response: ServerResponse) => void]>([
  ["is cut off", (response) => response.write("<", () => response.destroy())],
  ["is endless", (response) => void response.end(Buffer.alloc(10_000_000))],
])("request() knows the status of a refusal whose body %s", async (_, write) => {
  const url = await serve((_request, response) => {
    response.writeHead(403, { "content-length": 10_000_000 });
    write(response);
  });
  await expect(request({ method: "GET", url, signal })).rejects.toMatchObject({ status: 403 });
});

test("request() ends when it is given up, with the reason", async () => {
  const controller = new AbortController();
  const url = await serve(() => controller.abort(new Error("given up")));
  const asked = request({ method: "GET", url, signal: controller.signal });
  await expect(asked).rejects.toThrow("given up");
  await expect(request({ method: "GET", url, signal: controller.signal })).rejects.toThrow("given up");
});

test("the body of an answer ends when the request is given up", async () => {
  const controller = new AbortController();
  const url = await serve((_, response) => response.writeHead(200, { "content-length": 10 }).write("begun"));
  const message = await request({ method: "GET", url, signal: controller.signal });
  controller.abort();
  await expect(readText(message, 100)).rejects.toThrow("given up");
});

test("request() names the host that it does not reach", async () => {
  const asked = request({ method: "GET", url: "http://127.0.0.1:1/blob?sig=secret", signal });
  await expect(asked).rejects.toMatchObject({
    code: "NETWORK_FAILED",
    message: "Cannot reach 127.0.0.1:1: the connection was refused",
  });
});

test("a server without TLS is named as such, and not asked again", async () => {
  const url = (await serve((_, response) => response.end("plain"))).replace("http:", "https:");
  const error: unknown = await request({ method: "GET", url, signal }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: "NETWORK_FAILED",
    message: expect.stringMatching(/^Cannot reach 127\.0\.0\.1:\d+: it does not answer with TLS$/),
    hint: expect.stringContaining("http://"),
  });
  expect(transientHttp(error)).toBeUndefined();
});

needs("openssl")(
  "a certificate that is not trusted is named without Node's advice, and not asked for again",
  async () => {
    const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(temporaryDirectory(), name)) as [string, string];
    const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
    run("openssl", ["req", "-x509", ...kind, "-subj", "/CN=localhost", "-keyout", key, "-out", cert]);
    const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const asked = request({ method: "GET", url: `https://127.0.0.1:${port}/`, signal });
    const error: unknown = await asked.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "NETWORK_FAILED",
      message: `Cannot reach 127.0.0.1:${port}: self-signed certificate`,
      hint: expect.stringContaining("--ca-file"),
    });
    expect(transientHttp(error)).toBeUndefined();
  },
);

test("readText() stops at its limit", async () => {
  const url = await serve((_, response) => response.end("x".repeat(101)));
  const message = await request({ method: "GET", url, signal });
  await expect(readText(message, 100)).rejects.toMatchObject({ code: "SERVICE_FAILED" });
});

test.each([
  [{ "retry-after": "7" }, 7000],
  [{ "retry-after": "0" }, 0],
  [{ "retry-after": "soon" }, undefined],
  [{ "retry-after": "9".repeat(20) }, undefined],
  [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon" }, undefined],
  [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "0" }, 0],
  [{ "x-ratelimit-remaining": "1", "x-ratelimit-reset": "9999999999" }, undefined],
  [{}, undefined],
])("pauseOf(%j) is %s milliseconds", (headers, pause) => expect(pauseOf(headers)).toBe(pause));

test.each([
  [429, {}, true],
  [403, { "retry-after": "1" }, true],
  [403, {}, false],
  [408, {}, true],
  [500, {}, true],
  [501, {}, false],
  [504, {}, true],
  [505, {}, false],
  [520, {}, true],
  [524, {}, true],
  [525, {}, false],
  [404, {}, false],
  [409, {}, false],
])("status %i with %j may pass: %s", (status, headers, passes) => {
  expect(transientHttp(new HttpError(status, headers, "")) !== undefined).toBe(passes);
});

test("a failure of the network may pass, a bug does not", () => {
  expect(transientHttp(networkFailure(new Error("x"), "http://a/"))).toBeDefined();
  expect(transientHttp(new TypeError("x"))).toBeUndefined();
});

test.each([
  [429, {}, "RATE_LIMITED"],
  [403, { "retry-after": "100" }, "RATE_LIMITED"],
  [403, {}, "ACCESS_DENIED"],
  [401, {}, "ACCESS_DENIED"],
  [404, {}, "SERVICE_FAILED"],
  [503, {}, "SERVICE_FAILED"],
])("status %i with %j is %s to a user", (status, headers, code) => {
  const refusal = new HttpError(status, headers, "");
  const message = `Cannot download x: the service answers with status ${status}`;
  expect(fromHttpError(refusal, "download x")).toMatchObject({
    code,
    cause: refusal,
    message: expect.stringContaining(message),
  });
});

test("pauseOf() takes a date too", () => {
  expect(pauseOf({ "retry-after": new Date(Date.now() + 100_000).toUTCString() })).toBeGreaterThan(90_000);
});

test("storage that refuses names its host, and the cure is no token", () => {
  const url = "https://blobs.example/a?sig=secret";
  const failure = fromStorageError(new HttpError(403, {}, ""), { doing: "download x", url });
  expect(failure).toMatchObject({ code: "ACCESS_DENIED", message: expect.stringContaining("blobs.example") });
  expect(`${failure}${failure instanceof BundleError ? failure.hint : ""}`).not.toMatch(/secret|token/);
});

test("a bug stays a bug", () => {
  const bug = new TypeError("x");
  expect(fromHttpError(bug, "download x")).toBe(bug);
});

test.each([407, 403])("a proxy that refuses with %i is named, without its password", async (status) => {
  const proxy = createServer().on("connect", (_, socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`));
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void proxy.close());
  const address = proxy.address();
  const host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  vi.stubEnv("https_proxy", `http://user:secret@${host}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const asked = request({ method: "GET", url: "https://storage.example/x?sig=signed", signal });
  const failure: unknown = await asked.catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "NETWORK_FAILED", message: expect.stringContaining(`proxy ${host} refuses`) });
  expect(failure).toMatchObject({ message: expect.stringContaining(`${status}`) });
  expect(failure).toMatchObject({ message: expect.not.stringMatching(/secret|signed/) });
});

test("a proxy that answers in the place of the host behind it is named", async () => {
  const page = "HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n<html>log in!";
  const url = new URL(await serveBytes((socket) => socket.write(page)));
  vi.stubEnv("https_proxy", url.origin);
  onTestFinished(() => void vi.unstubAllEnvs());
  const asked = request({ method: "GET", url: "https://storage.example/x", signal });
  await expect(asked).rejects.toMatchObject({
    code: "NETWORK_FAILED",
    message: expect.stringContaining(`proxy ${url.host} fails: it sends bytes`),
  });
});

test("a proxy whose answer does not end is given up", async () => {
  const { setTimeout: start } = globalThis;
  vi.stubGlobal("setTimeout", (call: () => void, delay = 0) => start(call, delay === 120_000 ? 300 : delay));
  onTestFinished(() => void vi.unstubAllGlobals());
  const url = new URL(
    await serveBytes((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nx-long: ");
      sendDrops(socket, "x");
    }),
  );
  vi.stubEnv("https_proxy", url.origin);
  onTestFinished(() => void vi.unstubAllEnvs());
  const asked = request({ method: "GET", url: "https://storage.example/x", signal });
  await expect(asked).rejects.toMatchObject({
    code: "NETWORK_FAILED",
    message: expect.stringContaining(`proxy ${url.host} fails: it did not answer`),
  });
});

test("a proxy that cannot be reached is named", async () => {
  vi.stubEnv("https_proxy", "http://127.0.0.1:1");
  onTestFinished(() => void vi.unstubAllEnvs());
  const asked = request({ method: "GET", url: "https://storage.example/x", signal });
  await expect(asked).rejects.toMatchObject({ message: expect.stringContaining("proxy 127.0.0.1:1") });
});

test("a refusal does not repeat what was sent in secret", async () => {
  const signature = "mF3kWq8Zt5Yb2NcX9pLd7Rv1Hs4Gj6Ka";
  const authorization = `Basic ${btoa("me:hunter2")}`;
  const url = await serve(({ url: asked = "", headers }, response) => {
    const message = `${headers.authorization} is not me:hunter2 nor hunter2 for ${asked}`;
    response.writeHead(403).end(JSON.stringify({ message }));
  });
  const signed = `${url}toolbox.tar?part=1&sig=${signature}`;
  const asking = request({ method: "GET", url: signed, headers: { authorization }, signal });
  await expect(asking).rejects.toMatchObject({
    message: "status 403 (Basic *** is not *** nor *** for /toolbox.tar?part=1&sig=***)",
  });
});

test("an answer whose headers do not end is given up", async () => {
  const url = await serve((_, response) => response.writeHead(200, { "x-long": "x".repeat(100_000) }).end());
  await expect(request({ method: "GET", url, signal })).rejects.toMatchObject({ code: "NETWORK_FAILED" });
});

const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === "::1"));

test.skipIf(!hasIpv6)("an address with an IPv6 literal is reached", async () => {
  const server = createServer(({ headers }, response) => response.end(headers.host));
  await new Promise<void>((resolve) => server.listen(0, "::1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const message = await request({ method: "GET", url: `http://[::1]:${address.port}/`, signal });
  expect(await text(message)).toBe(`[::1]:${address.port}`);
});

test("buffers of what is read through are given back soon", async () => {
  const piece = Buffer.alloc(1024 * 1024);
  const pieces = 192;
  const url = await serve((_, response) => {
    const body = Readable.from(Array.from({ length: pieces }, () => piece));
    body.pipe(response.writeHead(200, { "content-length": pieces * piece.byteLength }));
  });
  const before = process.memoryUsage().arrayBuffers;
  let [size, most] = [0, 0];
  for await (const bytes of bytesOf(await request({ method: "GET", url, signal }))) {
    size += bytes.byteLength;
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  expect(size).toBe(pieces * piece.byteLength);
  expect(most).toBeLessThan(32 * 1024 * 1024);
});

/** Time passes a hundred times as fast for whoever looks at the clock. */
function hastenClock(): void {
  const now = performance.now.bind(performance);
  const clock = vi.spyOn(performance, "now").mockImplementation(() => now() * 100);
  onTestFinished(() => clock.mockRestore());
}

test("a body that drips ends after a minute, however often a byte comes", async () => {
  hastenClock();
  const url = await serve((_, response) => {
    response.writeHead(200, { "content-length": 1_000_000 });
    const drip = setInterval(() => response.write("x"), 20);
    response.on("close", () => clearInterval(drip));
  });
  const begin = Date.now();
  const reading = readText(await request({ method: "GET", url, signal }), 1_000_000);
  await expect(reading).rejects.toMatchObject({
    code: "NETWORK_FAILED",
    message: expect.stringContaining("fewer than 100 bytes a second"),
  });
  expect(Date.now() - begin).toBeGreaterThan(500);
});

test("a body may come slowly, and its reader may take its time", async () => {
  hastenClock();
  const pieces = 100;
  const url = await serve((_, response) => {
    response.writeHead(200);
    response.write("x".repeat(400));
    let sent = 0;
    const send = (): void => {
      const drip = setInterval(() => (++sent < pieces ? response.write("x".repeat(4000)) : response.end()), 20);
      response.on("close", () => clearInterval(drip));
    };
    setTimeout(send, 750);
  });
  let size = 0;
  for await (const bytes of bytesOf(await request({ method: "GET", url, signal }))) {
    // The time of this pause is not that of the server.
    if (size === 0) await new Promise((resolve) => setTimeout(resolve, 700));
    size += bytes.byteLength;
  }
  expect(size).toBe(400 + (pieces - 1) * 4000);
});

/** A server that answers each connection with bytes of its own. */
async function serveBytes(answer: (socket: Socket) => void): Promise<string> {
  const server = createTcpServer((socket) => void socket.on("error", () => {}).once("data", () => answer(socket)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function sendDrops(socket: Socket, bytes: string): void {
  const dripping = setInterval(() => socket.write(bytes), 20);
  socket.on("close", () => clearInterval(dripping));
}

const SLOW = { code: "NETWORK_FAILED", message: expect.stringContaining("fewer than 100 bytes a second") };

test("an answer whose head comes one byte at a time is given up", async () => {
  const { setTimeout: start } = globalThis;
  vi.stubGlobal("setTimeout", (call: () => void, delay = 0) => start(call, delay === 300_000 ? 500 : delay));
  onTestFinished(() => void vi.unstubAllGlobals());
  const url = await serveBytes((socket) => {
    socket.write("HTTP/1.1 200 OK\r\nx-long: ");
    sendDrops(socket, "x");
  });
  await expect(request({ method: "GET", url, signal })).rejects.toMatchObject(SLOW);
});

test("a body of which nothing comes is given up, although its connection brings bytes", async () => {
  const { setInterval: start } = globalThis;
  vi.stubGlobal("setInterval", (call: () => void, delay = 0) => start(call, delay === 60_000 ? 600 : delay));
  onTestFinished(() => void vi.unstubAllGlobals());
  hastenClock();
  const url = await serveBytes((socket) => {
    socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
    sendDrops(socket, "0");
  });
  await expect(readText(await request({ method: "GET", url, signal }), 100)).rejects.toMatchObject(SLOW);
});

test("a server that switches to another protocol, or sends interim answers only, is given up at once", async () => {
  const switched = await serveBytes((socket) =>
    socket.write("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n"),
  );
  await expect(request({ method: "GET", url: switched, signal })).rejects.toMatchObject({ code: "NETWORK_FAILED" });
  const body = Readable.from(["hello"], { objectMode: false });
  const put = request({ method: "PUT", url: switched, headers: { "content-length": 5 }, body, signal });
  await expect(put).rejects.toMatchObject({ code: "NETWORK_FAILED" });
  const interim = await serveBytes((socket) => socket.write("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(200)));
  await expect(request({ method: "GET", url: interim, signal })).rejects.toMatchObject({
    code: "NETWORK_FAILED",
    message: expect.stringContaining("interim"),
  });
  const patient = await serveBytes((socket) =>
    socket.write("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"),
  );
  expect(await readText(await request({ method: "GET", url: patient, signal }), 10)).toBe("ok");
});
