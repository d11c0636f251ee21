import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { pushBlob } from "../../../src/channels/registry/push-blob.ts";
import { openRepository } from "../../../src/channels/registry/repository-client.ts";
import type { BundleError } from "../../../src/errors.ts";
import { parseDigest } from "../../../src/oci/digest.ts";
import { openFront } from "../../fixtures/front.ts";
import { shortenPauses } from "../../fixtures/short-pauses.ts";

shortenPauses();

const BYTES = randomBytes(3_000_000);
const DIGEST = parseDigest(`sha256:${createHash("sha256").update(BYTES).digest("hex")}`);
const SOURCE = { read: async (offset: number, length: number) => BYTES.subarray(offset, offset + length) };

interface Place {
  /** Bytes of each session by its path. */
  readonly sessions: Map<string, Buffer>;
  readonly blobs: Map<string, Buffer>;
  readonly log: string[];
}

interface Faults {
  /** Ends the body of the first PUT after so many bytes. */
  readonly tearAt?: number;
  /** Whether a torn session keeps its bytes, and says so. */
  readonly keeps?: boolean;
  /** How it says how far a session came. Default: the last byte that it has. */
  readonly says?: string;
  /** Keeps other bytes than those that came. */
  readonly spoils?: boolean;
  readonly locate?: (path: string, host: string) => string;
  readonly before?: (request: IncomingMessage, response: ServerResponse) => boolean;
  readonly mounts?: boolean;
  /** Least bytes of a chunk, which the registry asks for. */
  readonly leastChunk?: number;
}

/** A registry of the test's own that reads bodies as they come, so that it can break off. */
async function openRegistry(faults: Faults = {}): Promise<Place & { readonly host: string }> {
  const place: Place = { sessions: new Map(), blobs: new Map(), log: [] };
  let torn = false;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "", url = "", headers } = request;
    const { pathname, searchParams } = new URL(url, "http://x");
    place.log.push(`${method} ${url.replaceAll(/[0-9a-f]{64}/g, "HEX")}`);
    if (faults.before?.(request, response)) return;
    if (method === "HEAD") {
      response.writeHead(place.blobs.has(pathname) ? 200 : 404).end();
    } else if (method === "POST") {
      if (searchParams.has("mount") && faults.mounts) return void response.writeHead(201).end();
      const path = `/v2/upload/${place.sessions.size}`;
      place.sessions.set(path, Buffer.alloc(0));
      const location = faults.locate?.(path, headers.host ?? "") ?? path;
      const least = faults.leastChunk === undefined ? {} : { "oci-chunk-min-length": faults.leastChunk };
      response.writeHead(202, { location, ...least }).end();
    } else if (method === "PATCH") {
      const kept = place.sessions.get(pathname) ?? Buffer.alloc(0);
      const chunk = await buffer(request);
      const end = kept.byteLength + chunk.byteLength;
      if (headers["content-range"] !== `${kept.byteLength}-${end - 1}`) return void response.writeHead(416).end();
      place.sessions.set(pathname, Buffer.concat([kept, chunk]));
      response.writeHead(202, { location: `${pathname}?at=${end}`, range: `0-${end - 1}` }).end();
    } else if (method === "GET" && faults.keeps) {
      const size = place.sessions.get(pathname)?.byteLength ?? 0;
      response.writeHead(204, { location: `${pathname}?state=2`, range: faults.says ?? `0-${size - 1}` }).end();
    } else if (method === "DELETE") {
      place.sessions.delete(pathname);
      response.writeHead(204).end();
    } else if (method === "PUT") {
      const chunks = [place.sessions.get(pathname) ?? Buffer.alloc(0)];
      let size = 0;
      for await (const chunk of request) {
        chunks.push(chunk);
        size += chunk.byteLength;
        if (faults.tearAt === undefined || torn || size < faults.tearAt) continue;
        torn = true;
        const kept = Buffer.concat(chunks);
        if (faults.spoils) kept.fill(0);
        place.sessions.set(pathname, faults.keeps ? kept : Buffer.alloc(0));
        request.socket.resetAndDestroy();
        return;
      }
      const whole = Buffer.concat(chunks);
      const digest = searchParams.get("digest") ?? "";
      if (`sha256:${createHash("sha256").update(whole).digest("hex")}` !== digest)
        return void response.writeHead(400).end('{"errors":[{"code":"DIGEST_INVALID"}]}');
      place.blobs.set(`/v2/acme/tools/blobs/${digest}`, whole);
      response.writeHead(201, { location: "x" }).end();
    } else response.writeHead(405).end();
  };
  // A client that gives up is no failure of the registry.
  const server = createServer((request, response) => void answer(request, response).catch(() => {}));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { ...place, host: `127.0.0.1:${address.port}` };
}

