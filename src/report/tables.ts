import { printable } from "../printable.ts";

/** A column of a table; numbers and sizes are aligned to the right. */
export interface Column {
  readonly title: string;
  readonly right?: true;
}

/** A table for people. Empty when it has no rows. `bold` decorates the titles, and adds no width. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  bold: (text: string) => string,
): string {
  if (rows.length === 0) return "";
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => row.map(printable))];
  const widths = columns.map((_, column) =>
    cells.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
  );
  const lines = cells.map((row) =>
    columns
      .map(({ right }, column) => {
        const cell = row[column] ?? "";
        const width = widths[column] ?? 0;
        return right === true ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
  return [bold(lines[0] ?? ""), ...lines.slice(1)].map((line) => `${line}\n`).join("");
}
