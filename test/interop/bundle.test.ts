import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openEngine } from "../../src/archive/engine/engine.ts";
import type { Tree } from "../../src/archive/frames/tree.ts";
import type { BundleConfig } from "../../src/bundle/config.ts";
import { copyBundle, copyToTar } from "../../src/bundle/copy-bundle.ts";
import { openBundle, openWhole } from "../../src/bundle/open-bundle.ts";
import { planBundle } from "../../src/bundle/plan-bundle.ts";
import { verifyBlobs } from "../../src/bundle/verify-blobs.ts";
import { type WrittenBundle, writeBundleFile } from "../../src/bundle/write-bundle.ts";
import { openDirectoryWriter } from "../../src/layout/directory-writer.ts";
import { openLayout } from "../../src/layout/open-layout.ts";
import { FACTS, PREFIX_A, PREFIX_B, someDigest } from "../fixtures/bundle.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { lacks, run, start } from "../fixtures/tools.ts";
import { describeTree, sha256 } from "../fixtures/tree.ts";

// One bundle of two real layer trees, looked at with programs that know nothing of us.
const home = mkdtempSync(join(tmpdir(), "ocx-bundle-interop-"));
const bundle = join(home, "bundle.tar");
let written: WrittenBundle;

beforeAll(async () => {
  const first = join(home, "first");
  mkdirSync(join(first, "bin"), { recursive: true });
  // Larger than a frame, so that it has frames of its own; text that compresses, so that the room of the head has slack.
  writeFileSync(join(first, "bin", "large"), "0123456789abcdef".repeat(600_000), { mode: 0o755 });
  writeFileSync(join(first, "bin", `${"long-".repeat(40)}ä`), "long name");
  symlinkSync("bin/large", join(first, "link"));
  utimesSync(join(first, "bin", "large"), 1_700_000_000, 1_700_000_000);
  const second = join(home, "second");
  mkdirSync(join(second, "lib"), { recursive: true });
  writeFileSync(join(second, "lib", "readme"), "hello\n", { mode: 0o600 });
  await using engine = openEngine({ workers: 2 });
  const store = { prefix: "ocx/", documents: [{ name: "blobs/ocx.sh/sha256/11/1/data", bytes: Buffer.from("{}") }] };
  const [storePlan, one, two] = await engine.plan([store, layer(PREFIX_A, first, "a"), layer(PREFIX_B, second, "b")]);
  if (!storePlan || !one || !two) throw new Error("a plan is missing");
  const plan = planBundle({
    name: "toolbox",
    facts: FACTS,
    store: storePlan,
    layers: [
      { registry: "ocx.sh", digest: someDigest("b"), plan: two },
      { registry: "ocx.sh", digest: someDigest("a"), plan: one },
    ],
  });
  written = await writeBundleFile(plan, engine.pack(plan.trees, 2), bundle);
});

function layer(prefix: string, path: string, digit: string): Tree {
  const documents = [{ name: "digest", bytes: Buffer.from(someDigest(digit)) }];
  return { prefix, directory: { name: "content", path }, documents };
}

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** The layer blobs as files of an unpacked bundle. */
function unpackedBlobs(directory: string): string[] {
  run("tar", ["-xf", bundle, "-C", directory]);
  const { store, layers } = written.config;
  return [store, ...layers].map(({ blob }) => join(directory, "blobs", "sha256", blob.slice(7)));
}

test("GNU tar lists and unpacks a bundle, and sha256sum knows every blob by its name", () => {
  const directory = temporaryDirectory();
  const blobs = unpackedBlobs(directory);
  expect(run("tar", ["-tf", bundle]).toString().trim().split("\n").slice(0, 2)).toEqual(["oci-layout", "index.json"]);
  const names = readdirSync(join(directory, "blobs", "sha256"));
  expect(names).toHaveLength(blobs.length + 2);
  for (const name of names) {
    expect(
      run("sha256sum", [join(directory, "blobs", "sha256", name)])
        .toString()
        .slice(0, 64),
    ).toBe(name);
  }
});

