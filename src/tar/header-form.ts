import { BundleError } from "../errors.ts";
import type { HeaderBytes } from "./decode-header.ts";
import { encodeEntry, headerTemplate, NAME_WIDTH, PREFIX, type TarHeader } from "./headers.ts";

// The same header can be written in many forms, and readers disagree about some of them. The format allows only one. The checks
// for every entry are cheap: whole words of the constant fields, and the last characters of numbers.

/** Fields that are the same in every header: owner, group, magic, names, devices, and the bytes behind the last field. */
const TEMPLATE = headerTemplate();
const FIXED = [
  [108, 124],
  [257, 345],
  [500, 512],
].flatMap(([from = 0, to = 0]) => Array.from({ length: (to - from) / 4 }, (_, i) => from + 4 * i));
const WORDS = Int32Array.from(FIXED, (at) => TEMPLATE.readInt32LE(at));
const PLACES = Uint16Array.from(FIXED);

/**
 * Checks that a header that was decoded has the one form that the format allows.
 * @throws BundleError `ENTRY_INVALID`
 */
export function checkHeaderForm({ bytes, view }: HeaderBytes, at: number): void {
  for (let i = 0; i < PLACES.length; i++) {
    const place = PLACES[i] as number;
    if (view.getInt32(at + place, true) !== WORDS[i]) throw odd(place);
  }
  if (bytes[at + 156] === 0) throw invalidForm("its type is a NUL");
  if (!isNumber(bytes, at + 100, 8)) throw invalidForm("its mode is not seven octal digits and a NUL");
  if (!isNumber(bytes, at + 124, 12)) throw invalidForm("its size is not eleven octal digits and a NUL");
  if (!isNumber(bytes, at + 136, 12)) throw invalidForm("its time is not eleven octal digits and a NUL");
  if (!isNumber(bytes, at + 148, 7) || bytes[at + 155] !== SPACE) {
    throw invalidForm("its checksum is not six octal digits, a NUL and a space");
  }
}

/** True for digits up to a NUL at the end, and for base-256 if the number does not fit in digits. */
function isNumber(bytes: Buffer, at: number, width: number): boolean {
  const first = bytes[at] as number;
  if (first === 0xff) return width === 12;
  // Eleven digits hold 33 bits.
  if (first === 0x80) return width === 12 && (isSet(bytes, at + 1, at + 7) || (bytes[at + 7] as number) > 1);
  const last = bytes[at + width - 2] as number;
  // Digits end at the first other byte, so between the first and the last there is nothing else.
  return first >= 0x30 && last >= 0x30 && last <= 0x37 && bytes[at + width - 1] === 0;
}

function isSet(bytes: Buffer, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] !== 0) return true;
  return false;
}

const SPACE = 0x20;
const SLASH = 0x2f;

/**
 * Checks that a path of `length` ASCII bytes stands in the fields of its header as the format wants: in the name if it fits there,
 * else with as much of its end in the name as fits.
 * @throws BundleError `ENTRY_INVALID`
 */
export function checkNameForm({ bytes }: HeaderBytes, at: number, length: number): void {
  const prefix = at + PREFIX;
  const isSplit = bytes[prefix] !== 0;
  if (length <= NAME_WIDTH) {
    if (isSplit) throw invalidForm("its path is split, and would fit into the name");
    return;
  }
  let name = 0;
  while (name < NAME_WIDTH && bytes[at + name] !== 0) name++;
  const above = length - name - 1;
  // The segments of the prefix that the name could have too.
  let slash = above - 1;
  while (slash > 0 && bytes[prefix + slash] !== SLASH) slash--;
  if (slash > 0 && length - slash - 1 <= NAME_WIDTH) throw invalidForm("its path is split in another place");
}

/**
 * Checks an entry with PAX records: both headers and the records must be byte for byte what our encoder writes.
 * @param start offset of its PAX header
 * @param end offset of its content
 * @throws BundleError `ENTRY_INVALID`
 */
export function checkPaxForm({ bytes }: HeaderBytes, start: number, end: number, header: TarHeader): void {
  const expected = Buffer.alloc(end - start + 2 * MAX_FORM);
  const size = encodeEntry(header, expected, 0);
  if (size === end - start && expected.compare(bytes, start, end, 0, size) === 0) return;
  throw invalidForm("its PAX records or the header behind them are not in the form of the format");
}

/** Upper bound in bytes for the headers and records of an entry: its path and target have up to 4,095 bytes each. */
const MAX_FORM = 16 * 1024;

function odd(place: number): BundleError {
  if (place < 124) return invalidForm("its owner or group is not 0");
  if (place < 265) return invalidForm("it is not POSIX ustar");
  if (place < 329) return invalidForm("it names its owner or group");
  return invalidForm(place < 345 ? "it has a device number" : "something follows its last field");
}

function invalidForm(what: string): BundleError {
  return new BundleError("ENTRY_INVALID", `Cannot read tar header: ${what}`);
}
