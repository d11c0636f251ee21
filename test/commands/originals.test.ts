import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { exportBundle } from "../../src/commands/export-bundle.ts";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import type { ExportRequest } from "../../src/options/requests.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { type Published, publish, push, SIGSTORE } from "../fixtures/published.ts";
import { startDistribution } from "../fixtures/registries.ts";
import { ask, serving } from "../fixtures/serving.ts";
import { needs } from "../fixtures/tools.ts";

/** OCX's settings: the registry ocx.sh is reached at a mirror. */
function mirrored(directory: string, host: string): Readonly<Record<string, string>> {
  const file = join(directory, "config.toml");
  writeFileSync(file, `[mirrors]\n"ocx.sh" = "http://${host}/pub"\n`);
  return { OCX_CONFIG: file, OCX_INSECURE_REGISTRIES: host };
}

async function exportOriginals(
  { home }: Published,
  variables: Readonly<Record<string, string>>,
  request: Partial<ExportRequest>,
) {
  const heard = listener();
  const declaration = { kind: "packages", identifiers: ["ocx.sh/acme/tool:1.0"] } as const;
  const exported = await exportBundle(
    { home, declaration, platform: "linux/amd64", original: true, dryRun: false, ...request },
    surroundings({ variables }),
    heard,
  );
  return { exported, heard };
}

needs("docker-registry", "xz")("originals from a registry are served as OCX asks for them", async () => {
  const directory = temporaryDirectory();
  const published = publish(directory);
  const { tool, library } = published;
  await using registry = await startDistribution(directory);
  await push(registry.host, "pub/", published.packages);
  const path = join(directory, "toolchain.tar");
  const { exported } = await exportOriginals(published, mirrored(directory, registry.host), {
    output: { kind: "file", path },
    name: "toolchain",
  });
  expect(exported.bundle.originals?.repositories.map(({ name, tags }) => [name, tags])).toEqual([
    ["ocx.sh/acme/library", []],
    ["ocx.sh/acme/tool", ["1.0"]],
  ]);
  const source = { kind: "file", path } as const;
  expect(await inspectBundle({ source }, surroundings())).toEqual(exported.bundle);
  expect((await verifyBundle({ source }, surroundings(), listener())).bundle.digest).toBe(exported.bundle.digest);

  await using server = await serving([path]);
  const get = (target: string) => ask(server.host, `/v2/ocx.sh/${target}`);
  // spec: OCX asks for the tag, the leaf, the config, the layers, the dependencies, and the index last.
  expect((await get("acme/tool/manifests/1.0")).body.equals(tool.index.bytes)).toBe(true);
  for (const { repository, leaf, config, layers, referrers } of [tool, library]) {
    expect((await get(`${repository}/manifests/${leaf.digest}`)).body.equals(leaf.bytes)).toBe(true);
    for (const blob of [config, ...layers])
      expect((await get(`${repository}/blobs/${blob.digest}`)).body.equals(blob.bytes)).toBe(true);
    const type = encodeURIComponent(SIGSTORE);
    const listed = await get(`${repository}/referrers/${leaf.digest}?artifactType=${type}`);
    expect(listed.headers["oci-filters-applied"]).toBe("artifactType");
    const [signature] = referrers;
    const rows = JSON.parse(listed.body.toString()).manifests;
    expect(rows).toEqual([
      expect.objectContaining({
        digest: signature?.manifest.digest,
        artifactType: SIGSTORE,
        size: signature?.manifest.size,
      }),
    ]);
    for (const { manifest, blobs } of referrers) {
      expect((await get(`${repository}/manifests/${manifest.digest}`)).body.equals(manifest.bytes)).toBe(true);
      for (const blob of blobs)
        expect((await get(`${repository}/blobs/${blob.digest}`)).body.equals(blob.bytes)).toBe(true);
    }
  }
  expect((await get(`acme/tool/manifests/${tool.index.digest}`)).body.equals(tool.index.bytes)).toBe(true);
});
