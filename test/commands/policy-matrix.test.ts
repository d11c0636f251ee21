import { cpSync, createReadStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importBundle } from "../../src/commands/import-bundle.ts";
import { mergeBundles } from "../../src/commands/merge-bundles.ts";
import { runStore } from "../../src/commands/run-store.ts";
import { signBundle } from "../../src/commands/sign-bundle.ts";
import { splitBundle } from "../../src/commands/split-bundle.ts";
import type { ImportRequest } from "../../src/options/requests/import-request.ts";
import type { Input } from "../../src/options/requests/input.ts";
import type { TrustRequest } from "../../src/options/requests/trust-request.ts";
import { readDelta, writeChangedDelta } from "../fixtures/changed-delta.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { scratch } from "../fixtures/import.ts";
import { exportFor, homeOfPlatforms, ON } from "../fixtures/platforms.ts";
import { serving } from "../fixtures/serving.ts";
import { fileInput } from "../fixtures/tool-homes.ts";
import { lacks, run } from "../fixtures/tools.ts";
import { fingerprint } from "../fixtures/tree.ts";
import { serveFiles } from "../fixtures/web-server.ts";

// Nothing unsigned gets into a home whose policy requires a signature, whatever way it takes; what is signed gets in.

const made = scratch();
const at = (name: string): string => join(made.path, name);

beforeAll(async () => {
  if (lacks("ssh-keygen")) return;
  run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", at("key")]);
  writeFileSync(at("signers"), `release ${readFileSync(at("key.pub"), "utf8")}`);
  for (const version of ["1", "2"]) homeOfPlatforms(at(`home-${version}`), version);
  await exportFor(at("home-1"), at("old.tar"), ON.glibc, { name: "tools" });
  await exportFor(at("home-2"), at("musl.tar"), ON.musl, { name: "musl" });
  await exportFor(at("home-2"), at("tools.tar"), ON.glibc, { name: "tools" });
  await exportFor(at("home-2"), at("delta.tar"), ON.glibc, { name: "tools", bases: [fileInput(at("old.tar"))] });
  await exportFor(at("home-2"), "", ON.glibc, { name: "tools", output: { kind: "layout", path: at("layout") } });
  const sources = [at("tools.tar"), at("musl.tar")].map(fileInput);
  const output = { kind: "file", path: at("merged.tar") } as const;
  await mergeBundles({ sources, output, name: "merged" }, surroundings(), listener());
  const split = { source: fileInput(at("tools.tar")), partSize: 50_000, output: at("parts") };
  mkdirSync(at("parts"));
  await splitBundle(split, surroundings(), listener());
  await runStore({ store: at("store"), action: "add", source: fileInput(at("tools.tar")) }, surroundings(), listener());
  // Out of the way, so that nobody finds them who was not told.
  for (const name of ["tools", "merged"])
    await signBundle(
      { source: fileInput(at(`${name}.tar`)), key: at("key"), output: at(`${name}-signed`) },
      around,
      listener(),
    );
});
afterAll(made.remove);

const around = surroundings({ variables: { PATH: process.env["PATH"] } });

function importInto(home: string, source: Input, more: Partial<ImportRequest> = {}) {
  const defaults = { packages: [], select: false, onConflict: "update", allowUnverified: false } as const;
  const request = { source, home, platform: ON.glibc, ...defaults, durable: false, dryRun: false, workers: 1, ...more };
  return importBundle(request, surroundings(), listener());
}

function requireSignatures(home: string): void {
  mkdirSync(join(home, ".ocx-bundle"), { recursive: true });
  cpSync(at("signers"), join(home, ".ocx-bundle", "signers"));
  writeFileSync(join(home, ".ocx-bundle", "policy.toml"), '[[ssh]]\nallowed-signers = "signers"\nsigner = "release"\n');
}

/** A home with a policy, and with what was imported before there was one. */
async function homeWith(...bundles: readonly string[]): Promise<string> {
  const home = join(temporaryDirectory(), "home");
  for (const bundle of bundles) await importInto(home, fileInput(at(bundle)));
  requireSignatures(home);
  return home;
}

/** Code and exit code of a refusal. Fails if the refused import changed anything in or beside the home. */
async function refusal(home: string, work: () => Promise<unknown>): Promise<unknown> {
  const before = fingerprint(dirname(home));
  const refused = await work().then(
    () => "imported",
    ({ code, exitCode }) => [code, exitCode],
  );
  expect(fingerprint(dirname(home))).toEqual(before);
  return refused;
}

const MISSING = ["SIGNATURE_MISSING", 81];

