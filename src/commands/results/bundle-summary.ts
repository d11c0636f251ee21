import * as v from "valibot";
import { bytes, count, digest, identifier, list, manifestDigest, platform, record } from "./result-fields.ts";
import { signatureClaim } from "./signature-claims.ts";

const packageSummary = record({
  identifier: v.pipe(
    identifier,
    v.description("A root as it was declared; a dependency as registry/repository@digest."),
  ),
  digest: v.pipe(digest, v.description("Of the leaf manifest.")),
  platform,
  root: v.pipe(v.boolean(), v.description("Declared, and not only needed by another package.")),
  current: v.boolean(),
  dependencies: v.pipe(list(identifier), v.description("Direct ones, each the identifier of another package here.")),
  layers: count,
  contentSize: bytes,
});

const layerSummary = record({
  registry: v.string(),
  digest: v.pipe(digest, v.description("Of the publisher's compressed layer, as OCX names it.")),
  blob: v.exactOptional(v.pipe(digest, v.description("Of the layer blob in the bundle."))),
  size: v.exactOptional(v.pipe(bytes, v.description("Bytes of that blob."))),
  contentSize: bytes,
  entryCount: count,
  frameCount: count,
  packages: v.pipe(list(identifier), v.description("Packages that have it.")),
});

const originalsSummary = record({
  blobs: v.pipe(count, v.description("Archives, metadata and signatures, each once.")),
  size: v.pipe(bytes, v.description("Bytes of these, and of the manifests.")),
  repositories: list(
    record({
      name: v.pipe(v.string(), v.description("registry/repository.")),
      tags: list(v.string()),
      packages: v.pipe(list(digest), v.description("Leaf manifests.")),
      referrers: v.pipe(
        list(record({ artifactType: v.string(), digest, subject: v.exactOptional(digest) })),
        v.description("What refers to a package: signatures, SBOMs. Nobody has checked them."),
      ),
    }),
  ),
});

/** The publishers' own blobs in a bundle. */
export type OriginalsSummary = v.InferOutput<typeof originalsSummary>;
const layerOfDelta = record({
  registry: v.string(),
  digest: v.pipe(digest, v.description("Of the publisher's compressed layer, as OCX names it.")),
  travels: v.picklist(["omitted", "patched", "whole"]),
  size: v.exactOptional(v.pipe(bytes, v.description("Bytes of the patch or of the blob; absent if it is omitted."))),
  base: v.exactOptional(
    v.pipe(record({ registry: v.string(), digest }), v.description("The layer that a patched one is made from.")),
  ),
});
export type LayerOfDelta = v.InferOutput<typeof layerOfDelta>;

/** How the layers of a delta travel. */
export const deltaSummary = record({
  omitted: v.pipe(count, v.description("Layers that the other side has.")),
  patched: v.pipe(count, v.description("Layers that are made from others which the other side has.")),
  whole: count,
  fullSize: v.pipe(bytes, v.description("Bytes of all blobs of the bundle itself, without originals.")),
  layers: v.pipe(list(layerOfDelta), v.description("In the order of the bundle's layers.")),
  originals: v.exactOptional(
    v.pipe(
      record({ omitted: count, whole: count }),
      v.description("Blobs of the originals: those that an earlier bundle has, and those that travel."),
    ),
  ),
  isBound: v.exactOptional(
    v.pipe(
      v.literal(true),
      v.description(
        "In a dry run: no size, neither of the delta nor of a patch, will be larger. Only the real run makes the patches.",
      ),
    ),
  ),
});
export type DeltaSummary = v.InferOutput<typeof deltaSummary>;

/** The result of `inspect`, and part of that of `export`. */
export const bundleSummary = record({
  name: v.string(),
  digest: v.exactOptional(v.pipe(digest, v.description("The bundle digest."))),
  manifestDigest,
  formatVersion: count,
  platform,
  platforms: v.exactOptional(
    v.pipe(
      list(record({ platform, digest })),
      v.description(
        "Of a bundle for several platforms: all, with the digests of their manifests. The rest is about one.",
      ),
    ),
  ),
  size: v.exactOptional(v.pipe(bytes, v.description("Bytes of the whole file."))),
  contentSize: bytes,
  packages: list(packageSummary),
  layers: list(layerSummary),
  tags: v.pipe(
    list(record({ identifier, digest, current: v.boolean() })),
    v.description("Every tag that resolves in the bundle, with the digest of its leaf manifest."),
  ),
  ocx: v.exactOptional(
    v.pipe(
      record({ digest, size: bytes }),
      v.description("The executable ocx, if it travels. Another way is the package ocx.sh/ocx/cli."),
    ),
  ),
  project: v.exactOptional(record({ declarationHash: digest, groups: list(v.string()) })),
  signatures: v.exactOptional(
    v.pipe(
      list(signatureClaim),
      v.description("In an inspection: the signatures that were found. They are not verified."),
    ),
  ),
  originals: v.exactOptional(
    v.pipe(originalsSummary, v.description("The publishers' own archives and signatures, if the bundle has them.")),
  ),
  delta: v.exactOptional(v.pipe(deltaSummary, v.description("Of a delta; size is then that of the delta."))),
});

/** One package of a bundle. */
export type PackageSummary = v.InferOutput<typeof packageSummary>;
/** One layer of a bundle. */
export type LayerSummary = v.InferOutput<typeof layerSummary>;
export type BundleSummary = v.InferOutput<typeof bundleSummary>;
