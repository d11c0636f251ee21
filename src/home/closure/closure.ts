import { BundleError } from "../../errors.ts";
import { MAX_RESOLVED } from "../../limits.ts";
import type { Digest } from "../../oci/digest.ts";
import {
  choosePlatform,
  fitsMachine,
  formatPlatform,
  type Platform,
  parsePlatform,
  wantedBelow,
} from "../../oci/platform.ts";
import { isPublished, type RepositoryName, readBlob, readReferenced } from "../documents/index-documents.ts";
import { compareBytes } from "../documents/json-tree.ts";
import { type ImageIndex, type LeafManifest, type Offer, parseManifest } from "../documents/leaf-manifest.ts";
import { type Metadata, parseMetadata } from "../documents/metadata.ts";
import {
  composeResolved,
  type DirectDependency,
  type ResolvedDependency,
  type ResolvedEntry,
} from "../documents/resolved.ts";
import { hasInterface, type Visibility } from "../documents/visibility.ts";
import { formatIdentifier, type Identifier, parseIdentifier } from "../model/identifier.ts";
import type { ReadDocument } from "../model/open-home.ts";
import type { Root } from "../model/root.ts";
import { chooseLeaf, describeOffers } from "./leaf-choice.ts";
import { refuseSameDependencies } from "./same-dependencies.ts";
import { refuseSharedLaunchers } from "./shared-launchers.ts";

/** Everything that a set of roots needs. */
export interface Closure {
  readonly roots: readonly Root[];
  /** Dependencies before their dependents; the order follows from the roots alone. */
  readonly packages: readonly ClosurePackage[];
  /** In the order in which the packages need them, each once per registry. */
  readonly layers: readonly ClosureLayer[];
  /** Sorted by registry. */
  readonly sources: readonly { readonly registry: string; readonly published: boolean }[];
}

export interface ClosureLayer {
  readonly registry: string;
  readonly digest: Digest;
}

export interface ClosurePackage {
  readonly registry: string;
  readonly leaf: Digest;
  /** Sorted. */
  readonly repositories: readonly string[];
  /** From the image index or the lock; "unknown" for a package that is named only by its digest. */
  readonly platform: string;
  readonly manifest: LeafManifest;
  readonly metadata: Metadata;
  /** Direct dependencies, in the order of the metadata. */
  readonly dependencies: readonly ClosureDependency[];
  /** The entries of its `resolve.json`: all dependencies, direct or not, before their dependents. */
  readonly resolved: readonly ResolvedDependency[];
  /** The targets of its `refs/blobs`: leaf, config, and every image index through which this closure reaches it. */
  readonly blobs: readonly Digest[];
}

export interface ClosureDependency {
  /** The pin's repository and tag, with the digest of the leaf. */
  readonly identifier: Identifier & { readonly digest: Digest };
  readonly visibility: Visibility;
  readonly leaf: Digest;
  /** The digest of the pin, if it names an image index. */
  readonly index?: Digest;
}

interface Walk {
  readonly read: ReadDocument;
  readonly nodes: Map<string, Node>;
  readonly wanted: Platform;
  /** Entries in all lists of dependencies so far. */
  readonly count: { resolved: number };
}

/** A package while the graph is walked. Each edge to it adds to the sets. */
interface Node extends Pick<ClosurePackage, "registry" | "leaf" | "manifest" | "metadata" | "dependencies"> {
  readonly resolved: readonly ResolvedEntry[];
  readonly repositories: Set<string>;
  readonly indexes: Set<Digest>;
  readonly platforms: Set<string>;
}

/** One reference to a package, from a root or a dependent. */
interface Edge extends RepositoryName {
  /** Name of the package in messages. */
  readonly name: string;
  readonly leaf: Digest;
  readonly index?: Digest | undefined;
  readonly platform?: Platform | undefined;
}

/**
 * Collects everything that the roots need, from a home or from the store layer of a bundle. Does not look for cycles: it
 * verifies the digest of every document, and a package in a cycle would have to contain its own digest.
 * @param wanted the platform to choose when a dependency is pinned to an image index.
 * @throws BundleError `OBJECT_MISSING` for a hole; `DOCUMENT_INVALID`, `METADATA_INVALID`, `PLATFORM_MISMATCH`,
 * `PLATFORM_AMBIGUOUS`
 */
