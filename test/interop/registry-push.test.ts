import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { BundleConfig } from "../../src/bundle/config.ts";
import { copyBundle } from "../../src/bundle/copy-bundle.ts";
import { openBundle, openWhole } from "../../src/bundle/open-bundle.ts";
import { verifyBlobs } from "../../src/bundle/verify-blobs.ts";
import type { WrittenBundle } from "../../src/bundle/write-bundle.ts";
import { openRegistryWriter } from "../../src/channels/registry/registry-writer.ts";
import { openRepository, type RepositoryClient } from "../../src/channels/registry/repository-client.ts";
import { openLayout } from "../../src/layout/open-layout.ts";
import { parseReference } from "../../src/oci/reference.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { forward, openFront } from "../fixtures/front.ts";
import { realBundle } from "../fixtures/real-bundle.ts";
import { type RunningRegistry, startCrane, startDistribution } from "../fixtures/registries.ts";
import { lacks, run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";

// What we push is read by the tools of others, from registries of others.

const REGISTRIES: readonly [string, (directory: string) => Promise<RunningRegistry>][] = [
  ["docker-registry", (directory) => startDistribution(directory)],
  ["registry", (directory) => startDistribution(directory, { program: "registry" })],
  ["crane", startCrane],
];

function repositoryAt(host: string, repository = "acme/tools"): RepositoryClient {
  const watch = { say: () => {}, progress: () => {}, signal: new AbortController().signal };
  return openRepository({ host, repository }, { plainHttp: false, find: async () => ({ looked: [] }), watch });
}

async function push(
  path: string,
  host: string,
  name: string,
  { mountFrom = [], chunkSize }: { readonly mountFrom?: readonly string[]; readonly chunkSize?: number } = {},
): Promise<void> {
  const { repository, ...published } = parseReference(`${host}/${name}`);
  await using content = await openLayout(path);
  const spoolDirectory = temporaryDirectory();
  const options = { published, mountFrom, chunkSize, spoolDirectory };
  await using writer = openRegistryWriter(repositoryAt(host, repository), options);
  await copyBundle(await openWhole(content), writer);
}

/** Opens what came back with the digest pinned, reads every blob, and gives the config. */
async function readBack(path: string, { digest }: WrittenBundle): Promise<BundleConfig> {
  await using content = await openLayout(path);
  const bundle = await openBundle(content, { pinned: digest });
  await verifyBlobs(bundle);
  return bundle.config;
}

for (const [program, startRegistry] of REGISTRIES) {
  test.skipIf(lacks(program, "skopeo", "crane", "oras", "regctl"))(
    `skopeo, crane, oras and regctl read from ${program} what we pushed`,
    async () => {
      const directory = temporaryDirectory();
      const path = join(directory, "bundle.tar");
      const written = await realBundle(directory).writeFile(path);
      await using registry = await startRegistry(directory);
      const at = `${registry.host}/acme/tools:1.0`;
      await push(path, registry.host, "acme/tools:1.0");
      const raw = run("skopeo", ["inspect", "--raw", "--tls-verify=false", `docker://${at}`]);
      expect(`sha256:${sha256(raw)}`).toBe(written.digest);
      expect(run("crane", ["digest", "--insecure", at]).toString().trim()).toBe(written.digest);
      run("crane", ["validate", "--remote", at, "--insecure", "--fast"]);
      const [skopeo, oras, regctl] = ["skopeo", "oras", "regctl"].map((tool) => join(directory, tool)) as [
        string,
        string,
        string,
      ];
      run("skopeo", [
        "--insecure-policy",
        "copy",
        "-q",
        "--src-tls-verify=false",
        `docker://${at}`,
        `oci:${skopeo}:toolbox`,
      ]);
      run("oras", ["cp", "--from-plain-http", at, "--to-oci-layout", `${oras}:toolbox`]);
      const env = { HOME: directory, REGCTL_CONFIG: join(directory, "regctl.json") };
      run("regctl", ["registry", "set", "--tls", "disabled", registry.host], { env });
      run("regctl", ["image", "copy", at, `ocidir://${regctl}:toolbox`], { env });
      for (const copied of [skopeo, oras, regctl])
        expect(await readBack(copied, written), copied).toEqual(written.config);
    },
  );

  test.skipIf(lacks(program, "crane"))(`${program} takes blobs in chunks`, async () => {
    const directory = temporaryDirectory();
    const path = join(directory, "bundle.tar");
    const { digest } = await realBundle(directory).writeFile(path);
    await using registry = await startRegistry(directory);
    const front = await openFront((request, response) => forward(request, response, registry.host));
    await push(path, front.host, "acme/tools:1.0", { chunkSize: 2_000_000 });
    const sizes = front.seen.filter(({ method }) => method === "PATCH").map(({ body }) => body.byteLength);
    expect(sizes.length).toBeGreaterThan(1);
    expect(new Set(sizes)).toEqual(new Set([2_000_000]));
    const at = `${registry.host}/acme/tools:1.0`;
    expect(run("crane", ["digest", "--insecure", at]).toString().trim()).toBe(digest);
    run("crane", ["validate", "--remote", at, "--insecure", "--fast"]);
  });

  test.skipIf(lacks(program))(`an export straight to ${program} has the digest of the file`, async () => {
    const directory = temporaryDirectory();
    const bundle = realBundle(directory);
    const { digest } = await bundle.writeFile(join(directory, "bundle.tar"));
    await using registry = await startRegistry(directory);
    await using writer = openRegistryWriter(repositoryAt(registry.host), {
      published: { tag: "t" },
      mountFrom: [],
      spoolDirectory: directory,
    });
    expect((await bundle.writeTo(writer)).digest).toBe(digest);
    const answer = await fetch(`http://${registry.host}/v2/acme/tools/manifests/t`, {
      headers: { accept: "application/vnd.oci.image.manifest.v1+json" },
    });
    expect(`sha256:${sha256(Buffer.from(await answer.arrayBuffer()))}`).toBe(digest);
  });

  test.skipIf(lacks(program))(
    `a second push to ${program} sends no blob, and one with a new layer sends that`,
    async () => {
      const directory = temporaryDirectory();
      await using registry = await startRegistry(directory);
      const front = await openFront((request, response) => forward(request, response, registry.host));
      const paths = ["1", "2"].map((seed) => ({ seed, path: join(directory, `${seed}.tar`) }));
      for (const { seed, path } of paths) await realBundle(directory, seed).writeFile(path);
      const puts: string[][] = [];
      for (const path of [paths[0], paths[0], paths[1]].map((each) => each?.path ?? "")) {
        const before = front.seen.length;
        await push(path, front.host, "acme/tools");
        const sent = front.seen.slice(before).filter(({ method, body }) => method !== "GET" && body.byteLength > 0);
        puts.push(sent.map(({ url }) => (url.includes("/manifests/") ? "manifest" : "blob")).toSorted());
      }
      const manifests = ["manifest", "manifest"];
      expect(puts).toEqual([
        // Store, two layers, config.
        [...Array(4).fill("blob"), ...manifests],
        manifests,
        // The smaller layer, config.
        ["blob", "blob", ...manifests],
      ]);
    },
  );
}

test.skipIf(lacks("docker-registry"))(
  "blobs are mounted from a named repository, and sent where they are not",
  async () => {
    const directory = temporaryDirectory();
    await using registry = await startDistribution(directory);
    const front = await openFront((request, response) => forward(request, response, registry.host));
    const [first, second] = [join(directory, "1.tar"), join(directory, "2.tar")];
    await realBundle(directory, "1").writeFile(first);
    const written = await realBundle(directory, "2").writeFile(second);
    await push(first, front.host, "acme/old");
    const before = front.seen.length;
    await push(second, front.host, "acme/new", { mountFrom: ["acme/nothing", "acme/old"] });
    const seen = front.seen.slice(before);
    expect(seen.filter(({ url }) => url.includes("mount=")).map(({ url }) => url.replace(/.*from=/, ""))).toEqual(
      Array(2).fill("acme%2Fold"),
    );
    expect(seen.filter(({ url, body }) => body.byteLength > 0 && !url.includes("/manifests/"))).toHaveLength(2);
    const at = `docker://${registry.host}/acme/new:latest`;
    run("skopeo", ["--insecure-policy", "copy", "-q", "--src-tls-verify=false", at, `oci:${directory}/out:t`]);
    expect(await readBack(join(directory, "out"), written)).toEqual(written.config);
  },
);

test("a bundle whose file was changed is not pushed", async () => {
  const directory = temporaryDirectory();
  const path = join(directory, "bundle.tar");
  await realBundle(directory).writeFile(path);
  const bytes = readFileSync(path);
  bytes[bytes.byteLength - 5_000_000]! ^= 1;
  writeFileSync(path, bytes);
  const front = await openFront(({ method, url }, response) => {
    if (method === "HEAD") return response.writeHead(404).end();
    if (method === "POST") return response.writeHead(202, { location: `${url}session` }).end();
    return response.writeHead(201).end();
  });
  await expect(push(path, front.host, "acme/tools")).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  expect(front.seen.filter(({ url }) => url.includes("/manifests/"))).toEqual([]);
});
