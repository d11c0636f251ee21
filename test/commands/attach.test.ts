import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBundle } from "../../src/bundle/open-bundle.ts";
import { attachSignatures } from "../../src/commands/attach-signatures.ts";
import { openInput } from "../../src/commands/places/open-input.ts";
import { sendBundle } from "../../src/commands/send-bundle.ts";
import { signBundle } from "../../src/commands/sign-bundle.ts";
import { splitBundle } from "../../src/commands/split-bundle.ts";
import { readAttachedSignatures } from "../../src/commands/trust/attached-signatures.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import type { Input } from "../../src/options/requests/input.ts";
import { run as runCommand } from "../fixtures/command-line.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { startDistribution } from "../fixtures/registries.ts";
import { bundleHeavyToolbox, bundleToolbox, exportToolbox, importFile, unpackToolbox } from "../fixtures/toolbox.ts";
import { lacks, run } from "../fixtures/tools.ts";
import { serveFiles } from "../fixtures/web-server.ts";

const directory = mkdtempSync(join(tmpdir(), "ocx-bundle-attach-"));
const around = surroundings({ variables: { PATH: process.env["PATH"] } });
/** A bundle, its digest, and signatures of it. */
let bundle: string;
let digest: string;
let signatures: string[];

beforeAll(async () => {
  bundle = await bundleToolbox(directory);
  signatures = [await makeSignature("a"), await makeSignature("b"), makeAttestation("c")];
});
afterAll(() => rmSync(directory, { recursive: true }));

async function makeSignature(name: string): Promise<string> {
  const [key, output] = [join(directory, `${name}.pem`), join(directory, `${name}.sig`)];
  writeFileSync(key, generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }));
  const signed = await signBundle({ source: { kind: "file", path: bundle }, key, output }, around, listener());
  ({ digest } = signed.bundle);
  return output;
}

/** What names a digest as an attestation does. Nothing here looks at who made it. */
function makeAttestation(name: string, sha256 = digest.slice(7)): string {
  const path = join(directory, `${name}.sigstore.json`);
  const statement = { subject: [{ name: "toolbox", digest: { sha256 } }] };
  const payload = Buffer.from(JSON.stringify(statement)).toString("base64");
  writeFileSync(path, JSON.stringify({ dsseEnvelope: { payload } }));
  return path;
}

function copy(): string {
  const path = join(temporaryDirectory(), "toolbox.tar");
  writeFileSync(path, readFileSync(bundle));
  return path;
}

function attach(path: string, files: readonly string[]) {
  return attachSignatures({ source: { kind: "file", path }, signatures: files }, around, listener());
}

/** The signatures that a reader finds, as texts. */
async function found(source: Input): Promise<string[]> {
  await using input = await openInput(source, around, { spoolDirectory: directory });
  const opened = await openBundle(input);
  const attached = await readAttachedSignatures(input, opened.digest);
  return attached.map(({ bytes }) => Buffer.from(bytes).toString());
}

const texts = (files: readonly string[]): string[] => files.map((file) => readFileSync(file, "utf8"));

test("signatures go into the file: its bundle digest stays, and every reader finds them", async () => {
  const path = copy();
  const attached = await attach(path, signatures);
  expect(attached).toMatchObject({ file: path, bundle: { digest } });
  expect(attached.signatures.map(({ kind, status }) => [kind, status])).toEqual([
    ["ssh", "added"],
    ["ssh", "added"],
    ["sigstore", "added"],
  ]);
  const source = { kind: "file", path } as const;
  expect(await found(source)).toEqual(texts(signatures));
  expect(await found({ kind: "stream", stream: createReadStream(path) })).toEqual(texts(signatures));
  expect((await verifyBundle({ source, digest }, around, listener())).bundle.digest).toBe(digest);
  await importFile(path, join(directory, "home"));
  expect(await importFile(bundle, join(directory, "home"))).toMatchObject({ changed: false });
  const { file } = await splitBundle({ source, partSize: 16_384 }, around, listener());
  expect(await found({ kind: "file", path: file })).toEqual(texts(signatures));
  await expect(attach(file, signatures)).rejects.toMatchObject({ code: "OPTION_INVALID" });
});

test("one after the other is the same as all at once, and again changes nothing", async () => {
  const [at, one] = [copy(), copy()];
  for (const file of signatures) await attach(at, [file]);
  await attach(one, signatures);
  const bytes = readFileSync(at);
  expect(await found({ kind: "file", path: at })).toEqual(texts(signatures));
  expect(readdirSync(join(at, "..")).toSorted()).toEqual(["toolbox.tar"]);
  const again = await attach(at, signatures);
  expect(again.signatures.map(({ status }) => status)).toEqual(["present", "present", "present"]);
  expect(readFileSync(at).equals(bytes)).toBe(true);
  const members = (path: string): string[] => execFileSync("tar", ["-tf", path]).toString().split("\n").toSorted();
  expect(members(at)).toEqual(members(one));
});

