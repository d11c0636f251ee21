/** A `Content-Range`. `start` and `end` are absent for an unsatisfied range. */
export interface ContentRange {
  readonly start?: number;
  /** Behind the last byte. */
  readonly end?: number;
  /** Bytes of the whole file; absent if the server does not know it. */
  readonly total?: number;
}

/** Parses `bytes <start>-<last>/<total>`, where the total may be unknown, or `bytes *\/<total>`. Source: RFC 9110, 14.4. */
export function parseContentRange(text: string | undefined): ContentRange | undefined {
  const [, start, last, total] = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(text ?? "") ?? [];
  if (total === undefined) return undefined;
  return {
    ...(start !== undefined && { start: Number(start) }),
    ...(last !== undefined && { end: Number(last) + 1 }),
    ...(total !== "*" && { total: Number(total) }),
  };
}

/** The ETag if it is a strong one: only that guarantees identical bytes. Source: RFC 9110, 13.1.5. */
export function strongEtag(etag: string | undefined): string | undefined {
  return etag?.startsWith('"') ? etag : undefined;
}
