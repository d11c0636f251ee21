import { createHash } from "node:crypto";
import { type Crafted, craft, END, entry } from "./craft.ts";

// Whole bundles, put together from docs/bundle-format.md alone: none of our writers has a part in them.

export const REGISTRY = "reg.test";

const PACKAGE = "application/vnd.sh.ocx.package.v1";
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const ZEROS = Buffer.alloc(8 * 1024 * 1024);

export interface HostileLayer {
  /** What names it; its digest follows. */
  readonly name: string;
  /** Frames, each with the number of its entries; made with the prefix that the layer has. */
  readonly frames: (at: string) => readonly { readonly entries: number; readonly content: Buffer }[];
}

export interface HostilePackage {
  readonly repository: string;
  /** Further fields of its metadata, or the whole text of it. */
  readonly metadata?: object | string;
  readonly layers?: readonly string[];
  readonly manifest?: object;
}

export interface HostileBundle {
  readonly packages?: readonly HostilePackage[];
  readonly layers?: readonly HostileLayer[];
  /** Further documents of the store layer, by path. */
  readonly documents?: ReadonlyMap<string, string>;
  /** Changes the text of a document of the head. */
  readonly config?: (config: Record<string, unknown>) => string;
  readonly manifest?: (manifest: Record<string, unknown>) => string;
  readonly index?: (index: Record<string, unknown>) => string;
  /** Members in front of the head's. */
  readonly members?: readonly Buffer[];
}

export function sha256Of(content: string | Buffer): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

/** The leaf manifest of a package, and its config. */
export function leafOf({ metadata = {}, layers = [], manifest = {} }: HostilePackage): {
  readonly config: string;
  readonly leaf: string;
} {
  const config = typeof metadata === "string" ? metadata : JSON.stringify({ type: "bundle", version: 1, ...metadata });
  const leaf = JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: { mediaType: `${PACKAGE}+json`, digest: sha256Of(config), size: 100 },
    layers: layers.map((name) => ({
      mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
      digest: sha256Of(name),
      size: 1,
    })),
    artifactType: PACKAGE,
    ...manifest,
  });
  return { config, leaf };
}

export function craftBundle({
  packages = [{ repository: "acme/x" }],
  layers = [],
  documents = new Map(),
  config: bendConfig = JSON.stringify,
  manifest: bendManifest = JSON.stringify,
  index: bendIndex = JSON.stringify,
  members = [],
}: HostileBundle): Buffer {
  const leaves = packages.map((item) => ({ ...item, ...leafOf(item) }));
  const all = new Map(documents);
  for (const { config, leaf } of leaves) {
    for (const text of [config, leaf]) all.set(`ocx/blobs/${REGISTRY}/${shard(sha256Of(text))}/data`, text);
  }
  const store = storeOf(all);
  const blobs = layers.map(({ name, frames }) => {
    const digest = sha256Of(name);
    const at = `ocx/layers/${REGISTRY}/${shard(digest)}/`;
    return { digest, crafted: layerBlob(frames(at), at, digest) };
  });
  const config = bendConfig({
    formatVersion: 1,
    requires: [],
    platform: { os: "linux", architecture: "amd64", features: [] },
    roots: leaves.slice(-1).map(({ repository, leaf }) => ({
      identifier: `${REGISTRY}/${repository}@${sha256Of(leaf)}`,
      registry: REGISTRY,
      repository,
      leaf: sha256Of(leaf),
      current: false,
      declaredBy: "identifier",
    })),
    packages: leaves.map(({ repository, leaf }) => ({
      registry: REGISTRY,
      leaf: sha256Of(leaf),
      repositories: [repository],
      platform: "linux/amd64",
    })),
    layers: blobs.map(({ digest, crafted }) => ({ registry: REGISTRY, digest, ...tableOf(crafted) })),
    sources: [{ registry: REGISTRY, published: false }],
    store: tableOf(store),
  });
  const manifest = bendManifest({
    schemaVersion: 2,
    mediaType: MANIFEST,
    artifactType: "application/vnd.ocx-bundle.v1",
    config: descriptor("application/vnd.ocx-bundle.config.v1+json", config),
    layers: [store, ...blobs.map(({ crafted }) => crafted)].map(({ bytes }) =>
      descriptor("application/vnd.oci.image.layer.v1.tar+zstd", bytes),
    ),
  });
  const index = bendIndex({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.index.v1+json",
    manifests: [descriptor(MANIFEST, manifest)],
  });
  const blob = (content: string | Buffer) => member(`blobs/sha256/${sha256Of(content).slice(7)}`, content);
  return Buffer.concat([
    ...members,
    member("oci-layout", '{"imageLayoutVersion":"1.0.0"}'),
    member("index.json", index),
    blob(manifest),
    blob(config),
    blob(store.bytes),
    ...blobs.map(({ crafted }) => blob(crafted.bytes)),
    END,
  ]);
}

function descriptor(mediaType: string, content: string | Buffer): object {
  return { mediaType, digest: sha256Of(content), size: Buffer.byteLength(content) };
}

/** A member of the outer tar. */
export function member(name: string, content: string | Buffer): Buffer {
  return entry({ name }, content);
}

function storeOf(documents: ReadonlyMap<string, string>): Crafted {
  const sorted = [...documents].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const frames: Buffer[][] = [[]];
  let size = 0;
  for (const [name, text] of sorted) {
    const bytes = entry({ name }, text);
    if (size + bytes.length > ZEROS.length - END.length) {
      frames.push([]);
      size = 0;
    }
    frames.at(-1)?.push(bytes);
    size += bytes.length;
  }
  frames.at(-1)?.push(END);
  return craft(sorted.length, ...frames.map((some) => Buffer.concat(some)));
}

function layerBlob(frames: ReturnType<HostileLayer["frames"]>, at: string, digest: string): Crafted {
  const first = entry({ name: `${at}content/`, type: "5", mode: 0o755 });
  const last = Buffer.concat([entry({ name: `${at}digest` }, digest), END]);
  const count = frames.reduce((sum, { entries }) => sum + entries, 2);
  return craft(count, first, ...frames.map(({ content }) => content), last);
}

function tableOf({ bytes, blob: { frames, contentSize, entryCount } }: Crafted): object {
  return { blob: sha256Of(bytes), entryCount, contentSize, frames };
}

function shard(digest: string): string {
  return `sha256/${digest.slice(7, 9)}/${digest.slice(9, 39)}`;
}
