import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { text as readAll } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import type { GitHubApi } from "../../../src/channels/address/address.ts";
import { openOtherRun } from "../../../src/channels/github/artifact/other-run.ts";
import type { RunArtifacts } from "../../../src/channels/github/artifact/run-artifacts.ts";
import { openReleases } from "../../../src/channels/github/release/open-releases.ts";
import type { Releases } from "../../../src/channels/github/release/releases.ts";
import { shortenPauses } from "../../fixtures/short-pauses.ts";

shortenPauses();

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

interface Host {
  readonly url: string;
  /** `GET /path`, in order. */
  readonly asked: string[];
}

/** A server on loopback that says what a test wants it to say. */
async function serve(answer: Answer, host = "127.0.0.1"): Promise<Host> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    request.resume().on("end", () => answer(request, response));
  });
  return { url: await listen(server, host), asked };
}

async function listen(server: Server, host = "127.0.0.1"): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => server.closeAllConnections());
  onTestFinished(() => void server.close());
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}

const watch = { say: () => {}, progress: () => {}, signal: new AbortController().signal };
const repository = { owner: "acme", name: "tools" };

function releasesAt(api: GitHubApi): Releases {
  return openReleases(api, repository, watch);
}

function artifactsAt(api: GitHubApi): RunArtifacts {
  return openOtherRun({ kind: "other", api, repository, runId: 7 }, watch);
}

/** Answers everything with this. */
function always(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers }).end(text);
  };
}

const RELEASE = { id: 1, tag_name: "v1", draft: false, upload_url: "http://127.0.0.1/up{?name,label}" };
const ASSET = { id: 2, name: "a", size: 3, state: "uploaded", browser_download_url: "https://example.com/a" };

test("a token that is not accepted is named by its source", async () => {
  const { url } = await serve(always(401, { message: "Bad credentials" }));
  const asked = releasesAt({ url, token: "ghp_secret", tokenSource: "GH_TOKEN" }).published("v1");
  await expect(asked).rejects.toMatchObject({
    message: expect.stringMatching(/the token from GH_TOKEN \(Bad credentials\)$/),
    hint: expect.stringContaining("expired"),
  });
});

test("a release of a server that knows neither immutable releases nor digests is read", async () => {
  const { url, asked } = await serve(always(200, RELEASE));
  expect(await releasesAt({ url: `${url}/api/v3` }).published("v1")).toEqual({
    id: 1,
    tag: "v1",
    draft: false,
    immutable: false,
    uploadUrl: "http://127.0.0.1/up",
  });
  expect(asked).toEqual(["GET /api/v3/repos/acme/tools/releases/tags/v1"]);
  const assets = await serve(always(200, [ASSET]));
  expect(
    await releasesAt({ url: assets.url }).assets({ ...RELEASE, tag: "v1", immutable: false, uploadUrl: "" }),
  ).toEqual([{ id: 2, name: "a", size: 3, complete: true, url: "https://example.com/a" }]);
});

