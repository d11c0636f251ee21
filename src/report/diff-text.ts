import prettyBytes from "pretty-bytes";
import type { DiffResult } from "../commands/results/diff-result.ts";
import { formatTable } from "./tables.ts";

/** Files that the table lists; all are in the JSON document. */
const MOST_FILES = 200;

/** Text output of `diff`. */
export function formatDiff({ equal, packages, files }: DiffResult, bold: (text: string) => string): string {
  if (equal) return "No differences.\n";
  const rows = packages.map((pkg) => [
    pkg.package,
    pkg.status,
    pkg.status === "changed" ? `+${pkg.added} -${pkg.removed} ~${pkg.changed}` : "",
    formatSizes(pkg.sizeBefore, pkg.sizeAfter),
  ]);
  const titles = [
    { title: "PACKAGE" },
    { title: "STATUS" },
    { title: "FILES" },
    { title: "SIZE", right: true },
  ] as const;
  const sections = [formatTable(titles, rows, bold)];
  const several = packages.length > 1;
  const listed = files
    .slice(0, MOST_FILES)
    .map((file) => [
      several ? `${file.package} ${file.path}` : file.path,
      file.status === "changed" ? file.what.join(", ") : file.status,
      formatSizes(file.sizeBefore, file.sizeAfter),
    ]);
  sections.push(formatTable([{ title: "FILE" }, { title: "STATUS" }, { title: "SIZE", right: true }], listed, bold));
  if (files.length > MOST_FILES) sections.push(`And ${files.length - MOST_FILES} more files; \`--json\` lists all.\n`);
  return sections.filter((section) => section !== "").join("\n");
}

function formatSizes(before: number | undefined, after: number | undefined): string {
  const [one, two] = [before, after].map((size) => (size === undefined ? undefined : prettyBytes(size)));
  if (one === undefined || two === undefined || one === two) return two ?? one ?? "";
  return `${one} -> ${two}`;
}
