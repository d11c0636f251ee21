import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attachSignatures } from "../../src/commands/attach-signatures.ts";
import { completeDelta } from "../../src/commands/complete-delta.ts";
import { fetchBundle } from "../../src/commands/fetch-bundle.ts";
import { sendBundle } from "../../src/commands/send-bundle.ts";
import { showDocument } from "../../src/commands/show-document.ts";
import { signBundle } from "../../src/commands/sign-bundle.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import type { Destination, Origin } from "../../src/options/requests/channel-choice.ts";
import type { FetchRequest } from "../../src/options/requests/fetch-request.ts";
import type { Input, RangedOrigin } from "../../src/options/requests/input.ts";
import type { ProcessContext } from "../../src/options/requests/process-context.ts";
import type { TrustRequest } from "../../src/options/requests/trust-request.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { openEmulator } from "../fixtures/github/emulator.ts";
import { scratch } from "../fixtures/import.ts";
import { type LocalSigstore, localSigstore } from "../fixtures/local-sigstore.ts";
import { startDistribution } from "../fixtures/registries.ts";
import { exportTools, fileInput, type Tools, toolHome } from "../fixtures/tool-homes.ts";
import { exportToolbox, importFile, unpackToolbox } from "../fixtures/toolbox.ts";
import { lacks, needs, run } from "../fixtures/tools.ts";
import { serveFiles } from "../fixtures/web-server.ts";

const made = scratch();
const shared = (name: string): string => join(made.path, name);
const around = surroundings({ variables: { PATH: process.env["PATH"] } });
const KEYS = ["alice", "bob"] as const;

let sigstore: LocalSigstore;
let digest = "";

beforeAll(async () => {
  sigstore = await localSigstore();
  const { bundle } = await exportToolbox(unpackToolbox(made.path), shared("tools.tar"));
  digest = bundle.digest ?? "";
  writeFileSync(shared("root.json"), JSON.stringify(sigstore.root));
  writeFileSync(shared("ours.sigstore.json"), await sigstore.attest([digest]));
  for (const name of KEYS) {
    run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", shared(name)]);
    await sign(shared("tools.tar"), name, shared(`${name}.sig`));
    writeFileSync(shared("signers"), `${name} ${readFileSync(shared(`${name}.pub`), "utf8")}`, { flag: "a" });
  }
});
afterAll(async () => {
  await sigstore[Symbol.asyncDispose]();
  made.remove();
});

function sign(path: string, key: string, output: string) {
  return signBundle({ source: fileInput(path), key: shared(key), output }, around, listener());
}

/** The bundle in a directory of its own, with an attestation and alice's signature beside it. */
function signed(): string {
  const path = join(temporaryDirectory(), "tools.tar");
  cpSync(shared("tools.tar"), path);
  cpSync(shared("ours.sigstore.json"), `${path}.sigstore.json`);
  cpSync(shared("alice.sig"), `${path}.sig`);
  return path;
}

const ATTESTED: TrustRequest = { identity: { repository: "acme/toolchain" } };
const signedBy = (signer: string): TrustRequest => ({ allowedSigners: shared("signers"), signer });

/** Who is proven to have signed a file, by nothing but what lies beside it or is in it. */
async function proven(source: Input, ...trusts: readonly TrustRequest[]): Promise<unknown[]> {
  const found = [];
  for (const trust of trusts) {
    const request = { source, trust: { trustedRoot: shared("root.json"), ...trust } };
    found.push(...((await verifyBundle(request, around, listener())).trust?.proofs ?? []).map(({ kind }) => kind));
  }
  return found;
}

const send = (source: Input, destination: Destination, context: ProcessContext = around, heard = listener()) =>
  sendBundle({ source, destination, name: "tools" }, context, heard);
const fetchFrom = (origin: Origin, output: string, more: Partial<FetchRequest> = {}, context = around) =>
  fetchBundle({ origin, name: "tools", output, ...more }, context, listener());

test("a release and the artifacts of a run have the files with signatures, and a fetch brings them", async () => {
  await using emulator = await openEmulator();
  const variables = { ...around.variables, ...emulator.variables() };
  const context = surroundings({ variables });
  const token = emulator.apiToken();
  const roads: readonly [Destination, RangedOrigin][] = [
    [
      { channel: "release", tag: "v1", token, create: true, overwrite: false },
      { channel: "release", tag: "v1", token },
    ],
    [{ channel: "artifact", overwrite: false }, { channel: "artifact" }],
  ];
  for (const [destination, origin] of roads) {
    const sent = await send(fileInput(signed()), destination, context);
    expect(sent.names).toEqual(expect.arrayContaining(["tools.tar", "tools.tar.sigstore.json", "tools.tar.sig"]));
    expect((await send(fileInput(signed()), destination, context)).status).toBe("kept");
    const at = temporaryDirectory();
    const { file = "", signatures } = await fetchFrom(origin, `${at}/`, {}, context);
    expect(signatures).toEqual([`${file}.sigstore.json`, `${file}.sig`]);
    expect(readFileSync(`${file}.sigstore.json`)).toEqual(readFileSync(shared("ours.sigstore.json")));
    expect(await proven(fileInput(file), ATTESTED, signedBy("alice"))).toEqual(["sigstore", "ssh"]);
    // Under another name, and without fetching it first.
    const renamed = await fetchFrom(origin, join(at, "mine.tar"), {}, context);
    expect(renamed.signatures).toEqual([join(at, "mine.tar.sigstore.json"), join(at, "mine.tar.sig")]);
    const trust = { trustedRoot: shared("root.json"), ...ATTESTED };
    const there = { kind: "channel", origin, name: "tools" } as const;
    const home = join(at, "home");
    const imported = await importFile("", home, { source: there, trust, dryRun: true }, { variables });
    expect(imported.trust?.proofs).toHaveLength(1);
  }
});

