import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { putManifest } from "../../../src/channels/registry/manifests.ts";
import { pushBlob } from "../../../src/channels/registry/push-blob.ts";
import {
  type FetchedReferrer,
  pushReferrer,
  readReferrers,
  referrersTag,
} from "../../../src/channels/registry/referrers.ts";
import { openRepository, type RepositoryClient } from "../../../src/channels/registry/repository-client.ts";
import { digestOf } from "../../../src/oci/digest.ts";
import { temporaryDirectory } from "../../fixtures/commands.ts";
import { openFront } from "../../fixtures/front.ts";
import { startDistribution, startWithReferrers } from "../../fixtures/registries.ts";
import { lacks, run } from "../../fixtures/tools.ts";

const SIGNAL = new AbortController().signal;
const TYPE = "application/vnd.oci.image.manifest.v1+json";
const INDEX = "application/vnd.oci.image.index.v1+json";
const EMPTY = Buffer.from("{}");

function repositoryAt(host: string): RepositoryClient {
  const watch = { say: () => {}, progress: () => {}, signal: SIGNAL };
  return openRepository(
    { host, repository: "acme/tools" },
    { plainHttp: false, find: async () => ({ looked: [] }), watch },
  );
}

function describe(mediaType: string, bytes: Buffer) {
  return { mediaType, digest: digestOf(bytes), size: bytes.byteLength };
}

function manifest(artifactType: string, more: object = {}): Buffer {
  const config = describe("application/vnd.oci.empty.v1+json", EMPTY);
  return Buffer.from(
    JSON.stringify({ schemaVersion: 2, mediaType: TYPE, artifactType, config, layers: [config], ...more }),
  );
}

const SUBJECT = manifest("application/vnd.test.subject");
const REFERRER = manifest("application/vnd.test.signature", {
  subject: describe(TYPE, SUBJECT),
  annotations: { a: "b" },
});
const STRANGER = manifest("application/vnd.test.signature");

function types(referrers: readonly FetchedReferrer[]): string[] {
  return referrers.map(({ artifactType }) => artifactType).toSorted();
}

async function putSubject(repository: RepositoryClient): Promise<void> {
  const blob = { digest: digestOf(EMPTY), size: EMPTY.byteLength };
  await pushBlob(repository, blob, { read: async () => EMPTY }, { signal: SIGNAL });
  await putManifest(repository, { reference: "1", mediaType: TYPE, bytes: SUBJECT });
}

test.skipIf(lacks("docker-registry", "referrers-registry", "oras")).each([
  ["tag", startDistribution],
  ["API", () => startWithReferrers()],
] as const)("oras finds what we attached, and we find what oras attached, by the %s", async (by, startRegistry) => {
  const directory = temporaryDirectory();
  await using registry = await startRegistry(directory);
  const repository = repositoryAt(registry.host);
  await putSubject(repository);
  expect(await readReferrers(repository, digestOf(SUBJECT))).toEqual([]);
  expect(await pushReferrer(repository, REFERRER)).toBe(digestOf(REFERRER));
  await pushReferrer(repository, REFERRER);
  const at = `${registry.host}/acme/tools:1`;
  const way = ["--distribution-spec", `v1.1-referrers-${by.toLowerCase()}`];
  const discovered = JSON.parse(run("oras", ["discover", "--plain-http", ...way, "--format", "json", at]).toString());
  expect(discovered.referrers ?? discovered.manifests).toMatchObject([
    { artifactType: "application/vnd.test.signature", digest: digestOf(REFERRER), annotations: { a: "b" } },
  ]);
  writeFileSync(`${directory}/sbom.json`, "[]");
  const options = { cwd: directory };
  run(
    "oras",
    ["attach", "--plain-http", "--artifact-type", "application/vnd.test.sbom", at, "sbom.json:text/plain"],
    options,
  );
  const found = await readReferrers(repository, digestOf(SUBJECT));
  expect(types(found)).toEqual(["application/vnd.test.sbom", "application/vnd.test.signature"]);
});

