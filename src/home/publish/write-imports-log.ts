import { constants } from "node:fs";
import { appendFile, readFile, rm } from "node:fs/promises";
import type { OpenTree } from "../../io/open-tree.ts";
import { publishFile } from "../../io/publish.ts";
import type { Assignment, AssignmentKey, RecordedImport } from "../contents/import-records.ts";
import { LOG_PATH, UNFINISHED_PATH } from "../contents/imports-log.ts";

/** Flags to append to a file, without following a link. */
const APPEND = constants.O_WRONLY + constants.O_APPEND + constants.O_CREAT + constants.O_NOFOLLOW;

/** A line of the log: one import. */
export interface ImportLine extends Omit<RecordedImport, "forgotten"> {
  /** Files that `--repair` replaced or removed. */
  readonly repaired?: readonly string[];
  /** Tags and links that it set. */
  readonly settings: readonly Assignment[];
}

/** A line of the log: the imports of a bundle were forgotten. */
export interface ForgetLine {
  readonly at: string;
  readonly forgotten: { readonly name: string; readonly digest: string };
  /** Tags and links that are not there any more. */
  readonly removed: readonly AssignmentKey[];
}

/**
 * Records the assignments of an import before it makes them, until {@link appendToImportsLog} records that they are made.
 * They include those of an earlier import that died: neither set may be complete.
 */
export async function writeUnfinished(home: OpenTree, settings: readonly Assignment[], staging: string): Promise<void> {
  const bytes = Buffer.from(JSON.stringify({ settings }));
  await publishFile(home, { path: UNFINISHED_PATH, bytes, mode: 0o666 }, staging);
}

/** Adds a line, in one write: the import is finished. @throws BundleError `DISK_FULL`, `PERMISSION_DENIED`, `IO_FAILED` */
export async function appendToImportsLog(home: OpenTree, record: ImportLine): Promise<void> {
  await appendLine(home, record);
  await home.ifThere(UNFINISHED_PATH, (place) => rm(place, { force: true }));
}

/** Adds a line that ends the history of a bundle. @throws BundleError `DISK_FULL`, `PERMISSION_DENIED`, `IO_FAILED` */
export async function appendForgotten(home: OpenTree, line: ForgetLine): Promise<void> {
  await appendLine(home, line);
}

async function appendLine(home: OpenTree, line: ImportLine | ForgetLine): Promise<void> {
  await home.at(LOG_PATH, async (place) => {
    const text = `${(await isTorn(place)) ? "\n" : ""}${JSON.stringify(line)}\n`;
    await appendFile(place, text, { flag: APPEND });
  });
}

async function isTorn(path: string): Promise<boolean> {
  const text = await readFile(path, { encoding: "utf8", flag: constants.O_RDONLY + constants.O_NOFOLLOW }).catch(
    (error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
      throw error;
    },
  );
  return text !== "" && !text.endsWith("\n");
}
