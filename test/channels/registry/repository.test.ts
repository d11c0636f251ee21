import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { Credential } from "../../../src/channels/registry/credential.ts";
import {
  type FetchedManifest,
  fetchManifest,
  putManifest,
  resolveManifest,
} from "../../../src/channels/registry/manifests.ts";
import { openRepository } from "../../../src/channels/registry/repository-client.ts";
import { findManifest } from "../../../src/channels/registry/tags.ts";
import type { BundleError } from "../../../src/errors.ts";
import { digestOf } from "../../../src/oci/digest.ts";
import { parseReference } from "../../../src/oci/reference.ts";
import { type Handler, openFront } from "../../fixtures/front.ts";
import { makeAuthority } from "../../fixtures/gateway.ts";
import { shortenPauses } from "../../fixtures/short-pauses.ts";
import { lacks } from "../../fixtures/tools.ts";

shortenPauses();

const TYPE = "application/vnd.oci.image.manifest.v1+json";
const MANIFEST = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: TYPE }));
const SECRETS = ["hunter2", "granted-token", Buffer.from("bob:hunter2").toString("base64")];
const BOB: Credential = {
  kind: "password",
  username: "bob",
  password: "hunter2",
  source: "/home/bob/.docker/config.json",
};

function repositoryAt(
  host: string,
  { credential, plainHttp = false }: { readonly credential?: Credential; readonly plainHttp?: boolean } = {},
) {
  const said: string[] = [];
  const find = async () =>
    credential === undefined ? { looked: ["/home/bob/.docker/config.json (absent)"] } : { credential, looked: [] };
  const watch = {
    say: (text: string) => void said.push(text),
    progress: () => {},
    signal: new AbortController().signal,
  };
  return { repository: openRepository({ host, repository: "acme/tools" }, { plainHttp, find, watch }), said };
}

/** The failure, which must not contain a secret in any of its texts, nor what was said. */
async function failureOf(work: Promise<unknown>, said: readonly string[] = []): Promise<BundleError> {
  const error = await work.then(
    () => Promise.reject(new Error("it did not fail")),
    (reason: BundleError) => reason,
  );
  const cause = error.cause instanceof Error ? `${error.cause.message} ${error.cause.stack}` : "";
  const all = [error.message, error.hint, error.stack, cause, ...said].join("\n");
  for (const secret of SECRETS) expect(all).not.toContain(secret);
  return error;
}

const serveManifest: Handler = (_, response) => response.writeHead(200, { "content-type": TYPE }).end(MANIFEST);

test("fetchManifest() asks for the types that it can read, and computes the digest", async () => {
  const { host, seen } = await openFront(serveManifest);
  const found = await fetchManifest(repositoryAt(host).repository, "1.0");
  expect(found?.descriptor).toEqual({ mediaType: TYPE, digest: digestOf(MANIFEST), size: MANIFEST.byteLength });
  expect(seen[0]?.url).toBe("/v2/acme/tools/manifests/1.0");
  expect(seen[0]?.headers.accept).toContain("image.index.v1+json");
  expect(seen[0]?.headers.authorization).toBeUndefined();
});

