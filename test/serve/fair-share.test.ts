import { Socket } from "node:net";
import { expect, test } from "vitest";
import { fairShare } from "../../src/serve/fair-share.ts";

function connections(count: number): readonly Socket[] {
  return Array.from({ length: count }, () => new Socket());
}

async function closed(socket: Socket): Promise<void> {
  await new Promise((resolve) => socket.once("close", resolve).destroy());
}

test("a thread with more than its share ends connections, so that the others can have as many", () => {
  const shares = Int32Array.of(0, 2);
  const isTooMany = fairShare(shares, 0);
  const sockets = connections(6);
  // Each connection counts from its first request.
  expect(sockets.map(isTooMany)).toEqual([false, false, false, true, true, true]);
  expect([...shares]).toEqual([3, 2]);
});

test("connections that are evenly shared stay", () => {
  const shares = new Int32Array(3);
  const threads = [0, 1, 2].map((thread) => fairShare(shares, thread));
  const sockets = threads.map((isTooMany) => ({ isTooMany, socket: new Socket() }));
  for (let round = 0; round < 3; round++)
    expect(sockets.map(({ isTooMany, socket }) => isTooMany(socket))).toEqual([false, false, false]);
  expect([...shares]).toEqual([1, 1, 1]);
});

test("one thread alone ends no connection", () => {
  const isTooMany = fairShare(new Int32Array(1), 0);
  expect(connections(20).map(isTooMany)).not.toContain(true);
});

test("a connection leaves the count once, when it is told to end or when it closes", async () => {
  const shares = new Int32Array(2);
  const isTooMany = fairShare(shares, 0);
  const [first = new Socket(), second = new Socket()] = connections(2);
  expect([isTooMany(first), isTooMany(second)]).toEqual([false, true]);
  await closed(second);
  expect([...shares]).toEqual([1, 0]);
  await closed(first);
  expect([...shares]).toEqual([0, 0]);
});
