import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRun, WITH_OCX } from "../fixtures/command-line.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { startServe } from "../fixtures/serve.ts";
import { exportToolbox, unpackToolbox } from "../fixtures/toolbox.ts";
import { find, lacks, needs, run, start } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";

// A server in a process of its own, asked by clients that are not ours.
const directory = run("mktemp", ["-d"]).toString().trim();
const file = join(directory, "toolbox.tar");
let digest: string;
let blobs: readonly string[];

beforeAll(async () => {
  await exportToolbox(unpackToolbox(directory), file, { name: "toolbox" });
  const index = JSON.parse(run("tar", ["-xOf", file, "index.json"]).toString());
  digest = index.manifests[0].digest;
  const manifest = JSON.parse(run("tar", ["-xOf", file, `blobs/${digest.replace(":", "/")}`]).toString());
  blobs = [manifest.config, ...manifest.layers].map((blob: { readonly digest: string }) => blob.digest);
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Every file of the layout has the digest that is its name, and the bundle's blobs are among them. */
function expectWhole(layout: string): void {
  for (const each of [digest, ...blobs])
    expect(`sha256:${sha256(readFileSync(join(layout, "blobs", each.replace(":", "/"))))}`).toBe(each);
}

needs("skopeo")("skopeo copies a bundle from the server", async () => {
  await using server = await startServe([file]);
  const to = join(temporaryDirectory(), "layout");
  run("skopeo", ["copy", "--src-tls-verify=false", `docker://${server.host}/toolbox:latest`, `oci:${to}:t`]);
  expectWhole(to);
  const args = ["list-tags", "--tls-verify=false", `docker://${server.host}/toolbox`];
  expect(JSON.parse(run("skopeo", args).toString()).Tags).toEqual(["latest"]);
});

needs("oras")("oras copies a bundle from the server, lists it, and finds what refers to it", async () => {
  const layout = join(temporaryDirectory(), "attached");
  mkdirSync(layout);
  run("tar", ["-xf", file, "-C", layout]);
  const sbom = join(temporaryDirectory(), "sbom.json");
  writeFileSync(sbom, "{}");
  const attach = ["attach", "--oci-layout", `${layout}:toolbox`, "--disable-path-validation", "--artifact-type"];
  run("oras", [...attach, "application/spdx+json", sbom]);
  run("oras", [...attach, "application/example", sbom]);
  await using server = await startServe([layout]);
  const name = `${server.host}/toolbox`;
  const to = join(temporaryDirectory(), "layout");
  run("oras", ["cp", "--from-plain-http", "--recursive", `${name}:latest`, "--to-oci-layout", `${to}:t`]);
  expectWhole(to);
  const discover = (...filter: string[]) => {
    const args = ["discover", "--plain-http", "--format", "json", ...filter, `${name}:latest`];
    return JSON.parse(run("oras", args).toString()).referrers.map(
      (each: { readonly artifactType: string }) => each.artifactType,
    );
  };
  expect(discover().toSorted()).toEqual(["application/example", "application/spdx+json"]);
  expect(discover("--artifact-type", "application/example")).toEqual(["application/example"]);
  expect(run("oras", ["repo", "ls", "--plain-http", server.host]).toString()).toBe("toolbox\n");
  expect(run("oras", ["repo", "tags", "--plain-http", name]).toString()).toBe("latest\n");
});

needs("regctl")("regctl copies a bundle from the server", async () => {
  await using server = await startServe([file]);
  const env = { HOME: temporaryDirectory() };
  run("regctl", ["registry", "set", "--tls", "disabled", server.host], { env });
  const to = join(temporaryDirectory(), "layout");
  run("regctl", ["image", "copy", `${server.host}/toolbox:latest`, `ocidir://${to}:t`], { env });
  expectWhole(to);
  expect(run("regctl", ["repo", "ls", server.host], { env }).toString()).toBe("toolbox\n");
});

needs("crane")("crane pulls a bundle from the server, with a token when there is one", async () => {
  const tokenFile = join(temporaryDirectory(), "token");
  writeFileSync(tokenFile, "s3cret-read-token");
  await using server = await startServe([file, "--read-token", tokenFile]);
  const env = { DOCKER_CONFIG: temporaryDirectory() };
  const name = `${server.host}/toolbox:latest`;
  expect(() => run("crane", ["digest", "--insecure", name], { env })).toThrow(/UNAUTHORIZED/);
  run("crane", ["auth", "login", server.host, "-u", "anyone", "-p", "s3cret-read-token"], { env });
  expect(run("crane", ["digest", "--insecure", name], { env }).toString().trim()).toBe(digest);
  const to = join(temporaryDirectory(), "layout");
  run("crane", ["pull", "--insecure", "--format", "oci", name, to], { env });
  expectWhole(to);
  expect(run("crane", ["catalog", "--insecure", server.host], { env }).toString()).toBe("toolbox\n");
  expect(server.errors()).not.toContain("s3cret-read-token");
});

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn("skipped, containerd runs as root only: ctr fetches a bundle");

test.skipIf(!isRoot || lacks("containerd", "ctr"))(
  "ctr fetches a bundle from the server into containerd",
  async () => {
    const place = temporaryDirectory();
    const config = join(place, "config.toml");
    const socket = join(place, "sock");
    const unused = `disabled_plugins = ["io.containerd.grpc.v1.cri"]`;
    const opt = `[plugins."io.containerd.internal.v1.opt"]\npath = "${place}/opt"`;
    const places = `root = "${place}/root"\nstate = "${place}/state"\n${unused}\n[grpc]\naddress = "${socket}"`;
    writeFileSync(config, `version = 2\n${places}\n${opt}\n`);
    const ctr = (...args: string[]) => run("ctr", ["--address", socket, ...args]);
    const answers = async () => spawnSync(find("ctr") ?? "", ["--address", socket, "version"]).status === 0;
    await using _ = await start("containerd", ["--config", config], answers);
    await using server = await startServe([file]);
    ctr("content", "fetch", "--plain-http", `${server.host}/toolbox:latest`);
    for (const each of [digest, ...blobs]) expect(`sha256:${sha256(ctr("content", "get", each))}`).toBe(each);
  },
  60_000,
);

test("8 imports at once from one server all get the same home", async () => {
  await using server = await startServe([file]);
  const platform = ["--platform", "linux/amd64+libc.glibc"];
  const ended = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const home = join(temporaryDirectory(), "home");
      const packages = ["--package", "ocx.sh/acme/hello:2.0.0"];
      const args = ["import", `oci://${server.host}/toolbox`, "--home", home, ...packages, ...platform];
      const { child, errors } = startRun(args, WITH_OCX);
      const [status] = await once(child, "close");
      return { status, errors: errors(), home: describeHome(home, home) };
    }),
  );
  for (const each of ended) expect(each).toEqual({ ...ended[0], status: 0 });
}, 60_000);

