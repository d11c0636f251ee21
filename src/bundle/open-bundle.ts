import { checkFrameTable, type FramedBlob } from "../archive/frames/frame-table.ts";
import { BundleError } from "../errors.ts";
import type { Bytes } from "../io/bytes.ts";
import type { Content } from "../layout/content.ts";
import { MAX_CONFIG, MAX_MANIFEST, MAX_MANIFESTS } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import type { Manifest } from "../oci/manifest.ts";
import { BUNDLE_CONFIG, FULL_INDEX, FULL_MANIFEST, IMAGE_INDEX, IMAGE_MANIFEST } from "../oci/media-types.ts";
import { isTagName } from "../oci/reference.ts";
import { DEFAULT_NAME_OF_SEVERAL, defaultBundleName } from "./bundle-name.ts";
import { type ChosenManifest, chooseManifest, type PlatformOffer, type Wanted } from "./choose-manifest.ts";
import {
  type BlobTable,
  type BundleConfig,
  type BundleLayer,
  EXECUTABLE_PREFIX,
  HOME_PREFIX,
  parseConfig,
} from "./config.ts";
import { isDelta, namedLayer, onlyLayer } from "./delta-manifest.ts";
import { type DocumentReader, type FoundBundle, findBundle, partsOf } from "./find-bundle.ts";
import type { BesidePlace } from "./manifests-beside.ts";
import type { Delta } from "./open-delta.ts";
import { openBlob, readVerified } from "./read-verified.ts";
import { uniqueLayers } from "./unique-layers.ts";

/** An opened bundle for one platform, or a delta of it. Its head and the sizes of its blobs are verified; the blobs are not read yet. */
export interface Bundle {
  /** The place that the bundle was read from. */
  readonly content: Content;
  /** Name in `index.json`, or the default name when another tool dropped it. */
  readonly name: string;
  /** Digest of its descriptor in `index.json`: of the manifest, or of an image index over several; of a delta, as the bundle has it. */
  readonly digest: Digest;
  /** Descriptor of the manifest for this platform. */
  readonly descriptor: Descriptor;
  readonly manifest: Manifest;
  readonly config: BundleConfig;
  /** The manifest in the place and its blobs: of the bundle, or of a delta. Copies are made of these. */
  readonly stored: StoredArtifact;
  /** The other manifests of its image index, such as originals. */
  readonly beside: readonly Descriptor[];
  /** The place of these, and of what they name. A delta lacks some blobs of theirs. */
  readonly besideIn: BesidePlace;
  /** The blobs of the manifest, in its order. A delta lacks some. */
  readonly blobs: ReadonlyMap<Digest, Bytes>;
  /** The store layer, to be read in memory. */
  readonly store: FramedBlob;
  /** The blob of the executable `ocx`, if the bundle has one. */
  readonly ocx?: FramedBlob;
  /**
   * A layer's blob, whose entries lie below `prefix`; without a `target` it is only verified.
   * @throws BundleError `DELTA_INCOMPLETE` for a layer that a delta lacks
   */
  layer(layer: BundleLayer, prefix: string): FramedBlob;
  /** Whether a layer can be read: a delta may lack it. */
  has(layer: BundleLayer): boolean;
  /** Digest of the stored blob that a layer is made from; undefined if there is none. */
  carrierOf(layer: BundleLayer): Digest | undefined;
  readonly delta?: Delta;
}

/** A manifest and its blobs, as they are in the place. */
export interface StoredArtifact {
  readonly descriptor: Descriptor;
  readonly manifest: Manifest;
  readonly blobs: ReadonlyMap<Digest, Bytes>;
}

/** A bundle that was chosen, and what there was to choose from. */
export interface ChosenBundle extends Bundle {
  /** One for each platform. */
  readonly offers: readonly PlatformOffer[];
}

/** Entries at the top of a layer's tree. The file contains the layer's digest. */
const LAYER_TOP = { directory: "content", file: "digest" };

/**
 * Opens a bundle in a place of any kind, for one of its platforms: verifies manifest and config, and checks that they agree. The
 * caller must call the content's `finish` after it has read the blobs.
 * @throws BundleError `BUNDLE_INVALID`, `BUNDLE_TRUNCATED`, `BUNDLE_TOO_NEW`, `BUNDLE_AMBIGUOUS`, `BUNDLE_NOT_FOUND`,
 * `DIGEST_MISMATCH`, `FRAME_INVALID`, `LIMIT_EXCEEDED`, `PLATFORM_MISMATCH`, `PLATFORM_AMBIGUOUS`
 */
