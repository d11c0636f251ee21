import { readFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Answer } from "../../src/serve/answer.ts";
import type { Registry } from "../../src/serve/handle-requests.ts";
import type { RunningServer } from "../../src/serve/open-server.ts";
import type { ServerLimits } from "../../src/serve/server-limits.ts";
import { openServers } from "../../src/serve/server-threads.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { makeLargeLayout } from "../fixtures/large-layout.ts";
import { startServe } from "../fixtures/serve.ts";
import { ask } from "../fixtures/serving.ts";
import { needs, run } from "../fixtures/tools.ts";

// Threads with HTTP, but a registry of our own, which tells what reached it.
const THREADS = 3;
const LIMITS: ServerLimits = { head: 1000, idle: 5000, grace: 300, connections: 1024 };
const LOOPBACK = { address: "127.0.0.1", port: 0 };

interface Heard extends Registry {
  readonly lines: string[];
  readonly failures: unknown[];
}

function registryThat(answer: Registry["answer"]): Heard {
  const [lines, failures]: [string[], unknown[]] = [[], []];
  const access = (line: string): void => void lines.push(line);
  return { answer, access, sent: () => {}, failed: (error) => void failures.push(error), lines, failures };
}

function textAnswer(text: string): Answer {
  return { status: 200, headers: {}, body: Buffer.from(text) };
}

async function started(registry: Registry, options: Parameters<typeof openServers>[2] = {}): Promise<RunningServer> {
  const server = await openServers(LOOPBACK, registry, { threads: THREADS, limits: LIMITS, ...options });
  onTestFinished(() => server.close());
  return server;
}

