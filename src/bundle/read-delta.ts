import { BundleError } from "../errors.ts";
import type { Bytes } from "../io/bytes.ts";
import type { Content } from "../layout/content.ts";
import { MAX_CONFIG, MAX_MANIFEST } from "../limits.ts";
import { type Descriptor, sameContent } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { parseDocument } from "../oci/document.ts";
import { imageIndexSchema, type Manifest, manifestSchema } from "../oci/manifest.ts";
import { BESIDE, BUNDLE_CONFIG, FULL_MANIFEST, IMAGE_MANIFEST } from "../oci/media-types.ts";
import type { BundleConfig } from "./config.ts";
import { type DeltaConfig, parseDelta } from "./delta-config.ts";
import { namedLayer, onlyLayer } from "./delta-manifest.ts";
import { isBundle } from "./find-bundle.ts";
import type { BesidePlace } from "./manifests-beside.ts";
import { type Delta, openDelta } from "./open-delta.ts";
import { readVerified } from "./read-verified.ts";
import { uniqueLayers } from "./unique-layers.ts";

/** The documents of a delta, and those that it has of its bundle. */
export interface DeltaDocuments {
  readonly delta: DeltaConfig;
  /** Of the bundle. */
  readonly manifest: Manifest;
  readonly descriptor: Descriptor;
  /** Manifests beside the bundle, as its image index names them. */
  readonly beside: readonly Descriptor[];
}

/** Reads the documents of a delta. @throws BundleError `BUNDLE_INVALID`, `BUNDLE_TOO_NEW`, `DIGEST_MISMATCH`, `LIMIT_EXCEEDED` */
export async function readDelta(content: Content, stored: Manifest): Promise<DeltaDocuments> {
  const what = "config of the delta";
  const delta = parseDelta(await readVerified(content, stored.config, { what, longest: MAX_CONFIG }));
  const full = onlyLayer(stored, FULL_MANIFEST);
  const bytes = await readVerified(content, full, { what: "manifest", longest: MAX_MANIFEST });
  const manifest = parseDocument(bytes, manifestSchema, "manifest");
  if (!isBundle(manifest)) throw new BundleError("BUNDLE_INVALID", "Cannot read delta: its manifest is not a bundle's");
  const named = namedLayer(stored);
  if (delta.bundle !== named.digest)
    throw new BundleError("BUNDLE_INVALID", `Cannot read delta: it is of ${delta.bundle}, and has ${named.digest}`);
  if (!sameContent(manifest.config, onlyLayer(stored, BUNDLE_CONFIG)))
    throw new BundleError("BUNDLE_INVALID", "Cannot read delta: its config is not that of its bundle");
  const beside = named === full ? [] : await readIndex(content, named, { full, stored });
  return { delta, manifest, descriptor: { ...full, mediaType: IMAGE_MANIFEST }, beside };
}

/** The bundle of a delta, as far as the delta has it. */
interface BundleInDelta extends Pick<DeltaDocuments, "descriptor" | "manifest" | "beside"> {
  readonly delta: Delta;
  readonly blobs: ReadonlyMap<Digest, Bytes>;
  readonly besideIn: BesidePlace;
}

/**
 * Opens the bundle of a delta.
 * @param place.config the config of the bundle
 * @throws BundleError `BUNDLE_INVALID`, `FRAME_INVALID`, `LIMIT_EXCEEDED`
 */
export function bundleOfDelta(
  documents: DeltaDocuments,
  {
    content,
    config,
    stored,
  }: {
    readonly content: Content;
    readonly config: BundleConfig;
    /** The manifest of the delta, and the blobs that it names. */
    readonly stored: { readonly manifest: Manifest; readonly blobs: ReadonlyMap<Digest, Bytes> };
  },
): BundleInDelta {
  const { descriptor, manifest, beside } = documents;
  const blobs = wholeBlobs(uniqueLayers(manifest.layers, "bundle"), stored.blobs);
  const delta = openDelta({ ...documents, config, blobs, stored, place: content.name });
  return { descriptor, manifest, beside, delta, blobs, besideIn: besideInDelta(content, stored.manifest) };
}

/** Reads the image index of a bundle. It must name the bundle, and otherwise only what travels beside it, which must be there. */
async function readIndex(
  content: Content,
  index: Descriptor,
  { full, stored }: { readonly full: Descriptor; readonly stored: Manifest },
): Promise<readonly Descriptor[]> {
  const bytes = await readVerified(content, index, { what: "image index", longest: MAX_MANIFEST });
  const { manifests } = parseDocument(bytes, imageIndexSchema, "image index");
  const beside = manifests.filter(({ annotations }) => annotations?.[BESIDE] !== undefined);
  const [own, ...others] = manifests.filter((each) => !beside.includes(each));
  if (own === undefined || others.length > 0 || !sameContent(own, full))
    throw new BundleError("BUNDLE_INVALID", "Cannot read delta: the image index of its bundle names another one");
  const absent = beside.find((each) => !stored.layers.some((layer) => sameContent(layer, each)));
  if (absent === undefined) return beside;
  throw new BundleError("BUNDLE_INVALID", `Cannot read delta: it lacks the manifest ${absent.digest}`);
}

/** The place of what travels beside the bundle of a delta: these are layers of the delta, under a media type of their own. */
function besideInDelta(content: Content, { layers }: Manifest): BesidePlace {
  const stored = new Map(layers.map((layer) => [layer.digest, layer]));
  return {
    async open({ digest }) {
      const layer = stored.get(digest);
      return layer && (await content.open(layer));
    },
    // All layers of the delta were announced when it was opened.
    expect: async () => {},
  };
}

/** The blobs of a bundle that a delta has as they are. */
function wholeBlobs(layers: readonly Descriptor[], blobs: ReadonlyMap<Digest, Bytes>): ReadonlyMap<Digest, Bytes> {
  return new Map(
    layers.flatMap((layer) => {
      const bytes = blobs.get(layer.digest);
      if (bytes === undefined) return [];
      if (bytes.size === layer.size) return [[layer.digest, bytes] as const];
      throw new BundleError("BUNDLE_INVALID", `Cannot read delta: blob ${layer.digest} has two sizes`);
    }),
  );
}