interface Way {
  /** Bundles that are in the home already. */
  readonly has?: readonly string[];
  /** Name of the signature. Default: that of the bundle. */
  readonly signature?: string;
  readonly source: () => Input | Promise<Input>;
  readonly more?: () => Partial<ImportRequest>;
  /** Of the import of what is signed. Default: true. */
  readonly changed?: boolean;
}

async function served(path: string): Promise<Input> {
  const server = await serveFiles({ "/b.tar": { bytes: readFileSync(path) } });
  return { kind: "url", url: `${server.origin}/b.tar` };
}

const tools = () => fileInput(at("tools.tar"));
const WAYS: Readonly<Record<string, Way>> = {
  "a file": { source: tools },
  parts: { source: () => fileInput(at("parts/tools.tar.parts.json")) },
  "a directory with the layout": { source: () => fileInput(at("layout")) },
  "a directory with the file": { source: () => ({ kind: "directory", path: made.path, name: "tools" }) },
  "a pipe": { source: () => ({ kind: "stream", stream: createReadStream(at("tools.tar")) }) },
  "an address": { source: () => served(at("tools.tar")) },
  "a subset": { source: tools, more: () => ({ packages: ["extra:1"] }) },
  "a repair": { has: ["tools.tar"], source: tools, more: () => ({ repair: true }), changed: false },
  "a second import of what is there": { has: ["tools.tar"], source: tools, changed: false },
  "a delta onto the home": { has: ["old.tar"], source: () => fileInput(at("delta.tar")) },
  "a delta onto an unsigned base": {
    source: () => fileInput(at("delta.tar")),
    more: () => ({ bases: [fileInput(at("old.tar"))] }),
  },
  "a delta at an address": { has: ["old.tar"], source: () => served(at("delta.tar")) },
  "a merged bundle": { source: () => fileInput(at("merged.tar")), signature: "merged" },
  "a merged bundle whose platform alone is signed": { source: () => fileInput(at("merged.tar")) },
  "a store": { source: () => ({ kind: "file", path: at("store") }) },
  "a file, with a store that has all of it": { source: tools, more: () => ({ store: at("store") }) },
  "an address, with a store that has all of it": {
    source: () => served(at("tools.tar")),
    more: () => ({ store: at("store") }),
  },
};

describe.skipIf(lacks("ssh-keygen"))("a home that requires signatures", () => {
  test.each(Object.entries(WAYS))("takes by %s what is signed, and nothing else", async (_, way) => {
    const { has = [], source, more = () => ({}), signature = "tools", changed = true } = way;
    const home = await homeWith(...has);
    const first = await source();
    // A pipe can be read once.
    const refused: TrustRequest[] = first.kind === "stream" ? [{}] : [{}, { allowUnsigned: true }];
    for (const trust of refused)
      expect(await refusal(home, () => importInto(home, first, { ...more(), trust }))).toEqual(MISSING);
    const trust = { attestation: at(`${signature}-signed`) };
    const result = await importInto(home, await source(), { ...more(), trust });
    expect(result).toMatchObject({ changed, trust: { proofs: [{ kind: "ssh", signer: "release" }] } });
  });

  test("takes from a registry what is signed, also a delta, and nothing else", async () => {
    for (const [name, has] of [["tools.tar"], ["delta.tar", "old.tar"]] as const) {
      await using registry = await serving([at(name)]);
      const source = { kind: "registry", reference: `${registry.host}/tools:latest` } as const;
      const home = await homeWith(...(has === undefined ? [] : [has]));
      for (const trust of [{}, { attestation: "referrers" }])
        expect(await refusal(home, () => importInto(home, source, { trust }))).toEqual(MISSING);
      const trust = { attestation: at("tools-signed") };
      expect(await importInto(home, source, { trust })).toMatchObject({ changed: true });
    }
  });

  test("takes no platform of a merged bundle on the signature of another platform", async () => {
    const home = await homeWith();
    const merged = fileInput(at("merged.tar"));
    const more = { platform: ON.musl, trust: { attestation: at("tools-signed") } };
    expect(await refusal(home, () => importInto(home, merged, more))).toEqual(["SIGNATURE_INVALID", 65]);
  });

  test("takes no delta whose patches are others than those of the signed bundle, though its own digests agree", async () => {
    const home = await homeWith("old.tar");
    const { manifest } = readDelta(at("delta.tar"));
    const trust = { attestation: at("tools-signed") };
    for (const { digest, mediaType } of manifest.layers) {
      if (!/zstd|patch/.test(mediaType)) continue;
      const forged = join(temporaryDirectory(), "forged.tar");
      const blobs = { [digest]: (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([0])]) };
      writeChangedDelta(at("delta.tar"), forged, { blobs });
      await expect(refusal(home, () => importInto(home, fileInput(forged), { trust }))).resolves.not.toBe("imported");
    }
  });
});
