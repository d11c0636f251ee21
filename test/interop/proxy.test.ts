import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { MAIN } from "../fixtures/command-line.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { HOST, makeAuthority, openGateway } from "../fixtures/gateway.ts";
import { openEmulator } from "../fixtures/github/emulator.ts";
import { HURRY } from "../fixtures/github/preloads.ts";
import { bundleTools } from "../fixtures/runner/bundle-tools.ts";
import { NODE } from "../fixtures/runner.ts";
import { freePort, openProxy, type Proxy } from "../fixtures/tinyproxy.ts";
import { lacks } from "../fixtures/tools.ts";

// tinyproxy, between the command line and GitHub's services. These have TLS with an authority of the test, or plain HTTP.

const USER = "carrier";
/** Encoded in the address of the proxy, plain in its own configuration, which takes few characters. */
const PASSWORD = { plain: "open.sesame-1", encoded: "open%2Esesame%2D1" };

type Variables = Readonly<Record<string, string>>;

interface Site {
  /** `0.0.0.0:<port>` of the API and of the blob storage. */
  readonly api: string;
  readonly blobs: string;
  readonly bytes: Buffer;
  /** How many requests have come to GitHub's services. */
  requests(): number;
  /** Fetches by `ocx-bundle fetch`, from another run's artifacts or from a release. */
  fetch(channel: "artifact" | "release", variables: Variables): Promise<Fetched>;
}

interface Fetched {
  readonly status: number | null;
  readonly said: string;
  /** Of a failure. */
  readonly failure: { readonly code: string; readonly message: string; readonly hint: string };
  /** The fetched file, if there is one. */
  readonly bytes: () => Buffer;
}

async function openSite(stack: AsyncDisposableStack, scheme: "https" | "http"): Promise<Site> {
  const github = stack.use(await openEmulator());
  const authority = scheme === "https" ? makeAuthority() : undefined;
  const api = stack.use(await openGateway(github.url, authority));
  const blobs = stack.use(await openGateway(github.blobUrl, authority));
  api.replace(github.blobUrl, blobs.url);
  const bytes = Buffer.from(await bundleTools());
  await github.artifacts.add({ name: "tools.tar", bytes, job: { runId: 17 } });
  const release = github.releases.add({ tag: "v1" });
  await github.releases.addAsset(release.id, { name: "tools.tar", bytes });
  const token = github.apiToken();
  return {
    api: new URL(api.url).host,
    blobs: new URL(blobs.url).host,
    bytes,
    requests: () => github.requests.length,
    async fetch(channel, variables) {
      const directory = temporaryDirectory();
      const words = ["fetch", "--json", "--from", channel, "--repository", "acme/tools", "--name", "tools"];
      const which = channel === "artifact" ? ["--run-id", "17"] : ["--release-tag", "v1"];
      const child = spawn(NODE, ["--import", HURRY, MAIN, ...words, ...which], {
        cwd: directory,
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          PATH: process.env["PATH"],
          HOME: directory,
          GITHUB_API_URL: `${api.url}/api/v3`,
          GITHUB_TOKEN: token,
          ...(authority !== undefined && { NODE_EXTRA_CA_CERTS: authority.file }),
          ...variables,
        },
      });
      const ended = new Promise<number | null>((done, fail) => child.on("error", fail).on("close", done));
      const [output, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
      const said = `${output}${errors}`;
      // Nothing secret is printed, whatever happens.
      for (const secret of [token, PASSWORD.plain, PASSWORD.encoded, "sig="]) expect(said).not.toContain(secret);
      return {
        status,
        said,
        failure: JSON.parse(output || "{}"),
        bytes: () => readFileSync(join(directory, "tools.tar")),
      };
    },
  };
}

function expectFetched(site: Site, fetched: Fetched): void {
  expect(fetched.status, fetched.said).toBe(0);
  expect(fetched.bytes().equals(site.bytes)).toBe(true);
}

/** The hosts that the proxy was asked to reach. */
function reached({ requests }: Proxy): ReadonlySet<string> {
  return new Set(requests().map((line) => /(0\.0\.0\.0:\d+)/.exec(line)?.[1] ?? line));
}

/** The failure names the proxy, what it says, and what to change. */
function expectProxyFailure({ status, failure, said }: Fetched, proxy: string, ...parts: readonly string[]): void {
  expect(failure, said).toMatchObject({ code: "NETWORK_FAILED", message: expect.stringContaining(`proxy ${proxy}`) });
  expect(status).not.toBe(0);
  for (const part of parts) expect(`${failure.message}\n${failure.hint}`).toContain(part);
}

