import { constants } from "node:fs";
import { appendFile, readFile, rm } from "node:fs/promises";
import * as v from "valibot";
import type { OpenTree } from "../../io/open-tree.ts";
import { publishFile } from "../../io/publish.ts";
import { type Digest, isDigest } from "../../oci/digest.ts";
import type { Assignment, AssignmentKey } from "./import-plan.ts";
import type { TargetHome } from "./target-home.ts";

/** What ocx-bundle keeps in a home: staging, locks and the memory of imports. OCX ignores names that it does not know. */
export const OWN_FOLDER = ".ocx-bundle";

/** Held while an import changes the home. */
export const LOCK_PATH = `${OWN_FOLDER}/lock`;

/** One line for each import that changed something. */
export const LOG_PATH = `${OWN_FOLDER}/imports.jsonl`;

/** What an import is about to set, while it does. */
export const UNFINISHED_PATH = `${OWN_FOLDER}/unfinished.json`;

/** No link is followed. */
const APPEND = constants.O_WRONLY + constants.O_APPEND + constants.O_CREAT + constants.O_NOFOLLOW;

/** What one import did. */
export interface ImportRecord {
  /** When, in RFC 3339. */
  readonly at: string;
  readonly bundle: { readonly name: string; readonly digest: string };
  /** Where the bundle came from, in words. */
  readonly source: string;
  /** Identifiers of the roots. */
  readonly roots: readonly string[];
  readonly added: { readonly packages: readonly string[]; readonly layers: number; readonly blobs: number };
  /** Tags and links that it set. */
  readonly settings: readonly Assignment[];
}

/** What earlier imports set in a home. */
export interface ImportsLog {
  /** What the last import that set this set it to, and what one that died was about to. */
  readonly setTo: (key: AssignmentKey) => readonly Digest[];
  /** What an import that died was about to set, of all or of one thing. */
  readonly unfinished: readonly Assignment[];
  readonly unfinishedOf: (key: AssignmentKey) => Assignment | undefined;
}

const setting = v.object({
  kind: v.picklist(["index", "candidate", "current"]),
  registry: v.string(),
  repository: v.string(),
  tag: v.exactOptional(v.string()),
  digest: v.custom<Digest>((input) => typeof input === "string" && isDigest(input)),
  before: v.exactOptional(v.string()),
});
const settingsDocument = v.object({ settings: v.array(setting) });

/** Reads what earlier imports set. A line that was torn by a crash, or that a later version wrote, counts for nothing. */
export async function readImportsLog(target: TargetHome): Promise<ImportsLog> {
  const lines = textOf(await target.read(LOG_PATH)).split("\n");
  const last = new Map(lines.flatMap(settingsIn).map((entry) => [keyOf(entry), entry.digest]));
  const unfinished = settingsIn(textOf(await target.read(UNFINISHED_PATH)));
  const unfinishedOf = (key: AssignmentKey): Assignment | undefined =>
    unfinished.find((entry) => keyOf(entry) === keyOf(key));
  return {
    setTo: (key) => [last.get(keyOf(key)), unfinishedOf(key)?.digest].filter((digest) => digest !== undefined),
    unfinished,
    unfinishedOf,
  };
}

/**
 * Remembers what is about to be set, until {@link appendToImportsLog} says that it was done. Together with what an import
 * before this one was about to set: neither may have come to its end.
 */
export async function writeUnfinished(home: OpenTree, settings: readonly Assignment[], staging: string): Promise<void> {
  const bytes = Buffer.from(JSON.stringify({ settings }));
  await publishFile(home, { path: UNFINISHED_PATH, bytes, mode: 0o666 }, staging);
}

/** The newer ones, and those of the older that they do not replace. A link still points where it did before both. */
export function mergeSettings(older: readonly Assignment[], newer: readonly Assignment[]): readonly Assignment[] {
  const merged = new Map(older.map((entry) => [keyOf(entry), entry]));
  for (const entry of newer) merged.set(keyOf(entry), { ...merged.get(keyOf(entry)), ...entry });
  return [...merged.values()];
}

/** Adds a line, in one write: the import is finished. @throws BundleError `DISK_FULL`, `PERMISSION_DENIED`, `IO_FAILED` */
export async function appendToImportsLog(home: OpenTree, record: ImportRecord): Promise<void> {
  await home.at(LOG_PATH, async (place) => {
    const line = `${(await isTorn(place)) ? "\n" : ""}${JSON.stringify(record)}\n`;
    await appendFile(place, line, { flag: APPEND });
  });
  await home.ifThere(UNFINISHED_PATH, (place) => rm(place, { force: true }));
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

function settingsIn(text: string): readonly Assignment[] {
  try {
    const parsed = v.safeParse(settingsDocument, JSON.parse(text));
    return parsed.success ? parsed.output.settings : [];
  } catch {
    return [];
  }
}

function textOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString("utf8");
}

function keyOf({ kind, registry, repository, tag }: AssignmentKey): string {
  return [kind, registry, repository, tag ?? ""].join(" ");
}
