import { BundleError } from "../errors.ts";
import { openFile } from "../io/byte-source.ts";
import { lookAt } from "../io/look-at.ts";
import { readStart } from "../layout/file-kind.ts";
import { comparePackages, fileBytesOf, labelOf, type PackageDifference } from "../manifest/compare.ts";
import type { DigestAlgorithm, FileList } from "../manifest/file-list.ts";
import { type PackageTree, packageTrees } from "../manifest/package-trees.ts";
import { checkListSize, isFileList, LIST_START, type ParsedList, parseFileList } from "../manifest/parse-list.ts";
import type { DiffRequest } from "../options/requests/diff-request.ts";
import type { Input } from "../options/requests/input.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import { userPath } from "./places/user-path.ts";
import { listSource } from "./reading/list-source.ts";
import { withoutName } from "./reading/without-name.ts";
import type { DiffResult } from "./results/diff-result.ts";

/**
 * Compares the packages and files of two bundles, homes or lists of files. Reads all content: a home may have been changed by hand.
 * @throws BundleError `OPTION_INVALID` for two lists with digests of different algorithms, `DOCUMENT_INVALID`, and what listing throws
 */
export async function diffBundles(
  request: DiffRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<DiffResult> {
  const [before, after] = [await readList(request.before, context), await readList(request.after, context)];
  const algorithm = commonAlgorithm(before, after);
  const sole = [request.before, request.after].some(({ kind }) => kind === "file");
  const treesOf = async (source: Input, list: ParsedList | undefined): Promise<readonly PackageTree[]> => {
    if (list !== undefined) return packageTrees(list.entries);
    const { package: only, platform, workers, bases } = request;
    const listing = { algorithm, only, platform, workers, bases, sole };
    const packages = await withoutName(listSource(source, listing, context, reporter));
    return packages.map(({ registry, repository, path, ...rest }) => ({
      ...rest,
      name: `${registry}/${repository}`,
      path: only === undefined ? path : "",
    }));
  };
  const differences = comparePackages(await treesOf(request.before, before), await treesOf(request.after, after));
  return {
    equal: differences.length === 0,
    packages: differences.map(describe),
    files: differences.flatMap((difference) =>
      difference.files.map((file) => ({ package: nameOf(difference), ...file, what: [...file.what] })),
    ),
  };
}

/** The list of files at a path; undefined for a bundle or a home. */
async function readList(source: Input, context: ProcessContext): Promise<ParsedList | undefined> {
  if (source.kind !== "file") return undefined;
  const path = userPath(source.path, context);
  if ((await lookAt(path))?.isFile() !== true) return undefined;
  await using file = await openFile(path);
  if (!isFileList(await readStart(file, LIST_START))) return undefined;
  const size = await file.size();
  checkListSize(size, path);
  return await parseFileList(await file.read(0, size), path);
}

/** The algorithm of a list decides for the other side. */
function commonAlgorithm(before: FileList | undefined, after: FileList | undefined): DigestAlgorithm {
  const algorithm = before?.algorithm ?? after?.algorithm ?? "sha256";
  if (after === undefined || after.algorithm === algorithm) return algorithm;
  const found = `one has digests of ${algorithm}, the other of ${after.algorithm}`;
  throw new BundleError("OPTION_INVALID", `Cannot compare these lists of files: ${found}`, {
    hint: "Make both with the same `--format`, json or ocix.",
  });
}

function describe(difference: PackageDifference): DiffResult["packages"][number] {
  const { status, before, after, files } = difference;
  const count = (wanted: string): number => files.filter((file) => file.status === wanted).length;
  return {
    package: nameOf(difference),
    status,
    ...(before !== undefined && { sizeBefore: fileBytesOf(before), filesBefore: filesIn(before) }),
    ...(before?.digest !== undefined && { digestBefore: before.digest }),
    ...(after !== undefined && { sizeAfter: fileBytesOf(after), filesAfter: filesIn(after) }),
    ...(after?.digest !== undefined && { digestAfter: after.digest }),
    added: count("added"),
    removed: count("removed"),
    changed: count("changed"),
  };
}

/** Entries but directories. */
function filesIn({ entries }: PackageTree): number {
  let count = 0;
  for (const { type } of entries) if (type !== "directory") count += 1;
  return count;
}

function nameOf({ before, after }: PackageDifference): string {
  return labelOf(before) || labelOf(after);
}