export async function openBundle(content: Content, wanted: Wanted = {}): Promise<ChosenBundle> {
  const reader = documentReader(content);
  const found = await findAnnounced(content, reader, wanted.pinned);
  const { offers, ...chosen } = await chooseManifest(found, reader, wanted);
  const bundle = await openChosen(content, found, chosen);
  // The manifest of a delta is not that of its bundle.
  const own = { platform: bundle.config.platform, digest: bundle.descriptor.digest };
  return { ...bundle, offers: bundle.delta === undefined ? offers : [own] };
}

/** A bundle with all its platforms. */
export interface WholeBundle {
  readonly content: Content;
  readonly found: FoundBundle;
  /** Name in `index.json`, or the default name when another tool dropped it. */
  readonly name: string;
  /** As of {@link Bundle}. */
  readonly digest: Digest;
  /** Opens the bundle for each platform, one after the other: all of them together may not fit into memory. */
  platforms(): AsyncGenerator<Bundle>;
}

/**
 * Opens a bundle with all its platforms, and checks the head of each as {@link openBundle} does.
 * @throws BundleError as {@link openBundle}, but for those of platforms
 */
export async function openWhole(content: Content, pinned?: Digest): Promise<WholeBundle> {
  const found = await findAnnounced(content, documentReader(content), pinned);
  async function* platforms(): AsyncGenerator<Bundle> {
    const reader = documentReader(content);
    for (const one of found.manifests)
      yield await openChosen(content, found, { ...one, config: await reader.config(one.manifest) });
  }
  let name: string | undefined;
  for await (const bundle of platforms()) name ??= bundle.name;
  return { content, found, name: name ?? "", digest: found.digest, platforms };
}

/** Finds the bundle. A delta has the config of its bundle behind its own documents: a remote tar must know where. */
async function findAnnounced(
  content: Content,
  reader: DocumentReader,
  pinned: Digest | undefined,
): Promise<FoundBundle> {
  const found = await findBundle(await content.roots(), reader, pinned);
  if (found.manifests.some(({ manifest }) => isDelta(manifest))) await content.expect(partsOf(found));
  return found;
}