function push(
  host: string,
  {
    mountFrom = [],
    signal = new AbortController().signal,
    source = SOURCE,
    chunkSize,
  }: {
    readonly mountFrom?: string[];
    readonly signal?: AbortSignal;
    readonly source?: typeof SOURCE;
    readonly chunkSize?: number;
  } = {},
) {
  const said: string[] = [];
  let read = 0;
  const watch = { say: (text: string) => void said.push(text), progress: () => {}, signal };
  const credential = { kind: "password", username: "bob", password: "hunter2", source: "file" } as const;
  const repository = openRepository(
    { host, repository: "acme/tools" },
    { plainHttp: false, find: async () => ({ credential, looked: [] }), watch },
  );
  const onBytes = (bytes: number): void => void (read += bytes);
  const pushed = pushBlob(repository, { digest: DIGEST, size: BYTES.byteLength }, source, {
    mountFrom,
    chunkSize,
    onBytes,
    signal,
  });
  return { pushed, said, read: () => read };
}

test("pushBlob() sends the whole blob in one request, with its length", async () => {
  let length: string | undefined;
  const registry = await openRegistry({
    before: ({ method, headers }) => {
      if (method === "PUT") length = headers["content-length"];
      return false;
    },
  });
  const { pushed, read } = push(registry.host);
  expect(await pushed).toBe("sent");
  expect([...registry.blobs.values()][0]?.equals(BYTES)).toBe(true);
  expect(length).toBe("3000000");
  expect(read()).toBe(3_000_000);
  expect(registry.log).toEqual([
    "HEAD /v2/acme/tools/blobs/sha256:HEX",
    "POST /v2/acme/tools/blobs/uploads/",
    "PUT /v2/upload/0?digest=sha256%3AHEX",
  ]);
  expect(await push(registry.host).pushed).toBe("there");
});

test.each<[string, Faults["locate"], string]>([
  ["with a query", (path) => `${path}?_state=a%2Fb%3D&x`, "/v2/upload/0?_state=a%2Fb%3D&x&digest="],
  ["that is relative to the request", () => "../../../../upload/0", "/v2/upload/0?digest="],
  ["with the own host", (path, host) => `http://${host}${path}`, "/v2/upload/0?digest="],
])("pushBlob() follows a location %s", async (_, locate, expected) => {
  const registry = await openRegistry(locate && { locate });
  expect(await push(registry.host).pushed).toBe("sent");
  expect(registry.log.at(-1)).toContain(expected);
});

