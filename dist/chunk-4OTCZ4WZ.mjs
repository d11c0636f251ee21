import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  WIDTH,
  wrap
} from "./chunk-PVYKHTJY.mjs";
import {
  printable
} from "./chunk-PNVSA3GV.mjs";

// src/report/tables.ts
var GAP = "  ";
var INDENT = "  ";
var NARROWEST = 16;
function formatTable(columns, rows, bold) {
  if (rows.length === 0) return "";
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => row.map(printable))];
  const widths = narrowFirst(
    columns.map((_, column) => cells.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0))
  );
  const groups = groupColumns(widths);
  const [titles = [], ...lines] = cells.map(
    (row) => groups.flatMap((group, index) => {
      const placed = group.map((column) => ({
        ...columns[column],
        cell: row[column] ?? "",
        width: widths[column] ?? 0
      }));
      return index === 0 ? formatCells(placed, WIDTH) : formatFurther(placed);
    })
  );
  return [...titles.map(bold), ...lines.flat()].map((line) => `${line}
`).join("");
}
function narrowFirst([first = 0, ...others]) {
  const room = WIDTH - others.reduce((sum, width) => sum + GAP.length + width, 0);
  return [room < NARROWEST ? first : Math.min(first, room), ...others];
}
function groupColumns(widths) {
  const groups = [[]];
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
function formatCells(cells, room) {
  const [first = { cell: "", width: 0 }, ...others] = cells;
  if (others.length === 0 && first.cell.length > room) return wrap(first.cell, room);
  if (first.cell.length > first.width) return [first.cell, ...formatCells([{ ...first, cell: "" }, ...others], room)];
  const padded = cells.map(({ cell, width, right }) => right === true ? cell.padStart(width) : cell.padEnd(width));
  return [padded.join(GAP).trimEnd()];
}
function formatFurther(cells) {
  const lines = formatCells(cells, WIDTH - INDENT.length).filter((line) => line !== "");
  return lines.map((line) => INDENT + line);
}
function shortenDigest(text) {
  return text.replace(/(sha\d+:[0-9a-f]{12})[0-9a-f]+/, "$1\u2026");
}

export {
  formatTable,
  shortenDigest
};
