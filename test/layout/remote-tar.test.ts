import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bundle, openBundle } from "../../src/bundle/open-bundle.ts";
import { BundleError } from "../../src/errors.ts";
import { openRemoteFile } from "../../src/http/open-remote-file.ts";
import { readRanges } from "../../src/io/byte-source.ts";
import type { Content } from "../../src/layout/content.ts";
import { FIRST_REQUEST, openRemoteTar } from "../../src/layout/remote-tar.ts";
import { blobPath } from "../../src/oci/layout.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { scratch } from "../fixtures/import.ts";
import { NEVER } from "../fixtures/remote.ts";
import { bundleToolbox } from "../fixtures/toolbox.ts";
import { run } from "../fixtures/tools.ts";
import { serveFiles, type WebFile, type WebServer } from "../fixtures/web-server.ts";

const made = scratch();
afterAll(made.remove);
let tar = Buffer.alloc(0);
beforeAll(async () => {
  tar = readFileSync(await bundleToolbox(made.path));
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

test("a remote tar is opened with one request, and its blobs are fetched once", async () => {
  const { server, open } = await served();
  await using content = await open();
  const bundle = await openBundle(content);
  expect(server.ranges()).toEqual(["bytes=0-262143"]);
  expect(await content.size()).toBe(tar.length);
  server.log.length = 0;
  await readAhead(bundle);
  const { ends, starts } = placesOf(bundle);
  expect(server.sent()).toBe(ends - starts);
  expect(server.ranges().every((range) => range !== undefined)).toBe(true);
});

/** Bytes of the tar that the blobs take: all behind the config, without the end. */
function placesOf({ blobs }: Bundle): { starts: number; ends: number } {
  const sizes = Array.from(blobs.values(), ({ size }) => size);
  const members = sizes.reduce((sum, size) => sum + 512 + Math.ceil(size / 512) * 512, 0);
  const ends = tar.length - 1024 - (Math.ceil((sizes.at(-1) ?? 0) / 512) * 512 - (sizes.at(-1) ?? 0));
  return { starts: tar.length - 1024 - members, ends };
}

test("a head that is longer than the first answer takes one request more", async () => {
  const { server, open } = await served();
  // A head of 256 KiB has thousands of frames; a first answer that ends early does as well.
  server.fault = (request) => {
    if (server.log.length === 1) request.headers.range = "bytes=0-2047";
    return false;
  };
  await using content = await open();
  await openBundle(content);
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