test("pushBlob() follows a location on another host, without credentials", async () => {
  const storage = await openRegistry();
  const authorizations: (string | undefined)[] = [];
  const registry = await openFront(({ method, headers }, response) => {
    authorizations.push(headers.authorization);
    if (headers.authorization === undefined) return response.writeHead(401, { "www-authenticate": "Basic" }).end();
    if (method === "HEAD") return response.writeHead(404).end();
    return response.writeHead(202, { location: `http://${storage.host}/v2/upload/9` }).end();
  });
  const seen: (string | undefined)[] = [];
  const other = await openFront(({ headers }, response) => {
    seen.push(headers.authorization);
    response.writeHead(201).end();
  });
  expect(await push(registry.host).pushed).toBe("sent");
  expect(authorizations.filter((each) => each?.startsWith("Basic "))).toHaveLength(2);
  expect(storage.log).toEqual(["PUT /v2/upload/9?digest=sha256%3AHEX"]);
  // The same with a host that looks at the headers.
  const again = await openFront(({ method, headers }, response) => {
    if (headers.authorization === undefined) return response.writeHead(401, { "www-authenticate": "Basic" }).end();
    if (method === "HEAD") return response.writeHead(404).end();
    return response.writeHead(202, { location: `http://${other.host}/x?sig=hunter3` }).end();
  });
  expect(await push(again.host).pushed).toBe("sent");
  expect(seen).toEqual([undefined]);
});

test("pushBlob() goes on where a connection broke, if the registry says how far it came", async () => {
  const ranges: (string | undefined)[] = [];
  const registry = await openRegistry({
    tearAt: 1_500_000,
    keeps: true,
    before: ({ method, headers }) => {
      if (method === "PUT") ranges.push(headers["content-range"]);
      return false;
    },
  });
  const { pushed, said, read } = push(registry.host);
  expect(await pushed).toBe("sent");
  expect([...registry.blobs.values()][0]?.equals(BYTES)).toBe(true);
  expect(ranges[1]).toMatch(/^1[5-9]\d{5}-2999999$/);
  expect(registry.log.filter((line) => line.startsWith("POST"))).toHaveLength(1);
  expect(registry.log.at(-1)).toContain("?state=2&digest=");
  expect(said).toHaveLength(1);
  expect(read()).toBeLessThan(3_000_000);
});

test.each<[string, Faults]>([
  ["forgets it", { tearAt: 1_500_000 }],
  ["kept other bytes", { tearAt: 1_500_000, keeps: true, spoils: true }],
  ["says that it has one byte or none", { tearAt: 1_500_000, keeps: true, says: "0-0" }],
  ["says that it has none", { tearAt: 1_500_000, keeps: true, says: "0--1" }],
  ["says that it has more than there is", { tearAt: 1_500_000, keeps: true, says: "0-4000000" }],
  ["says nothing that can be read", { tearAt: 1_500_000, keeps: true, says: "bytes 0-9/*" }],
])("pushBlob() starts again when the connection broke and the registry %s", async (_, faults) => {
  const registry = await openRegistry(faults);
  const { pushed } = push(registry.host);
  expect(await pushed).toBe("sent");
  expect([...registry.blobs.values()][0]?.equals(BYTES)).toBe(true);
  expect(registry.log.filter((line) => line.startsWith("POST"))).toHaveLength(2);
});

test.each([
  ["is busy and says until when", 429, { "retry-after": new Date(Date.now() + 1000).toUTCString() }],
  ["does not know its own session", 404, {}],
  ["has a proxy that timed out", 504, {}],
])("pushBlob() tries again when the registry %s", async (_, status, headers) => {
  let faults = 1;
  const registry = await openRegistry({
    before: ({ method }, response) => {
      if (method !== "PUT" || faults-- <= 0) return false;
      response.writeHead(status, headers).end();
      return true;
    },
  });
  const { pushed, said } = push(registry.host);
  expect(await pushed).toBe("sent");
  expect(said).toHaveLength(1);
});

