import type { TreePlan } from "../archive/frames/tree.ts";
import { BundleError } from "../errors.ts";
import { sizeOfHead } from "../layout/tar-head.ts";
import { MAX_CONFIG, MAX_MANIFEST } from "../limits.ts";
import { type Digest, parseDigest } from "../oci/digest.ts";
import { parseDocument } from "../oci/document.ts";
import { imageIndexSchema, type Manifest } from "../oci/manifest.ts";
import { IMAGE_INDEX } from "../oci/media-types.ts";
import { buildHead, type Head, headDocuments } from "./bundle-documents.ts";
import { checkBundleName } from "./bundle-name.ts";
import { type BlobTable, type BundleConfig, type BundleLayer, FORMAT_VERSION } from "./config.ts";
import { type Beside, type Documents, inIndex, withIndex } from "./manifests-beside.ts";

/** The part of the config that does not depend on the blobs. */
export type BundleFacts = Omit<BundleConfig, "formatVersion" | "requires" | "layers" | "store" | "ocx">;

export interface BundleInput {
  /** Name of the bundle in `index.json`, in OCI's tag grammar. */
  readonly name: string;
  readonly facts: BundleFacts;
  readonly store: TreePlan;
  readonly layers: readonly PlannedLayer[];
  readonly ocx?: PlannedExecutable;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Manifests beside the bundle. */
  readonly beside?: Beside;
}

export interface PlannedLayer {
  readonly registry: string;
  /** OCX's name for the layer. */
  readonly digest: Digest;
  readonly plan: TreePlan;
}

/** The executable `ocx`: digest and size of the file, and its tree below `EXECUTABLE_PREFIX`. */
export interface PlannedExecutable {
  readonly digest: Digest;
  readonly size: number;
  readonly plan: TreePlan;
}

/** The trees and documents to write, and the room for the head. */
export interface BundlePlan {
  readonly name: string;
  readonly facts: BundleFacts;
  readonly annotations?: Readonly<Record<string, string>>;
  /** The store layer, the layer trees, each once, and the executable, in the order of their blobs. Frames come in this order. */
  readonly trees: readonly TreePlan[];
  /** In the order of the config; `tree` is a place in {@link trees}. */
  readonly layers: readonly { readonly registry: string; readonly digest: Digest; readonly tree: number }[];
  readonly ocx?: { readonly digest: Digest; readonly size: number; readonly tree: number };
  readonly beside?: Beside;
  /** Bytes kept in front of the first blob. */
  readonly room: number;
}

/**
 * Plans the order of a bundle's blobs and the room of its head. Pure.
 * @throws BundleError `OPTION_INVALID`, `LIMIT_EXCEEDED`
 */
export function planBundle({ name, facts, store, layers, ocx, annotations, beside }: BundleInput): BundlePlan {
  checkBundleName(name);
  const trees = [store];
  const treeOf = new Map<string, number>();
  const ordered = layers.toSorted(inOrder).map(({ registry, digest, plan }) => {
    // Registries whose directories in a home have the same name share a tree, and so a blob.
    const tree = treeOf.get(plan.tree.prefix) ?? trees.push(plan) - 1;
    treeOf.set(plan.tree.prefix, tree);
    return { registry, digest, tree };
  });
  const executable = ocx && { digest: ocx.digest, size: ocx.size, tree: trees.push(ocx.plan) - 1 };
  const plan = {
    name,
    facts: inFixedOrder(facts),
    ...(annotations && { annotations }),
    trees,
    layers: ordered,
    ...(executable && { ocx: executable }),
    ...(beside && { beside }),
  };
  const { root, ...head } = widestHead(plan);
  const documents = { root, documents: headDocuments({ root, ...head }) };
  return { ...plan, room: roomFor(beside ? withIndex(documents, beside.manifestsOf(inIndex(root))) : documents) };
}

/** The documents of a planned bundle, once its blobs are known: one table for each of the plan's trees. */
export function headOf(
  plan: Omit<BundlePlan, "room">,
  tables: readonly BlobTable[],
): { readonly head: Head; readonly config: BundleConfig } {
  const { name, facts, annotations, layers, ocx } = plan;
  const tableOf = (tree: number): BlobTable => {
    const table = tables[tree];
    if (!table) throw new Error(`Cannot describe tree ${tree}: there are ${tables.length} tables`);
    return table;
  };
  const config: BundleConfig = {
    formatVersion: FORMAT_VERSION,
    requires: [],
    ...facts,
    layers: layers.map(({ registry, digest, tree }): BundleLayer => ({ registry, digest, ...tableOf(tree) })),
    store: tableOf(0),
    ...(ocx && { ocx: { digest: ocx.digest, size: ocx.size, ...tableOf(ocx.tree) } }),
  };
  const blobs = tables.map((table) => ({ digest: table.blob, size: sizeOfBlob(table) }));
  return { head: buildHead({ name, config, blobs, ...(annotations && { annotations }) }), config };
}

