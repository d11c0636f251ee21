import { createServer, type Socket } from "node:net";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { request } from "../../src/http/request.ts";
import { watchUpload } from "../../src/http/watch-upload.ts";

// Servers of the test's own that speak to the socket: no HTTP server can be made to read like these.

const SIZE = 64 * 1024 * 1024;
const { signal } = new AbortController();

/** @param meet gets each connection before a byte of it is read */
async function listen(meet: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    meet(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}/blob?sig=secret`;
}

function put(url: string, size = SIZE) {
  let read = 0;
  const piece = Buffer.alloc(1024 * 1024);
  function* pieces(): Generator<Buffer> {
    for (; read < size; read += piece.length) yield piece.subarray(0, size - read);
  }
  const body = Readable.from(pieces(), { objectMode: false });
  const headers = { "content-length": size };
  return { body, read: () => read, sent: request({ method: "PUT", url, headers, body, signal }) };
}

/** The limits of minutes pass within a second: that of a piece, and that of the head of an answer. */
function hasten({ piece = 400, head = 400 } = {}): void {
  const { setTimeout: start } = globalThis;
  const faster = new Map([
    [120_000, piece],
    [300_000, head],
  ]);
  vi.stubGlobal("setTimeout", (call: () => void, delay = 0) => start(call, faster.get(delay) ?? delay));
  onTestFinished(() => void vi.unstubAllGlobals());
}

/** Reads what comes, piece after piece, with a pause after each. */
function readSlowly(socket: Socket, bytes: number): void {
  const timer = setInterval(() => socket.read(bytes), 20);
  socket.on("close", () => clearInterval(timer));
}

test.each<[string, (socket: Socket) => void]>([
  ["stops reading", () => {}],
  ["reads a byte now and then", (socket) => readSlowly(socket, 1)],
])("an upload to a server that %s is given up, and the file is closed", async (_, meet) => {
  hasten();
  const { sent, body, read } = put(await listen(meet));
  await expect(sent).rejects.toMatchObject({
    code: "NETWORK_FAILED",
    message: expect.stringMatching(
      /^Cannot reach 127\.0\.0\.1:\d+: the upload came less than 256 KiB further in two minutes$/,
    ),
  });
  expect(read()).toBeLessThan(SIZE);
  expect(body.destroyed).toBe(true);
});

test("an upload may take many times as long as each piece of it, and its source its time", async () => {
  hasten({ piece: 400, head: 400 });
  const failures: Error[] = [];
  async function* source(): AsyncGenerator<Buffer> {
    yield Buffer.alloc(700_000, "a");
    await sleep(600);
    yield Buffer.alloc(700_000, "b");
  }
  const began = performance.now();
  let size = 0;
  {
    const read = Readable.from(source(), { objectMode: false });
    using upload = watchUpload(read, (error) => void failures.push(error));
    for await (const piece of upload.body) {
      size += piece.length;
      await sleep(150);
    }
  }
  await sleep(500);
  expect(size).toBe(1_400_000);
  expect(performance.now() - began).toBeGreaterThan(1000);
  expect(failures).toEqual([]);
});

test.each<[string, string]>([
  ["sends the head of its answer one byte at a time", "x"],
  ["says again and again that it goes on", "HTTP/1.1 102 Processing\r\n\r\n"],
])("a server that takes all of an upload, and then %s, is given up", async (_, drip) => {
  hasten();
  const url = await listen((socket) => {
    socket.resume();
    if (drip === "x") socket.write("HTTP/1.1 201 Created\r\nx-long: ");
    const timer = setInterval(() => socket.write(drip), 20);
    socket.on("close", () => clearInterval(timer));
  });
  await expect(put(url, 1000).sent).rejects.toMatchObject({
    code: "NETWORK_FAILED",
    message: expect.stringContaining("it sends fewer than 100 bytes a second"),
  });
});

test("an upload waits for nobody to say that it may go on", async () => {
  let received = "";
  const url = await listen((socket) => {
    let size = 0;
    socket
      .on("data", (bytes) => {
        received = received.length < 1000 ? received + bytes.toString("latin1") : received;
        size += bytes.length;
        if (size > 1_000_000) socket.end("HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n");
      })
      .resume();
  });
  expect((await put(url, 1_000_000).sent).statusCode).toBe(201);
  expect(received.toLowerCase()).not.toContain("expect:");
});

test.each([413, 503])(
  "a refusal with %i before the body was read counts, though the connection is reset",
  async (status) => {
    // Whether the reset overtakes the answer is a matter of luck, so some of each kind.
    const ends: unknown[] = [];
    const url = await listen((socket) => {
      socket
        .once("data", () => socket.write(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`, () => socket.destroy()))
        .resume();
    });
    for (let attempt = 0; attempt < 10; attempt++) ends.push(await put(url).sent.catch((error: unknown) => error));
    expect(ends.filter((end) => (end as { status?: number }).status === status)).toHaveLength(10);
  },
);