export async function collectClosure(
  readDocument: ReadDocument,
  roots: readonly Root[],
  wanted: Platform,
): Promise<Closure> {
  const read = remembering(readDocument);
  const nodes = new Map<string, Node>();
  const count = { resolved: 0 };
  for (const root of roots) {
    const platform = await platformOfRoot(read, root, wanted);
    const walk = { read, nodes, count, wanted: platform === undefined ? wanted : wantedBelow(platform, wanted) };
    await visit(walk, { ...root, name: root.identifier, platform });
  }
  const packages = [...nodes.values()].map(toPackage);
  return { roots, packages, layers: layersOf(packages), sources: await sourcesOf(read, packages) };
}

/** Reads each document once: many packages may need the same one. */
function remembering(read: ReadDocument): ReadDocument {
  const documents = new Map<string, Promise<Uint8Array | undefined>>();
  return (path) => {
    const known = documents.get(path) ?? read(path);
    documents.set(path, known);
    return known;
  };
}

async function visit(walk: Walk, way: Edge): Promise<Node> {
  const key = `${way.registry}/${way.leaf}`;
  const node = walk.nodes.get(key) ?? (await load(walk, way));
  // Only now: its dependencies are in the map, so they come before it.
  walk.nodes.set(key, node);
  node.repositories.add(way.repository);
  if (way.index !== undefined) node.indexes.add(way.index);
  if (way.platform !== undefined) node.platforms.add(formatPlatform(way.platform));
  return node;
}