/** The largest head that the plan can give: only the number of digits of each size varies. */
function widestHead(plan: Omit<BundlePlan, "room">): Head {
  const digest = parseDigest(`sha256:${"0".repeat(64)}`);
  const { head } = headOf(
    plan,
    plan.trees.map(({ entryCount, contentSize, frames }) => ({
      blob: digest,
      entryCount,
      contentSize,
      frames: frames.map((frame) => ({
        size: largestFrame(frame.contentSize),
        contentSize: frame.contentSize,
        digest,
        contentDigest: digest,
        ...(frame.fileOffset !== undefined && { fileOffset: frame.fileOffset }),
      })),
    })),
  );
  limit("config", head.config, MAX_CONFIG);
  limit("manifest", head.manifest, MAX_MANIFEST);
  return head;
}

interface SizedBundle {
  readonly name: string;
  readonly config: BundleConfig;
  readonly manifest: Manifest;
  /** The documents, if an image index is in front of the manifest. */
  readonly index?: Documents;
}

/** Room for the head of an existing bundle: a tar with the same room has the same bytes. */
export function roomOf({ name, config, manifest, index }: SizedBundle): number {
  const ocx = config.ocx && widen(config.ocx);
  const widest = { ...config, store: widen(config.store), layers: config.layers.map(widen), ...(ocx && { ocx }) };
  const tables = [widest.store, ...widest.layers, ...(ocx ? [ocx] : [])];
  const sizes = new Map(tables.map((table) => [table.blob, sizeOfBlob(table)]));
  const blobs = manifest.layers.map(({ digest, size }) => ({ digest, size: sizes.get(digest) ?? size }));
  const { annotations } = manifest;
  const head = buildHead({ name, config: widest, blobs, ...(annotations && { annotations }) });
  const documents = headDocuments(head);
  if (index === undefined) return roomFor({ root: head.root, documents });
  return roomFor({ root: index.root, documents: [...index.documents.slice(0, 1), ...documents] });
}

/** Digits of the largest size of a manifest. */
const MOST_DIGITS = String(MAX_MANIFEST).length;

/** Room for documents. In an image index, each size counts with as many digits as it can have. */
function roomFor({ root, documents }: Documents): number {
  const [index, ...others] = documents;
  if (root.mediaType !== IMAGE_INDEX || index === undefined) return sizeOfHead({ root, documents });
  const { manifests } = parseDocument(index.bytes, imageIndexSchema, "image index");
  const lacking = manifests.reduce((sum, { size }) => sum + Math.max(0, MOST_DIGITS - String(size).length), 0);
  const widest = { ...index, bytes: new Uint8Array(index.bytes.byteLength + lacking) };
  return sizeOfHead({ root: { ...root, size: MAX_MANIFEST }, documents: [widest, ...others] });
}

/** The table with the largest frames that its content can give. */
function widen<Table extends BlobTable>(table: Table): Table {
  return { ...table, frames: table.frames.map((frame) => ({ ...frame, size: largestFrame(frame.contentSize) })) };
}

function sizeOfBlob({ frames }: BlobTable): number {
  return frames.reduce((sum, frame) => sum + frame.size, 0);
}

/** Source: zstd.h, ZSTD_COMPRESSBOUND. The last term is for the header and checksum of the frame. */
function largestFrame(contentSize: number): number {
  return contentSize + Math.ceil(contentSize / 256) + 128;
}

function limit(what: string, bytes: Uint8Array, longest: number): void {
  if (bytes.byteLength <= longest) return;
  const found = `it may take ${bytes.byteLength} bytes, expected at most ${longest}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot write the ${what} of the bundle: ${found}`);
}

/** Sorts the largest first, so that workers finish at about the same time; equal sizes by name. */
function inOrder(a: PlannedLayer, b: PlannedLayer): number {
  return b.plan.contentSize - a.plan.contentSize || compare(a.registry, b.registry) || compare(a.digest, b.digest);
}

/** Sorts all lists except roots, whose order of declaration decides the order of `PATH`. */
export function inFixedOrder(facts: BundleFacts): BundleFacts {
  return {
    ...facts,
    platform: { ...facts.platform, features: facts.platform.features.toSorted(compare) },
    packages: facts.packages.toSorted((a, b) => compare(a.registry, b.registry) || compare(a.leaf, b.leaf)),
    sources: facts.sources.toSorted((a, b) => compare(a.registry, b.registry)),
  };
}

/** Compares by code unit: a bundle's bytes must not depend on the locale. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
