import { BundleError } from "../../errors.ts";
import { MAX_TRUST_FILE } from "../../limits.ts";
import { excerpt } from "../../printable.ts";
import { parseKeyTime } from "./key-time.ts";

/** One line of an `allowed_signers` file. Source: ssh-keygen(1), ALLOWED SIGNERS */
export interface AllowedSigner {
  /** Counted from 1. */
  readonly line: number;
  /** Patterns: `*` and `?` stand for any characters and one, `!` in front excludes. */
  readonly principals: readonly string[];
  /** The public key in SSH's binary form. */
  readonly key: Uint8Array;
  /** The line trusts certificates that this key made, which we do not check. */
  readonly isAuthority: boolean;
  /** Patterns; absent for any namespace. */
  readonly namespaces?: readonly string[];
  readonly validAfter?: Date;
  readonly validBefore?: Date;
}

/** `name`, `name=value` or `name="value"`, separated by commas. */
const OPTION = /^([a-z-]+)(?:="((?:[^"\\]|\\.)*)"|=([^",]*))?(?:,(?=.)|$)/i;

/**
 * Reads an `allowed_signers` file. A wrong line makes the whole file invalid: nobody should find out later who was left out.
 * @throws BundleError `TRUST_INVALID`, which names the line; `LIMIT_EXCEEDED`
 */
export function parseAllowedSigners(file: Uint8Array, name: string): readonly AllowedSigner[] {
  if (file.length > MAX_TRUST_FILE)
    throw new BundleError(
      "LIMIT_EXCEEDED",
      `Cannot read ${name}: it has ${file.length} bytes, expected at most ${MAX_TRUST_FILE}`,
      { hint: "Name a file in the format of allowed_signers: see ssh-keygen(1)." },
    );
  return Buffer.from(file)
    .toString("utf8")
    .split("\n")
    .map((text, index) => ({ text: text.replaceAll(/^[ \t]+|[ \t\r]+$/g, ""), line: index + 1 }))
    .filter(({ text }) => text !== "" && !text.startsWith("#"))
    .map(({ text, line }) => parseLine(text, { line, name }));
}

/** True when a text fits a list of patterns, as OpenSSH compares: one that excludes decides. */
export function fitsPatterns(text: string, patterns: readonly string[]): boolean {
  // Byte by byte, as `?` stands for one byte there.
  const bytes = Buffer.from(text).toString("latin1");
  const fits = (pattern: string): boolean => fitsPattern(bytes, Buffer.from(pattern).toString("latin1"));
  const excluded = patterns.some((pattern) => pattern.startsWith("!") && fits(pattern.slice(1)));
  return !excluded && patterns.some((pattern) => !pattern.startsWith("!") && fits(pattern));
}

interface Place {
  readonly line: number;
  readonly name: string;
}

/** Characters of a line: the longest key takes 3,000. */
const MAX_LINE = 16_384;

function parseLine(text: string, place: Place): AllowedSigner {
  if (text.length > MAX_LINE) throw invalid(place, `it has ${text.length} characters, expected at most ${MAX_LINE}`);
  const [principals = "", ...rest] = splitWords(text);
  const [first = ""] = rest;
  const options = /^(?:cert-authority|namespaces|valid-(?:after|before))(?:[=,]|$)/i.test(first) ? first : undefined;
  const [type = "", base64 = ""] = options === undefined ? rest : rest.slice(1);
  if (base64 === "") throw invalid(place, "expected principals, options, the type of a key and the key");
  const patterns = principals.replaceAll(/^"|"$/g, "").split(",");
  if (patterns.some((pattern) => pattern === "")) throw invalid(place, "one of its principals is empty");
  return {
    line: place.line,
    principals: patterns,
    key: decodeKey(type, base64, place),
    isAuthority: false,
    ...(options !== undefined && parseOptions(options, place)),
  };
}

/** Separates words at blanks that are not in quotes. As in OpenSSH, only spaces and tabs are blanks. */
function splitWords(text: string): readonly string[] {
  return text.match(/(?:"(?:[^"\\]|\\.)*"|[^ \t"])+/g) ?? [];
}

function parseOptions(text: string, place: Place): Partial<AllowedSigner> {
  let found: Partial<AllowedSigner> = {};
  for (let rest = text; rest !== ""; ) {
    const [whole = "", name = "", quoted, bare] = OPTION.exec(rest) ?? [];
    if (whole === "") throw invalid(place, `its options cannot be read from "${excerpt(rest)}" on`);
    rest = rest.slice(whole.length);
    const value = quoted?.replaceAll('\\"', '"') ?? bare;
    const option = parseOption(name.toLowerCase(), value, place);
    if (Object.keys(option).some((key) => key in found))
      throw invalid(place, `it has the option ${excerpt(name)} twice`);
    found = { ...found, ...option };
  }
  return found;
}

function parseOption(name: string, value: string | undefined, place: Place): Partial<AllowedSigner> {
  if (name === "cert-authority" && value === undefined) return { isAuthority: true };
  if (value === undefined) throw invalid(place, `there is no option ${excerpt(name)} without a value`);
  const time = (): Date => {
    const read = parseKeyTime(value);
    if (read === undefined) throw invalid(place, `${name} is "${excerpt(value)}", expected YYYYMMDD[HHMM[SS]][Z]`);
    return read;
  };
  switch (name) {
    case "namespaces":
      return { namespaces: value.split(",") };
    case "valid-after":
      return { validAfter: time() };
    case "valid-before":
      return { validBefore: time() };
    default:
      throw invalid(place, `there is no option ${excerpt(name)}`);
  }
}

/** The type is also in the key itself, length first. Both must agree. */
function decodeKey(type: string, base64: string, place: Place): Uint8Array {
  const key = Buffer.from(base64, "base64");
  if (key.length < 4 || key.toString("base64") !== base64) throw invalid(place, "its key is not base64");
  const inside = key.subarray(4, 4 + key.readUInt32BE());
  if (inside.toString("latin1") !== type) throw invalid(place, `its key is not of the type ${excerpt(type)}`);
  return key;
}

/** Compares without backtracking, which a hostile pattern could make slow. */
function fitsPattern(text: string, pattern: string): boolean {
  let [at, inPattern, star, retry] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[inPattern] === "*") [star, retry] = [inPattern++, at];
    else if (pattern[inPattern] === "?" || pattern[inPattern] === text[at]) [at, inPattern] = [at + 1, inPattern + 1];
    else if (star === -1) return false;
    else [inPattern, at] = [star + 1, ++retry];
  }
  return /^\**$/.test(pattern.slice(inPattern));
}

function invalid({ line, name }: Place, found: string): BundleError {
  return new BundleError("TRUST_INVALID", `Cannot read line ${line} of ${name}: ${found}`, {
    hint: "Correct the line: ssh-keygen(1) describes the file under ALLOWED SIGNERS.",
  });
}
