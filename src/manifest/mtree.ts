import { type FileEntry, type FileList, formatMode } from "./file-list.ts";

/**
 * Formats a list as mtree reads it, with full paths: `mtree -e -f LIST -p DIRECTORY`. Sources: mtree(5) of NetBSD and of
 * libarchive; both know `sha256digest`.
 */
export function* formatMtree({ algorithm, entries }: FileList): Generator<string> {
  if (algorithm !== "sha256") throw new Error("mtree knows no digest but sha256");
  yield "#mtree\n";
  for (const entry of entries) yield `${escape(entry.path === "" ? "." : `./${entry.path}`)} ${keywords(entry)}\n`;
}

function keywords(entry: FileEntry): string {
  switch (entry.type) {
    case "directory":
      return "type=dir";
    case "symlink":
      return `type=link link=${escape(entry.target)}`;
    case "file":
      return `type=file mode=${formatMode(entry.mode)} size=${entry.size} sha256digest=${entry.digest}`;
  }
}

/** Escapes all bytes that could mean something in any mtree, as `\040`. */
function escape(text: string): string {
  if (/^[\w./@%+:,-]*$/.test(text)) return text;
  return Array.from(Buffer.from(text), (byte) => {
    const char = String.fromCharCode(byte);
    return /[\w./@%+:,-]/.test(char) ? char : `\\${byte.toString(8).padStart(3, "0")}`;
  }).join("");
}
