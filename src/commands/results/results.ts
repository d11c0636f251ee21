import * as v from "valibot";
import type { Environment } from "../../home/environment/environment.ts";
import { ADDRESSED, SERVICES } from "../../options/table/operations.ts";
import { bundleSummary } from "./bundle-summary.ts";
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
  platform,
  record,
  warnings,
} from "./result-fields.ts";
import { trustResult } from "./trust-result.ts";

// The results of the commands, as `--json` prints them: types and published schema have this one source.

const directory = v.exactOptional(v.pipe(path, v.description("The OCI image layout that it was written to.")));

const reference = v.exactOptional(v.pipe(v.string(), v.description("Where a registry has it, with tag and digest.")));

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

const pinned = v.pipe(v.boolean(), v.description("Whether the bundle had to have a given digest, and has it."));
const trust = v.exactOptional(
  v.pipe(trustResult, v.description("Absent if neither an option nor a policy requires a signature.")),
);

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

const verifiedHome = record({
  path,
  layers: count,
  packages: count,
  notes: v.pipe(
    list(v.string()),
    v.description("What is no damage: files that were added to packages, modes of another umask."),
  ),
});
export type VerifiedHome = v.InferOutput<typeof verifiedHome>;

export const verifyResult = record({
  bundle: record(bundle),
  platforms: v.exactOptional(
    v.pipe(
      list(record({ platform, digest })),
      v.description("Those that were verified of a bundle for several, with the digests of their manifests."),
    ),
  ),
  size: bytes,
  blobs: count,
  frames: count,
  entries: count,
  contentSize: bytes,
  pinned,
  trust,
  unchecked: v.exactOptional(
    v.pipe(
      count,
      v.description(
        "Of a delta: layers and originals that were not checked, because an earlier bundle has them, or what they are made from. Absent for 0.",
      ),
    ),
  ),
  home: v.exactOptional(verifiedHome),
});
export const verifyHomeResult = record({
  imports: v.pipe(list(record(bundle)), v.description("The bundles that the home was compared with.")),
  home: verifiedHome,
});
export type VerifyHomeResult = v.InferOutput<typeof verifyHomeResult>;

export type VerifyResult = v.InferOutput<typeof verifyResult>;

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

export const completeResult = record({ bundle: record(bundle), file: path, size: bytes });
export type CompleteResult = v.InferOutput<typeof completeResult>;

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

const key = v.exactOptional(v.pipe(v.string(), v.description("Of a cache entry.")));

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

/** Totals of a server until it was stopped. */
export interface ServeResult {
  readonly answers: number;
}

/** One change of one environment variable. */
export interface EnvironmentChange {
  readonly key: string;
  readonly value: string;
  /** `constant` sets the variable, `path` is prepended to it, `list` is appended. */
  readonly kind: "constant" | "path" | "list";
}

/** The composed environment. `text` is for standard output; it is empty for format `github`, which writes two files. */
export interface EnvironmentResult {
  readonly home: string;
  readonly packages: readonly string[];
  readonly text: string;
  /** In the order in which they are applied, without those that GitHub's runner does not support. */
  readonly entries: readonly EnvironmentChange[];
  readonly warnings: readonly string[];
}
