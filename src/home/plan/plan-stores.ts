import { BundleError } from "../../errors.ts";
import { mapInBatches } from "../../io/batches.ts";
import { type Digest, isDigest } from "../../oci/digest.ts";
import type { Closure, ClosurePackage } from "../closure/closure.ts";
import type { DocumentChange, LayerChange, LinkChange } from "../contents/changes.ts";
import { blobReferences, lostDocuments, lostReferences, stripOf } from "../contents/package-parts.ts";
import type { TargetHome } from "../contents/target-home.ts";
import { readBlob, readReferenced } from "../documents/index-documents.ts";
import { get, parseJsonTree, textOf } from "../documents/json-tree.ts";
import { parseMetadata } from "../documents/metadata.ts";
import { parseResolved } from "../documents/resolved.ts";
import type { ReadDocument } from "../model/open-home.ts";
import { layerPath, packagePath, storeBlobPath } from "../model/paths.ts";
import type { ImportPlan, PackagePlan, Tally } from "./import-plan.ts";

/** The blobs, layer trees and packages of a closure that a home lacks. */
export type StorePlan = Pick<ImportPlan, "blobs" | "layers" | "layerDigests" | "packages" | "counts">;

/**
 * Compares a closure with the content-addressed stores of a home. A blob counts when its bytes are right, a layer tree when it
 * has `content/` with something in it, a package when OCX would use it as it is.
 */
export async function planStores(
  target: TargetHome,
  { closure, read, emptyLayers, repair = false }: StoresInput,
): Promise<StorePlan> {
  const wanted = blobsOf(closure);
  const blobs = (await mapInBatches(wanted, (blob) => planBlob(target, blob, read))).flatMap((blob) => blob ?? []);
  const trees = closure.layers.map(({ registry, digest }) => ({ registry, digest, path: layerPath(registry, digest) }));
  const views = await mapInBatches(trees, (layer) => viewLayer(target, layer, emptyLayers));
  const layers = views.filter(({ isThere }) => !isThere).map(({ layer }) => layer);
  const layerDigests = views
    .filter(({ isThere, hasDigest }) => isThere && !hasDigest)
    .map(({ layer: { path, digest } }) => ({ path: `${path}/digest`, bytes: Buffer.from(digest) }));
  const packages = await mapInBatches(closure.packages, (pkg) => planPackage(target, pkg, repair));
  const counts = { layers: tally(layers.length, trees.length), blobs: tally(blobs.length, wanted.length) };
  return { blobs, layers, layerDigests, packages, counts };
}

interface StoresInput {
  readonly closure: Closure;
  /** Reads the bundle's documents. */
  readonly read: ReadDocument;
  /** Paths of the layers without any entry in the bundle. If it is not known, no empty tree counts as lost. */
  readonly emptyLayers?: ReadonlySet<string>;
  /** Whether documents of complete packages that can be read are compared too. */
  readonly repair?: boolean;
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

interface LayerView {
  readonly layer: LayerChange;
  readonly isThere: boolean;
  readonly hasDigest: boolean;
}

/**
 * An empty tree is a lost one, unless it is empty in the bundle too.
 * @throws BundleError `PATH_UNSAFE` when another layer is there. Nothing proves a layer's digest, so that one may be made up whose first
 * digits, which name the directory, are those of another layer.
 */
async function viewLayer(
  target: TargetHome,
  layer: LayerChange,
  empty: ReadonlySet<string> | undefined,
): Promise<LayerView> {
  const content = `${layer.path}/content`;
  const mayBeEmpty = empty === undefined || empty.has(layer.path);
  const isThere = mayBeEmpty ? await target.isDirectory(content) : await target.hasEntries(content);
  const named = Buffer.from((await target.read(`${layer.path}/digest`)) ?? [])
    .toString()
    .trim();
  const hasDigest = named === layer.digest;
  if (isThere && !hasDigest && isDigest(named) && layerPath(layer.registry, named) === layer.path) {
    const what = `another layer, ${named}, is in its place`;
    throw new BundleError("PATH_UNSAFE", `Cannot import layer ${layer.digest} into ${target.path}: ${what}`);
  }
  return { layer, isThere, hasDigest };
}

async function planPackage(target: TargetHome, pkg: ClosurePackage, repair: boolean): Promise<PackagePlan> {
  const path = packagePath(pkg.registry, pkg.leaf);
  const state = await packageState(target, path, pkg);
  const plan = { package: pkg, path, state, backReferences: [] };
  if (state !== "complete") return { ...plan, documents: [], references: [], isDamaged: false };
  const documents = await lostDocuments(target, pkg, repair);
  const lost = await lostReferences(target, pkg);
  const references = [...lost, ...(await missingLinks(target, blobReferences(target.path, pkg)))];
  return { ...plan, documents, references, isDamaged: documents.length > 0 || lost.length > 0 };
}

/** The state of a package root. Like OCX, uses it as it is only when it is whole and was finished. */
async function packageState(target: TargetHome, path: string, pkg: ClosurePackage): Promise<PackagePlan["state"]> {
  const [content, references, metadata, resolved, install] = await Promise.all([
    hasContent(target, path, pkg),
    // The references to layers are compared one by one; without layers, only their folder can be lost.
    pkg.manifest.layers.length > 0 || target.isDirectory(`${path}/refs/layers`),
    target.read(`${path}/metadata.json`),
    target.read(`${path}/resolve.json`),
    target.read(`${path}/install.json`),
  ]);
  if (
    content &&
    references &&
    isReadable(metadata, parseMetadata) &&
    isReadable(resolved, parseResolved) &&
    isReadable(install, requireFinished)
  ) {
    return "complete";
  }
  return (await target.exists(path)) ? "incomplete" : "missing";
}

/** An empty `content/` is a lost one, unless nothing of its layers goes there. */
async function hasContent(target: TargetHome, path: string, pkg: ClosurePackage): Promise<boolean> {
  if (await target.hasEntries(`${path}/content`)) return true;
  if (!(await target.isDirectory(`${path}/content`))) return false;
  for (const layer of pkg.manifest.layers) {
    if (await target.hasEntries(`${layerPath(pkg.registry, layer.digest)}/content`, stripOf(layer, pkg))) return false;
  }
  return true;
}

function isReadable(bytes: Uint8Array | undefined, parse: (bytes: Uint8Array, what: string) => unknown): boolean {
  try {
    return bytes !== undefined && parse(bytes, "an installed package") !== undefined;
  } catch (error) {
    if (error instanceof BundleError) return false;
    throw error;
  }
}

/** A moment in the forms that OCX reads. */
const MOMENT = /^[+-]?\d+-\d+-\d+[t ]\s*\d+:\d+:\d+(?:\.\d+)?\s*(?:z|[+-]\d\d:?\d\d)$/iu;

/** True for the `install.json` of a finished package: OCX takes one without the time for unfinished. */
function requireFinished(bytes: Uint8Array, what: string): true | undefined {
  const status = parseJsonTree(bytes, what);
  const ok = get(status, "ok");
  const isFinished = ok?.kind === "boolean" && ok.value && MOMENT.test(textOf(get(status, "timestamp")) ?? "");
  return isFinished ? true : undefined;
}

/** The wanted links that are absent here or have another text. */
export async function missingLinks(target: TargetHome, wanted: readonly LinkChange[]): Promise<readonly LinkChange[]> {
  const texts = await mapInBatches(wanted, ({ path }) => target.link(path));
  return wanted.filter((link, i) => texts[i] !== link.target);
}

function tally(added: number, all: number): Tally {
  return { added, present: all - added };
}
