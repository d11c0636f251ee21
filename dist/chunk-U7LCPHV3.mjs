import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  optionsIn,
  optionsOf
} from "./chunk-WM72IY34.mjs";
import {
  nearest
} from "./chunk-REH3XOZH.mjs";
import {
  optional,
  pick,
  toTrustRequest
} from "./chunk-VQDLSWPX.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/options/registry-place.ts
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

// src/options/url-place.ts
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

// src/options/base-input.ts
function toBaseInput(text, values, quote) {
  if (isRegistryReference(text)) return { kind: "registry", ...toRegistryPlace({ ...values, reference: text }, quote) };
  return isUrl(text) ? { kind: "url", ...toUrlPlace({ ...values, url: text }, quote) } : { kind: "file", path: text };
}
function toBases({ base, ...values }, quote) {
  return base.length === 0 ? {} : { bases: base.map((text) => toBaseInput(text, values, quote)) };
}

// src/options/sizes.ts
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

// src/options/parse-options.ts
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

// src/options/channel-request.ts
function toDestination(channel, asked) {
  const { values, quote } = asked;
  refuseForeign(channel, asked);
  switch (channel) {
    case "file":
      return void 0;
    case "artifact":
      return { channel, ...optional("retentionDays", values["retention-days"]), ...pick(values, "overwrite") };
    case "release":
      return {
        channel,
        tag: requiredTag(values["release-tag"], quote),
        ...pick(values, "repository", "token"),
        create: values["create-release"],
        ...pick(values, "overwrite")
      };
    case "cache":
      return { channel, key: toCacheKey(values) };
    case "registry": {
      const prefix = values.mirror;
      if (prefix === void 0) return { channel, ...toRegistryTarget(values, quote) };
      refuseSeveral([quote("mirror"), values.reference !== void 0 && quote("reference")]);
      const { reference: _, ...target } = toRegistryTarget({ ...values, reference: prefix }, quote);
      return { channel: "mirror", prefix, ...target };
    }
  }
}
function toOrigin(channel, asked) {
  const { values, quote } = asked;
  refuseForeign(channel, asked);
  const reached = pick(values, "repository", "token");
  switch (channel) {
    case "file":
      return void 0;
    case "url":
      return { channel, ...toUrlPlace(values, quote) };
    case "artifact":
      return { channel, ...optional("runId", values["run-id"]), ...reached };
    case "release":
      return { channel, tag: toTag(values["release-tag"], quote), ...reached };
    case "cache":
      return { channel, key: toCacheKey(values) };
    case "registry":
      return { channel, ...toRegistryPlace(values, quote) };
  }
}
function refuseForeign(channel, { operation, quote, ...asked }) {
  const chooser = quote(operation === "send" || operation === "export-action" ? "to" : "from");
  const values = asked.values;
  for (const { name, channels } of optionsOf(operation)) {
    const value = values[name];
    if (channels === void 0 || channels.includes(channel) || !isGiven(value)) continue;
    const option = quote(name);
    throw new BundleError("OPTION_INVALID", `Cannot use ${option}: ${option} is given, but ${chooser} is ${channel}`, {
      hint: `Set ${chooser} to ${channels.join(" or ")}, or leave ${option} out.`
    });
  }
}
function isGiven(value) {
  return Array.isArray(value) ? value.length > 0 : value !== void 0 && value !== false;
}
function requiredTag(text, quote) {
  const tag = toTag(text, quote);
  if (tag !== "") return tag;
  const option = quote("release-tag");
  throw new BundleError("OPTION_INVALID", `Cannot read ${option}: it is not given, expected a tag`, {
    hint: `Set ${option} to the tag of the release, for example v1.2.0.`
  });
}
function toTag(text, quote) {
  const tag = text?.replace(/^refs\/tags\/(?=.)/, "") ?? "";
  if (tag.startsWith("refs/")) throw invalidOption(quote("release-tag"), tag, "a tag, for example v1.2.0");
  return tag;
}
function toCacheKey({ "cache-key": key, ...values }) {
  return key === void 0 ? { kind: "lock", ...pick(values, "project") } : { kind: "given", key };
}