test("a cache entry is one file: the signatures beside a bundle stay, which is said, and those in it come along", async () => {
  await using emulator = await openEmulator();
  const context = surroundings({ variables: { ...around.variables, ...emulator.variables() } });
  const cache = { channel: "cache", key: { kind: "given", key: "k" } } as const;
  const path = signed();
  await attachSignatures({ source: fileInput(path), signatures: [shared("bob.sig")] }, around, listener());
  const heard = listener();
  await send(fileInput(path), cache, context, heard);
  expect(heard.lines.filter((line) => line.includes("stays here"))).toHaveLength(2);
  const { file = "", signatures } = await fetchFrom(cache, `${temporaryDirectory()}/`, {}, context);
  expect(signatures).toBeUndefined();
  expect(await proven(fileInput(file), signedBy("bob"))).toEqual(["ssh"]);
});

test("a fetch from a web server brings what lies beside the address, and nothing that is not a signature", async () => {
  const path = signed();
  const read = (ending: string) => ({ bytes: readFileSync(`${path}${ending}`) });
  const server = await serveFiles({
    "/b/tools.tar": read(""),
    "/b/tools.tar.sigstore.json": read(".sigstore.json"),
    "/b/tools.tar.sig": { bytes: Buffer.from("<html>Not found</html>") },
  });
  const at = temporaryDirectory();
  const origin = { channel: "url", url: `${server.origin}/b/tools.tar?key=secret` } as const;
  const { file = "" } = await fetchFrom(origin, `${at}/`);
  expect(readdirSync(at).toSorted()).toEqual(["tools.tar", "tools.tar.sigstore.json"]);
  expect(await proven(fileInput(file), ATTESTED)).toEqual(["sigstore"]);
  expect(server.log.every(({ url }) => url.endsWith("?key=secret"))).toBe(true);
});

test("a file in the place of a signature that is something else is not replaced, and nothing is fetched then", async () => {
  const path = signed();
  const server = await serveFiles({
    "/tools.tar": { bytes: readFileSync(path) },
    "/tools.tar.sig": { bytes: readFileSync(`${path}.sig`) },
  });
  const origin = { channel: "url", url: `${server.origin}/tools.tar` } as const;
  const at = temporaryDirectory();
  const output = join(at, "tools.tar");
  writeFileSync(`${output}.sig`, "my notes\n");
  await expect(fetchFrom(origin, output)).rejects.toMatchObject({ code: "FILE_EXISTS", exitCode: 81 });
  expect(readdirSync(at)).toEqual(["tools.tar.sig"]);
  expect(readFileSync(`${output}.sig`, "utf8")).toBe("my notes\n");
  await fetchFrom(origin, output, { overwrite: true });
  expect(readFileSync(`${output}.sig`)).toEqual(readFileSync(shared("alice.sig")));
  // An older signature is replaced without a word, as an older bundle is.
  cpSync(shared("bob.sig"), `${output}.sig`);
  await fetchFrom(origin, output);
  expect(readFileSync(`${output}.sig`)).toEqual(readFileSync(shared("alice.sig")));
});

test("a server that cannot be asked for signatures gives a warning, and the bundle", async () => {
  const server = await serveFiles({ "/tools.tar": { bytes: readFileSync(shared("tools.tar")) } });
  server.fault = ({ url = "" }, response) => (url.endsWith(".tar") ? false : response.writeHead(401).end());
  const origin = { channel: "url", url: `${server.origin}/tools.tar` } as const;
  const heard = listener();
  const output = join(temporaryDirectory(), "tools.tar");
  await fetchBundle({ origin, name: "tools", output }, around, heard);
  expect(heard.warnings).toEqual([expect.stringContaining("do not come along")]);
  expect(existsSync(output)).toBe(true);
});

