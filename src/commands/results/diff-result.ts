import * as v from "valibot";
import { bytes, count, digest, list, record } from "./result-fields.ts";

const difference = v.picklist(["added", "removed", "changed"]);

const sizes = { sizeBefore: v.exactOptional(bytes), sizeAfter: v.exactOptional(bytes) };

export const diffResult = record({
  equal: v.pipe(v.boolean(), v.description("The exit code is 0 if true, else 1.")),
  packages: list(
    record({
      package: v.pipe(
        v.string(),
        v.description(
          "registry/repository, or the path in a home if a list says no more; empty for a list of one package.",
        ),
      ),
      status: difference,
      digestBefore: v.exactOptional(digest),
      digestAfter: v.exactOptional(digest),
      ...sizes,
      filesBefore: v.exactOptional(count),
      filesAfter: v.exactOptional(count),
      added: v.pipe(count, v.description("Files and directories of a changed package.")),
      removed: count,
      changed: count,
    }),
  ),
  files: v.pipe(
    list(
      record({
        package: v.string(),
        path: v.pipe(v.string(), v.description("Below the content of the package.")),
        status: difference,
        what: list(v.picklist(["type", "content", "mode", "target"])),
        ...sizes,
      }),
    ),
    v.description("Of changed packages only."),
  ),
});
export type DiffResult = v.InferOutput<typeof diffResult>;
