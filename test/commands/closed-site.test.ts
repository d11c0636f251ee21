import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { printConfiguration } from "../../src/commands/sending/print-configuration.ts";
import type { ServeRequest } from "../../src/options/requests/serve-request.ts";
import { surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { type Name, ocxOf, variablesIn } from "../fixtures/ocx-client.ts";
import {
  exportOriginals,
  mirrored,
  type Published,
  type PublishedPackage,
  publish,
  push,
  type Stored,
} from "../fixtures/published.ts";
import { startDistribution } from "../fixtures/registries.ts";
import { ask, type Serving, serving } from "../fixtures/serving.ts";
import { bundleToolbox, importFile } from "../fixtures/toolbox.ts";
import { lacks } from "../fixtures/tools.ts";

// A site without any network but the server: what OCX asks there is asked in its own order, with nothing but the printed
// configuration to know the server by.

/** The publishers' registry, as the index of ocx.sh says it: an address with a port, of which OCX must be told to trust it. */
const LOCATION = "127.0.0.1:9/pub";
const INDEX = "application/vnd.oci.image.index.v1+json";

describe.skipIf(lacks("docker-registry", "xz"))("OCX at a closed site", () => {
  const directory = mkdtempSync(join(tmpdir(), "ocx-bundle-closed-site-"));
  const file = join(directory, "toolchain.tar");
  let published: Published;
  let server: Serving;
  let configuration: string;

  beforeAll(async () => {
    published = publish(directory, { location: LOCATION });
    await using registry = await startDistribution(directory);
    await push(registry.host, "mirror/pub/", published.packages);
    const variables = mirrored(directory, { "127.0.0.1:9": `http://${registry.host}/mirror` });
    await exportOriginals(published, variables, { output: { kind: "file", path: file } });
    server = await serving([file]);
    configuration = await configurationOf(server);
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    rmSync(directory, { recursive: true, force: true });
  });

  function configurationOf({ host }: Serving, request: Partial<ServeRequest> = {}): Promise<string> {
    const [address = "", port] = host.split(":");
    const listen = { address, port: Number(port), isLoopback: true };
    return printConfiguration({ paths: [file], listen, hosts: [], ...request }, surroundings());
  }

  const nameOf = ({ repository }: PublishedPackage): Name => ({ registry: "ocx.sh", repository });
  const signed = ({ referrers: [signature] }: PublishedPackage): string[] => [
    signature?.manifest.digest ?? "",
    signature?.blobs[1]?.digest ?? "",
  ];
  const bytesOf = ({ leaf, config, layers }: PublishedPackage): string[] =>
    [leaf, config, ...layers].map(({ digest }) => digest);

  test.each([false, true])("an empty home installs all from the server; with a trust policy: %s", async (policy) => {
    const ocx = ocxOf({ configuration, variables: variablesIn(configuration), policy });
    const { tool, library } = published;
    const expected = [
      ...[tool, library].flatMap((each) => [...bytesOf(each), ...(policy ? signed(each) : [])]),
      tool.index.digest,
    ];
    expect([...(await ocx.install(nameOf(tool), "1.0"))].toSorted()).toEqual(expected.toSorted());
    const locked = await ocx.pull(nameOf(tool), tool.leaf.digest);
    expect([...locked, tool.index.digest].toSorted()).toEqual(expected.toSorted());
    expect(await ocx.updateIndex(nameOf(tool))).toEqual(new Map([["1.0", tool.index.digest]]));
  });

  // OCX goes through the whole catalog, and fails if one of its names has no version. A dependency without a tag has none, nor has
  // a bundle.
  test("`ocx index sync` succeeds, and records the tags of the packages", async () => {
    await using both = await serving([file, await bundleToolbox(temporaryDirectory())]);
    const printed = await configurationOf(both);
    const ocx = ocxOf({ configuration: printed, variables: variablesIn(printed) });
    expect(await ocx.syncIndex("ocx.sh")).toEqual(
      new Map([["acme/tool", new Map([["1.0", published.tool.index.digest]])]]),
    );
    // What is not listed is served all the same.
    for (const target of ["ocx.sh/acme/library/tags/list", "acme/library/tags/list", "toolchain/tags/list"])
      expect((await ask(both.host, `/v2/${target}`)).status, target).toBe(200);
  });

  test("after an import, OCX asks for signatures alone, at the place that the home's index names", async () => {
    const home = join(temporaryDirectory(), "home");
    await importFile(file, home, { platform: "linux/amd64" });
    const location = ({ registry, repository }: Name): string | undefined => {
      try {
        return JSON.parse(readFileSync(join(home, `index/${registry}/p/${repository}.json`), "utf8")).repository;
      } catch {
        return undefined;
      }
    };
    expect(location({ registry: "ocx.sh", repository: "acme/tool" })).toBe(`oci://${LOCATION}/acme/tool`);
    const ocx = ocxOf({ configuration, variables: variablesIn(configuration), location, policy: true });
    for (const pkg of published.packages)
      expect([...(await ocx.check(nameOf(pkg), pkg.leaf.digest))]).toEqual(signed(pkg));
    expect(ocx.asked.filter((target) => target.includes("/v2/127.0.0.1_9/pub/acme/tool/"))).toHaveLength(4);
    // A package of which the home has the documents alone: archives come from that place too.
    expect((await ocx.install({ registry: "ocx.sh", repository: "acme/tool" }, "1.0")).size).toBeGreaterThan(6);
  });

  test("with a token, OCX logs in with the printed variables, and not without them", async () => {
    const tokenFile = join(temporaryDirectory(), "token");
    writeFileSync(tokenFile, "s3cret");
    await using closed = await serving([file], { tokenFile });
    const printed = await configurationOf(closed, { tokenFile });
    const variables = variablesIn(printed.replace("<the token>", "s3cret"));
    const ocx = ocxOf({ configuration: printed, variables, policy: true });
    expect((await ocx.install(nameOf(published.tool), "1.0")).size).toBe(12);
    const { OCX_INSECURE_REGISTRIES = "" } = variables;
    const anonymous = ocxOf({ configuration: printed, variables: { OCX_INSECURE_REGISTRIES } });
    await expect(anonymous.install(nameOf(published.tool), "1.0")).rejects.toMatchObject({ exitCode: 80 });
  });

  // OCX compares the host of a mirror with its variables as it is written.
  test.each<[string, Partial<ServeRequest>, string, RegExp]>([
    ["80", {}, "http://bundles.example/ocx.sh", /OCX_INSECURE_REGISTRIES=bundles\.example$/m],
    ["8080", {}, "http://bundles.example:8080/ocx.sh", /OCX_INSECURE_REGISTRIES=bundles\.example:8080$/m],
    [
      "443",
      { tls: { certificate: "c", key: "k" } },
      "https://bundles.example/ocx.sh",
      /OCX_AUTH_bundles_example_USER=/,
    ],
    [
      "8443",
      { tls: { certificate: "c", key: "k" } },
      "https://bundles.example:8443/ocx.sh",
      /OCX_AUTH_bundles_example_8443_USER=/,
    ],
  ])(
    "port %s is in the address of the mirror and in the variables, or in none",
    async (port, request, mirror, line) => {
      const listen = { address: "0.0.0.0", port: Number(port), isLoopback: false };
      const printed = await printConfiguration(
        { paths: [file], listen, hosts: ["bundles.example"], tokenFile: "token", ...request },
        surroundings(),
      );
      expect(printed).toContain(`"ocx.sh" = "${mirror}"`);
      expect(printed).toMatch(line);
    },
  );

  const named = (repository: string) => `/v2/ocx.sh/${repository}`;
  const NOWHERE = `sha256:${"7".repeat(64)}`;

  test("every answer has the status and the headers of a registry, to GET and HEAD", async () => {
    const { tool } = published;
    const [layer] = tool.layers;
    const of = ({ digest, size }: Stored) => ({ "docker-content-digest": digest, "content-length": `${size}` });
    const manifests = [tool.index, tool.leaf, ...tool.referrers.map(({ manifest }) => manifest)];
    const good: readonly (readonly [string, object])[] = [
      [`${named("acme/tool")}/manifests/1.0`, { "content-type": INDEX, ...of(tool.index) }],
      ...manifests.map((manifest): [string, object] => [
        `${named("acme/tool")}/manifests/${manifest.digest}`,
        { "content-type": manifest.mediaType, ...of(manifest) },
      ]),
      ...[tool.config, ...tool.layers].map((blob): [string, object] => [
        `${named("acme/tool")}/blobs/${blob.digest}`,
        { "content-type": "application/octet-stream", "accept-ranges": "bytes", ...of(blob) },
      ]),
      [`${named("acme/tool")}/referrers/${tool.leaf.digest}`, { "content-type": INDEX }],
      [`${named("acme/tool")}/tags/list`, { "content-type": "application/json" }],
      ["/v2/", { "content-type": "application/json" }],
      ["/v2/_catalog", { "content-type": "application/json" }],
    ];
    for (const [target, headers] of good) {
      const [got, head] = [await ask(server.host, target), await ask(server.host, target, { method: "HEAD" })];
      expect(got, target).toMatchObject({ status: 200, headers });
      expect(head, target).toMatchObject({ status: 200, headers, body: Buffer.of() });
      const length = { "content-length": `${got.body.length}` };
      expect([got.headers, head.headers], target).toMatchObject([length, length]);
    }
    const absent: readonly (readonly [string, string])[] = [
      [`${named("acme/tool")}/manifests/2.0`, "MANIFEST_UNKNOWN"],
      // `ocx package info` takes this answer for a package without a description.
      [`${named("acme/tool")}/manifests/__ocx.desc`, "MANIFEST_UNKNOWN"],
      [`${named("acme/tool")}/manifests/${NOWHERE}`, "MANIFEST_UNKNOWN"],
      [`${named("acme/tool")}/blobs/${NOWHERE}`, "BLOB_UNKNOWN"],
      // A blob of another repository.
      [`${named("acme/library")}/blobs/${layer?.digest}`, "BLOB_UNKNOWN"],
      [`${named("acme/other")}/manifests/1.0`, "NAME_UNKNOWN"],
      [`${named("acme/other")}/tags/list`, "NAME_UNKNOWN"],
    ];
    for (const [target, code] of absent) {
      const { status, headers, body } = await ask(server.host, target);
      expect([status, headers["content-type"], JSON.parse(body.toString())], target).toEqual([
        404,
        "application/json",
        { errors: [{ code, message: expect.any(String) }] },
      ]);
      expect((await ask(server.host, target, { method: "HEAD" })).status).toBe(404);
    }
    for (const target of [`${named("acme/tool")}/referrers/${NOWHERE}`, `${named("acme/other")}/referrers/${NOWHERE}`])
      expect(JSON.parse((await ask(server.host, target)).body.toString()), target).toEqual({
        schemaVersion: 2,
        mediaType: INDEX,
        manifests: [],
      });
  });

  test("the list of referrers has whole descriptors, and says when it is filtered", async () => {
    const { tool } = published;
    const list = async (query: string) => {
      const { headers, body } = await ask(server.host, `${named("acme/tool")}/referrers/${tool.leaf.digest}${query}`);
      return { filtered: headers["oci-filters-applied"], rows: JSON.parse(body.toString()).manifests };
    };
    const rows = tool.referrers.map(({ manifest: { mediaType, digest, size }, artifactType }) => ({
      mediaType,
      digest,
      size,
      artifactType,
      annotations: { "org.example.kind": "test" },
    }));
    const byDigest = (a: { digest: string }, b: { digest: string }): number => (a.digest < b.digest ? -1 : 1);
    const all = await list("");
    expect(all.filtered).toBeUndefined();
    expect(all.rows.toSorted(byDigest)).toEqual(rows.toSorted(byDigest));
    expect(await list("?artifactType=application%2Fspdx%2Bjson")).toEqual({
      filtered: "artifactType",
      rows: rows.filter(({ artifactType }) => artifactType === "application/spdx+json"),
    });
    expect(await list("?artifactType=none")).toEqual({ filtered: "artifactType", rows: [] });
  });
});
