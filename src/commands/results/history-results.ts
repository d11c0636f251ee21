import * as v from "valibot";
import { count, identifier, list, path, record } from "./result-fields.ts";

// The results of `history` and `forget`.

const recordedBundle = record({ name: v.string(), digest: v.string() });

const reliedOn = {
  kind: v.pipe(
    v.picklist(["index", "candidate", "current"]),
    v.description("A tag of the local index, the link of a tag, or the link of the selected package."),
  ),
  registry: v.string(),
  repository: v.string(),
  tag: v.exactOptional(v.string()),
  digest: v.pipe(
    v.string(),
    v.description("The value that the import gave it: digest of the tag's content, or of a leaf manifest."),
  ),
};

/** A tag or link that an import relies on. */
export type ReliedOn = Omit<HistoryResult["imports"][number]["relies"][number], "inPlace">;

const recordedImport = record({
  at: v.pipe(v.string(), v.description("RFC 3339, UTC.")),
  bundle: recordedBundle,
  source: v.string(),
  roots: list(identifier),
  added: record({ packages: list(identifier), layers: count, blobs: count }),
  relies: list(
    record({ ...reliedOn, inPlace: v.pipe(v.boolean(), v.description("Whether it still has this value.")) }),
  ),
  ocx: v.exactOptional(v.pipe(v.string(), v.description("Digest of the executable ocx of the bundle."))),
  project: v.exactOptional(v.pipe(path, v.description("Directory of the registered project."))),
  forgotten: v.exactOptional(v.pipe(v.string(), v.description("Time when it was forgotten."))),
});

export const historyResult = record({
  home: path,
  imports: v.pipe(list(recordedImport), v.description("Oldest first.")),
});
export type HistoryResult = v.InferOutput<typeof historyResult>;

export const forgetResult = record({
  home: path,
  dryRun: v.boolean(),
  bundle: recordedBundle,
  relies: list(
    record({
      ...reliedOn,
      status: v.pipe(
        v.picklist(["removed", "changed", "needed", "foreign"]),
        v.description(
          "changed: it has another value, or is gone. needed: another import relies on it. foreign: no import set it.",
        ),
      ),
      neededBy: v.exactOptional(v.pipe(list(v.string()), v.description("Names of the bundles that need it."))),
    }),
  ),
  executables: v.exactOptional(
    v.pipe(list(path), v.description("Executables ocx that were removed: no other import has them.")),
  ),
  projects: v.pipe(list(path), v.description("Projects whose registration was removed.")),
});
export type ForgetResult = v.InferOutput<typeof forgetResult>;