// The one keeps referrers under a tag, the other by the API.
for (const program of ["docker-registry", "registry"] as const)
  needs(program)(`signatures go to a registry (${program}) as referrers, and come back as files`, async () => {
    const directory = temporaryDirectory();
    await using registry = await startDistribution(directory, { program });
    const place = (name: string) => ({ channel: "registry", reference: `${registry.host}/acme/${name}:1` }) as const;
    const path = signed();
    await attachSignatures({ source: fileInput(path), signatures: [shared("bob.sig")] }, around, listener());
    await send(fileInput(path), place("tools"));
    const at = temporaryDirectory();
    const fetched = await fetchFrom(place("tools"), `${at}/`);
    expect(fetched.signatures?.map((file) => basename(file))).toEqual(["tools.tar.sigstore.json", "tools.tar.sig"]);
    // A file takes one signature of SSH: the other one is in the bundle, whose digest stays.
    const everybody = [ATTESTED, signedBy("alice"), signedBy("bob")];
    expect(await proven(fileInput(fetched.file ?? ""), ...everybody)).toEqual(["sigstore", "ssh", "ssh"]);
    // And from one registry to another.
    await send({ kind: "registry", ...place("tools") }, place("mirror"));
    expect(await proven({ kind: "registry", ...place("mirror") }, ...everybody)).toEqual(["sigstore", "ssh", "ssh"]);
    // Two attestations are one file.
    writeFileSync(join(at, "second.json"), JSON.stringify(JSON.parse(await sigstore.attest([digest])), undefined, 2));
    const source = { kind: "registry", ...place("tools") } as const;
    await attachSignatures({ source, signatures: [join(at, "second.json")] }, around, listener());
    const both = await fetchFrom(place("tools"), join(at, "both.tar"));
    expect(readFileSync(join(at, "both.tar.jsonl"), "utf8").trim().split("\n")).toHaveLength(2);
    expect(await proven(fileInput(both.file ?? ""), ATTESTED)).toEqual(["sigstore"]);
  });

test("a directory, whose signatures are attached, is sent as a file that has them too", async () => {
  await using emulator = await openEmulator();
  const context = surroundings({ variables: { ...around.variables, ...emulator.variables() } });
  const layout = join(temporaryDirectory(), "layout");
  mkdirSync(layout);
  run("tar", ["-xf", shared("tools.tar"), "-C", layout]);
  await attachSignatures({ source: fileInput(layout), signatures: [shared("bob.sig")] }, around, listener());
  await send(fileInput(layout), { channel: "artifact", overwrite: false }, context);
  const { file = "" } = await fetchFrom({ channel: "artifact" }, `${temporaryDirectory()}/`, {}, context);
  expect(await proven(fileInput(file), signedBy("bob"))).toEqual(["ssh"]);
});

test.skipIf(lacks("docker-registry"))(
  "a delta is signed as its bundle is, and carries the signature to a registry",
  async () => {
    const at = temporaryDirectory();
    const path = (name: string): string => join(at, name);
    const text = (version: string) => `${version}\n${"the same text ".repeat(20_000)}`;
    const tools = (tag: string): Tools => ({ tool: { tag, layers: [{ "bin/tool": text(tag) }] } });
    for (const tag of ["1", "2"]) {
      toolHome(path(`home-${tag}`), tools(tag));
      await exportTools(path(`home-${tag}`), tools(tag), path(`${tag}.tar`));
    }
    await exportTools(path("home-2"), tools("2"), path("1-2.tar"), { bases: [fileInput(path("1.tar"))] });
    const [full, delta] = [fileInput(path("2.tar")), fileInput(path("1-2.tar"))];
    expect(await showDocument({ source: delta }, around)).toEqual(await showDocument({ source: full }, around));

    // Made over either of them, a signature counts for both.
    await sign(path("1-2.tar"), "alice", path("delta.sig"));
    const trust = { attestation: path("delta.sig"), ...signedBy("alice") };
    for (const source of [full, delta]) expect(await proven(source, trust)).toEqual(["ssh"]);
    await sign(path("2.tar"), "bob", path("full.sig"));
    await attachSignatures({ source: delta, signatures: [path("full.sig")] }, around, listener());
    expect(await proven(delta, signedBy("bob"))).toEqual(["ssh"]);

    await using registry = await startDistribution(at);
    const place = { channel: "registry", reference: `${registry.host}/acme/delta:1` } as const;
    await send(delta, place);
    const far = { kind: "registry", ...place } as const;
    expect(await proven(far, signedBy("bob"))).toEqual(["ssh"]);
    const attached = await attachSignatures({ source: far, signatures: [path("delta.sig")] }, around, listener());
    const [, pinned = ""] = (attached.reference ?? "").split("@");
    const headers = { accept: "application/vnd.oci.image.manifest.v1+json" };
    expect((await fetch(`http://${registry.host}/v2/acme/delta/manifests/${pinned}`, { headers })).status).toBe(200);
    expect(await proven(far, signedBy("alice"))).toEqual(["ssh"]);
    // The whole bundle that is made of it has what was attached.
    const request = { source: delta, bases: [fileInput(path("1.tar"))], output: path("completed.tar") };
    await completeDelta(request, around, listener());
    expect(await proven(fileInput(path("completed.tar")), signedBy("bob"))).toEqual(["ssh"]);
  },
);
