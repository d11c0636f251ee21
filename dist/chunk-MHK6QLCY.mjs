import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  TomlError,
  parse
} from "./chunk-47HUOOIO.mjs";
import {
  decodeUtf8
} from "./chunk-M6FOAHYW.mjs";
import {
  isAbsent
} from "./chunk-UQ43A2YU.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/home/documents/toml.ts
import { readFile } from "node:fs/promises";
var SIZE_LIMIT = 64 * 1024;
var EMPTY = /* @__PURE__ */ Object.create(null);
async function readToml(path, code) {
  let bytes;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (isAbsent(error)) return void 0;
    throw fromSystemError(error, `read ${path}`);
  }
  return parseToml(bytes, path, code);
}
function parseToml(bytes, path, code) {
  if (bytes.byteLength > SIZE_LIMIT)
    throw new BundleError(code, `Cannot read ${path}: it is larger than ${SIZE_LIMIT} bytes`);
  const text = decodeUtf8(bytes);
  if (text === void 0) throw new BundleError(code, `Cannot read ${path}: it is not UTF-8`);
  try {
    return tableOf(parse(text, { integersAsBigInt: "asNeeded" }), path, code);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [reason = ""] = error.message.split("\n");
    const place = `line ${error.line}, column ${error.column}`;
    throw new BundleError(code, `Cannot read ${path}: ${place}: ${reason}`, { cause: error });
  }
}
function tableOf(value, where, code) {
  const refuse = (reason) => {
    throw new BundleError(code, `Cannot read ${where}: ${reason}`);
  };
  if (!isTable(value)) return refuse("expected a table");
  const get = (key) => Object.hasOwn(value, key) ? value[key] : void 0;
  return {
    keys: Object.keys(value),
    value: get,
    text: (key) => {
      const found = get(key);
      return typeof found === "string" ? found : refuse(`${key} is ${found === void 0 ? "missing" : "not a string"}`);
    },
    table: (key) => tableOf(get(key) ?? EMPTY, `${key} in ${where}`, code),
    only: (keys) => {
      const unknown = Object.keys(value).find((key) => !keys.includes(key));
      if (unknown !== void 0) refuse(`"${unknown}" is not known, expected ${keys.join(", ")}`);
    },
    refuse
  };
}
function isTable(value) {
  return typeof value === "object" && !Array.isArray(value) && Object.getPrototypeOf(value) === null;
}

export {
  readToml,
  tableOf
};