test("readReferrers() takes pages from the API, and only manifests that name the subject", async () => {
  const entries = [REFERRER, STRANGER].map((bytes) => describe(TYPE, bytes));
  const { host } = await openFront(({ url }, response) => {
    const page = (manifests: unknown[], link: Record<string, string> = {}) =>
      response
        .writeHead(200, { "content-type": INDEX, ...link })
        .end(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }));
    if (url.endsWith("page=2")) return page(entries.slice(1));
    if (url.includes("/referrers/")) return page(entries.slice(0, 1), { link: `<${url}?page=2>; rel="next"` });
    const found = [REFERRER, STRANGER].find((bytes) => url.endsWith(digestOf(bytes)));
    return response.writeHead(found ? 200 : 404, { "content-type": TYPE }).end(found);
  });
  expect(await readReferrers(repositoryAt(host), digestOf(SUBJECT))).toMatchObject([
    { descriptor: { digest: digestOf(REFERRER) } },
  ]);
});

test("readReferrers() ends a list whose pages never do", async () => {
  const { host, seen } = await openFront(({ url }, response) => {
    const manifests = Array.from({ length: 90 }, (_, index) => ({
      ...describe(TYPE, REFERRER),
      digest: `sha256:${String(seen.length * 90 + index).padStart(64, "0")}`,
    }));
    const link = { link: `<${url.split("?")[0]}?page=${seen.length}>; rel="next"` };
    response
      .writeHead(200, { "content-type": INDEX, ...link })
      .end(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }));
  });
  await expect(readReferrers(repositoryAt(host), digestOf(SUBJECT))).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
  expect(seen.length).toBeLessThan(15);
});

test("readReferrers() does not follow a redirect to a web site", async () => {
  const site = await openFront((_, response) => response.end("<html>"));
  const { host } = await openFront(({ url }, response) =>
    url.includes("/referrers/")
      ? response.writeHead(303, { location: `http://${site.host}/x` }).end()
      : response.writeHead(404).end(),
  );
  expect(await readReferrers(repositoryAt(host), digestOf(SUBJECT))).toEqual([]);
  expect(site.seen).toEqual([]);
});

test("readReferrers() is not misled by a tag that resolves to the subject", async () => {
  const { host, seen } = await openFront(({ url }, response) =>
    url.includes("/referrers/")
      ? response.writeHead(404).end()
      : response.writeHead(200, { "content-type": TYPE }).end(SUBJECT),
  );
  expect(await readReferrers(repositoryAt(host), digestOf(SUBJECT))).toEqual([]);
  expect(seen.at(-1)?.url).toContain(`/manifests/${referrersTag(digestOf(SUBJECT))}`);
});

test("pushReferrer() leaves the list to a registry that keeps it", async () => {
  const { host, seen } = await openFront((_, response) =>
    response.writeHead(201, { "oci-subject": digestOf(SUBJECT) }).end(),
  );
  await pushReferrer(repositoryAt(host), REFERRER);
  expect(seen.map(({ method }) => method)).toEqual(["PUT"]);
});

test("pushReferrer() adds again what another writer removed at the same time", async () => {
  const put: string[] = [];
  let list: Buffer | undefined;
  const { host } = await openFront(({ method, url, body }, response) => {
    if (method === "PUT" && url.includes("/manifests/sha256-")) {
      put.push(url);
      // The other writer wins the first time.
      list =
        put.length === 1 ? Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [] })) : body;
    }
    if (method === "PUT") return response.writeHead(201).end();
    return response.writeHead(list === undefined ? 404 : 200, { "content-type": INDEX }).end(list);
  });
  await pushReferrer(repositoryAt(host), REFERRER);
  expect(put).toHaveLength(2);
  expect(list?.toString()).toContain(digestOf(REFERRER));
});
