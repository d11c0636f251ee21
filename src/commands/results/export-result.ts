import * as v from "valibot";
import { bundleSummary } from "./bundle-summary.ts";
import { diskUse } from "./disk-use.ts";
import { count, directory, path, record, reference, warnings } from "./result-fields.ts";

export const exportResult = record({
  home: path,
  dryRun: v.boolean(),
  bundle: bundleSummary,
  disk: diskUse,
  file: v.exactOptional(
    v.pipe(path, v.description("Absent in a dry run, for a directory, and where the bundle went to standard output.")),
  ),
  parts: v.exactOptional(v.pipe(count, v.description("Of a bundle in parts; then file is the list of them."))),
  directory,
  reference,
  sbom: v.exactOptional(v.pipe(path, v.description("The list of the packages, if one was asked for."))),
  warnings,
});
export type ExportResult = v.InferOutput<typeof exportResult>;
