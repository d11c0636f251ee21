import * as v from "valibot";
import { bytes, list, path, record } from "./result-fields.ts";

/** Bytes that a run writes, and for each disk the most bytes that it adds at a time. A dry run reports the same. */
export const diskUse = record({
  written: v.pipe(bytes, v.description("Export: of the bundle. Import: content of layers, blobs, documents and ocx.")),
  peak: v.pipe(
    list(
      record({
        use: v.pipe(
          v.picklist(["output", "staging", "spool"]),
          v.description(
            "output: where the bundle is written. staging: the home. spool: temporary files, until they are sent or unpacked.",
          ),
        ),
        path,
        bytes,
      }),
    ),
    v.description("Most bytes at a time. Packages in a home take none: they are hard links."),
  ),
});
export type DiskUse = v.InferOutput<typeof diskUse>;
