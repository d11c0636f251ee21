import { BundleError } from "../errors.ts";
import { nameList } from "../layout/read-layout.ts";
import { MAX_CANDIDATES, MAX_CONFIGS } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { parseDocument } from "../oci/document.ts";
import { imageIndexSchema, type Manifest, manifestSchema } from "../oci/manifest.ts";
import {
  BESIDE,
  BUNDLE_ARTIFACT,
  BUNDLE_CONFIG,
  FULL_MANIFEST,
  IMAGE_INDEX,
  IMAGE_MANIFEST,
  REF_NAME,
} from "../oci/media-types.ts";
import { excerpt } from "../printable.ts";
import { type BundleConfig, FORMAT_VERSION } from "./config.ts";
import { isDelta, namedLayer, onlyLayer } from "./delta-manifest.ts";

/** The bundle of a layout, for one platform or for several. */
export interface FoundBundle {
  /** Name in `index.json`; absent when another tool dropped it. */
  readonly name?: string;
  /** Descriptor in `index.json`: of the manifest, or of an image index over several. Its digest is that of the bundle. */
  readonly root: Descriptor;
  /** One for each platform. */
  readonly manifests: readonly FoundManifest[];
  /** Manifests beside the bundle in its image index, whose digest covers them. They are not read. */
  readonly beside: readonly Descriptor[];
  /** Digest of the bundle: that of {@link root}; of a delta, that of the document that it has as a layer. */
  readonly digest: Digest;
}

export interface FoundManifest {
  readonly descriptor: Descriptor;
  readonly manifest: Manifest;
}

/** Reads verified documents. */
export interface DocumentReader {
  /** Of the place that they are in, for messages. */
  readonly name: string;
  manifest(descriptor: Descriptor): Promise<Uint8Array>;
  config(manifest: Manifest): Promise<BundleConfig>;
}

/**
 * Finds the one bundle among a layout's descriptors: a manifest, or an image index with manifests for several platforms. The
 * artifact type is read from the manifest, since other tools drop it from descriptors. Other content is ignored.
 * @param pinned digest that the bundle must have, or its manifest for one of its platforms
 * @throws BundleError `BUNDLE_INVALID`, `BUNDLE_TOO_NEW`, `BUNDLE_AMBIGUOUS`, `DIGEST_MISMATCH`
 */
export async function findBundle(
  roots: readonly Descriptor[],
  reader: DocumentReader,
  pinned?: Digest,
): Promise<FoundBundle> {
  const others = new Set<string>();
  const bundles: FoundBundle[] = [];
  const counted = countingReader(reader);
  for (const root of candidatesOf(roots)) {
    const { manifests, beside } = await readManifests(root, counted);
    const found = manifests.filter(({ manifest }) => isBundle(manifest));
    const name = root.annotations?.[REF_NAME];
    checkConfigs(found.map(({ manifest }) => manifest.config.size));
    const named = name === undefined ? {} : { name };
    const delta = manifests.find(({ manifest }) => isDelta(manifest));
    if (found.length > 0) bundles.push({ root, manifests: found, beside, digest: root.digest, ...named });
    else if (delta !== undefined)
      bundles.push({ root, manifests: [delta], beside: [], digest: namedLayer(delta.manifest).digest, ...named });
    else for (const { manifest } of manifests) others.add(manifest.artifactType ?? manifest.config.mediaType);
  }
  const meant = pinned === undefined ? undefined : bundles.find((bundle) => hasDigest(bundle, pinned));
  if (meant !== undefined) return meant;
  const [bundle] = bundles;
  if (!bundle) throw notABundle([...others], reader.name);
  if (bundles.length > 1) {
    const found = `${bundles.length} bundles are in it (${nameList(bundles.map(({ root }) => root))})`;
    throw new BundleError("BUNDLE_AMBIGUOUS", `Cannot read bundle ${reader.name}: ${found}, expected one`);
  }
  if (pinned !== undefined) {
    const found = `its digest is ${bundle.digest}, expected ${pinned}`;
    throw new BundleError("DIGEST_MISMATCH", `Cannot use bundle ${reader.name}: ${found}`, {
      hint: "Fetch the pinned bundle, or correct the digest: this is another bundle.",
    });
  }
  return bundle;
}

function hasDigest(bundle: FoundBundle, digest: Digest): boolean {
  if (bundle.digest === digest) return true;
  return bundle.manifests.some(({ descriptor, manifest }) => {
    // The manifest of a delta is not that of its bundle.
    const own = isDelta(manifest) ? onlyLayer(manifest, FULL_MANIFEST) : descriptor;
    return own.digest === digest;
  });
}

/**
 * Everything that a bundle is made of, each once, in the order in which it stands in a tar: manifests, configs, store layers, layer
 * blobs.
 */
export function partsOf({ root, manifests }: Pick<FoundBundle, "root" | "manifests">): readonly Descriptor[] {
  const parts = [
    root,
    ...manifests.map(({ descriptor }) => descriptor),
    ...manifests.map(({ manifest }) => manifest.config),
    ...blobsOf(manifests.map(({ manifest }) => manifest)),
  ];
  return once(parts);
}

