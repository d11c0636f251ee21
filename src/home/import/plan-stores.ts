import { BundleError } from "../../errors.ts";
import { mapInBatches } from "../../io/batches.ts";
import type { Digest } from "../../oci/digest.ts";
import type { Closure, ClosurePackage } from "../closure/closure.ts";
import { readBlob, readReferenced } from "../documents/index-documents.ts";
import { get, parseJson } from "../documents/json-tree.ts";
import { parseMetadata } from "../documents/metadata.ts";
import { parseResolved } from "../documents/resolved.ts";
import type { ReadDocument } from "../model/open-home.ts";
import { layerPath, packagePath, refName, storeBlobPath } from "../model/paths.ts";
import type { DocumentChange, ImportPlan, LayerChange, LinkChange, PackagePlan, Tally } from "./import-plan.ts";
import { inHome, type TargetHome } from "./target-home.ts";

/** The blobs, layer trees and packages of a closure that a home lacks. */
export type StorePlan = Pick<ImportPlan, "blobs" | "layers" | "packages" | "counts">;

/**
 * Compares a closure with the content-addressed stores of a home. A blob counts when its bytes are right, a layer tree when it
 * has `content/`, a package when OCX would use it as it is.
 * @param read reads the bundle's documents.
 */
export async function planStores(target: TargetHome, closure: Closure, read: ReadDocument): Promise<StorePlan> {
  const wanted = blobsOf(closure);
  const blobs = (await mapInBatches(wanted, (blob) => planBlob(target, blob, read))).flatMap((blob) => blob ?? []);
  const trees = closure.layers.map(({ registry, digest }) => ({ registry, digest, path: layerPath(registry, digest) }));
  const layers = (await mapInBatches(trees, (layer) => planLayer(target, layer))).flatMap((layer) => layer ?? []);
  const packages = await mapInBatches(closure.packages, (pkg) => planPackage(target, pkg));
  const counts = { layers: tally(layers.length, trees.length), blobs: tally(blobs.length, wanted.length) };
  return { blobs, layers, packages, counts };
}

interface Blob {
  readonly owner: ClosurePackage;
  readonly digest: Digest;
  readonly path: string;
}

function blobsOf({ packages }: Closure): readonly Blob[] {
  const all = packages.flatMap((owner) =>
    owner.blobs.map((digest): Blob => ({ owner, digest, path: storeBlobPath(owner.registry, digest) })),
  );
  return [...new Map(all.map((blob) => [blob.path, blob])).values()];
}

async function planBlob(
  target: TargetHome,
  { owner, digest, path }: Blob,
  read: ReadDocument,
): Promise<DocumentChange | undefined> {
  const bytes = (await readBlob(read, owner.registry, digest)) ?? (await readFromIndex(read, owner, digest));
  const ours = await target.read(path);
  return ours !== undefined && Buffer.compare(ours, bytes) === 0 ? undefined : { path, bytes };
}

/** A home may have an image index only among its index documents. */
async function readFromIndex(
  read: ReadDocument,
  { registry, repositories }: ClosurePackage,
  digest: Digest,
): Promise<Uint8Array> {
  for (const repository of repositories) {
    const bytes = await readReferenced(read, { registry, repository }, digest);
    if (bytes !== undefined) return bytes;
  }
  throw new BundleError(
    "BUNDLE_INVALID",
    `Cannot import ${registry}/${repositories[0] ?? ""}: the bundle lacks blob ${digest}`,
  );
}

async function planLayer(target: TargetHome, layer: LayerChange): Promise<LayerChange | undefined> {
  return (await target.isDirectory(`${layer.path}/content`)) ? undefined : layer;
}

async function planPackage(target: TargetHome, pkg: ClosurePackage): Promise<PackagePlan> {
  const path = packagePath(pkg.registry, pkg.leaf);
  const state = await packageState(target, path);
  const references = state === "complete" ? await missingLinks(target, blobReferences(target.path, pkg)) : [];
  return { package: pkg, path, state, references, backReferences: [] };
}

/** The state of a package root. Like OCX, uses it as it is only when it is whole and was finished. */
async function packageState(target: TargetHome, path: string): Promise<PackagePlan["state"]> {
  const [content, metadata, resolved, install] = await Promise.all([
    target.isDirectory(`${path}/content`),
    target.read(`${path}/metadata.json`),
    target.read(`${path}/resolve.json`),
    target.read(`${path}/install.json`),
  ]);
  if (
    content &&
    isReadable(metadata, parseMetadata) &&
    isReadable(resolved, parseResolved) &&
    isReadable(install, requireOk)
  ) {
    return "complete";
  }
  return (await target.exists(path)) ? "incomplete" : "missing";
}

function isReadable(bytes: Uint8Array | undefined, parse: (bytes: Uint8Array, what: string) => unknown): boolean {
  try {
    return bytes !== undefined && parse(bytes, "an installed package") !== undefined;
  } catch (error) {
    if (error instanceof BundleError) return false;
    throw error;
  }
}

function requireOk(bytes: Uint8Array, what: string): true | undefined {
  const ok = get(parseJson(bytes, what), "ok");
  return ok?.kind === "boolean" && ok.value ? true : undefined;
}

/** The links in `refs/blobs`: every document that this package is reached through. */
export function blobReferences(home: string, { registry, leaf, blobs }: ClosurePackage): readonly LinkChange[] {
  const folder = `${packagePath(registry, leaf)}/refs/blobs`;
  return blobs.map((digest) => ({
    path: `${folder}/${refName(digest)}`,
    target: inHome(home, storeBlobPath(registry, digest)),
  }));
}

/** The wanted links that are absent here or have another text. */
export async function missingLinks(target: TargetHome, wanted: readonly LinkChange[]): Promise<readonly LinkChange[]> {
  const texts = await mapInBatches(wanted, ({ path }) => target.link(path));
  return wanted.filter((link, i) => texts[i] !== link.target);
}

function tally(added: number, all: number): Tally {
  return { added, present: all - added };
}
