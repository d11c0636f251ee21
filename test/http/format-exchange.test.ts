import { expect, test } from "vitest";
import { formatExchange } from "../../src/http/format-exchange.ts";

const base = { method: "GET", proxy: "", milliseconds: 12.4, outcome: { status: 200 } };

test("formatExchange() has method, host, path, status and time", () => {
  const url = "https://ghes.example:8443/api/v3/repos/acme/tools/releases/latest?per_page=100#x";
  expect(formatExchange({ ...base, url })).toBe(
    "GET ghes.example:8443/api/v3/repos/acme/tools/releases/latest: 200 in 12 ms",
  );
});

test("formatExchange() has the host of a redirect and of a proxy, and why there is no answer", () => {
  const url = "https://user:secret@api.example/x?sig=secret";
  const outcome = { status: 302, location: "https://blobs.example/secret?sig=secret" };
  const proxy = "http://user:secret@proxy.example:3128";
  expect(formatExchange({ ...base, url, outcome, proxy })).toBe(
    "GET api.example/x through proxy.example:3128: 302 to blobs.example in 12 ms",
  );
  expect(formatExchange({ ...base, url, outcome: { failure: "the connection was reset" } })).toBe(
    "GET api.example/x: failed in 12 ms: the connection was reset",
  );
  expect(formatExchange({ ...base, url, outcome: { status: 301, location: "http://[" } })).toContain(": 301 in");
});

/** Paths of the services that we use, and of registries. */
test.each([
  "/twirp/github.actions.results.api.v1.CacheService/GetCacheEntryDownloadURL",
  "/repos/acme/some-Tools.v2/releases/assets/1234567890123456789012",
  "/api/v3/repos/acme/tools/actions/runs/4711/artifacts",
  "/actions-results/0a1b2c3d-0000-4444-8888-0123456789ab/workflow-job-run-0a1b2c3d-0000-4444-8888-0123456789ab",
  `/v2/kitware/cmake/blobs/sha256:${"0a".repeat(32)}`,
  "/repos/acme/tools/releases/tags/v1.2.0-rc.1%2Blinux",
  "/_apis/artifactcache/caches/7",
])("formatExchange() keeps %s", (path) => {
  expect(formatExchange({ ...base, url: `https://x.example${path}` })).toContain(`x.example${path}: 200`);
});

test.each([
  "gGAPHDFXsmRqfCtTqBMkSzr0fVvYY7KZXA0KoGdGZkZdHBqqOp",
  "eyJhbGciOiJub25lIn0.eyJzY3AiOiJ4In0.c2ln",
  "ghs_0123456789abcdef0123456789abcdef",
  "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
  "exp=1700000000~acl=*~hmac=0a1b2c",
  "token%3dabc",
  "x;sig=abc",
  "AbCdEfGhIj1234567890KlMn.tar",
])("formatExchange() masks the segment %s", (segment) => {
  const url = `https://x.example/before/${segment}/after?sig=secret`;
  expect(formatExchange({ ...base, url })).toBe("GET x.example/before/***/after: 200 in 12 ms");
});