/** The blobs of some manifests, in the order of a tar: first all store layers, then the layer blobs, each once. */
export function blobsOf(manifests: readonly Manifest[]): readonly Descriptor[] {
  return once([
    ...manifests.flatMap(({ layers }) => layers.slice(0, 1)),
    ...manifests.flatMap(({ layers }) => layers.slice(1)),
  ]);
}

function once(descriptors: readonly Descriptor[]): readonly Descriptor[] {
  const byDigest = new Map<Digest, Descriptor>();
  for (const descriptor of descriptors)
    if (!byDigest.has(descriptor.digest)) byDigest.set(descriptor.digest, descriptor);
  return [...byDigest.values()];
}

/** The named descriptors, or all if none has a name; each digest once. */
function candidatesOf(descriptors: readonly Descriptor[]): readonly Descriptor[] {
  const known = descriptors.filter(({ mediaType }) => mediaType === IMAGE_MANIFEST || mediaType === IMAGE_INDEX);
  const named = known.filter(({ annotations }) => annotations?.[REF_NAME] !== undefined);
  const byDigest = new Map((named.length > 0 ? named : known).toReversed().map((item) => [item.digest, item]));
  if (byDigest.size > MAX_CANDIDATES) throw tooMany(`${byDigest.size}`);
  return [...byDigest.values()].toReversed();
}

/** Counts the manifests in image indexes too: each index of a layout may name as many as the layout. */
function countingReader({ manifest }: DocumentReader): Pick<DocumentReader, "manifest"> {
  let left = MAX_CANDIDATES;
  return {
    manifest(descriptor) {
      left -= 1;
      if (left < 0) throw tooMany(`more than ${MAX_CANDIDATES}`);
      return manifest(descriptor);
    },
  };
}

function tooMany(count: string): BundleError {
  const found = `${count} manifests are in it, expected at most ${MAX_CANDIDATES}`;
  return new BundleError("LIMIT_EXCEEDED", `Cannot read bundle: ${found}`, {
    hint: "If there are several bundles, choose one with `--name`.",
  });
}

/** Reads the manifests of an image index, but none that it marks as something else. */
async function readManifests(
  descriptor: Descriptor,
  reader: Pick<DocumentReader, "manifest">,
): Promise<Pick<FoundBundle, "manifests" | "beside">> {
  const bytes = await reader.manifest(descriptor);
  if (descriptor.mediaType === IMAGE_MANIFEST)
    return { manifests: [{ descriptor, manifest: parseDocument(bytes, manifestSchema, "manifest") }], beside: [] };
  const { manifests } = parseDocument(bytes, imageIndexSchema, "image index");
  const beside = manifests.filter(({ annotations }) => annotations?.[BESIDE] !== undefined);
  const found: FoundManifest[] = [];
  for (const inner of candidatesOf(manifests.filter((each) => !beside.includes(each)))) {
    if (inner.mediaType !== IMAGE_MANIFEST) continue;
    const manifest = parseDocument(await reader.manifest(inner), manifestSchema, "manifest");
    found.push({ descriptor: inner, manifest });
  }
  return { manifests: found, beside };
}

/**
 * Checks the sizes of all configs of a bundle, in bytes. Each has a limit of its own too.
 * @throws BundleError `LIMIT_EXCEEDED`
 */
export function checkConfigs(sizes: readonly number[]): void {
  const sum = sizes.reduce((total, size) => total + size, 0);
  if (sizes.length < 2 || sum <= MAX_CONFIGS) return;
  const found = `its configs have ${sum} bytes, expected at most ${MAX_CONFIGS}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot use bundle: ${found}`);
}

/** Whether a manifest is that of a bundle for one platform. */
export function isBundle({ artifactType, config }: Manifest): boolean {
  return (artifactType ?? BUNDLE_ARTIFACT) === BUNDLE_ARTIFACT && config.mediaType === BUNDLE_CONFIG;
}

/** Media types of the configs of container images. */
const IMAGE_CONFIGS = ["application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json"];

function notABundle(others: readonly string[], name: string): BundleError {
  const versions = others.map((type) =>
    Number(/^application\/vnd\.ocx-bundle(?:\.delta)?(?:\.config)?\.v(\d{1,9})\b/.exec(type)?.[1]),
  );
  const newer = versions.find((version) => version > FORMAT_VERSION);
  if (newer !== undefined) {
    const found = `it has format version ${newer}, expected at most ${FORMAT_VERSION}`;
    return new BundleError("BUNDLE_TOO_NEW", `Cannot read bundle ${name}: ${found}`);
  }
  if (others.some((type) => IMAGE_CONFIGS.includes(type)))
    return new BundleError(
      "BUNDLE_INVALID",
      `Cannot read ${name}: it is a container image, expected an offline bundle`,
      {
        hint: "Name the bundle that `ocx-bundle export` wrote. An image made of it cannot be imported.",
      },
    );
  const found = others.length > 0 ? `it holds ${excerpt(others.join(", "))}` : "its index.json names no manifest";
  return new BundleError("BUNDLE_INVALID", `Cannot read bundle ${name}: ${found}, expected ${BUNDLE_ARTIFACT}`);
}
