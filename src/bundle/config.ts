import type { Frame } from "../archive/frames/frame-table.ts";
import { tarSize } from "../archive/frames/frame-table.ts";
import { BundleError } from "../errors.ts";
import { MAX_CONFIG_VALUES } from "../limits.ts";
import type { Digest } from "../oci/digest.ts";
import { parseDocument } from "../oci/document.ts";
import { printable } from "../printable.ts";
import { configSchema, versionSchema } from "./config-schema.ts";

/** The version of the bundle format that this program writes, and the newest it reads. */
export const FORMAT_VERSION = 1;

/** Prefix of every path in a blob: a plain `tar -C /opt -xf` makes a home at `/opt/ocx`. */
export const HOME_PREFIX = "ocx/";

/** Folder of the directory with the executable `ocx`, which is named by its digest. */
export const EXECUTABLE_PREFIX = `${HOME_PREFIX}.ocx-bundle/ocx/`;
/** Entries of its blob: that directory, and the file. */
const EXECUTABLE_ENTRIES = 2;

/** Features in `requires` that this reader supports. There are none yet. */
const KNOWN_FEATURES: readonly string[] = [];

/** The config: lists the content of a bundle and how its blobs are cut into frames. */
export interface BundleConfig {
  readonly formatVersion: typeof FORMAT_VERSION;
  readonly requires: readonly string[];
  readonly platform: BundlePlatform;
  readonly roots: readonly BundleRoot[];
  readonly packages: readonly BundlePackage[];
  readonly layers: readonly BundleLayer[];
  readonly sources: readonly BundleSource[];
  readonly store: BundleStore;
  readonly project?: BundleProject;
  readonly ocx?: BundleExecutable;
}

/** Platform that the bundle was resolved for. */
export interface BundlePlatform {
  readonly os: string;
  readonly architecture: string;
  /** OCI's `os.features`: `libc.glibc`, `libc.musl`. */
  readonly features: readonly string[];
}

/** One package that the user or the project's lock asked for. */
export interface BundleRoot {
  /** In OCX's display form, as declared: `ocx.sh/acme/hello:2.0.0`. */
  readonly identifier: string;
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  /** Digest of the leaf manifest, which identifies the package. */
  readonly leaf: Digest;
  /** Digest of the image index that the tag names, if it names one. */
  readonly index?: Digest;
  /** True if the source home had it as `current`. */
  readonly current: boolean;
  /** Declared by an identifier, by a project's lock, or by an install link whose tag is missing in the index. */
  readonly declaredBy: "identifier" | "lock" | "link";
  /** Name of the binding in the lock. */
  readonly name?: string;
  /** Groups of the lock that contain the binding. */
  readonly groups?: readonly string[];
}

/** One package of the closure, named by its leaf manifest. */
export interface BundlePackage {
  readonly registry: string;
  readonly leaf: Digest;
  readonly repositories: readonly string[];
  /** Platform of the leaf: `linux/amd64+libc.glibc`, `any`, `unknown`. */
  readonly platform: string;
}

/** The frames of one blob, and the size and number of its entries. Sizes are bytes. */
export interface BlobTable {
  readonly blob: Digest;
  readonly entryCount: number;
  readonly contentSize: number;
  readonly frames: readonly Frame[];
}

/** One layer tree; `digest` is OCX's name for it, that of the publisher's blob. */
export interface BundleLayer extends BlobTable {
  readonly registry: string;
  readonly digest: Digest;
}

export type BundleStore = BlobTable;

/** A registry, and whether its index is published or derived from the registry's tags. */
export interface BundleSource {
  readonly registry: string;
  readonly published: boolean;
}

/** Identifies the lock that was exported; the bundle does not contain its text. */
export interface BundleProject {
  readonly declarationHash: Digest;
  readonly groups: readonly string[];
}

/** The executable `ocx`. `digest` and `size` are those of the file. */
export interface BundleExecutable extends BlobTable {
  readonly digest: Digest;
  readonly size: number;
}

/** The bytes of a config: keys in the order of the format, no white space. The same value always gives the same bytes. */
export function encodeConfig(config: BundleConfig): Uint8Array {
  const { formatVersion, requires, platform, roots, packages, layers, sources, store, project, ocx } = config;
  const ordered = {
    formatVersion,
    requires,
    platform: { os: platform.os, architecture: platform.architecture, features: platform.features },
    roots: roots.map(orderRoot),
    packages: packages.map((item) => ({
      registry: item.registry,
      leaf: item.leaf,
      repositories: item.repositories,
      platform: item.platform,
    })),
    layers: layers.map((layer) => ({ registry: layer.registry, digest: layer.digest, ...orderTable(layer) })),
    sources: sources.map(({ registry, published }) => ({ registry, published })),
    store: orderTable(store),
    ...(project && { project: { declarationHash: project.declarationHash, groups: project.groups } }),
    ...(ocx && { ocx: { digest: ocx.digest, size: ocx.size, ...orderTable(ocx) } }),
  };
  return new TextEncoder().encode(JSON.stringify(ordered));
}

