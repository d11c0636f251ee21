import { BundleError } from "../../errors.ts";
import { algorithmOf, type Digest, hexOf } from "../../oci/digest.ts";
import { isRegistry, isRepository, isTag } from "./identifier.ts";

/**
 * Paths of an OCX home, relative to it, with "/". A path never leaves the home: names come from untrusted bundles, so each
 * function throws `PATH_UNSAFE` for a name that could lead out.
 * Source: OCX 0.5, `file_structure/*.rs`.
 */

/** Hex digits of a digest that are part of a path. Two for the folder, thirty for the name. */
const SHARD_HEX = 32;

/** The registry as a directory name. Not reversible: `localhost:5000` and `localhost_5000` share one. */
export function slug(registry: string): string {
  return slugOfPart(safe(registry, isRegistry));
}

/** The slug of a registry, or of the beginning of one. */
export function slugOfPart(text: string): string {
  return text.replaceAll(/[^a-zA-Z0-9._-]/gu, "_");
}

/** `sha256/<2>/<30>`: the first 32 of the hex digits name the directory of an object. */
export function shard(digest: Digest): string {
  const hex = hexOf(digest);
  return `${algorithmOf(digest)}/${hex.slice(0, 2)}/${hex.slice(2, SHARD_HEX)}`;
}

/** The file that holds a blob's bytes. */
export function storeBlobPath(registry: string, digest: Digest): string {
  return `blobs/${slug(registry)}/${shard(digest)}/data`;
}

/** The directory of a layer: its `content/` and its `digest`. */
export function layerPath(registry: string, digest: Digest): string {
  return `layers/${slug(registry)}/${shard(digest)}`;
}

/** The package root of a leaf. */
export function packagePath(registry: string, leaf: Digest): string {
  return `packages/${slug(registry)}/${shard(leaf)}`;
}

/** The shim of a tool that OCX installs on first use. */
export function shimPath(registry: string, repository: string, leaf: Digest): string {
  return `shims/${slug(registry)}/${safe(repository, isRepository)}/${shard(leaf)}`;
}

/** The part of the local index for one registry. */
function indexPath(registry: string): string {
  return `index/${slug(registry)}`;
}

/** The root document of a repository: its tags. */
export function indexRootPath(registry: string, repository: string): string {
  return `${indexPath(registry)}/p/${safe(repository, isRepository)}.json`;
}

/** The index's own copy of an image index, under the repository that refers to it. */
export function dispatchPath(registry: string, repository: string, digest: Digest): string {
  return `${indexPath(registry)}/p/${safe(repository, isRepository)}/o/${algorithmOf(digest)}/${hexOf(digest)}.json`;
}

/** The document with the format version of a published index. */
export function indexConfigPath(registry: string): string {
  return `${indexPath(registry)}/config.json`;
}

/** The catalog of a published index. */
export function catalogPath(registry: string): string {
  return `${indexPath(registry)}/c/index.json`;
}

/** The directory that holds the install links of a repository. */
export function linksPath(registry: string, repository: string): string {
  return `symlinks/${slug(registry)}/${safe(repository, isRepository)}`;
}

/** The install link of a tag. */
export function candidatePath(registry: string, repository: string, tag: string): string {
  return `${linksPath(registry, repository)}/candidates/${safe(tag, isTag)}`;
}

/** The link to the chosen version. */
export function currentPath(registry: string, repository: string): string {
  return `${linksPath(registry, repository)}/current`;
}

/** The name of a link in `refs/deps`, `refs/layers` and `refs/blobs`. */
export function refName(digest: Digest): string {
  return `${algorithmOf(digest)}_${hexOf(digest).slice(0, SHARD_HEX)}`;
}

/**
 * The package that a link's text points at, as `packages/<slug>/<shard>`. Only the tail counts: in a home that was
 * moved, the beginning of a link leads nowhere.
 */
export function packageOfLink(target: string): { readonly slug: string; readonly shard: string } | undefined {
  const tail = /(?:^|[/\\])packages[/\\]([^/\\]+)[/\\](sha\d+)[/\\]([0-9a-f]{2})[/\\]([0-9a-f]{30})[/\\]*$/u.exec(
    target,
  );
  if (tail === null) return undefined;
  const [, registrySlug = "", algorithm, folder, name] = tail;
  return { slug: registrySlug, shard: `${algorithm}/${folder}/${name}` };
}

function safe(name: string, isSafe: (name: string) => boolean): string {
  if (isSafe(name)) return name;
  throw new BundleError("PATH_UNSAFE", `Cannot use "${name}" in a path`);
}