test.each<[string, number, unknown, Record<string, string>, string, number]>([
  ["a page of a proxy", 200, "<html>sign in</html>", { "content-type": "text/html" }, "NETWORK_FAILED", 5],
  ["a release without an id", 200, { ...RELEASE, id: "1" }, {}, "SERVICE_FAILED", 1],
  ["JSON that is torn", 200, '{"id":1,', {}, "NETWORK_FAILED", 5],
  ["a wrong token", 401, { message: "Bad credentials" }, {}, "TOKEN_REJECTED", 1],
  ["a lacking permission", 403, { message: "Resource not accessible by integration" }, {}, "ACCESS_DENIED", 1],
  [
    "a refusal of single sign-on",
    403,
    { message: "Resource protected by organization SAML enforcement." },
    {},
    "ACCESS_DENIED",
    1,
  ],
  ["a long pause", 403, { message: "wait" }, { "retry-after": "3600" }, "RATE_LIMITED", 1],
  ["a limit without an end", 403, { message: "You have exceeded a secondary rate limit." }, {}, "RATE_LIMITED", 5],
  ["too many requests", 429, "", {}, "RATE_LIMITED", 5],
  [
    "a request that it does not understand",
    422,
    { message: "Validation Failed", errors: ["why"] },
    {},
    "SERVICE_FAILED",
    1,
  ],
  [
    "an immutable release",
    422,
    { message: "Cannot delete assets from an immutable release." },
    {},
    "RELEASE_IMMUTABLE",
    1,
  ],
  [
    "a burnt tag",
    422,
    {
      message: "Validation Failed",
      errors: [{ code: "custom", message: "tag_name was used by an immutable release" }],
    },
    {},
    "RELEASE_IMMUTABLE",
    1,
  ],
  ["trouble", 500, { message: "Server Error" }, {}, "SERVICE_FAILED", 5],
  ["trouble in HTML", 502, "<html>Unicorn!</html>", { "content-type": "text/html" }, "SERVICE_FAILED", 5],
  ["trouble without a word", 503, "", {}, "SERVICE_FAILED", 5],
  ["legal reasons", 451, { message: "Repository access blocked" }, {}, "SERVICE_FAILED", 1],
])("%s has its code, and is asked for as often as that helps", async (_, status, body, headers, code, times) => {
  const { url, asked } = await serve(always(status, body, headers));
  await expect(releasesAt({ url, token: "t" }).published("v1")).rejects.toMatchObject({ code });
  expect(asked).toHaveLength(times);
});

test.each([
  ["a page of a proxy", "<html>sign in</html>", "text/html"],
  ["a page that says nothing of itself", "<html>sign in</html>", undefined],
  ["a list that is torn", '[{"id":2,"name":"a"', "application/json; charset=utf-8"],
  ["a list that was lost", "", "application/json; charset=utf-8"],
])("%s is not taken for a list of nothing", async (_, body, type) => {
  const { url, asked } = await serve((_request, response) => {
    response.writeHead(200, type === undefined ? {} : { "content-type": type }).end(body);
  });
  const releases = releasesAt({ url, token: "t" });
  const release = { id: 1, tag: "v1", draft: false, immutable: false, uploadUrl: `${url}/up` };
  await expect(releases.assets(release)).rejects.toMatchObject({ code: "NETWORK_FAILED" });
  await expect(releases.drafts("v1")).rejects.toMatchObject({ code: "NETWORK_FAILED" });
  expect(asked).toHaveLength(10);
  const file = { name: "a", mediaType: "text/plain", size: 3, open: () => "abc" };
  await expect(releases.upload(release, file)).rejects.toMatchObject({ code: "NETWORK_FAILED" });
});

test.each(["null", "{}", "[null]"])("%s is not taken for a list of nothing either", async (body) => {
  const { url, asked } = await serve(always(200, body));
  const releases = releasesAt({ url, token: "t" });
  const release = { id: 1, tag: "v1", draft: false, immutable: false, uploadUrl: `${url}/up` };
  await expect(releases.assets(release)).rejects.toMatchObject({ code: "SERVICE_FAILED" });
  await expect(releases.drafts("v1")).rejects.toMatchObject({ code: "SERVICE_FAILED" });
  expect(asked).toHaveLength(2);
});

test("the pages of a list are asked of the API, wherever their links lead", async () => {
  const elsewhere = await serve(always(200, []), "localhost");
  const { url, asked } = await serve((request, response) => {
    const isLast = request.url?.includes("page=3") === true;
    const link = isLast ? `<${elsewhere.url}>; rel="prev"` : `<${elsewhere.url}/?page=9>; rel="next"`;
    always(200, [{ ...ASSET, id: asked.length }], { link })(request, response);
  });
  const release = { id: 1, tag: "v1", draft: false, immutable: false, uploadUrl: "" };
  const assets = await releasesAt({ url, token: "t" }).assets(release);
  expect(assets.map(({ id }) => id)).toEqual([1, 2, 3]);
  const path = "GET /repos/acme/tools/releases/1/assets?per_page=100";
  expect(asked).toEqual([path, `${path}&page=2`, `${path}&page=3`]);
  expect(elsewhere.asked).toEqual([]);
});

