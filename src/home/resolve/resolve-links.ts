import { BundleError } from "../../errors.ts";
import { type Digest, digestOf } from "../../oci/digest.ts";
import { choosePlatform } from "../../oci/platform.ts";
import { type RepositoryName, readReferenced, readRootDocument } from "../documents/index-documents.ts";
import { type Offer, parseManifest } from "../documents/leaf-manifest.ts";
import { formatIdentifier, type Identifier } from "../model/identifier.ts";
import type { Home } from "../model/open-home.ts";
import { linksPath, shard } from "../model/paths.ts";
import type { Root } from "../model/root.ts";
import { type FoundLink, findInstallLinks } from "./install-links.ts";
import { registryFinder } from "./registries.ts";
import type { Resolution, ResolveOptions } from "./resolve-reference.ts";
import { catchFailure, type ResolvedOrFailed, toFinding } from "./resolved-or-failed.ts";

/**
 * Resolves every install link of a home, sorted. A tag with which the local index agrees travels with its index entry; any
 * other link travels alone, with a warning. `current` is a property of the candidates that point at the same package.
 * @throws BundleError `NOTHING_DECLARED` when there are no links
 */
export async function resolveLinks(home: Home, options: ResolveOptions): Promise<readonly ResolvedOrFailed[]> {
  const links = await findInstallLinks(home);
  if (links.length === 0)
    throw new BundleError("NOTHING_DECLARED", `Cannot find a package in ${home.path}: it has no install links`, {
      hint: "Install packages with `ocx package install`, or set `home` to the home that has them.",
    });
  const findRegistry = registryFinder(home);
  const currents = new Set(links.filter(({ tag }) => tag === undefined).map(keyOf));
  const candidates = new Set(links.filter(({ tag }) => tag !== undefined).map(keyOf));
  const findings: ResolvedOrFailed[] = [];
  for (const link of links) {
    if (link.tag === undefined && candidates.has(keyOf(link))) continue;
    const facts = { current: currents.has(keyOf(link)), options };
    findings.push(
      await catchFailure(async () => {
        const registry = await findRegistry(link.slug, link.repository);
        return resolveLink(home, { link, registry }, facts);
      }),
    );
  }
  return findings;
}

/**
 * The package of one repository that `current` points at, or the only one that candidates point at, as a root without a tag.
 * Undefined if there is none, or if its leaf manifest is missing.
 * @throws BundleError `DOCUMENT_INVALID`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function resolveLinked(home: Home, { registry, repository }: RepositoryName): Promise<Root | undefined> {
  const links = (await findInstallLinks(home)).filter(
    (link) => `symlinks/${link.slug}/${link.repository}` === linksPath(registry, repository),
  );
  const current = links.find(({ tag }) => tag === undefined);
  const [only, ...others] = new Map(links.map((link) => [link.shard, link])).values();
  const link = current ?? (others.length === 0 ? only : undefined);
  const leaf = link && (await leafOf(home, link));
  if (leaf === undefined) return undefined;
  const identifier = formatIdentifier({ registry, repository, digest: leaf });
  return { identifier, registry, repository, leaf, current: true, declaredBy: "link" };
}

async function resolveLink(
  home: Home,
  { link, registry }: { readonly link: FoundLink; readonly registry: string },
  { current, options }: { readonly current: boolean; readonly options: ResolveOptions },
): Promise<ResolvedOrFailed> {
  const { repository, tag } = link;
  const place: Identifier = { registry, repository, ...(tag === undefined ? {} : { tag }) };
  const leaf = await leafOf(home, link);
  if (leaf === undefined)
    return {
      kind: "absent",
      identifier: formatIdentifier(place),
      reason: "the home has no leaf manifest for its install link",
    };
  const indexed = tag === undefined ? undefined : await indexedAs(home, place, { ...options, leaf });
  if (indexed !== undefined && indexed !== "yanked") {
    return toFinding(place, indexed, { identifier: formatIdentifier(place), current, declaredBy: "identifier" });
  }
  const identifier = formatIdentifier({ ...place, digest: leaf });
  const finding = toFinding(place, { kind: "found", leaf }, { identifier, current, declaredBy: "link" });
  if (finding.kind !== "root" || tag === undefined) return finding;
  const why =
    indexed === "yanked"
      ? "its publisher has withdrawn it, and OCX_ALLOW_YANKED is not set"
      : "the local index lacks the tag, or has another package for it";
  return { ...finding, warning: `${formatIdentifier(place)} travels without its index entry: ${why}` };
}

/** The full digest of a link's leaf; the link has only half of it. */
async function leafOf(home: Home, { slug, shard: named }: FoundLink): Promise<Digest | undefined> {
  const path = `blobs/${slug}/${named}/data`;
  const bytes = await home.read(path);
  if (bytes === undefined || bytes.byteLength === 0) return undefined;
  const leaf = digestOf(bytes, named.slice(0, named.indexOf("/")));
  if (shard(leaf) === named) return leaf;
  throw new BundleError("DOCUMENT_INVALID", `Cannot use ${path}: its content has the digest ${leaf}`);
}

/** The resolution of a tag by the local index, if that includes the leaf; else undefined. */
async function indexedAs(
  home: Home,
  place: Identifier,
  { leaf, wanted, allowYanked }: ResolveOptions & { readonly leaf: Digest },
): Promise<Resolution | "yanked" | undefined> {
  const root = await readRootDocument(home.read, place);
  const tag = root?.tags.get(place.tag ?? "");
  if (root === undefined || tag === undefined) return undefined;
  if (!allowYanked && (root.yanked || tag.yanked)) return "yanked";
  if (tag.content === leaf) return { kind: "found", leaf };
  const bytes = await readReferenced(home.read, place, tag.content);
  if (bytes === undefined) return undefined;
  const manifest = parseManifest(bytes, `the image index of ${formatIdentifier(place)}`);
  const offers: readonly Offer[] =
    manifest.kind === "index" ? manifest.offers.filter((offer) => offer.leaf === leaf) : [];
  const [offer] = [...choosePlatform(offers, wanted), ...offers];
  return offer === undefined ? undefined : { kind: "found", leaf, index: tag.content, platform: offer.platform };
}

function keyOf({ slug, repository, shard: named }: FoundLink): string {
  return [slug, repository, named].join("\0");
}
