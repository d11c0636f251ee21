import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { makeLargeLayout } from "../fixtures/large-layout.ts";
import { startServe } from "../fixtures/serve.ts";
import { ask, type Reply, serving } from "../fixtures/serving.ts";
import { exportToolbox, unpackToolbox } from "../fixtures/toolbox.ts";
import { needs, run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";

// The toolbox as one file, and what GNU tar finds in it: manifest, config and blobs are known without our reader.
const directory = run("mktemp", ["-d"]).toString().trim();
const file = join(directory, "toolbox.tar");
const layout = join(directory, "layout");
const NAME = "toolbox";
let manifest: { readonly bytes: Buffer; readonly digest: string };
let blobs: readonly { readonly digest: string; readonly size: number }[];

beforeAll(async () => {
  await exportToolbox(unpackToolbox(directory), file, { name: NAME });
  mkdirSync(layout);
  run("tar", ["-xf", file, "-C", layout]);
  const { digest } = JSON.parse(readFileSync(join(layout, "index.json"), "utf8")).manifests[0];
  manifest = { digest, bytes: blobAt(digest) };
  const { config, layers } = JSON.parse(manifest.bytes.toString());
  blobs = [config, ...layers];
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function blobAt(digest: string): Buffer {
  return readFileSync(join(layout, "blobs", digest.replace(":", "/")));
}

/** The bundle in parts, cut by GNU split. */
function inParts(): string {
  const to = temporaryDirectory();
  run("split", ["-b", "20000", "-a", "3", "--numeric-suffixes=1", file, join(to, "toolbox.tar.part-")]);
  const bytes = readFileSync(file);
  const parts = Array.from({ length: Math.ceil(bytes.length / 20_000) }, (_, index) => {
    const name = `toolbox.tar.part-${String(index + 1).padStart(3, "0")}`;
    const part = readFileSync(join(to, name));
    return { name, size: part.length, digest: `sha256:${sha256(part)}` };
  });
  const mediaType = "application/vnd.ocx-bundle.parts.v1+json";
  const whole = { name: "toolbox.tar", size: bytes.length, digest: `sha256:${sha256(bytes)}` };
  const path = join(to, "toolbox.tar.parts.json");
  writeFileSync(path, JSON.stringify({ mediaType, ...whole, parts }));
  return path;
}

test.each<[string, () => string]>([
  ["a file", () => file],
  ["parts", inParts],
  ["a directory", () => layout],
])("%s is served: tag, digest, every blob, with the headers that clients need", async (_, path) => {
  await using server = await serving([path()]);
  for (const reference of ["latest", manifest.digest]) {
    const reply = await ask(server.host, `/v2/${NAME}/manifests/${reference}`);
    expect(reply).toMatchObject({
      status: 200,
      headers: {
        "content-type": "application/vnd.oci.image.manifest.v1+json",
        "content-length": String(manifest.bytes.length),
        "docker-content-digest": manifest.digest,
        "docker-distribution-api-version": "registry/2.0",
        etag: `"${manifest.digest}"`,
      },
    });
    expect(reply.body.equals(manifest.bytes)).toBe(true);
  }
  for (const { digest } of blobs) {
    const reply = await ask(server.host, `/v2/${NAME}/blobs/${digest}`);
    expect(reply.headers).toMatchObject({
      "content-type": "application/octet-stream",
      "docker-content-digest": digest,
      "accept-ranges": "bytes",
      "x-content-type-options": "nosniff",
    });
    expect(`sha256:${sha256(reply.body)}`).toBe(digest);
  }
});

test("HEAD answers as GET does, without the body", async () => {
  await using server = await serving([file]);
  const paths = [
    "/v2/",
    "/v2/_catalog",
    `/v2/${NAME}/tags/list`,
    `/v2/${NAME}/manifests/latest`,
    "/v2/nothing/tags/list",
  ];
  for (const path of [...paths, `/v2/${NAME}/blobs/${blobs[0]?.digest}`]) {
    const [got, head] = [await ask(server.host, path), await ask(server.host, path, { method: "HEAD" })];
    expect(head.status, path).toBe(got.status);
    expect({ ...head.headers, date: "" }).toEqual({ ...got.headers, date: "" });
    expect(got.headers["content-length"]).toBe(String(got.body.length));
    expect(head.body).toHaveLength(0);
  }
});

test("ranges are cut from a blob, and what was not changed is not sent again", async () => {
  await using server = await serving([file]);
  const { digest = "", size = 0 } = blobs[1] ?? {};
  const whole = blobAt(digest);
  const get = (headers: Record<string, string>) => ask(server.host, `/v2/${NAME}/blobs/${digest}`, { headers });
  const part = await get({ range: "bytes=3-10" });
  expect(part).toMatchObject({
    status: 206,
    headers: { "content-range": `bytes 3-10/${size}`, "content-length": "8" },
  });
  expect(part.body.equals(whole.subarray(3, 11))).toBe(true);
  const end = await get({ range: "bytes=-5", "if-range": `"${digest}"` });
  expect(end).toMatchObject({ status: 206, headers: { "content-range": `bytes ${size - 5}-${size - 1}/${size}` } });
  expect(end.body.equals(whole.subarray(size - 5))).toBe(true);
  const behind = await get({ range: `bytes=${size}-` });
  expect(behind).toMatchObject({ status: 416, headers: { "content-range": `bytes */${size}` } });
  for (const headers of [{ range: "bytes=0-1,3-4" }, { range: "bytes=0-1", "if-range": '"other"' }])
    expect((await get(headers)).body.equals(whole)).toBe(true);
  expect(await get({ "if-none-match": `"${digest}"` })).toMatchObject({ status: 304, body: Buffer.alloc(0) });
});

test("names are listed in pages", async () => {
  const index = JSON.parse(readFileSync(join(layout, "index.json"), "utf8"));
  const many = join(temporaryDirectory(), "many");
  run("cp", ["-r", layout, many]);
  const names = ["b", "a:2", "a:1", "a:B", "a:10"];
  const manifests = names.map((name) => ({
    ...index.manifests[0],
    annotations: { "org.opencontainers.image.ref.name": name },
  }));
  writeFileSync(join(many, "index.json"), JSON.stringify({ ...index, manifests }));
  await using server = await serving([many]);
  const get = async (path: string) => {
    const { headers, body } = await ask(server.host, path);
    return [JSON.parse(body.toString()), headers["link"]];
  };
  expect(await get("/v2/_catalog")).toEqual([{ repositories: ["a", "b"] }, undefined]);
  const next = '</v2/_catalog?n=1&last=a>; rel="next"';
  expect(await get("/v2/_catalog?n=1")).toEqual([{ repositories: ["a"] }, next]);
  expect(await get("/v2/_catalog?n=1&last=a")).toEqual([{ repositories: ["b"] }, undefined]);
  const tags = (...list: string[]) => ({ name: "a", tags: list });
  expect(await get("/v2/a/tags/list")).toEqual([tags("1", "10", "2", "B"), undefined]);
  expect(await get("/v2/a/tags/list?n=2&last=1")).toEqual([
    tags("10", "2"),
    '</v2/a/tags/list?n=2&last=2>; rel="next"',
  ]);
  expect(await get("/v2/a/tags/list?n=0")).toEqual([tags(), undefined]);
  expect(await get("/v2/a/tags/list?last=zz")).toEqual([tags(), undefined]);
  expect((await ask(server.host, "/v2/a/tags/list?n=many")).status).toBe(400);
});

test("only what manifests reach is served, and no answer names a file", async () => {
  const place = join(temporaryDirectory(), "layout");
  run("cp", ["-r", layout, place]);
  const secret = sha256(Buffer.from("secret"));
  writeFileSync(join(place, "blobs", "sha256", secret), "secret");
  await using server = await serving([place]);
  const refused = [
    [404, `/v2/${NAME}/blobs/sha256:${secret}`],
    [404, `/v2/${NAME}/manifests/sha256:${secret}`],
    [404, `/v2/${NAME}/blobs/${manifest.digest}`],
    [404, `/v2/${NAME}/manifests/${blobs[0]?.digest}`],
    [404, `/v2/${NAME}/manifests/1.0`],
    [404, `/v2/other/manifests/latest`],
    [400, `/v2/${NAME}/blobs/index.json`],
    [400, `/v2/${NAME}/../../index.json/blobs/sha256:${secret}`],
    [400, `/v2/${NAME}/blobs/..%2f..%2findex.json`],
    [404, "/index.json"],
    [404, "/v2/%2e%2e/%2e%2e/etc/passwd"],
    [404, "//etc/passwd"],
  ] as const;
  for (const [status, path] of refused) {
    const reply = await ask(server.host, path);
    expect(reply.status, path).toBe(status);
    expect(JSON.parse(reply.body.toString()).errors).toMatchObject([{ code: expect.stringMatching(/^[A-Z_]+$/) }]);
    expect(reply.body.toString()).not.toMatch(/passwd|index\.json|layout/);
  }
  for (const method of ["PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE"]) {
    const reply = await ask(server.host, `/v2/${NAME}/manifests/latest`, { method });
    expect(reply).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
  }
});

test("a request for another host is refused", async () => {
  await using server = await serving([file], { hosts: ["builder.example"] });
  const get = (host: string) => ask(server.host, "/v2/", { headers: { host } }).then(({ status }) => status);
  const known = ["localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:9", "[::1]:5000", "builder.example:5000"];
  for (const host of known) expect(await get(host), host).toBe(200);
  const foreign = [
    "evil.example",
    "localhost.evil.example",
    "10.0.0.1",
    "127.0.0.1.evil.example",
    "localhost:80:80",
    "a b",
  ];
  for (const host of foreign) expect(await get(host), host).toBe(421);
});

test("a server on every address is called by any of them, and by no other name", async () => {
  await using server = await serving([file], { listen: { address: "0.0.0.0", port: 0, isLoopback: false } });
  const host = server.host.replace("0.0.0.0", "127.0.0.1");
  const get = (name: string) => ask(host, "/v2/", { headers: { host: name } }).then(({ status }) => status);
  expect([await get("10.1.2.3:5000"), await get("[fe80::1]"), await get("evil.example")]).toEqual([200, 200, 421]);
  expect(server.heard.warnings).toEqual([expect.stringContaining("--read-token")]);
});

test("with a token, nothing is answered without it, and no log has it", async () => {
  const token = "s3cret-read-token";
  const tokenFile = join(temporaryDirectory(), "token");
  writeFileSync(tokenFile, `${token}\n`);
  await using server = await serving([file], { tokenFile });
  const get = async (authorization: string | undefined, path = "/v2/") => {
    const reply = await ask(server.host, path, { headers: authorization === undefined ? {} : { authorization } });
    return reply.status === 401 ? reply.headers["www-authenticate"] : reply.status;
  };
  const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;
  const good = [`Bearer ${token}`, `bearer ${token}`, basic(`any:${token}`), basic(`:${token}`)];
  for (const each of good) expect(await get(each), each).toBe(200);
  const bad = [
    `Bearer ${token}x`,
    "Bearer",
    "Bearer ",
    basic(token.slice(1)),
    basic(`${token}:`),
    basic(`a:b:${token}`),
  ];
  for (const each of [undefined, ...bad, `Digest ${token}`, token])
    expect(await get(each), each).toMatch(/^Basic realm=/);
  for (const path of [`/v2/${NAME}/manifests/latest`, `/v2/${NAME}/blobs/${blobs[0]?.digest}`, "/v2/_catalog", "/"])
    expect(await get(undefined, path)).toMatch(/^Basic/);
  await get(undefined, `/v2/?token=${token}`);
  expect([...server.heard.lines, ...server.heard.warnings].join("\n")).not.toContain(token);
});

test.each([
  ["", "OPTION_INVALID"],
  ["two words", "OPTION_INVALID"],
  ["x".repeat(5000), "LIMIT_EXCEEDED"],
])("a token file with %j is refused", async (content, code) => {
  const tokenFile = join(temporaryDirectory(), "token");
  writeFileSync(tokenFile, content);
  await expect(serving([file], { tokenFile })).rejects.toMatchObject({ code });
});

needs("openssl")("TLS: the certificate is the given one, and a wrong key is refused", async () => {
  const place = temporaryDirectory();
  const make = (name: string) => {
    const [key, certificate] = [join(place, `${name}.key`), join(place, `${name}.crt`)];
    const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
    const keyType = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
    run("openssl", ["req", "-x509", ...keyType, "-keyout", key, "-out", certificate, ...subject]);
    return { key, certificate };
  };
  const [tls, other] = [make("one"), make("two")];
  await using server = await serving([file], { tls });
  const reply = await ask(server.host, `/v2/${NAME}/manifests/latest`, { ca: readFileSync(tls.certificate) });
  expect(reply.body.equals(manifest.bytes)).toBe(true);
  await expect(ask(server.host, "/v2/", { ca: readFileSync(other.certificate) })).rejects.toThrow(
    /self.signed|certificate/i,
  );
  const mixed = { tls: { certificate: tls.certificate, key: other.key } };
  await expect(serving([file], mixed)).rejects.toMatchObject({ code: "OPTION_INVALID" });
});

test("a damaged blob does not arrive whole, and the log says which", async () => {
  const place = join(temporaryDirectory(), "layout");
  run("cp", ["-r", layout, place]);
  const { digest = "", size = 0 } = blobs[0] ?? {};
  const path = join(place, "blobs", digest.replace(":", "/"));
  const bytes = readFileSync(path);
  bytes[size - 1] = (bytes[size - 1] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  await using server = await serving([place]);
  // Its bytes are not read.
  expect((await ask(server.host, `/v2/${NAME}/blobs/${digest}`, { method: "HEAD" })).status).toBe(200);
  await expect(ask(server.host, `/v2/${NAME}/blobs/${digest}`)).rejects.toThrow(/aborted|hang up|reset/);
  expect(server.heard.warnings).toEqual([expect.stringContaining(digest)]);
  writeFileSync(path, bytes.subarray(1));
  expect((await ask(server.host, `/v2/${NAME}/blobs/${digest}`)).status).toBe(404);
});

/** Enough new connections that each thread gets some. */
const MANY = 30;

function askOften(host: string, path: string): Promise<readonly Reply[]> {
  return Promise.all(Array.from({ length: MANY }, () => ask(host, path)));
}

test("a blob is hashed when it is first sent whole, once for all threads", async () => {
  const place = join(temporaryDirectory(), "layout");
  run("cp", ["-r", layout, place]);
  const { digest = "" } = blobs[0] ?? {};
  await using server = await serving([place]);
  await ask(server.host, `/v2/${NAME}/blobs/${digest}`);
  // The only way to see that it is not hashed again.
  const path = join(place, "blobs", digest.replace(":", "/"));
  const changed = readFileSync(path).fill("x");
  writeFileSync(path, changed);
  for (const { body } of await askOften(server.host, `/v2/${NAME}/blobs/${digest}`))
    expect(body.equals(changed)).toBe(true);
});

test("all threads serve what is added to a directory, and nothing that is removed from it", async () => {
  const place = join(temporaryDirectory(), "layout");
  run("cp", ["-r", layout, place]);
  await using server = await serving([place]);
  const index = JSON.parse(readFileSync(join(place, "index.json"), "utf8"));
  const [root] = index.manifests;
  const named = { ...root, annotations: { "org.opencontainers.image.ref.name": "other:1.0" } };
  const statuses = async (path: string) => new Set((await askOften(server.host, path)).map(({ status }) => status));
  const [before, after] = [`/v2/${NAME}/manifests/latest`, "/v2/other/manifests/1.0"];
  expect([await statuses(before), await statuses(after)]).toEqual([new Set([200]), new Set([404])]);
  writeFileSync(join(place, "new.json"), JSON.stringify({ ...index, manifests: [named] }));
  renameSync(join(place, "new.json"), join(place, "index.json"));
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect([await statuses(before), await statuses(after)]).toEqual([new Set([404]), new Set([200])]);
});

test("a file that is replaced is served as it is then, and its blobs are verified anew", async () => {
  const place = temporaryDirectory();
  const served = join(place, "served.tar");
  const other = join(place, "other.tar");
  const declaration = { kind: "packages", identifiers: ["ocx.sh/acme/hello:2.0.0"] } as const;
  const { bundle } = await exportToolbox(unpackToolbox(place), other, { name: NAME, declaration });
  copyFileSync(file, served);
  await using server = await serving([served]);
  const latest = `/v2/${NAME}/manifests/latest`;
  const blobOf = (digest = "") => `/v2/${NAME}/blobs/${digest}`;
  expect((await ask(server.host, latest)).headers["docker-content-digest"]).toBe(manifest.digest);
  for (const { digest } of blobs) await ask(server.host, blobOf(digest));
  renameSync(other, served);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const { body } = await ask(server.host, latest);
  expect(`sha256:${sha256(body)}`).toBe(bundle.digest);
  const { config, layers } = JSON.parse(body.toString());
  const digests = [config, ...layers].map(({ digest }: { digest: string }) => digest);
  const got = await Promise.all(digests.map(async (digest) => sha256((await ask(server.host, blobOf(digest))).body)));
  expect(got.map((hex) => `sha256:${hex}`)).toEqual(digests);
  expect((await ask(server.host, `/v2/${NAME}/manifests/${manifest.digest}`)).status).toBe(404);
  const [last = ""] = digests.slice(-1);
  const damaged = readFileSync(served);
  const blob = readFileSync(served).indexOf((await ask(server.host, blobOf(last))).body);
  damaged[blob] = (damaged[blob] ?? 0) ^ 1;
  writeFileSync(served, damaged);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await expect(ask(server.host, blobOf(last))).rejects.toThrow(/aborted|hang up|reset/);
});

test("several bundles are served, but not two of one name", async () => {
  const place = temporaryDirectory();
  const home = unpackToolbox(place);
  const packages = { declaration: { kind: "packages", identifiers: ["ocx.sh/acme/hello:2.0.0"] } } as const;
  const [same, other] = [join(place, "same.tar"), join(place, "other.tar")];
  await exportToolbox(home, same, { name: NAME, ...packages });
  await exportToolbox(home, other, { name: "Other", ...packages });
  await using server = await serving([file, other]);
  const { body } = await ask(server.host, "/v2/_catalog");
  expect(JSON.parse(body.toString())).toEqual({ repositories: ["other", NAME] });
  await expect(serving([file, same])).rejects.toMatchObject({ code: "BUNDLE_AMBIGUOUS" });
});

test("a damaged manifest, a wrong name and a used port end the command", async () => {
  const place = join(temporaryDirectory(), "layout");
  run("cp", ["-r", layout, place]);
  writeFileSync(join(place, "blobs", manifest.digest.replace(":", "/")), `${manifest.bytes.toString()} `);
  await expect(serving([place])).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  const index = JSON.parse(readFileSync(join(layout, "index.json"), "utf8"));
  index.manifests[0].annotations = { "org.opencontainers.image.ref.name": "../up" };
  writeFileSync(join(place, "index.json"), JSON.stringify(index));
  await expect(serving([place])).rejects.toMatchObject({ code: "OPTION_INVALID" });
  await using server = await serving([file]);
  const port = Number(server.host.split(":")[1]);
  const listen = { address: "127.0.0.1", port, isLoopback: true };
  await expect(serving([file], { listen })).rejects.toMatchObject({
    code: "IO_FAILED",
    hint: expect.stringContaining("--listen"),
  });
});

/** Sends text as it is, and gives what comes back until the connection ends. */
function sendRaw(host: string, text: string): Promise<string> {
  const [name = "", port] = host.split(":");
  const socket = connect(Number(port), name);
  let reply = "";
  socket.on("data", (chunk: Buffer) => void (reply += chunk.toString()));
  socket.write(text);
  return new Promise((resolve) => {
    socket.on("error", () => {});
    socket.on("close", () => resolve(reply));
  });
}

test("requests that are too large, too slow or no HTTP are ended, and the server goes on", async () => {
  await using server = await serving([file]);
  const start = "GET /v2/ HTTP/1.1\r\nHost: localhost\r\n";
  expect(await sendRaw(server.host, `${start}X: ${"x".repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /);
  expect(await sendRaw(server.host, `GET /${"x".repeat(20_000)} HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /);
  expect(await sendRaw(server.host, "hello\r\n\r\n")).toMatch(/^HTTP\/1.1 400 /);
  expect(await sendRaw(server.host, "GET /v2/ HTTP/1.1\r\nConnection: close\r\n\r\n")).toMatch(/^HTTP\/1.1 400 /);
  const two = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /v2/_catalog HTTP/1.1\r\n\r\n";
  expect(await sendRaw(server.host, `${start}${two}`)).toMatch(/^HTTP\/1.1 400 (?:(?!HTTP)[^])*$/);
  // Never the end of its head.
  expect(await sendRaw(server.host, start)).toMatch(/^HTTP\/1.1 408 /);
  expect((await ask(server.host, "/v2/")).status).toBe(200);
}, 60_000);

test("300 clients at once all get what they ask for", async () => {
  await using server = await serving([file]);
  const asked = Array.from({ length: 300 }, async (_, index) => {
    const { digest = "" } = blobs[index % blobs.length] ?? {};
    const { body } = await ask(server.host, `/v2/${NAME}/blobs/${digest}`);
    return `sha256:${sha256(body)}` === digest;
  });
  expect((await Promise.all(asked)).every(Boolean)).toBe(true);
}, 60_000);

test("SIGTERM lets a running answer end, takes no new one, and the exit code is 0", async () => {
  const place = join(temporaryDirectory(), "large");
  const { digest, size } = makeLargeLayout(place, 1 << 26);
  await using server = await startServe([place]);
  const response = await fetch(`http://${server.host}/v2/large/blobs/${digest}`);
  const ending = server.end("SIGTERM");
  // Taken when no new connection is: the large blob cannot be in the buffers of the system.
  while (await connects(server.host)) await new Promise((resolve) => setTimeout(resolve, 20));
  let got = 0;
  for await (const chunk of response.body ?? []) got += chunk.byteLength;
  expect(got).toBe(size);
  expect(await ending).toEqual({ status: 0 });
  expect(server.output()).toBe("Served 1 requests.\n");
  expect(server.errors()).toMatch(/GET \/v2\/large\/blobs\/sha256:\w+ 200 67108864 \d+ms$/m);
}, 60_000);

function connects(host: string): Promise<boolean> {
  const [name = "", port] = host.split(":");
  const socket = connect(Number(port), name);
  return new Promise((resolve) => {
    socket.on("connect", () => resolve(true));
    socket.on("error", () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}