// JSON.stringify omits undefined values, so optional keys can stay in their place.
function orderRoot(root: BundleRoot): unknown {
  const { identifier, registry, repository, tag, leaf, index, current, declaredBy, name, groups } = root;
  return { identifier, registry, repository, tag, leaf, index, current, declaredBy, name, groups };
}

function orderTable({ blob, entryCount, contentSize, frames }: BlobTable) {
  return { blob, entryCount, contentSize, frames: frames.map(orderFrame) };
}

function orderFrame({ size, contentSize, digest, contentDigest, fileOffset }: Frame): unknown {
  return { size, contentSize, digest, contentDigest, fileOffset };
}

/**
 * Reads and checks a config. The version comes first: a newer document may not fit the schema at all.
 * @throws BundleError `BUNDLE_TOO_NEW`, `BUNDLE_INVALID`, `LIMIT_EXCEEDED`
 */
export function parseConfig(bytes: Uint8Array): BundleConfig {
  const { formatVersion, requires } = parseDocument(bytes, versionSchema, "config", MAX_CONFIG_VALUES);
  if (formatVersion > FORMAT_VERSION) {
    const found = `it has format version ${formatVersion}, expected at most ${FORMAT_VERSION}`;
    throw new BundleError("BUNDLE_TOO_NEW", `Cannot read bundle: ${found}`, {
      hint: `Use a newer ocx-bundle, one that reads format version ${formatVersion}.`,
    });
  }
  const unknown = requires.filter((feature) => !KNOWN_FEATURES.includes(feature));
  if (unknown.length > 0) {
    const found = `it requires ${unknown.map((feature) => `"${feature}"`).join(", ")}`;
    throw new BundleError(
      "BUNDLE_TOO_NEW",
      `Cannot read bundle: ${found}, expected only features that this version knows`,
    );
  }
  const config: BundleConfig = parseDocument(bytes, configSchema, "config", MAX_CONFIG_VALUES);
  checkConfig(config);
  return config;
}

/** Checks rules that a schema cannot express: names are unique, and references have a target. */
function checkConfig(config: BundleConfig): void {
  const packages = unique(
    "packages",
    config.packages.map(({ registry, leaf }) => `${registry} ${leaf}`),
  );
  unique(
    "layers",
    config.layers.map(({ registry, digest }) => `${registry} ${digest}`),
  );
  unique(
    "sources",
    config.sources.map(({ registry }) => registry),
  );
  if (config.ocx !== undefined) checkExecutable(config.ocx);
  for (const root of config.roots) {
    checkName(root);
    const { registry, leaf, identifier } = root;
    if (!packages.has(`${registry} ${leaf}`)) refuseConfig(`root ${identifier} is not among its packages`);
  }
}

/** Checks that the table is of a tar with a directory and a file of the announced size. */
function checkExecutable({ size, entryCount, contentSize }: BundleExecutable): void {
  if (entryCount !== EXECUTABLE_ENTRIES) refuseConfig(`ocx has ${entryCount} entries, expected ${EXECUTABLE_ENTRIES}`);
  const expected = tarSize([0, size]);
  if (contentSize !== expected) refuseConfig(`ocx has ${contentSize} bytes of content, expected ${expected}`);
}

/** Checks that a root's identifier, which users read, agrees with its other fields, which the import uses. */
function checkName({ identifier, registry, repository, tag, leaf, index }: BundleRoot): void {
  if (tag !== undefined && printable(tag) !== tag) refuseConfig(`a tag is not shown as it is: ${tag}`);
  const name = `${registry}/${repository}${tag === undefined ? "" : `:${tag}`}`;
  const pinned = [leaf, index].filter((digest) => digest !== undefined).map((digest) => `${name}@${digest}`);
  const [expected = "", ...others] = tag === undefined ? pinned : [name, ...pinned];
  if (identifier !== expected && !others.includes(identifier))
    refuseConfig(`a root is called ${identifier}, expected ${expected}`);
}

function unique(what: string, names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) refuseConfig(`its ${what} have ${name} twice`);
    seen.add(name);
  }
  return seen;
}

function refuseConfig(found: string): never {
  throw new BundleError("BUNDLE_INVALID", `Cannot read config of the bundle: ${found}`);
}
