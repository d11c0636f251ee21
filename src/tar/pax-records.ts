import { BundleError } from "../errors.ts";
import { asByteString, type ByteString, quoteBytes } from "./byte-string.ts";

/** The PAX records that may precede an entry. */
export interface PaxRecords {
  readonly path?: ByteString;
  readonly target?: ByteString;
}

/**
 * Reads the body of a PAX header. Strict, since lenient readers disagree about the path: refuses repeated keys, and every key
 * that a writer does not need.
 * @throws BundleError `ENTRY_INVALID`
 */
export function decodePax(body: ByteString): PaxRecords {
  const found: Record<string, string> = {};
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(" ", at);
    const digits = body.slice(at, space);
    const end = at + Number(digits);
    const equals = body.indexOf("=", space);
    if (space === -1 || !/^[1-9]\d{0,5}$/.test(digits) || equals === -1 || equals > end || body[end - 1] !== "\n") {
      throw invalidRecords("they are damaged");
    }
    const key = body.slice(space + 1, equals);
    if (key in found) throw invalidRecords(`${quoteBytes(asByteString(key))} occurs twice`);
    if (!PAX_KEYS.has(key)) throw invalidRecords(`${quoteBytes(asByteString(key))} is unknown`);
    found[key] = body.slice(equals + 1, end - 1);
    at = end;
  }
  const { path, linkpath } = found;
  return {
    ...(path !== undefined && { path: asByteString(path) }),
    ...(linkpath !== undefined && { target: asByteString(linkpath) }),
  };
}

/** The only records that a writer needs: numbers too large for ustar, such as sizes and times, are in base-256 instead. */
const PAX_KEYS: ReadonlySet<string> = new Set(["path", "linkpath"]);

function invalidRecords(what: string): BundleError {
  return new BundleError("ENTRY_INVALID", `Cannot read PAX records: ${what}`);
}
