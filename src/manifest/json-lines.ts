import * as v from "valibot";
import { printableJson } from "../printable.ts";
import { type FileEntry, type FileList, formatMode } from "./file-list.ts";

/** Formats a list as JSON: one object a line. The key of a file's digest is the name of its algorithm. */
export function* formatJsonLines({ algorithm, entries }: FileList): Generator<string> {
  for (const entry of entries) yield `${printableJson(JSON.stringify(rowOf(entry, algorithm)))}\n`;
}

function rowOf(entry: FileEntry, algorithm: string): unknown {
  const { path, type } = entry;
  switch (type) {
    case "directory":
      return { path, type, ...(entry.package !== undefined && { package: entry.package }) };
    case "symlink":
      return { path, type, target: entry.target };
    case "file":
      return { path, type, mode: formatMode(entry.mode), size: entry.size, [algorithm]: entry.digest };
  }
}

const path = v.string();
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const mode = v.pipe(
  v.string(),
  v.regex(/^[0-7]{4}$/),
  v.transform((text) => Number.parseInt(text, 8)),
);
const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const row = v.variant("type", [
  v.strictObject({ path, type: v.literal("directory"), package: v.exactOptional(v.string()) }),
  v.strictObject({ path, type: v.literal("symlink"), target: v.string() }),
  v.pipe(
    v.strictObject({ path, type: v.literal("file"), mode, size, sha256: digest }),
    v.transform(({ sha256, ...entry }) => ({ ...entry, digest: sha256 })),
  ),
]);

/**
 * Parses one line.
 * @returns the entry, or a text with what is wrong
 */
export function parseJsonLine(line: string): FileEntry | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return "it is not JSON";
  }
  const result = v.safeParse(row, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  return `${v.getDotPath(issue) ?? "it"} is ${issue.received}, expected ${issue.expected ?? "another form"}`;
}
