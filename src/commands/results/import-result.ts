import * as v from "valibot";
import type { Environment } from "../../home/environment/environment.ts";
import { diskUse } from "./disk-use.ts";
import {
  bundle,
  bytes,
  count,
  digest,
  identifier,
  list,
  manifestDigest,
  path,
  pinned,
  platform,
  record,
  warnings,
} from "./result-fields.ts";
import { trust } from "./trust-result.ts";

const importedPackage = record({
  identifier,
  digest,
  path: v.pipe(path, v.description("The package root in the home.")),
  status: v.picklist(["added", "present", "repaired"]),
});
export type ImportedPackage = v.InferOutput<typeof importedPackage>;

const repairedEntry = record({
  path: v.pipe(path, v.description("In a dry run, that of the layer: only unpacking tells which file differs.")),
  change: v.pipe(
    v.picklist(["changed", "missing", "added", "mode"]),
    v.description("added: it is in no layer of the bundle, so it is removed. mode: a directory with another mode."),
  ),
});

/** An entry of a layer or package that differs from the bundle, and how it was found. */
export type RepairedEntry = v.InferOutput<typeof repairedEntry>;

const counts = record({ added: count, present: count });

export const importResult = record({
  home: path,
  dryRun: v.boolean(),
  bundle: record({ ...bundle, manifestDigest, platform }),
  changed: v.pipe(
    v.boolean(),
    v.description("False when the home already had everything: at most the record of the import was written."),
  ),
  packages: list(importedPackage),
  layers: counts,
  blobs: counts,
  ocx: v.exactOptional(
    v.pipe(
      record({ path, digest, status: v.picklist(["added", "present", "repaired"]) }),
      v.description("The executable ocx of the bundle."),
    ),
  ),
  disk: diskUse,
  bytesAdded: v.pipe(bytes, v.description("Content in bytes of the added layers.")),
  fetched: v.exactOptional(
    v.pipe(
      record({ bytes, size: v.exactOptional(bytes), missing: v.exactOptional(bytes) }),
      v.description(
        "Of a remote bundle: bytes received in all, of the whole, and to be fetched for the layers that the home lacked. The last two are absent if the server does not tell the size of its file.",
      ),
    ),
  ),
  links: v.pipe(
    list(record({ path, status: v.picklist(["added", "present", "moved", "kept"]) })),
    v.description("Install links."),
  ),
  conflicts: list(record({ identifier, status: v.picklist(["kept", "replaced"]), reason: v.string() })),
  roots: v.pipe(
    list(identifier),
    v.description("The wanted roots as pinned identifiers. `ocx-bundle env` takes them."),
  ),
  project: v.exactOptional(
    v.pipe(
      record({ directory: path, groups: list(v.string()) }),
      v.description("The project on this machine that matches the bundle, and the exported groups."),
    ),
  ),
  pinned,
  trust,
  needsOffline: v.pipe(
    v.boolean(),
    v.description(
      "Packages came from a lock, and the home has no root document for them. `ocx pull`, `run` and `env` then ask the registry for its location, unless OCX_OFFLINE=1 is set.",
    ),
  ),
  repairs: v.exactOptional(
    v.pipe(list(repairedEntry), v.description("With --repair: what differed from the bundle, and was replaced.")),
  ),
  notes: v.exactOptional(
    v.pipe(list(v.string()), v.description("With --repair: differences that are no damage, and stay.")),
  ),
  warnings,
});
export type ImportResult = v.InferOutput<typeof importResult> & {
  /** Environment for later steps, if requested: by the action, which prints no JSON. */
  readonly environment?: Environment;
};