test.each<[string, string, Handler]>([
  ["DIGEST_MISMATCH", `sha256:${"0".repeat(64)}`, serveManifest],
  ["BUNDLE_INVALID", "t", (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>")],
  [
    "SERVICE_FAILED",
    "t",
    (_, response) => response.writeHead(200, { "content-type": TYPE }).end(Buffer.alloc(5_000_000)),
  ],
  [
    "RATE_LIMITED",
    "t",
    (_, response) => response.writeHead(429, { "retry-after": "3600" }).end("toomanyrequests: slow down"),
  ],
  ["SERVICE_FAILED", "t", (_, response) => response.writeHead(418).end("\u001b[31mteapot")],
  ["NETWORK_FAILED", "t", (_, __, raw) => raw.socket.resetAndDestroy()],
])("fetchManifest() ends with %s for reference %s", async (code, reference, handle) => {
  const { host } = await openFront(handle);
  const { repository, said } = repositoryAt(host);
  const error = await failureOf(fetchManifest(repository, reference), said);
  expect(error.code).toBe(code);
  expect(error.message).not.toContain("\u001b");
});

test.each<[string, Handler]>([
  ["is busy, with a date", (_, response) => response.writeHead(429, { "retry-after": new Date().toUTCString() }).end()],
  ["fails", (_, response) => response.writeHead(503).end()],
  ["times out behind a proxy", (_, response) => response.writeHead(522).end()],
  [
    "breaks in the middle",
    (_, response, raw) => {
      response.writeHead(200, { "content-type": TYPE, "content-length": "1000" }).write("{");
      setTimeout(() => raw.socket.resetAndDestroy(), 50);
    },
  ],
])("fetchManifest() tries again when the registry %s", async (_, fault) => {
  let requests = 0;
  const { host } = await openFront((...given) => (requests++ === 0 ? fault : serveManifest)(...given));
  const { repository, said } = repositoryAt(host);
  expect((await fetchManifest(repository, "t"))?.bytes.byteLength).toBe(MANIFEST.byteLength);
  expect(said).toHaveLength(1);
});

test.skipIf(lacks("openssl"))(
  "a registry on this machine that has TLS is told from one that does not run",
  async () => {
    const server = createTlsServer(makeAuthority(), (_, response) => void response.end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const error = await failureOf(fetchManifest(repositoryAt(`127.0.0.1:${port}`).repository, "1.0"));
    expect(error).toMatchObject({
      code: "NETWORK_FAILED",
      hint: expect.stringMatching(/over plain HTTP.*certificate/),
    });
  },
);

test("a warning of the registry is shown once, and made printable", async () => {
  const { host } = await openFront((_, response) =>
    response.writeHead(200, { "content-type": TYPE, warning: '299 - "goes \\"away\\" ::error::"' }).end(MANIFEST),
  );
  const { repository, said } = repositoryAt(host);
  for (let i = 0; i < 2; i++) await fetchManifest(repository, "t");
  expect(said).toEqual([`${host} warns: goes "away" : :error: :`]);
});

test("a warning that repeats a password is shown without it", async () => {
  const { host } = await openFront(({ headers }, response) =>
    headers.authorization === undefined
      ? response.writeHead(401, { "www-authenticate": "Basic" }).end()
      : response.writeHead(200, { "content-type": TYPE, warning: '299 - "hunter2 of bob will expire"' }).end(MANIFEST),
  );
  const { repository, said } = repositoryAt(host, { credential: BOB });
  await fetchManifest(repository, "t");
  expect(said).toEqual([`${host} warns: *** of bob will expire`]);
});

test("no cookie is sent back: those of Harbor break pushes at the same time", async () => {
  const { host, seen } = await openFront((_, response) =>
    response.writeHead(200, { "content-type": TYPE, "set-cookie": "sid=1; Path=/" }).end(MANIFEST),
  );
  const { repository } = repositoryAt(host);
  for (let i = 0; i < 2; i++) await fetchManifest(repository, "t");
  expect(seen.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
});

/** A registry that wants a token of its own token service. */
function withTokens(answer: Handler, grant: (authorization: string | undefined) => number = () => 200): Handler {
  return (request, response, raw) => {
    if (request.url.startsWith("/token")) {
      const status = grant(request.headers.authorization);
      return response.writeHead(status).end(JSON.stringify({ access_token: "granted-token" }));
    }
    if (request.headers.authorization === "Bearer granted-token") return answer(request, response, raw);
    const realm = `http://${request.headers.host}/token`;
    const challenge = `Basic realm="other", Bearer realm="${realm}",service="reg, istry",scope="repository:acme/tools:pull"`;
    return response.writeHead(401, { "www-authenticate": challenge }).end();
  };
}

test("a token is asked for once, with service and scope, and used from then on", async () => {
  const { host, seen } = await openFront(withTokens(serveManifest));
  const { repository } = repositoryAt(host, { credential: BOB });
  await Promise.all([fetchManifest(repository, "a"), fetchManifest(repository, "b")]);
  await fetchManifest(repository, "c");
  const asked = seen.filter(({ url }) => url.startsWith("/token"));
  expect(asked).toHaveLength(1);
  const { searchParams } = new URL(asked[0]?.url ?? "", "http://x");
  expect(Object.fromEntries(searchParams)).toEqual({ service: "reg, istry", scope: "repository:acme/tools:pull" });
  expect(asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from("bob:hunter2").toString("base64")}`);
  expect(seen.at(-1)?.url).toContain("manifests/c");
  // The password goes to the token service only.
  expect(
    seen.filter(({ url, headers }) => !url.startsWith("/token") && headers.authorization?.startsWith("Basic")),
  ).toEqual([]);
});

test("an identity token is exchanged by POST", async () => {
  const { host, seen } = await openFront(withTokens(serveManifest));
  const { repository } = repositoryAt(host, { credential: { kind: "identity", token: "hunter2", source: "file" } });
  await fetchManifest(repository, "t");
  const asked = seen.find(({ url }) => url.startsWith("/token"));
  expect(asked?.method).toBe("POST");
  expect(Object.fromEntries(new URLSearchParams(asked?.body.toString()))).toMatchObject({
    grant_type: "refresh_token",
    refresh_token: "hunter2",
    client_id: "ocx-bundle",
  });
});

test("a token that ended early is renewed once", async () => {
  let valid = 0;
  const { host, seen } = await openFront(
    withTokens((request, response, raw) =>
      ++valid === 2
        ? response.writeHead(401, { "www-authenticate": `Bearer realm="http://${request.headers.host}/token"` }).end()
        : serveManifest(request, response, raw),
    ),
  );
  const { repository } = repositoryAt(host, { credential: BOB });
  await fetchManifest(repository, "a");
  await fetchManifest(repository, "b");
  expect(seen.filter(({ url }) => url.startsWith("/token"))).toHaveLength(2);
});

test.each<[string, Credential | undefined, Handler, readonly [string, string]]>([
  [
    "has no credentials",
    undefined,
    withTokens(serveManifest, () => 401),
    ["TOKEN_MISSING", "without credentials (looked in: /home/bob/.docker/config.json (absent))"],
  ],
  ["has a wrong password", BOB, withTokens(serveManifest, () => 401), ["TOKEN_REJECTED", BOB.source]],
  [
    "may not",
    BOB,
    withTokens((_, response) =>
      response.writeHead(403).end('{"errors":[{"code":"DENIED","message":"no hunter2 for granted-token"}]}'),
    ),
    ["ACCESS_DENIED", "DENIED: no *** for ***"],
  ],
  [
    "is never let in",
    BOB,
    (_, response) => response.writeHead(401, { "www-authenticate": "Basic" }).end(),
    ["TOKEN_REJECTED", BOB.source],
  ],
  [
    "gets no challenge",
    undefined,
    (_, response) => response.writeHead(401).end(),
    ["TOKEN_MISSING", "/home/bob/.docker/config.json (absent)"],
  ],
])("a user who %s learns which credentials were used", async (_, credential, handle, [code, text]) => {
  const { host, seen } = await openFront(handle);
  const { repository, said } = repositoryAt(host, credential === undefined ? {} : { credential });
  const error = await failureOf(fetchManifest(repository, "t"), said);
  expect(error).toMatchObject({ code, message: expect.stringContaining(text) });
  expect(seen.length).toBeLessThan(6);
});

test.each([
  ["over http, elsewhere", "http://auth.example/token"],
  ["with another scheme", "file:///etc/passwd"],
  ["with credentials", "https://a:b@auth.example/token"],
  ["on the network link", "https://169.254.169.254/token"],
  ["that is no address", "nowhere"],
])("no credential goes to a token service %s", async (_, realm) => {
  const { host, seen } = await openFront((__, response) =>
    response.writeHead(401, { "www-authenticate": `Bearer realm="${realm}"` }).end(),
  );
  const error = await failureOf(fetchManifest(repositoryAt(host, { credential: BOB }).repository, "t"));
  expect(error.code).toBe("SERVICE_FAILED");
  expect(seen).toHaveLength(1);
});

test.each<[string, string]>([
  ["does not end", JSON.stringify({ token: "x".repeat(2_000_000) })],
  ["has no token", "{}"],
  ["has a token that would add a header", JSON.stringify({ token: "x\r\nx-injected: 1" })],
  ["has a lifetime that is none", JSON.stringify({ token: "x", expires_in: "for ever" })],
])("an answer of a token service that %s is refused", async (_, answer) => {
  const { host, seen } = await openFront((request, response) =>
    request.url.startsWith("/token")
      ? response.end(answer)
      : response.writeHead(401, { "www-authenticate": `Bearer realm="http://${request.headers.host}/token"` }).end(),
  );
  const error = await failureOf(fetchManifest(repositoryAt(host, { credential: BOB }).repository, "t"));
  expect(error.code).toBe("SERVICE_FAILED");
  expect(seen).toHaveLength(2);
});

test("a token service that redirects gets no credentials at its new address", async () => {
  const { host: other, seen: stolen } = await openFront((_, response) => response.end('{"token":"x"}'));
  const { host } = await openFront(
    withTokens(
      (request, response, raw) => serveManifest(request, response, raw),
      () => 0,
    ),
  );
  const front = await openFront((request, response) =>
    request.url.startsWith("/token")
      ? response.writeHead(307, { location: `http://${other}/token` }).end()
      : response.writeHead(401, { "www-authenticate": `Bearer realm="http://${request.headers.host}/token"` }).end(),
  );
  expect(host).not.toBe(front.host);
  await failureOf(fetchManifest(repositoryAt(front.host, { credential: BOB }).repository, "t"));
  expect(stolen).toEqual([]);
});

test("a redirect to another origin loses the credentials, and does not get them back", async () => {
  let first = "";
  const storage = await openFront((request, response) => {
    // Storage refuses two ways to log in at once.
    if (request.headers.authorization !== undefined)
      return response.writeHead(400).end("only one auth mechanism allowed");
    if (request.url === "/signed") return response.writeHead(302, { location: `http://${first}/v2/back` }).end();
    return response.writeHead(404).end();
  });
  const registry = await openFront((request, response, raw) => {
    if (request.url === "/v2/back") return serveManifest(request, response, raw);
    return withTokens((_, answer) => answer.writeHead(307, { location: `http://${storage.host}/signed` }).end())(
      request,
      response,
      raw,
    );
  });
  first = registry.host;
  const found: FetchedManifest | undefined = await fetchManifest(
    repositoryAt(first, { credential: BOB }).repository,
    "t",
  );
  expect(found?.bytes.byteLength).toBe(MANIFEST.byteLength);
  expect(storage.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  expect(registry.seen.find(({ url }) => url === "/v2/back")?.headers.authorization).toBeUndefined();
});

test("another origin cannot ask for credentials", async () => {
  const thief = await openFront((request, response) =>
    request.url.startsWith("/token")
      ? response.end('{"token":"x"}')
      : response
          .writeHead(401, { "www-authenticate": `Basic, Bearer realm="http://${request.headers.host}/token"` })
          .end(),
  );
  const { host } = await openFront((_, response) =>
    response.writeHead(307, { location: `http://${thief.host}/x` }).end(),
  );
  const error = await failureOf(fetchManifest(repositoryAt(host, { credential: BOB }).repository, "t"));
  expect(error).toMatchObject({ code: "ACCESS_DENIED", message: expect.stringContaining(thief.host) });
  expect(new Set(thief.seen.map(({ url, headers }) => `${url} ${headers.authorization}`))).toEqual(
    new Set(["/x undefined"]),
  );
});

test.each([
  ["that never end", "/v2/acme/tools/manifests/t"],
  ["to another scheme", "ftp://127.0.0.1/x"],
  ["with credentials", "http://a:hunter2@127.0.0.1/x"],
])("redirects %s are not followed", async (_, location) => {
  const { host, seen } = await openFront((__, response) => response.writeHead(302, { location }).end());
  const { repository, said } = repositoryAt(host);
  expect((await failureOf(fetchManifest(repository, "t"), said)).code).toBe("SERVICE_FAILED");
  expect(seen.length).toBeLessThan(8);
});

test("findManifest() lists at most 20 tags when the tag is absent", async () => {
  const tags = Array.from({ length: 30 }, (_, index) => `v${index}`);
  const { host } = await openFront(({ url }, response) =>
    url.includes("/tags/list") ? response.end(JSON.stringify({ name: "x", tags })) : response.writeHead(404).end(),
  );
  const error = await failureOf(findManifest(repositoryAt(host).repository, parseReference(`${host}/acme/tools`)));
  expect(error.code).toBe("BUNDLE_NOT_FOUND");
  expect(error.message).toMatch(/acme\/tools:latest: the repository has the tags v0, v1, .*, v19 and more$/);
});

test("findManifest() tells a repository that is not there from a tag", async () => {
  const { host } = await openFront((_, response) => response.writeHead(404).end("404 page not found"));
  const error = await failureOf(findManifest(repositoryAt(host).repository, parseReference(`${host}/acme/tools:1`)));
  expect(error).toMatchObject({
    code: "BUNDLE_NOT_FOUND",
    message: expect.stringContaining("does not have this repository"),
  });
});

test("resolveManifest() reads what an answer to HEAD does not tell", async () => {
  const { host, seen } = await openFront((request, response, raw) =>
    request.method === "HEAD" ? response.writeHead(403).end() : serveManifest(request, response, raw),
  );
  expect(await resolveManifest(repositoryAt(host).repository, "t")).toBe(digestOf(MANIFEST));
  expect(seen.map(({ method }) => method)).toEqual(["HEAD", "GET"]);
});

test.each([
  [
    "gitlab.example",
    400,
    '{"errors":[{"code":"MANIFEST_INVALID","message":"manifest invalid","detail":"unknown media type: application/vnd.ocx-bundle.config.v1+json"}]}',
    "GitLab",
  ],
  ["a proxy", 413, "<html>413 Request Entity Too Large</html>", "client_max_body_size"],
  ["a registry without the repository", 404, '{"errors":[{"code":"NAME_UNKNOWN"}]}', "Create the repository"],
])("a push that %s refuses comes with what to do", async (_, status, body, advice) => {
  const { host } = await openFront((__, response) => response.writeHead(status).end(body));
  const put = putManifest(repositoryAt(host).repository, { reference: "t", mediaType: TYPE, bytes: MANIFEST });
  const error = await failureOf(put);
  expect(error).toMatchObject({ code: "SERVICE_FAILED", hint: expect.stringContaining(advice) });
  expect(error.message).not.toContain("<html>");
});
