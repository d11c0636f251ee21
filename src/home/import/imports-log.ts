import { constants } from "node:fs";
import { appendFile, readFile, rm } from "node:fs/promises";
import type { OpenTree } from "../../io/open-tree.ts";
import { publishFile } from "../../io/publish.ts";
import type { Digest } from "../../oci/digest.ts";
import type { Assignment, AssignmentKey } from "./import-plan.ts";
import { keyOf, type RecordedImport, readRecords, removedIn, settingsIn } from "./import-records.ts";
import type { TargetHome } from "./target-home.ts";

/** The folder of ocx-bundle in a home: staging, locks and the log of imports. OCX ignores names that it does not know. */
export const OWN_FOLDER = ".ocx-bundle";

/** Held while an import changes the home. */
export const LOCK_PATH = `${OWN_FOLDER}/lock`;

/** One line for each import that changed something. */
export const LOG_PATH = `${OWN_FOLDER}/imports.jsonl`;

/** The assignments of a running import. Removed when it is finished. */
export const UNFINISHED_PATH = `${OWN_FOLDER}/unfinished.json`;

/** Flags to append to a file, without following a link. */
const APPEND = constants.O_WRONLY + constants.O_APPEND + constants.O_CREAT + constants.O_NOFOLLOW;

/** The configs of imported bundles, by the digests of their manifests. */
export function keptConfigPath(manifest: string): string {
  return `${OWN_FOLDER}/bundles/${manifest}.json`;
}

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

/** The assignments that earlier imports made in a home. */
export interface ImportsLog {
  /** The digests that the last import set for a key, and that an import that died was about to set. */
  readonly setTo: (key: AssignmentKey) => readonly Digest[];
  /** The assignments that an import that died was about to make: all of them, or that of one key. */
  readonly unfinished: readonly Assignment[];
  readonly unfinishedOf: (key: AssignmentKey) => Assignment | undefined;
  /** Oldest first. */
  readonly records: readonly RecordedImport[];
}

/** Reads the assignments of earlier imports. A line that was torn by a crash, or that a later version wrote, is ignored. */
export async function readImportsLog(target: TargetHome): Promise<ImportsLog> {
  const text = textOf(await target.read(LOG_PATH));
  const last = new Map<string, Digest>();
  for (const line of text.split("\n")) {
    for (const entry of settingsIn(line)) last.set(keyOf(entry), entry.digest);
    for (const key of removedIn(line)) last.delete(keyOf(key));
  }
  const unfinished = settingsIn(textOf(await target.read(UNFINISHED_PATH)));
  const unfinishedOf = (key: AssignmentKey): Assignment | undefined =>
    unfinished.find((entry) => keyOf(entry) === keyOf(key));
  return {
    setTo: (key) => [last.get(keyOf(key)), unfinishedOf(key)?.digest].filter((digest) => digest !== undefined),
    unfinished,
    unfinishedOf,
    records: readRecords(text),
  };
}

/**
 * Records the assignments of an import before it makes them, until {@link appendToImportsLog} records that they are made.
 * They include those of an earlier import that died: neither set may be complete.
 */
export async function writeUnfinished(home: OpenTree, settings: readonly Assignment[], staging: string): Promise<void> {
  const bytes = Buffer.from(JSON.stringify({ settings }));
  await publishFile(home, { path: UNFINISHED_PATH, bytes, mode: 0o666 }, staging);
}

/** The newer assignments, and the older ones that they do not replace. An older `before` stays if the newer one has none. */
export function mergeSettings(older: readonly Assignment[], newer: readonly Assignment[]): readonly Assignment[] {
  const merged = new Map(older.map((entry) => [keyOf(entry), entry]));
  for (const entry of newer) merged.set(keyOf(entry), { ...merged.get(keyOf(entry)), ...entry });
  return [...merged.values()];
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

function textOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString("utf8");
}
