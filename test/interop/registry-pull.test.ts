import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { copyBundle, copyToTar } from "../../src/bundle/copy-bundle.ts";
import { openBundle, openWhole } from "../../src/bundle/open-bundle.ts";
import type { Credential } from "../../src/channels/registry/credential.ts";
import { openRegistryContent } from "../../src/channels/registry/registry-content.ts";
import { openRegistryWriter } from "../../src/channels/registry/registry-writer.ts";
import { openRepository, type RepositoryClient } from "../../src/channels/registry/repository-client.ts";
import type { Content } from "../../src/layout/content.ts";
import { openLayout } from "../../src/layout/open-layout.ts";
import { parseReference } from "../../src/oci/reference.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { forward, openFront } from "../fixtures/front.ts";
import { realBundle } from "../fixtures/real-bundle.ts";
import {
  PASSWORD,
  type RunningRegistry,
  startCrane,
  startDistribution,
  startWithTokens,
  USER,
} from "../fixtures/registries.ts";
import { lacks, needs, run } from "../fixtures/tools.ts";

// What others pushed is read from registries of others.

const REGISTRIES: readonly [string, (directory: string) => Promise<RunningRegistry>][] = [
  ["docker-registry", (directory) => startDistribution(directory)],
  ["registry", (directory) => startDistribution(directory, { program: "registry" })],
  ["crane", startCrane],
];

const SIGNAL = new AbortController().signal;

function repositoryAt(text: string, credential?: Credential): RepositoryClient {
  const watch = { say: () => {}, progress: () => {}, signal: SIGNAL };
  const find = async () => ({ looked: [], ...(credential && { credential }) });
  return openRepository(parseReference(text), { plainHttp: false, find, watch });
}

function open(text: string, { credential }: { readonly credential?: Credential } = {}): Promise<Content> {
  return openRegistryContent(repositoryAt(text, credential), parseReference(text), { name: "toolbox" });
}

/** Copies a bundle out of its place, as fetch does. */
async function fetchTo(content: Content, path: string): Promise<void> {
  const directory = `${path}.spool`;
  await mkdir(directory);
  await copyToTar(await openWhole(content), path, { directory, signal: SIGNAL });
}

for (const [program, startRegistry] of REGISTRIES) {
  test.skipIf(lacks(program, "skopeo", "oras", "regctl"))(
    `a tar that is rebuilt from what skopeo, oras and regctl pushed to ${program} equals the export's`,
    async () => {
      const directory = temporaryDirectory();
      const path = join(directory, "bundle.tar");
      const { digest } = await realBundle(directory).writeFile(path);
      await using registry = await startRegistry(directory);
      const at = (tool: string): string => `${registry.host}/acme/${tool}:1`;
      run("skopeo", [
        "--insecure-policy",
        "copy",
        "-q",
        "--dest-tls-verify=false",
        `oci-archive:${path}`,
        `docker://${at("skopeo")}`,
      ]);
      run("oras", ["cp", "--from-oci-layout", `${path}:toolbox`, "--to-plain-http", at("oras")]);
      const env = { HOME: directory, REGCTL_CONFIG: join(directory, "regctl.json") };
      run("regctl", ["registry", "set", "--tls", "disabled", registry.host], { env });
      run("regctl", ["image", "import", at("regctl"), path], { env });
      for (const tool of ["skopeo", "oras", "regctl"]) {
        await using content = await open(at(tool));
        const copied = join(directory, `${tool}.tar`);
        await fetchTo(content, copied);
        expect(readFileSync(copied).equals(readFileSync(path)), tool).toBe(true);
      }
      await using pinned = await open(`${registry.host}/acme/skopeo@${digest}`);
      expect((await openBundle(pinned)).digest).toBe(digest);
    },
  );
}

needs("docker-registry", "openssl")("three requests besides the login open a bundle and its store layer", async () => {
  const directory = temporaryDirectory();
  const path = join(directory, "bundle.tar");
  await realBundle(directory).writeFile(path);
  // Its token service runs in this process, so no other program can be waited for.
  await using registry = await startWithTokens(directory);
  const credential = { kind: "password", username: USER, password: PASSWORD, source: "test" } as const;
  await using local = await openLayout(path);
  const options = { published: { tag: "1" }, mountFrom: [], spoolDirectory: directory };
  await using writer = openRegistryWriter(repositoryAt(`${registry.host}/acme/tools`, credential), options);
  await copyBundle(await openWhole(local), writer);
  const front = await openFront((request, response) => forward(request, response, registry.host));
  await using content = await open(`${front.host}/acme/tools:1`, { credential });
  const { store } = await openBundle(content);
  await store.bytes.read(0, store.bytes.size);
  const asked = front.seen.filter(({ headers }) => headers.authorization !== undefined);
  expect(asked.map(({ url }) => url.split("/")[4])).toEqual(["manifests", "blobs", "blobs"]);
  expect(front.seen).toHaveLength(4);
});
