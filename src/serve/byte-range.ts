/** The bytes that a request asks for. `end` is the first byte that is left out. */
export type ByteRange =
  | { readonly kind: "whole" }
  | { readonly kind: "part"; readonly start: number; readonly end: number }
  | { readonly kind: "unsatisfiable" };

/**
 * Reads a `Range` header. Several ranges, and other units than bytes, count as none: the whole is sent then, as RFC 9110, 14.2
 * allows.
 */
export function parseByteRange(header: string | undefined, size: number): ByteRange {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return { kind: "whole" };
  if (first === "") {
    // The last bytes. A suffix longer than the whole means the whole.
    const start = Math.max(0, size - Number(last));
    return start < size ? { kind: "part", start, end: size } : { kind: "unsatisfiable" };
  }
  const start = Number(first);
  const end = last === "" ? size : Math.min(size, Number(last) + 1);
  if (last !== "" && Number(last) < start) return { kind: "whole" };
  return start < size ? { kind: "part", start, end } : { kind: "unsatisfiable" };
}