test("a list without an end is given up", async () => {
  const { url, asked } = await serve(always(200, [], { link: '<https://api.example/>; rel="next"' }));
  await expect(releasesAt({ url, token: "t" }).drafts("v1")).rejects.toMatchObject({ code: "SERVICE_FAILED" });
  expect(asked).toHaveLength(100);
});

test.each([301, 307, 308])("what is created is created where the repository is now: status %i", async (status) => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      bodies.push(`${request.method} ${request.url} ${body}`);
      if (request.url === "/repositories/7/releases") always(201, { ...RELEASE, draft: true })(request, response);
      else response.writeHead(status, { location: "/repositories/7/releases" }).end();
    });
  });
  const url = await listen(server);
  expect(await releasesAt({ url, token: "t" }).createDraft("v1")).toMatchObject({ isOurs: true });
  const body = JSON.stringify({ tag_name: "v1", name: "v1", draft: true });
  expect(bodies).toEqual([`POST /repos/acme/tools/releases ${body}`, `POST /repositories/7/releases ${body}`]);
});

test("no other host is asked for what only the API knows", async () => {
  const elsewhere = await serve(always(200, RELEASE), "localhost");
  const { url, asked } = await serve((_, response) => void response.writeHead(302, { location: elsewhere.url }).end());
  const releases = releasesAt({ url, token: "t" });
  const refused = { code: "SERVICE_FAILED", message: expect.stringContaining(new URL(elsewhere.url).host) };
  await expect(releases.published("v1")).rejects.toMatchObject(refused);
  await expect(releases.createDraft("v1")).rejects.toMatchObject(refused);
  expect(asked).toHaveLength(2);
  expect(elsewhere.asked).toEqual([]);
});

test.each([
  ["one permission", "contents=write", ["contents: write"]],
  [
    "two, of the first alternative",
    "contents=write, pull_requests=read; issues=write",
    ["contents: write", "pull-requests: read"],
  ],
  ["one that a workflow cannot give", "metadata=read", ["contents: read"]],
  ["something else", "contents=write permissions: write-all", ["contents: read"]],
])("a token that lacks a permission is told %s", async (_, accepted, lines) => {
  const headers = { "x-accepted-github-permissions": accepted };
  const { url } = await serve(always(403, { message: "Resource not accessible by integration" }, headers));
  const failure: unknown = await releasesAt({ url, token: "t" })
    .published("v1")
    .catch((error: unknown) => error);
  const hint = expect.stringMatching(new RegExp(`\\npermissions:${lines.map((line) => `\\n  ${line}`).join("")}$`));
  expect(failure).toMatchObject({ code: "ACCESS_DENIED", hint });
});

test("a token without single sign-on is told so, without the address of the request", async () => {
  const headers = { "x-github-sso": "required; url=https://github.com/orgs/acme/sso?authorization_request=secret" };
  const { url } = await serve(
    always(403, { message: "Resource protected by organization SAML enforcement." }, headers),
  );
  const failure: unknown = await releasesAt({ url, token: "t" })
    .published("v1")
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "ACCESS_DENIED", hint: expect.stringContaining("single sign-on") });
  expect(JSON.stringify(failure)).not.toContain("authorization_request");
});

test.each([
  [403, "You have exceeded a secondary rate limit.", { "retry-after": "120" }, /secondary rate limit .*until 2/],
  [429, "API rate limit exceeded", { "retry-after": "120" }, /GitHub's rate limit .*until 2/],
  [429, "", {}, /GitHub's rate limit is exceeded$/],
])("a rate limit is one for releases and for artifacts: status %i, %j", async (status, message, headers, said) => {
  const { url } = await serve(always(status, { message }, headers));
  const limited = { code: "RATE_LIMITED", message: expect.stringMatching(said) };
  await expect(releasesAt({ url, token: "t" }).published("v1")).rejects.toMatchObject(limited);
  await expect(artifactsAt({ url, token: "t" }).names()).rejects.toMatchObject(limited);
});

test("what a message says has nothing in it that a terminal acts on", async () => {
  const { url } = await serve(always(403, { message: `\u001b[2Jno\nway${"!".repeat(1000)}` }));
  const failure: unknown = await releasesAt({ url })
    .published("v1")
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "ACCESS_DENIED", message: expect.stringMatching(/^[ -~]{1,400}$/) });
});

