import { printable } from "../printable.ts";
import { WIDTH, wrap } from "./wording.ts";

/** Makes text bold; returns it unchanged on a terminal without colours. */
export type Bold = (text: string) => string;

/** A column of a table; numbers and sizes are aligned to the right. */
export interface Column {
  readonly title: string;
  readonly right?: true;
}

const GAP = "  ";

/** Further lines of a row. */
const INDENT = "  ";

/** Width of a first column that is still worth having. */
const NARROWEST = 16;

/**
 * A table for people. Empty when it has no rows. `bold` decorates the titles, and adds no width. To fit the line, a long first
 * cell gets a line of its own; if that is not enough, each row takes several lines, with whole columns on each.
 */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[], bold: Bold): string {
  if (rows.length === 0) return "";
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => row.map(printable))];
  const widths = narrowFirst(
    columns.map((_, column) => cells.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0)),
  );
  const groups = groupColumns(widths);
  const [titles = [], ...lines] = cells.map((row) =>
    groups.flatMap((group, index) => {
      const placed = group.map((column) => ({
        ...columns[column],
        cell: row[column] ?? "",
        width: widths[column] ?? 0,
      }));
      return index === 0 ? formatCells(placed, WIDTH) : formatFurther(placed);
    }),
  );
  return [...titles.map(bold), ...lines.flat()].map((line) => `${line}\n`).join("");
}

function narrowFirst([first = 0, ...others]: readonly number[]): number[] {
  const room = WIDTH - others.reduce((sum, width) => sum + GAP.length + width, 0);
  return [room < NARROWEST ? first : Math.min(first, room), ...others];
}

/** The columns for each line of a row: as many as fit, at least one. */
function groupColumns(widths: readonly number[]): number[][] {
  const groups: number[][] = [[]];
  let used = 0;
  for (const [column, width] of widths.entries()) {
    if (column > 0 && used + GAP.length + width > WIDTH) {
      groups.push([]);
      used = INDENT.length;
    }
    const group = groups.at(-1) ?? [];
    used += width + (group.length === 0 ? 0 : GAP.length);
    group.push(column);
  }
  return groups;
}

interface Cell {
  readonly cell: string;
  readonly width: number;
  readonly right?: true;
}

function formatCells(cells: readonly Cell[], room: number): string[] {
  const [first = { cell: "", width: 0 }, ...others] = cells;
  if (others.length === 0 && first.cell.length > room) return wrap(first.cell, room);
  if (first.cell.length > first.width) return [first.cell, ...formatCells([{ ...first, cell: "" }, ...others], room)];
  const padded = cells.map(({ cell, width, right }) => (right === true ? cell.padStart(width) : cell.padEnd(width)));
  return [padded.join(GAP).trimEnd()];
}

/** None if all are empty. */
function formatFurther(cells: readonly Cell[]): string[] {
  const lines = formatCells(cells, WIDTH - INDENT.length).filter((line) => line !== "");
  return lines.map((line) => INDENT + line);
}

/** Shortens a digest for reading; `--json` has it in full. */
export function shortenDigest(text: string): string {
  return text.replace(/(sha\d+:[0-9a-f]{12})[0-9a-f]+/, "$1…");
}