test("a process that dies while it attaches leaves the file as it was", async () => {
  const path = copy();
  const before = readFileSync(path);
  // Files may have 20 KiB: the write beyond that ends the process.
  const died = runCommand(["attach", path, ...signatures], { shell: "ulimit -f 20" });
  expect(died.status).not.toBe(0);
  expect(readFileSync(path).equals(before)).toBe(true);
  await attach(path, signatures);
  expect(readdirSync(join(path, ".."))).toEqual(["toolbox.tar"]);
});

test("two at the same time lose nothing: one of them is told that the file has changed", async () => {
  const path = copy();
  const ends = await Promise.allSettled(signatures.slice(0, 2).map((file) => attach(path, [file])));
  const refused = ends.flatMap((end) => (end.status === "rejected" ? [end.reason.code] : []));
  expect(refused.every((code) => code === "FILE_CHANGED")).toBe(true);
  expect(await found({ kind: "file", path })).toHaveLength(2 - refused.length);
});

test.skipIf(lacks("skopeo", "oras", "tar"))(
  "skopeo and oras read the bundle as before, and oras lists what is attached",
  async () => {
    const path = copy();
    await attach(path, signatures);
    const layout = join(temporaryDirectory(), "layout");
    mkdirSync(layout);
    run("tar", ["-xf", path, "-C", layout]);
    const name = JSON.parse(readFileSync(join(layout, "index.json"), "utf8")).manifests[0].annotations[
      "org.opencontainers.image.ref.name"
    ];
    const manifest = readFileSync(join(layout, "blobs/sha256", digest.slice(7)));
    expect(run("skopeo", ["inspect", "--raw", `oci-archive:${path}:${name}`]).equals(manifest)).toBe(true);
    expect(run("oras", ["manifest", "fetch", "--oci-layout", `${path}:${name}`]).equals(manifest)).toBe(true);
    const listed = JSON.parse(
      run("oras", ["discover", "--oci-layout", `${layout}:${name}`, "--format", "json"]).toString(),
    );
    expect(listed.referrers.map(({ artifactType }: { artifactType: string }) => artifactType).toSorted()).toEqual([
      "application/vnd.dev.sigstore.bundle.v0.3+json",
      "application/vnd.ocx-bundle.ssh-signature.v1",
      "application/vnd.ocx-bundle.ssh-signature.v1",
    ]);
    const pulled = join(layout, "pulled");
    run("oras", ["pull", "--oci-layout", `${layout}@${listed.referrers[0].digest}`, "-o", pulled]);
    expect(texts(signatures)).toContain(readFileSync(join(pulled, readdirSync(pulled)[0] ?? ""), "utf8"));
  },
);

test("a directory gets signatures beside its bundles, and keeps them when another bundle comes", async () => {
  const at = temporaryDirectory();
  const path = join(at, "layout");
  const home = unpackToolbox(at);
  const output = { kind: "layout", path } as const;
  await exportToolbox(home, "", { output });
  expect(await attach(path, signatures)).toMatchObject({ directory: path, bundle: { digest } });
  const hello = { kind: "packages", identifiers: ["ocx.sh/acme/hello:2.0.0"] } as const;
  await exportToolbox(home, "", { output, declaration: hello, name: "hello" });
  const name = "ocx-bundle-linux-amd64";
  expect((await found({ kind: "file", path, name })).toSorted()).toEqual(texts(signatures).toSorted());
  expect(await found({ kind: "file", path, name: "hello" })).toEqual([]);
  await attachSignatures({ source: { kind: "file", path, name }, signatures }, around, listener());
  expect(await found({ kind: "file", path, name })).toHaveLength(3);
});

test("a tar of another tool takes signatures too", async () => {
  const at = temporaryDirectory();
  const [layout, path] = [join(at, "layout"), join(at, "toolbox.tar")];
  mkdirSync(layout);
  run("tar", ["-xf", bundle, "-C", layout]);
  run("tar", ["--format=pax", "-cf", path, "-C", layout, "blobs", "./index.json", "oci-layout"]);
  await attach(path, signatures);
  expect(await found({ kind: "file", path })).toEqual(texts(signatures));
  expect((await verifyBundle({ source: { kind: "file", path }, digest }, around, listener())).blobs).toBeGreaterThan(1);
});

