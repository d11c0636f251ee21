import { BundleError } from "../errors.ts";
import { nameList } from "../layout/read-layout.ts";
import { MAX_CANDIDATES } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { parseDocument } from "../oci/document.ts";
import { imageIndexSchema, type Manifest, manifestSchema } from "../oci/manifest.ts";
import { BUNDLE_ARTIFACT, BUNDLE_CONFIG, IMAGE_INDEX, IMAGE_MANIFEST, REF_NAME } from "../oci/media-types.ts";
import { excerpt } from "../printable.ts";
import { type BundleConfig, type BundlePlatform, FORMAT_VERSION } from "./config.ts";

/** The bundle of a layout, for one platform. */
export interface ChosenManifest {
  /** Name in `index.json`; absent when another tool dropped it. */
  readonly name?: string;
  /** Digest of the bundle: that of its descriptor in `index.json`. */
  readonly digest: Digest;
  /** Descriptor of the chosen manifest. Its digest differs from {@link digest} if that names an image index. */
  readonly descriptor: Descriptor;
  readonly manifest: Manifest;
  readonly config: BundleConfig;
}

/** Reads verified documents. */
export interface DocumentReader {
  manifest(descriptor: Descriptor): Promise<Uint8Array>;
  config(manifest: Manifest): Promise<BundleConfig>;
}

/** The user's requirements for the bundle. */
export interface Wanted {
  /** Required digest of the bundle. */
  readonly pinned?: Digest | undefined;
  /** Chooses from a bundle for several platforms. */
  readonly platform?: BundlePlatform | undefined;
}

interface FoundManifest {
  readonly descriptor: Descriptor;
  readonly manifest: Manifest;
}

/** The bundle of a layout, for all its platforms. */
interface FoundBundle {
  /** Of the document that the bundle digest names: a manifest or an image index. */
  readonly descriptor: Descriptor;
  readonly manifests: readonly FoundManifest[];
}

/**
 * Chooses the bundle of a layout for one platform.
 * @throws BundleError what {@link findBundle} throws, `PLATFORM_MISMATCH`, `PLATFORM_AMBIGUOUS`
 */
export async function chooseManifest(
  roots: readonly Descriptor[],
  reader: DocumentReader,
  { platform, pinned }: Wanted,
): Promise<ChosenManifest> {
  const { descriptor, manifests } = await findBundle(roots, reader, pinned);
  const { digest, annotations } = descriptor;
  const name = annotations?.[REF_NAME];
  return { ...(name !== undefined && { name }), digest, ...(await choosePlatform(manifests, reader, platform)) };
}

/**
 * Finds the one bundle among a layout's descriptors: a manifest, or an image index with manifests for several platforms. The
 * artifact type is read from the manifest, since other tools drop it from descriptors. Other content is ignored.
 * @throws BundleError `BUNDLE_INVALID`, `BUNDLE_TOO_NEW`, `BUNDLE_AMBIGUOUS`, `DIGEST_MISMATCH`
 */
export async function findBundle(
  roots: readonly Descriptor[],
  reader: Pick<DocumentReader, "manifest">,
  pinned?: Digest,
): Promise<FoundBundle> {
  const others = new Set<string>();
  const bundles: FoundBundle[] = [];
  for (const descriptor of candidatesOf(roots)) {
    const manifests = await readManifests(descriptor, reader);
    const found = manifests.filter(({ manifest }) => isBundle(manifest));
    if (found.length > 0) bundles.push({ descriptor, manifests: found });
    else for (const { manifest } of manifests) others.add(manifest.artifactType ?? manifest.config.mediaType);
  }
  const bundle = bundles.find(({ descriptor }) => descriptor.digest === pinned) ?? bundles[0];
  if (!bundle) throw notABundle([...others]);
  if (bundles.length > 1 && bundle.descriptor.digest !== pinned) {
    const found = `${bundles.length} bundles are in it (${nameList(bundles.map(({ descriptor }) => descriptor))})`;
    throw new BundleError("BUNDLE_AMBIGUOUS", `Cannot read bundle: ${found}, expected one`);
  }
  checkPinned(bundle.descriptor.digest, pinned);
  return bundle;
}

/** The named descriptors, or all if none has a name; each digest once. */
function candidatesOf(descriptors: readonly Descriptor[]): readonly Descriptor[] {
  const known = descriptors.filter(({ mediaType }) => mediaType === IMAGE_MANIFEST || mediaType === IMAGE_INDEX);
  const named = known.filter(({ annotations }) => annotations?.[REF_NAME] !== undefined);
  const byDigest = new Map((named.length > 0 ? named : known).toReversed().map((item) => [item.digest, item]));
  if (byDigest.size > MAX_CANDIDATES) {
    const found = `${byDigest.size} manifests are in it, expected at most ${MAX_CANDIDATES}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read bundle: ${found}`);
  }
  return [...byDigest.values()].toReversed();
}

