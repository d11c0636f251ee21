import { BundleError } from "../errors.ts";
import { asByteString, type ByteString, quote } from "./byte-string.ts";

/** The PAX records that may precede an entry. */
export interface PaxRecords {
  readonly path?: ByteString;
  readonly target?: ByteString;
}

/**
 * Reads the body of a PAX header. Strict, since every lenient reader reads another path: no key twice, none that
 * changes what an entry means and is not known here.
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
    if (key in found) throw invalidRecords(`${quote(asByteString(key))} is there twice`);
    if (!PAX_KEYS.has(key)) throw invalidRecords(`${quote(asByteString(key))} is unknown`);
    found[key] = body.slice(equals + 1, end - 1);
    at = end;
  }
  const { path, linkpath } = found;
  return {
    ...(path !== undefined && { path: asByteString(path) }),
    ...(linkpath !== undefined && { target: asByteString(linkpath) }),
  };
}

/** All that a writer needs: what ustar cannot say of an entry otherwise, its sizes and times included, it says in base-256. */
const PAX_KEYS: ReadonlySet<string> = new Set(["path", "linkpath"]);

function invalidRecords(what: string): BundleError {
  return new BundleError("ENTRY_INVALID", `Cannot read PAX records: ${what}`);
}
