import * as v from "valibot";
import { ADDRESSED } from "../../options/table/operations.ts";
import { bytes, directory, key, list, path, record } from "./result-fields.ts";

export const fetchResult = record({
  channel: v.picklist(ADDRESSED),
  file: v.exactOptional(
    v.pipe(path, v.description("Absent for a directory. For a bundle in parts: the parts document beside them.")),
  ),
  directory,
  size: v.pipe(bytes, v.description("Fetched bytes.")),
  origin: v.exactOptional(v.pipe(v.string(), v.description("Description of the source, for people."))),
  name: v.string(),
  signatures: v.exactOptional(v.pipe(list(path), v.description("Files with signatures, unverified. Absent for none."))),
  key,
});
export type FetchResult = v.InferOutput<typeof fetchResult>;
