import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { openBundle } from "../../../src/bundle/open-bundle.ts";
import { verifyBlobs } from "../../../src/bundle/verify-blobs.ts";
import type { Credential } from "../../../src/channels/registry/credential.ts";
import { openRegistryContent } from "../../../src/channels/registry/registry-content.ts";
import { openRepository } from "../../../src/channels/registry/repository-client.ts";
import type { BundleError } from "../../../src/errors.ts";
import type { Content } from "../../../src/layout/content.ts";
import { parseReference } from "../../../src/oci/reference.ts";
import { type Handler, openFront, type SeenRequest } from "../../fixtures/front.ts";
import { handmadeLayout } from "../../fixtures/layout.ts";
import { shortenPauses } from "../../fixtures/short-pauses.ts";

shortenPauses();

const SIGNAL = new AbortController().signal;
const BOB: Credential = { kind: "password", username: "bob", password: "hunter2", source: "file" };
const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

/** Blobs by digest, and the manifest, which was not made by our writer. */
const blobs = new Map<string, Buffer>();
let manifest = Buffer.alloc(0);

beforeAll(async () => {
  for (const [path, bytes] of await handmadeLayout())
    if (path.startsWith("blobs/")) blobs.set(path.replace("blobs/sha256/", "sha256:"), bytes);
  const found = [...blobs.values()].find((bytes) => bytes.toString().includes(MANIFEST_TYPE));
  manifest = Buffer.from(found ?? "");
});

const serveManifest: Handler = (_, response) =>
  response.writeHead(200, { "content-type": MANIFEST_TYPE }).end(manifest);

/** Answers with the bytes of a blob, or the range of them that is asked for. */
const serveBlob: Handler = ({ url, headers }, response) => {
  const bytes = blobs.get(/sha256:[0-9a-f]{64}/.exec(url)?.[0] ?? "");
  if (bytes === undefined) return response.writeHead(404).end();
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
  if (from === undefined || to === undefined) return response.writeHead(200).end(bytes);
  const part = bytes.subarray(Number(from), Number(to) + 1);
  const range = `bytes ${from}-${Number(from) + part.byteLength - 1}/${bytes.byteLength}`;
  return response.writeHead(206, { "content-range": range }).end(part);
};

interface Fetched {
  readonly seen: readonly SeenRequest[];
  readonly content: Content;
  readonly said: string[];
}

async function openFrom(answerBlob: Handler, credential?: Credential): Promise<Fetched> {
  const { host, seen } = await openFront((request, response, raw) =>
    (request.url.includes("/manifests/") ? serveManifest : answerBlob)(request, response, raw),
  );
  const said: string[] = [];
  const watch = { say: (text: string) => void said.push(text), progress: () => {}, signal: SIGNAL };
  const find = async () => ({ looked: [], ...(credential && { credential }) });
  const reference = parseReference(`${host}/acme/tools:1`);
  const content = await openRegistryContent(openRepository(reference, { plainHttp: false, find, watch }), reference);
  return { seen, content, said };
}

/** Reads every blob, fetched ahead. */
async function readAll(content: Content): Promise<void> {
  const bundle = await openBundle(content);
  await using spool = await mkdtempDisposable(join(tmpdir(), "ocx-bundle-test-"));
  const wanted = Array.from(bundle.blobs.keys(), (digest) => ({ digest }));
  await using _ = content.prefetch(wanted, { directory: spool.path, signal: SIGNAL });
  await verifyBlobs(bundle);
}

test("each blob is fetched once, by a range with both ends", async () => {
  const { content, seen } = await openFrom(serveBlob);
  await readAll(content);
  const asked = seen.filter(({ url }) => url.includes("/blobs/"));
  expect(new Set(asked.map(({ url }) => url)).size).toBe(asked.length);
  for (const { headers } of asked) expect(headers.range).toMatch(/^bytes=0-\d+$/);
  const bytes = [...blobs.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  expect(content.remote?.fetched()).toBe(bytes);
});

test("a registry that ignores ranges is read through", async () => {
  const { content } = await openFrom((request, response, raw) =>
    serveBlob({ ...request, headers: { ...request.headers, range: undefined } }, response, raw),
  );
  await readAll(content);
  const bytes = [...blobs.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  expect(content.remote?.fetched()).toBeGreaterThanOrEqual(bytes);
});

test("storage that refuses a second way to log in, and whose addresses expire, is read", async () => {
  const used = new Set<string>();
  const storage = await openFront((request, response, raw) => {
    if (request.headers.authorization !== undefined)
      return response.writeHead(400).end("only one auth mechanism allowed");
    // Each address is good once.
    if (used.has(request.url)) return response.writeHead(403).end("<Code>AccessDenied</Code>");
    used.add(request.url);
    return serveBlob(request, response, raw);
  });
  let serial = 0;
  const { content, seen, said } = await openFrom(({ url, headers }, response) => {
    if (headers.authorization === undefined) return response.writeHead(401, { "www-authenticate": "Basic" }).end();
    const location = `http://${storage.host}/${url.split("/").at(-1)}?serial=${++serial}&sig=hunter2`;
    return response.writeHead(307, { location }).end();
  }, BOB);
  await readAll(content);
  expect(storage.seen.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  expect(seen.some(({ headers }) => headers.authorization?.startsWith("Basic"))).toBe(true);
  expect(said.join()).not.toContain("hunter2");
});

test("a token that ends in the middle is renewed", async () => {
  let granted = 0;
  const { host } = await openFront((_, response) => response.end(JSON.stringify({ token: `token-${++granted}` })));
  let uses = 0;
  const { content } = await openFrom((request, response, raw) => {
    // The manifest is open to all, so the first blob is what asks for a token. The first token is good for three requests.
    const [, token] = /^Bearer token-(\d+)$/.exec(request.headers.authorization ?? "") ?? [];
    const good = Number(token) > 1 || (token === "1" && ++uses <= 3);
    if (good) return serveBlob(request, response, raw);
    return response.writeHead(401, { "www-authenticate": `Bearer realm="http://${host}/token"` }).end();
  });
  await readAll(content);
  expect(granted).toBeGreaterThan(1);
});

test.each<[string, Handler, string]>([
  ["is not there", (_, response) => response.writeHead(404).end(), "BUNDLE_INVALID"],
  [
    "has another size",
    (_, response) => response.writeHead(206, { "content-range": "bytes 0-0/1" }).end("x"),
    "DIGEST_MISMATCH",
  ],
  ["is forbidden", (_, response) => response.writeHead(403).end("hunter2"), "TOKEN_MISSING"],
  [
    "has other bytes",
    ({ headers }, response) => {
      const end = Number(/-(\d+)$/.exec(headers.range ?? "")?.[1]);
      response.writeHead(206, { "content-range": `bytes 0-${end}/${end + 1}` }).end(Buffer.alloc(end + 1, 7));
    },
    "DIGEST_MISMATCH",
  ],
])("a blob that %s ends in a code", async (_, answer, code) => {
  const { content } = await openFrom(answer);
  const error: BundleError = await readAll(content).then(
    () => Promise.reject(new Error("it did not fail")),
    (reason) => reason,
  );
  expect(error.code).toBe(code);
});
