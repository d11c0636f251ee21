import * as v from "valibot";
import { bundle, bytes, count, digest, path, platform, record, warnings } from "./result-fields.ts";

/** The result of `image`. */
export const imageResult = record({
  bundle: record(bundle),
  image: record({
    name: v.pipe(v.string(), v.description("As docker, podman and containerd show it.")),
    digest: v.pipe(digest, v.description("Of the manifest: the same bundle gives the same.")),
    platform,
    size: v.pipe(bytes, v.description("In its place, with the layers of the base.")),
    layers: v.pipe(count, v.description("With those of the base.")),
  }),
  home: v.pipe(path, v.description("The OCX home in the image.")),
  file: v.exactOptional(
    v.pipe(path, v.description("The archive. Absent for a directory, a registry and standard output.")),
  ),
  directory: v.exactOptional(v.pipe(path, v.description("The OCI image layout that it was written to."))),
  reference: v.exactOptional(v.pipe(v.string(), v.description("Where a registry has it, with tag and digest."))),
  warnings,
});
export type ImageResult = v.InferOutput<typeof imageResult>;
