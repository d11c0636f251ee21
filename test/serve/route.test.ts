import { expect, test } from "vitest";
import { parseRoute } from "../../src/serve/route.ts";

const DIGEST = `sha256:${"0".repeat(64)}`;

test.each([
  ["/v2/", { kind: "base" }],
  ["/v2", { kind: "base" }],
  ["/v2/_catalog?n=1", { kind: "catalog" }],
  ["/v2/acme/tools/tags/list", { kind: "tags", repository: "acme/tools" }],
  ["/v2/acme/tools/manifests/1.2", { kind: "manifest", repository: "acme/tools", reference: "1.2" }],
  [`/v2/tools/manifests/${DIGEST}`, { kind: "manifest", repository: "tools", reference: DIGEST }],
  [`/v2/tools/blobs/${DIGEST}`, { kind: "blob", repository: "tools", digest: DIGEST }],
  [`/v2/tools/blobs/${encodeURIComponent(DIGEST)}`, { kind: "blob", repository: "tools", digest: DIGEST }],
  [`/v2/tools/referrers/${DIGEST}?artifactType=a`, { kind: "referrers", repository: "tools", digest: DIGEST }],
  // The last words decide: names may have the words of endpoints in them.
  ["/v2/manifests/blobs/tags/list", { kind: "tags", repository: "manifests/blobs" }],
])("parseRoute() reads %s", (target, route) => expect(parseRoute(target)).toMatchObject(route));

test.each([
  ["/v2/../etc/tags/list", "NAME_INVALID"],
  ["/v2/a/%2e%2e/tags/list", "NAME_INVALID"],
  ["/v2/A/tags/list", "NAME_INVALID"],
  ["/v2/a//b/tags/list", "NAME_INVALID"],
  ["/v2/a/blobs/index.json", "DIGEST_INVALID"],
  ["/v2/a/blobs/sha256:..%2f..%2f", "DIGEST_INVALID"],
  ["/v2/a/blobs/%", "DIGEST_INVALID"],
  ["/v2/a/manifests/..", "DIGEST_INVALID"],
  [`/v2/a/referrers/${DIGEST}x`, "DIGEST_INVALID"],
])("parseRoute() refuses %s", (target, code) => expect(parseRoute(target)).toEqual({ kind: "invalid", code }));

test.each(["/", "", "/v1/", "/v2/a", "/v2/a/tags", "/v2/a/blobs/uploads/", "/v3/a/tags/list", "http://x/v2/"])(
  "parseRoute() knows no endpoint %s",
  (target) => expect(parseRoute(target)).toBeUndefined(),
);
