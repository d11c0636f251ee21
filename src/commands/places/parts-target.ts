import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { BundleError } from "../../errors.ts";
import { lookAt } from "../../io/look-at.ts";
import { fromSystemError } from "../../io/system-error.ts";
import { partsDocumentName, wholeNameOf } from "../../layout/parts.ts";

/** Most names that a message lists. */
const MOST_NAMES = 20;

/**
 * Refuses to mix new parts with what is there: readers and `cat` would take all files of these names.
 * @param whole path of the whole file, which is looked for too unless it is the one that is split
 * @throws BundleError `FILE_EXISTS`
 */
export async function checkPartsTarget(whole: string, { isSplit }: { readonly isSplit: boolean }): Promise<void> {
  const there = [...(isSplit ? [] : await wholeFile(whole)), ...(await partsBeside(whole))];
  if (there.length === 0) return;
  throw new BundleError("FILE_EXISTS", `Cannot write parts of ${whole}: there are already ${listed(there)}`, {
    hint: "Move them away, or write into an empty directory. `--overwrite` replaces files of the same names.",
  });
}

/**
 * A warning for files that are still there beside new parts, and are none of them. Nothing removes them: they may be all that is
 * left of another bundle.
 */
export async function leftBeside(
  whole: string,
  parts: readonly { readonly name: string }[],
  { isSplit }: { readonly isSplit: boolean },
): Promise<readonly string[]> {
  const written = new Set([partsDocumentName(basename(whole)), ...parts.map(({ name }) => name)]);
  const there = [...(isSplit ? [] : await wholeFile(whole)), ...(await partsBeside(whole))];
  const left = there.filter((name) => !written.has(name));
  if (left.length === 0) return [];
  return [`${listed(left)} in ${dirname(whole)} belong to another bundle: remove them, or readers may take them`];
}

async function wholeFile(whole: string): Promise<readonly string[]> {
  return (await lookAt(whole)) === undefined ? [] : [basename(whole)];
}

async function partsBeside(whole: string): Promise<readonly string[]> {
  const name = basename(whole);
  const directory = dirname(whole);
  // If it does not exist, the message of the writer says so.
  if ((await lookAt(directory))?.isDirectory() !== true) return [];
  const names = await readdir(directory).catch((error: unknown) => {
    throw fromSystemError(error, `read ${directory}`);
  });
  return names.filter((each) => each === partsDocumentName(name) || wholeNameOf(each) === name).toSorted();
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Path of the document of the parts of `whole`. */
export function documentPath(whole: string): string {
  return join(dirname(whole), partsDocumentName(basename(whole)));
}
