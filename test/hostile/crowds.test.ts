import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import { parseMetadata } from "../../src/home/documents/metadata.ts";
import { openHome } from "../../src/home/model/open-home.ts";
import { openLayout } from "../../src/layout/open-layout.ts";
import { collectRepositories } from "../../src/serve/collect-repositories.ts";
import { readIndex, rootsOf } from "../../src/store/entries.ts";
import { listener, surroundings } from "../fixtures/commands.ts";
import { scratch } from "../fixtures/import.ts";
import { buildBundle, type Descriptor, sha256, TYPES } from "./variants/bundle.ts";
import { type Entry, file } from "./variants/tar.ts";

/** What others add to a bundle, a store or a home: much of it, in an order that makes readers slow, or without an end. */

const made = scratch();
afterAll(made.remove);

const SIGSTORE = "application/vnd.dev.sigstore.bundle.v0.3+json";

interface Document {
  readonly descriptor: Descriptor;
  readonly member: Entry;
}

function documentOf(mediaType: string, bytes: Buffer): Document {
  const digest = sha256(bytes);
  const member = file(`blobs/sha256/${digest.slice(7)}`, bytes, { bare: true });
  return { descriptor: { mediaType, digest, size: bytes.length }, member };
}

/** A manifest that refers to another one. */
function referrer(subject: Descriptor, layers: readonly Descriptor[], name = ""): Document {
  const config = { mediaType: "application/vnd.oci.empty.v1+json", digest: sha256("{}"), size: 2 };
  const { mediaType, digest, size } = subject;
  const annotations = { name };
  return documentOf(
    TYPES.manifest,
    Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: TYPES.manifest,
        config,
        layers,
        subject: { mediaType, digest, size },
        annotations,
      }),
    ),
  );
}

/** Writes a bundle with more documents behind it, and more rows in its index. */
function bundleWith(
  name: string,
  more: (bundle: Descriptor) => { readonly rows: readonly Document[]; readonly blobs?: readonly Document[] },
): string {
  let found: ReturnType<typeof more> = { rows: [] };
  const bytes = buildBundle({
    index(honest) {
      found = more(honest.manifests[0] ?? { mediaType: "", digest: "", size: 0 });
      return { ...honest, manifests: [...honest.manifests, ...found.rows.map(({ descriptor }) => descriptor)] };
    },
    members: (members) => [...members, ...[...found.rows, ...(found.blobs ?? [])].map(({ member }) => member)],
  });
  const path = join(made.path, name);
  writeFileSync(path, bytes);
  return path;
}

const inspect = (path: string) => inspectBundle({ source: { kind: "file", path } }, surroundings());

test("a file with hundreds of thousands of attestations in lines is left out, and others are read", async () => {
  const lines = documentOf(SIGSTORE, Buffer.from("{}\n".repeat(300_000)));
  const honest = documentOf(SIGSTORE, Buffer.from("{}\n{}\n"));
  const path = bundleWith("lines.tar", (bundle) => ({
    rows: [referrer(bundle, [lines.descriptor]), referrer(bundle, [honest.descriptor])],
    blobs: [lines, honest],
  }));
  const { signatures = [] } = await inspect(path);
  expect(signatures.map(({ found }) => found.replace(/^.*, /, ""))).toEqual(["line 1", "line 2"]);
});

test("attached signatures that do not fit into memory together are left out, the largest first", async () => {
  const large = documentOf(SIGSTORE, Buffer.from(`{"a":"${"x".repeat(20 * 1024 * 1024)}"}`));
  const small = documentOf(SIGSTORE, Buffer.from("{}"));
  const path = bundleWith("large.tar", (bundle) => ({
    rows: [
      ...["one", "two", "three"].map((name) => referrer(bundle, [large.descriptor], name)),
      referrer(bundle, [small.descriptor]),
    ],
    blobs: [large, small],
  }));
  const { signatures = [] } = await inspect(path);
  expect(signatures.map(({ kind }) => kind)).toEqual(["sigstore", "sigstore", "sigstore"]);
});

test("a chain of thousands of manifests, each about the next, belongs to the bundle at its end", async () => {
  const count = 12_000;
  const path = bundleWith("chain.tar", (bundle) => {
    const chain: Document[] = [];
    for (let at = 0; at < count; at++) chain.push(referrer(chain.at(-1)?.descriptor ?? bundle, []));
    return { rows: chain.toReversed() };
  });
  await using content = await openLayout(path);
  const index = await readIndex(content);
  expect(index.entries).toHaveLength(1);
  expect(index.entries.flatMap((entry) => rootsOf(index, entry))).toHaveLength(count + 1);
  const repositories = await collectRepositories([content]);
  expect([...repositories.values()].map(({ manifests }) => manifests.size)).toEqual([count + 1]);
}, 20_000);

test("a named pipe in the place of a document of a home is refused, and not waited for", async () => {
  const home = join(made.path, "home");
  mkdirSync(join(home, "index"), { recursive: true });
  execFileSync("mkfifo", [join(home, "index", "pipe.json")]);
  const { read } = await openHome(home);
  await expect(read("index/pipe.json")).rejects.toMatchObject({ code: "IO_FAILED" });
});

test("a repository with thousands of tags is planned in a moment", async () => {
  const path = join(made.path, "tags.tar");
  writeFileSync(path, buildBundle({ packages: Array.from({ length: 1500 }, (_, at) => ({ tag: `t${at}` })) }));
  const request = { source: { kind: "file", path }, workers: 1 } as const;
  expect(await verifyBundle(request, surroundings(), listener())).toMatchObject({ blobs: 2 });
}, 12_000);

test("metadata with thousands of entry points is read in a moment", { timeout: 8000 }, () => {
  const entrypoints = Object.fromEntries(Array.from({ length: 24_000 }, (_, at) => [`t${at}`, {}]));
  const bytes = Buffer.from(JSON.stringify({ type: "bundle", version: 1, entrypoints }));
  // As often as an import does.
  for (let times = 0; times < 4; times++) expect(parseMetadata(bytes, "x").entrypoints).toHaveLength(24_000);
});
