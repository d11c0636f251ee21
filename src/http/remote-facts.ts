import type { IncomingMessage } from "node:http";
import { BundleError } from "../errors.ts";
import { parseContentRange, strongEtag } from "./content-range.ts";

/** Facts about a remote file. Every answer must agree with those before it. */
export interface RemoteFacts {
  /** In bytes; undefined until an answer has told it. */
  readonly size: number | undefined;
  /** False once the server has sent the whole file instead of a range. */
  ranged: boolean;
  /**
   * Checks the head of an answer.
   * @param asked first byte of the requested range, and the byte behind it; undefined if the whole file was requested
   * @returns whether the body is the range, or the whole file
   * @throws BundleError `FILE_CHANGED`, `SERVICE_FAILED`, `DIGEST_MISMATCH`
   */
  check(
    message: IncomingMessage,
    asked: { readonly start: number; readonly end: number } | undefined,
  ): "range" | "whole";
  /** Takes the end of a whole answer for the end of the file. */
  ended(size: number): void;
}

/** @param expected size from elsewhere, such as a descriptor */
export function remoteFacts(name: string, expected: number | undefined): RemoteFacts {
  let size: number | undefined;
  let etag: string | undefined;
  const learnSize = (found: number): void => {
    if (!Number.isSafeInteger(found)) throw unusable(name, `claims a size of ${found} bytes`);
    if (expected !== undefined && found !== expected) {
      const what = `the server has ${found} bytes, expected ${expected}`;
      throw new BundleError("DIGEST_MISMATCH", `Cannot fetch ${name}: ${what}`);
    }
    if (size !== undefined && found !== size) throw changed(name, `it had ${size} bytes, and has ${found} now`);
    size = found;
  };
  const learnEtag = (found: string | undefined): void => {
    if (etag !== undefined && found !== undefined && found !== etag) throw changed(name, "its ETag has changed");
    etag ??= found;
  };
  return {
    get size() {
      return size ?? expected;
    },
    ranged: true,
    check({ statusCode: status, headers }, asked) {
      const range = parseContentRange(headers["content-range"]);
      if (status === 416 && asked !== undefined) {
        if (range?.total !== undefined) learnSize(range.total);
        // The only range that a file without bytes cannot satisfy honestly.
        if (size === 0 && asked.start === 0) return "range";
        throw unusable(name, `refuses bytes ${asked.start} to ${asked.end} of it`);
      }
      const encoding = headers["content-encoding"] ?? "identity";
      if (encoding !== "identity") throw unusable(name, `sent bytes in the encoding ${encoding}`);
      learnEtag(strongEtag(headers.etag));
      if (status === 200) {
        const { "content-length": length } = headers;
        if (length !== undefined) learnSize(Number(length));
        return "whole";
      }
      if (status !== 206 || asked === undefined) throw unusable(name, `sent an answer of status ${status}`);
      if (range?.total !== undefined) learnSize(range.total);
      const end = Math.min(asked.end, size ?? expected ?? 0);
      if (range?.start !== asked.start || range.end === undefined || range.end <= range.start || range.end > end)
        throw unusable(name, `sent another range than bytes ${asked.start} to ${asked.end}`);
      return "range";
    },
    ended: (found) => {
      if (size === undefined) learnSize(found);
    },
  };
}

function changed(name: string, how: string): BundleError {
  return new BundleError("FILE_CHANGED", `Cannot fetch ${name}: ${how}`, {
    hint: "Run it again: the file on the server was replaced while it was read.",
  });
}

function unusable(name: string, found: string): BundleError {
  return new BundleError(
    "SERVICE_FAILED",
    `Cannot fetch ${name}: the server ${found}, expected the bytes of the file`,
    {
      hint: "Check the server and the proxies before it: they must send the file unchanged.",
    },
  );
}
