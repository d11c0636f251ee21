import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { perform, type Task } from "../fixtures/channels.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { lacks, run } from "../fixtures/tools.ts";

const BYTES = randomBytes(3_000_000);
const DIGEST = `sha256:${createHash("sha256").update(BYTES).digest("hex")}`;
const ETAG = '"0x8DD"';

type Turn = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A server that answers each request with the next turn; the last one stays. */
async function serve(...turns: readonly Turn[]) {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    const turn = turns[Math.min(seen.length, turns.length - 1)];
    seen.push(request);
    void turn?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}/blob?sig=secret`,
    seen,
    ranges: () => seen.map((it) => it.headers.range),
  };
}

/** All of it, or the part that is asked for. */
function whole(headers: Readonly<Record<string, string>> = { etag: ETAG }, bytes = BYTES): Turn {
  return ({ headers: { range } }, response) => {
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
    const part = bytes.subarray(start);
    const status = range === undefined ? 200 : start < bytes.length ? 206 : 416;
    const place = start < bytes.length ? `${start}-${bytes.length - 1}` : "*";
    response.writeHead(status, {
      ...headers,
      "content-length": part.length,
      ...(range !== undefined && { "content-range": `bytes ${place}/${bytes.length}` }),
    });
    response.end(part);
  };
}

/** A reset would overtake bytes that the client has not read yet. */
function cutOff({ socket }: IncomingMessage, milliseconds: number): void {
  setTimeout(() => socket.resetAndDestroy(), milliseconds);
}

/** Another turn, cut off after so many bytes of its body. */
function broken(after: number, turn: Turn = whole()): Turn {
  return (request, response) => {
    const { end } = response;
    response.end = ((part: Buffer) => {
      response.write(part.subarray(0, after), () => cutOff(request, 200));
      response.end = end;
      return response;
    }) as typeof end;
    return turn(request, response);
  };
}

function refusal(status: number, headers: Readonly<Record<string, string>> = {}): Turn {
  return (_, response) => response.writeHead(status, headers).end("<Error><Code>AuthenticationFailed</Code></Error>");
}

const reset: Turn = ({ socket }) => socket.resetAndDestroy();

async function fetched(urls: string | readonly string[], options: Partial<Extract<Task, { kind: "download" }>> = {}) {
  const path = join(temporaryDirectory(), "toolbox.tar");
  const expected = { size: BYTES.length, digest: DIGEST };
  const ended = await perform({ kind: "download", urls: [urls].flat(), path, expected, ...options });
  return { ...ended, path };
}

function isWhole(path: string): boolean {
  return readFileSync(path).equals(BYTES);
}

test("download() writes the file and says what it wrote", async () => {
  const { url, seen } = await serve(whole());
  const { value, path, said, steps } = await fetched(url);
  expect(value).toEqual({ size: BYTES.length, digest: DIGEST });
  expect(run("sha256sum", [path]).toString().slice(0, 64)).toBe(DIGEST.slice(7));
  expect(said).toEqual([]);
  expect(steps.at(-1)).toEqual([BYTES.length, BYTES.length]);
  expect(seen[0]?.headers).toMatchObject({ "accept-encoding": "identity" });
});

test("download() writes an empty file", async () => {
  const { url } = await serve(whole({}, Buffer.alloc(0)));
  const { value, path } = await fetched(url, { expected: { size: 0 } });
  expect(value.size).toBe(0);
  expect(readFileSync(path)).toHaveLength(0);
});

test("download() checks nothing where nothing is known", async () => {
  const { url } = await serve((_, response) => {
    response.write("hello ");
    response.end("world");
  });
  const { value } = await fetched(url, { expected: {} });
  // printf 'hello world' | sha256sum
  expect(value.digest).toBe("sha256:b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9");
});

test("download() goes on where the connection broke off", async () => {
  const { url, seen, ranges } = await serve(broken(1_000_000), broken(500_000), whole());
  const { path, said, value } = await fetched(url);
  expect(value).toEqual({ size: BYTES.length, digest: DIGEST });
  expect(isWhole(path)).toBe(true);
  expect(ranges()).toEqual([undefined, "bytes=1000000-", "bytes=1500000-"]);
  expect(seen[1]?.headers["if-range"]).toBe(ETAG);
  expect(said).toHaveLength(2);
  expect(said[0]).toMatch(/^Cannot download artifact toolbox\.tar: .*; resuming at 1 MB in \d/);
  expect(said.join()).not.toContain("secret");
});

test("download() goes on as often as it gets further", async () => {
  const { url, seen } = await serve(...Array.from({ length: 29 }, () => broken(100_000)), whole());
  const { path } = await fetched(url);
  expect(isWhole(path)).toBe(true);
  expect(seen).toHaveLength(30);
});

test("download() ends after five attempts that get no further", async () => {
  const { url, seen } = await serve(broken(1_000_000), reset);
  const { error, path } = await fetched(url);
  expect(error?.code).toBe("NETWORK_FAILED");
  expect(error?.message).toContain("127.0.0.1");
  expect(seen).toHaveLength(5);
  expect(existsSync(path)).toBe(false);
});

test("download() ends when each attempt gets less far than one before", async () => {
  const { url, seen } = await serve(
    broken(1_000_000, whole({})),
    ...[9, 8, 7, 6, 5].map((it) => broken(it, whole({}))),
  );
  const { error } = await fetched(url, { expected: { size: BYTES.length } });
  expect(error?.code).toBe("NETWORK_FAILED");
  expect(seen).toHaveLength(5);
});

test.each([
  ["ignores ranges", {}, (turn: Turn) => withoutRange(turn)],
  ["says that it has another file now", { etag: '"new"' }, (turn: Turn) => withoutRange(turn)],
])("download() starts again when the service %s", async (_, headers, change) => {
  const { url } = await serve(
    broken(1_000_000, whole({ etag: ETAG }, Buffer.alloc(3_500_000))),
    change(whole(headers)),
  );
  const { path, value, error } = await fetched(url, { expected: { digest: DIGEST } });
  expect(error).toBeUndefined();
  expect(value.digest).toBe(DIGEST);
  expect(isWhole(path)).toBe(true);
});

function withoutRange(turn: Turn): Turn {
  return (request, response) => {
    delete request.headers.range;
    return turn(request, response);
  };
}

test.each([
  ["of another place", { "content-range": `bytes 0-2999999/3000000` }],
  ["of no place", {}],
  ["of another file", { "content-range": `bytes 1000000-2999999/3000000`, etag: '"new"' }],
])("download() does not take a part %s for the rest", async (_, headers) => {
  const wrong: Turn = (_request, response) => response.writeHead(206, headers).end(Buffer.alloc(2_000_000));
  const { url, ranges } = await serve(broken(1_000_000), wrong, whole());
  const { path } = await fetched(url, { expected: { size: BYTES.length } });
  expect(isWhole(path)).toBe(true);
  expect(ranges()).toEqual([undefined, "bytes=1000000-", undefined]);
});

test("download() starts again where nothing tells that the rest belongs to the same file", async () => {
  const { url, ranges } = await serve(broken(1_000_000, whole({ etag: 'W/"weak"' })), whole());
  const { path } = await fetched(url, { expected: {} });
  expect(isWhole(path)).toBe(true);
  expect(ranges()).toEqual([undefined, undefined]);
});

test("download() is at the end when all came before the connection broke off", async () => {
  // No length: only the service can say that this was all.
  const chunked: Turn = (request, response) => {
    response.writeHead(200, { etag: ETAG });
    response.write(BYTES, () => cutOff(request, 200));
  };
  const { url, ranges } = await serve(chunked, whole());
  const { value, path } = await fetched(url, { expected: { digest: DIGEST } });
  expect(value).toEqual({ size: BYTES.length, digest: DIGEST });
  expect(isWhole(path)).toBe(true);
  expect(ranges()).toEqual([undefined, "bytes=3000000-"]);
});

test("download() starts again when the file has become shorter than what came of it", async () => {
  const chunked: Turn = (request, response) => {
    response.writeHead(200, { etag: ETAG });
    response.write(Buffer.alloc(4_000_000), () => cutOff(request, 200));
  };
  const { url } = await serve(chunked, whole());
  const { value, error, path } = await fetched(url, { expected: { digest: DIGEST } });
  expect(error).toBeUndefined();
  expect(value.digest).toBe(DIGEST);
  expect(isWhole(path)).toBe(true);
});

test("download() goes on after a silence in the middle", async () => {
  const silent: Turn = (_, response) => {
    response.writeHead(200, { etag: ETAG, "content-length": BYTES.length });
    response.write(BYTES.subarray(0, 1_000_000));
  };
  const { url, ranges } = await serve(silent, whole());
  const { path, said } = await fetched(url);
  expect(isWhole(path)).toBe(true);
  expect(ranges()).toEqual([undefined, "bytes=1000000-"]);
  expect(said[0]).toContain("it has fallen silent");
});

test("download() tries again where there is no answer, and keeps the signature to itself", async () => {
  const { url } = await serve(() => {}, whole());
  const { path, said } = await fetched(url);
  expect(isWhole(path)).toBe(true);
  expect(said[0]).toContain("it has fallen silent");
  expect(said.join()).not.toContain("secret");
});

test.each([429, 500, 502, 503, 504])("download() tries again after status %i", async (status) => {
  const { url, seen } = await serve(refusal(status), refusal(status), whole());
  const { path } = await fetched(url);
  expect(isWhole(path)).toBe(true);
  expect(seen).toHaveLength(3);
});

test.each([
  [429, "RATE_LIMITED", 5],
  [503, "SERVICE_FAILED", 5],
  [404, "SERVICE_FAILED", 1],
  [302, "SERVICE_FAILED", 1],
  [403, "ACCESS_DENIED", 3],
])("download() ends on status %i with %s after %i attempts", async (status, code, attempts) => {
  const { url, seen } = await serve(refusal(status));
  const { error, path } = await fetched(url);
  expect(error?.code).toBe(code);
  expect(error?.message).not.toContain("secret");
  expect(seen).toHaveLength(attempts);
  expect(existsSync(path)).toBe(false);
});

test.each([401, 403])("download() asks for a new address on status %i, and goes on there", async (status) => {
  const first = await serve(broken(1_000_000), refusal(status));
  const second = await serve(whole());
  const { path, located } = await fetched([first.url, second.url]);
  expect(isWhole(path)).toBe(true);
  expect(located).toBe(2);
  expect(second.ranges()).toEqual(["bytes=1000000-"]);
});

test("download() refuses bytes that somebody compressed on the way", async () => {
  const { url } = await serve(whole({ "content-encoding": "gzip" }));
  const { error } = await fetched(url);
  expect(error?.code).toBe("SERVICE_FAILED");
  expect(error?.message).toContain("gzip");
});

const other = Buffer.from(BYTES);
other[1_500_000] = (other[1_500_000] ?? 0) ^ 1;

test.each([
  ["one bit differs", other, {}],
  ["a byte is missing", BYTES.subarray(1), {}],
  ["a byte is extra", Buffer.concat([BYTES, BYTES.subarray(0, 1)]), {}],
  ["there are more and nobody says how many", Buffer.concat([BYTES, BYTES]), { chunked: true }],
  ["there are fewer and nobody says how many", BYTES.subarray(0, 1000), { chunked: true }],
])("download() fails and removes the file when %s", async (_, bytes, { chunked = false }: { chunked?: boolean }) => {
  const open: Turn = (request, response) =>
    request.headers.range === undefined
      ? response.writeHead(200, { "transfer-encoding": "chunked" }).end(bytes)
      : whole({}, bytes)(request, response);
  const { url } = await serve(chunked ? open : whole({}, bytes));
  const { error, path } = await fetched(url);
  expect(error?.code).toBe("DIGEST_MISMATCH");
  expect(error?.message).toContain("artifact toolbox.tar");
  expect(existsSync(path)).toBe(false);
});

test("download() does not wait for the end of what is longer than it should be", async () => {
  const { url } = await serve((_, response) => {
    const more = (): void => void response.write(BYTES, (error) => (error ? undefined : more()));
    more();
  });
  const { error, path } = await fetched(url);
  expect(error?.code).toBe("DIGEST_MISMATCH");
  expect(existsSync(path)).toBe(false);
});

test("download() does not wait for the end of what has no end", async () => {
  const { url, seen } = await serve((_, response) => {
    const more = (): void => void response.write(BYTES, (error) => (error ? undefined : more()));
    more();
  });
  const { error, path } = await fetched(url, { expected: {}, most: 20_000_000 });
  expect(error?.code).toBe("LIMIT_EXCEEDED");
  expect(error?.hint).toContain("Content-Length");
  expect(seen).toHaveLength(1);
  expect(existsSync(path)).toBe(false);
});

test("download() names both digests when they differ", async () => {
  const { url } = await serve(whole({}, other));
  const { error } = await fetched(url);
  expect(error?.message).toContain(DIGEST);
  expect(error?.message).toContain(createHash("sha256").update(other).digest("hex"));
});

test("download() leaves a file alone that is there already", async () => {
  const path = join(temporaryDirectory(), "mine");
  writeFileSync(path, "mine");
  const { url } = await serve(whole());
  const { error } = await fetched(url, { path });
  expect(error?.code).toBe("IO_FAILED");
  expect(readFileSync(path, "utf8")).toBe("mine");
});

test("download() fails when its directory does not exist", async () => {
  const { url, seen } = await serve(whole());
  const { error } = await fetched(url, { path: join(temporaryDirectory(), "no", "toolbox.tar") });
  expect(error?.code).toBe("FILE_NOT_FOUND");
  expect(seen).toEqual([]);
});

test.each([
  ["in the middle of the body", { abortAt: 1 }, broken(BYTES.length - 1)],
  ["before there is an answer", { abortAfter: 3000, patient: true }, () => {}],
])("download() ends when it is given up %s, and removes the file", async (_, options, turn) => {
  const { url, seen } = await serve(turn);
  const { error, path } = await fetched(url, options);
  expect(error).toMatchObject({ code: "", message: "given up" });
  expect(seen).toHaveLength(1);
  expect(existsSync(path)).toBe(false);
});

const canMount = process.getuid?.() === 0 && !lacks("mount", "umount");
if (!canMount) console.warn("skipped, only root may mount a small disk: a disk that is full");

test.skipIf(!canMount)("download() ends at once when the disk is full, and removes what it wrote", async () => {
  const directory = temporaryDirectory();
  run("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", directory]);
  try {
    const path = join(directory, "toolbox.tar");
    const { url, seen } = await serve(whole());
    const { error } = await fetched(url, { path });
    expect(error?.code).toBe("DISK_FULL");
    expect(error?.message).toContain(path);
    expect(seen).toHaveLength(1);
    expect(existsSync(path)).toBe(false);
  } finally {
    run("umount", [directory]);
  }
});

test("download() of a GiB does not take it into memory", async () => {
  const size = 2 ** 30;
  const { url } = await serve((_, response) => {
    response.writeHead(200, { "content-length": size });
    const block = Buffer.alloc(2 ** 20);
    let left = size / block.length;
    const more = (): void => {
      while (left > 0) if (left-- > 0 && !response.write(block)) return void response.once("drain", more);
      response.end();
    };
    more();
  });
  const { value, memory, error } = await fetched(url, { expected: { size } });
  expect(error).toBeUndefined();
  expect(value.size).toBe(size);
  expect(memory).toBeLessThan(2 ** 29);
});
