import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  optionsIn
} from "./chunk-CB6HKYJN.mjs";
import {
  nearest
} from "./chunk-REH3XOZH.mjs";
import {
  optional
} from "./chunk-BRXFK6VM.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/options/requests/registry-place.ts
function isRegistryReference(text) {
  return /^oci:\/\//i.test(text);
}
function toRegistryPlace(values, quote) {
  const { reference, username, password, token } = values;
  const hint = "Set both, or none of them.";
  if (reference === void 0)
    throw missing("reference", "one", "Set it to HOST/REPOSITORY:TAG, for example ghcr.io/acme/toolchain:1.2.");
  if (username !== void 0 && password === void 0) throw missing("password", "one for `username`", hint);
  if (username === void 0 && password !== void 0) throw missing("username", "one for `password`", hint);
  const login = username === void 0 || password === void 0 ? void 0 : { username, password };
  const plainHttp = values["plain-http"] === true;
  return {
    reference,
    ...plainHttp && { plainHttp },
    ...optional("login", login),
    ...optional("token", token),
    ...optional("caFile", values["ca-file"])
  };
  function missing(name, expected, fix) {
    const found = `Cannot read ${quote(name)}: it is not given, expected ${expected}`;
    return new BundleError("OPTION_INVALID", found, { hint: fix });
  }
}
function toRegistryTarget(values, quote) {
  const { "mount-from": mountFrom = [] } = values;
  return {
    ...toRegistryPlace(values, quote),
    ...mountFrom.length > 0 && { mountFrom },
    ...optional("chunkSize", values["chunk-size"])
  };
}

// src/options/requests/url-place.ts
function isUrl(text) {
  return /^https?:\/\//i.test(text);
}
function toUrlPlace({ url, username, password, ...values }, quote) {
  if (url === void 0) throw missing("url", "an address", "Set it to https://HOST/PATH of the bundle.");
  if (username !== void 0 && password === void 0)
    throw missing("password", "one for `username`", "Set both, or none of them.");
  if (username === void 0 && password !== void 0)
    throw missing("username", "one for `password`", "Set both, or none of them.");
  const login = username === void 0 || password === void 0 ? void 0 : { username, password };
  return { url, ...optional("login", login), ...optional("caFile", values["ca-file"]) };
  function missing(name, expected, hint) {
    return new BundleError("OPTION_INVALID", `Cannot read ${quote(name)}: it is not given, expected ${expected}`, {
      hint
    });
  }
}

// src/options/requests/base-input.ts
function toBaseInput(text, values, quote) {
  if (isRegistryReference(text)) return { kind: "registry", ...toRegistryPlace({ ...values, reference: text }, quote) };
  return isUrl(text) ? { kind: "url", ...toUrlPlace({ ...values, url: text }, quote) } : { kind: "file", path: text };
}
function toBases({ base, ...values }, quote) {
  return base.length === 0 ? {} : { bases: base.map((text) => toBaseInput(text, values, quote)) };
}

// src/options/table/sizes.ts
var UNITS = {
  "": 1,
  K: 1024,
  KIB: 1024,
  KB: 1e3,
  M: 1024 ** 2,
  MIB: 1024 ** 2,
  MB: 1e3 ** 2,
  G: 1024 ** 3,
  GIB: 1024 ** 3,
  GB: 1e3 ** 3,
  T: 1024 ** 4,
  TIB: 1024 ** 4,
  TB: 1e3 ** 4
};
var MEDIA = {
  // The largest file is one byte smaller than 4 GiB.
  fat32: 4095 * 1024 ** 2,
  // 4.7 GB in 2,295,104 blocks of 2,048 bytes, without 64 MiB for the file system and the parts document.
  dvd: 2295104 * 2048 - 64 * 1024 ** 2
};
var SIZES = "a size such as 4GiB, 700M, fat32 or dvd";
function parseSize(text) {
  if (Object.hasOwn(MEDIA, text)) return MEDIA[text];
  const [, digits = "", unit = ""] = /^(\d{1,16})([A-Za-z]*)$/.exec(text) ?? [];
  const bytes = Number(digits) * (UNITS[unit.toUpperCase()] ?? 0);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : void 0;
}

// src/options/table/parse-options.ts
function parseOptions(table, operation, { textsOf, quote }) {
  const values = optionsIn(table, operation).flatMap((option) => {
    const given = textsOf(option);
    const texts = given.length === 0 && option.default !== void 0 && !option.noBlank ? [option.default] : given;
    const value = parseValue(option.type, texts, quote(option.name));
    return value === void 0 ? [] : [[option.name, value]];
  });
  return Object.fromEntries(values);
}
function parseValue(type, texts, quoted) {
  if (type.kind === "list") return texts.flatMap((text2) => parseList(text2, quoted));
  if (type.kind === "paths") return texts.flatMap(parseLines);
  const [text] = texts;
  if (text === void 0) return type.kind === "flag" ? false : void 0;
  switch (type.kind) {
    case "text":
    case "path":
      return text;
    case "flag":
      if (/^(true|True|TRUE)$/.test(text)) return true;
      if (/^(false|False|FALSE)$/.test(text)) return false;
      throw invalidOption(quoted, text, "true or false");
    case "number": {
      const value = /^\d+$/.test(text) ? Number(text) : 0;
      if (value >= 1 && value <= type.most) return value;
      const end = type.most === Number.MAX_SAFE_INTEGER ? "" : ` to ${type.most}`;
      throw invalidOption(quoted, text, `a whole number from 1${end}`);
    }
    case "size": {
      const bytes = parseSize(text);
      if (bytes === void 0) throw invalidOption(quoted, text, SIZES);
      return bytes;
    }
    case "choice":
      if (type.choices.includes(text)) return text;
      throw invalidOption(quoted, text, `one of ${type.choices.join(", ")}`, nearest(text, type.choices));
  }
}
function parseList(text, quoted) {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  if (words.length === 0) throw invalidOption(quoted, text, "at least one name");
  return words;
}
function parseLines(text) {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== "");
}
function invalidOption(quoted, text, expected, meant) {
  return new BundleError("OPTION_INVALID", `Cannot read ${quoted}: got "${text}", expected ${expected}`, {
    hint: meant === void 0 ? `Set ${quoted} to ${expected}.` : `Did you mean ${meant}?`
  });
}
function refuseSeveral(named) {
  const given = named.filter((name) => name !== false);
  if (given.length < 2) return;
  throw new BundleError("OPTION_INVALID", `Cannot combine ${given.join(" and ")}: they exclude each other`, {
    hint: `Remove all but one of ${given.join(", ")}.`
  });
}

export {
  isRegistryReference,
  toRegistryPlace,
  toRegistryTarget,
  isUrl,
  toUrlPlace,
  toBases,
  parseOptions,
  invalidOption,
  refuseSeveral
};