function hostOf({ listening: { address, port } }: RunningServer): string {
  return `${address}:${port}`;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

interface Client {
  readonly socket: Socket;
  readonly closed: () => boolean;
  readonly text: () => string;
}

function clientOf({ listening: { address, port } }: RunningServer, path = "/"): Client {
  const socket = connect(port, address);
  let [text, isClosed] = ["", false];
  socket.on("data", (some: Buffer) => void (text += some.toString("latin1")));
  socket.on("error", () => {});
  socket.on("close", () => (isClosed = true));
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  onTestFinished(() => void socket.destroy());
  return { socket, closed: () => isClosed, text: () => text };
}

/** Sockets that listen on a port of 127.0.0.1. Source: proc_net_tcp(5); 0A is LISTEN. */
function listeners(port: number): number {
  const row = `0100007F:${port.toString(16).toUpperCase().padStart(4, "0")} 00000000:0000 0A`;
  return readFileSync("/proc/net/tcp", "latin1").split(row).length - 1;
}

test("several hundred clients at once get their own answers from all threads, with a line in the log for each", async () => {
  const registry = registryThat(async ({ target }) => textAnswer(`you asked for ${target}`));
  const server = await started(registry);
  expect(listeners(server.listening.port)).toBe(THREADS);
  const paths = Array.from({ length: 400 }, (_, index) => `/${index}`);
  const replies = await Promise.all(paths.map(async (path) => (await ask(hostOf(server), path)).body.toString()));
  expect(replies).toEqual(paths.map((path) => `you asked for ${path}`));
  await until(() => registry.lines.length >= paths.length);
  const asked = registry.lines.map((line) => /^127\.0\.0\.1 GET (\S+) 200 \d+ \d+ms$/.exec(line)?.[1]);
  expect(asked).toHaveLength(paths.length);
  expect(new Set(asked)).toEqual(new Set(paths));
});

test("a connection of a thread that has too many ends with its answer, which is whole", async () => {
  const server = await started(registryThat(async ({ target }) => textAnswer(`you asked for ${target}`)));
  const told: string[] = [];
  // One after the other: each is dealt to a thread by chance, so that soon one has two more than another.
  for (let index = 0; index < 40; index++) {
    const client = clientOf(server, `/${index}`);
    await until(() => client.text().endsWith(`you asked for /${index}`));
    const isTold = /^Connection: close\r$/im.test(client.text());
    if (isTold) await until(client.closed);
    told.push(isTold ? "told" : "kept");
  }
  expect(new Set(told)).toEqual(new Set(["told", "kept"]));
});

test("all threads together have no more connections than the limit, and take others when one ends", async () => {
  const held: ((answer: Answer) => void)[] = [];
  const registry = registryThat(() => new Promise((resolve) => void held.push(resolve)));
  const connections = 2 * THREADS;
  const server = await started(registry, { limits: { ...LIMITS, connections } });
  const clients = Array.from({ length: 10 * THREADS }, () => clientOf(server));
  await until(() => clients.filter(({ closed }) => closed()).length === clients.length - connections);
  await until(() => held.length === connections);
  expect(clients.map(({ text }) => text()).join("")).toBe("");
  for (const client of clients.filter(({ closed }) => !closed())) client.socket.destroy();
  for (const answer of held) answer(textAnswer("late"));
  await until(() => registry.lines.length === connections);
  const others = Array.from({ length: connections }, () => clientOf(server));
  await until(() => held.length === 2 * connections);
  for (const answer of held) answer(textAnswer("good"));
  await until(() => others.every(({ text }) => text().endsWith("good")));
  expect(held).toHaveLength(2 * connections);
});

needs("openssl")("connections with TLS are counted too, and forgotten when they end", async () => {
  const place = temporaryDirectory();
  const [key, certificate] = [join(place, "key.pem"), join(place, "certificate.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
  const keyType = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  run("openssl", ["req", "-x509", ...keyType, "-keyout", key, "-out", certificate, ...subject]);
  const tls = { certificate: readFileSync(certificate), key: readFileSync(key) };
  const held: ((answer: Answer) => void)[] = [];
  const registry = registryThat(({ target }) =>
    target === "/held" ? new Promise((resolve) => void held.push(resolve)) : Promise.resolve(textAnswer("good")),
  );
  const server = await started(registry, { tls, limits: { ...LIMITS, connections: 1 } });
  const get = (path = "/") => ask(hostOf(server), path, { ca: tls.certificate }).then(({ body }) => body.toString());
  const first = get("/held");
  await until(() => held.length === 1);
  await expect(get()).rejects.toThrow(/disconnected|hang up|reset/i);
  held[0]?.(textAnswer("late"));
  expect(await first).toBe("late");
  // A connection ends at the client before it ends at the server.
  for (let i = 0; i < 8; i++) while ((await get().catch(() => "")) !== "good");
});

test.each([
  ["by a server on one thread", 1],
  ["by a server on several threads", THREADS],
])("a port that is taken %s is refused", async (_, threads) => {
  const registry = registryThat(async () => textAnswer("good"));
  const { listening } = await started(registry, { threads });
  await expect(openServers(listening, registry, { threads: THREADS })).rejects.toMatchObject({
    code: "IO_FAILED",
    message: expect.stringContaining("another process uses this port"),
  });
  await expect(openServers(listening, registry, { threads: 1 })).rejects.toMatchObject({ code: "IO_FAILED" });
});

test("a port of one's own choice is shared by all threads, and free again after the end", async () => {
  const probe = createServer();
  const port = await new Promise<number>((resolve) =>
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    }),
  );
  await new Promise((resolve) => probe.close(resolve));
  const registry = registryThat(async () => textAnswer("good"));
  for (let i = 0; i < 2; i++) {
    const server = await openServers({ ...LOOPBACK, port }, registry, { threads: THREADS });
    expect(listeners(port)).toBe(THREADS);
    expect((await ask(hostOf(server), "/")).body.toString()).toBe("good");
    await server.close();
    expect(listeners(port)).toBe(0);
  }
});

/** Clients on all threads, each in the middle of an answer that the buffers of sockets do not hold. */
async function clientsThatWait(limits: ServerLimits) {
  const { path, size } = makeLargeLayout(temporaryDirectory(), 1 << 24);
  const body = { name: path, size, ranges: [{ path, offset: 0, length: size }] };
  const registry = registryThat(async () => ({ status: 200, headers: {}, body }));
  const server = await started(registry, { limits });
  const clients = Array.from({ length: 4 * THREADS }, () => clientOf(server));
  for (const { socket } of clients) socket.once("data", () => socket.pause());
  await until(() => clients.every(({ text }) => text() !== ""));
  return { registry, server, clients, size };
}

test("an end lets the running answers of all threads end", async () => {
  const { registry, server, clients, size } = await clientsThatWait({ ...LIMITS, idle: 30_000, grace: 30_000 });
  const ended = server.close();
  for (const { socket } of clients) socket.resume();
  await ended;
  await until(() => clients.every(({ closed }) => closed()));
  for (const { text } of clients) expect(text().split("\r\n\r\n")[1]).toHaveLength(size);
  expect(registry.lines.filter((line) => line.endsWith("ms"))).toHaveLength(clients.length);
});

test("an end cuts clients that take nothing, and the log has a line for each", async () => {
  const { registry, server, clients } = await clientsThatWait(LIMITS);
  await server.close();
  expect(registry.lines.filter((line) => line.endsWith(" cut"))).toHaveLength(clients.length);
});

test("a file that is gone cuts the answer, and the log says why", async () => {
  const path = join(temporaryDirectory(), "gone");
  const body = { name: path, size: 1, ranges: [{ path, offset: 0, length: 1 }] };
  const registry = registryThat(async () => ({ status: 200, headers: {}, body }));
  const server = await started(registry);
  const asked = Array.from({ length: 12 }, () => ask(hostOf(server), "/").catch(() => "cut"));
  expect(await Promise.all(asked)).toEqual(asked.map(() => "cut"));
  await until(() => registry.failures.length === asked.length);
  for (const failure of registry.failures) expect(String(failure)).toContain(path);
});

needs("taskset")("a server has as many threads as it may use processors, at most four", async () => {
  const place = temporaryDirectory();
  makeLargeLayout(place, 1);
  await using all = await startServe([place]);
  await using one = await startServe([place], { under: ["taskset", "-c", "0"] });
  const portOf = (host: string): number => Number(host.split(":")[1]);
  expect(listeners(portOf(all.host))).toBe(Math.min(availableParallelism(), 4));
  expect(listeners(portOf(one.host))).toBe(1);
});