test.skipIf(lacks("zstd"))(
  "tar and zstd alone make an OCX home of a bundle, with the lines of the documentation",
  () => {
    const directory = temporaryDirectory();
    mkdirSync(join(directory, "opt"));
    const [, script = ""] = /```sh\n([^`]+)```/.exec(readFileSync("docs/bundle-format.md", "utf8")) ?? [];
    expect(script).toMatch(/NAME\.tar[^]*-C \/opt/);
    run("sh", ["-c", script.replace("NAME.tar", bundle).replace("/opt", join(directory, "opt"))], { cwd: directory });
    for (const blob of unpackedBlobs(directory)) run("zstd", ["-tq", blob]);
    const there = join(directory, "opt", PREFIX_A, "content");
    expect(describeTree(there, ["."])).toEqual(describeTree(join(home, "first"), ["."]));
    expect(lstatSync(join(there, "bin", "large")).mtimeMs).toBe(1_700_000_000_000);
    expect(readFileSync(join(directory, "opt", PREFIX_B, "digest"), "utf8")).toBe(someDigest("b"));
    expect(readFileSync(join(directory, "opt", "ocx/blobs/ocx.sh/sha256/11/1/data"), "utf8")).toBe("{}");
  },
);

test.skipIf(lacks("zstd"))("every frame of a bundle is a zstd file of its own", () => {
  const [, blob = ""] = unpackedBlobs(temporaryDirectory());
  const bytes = readFileSync(blob);
  const frames = written.config.layers[0]?.frames ?? [];
  expect(frames.length).toBeGreaterThan(2);
  let offset = 0;
  for (const { size, contentSize, digest } of frames) {
    const frame = bytes.subarray(offset, offset + size);
    expect(digest).toBe(`sha256:${sha256(frame)}`);
    expect(run("zstd", ["-dcq"], { input: frame }).byteLength).toBe(contentSize);
    offset += size;
  }
  expect(offset).toBe(bytes.byteLength);
});

test.skipIf(lacks("skopeo"))("skopeo finds the manifest whose digest we told", () => {
  const raw = run("skopeo", ["inspect", "--raw", `oci-archive:${bundle}`]);
  expect(`sha256:${sha256(raw)}`).toBe(written.digest);
});

test.skipIf(lacks("umoci"))("umoci finds the bundle's name in the unpacked layout", () => {
  const directory = temporaryDirectory();
  unpackedBlobs(directory);
  expect(run("umoci", ["ls", "--layout", directory]).toString()).toBe("toolbox\n");
});

/** The bundle as a directory that our writer made. */
async function writtenDirectory(): Promise<string> {
  const directory = join(temporaryDirectory(), "layout");
  await using content = await openLayout(bundle);
  const opened = await openWhole(content);
  await using writer = await openDirectoryWriter(directory);
  await copyBundle(opened, writer);
  return directory;
}

test.skipIf(lacks("skopeo", "umoci", "crane", "oras", "regctl", "docker-registry"))(
  "skopeo, umoci, crane, oras and regctl read a directory that we wrote, with the digest of the tar",
  async () => {
    const directory = await writtenDirectory();
    const raw = run("skopeo", ["inspect", "--raw", `oci:${directory}:toolbox`]);
    expect(`sha256:${sha256(raw)}`).toBe(written.digest);
    expect(run("umoci", ["ls", "--layout", directory]).toString()).toBe("toolbox\n");
    const pulled = run("oras", ["manifest", "fetch", "--oci-layout", `${directory}:toolbox`]);
    expect(`sha256:${sha256(pulled)}`).toBe(written.digest);
    expect(
      run("regctl", ["image", "digest", `ocidir://${directory}:toolbox`])
        .toString()
        .trim(),
    ).toBe(written.digest);
    await using registry = await startRegistry(temporaryDirectory());
    run("crane", ["push", "--insecure", directory, `${registry.host}/acme/toolbox:1`]);
    expect(
      run("crane", ["digest", "--insecure", `${registry.host}/acme/toolbox:1`])
        .toString()
        .trim(),
    ).toBe(written.digest);
  },
);

test.skipIf(lacks("skopeo", "oras", "regctl"))(
  "directories that skopeo, oras and regctl wrote are bundles",
  async () => {
    const directory = temporaryDirectory();
    const from = await writtenDirectory();
    copy(`oci:${from}:toolbox`, `oci:${directory}/skopeo:toolbox`);
    run("oras", ["cp", "--from-oci-layout", `${from}:toolbox`, "--to-oci-layout", `${directory}/oras:toolbox`]);
    run("regctl", ["image", "copy", `ocidir://${from}:toolbox`, `ocidir://${directory}/regctl:toolbox`]);
    for (const tool of ["skopeo", "oras", "regctl"])
      expect(await readBack(join(directory, tool)), tool).toEqual({ name: "toolbox", config: written.config });
  },
);