test("a remote bundle is still read by ranges, and its signatures take one request", async () => {
  const path = await bundleHeavyToolbox(temporaryDirectory(), 300_000);
  const source = { kind: "file", path } as const;
  const own = await signBundle({ source, key: join(directory, "a.pem") }, around, listener());
  await attach(path, [own.file]);
  const server = await serveFiles({ "/toolbox.tar": { bytes: readFileSync(path) } });
  expect(await found({ kind: "url", url: `${server.origin}/toolbox.tar` })).toEqual(texts([own.file]));
  expect(server.log).toHaveLength(2);
  expect(server.sent()).toBeLessThan(300_000);
});

test("what is not a signature of this bundle is refused, and the file stays", async () => {
  const other = join(temporaryDirectory(), "other.tar");
  await exportToolbox(unpackToolbox(directory), other, {
    declaration: { kind: "packages", identifiers: ["ocx.sh/acme/hello:2.0.0"] },
  });
  const before = readFileSync(other);
  for (const file of signatures)
    await expect(attach(other, [file])).rejects.toMatchObject({ code: "SIGNATURE_INVALID" });
  const ofFile = makeAttestation("file", "0".repeat(64));
  await expect(attach(bundle, [ofFile])).rejects.toMatchObject({ hint: expect.stringContaining("stays beside") });
  await expect(attach(other, [other])).rejects.toMatchObject({ code: "SIGNATURE_INVALID" });
  await expect(attach(other, [join(directory, "none")])).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
  expect(readFileSync(other).equals(before)).toBe(true);
});

test("an attachment that lies is left out; the bundle and the others are read", async () => {
  const at = temporaryDirectory();
  const layout = join(at, "layout");
  mkdirSync(layout);
  run("tar", ["-xf", bundle, "-C", layout]);
  await attach(layout, signatures);
  const blobs = join(layout, "blobs/sha256");
  const index = JSON.parse(readFileSync(join(layout, "index.json"), "utf8"));
  const [, first, second, third] = index.manifests;
  // Another content, another subject, and one that does not exist.
  const of = (item: { digest: string }): string => join(blobs, item.digest.slice(7));
  const [signature] = JSON.parse(readFileSync(of(first), "utf8")).layers;
  writeFileSync(of(signature), readFileSync(of(signature), "utf8").replace(/A/, "B"));
  rmSync(of(third));
  index.manifests.push({ ...first, digest: `sha256:${"0".repeat(64)}` });
  writeFileSync(join(layout, "index.json"), JSON.stringify(index));
  const kept = readFileSync(of(JSON.parse(readFileSync(of(second), "utf8")).layers[0]), "utf8");
  expect(await found({ kind: "file", path: layout })).toEqual([kept]);
  const source = { kind: "file", path: layout } as const;
  expect((await verifyBundle({ source }, around, listener())).bundle.digest).toBe(digest);
});

test.skipIf(lacks("docker-registry", "oras", "crane"))(
  "in a registry signatures become referrers, which oras lists and crane reads",
  async () => {
    const at = temporaryDirectory();
    await using registry = await startDistribution(at);
    const reference = `${registry.host}/acme/toolbox:1`;
    await sendBundle(
      { source: { kind: "file", path: bundle }, destination: { channel: "registry", reference } },
      around,
      listener(),
    );
    const source = { kind: "registry", reference } as const;
    const attached = await attachSignatures({ source, signatures }, around, listener());
    expect(attached).toMatchObject({ bundle: { digest }, reference: `${reference}@${digest}` });
    const again = await attachSignatures({ source, signatures }, around, listener());
    expect(again.signatures.map(({ status }) => status)).toEqual(["present", "present", "present"]);
    const listed = JSON.parse(run("oras", ["discover", "--plain-http", reference, "--format", "json"]).toString());
    const digests = listed.referrers.map((item: { digest: string }) => item.digest);
    expect(digests.toSorted()).toEqual(attached.signatures.map((item) => item.digest).toSorted());
    // A file with the same signatures brings them along.
    const [path, copied] = [copy(), `${registry.host}/acme/copy:1`];
    await attach(path, signatures);
    const destination = { channel: "registry", reference: copied } as const;
    await sendBundle({ source: { kind: "file", path }, destination }, around, listener());
    const brought = JSON.parse(run("oras", ["discover", "--plain-http", copied, "--format", "json"]).toString());
    expect(brought.referrers.map((item: { digest: string }) => item.digest).toSorted()).toEqual(digests.toSorted());
    const read = JSON.parse(run("crane", ["manifest", "--insecure", `${reference}@${digests[0]}`]).toString());
    expect(read.subject.digest).toBe(digest);
  },
);
