import type { Digest } from "../../oci/digest.ts";
import type { Assignment, AssignmentKey } from "./import-records.ts";
import { keyOf, parseLines, type RecordedImport, readRecords, removedIn, settingsIn } from "./import-records.ts";
import type { TargetHome } from "./target-home.ts";

/** The folder of ocx-bundle in a home: staging, locks and the log of imports. OCX ignores names that it does not know. */
export const OWN_FOLDER = ".ocx-bundle";

/** Held while an import changes the home. */
export const LOCK_PATH = `${OWN_FOLDER}/lock`;

/** One line for each import that changed something. */
export const LOG_PATH = `${OWN_FOLDER}/imports.jsonl`;

/** The assignments of a running import. Removed when it is finished. */
export const UNFINISHED_PATH = `${OWN_FOLDER}/unfinished.json`;

/** The configs of imported bundles, by the digests of their manifests. */
export function keptConfigPath(manifest: string): string {
  return `${OWN_FOLDER}/bundles/${manifest}.json`;
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
  const lines = parseLines(textOf(await target.read(LOG_PATH)));
  const last = new Map<string, Digest>();
  for (const line of lines) {
    for (const entry of settingsIn(line)) last.set(keyOf(entry), entry.digest);
    for (const key of removedIn(line)) last.delete(keyOf(key));
  }
  const unfinished = parseLines(textOf(await target.read(UNFINISHED_PATH))).flatMap(settingsIn);
  const unfinishedByKey = new Map(unfinished.toReversed().map((entry) => [keyOf(entry), entry]));
  const unfinishedOf = (key: AssignmentKey): Assignment | undefined => unfinishedByKey.get(keyOf(key));
  return {
    setTo: (key) => [last.get(keyOf(key)), unfinishedOf(key)?.digest].filter((digest) => digest !== undefined),
    unfinished,
    unfinishedOf,
    records: readRecords(lines),
  };
}

/** The newer assignments, and the older ones that they do not replace. An older `before` stays if the newer one has none. */
export function mergeSettings(older: readonly Assignment[], newer: readonly Assignment[]): readonly Assignment[] {
  const merged = new Map(older.map((entry) => [keyOf(entry), entry]));
  for (const entry of newer) merged.set(keyOf(entry), { ...merged.get(keyOf(entry)), ...entry });
  return [...merged.values()];
}

function textOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString("utf8");
}
