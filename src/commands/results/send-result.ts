import * as v from "valibot";
import { SERVICES } from "../../options/table/operations.ts";
import { bundle, bytes, digest, key, list, record, reference } from "./result-fields.ts";

export const sendResult = record({
  channel: v.picklist(SERVICES),
  status: v.pipe(
    v.picklist(["sent", "kept", "replaced", "reserved"]),
    v.description(
      "kept: the same file was there already, or, in a cache, an entry with that key. reserved: another job has reserved the key of a cache entry and has not finished.",
    ),
  ),
  bundle: record(bundle),
  name: v.pipe(v.string(), v.description("File name of the bundle in the channel.")),
  names: v.pipe(
    list(v.string()),
    v.description("All files of the bundle in the channel: several for a bundle in parts, or with a checksum file."),
  ),
  size: bytes,
  fileDigest: v.exactOptional(
    v.pipe(digest, v.description("Of the whole file, as `sha256sum` prints it. A registry has no file.")),
  ),
  reference,
  url: v.exactOptional(v.string()),
  id: v.exactOptional(v.pipe(v.string(), v.description("Of a workflow artifact."))),
  key,
  configuration: v.exactOptional(
    v.pipe(v.string(), v.description("With --mirror: OCX's configuration for machines that use the mirror.")),
  ),
});
export type SendResult = v.InferOutput<typeof sendResult>;
