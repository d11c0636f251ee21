/** Returns the name in `known` that is most similar to `text`; undefined when none is similar enough. */
export function similarName(text: string, known: readonly string[]): string | undefined {
  const ranked = known.map((name) => ({ name, distance: editDistance(text, name) }));
  const best = ranked.toSorted((a, b) => a.distance - b.distance)[0];
  if (best === undefined || best.distance > Math.max(2, best.name.length / 3)) return undefined;
  // More than half of a short name must match: `go` is not similar to `jq`.
  return best.distance * 2 < Math.max(best.name.length, text.length) || best.distance === 0 ? best.name : undefined;
}

/** Counts the insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
function editDistance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= from.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const steps = [at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + same];
      rows[row]?.push(Math.min(...steps, swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY));
    }
  }
  return at(from.length, to.length);
}
