import * as v from "valibot";
import { bundle, bytes, count, digest, identifier, list, path, platform, record, warnings } from "./result-fields.ts";

const place = {
  file: v.exactOptional(path),
  directory: v.exactOptional(v.pipe(path, v.description("The OCI image layout that it was written to."))),
  size: v.pipe(bytes, v.description("Bytes of the whole bundle.")),
};

export const mergeResult = record({
  bundle: v.pipe(record(bundle), v.description("Its digest is that of the image index.")),
  platforms: list(
    record({
      platform,
      name: v.pipe(v.string(), v.description("The name of the bundle that was merged, which extract gives it again.")),
      digest: v.pipe(digest, v.description("Of the manifest: the bundle digest of the bundle that was merged.")),
    }),
  ),
  blobs: count,
  ...place,
  warnings,
});
export type MergeResult = v.InferOutput<typeof mergeResult>;

export const extractResult = record({
  bundle: record({ ...bundle, platform }),
  from: v.pipe(record(bundle), v.description("The bundle that it is a part of.")),
  packages: v.pipe(list(identifier), v.description("Declared packages in it.")),
  ...place,
  warnings,
});
export type ExtractResult = v.InferOutput<typeof extractResult>;