// src/options/export-request.ts
function toExportRequest(values, declaration, output) {
  return {
    ...optional("declaration", declaration),
    ...optional("output", output),
    ...pick(values, "home", "platform", "name", "sbom", "workers"),
    ...values["include-ocx"] !== "auto" && { includeOcx: values["include-ocx"] },
    ...optional("level", values["compression-level"]),
    ...values.overwrite && { overwrite: true },
    ...values.original && { original: true },
    dryRun: values["dry-run"]
  };
}
function toSelection({ identifiers, calledAs }, { project, group, all }, quote) {
  const ofProject = project !== void 0 || group.length > 0;
  refuseSeveral([
    identifiers.length > 0 && calledAs,
    ofProject && quote(project === void 0 ? "group" : "project"),
    all && quote("all")
  ]);
  if (identifiers.length > 0) return { kind: "packages", identifiers };
  if (all) return { kind: "all" };
  return ofProject ? { kind: "project", ...optional("path", project), groups: group } : void 0;
}

// src/options/import-request.ts
var ANY_DIGEST = "any";
function toImportRequest(values, { quote, from }) {
  const { repository: _, ...others } = values;
  return {
    ...pick(values, "home", "store", "select", "project", "platform", "workers", "concurrency"),
    ...optional("spoolDirectory", values["spool-directory"]),
    packages: values.package,
    onConflict: values["on-conflict"],
    ...values.digest !== ANY_DIGEST && pick(values, "digest"),
    allowUnverified: values["allow-unverified"],
    ...values.shared && { shared: true },
    ...values.repair && { repair: true },
    durable: values.durable ?? false,
    dryRun: values["dry-run"] ?? false,
    ...optional("trust", toTrustRequest({ ...others, ...optional("repository", values[from]) }, quote, from))
  };
}

// src/options/image-request.ts
function toImageForm(values, quote) {
  const { compression, "compression-level": level } = values;
  if (level !== void 0 && compression !== "zstd") {
    const found = `${quote("compression")} is ${compression}`;
    throw new BundleError("OPTION_INVALID", `Cannot use ${quote("compression-level")}: ${found}`, {
      hint: `Leave it out: the level is that of zstd.`
    });
  }
  return {
    ...optional("base", values.base === void 0 ? void 0 : toBase(values.base, values, quote)),
    homePath: checkHomePath(values["home-path"], quote),
    compression,
    ...optional("level", level)
  };
}
function toImageRequest(source, values, { output, quote }) {
  return {
    source,
    output,
    ...toImageForm(values, quote),
    groups: values.group,
    ...pick(values, "digest", "platform", "workers"),
    ...optional("name", values.as),
    ...optional("spoolDirectory", values["spool-directory"]),
    ...values.overwrite && { overwrite: true }
  };
}
function toBase(base, values, quote) {
  if (!isRegistryReference(base)) return { kind: "path", path: base };
  const { "plain-http": plainHttp = false, "ca-file": caFile } = values;
  const place = { reference: base, "plain-http": plainHttp, ...optional("ca-file", caFile) };
  return { kind: "registry", ...toRegistryPlace(place, quote) };
}
function checkHomePath(path, quote) {
  const names = path.split("/").slice(1);
  const isPlain = path.startsWith("/") && names.every((name) => name !== "" && name !== "." && name !== "..");
  if (isPlain && !/[\0\r\n]/.test(path)) return path;
  throw invalidOption(quote("home-path"), path, "an absolute path without . and .., such as /opt/ocx");
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
  refuseSeveral,
  toDestination,
  toOrigin,
  toExportRequest,
  toSelection,
  toImageForm,
  toImageRequest,
  toImportRequest
};