describe.skipIf(lacks("tinyproxy", "openssl"))("behind tinyproxy", () => {
  test.each(["artifact", "release"] as const)("the %s is fetched from HTTPS servers by CONNECT", async (channel) => {
    await using stack = new AsyncDisposableStack();
    const site = await openSite(stack, "https");
    const proxy = await openProxy(stack);
    expectFetched(site, await site.fetch(channel, { https_proxy: `http://${proxy.host}` }));
    expect(reached(proxy)).toEqual(new Set([site.api, site.blobs]));
    expect(proxy.requests().every((line) => line.startsWith("CONNECT "))).toBe(true);
  });

  test.each(["artifact", "release"] as const)("the %s is fetched from plain HTTP servers", async (channel) => {
    await using stack = new AsyncDisposableStack();
    const site = await openSite(stack, "http");
    const proxy = await openProxy(stack);
    expectFetched(site, await site.fetch(channel, { HTTP_PROXY: proxy.host, HTTPS_PROXY: "http://127.0.0.1:1" }));
    expect(reached(proxy)).toEqual(new Set([site.api, site.blobs]));
  });

  test.each(["artifact", "release"] as const)(
    "the %s is fetched with user and password of the proxy",
    async (channel) => {
      await using stack = new AsyncDisposableStack();
      const site = await openSite(stack, "https");
      const proxy = await openProxy(stack, { user: USER, password: PASSWORD.plain });
      const address = (password: string): Variables => ({ HTTPS_PROXY: `http://${USER}:${password}@${proxy.host}` });
      expectFetched(site, await site.fetch(channel, address(PASSWORD.encoded)));
      const wrong = await site.fetch(channel, address("wr0ng-pass"));
      expectProxyFailure(wrong, proxy.host, site.api, "HTTPS_PROXY", "user and password");
      expect(wrong.said).not.toContain("wr0ng-pass");
      const without = await site.fetch(channel, { HTTPS_PROXY: `http://${proxy.host}` });
      expectProxyFailure(without, proxy.host, "407", site.api, "HTTPS_PROXY", "user and password");
    },
  );

  test.each(["artifact", "release"] as const)("NO_PROXY goes around the proxy for the %s", async (channel) => {
    await using stack = new AsyncDisposableStack();
    const site = await openSite(stack, "https");
    const proxy = await openProxy(stack, { refuses: true });
    const address = { HTTPS_PROXY: `http://${proxy.host}` };
    for (const hosts of [HOST, `other.example, ${site.api}, ${site.blobs}`, "*"])
      expectFetched(site, await site.fetch(channel, { ...address, NO_PROXY: hosts }));
    expect(proxy.requests()).toEqual([]);
    const half = await site.fetch(channel, { ...address, NO_PROXY: site.api });
    expectProxyFailure(half, proxy.host, site.blobs, "NO_PROXY");
    expect(reached(proxy)).toEqual(new Set([site.blobs]));
  });

  test.each(["https", "http"] as const)("a proxy that refuses a host is named (%s)", async (scheme) => {
    await using stack = new AsyncDisposableStack();
    const site = await openSite(stack, scheme);
    const proxy = await openProxy(stack, { refuses: true });
    const variable = scheme === "https" ? "HTTPS_PROXY" : "HTTP_PROXY";
    for (const channel of ["artifact", "release"] as const) {
      const refused = await site.fetch(channel, { [variable]: `http://${proxy.host}` });
      expectProxyFailure(refused, proxy.host, "403", site.api, variable, "NO_PROXY");
    }
  });

  test("a proxy that is down, and one that does not reach the host, are named", async () => {
    await using stack = new AsyncDisposableStack();
    const site = await openSite(stack, "https");
    const down = `127.0.0.1:${await freePort()}`;
    const proxy = await openProxy(stack);
    const nowhere = `${HOST}:${await freePort()}`;
    for (const channel of ["artifact", "release"] as const) {
      const address = `http://${USER}:${PASSWORD.encoded}@${down}`;
      expectProxyFailure(await site.fetch(channel, { HTTPS_PROXY: address }), down, "refused", site.api, "HTTPS_PROXY");
      const gone = await site.fetch(channel, {
        HTTPS_PROXY: `http://${proxy.host}`,
        GITHUB_API_URL: `https://${nowhere}/api/v3`,
      });
      expectProxyFailure(gone, proxy.host, nowhere, "50");
    }
  });

  test("a certificate of an authority that is not trusted is told from a failing proxy", async () => {
    await using stack = new AsyncDisposableStack();
    const site = await openSite(stack, "https");
    const proxy = await openProxy(stack);
    for (const channel of ["artifact", "release"] as const) {
      const { failure } = await site.fetch(channel, {
        HTTPS_PROXY: `http://${proxy.host}`,
        NODE_EXTRA_CA_CERTS: "",
      });
      expect(failure).toMatchObject({
        code: "NETWORK_FAILED",
        message: expect.stringContaining(site.api),
        hint: expect.stringContaining("NODE_EXTRA_CA_CERTS"),
      });
    }
  });

  test("a variable that cannot be used is refused before anything is sent, and an empty one is as good as none", async () => {
    await using stack = new AsyncDisposableStack();
    const site = await openSite(stack, "https");
    const unusable = [
      " ",
      `socks5://${USER}:${PASSWORD.encoded}@127.0.0.1:1080`,
      "http://",
      "http://127.0.0.1:port",
      `http://${USER}:100%secret@127.0.0.1:3128`,
      `http://${USER}:at@secret/secret@127.0.0.1:3128`,
    ];
    for (const value of unusable) {
      const { failure, said } = await site.fetch("release", { HTTPS_PROXY: value });
      expect(failure, said).toMatchObject({ code: "OPTION_INVALID", message: expect.stringContaining("HTTPS_PROXY") });
      expect(failure.hint).toContain("HTTPS_PROXY");
      expect(said).not.toContain("secret");
    }
    expect(site.requests()).toBe(0);
    expectFetched(site, await site.fetch("artifact", { HTTPS_PROXY: "", https_proxy: "" }));
  });
});
