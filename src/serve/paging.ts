/** A part of a sorted list of names. */
export interface Page {
  readonly names: readonly string[];
  /** Query of the next page, if there is one. */
  readonly next?: string;
}

/**
 * The names behind `last`, at most `n` of them. Undefined if `n` is not a number.
 * Source: OCI distribution specification 1.1, "Listing Tags": with `n` 0 there is no next page.
 */
export function pageOf(all: Iterable<string>, query: URLSearchParams): Page | undefined {
  const n = query.get("n");
  if (n !== null && !/^\d{1,9}$/.test(n)) return undefined;
  const last = query.get("last");
  const rest = [...all].toSorted(byCodeUnits).filter((name) => last === null || byCodeUnits(name, last) > 0);
  if (n === null) return { names: rest };
  const names = rest.slice(0, Number(n));
  const end = names.at(-1);
  if (end === undefined || names.length === rest.length) return { names };
  return { names, next: `n=${n}&last=${encodeURIComponent(end)}` };
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
