import { once } from "node:events";
import { readdirSync, readlinkSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { type LargeBlob, makeLargeLayout } from "../fixtures/large-layout.ts";
import { type ServeProcess, startServe } from "../fixtures/serve.ts";
import { ask } from "../fixtures/serving.ts";
import { run } from "../fixtures/tools.ts";

// One server in a process of its own, whose open files the kernel lists. The blob does not fit the buffers of sockets.
let server: ServeProcess;
let blob: LargeBlob;

beforeAll(async () => {
  const place = run("mktemp", ["-d"]).toString().trim();
  blob = makeLargeLayout(place, 1 << 28);
  server = await startServe([place]);
  return async () => {
    await server.end("SIGKILL");
    rmSync(place, { recursive: true });
  };
});

const pathOfBlob = (): string => `/v2/large/blobs/${blob.digest}`;
const requestFor = (path: string, headers = ""): string => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`;
/** Asks for a part, so that nothing is hashed. */
const requestForBlob = (): string => requestFor(pathOfBlob(), "Range: bytes=0-\r\n");

/** How often the server has the blob open. */
function openFiles(): number {
  const folder = `/proc/${server.child.pid}/fd`;
  return readdirSync(folder).filter((fd) => linkOf(join(folder, fd)) === blob.path).length;
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    // It was closed meanwhile.
    return undefined;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** A connection that sends a text at once. */
function clientThatSends(text: string): Socket {
  const [name = "", port] = server.host.split(":");
  const socket = connect(Number(port), name);
  socket.on("error", () => {});
  socket.write(text);
  onTestFinished(() => void socket.destroy());
  return socket;
}

test("clients that leave in the middle of an answer leave no file open, and a whole line in the log", async () => {
  const clients = Array.from({ length: 20 }, () => clientThatSends(requestForBlob()));
  await Promise.all(clients.map((socket) => once(socket, "data")));
  expect(openFiles()).toBe(clients.length);
  for (const socket of clients) socket.destroy();
  await until(() => openFiles() === 0);
  const lines = () => server.errors().match(/^\S+ 127\.0\.0\.1 GET \S+ 206 268435456 \d+ms cut$/gm) ?? [];
  await until(() => lines().length === clients.length);
  expect(server.errors()).not.toContain("warning");
});

test("slow clients hold up nobody", async () => {
  const clients = Array.from({ length: 30 }, () => clientThatSends(requestForBlob()).pause());
  await until(() => openFiles() === clients.length);
  expect(await ask(server.host, "/v2/")).toMatchObject({ status: 200 });
  const part = await ask(server.host, pathOfBlob(), { headers: { range: `bytes=0-${(1 << 24) - 1}` } });
  expect(part.body).toHaveLength(1 << 24);
  for (const socket of clients) socket.destroy();
  await until(() => openFiles() === 0);
});

test("requests that are sent ahead are answered in order, one after the other", async () => {
  const paths = ["/v2/", "/v2/_catalog", "/v2/large/tags/list", "/v2/nothing/tags/list"];
  const socket = clientThatSends(paths.map((path) => requestFor(path)).join(""));
  let text = "";
  socket.on("data", (some: Buffer) => void (text += some.toString()));
  await until(() => text.includes("NAME_UNKNOWN"));
  expect(text).toMatch(/\{\}HTTP[^]*"repositories":\["large"\]\}HTTP[^]*"tags":\["latest"\]\}HTTP[^]*NAME_UNKNOWN/);
});

test("requests that are sent ahead open no files before their turn, and none when the client leaves", async () => {
  const socket = clientThatSends(requestForBlob().repeat(10));
  await once(socket, "data");
  await ask(server.host, "/v2/");
  expect(openFiles()).toBe(1);
  socket.destroy();
  await until(() => openFiles() === 0);
});

test("a client that sends too many requests ahead is cut", async () => {
  const socket = clientThatSends(requestForBlob().repeat(100)).resume();
  await once(socket, "close");
  await until(() => openFiles() === 0);
  expect(await ask(server.host, "/v2/")).toMatchObject({ status: 200 });
});
