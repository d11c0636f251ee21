import { createHash } from "node:crypto";
import { type Bytes, directory, END, type Entry, encodeEntry, file, toBytes } from "./tar.ts";
import { compress } from "./zstd.ts";

/**
 * A writer of bundles for attacks, by docs/bundle-format.md alone. A recipe says what differs from a small honest bundle: its
 * packages and layers, and at each stage a hook that bends what the honest writer would have written. What comes after a bent stage
 * follows from it (digests, sizes, tables), so that a reader gets as far as what was planted.
 */

export interface LayerRecipe {
  /** OCX's digest of the layer is that of this text. */
  readonly name: string;
  readonly entries: Iterable<Entry>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly cut?: (cut: Cut) => Cut;
}

export interface PackageRecipe {
  readonly registry?: string;
  readonly repository?: string;
  readonly tag?: string;
  readonly layers?: readonly LayerRecipe[];
  /** A document of OCX; bytes stand as they are. */
  readonly metadata?: Readonly<Record<string, unknown>> | Buffer;
  readonly dependencies?: readonly PackageRecipe[];
  /** Only needed by others. */
  readonly isRoot?: boolean;
  readonly leaf?: (manifest: LeafDocument) => unknown;
  readonly imageIndex?: (index: ImageIndexDocument) => unknown;
  readonly rootDocument?: (document: RootDocument) => unknown;
}

/** The executable `ocx`: its directory is named by the digest of the content. */
export interface ExecutableRecipe {
  readonly content: Buffer;
  readonly entries?: (honest: readonly Entry[]) => readonly Entry[];
  readonly cut?: (cut: Cut) => Cut;
  readonly row?: (row: ExecutableRow) => unknown;
}

export interface Recipe {
  readonly packages?: readonly PackageRecipe[];
  readonly ocx?: ExecutableRecipe;
  readonly storeEntries?: (entries: readonly Entry[]) => Iterable<Entry>;
  readonly storeCut?: (cut: Cut) => Cut;
  readonly config?: (config: ConfigDocument) => unknown;
  readonly manifest?: (manifest: ManifestDocument) => unknown;
  readonly index?: (index: IndexDocument) => unknown;
  readonly members?: (members: readonly Entry[]) => readonly Entry[];
  readonly bytes?: (bytes: Buffer) => Buffer;
}

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface LeafDocument {
  readonly schemaVersion: number;
  readonly mediaType: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly artifactType: string;
}

export interface ImageIndexDocument {
  readonly schemaVersion: number;
  readonly mediaType: string;
  readonly manifests: readonly (Descriptor & { readonly platform?: unknown })[];
}

export interface RootDocument {
  readonly repository: string;
  readonly tags: Readonly<Record<string, { readonly content: string }>>;
}

export interface RootRow {
  readonly identifier: string;
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly leaf: string;
  readonly index?: string;
  readonly current: boolean;
  readonly declaredBy: string;
}

export interface FrameRow {
  readonly size: number;
  readonly contentSize: number;
  readonly digest: string;
  readonly fileOffset?: number;
}

export interface TableRow {
  readonly blob: string;
  readonly entryCount: number;
  readonly contentSize: number;
  readonly frames: readonly FrameRow[];
}

export type ExecutableRow = TableRow & { readonly digest: string; readonly size: number };

export interface PackageRow {
  readonly registry: string;
  readonly leaf: string;
  readonly repositories: readonly string[];
  readonly platform: string;
}

export interface ConfigDocument {
  readonly formatVersion: number;
  readonly requires: readonly string[];
  readonly platform: { readonly os: string; readonly architecture: string; readonly features: readonly string[] };
  readonly roots: readonly RootRow[];
  readonly packages: readonly PackageRow[];
  readonly layers: readonly (TableRow & { readonly registry: string; readonly digest: string })[];
  readonly sources: readonly { readonly registry: string; readonly published: boolean }[];
  readonly store: TableRow;
}

