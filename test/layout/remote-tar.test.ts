import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bundle, openBundle } from "../../src/bundle/open-bundle.ts";
import { readBundle } from "../../src/commands/reading/read-bundle.ts";
import { BundleError } from "../../src/errors.ts";
import { openRemoteFile } from "../../src/http/open-remote-file.ts";
import { readRanges } from "../../src/io/byte-source.ts";
import type { Content } from "../../src/layout/content.ts";
import { FIRST_REQUEST, openRemoteTar } from "../../src/layout/remote-tar.ts";
import { memberHeader } from "../../src/layout/tar-head.ts";
import { blobPath } from "../../src/oci/layout.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { scratch } from "../fixtures/import.ts";
import { NEVER } from "../fixtures/remote.ts";
import { bundleHeavyToolbox, bundleToolbox } from "../fixtures/toolbox.ts";
import { run } from "../fixtures/tools.ts";
import { serveFiles, type WebFile, type WebServer } from "../fixtures/web-server.ts";

const made = scratch();
afterAll(made.remove);
let tar = Buffer.alloc(0);
beforeAll(async () => {
  tar = readFileSync(await bundleHeavyToolbox(made.path, 60_000));
}, 60_000);

async function served(file: Partial<WebFile> = {}): Promise<{ server: WebServer; open: () => Promise<Content> }> {
  const server = await serveFiles({ "/a.tar": { bytes: tar, headers: { etag: '"1"' }, ...file } });
  const options = {
    locate: async () => ({ url: `${server.origin}/a.tar` }),
    name: server.origin,
    say: () => {},
    signal: NEVER,
  };
  const tarOptions = { name: undefined, spoolDirectory: temporaryDirectory(), signal: NEVER, fetched: () => 0 };
  return { server, open: async () => openRemoteTar(await openRemoteFile(options, FIRST_REQUEST), tarOptions) };
}

/** Reads all blobs as an import does. */
async function readAhead({ blobs, content }: Bundle): Promise<void> {
  const digests = Array.from(blobs.keys(), (digest) => ({ digest }));
  await using _ = content.prefetch(digests, { directory: temporaryDirectory(), signal: NEVER });
  for (const [digest, bytes] of blobs) {
    const read = await readRanges(await bytes.locate(0, bytes.size));
    expect(`sha256:${createHash("sha256").update(read).digest("hex")}`).toBe(digest);
    bytes.release?.(0, bytes.size);
  }
  await content.finish();
}

const MIB = 1024 * 1024;

