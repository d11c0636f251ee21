import { BundleError } from "../errors.ts";
import { excerpt } from "../printable.ts";
import type { TarHeader } from "../tar/headers.ts";

/** Fields of a PAX or GNU header for the member behind it. */
export interface Extension {
  readonly path?: string;
  readonly size?: number;
}

/** PAX records for the next member and for all that follow; GNU's long name and long link target. */
const TYPES = ["x", "g", "L", "K"];

export function isExtension({ type }: TarHeader): boolean {
  return TYPES.includes(type);
}

/**
 * Reads names and sizes from an extended header. More lenient than the reader of layer blobs, since any tool may have written
 * the tar of a bundle: unknown records and times are ignored. Global records must not set them for all members.
 * @throws BundleError `BUNDLE_INVALID`
 */
export function readExtension({ type }: TarHeader, body: Uint8Array): Extension {
  const text = Buffer.from(body).toString("latin1");
  if (type === "L") return { path: text.replace(/\0.*$/s, "") };
  if (type === "K") return {};
  const records = parseRecords(text);
  if (records.keys().some((key) => key.startsWith("GNU.sparse."))) throw damaged("it is a sparse file");
  const path = records.get("path");
  const size = records.get("size");
  if (type === "g") {
    if (path !== undefined || size !== undefined) throw damaged("a global record names or measures all members");
    return {};
  }
  return { ...(path !== undefined && { path }), ...(size !== undefined && { size: parseSize(size) }) };
}

/** Records are `<length of the record> <key>=<value>\n`. Source: POSIX.1-2017, pax, "pax Extended Header". */
function parseRecords(text: string): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const [, digits = "", key = ""] = /^(\d{1,9}) ([^=]+)=/.exec(text.slice(at)) ?? [];
    const start = at + digits.length + 1 + key.length + 1;
    const end = at + Number(digits);
    if (end <= start - 1 || end > text.length || text[end - 1] !== "\n") throw damaged("its PAX records are damaged");
    records.set(key, text.slice(start, end - 1));
    at = end;
  }
  return records;
}

function parseSize(text: string): number {
  const size = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(size)) throw damaged(`its size is ${excerpt(text)}`);
  return size;
}

function damaged(found: string): BundleError {
  return new BundleError("BUNDLE_INVALID", `Cannot read an extended header of the bundle: ${found}`);
}