async function readManifests(
  descriptor: Descriptor,
  reader: Pick<DocumentReader, "manifest">,
): Promise<readonly FoundManifest[]> {
  const bytes = await reader.manifest(descriptor);
  if (descriptor.mediaType === IMAGE_MANIFEST)
    return [{ descriptor, manifest: parseDocument(bytes, manifestSchema, "manifest") }];
  const { manifests } = parseDocument(bytes, imageIndexSchema, "image index");
  const found: FoundManifest[] = [];
  for (const inner of candidatesOf(manifests)) {
    if (inner.mediaType !== IMAGE_MANIFEST) continue;
    const manifest = parseDocument(await reader.manifest(inner), manifestSchema, "manifest");
    found.push({ descriptor: inner, manifest });
  }
  return found;
}

function isBundle({ artifactType, config }: Manifest): boolean {
  return (artifactType ?? BUNDLE_ARTIFACT) === BUNDLE_ARTIFACT && config.mediaType === BUNDLE_CONFIG;
}

function notABundle(others: readonly string[]): BundleError {
  const versions = others.map((type) =>
    Number(/^application\/vnd\.ocx-bundle(?:\.config)?\.v(\d{1,9})\b/.exec(type)?.[1]),
  );
  const newer = versions.find((version) => version > FORMAT_VERSION);
  if (newer !== undefined) {
    const found = `it has format version ${newer}, expected at most ${FORMAT_VERSION}`;
    return new BundleError("BUNDLE_TOO_NEW", `Cannot read bundle: ${found}`);
  }
  const found = others.length > 0 ? `it holds ${excerpt(others.join(", "))}` : "its index.json names no manifest";
  return new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${found}, expected ${BUNDLE_ARTIFACT}`);
}

function checkPinned(digest: Digest, pinned: Digest | undefined): void {
  if (pinned === undefined || pinned === digest) return;
  throw new BundleError("DIGEST_MISMATCH", `Cannot use bundle: its digest is ${digest}, expected ${pinned}`, {
    hint: "Fetch the pinned bundle, or correct the digest: this is another bundle.",
  });
}

/** A single manifest is taken as it is. Of several, takes the one that requires the most wanted features and no others. */
async function choosePlatform(
  manifests: readonly FoundManifest[],
  reader: DocumentReader,
  wanted: BundlePlatform | undefined,
): Promise<FoundManifest & { readonly config: BundleConfig }> {
  const [only] = manifests;
  if (only && manifests.length === 1) return { ...only, config: await reader.config(only.manifest) };
  // Keep only the platform of each config: all configs together can be large.
  const offers: (FoundManifest & { readonly platform: BundlePlatform })[] = [];
  for (const found of manifests) offers.push({ ...found, platform: (await reader.config(found.manifest)).platform });
  const offered = offers.map(({ platform }) => describe(platform)).join(", ");
  if (!wanted) {
    throw new BundleError(
      "PLATFORM_AMBIGUOUS",
      `Cannot choose from bundle: it is for ${offered}, expected one platform`,
    );
  }
  const fitting = offers.filter(({ platform }) => fits(platform, wanted));
  const most = fitting.reduce((max, { platform }) => Math.max(max, platform.features.length), 0);
  const [best, rival] = fitting.filter(({ platform }) => platform.features.length === most);
  if (!best) {
    throw new BundleError("PLATFORM_MISMATCH", `Cannot use bundle: it is for ${offered}, expected ${describe(wanted)}`);
  }
  if (rival) {
    const found = `it is for ${describe(best.platform)} and ${describe(rival.platform)}`;
    throw new BundleError(
      "PLATFORM_AMBIGUOUS",
      `Cannot choose from bundle: ${found}, expected one for ${describe(wanted)}`,
    );
  }
  const { descriptor, manifest } = best;
  return { descriptor, manifest, config: await reader.config(manifest) };
}

function fits(offer: BundlePlatform, wanted: BundlePlatform): boolean {
  const same = offer.os === wanted.os && offer.architecture === wanted.architecture;
  return same && offer.features.every((feature) => wanted.features.includes(feature));
}

function describe({ os, architecture, features }: BundlePlatform): string {
  return [`${os}/${architecture}`, ...features].join("+");
}
