import { limitYoungGeneration } from "../archive/engine/young-generation.ts";
import type { FileEntry, FileList } from "../manifest/file-list.ts";
import { formatJsonLines } from "../manifest/json-lines.ts";
import { formatMtree } from "../manifest/mtree.ts";
import type { ManifestFormat, ManifestRequest } from "../options/requests/manifest-request.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import type { PackageFiles } from "./reading/list-files.ts";
import { listSource } from "./reading/list-source.ts";

/**
 * Lists all files of a bundle or of a home. The same files give the same bytes from either.
 * @returns the list, in pieces
 */
export async function showManifest(
  { source, package: only, platform, format, workers, bases }: ManifestRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<Iterable<Uint8Array>> {
  // Listing and writing make much garbage: in a large young generation it takes as much memory as the list.
  using _ = limitYoungGeneration();
  const algorithm = format === "ocix" || format === "ocix-tool" ? "blake3" : "sha256";
  const packages = await listSource(source, { algorithm, only, platform, workers, bases }, context, reporter);
  const entries = only === undefined ? entriesOfHome(packages) : entriesOfOne(packages);
  return inBlocks(await encode({ algorithm, entries }, format));
}

/** Paths as in a home, with all directories above the packages' content. */
function* entriesOfHome(packages: readonly PackageFiles[]): Generator<FileEntry> {
  const groups = new Map<string, PackageFiles | undefined>([["", undefined]]);
  for (const pkg of packages) {
    const { path } = pkg;
    groups.set(path, pkg);
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const above = path.slice(0, end);
      if (!groups.has(above)) groups.set(above, undefined);
    }
  }
  // No group lies inside another one's files, and these paths are ASCII: so this is the order of all entries' bytes.
  for (const path of [...groups.keys()].toSorted()) {
    const pkg = groups.get(path);
    if (pkg === undefined) yield { type: "directory", path };
    else yield* entriesOfPackage(pkg);
  }
}

function* entriesOfPackage({ registry, repository, digest, path, entries }: PackageFiles): Generator<FileEntry> {
  for (const entry of entries)
    yield entry.path === "" && entry.type === "directory"
      ? { ...entry, path, package: `${registry}/${repository}@${digest}` }
      : { ...entry, path: `${path}/${entry.path}` };
}

function* entriesOfOne(packages: readonly PackageFiles[]): Generator<FileEntry> {
  for (const { entries } of packages) yield* entries;
}

/** Loads what encodes CBOR only for a form that needs it. */
async function encode(list: FileList, format: ManifestFormat): Promise<Iterable<string | Uint8Array>> {
  switch (format) {
    case "json":
      return formatJsonLines(list);
    case "mtree":
      return formatMtree(list);
    case "ocix":
    case "ocix-tool": {
      const { formatOcix } = await import("../manifest/ocix.ts");
      return formatOcix(list, format === "ocix" ? "spec" : "tool");
    }
  }
}

/** Characters in one piece: to write each line alone would take most of the time. */
const BLOCK = 64 * 1024;

function* inBlocks(pieces: Iterable<string | Uint8Array>): Generator<Uint8Array> {
  using _ = limitYoungGeneration();
  let text = "";
  for (const piece of pieces) {
    if (typeof piece !== "string") {
      yield piece;
      continue;
    }
    text += piece;
    if (text.length < BLOCK) continue;
    yield Buffer.from(text);
    text = "";
  }
  if (text !== "") yield Buffer.from(text);
}
