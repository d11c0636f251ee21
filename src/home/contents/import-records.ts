import * as v from "valibot";
import { MAX_NESTING } from "../../limits.ts";
import { type Digest, isDigest } from "../../oci/digest.ts";
import { shapeOf } from "../../oci/json-shape.ts";
import { isRegistry, isRepository, isTag } from "../model/identifier.ts";
import type { LinkChange } from "./changes.ts";

/** A tag or link that an import sets. `imports.jsonl` records it, so that a later import may replace it. */
export type Assignment = AssignmentKey & {
  readonly digest: Digest;
  /** The package root, home-relative, that a link pointed at before. */
  readonly before?: string;
};

/** A tag in the index, or an install link. `current` has no tag. */
export interface AssignmentKey {
  readonly kind: "index" | "candidate" | "current";
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
}

/** A record of one import, as the log of a home has it. */
export interface RecordedImport {
  /** The time, in RFC 3339. */
  readonly at: string;
  readonly bundle: { readonly name: string; readonly digest: string };
  /** Digest of the manifest for the platform that was imported, if the bundle is for several. */
  readonly manifest?: string;
  readonly source: string;
  readonly roots: readonly string[];
  readonly added: { readonly packages: readonly string[]; readonly layers: number; readonly blobs: number };
  /** Tags and links that the packages of the bundle are found by. */
  readonly relies: readonly Assignment[];
  /** The registration of the project that the bundle's lock belongs to. */
  readonly registration?: Registration;
  /** Digest of the executable `ocx` of the bundle. */
  readonly ocx?: Digest;
  /** The time when it was forgotten. */
  readonly forgotten?: string;
}

export interface Registration extends LinkChange {
  /** True when the import made it, false when it was there. */
  readonly isOwn: boolean;
}

const digest = v.custom<Digest>((input) => typeof input === "string" && isDigest(input));
// They become parts of paths. A line with another name was not written by an import, and is ignored as a torn one is.
const key = {
  kind: v.picklist(["index", "candidate", "current"]),
  registry: v.pipe(v.string(), v.check(isRegistry)),
  repository: v.pipe(v.string(), v.check(isRepository)),
  tag: v.exactOptional(v.pipe(v.string(), v.check(isTag))),
};
const before = v.pipe(v.string(), v.check(isPackagePath));
const assignments = v.array(v.object({ ...key, digest, before: v.exactOptional(before) }));

/** A package root, home-relative. */
function isPackagePath(path: string): boolean {
  return /^packages\/(?!\.{1,2}\/)[\w.-]+\/sha\d+\/[0-9a-f]{2}\/[0-9a-f]{30}$/.test(path);
}

/** The path of an entry in OCX's ledger of projects. */
function isRegistrationPath(path: string): boolean {
  return /^projects\/[0-9a-f]+$/.test(path);
}

const settingsDocument = v.object({ settings: assignments });
const removal = v.object({
  forgotten: v.object({ digest }),
  at: v.string(),
  removed: v.array(v.object(key)),
});
const record = v.object({
  at: v.string(),
  bundle: v.object({ name: v.string(), digest }),
  manifest: v.exactOptional(digest),
  source: v.optional(v.string(), ""),
  roots: v.optional(v.array(v.string()), []),
  added: v.optional(v.object({ packages: v.array(v.string()), layers: v.number(), blobs: v.number() }), {
    packages: [],
    layers: 0,
    blobs: 0,
  }),
  settings: v.optional(assignments, []),
  // Older lines have only the settings.
  relies: v.exactOptional(assignments),
  registration: v.exactOptional(
    v.object({ path: v.pipe(v.string(), v.check(isRegistrationPath)), target: v.string(), isOwn: v.boolean() }),
  ),
  ocx: v.exactOptional(digest),
});

/** The values of the lines of a log; undefined for one that was torn by a crash, or is nested deeper than any record. */
export function parseLines(text: string): readonly unknown[] {
  return text.split("\n").map((line) => {
    // A parser builds millions of levels before it fails.
    if (shapeOf(Buffer.from(line)).depth > MAX_NESTING) return undefined;
    try {
      return JSON.parse(line);
    } catch {
      return undefined;
    }
  });
}

/** Reads the assignments in a line; none from one that was torn, or that a later version wrote. */
export function settingsIn(line: unknown): readonly Assignment[] {
  return fitting(settingsDocument, line)?.settings ?? [];
}

/** The tags and links that a line says were removed. */
export function removedIn(line: unknown): readonly AssignmentKey[] {
  return fitting(removal, line)?.removed ?? [];
}

/** The digest under which the config of an imported bundle is kept. */
export function configOf({ manifest, bundle }: Pick<RecordedImport, "manifest" | "bundle">): string {
  return manifest ?? bundle.digest;
}

/** Reads the whole log, oldest first. Lines that are not records are ignored. */
export function readRecords(lines: readonly unknown[]): readonly RecordedImport[] {
  const records: RecordedImport[] = [];
  /** Places of the records that are not forgotten, by the digest of their bundle. */
  const active = new Map<string, number[]>();
  for (const line of lines) {
    const forgotten = fitting(removal, line);
    if (forgotten !== undefined) {
      for (const place of active.get(forgotten.forgotten.digest) ?? []) {
        const one = records[place];
        if (one !== undefined) records[place] = { ...one, forgotten: forgotten.at };
      }
      active.delete(forgotten.forgotten.digest);
      continue;
    }
    const found = fitting(record, line);
    if (found === undefined) continue;
    const { settings, relies = settings, ...rest } = found;
    const places = active.get(rest.bundle.digest) ?? [];
    active.set(rest.bundle.digest, places);
    places.push(records.length);
    records.push({ ...rest, relies });
  }
  return records;
}

/** Names a tag or link, for comparison. */
export function keyOf({ kind, registry, repository, tag }: AssignmentKey): string {
  return [kind, registry, repository, tag ?? ""].join(" ");
}

/** Names a tag or link with its value. */
export function assignedValue(assignment: Assignment): string {
  return `${keyOf(assignment)} ${assignment.digest}`;
}

function fitting<T extends v.GenericSchema>(schema: T, line: unknown): v.InferOutput<T> | undefined {
  const parsed = v.safeParse(schema, line, { abortEarly: true });
  return parsed.success ? parsed.output : undefined;
}