async function openChosen(
  content: Content,
  found: FoundBundle,
  { config, ...chosen }: Omit<ChosenManifest, "offers">,
): Promise<Bundle> {
  // Loaded only for a delta.
  const reader = isDelta(chosen.manifest) ? await import("./read-delta.ts") : undefined;
  const documents = await reader?.readDelta(content, chosen.manifest);
  const stored = {
    descriptor: chosen.descriptor,
    manifest: chosen.manifest,
    blobs: await openBlobs(content, found, chosen.manifest),
  };
  const ofDelta = documents && reader?.bundleOfDelta(documents, { content, config, stored });
  const { descriptor, manifest, blobs, beside, besideIn } = ofDelta ?? {
    ...stored,
    beside: found.beside,
    besideIn: content,
  };
  const delta = ofDelta?.delta;
  const framed = (table: BlobTable, prefix: string): FramedBlob => {
    const bytes = blobs.get(table.blob);
    if (!bytes && delta !== undefined) throw delta.lacks(table.blob);
    if (!bytes) throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its manifest does not name ${table.blob}`);
    const { entryCount, contentSize, frames } = table;
    return { name: `${table.blob} in ${content.name}`, bytes, prefix, entryCount, contentSize, frames };
  };
  const store = framed(config.store, HOME_PREFIX);
  checkFrameTable(store);
  for (const layer of config.layers)
    if (blobs.has(layer.blob) || delta === undefined) checkFrameTable(framed(layer, HOME_PREFIX));
  const ocx = config.ocx && framed(config.ocx, EXECUTABLE_PREFIX);
  if (ocx !== undefined) checkFrameTable(ocx);
  return {
    content,
    name: nameOr(found.name, isForSeveral(found) ? DEFAULT_NAME_OF_SEVERAL : defaultBundleName(config.platform)),
    digest: found.digest,
    descriptor,
    stored,
    manifest,
    config,
    beside,
    besideIn,
    blobs,
    store,
    ...(ocx !== undefined && { ocx: { ...ocx, name: `ocx in ${content.name}` } }),
    layer: (layer, prefix) => ({ ...framed(layer, prefix), top: topOf(layer) }),
    has: ({ blob }) => blobs.has(blob),
    carrierOf: ({ blob }) => (blobs.has(blob) ? blob : delta?.patchOf(blob)?.patch),
    ...(delta !== undefined && { delta }),
  };
}

/**
 * The document whose digest is the bundle digest: the manifest, or the image index over those of several platforms. A delta has the
 * one of its bundle.
 */
export interface NamedDocument {
  readonly name?: string;
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
}

/**
 * Reads the document that a bundle's digest names, verified. This is what a signature covers.
 * @throws BundleError what {@link findBundle} throws
 */
export async function readNamedDocument(content: Content, pinned?: Digest): Promise<NamedDocument> {
  const { name, root, manifests } = await findAnnounced(content, documentReader(content), pinned);
  const [delta] = manifests.filter(({ manifest }) => isDelta(manifest));
  const stored = delta === undefined ? root : namedLayer(delta.manifest);
  const bytes = await readManifest(content, stored);
  return { ...(name !== undefined && { name }), descriptor: { ...stored, mediaType: namedType(stored) }, bytes };
}

/** A delta has the document under another media type than its own. */
function namedType({ mediaType }: Descriptor): string {
  if (mediaType === FULL_INDEX) return IMAGE_INDEX;
  return mediaType === FULL_MANIFEST ? IMAGE_MANIFEST : mediaType;
}

/** The entries at the top of a layer's tree. */
export function topOf({ digest }: BundleLayer): NonNullable<FramedBlob["top"]> {
  return { ...LAYER_TOP, text: digest };
}

/** A name from a document if it is one, or another. */
export function nameOr(name: string | undefined, other: string): string {
  return name !== undefined && isTagName(name) ? name : other;
}

/** A bundle for one platform has an image index too, if something travels beside it. */
function isForSeveral({ root, manifests, beside }: FoundBundle): boolean {
  return manifests.length > 1 || (root.mediaType === IMAGE_INDEX && beside.length === 0);
}

/** Opens the blobs of the manifest, in its order. */
async function openBlobs(content: Content, found: FoundBundle, manifest: Manifest): Promise<Map<Digest, Bytes>> {
  const layers = uniqueLayers(manifest.layers, isDelta(manifest) ? "delta" : "bundle");
  await content.expect(partsOf(found), found.beside.length === 0 ? "all" : "first");
  const blobs = new Map<Digest, Bytes>();
  for (const layer of layers) blobs.set(layer.digest, await openBlob(content, layer, "blob"));
  return blobs;
}

/** Reads verified documents. All manifests share one size limit. */
function documentReader(content: Content): DocumentReader {
  let left = MAX_MANIFESTS;
  return {
    name: content.name,
    manifest(descriptor) {
      const longest = Math.min(left, MAX_MANIFEST);
      left -= descriptor.size;
      return readVerified(content, descriptor, { what: "manifest", longest });
    },
    config: async (manifest) => {
      const descriptor = isDelta(manifest) ? onlyLayer(manifest, BUNDLE_CONFIG) : manifest.config;
      return parseConfig(await readConfig(content, descriptor));
    },
  };
}

/** The bytes of a bundle's manifest for its platform, verified. In a delta it is a blob. */
export function readOwnManifest({ content, descriptor, stored, delta }: Bundle): Promise<Uint8Array> {
  return readManifest(content, delta === undefined ? descriptor : onlyLayer(stored.manifest, FULL_MANIFEST));
}

/** The bytes of a manifest, verified. */
export function readManifest(content: Content, descriptor: Descriptor): Promise<Uint8Array> {
  return readVerified(content, descriptor, { what: "manifest", longest: MAX_MANIFEST });
}

/** The bytes of a bundle's config, verified. */
export function readConfig(content: Content, descriptor: Descriptor): Promise<Uint8Array> {
  return readVerified(content, descriptor, { what: "config", longest: MAX_CONFIG });
}
