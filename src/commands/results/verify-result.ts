import * as v from "valibot";
import { bundle, bytes, count, digest, list, path, pinned, platform, record } from "./result-fields.ts";
import { trust } from "./trust-result.ts";

const verifiedHome = record({
  path,
  layers: count,
  packages: count,
  notes: v.pipe(
    list(v.string()),
    v.description("What is no damage: files that were added to packages, modes of another umask."),
  ),
});
export type VerifiedHome = v.InferOutput<typeof verifiedHome>;

export const verifyResult = record({
  bundle: record(bundle),
  platforms: v.exactOptional(
    v.pipe(
      list(record({ platform, digest })),
      v.description("Those that were verified of a bundle for several, with the digests of their manifests."),
    ),
  ),
  size: bytes,
  blobs: count,
  frames: count,
  entries: count,
  contentSize: bytes,
  pinned,
  trust,
  unchecked: v.exactOptional(
    v.pipe(
      count,
      v.description(
        "Of a delta: layers and originals that were not checked, because an earlier bundle has them, or what they are made from. Absent for 0.",
      ),
    ),
  ),
  home: v.exactOptional(verifiedHome),
});
export type VerifyResult = v.InferOutput<typeof verifyResult>;

export const verifyHomeResult = record({
  imports: v.pipe(list(record(bundle)), v.description("The bundles that the home was compared with.")),
  home: verifiedHome,
});
export type VerifyHomeResult = v.InferOutput<typeof verifyHomeResult>;