test.each([
  [413, "SERVICE_FAILED", "client_max_body_size"],
  [403, "ACCESS_DENIED", "may push to"],
  [400, "SERVICE_FAILED", ""],
])("pushBlob() ends at once with status %d, and cancels the upload", async (status, code, advice) => {
  const registry = await openRegistry({
    before: (request, response) => {
      if (request.headers.authorization === undefined) {
        request.resume();
        response.writeHead(401, { "www-authenticate": "Basic" }).end();
        return true;
      }
      if (request.method !== "PUT") return false;
      request.resume().once("end", () => response.writeHead(status).end());
      return true;
    },
  });
  const error: BundleError = await push(registry.host).pushed.then(
    () => Promise.reject(new Error("sent")),
    (reason) => reason,
  );
  expect(error.code).toBe(code);
  expect(error.hint).toContain(advice);
  expect(`${error.message} ${error.hint} ${error.stack}`).not.toContain("hunter2");
  expect(registry.log.filter((line) => line.startsWith("PUT"))).toHaveLength(1);
});

test("pushBlob() says which limits cut uploads, when each one is cut", async () => {
  const registry = await openRegistry({
    before: (request) => {
      if (request.method !== "PUT") return false;
      request.once("data", () => request.socket.resetAndDestroy());
      return true;
    },
  });
  await expect(push(registry.host).pushed).rejects.toMatchObject({
    code: "NETWORK_FAILED",
    hint: expect.stringMatching(/zot: http\.readTimeout.*--chunk-size/),
  });
  expect(registry.log.filter((line) => line.startsWith("PUT"))).toHaveLength(5);
});

test("pushBlob() gives up a registry that takes the blob and never ends its answer", async () => {
  const { setTimeout: start } = globalThis;
  // The limit for the head of an answer.
  vi.stubGlobal("setTimeout", (call: () => void, delay = 0) => start(call, delay === 300_000 ? 1000 : delay));
  onTestFinished(() => void vi.unstubAllGlobals());
  const registry = await openRegistry({
    before: (request) => {
      if (request.method !== "PUT") return false;
      request.resume();
      const drip = setInterval(() => request.socket.write("HTTP/1.1 102 Processing\r\n\r\n"), 20);
      request.socket.on("error", () => {}).on("close", () => clearInterval(drip));
      return true;
    },
  });
  const { pushed, said } = push(registry.host);
  await expect(pushed).rejects.toMatchObject({
    code: "NETWORK_FAILED",
    message: `Cannot reach ${registry.host}: it sends fewer than 100 bytes a second`,
    hint: expect.stringContaining("a limit: raise it"),
  });
  expect(said).toHaveLength(4);
  expect(registry.log.at(-1)).toBe("DELETE /v2/upload/4");
});