async function load(walk: Walk, { registry, leaf, name }: Edge): Promise<Node> {
  const bytes = (await readBlob(walk.read, registry, leaf)) ?? missing(name, "leaf manifest", leaf);
  const manifest = parseManifest(bytes, `the leaf manifest of ${name}`);
  if (manifest.kind !== "leaf")
    throw new BundleError("DOCUMENT_INVALID", `Cannot follow ${name}: ${leaf} is not a leaf manifest`);
  const config = (await readBlob(walk.read, registry, manifest.config)) ?? missing(name, "config", manifest.config);
  const metadata = parseMetadata(config, `the config of ${name}`);
  const dependencies: ClosureDependency[] = [];
  const direct: DirectDependency[] = [];
  for (const { identifier: pin, visibility } of metadata.dependencies) {
    const way = await resolvePin(walk, pin, name);
    const { resolved } = await visit(walk, way);
    const identifier = { ...pin, digest: way.leaf };
    dependencies.push({
      identifier,
      visibility,
      leaf: way.leaf,
      ...(way.index === undefined ? {} : { index: way.index }),
    });
    direct.push({ identifier, visibility, brings: resolved });
  }
  refuseSameDependencies(name, dependencies);
  const resolved = composeResolved(direct);
  refuseSharedLaunchers([{ name, metadata }, ...visibleTo(walk, resolved)]);
  walk.count.resolved += resolved.length;
  if (walk.count.resolved > MAX_RESOLVED) {
    const what = `all packages together have more than ${MAX_RESOLVED} dependencies`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot follow ${name}: ${what}`);
  }
  return {
    registry,
    leaf,
    manifest,
    metadata,
    dependencies,
    resolved,
    repositories: new Set(),
    indexes: new Set(),
    platforms: new Set(),
  };
}

/** The dependencies that the users of a package see. */
function* visibleTo(
  { nodes }: Walk,
  resolved: readonly ResolvedEntry[],
): Generator<Pick<Node, "metadata"> & { readonly name: string }> {
  for (const { identifier, visibility } of resolved) {
    const { registry, digest } = parseIdentifier(identifier);
    const node = nodes.get(`${registry}/${digest}`);
    if (node !== undefined && hasInterface(visibility)) yield { name: identifier, metadata: node.metadata };
  }
}

/** Resolves a pin. It names a leaf, or an image index from which the platform selects a leaf. */
async function resolvePin(
  { read, wanted }: Walk,
  pin: ClosureDependency["identifier"],
  dependent: string,
): Promise<Edge> {
  const { registry, repository, digest } = pin;
  const name = `${formatIdentifier(pin)} (needed by ${dependent})`;
  const bytes = (await readReferenced(read, pin, digest)) ?? missing(name, "manifest or image index", digest);
  const manifest = parseManifest(bytes, `the manifest of ${name}`);
  if (manifest.kind === "leaf") return { registry, repository, name, leaf: digest };
  const choice = await chooseLeaf(
    manifest.offers,
    wanted,
    async (leaf) => (await readBlob(read, registry, leaf)) !== undefined,
  );
  switch (choice.kind) {
    case "found":
      return { registry, repository, name, leaf: choice.offer.leaf, index: digest, platform: choice.offer.platform };
    case "absent":
      return missing(
        name,
        `leaf manifest for ${describeOffers(choice.offers)}`,
        choice.offers.map(({ leaf }) => leaf).join(" or "),
      );
    case "unfit": {
      const offered = `it is offered for ${describeOffers(manifest.offers)}, expected ${formatPlatform(wanted)}`;
      throw new BundleError("PLATFORM_MISMATCH", `Cannot follow ${name}: ${offered}`);
    }
    case "ambiguous":
      throw new BundleError(
        "PLATFORM_AMBIGUOUS",
        `Cannot follow ${name}: ${describeOffers(choice.offers)} are all in the home`,
      );
  }
}

/** The platform of a root: from its image index, which must list its leaf, else from its lock. */
async function platformOfRoot(read: ReadDocument, root: Root, wanted: Platform): Promise<Platform | undefined> {
  if (root.index === undefined) return root.platform === undefined ? undefined : parsePlatform(root.platform);
  const offers = await offersOf(read, root, root.index);
  // A script may be listed for several machines.
  const first = offers.find(({ platform }) => fitsMachine(platform, wanted)) ?? offers[0];
  if (first !== undefined) return choosePlatform(offers, first.platform)[0]?.platform ?? first.platform;
  throw new BundleError(
    "DOCUMENT_INVALID",
    `Cannot follow ${root.identifier}: ${root.index} does not list ${root.leaf}`,
  );
}

/**
 * The platform by which OCX decides on the links of a root: that of the first entry with its leaf, whatever was wanted. Undefined
 * when that entry says none that OCX knows. Source: OCX, `tasks/resolve.rs`.
 */
export async function listedPlatform(read: ReadDocument, root: Root): Promise<Platform | undefined> {
  if (root.index === undefined) return undefined;
  const { offers, unplaced } = await indexOf(read, root, root.index);
  return unplaced.has(root.leaf) ? undefined : offers.find(({ leaf }) => leaf === root.leaf)?.platform;
}

/** The entries of an image index for the leaf of a root. */
async function offersOf(read: ReadDocument, root: Root, index: Digest): Promise<readonly Offer[]> {
  return (await indexOf(read, root, index)).offers.filter(({ leaf }) => leaf === root.leaf);
}

async function indexOf(read: ReadDocument, root: Root, index: Digest): Promise<ImageIndex> {
  const bytes = (await readReferenced(read, root, index)) ?? missing(root.identifier, "image index", index);
  const manifest = parseManifest(bytes, `the image index of ${root.identifier}`);
  return manifest.kind === "index" ? manifest : { kind: "index", offers: [], unplaced: new Set() };
}

function missing(name: string, role: string, digest: string): never {
  throw new BundleError("OBJECT_MISSING", `Cannot follow ${name}: its ${role} ${digest} is missing`);
}

function toPackage(node: Node): ClosurePackage {
  const { registry, leaf, manifest, metadata, dependencies } = node;
  return {
    registry,
    leaf,
    manifest,
    metadata,
    dependencies,
    repositories: [...node.repositories].toSorted(compareBytes),
    platform: [...node.platforms].toSorted(compareBytes)[0] ?? "unknown",
    resolved: node.resolved.map(({ identifier, visibility }) => ({ identifier, visibility })),
    blobs: [leaf, manifest.config, ...[...node.indexes].toSorted(compareBytes)],
  };
}

function layersOf(packages: readonly ClosurePackage[]): readonly ClosureLayer[] {
  const layers = packages.flatMap(({ registry, manifest }) =>
    manifest.layers.map(({ digest }) => ({ registry, digest })),
  );
  return [...new Map(layers.map((layer) => [`${layer.registry}/${layer.digest}`, layer])).values()];
}

async function sourcesOf(read: ReadDocument, packages: readonly ClosurePackage[]): Promise<Closure["sources"]> {
  const registries = [...new Set(packages.map(({ registry }) => registry))].toSorted(compareBytes);
  return Promise.all(registries.map(async (registry) => ({ registry, published: await isPublished(read, registry) })));
}
