import type { IncomingMessage, ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { openServer, type RunningServer } from "../../src/serve/open-server.ts";
import type { ServerLimits } from "../../src/serve/server-limits.ts";

const LIMITS: ServerLimits = { head: 1000, idle: 200, grace: 200, connections: 2 };
const REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

async function serverWith(answer: (response: ServerResponse) => void): Promise<RunningServer> {
  const handle = (_: IncomingMessage, response: ServerResponse): void => answer(response);
  const server = await openServer({ address: "127.0.0.1", port: 0 }, handle, { limits: LIMITS });
  onTestFinished(() => server.close());
  return server;
}

interface Client {
  readonly socket: Socket;
  readonly closed: Promise<void>;
  text(): string;
}

function clientOf({ listening: { port } }: RunningServer): Client {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  socket.on("data", (some: Buffer) => void (text += some.toString()));
  socket.on("error", () => {});
  socket.write(REQUEST);
  return { socket, closed: new Promise((resolve) => socket.once("close", () => resolve())), text: () => text };
}

test("a client that takes nothing of its answer is cut", async () => {
  const cut = Promise.withResolvers<void>();
  let sent = 0;
  const server = await serverWith((response) => {
    response.once("close", () => cut.resolve());
    // More than the buffers of the system hold.
    for (let i = 0; i < 64; i++) response.write(Buffer.alloc(1 << 20), (error) => void (sent += error ? 0 : 1));
  });
  const { socket } = clientOf(server);
  socket.pause();
  await cut.promise;
  expect(sent).toBeLessThan(64);
  socket.destroy();
});

test("there are no more connections than the limit, and others are served when one ends", async () => {
  const held: ServerResponse[] = [];
  const server = await serverWith((response) => void held.push(response));
  const [one, two] = [clientOf(server), clientOf(server)];
  while (held.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  const three = clientOf(server);
  await three.closed;
  expect(three.text()).toBe("");
  for (const response of held) response.end("good");
  one.socket.destroy();
  two.socket.destroy();
  await Promise.all([one.closed, two.closed]);
  const four = clientOf(server);
  while (held.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
  held[2]?.end("good");
  while (!four.text().includes("good")) await new Promise((resolve) => setTimeout(resolve, 10));
  four.socket.destroy();
});

test("an end waits for running answers, and then cuts them", async () => {
  const server = await serverWith((response) => void response.write("begun"));
  const client = clientOf(server);
  while (!client.text().includes("begun")) await new Promise((resolve) => setTimeout(resolve, 10));
  const begin = performance.now();
  await server.close();
  await client.closed;
  expect(performance.now() - begin).toBeGreaterThan(LIMITS.grace / 2);
});