test("a service that comes round is not failed", async () => {
  let count = 0;
  const { url } = await serve((request, response) => {
    count += 1;
    if (count === 1) request.socket.destroy();
    else always(count < 4 ? 503 : 200, count < 4 ? "" : RELEASE)(request, response);
  });
  expect(await releasesAt({ url }).latest()).toMatchObject({ tag: "v1" });
  expect(count).toBe(4);
});

test("bytes are located through a renamed repository, and the token stays with the API", async () => {
  const storage = await serve(always(200, "bytes"), "localhost");
  const api = await serve((request, response) => {
    expect(request.headers.authorization).toBe("Bearer t");
    const moved = request.url?.startsWith("/repositories/7") === true;
    response
      .writeHead(moved ? 302 : 301, { location: moved ? `${storage.url}/blob` : "/repositories/7/assets/2" })
      .end();
  });
  const asset = { id: 2, name: "a", size: 3, complete: true, url: "" };
  expect(await releasesAt({ url: api.url, token: "t" }).locate(asset)).toEqual({ url: `${storage.url}/blob` });
  expect(api.asked).toEqual(["GET /repos/acme/tools/releases/assets/2", "GET /repositories/7/assets/2"]);
  expect(storage.asked).toEqual([]);
});

test("bytes that the API sends itself are asked of it with the token", async () => {
  const { url } = await serve(always(200, "bytes", { "content-type": "application/octet-stream" }));
  const asset = { id: 2, name: "a", size: 5, complete: true, url: "" };
  const location = await releasesAt({ url, token: "t" }).locate(asset);
  expect(location).toEqual({
    url: `${url}/repos/acme/tools/releases/assets/2`,
    headers: {
      accept: "application/octet-stream",
      authorization: "Bearer t",
      "x-github-api-version": "2022-11-28",
    },
  });
  expect(await releasesAt({ url, token: "t" }).readText(asset)).toBe("bytes");
});

test("an address that leads in a circle ends", async () => {
  const { url, asked } = await serve((_, response) => void response.writeHead(302, { location: "/again" }).end());
  const asset = { id: 2, name: "a", size: 5, complete: true, url: "" };
  await expect(releasesAt({ url }).locate(asset)).rejects.toMatchObject({ code: "SERVICE_FAILED" });
  expect(asked).toHaveLength(5);
});

test("an asset that went away is told from one that may not be read", async () => {
  const { url } = await serve(always(404, { message: "Not Found" }));
  const releases = releasesAt({ url, token: "t" });
  const asset = { id: 2, name: "a", size: 5, complete: true, url: "" };
  const release = { id: 1, tag: "v1", draft: false, immutable: false, uploadUrl: `${url}/up` };
  await expect(releases.locate(asset)).rejects.toMatchObject({ code: "ASSET_NOT_FOUND" });
  await expect(releases.assets(release)).rejects.toMatchObject({ code: "RELEASE_NOT_FOUND" });
  await expect(releases.createDraft("v1")).rejects.toMatchObject({ code: "ACCESS_DENIED" });
  await expect(releases.deleteAsset(asset)).resolves.toBeUndefined();
  await expect(releases.published("v1")).resolves.toBeUndefined();
});

test("an upload has the length of its body, and is one attempt", async () => {
  const lengths: (string | undefined)[] = [];
  const { url, asked } = await serve((request, response) => {
    lengths.push(
      request.headers["content-length"],
      request.headers["transfer-encoding"],
      request.headers["content-type"],
    );
    always(201, { ...ASSET, digest: "sha256:x" })(request, response);
  });
  const release = { id: 1, tag: "v1", draft: false, immutable: false, uploadUrl: `${url}/up` };
  const file = { name: "a b", mediaType: "text/plain", size: 6, open: () => Readable.from(["abc", "def"]) };
  expect(await releasesAt({ url, token: "t" }).upload(release, file)).toMatchObject({ digest: "sha256:x" });
  expect(lengths).toEqual(["6", undefined, "text/plain"]);
  expect(asked).toEqual(["POST /up?name=a%20b"]);
});
