import { readDocuments } from "../../archive/engine/read-documents.ts";
import type { BundleConfig, BundleRoot } from "../../bundle/config.ts";
import type { DeltaConfig } from "../../bundle/delta-config.ts";
import { blobsBeside, type ManifestBeside } from "../../bundle/manifests-beside.ts";
import type { Bundle, ChosenBundle } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import { type Closure, collectClosure } from "../../home/closure/closure.ts";
import { checkDocuments } from "../../home/documents/document-limits.ts";
import type { ReadDocument } from "../../home/model/open-home.ts";
import { layerPath } from "../../home/model/paths.ts";
import type { Root } from "../../home/model/root.ts";
import { formatPlatform, type Platform } from "../../oci/platform.ts";
import type { BundleSummary, DeltaSummary, OriginalsSummary } from "../results/bundle-summary.ts";
import { summarizeBundle, summarizeDelta, summarizeLayers } from "../results/summarize-bundle.ts";
import { checkConfigAgainstPackages } from "./check-config-against-packages.ts";
import { layerPrefix } from "./layer-blob.ts";

/** The packages of a bundle, read from OCX's own documents in its store layer. */
export interface BundleContent {
  readonly closure: Closure;
  /** The same of all roots of the bundle, for its own platform. */
  readonly whole: Closure;
  /** Reads the store layer as if it were a home. */
  readonly read: ReadDocument;
}

export interface ReadOptions {
  /** Chooses the wanted roots from all roots of the bundle. */
  readonly choose?: (roots: readonly Root[], whole: Closure) => readonly Root[];
  /** Platform to resolve for. Default: that of the bundle. */
  readonly platform?: Platform;
}

/**
 * Reads the store layer, checks every document in it, and follows the chosen roots.
 * @throws BundleError `BUNDLE_INVALID` when config and documents disagree; `LIMIT_EXCEEDED`; what a damaged blob or a hole throws
 */
export async function readBundle(bundle: Bundle, { choose, platform }: ReadOptions = {}): Promise<BundleContent> {
  const documents = await readDocuments({ ...bundle.store, name: `the store layer in ${bundle.content.name}` });
  checkDocuments(documents.values());
  const read: ReadDocument = async (path) => documents.get(path);
  const all = bundle.config.roots.map((root) => withPlatform(root, bundle));
  const whole = await collectClosure(read, all, bundle.config.platform);
  checkListed(bundle, whole);
  await checkConfigAgainstPackages(bundle.config, whole, documents);
  if (choose === undefined && platform === undefined) return { closure: whole, whole, read };
  const closure = await collectClosure(read, choose?.(all, whole) ?? all, platform ?? bundle.config.platform);
  checkListed(bundle, closure);
  return { closure, whole, read };
}

/** Entries of a layer's blob besides its content: the directory `content/` and the file `digest`. */
const ENTRIES_OF_EMPTY_LAYER = 2;

/** Paths in a home of the layers that have no entries. */
export function emptyLayers({ layers }: BundleConfig): ReadonlySet<string> {
  const empty = layers.filter(({ entryCount }) => entryCount <= ENTRIES_OF_EMPTY_LAYER);
  return new Set(empty.map(({ registry, digest }) => layerPath(registry, digest)));
}

/** Manifests beside a bundle that was read. */
export interface ReadBeside {
  readonly manifests: readonly ManifestBeside[];
  readonly originals?: OriginalsSummary | undefined;
}

/** Summary of a bundle that was read. */
export async function summarizeOpened(
  bundle: ChosenBundle,
  { closure }: BundleContent,
  { manifests, originals }: ReadBeside = { manifests: [] },
): Promise<BundleSummary> {
  const { config, name, digest, content } = bundle;
  return summarizeBundle(closure, {
    name,
    digest,
    size: await content.size(),
    platform: formatPlatform(config.platform),
    layers: summarizeLayers(config),
    ...severalPlatforms(bundle),
    ...(config.ocx !== undefined && { ocx: { digest: config.ocx.digest, size: config.ocx.size } }),
    ...(config.project !== undefined && { project: config.project }),
    ...(originals && { originals }),
    ...(bundle.delta !== undefined && { delta: summarizeRead(bundle, bundle.delta.config, manifests) }),
  });
}

function summarizeRead(
  { config, manifest, stored }: Bundle,
  delta: DeltaConfig,
  manifests: readonly ManifestBeside[],
): DeltaSummary {
  return summarizeDelta({
    config,
    blobs: manifest.layers,
    delta,
    carried: stored.manifest.layers,
    beside: blobsBeside(manifests),
  });
}

/** The summary of a bundle for several platforms. */
function severalPlatforms({ descriptor, digest, offers }: ChosenBundle): Partial<BundleSummary> {
  if (descriptor.digest === digest) return {};
  const platforms = offers.map((offer) => ({ platform: formatPlatform(offer.platform), digest: offer.digest }));
  return { manifestDigest: descriptor.digest, platforms };
}

/** Adds the platform from the config: a root from a lock has no image index to tell it. */
function withPlatform(root: BundleRoot, { config }: Bundle): Root {
  const { platform } =
    config.packages.find(({ registry, leaf }) => registry === root.registry && leaf === root.leaf) ?? {};
  return platform === undefined || platform === "unknown" ? root : { ...root, platform };
}

/** Checks that the config lists every layer that the documents need. */
function checkListed({ config }: Bundle, { layers }: Closure): void {
  const listed = new Set(config.layers.map(layerPrefix));
  const absent = layers.filter((layer) => !listed.has(layerPrefix(layer)));
  if (absent.length === 0) return;
  const names = absent.map(({ registry, digest }) => `${registry} ${digest}`).join(", ");
  throw new BundleError("BUNDLE_INVALID", `Cannot use bundle: it lacks layer ${names}`);
}
