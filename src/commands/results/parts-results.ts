import * as v from "valibot";
import { bundle, bytes, digest, list, path, record, warnings } from "./result-fields.ts";

export const splitResult = record({
  bundle: record(bundle),
  file: v.pipe(path, v.description("The list of the parts, which lie beside it.")),
  size: v.pipe(bytes, v.description("Bytes of the whole file.")),
  parts: list(record({ name: v.string(), size: bytes, digest })),
  warnings,
});
export type SplitResult = v.InferOutput<typeof splitResult>;

export const joinResult = record({
  bundle: record(bundle),
  file: path,
  size: bytes,
  fileDigest: v.pipe(digest, v.description("Of the whole file, as `sha256sum` prints it.")),
});
export type JoinResult = v.InferOutput<typeof joinResult>;