test("a tar that is rebuilt from a directory equals the one that export wrote", async () => {
  const directory = await writtenDirectory();
  const rebuilt = join(temporaryDirectory(), "rebuilt.tar");
  await using content = await openLayout(directory);
  const opened = await openWhole(content);
  await copyToTar(opened, rebuilt);
  expect(readFileSync(rebuilt).equals(readFileSync(bundle))).toBe(true);
});

/** Docker's own registry on loopback, empty. */
async function startRegistry(directory: string): Promise<AsyncDisposable & { readonly host: string }> {
  const host = `127.0.0.1:${await freePort()}`;
  const config = join(directory, "registry.yml");
  const storage = `storage: {filesystem: {rootdirectory: ${directory}/registry}}`;
  writeFileSync(config, `version: 0.1\nlog: {level: error}\n${storage}\nhttp: {addr: "${host}"}\n`);
  const answers = () =>
    fetch(`http://${host}/v2/`).then(
      (answer) => answer.ok,
      () => false,
    );
  const server = await start("docker-registry", ["serve", config], answers);
  return { host, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}

function copy(from: string, to: string): void {
  run("skopeo", ["--insecure-policy", "copy", "-q", "--dest-tls-verify=false", "--src-tls-verify=false", from, to]);
}

/** Asks a registry what it calls a tag. */
async function digestIn(host: string, repository: string): Promise<string | null> {
  const accept = "application/vnd.oci.image.manifest.v1+json";
  const answer = await fetch(`http://${host}/v2/${repository}/manifests/t`, { headers: { accept } });
  return answer.headers.get("docker-content-digest");
}

/** Opens what came back from another tool with the digest pinned, reads every blob, and says what it is. */
async function readBack(path: string): Promise<{ readonly name: string; readonly config: BundleConfig }> {
  await using content = await openLayout(path);
  const back = await openBundle(content, { pinned: written.digest });
  await verifyBlobs(back);
  return { name: back.name, config: back.config };
}

test.skipIf(lacks("skopeo", "docker-registry"))(
  "a bundle goes to a registry and back with skopeo, its digest stays",
  async () => {
    const directory = temporaryDirectory();
    await using registry = await startRegistry(directory);
    copy(`oci-archive:${bundle}`, `docker://${registry.host}/a/b:t`);
    expect(await digestIn(registry.host, "a/b")).toBe(written.digest);
    copy(`docker://${registry.host}/a/b:t`, `oci-archive:${directory}/unnamed.tar`);
    expect(await readBack(join(directory, "unnamed.tar"))).toEqual({
      name: "ocx-bundle-linux-amd64",
      config: written.config,
    });
    copy(`docker://${registry.host}/a/b:t`, `oci-archive:${directory}/named.tar:mine`);
    expect(await readBack(join(directory, "named.tar"))).toEqual({ name: "mine", config: written.config });
  },
);

test.skipIf(lacks("regctl", "docker-registry"))(
  "a bundle goes to a registry and back with regctl, its digest stays",
  async () => {
    const directory = temporaryDirectory();
    await using registry = await startRegistry(directory);
    const env = { HOME: directory, REGCTL_CONFIG: join(directory, "regctl.json") };
    const regctl = (...args: string[]) => run("regctl", args, { env }).toString().trim();
    regctl("registry", "set", "--tls", "disabled", registry.host);
    regctl("image", "import", `${registry.host}/a/c:t`, bundle);
    expect(await digestIn(registry.host, "a/c")).toBe(written.digest);
    regctl("image", "export", `${registry.host}/a/c:t`, join(directory, "back.tar"));
    expect(await readBack(join(directory, "back.tar"))).toEqual({ name: "t", config: written.config });
  },
);

test.each([
  ["GNU", ["--format=gnu"]],
  ["PAX, as Go and bsdtar write it", ["--format=pax"]],
  ["ustar", ["--format=ustar", "--exclude=*ä"]],
])("a bundle packed again by GNU tar in its %s format is the same bundle", async (_, options) => {
  const directory = temporaryDirectory();
  unpackedBlobs(directory);
  writeFileSync(join(directory, `${"long-".repeat(30)}ä`), "unknown");
  const path = join(temporaryDirectory(), "again.tar");
  run("tar", [...options, "-cf", path, "-C", directory, "."]);
  expect(await readBack(path)).toEqual({ name: "toolbox", config: written.config });
});