test("pushBlob() takes a refusal that comes before the body was read", async () => {
  const registry = await openRegistry({
    before: ({ method, socket }) => {
      if (method !== "PUT") return false;
      socket.write("HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
      // As Go's server and nginx do, so that the answer is not lost in a reset.
      setTimeout(() => socket.destroy(), 500);
      return true;
    },
  });
  await expect(push(registry.host).pushed).rejects.toMatchObject({
    code: "SERVICE_FAILED",
    message: expect.stringContaining("status 413"),
  });
  expect(registry.log.filter((line) => line.startsWith("PUT"))).toHaveLength(1);
});

test("pushBlob() says what to do when a registry takes no chunks of this size, as ghcr.io does", async () => {
  const registry = await openRegistry({
    before: (request, response) => {
      if (request.method !== "PATCH") return false;
      request
        .resume()
        .once("end", () => response.writeHead(416).end("exceeds the maximum permissible limit of 4.00MiB"));
      return true;
    },
  });
  await expect(push(registry.host, { chunkSize: 2_000_000 }).pushed).rejects.toMatchObject({
    code: "SERVICE_FAILED",
    message: expect.stringContaining("4.00MiB"),
    hint: expect.stringContaining("--chunk-size"),
  });
});

test("pushBlob() mounts, and uses the upload that a registry begins instead", async () => {
  const there = (request: IncomingMessage, response: ServerResponse): boolean => {
    const has = request.method === "HEAD" && request.url?.includes("/acme/old/") === true;
    if (has) response.writeHead(200).end();
    return has;
  };
  const mounting = await openRegistry({ mounts: true, before: there });
  expect(await push(mounting.host, { mountFrom: ["acme/none", "acme/old"] }).pushed).toBe("mounted");
  const sending = await openRegistry({ before: there });
  expect(await push(sending.host, { mountFrom: ["acme/old"] }).pushed).toBe("sent");
  expect(sending.log.filter((line) => line.startsWith("POST"))).toEqual([
    "POST /v2/acme/tools/blobs/uploads/?mount=sha256%3AHEX&from=acme%2Fold",
  ]);
});

test("pushBlob() sends the blob when a mount is refused", async () => {
  const registry = await openRegistry({
    before: ({ method, url = "" }, response) => {
      if (method === "HEAD" && url.includes("/acme/old/")) response.writeHead(200).end();
      else if (url.includes("mount=")) response.writeHead(401).end();
      else return false;
      return true;
    },
  });
  expect(await push(registry.host, { mountFrom: ["acme/old"] }).pushed).toBe("sent");
});

test("pushBlob() stops when the user gives up, and cancels the upload", async () => {
  const user = new AbortController();
  const registry = await openRegistry();
  const slow = {
    read: async (offset: number, length: number) => {
      if (offset > 0) user.abort(new Error("given up"));
      await sleep(10);
      return SOURCE.read(offset, length);
    },
  };
  await expect(push(registry.host, { signal: user.signal, source: slow }).pushed).rejects.toThrow("given up");
  expect(registry.log.at(-1)).toBe("DELETE /v2/upload/0");
  expect(registry.sessions.size).toBe(0);
});

test("pushBlob() sends nothing more of bytes that are others", async () => {
  const registry = await openRegistry();
  const changed = { read: async (offset: number, length: number) => Buffer.alloc(length, offset % 251) };
  const { pushed } = push(registry.host, { source: changed });
  await expect(pushed).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  expect(registry.blobs.size).toBe(0);
});

test("pushBlob() sends chunks that are no larger than asked for, each to the address that the last answer named", async () => {
  const registry = await openRegistry();
  const { pushed, read } = push(registry.host, { chunkSize: 1_000_000 });
  expect(await pushed).toBe("sent");
  expect([...registry.blobs.values()][0]?.equals(BYTES)).toBe(true);
  expect(read()).toBe(BYTES.byteLength);
  expect(registry.log.slice(2)).toEqual([
    "PATCH /v2/upload/0",
    "PATCH /v2/upload/0?at=1000000",
    "PUT /v2/upload/0?at=2000000&digest=sha256%3AHEX",
  ]);
});

test("pushBlob() sends no smaller chunks than the registry takes", async () => {
  const registry = await openRegistry({ leastChunk: 2_000_000 });
  expect(await push(registry.host, { chunkSize: 1000 }).pushed).toBe("sent");
  expect(registry.log.filter((line) => line.startsWith("PATCH"))).toHaveLength(1);
});

test("pushBlob() goes on after the last chunk that the registry has", async () => {
  let patches = 0;
  const registry = await openRegistry({
    keeps: true,
    before({ method, socket }) {
      if (method !== "PATCH" || ++patches !== 2) return false;
      socket.resetAndDestroy();
      return true;
    },
  });
  const { pushed, read } = push(registry.host, { chunkSize: 1_000_000 });
  expect(await pushed).toBe("sent");
  expect([...registry.blobs.values()][0]?.equals(BYTES)).toBe(true);
  expect(read()).toBe(BYTES.byteLength);
  expect(registry.log.filter((line) => line.startsWith("PATCH"))).toHaveLength(3);
});

test("pushBlob() sends the last chunk of other bytes than the named ones to nobody", async () => {
  const registry = await openRegistry();
  const source = { read: async (offset: number, length: number) => Buffer.alloc(length, offset) };
  const { pushed } = push(registry.host, { source, chunkSize: 1_000_000 });
  await expect(pushed).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  expect(registry.blobs.size).toBe(0);
});