export interface ManifestDocument {
  readonly schemaVersion: number;
  readonly mediaType: string;
  readonly artifactType: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

export interface IndexDocument {
  readonly schemaVersion: number;
  readonly mediaType: string;
  readonly manifests: readonly (Descriptor & { readonly platform?: unknown; readonly artifactType?: string })[];
}

/** A blob as frames. */
export interface Cut {
  readonly frames: readonly CutFrame[];
  readonly entryCount: number;
}

export interface CutFrame {
  readonly stored: Buffer;
  readonly contentSize: number;
  readonly fileOffset?: number;
}

export const REGISTRY = "reg.test";
export const TYPES = {
  index: "application/vnd.oci.image.index.v1+json",
  manifest: "application/vnd.oci.image.manifest.v1+json",
  layer: "application/vnd.oci.image.layer.v1.tar+zstd",
  config: "application/vnd.ocx-bundle.config.v1+json",
  artifact: "application/vnd.ocx-bundle.v1",
  ocx: "application/vnd.sh.ocx.package.v1",
} as const;
const FRAME = 8 * 1024 * 1024;
const BLOCK = 512;

export function sha256(bytes: Bytes): string {
  return `sha256:${hexOf(bytes)}`;
}

function hexOf(bytes: Bytes): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function shard(digest: string): string {
  const [algorithm = "", hex = ""] = digest.split(":");
  return `${algorithm}/${hex.slice(0, 2)}/${hex.slice(2, 32)}`;
}

function slug(registry: string): string {
  return registry.replaceAll(/[^A-Za-z0-9._-]/g, "_");
}

export function layerPrefix(registry: string, digest: string): string {
  return `ocx/layers/${slug(registry)}/${shard(digest)}/`;
}

/** A layer with one program, honest in everything. */
export const tool = (name = "tool"): LayerRecipe => ({
  name,
  entries: tree(name, [directory("content/bin/"), program(name)]),
});

const program = (name: string): Entry => file("content/bin/tool", `#!/bin/sh\necho ${name}\n`, { mode: 0o755 });

/** A layer's entries around what is below `content/`. */
function tree(name: string, below: readonly Entry[]): readonly Entry[] {
  return [directory("content/"), ...below, file("digest", sha256(name))];
}

export const layer = (name: string, below: readonly Entry[], more: Partial<LayerRecipe> = {}): LayerRecipe => ({
  name,
  entries: tree(name, below),
  ...more,
});

/** Puts JSON, bytes or text into the bytes of a document. */
function encode(document: unknown): Buffer {
  if (Buffer.isBuffer(document)) return document;
  return Buffer.from(JSON.stringify(document));
}

/** Cuts entries into frames, as section 5 says. */
export function cutEntries(entries: Iterable<Entry>, prefix: string): Cut {
  const frames: CutFrame[] = [];
  let held: Buffer[] = [];
  let length = 0;
  let entryCount = 0;
  const flush = (): void => {
    if (length === 0) return;
    frames.push(frameOf(Buffer.concat(held)));
    held = [];
    length = 0;
  };
  for (const entry of entries) {
    const bytes = encodeEntry(entry, prefix);
    entryCount += 1;
    if (length + bytes.length > FRAME) flush();
    if (bytes.length > FRAME) frames.push(...slices(bytes, toBytes(entry.content ?? "").length));
    else {
      held.push(bytes);
      length += bytes.length;
    }
  }
  if (length + END.length > FRAME) flush();
  held.push(END);
  length += END.length;
  flush();
  return { frames, entryCount };
}

export function frameOf(content: Buffer, fileOffset?: number): CutFrame {
  return { stored: compress(content), contentSize: content.length, ...(fileOffset !== undefined && { fileOffset }) };
}

/** A file that is larger than a frame. */
function slices(bytes: Buffer, content: number): CutFrame[] {
  const header = bytes.length - Math.ceil(content / BLOCK) * BLOCK;
  const starts = Array.from({ length: Math.ceil(bytes.length / FRAME) }, (_, index) => index * FRAME);
  return starts.map((start) => frameOf(bytes.subarray(start, start + FRAME), start === 0 ? undefined : start - header));
}

interface Blob {
  readonly bytes: Buffer;
  readonly table: TableRow;
}

function toBlob({ frames, entryCount }: Cut): Blob {
  const bytes = Buffer.concat(frames.map(({ stored }) => stored));
  const rows = frames.map(({ stored, contentSize, fileOffset }) => ({
    size: stored.length,
    contentSize,
    digest: sha256(stored),
    ...(fileOffset !== undefined && { fileOffset }),
  }));
  const contentSize = rows.reduce((sum, row) => sum + row.contentSize, 0);
  return { bytes, table: { blob: sha256(bytes), entryCount, contentSize, frames: rows } };
}

/** A package's documents. */
interface Documents {
  readonly recipe: PackageRecipe;
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  readonly config: Buffer;
  readonly leaf: Buffer;
  readonly imageIndex: Buffer;
}

function documentsOf(recipe: PackageRecipe): Documents {
  const { registry = REGISTRY, repository = "acme/x", tag = "1", layers = [tool()], dependencies = [] } = recipe;
  const { metadata = {} } = recipe;
  const pins = dependencies.map((dependency) => {
    const { registry: owner, repository: path, leaf } = documentsOf(dependency);
    return { identifier: `${owner}/${path}@${sha256(leaf)}`, visibility: "public" };
  });
  const config = Buffer.isBuffer(metadata)
    ? metadata
    : encode({ type: "bundle", version: 1, ...(pins.length > 0 && { dependencies: pins }), ...metadata });
  const honest: LeafDocument = {
    schemaVersion: 2,
    mediaType: TYPES.manifest,
    config: { mediaType: `${TYPES.ocx}+json`, digest: sha256(config), size: config.length },
    layers: layers.map(({ name, annotations }) => ({
      mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
      digest: sha256(name),
      size: 100,
      ...(annotations !== undefined && { annotations }),
    })),
    artifactType: TYPES.ocx,
  };
  const leaf = encode(recipe.leaf?.(honest) ?? honest);
  const offers: ImageIndexDocument = {
    schemaVersion: 2,
    mediaType: TYPES.index,
    manifests: [
      {
        mediaType: TYPES.manifest,
        digest: sha256(leaf),
        size: leaf.length,
        platform: { architecture: "amd64", os: "linux" },
      },
    ],
  };
  return { recipe, registry, repository, tag, config, leaf, imageIndex: encode(recipe.imageIndex?.(offers) ?? offers) };
}

/** The image index that a package's tag names. */
export function imageIndexOf(recipe: PackageRecipe): string {
  return sha256(documentsOf(recipe).imageIndex);
}

/** Every package once, those that others need included. */
function closureOf(packages: readonly PackageRecipe[]): Documents[] {
  const found = new Map<string, Documents>();
  const visit = (recipe: PackageRecipe): void => {
    for (const dependency of recipe.dependencies ?? []) visit({ ...dependency, isRoot: false });
    const documents = documentsOf(recipe);
    const key = `${documents.registry} ${documents.repository}:${documents.tag} ${sha256(documents.leaf)}`;
    if (recipe.isRoot !== false || !found.has(key)) found.set(key, documents);
  };
  packages.forEach(visit);
  return [...found.values()];
}

/** The files of the store layer, sorted. */
function storeOf(packages: readonly Documents[]): Entry[] {
  const files = new Map<string, Buffer>();
  const roots = new Map<string, { document: RootDocument; hook: PackageRecipe["rootDocument"] }>();
  for (const { recipe, registry, repository, tag, config, leaf, imageIndex } of packages) {
    const isRoot = recipe.isRoot !== false;
    for (const document of [config, leaf, ...(isRoot ? [imageIndex] : [])])
      files.set(`blobs/${slug(registry)}/${shard(sha256(document))}/data`, document);
    if (!isRoot) continue;
    const base = `index/${slug(registry)}/p/${repository}`;
    files.set(`${base}/o/sha256/${hexOf(imageIndex)}.json`, imageIndex);
    const known = roots.get(base)?.document.tags ?? {};
    const tags = { ...known, [tag]: { content: sha256(imageIndex) } };
    roots.set(base, { document: { repository: `oci://${registry}/${repository}`, tags }, hook: recipe.rootDocument });
  }
  for (const [base, { document, hook }] of roots) {
    const bent = hook?.(document) ?? document;
    files.set(`${base}.json`, Buffer.isBuffer(bent) ? bent : Buffer.from(JSON.stringify(bent, null, 2)));
  }
  return sorted([...files].map(([path, bytes]) => file(path, bytes)));
}

/** By their raw path bytes. */
export function sorted(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((a, b) => Buffer.compare(toBytes(a.path), toBytes(b.path)));
}

export function buildBundle(recipe: Recipe = {}): Buffer {
  const packages = closureOf(recipe.packages ?? [{}]);
  const honestStore = storeOf(packages);
  const cutStore = cutEntries(recipe.storeEntries?.(honestStore) ?? honestStore, "ocx/");
  const store = toBlob(recipe.storeCut?.(cutStore) ?? cutStore);
  const layers = layersOf(packages);
  const ocx = recipe.ocx && executableOf(recipe.ocx);
  const honest = { ...configOf(packages, layers, store), ...(ocx && { ocx: ocx.row }) };
  const config = encode(bend(recipe.config, honest));
  const configDescriptor = { mediaType: TYPES.config, digest: sha256(config), size: config.length };
  const blobs = [
    ...new Map([store, ...layers, ...(ocx ? [ocx.blob] : [])].map((blob) => [blob.table.blob, blob.bytes])),
  ];
  const manifest = encode(
    bend(recipe.manifest, {
      schemaVersion: 2,
      mediaType: TYPES.manifest,
      artifactType: TYPES.artifact,
      config: configDescriptor,
      layers: blobs.map(([digest, bytes]) => ({ mediaType: TYPES.layer, digest, size: bytes.length })),
    }),
  );
  const index = encode(bend(recipe.index, indexOf(manifest)));
  const member = (name: string, content: Buffer): Entry => file(name, content, { bare: true });
  const members = [
    member("oci-layout", Buffer.from('{"imageLayoutVersion":"1.0.0"}')),
    member("index.json", Buffer.concat([index, Buffer.alloc((BLOCK - (index.length % BLOCK)) % BLOCK, " ")])),
    member(`blobs/sha256/${hexOf(manifest)}`, manifest),
    member(`blobs/sha256/${hexOf(config)}`, config),
    ...blobs.map(([digest, bytes]) => member(`blobs/sha256/${digest.slice(7)}`, bytes)),
  ];
  const bytes = Buffer.concat([...(recipe.members?.(members) ?? members).map((entry) => encodeEntry(entry)), END]);
  return recipe.bytes?.(bytes) ?? bytes;
}

function executableOf({ content, entries, cut, row }: ExecutableRecipe): {
  readonly blob: Blob;
  readonly row: unknown;
} {
  const hex = hexOf(content);
  const honest = [directory(`${hex}/`), file(`${hex}/ocx`, content, { mode: 0o755 })];
  const cutHonest = cutEntries(entries?.(honest) ?? honest, "ocx/.ocx-bundle/ocx/");
  const blob = toBlob(cut?.(cutHonest) ?? cutHonest);
  return { blob, row: bend(row, { digest: sha256(content), size: content.length, ...blob.table }) };
}

function bend<T>(hook: ((honest: T) => unknown) | undefined, honest: T): unknown {
  return hook === undefined ? honest : hook(honest);
}

interface LayerBlob extends Blob {
  readonly registry: string;
  readonly digest: string;
}

/** Each layer once, the largest first. */
function layersOf(packages: readonly Documents[]): LayerBlob[] {
  const found = new Map<string, LayerBlob>();
  for (const { recipe, registry } of packages) {
    for (const { name, entries, cut } of recipe.layers ?? [tool()]) {
      const digest = sha256(name);
      if (found.has(`${registry} ${digest}`)) continue;
      const honest = cutEntries(entries, layerPrefix(registry, digest));
      found.set(`${registry} ${digest}`, { registry, digest, ...toBlob(cut?.(honest) ?? honest) });
    }
  }
  return [...found.values()].toSorted(
    (a, b) => b.table.contentSize - a.table.contentSize || order(a.registry, b.registry) || order(a.digest, b.digest),
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function configOf(packages: readonly Documents[], layers: readonly LayerBlob[], store: Blob): ConfigDocument {
  const rows = new Map<string, PackageRow>();
  for (const { recipe, registry, repository, leaf } of packages) {
    const key = `${registry} ${sha256(leaf)}`;
    const repositories = [...new Set([...(rows.get(key)?.repositories ?? []), repository])].toSorted();
    // Only an image index says what a leaf is for, and a pin names the leaf itself.
    const platform = recipe.isRoot === false ? (rows.get(key)?.platform ?? "unknown") : "linux/amd64";
    rows.set(key, { registry, leaf: sha256(leaf), repositories, platform });
  }
  return {
    formatVersion: 1,
    requires: [],
    platform: { os: "linux", architecture: "amd64", features: [] },
    roots: packages.filter(({ recipe }) => recipe.isRoot !== false).map(rootRow),
    packages: [...rows.values()].toSorted((a, b) => order(a.registry, b.registry) || order(a.leaf, b.leaf)),
    layers: layers.map(({ registry, digest, table }) => ({ registry, digest, ...table })),
    sources: [...new Set(packages.map(({ registry }) => registry))]
      .toSorted()
      .map((registry) => ({ registry, published: false })),
    store: store.table,
  };
}

function rootRow({ registry, repository, tag, leaf, imageIndex }: Documents): RootRow {
  return {
    identifier: `${registry}/${repository}:${tag}`,
    registry,
    repository,
    tag,
    leaf: sha256(leaf),
    index: sha256(imageIndex),
    current: true,
    declaredBy: "identifier",
  };
}

function indexOf(manifest: Buffer): IndexDocument {
  return {
    schemaVersion: 2,
    mediaType: TYPES.index,
    manifests: [
      {
        mediaType: TYPES.manifest,
        digest: sha256(manifest),
        size: manifest.length,
        annotations: { "org.opencontainers.image.ref.name": "ocx-bundle-linux-amd64" },
        platform: { architecture: "amd64", os: "linux" },
        artifactType: TYPES.artifact,
      },
    ],
  };
}
