import { generateKeyPairSync } from "node:crypto";
import { copyFileSync, createReadStream, existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { attachSignatures } from "../../src/commands/attach-signatures.ts";
import { runStore } from "../../src/commands/run-store.ts";
import { signBundle } from "../../src/commands/sign-bundle.ts";
import type { Input } from "../../src/options/requests/input.ts";
import type { StoreAction } from "../../src/options/requests/store-request.ts";
import { flipByte } from "../fixtures/changed-delta.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { ask, serving } from "../fixtures/serving.ts";
import { exportTools, fileInput, importTools, type Tools, toolHome } from "../fixtures/tool-homes.ts";
import { needs, run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";
import { serveFiles } from "../fixtures/web-server.ts";

const V1: Tools = { tool: { tag: "1", layers: [{ "bin/tool": "one".repeat(5000) }] } };
const V2: Tools = { tool: { tag: "2", layers: [{ "bin/tool": `${"one".repeat(5000)}two` }] } };
const SSH = "application/vnd.ocx-bundle.ssh-signature.v1";

let at: string;
const path = (name: string): string => join(at, name);
/** Bundle digests, as the tars say. */
let digests: Readonly<Record<"1" | "2", string>>;

beforeAll(async () => {
  at = run("mktemp", ["-d"]).toString().trim();
  await exportTools(toolHome(path("home-1"), V1), V1, path("1.tar"), { name: "tools" });
  await exportTools(toolHome(path("home-2"), V2), V2, path("2.tar"), { name: "tools" });
  const { privateKey } = generateKeyPairSync("ed25519");
  writeFileSync(path("key.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
  let key = "";
  for (const name of ["1.tar", "2.tar"]) {
    const request = { source: fileInput(path(name)), key: path("key.pem"), output: path(`signed-${name}.sig`) };
    await signBundle(request, surroundings(), listener());
  }
  key = publicKeyOf(readFileSync(path("signed-1.tar.sig"), "latin1"));
  writeFileSync(path("allowed_signers"), `release@acme.example ${key}\n`);
  copyFileSync(path("1.tar"), path("attached.tar"));
  const signatures = [path("signed-1.tar.sig")];
  await attachSignatures({ source: fileInput(path("attached.tar")), signatures }, surroundings(), listener());
  const digestOf = (name: string): string =>
    JSON.parse(run("tar", ["-xOf", path(name), "index.json"]).toString()).manifests[0].digest;
  digests = { 1: digestOf("1.tar"), 2: digestOf("2.tar") };
  return () => rmSync(at, { recursive: true });
});

/** The key that a signature of OpenSSH has in it, as a line of text. Source: PROTOCOL.sshsig. */
function publicKeyOf(signature: string): string {
  const bytes = Buffer.from(signature.replaceAll(/-----.*-----|\n/g, ""), "base64");
  const start = "SSHSIG".length + 4;
  return `ssh-ed25519 ${bytes.subarray(start + 4, start + 4 + bytes.readUInt32BE(start)).toString("base64")}`;
}

/** A bundle with signatures beside it: files of the test directory, by their endings. */
function beside(bundle: string, files: Readonly<Record<string, string>>): string {
  const tar = join(temporaryDirectory(), "tools.tar");
  copyFileSync(path(bundle), tar);
  for (const [ending, file] of Object.entries(files)) copyFileSync(path(file), `${tar}${ending}`);
  return tar;
}

function work(store: string, action: StoreAction, heard = listener()) {
  return runStore({ store, ...action }, surroundings(), heard);
}

async function add(store: string, source: Input, as = "tools", heard = listener()) {
  await work(store, { action: "add", source, as }, heard);
  return store;
}

const newStore = (): string => join(temporaryDirectory(), "store");
const indexOf = (store: string): readonly { readonly digest: string }[] =>
  JSON.parse(readFileSync(join(store, "index.json"), "utf8")).manifests;
const blobsIn = (store: string): readonly string[] => globSync("blobs/sha256/*", { cwd: store });

/** Imports only if the release key has signed. */
function importSigned(source: Input) {
  const trust = { allowedSigners: path("allowed_signers"), signer: "release@acme.example" };
  return importTools("", join(temporaryDirectory(), "home"), { source, trust, dryRun: true });
}

const unsigned = { code: "SIGNATURE_MISSING" };

test("signatures come into the store, and from there to each reader, whatever way the bundle comes", async () => {
  const [tar, sig] = [readFileSync(path("1.tar")), readFileSync(path("signed-1.tar.sig"))];
  const server = await serveFiles({
    "/1.tar": { bytes: tar, headers: { etag: '"1"' } },
    "/1.tar.sig": { bytes: sig, headers: { etag: '"2"' } },
  });
  await using registry = await serving([path("attached.tar")]);
  const ways: Readonly<Record<string, Input>> = {
    beside: fileInput(beside("1.tar", { ".sig": "signed-1.tar.sig" })),
    attached: fileInput(path("attached.tar")),
    url: { kind: "url", url: `${server.origin}/1.tar` },
    registry: { kind: "registry", reference: `${registry.host}/tools` },
  };
  for (const [way, source] of Object.entries(ways)) {
    const store = await add(newStore(), source);
    expect(await work(store, { action: "list" }), way).toMatchObject({ bundles: [{ name: "tools:latest" }] });
    const stored = { kind: "file", path: store, name: "tools-latest" } as const;
    expect((await importSigned(stored)).trust?.proofs, way).toMatchObject([{ covers: "bundle" }]);
    await using served = await serving([store]);
    const reference = `${served.host}/tools`;
    expect((await importSigned({ kind: "registry", reference })).trust?.proofs, way).toHaveLength(1);
    const { manifests } = JSON.parse(
      (await ask(served.host, `/v2/tools/referrers/${digests["1"]}?artifactType=${SSH}`)).body.toString(),
    );
    expect(manifests, way).toMatchObject([{ artifactType: SSH }]);
    const manifest = await ask(served.host, `/v2/tools/manifests/${manifests[0].digest}`);
    const { layers, subject } = JSON.parse(manifest.body.toString());
    expect(subject.digest).toBe(digests["1"]);
    expect((await ask(served.host, `/v2/tools/blobs/${layers[0].digest}`)).body.equals(sig), way).toBe(true);
  }
  await expect(importSigned(fileInput(path("1.tar")))).rejects.toMatchObject(unsigned);
  await expect(importSigned(fileInput(await add(newStore(), fileInput(path("1.tar")))))).rejects.toMatchObject(
    unsigned,
  );
});

test("an import that keeps a bundle keeps its signatures, and looks for them once", async () => {
  const server = await serveFiles({
    "/1.tar": { bytes: readFileSync(path("1.tar")), headers: { etag: '"1"' } },
    "/1.tar.sig": { bytes: readFileSync(path("signed-1.tar.sig")), headers: { etag: '"2"' } },
  });
  const questions = () => server.log.filter(({ url }) => url !== "/1.tar").length;
  await using registry = await serving([path("attached.tar")]);
  const ways: Readonly<Record<string, Input>> = {
    beside: fileInput(beside("1.tar", { ".sig": "signed-1.tar.sig" })),
    pipe: { kind: "stream", stream: createReadStream(path("attached.tar")) },
    url: { kind: "url", url: `${server.origin}/1.tar` },
    registry: { kind: "registry", reference: `${registry.host}/tools` },
  };
  for (const [way, source] of Object.entries(ways)) {
    const store = newStore();
    const into = () => importTools("", join(temporaryDirectory(), "home"), { source, store });
    await into();
    expect((await importSigned(fileInput(store))).trust?.proofs, way).toMatchObject([{ covers: "bundle" }]);
    await work(store, { action: "check", names: [] });
    await work(store, { action: "gc", maxSize: 1 << 30, dryRun: false });
    expect(indexOf(store), way).toHaveLength(2);
    if (way === "pipe") continue;
    const asked = questions();
    await into();
    expect(questions(), way).toBe(asked);
    expect(globSync(".ocx-bundle/{leases,staging}/*", { cwd: store }), way).toEqual([]);
  }
});

test("an import that cannot look for signatures keeps the bundle without them, and says so", async () => {
  const server = await serveFiles({ "/1.tar": { bytes: readFileSync(path("1.tar")), headers: { etag: '"1"' } } });
  server.fault = ({ url }, response) => url !== "/1.tar" && response.writeHead(400).end();
  const store = newStore();
  const source: Input = { kind: "url", url: `${server.origin}/1.tar` };
  const heard = listener();
  await importTools("", join(temporaryDirectory(), "home"), { source, store }, heard);
  expect(heard.warnings).toEqual([expect.stringContaining("without its signatures")]);
  expect(indexOf(store)).toHaveLength(1);
});

needs("oras")("oras finds the signature in the store", async () => {
  const store = await add(newStore(), fileInput(beside("1.tar", { ".sig": "signed-1.tar.sig" })));
  const args = ["discover", "--oci-layout", `${store}:tools-latest`, "--format", "json"];
  expect(JSON.parse(run("oras", args).toString()).referrers).toMatchObject([{ artifactType: SSH }]);
});

test("a bundle that is there already gets a signature that is new, once", async () => {
  const store = await add(newStore(), fileInput(path("1.tar")));
  const before = indexOf(store);
  const signed = fileInput(beside("1.tar", { ".sig": "signed-1.tar.sig" }));
  for (let again = 0; again < 2; again++) await add(store, signed);
  expect(indexOf(store)).toHaveLength(before.length + 1);
  await importSigned({ kind: "file", path: store, name: "tools-latest" });
});

test("a signature goes with the last name of its bundle, and its blobs with the next collection", async () => {
  const signed = fileInput(beside("1.tar", { ".sig": "signed-1.tar.sig" }));
  const store = await add(newStore(), signed, "tools:1");
  await add(store, signed, "tools:2");
  await work(store, { action: "remove", names: ["tools:1"] });
  await work(store, { action: "gc", dryRun: false });
  await importSigned({ kind: "file", path: store, name: "tools-2" });
  await add(store, fileInput(beside("2.tar", { ".sig": "signed-2.tar.sig" })), "tools:2");
  expect(indexOf(store)).toHaveLength(4);
  await work(store, { action: "gc", keep: 1, dryRun: false });
  expect(indexOf(store)).toHaveLength(2);
  const signature = sha256(readFileSync(path("signed-2.tar.sig")));
  expect(existsSync(join(store, "blobs/sha256", signature))).toBe(true);
  expect(existsSync(join(store, "blobs/sha256", sha256(readFileSync(path("signed-1.tar.sig")))))).toBe(false);
  await work(store, { action: "remove", names: ["tools"] });
  expect(indexOf(store)).toEqual([]);
  await work(store, { action: "gc", dryRun: false });
  expect(blobsIn(store)).toEqual([]);
});

test("a signature of something else stays behind, and is named", async () => {
  const tar = beside("1.tar", { ".sig": "signed-2.tar.sig" });
  const heard = listener();
  const store = await add(newStore(), fileInput(tar), "tools", heard);
  expect(heard.lines).toContainEqual(expect.stringContaining(`${tar}.sig stays here`));
  expect(indexOf(store)).toHaveLength(1);
});

test("signatures of other bundles do not hide those of one, however many they are", async () => {
  const statement = (n: number): string => {
    const subject = [{ name: `${n}`, digest: { sha256: digests["1"].slice(7) } }];
    const payload = Buffer.from(JSON.stringify({ subject })).toString("base64");
    return JSON.stringify({ dsseEnvelope: { payload } });
  };
  writeFileSync(path("many.jsonl"), Array.from({ length: 64 }, (_, n) => `${statement(n)}\n`).join(""));
  const store = await add(newStore(), fileInput(beside("1.tar", { ".jsonl": "many.jsonl" })), "old");
  expect(indexOf(store)).toHaveLength(65);
  await add(store, fileInput(beside("2.tar", { ".sig": "signed-2.tar.sig" })));
  await importSigned({ kind: "file", path: store, name: "tools-latest" });
  expect(await work(store, { action: "list" })).toMatchObject({ bundles: [{ name: "old:latest" }, {}] });
});

test("attach puts a signature into a store, for one bundle of it", async () => {
  const store = await add(newStore(), fileInput(beside("1.tar", { ".jsonl": "many.jsonl" })), "old");
  await add(store, fileInput(path("2.tar")));
  const source = { kind: "file", path: store, name: "tools-latest" } as const;
  await attachSignatures({ source, signatures: [path("signed-2.tar.sig")] }, surroundings(), listener());
  await work(store, { action: "gc", dryRun: false });
  await importSigned(source);
  expect(globSync(".ocx-bundle/{leases,staging}/*", { cwd: store })).toEqual([]);
});

test("a signature beside a delta is that of its whole bundle", async () => {
  await exportTools(path("home-2"), V2, path("1-2.tar"), { name: "tools", bases: [fileInput(path("1.tar"))] });
  const store = await add(newStore(), fileInput(path("1.tar")), "old");
  await add(store, fileInput(beside("1-2.tar", { ".sig": "signed-2.tar.sig" })));
  const { digest } = (await importSigned({ kind: "file", path: store, name: "tools-latest" })).bundle;
  expect(digest).toBe(digests["2"]);
});

test("check names a damaged signature, and adding the bundle again mends it", async () => {
  const signed = fileInput(beside("1.tar", { ".sig": "signed-1.tar.sig" }));
  const store = await add(newStore(), signed);
  const signature = sha256(readFileSync(path("signed-1.tar.sig")));
  const blob = join(store, "blobs/sha256", signature);
  flipByte(blob, blob, 100);
  await expect(work(store, { action: "check", names: ["tools"] })).rejects.toMatchObject({
    code: "DIGEST_MISMATCH",
    message: expect.stringContaining(signature),
  });
  await add(store, signed);
  await work(store, { action: "check", names: [] });
  expect(sha256(readFileSync(blob))).toBe(signature);
});