// go install github.com/opencontainers/distribution-spec/conformance, as .ci/run does.
needs("conformance", "oras")("the conformance suite of OCI finds nothing wrong with pulling", async () => {
  const layout = join(temporaryDirectory(), "layout");
  mkdirSync(layout);
  run("tar", ["-xf", file, "-C", layout]);
  const sbom = join(temporaryDirectory(), "sbom.json");
  writeFileSync(sbom, "{}");
  run("oras", [
    "attach",
    "--oci-layout",
    `${layout}:toolbox`,
    "--disable-path-validation",
    "--artifact-type",
    "a/b",
    sbom,
  ]);
  const path = join(layout, "index.json");
  const index = JSON.parse(readFileSync(path, "utf8"));
  const tags = ["latest", "1.0", "Z_9"];
  const [root, ...referrers] = index.manifests.toSorted((a: { digest: string }) => (a.digest === digest ? -1 : 1));
  const named = tags.map((tag) => ({
    ...root,
    annotations: { "org.opencontainers.image.ref.name": `acme/tools:${tag}` },
  }));
  writeFileSync(path, JSON.stringify({ ...index, manifests: [...named, ...referrers] }));
  await using server = await startServe([layout]);
  const manifests = [digest, ...referrers.map((each: { digest: string }) => each.digest)];
  const { stdout } = spawnSync(find("conformance") ?? "", {
    cwd: temporaryDirectory(),
    encoding: "utf8",
    env: {
      OCI_REGISTRY: server.host,
      OCI_TLS: "disabled",
      OCI_REPO1: "acme/tools",
      OCI_API_PUSH: "false",
      OCI_API_BLOBS_DELETE: "false",
      OCI_API_MANIFESTS_DELETE: "false",
      OCI_API_TAGS_DELETE: "false",
      OCI_API_BLOBS_DIGEST_HEADER: "true",
      OCI_RO_DATA_TAGS: tags.join(" "),
      OCI_RO_DATA_MANIFESTS: manifests.join(" "),
      OCI_RO_DATA_BLOBS: blobs.join(" "),
      OCI_RO_DATA_REFERRERS: digest,
    },
  });
  // Its exit code says nothing: with data that is there already it crashes after its report, when it writes results.yaml.
  expect(stdout).toContain("OCI Conformance Result: Pass");
  expect(stdout).toMatch(/^ +FAIL\.+: +0$/m);
  expect(stdout).toMatch(/^ +Error\.+: +0$/m);
  const pulled = ["Tag listing", "Blob get", "Blob head", "Manifest get by digest", "Manifest get by tag"];
  for (const api of [...pulled, "Manifest head by digest", "Manifest head by tag", "Referrers", "Ping"])
    expect(stdout, api).toMatch(new RegExp(`^ +${api}\\.+: +Pass$`, "m"));
});