/** A server that answers each request in one way. */
async function listen(answer: (response: ServerResponse) => void): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((_, response) => answer(response));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/a.tar`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}

/** The same files in another tar. */
function repack(...words: readonly string[]): Buffer {
  const directory = temporaryDirectory();
  run("tar", ["-xf", "-", "-C", directory], { input: tar });
  return run("tar", ["-cf", "-", "-C", directory, ...words]);
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "none",
    (error: unknown) => (error instanceof BundleError ? error.code : String(error)),
  );
}

test("a remote tar is opened with one request, and no byte of it is fetched twice", async () => {
  const { server, open } = await served();
  await using content = await open();
  const bundle = await openBundle(content);
  expect(server.ranges()).toEqual(["bytes=0-262143"]);
  expect(await content.size()).toBe(tar.length);
  const digests = Array.from(bundle.blobs.keys(), (digest) => ({ digest }));
  const missing = content.remote?.missing(digests) ?? 0;
  await readAhead(bundle);
  expect(server.sent()).toBe(FIRST_REQUEST + missing);
  // All but the end of the tar and the padding in front of it.
  expect(server.sent()).toBeLessThanOrEqual(tar.length - 1024);
  expect(server.sent()).toBeGreaterThan(tar.length - 1024 - 512);
});

test("a remote tar that fits into one request is fetched by one", async () => {
  const small = readFileSync(await bundleToolbox(temporaryDirectory()));
  const { server, open } = await served({ bytes: small });
  await using content = await open();
  await readAhead(await openBundle(content));
  expect(server.ranges()).toEqual(["bytes=0-262143"]);
});

test("a head that is longer than the first request takes one request more", async () => {
  const index = tar.subarray(1024 + 512);
  const size = Number.parseInt(tar.toString("latin1", 1024 + 124, 1024 + 135), 8);
  const longer = size + 600 * 512;
  const spaces = Buffer.alloc(longer - size, " ");
  const rest = index.subarray(size);
  const parts = [tar.subarray(0, 1024), memberHeader("index.json", longer), index.subarray(0, size), spaces, rest];
  const { server, open } = await served({ bytes: Buffer.concat(parts) });
  await using content = await open();
  await readBundle(await openBundle(content));
  expect(server.log).toHaveLength(2);
});

test.each<[string, () => Buffer]>([
  ["sorted by name", () => repack("--sort=name", "oci-layout", "index.json", "blobs")],
  ["with directories", () => repack(".")],
  ["with the index behind the blobs", () => repack("oci-layout", "blobs", "index.json")],
])("a tar %s is read as one stream", async (_, other) => {
  const { server, open } = await served({ bytes: other() });
  await using content = await open();
  await readAhead(await openBundle(content));
  const [first, ...rest] = server.log;
  expect(first?.headers.range).toBe("bytes=0-262143");
  expect(rest).toHaveLength(1);
});

test("a server without ranges is read as one stream", async () => {
  const { server, open } = await served({ ranges: false });
  await using content = await open();
  await readAhead(await openBundle(content));
  expect(server.log).toHaveLength(1);
  expect(server.sent()).toBe(tar.length);
});

test("an answer that goes on behind the end of the tar is refused before anything of it is used", async () => {
  let sent = 0;
  await using server = await listen((response) => {
    const more = (): void => {
      for (let flows = true; flows && sent < 64 * MIB; sent += 65_536) flows = response.write(Buffer.alloc(65_536));
      if (sent >= 64 * MIB) response.end();
    };
    response.on("drain", more).writeHead(200).write(tar, more);
  });
  const options = { locate: async () => ({ url: server.url }), name: "far", say: () => {}, signal: NEVER };
  const places = { name: undefined, spoolDirectory: temporaryDirectory(), signal: NEVER, fetched: () => 0 };
  await using content = await openRemoteTar(await openRemoteFile(options, FIRST_REQUEST), places);
  expect(await codeOf(openBundle(content).then(readAhead))).toBe("BUNDLE_INVALID");
  expect(sent).toBeLessThan(32 * MIB);
});

test("blobs that are exchanged are refused, with the way out", async () => {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, "files"));
  run("tar", ["-xf", "-", "-C", join(directory, "files")], { input: tar });
  const { open: first } = await served();
  await using ours = await first();
  const { blobs, descriptor, manifest } = await openBundle(ours);
  const names = [...blobs.keys()].map(blobPath);
  const order = [...names.slice(0, 1), ...names.slice(1).toReversed()];
  const head = ["oci-layout", "index.json", blobPath(descriptor.digest), blobPath(manifest.config.digest)];
  run("tar", ["-cf", join(directory, "b.tar"), "-C", join(directory, "files"), ...head, ...order]);
  const { open } = await served({ bytes: readFileSync(join(directory, "b.tar")) });
  await using content = await open();
  const bundle = await openBundle(content);
  const error = await readAhead(bundle).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "BUNDLE_INVALID", hint: expect.stringContaining("Download the file") });
});

test("a tar that ends early is refused before its blobs are fetched", async () => {
  const { server, open } = await served({ bytes: tar.subarray(0, tar.length - 2048) });
  await using content = await open();
  expect(await codeOf(openBundle(content))).toBe("BUNDLE_TRUNCATED");
  expect(server.log).toHaveLength(1);
});

test.each([
  ["an HTML page", "<!DOCTYPE html><title>Log in</title>"],
  ["an empty file", ""],
  ["a gzip file", "\x1f\x8b\b"],
])("%s is named", async (kind, text) => {
  const { open } = await served({ bytes: Buffer.from(text, "latin1") });
  await expect(open()).rejects.toThrow(kind);
});

test("an HTML page that is sent whole is named", async () => {
  const { open } = await served({ bytes: Buffer.from("<!DOCTYPE html>"), ranges: false });
  await expect(open()).rejects.toThrow("an HTML page");
});
