import { parse, TomlError, type TomlTable, type TomlValue } from "smol-toml";
import type { ErrorCode } from "../../error-codes.ts";
import { BundleError } from "../../errors.ts";
import { isAbsent } from "../../io/look-at.ts";
import { readRegularFile } from "../../io/read-regular-file.ts";
import { fromSystemError } from "../../io/system-error.ts";
import { decodeUtf8 } from "./json-tree.ts";

/** The largest `ocx.toml` or `ocx.lock` that OCX reads, in bytes. */
const SIZE_LIMIT = 64 * 1024;

const EMPTY: TomlTable = Object.create(null);

/** One table of a TOML file. */
export interface Table {
  /** The keys, in any order: OCX sorts them by bytes and ignores the order of the file. */
  readonly keys: readonly string[];
  value(key: string): TomlValue | undefined;
  /** @throws when it is absent or not a string. */
  text(key: string): string;
  /** An empty table when absent. @throws when it is something else. */
  table(key: string): Table;
  /** @throws when there is a key that is not in the list. */
  only(keys: readonly string[]): void;
  /** Fails with this file's code. */
  refuse(reason: string): never;
}

/**
 * Reads a TOML file; undefined when there is none.
 * @throws BundleError with `code` for one that is too large or not TOML.
 */
export async function readToml(path: string, code: ErrorCode): Promise<Table | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readRegularFile(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw fromSystemError(error, `read ${path}`);
  }
  return parseToml(bytes, path, code);
}

/** Reads the bytes of a TOML file. @param path names it in messages. @throws BundleError with `code` */
export function parseToml(bytes: Uint8Array, path: string, code: ErrorCode): Table {
  if (bytes.byteLength > SIZE_LIMIT)
    throw new BundleError(code, `Cannot read ${path}: it is larger than ${SIZE_LIMIT} bytes`);
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new BundleError(code, `Cannot read ${path}: it is not UTF-8`);
  try {
    // OCX takes no 3.0 for a 3, so they must not look alike.
    return tableOf(parse(text, { integersAsBigInt: true }), path, code);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [reason = ""] = error.message.split("\n");
    const place = `line ${error.line}, column ${error.column}`;
    throw new BundleError(code, `Cannot read ${path}: ${place}: ${reason}`, { cause: error });
  }
}

/** Opens a table; `where` names it in messages. @throws BundleError with `code` when it is not a table. */
export function tableOf(value: TomlValue | undefined, where: string, code: ErrorCode): Table {
  const refuse = (reason: string): never => {
    throw new BundleError(code, `Cannot read ${where}: ${reason}`);
  };
  if (!isTable(value)) return refuse("expected a table");
  const get = (key: string): TomlValue | undefined => (Object.hasOwn(value, key) ? value[key] : undefined);
  return {
    keys: Object.keys(value),
    value: get,
    text: (key) => {
      const found = get(key);
      return typeof found === "string"
        ? found
        : refuse(`${key} is ${found === undefined ? "missing" : "not a string"}`);
    },
    table: (key) => tableOf(get(key) ?? EMPTY, `${key} in ${where}`, code),
    only: (keys) => {
      const unknown = Object.keys(value).find((key) => !keys.includes(key));
      if (unknown !== undefined) refuse(`"${unknown}" is not known, expected ${keys.join(", ")}`);
    },
    refuse,
  };
}

function isTable(value: TomlValue | undefined): value is TomlTable {
  // The parser makes tables without a prototype; dates have one.
  return typeof value === "object" && !Array.isArray(value) && Object.getPrototypeOf(value) === null;
}
