import {
  TomlError,
  parse
} from "./chunk-6YIURDC7.mjs";
import {
  Interruption,
  describeFailure,
  formatFailure,
  isClosedPipe,
  plainLabel
} from "./chunk-QM2COB7H.mjs";
import {
  ADDRESSED,
  COMMAND_NAMES,
  OPTIONS,
  SERVICES,
  SHELLS,
  optionsIn,
  optionsOf,
  placeholderOf
} from "./chunk-2VOVHQTY.mjs";
import {
  checkFileEnd,
  decodeAlone,
  joinOrder,
  joinPath,
  located,
  readEntries
} from "./chunk-ZRUH5ZQN.mjs";
import "./chunk-2WQ5WNEA.mjs";
import {
  decodeHeader
} from "./chunk-656FN2VF.mjs";
import {
  BLOCK_SIZE,
  DIRECTORY,
  END_SIZE,
  FILE,
  padding,
  quoteBytes,
  toByteString,
  toText
} from "./chunk-2BLSIOJA.mjs";
import {
  MAX_BLOB_CONTENT,
  MAX_CANDIDATES,
  MAX_CONFIG,
  MAX_CONFIGS,
  MAX_CONFIG_VALUES,
  MAX_DOCUMENT,
  MAX_DOCUMENTS,
  MAX_ENTRIES,
  MAX_ENVIRONMENT,
  MAX_EXECUTABLE,
  MAX_FRAME_CONTENT,
  MAX_FRAME_SIZE,
  MAX_INDEX,
  MAX_LAYERS,
  MAX_LIST,
  MAX_LOCK_PATH,
  MAX_MANIFEST,
  MAX_MANIFESTS,
  MAX_MANIFEST_VALUES,
  MAX_MEMBERS,
  MAX_MEMBER_NAMES,
  MAX_NAME,
  MAX_NESTING,
  MAX_PACKAGES,
  MAX_PATH,
  MAX_PAX,
  MAX_RATIO,
  MAX_RESOLVED,
  MAX_SPOOLED,
  MAX_STORE_VALUES,
  MAX_STORE_WRITTEN,
  MAX_TRAILER,
  MAX_VALUES
} from "./chunk-M77KPOTZ.mjs";
import {
  hashRange,
  openByPath,
  openFile,
  openJoinedFiles,
  openPipe,
  readByPath,
  sliceOf
} from "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import {
  isAbsent,
  lookAt,
  namesIn
} from "./chunk-GJP4ZKXN.mjs";
import {
  array,
  boolean,
  check,
  custom,
  exactOptional,
  getDotPath,
  guard,
  literal,
  maxLength,
  maxValue,
  minLength,
  minValue,
  nullish,
  number,
  object,
  optional,
  picklist,
  pipe,
  readonly,
  record,
  regex,
  safeInteger,
  safeParse,
  string,
  union
} from "./chunk-JKTDTWAH.mjs";
import {
  prettyBytes
} from "./chunk-4IIZTIU3.mjs";
import {
  excerpt,
  printable,
  printableJson
} from "./chunk-JWMHGH6Y.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/cli/run.ts
import { basename } from "node:path";

// src/version.ts
var VERSION = "0.1.0";

// src/options/requests/pick.ts
function pick(values, ...names) {
  const members = names.filter((name) => Object.hasOwn(values, name)).map((name) => [name, values[name]]);
  return Object.fromEntries(members);
}
function optional2(name, value) {
  const member = {};
  if (value !== void 0) member[name] = value;
  return member;
}

// src/cli/command-line.ts
import { parseArgs } from "node:util";

// src/similar-name.ts
function similarName(text4, known) {
  const ranked = known.map((name) => ({ name, distance: editDistance(text4, name) }));
  const best = ranked.toSorted((a, b) => a.distance - b.distance)[0];
  if (best === void 0 || best.distance > Math.max(2, best.name.length / 3)) return void 0;
  return best.distance * 2 < Math.max(best.name.length, text4.length) || best.distance === 0 ? best.name : void 0;
}
function editDistance(from, to) {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row, column) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= from.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const steps = [at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + same];
      rows[row]?.push(Math.min(...steps, swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY));
    }
  }
  return at(from.length, to.length);
}

// src/cli/command-line.ts
function quoteOption(name) {
  return `--${name}`;
}
function readCommandLine(words, command) {
  const options = optionsOf(command);
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(options.map(configOf)),
    // Our own errors for unknown options and missing values suggest the nearest name.
    strict: false,
    allowPositionals: true,
    tokens: true
  });
  const positionals = [];
  const values = /* @__PURE__ */ new Map();
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const option = options.find(({ name }) => name === token.name);
    const long = isShort(token.rawName) ? longNameIn(words[token.index] ?? "", options) : void 0;
    if (long !== void 0) throw invalidCommandLine(`long options begin with two dashes, got -${long}`, `--${long}`);
    if (option === void 0) throw unknownOption(token.rawName, command);
    const earlier = values.get(option.name) ?? [];
    if (earlier.length > 0 && option.type.kind !== "flag" && option.type.kind !== "list" && option.type.kind !== "paths") {
      throw invalidCommandLine(`--${option.name} is given twice, expected once`);
    }
    values.set(option.name, [...earlier, valueOf(option, token)]);
  }
  return {
    positionals,
    has: (name) => values.has(name),
    textsOf: ({ name }) => values.get(name) ?? [],
    quote: quoteOption
  };
}
function configOf(option) {
  const { name, short, type } = option;
  return [name, { type: type.kind === "flag" ? "boolean" : "string", ...short === void 0 ? {} : { short } }];
}
function valueOf(option, { rawName, value, inlineValue }) {
  const expected = placeholderOf(option.type);
  if (expected === void 0) {
    if (value !== void 0) throw invalidCommandLine(`${rawName} takes no value, got "${value}"`);
    return "true";
  }
  if (value === void 0 || value === "") throw invalidCommandLine(`${rawName} has no value, expected ${expected}`);
  if (inlineValue !== true && value.length > 1 && value.startsWith("-")) {
    throw invalidCommandLine(
      `${rawName} has no value, expected ${expected} (write --${option.name}=${value} if that is it)`
    );
  }
  return value;
}
function isShort(rawName) {
  return !rawName.startsWith("--");
}
function longNameIn(word, options) {
  const [name = ""] = word.slice(1).split("=");
  return name.length > 1 ? options.find((option) => option.name === name)?.name : void 0;
}
function unknownOption(rawName, command) {
  const options = optionsOf(command);
  const reason = `${command} has no option ${rawName}`;
  const name = rawName.replace(/^-+/, "");
  if ((command === "export" || command === "env") && /^packages?$/.test(name))
    return invalidCommandLine(reason, `\`ocx-bundle ${command} PACKAGE...\`, without an option`);
  const ofAction = options.find(({ input }) => input === name);
  if (ofAction !== void 0) return invalidCommandLine(reason, `--${ofAction.name}`);
  const similar = similarName(
    rawName,
    options.map((option) => `--${option.name}`)
  );
  if (similar !== void 0) return invalidCommandLine(reason, similar);
  const others = COMMAND_NAMES.filter((other) => optionsOf(other).some((option) => option.name === name));
  if (others.length === 0) return invalidCommandLine(reason);
  return new BundleError("OPTION_INVALID", `Cannot read the command line: ${reason}`, {
    hint: `Leave it out: it is an option of ${others.join(", ")}. \`ocx-bundle ${command} --help\` lists those of ${command}.`
  });
}
function invalidCommandLine(reason, meant) {
  const hint = meant === void 0 ? "Add `--help` to see the arguments and options of the command." : `Did you mean ${meant}? \`--help\` lists all options.`;
  return new BundleError("OPTION_INVALID", `Cannot read the command line: ${reason}`, { hint });
}

// src/cli/command-name.ts
function splitCommand(program, words) {
  const alias = COMMAND_NAMES.find((name) => program === `ocx-${name}`);
  if (alias !== void 0) return { command: alias, rest: words };
  const command = COMMAND_NAMES.find((name) => name === words[0]);
  return command === void 0 ? { rest: words } : { command, rest: words.slice(1) };
}
var OTHER_WORDS = {
  pack: "export",
  save: "export",
  create: "export",
  install: "import",
  load: "import",
  unpack: "import",
  ls: "inspect",
  list: "inspect",
  show: "inspect",
  check: "verify",
  compare: "diff",
  push: "send",
  upload: "send",
  pull: "fetch",
  download: "fetch",
  remove: "forget",
  uninstall: "forget"
};
function unknownCommand([word = ""]) {
  const commands = COMMAND_NAMES.join(", ");
  if (word.startsWith("-"))
    return new BundleError(
      "COMMAND_UNKNOWN",
      `Cannot find the command: the first word is ${word}, expected one of ${commands}`
    );
  const meant = Object.hasOwn(OTHER_WORDS, word) ? OTHER_WORDS[word] : similarName(word, COMMAND_NAMES);
  const options = meant === void 0 ? {} : { hint: `Did you mean ${meant}? \`ocx-bundle --help\` lists the commands.` };
  return new BundleError("COMMAND_UNKNOWN", `Cannot find the command "${word}", expected one of ${commands}`, options);
}

// src/options/requests/registry-place.ts
function isRegistryReference(text4) {
  return /^oci:\/\//i.test(text4);
}
function toRegistryPlace(values, quote) {
  const { reference, username, password, token } = values;
  const hint = "Set both, or none of them.";
  if (reference === void 0)
    throw missing3(
      "reference",
      "HOST/REPOSITORY:TAG",
      "Set it to HOST/REPOSITORY:TAG, for example ghcr.io/acme/toolchain:1.2."
    );
  if (username !== void 0 && password === void 0) throw missing3("password", "one for `username`", hint);
  if (username === void 0 && password !== void 0) throw missing3("username", "one for `password`", hint);
  const login = username === void 0 || password === void 0 ? void 0 : { username, password };
  const plainHttp = values["plain-http"] === true;
  return {
    reference,
    ...plainHttp && { plainHttp },
    ...optional2("login", login),
    ...optional2("token", token),
    ...optional2("caFile", values["ca-file"])
  };
  function missing3(name, expected, fix) {
    const found = `Cannot read ${quote(name)}: it is not given, expected ${expected}`;
    return new BundleError("OPTION_INVALID", found, { hint: fix });
  }
}
function toRegistryTarget(values, quote) {
  const { "mount-from": mountFrom = [] } = values;
  return {
    ...toRegistryPlace(values, quote),
    ...mountFrom.length > 0 && { mountFrom },
    ...optional2("chunkSize", values["chunk-size"])
  };
}

// src/options/requests/url-place.ts
function isUrl(text4) {
  return /^https?:\/\//i.test(text4);
}
function toUrlPlace({ url, username, password, ...values }, quote) {
  if (url === void 0) throw missing3("url", "an address", "Set it to https://HOST/PATH of the bundle.");
  if (username !== void 0 && password === void 0)
    throw missing3("password", "one for `username`", "Set both, or none of them.");
  if (username === void 0 && password !== void 0)
    throw missing3("username", "one for `password`", "Set both, or none of them.");
  const login = username === void 0 || password === void 0 ? void 0 : { username, password };
  return { url, ...optional2("login", login), ...optional2("caFile", values["ca-file"]) };
  function missing3(name, expected, hint) {
    return new BundleError("OPTION_INVALID", `Cannot read ${quote(name)}: it is not given, expected ${expected}`, {
      hint
    });
  }
}

// src/options/requests/base-input.ts
function toBaseInput(text4, values, quote) {
  if (isRegistryReference(text4)) return { kind: "registry", ...toRegistryPlace({ ...values, reference: text4 }, quote) };
  return isUrl(text4) ? { kind: "url", ...toUrlPlace({ ...values, url: text4 }, quote) } : { kind: "file", path: text4 };
}
function toBases({ base, ...values }, quote) {
  return base.length === 0 ? {} : { bases: base.map((text4) => toBaseInput(text4, values, quote)) };
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
function parseSize(text4) {
  const medium = text4.toLowerCase();
  if (Object.hasOwn(MEDIA, medium)) return MEDIA[medium];
  const [, digits = "", unit = ""] = /^(\d{1,16})([A-Za-z]*)$/.exec(text4) ?? [];
  const bytes = Number(digits) * (UNITS[unit.toUpperCase()] ?? 0);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : void 0;
}

// src/options/table/parse-options.ts
function parseOptions(table2, operation, { textsOf: textsOf2, quote }) {
  const values = optionsIn(table2, operation).flatMap((option) => {
    const given = textsOf2(option);
    const texts2 = given.length === 0 && option.default !== void 0 && !option.noBlank ? [option.default] : given;
    const value = parseValue(option.type, texts2, quote(option.name));
    return value === void 0 ? [] : [[option.name, value]];
  });
  return Object.fromEntries(values);
}
function parseValue(type, texts2, quoted) {
  if (type.kind === "list") return texts2.flatMap((text5) => parseList(text5, quoted));
  if (type.kind === "paths") return texts2.flatMap(parseLines);
  const [text4] = texts2;
  if (text4 === void 0) return type.kind === "flag" ? false : void 0;
  switch (type.kind) {
    case "text":
    case "path":
      return text4;
    case "flag":
      if (/^(true|True|TRUE)$/.test(text4)) return true;
      if (/^(false|False|FALSE)$/.test(text4)) return false;
      throw invalidOption(quoted, text4, "true or false");
    case "number": {
      const value = /^\d+$/.test(text4) ? Number(text4) : 0;
      if (value >= 1 && value <= type.most) return value;
      const end = type.most === Number.MAX_SAFE_INTEGER ? "" : ` to ${type.most}`;
      throw invalidOption(quoted, text4, `a whole number from 1${end}`);
    }
    case "size": {
      const bytes = parseSize(text4);
      if (bytes === void 0) throw invalidOption(quoted, text4, SIZES);
      return bytes;
    }
    case "choice":
      if (type.choices.includes(text4)) return text4;
      throw invalidOption(quoted, text4, `one of ${type.choices.join(", ")}`, similarName(text4, type.choices));
  }
}
function parseList(text4, quoted) {
  const words = text4.replaceAll(/(^|\s)#.*$/gm, "").split(/[\s,]+/).filter((word) => word !== "");
  if (words.includes("-")) throw invalidOption(quoted, text4, "one name per line, without a dash before it");
  if (words.length === 0) throw invalidOption(quoted, text4, "at least one name");
  return words;
}
function parseLines(text4) {
  const lines = text4.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== "" && !line.startsWith("#"));
}
function invalidOption(quoted, text4, expected, meant) {
  return new BundleError("OPTION_INVALID", `Cannot read ${quoted}: got "${text4}", expected ${expected}`, {
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

// src/options/requests/channel-choice.ts
function toDestination(channel, asked) {
  const { values, quote } = asked;
  refuseForeign(channel, asked);
  switch (channel) {
    case "file":
      return void 0;
    case "artifact":
      return { channel, ...optional2("retentionDays", values["retention-days"]), ...pick(values, "overwrite") };
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
      return { channel, ...optional2("runId", values["run-id"]), ...reached };
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
    throw new BundleError("OPTION_INVALID", `Cannot use ${option}: ${chooser} is ${channel}`, {
      hint: `Set ${chooser} to ${channels.join(" or ")}, or leave ${option} out.`
    });
  }
}
function isGiven(value) {
  return Array.isArray(value) ? value.length > 0 : value !== void 0 && value !== false;
}
function requiredTag(text4, quote) {
  const tag2 = toTag(text4, quote);
  if (tag2 !== "") return tag2;
  const option = quote("release-tag");
  throw new BundleError("OPTION_INVALID", `Cannot read ${option}: it is not given, expected a tag`, {
    hint: `Set ${option} to the tag of the release, for example v1.2.0.`
  });
}
function toTag(text4, quote) {
  const tag2 = text4?.replace(/^refs\/tags\/(?=.)/, "") ?? "";
  if (tag2.startsWith("refs/")) throw invalidOption(quote("release-tag"), tag2, "a tag, for example v1.2.0");
  return tag2;
}
function toCacheKey({ "cache-key": key2, ...values }) {
  return key2 === void 0 ? { kind: "lock", ...pick(values, "project") } : { kind: "given", key: key2 };
}

// src/options/requests/export-request.ts
function toExportRequest(values, declaration, output) {
  return {
    ...optional2("declaration", declaration),
    ...optional2("output", output),
    ...pick(values, "home", "platform", "name", "sbom", "workers"),
    ...values["include-ocx"] !== "auto" && { includeOcx: values["include-ocx"] },
    ...optional2("level", values["compression-level"]),
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
  return ofProject ? { kind: "project", ...optional2("path", project), groups: group } : void 0;
}

// src/options/requests/image-request.ts
function toImageForm(values, quote) {
  const { compression, "compression-level": level } = values;
  if (level !== void 0 && compression !== "zstd") {
    const found = `${quote("compression")} is ${compression}`;
    throw new BundleError("OPTION_INVALID", `Cannot use ${quote("compression-level")}: ${found}`, {
      hint: `Leave it out: the level is that of zstd.`
    });
  }
  return {
    ...optional2("base", values.base === void 0 ? void 0 : toBase(values.base, values, quote)),
    homePath: checkHomePath(values["home-path"], quote),
    compression,
    ...optional2("level", level)
  };
}
function toImageRequest(source, values, { output, quote }) {
  return {
    source,
    output,
    ...toImageForm(values, quote),
    groups: values.group,
    ...pick(values, "digest", "platform", "workers"),
    ...optional2("name", values.as),
    ...optional2("spoolDirectory", values["spool-directory"]),
    ...values.overwrite && { overwrite: true }
  };
}
function toBase(base, values, quote) {
  if (!isRegistryReference(base)) return { kind: "path", path: base };
  const { "plain-http": plainHttp = false, "ca-file": caFile } = values;
  const place = { reference: base, "plain-http": plainHttp, ...optional2("ca-file", caFile) };
  return { kind: "registry", ...toRegistryPlace(place, quote) };
}
function checkHomePath(path, quote) {
  const names = path.split("/").slice(1);
  const isPlain = path.startsWith("/") && names.every((name) => name !== "" && name !== "." && name !== "..");
  if (isPlain && !/[\0\r\n]/.test(path)) return path;
  throw invalidOption(quote("home-path"), path, "an absolute path without . and .., such as /opt/ocx");
}

// src/options/requests/trust-request.ts
var REFERRERS = "referrers";
var TRUST_NAMES = [
  "attestation",
  "trusted-root",
  "repository",
  "signer-workflow",
  "ref",
  "certificate-identity",
  "certificate-oidc-issuer",
  "allowed-signers",
  "signer",
  "minisign-key",
  "policy"
];
function toTrustRequest(values, quote, repositoryOption = "repository") {
  const { repository: repository2, "certificate-identity": identity, "certificate-oidc-issuer": issuer } = values;
  const named = `${quote(repositoryOption)} or ${quote("certificate-identity")}`;
  const needs = (given, needed) => {
    if (values[given] === void 0) return;
    throw new BundleError("OPTION_INVALID", `Cannot use ${quote(given)}: ${needed} is not given`, {
      hint: `Set ${needed} too.`
    });
  };
  if (repository2 === void 0 && identity === void 0)
    for (const given of ["signer-workflow", "ref", "certificate-oidc-issuer"]) needs(given, named);
  if (issuer === void 0) needs("certificate-identity", quote("certificate-oidc-issuer"));
  if (values["allowed-signers"] === void 0) needs("signer", quote("allowed-signers"));
  const required = {
    ...optional2("repository", repository2),
    ...optional2("workflow", values["signer-workflow"]),
    ...optional2("ref", values.ref),
    ...optional2("identity", identity),
    ...optional2("issuer", issuer)
  };
  const request = {
    ...pick(values, "attestation", "signer", "policy"),
    ...optional2("trustedRoot", values["trusted-root"]),
    ...Object.keys(required).length > 0 && { identity: required },
    ...optional2("allowedSigners", values["allowed-signers"]),
    ...optional2("minisignKey", values["minisign-key"]),
    ...values["allow-unsigned"] === true && { allowUnsigned: true }
  };
  return Object.keys(request).length === 0 ? void 0 : request;
}

// src/options/requests/import-request.ts
var ANY_DIGEST = "any";
function toImportRequest(values, { quote, from }) {
  const { repository: _, ...others } = values;
  return {
    ...pick(values, "home", "store", "select", "project", "platform", "workers", "concurrency"),
    ...optional2("spoolDirectory", values["spool-directory"]),
    packages: values.package,
    onConflict: values["on-conflict"],
    ...values.digest !== ANY_DIGEST && pick(values, "digest"),
    allowUnverified: values["allow-unverified"],
    ...values.shared && { shared: true },
    ...values.repair && { repair: true },
    durable: values.durable ?? false,
    dryRun: values["dry-run"] ?? false,
    ...optional2("trust", toTrustRequest({ ...others, ...optional2("repository", values[from]) }, quote, from))
  };
}

// src/options/requests/serve-request.ts
import { isIP } from "node:net";
function toServeRequest(paths, values, quote) {
  const { listen, host, "read-token": tokenFile, "tls-cert": certificate, "tls-key": key2 } = values;
  const listenTo = parseListen(listen, quote);
  for (const name of host) checkHost(name, quote);
  const isOpen = certificate === void 0 && !listenTo.isLoopback && !values["insecure-http"];
  if (certificate === void 0 !== (key2 === void 0)) throw halfOf(certificate === void 0, quote);
  if (tokenFile !== void 0 && isOpen) {
    const found = `the token would cross the network without TLS to ${listen}`;
    throw new BundleError("OPTION_INVALID", `Cannot use ${quote("read-token")}: ${found}`, {
      hint: `Set ${quote("tls-cert")} and ${quote("tls-key")}. Behind a proxy that has TLS, set ${quote("insecure-http")}.`
    });
  }
  return {
    paths,
    listen: listenTo,
    hosts: host.map((name) => name.toLowerCase()),
    ...values["print-config"] && { printConfig: true },
    ...optional2("tokenFile", tokenFile),
    ...certificate !== void 0 && key2 !== void 0 && { tls: { certificate, key: key2 } }
  };
}
function parseListen(text4, quote) {
  const [, bracketed, plain2 = "", digits = ""] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/i.exec(text4) ?? [];
  const address = bracketed ?? (plain2 === "localhost" ? "127.0.0.1" : plain2);
  const isRight = isIP(address) === (bracketed === void 0 ? 4 : 6);
  if (!isRight || Number(digits) > 65535)
    throw invalidOption(quote("listen"), text4, "an IP address and a port, for example 127.0.0.1:5000 or 0.0.0.0:5000");
  return { address, port: Number(digits), isLoopback: address === "::1" || address.startsWith("127.") };
}
function checkHost(name, quote) {
  if (/^[a-z0-9_](?:[a-z0-9._-]*[a-z0-9])?$/i.test(name) || isIP(name.replaceAll(/^\[|\]$/g, "")) === 6) return;
  throw invalidOption(quote("host"), name, "the name of a host, without a port");
}
function halfOf(lacksCertificate, quote) {
  const [missing3, given] = lacksCertificate ? ["tls-cert", "tls-key"] : ["tls-key", "tls-cert"];
  return new BundleError("OPTION_INVALID", `Cannot use ${quote(given)}: ${quote(missing3)} is not given`, {
    hint: `Set ${quote("tls-cert")} and ${quote("tls-key")}, or neither.`
  });
}

// src/options/requests/sign-request.ts
function toSignRequest(source, values, quote) {
  const { key: key2, overwrite } = values;
  if (key2 === void 0)
    throw new BundleError("OPTION_INVALID", `Cannot sign: there is no ${quote("key")}`, {
      hint: `Name a private key, for example ${quote("key")} ~/.ssh/id_ed25519, or \`${quote("key")} agent\`.`
    });
  return { source, key: key2, ...pick(values, "output"), ...overwrite && { overwrite } };
}

// src/options/requests/store-request.ts
var STORE_ACTIONS = ["add", "list", "show", "check", "remove", "gc"];
var ONLY = {
  as: ["add"],
  base: ["add"],
  name: ["add"],
  keep: ["gc"],
  "unused-for": ["gc"],
  "max-size": ["gc"],
  "dry-run": ["gc"]
};
function toStoreRequest([action = "", ...rest], values, { quote, toInput: toInput2 }) {
  const isAction = STORE_ACTIONS.find((each) => each === action);
  if (isAction === void 0) throw unknownAction(action);
  const given = values;
  for (const [name, actions] of Object.entries(ONLY))
    if (isGiven2(given[name]) && !actions.includes(isAction))
      throw wrong(`${quote(name)} is given, but the action is ${isAction}`);
  return { ...pick(values, "store"), ...toAction(isAction, rest, values, { quote, toInput: toInput2 }) };
}
function isGiven2(value) {
  return value !== void 0 && value !== false && !(Array.isArray(value) && value.length === 0);
}
function toAction(action, words, values, { quote, toInput: toInput2 }) {
  const [word, second] = words;
  switch (action) {
    case "add":
      if (word === void 0 || second !== void 0) throw wrong("add takes one BUNDLE");
      return { action, source: toInput2(word), ...optional2("as", values.as), ...toBases(values, quote) };
    case "show":
      if (word === void 0 || second !== void 0) throw wrong("show takes one NAME");
      return { action, name: word };
    case "remove":
      if (word === void 0) throw wrong("remove takes at least one NAME");
      return { action, names: words };
    case "check":
      return { action, names: words };
    case "list":
    case "gc":
      if (word !== void 0) throw wrong(`${action} takes no argument, got "${word}"`);
      if (action === "list") return { action };
      return {
        action,
        ...pick(values, "keep"),
        ...optional2("unusedFor", parseUnits(values["unused-for"], AGES, quote("unused-for"))),
        ...optional2("maxSize", parseUnits(values["max-size"], SIZES2, quote("max-size"))),
        dryRun: values["dry-run"]
      };
  }
}
var AGES = { m: 6e4, h: 36e5, d: 864e5, w: 6048e5 };
var SIZES2 = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };
function parseUnits(text4, units, quoted) {
  if (text4 === void 0) return void 0;
  const [, digits = "", unit = ""] = /^(\d{1,6})([A-Za-z])$/.exec(text4) ?? [];
  const factor = units[unit];
  if (factor !== void 0) return Number(digits) * factor;
  throw invalidOption(quoted, text4, `a number with one of the units ${Object.keys(units).join(", ")}`);
}
function unknownAction(action) {
  const meant = similarName(action, STORE_ACTIONS);
  const found = action === "" ? "there is no action" : `there is no action ${action}`;
  return wrong(`${found}, expected one of ${STORE_ACTIONS.join(", ")}`, meant);
}
function wrong(reason, meant) {
  const hint = meant === void 0 ? "See `ocx-bundle store --help`." : `Did you mean ${meant}?`;
  return new BundleError("OPTION_INVALID", `Cannot read the command line: ${reason}`, { hint });
}

// src/cli/places.ts
function onlyBundle(line, values, streams) {
  return toInput(onlyPath(line, "BUNDLE"), values, streams);
}
function onlyPath({ positionals: [file, second] }, called) {
  if (file === void 0 || file === "") throw invalidCommandLine(`there is no ${called}, expected the path of one`);
  if (second !== void 0) throw tooMany(second, `a single ${called}`);
  return file;
}
function isAddress(path) {
  return isUrl(path) || isRegistryReference(path);
}
function toInput(path, values, streams) {
  const { name: _, "plain-http": plainHttp = false, ...ofAddress } = values;
  if (isRegistryReference(path))
    return {
      kind: "registry",
      ...pick(values, "name"),
      ...toRegistryPlace({ ...values, reference: path }, quoteOption)
    };
  refuseRegistryOptions("BUNDLE", { "plain-http": plainHttp });
  if (isUrl(path))
    return { kind: "url", ...pick(values, "name"), ...toUrlPlace({ ...ofAddress, url: path }, quoteOption) };
  if (values["ca-file"] !== void 0)
    throw invalidCommandLine("--ca-file is given, but BUNDLE is not an address, expected https:// or oci://");
  return path === "-" ? { kind: "stream", stream: streams.input } : { kind: "file", path, ...pick(values, "name") };
}
function tooMany(word, expected) {
  return invalidCommandLine(`"${word}" is one argument too many, expected ${expected}`);
}
function toOutput(path, values, streams) {
  const isLayout = values.format === "oci-dir";
  if (isRegistryReference(path)) {
    if (isLayout) throw invalidCommandLine("--output is a registry, expected a directory for --format oci-dir");
    return { kind: "registry", ...toRegistryTarget({ ...values, reference: path }, quoteOption) };
  }
  refuseRegistryOptions("--output", values);
  if (path === "-" && isLayout) throw invalidCommandLine("--output is -, expected a directory for --format oci-dir");
  if (path === "-") return { kind: "stream", stream: streams.output };
  return { kind: isLayout ? "layout" : "file", path };
}
function refuseRegistryOptions(what, values) {
  const { "mount-from": mountFrom = [] } = values;
  const given = values["plain-http"] ? "--plain-http" : mountFrom.length > 0 ? "--mount-from" : values["chunk-size"] !== void 0 ? "--chunk-size" : values["ca-file"] !== void 0 ? "--ca-file" : void 0;
  if (given === void 0) return;
  throw invalidCommandLine(`${given} is given, but ${what} is not in a registry, expected oci://HOST/REPOSITORY:TAG`);
}

// src/cli/image-output.ts
function toImageOutput(values, streams) {
  const { to, output, reference, as, format: format3 } = values;
  if (to === void 0 && reference !== void 0)
    throw invalidCommandLine("--reference is given without --to registry");
  if (to !== void 0 && output !== void 0)
    throw invalidCommandLine("--output is given, but --to is registry, expected one of them");
  if (to === void 0 && output === void 0)
    throw invalidCommandLine("there is no --output FILE and no --to registry, expected one of them");
  const isFar = to === "registry" || isRegistryReference(output ?? "");
  if (isFar && as !== void 0)
    throw invalidCommandLine("--as is given, but the image goes to a registry, where its reference names it");
  if (isFar && format3 !== "tar") throw invalidCommandLine("--format is given, but the image goes to a registry");
  if (to === "registry") return { kind: "registry", ...toRegistryTarget(values, quoteOption) };
  const { "plain-http": _, "ca-file": __, ...local } = values;
  return toOutput(output ?? "", isFar ? values : local, streams);
}

// src/cli/parse-delta.ts
function parseHave(line) {
  const [word] = line.positionals;
  if (word !== void 0) throw tooMany(word, "options only");
  return pick(parseOptions(OPTIONS, "have", line), "home", "output", "workers");
}
function parseComplete(line, streams) {
  const values = parseOptions(OPTIONS, "complete", line);
  if (values.output === void 0) throw invalidCommandLine("there is no --output, expected a file to write");
  const source = toInput(onlyPath(line, "DELTA"), values, streams);
  const { bases = [] } = toBases(values, quoteOption);
  return {
    source,
    bases,
    output: values.output,
    ...values.overwrite && { overwrite: true },
    ...pick(values, "workers")
  };
}

// src/cli/parse-environment.ts
function parseEnvironment(line, streams) {
  const values = parseOptions(OPTIONS, "env", line);
  return {
    subject: toSubject(line.positionals, values, streams),
    ...pick(values, "home", "platform", "format"),
    ...values.offline && { offline: true }
  };
}
function toSubject(identifiers, values, streams) {
  const { bundle, project, group: groups } = values;
  const file = identifiers.find((word) => /\.(?:tar|parts\.json)$/.test(word) || isAddress(word));
  if (file !== void 0) throw invalidCommandLine(`"${file}" is not an installed package`, `--bundle ${file}`);
  refuseSeveral([
    identifiers.length > 0 && "PACKAGE",
    bundle !== void 0 && "--bundle",
    project !== void 0 && "--project"
  ]);
  if (groups.length > 0 && project === void 0 && bundle === void 0)
    throw invalidCommandLine("--group is given without --project or --bundle, expected one of them");
  if (identifiers.length > 0) return { kind: "packages", identifiers };
  if (bundle !== void 0) return { kind: "bundle", source: toInput(bundle, values, streams), groups };
  if (project !== void 0) return { kind: "project", path: project, groups };
  throw new BundleError(
    "NOTHING_DECLARED",
    "Cannot compose an environment: there is no PACKAGE, --bundle or --project",
    {
      hint: "Name packages, a bundle or a project, for example `ocx-bundle env cmake:3.28`."
    }
  );
}

// src/cli/parse-forget.ts
function parseForget(line) {
  const [bundle, second] = line.positionals;
  if (bundle === void 0 || bundle === "")
    throw invalidCommandLine("there is no DIGEST or NAME, expected the one of an imported bundle");
  if (second !== void 0) throw tooMany(second, "a single DIGEST or NAME");
  const values = parseOptions(OPTIONS, "forget", line);
  return { bundle, ...pick(values, "home"), dryRun: values["dry-run"] };
}

// src/cli/parse-merge.ts
function parseMerge(line, streams) {
  const { name, ...values } = parseOptions(OPTIONS, "merge", line);
  const paths = line.positionals;
  if (paths.length < 2)
    throw invalidCommandLine(`there ${paths.length === 0 ? "is no BUNDLE" : "is one BUNDLE"}, expected at least two`);
  if (paths.includes("-")) throw invalidCommandLine("a BUNDLE is -, expected files, directories or addresses");
  return {
    // Each option counts for those that take it.
    sources: paths.map((path) => toInput(path, isAddress2(path) ? values : {}, streams)),
    output: toBundleOutput(values),
    ...optional2("name", name),
    ...values.overwrite && { overwrite: true }
  };
}
function parseExtract(line, streams) {
  const values = parseOptions(OPTIONS, "extract", line);
  return {
    source: onlyBundle(line, values, streams),
    packages: values.package,
    output: toBundleOutput(values),
    ...pick(values, "platform"),
    ...values.overwrite && { overwrite: true }
  };
}
function isAddress2(path) {
  return isRegistryReference(path) || /^https?:\/\//i.test(path);
}
function toBundleOutput({ output, format: format3 }) {
  if (output === void 0) throw invalidCommandLine("there is no --output, expected a file or a directory");
  if (output === "-" || isAddress2(output)) {
    const found = output === "-" ? "standard output" : "an address";
    throw invalidCommandLine(`--output is ${found}, expected a file or a directory. \`ocx-bundle send\` sends it`);
  }
  return { kind: format3 === "oci-dir" ? "layout" : "file", path: output };
}

// src/cli/parse-verify.ts
function parseVerify(line, streams) {
  const values = parseOptions(OPTIONS, "verify", line);
  if (line.positionals.length === 0 && values.home !== void 0)
    return { kind: "verify-home", request: toVerifyHome({ ...values, home: values.home }) };
  const source = onlyBundle(line, values, streams);
  const trust2 = optional2("trust", toTrustRequest(values, quoteOption));
  return {
    kind: "verify",
    request: {
      source,
      ...pick(values, "digest", "platform", "home", "workers"),
      ...trust2,
      ...toBases(values, quoteOption)
    }
  };
}
function toVerifyHome(values) {
  for (const name of ["digest", "platform", "name", "ca-file", ...TRUST_NAMES]) {
    if (values[name] !== void 0)
      throw invalidCommandLine(`${quoteOption(name)} is given, expected a BUNDLE with it`);
  }
  return pick(values, "home", "workers");
}

// src/cli/parse-task.ts
function parseTask(command, line, streams) {
  switch (command) {
    case "export":
      return { kind: command, request: parseExport(line, streams) };
    case "import": {
      const values = parseOptions(OPTIONS, command, line);
      const source = onlyBundle(line, values, streams);
      const wanted = toImportRequest(values, { quote: quoteOption, from: "repository" });
      return { kind: command, request: { source, ...wanted, ...toBases(values, quoteOption) } };
    }
    case "inspect": {
      const values = parseOptions(OPTIONS, command, line);
      const source = onlyBundle(line, values, streams);
      const request = { source, ...pick(values, "platform"), ...values.manifest && { manifest: true } };
      return { kind: command, request };
    }
    case "verify":
      return parseVerify(line, streams);
    case "have":
      return { kind: command, request: parseHave(line) };
    case "complete":
      return { kind: command, request: parseComplete(line, streams) };
    case "env":
      return { kind: command, request: parseEnvironment(line, streams) };
    case "split":
      return { kind: command, request: parseSplit(line, streams) };
    case "join": {
      const values = parseOptions(OPTIONS, command, line);
      const request = { document: onlyPath(line, "FILE"), ...pick(values, "output"), ...overwriting(values) };
      return { kind: command, request };
    }
    case "merge":
      return { kind: command, request: parseMerge(line, streams) };
    case "extract":
      return { kind: command, request: parseExtract(line, streams) };
    case "diff":
      return { kind: command, request: parseDiff(line, streams) };
    case "manifest": {
      const values = parseOptions(OPTIONS, command, line);
      const source = onlyBundle(line, values, streams);
      const request = {
        source,
        ...pick(values, "package", "platform", "format", "workers"),
        ...toBases(values, quoteOption)
      };
      return { kind: command, request };
    }
    case "send":
      return { kind: command, request: parseSend(line, streams) };
    case "fetch":
      return { kind: command, request: parseFetch(line) };
    case "sign": {
      const values = parseOptions(OPTIONS, command, line);
      return { kind: command, request: toSignRequest(onlyBundle(line, values, streams), values, quoteOption) };
    }
    case "attach": {
      const [bundle = "", ...signatures] = line.positionals;
      const source = toInput(
        onlyPath({ ...line, positionals: [bundle] }, "BUNDLE"),
        parseOptions(OPTIONS, command, line),
        streams
      );
      if (signatures.length === 0) throw invalidCommandLine("there is no SIGNATURE, expected the path of one");
      return { kind: command, request: { source, signatures } };
    }
    case "sbom": {
      const values = parseOptions(OPTIONS, command, line);
      const request = { source: onlyBundle(line, values, streams), ...pick(values, "format", "platform", "output") };
      return { kind: command, request: { ...request, ...overwriting(values) } };
    }
    case "image":
      return { kind: command, request: parseImage(line, streams) };
    case "history": {
      const [word] = line.positionals;
      if (word !== void 0) throw tooMany(word, "options only");
      return { kind: command, request: pick(parseOptions(OPTIONS, command, line), "home") };
    }
    case "forget":
      return { kind: command, request: parseForget(line) };
    case "store": {
      const values = parseOptions(OPTIONS, command, line);
      const source = (word) => toInput(word, values, streams);
      return {
        kind: command,
        request: toStoreRequest(line.positionals, values, { quote: quoteOption, toInput: source })
      };
    }
    case "serve": {
      if (line.positionals.length === 0) throw invalidCommandLine("there is no BUNDLE, expected the path of one");
      const values = parseOptions(OPTIONS, command, line);
      return { kind: command, request: toServeRequest(line.positionals, values, quoteOption) };
    }
  }
}
function parseExport(line, streams) {
  const values = parseOptions(OPTIONS, "export", line);
  const { output } = values;
  if (output === void 0 && !values["dry-run"])
    throw invalidCommandLine("there is no --output FILE, expected one unless with --dry-run");
  const selection = toSelection({ identifiers: line.positionals, calledAs: "PACKAGE" }, values, quoteOption);
  if (values.split !== void 0 && (output === "-" || values.format === "oci-dir"))
    throw invalidCommandLine("--split is given, expected a file as --output, and --format tar");
  const where = output === void 0 ? void 0 : toOutput(output, values, streams);
  return {
    ...toExportRequest(values, selection, where),
    ...optional2("partSize", values.split),
    ...toBases(values, quoteOption)
  };
}
function parseSplit(line, streams) {
  const values = parseOptions(OPTIONS, "split", line);
  if (values.size === void 0) throw invalidCommandLine("there is no --size, expected one such as 4GiB or fat32");
  return {
    source: onlyBundle(line, values, streams),
    partSize: values.size,
    ...pick(values, "output"),
    ...overwriting(values)
  };
}
function overwriting({ overwrite }) {
  return overwrite ? { overwrite } : {};
}
function parseDiff(line, streams) {
  const values = parseOptions(OPTIONS, "diff", line);
  const [before2, after, more] = line.positionals;
  if (before2 === void 0 || after === void 0)
    throw invalidCommandLine(
      `there ${before2 === void 0 ? "is nothing" : "is one thing"} to compare, expected A and B`
    );
  if (more !== void 0) throw tooMany(more, "A and B");
  if (before2 === "-" && after === "-") throw invalidCommandLine("A and B are -, expected at least one path");
  const toSide = (path) => toInput(path, isAddress(path) ? values : {}, streams);
  return {
    before: toSide(before2),
    after: toSide(after),
    ...pick(values, "package", "platform", "workers"),
    ...toBases(values, quoteOption)
  };
}
function parseSend(line, streams) {
  const values = parseOptions(OPTIONS, "send", line);
  if (values.to === void 0) throw noChannel("to");
  const destination = toDestination(values.to, { operation: "send", values, quote: quoteOption });
  const { "plain-http": _, "ca-file": caFile, ...ofSource } = values;
  const [path = ""] = line.positionals;
  const certificates = values.to === "registry" && !isAddress(path) ? {} : optional2("ca-file", caFile);
  const source = onlyBundle(line, { ...ofSource, ...certificates }, streams);
  return { source, destination, ...optional2("name", values.as) };
}
function parseFetch(line) {
  const [word] = line.positionals;
  if (word !== void 0) throw tooMany(word, "options only");
  const values = parseOptions(OPTIONS, "fetch", line);
  if (values.from === void 0) throw noChannel("from");
  return {
    origin: toOrigin(values.from, { operation: "fetch", values, quote: quoteOption }),
    output: values.output ?? ".",
    ...pick(values, "name"),
    ...values.overwrite && { overwrite: true }
  };
}
function parseImage(line, streams) {
  const values = parseOptions(OPTIONS, "image", line);
  return toImageRequest(onlyBundle(line, valuesOfSource(line, values), streams), values, {
    output: toImageOutput(values, streams),
    quote: quoteOption
  });
}
function valuesOfSource({ positionals: [word = ""] }, values) {
  const { "plain-http": plainHttp, "ca-file": caFile, ...others } = values;
  const isFar = [values.base, values.output].some((text4) => isRegistryReference(text4 ?? "")) || values.to === "registry";
  return {
    ...others,
    ...(!isFar || isRegistryReference(word)) && { "plain-http": plainHttp },
    ...(!isFar || isAddress(word)) && optional2("ca-file", caFile)
  };
}
function noChannel(name) {
  return invalidCommandLine(
    `there is no --${name}, expected one of ${(name === "to" ? SERVICES : ADDRESSED).join(", ")}`
  );
}

// src/cli/arguments.ts
function parseArguments(program, words, streams) {
  const { command, rest } = splitCommand(program, words);
  if (command === void 0 && rest.length === 0) return { kind: "nothing" };
  const end = rest.indexOf("--");
  const asked = new Set(end < 0 ? rest : rest.slice(0, end));
  if (asked.has("--help") || asked.has("-h")) return { kind: "help", ...command === void 0 ? {} : { command } };
  if (asked.has("--version")) return { kind: "version" };
  if (command === void 0) throw unknownCommand(rest);
  const line = readCommandLine(rest, command);
  if (isAboutProgram(command)) return parseAboutProgram(command, line);
  return {
    json: line.has("json"),
    quiet: line.has("quiet"),
    ...line.has("verbose") && { verbose: true },
    ...parseTask(command, line, streams)
  };
}
function isAboutProgram(command) {
  return command === "completion" || command === "help" || command === "version";
}
function parseAboutProgram(name, { positionals }) {
  const [word, ...more] = name === "version" ? [void 0, ...positionals] : positionals;
  if (more[0] !== void 0) throw tooMany(more[0], word === void 0 ? "none" : "one");
  switch (name) {
    case "version":
      return { kind: "version" };
    case "help": {
      const command = COMMAND_NAMES.find((each) => each === word);
      if (word !== void 0 && command === void 0) throw unknownCommand([word]);
      return { kind: "help", ...optional2("command", command) };
    }
    case "completion": {
      const shell = SHELLS.find((each) => each === word);
      if (shell !== void 0) return { kind: "completion", shell };
      const found = word === void 0 ? "there is no shell" : `the shell is "${word}"`;
      throw invalidCommandLine(`${found}, expected one of ${SHELLS.join(", ")}`);
    }
  }
}

// src/cli/label.ts
import { styleText } from "node:util";
var COLORS = { error: "red", warning: "yellow", hint: "cyan", debug: "gray" };
function labelFor(stream) {
  return (name) => styleText(["bold", COLORS[name]], `${name}:`, { stream });
}

// src/cli/run-task.ts
import { constants } from "node:os";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { styleText as styleText2 } from "node:util";

// src/commands/places/user-path.ts
import { homedir, tmpdir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
function findUserHome() {
  try {
    return homedir();
  } catch (error) {
    if (errnoOf(error) === void 0) throw error;
    return "";
  }
}
function temporaryDirectory() {
  return resolve(tmpdir());
}
function findWorkingDirectory() {
  try {
    return process.cwd();
  } catch (cause) {
    if (errnoOf(cause) !== "ENOENT") throw fromSystemError(cause, "find the working directory");
    const hint = "Change to a directory that exists, and run it again.";
    throw new BundleError("FILE_NOT_FOUND", "Cannot find the working directory: it was removed", { cause, hint });
  }
}
function userPath(path, context) {
  const absolute = resolve(context.directory, expandTilde(path, context));
  if (!hasLostBytes(absolute)) return absolute;
  throw new BundleError("OPTION_INVALID", `Cannot use path ${absolute}: it is not UTF-8`, {
    hint: "Rename what is not UTF-8, or make a link to it, and use the path of that."
  });
}
function hasLostBytes(path) {
  return path.includes("\uFFFD");
}
function expandTilde(path, { userHome }) {
  if (path !== "~" && !path.startsWith("~/")) return path;
  if (isAbsolute(userHome)) return join(userHome, path.slice(1));
  throw new BundleError("OPTION_INVALID", `Cannot use path ${path}: HOME is not an absolute path`, {
    hint: "Write the absolute path."
  });
}

// src/cli/progress-text.ts
var STEPS = {
  export: "Exporting",
  import: "Importing",
  verify: "Verifying",
  send: "Sending",
  fetch: "Fetching",
  list: "Listing",
  split: "Splitting",
  join: "Joining",
  attach: "Attaching",
  image: "Building",
  delta: "Patching"
};
var WIDEST_BAR = 16;
var NARROWEST_BAR = 8;
var SETTLED = 1e3;
function formatLine(progress) {
  return `${STEPS[progress.step]}: ${factsOf(progress).join(", ")}`;
}
function formatBar(progress, width) {
  const facts = factsOf(progress);
  const lineOf = (bar) => `${STEPS[progress.step]} ${bar}${facts.join(", ")}`;
  while (facts.length > 1 && lineOf("").length > width) facts.pop();
  const room = Math.min(WIDEST_BAR, width - lineOf("").length - 3);
  if (room < NARROWEST_BAR) return lineOf("").slice(0, width);
  const filled = Math.round(fraction(progress) * room);
  return lineOf(`[${"#".repeat(filled)}${"-".repeat(room - filled)}] `);
}
function factsOf(progress) {
  const { done, total, bytes, milliseconds } = progress;
  const facts = [`${Math.floor(fraction(progress) * 100)} %`, `${prettyBytes(done)} of ${prettyBytes(total)}`];
  if (milliseconds < SETTLED || bytes === 0) return facts;
  facts.push(`${prettyBytes(bytes / milliseconds * 1e3, { maximumFractionDigits: 1 })}/s`);
  if (done < total) facts.push(`${formatDuration((total - done) / bytes * milliseconds)} left`);
  return facts;
}
function formatDuration(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1e3);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
function fraction({ done, total }) {
  return total <= 0 ? 1 : Math.min(1, done / total);
}

// src/cli/progress.ts
var DRAW_INTERVAL = 100;
var LOG_INTERVAL = 5e3;
var DEFAULT_COLUMNS = 80;
var CLEAR = "\r\x1B[2K";
function showProgress(terminal, { quiet, verbose = false, live, now, label = plainLabel }) {
  const interval = live ? DRAW_INTERVAL : LOG_INTERVAL;
  const measure = measureSteps(now);
  let last = now();
  let drawn = "";
  const replace = (text4, bar) => {
    const clear = drawn === "" ? "" : CLEAR;
    drawn = bar;
    if (clear + text4 + bar !== "") terminal.write(clear + text4 + bar);
  };
  return {
    warn: (text4) => replace(`${label("warning")} ${printable(text4)}
`, drawn),
    say: (text4) => {
      if (!quiet) replace(`${printable(text4)}
`, drawn);
    },
    debug: (text4) => {
      if (verbose) replace(`${label("debug")} ${printable(text4)}
`, drawn);
    },
    progress: (step, done, total) => {
      const progress = measure(step, done, total);
      if (quiet || now() - last < interval) return;
      last = now();
      const { columns = 0 } = terminal;
      if (live) replace("", formatBar(progress, (columns > 0 ? columns : DEFAULT_COLUMNS) - 1));
      else terminal.write(`${formatLine(progress)}
`);
    },
    finish: () => replace("", "")
  };
}
function measureSteps(now) {
  let first;
  return (step, done, total) => {
    if (first?.step !== step || done < first.done) first = { step, done, time: now() };
    return { step, done, total, bytes: done - first.done, milliseconds: now() - first.time };
  };
}

// src/commands/places/remote-reading.ts
function logsOf(reporter) {
  return { say: (text4) => reporter.say(text4), debug: (text4) => reporter.debug(text4) };
}

// src/cli/run-command.ts
var SHARED_UMASK = 18;
var DIFFERENT = 1;
var COMMANDS = {
  export: reported(
    async () => (await import("./export-bundle-YNC5QGWO.mjs")).exportBundle,
    async () => (await import("./export-text-UMMS6SSA.mjs")).formatExport
  ),
  async import(request, context, reporter) {
    if (request.shared === true) process.umask(SHARED_UMASK);
    const { importBundle: importBundle2 } = await import("./import-bundle-CQFVFIKS.mjs");
    const { formatImport: formatImport2 } = await import("./import-text-BBDN7IGZ.mjs");
    const result = await importBundle2(request, context, reporter);
    return { document: result, text: (bold) => formatImport2(result, bold) };
  },
  async inspect(request, context, reporter) {
    if (request.manifest === true) {
      const { showDocument } = await import("./show-document-MNJWQ422.mjs");
      return { pieces: [await showDocument(request, context)] };
    }
    const { inspectBundle } = await import("./inspect-bundle-VLNQR6AF.mjs");
    const { formatInspect } = await import("./inspect-text-SES42D34.mjs");
    const result = await inspectBundle(request, context, logsOf(reporter));
    return { document: result, text: (bold) => formatInspect(result, bold) };
  },
  verify: reported(
    async () => (await import("./verify-bundle-4PZXRDHO.mjs")).verifyBundle,
    async () => (await import("./verify-text-KAM46DKM.mjs")).formatVerify
  ),
  "verify-home": reported(
    async () => (await import("./verify-kept-W43JPLBL.mjs")).verifyKept,
    async () => (await import("./verify-text-KAM46DKM.mjs")).formatVerifyHome
  ),
  async have(request, context, reporter) {
    const { listHave } = await import("./list-have-MSKWVPD2.mjs");
    const { file, layers, text: text4 } = await listHave(request, context, reporter);
    return onlyText(file === void 0 ? text4 : `Listed ${layers} layers in ${file}.
`);
  },
  complete: reported(
    async () => (await import("./complete-delta-F4SKP4GY.mjs")).completeDelta,
    async () => (await import("./delta-text-EQ2VSOOG.mjs")).formatComplete
  ),
  async manifest(request, context, reporter) {
    const { showManifest } = await import("./show-manifest-T74QRJ4B.mjs");
    return { pieces: await showManifest(request, context, reporter) };
  },
  split: reported(
    async () => (await import("./split-bundle-Q7MTVX4U.mjs")).splitBundle,
    async () => (await import("./parts-text-4SFRAFPX.mjs")).formatSplit
  ),
  join: reported(
    async () => (await import("./join-bundle-MF4BIUB4.mjs")).joinBundle,
    async () => (await import("./parts-text-4SFRAFPX.mjs")).formatJoin
  ),
  merge: reported(
    async () => (await import("./merge-bundles-IAXISK7W.mjs")).mergeBundles,
    async () => (await import("./merge-text-4RETYCKA.mjs")).formatMerge
  ),
  extract: reported(
    async () => (await import("./extract-bundle-SUKPWTV2.mjs")).extractBundle,
    async () => (await import("./merge-text-4RETYCKA.mjs")).formatExtract
  ),
  async diff(request, context, reporter) {
    const { diffBundles } = await import("./diff-bundles-YF7K55VS.mjs");
    const { formatDiff } = await import("./diff-text-RX4XSR5B.mjs");
    const result = await diffBundles(request, context, reporter);
    const text4 = (bold) => formatDiff(result, bold);
    return { document: result, text: text4, ...!result.equal && { exitCode: DIFFERENT } };
  },
  async env(request, context, reporter) {
    const { showEnvironment } = await import("./show-environment-EIY6D24F.mjs");
    return onlyText((await showEnvironment(request, context, reporter)).text);
  },
  send: reported(
    async () => (await import("./send-bundle-55XUXH3L.mjs")).sendBundle,
    async () => (await import("./channel-text-J7Y4JOLQ.mjs")).formatSend
  ),
  async fetch(request, context, reporter) {
    const { fetchBundle } = await import("./fetch-bundle-TG4AQMHO.mjs");
    const { formatFetch } = await import("./channel-text-J7Y4JOLQ.mjs");
    const result = await fetchBundle(request, context, reporter);
    if (result.file === void 0)
      throw new BundleError("CACHE_MISS", `Cannot find ${result.name}: the cache has no entry ${result.key}`);
    return { document: result, text: () => formatFetch(result) };
  },
  sign: reported(
    async () => (await import("./sign-bundle-M4E5TCEU.mjs")).signBundle,
    async () => (await import("./signing-text-YLASCEDQ.mjs")).formatSign
  ),
  attach: reported(
    async () => (await import("./attach-signatures-HRTO3VAV.mjs")).attachSignatures,
    async () => (await import("./signing-text-YLASCEDQ.mjs")).formatAttach
  ),
  async sbom(request, context) {
    const { showSbom } = await import("./show-sbom-WOWAAIHQ.mjs");
    const { formatSbomResult } = await import("./signing-text-YLASCEDQ.mjs");
    const result = await showSbom(request, context);
    if (result.text !== void 0) return { pieces: [Buffer.from(result.text)] };
    return { document: result, text: () => formatSbomResult(result) };
  },
  image: reported(
    async () => (await import("./image-bundle-FQW2C6TE.mjs")).imageBundle,
    async () => (await import("./image-text-SLV62HQU.mjs")).formatImage
  ),
  history: reported(
    async () => (await import("./show-history-LKESWLE2.mjs")).showHistory,
    async () => (await import("./history-text-5574PNXK.mjs")).formatHistory
  ),
  forget: reported(
    async () => (await import("./forget-import-BD6VNTP3.mjs")).forgetImport,
    async () => (await import("./history-text-5574PNXK.mjs")).formatForget
  ),
  store: reported(
    async () => (await import("./run-store-BBOHNH47.mjs")).runStore,
    async () => (await import("./store-text-B4ZPNHTU.mjs")).formatStore
  ),
  async serve(request, context, reporter) {
    if (request.printConfig === true) {
      const { printConfiguration } = await import("./print-configuration-IP7RTMES.mjs");
      return onlyText(await printConfiguration(request, context));
    }
    const { serveBundles } = await import("./serve-bundles-6FYUFFOQ.mjs");
    const result = await serveBundles(request, context, reporter);
    return { document: result, text: () => `Served ${result.answers} requests.
` };
  }
};
function runCommand({ kind, request }, context, reporter) {
  return COMMANDS[kind](request, context, reporter);
}
function reported(loadStory, loadFormatter) {
  return async (request, context, reporter) => {
    const [story, format3] = [await loadStory(), await loadFormatter()];
    const result = await story(request, context, reporter);
    return { document: result, text: (bold) => format3(result, bold) };
  };
}
function onlyText(text4) {
  return { document: void 0, text: () => text4 };
}

// src/cli/run-task.ts
var SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
async function runTask(task, onStop) {
  const { stdout, stderr } = process;
  const stopped = new AbortController();
  for (const name of SIGNALS) process.on(name, () => stopped.abort(new Interruption(name, constants.signals[name])));
  stopped.signal.addEventListener("abort", onStop);
  const carriesBundle = task.kind === "image" && task.request.output.kind === "stream" || task.kind === "export" && task.request.output?.kind === "stream" && !task.request.dryRun;
  if (carriesBundle && stdout.isTTY)
    throw invalidCommandLine("--output is - and standard output is a terminal, expected a file or a pipe");
  if (task.kind === "manifest" && task.request.format.startsWith("ocix") && stdout.isTTY)
    throw invalidCommandLine(
      `--format is ${task.request.format} and standard output is a terminal, expected a file or a pipe`
    );
  const output = carriesBundle ? stderr : stdout;
  const isDocument = carriesBundle && task.json;
  const progress = showProgress(stderr, {
    quiet: task.quiet || isDocument,
    verbose: task.verbose === true && !isDocument,
    live: stderr.isTTY && process.env["TERM"] !== "dumb",
    now: () => performance.now(),
    label: labelFor(stderr)
  });
  const reporter = isDocument ? { ...progress, warn: () => {
  } } : progress;
  const context = {
    directory: findWorkingDirectory(),
    userHome: findUserHome(),
    variables: { ...process.env },
    signal: stopped.signal
  };
  try {
    const outcome = await runCommand(task, context, reporter);
    reporter.finish();
    if ("pieces" in outcome) {
      await pipeline(Readable.from(outcome.pieces, { objectMode: false }), output, { end: false });
      return;
    }
    const { document, text: text4, exitCode } = outcome;
    if (task.json) output.write(`${printableJson(JSON.stringify(document, void 0, 2))}
`);
    else if (!task.quiet) output.write(text4((title) => styleText2("bold", title, { stream: output })));
    if (exitCode !== void 0) process.exitCode = exitCode;
  } catch (thrown) {
    reporter.finish();
    throw stopped.signal.aborted ? stopped.signal.reason : thrown;
  }
}

// src/cli/run.ts
var USAGE = 64;
async function run() {
  const [, file = "", ...words] = process.argv;
  const name = basename(file);
  const program = name === "ocx-export" || name === "ocx-import" ? name : "ocx-bundle";
  const { stdout: output, stderr } = process;
  let input;
  const streams = {
    output,
    // A getter, because reading process.stdin opens it.
    get input() {
      input = process.stdin;
      return input;
    }
  };
  const closeInput = () => void input?.destroy();
  output.on("error", reportLostOutput);
  stderr.on("error", () => {
  });
  const report = (thrown) => {
    const failure = formatFailure(program, words, thrown, labelFor(stderr));
    output.write(failure.output);
    stderr.write(failure.errors);
    return failure.exitCode;
  };
  process.once("uncaughtException", (thrown) => process.exit(report(thrown)));
  try {
    const invocation = parseArguments(program, words, streams);
    if (invocation.kind === "help") output.write(await help(program, invocation.command));
    else if (invocation.kind === "nothing") {
      stderr.write(await help(program));
      process.exitCode = USAGE;
    } else if (invocation.kind === "completion") output.write(await completion(invocation.shell));
    else if (invocation.kind === "version") output.write(`ocx-bundle ${VERSION}
`);
    else await runTask(invocation, closeInput);
  } catch (thrown) {
    process.exitCode = report(thrown);
  } finally {
    closeInput();
  }
}
async function help(program, command) {
  return (await import("./help-5SFNOZWH.mjs")).formatHelp(program, command);
}
async function completion(shell) {
  return (await import("./completion-RIQUAOAU.mjs")).formatCompletion(shell);
}
function reportLostOutput(cause) {
  if (isClosedPipe(cause) || process.exitCode !== void 0) return;
  const lost = new BundleError("IO_FAILED", `Cannot write to standard output: ${cause.message}`, { cause });
  const { exitCode, text: text4 } = describeFailure(lost, labelFor(process.stderr));
  process.exitCode = exitCode;
  process.stderr.write(text4);
}

// src/home/config/config-files.ts
import { lstat } from "node:fs/promises";
import { isAbsolute as isAbsolute2, join as join3 } from "node:path";

// src/io/read-regular-file.ts
import { constants as constants2 } from "node:fs";
import { open } from "node:fs/promises";
var MOST = 512 * 1024 * 1024;
async function readRegularFile(path, most = MOST) {
  var _stack = [];
  try {
    const file = __using(_stack, await open(path, constants2.O_RDONLY | constants2.O_NONBLOCK), true);
    const stats = await file.stat();
    if (!stats.isFile() && !stats.isDirectory())
      throw new BundleError("IO_FAILED", `Cannot read ${path}: it is a pipe or a device, expected a file`);
    if (stats.isFile() && stats.size > most)
      throw new BundleError(
        "LIMIT_EXCEEDED",
        `Cannot read ${path}: it has ${stats.size} bytes, expected at most ${most}`
      );
    return await file.readFile();
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

// src/home/documents/json-tree.ts
import { isUtf8 } from "node:buffer";

// node_modules/jsonc-parser/lib/esm/impl/scanner.js
function createScanner(text4, ignoreTrivia = false) {
  const len = text4.length;
  let pos = 0, value = "", tokenOffset = 0, token = 16, lineNumber = 0, lineStartOffset = 0, tokenLineStartOffset = 0, prevTokenLineStartOffset = 0, scanError = 0;
  function scanHexDigits(count, exact) {
    let digits = 0;
    let value2 = 0;
    while (digits < count || !exact) {
      let ch = text4.charCodeAt(pos);
      if (ch >= 48 && ch <= 57) {
        value2 = value2 * 16 + ch - 48;
      } else if (ch >= 65 && ch <= 70) {
        value2 = value2 * 16 + ch - 65 + 10;
      } else if (ch >= 97 && ch <= 102) {
        value2 = value2 * 16 + ch - 97 + 10;
      } else {
        break;
      }
      pos++;
      digits++;
    }
    if (digits < count) {
      value2 = -1;
    }
    return value2;
  }
  function setPosition(newPosition) {
    pos = newPosition;
    value = "";
    tokenOffset = 0;
    token = 16;
    scanError = 0;
  }
  function scanNumber() {
    let start = pos;
    if (text4.charCodeAt(pos) === 48) {
      pos++;
    } else {
      pos++;
      while (pos < text4.length && isDigit(text4.charCodeAt(pos))) {
        pos++;
      }
    }
    if (pos < text4.length && text4.charCodeAt(pos) === 46) {
      pos++;
      if (pos < text4.length && isDigit(text4.charCodeAt(pos))) {
        pos++;
        while (pos < text4.length && isDigit(text4.charCodeAt(pos))) {
          pos++;
        }
      } else {
        scanError = 3;
        return text4.substring(start, pos);
      }
    }
    let end = pos;
    if (pos < text4.length && (text4.charCodeAt(pos) === 69 || text4.charCodeAt(pos) === 101)) {
      pos++;
      if (pos < text4.length && text4.charCodeAt(pos) === 43 || text4.charCodeAt(pos) === 45) {
        pos++;
      }
      if (pos < text4.length && isDigit(text4.charCodeAt(pos))) {
        pos++;
        while (pos < text4.length && isDigit(text4.charCodeAt(pos))) {
          pos++;
        }
        end = pos;
      } else {
        scanError = 3;
      }
    }
    return text4.substring(start, end);
  }
  function scanString() {
    let result = "", start = pos;
    while (true) {
      if (pos >= len) {
        result += text4.substring(start, pos);
        scanError = 2;
        break;
      }
      const ch = text4.charCodeAt(pos);
      if (ch === 34) {
        result += text4.substring(start, pos);
        pos++;
        break;
      }
      if (ch === 92) {
        result += text4.substring(start, pos);
        pos++;
        if (pos >= len) {
          scanError = 2;
          break;
        }
        const ch2 = text4.charCodeAt(pos++);
        switch (ch2) {
          case 34:
            result += '"';
            break;
          case 92:
            result += "\\";
            break;
          case 47:
            result += "/";
            break;
          case 98:
            result += "\b";
            break;
          case 102:
            result += "\f";
            break;
          case 110:
            result += "\n";
            break;
          case 114:
            result += "\r";
            break;
          case 116:
            result += "	";
            break;
          case 117:
            const ch3 = scanHexDigits(4, true);
            if (ch3 >= 0) {
              result += String.fromCharCode(ch3);
            } else {
              scanError = 4;
            }
            break;
          default:
            scanError = 5;
        }
        start = pos;
        continue;
      }
      if (ch >= 0 && ch <= 31) {
        if (isLineBreak(ch)) {
          result += text4.substring(start, pos);
          scanError = 2;
          break;
        } else {
          scanError = 6;
        }
      }
      pos++;
    }
    return result;
  }
  function scanNext() {
    value = "";
    scanError = 0;
    tokenOffset = pos;
    lineStartOffset = lineNumber;
    prevTokenLineStartOffset = tokenLineStartOffset;
    if (pos >= len) {
      tokenOffset = len;
      return token = 17;
    }
    let code = text4.charCodeAt(pos);
    if (isWhiteSpace(code)) {
      do {
        pos++;
        value += String.fromCharCode(code);
        code = text4.charCodeAt(pos);
      } while (isWhiteSpace(code));
      return token = 15;
    }
    if (isLineBreak(code)) {
      pos++;
      value += String.fromCharCode(code);
      if (code === 13 && text4.charCodeAt(pos) === 10) {
        pos++;
        value += "\n";
      }
      lineNumber++;
      tokenLineStartOffset = pos;
      return token = 14;
    }
    switch (code) {
      // tokens: []{}:,
      case 123:
        pos++;
        return token = 1;
      case 125:
        pos++;
        return token = 2;
      case 91:
        pos++;
        return token = 3;
      case 93:
        pos++;
        return token = 4;
      case 58:
        pos++;
        return token = 6;
      case 44:
        pos++;
        return token = 5;
      // strings
      case 34:
        pos++;
        value = scanString();
        return token = 10;
      // comments
      case 47:
        const start = pos - 1;
        if (text4.charCodeAt(pos + 1) === 47) {
          pos += 2;
          while (pos < len) {
            if (isLineBreak(text4.charCodeAt(pos))) {
              break;
            }
            pos++;
          }
          value = text4.substring(start, pos);
          return token = 12;
        }
        if (text4.charCodeAt(pos + 1) === 42) {
          pos += 2;
          const safeLength = len - 1;
          let commentClosed = false;
          while (pos < safeLength) {
            const ch = text4.charCodeAt(pos);
            if (ch === 42 && text4.charCodeAt(pos + 1) === 47) {
              pos += 2;
              commentClosed = true;
              break;
            }
            pos++;
            if (isLineBreak(ch)) {
              if (ch === 13 && text4.charCodeAt(pos) === 10) {
                pos++;
              }
              lineNumber++;
              tokenLineStartOffset = pos;
            }
          }
          if (!commentClosed) {
            pos++;
            scanError = 1;
          }
          value = text4.substring(start, pos);
          return token = 13;
        }
        value += String.fromCharCode(code);
        pos++;
        return token = 16;
      // numbers
      case 45:
        value += String.fromCharCode(code);
        pos++;
        if (pos === len || !isDigit(text4.charCodeAt(pos))) {
          return token = 16;
        }
      // found a minus, followed by a number so
      // we fall through to proceed with scanning
      // numbers
      case 48:
      case 49:
      case 50:
      case 51:
      case 52:
      case 53:
      case 54:
      case 55:
      case 56:
      case 57:
        value += scanNumber();
        return token = 11;
      // literals and unknown symbols
      default:
        while (pos < len && isUnknownContentCharacter(code)) {
          pos++;
          code = text4.charCodeAt(pos);
        }
        if (tokenOffset !== pos) {
          value = text4.substring(tokenOffset, pos);
          switch (value) {
            case "true":
              return token = 8;
            case "false":
              return token = 9;
            case "null":
              return token = 7;
          }
          return token = 16;
        }
        value += String.fromCharCode(code);
        pos++;
        return token = 16;
    }
  }
  function isUnknownContentCharacter(code) {
    if (isWhiteSpace(code) || isLineBreak(code)) {
      return false;
    }
    switch (code) {
      case 125:
      case 93:
      case 123:
      case 91:
      case 34:
      case 58:
      case 44:
      case 47:
        return false;
    }
    return true;
  }
  function scanNextNonTrivia() {
    let result;
    do {
      result = scanNext();
    } while (result >= 12 && result <= 15);
    return result;
  }
  return {
    setPosition,
    getPosition: () => pos,
    scan: ignoreTrivia ? scanNextNonTrivia : scanNext,
    getToken: () => token,
    getTokenValue: () => value,
    getTokenOffset: () => tokenOffset,
    getTokenLength: () => pos - tokenOffset,
    getTokenStartLine: () => lineStartOffset,
    getTokenStartCharacter: () => tokenOffset - prevTokenLineStartOffset,
    getTokenError: () => scanError
  };
}
function isWhiteSpace(ch) {
  return ch === 32 || ch === 9;
}
function isLineBreak(ch) {
  return ch === 10 || ch === 13;
}
function isDigit(ch) {
  return ch >= 48 && ch <= 57;
}
var CharacterCodes;
(function(CharacterCodes2) {
  CharacterCodes2[CharacterCodes2["lineFeed"] = 10] = "lineFeed";
  CharacterCodes2[CharacterCodes2["carriageReturn"] = 13] = "carriageReturn";
  CharacterCodes2[CharacterCodes2["space"] = 32] = "space";
  CharacterCodes2[CharacterCodes2["_0"] = 48] = "_0";
  CharacterCodes2[CharacterCodes2["_1"] = 49] = "_1";
  CharacterCodes2[CharacterCodes2["_2"] = 50] = "_2";
  CharacterCodes2[CharacterCodes2["_3"] = 51] = "_3";
  CharacterCodes2[CharacterCodes2["_4"] = 52] = "_4";
  CharacterCodes2[CharacterCodes2["_5"] = 53] = "_5";
  CharacterCodes2[CharacterCodes2["_6"] = 54] = "_6";
  CharacterCodes2[CharacterCodes2["_7"] = 55] = "_7";
  CharacterCodes2[CharacterCodes2["_8"] = 56] = "_8";
  CharacterCodes2[CharacterCodes2["_9"] = 57] = "_9";
  CharacterCodes2[CharacterCodes2["a"] = 97] = "a";
  CharacterCodes2[CharacterCodes2["b"] = 98] = "b";
  CharacterCodes2[CharacterCodes2["c"] = 99] = "c";
  CharacterCodes2[CharacterCodes2["d"] = 100] = "d";
  CharacterCodes2[CharacterCodes2["e"] = 101] = "e";
  CharacterCodes2[CharacterCodes2["f"] = 102] = "f";
  CharacterCodes2[CharacterCodes2["g"] = 103] = "g";
  CharacterCodes2[CharacterCodes2["h"] = 104] = "h";
  CharacterCodes2[CharacterCodes2["i"] = 105] = "i";
  CharacterCodes2[CharacterCodes2["j"] = 106] = "j";
  CharacterCodes2[CharacterCodes2["k"] = 107] = "k";
  CharacterCodes2[CharacterCodes2["l"] = 108] = "l";
  CharacterCodes2[CharacterCodes2["m"] = 109] = "m";
  CharacterCodes2[CharacterCodes2["n"] = 110] = "n";
  CharacterCodes2[CharacterCodes2["o"] = 111] = "o";
  CharacterCodes2[CharacterCodes2["p"] = 112] = "p";
  CharacterCodes2[CharacterCodes2["q"] = 113] = "q";
  CharacterCodes2[CharacterCodes2["r"] = 114] = "r";
  CharacterCodes2[CharacterCodes2["s"] = 115] = "s";
  CharacterCodes2[CharacterCodes2["t"] = 116] = "t";
  CharacterCodes2[CharacterCodes2["u"] = 117] = "u";
  CharacterCodes2[CharacterCodes2["v"] = 118] = "v";
  CharacterCodes2[CharacterCodes2["w"] = 119] = "w";
  CharacterCodes2[CharacterCodes2["x"] = 120] = "x";
  CharacterCodes2[CharacterCodes2["y"] = 121] = "y";
  CharacterCodes2[CharacterCodes2["z"] = 122] = "z";
  CharacterCodes2[CharacterCodes2["A"] = 65] = "A";
  CharacterCodes2[CharacterCodes2["B"] = 66] = "B";
  CharacterCodes2[CharacterCodes2["C"] = 67] = "C";
  CharacterCodes2[CharacterCodes2["D"] = 68] = "D";
  CharacterCodes2[CharacterCodes2["E"] = 69] = "E";
  CharacterCodes2[CharacterCodes2["F"] = 70] = "F";
  CharacterCodes2[CharacterCodes2["G"] = 71] = "G";
  CharacterCodes2[CharacterCodes2["H"] = 72] = "H";
  CharacterCodes2[CharacterCodes2["I"] = 73] = "I";
  CharacterCodes2[CharacterCodes2["J"] = 74] = "J";
  CharacterCodes2[CharacterCodes2["K"] = 75] = "K";
  CharacterCodes2[CharacterCodes2["L"] = 76] = "L";
  CharacterCodes2[CharacterCodes2["M"] = 77] = "M";
  CharacterCodes2[CharacterCodes2["N"] = 78] = "N";
  CharacterCodes2[CharacterCodes2["O"] = 79] = "O";
  CharacterCodes2[CharacterCodes2["P"] = 80] = "P";
  CharacterCodes2[CharacterCodes2["Q"] = 81] = "Q";
  CharacterCodes2[CharacterCodes2["R"] = 82] = "R";
  CharacterCodes2[CharacterCodes2["S"] = 83] = "S";
  CharacterCodes2[CharacterCodes2["T"] = 84] = "T";
  CharacterCodes2[CharacterCodes2["U"] = 85] = "U";
  CharacterCodes2[CharacterCodes2["V"] = 86] = "V";
  CharacterCodes2[CharacterCodes2["W"] = 87] = "W";
  CharacterCodes2[CharacterCodes2["X"] = 88] = "X";
  CharacterCodes2[CharacterCodes2["Y"] = 89] = "Y";
  CharacterCodes2[CharacterCodes2["Z"] = 90] = "Z";
  CharacterCodes2[CharacterCodes2["asterisk"] = 42] = "asterisk";
  CharacterCodes2[CharacterCodes2["backslash"] = 92] = "backslash";
  CharacterCodes2[CharacterCodes2["closeBrace"] = 125] = "closeBrace";
  CharacterCodes2[CharacterCodes2["closeBracket"] = 93] = "closeBracket";
  CharacterCodes2[CharacterCodes2["colon"] = 58] = "colon";
  CharacterCodes2[CharacterCodes2["comma"] = 44] = "comma";
  CharacterCodes2[CharacterCodes2["dot"] = 46] = "dot";
  CharacterCodes2[CharacterCodes2["doubleQuote"] = 34] = "doubleQuote";
  CharacterCodes2[CharacterCodes2["minus"] = 45] = "minus";
  CharacterCodes2[CharacterCodes2["openBrace"] = 123] = "openBrace";
  CharacterCodes2[CharacterCodes2["openBracket"] = 91] = "openBracket";
  CharacterCodes2[CharacterCodes2["plus"] = 43] = "plus";
  CharacterCodes2[CharacterCodes2["slash"] = 47] = "slash";
  CharacterCodes2[CharacterCodes2["formFeed"] = 12] = "formFeed";
  CharacterCodes2[CharacterCodes2["tab"] = 9] = "tab";
})(CharacterCodes || (CharacterCodes = {}));

// node_modules/jsonc-parser/lib/esm/impl/string-intern.js
var cachedSpaces = new Array(20).fill(0).map((_, index) => {
  return " ".repeat(index);
});
var maxCachedValues = 200;
var cachedBreakLinesWithSpaces = {
  " ": {
    "\n": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\n" + " ".repeat(index);
    }),
    "\r": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\r" + " ".repeat(index);
    }),
    "\r\n": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\r\n" + " ".repeat(index);
    })
  },
  "	": {
    "\n": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\n" + "	".repeat(index);
    }),
    "\r": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\r" + "	".repeat(index);
    }),
    "\r\n": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\r\n" + "	".repeat(index);
    })
  }
};

// node_modules/jsonc-parser/lib/esm/impl/parser.js
var ParseOptions;
(function(ParseOptions2) {
  ParseOptions2.DEFAULT = {
    allowTrailingComma: false
  };
})(ParseOptions || (ParseOptions = {}));
function parseTree(text4, errors = [], options = ParseOptions.DEFAULT) {
  let currentParent = { type: "array", offset: -1, length: -1, children: [], parent: void 0 };
  function ensurePropertyComplete(endOffset) {
    if (currentParent.type === "property") {
      currentParent.length = endOffset - currentParent.offset;
      currentParent = currentParent.parent;
    }
  }
  function onValue(valueNode) {
    currentParent.children.push(valueNode);
    return valueNode;
  }
  const visitor = {
    onObjectBegin: (offset) => {
      currentParent = onValue({ type: "object", offset, length: -1, parent: currentParent, children: [] });
    },
    onObjectProperty: (name, offset, length) => {
      currentParent = onValue({ type: "property", offset, length: -1, parent: currentParent, children: [] });
      currentParent.children.push({ type: "string", value: name, offset, length, parent: currentParent });
    },
    onObjectEnd: (offset, length) => {
      ensurePropertyComplete(offset + length);
      currentParent.length = offset + length - currentParent.offset;
      currentParent = currentParent.parent;
      ensurePropertyComplete(offset + length);
    },
    onArrayBegin: (offset, length) => {
      currentParent = onValue({ type: "array", offset, length: -1, parent: currentParent, children: [] });
    },
    onArrayEnd: (offset, length) => {
      currentParent.length = offset + length - currentParent.offset;
      currentParent = currentParent.parent;
      ensurePropertyComplete(offset + length);
    },
    onLiteralValue: (value, offset, length) => {
      onValue({ type: getNodeType(value), offset, length, parent: currentParent, value });
      ensurePropertyComplete(offset + length);
    },
    onSeparator: (sep, offset, length) => {
      if (currentParent.type === "property") {
        if (sep === ":") {
          currentParent.colonOffset = offset;
        } else if (sep === ",") {
          ensurePropertyComplete(offset);
        }
      }
    },
    onError: (error, offset, length) => {
      errors.push({ error, offset, length });
    }
  };
  visit(text4, visitor, options);
  const result = currentParent.children[0];
  if (result) {
    delete result.parent;
  }
  return result;
}
function visit(text4, visitor, options = ParseOptions.DEFAULT) {
  const _scanner = createScanner(text4, false);
  const _jsonPath = [];
  let suppressedCallbacks = 0;
  function toNoArgVisit(visitFunction) {
    return visitFunction ? () => suppressedCallbacks === 0 && visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter()) : () => true;
  }
  function toOneArgVisit(visitFunction) {
    return visitFunction ? (arg) => suppressedCallbacks === 0 && visitFunction(arg, _scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter()) : () => true;
  }
  function toOneArgVisitWithPath(visitFunction) {
    return visitFunction ? (arg) => suppressedCallbacks === 0 && visitFunction(arg, _scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter(), () => _jsonPath.slice()) : () => true;
  }
  function toBeginVisit(visitFunction) {
    return visitFunction ? () => {
      if (suppressedCallbacks > 0) {
        suppressedCallbacks++;
      } else {
        let cbReturn = visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter(), () => _jsonPath.slice());
        if (cbReturn === false) {
          suppressedCallbacks = 1;
        }
      }
    } : () => true;
  }
  function toEndVisit(visitFunction) {
    return visitFunction ? () => {
      if (suppressedCallbacks > 0) {
        suppressedCallbacks--;
      }
      if (suppressedCallbacks === 0) {
        visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter());
      }
    } : () => true;
  }
  const onObjectBegin = toBeginVisit(visitor.onObjectBegin), onObjectProperty = toOneArgVisitWithPath(visitor.onObjectProperty), onObjectEnd = toEndVisit(visitor.onObjectEnd), onArrayBegin = toBeginVisit(visitor.onArrayBegin), onArrayEnd = toEndVisit(visitor.onArrayEnd), onLiteralValue = toOneArgVisitWithPath(visitor.onLiteralValue), onSeparator = toOneArgVisit(visitor.onSeparator), onComment = toNoArgVisit(visitor.onComment), onError = toOneArgVisit(visitor.onError);
  const disallowComments = options && options.disallowComments;
  const allowTrailingComma = options && options.allowTrailingComma;
  function scanNext() {
    while (true) {
      const token = _scanner.scan();
      switch (_scanner.getTokenError()) {
        case 4:
          handleError(
            14
            /* ParseErrorCode.InvalidUnicode */
          );
          break;
        case 5:
          handleError(
            15
            /* ParseErrorCode.InvalidEscapeCharacter */
          );
          break;
        case 3:
          handleError(
            13
            /* ParseErrorCode.UnexpectedEndOfNumber */
          );
          break;
        case 1:
          if (!disallowComments) {
            handleError(
              11
              /* ParseErrorCode.UnexpectedEndOfComment */
            );
          }
          break;
        case 2:
          handleError(
            12
            /* ParseErrorCode.UnexpectedEndOfString */
          );
          break;
        case 6:
          handleError(
            16
            /* ParseErrorCode.InvalidCharacter */
          );
          break;
      }
      switch (token) {
        case 12:
        case 13:
          if (disallowComments) {
            handleError(
              10
              /* ParseErrorCode.InvalidCommentToken */
            );
          } else {
            onComment();
          }
          break;
        case 16:
          handleError(
            1
            /* ParseErrorCode.InvalidSymbol */
          );
          break;
        case 15:
        case 14:
          break;
        default:
          return token;
      }
    }
  }
  function handleError(error, skipUntilAfter = [], skipUntil = []) {
    onError(error);
    if (skipUntilAfter.length + skipUntil.length > 0) {
      let token = _scanner.getToken();
      while (token !== 17) {
        if (skipUntilAfter.indexOf(token) !== -1) {
          scanNext();
          break;
        } else if (skipUntil.indexOf(token) !== -1) {
          break;
        }
        token = scanNext();
      }
    }
  }
  function parseString(isValue) {
    const value = _scanner.getTokenValue();
    if (isValue) {
      onLiteralValue(value);
    } else {
      onObjectProperty(value);
      _jsonPath.push(value);
    }
    scanNext();
    return true;
  }
  function parseLiteral() {
    switch (_scanner.getToken()) {
      case 11:
        const tokenValue = _scanner.getTokenValue();
        let value = Number(tokenValue);
        if (isNaN(value)) {
          handleError(
            2
            /* ParseErrorCode.InvalidNumberFormat */
          );
          value = 0;
        }
        onLiteralValue(value);
        break;
      case 7:
        onLiteralValue(null);
        break;
      case 8:
        onLiteralValue(true);
        break;
      case 9:
        onLiteralValue(false);
        break;
      default:
        return false;
    }
    scanNext();
    return true;
  }
  function parseProperty() {
    if (_scanner.getToken() !== 10) {
      handleError(3, [], [
        2,
        5
        /* SyntaxKind.CommaToken */
      ]);
      return false;
    }
    parseString(false);
    if (_scanner.getToken() === 6) {
      onSeparator(":");
      scanNext();
      if (!parseValue2()) {
        handleError(4, [], [
          2,
          5
          /* SyntaxKind.CommaToken */
        ]);
      }
    } else {
      handleError(5, [], [
        2,
        5
        /* SyntaxKind.CommaToken */
      ]);
    }
    _jsonPath.pop();
    return true;
  }
  function parseObject() {
    onObjectBegin();
    scanNext();
    let needsComma = false;
    while (_scanner.getToken() !== 2 && _scanner.getToken() !== 17) {
      if (_scanner.getToken() === 5) {
        if (!needsComma) {
          handleError(4, [], []);
        }
        onSeparator(",");
        scanNext();
        if (_scanner.getToken() === 2 && allowTrailingComma) {
          break;
        }
      } else if (needsComma) {
        handleError(6, [], []);
      }
      if (!parseProperty()) {
        handleError(4, [], [
          2,
          5
          /* SyntaxKind.CommaToken */
        ]);
      }
      needsComma = true;
    }
    onObjectEnd();
    if (_scanner.getToken() !== 2) {
      handleError(7, [
        2
        /* SyntaxKind.CloseBraceToken */
      ], []);
    } else {
      scanNext();
    }
    return true;
  }
  function parseArray() {
    onArrayBegin();
    scanNext();
    let isFirstElement = true;
    let needsComma = false;
    while (_scanner.getToken() !== 4 && _scanner.getToken() !== 17) {
      if (_scanner.getToken() === 5) {
        if (!needsComma) {
          handleError(4, [], []);
        }
        onSeparator(",");
        scanNext();
        if (_scanner.getToken() === 4 && allowTrailingComma) {
          break;
        }
      } else if (needsComma) {
        handleError(6, [], []);
      }
      if (isFirstElement) {
        _jsonPath.push(0);
        isFirstElement = false;
      } else {
        _jsonPath[_jsonPath.length - 1]++;
      }
      if (!parseValue2()) {
        handleError(4, [], [
          4,
          5
          /* SyntaxKind.CommaToken */
        ]);
      }
      needsComma = true;
    }
    onArrayEnd();
    if (!isFirstElement) {
      _jsonPath.pop();
    }
    if (_scanner.getToken() !== 4) {
      handleError(8, [
        4
        /* SyntaxKind.CloseBracketToken */
      ], []);
    } else {
      scanNext();
    }
    return true;
  }
  function parseValue2() {
    switch (_scanner.getToken()) {
      case 3:
        return parseArray();
      case 1:
        return parseObject();
      case 10:
        return parseString(true);
      default:
        return parseLiteral();
    }
  }
  scanNext();
  if (_scanner.getToken() === 17) {
    if (options.allowEmptyContent) {
      return true;
    }
    handleError(4, [], []);
    return false;
  }
  if (!parseValue2()) {
    handleError(4, [], []);
    return false;
  }
  if (_scanner.getToken() !== 17) {
    handleError(9, [], []);
  }
  return true;
}
function getNodeType(value) {
  switch (typeof value) {
    case "boolean":
      return "boolean";
    case "number":
      return "number";
    case "string":
      return "string";
    case "object": {
      if (!value) {
        return "null";
      } else if (Array.isArray(value)) {
        return "array";
      }
      return "object";
    }
    default:
      return "null";
  }
}

// node_modules/jsonc-parser/lib/esm/main.js
var ScanError;
(function(ScanError2) {
  ScanError2[ScanError2["None"] = 0] = "None";
  ScanError2[ScanError2["UnexpectedEndOfComment"] = 1] = "UnexpectedEndOfComment";
  ScanError2[ScanError2["UnexpectedEndOfString"] = 2] = "UnexpectedEndOfString";
  ScanError2[ScanError2["UnexpectedEndOfNumber"] = 3] = "UnexpectedEndOfNumber";
  ScanError2[ScanError2["InvalidUnicode"] = 4] = "InvalidUnicode";
  ScanError2[ScanError2["InvalidEscapeCharacter"] = 5] = "InvalidEscapeCharacter";
  ScanError2[ScanError2["InvalidCharacter"] = 6] = "InvalidCharacter";
})(ScanError || (ScanError = {}));
var SyntaxKind;
(function(SyntaxKind2) {
  SyntaxKind2[SyntaxKind2["OpenBraceToken"] = 1] = "OpenBraceToken";
  SyntaxKind2[SyntaxKind2["CloseBraceToken"] = 2] = "CloseBraceToken";
  SyntaxKind2[SyntaxKind2["OpenBracketToken"] = 3] = "OpenBracketToken";
  SyntaxKind2[SyntaxKind2["CloseBracketToken"] = 4] = "CloseBracketToken";
  SyntaxKind2[SyntaxKind2["CommaToken"] = 5] = "CommaToken";
  SyntaxKind2[SyntaxKind2["ColonToken"] = 6] = "ColonToken";
  SyntaxKind2[SyntaxKind2["NullKeyword"] = 7] = "NullKeyword";
  SyntaxKind2[SyntaxKind2["TrueKeyword"] = 8] = "TrueKeyword";
  SyntaxKind2[SyntaxKind2["FalseKeyword"] = 9] = "FalseKeyword";
  SyntaxKind2[SyntaxKind2["StringLiteral"] = 10] = "StringLiteral";
  SyntaxKind2[SyntaxKind2["NumericLiteral"] = 11] = "NumericLiteral";
  SyntaxKind2[SyntaxKind2["LineCommentTrivia"] = 12] = "LineCommentTrivia";
  SyntaxKind2[SyntaxKind2["BlockCommentTrivia"] = 13] = "BlockCommentTrivia";
  SyntaxKind2[SyntaxKind2["LineBreakTrivia"] = 14] = "LineBreakTrivia";
  SyntaxKind2[SyntaxKind2["Trivia"] = 15] = "Trivia";
  SyntaxKind2[SyntaxKind2["Unknown"] = 16] = "Unknown";
  SyntaxKind2[SyntaxKind2["EOF"] = 17] = "EOF";
})(SyntaxKind || (SyntaxKind = {}));
var parseTree2 = parseTree;
var ParseErrorCode;
(function(ParseErrorCode2) {
  ParseErrorCode2[ParseErrorCode2["InvalidSymbol"] = 1] = "InvalidSymbol";
  ParseErrorCode2[ParseErrorCode2["InvalidNumberFormat"] = 2] = "InvalidNumberFormat";
  ParseErrorCode2[ParseErrorCode2["PropertyNameExpected"] = 3] = "PropertyNameExpected";
  ParseErrorCode2[ParseErrorCode2["ValueExpected"] = 4] = "ValueExpected";
  ParseErrorCode2[ParseErrorCode2["ColonExpected"] = 5] = "ColonExpected";
  ParseErrorCode2[ParseErrorCode2["CommaExpected"] = 6] = "CommaExpected";
  ParseErrorCode2[ParseErrorCode2["CloseBraceExpected"] = 7] = "CloseBraceExpected";
  ParseErrorCode2[ParseErrorCode2["CloseBracketExpected"] = 8] = "CloseBracketExpected";
  ParseErrorCode2[ParseErrorCode2["EndOfFileExpected"] = 9] = "EndOfFileExpected";
  ParseErrorCode2[ParseErrorCode2["InvalidCommentToken"] = 10] = "InvalidCommentToken";
  ParseErrorCode2[ParseErrorCode2["UnexpectedEndOfComment"] = 11] = "UnexpectedEndOfComment";
  ParseErrorCode2[ParseErrorCode2["UnexpectedEndOfString"] = 12] = "UnexpectedEndOfString";
  ParseErrorCode2[ParseErrorCode2["UnexpectedEndOfNumber"] = 13] = "UnexpectedEndOfNumber";
  ParseErrorCode2[ParseErrorCode2["InvalidUnicode"] = 14] = "InvalidUnicode";
  ParseErrorCode2[ParseErrorCode2["InvalidEscapeCharacter"] = 15] = "InvalidEscapeCharacter";
  ParseErrorCode2[ParseErrorCode2["InvalidCharacter"] = 16] = "InvalidCharacter";
})(ParseErrorCode || (ParseErrorCode = {}));

// src/oci/json-shape.ts
function shapeOf(bytes) {
  let values = 1;
  let depth = 0;
  let deepest = 0;
  let indents = 0;
  let quoted = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (quoted) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) quoted = false;
      continue;
    }
    switch (byte) {
      case QUOTE:
        quoted = true;
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        values++;
        depth++;
        if (depth > deepest) deepest = depth;
        indents += 2 * depth;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth--;
        break;
      case COMMA:
        values++;
        indents += depth;
        break;
      default:
    }
  }
  return { values, depth: deepest, written: bytes.length + 2 * indents + 3 * values };
}
var QUOTE = 34;
var COMMA = 44;
var OPEN_BRACKET = 91;
var BACKSLASH = 92;
var CLOSE_BRACKET = 93;
var OPEN_BRACE = 123;
var CLOSE_BRACE = 125;

// src/home/documents/json-number.ts
var U64_MAX = 2n ** 64n - 1n;
var I64_MIN = -(2n ** 63n);
var MOST_DIGITS = 20;
function formatNumber(token) {
  if (token.length <= MOST_DIGITS && /^-?\d+$/u.test(token) && token !== "-0") {
    const integer2 = BigInt(token);
    if (integer2 >= I64_MIN && integer2 <= U64_MAX) return integer2.toString();
  }
  const float = Number(token);
  return Number.isFinite(float) ? formatFloat(float) : void 0;
}
function formatFloat(float) {
  if (float === 0) return Object.is(float, -0) ? "-0.0" : "0.0";
  const sign = float < 0 ? "-" : "";
  const [mantissa = "", power = "0"] = Math.abs(float).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const point = Number(power) + 1;
  if (point > 16 || point <= -5) {
    const fraction2 = digits.length === 1 ? "" : `.${digits.slice(1)}`;
    return `${sign}${digits[0]}${fraction2}e${point > 0 ? "+" : ""}${point - 1}`;
  }
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (digits.length <= point) return `${sign}${digits.padEnd(point, "0")}.0`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

// src/home/documents/json-tree.ts
function parseJsonTree(bytes, what, code = "DOCUMENT_INVALID") {
  const refuse2 = (reason, options) => {
    throw new BundleError(code, `Cannot read ${what}: ${reason}`, options);
  };
  if (bytes.byteLength > MAX_DOCUMENT) return refuse2(`it is larger than ${MAX_DOCUMENT} bytes`);
  const { depth, values } = shapeOf(bytes);
  if (depth > MAX_NESTING) return refuse2(`it is nested deeper than ${MAX_NESTING} levels`);
  if (values > MAX_VALUES) return refuse2(`it has more than ${MAX_VALUES} values`);
  const text4 = decodeUtf8(bytes);
  if (text4 === void 0) return refuse2("it is not UTF-8");
  if (text4 === "") return refuse2("it is empty");
  try {
    JSON.parse(text4);
  } catch (cause) {
    return refuse2("it is not JSON", { cause });
  }
  const tree = parseTree2(text4);
  if (tree === void 0) throw new Error("a JSON text has a value");
  const unwell = { found: false };
  const json = toJson(tree, text4, unwell);
  return unwell.found ? refuse2("it has a lone surrogate or a number out of range") : json;
}
function decodeUtf8(bytes) {
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString() : void 0;
}
function get(tree, key2) {
  if (tree?.kind !== "object") return void 0;
  return tree.members.findLast((member) => member.key === key2)?.value;
}
function textOf(tree) {
  return tree?.kind === "string" ? tree.value : void 0;
}
function membersOf(tree) {
  const last = /* @__PURE__ */ new Map();
  for (const { key: key2, value } of tree.members) last.set(key2, value);
  return [...last].map(([key2, value]) => ({ key: key2, value }));
}
function withMember(tree, key2, value) {
  const members = membersOf(tree).filter((member) => member.key !== key2);
  const place = membersOf(tree).findIndex((member) => member.key === key2);
  return { kind: "object", members: members.toSpliced(place === -1 ? members.length : place, 0, { key: key2, value }) };
}
function withMembers(tree, members) {
  return { kind: "object", members: membersOf({ kind: "object", members: [...tree.members, ...members] }) };
}
function object2(pairs) {
  const members = pairs.flatMap(([key2, value]) => value === void 0 ? [] : [{ key: key2, value }]);
  return { kind: "object", members };
}
function array2(items) {
  return { kind: "array", items };
}
function string2(value) {
  return { kind: "string", value };
}
function integer(value) {
  return { kind: "number", text: String(value) };
}
function boolean2(value) {
  return { kind: "boolean", value };
}
function formatPretty(tree) {
  return format2(tree, "", JSON.stringify);
}
function formatPython(tree) {
  return `${format2(tree, "", quoteAscii)}
`;
}
function formatCompact(tree) {
  if (tree.kind === "array") return `[${tree.items.map(formatCompact).join(",")}]`;
  if (tree.kind !== "object") return format2(tree, "", JSON.stringify);
  return `{${tree.members.map(({ key: key2, value }) => `${JSON.stringify(key2)}:${formatCompact(value)}`).join(",")}}`;
}
function compareBytes(a, b) {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
function format2(tree, indent, quote) {
  const inner = `${indent}  `;
  const wrap2 = (open4, lines, close) => lines.length === 0 ? `${open4}${close}` : `${open4}
${inner}${lines.join(`,
${inner}`)}
${indent}${close}`;
  switch (tree.kind) {
    case "object":
      return wrap2(
        "{",
        tree.members.map(({ key: key2, value }) => `${quote(key2)}: ${format2(value, inner, quote)}`),
        "}"
      );
    case "array":
      return wrap2(
        "[",
        tree.items.map((item) => format2(item, inner, quote)),
        "]"
      );
    case "string":
      return quote(tree.value);
    case "number":
      return tree.text;
    case "boolean":
      return String(tree.value);
    case "null":
      return "null";
  }
}
function quoteAscii(text4) {
  return JSON.stringify(text4).replaceAll(/[^ -~]/g, escapeUnit);
}
function escapeUnit(pkg) {
  return `\\u${pkg.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
function toJson(node, text4, unwell) {
  const children = node.children ?? [];
  switch (node.type) {
    case "object":
      return { kind: "object", members: children.map((property) => toMember(property, text4, unwell)) };
    case "array":
      return { kind: "array", items: children.map((item) => toJson(item, text4, unwell)) };
    case "string":
      return { kind: "string", value: wellFormed(String(node.value), unwell) };
    case "number": {
      const printed = formatNumber(text4.slice(node.offset, node.offset + node.length));
      if (printed === void 0) unwell.found = true;
      return { kind: "number", text: printed ?? "0" };
    }
    case "boolean":
      return { kind: "boolean", value: node.value === true };
    case "null":
      return { kind: "null" };
    case "property":
      throw new Error("a property stands only in an object");
  }
}
function toMember(property, text4, unwell) {
  const [key2, value] = property.children ?? [];
  if (key2 === void 0 || value === void 0) throw new Error("a property without errors has a key and a value");
  return { key: wellFormed(String(key2.value), unwell), value: toJson(value, text4, unwell) };
}
function wellFormed(text4, unwell) {
  if (!text4.isWellFormed()) unwell.found = true;
  return text4;
}

// src/home/documents/toml.ts
var SIZE_LIMIT = 64 * 1024;
var EMPTY = /* @__PURE__ */ Object.create(null);
async function readToml(path, code) {
  let bytes;
  try {
    bytes = await readRegularFile(path);
  } catch (error) {
    if (isAbsent(error)) return void 0;
    throw fromSystemError(error, `read ${path}`);
  }
  return parseToml(bytes, path, code);
}
function parseToml(bytes, path, code) {
  if (bytes.byteLength > SIZE_LIMIT)
    throw new BundleError(code, `Cannot read ${path}: it is larger than ${SIZE_LIMIT} bytes`);
  const text4 = decodeUtf8(bytes);
  if (text4 === void 0) throw new BundleError(code, `Cannot read ${path}: it is not UTF-8`);
  try {
    return tableOf(parse(text4, { integersAsBigInt: true }), path, code);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [reason = ""] = error.message.split("\n");
    const place = `line ${error.line}, column ${error.column}`;
    throw new BundleError(code, `Cannot read ${path}: ${place}: ${reason}`, { cause: error });
  }
}
function tableOf(value, where, code) {
  const refuse2 = (reason) => {
    throw new BundleError(code, `Cannot read ${where}: ${reason}`);
  };
  if (!isTable(value)) return refuse2("expected a table");
  const get2 = (key2) => Object.hasOwn(value, key2) ? value[key2] : void 0;
  return {
    keys: Object.keys(value),
    value: get2,
    text: (key2) => {
      const found = get2(key2);
      return typeof found === "string" ? found : refuse2(`${key2} is ${found === void 0 ? "missing" : "not a string"}`);
    },
    table: (key2) => tableOf(get2(key2) ?? EMPTY, `${key2} in ${where}`, code),
    only: (keys) => {
      const unknown = Object.keys(value).find((key2) => !keys.includes(key2));
      if (unknown !== void 0) refuse2(`"${unknown}" is not known, expected ${keys.join(", ")}`);
    },
    refuse: refuse2
  };
}
function isTable(value) {
  return typeof value === "object" && !Array.isArray(value) && Object.getPrototypeOf(value) === null;
}

// src/home/config/config-value.ts
var TRUTHY = /* @__PURE__ */ new Set(["1", "y", "yes", "on", "true"]);
function memberOf(value, key2) {
  return typeof value === "object" && value !== null ? Object.entries(value).find(([name]) => name === key2)?.[1] : void 0;
}
function isSet(value) {
  return TRUTHY.has((value ?? "").toLowerCase());
}

// src/home/config/managed-config.ts
import { join as join2 } from "node:path";

// src/oci/digest.ts
import { createHash, hash } from "node:crypto";
var HEX_LENGTH = { sha256: 64, sha384: 96, sha512: 128 };
function parseDigest(text4) {
  if (!isDigest(text4)) {
    const found = `Cannot read digest "${text4}": ${faultOf(text4)}, expected sha256: and 64 lowercase hex digits`;
    throw new BundleError("DIGEST_INVALID", found);
  }
  return text4;
}
function faultOf(text4) {
  if (isDigest(text4.toLowerCase())) return "it has capitals";
  const [, algorithm, hex] = /^(?:(sha\d+):)?([0-9a-f]+)$/.exec(text4) ?? [];
  if (hex === void 0) return "it has another form";
  return algorithm === void 0 ? "it does not begin with sha256:" : `it has ${hex.length} hex digits`;
}
function isDigest(text4) {
  const [algorithm = "", hex = "", ...rest] = text4.split(":");
  return rest.length === 0 && HEX_LENGTH[algorithm] === hex.length && /^[0-9a-f]+$/.test(hex);
}
function digestOf(bytes, algorithm = "sha256") {
  return parseDigest(`${algorithm}:${hash(algorithm, bytes, "hex")}`);
}
function isDigestOf(digest3, bytes) {
  return digestOf(bytes, algorithmOf(digest3)) === digest3;
}
function algorithmOf(digest3) {
  return digest3.slice(0, digest3.indexOf(":"));
}
function hexOf(digest3) {
  return digest3.slice(digest3.indexOf(":") + 1);
}
function digester(algorithm = "sha256") {
  const running = createHash(algorithm);
  return {
    update: (bytes) => void running.update(bytes),
    digest: () => parseDigest(`${algorithm}:${running.digest("hex")}`)
  };
}

// src/home/model/identifier.ts
var REPOSITORY_LIMIT = 255;
var TAG_LIMIT = 255;
function parseIdentifier(text4, defaultRegistry2, options = {}) {
  const refuse2 = (reason) => {
    options.refuse?.(reason);
    const code = options.code ?? "IDENTIFIER_INVALID";
    const hint = code === "IDENTIFIER_INVALID" ? hintFor(text4) : void 0;
    throw new BundleError(code, `Cannot read identifier "${text4}": ${reason}`, hint === void 0 ? {} : { hint });
  };
  const { name, digest: digest3 } = splitDigest(text4);
  const { path, tag: tag2 } = splitTag(name);
  const { registry: registry2, repository: repository2 } = splitRegistry(path, defaultRegistry2);
  if (registry2 === void 0 || registry2 === "") return refuse2("no registry, expected registry/repository");
  if (!isRegistry(registry2)) return refuse2(`"${registry2}" is not a valid registry`);
  const fault = faultOfRepository(repository2);
  if (fault !== void 0) return refuse2(fault);
  if (tag2 !== void 0 && !isTag(tag2)) return refuse2(`"${tag2}" is not a valid tag`);
  if (digest3 !== void 0 && !isDigest(digest3))
    return refuse2(`"${digest3}" is not a digest, expected sha256: and 64 lowercase hex digits`);
  return { registry: registry2, repository: repository2, ...tag2 === void 0 ? {} : { tag: tag2 }, ...digest3 === void 0 ? {} : { digest: digest3 } };
}
function hintFor(text4) {
  if (/["'[\]]/.test(text4)) return "Leave out quotes and brackets: write one identifier per line.";
  if (text4.includes(",")) return "Separate identifiers with spaces.";
  if (/[*?]/.test(text4)) return "Name each package: patterns are not supported.";
  if (text4.includes("://")) return `Write it without the scheme: ${text4.slice(text4.indexOf("://") + 3)}`;
  const [, name, version] = /^([^@]+)@[\^~v]?([^@:]+)$/.exec(text4) ?? [];
  if (version !== void 0 && name !== void 0) return `Write a tag behind a colon, for example ${name}:${version}`;
  const [, before2, digest3] = /^(.+):(sha\d{3}:[0-9a-f]+)$/.exec(text4) ?? [];
  if (digest3 !== void 0 && before2?.includes("@") === false) return `Write a digest behind @: ${before2}@${digest3}`;
  return void 0;
}
function formatIdentifier({ registry: registry2, repository: repository2, tag: tag2, digest: digest3 }) {
  const name = `${registry2}/${repository2}`;
  return `${name}${tag2 === void 0 ? "" : `:${tag2}`}${digest3 === void 0 ? "" : `@${digest3}`}`;
}
function looksLikeHost(segment) {
  return /[.:]/u.test(segment) || segment === "localhost";
}
function isRegistry(text4) {
  return /^[\p{L}\p{N}_[][\p{L}\p{N}._:[\]-]{0,254}$/u.test(text4);
}
function isRepository(text4) {
  return faultOfRepository(text4) === void 0;
}
function isTag(text4) {
  const isName = /^[^/\\:@+]+$/u.test(text4) && text4 !== "." && text4 !== "..";
  return isName && Buffer.byteLength(text4) <= TAG_LIMIT && printable(text4) === text4;
}
function splitDigest(text4) {
  const at = text4.indexOf("@");
  return at === -1 ? { name: text4 } : { name: text4.slice(0, at), digest: text4.slice(at + 1) };
}
function splitTag(name) {
  const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
  if (colon === -1) return { path: name };
  return { path: name.slice(0, colon), tag: name.slice(colon + 1).replaceAll("+", "_") };
}
function splitRegistry(path, defaultRegistry2) {
  const slash = path.indexOf("/");
  const isExplicit = slash !== -1 && looksLikeHost(path.slice(0, slash));
  if (!isExplicit && defaultRegistry2 === void 0) return { repository: path };
  const [registry2 = "", ...segments] = (isExplicit ? path : `${defaultRegistry2}/${path}`).split("/");
  return { registry: registry2, repository: segments.join("/") };
}
function faultOfRepository(repository2) {
  if (/[A-Z]/u.test(repository2)) return "a repository cannot have upper-case letters";
  if (Buffer.byteLength(repository2) > REPOSITORY_LIMIT)
    return `a repository cannot have more than ${REPOSITORY_LIMIT} bytes`;
  const segments = repository2.split("/");
  if (segments.some((segment) => segment === "." || segment === ".."))
    return "a repository cannot have . or .. in its path";
  if (segments.every((segment) => /^[a-z0-9._-]+$/u.test(segment))) return void 0;
  return "a repository can only have a-z, 0-9, and . _ - between its slashes";
}

// src/home/config/settings.ts
var text = optional(string());
var texts = optional(array(string()));
var flag = optional(boolean());
var scope = union([
  string(),
  pipe(
    object({ include: texts, exclude: texts }),
    check(({ include, exclude }) => include !== void 0 || exclude !== void 0, "include or exclude")
  )
]);
var trust = optional(
  object({
    policy: optional(
      array(
        object({
          scope: optional(scope),
          builder: text,
          keyless: optional(object({ identity: text, identity_regexp: text, oidc_issuer: text }))
        })
      )
    ),
    sigstore: optional(object({ trusted_root: text, trusted_root_json: text, fulcio_url: text, rekor_url: text }))
  })
);
var settings = object({
  registry: optional(object({ default: text })),
  registries: optional(record(string(), object({ index: text, trusted_hosts: texts }))),
  mirrors: optional(record(string(), union([string(), object({ registry: text, index: text })]))),
  patches: optional(object({ registry: text, path: text, required: flag })),
  managed: optional(
    object({
      source: text,
      required: flag,
      refresh: optional(picklist(["apply", "notify", "manual"])),
      interval: text
    })
  ),
  trust
});
function parseSettings(table2) {
  return parse3(settings, table2);
}
function checkProjectTrust(table2) {
  parse3(object({ trust }), table2);
}
function parse3(schema2, table2) {
  const values = Object.fromEntries(table2.keys.map((key2) => [key2, table2.value(key2)]));
  const result = safeParse(schema2, values, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  return table2.refuse(`${excerpt(getDotPath(issue) ?? "it")}: expected ${issue.expected ?? issue.message}`);
}

// src/home/config/managed-config.ts
var FETCHED = "state/managed-config/config.toml";
var SNAPSHOT = "state/managed-config/snapshot.json";
var SOURCE_REGISTRY = "ocx.sh";
var snapshotDocument = object({
  source: string(),
  tag: nullish(string()),
  digest: pipe(string(), check(isDigest)),
  fetched_at: string()
});
async function findManaged(files, override, home) {
  const { source, isRequired, hasInterval } = foldSettings(files, override);
  if (source === void 0 || source === "") return void 0;
  const named = readSource(source);
  if (named === void 0 || !hasInterval) return { source, isRequired: true, state: "invalid" };
  const bytes = home === void 0 ? void 0 : await readFetched(home, named);
  if (home === void 0 || bytes === void 0) return { source, isRequired, state: "absent" };
  const file = join2(home, FETCHED);
  try {
    const table2 = parseToml(bytes, file, "CONFIG_INVALID");
    parseSettings(table2);
    return { source, isRequired, state: "applied", file: { file, table: table2, tier: "managed" } };
  } catch (error) {
    if (error instanceof BundleError) return { source, isRequired, state: "unusable" };
    throw error;
  }
}
function foldSettings(files, override) {
  const tables = files.map(({ table: table2, tier }) => ({ value: table2.value("managed"), tier }));
  const locked = tables.filter(
    ({ value, tier }) => tier === "system" && value !== void 0 && memberOf(value, "required") !== false
  );
  const last = (key2) => (locked.length > 0 ? locked : tables).map(({ value }) => memberOf(value, key2)).findLast((value) => value !== void 0);
  const own = last("source");
  const declared = typeof own === "string" ? own : void 0;
  const isKept = locked.length > 0 && (declared === void 0 || !isSameSource(declared, override));
  const interval = last("interval") ?? "1d";
  return {
    source: override === void 0 || override === "" || isKept ? declared : override,
    isRequired: last("required") !== false,
    hasInterval: typeof interval === "string" && /^\d+[smhd]?$/u.test(interval)
  };
}
function isSameSource(a, b) {
  const [one, other] = [a, b ?? ""].map(readSource);
  return one !== void 0 && JSON.stringify(one) === JSON.stringify(other);
}
async function readFetched(home, named) {
  const snapshot = parseSnapshot(await readIfPossible(join2(home, SNAPSHOT)));
  const from = snapshot && readSource(snapshot.source);
  if (from === void 0 || from.registry !== named.registry || from.repository !== named.repository) return void 0;
  if (named.digest !== void 0 && named.digest !== snapshot?.digest) return void 0;
  const bytes = await readIfPossible(join2(home, FETCHED));
  return bytes !== void 0 && decodeUtf8(bytes) !== void 0 ? bytes : void 0;
}
async function readIfPossible(path) {
  return await readRegularFile(path).catch(() => void 0);
}
function parseSnapshot(bytes) {
  try {
    const parsed = safeParse(snapshotDocument, JSON.parse(Buffer.from(bytes ?? []).toString()));
    return parsed.success ? parsed.output : void 0;
  } catch {
    return void 0;
  }
}
function readSource(text4) {
  try {
    return parseIdentifier(text4, SOURCE_REGISTRY);
  } catch (error) {
    if (error instanceof BundleError) return void 0;
    throw error;
  }
}

// src/home/config/config-files.ts
var SYSTEM_CONFIG = "/etc/ocx/config.toml";
var DEFAULT_REGISTRY = "ocx.sh";
async function readConfiguration(place) {
  const { home, userHome, variables } = place;
  const isBare = isSet(variables["OCX_NO_CONFIG"]);
  const userConfig = variables["XDG_CONFIG_HOME"];
  const found = [];
  if (!isBare) {
    const folder = userConfig?.startsWith("/") === true ? userConfig : join3(userHome, ".config");
    const user = isAbsolute2(folder) ? [join3(folder, "ocx", "config.toml")] : [];
    const system = await readConfig(place.system ?? SYSTEM_CONFIG, "no links");
    found.push(system && { ...system, tier: "system" });
    for (const path of [...user, join3(home, "config.toml")]) found.push(await readConfig(path, "no links"));
  }
  const named = variables["OCX_CONFIG"];
  const last = named === void 0 || named === "" ? void 0 : await readConfig(named);
  const local = [...found, last].flatMap((file) => file ?? []);
  const managed = isBare ? await findManaged(local, void 0, void 0) : await findManaged(local, variables["OCX_MANAGED_CONFIG"], home);
  const files = [...found, managed?.file, last].flatMap((file) => file ?? []);
  return { files, ...managed !== void 0 && { managed } };
}
async function readConfig(path, links) {
  if (links === "no links" && (await lookAt(path, lstat))?.isSymbolicLink()) return void 0;
  const table2 = await readToml(path, "CONFIG_INVALID");
  if (table2 === void 0) return void 0;
  parseSettings(table2);
  return { file: path, table: table2 };
}
async function defaultRegistry(place) {
  const named = place.variables["OCX_DEFAULT_REGISTRY"];
  if (named !== void 0 && named !== "") return named;
  const { files } = await readConfiguration(place).catch((error) => {
    if (error instanceof BundleError) return { files: [] };
    throw error;
  });
  const tables = files.map(({ table: table2, tier }) => ({ value: table2.value("registry"), isLocked: tier === "system" }));
  const locked = tables.filter(({ value, isLocked }) => isLocked && value !== void 0);
  const declared = (locked.length > 0 ? locked : tables).map(({ value }) => memberOf(value, "default"));
  return declared.findLast((value) => typeof value === "string") ?? DEFAULT_REGISTRY;
}
function patchSources(variables, files) {
  const patched = files.find(({ table: table2 }) => table2.value("patches") !== void 0)?.file;
  const set = ["OCX_PATCHES", "OCX_PATCH_SNAPSHOT"].filter((name) => (variables[name] ?? "") !== "");
  return [...patched === void 0 ? [] : [`${patched} has [patches]`], ...set.map((name) => `${name} is set`)];
}

// src/home/host/host-libc.ts
import { open as open2, readdir, readFile, realpath } from "node:fs/promises";
import { basename as basename2, join as join4 } from "node:path";
var LOADERS = {
  amd64: [
    ["libc.glibc", "ld-linux-x86-64"],
    ["libc.musl", "ld-musl-x86_64"]
  ],
  arm64: [
    ["libc.glibc", "ld-linux-aarch64"],
    ["libc.musl", "ld-musl-aarch64"]
  ]
};
var PROGRAMS = ["/usr/bin/env", "/bin/sh", "/bin/ls"];
var LOADER_FOLDERS = ["/lib", "/lib64", "/usr/lib", "/usr/lib64"];
var MULTIARCH = "-linux-";
var MARKS = [
  ["libc.musl", "musl libc"],
  ["libc.glibc", "GLIBC_2."]
];
async function hostLibc(architecture, root2 = "/") {
  const names = LOADERS[architecture] ?? [];
  const found = [
    ...await systemLoader(root2),
    ...await loadersIn(
      root2,
      names.map(([, name]) => name)
    )
  ];
  const families = await Promise.all((await distinct(found)).map(familyOf));
  return [...new Set(families.filter((family) => family !== void 0))].toSorted();
}
async function systemLoader(root2) {
  for (const program of PROGRAMS) {
    const loader = await interpreterOf(join4(root2, program)).catch(() => void 0);
    if (loader?.startsWith("/") === true) return [join4(root2, loader)];
  }
  return [];
}
async function interpreterOf(path) {
  var _stack = [];
  try {
    const file = __using(_stack, await open2(path), true);
    const head = Buffer.alloc(4096);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    if (bytesRead < 64 || head.readUInt32BE(0) !== 2135247942 || head[4] !== 2 || head[5] !== 1) return void 0;
    const [table2, size3, count] = [Number(head.readBigUInt64LE(32)), head.readUInt16LE(54), head.readUInt16LE(56)];
    for (let at = table2; at < table2 + size3 * count && at + 40 <= bytesRead; at += size3) {
      if (head.readUInt32LE(at) !== 3) continue;
      const text4 = Buffer.alloc(Math.min(Number(head.readBigUInt64LE(at + 32)), 4096));
      await file.read(text4, 0, text4.length, Number(head.readBigUInt64LE(at + 8)));
      return text4.toString("utf8").split("\0", 1)[0];
    }
    return void 0;
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function loadersIn(root2, names) {
  const found = [];
  for (const folder of await distinct(LOADER_FOLDERS.map((name) => join4(root2, name)))) {
    const inside = await list(folder);
    const deeper = inside.filter((name) => name.includes(MULTIARCH)).map((name) => join4(folder, name));
    const paths = [...inside.map((name) => join4(folder, name)), ...(await Promise.all(deeper.map(listPaths))).flat()];
    found.push(...paths.filter((path) => names.some((name) => basename2(path).includes(name))));
  }
  return found;
}
async function listPaths(folder) {
  return (await list(folder)).map((name) => join4(folder, name));
}
async function list(folder) {
  return readdir(folder).catch(() => []);
}
async function distinct(paths) {
  return [...new Set(await Promise.all(paths.map((path) => realpath(path).catch(() => path))))];
}
async function familyOf(path) {
  const bytes = await readFile(path).catch(() => void 0);
  return MARKS.find(([, mark]) => bytes?.includes(mark))?.[0];
}

// src/home/host/host-platform.ts
async function hostPlatform() {
  const os = { linux: "linux", darwin: "darwin", win32: "windows" }[process.platform];
  const architecture = { x64: "amd64", arm64: "arm64" }[process.arch];
  if (os === void 0 || architecture === void 0) {
    throw new BundleError(
      "SYSTEM_UNSUPPORTED",
      `Cannot run on ${process.platform}/${process.arch}: OCX does not support this platform`
    );
  }
  return { os, architecture, features: os === "linux" ? await hostLibc(architecture) : [] };
}

// src/oci/platform.ts
var ANY = { os: "any", architecture: "any", features: [] };
var KNOWN = /* @__PURE__ */ new Set([
  "linux/amd64",
  "linux/arm64",
  "darwin/amd64",
  "darwin/arm64",
  "windows/amd64",
  "windows/arm64",
  "wasip1/wasm",
  "wasip2/wasm"
]);
var ESCAPES = [
  ["%", "%25"],
  ["/", "%2F"],
  ["+", "%2B"],
  [",", "%2C"]
];
function parsePlatform(text4, code = "PLATFORM_INVALID") {
  const refuse2 = (reason) => {
    const meant = code === "PLATFORM_INVALID" ? meantBy(text4) : void 0;
    throw new BundleError(code, `Cannot read platform "${text4}": ${reason}`, {
      ...meant !== void 0 && { hint: `Did you mean ${meant}?` }
    });
  };
  if (text4 === "any") return ANY;
  const [core = "", ...rest] = text4.split("+");
  const [os = "", architecture = "", variant, ...more] = core.split("/");
  if (!KNOWN.has(`${os}/${architecture}`)) return refuse2(`OCX knows ${[...KNOWN].join(", ")} and any`);
  if (more.length > 0 || rest.length > 1) return refuse2("expected os/arch[/variant][+feature[,feature]]");
  const features = rest[0]?.split(",") ?? [];
  const parts = [...variant === void 0 ? [] : [variant], ...features];
  if (!parts.every((part) => /^(?:[^%]|%(?:25|2F|2B|2C))+$/u.test(part)))
    return refuse2("a part of it is empty or badly escaped");
  return {
    os,
    architecture,
    ...variant === void 0 ? {} : { variant: unescape(variant) },
    features: inOrder(features.map(unescape))
  };
}
function meantBy(text4) {
  const words = text4.toLowerCase().replace(/x86[_-]64|x64/, "amd64").replace("aarch64", "arm64").replace(/macos|osx/, "darwin").replace(/[-_]/, "/");
  return KNOWN.has(words) ? words : similarName(words, [...KNOWN]);
}
function formatPlatform({ os, architecture, variant, features }) {
  if (os === "any" && architecture === "any") return "any";
  const core = [os, architecture, ...variant === void 0 ? [] : [escape(variant)]].join("/");
  return features.length === 0 ? core : `${core}+${inOrder(features).map(escape).join(",")}`;
}
function knownPlatform({ os, architecture, variant, features }) {
  if (os === "any" && architecture === "any" && variant === void 0) return ANY;
  if (!KNOWN.has(`${os}/${architecture}`)) return void 0;
  return { os, architecture, ...variant === void 0 ? {} : { variant }, features: inOrder(features) };
}
function fits(offer, wanted) {
  if (isAny(offer)) return true;
  if (offer.variant !== void 0 && offer.variant !== wanted.variant) return false;
  return sameMachine(offer, wanted) && offer.features.every((feature) => wanted.features.includes(feature));
}
function fitsMachine(offer, wanted) {
  return isAny(offer) || sameMachine(offer, wanted);
}
function wantedBelow(platform, wanted) {
  if (isAny(platform)) return wanted;
  const families = new Set(platform.features.map(familyOf2));
  const features = wanted.features.filter((feature) => !families.has(familyOf2(feature)));
  const variant = platform.variant ?? wanted.variant;
  return {
    os: platform.os,
    architecture: platform.architecture,
    ...variant === void 0 ? {} : { variant },
    features: inOrder([...features, ...platform.features])
  };
}
function choosePlatform(offers, wanted) {
  const fitting2 = offers.filter(({ platform }) => fits(platform, wanted));
  const ranks = fitting2.map(({ platform }) => rank(platform));
  const best = ranks.reduce((highest, value) => Math.max(highest, value), Number.NEGATIVE_INFINITY);
  return fitting2.filter((_, i) => ranks[i] === best);
}
function rank(offer) {
  if (isAny(offer)) return -1;
  return (offer.variant === void 0 ? 0 : 1e6) + offer.features.length;
}
function familyOf2(feature) {
  return feature.split(".", 1)[0] ?? feature;
}
function isAny(platform) {
  return platform.os === "any" && platform.architecture === "any";
}
function sameMachine(a, b) {
  return a.os === b.os && a.architecture === b.architecture;
}
function inOrder(features) {
  return [...new Set(features)].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
function escape(text4) {
  return ESCAPES.reduce((escaped, [from, to]) => escaped.replaceAll(from, to), text4);
}
function unescape(text4) {
  return ESCAPES.reduceRight((plain2, [to, from]) => plain2.replaceAll(from, to), text4);
}

// src/home/host/wanted-platform.ts
async function wantedPlatform(asked) {
  return asked === void 0 ? hostPlatform() : parsePlatform(asked);
}
async function platformToChoose(asked) {
  try {
    return await wantedPlatform(asked);
  } catch (error) {
    if (error instanceof BundleError && error.code === "SYSTEM_UNSUPPORTED") return void 0;
    throw error;
  }
}

// src/home/plan/exists-after.ts
import { existsSync } from "node:fs";

// src/home/contents/staged-path.ts
import { createHash as createHash2 } from "node:crypto";
var LENGTH = 16;
function stagedPath(staging, path) {
  return `${staging}/${createHash2("sha256").update(path).digest("hex").slice(0, LENGTH)}`;
}

// src/home/contents/target-home.ts
import { createHash as createHash3 } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat as lstat2, opendir, readdir as readdir3, readlink, realpath as realpath2, stat } from "node:fs/promises";
import { pipeline as pipeline2 } from "node:stream/promises";

// src/home/model/open-home.ts
import { readdir as readdir2 } from "node:fs/promises";
import { isAbsolute as isAbsolute3, join as join5 } from "node:path";
var INDEX = "index";
var OWN_NAMES = [
  "blobs",
  INDEX,
  "layers",
  "packages",
  "symlinks",
  "config.toml",
  "locks",
  "projects",
  "state",
  "temp",
  ".ocx-bundle"
];
async function openHome(path, index) {
  if (!isAbsolute3(path))
    throw new BundleError("HOME_INVALID", `Cannot use home "${path}": it is relative, expected an absolute path`);
  const home = path.replace(/(?<=.)\/+$/u, "");
  const names = await entriesOf(home);
  if (names.has("objects") && !names.has("blobs") && !names.has("packages")) {
    throw new BundleError("HOME_UNSUPPORTED", `Cannot use home ${home}: it has the layout of OCX 0.2 or older`);
  }
  if (names.size > 0 && !OWN_NAMES.some((name) => names.has(name))) {
    const hint = names.has(".ocx") ? { hint: `Did you mean ${join5(home, ".ocx")}?` } : {};
    throw new BundleError("HOME_NOT_FOUND", `Cannot find a home in ${home}: it has no files of OCX`, hint);
  }
  const place = (relative) => index !== void 0 && relative.startsWith(`${INDEX}/`) ? join5(index, relative.slice(INDEX.length)) : join5(home, relative);
  return {
    path: home,
    index: index ?? join5(home, INDEX),
    read: (relative) => readDocument(place(relative), relative)
  };
}
async function readDocument(path, relative) {
  try {
    return await readRegularFile(path);
  } catch (error) {
    if (isAbsent(error)) return void 0;
    throw fromHomeError(error, { doing: `read ${path}`, path: relative });
  }
}
function fromHomeError(error, { doing, path }) {
  const failure = fromSystemError(error, doing);
  if (!(failure instanceof BundleError) || failure.code !== "PERMISSION_DENIED") return failure;
  const hint = /^(?:blobs|index)\//u.test(path) ? "OCX makes blobs/ and index/ for the owner of the home alone. As the owner, import with `--shared` (`shared: true` of the action)." : `As the owner of the home, run \`${openingCommand("HOME")}\`, then import with \`--shared\` (\`shared: true\` of the action).`;
  return new BundleError(failure.code, failure.message, { cause: failure.cause, hint });
}
function openingCommand(home) {
  return `find ${home} -not -type l -not -path '*/content/*' -exec chmod go+rX {} +`;
}
async function entriesOf(home) {
  try {
    return new Set(await readdir2(home));
  } catch (error) {
    if (isAbsent(error))
      throw new BundleError("HOME_NOT_FOUND", `Cannot find home ${home}: the directory does not exist`);
    throw fromHomeError(error, { doing: `read home ${home}`, path: "." });
  }
}

// src/home/contents/target-home.ts
function targetHome(home) {
  const look = async (path, absent, work) => {
    const full = inHome(home, path);
    try {
      return await work(full);
    } catch (error) {
      if (isAbsent(error)) return absent;
      throw fromHomeError(error, { doing: `look at ${full}`, path });
    }
  };
  return {
    path: home,
    read: async (path) => {
      const bytes = await look(path, void 0, (full) => readRegularFile(full));
      return bytes?.byteLength === 0 ? void 0 : bytes;
    },
    link: (path) => look(path, void 0, textOfLink),
    exists: (path) => look(path, false, async (full) => await lstat2(full) !== void 0),
    isDirectory: (path) => look(path, false, async (full) => (await stat(full)).isDirectory()),
    hasEntries: (path, levels = 0) => look(path, false, (full) => hasEntries(full, levels)),
    entries: (path) => look(path, [], (full) => readdir3(full, { withFileTypes: true })),
    mode: (path) => look(path, void 0, async (full) => {
      const stats = await lstat2(full);
      return stats.isFile() ? stats.mode & 4095 : void 0;
    }),
    size: (path) => look(path, void 0, async (full) => {
      const stats = await lstat2(full);
      return stats.isFile() ? stats.size : void 0;
    }),
    digest: (path) => look(path, void 0, digestOfFile),
    real: (path) => look(path, void 0, (full) => realpath2(full)),
    leadsTo: (absolute, path) => look(path, false, async (full) => await realpath2(absolute) === await realpath2(full))
  };
}
function absentHome(home) {
  return {
    path: home,
    read: async () => void 0,
    link: async () => void 0,
    exists: async () => false,
    isDirectory: async () => false,
    hasEntries: async () => false,
    entries: async () => [],
    mode: async () => void 0,
    size: async () => void 0,
    digest: async () => void 0,
    real: async () => void 0,
    leadsTo: async () => false
  };
}
async function hasEntries(path, levels) {
  for await (const entry of await opendir(path, { bufferSize: 1 })) {
    if (levels === 0 || entry.isDirectory() && await hasEntries(`${path}/${entry.name}`, levels - 1)) return true;
  }
  return false;
}
async function digestOfFile(path) {
  const hash2 = createHash3("sha256");
  await pipeline2(createReadStream(path), hash2);
  return `sha256:${hash2.digest("hex")}`;
}
async function textOfLink(path) {
  try {
    return await readlink(path);
  } catch (error) {
    if (errnoOf(error) !== "EINVAL") throw error;
    throw inTheWay(path, (await lstat2(path)).isDirectory() ? "a directory" : "a file", "a link or nothing");
  }
}
function inTheWay(path, found, expected) {
  const hint = "Move it out of the way, then run the import again.";
  return new BundleError("PATH_UNSAFE", `Cannot import to ${path}: it is ${found}, expected ${expected}`, { hint });
}
function readOnce(target) {
  const known = /* @__PURE__ */ new Map();
  const read = (path) => {
    const reading = known.get(path) ?? target.read(path);
    known.set(path, reading);
    return reading;
  };
  return { ...target, read };
}
function inHome(home, path) {
  if (path.split("/").some((segment) => segment === "" || segment === "." || segment === ".." || segment.includes("\0"))) {
    throw new BundleError("PATH_UNSAFE", `Cannot use path "${path}": it is not below the home`);
  }
  return home.endsWith("/") ? `${home}${path}` : `${home}/${path}`;
}

// src/home/plan/exists-after.ts
function existsAfter({ home, packages }, staging) {
  const coming = packages.filter(({ state }) => state !== "complete").map(({ path }) => ({ path, root: inHome(home, path) }));
  return (path) => {
    const pkg = coming.find(({ root: root2 }) => path === root2 || path.startsWith(`${root2}/`));
    if (pkg === void 0) return existsSync(path);
    return staging === void 0 || existsSync(`${stagedPath(staging.path, pkg.path)}${path.slice(pkg.root.length)}`);
  };
}

// src/io/batches.ts
var BATCH = 64;
async function mapInBatches(items, work, most = BATCH) {
  const results = [];
  for (let start = 0; start < items.length; start += most) {
    for (const ended of await Promise.allSettled(items.slice(start, start + most).map(async (item) => work(item)))) {
      if (ended.status === "rejected") throw ended.reason;
      results.push(ended.value);
    }
  }
  return results;
}

// src/home/contents/import-records.ts
var digest = custom((input) => typeof input === "string" && isDigest(input));
var key = {
  kind: picklist(["index", "candidate", "current"]),
  registry: pipe(string(), check(isRegistry)),
  repository: pipe(string(), check(isRepository)),
  tag: exactOptional(pipe(string(), check(isTag)))
};
var before = pipe(string(), check(isPackagePath));
var assignments = array(object({ ...key, digest, before: exactOptional(before) }));
function isPackagePath(path) {
  return /^packages\/(?!\.{1,2}\/)[\w.-]+\/sha\d+\/[0-9a-f]{2}\/[0-9a-f]{30}$/.test(path);
}
function isRegistrationPath(path) {
  return /^projects\/[0-9a-f]+$/.test(path);
}
var settingsDocument = object({ settings: assignments });
var removal = object({
  forgotten: object({ digest }),
  at: string(),
  removed: array(object(key))
});
var record2 = object({
  at: string(),
  bundle: object({ name: string(), digest }),
  manifest: exactOptional(digest),
  source: optional(string(), ""),
  roots: optional(array(string()), []),
  added: optional(object({ packages: array(string()), layers: number(), blobs: number() }), {
    packages: [],
    layers: 0,
    blobs: 0
  }),
  settings: optional(assignments, []),
  // Older lines have only the settings.
  relies: exactOptional(assignments),
  registration: exactOptional(
    object({ path: pipe(string(), check(isRegistrationPath)), target: string(), isOwn: boolean() })
  ),
  ocx: exactOptional(digest)
});
function parseLines2(text4) {
  return text4.split("\n").map((line) => {
    if (shapeOf(Buffer.from(line)).depth > MAX_NESTING) return void 0;
    try {
      return JSON.parse(line);
    } catch {
      return void 0;
    }
  });
}
function settingsIn(line) {
  return fitting(settingsDocument, line)?.settings ?? [];
}
function removedIn(line) {
  return fitting(removal, line)?.removed ?? [];
}
function configOf2({ manifest, bundle }) {
  return manifest ?? bundle.digest;
}
function readRecords(lines) {
  const records = [];
  const active = /* @__PURE__ */ new Map();
  for (const line of lines) {
    const forgotten = fitting(removal, line);
    if (forgotten !== void 0) {
      for (const place of active.get(forgotten.forgotten.digest) ?? []) {
        const one = records[place];
        if (one !== void 0) records[place] = { ...one, forgotten: forgotten.at };
      }
      active.delete(forgotten.forgotten.digest);
      continue;
    }
    const found = fitting(record2, line);
    if (found === void 0) continue;
    const { settings: settings2, relies = settings2, ...rest } = found;
    const places = active.get(rest.bundle.digest) ?? [];
    active.set(rest.bundle.digest, places);
    places.push(records.length);
    records.push({ ...rest, relies });
  }
  return records;
}
function keyOf({ kind, registry: registry2, repository: repository2, tag: tag2 }) {
  return [kind, registry2, repository2, tag2 ?? ""].join(" ");
}
function assignedValue(assignment) {
  return `${keyOf(assignment)} ${assignment.digest}`;
}
function fitting(schema2, line) {
  const parsed = safeParse(schema2, line, { abortEarly: true });
  return parsed.success ? parsed.output : void 0;
}

// src/home/contents/imports-log.ts
var OWN_FOLDER = ".ocx-bundle";
var LOCK_PATH = `${OWN_FOLDER}/lock`;
var LOG_PATH = `${OWN_FOLDER}/imports.jsonl`;
var UNFINISHED_PATH = `${OWN_FOLDER}/unfinished.json`;
function keptConfigPath(manifest) {
  return `${OWN_FOLDER}/bundles/${manifest}.json`;
}
async function readImportsLog(target) {
  const lines = parseLines2(textOf2(await target.read(LOG_PATH)));
  const last = /* @__PURE__ */ new Map();
  for (const line of lines) {
    for (const entry of settingsIn(line)) last.set(keyOf(entry), entry.digest);
    for (const key2 of removedIn(line)) last.delete(keyOf(key2));
  }
  const unfinished = parseLines2(textOf2(await target.read(UNFINISHED_PATH))).flatMap(settingsIn);
  const unfinishedByKey = new Map(unfinished.toReversed().map((entry) => [keyOf(entry), entry]));
  const unfinishedOf = (key2) => unfinishedByKey.get(keyOf(key2));
  return {
    setTo: (key2) => [last.get(keyOf(key2)), unfinishedOf(key2)?.digest].filter((digest3) => digest3 !== void 0),
    unfinished,
    unfinishedOf,
    records: readRecords(lines)
  };
}
function mergeSettings(older, newer) {
  const merged = new Map(older.map((entry) => [keyOf(entry), entry]));
  for (const entry of newer) merged.set(keyOf(entry), { ...merged.get(keyOf(entry)), ...entry });
  return [...merged.values()];
}
function textOf2(bytes) {
  return Buffer.from(bytes ?? []).toString("utf8");
}

// src/home/contents/executable.ts
var EXECUTABLE_MODE = 493;
var NAME = "ocx";
function executableDirectory(digest3) {
  return `${EXECUTABLES}/${digest3.slice(digest3.indexOf(":") + 1)}`;
}
var EXECUTABLES = `${OWN_FOLDER}/ocx`;
function executablePath(digest3) {
  return `${executableDirectory(digest3)}/${NAME}`;
}
function executableEntry(digest3) {
  return `${hexOf(digest3)}/${NAME}`;
}
async function planExecutable(target, { digest: digest3, size: size3 }, { content }) {
  const path = executablePath(digest3);
  const found = { digest: digest3, size: size3, path };
  if (!await target.exists(path)) return { ...found, state: "missing" };
  const isRight = await target.mode(path) === EXECUTABLE_MODE && await target.size(path) === size3 && (!content || await target.digest(path) === digest3);
  return { ...found, state: isRight ? "present" : "altered" };
}

// src/home/contents/find-links.ts
var INSTALL_LINK = /\/(?:current|candidates\/(?!\.tmp-)[^/]+)$/u;
async function linksIn(target) {
  return await linksBelow(target, "symlinks");
}
async function linksBelow(target, folder) {
  const found = await mapInBatches(await target.entries(folder), async (entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return await linksBelow(target, path);
    if (!entry.isSymbolicLink() || !INSTALL_LINK.test(path)) return [];
    const text4 = await target.link(path);
    return text4 === void 0 ? [] : [{ path, target: text4 }];
  });
  return found.flat();
}

// src/home/contents/link-target.ts
import { createHash as createHash4 } from "node:crypto";

// src/home/model/paths.ts
var SHARD_HEX = 32;
function slug(registry2) {
  return slugOfPart(safe(registry2, isRegistry));
}
function slugOfPart(text4) {
  return text4.replaceAll(/[^a-zA-Z0-9._-]/gu, "_");
}
function shard(digest3) {
  const hex = hexOf(digest3);
  return `${algorithmOf(digest3)}/${hex.slice(0, 2)}/${hex.slice(2, SHARD_HEX)}`;
}
function storeBlobPath(registry2, digest3) {
  return `blobs/${slug(registry2)}/${shard(digest3)}/data`;
}
function layerPath(registry2, digest3) {
  return `layers/${slug(registry2)}/${shard(digest3)}`;
}
function packagePath(registry2, leaf) {
  return `packages/${slug(registry2)}/${shard(leaf)}`;
}
function shimPath(registry2, repository2, leaf) {
  return `shims/${slug(registry2)}/${safe(repository2, isRepository)}/${shard(leaf)}`;
}
function indexPath(registry2) {
  return `index/${slug(registry2)}`;
}
function indexRootPath(registry2, repository2) {
  return `${indexPath(registry2)}/p/${safe(repository2, isRepository)}.json`;
}
function dispatchPath(registry2, repository2, digest3) {
  return `${indexPath(registry2)}/p/${safe(repository2, isRepository)}/o/${algorithmOf(digest3)}/${hexOf(digest3)}.json`;
}
function indexConfigPath(registry2) {
  return `${indexPath(registry2)}/config.json`;
}
function catalogPath(registry2) {
  return `${indexPath(registry2)}/c/index.json`;
}
function linksPath(registry2, repository2) {
  return `symlinks/${slug(registry2)}/${safe(repository2, isRepository)}`;
}
function candidatePath(registry2, repository2, tag2) {
  return `${linksPath(registry2, repository2)}/candidates/${safe(tag2, isTag)}`;
}
function currentPath(registry2, repository2) {
  return `${linksPath(registry2, repository2)}/current`;
}
function refName(digest3) {
  return `${algorithmOf(digest3)}_${hexOf(digest3).slice(0, SHARD_HEX)}`;
}
function packageOfLink(target) {
  const tail = /(?:^|[/\\])packages[/\\]([^/\\]+)[/\\](sha\d+)[/\\]([0-9a-f]{2})[/\\]([0-9a-f]{30})[/\\]*$/u.exec(
    target
  );
  if (tail === null) return void 0;
  const [, registrySlug = "", algorithm, folder, name] = tail;
  return { slug: registrySlug, shard: `${algorithm}/${folder}/${name}` };
}
function safe(name, isSafe) {
  if (isSafe(name)) return name;
  throw new BundleError("PATH_UNSAFE", `Cannot use "${name}" in a path`);
}

// src/home/contents/link-target.ts
var NAME_LENGTH = 16;
function nameOfPath(path) {
  return createHash4("sha256").update(path).digest("hex").slice(0, NAME_LENGTH);
}
function installLinkTarget(home, packagePath2) {
  return inHome(home, packagePath2);
}
function backReference(home, packagePath2, linkPath) {
  const target = inHome(home, linkPath);
  return { path: `${packagePath2}/refs/symlinks/${nameOfPath(target)}`, target };
}
async function linkState(target, linkPath, packagePath2) {
  const text4 = await target.link(linkPath);
  if (text4 === void 0) return { kind: "absent" };
  if (text4 === installLinkTarget(target.path, packagePath2)) return { kind: "same" };
  const real = await target.real(linkPath);
  if (real === void 0) return { kind: "absent", text: text4 };
  const isSame = packageOf(text4) === packagePath2 || real === await target.real(packagePath2);
  return { kind: isSame ? "respelled" : "other", text: text4 };
}
function packageOf(text4) {
  const named = text4 === void 0 ? void 0 : packageOfLink(text4);
  return named === void 0 ? void 0 : `packages/${named.slug}/${named.shard}`;
}

// src/home/contents/project-registration.ts
import { realpath as realpath3 } from "node:fs/promises";
import { join as join6 } from "node:path";
var LOCK_FILE = "ocx.lock";
async function projectRegistration({
  directory,
  declarationHash: declarationHash2
}) {
  if (await lockedHash(directory) !== declarationHash2) return void 0;
  try {
    const target = await realpath3(directory);
    return { path: `projects/${nameOfPath(target)}`, target };
  } catch (error) {
    if (isAbsent(error)) return void 0;
    throw fromSystemError(error, `look at ${directory}`);
  }
}
async function isHomeProject(entry, home) {
  const [own, project] = [await lookAt(home.path), await lookAt(entry.target)];
  return own !== void 0 && own.dev === project?.dev && own.ino === project.ino;
}
async function lockedHash(directory) {
  try {
    const lock = await readToml(join6(directory, LOCK_FILE), "LOCK_INVALID");
    return lock?.table("metadata").value("declaration_hash");
  } catch (error) {
    if (error instanceof BundleError && error.code === "LOCK_INVALID") return void 0;
    throw error;
  }
}

// src/home/contents/shared-files.ts
import { constants as constants3 } from "node:fs";
import { open as open3 } from "node:fs/promises";
import { dirname } from "node:path/posix";

// src/home/model/root.ts
function isTagRoot(root2) {
  return root2.declaredBy === "identifier" && root2.tag !== void 0 && !root2.identifier.includes("@");
}

// src/home/contents/shared-files.ts
var SHARED_MODE = 420;
var READABLE = 292;
var ENTERABLE = 365;
async function unreadableFiles(target, closure) {
  const paths = [...new Set(filesOf(closure))];
  const modes = await mapInBatches(paths, (path) => target.mode(path));
  return paths.filter((_, index) => {
    const mode = modes[index];
    return mode !== void 0 && (mode & READABLE) !== READABLE;
  });
}
async function warnOfClosedFolders(target, closure) {
  const packages = closure.packages.map(({ registry: registry2, leaf }) => packagePath(registry2, leaf));
  const links = closure.roots.map(({ registry: registry2, repository: repository2 }) => linksPath(registry2, repository2));
  const folders = [
    ...new Set([...filesOf(closure).map((path) => dirname(path)), ...packages, ...links].flatMap(upwards))
  ];
  const found = await mapInBatches(folders, (folder) => lookAt(inHome(target.path, folder)));
  const home = await lookAt(target.path);
  const closed = [
    ...isClosed(home) ? [target.path] : [],
    ...folders.filter((_, index) => isClosed(found[index])).map((folder) => inHome(target.path, folder))
  ];
  const [first] = closed;
  if (first === void 0) return [];
  const more = closed.length === 1 ? "" : ` and ${closed.length - 1} more folders`;
  return [`Other users cannot enter ${first}${more}: as the owner, run \`${openingCommand(target.path)}\``];
}
function isClosed(stats) {
  return stats?.isDirectory() === true && (stats.mode & ENTERABLE) !== ENTERABLE;
}
function upwards(folder) {
  const names = folder.split("/");
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}
function filesOf({ packages, roots, sources }) {
  const pins = packages.flatMap(
    ({ dependencies }) => dependencies.map(({ identifier, index }) => ({ ...identifier, index }))
  );
  return [
    ...packages.flatMap(({ registry: registry2, blobs }) => blobs.map((digest3) => storeBlobPath(registry2, digest3))),
    ...[...roots, ...pins].flatMap(
      ({ registry: registry2, repository: repository2, index }) => index === void 0 ? [] : dispatchPath(registry2, repository2, index)
    ),
    ...roots.filter(isTagRoot).map(({ registry: registry2, repository: repository2 }) => indexRootPath(registry2, repository2)),
    ...sources.flatMap(({ registry: registry2 }) => [catalogPath(registry2), indexConfigPath(registry2)])
  ];
}
async function shareFile(root2, path) {
  await root2.at(path, async (place) => {
    var _stack = [];
    try {
      const file = __using(_stack, await open3(place, constants3.O_RDONLY + constants3.O_NOFOLLOW), true);
      await file.chmod(SHARED_MODE);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  });
}

// src/home/plan/check-paths.ts
import { lstat as lstat3, stat as stat2 } from "node:fs/promises";
import { dirname as dirname2 } from "node:path/posix";

// src/home/contents/mounts.ts
import { randomUUID } from "node:crypto";
import { existsSync as existsSync2, renameSync } from "node:fs";
var STORES = ["blobs", "layers", "packages", "symlinks", "index", "projects", "temp"];
var TREE_STORES = ["layers", "packages", "temp"];
var STAGING_STORE = "layers";
function storeOfTrees(home) {
  const places = TREE_STORES.map((store) => inHome(home, store)).map((path) => existsSync2(path) ? path : home);
  if (!places.some((place) => isElsewhere(home, place))) return void 0;
  const [first = home] = places;
  const apart = places.findIndex((place) => isElsewhere(first, place));
  if (apart === -1) return STAGING_STORE;
  const hint = `OCX renames and makes hard links between ${TREE_STORES.join("/, ")}/. Make all three links to directories of one disk, or none.`;
  const found = `${inHome(home, STAGING_STORE)} and ${inHome(home, TREE_STORES[apart] ?? "")} are on different file systems or mounts`;
  throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${found}`, { hint });
}
function checkMounts(home, folders) {
  const trees = storeOfTrees(home);
  for (const folder of /* @__PURE__ */ new Set([...STORES, OWN_FOLDER, ...folders])) {
    const path = inHome(home, folder);
    const [store = ""] = folder.split("/");
    const staging = trees !== void 0 && TREE_STORES.includes(store) ? inHome(home, trees) : home;
    const number2 = trialRename(staging, path);
    if (number2 === "EXDEV") {
      const hint = "Move the whole home to one file system, with no mount inside it.";
      const found = `${path} is on another file system, or mounted by itself`;
      throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${found}`, { hint });
    }
    if (number2 === "EROFS") {
      throw new BundleError("PERMISSION_DENIED", `Cannot write to ${path}: the file system is read-only`);
    }
  }
}
function isElsewhere(from, to) {
  return trialRename(from, to) === "EXDEV";
}
function trialRename(from, to) {
  const name = randomUUID();
  try {
    renameSync(`${from}/${name}`, `${to}/${name}`);
    return void 0;
  } catch (error) {
    return errnoOf(error);
  }
}

// src/home/plan/check-paths.ts
var BESIDE_LINKS = ["candidates", "current", ".select.lock"];
async function checkPaths(plan, roots, target) {
  const changes = await checkPlanned(plan, roots, target);
  const seen = /* @__PURE__ */ new Map();
  for (const [path, replaceable] of changes) {
    if (await isDirectory(plan.home, dirname2(path), seen)) await checkEnd(inHome(plan.home, path), replaceable);
  }
}
async function checkPlanned(plan, roots, target) {
  const changes = changesOf(plan);
  checkNames(plan.home, [...changes.keys()]);
  const standing = plan.links.filter(({ status }) => status === "present").map(({ path }) => path);
  checkPrefixes(/* @__PURE__ */ new Set([...changes.keys(), ...standing]));
  await checkRepositories(roots, target);
  return changes;
}
function changesOf(plan) {
  const changes = /* @__PURE__ */ new Map();
  const add = (paths, replaceable) => {
    for (const { path } of paths) {
      if (changes.has(path)) throw unsafe(`Cannot import to ${path}: the bundle has two objects for this path`);
      changes.set(path, replaceable);
    }
  };
  const links = plan.links.filter(({ status }) => status === "added" || status === "moved");
  const complete = plan.packages.filter(({ state }) => state === "complete");
  add([...plan.blobs, ...plan.layerDigests, ...plan.dispatchObjects, ...plan.indexDocuments], "file");
  add(
    plan.packages.flatMap(({ documents }) => documents),
    "file"
  );
  add(
    plan.stale.map((path) => ({ path })),
    "file"
  );
  add(plan.layers, "anything");
  add(
    plan.packages.filter(({ state }) => state !== "complete"),
    "anything"
  );
  add(
    complete.flatMap(({ references, backReferences }) => [...references, ...backReferences]),
    "link"
  );
  add(links, "link");
  add(
    links.filter(({ kind }) => kind === "current").map(({ path }) => ({ path: selectLockPath(path) })),
    "file"
  );
  add(
    plan.links.flatMap(({ staleBackReferences }) => staleBackReferences.map((path) => ({ path }))),
    "link"
  );
  add(plan.ledger === void 0 ? [] : [plan.ledger], "link");
  add(plan.ocx === void 0 || plan.ocx.state === "present" ? [] : [plan.ocx], "file");
  add([{ path: LOCK_PATH }, { path: LOG_PATH }, { path: UNFINISHED_PATH }], "file");
  return changes;
}
function writtenPaths(plan) {
  return [...changesOf(plan).keys()];
}
function writtenFolders(plan) {
  return [...new Set(Array.from(changesOf(plan).keys(), (path) => dirname2(path)))];
}
function foldersOfPlan(plan) {
  const layers = plan.packages.flatMap(
    ({ package: pkg, state }) => state === "complete" ? [] : pkg.manifest.layers.map(({ digest: digest3 }) => layerPath(pkg.registry, digest3))
  );
  return [...new Set([...changesOf(plan).keys(), ...layers].flatMap(foldersOf))];
}
function selectLockPath(link) {
  return `${dirname2(link)}/.select.lock`;
}
function checkNames(home, paths) {
  for (const path of paths) {
    const name = path.split("/").find((segment) => Buffer.byteLength(segment) > MAX_NAME);
    if (name !== void 0)
      throw unsafe(`Cannot import to ${path}: a name in it has ${Buffer.byteLength(name)} bytes, expected at most 255`);
    const length = Buffer.byteLength(inHome(home, path));
    if (length <= MAX_PATH) continue;
    const message = `Cannot use home ${home}: the path of ${path} in it has ${length} bytes, expected at most ${MAX_PATH}`;
    throw new BundleError("HOME_INVALID", message, { hint: "Choose a home with a shorter path." });
  }
}
function checkPrefixes(paths) {
  for (const path of paths) {
    for (const folder of foldersOf(path)) {
      if (paths.has(folder)) throw unsafe(`Cannot import to ${path}: the bundle has something else at ${folder}`);
    }
  }
}
async function checkRepositories(roots, target) {
  const folders = new Map(roots.map((root2) => [linksPath(root2.registry, root2.repository), root2]));
  for (const [folder, { registry: registry2, repository: repository2 }] of folders) {
    for (const other of foldersOf(folder)) {
      const next = folder.slice(other.length + 1).split("/", 1)[0] ?? "";
      if (!BESIDE_LINKS.includes(next)) continue;
      if (folders.has(other) || await isRepository2(other, next, target)) {
        throw unsafe(
          `Cannot import ${registry2}/${repository2}: it leads through "${next}" of ${other}, another repository`
        );
      }
    }
  }
}
async function isRepository2(folder, besides, target) {
  for (const name of BESIDE_LINKS) {
    if (name !== besides && await target.exists(`${folder}/${name}`)) return true;
  }
  return false;
}
async function isDirectory(home, path, seen) {
  if (path === ".") return true;
  const known = seen.get(path) ?? lookAtFolder(home, path, seen);
  seen.set(path, known);
  return known;
}
async function lookAtFolder(home, path, seen) {
  if (!await isDirectory(home, dirname2(path), seen)) return false;
  const full = inHome(home, path);
  const own = await lookAt(full, lstat3);
  if (own === void 0) return false;
  const found = own.isSymbolicLink() && STORES.includes(path) ? await lookAt(full, stat2) : own;
  if (found?.isDirectory() === true) return true;
  throw inTheWay(full, found?.isFile() === true ? "a file" : "a link", "a directory");
}
async function checkEnd(path, replaceable) {
  if (replaceable === "anything") return;
  const found = await lookAt(path, lstat3);
  if (found?.isDirectory() === true) throw inTheWay(path, "a directory", `a ${replaceable} or nothing`);
}
function unsafe(message) {
  return new BundleError("PATH_UNSAFE", message);
}
function foldersOf(path) {
  const names = path.split("/");
  return names.slice(1).map((_, i) => names.slice(0, i + 1).join("/"));
}

// src/home/documents/fields.ts
function fieldsOf(tree, what, code) {
  const refuse2 = (reason) => {
    throw new BundleError(code, `Cannot read ${what}: ${reason}`);
  };
  if (tree?.kind !== "object") return refuse2("expected an object");
  const byKey = Map.groupBy(tree.members, (member) => member.key);
  const optional3 = (key2) => {
    const [member, second] = byKey.get(key2) ?? [];
    return second === void 0 ? member?.value : refuse2(`"${key2}" occurs twice`);
  };
  const text4 = (key2) => {
    const value = optional3(key2);
    if (value === void 0) return void 0;
    return value.kind === "string" ? value.value : refuse2(`"${key2}" is not a string`);
  };
  return {
    tree,
    optional: optional3,
    text: text4,
    requiredText: (key2) => text4(key2) ?? refuse2(`"${key2}" is missing`),
    integer: (key2, limit) => {
      const value = optional3(key2);
      if (value === void 0 || value.kind === "null") return void 0;
      const number2 = value.kind === "number" && /^\d+$/u.test(value.text) ? Number(value.text) : Number.NaN;
      return number2 <= limit ? number2 : refuse2(`"${key2}" is not an integer from 0 to ${limit}`);
    },
    items: (key2) => {
      const value = optional3(key2);
      if (value === void 0) return [];
      return value.kind === "array" ? value.items : refuse2(`"${key2}" is not an array`);
    },
    refuse: refuse2
  };
}

// src/home/documents/index-documents.ts
var FORMAT_VERSION = "1";
var NEWLINE = 10;
async function readRootDocument(read, { registry: registry2, repository: repository2 }) {
  await checkFormat(read, registry2);
  const path = indexRootPath(registry2, repository2);
  const bytes = await read(path);
  if (bytes === void 0) return void 0;
  try {
    return parseRootDocument(bytes, path);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    const hint = "OCX takes no tag from it. In a home, delete the file: an import or `ocx index update` writes it again, with the tags of its own.";
    throw new BundleError(error.code, error.message, { cause: error, hint });
  }
}
function rootDocumentReader(read) {
  const documents = /* @__PURE__ */ new Map();
  return (location) => {
    const path = indexRootPath(location.registry, location.repository);
    const known = documents.get(path) ?? readRootDocument(read, location);
    documents.set(path, known);
    return known;
  };
}
function parseRootDocument(bytes, what) {
  const fields = fieldsOf(parseJsonTree(bytes, what), what, "DOCUMENT_INVALID");
  const repository2 = fields.requiredText("repository");
  if (!isLocation(repository2)) return fields.refuse(`its repository is "${repository2}", expected oci://host/path`);
  const table2 = fields.optional("tags") ?? { kind: "object", members: [] };
  const members = fieldsOf(table2, `the tags in ${what}`, "DOCUMENT_INVALID").tree.members;
  const tags = members.map(({ key: key2, value }) => {
    const tag2 = fieldsOf(value, `tag ${key2} in ${what}`, "DOCUMENT_INVALID");
    const content = tag2.requiredText("content");
    if (!isDigest(content)) return tag2.refuse(`"${content}" is not a digest`);
    return [key2, { content, yanked: isYanked(tag2, `tag ${key2} in ${what}`) }];
  });
  for (const key2 of ["deprecated_message", "superseded_by"]) optionalText(fields, key2);
  return {
    tree: fields.tree,
    form: formOf(bytes),
    repository: repository2,
    tags: new Map(tags),
    yanked: optionalText(fields, "status") === "yanked"
  };
}
function isLocation(text4) {
  const [, host = "", path = ""] = /^oci:\/\/([^/]+)\/(.+)$/su.exec(text4) ?? [];
  return looksLikeHost(host) && isRegistry(host) && isRepository(path);
}
function isYanked(tag2, what) {
  const yanked = tag2.optional("yanked");
  if (yanked === void 0 || yanked.kind === "null") return false;
  const marker = fieldsOf(yanked, `the withdrawal of ${what}`, "DOCUMENT_INVALID");
  marker.text("reason");
  marker.text("at");
  return true;
}
function optionalText(fields, key2) {
  return fields.optional(key2)?.kind === "null" ? void 0 : fields.text(key2);
}
function formOf(bytes) {
  return bytes.at(-1) === NEWLINE ? "published" : "derived";
}
async function isPublished(read, registry2) {
  return await read(indexConfigPath(registry2)) !== void 0 || await read(catalogPath(registry2)) !== void 0;
}
async function readReferenced(read, location, digest3) {
  const path = dispatchPath(location.registry, location.repository, digest3);
  const bytes = await read(path);
  return bytes === void 0 ? await readBlob(read, location.registry, digest3) : verified(bytes, digest3, path);
}
async function readBlob(read, registry2, digest3) {
  const path = storeBlobPath(registry2, digest3);
  const bytes = await read(path);
  return bytes === void 0 || bytes.byteLength === 0 ? void 0 : verified(bytes, digest3, path);
}
function verified(bytes, digest3, path) {
  if (isDigestOf(digest3, bytes)) return bytes;
  throw new BundleError("DOCUMENT_INVALID", `Cannot use ${path}: its content does not match ${digest3}`, {
    hint: "The file is damaged: delete it, then install the package again with `ocx package install`."
  });
}
async function checkFormat(read, registry2) {
  const path = indexConfigPath(registry2);
  const bytes = await read(path);
  if (bytes === void 0) return;
  const config = fieldsOf(parseJsonTree(bytes, path), path, "DOCUMENT_INVALID");
  const version = config.optional("format_version");
  if (config.integer("name_segments", 2 ** 32 - 1) === 0) return config.refuse('"name_segments" is 0');
  if (version?.kind === "number" && version.text === FORMAT_VERSION) return;
  throw new BundleError("DOCUMENT_INVALID", `Cannot use ${path}: expected format_version ${FORMAT_VERSION}`);
}

// src/home/plan/index-merge.ts
var NO_TAGS = { kind: "object", members: [] };
function mergeRoot({ ours, theirs, tags, observed }) {
  const base = ours?.tree ?? withMember(theirs.tree, "tags", NO_TAGS);
  const wanted = new Set(tags);
  const taken = membersOf(tagsOf(theirs.tree)).filter(({ key: key2 }) => wanted.has(key2));
  const entryOf2 = (value) => theirs.form === "derived" ? withTime(value, observed) : value;
  const merged = withMembers(
    tagsOf(base),
    taken.map(({ key: key2, value }) => ({ key: key2, value: entryOf2(value) }))
  );
  switch ((ours ?? theirs).form) {
    case "published":
      return formatPython(withMember(base, "tags", merged));
    case "derived":
      return formatPretty(withMember(base, "tags", sorted(merged)));
  }
}
function mergeCatalog(ours, roots) {
  const tree = ours === void 0 ? void 0 : readCatalog(ours);
  const listed = get(tree, "packages");
  const packages = listed?.kind === "object" ? listed : NO_TAGS;
  const wrong2 = [...roots].filter(([repository2, digest3]) => textOf(get(packages, repository2)) !== digest3);
  if (wrong2.length === 0) return void 0;
  const merged = withMembers(
    packages,
    wrong2.map(([repository2, digest3]) => ({ key: repository2, value: string2(digest3) }))
  );
  const envelope = tree ?? object2([["format_version", integer(1)]]);
  return formatPython(withMember(envelope, "packages", sorted(merged)));
}
function dropTags({ tree, form }, tags) {
  const kept = membersOf(tagsOf(tree)).filter(({ key: key2 }) => !tags.has(key2));
  const rest = withMember(tree, "tags", { kind: "object", members: kept });
  return form === "published" ? formatPython(rest) : formatPretty(rest);
}
function dropFromCatalog(ours, repository2) {
  const tree = readCatalog(ours);
  const packages = get(tree, "packages");
  if (tree === void 0 || packages?.kind !== "object" || get(packages, repository2) === void 0) return void 0;
  const kept = membersOf(packages).filter(({ key: key2 }) => key2 !== repository2);
  return formatPython(withMember(tree, "packages", { kind: "object", members: kept }));
}
function formatIndexConfig() {
  return formatPython(object2([["format_version", integer(1)]]));
}
function formatObserved(moment) {
  return moment.toISOString().replace("Z", "000000+00:00");
}
function tagsOf(root2) {
  const tags = get(root2, "tags");
  return tags?.kind === "object" ? tags : NO_TAGS;
}
function withTime(entry, observed) {
  if (entry.kind !== "object" || get(entry, "observed") !== void 0) return entry;
  return withMember(entry, "observed", string2(observed));
}
function sorted(tree) {
  return { kind: "object", members: membersOf(tree).toSorted((a, b) => compareBytes(a.key, b.key)) };
}
function readCatalog(bytes) {
  try {
    const tree = parseJsonTree(bytes, "a catalog");
    const packages = get(tree, "packages") ?? NO_TAGS;
    const isCatalog = get(tree, "format_version")?.kind === "number" && packages.kind === "object" && packages.members.every(({ value }) => value.kind === "string");
    return tree.kind === "object" && isCatalog ? tree : void 0;
  } catch (error) {
    if (error instanceof BundleError) return void 0;
    throw error;
  }
}

// src/home/plan/plan-index.ts
async function planIndex(input) {
  const parts = [];
  for (const { registry: registry2, published } of input.closure.sources) {
    const roots = input.roots.filter(({ root: root2, keeps }) => root2.registry === registry2 && isTagRoot(root2) && !keeps);
    if (roots.length > 0) parts.push(await planRegistry(input, registry2, published, roots));
  }
  return {
    dispatchObjects: await planDispatchObjects(input),
    indexDocuments: [
      ...parts.flatMap(({ formats }) => formats),
      ...parts.flatMap((part) => part.roots),
      ...parts.flatMap((part) => part.catalogs)
    ],
    stale: parts.flatMap((part) => part.stale)
  };
}
async function planRegistry(input, registry2, published, plans) {
  const { target } = input;
  const documents = await mapInBatches(
    [...tagsByRepository(plans)],
    ([repository2, tags]) => planRepository(input, { registry: registry2, repository: repository2 }, tags)
  );
  const roots = documents.flatMap(({ change }) => change ?? []);
  const isDerivedHere = documents.some((document) => document.isOurs && document.form === "derived");
  if (!await isPublished(target.read, registry2) && (!published || isDerivedHere))
    return { formats: [], roots, catalogs: [], stale: [] };
  const config = indexConfigPath(registry2);
  const isNew = published && await target.read(config) === void 0;
  const catalog = mergeCatalog(
    await target.read(catalogPath(registry2)),
    new Map(documents.map(({ repository: repository2, digest: digest3 }) => [repository2, digest3]))
  );
  const etag = `${catalogPath(registry2)}.etag`;
  return {
    formats: isNew ? [{ path: config, bytes: Buffer.from(formatIndexConfig()) }] : [],
    roots,
    catalogs: catalog === void 0 ? [] : [{ path: catalogPath(registry2), bytes: Buffer.from(catalog) }],
    stale: catalog !== void 0 && await target.exists(etag) ? [etag] : []
  };
}
async function planRepository({ target, read, now }, location, tags) {
  const path = indexRootPath(location.registry, location.repository);
  const ours = await target.read(path);
  const { repository: repository2 } = location;
  if (ours !== void 0 && tags.length === 0)
    return { repository: repository2, form: formOf(ours), isOurs: true, digest: digestOf(ours) };
  const theirs = await read(path);
  if (theirs === void 0)
    throw new BundleError("BUNDLE_INVALID", `Cannot import ${repository2}: the bundle lacks ${path}`);
  const text4 = mergeRoot({
    ours: ours === void 0 ? void 0 : parseRootDocument(ours, path),
    theirs: parseRootDocument(theirs, path),
    tags,
    observed: formatObserved(now)
  });
  const bytes = Buffer.from(text4);
  const facts = { repository: repository2, form: formOf(bytes), isOurs: ours !== void 0 };
  return { ...facts, digest: digestOf(bytes), change: { path, bytes } };
}
function tagsByRepository(plans) {
  const tags = /* @__PURE__ */ new Map();
  for (const { root: root2, takesTag } of plans) {
    const taken = tags.get(root2.repository) ?? [];
    tags.set(root2.repository, taken);
    if (takesTag && root2.tag !== void 0) taken.push(root2.tag);
  }
  return tags;
}
async function planDispatchObjects({ target, closure, read, roots }) {
  const byRoots = roots.filter(({ keeps }) => !keeps).map(({ root: root2 }) => root2);
  const byPins = closure.packages.flatMap(
    ({ dependencies }) => dependencies.map(({ identifier, index }) => ({ ...identifier, index }))
  );
  const wanted = [...byRoots, ...byPins].flatMap(
    ({ registry: registry2, repository: repository2, index }) => index === void 0 ? [] : { registry: registry2, repository: repository2, index, path: dispatchPath(registry2, repository2, index) }
  );
  const unique2 = [...new Map(wanted.map((object3) => [object3.path, object3])).values()];
  const changes = await mapInBatches(unique2, async ({ index, path, ...location }) => {
    const bytes = await readReferenced(read, location, index);
    if (bytes === void 0) {
      throw new BundleError("BUNDLE_INVALID", `Cannot import ${location.repository}: the bundle lacks ${index}`);
    }
    const ours = await target.read(path);
    return ours !== void 0 && Buffer.compare(ours, bytes) === 0 ? [] : [{ path, bytes }];
  });
  return changes.flat();
}

// src/home/plan/plan-links.ts
async function viewLink({ target, log }, root2, { key: key2, path }) {
  const own = packagePath(root2.registry, root2.leaf);
  const state = await linkState(target, path, own);
  const [before2, ...rest] = [packageOf(textOf3(state)), log.unfinishedOf(key2)?.before].filter(
    (pkg) => pkg !== void 0 && pkg !== own
  );
  const staleBackReferences = [];
  for (const pkg of /* @__PURE__ */ new Set([before2, ...rest])) {
    const reference = pkg === void 0 ? void 0 : backReference(target.path, pkg, path);
    if (reference !== void 0 && await target.link(reference.path) === reference.target)
      staleBackReferences.push(reference.path);
  }
  return { key: key2, path, root: root2, packagePath: own, state, ...before2 === void 0 ? {} : { before: before2 }, staleBackReferences };
}
function linkThatFollows({ target }, view, moves) {
  if (view === void 0) return [];
  const { key: key2, path, state, staleBackReferences } = view;
  if (state.kind === "other" && !moves) return linkThatStays({ target }, view);
  const text4 = textOf3(state);
  const status = state.kind === "same" ? "present" : text4 === void 0 ? "added" : "moved";
  return [
    { kind: key2.kind, path, target: installLinkTarget(target.path, view.packagePath), status, staleBackReferences }
  ];
}
function linkThatStays({ target }, view) {
  if (view === void 0) return [];
  const { key: key2, path, packagePath: own, state } = view;
  const common = { kind: key2.kind, path, staleBackReferences: [] };
  if (state.kind === "same") return [{ ...common, target: installLinkTarget(target.path, own), status: "present" }];
  const text4 = textOf3(state);
  return text4 === void 0 ? [] : [{ ...common, target: text4, status: "kept" }];
}
function linkSettings(views, links) {
  const changed = new Set(
    links.filter(({ status }) => status === "added" || status === "moved").map(({ path }) => path)
  );
  return views.flatMap(
    (view) => view === void 0 || !changed.has(view.path) ? [] : { ...view.key, digest: view.root.leaf, ...view.before === void 0 ? {} : { before: view.before } }
  );
}
function linkReliances(views, links) {
  const standing = new Set(links.filter(({ status }) => status !== "kept").map(({ path }) => path));
  return views.flatMap(
    (view) => view !== void 0 && standing.has(view.path) ? { ...view.key, digest: view.root.leaf } : []
  );
}
function isImported({ log }, { key: key2, state }) {
  const pkg = packageOf(textOf3(state));
  return log.setTo(key2).some((leaf) => packagePath(key2.registry, leaf) === pkg);
}
function textOf3(state) {
  return state.kind === "same" ? void 0 : state.text;
}
function inInstallOrder(links) {
  return links.toSorted((a, b) => rank2(a) - rank2(b));
}
function rank2({ kind }) {
  return kind === "candidate" ? 0 : 1;
}

// src/oci/reference.ts
var TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
var COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
var REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
var HOST = /^(?:\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::[0-9]{1,5})?$/;
var MAX_NAME2 = 255;
var GITHUB_HOST = "ghcr.io";
var DOCKER_HUB = "docker.io";
var OCI_SCHEME = "oci://";
var DEFAULT_TAG = "latest";
function isTagName(text4) {
  return TAG.test(text4);
}
function isRepositoryName(text4) {
  return REPOSITORY.test(text4);
}
function parseReference(text4) {
  const plain2 = text4.startsWith(OCI_SCHEME) ? text4.slice(OCI_SCHEME.length) : text4;
  const slash = plain2.indexOf("/");
  const host = plain2.slice(0, Math.max(slash, 0)).toLowerCase();
  const refuse2 = (found, hint = HINT) => {
    throw new BundleError("OPTION_INVALID", `Cannot read reference "${excerpt(plain2)}": ${found}`, { hint });
  };
  if (host.includes("@")) throw withCredentials();
  if (/^[a-z][a-z0-9+.-]*:$/.test(host)) return refuse2("it is an address with another scheme than oci:");
  if (slash === -1 || !/[.:]|^localhost$/.test(host))
    return refuse2("it does not name the registry", shortNameHint(plain2));
  if (!HOST.test(host)) return refuse2("its first part is not the host of a registry");
  const [named = "", digest3, ...more] = plain2.slice(slash + 1).split("@");
  const colon = named.indexOf(":");
  const given = colon === -1 ? named : named.slice(0, colon);
  const tag2 = colon === -1 ? void 0 : named.slice(colon + 1);
  const repository2 = canonical(host, given);
  if (more.length > 0 || digest3 !== void 0 && !isDigest(digest3))
    return refuse2("a digest has the form sha256: and 64 lower case hex digits");
  if (tag2 !== void 0 && !isTagName(tag2))
    return refuse2("a tag has up to 128 letters, digits, dots, dashes and underscores");
  if (!isRepositoryName(repository2)) return refuse2(whyNoRepository(repository2));
  if (host.length + 1 + repository2.length > MAX_NAME2)
    return refuse2(`host and repository have more than ${MAX_NAME2} characters`);
  return {
    host,
    repository: repository2,
    ...tag2 !== void 0 && { tag: tag2 },
    ...digest3 !== void 0 && { digest: digest3 },
    ...repository2 !== given && { note: `Using ${host}/${repository2} for ${host}/${given}, as ${host} names it` }
  };
}
function canonical(host, repository2) {
  if (host === GITHUB_HOST) return repository2.toLowerCase();
  return host === DOCKER_HUB && /^[^/]+$/.test(repository2) ? `library/${repository2}` : repository2;
}
var HINT = "Write it as HOST/REPOSITORY:TAG, for example ghcr.io/acme/toolchain:1.2.";
function shortNameHint(name) {
  return /^[\w./:@-]+$/.test(name) ? `Name the registry too, for example ghcr.io/${name} or docker.io/${name.includes("/") ? name : `library/${name}`}.` : HINT;
}
function whyNoRepository(repository2) {
  if (repository2 === "") return "it has no repository";
  if (/[A-Z]/.test(repository2)) return "a repository has no capitals";
  return "a repository has lower case letters and digits, separated by single dots, dashes, underscores and slashes";
}
function withCredentials() {
  return new BundleError("OPTION_INVALID", "Cannot use the reference: it has a user name or password in it", {
    hint: "Set OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD, or log in with `docker login`."
  });
}
function manifestOf({ digest: digest3, tag: tag2 = DEFAULT_TAG }) {
  return digest3 ?? tag2;
}
function formatReference(reference) {
  const { host, repository: repository2, digest: digest3 } = reference;
  return `${host}/${repository2}${digest3 === void 0 ? ":" : "@"}${manifestOf(reference)}`;
}
function formatPinned({ host, repository: repository2, tag: tag2 = DEFAULT_TAG }, digest3) {
  return `${host}/${repository2}:${tag2}@${digest3}`;
}

// src/home/documents/content-prefix.ts
var LONGEST_SEGMENT = 255;
var LONGEST = 4096;
var DEEPEST = 32;
function normalPrefix(prefix) {
  const path = prefix.replaceAll("\\", "/");
  if (path.startsWith("/") || /^[A-Za-z]:/u.test(path)) return void 0;
  const segments = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === void 0) return void 0;
  }
  const sizes = segments.map((segment) => Buffer.byteLength(segment));
  const tooLong = sizes.some((size3) => size3 > LONGEST_SEGMENT) || sizes.reduce((sum2, size3) => sum2 + size3, 0) > LONGEST;
  return tooLong || segments.length > DEEPEST || segments.some((segment) => new RegExp("\\p{Cc}", "u").test(segment)) ? void 0 : segments.join("/");
}

// src/home/documents/binary-names.ts
var MAX_BINARY = 64;
var BINARY = /^(?![-.])[^\P{ASCII}\p{Cc}\s/\\<>:"|?*]+(?<!\.)$/u;
var DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;
function faultOfBinaries(names) {
  const bad = names.find((name) => name.length > MAX_BINARY || !BINARY.test(name) || DEVICE.test(name));
  if (bad !== void 0) return `${JSON.stringify(bad)} is not a valid name for a binary`;
  const folded = new Set(names.map((name) => name.toLowerCase()));
  return folded.size < names.length ? "two binaries differ only in case" : void 0;
}

// src/home/documents/integrations.ts
var [MAX_NAMESPACE, MAX_PAYLOAD, MAX_INTEGRATIONS] = [128, 8 * 1024, 32 * 1024];
function faultOfIntegrations(members) {
  const bad = members.find(({ key: key2 }) => !isNamespace(key2));
  if (bad !== void 0) return `${JSON.stringify(bad.key)} is not a valid namespace of an integration`;
  const large = members.find(({ value }) => Buffer.byteLength(formatCompact(value)) > MAX_PAYLOAD);
  if (large !== void 0) return `the integration ${large.key} takes over ${MAX_PAYLOAD} bytes`;
  const total = Buffer.byteLength(formatCompact({ kind: "object", members }));
  return total > MAX_INTEGRATIONS ? `the integrations take over ${MAX_INTEGRATIONS} bytes` : void 0;
}
function isNamespace(name) {
  const invisible = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{White_Space}]/u;
  return name !== "" && Buffer.byteLength(name) <= MAX_NAMESPACE && !invisible.test(name);
}

// src/home/documents/visibility.ts
function isVisibility(text4) {
  return text4 === "sealed" || text4 === "private" || text4 === "interface" || text4 === "public";
}
function hasInterface(visibility) {
  return visibility === "interface" || visibility === "public";
}
function hasPrivate(visibility) {
  return visibility === "private" || visibility === "public";
}
function joinVisibility(a, b) {
  const seenByUsers = hasInterface(a) || hasInterface(b);
  if (hasPrivate(a) || hasPrivate(b)) return seenByUsers ? "public" : "private";
  return seenByUsers ? "interface" : "sealed";
}

// src/home/documents/metadata.ts
var METADATA_LIMIT = MAX_DOCUMENT;
var DEPENDENCY_LIMIT = 256;
var NAME2 = /^[a-z0-9][a-z0-9_-]{0,63}$/u;
function parseMetadata(bytes, what) {
  const fields = fieldsOf(parseJsonTree(bytes, what, "METADATA_INVALID"), what, "METADATA_INVALID");
  const type = fields.requiredText("type");
  if (type !== "bundle") return fields.refuse(`its type is "${type}", expected "bundle"`);
  if (fields.integer("version", 255) !== 1) return fields.refuse("expected version 1");
  const stripComponents = fields.integer("strip_components", 255);
  const binaries = readBinaries(fields, what);
  const inEnv = `env of ${what}`;
  const metadata = {
    ...stripComponents === void 0 ? {} : { stripComponents },
    env: fields.items("env").map((item) => readVariable(fieldsOf(item, inEnv, "METADATA_INVALID"), inEnv)),
    dependencies: readDependencies(fields, what),
    entrypoints: readEntrypoints(fields, what),
    ...binaries === void 0 ? {} : { binaries },
    integrations: readIntegrations(fields)
  };
  const text4 = formatPretty(toJson2(metadata));
  if (Buffer.byteLength(text4) > METADATA_LIMIT) return fields.refuse(`it takes over ${METADATA_LIMIT} bytes as a file`);
  return { ...metadata, text: text4 };
}
function readVariable(fields, what) {
  const key2 = fields.requiredText("key");
  const last = fieldsOf({ kind: "object", members: membersOf(fields.tree) }, what, "METADATA_INVALID");
  const type = last.requiredText("type");
  const value = last.requiredText("value");
  const visibility = fields.text("visibility") ?? "private";
  if (!isVisibility(visibility) || visibility === "sealed")
    return fields.refuse(`${key2} has visibility "${visibility}"`);
  const common = { key: key2, value, visibility };
  switch (type) {
    case "constant":
      return { ...common, type };
    case "path": {
      const required = last.optional("required") ?? boolean2(false);
      if (required.kind !== "boolean") return fields.refuse(`"required" of ${key2} is neither true nor false`);
      return { ...common, type, required: required.value };
    }
    case "list": {
      const separator = last.text("separator");
      if (separator === void 0) return fields.refuse(`the list ${key2} has no separator`);
      if (separator === "" || /[=\n\r]/u.test(separator)) return fields.refuse(`the list ${key2} has a bad separator`);
      if (value.startsWith(separator) || value.endsWith(separator))
        return fields.refuse(`${key2} has a separator at an end`);
      return { ...common, type, separator };
    }
    default:
      return fields.refuse(`${key2} has the type "${type}", which this version does not know`);
  }
}
function readDependencies(fields, what) {
  const items = fields.items("dependencies");
  if (items.length > DEPENDENCY_LIMIT) return fields.refuse(`it has more than ${DEPENDENCY_LIMIT} dependencies`);
  const dependencies = items.map(
    (item) => readDependency(fieldsOf(item, `a dependency of ${what}`, "METADATA_INVALID"))
  );
  const repositories = dependencies.map(({ identifier: { registry: registry2, repository: repository2 } }) => `${registry2}/${repository2}`);
  const names = dependencies.flatMap(({ name }) => name ?? []);
  if (new Set(repositories).size < repositories.length) return fields.refuse("two dependencies have one repository");
  if (new Set(names).size < names.length) return fields.refuse("two dependencies have one name");
  return dependencies;
}
function readDependency(fields) {
  const text4 = fields.requiredText("identifier");
  const { digest: digest3, ...identifier } = parseIdentifier(text4, void 0, { code: "METADATA_INVALID" });
  if (digest3 === void 0) return fields.refuse(`${text4} has no digest`);
  const visibility = fields.text("visibility") ?? "sealed";
  if (!isVisibility(visibility)) return fields.refuse(`${text4} has visibility "${visibility}"`);
  const name = optionalName(fields, "name");
  return { identifier: { ...identifier, digest: digest3 }, visibility, ...name === void 0 ? {} : { name } };
}
function readEntrypoints(fields, what) {
  const value = fields.optional("entrypoints");
  if (value === void 0) return [];
  const entrypoints = fieldsOf(value, `the entrypoints of ${what}`, "METADATA_INVALID");
  return entrypoints.tree.members.map(({ key: key2 }) => readEntrypoint(key2, entrypoints, what)).toSorted((a, b) => compareBytes(a.name, b.name));
}
function readEntrypoint(name, entrypoints, what) {
  if (!NAME2.test(name)) return entrypoints.refuse(`"${name}" is not a valid name for an entrypoint`);
  const fields = fieldsOf(entrypoints.optional(name), `entrypoint ${name} of ${what}`, "METADATA_INVALID");
  const command = optionalName(fields, "command");
  const args = fields.items("args").map((item) => textOf(item) ?? fields.refuse("an argument is not a string"));
  return { name, ...command === void 0 ? {} : { command }, args };
}
function readBinaries(fields, what) {
  const value = fields.optional("binaries");
  if (value === void 0 || value.kind === "null") return void 0;
  if (value.kind !== "array") return fields.refuse('"binaries" is not an array');
  const listed = value.items.map(
    (item) => textOf(item) ?? fieldsOf(item, `a binary of ${what}`, "METADATA_INVALID").requiredText("name")
  );
  const names = [...new Set(listed)];
  const fault = faultOfBinaries(names);
  return fault === void 0 ? names.toSorted(compareBytes) : fields.refuse(fault);
}
function readIntegrations(fields) {
  const value = fields.optional("integrations");
  if (value === void 0) return [];
  if (value.kind !== "object") return fields.refuse('"integrations" is not an object');
  const members = membersOf(value).map(plain);
  const fault = faultOfIntegrations(members);
  return fault === void 0 ? members.toSorted((a, b) => compareBytes(a.key, b.key)) : fields.refuse(fault);
}
function optionalName(fields, key2) {
  if (fields.optional(key2)?.kind === "null") return void 0;
  const name = fields.text(key2);
  return name === void 0 || NAME2.test(name) ? name : fields.refuse(`"${name}" is not a valid ${key2}`);
}
function toJson2(metadata) {
  const { stripComponents, binaries } = metadata;
  return object2([
    ["type", string2("bundle")],
    ["version", integer(1)],
    ["strip_components", stripComponents === void 0 ? void 0 : integer(stripComponents)],
    ["env", unlessEmpty(array2(metadata.env.map(variableToJson)))],
    ["dependencies", unlessEmpty(array2(metadata.dependencies.map(dependencyToJson)))],
    [
      "entrypoints",
      unlessEmpty(object2(metadata.entrypoints.map((entrypoint) => [entrypoint.name, entrypointToJson(entrypoint)])))
    ],
    ["binaries", binaries === void 0 ? void 0 : array2(binaries.map(string2))],
    ["integrations", unlessEmpty({ kind: "object", members: metadata.integrations })]
  ]);
}
function unlessEmpty(value) {
  return (value.kind === "array" ? value.items : value.members).length === 0 ? void 0 : value;
}
function variableToJson(variable) {
  return object2([
    ["key", string2(variable.key)],
    ["type", string2(variable.type)],
    ["required", variable.type === "path" ? boolean2(variable.required) : void 0],
    ["separator", variable.type === "list" ? string2(variable.separator) : void 0],
    ["value", string2(variable.value)],
    ["visibility", string2(variable.visibility)]
  ]);
}
function dependencyToJson({ identifier, visibility, name }) {
  return object2([
    ["identifier", string2(formatIdentifier(identifier))],
    ["visibility", string2(visibility)],
    ["name", name === void 0 ? void 0 : string2(name)]
  ]);
}
function entrypointToJson({ command, args }) {
  return object2([
    ["command", command === void 0 ? void 0 : string2(command)],
    ["args", args.length === 0 ? void 0 : array2(args.map(string2))]
  ]);
}
function plain({ key: key2, value }) {
  return { key: key2, value: plainValue(value) };
}
function plainValue(value) {
  if (value.kind === "array") return array2(value.items.map(plainValue));
  return value.kind === "object" ? { kind: "object", members: membersOf(value).map(plain) } : value;
}

// src/home/documents/leaf-manifest.ts
var PACKAGE_ARTIFACT_TYPE = "application/vnd.sh.ocx.package.v1";
var CONFIG_MEDIA_TYPE = "application/vnd.sh.ocx.package.v1+json";
var STRIP = "sh.ocx.layer.strip-components";
var PREFIX = "sh.ocx.layer.prefix";
function parseManifest(bytes, what) {
  const tree = parseJsonTree(bytes, what);
  const fields = fieldsOf(tree, what, "DOCUMENT_INVALID");
  if (fields.integer("schemaVersion", 255) === void 0) return fields.refuse('"schemaVersion" is missing');
  const [isLeaf, isIndex] = [get(tree, "layers") !== void 0, get(tree, "manifests") !== void 0];
  if (isLeaf && isIndex) return fields.refuse("it is both a manifest and an image index");
  if (isLeaf && get(tree, "config") !== void 0) return readLeaf(fields, what);
  if (isIndex) return readIndex(fields, what);
  return fields.refuse("it is neither a manifest nor an image index");
}
function readIndex(fields, what) {
  if (fields.integer("schemaVersion", 255) !== 2) return fields.refuse("expected schemaVersion 2");
  optionalText2(fields, "mediaType");
  annotationsOf(fields);
  const entries = fields.items("manifests").map((item) => {
    const entry = fieldsOf(item, `an entry of ${what}`, "DOCUMENT_INVALID");
    if (entry.requiredText("mediaType") === "") return entry.refuse("its mediaType is empty");
    const digest3 = entry.requiredText("digest");
    if (digest3 === "") return entry.refuse("its digest is empty");
    sizeOf(entry);
    annotationsOf(entry);
    optionalText2(entry, "artifactType");
    const platform = platformOfEntry(entry, what);
    return { digest: digest3, ...platform !== void 0 && { offer: { leaf: digestIn(entry), platform } } };
  });
  const first = new Map(entries.toReversed().map(({ digest: digest3, offer }) => [digest3, offer]));
  return {
    kind: "index",
    offers: entries.flatMap(({ offer }) => offer ?? []),
    unplaced: new Set([...first].flatMap(([digest3, offer]) => offer === void 0 ? digest3 : []))
  };
}
function readLeaf(fields, what) {
  const invalid2 = fieldsOf(fields.tree, what, "METADATA_INVALID");
  if (fields.text("artifactType") !== PACKAGE_ARTIFACT_TYPE) return invalid2.refuse("it is not an OCX package");
  const config = fieldsOf(fields.optional("config"), `the config of ${what}`, "DOCUMENT_INVALID");
  if (config.text("mediaType") !== CONFIG_MEDIA_TYPE) return invalid2.refuse("its config is not OCX metadata");
  if ((config.integer("size", Number.MAX_SAFE_INTEGER) ?? 0) > METADATA_LIMIT) {
    return invalid2.refuse(`its config is larger than ${METADATA_LIMIT} bytes`);
  }
  const layers = fields.items("layers").map((item) => fieldsOf(item, `a layer of ${what}`, "DOCUMENT_INVALID"));
  const digests = layers.map(digestIn);
  if (new Set(digests).size < digests.length) return invalid2.refuse("it lists a layer twice");
  return {
    kind: "leaf",
    config: digestIn(config),
    layers: layers.map((layer) => readLayer(layer, what)),
    text: formatPretty(toJson3(fields))
  };
}
function readLayer(fields, what) {
  const invalid2 = fieldsOf(fields.tree, `a layer of ${what}`, "METADATA_INVALID");
  const annotations2 = annotationsOf(fields);
  const strip = textOf(get(annotations2, STRIP));
  if (strip !== void 0 && !(/^\+?\d+$/u.test(strip) && Number(strip) <= 255))
    return invalid2.refuse(`${STRIP} is "${strip}"`);
  const prefix = normalPrefix(textOf(get(annotations2, PREFIX)) ?? "");
  if (prefix === void 0) return invalid2.refuse(`${PREFIX} leaves the package`);
  return { digest: digestIn(fields), ...strip === void 0 ? {} : { strip: Number(strip) }, prefix };
}
function digestIn(fields) {
  const digest3 = fields.requiredText("digest");
  return isDigest(digest3) ? digest3 : fields.refuse(`"${digest3}" is not a digest`);
}
function toJson3(fields) {
  return object2([
    ["schemaVersion", fields.optional("schemaVersion")],
    ["mediaType", optionalText2(fields, "mediaType")],
    ["config", descriptorToJson(fields.optional("config"))],
    ["layers", array2(fields.items("layers").map(descriptorToJson))],
    ["subject", subjectToJson(fields.optional("subject"))],
    ["artifactType", optionalText2(fields, "artifactType")],
    ["annotations", annotationsOf(fields)]
  ]);
}
function subjectToJson(subject) {
  return present(subject) === void 0 ? void 0 : descriptorToJson(subject);
}
function descriptorToJson(descriptor) {
  const fields = fieldsOf(descriptor, "a descriptor", "DOCUMENT_INVALID");
  return object2([
    ["mediaType", string2(fields.requiredText("mediaType"))],
    ["digest", string2(fields.requiredText("digest"))],
    ["size", sizeOf(fields)],
    ["urls", textsOf(fields, "urls")],
    ["annotations", annotationsOf(fields)],
    ["artifactType", optionalText2(fields, "artifactType")]
  ]);
}
function sizeOf(fields) {
  const size3 = fields.integer("size", Number.MAX_SAFE_INTEGER);
  return size3 === void 0 ? fields.refuse('"size" is missing') : integer(size3);
}
function annotationsOf(fields) {
  const annotations2 = present(fields.optional("annotations"));
  if (annotations2 === void 0) return void 0;
  if (annotations2.kind !== "object" || annotations2.members.some(({ value }) => value.kind !== "string"))
    return fields.refuse('"annotations" is not an object of strings');
  return { kind: "object", members: membersOf(annotations2).toSorted((a, b) => compareBytes(a.key, b.key)) };
}
function textsOf(fields, key2) {
  const texts2 = present(fields.optional(key2));
  if (texts2 === void 0) return void 0;
  if (texts2.kind === "array" && texts2.items.every(({ kind }) => kind === "string")) return texts2;
  return fields.refuse(`"${key2}" is not an array of strings`);
}
function optionalText2(fields, key2) {
  const value = present(fields.optional(key2));
  return value === void 0 || value.kind === "string" ? value : fields.refuse(`"${key2}" is not a string`);
}
function present(value) {
  return value?.kind === "null" ? void 0 : value;
}
function platformOfEntry(entry, what) {
  const declared = present(entry.optional("platform"));
  if (declared === void 0) return void 0;
  const fields = fieldsOf(declared, `a platform of ${what}`, "DOCUMENT_INVALID");
  const os = fields.requiredText("os");
  const architecture = fields.requiredText("architecture");
  const variant = textOf(optionalText2(fields, "variant"));
  optionalText2(fields, "os.version");
  textsOf(fields, "features");
  const features = textsOf(fields, "os.features")?.items.flatMap((item) => textOf(item) ?? []) ?? [];
  if (features.length > MAX_LIST)
    return fields.refuse(`it has ${features.length} features, expected at most ${MAX_LIST}`);
  return knownPlatform({ os, architecture, ...variant === void 0 ? {} : { variant }, features });
}

// src/home/documents/resolved.ts
function composeResolved(direct) {
  const all = /* @__PURE__ */ new Map();
  const add = (entry, visibility) => {
    const known = all.get(entry.key);
    all.set(
      entry.key,
      known === void 0 ? { ...entry, visibility } : { ...known, visibility: joinVisibility(known.visibility, visibility) }
    );
  };
  for (const { identifier, visibility, brings } of direct) {
    for (const further of brings) add(further, hasInterface(further.visibility) ? visibility : "sealed");
    add({ identifier: formatIdentifier(identifier), key: keyOf2(identifier), visibility }, visibility);
  }
  return [...all.values()];
}
function keyOf2({ tag: _advisory, ...identity }) {
  return formatIdentifier(identity);
}
function formatResolved(dependencies) {
  const items = dependencies.map(
    ({ identifier, visibility }) => object2([
      ["identifier", string2(identifier)],
      ["visibility", string2(visibility)]
    ])
  );
  return formatPretty(object2([["dependencies", array2(items)]]));
}
function parseResolved(bytes, what) {
  const fields = fieldsOf(parseJsonTree(bytes, what), what, "DOCUMENT_INVALID");
  if (fields.tree.members.some(({ key: key2 }) => key2 !== "dependencies")) return fields.refuse("it has an unknown key");
  return fields.items("dependencies").map((item) => {
    const dependency = fieldsOf(item, `a dependency of ${what}`, "DOCUMENT_INVALID");
    const visibility = dependency.requiredText("visibility");
    if (!isVisibility(visibility)) return dependency.refuse(`"${visibility}" is not a visibility`);
    const identifier = dependency.requiredText("identifier");
    const { digest: digest3 } = parseIdentifier(identifier, void 0, { refuse: dependency.refuse });
    return digest3 === void 0 ? dependency.refuse(`"${identifier}" has no digest`) : { identifier, visibility };
  });
}

// src/home/closure/leaf-choice.ts
async function chooseLeaf(offers, wanted, isPresent) {
  const fitting2 = offers.filter(({ platform }) => fitsMachine(platform, wanted));
  if (fitting2.length === 0) return { kind: "unfit" };
  const presence = await Promise.all(fitting2.map(({ leaf }) => isPresent(leaf)));
  const present2 = fitting2.filter((_, i) => presence[i]);
  const [only] = present2;
  if (only === void 0) return { kind: "absent", offers: fitting2 };
  if (leavesOf(present2) === 1) return { kind: "found", offer: choosePlatform(present2, wanted)[0] ?? only };
  const best = choosePlatform(present2, wanted);
  const [first] = best;
  return first !== void 0 && leavesOf(best) === 1 ? { kind: "found", offer: first } : { kind: "ambiguous", offers: present2 };
}
function describeOffers(offers) {
  return [...new Set(offers.map(({ platform }) => formatPlatform(platform)))].join(", ") || "none";
}
function leavesOf(offers) {
  return new Set(offers.map(({ leaf }) => leaf)).size;
}

// src/home/closure/same-dependencies.ts
function refuseSameDependencies(name, dependencies) {
  const known = /* @__PURE__ */ new Map();
  for (const { identifier, leaf } of dependencies) {
    const other = known.get(refName(leaf));
    known.set(refName(leaf), identifier);
    if (other === void 0) continue;
    const [one, two] = [other, identifier].map(({ registry: registry2, repository: repository2 }) => `${registry2}/${repository2}`);
    throw new BundleError(
      "METADATA_INVALID",
      `Cannot use ${name}: its dependencies ${one} and ${two} are both ${leaf}`
    );
  }
}

// src/home/closure/shared-launchers.ts
function refuseSharedLaunchers(seen) {
  const owners = /* @__PURE__ */ new Map();
  for (const { name, metadata } of seen) {
    for (const { name: launcher } of metadata.entrypoints) {
      const owner = owners.get(launcher);
      owners.set(launcher, name);
      if (owner === void 0) continue;
      const found = `the entry point "${launcher}" is in ${owner} and ${name}`;
      throw new BundleError("METADATA_INVALID", `Cannot use ${seen[0]?.name}: ${found}`);
    }
  }
}

// src/home/closure/closure.ts
async function collectClosure(readDocument3, roots, wanted) {
  const read = remembering(readDocument3);
  const nodes = /* @__PURE__ */ new Map();
  const count = { resolved: 0 };
  for (const root2 of roots) {
    const platform = await platformOfRoot(read, root2, wanted);
    const walk = { read, nodes, count, wanted: platform === void 0 ? wanted : wantedBelow(platform, wanted) };
    await visit2(walk, { ...root2, name: root2.identifier, platform });
  }
  const packages = [...nodes.values()].map(toPackage);
  return { roots, packages, layers: layersOf(packages), sources: await sourcesOf(read, packages) };
}
function remembering(read) {
  const documents = /* @__PURE__ */ new Map();
  return (path) => {
    const known = documents.get(path) ?? read(path);
    documents.set(path, known);
    return known;
  };
}
async function visit2(walk, way) {
  const key2 = `${way.registry}/${way.leaf}`;
  const node = walk.nodes.get(key2) ?? await load(walk, way);
  walk.nodes.set(key2, node);
  node.repositories.add(way.repository);
  if (way.index !== void 0) node.indexes.add(way.index);
  if (way.platform !== void 0) node.platforms.add(formatPlatform(way.platform));
  return node;
}
async function load(walk, { registry: registry2, leaf, name }) {
  const bytes = await readBlob(walk.read, registry2, leaf) ?? missing(name, "leaf manifest", leaf);
  const manifest = parseManifest(bytes, `the leaf manifest of ${name}`);
  if (manifest.kind !== "leaf")
    throw new BundleError("DOCUMENT_INVALID", `Cannot follow ${name}: ${leaf} is not a leaf manifest`);
  const config = await readBlob(walk.read, registry2, manifest.config) ?? missing(name, "config", manifest.config);
  const metadata = parseMetadata(config, `the config of ${name}`);
  const dependencies = [];
  const direct = [];
  for (const { identifier: pin, visibility } of metadata.dependencies) {
    const way = await resolvePin(walk, pin, name);
    const { resolved: resolved2 } = await visit2(walk, way);
    const identifier = { ...pin, digest: way.leaf };
    dependencies.push({
      identifier,
      visibility,
      leaf: way.leaf,
      ...way.index === void 0 ? {} : { index: way.index }
    });
    direct.push({ identifier, visibility, brings: resolved2 });
  }
  refuseSameDependencies(name, dependencies);
  const resolved = composeResolved(direct);
  refuseSharedLaunchers([{ name, metadata }, ...visibleTo(walk, resolved)]);
  walk.count.resolved += resolved.length;
  if (walk.count.resolved > MAX_RESOLVED) {
    const what = `all packages together have more than ${MAX_RESOLVED} dependencies`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot follow ${name}: ${what}`);
  }
  return {
    registry: registry2,
    leaf,
    manifest,
    metadata,
    dependencies,
    resolved,
    repositories: /* @__PURE__ */ new Set(),
    indexes: /* @__PURE__ */ new Set(),
    platforms: /* @__PURE__ */ new Set()
  };
}
function* visibleTo({ nodes }, resolved) {
  for (const { identifier, visibility } of resolved) {
    const { registry: registry2, digest: digest3 } = parseIdentifier(identifier);
    const node = nodes.get(`${registry2}/${digest3}`);
    if (node !== void 0 && hasInterface(visibility)) yield { name: identifier, metadata: node.metadata };
  }
}
async function resolvePin({ read, wanted }, pin, dependent) {
  const { registry: registry2, repository: repository2, digest: digest3 } = pin;
  const name = `${formatIdentifier(pin)} (needed by ${dependent})`;
  const bytes = await readReferenced(read, pin, digest3) ?? missing(name, "manifest or image index", digest3);
  const manifest = parseManifest(bytes, `the manifest of ${name}`);
  if (manifest.kind === "leaf") return { registry: registry2, repository: repository2, name, leaf: digest3 };
  const choice = await chooseLeaf(
    manifest.offers,
    wanted,
    async (leaf) => await readBlob(read, registry2, leaf) !== void 0
  );
  switch (choice.kind) {
    case "found":
      return { registry: registry2, repository: repository2, name, leaf: choice.offer.leaf, index: digest3, platform: choice.offer.platform };
    case "absent":
      return missing(
        name,
        `leaf manifest for ${describeOffers(choice.offers)}`,
        choice.offers.map(({ leaf }) => leaf).join(" or ")
      );
    case "unfit": {
      const offered = `it is offered for ${describeOffers(manifest.offers)}, expected ${formatPlatform(wanted)}`;
      throw new BundleError("PLATFORM_MISMATCH", `Cannot follow ${name}: ${offered}`);
    }
    case "ambiguous":
      throw new BundleError(
        "PLATFORM_AMBIGUOUS",
        `Cannot follow ${name}: ${describeOffers(choice.offers)} are all in the home`
      );
  }
}
async function platformOfRoot(read, root2, wanted) {
  if (root2.index === void 0) return root2.platform === void 0 ? void 0 : parsePlatform(root2.platform);
  const offers = await offersOf(read, root2, root2.index);
  const first = offers.find(({ platform }) => fitsMachine(platform, wanted)) ?? offers[0];
  if (first !== void 0) return choosePlatform(offers, first.platform)[0]?.platform ?? first.platform;
  throw new BundleError(
    "DOCUMENT_INVALID",
    `Cannot follow ${root2.identifier}: ${root2.index} does not list ${root2.leaf}`
  );
}
async function listedPlatform(read, root2) {
  if (root2.index === void 0) return void 0;
  const { offers, unplaced } = await indexOf(read, root2, root2.index);
  return unplaced.has(root2.leaf) ? void 0 : offers.find(({ leaf }) => leaf === root2.leaf)?.platform;
}
async function offersOf(read, root2, index) {
  return (await indexOf(read, root2, index)).offers.filter(({ leaf }) => leaf === root2.leaf);
}
async function indexOf(read, root2, index) {
  const bytes = await readReferenced(read, root2, index) ?? missing(root2.identifier, "image index", index);
  const manifest = parseManifest(bytes, `the image index of ${root2.identifier}`);
  return manifest.kind === "index" ? manifest : { kind: "index", offers: [], unplaced: /* @__PURE__ */ new Set() };
}
function missing(name, role, digest3) {
  throw new BundleError("OBJECT_MISSING", `Cannot follow ${name}: its ${role} ${digest3} is missing`);
}
function toPackage(node) {
  const { registry: registry2, leaf, manifest, metadata, dependencies } = node;
  return {
    registry: registry2,
    leaf,
    manifest,
    metadata,
    dependencies,
    repositories: [...node.repositories].toSorted(compareBytes),
    platform: [...node.platforms].toSorted(compareBytes)[0] ?? "unknown",
    resolved: node.resolved.map(({ identifier, visibility }) => ({ identifier, visibility })),
    blobs: [leaf, manifest.config, ...[...node.indexes].toSorted(compareBytes)]
  };
}
function layersOf(packages) {
  const layers = packages.flatMap(
    ({ registry: registry2, manifest }) => manifest.layers.map(({ digest: digest3 }) => ({ registry: registry2, digest: digest3 }))
  );
  return [...new Map(layers.map((layer) => [`${layer.registry}/${layer.digest}`, layer])).values()];
}
async function sourcesOf(read, packages) {
  const registries = [...new Set(packages.map(({ registry: registry2 }) => registry2))].toSorted(compareBytes);
  return Promise.all(registries.map(async (registry2) => ({ registry: registry2, published: await isPublished(read, registry2) })));
}

// src/home/plan/plan-roots.ts
async function planRoots(input) {
  const linked = await findLinked(input);
  if (input.select) refuseAmbiguity(linked);
  const roots = input.closure.roots.toSorted((a, b) => Number(a.tag === void 0) - Number(b.tag === void 0));
  const index = {
    theirs: rootDocumentReader(input.read),
    ours: rootDocumentReader(input.target.read)
  };
  const views = await mapInBatches(roots, (root2) => viewRoot(input, root2, { index, isLinked: linked.has(root2) }));
  const claiming = views.map((view) => ({ view, ...judge(input, view) }));
  const candidates = claimants(claiming, "candidate");
  const judged = claiming.map(
    (one) => candidates.has(one) ? one : { view: one.view, ...judge(input, one.view, { hasTag: false }) }
  );
  const currents = claimants(judged, "current");
  return judged.map((one) => {
    const candidate = candidates.has(one) ? one.view.candidate : void 0;
    const current = currents.has(one) ? one.view.current : void 0;
    return planRoot(input, { ...one, view: { ...one.view, candidate, current } });
  });
}
function claimants(judged, kind) {
  const rank3 = ({ outcome, movesCurrent }) => kind === "current" && movesCurrent ? 0 : outcome === "kept" ? 2 : 1;
  const byPath = Map.groupBy(
    judged.filter(({ view }) => view[kind] !== void 0),
    ({ view }) => view[kind]?.path
  );
  return new Set([...byPath.values()].flatMap((rivals) => rivals.toSorted((a, b) => rank3(a) - rank3(b)).slice(0, 1)));
}
function refuseAmbiguity(linked) {
  const chosen = /* @__PURE__ */ new Map();
  for (const root2 of linked) {
    const place = `${root2.registry}/${root2.repository}`;
    const other = chosen.get(place) ?? root2;
    chosen.set(place, other);
    if (other.leaf === root2.leaf) continue;
    throw new BundleError(
      "SELECT_AMBIGUOUS",
      `Cannot select both ${other.identifier} and ${root2.identifier}: a repository has one current package`
    );
  }
}
async function findLinked({ closure, read, host }) {
  const linked = /* @__PURE__ */ new Set();
  for (const root2 of closure.roots) {
    if (root2.declaredBy === "lock") continue;
    const platform = await listedPlatform(read, root2);
    if (platform === void 0 || fitsMachine(platform, host)) linked.add(root2);
  }
  return linked;
}
function planRoot(input, { view, outcome, conflicts, movesCurrent }) {
  const { root: root2, content, contentHere, candidate, current } = view;
  switch (outcome) {
    case "agreed":
    case "replaced": {
      const links = [
        ...linkThatFollows(input, candidate, outcome === "replaced"),
        ...linkThatFollows(input, current, movesCurrent)
      ];
      const takesTag = contentHere !== content;
      const settings2 = [
        ...tagSetting(root2, takesTag ? content : void 0),
        ...linkSettings([candidate, current], links)
      ];
      const relies = [...tagSetting(root2, content), ...linkReliances([candidate, current], links)];
      return { root: root2, takesTag, keeps: false, links, conflicts, settings: settings2, relies };
    }
    case "kept": {
      const links = [candidate, current].flatMap((link) => linkThatStays(input, link));
      const relies = linkReliances([candidate, current], links);
      return { root: root2, takesTag: false, keeps: true, links, conflicts, settings: [], relies };
    }
  }
}
async function viewRoot(input, root2, { index: { theirs, ours }, isLinked }) {
  const { registry: registry2, repository: repository2, tag: tag2 } = root2;
  const content = isTagRoot(root2) ? await contentInBundle(theirs, root2) : void 0;
  const here = content === void 0 ? void 0 : await ours(root2);
  const view = async (key2, path) => isLinked ? viewLink(input, root2, { key: key2, path }) : void 0;
  const linked = tag2 ?? (root2.declaredBy === "identifier" ? DEFAULT_TAG : void 0);
  return {
    root: root2,
    content,
    contentHere: here?.tags.get(tag2 ?? "")?.content,
    candidate: linked === void 0 ? void 0 : await view(
      { kind: "candidate", registry: registry2, repository: repository2, tag: linked },
      candidatePath(registry2, repository2, linked)
    ),
    current: input.select || root2.current ? await view({ kind: "current", registry: registry2, repository: repository2 }, currentPath(registry2, repository2)) : void 0
  };
}
async function contentInBundle(theirs, root2) {
  const content = (await theirs(root2))?.tags.get(root2.tag ?? "")?.content;
  if (content !== void 0 && content === (root2.index ?? root2.leaf)) return content;
  const found = `the bundle's index has ${content ?? "nothing"} for its tag, the bundle's config has ${root2.index ?? root2.leaf}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot import ${root2.identifier}: ${found}`);
}
function differencesOf(input, { root: root2, content, contentHere, candidate }) {
  const { registry: registry2, repository: repository2, tag: tag2 } = root2;
  if (tag2 === void 0) return [];
  const differences = [];
  if (contentHere !== void 0 && contentHere !== content) {
    const imported = input.log.setTo({ kind: "index", registry: registry2, repository: repository2, tag: tag2 }).includes(contentHere);
    differences.push({ what: `its index entry is ${contentHere}`, imported });
  }
  if (candidate?.state.kind === "other") {
    differences.push({ what: `its link points at ${candidate.state.text}`, imported: isImported(input, candidate) });
  }
  return differences;
}
function judge(input, view, { hasTag = true } = {}) {
  const differences = differencesOf(input, view);
  const moves = input.select || isUnfinished(input, view.current);
  if (differences.length === 0) return { outcome: "agreed", conflicts: [], movesCurrent: moves };
  const imported = differences.every((difference) => difference.imported);
  const isReplaced = input.onConflict === "replace" || input.onConflict === "update" && imported;
  const status = isReplaced ? "replaced" : "kept";
  const reason = `${differences.map(({ what }) => what).join(" and ")}, set by ${imported ? "an earlier import" : "OCX"}`;
  return {
    outcome: status,
    conflicts: [{ identifier: view.root.identifier, status, reason }],
    movesCurrent: isReplaced && (moves || hasTag && followsTag(input, view))
  };
}
function followsTag(input, { candidate, current }) {
  if (candidate?.state.kind !== "other" || current?.state.kind !== "other" || !current.root.current) return false;
  if (packageOf(current.state.text) !== packageOf(candidate.state.text)) return false;
  return input.onConflict === "replace" || isImported(input, current);
}
function isUnfinished({ log }, view) {
  return view !== void 0 && log.unfinishedOf(view.key)?.digest === view.root.leaf;
}
function tagSetting({ registry: registry2, repository: repository2, tag: tag2 }, digest3) {
  return digest3 === void 0 || tag2 === void 0 ? [] : [{ kind: "index", registry: registry2, repository: repository2, tag: tag2, digest: digest3 }];
}

// src/home/contents/package-parts.ts
import { isDeepStrictEqual } from "node:util";

// src/home/contents/launchers.ts
var LAUNCHER_MODE = 493;
function formatLauncher(packageRoot) {
  return [
    "#!/bin/sh",
    "# Generated by ocx at install time. Do not edit.",
    `exec "\${OCX_BINARY_PIN:-ocx}" launcher exec '${packageRoot}' -- "$(basename "$0")" "$@"`,
    ""
  ].join("\n");
}
async function leadsBack(target, path, { launcher, isStrict }) {
  const text4 = Buffer.from(launcher).toString();
  const [, root2] = / launcher exec '([^'\n]+)' /u.exec(text4) ?? [];
  if (root2 === void 0 || isStrict && text4 !== formatLauncher(root2)) return false;
  return root2 === inHome(target.path, path) || await target.leadsTo(root2, path);
}
function checkLaunchers(home, packages) {
  const listed = packages.find(({ metadata }) => metadata.env.some(({ type }) => type === "path"));
  if (listed !== void 0 && home.includes(":")) {
    const name = `${listed.registry}/${listed.repositories[0] ?? ""}`;
    const message2 = `Cannot import ${name} into ${home}: its directories go into PATH or a similar list, where a colon separates them`;
    throw new BundleError("HOME_INVALID", message2, { hint: "Choose a home without a colon in its path." });
  }
  const [pkg] = packages.filter(({ metadata }) => metadata.entrypoints.length > 0);
  if (pkg === void 0 || !/['"\n\r\0]/u.test(home)) return;
  const message = `Cannot import ${pkg.registry}/${pkg.repositories[0] ?? ""} into ${JSON.stringify(home)}: its launchers cannot hold a quote or line break`;
  throw new BundleError("HOME_INVALID", message, { hint: "Choose a home without quotes and line breaks in its path." });
}

// src/home/contents/package-parts.ts
var FILE_MODE = 438;
function packageParts(home, pkg, now) {
  const path = packagePath(pkg.registry, pkg.leaf);
  const texts2 = { metadata: pkg.metadata.text, resolve: formatResolved(pkg.resolved), install: formatInstall(now) };
  const written = Object.entries(texts2).map(([name, text4]) => ({
    path: `${path}/${name}.json`,
    bytes: Buffer.from(text4),
    mode: FILE_MODE,
    isLauncher: false
  }));
  return {
    documents: [...written, ...packageDocuments(home, pkg)],
    links: [...treeReferences(home, pkg), ...blobReferences(home, pkg)]
  };
}
function formatInstall(now) {
  return JSON.stringify({ timestamp: now.toISOString().replace("Z", "000000Z"), ok: true }, null, 2);
}
function packageDocuments(home, pkg) {
  const path = packagePath(pkg.registry, pkg.leaf);
  const launcher = Buffer.from(formatLauncher(inHome(home, path)));
  return [
    { path: `${path}/manifest.json`, bytes: Buffer.from(pkg.manifest.text), mode: FILE_MODE, isLauncher: false },
    { path: `${path}/digest`, bytes: Buffer.from(pkg.leaf), mode: FILE_MODE, isLauncher: false },
    ...pkg.metadata.entrypoints.map(({ name }) => ({
      path: `${path}/entrypoints/${name}`,
      bytes: launcher,
      mode: LAUNCHER_MODE,
      isLauncher: true
    }))
  ];
}
function stripOf({ strip }, { metadata }) {
  return strip ?? metadata.stripComponents ?? 0;
}
function treeReferences(home, pkg) {
  return treeTargets(pkg).map(({ path, target }) => ({ path, target: inHome(home, target) }));
}
function treeTargets({ registry: registry2, leaf, manifest, dependencies }) {
  const folder = `${packagePath(registry2, leaf)}/refs`;
  return [
    ...manifest.layers.map(({ digest: digest3 }) => ({
      path: `${folder}/layers/${refName(digest3)}`,
      target: `${layerPath(registry2, digest3)}/content`
    })),
    ...dependencies.map(({ identifier, leaf: digest3 }) => ({
      path: `${folder}/deps/${refName(digest3)}`,
      target: `${packagePath(identifier.registry, digest3)}/content`
    }))
  ];
}
function blobReferences(home, { registry: registry2, leaf, blobs }) {
  const folder = `${packagePath(registry2, leaf)}/refs/blobs`;
  return blobs.map((digest3) => ({
    path: `${folder}/${refName(digest3)}`,
    target: inHome(home, storeBlobPath(registry2, digest3))
  }));
}
async function lostDocuments(target, pkg, isStrict) {
  const path = packagePath(pkg.registry, pkg.leaf);
  const lost = [];
  for (const document of packageDocuments(target.path, pkg)) {
    const ours = await target.read(document.path);
    const isGood = ours !== void 0 && (document.isLauncher ? await leadsBack(target, path, { launcher: ours, isStrict }) : isUsable(document, ours));
    if (!isGood) lost.push(document);
  }
  return isStrict ? [...lost, ...await alteredDocuments(target, pkg)] : lost;
}
async function alteredDocuments(target, pkg) {
  const path = packagePath(pkg.registry, pkg.leaf);
  const expected = [
    { path: `${path}/metadata.json`, text: pkg.metadata.text },
    { path: `${path}/resolve.json`, text: formatResolved(pkg.resolved) }
  ];
  const altered = [];
  for (const { path: document, text: text4 } of expected) {
    const ours = Buffer.from(await target.read(document) ?? []).toString();
    if (!isDeepStrictEqual(meaningOf(ours), meaningOf(text4)))
      altered.push({ path: document, bytes: Buffer.from(text4), mode: FILE_MODE, isLauncher: false });
  }
  return altered;
}
function meaningOf(text4) {
  return JSON.parse(
    text4,
    (key2, value) => key2 === "identifier" && typeof value === "string" ? value.replace(/:[^:@/]+@/u, "@") : value
  );
}
function isUsable({ path, bytes }, ours) {
  return path.endsWith("/manifest.json") || Buffer.from(ours).toString().trim() === Buffer.from(bytes).toString();
}
async function lostReferences(target, pkg) {
  const lost = [];
  for (const { path, target: place } of treeTargets(pkg)) {
    const text4 = await target.link(path);
    const wanted = inHome(target.path, place);
    if (text4 === wanted || text4 !== void 0 && await target.leadsTo(text4, place)) continue;
    lost.push({ path, target: wanted });
  }
  return lost;
}

// src/home/plan/plan-stores.ts
async function planStores(target, { closure, read, emptyLayers: emptyLayers2, repair = false }) {
  const wanted = blobsOf(closure);
  const blobs = (await mapInBatches(wanted, (blob) => planBlob(target, blob, read))).flatMap((blob) => blob ?? []);
  const trees = closure.layers.map(({ registry: registry2, digest: digest3 }) => ({ registry: registry2, digest: digest3, path: layerPath(registry2, digest3) }));
  const views = await mapInBatches(trees, (layer) => viewLayer(target, layer, emptyLayers2));
  const layers = views.filter(({ isThere: isThere2 }) => !isThere2).map(({ layer }) => layer);
  const layerDigests = views.filter(({ isThere: isThere2, hasDigest: hasDigest3 }) => isThere2 && !hasDigest3).map(({ layer: { path, digest: digest3 } }) => ({ path: `${path}/digest`, bytes: Buffer.from(digest3) }));
  const packages = await mapInBatches(closure.packages, (pkg) => planPackage(target, pkg, repair));
  const counts = { layers: tally(layers.length, trees.length), blobs: tally(blobs.length, wanted.length) };
  return { blobs, layers, layerDigests, packages, counts };
}
function blobsOf({ packages }) {
  const all = packages.flatMap(
    (owner) => owner.blobs.map((digest3) => ({ owner, digest: digest3, path: storeBlobPath(owner.registry, digest3) }))
  );
  return [...new Map(all.map((blob) => [blob.path, blob])).values()];
}
async function planBlob(target, { owner, digest: digest3, path }, read) {
  const bytes = await readBlob(read, owner.registry, digest3) ?? await readFromIndex(read, owner, digest3);
  const ours = await target.read(path);
  return ours !== void 0 && Buffer.compare(ours, bytes) === 0 ? void 0 : { path, bytes };
}
async function readFromIndex(read, { registry: registry2, repositories }, digest3) {
  for (const repository2 of repositories) {
    const bytes = await readReferenced(read, { registry: registry2, repository: repository2 }, digest3);
    if (bytes !== void 0) return bytes;
  }
  throw new BundleError(
    "BUNDLE_INVALID",
    `Cannot import ${registry2}/${repositories[0] ?? ""}: the bundle lacks blob ${digest3}`
  );
}
async function viewLayer(target, layer, empty) {
  const content = `${layer.path}/content`;
  const mayBeEmpty = empty === void 0 || empty.has(layer.path);
  const isThere2 = mayBeEmpty ? await target.isDirectory(content) : await target.hasEntries(content);
  const named = Buffer.from(await target.read(`${layer.path}/digest`) ?? []).toString().trim();
  const hasDigest3 = named === layer.digest;
  if (isThere2 && !hasDigest3 && isDigest(named) && layerPath(layer.registry, named) === layer.path) {
    const what = `another layer, ${named}, is in its place`;
    throw new BundleError("PATH_UNSAFE", `Cannot import layer ${layer.digest} into ${target.path}: ${what}`);
  }
  return { layer, isThere: isThere2, hasDigest: hasDigest3 };
}
async function planPackage(target, pkg, repair) {
  const path = packagePath(pkg.registry, pkg.leaf);
  const state = await packageState(target, path, pkg);
  const plan = { package: pkg, path, state, backReferences: [] };
  if (state !== "complete") return { ...plan, documents: [], references: [], isDamaged: false };
  const documents = await lostDocuments(target, pkg, repair);
  const lost = await lostReferences(target, pkg);
  const references = [...lost, ...await missingLinks(target, blobReferences(target.path, pkg))];
  return { ...plan, documents, references, isDamaged: documents.length > 0 || lost.length > 0 };
}
async function packageState(target, path, pkg) {
  const [content, references, metadata, resolved, install] = await Promise.all([
    hasContent(target, path, pkg),
    // The references to layers are compared one by one; without layers, only their folder can be lost.
    pkg.manifest.layers.length > 0 || target.isDirectory(`${path}/refs/layers`),
    target.read(`${path}/metadata.json`),
    target.read(`${path}/resolve.json`),
    target.read(`${path}/install.json`)
  ]);
  if (content && references && isReadable(metadata, parseMetadata) && isReadable(resolved, parseResolved) && isReadable(install, requireFinished)) {
    return "complete";
  }
  return await target.exists(path) ? "incomplete" : "missing";
}
async function hasContent(target, path, pkg) {
  if (await target.hasEntries(`${path}/content`)) return true;
  if (!await target.isDirectory(`${path}/content`)) return false;
  for (const layer of pkg.manifest.layers) {
    if (await target.hasEntries(`${layerPath(pkg.registry, layer.digest)}/content`, stripOf(layer, pkg))) return false;
  }
  return true;
}
function isReadable(bytes, parse5) {
  try {
    return bytes !== void 0 && parse5(bytes, "an installed package") !== void 0;
  } catch (error) {
    if (error instanceof BundleError) return false;
    throw error;
  }
}
var MOMENT = /^[+-]?\d+-\d+-\d+[t ]\s*\d+:\d+:\d+(?:\.\d+)?\s*(?:z|[+-]\d\d:?\d\d)$/iu;
function requireFinished(bytes, what) {
  const status = parseJsonTree(bytes, what);
  const ok = get(status, "ok");
  const isFinished = ok?.kind === "boolean" && ok.value && MOMENT.test(textOf(get(status, "timestamp")) ?? "");
  return isFinished ? true : void 0;
}
async function missingLinks(target, wanted) {
  const texts2 = await mapInBatches(wanted, ({ path }) => target.link(path));
  return wanted.filter((link, i) => texts2[i] !== link.target);
}
function tally(added, all) {
  return { added, present: all - added };
}

// src/home/plan/planned-home.ts
function plannedHome(target, plan, now) {
  const documents = new Map(plan.stale.map((path) => [path, void 0]));
  for (const { path, bytes } of [...plan.blobs, ...plan.layerDigests, ...plan.dispatchObjects, ...plan.indexDocuments])
    documents.set(path, bytes);
  for (const { path, digest: digest3 } of plan.layers) documents.set(`${path}/digest`, Buffer.from(digest3));
  const shared = new Set(plan.unreadable);
  const directories = new Set(plan.layers.map(({ path }) => `${path}/content`));
  const links = /* @__PURE__ */ new Map();
  for (const { path, package: pkg, state, documents: lost, references, backReferences } of plan.packages) {
    for (const document of lost) documents.set(document.path, document.bytes);
    for (const link of [...references, ...backReferences]) links.set(link.path, link.target);
    if (state === "complete") continue;
    directories.add(`${path}/content`);
    directories.add(`${path}/refs/layers`);
    const parts = packageParts(plan.home, pkg, now);
    for (const link of parts.links) links.set(link.path, link.target);
    for (const document of parts.documents) documents.set(document.path, document.bytes);
  }
  for (const { path, target: text4, status, staleBackReferences } of plan.links) {
    if (status !== "kept") links.set(path, text4);
    for (const reference of staleBackReferences) links.set(reference, void 0);
  }
  if (plan.ledger !== void 0) links.set(plan.ledger.path, plan.ledger.target);
  documents.set(UNFINISHED_PATH, void 0);
  const { ocx } = plan;
  const settings2 = JSON.stringify({ settings: mergeSettings(plan.unfinished, plan.settings) });
  return {
    ...target,
    read: async (path) => {
      if (path === LOG_PATH)
        return Buffer.concat([await target.read(path) ?? Buffer.of(), Buffer.from(`
${settings2}`)]);
      return documents.has(path) ? documents.get(path) : target.read(path);
    },
    size: async (path) => path === ocx?.path ? ocx.size : target.size(path),
    digest: async (path) => path === ocx?.path ? ocx.digest : target.digest(path),
    mode: async (path) => {
      if (path === ocx?.path) return EXECUTABLE_MODE;
      return documents.get(path) !== void 0 || shared.has(path) ? SHARED_MODE : await target.mode(path);
    },
    link: async (path) => links.has(path) ? links.get(path) : target.link(path),
    exists: async (path) => {
      if (path === ocx?.path) return true;
      if (documents.has(path)) return documents.get(path) !== void 0;
      if (links.has(path)) return links.get(path) !== void 0;
      return directories.has(`${path}/content`) || await target.exists(path);
    },
    isDirectory: async (path) => directories.has(path) || await target.isDirectory(path),
    hasEntries: async (path, levels) => directories.has(path) || await target.hasEntries(path, levels)
  };
}

// src/home/plan/plan-import.ts
async function planImport(input) {
  const target = targetHome(input.home);
  let left;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const plan = await decide(input, target);
    if (!plan.changed) return plan;
    await checkPaths(plan, input.closure.roots, target);
    left = await decide(input, plannedHome(target, plan, input.now));
    if (!left.changed) return plan;
  }
  const what = `${(left && firstChange(left)) ?? "something"} would still differ from the bundle`;
  throw new BundleError("BUNDLE_INVALID", `Cannot import into ${input.home}: ${what}`);
}
async function planNewHome(input) {
  const target = absentHome(input.home);
  const plan = await decide(input, target);
  await checkPlanned(plan, input.closure.roots, target);
  const left = await decide(input, plannedHome(target, plan, input.now));
  if (!left.changed) return plan;
  const what = `${firstChange(left) ?? "something"} would still differ from the bundle`;
  throw new BundleError("BUNDLE_INVALID", `Cannot assemble a home at ${input.home}: ${what}`);
}
var ATTEMPTS = 3;
async function decide(input, target) {
  const log = await readImportsLog(target);
  const indexed = readOnce(target);
  const roots = await planRoots({ ...input, target: indexed, log });
  const conflicts = roots.flatMap((root2) => root2.conflicts);
  if (input.onConflict === "fail" && conflicts.length > 0) {
    const all = conflicts.map(({ identifier, reason }) => `${identifier}: ${reason}`).join("; ");
    throw new BundleError("TAG_CONFLICT", `Cannot import into ${input.home}: ${all}`);
  }
  const stores = await planStores(target, input);
  const index = await planIndex({ ...input, target: indexed, roots });
  const links = inInstallOrder(roots.flatMap((root2) => root2.links));
  const ledger = await planLedger(target, input);
  const relies = roots.flatMap((root2) => root2.relies);
  const { ocx, repair: content = false } = input;
  const plan = {
    home: input.home,
    ...stores,
    ...index,
    packages: await addBackReferences(target, stores.packages, links),
    links,
    ...ledger.entry === void 0 ? {} : { ledger: ledger.entry },
    conflicts,
    warnings: [...roots.flatMap(warningsOf), ...unlinkedWarnings(target, roots), ...ledger.warnings],
    settings: roots.flatMap((root2) => root2.settings),
    relies,
    ...ledger.wanted !== void 0 && { registration: ledger.wanted },
    isUnrecorded: await isUnrecorded(target, input, { log, relies, registration: ledger.wanted }),
    unfinished: log.unfinished,
    unreadable: input.shared === true ? await unreadableFiles(target, input.closure) : [],
    ...ocx !== void 0 && { ocx: await planExecutable(target, ocx, { content }) }
  };
  return { ...plan, changed: isChange(plan) };
}
async function addBackReferences(target, packages, links) {
  const planned = new Set(links.filter(({ status }) => status !== "kept").map(({ path }) => path));
  const standing = [
    ...links.filter(({ path }) => planned.has(path)),
    ...(await linksIn(target)).filter(({ path }) => !planned.has(path))
  ];
  return mapInBatches(packages, async (pkg) => {
    const root2 = inHome(target.path, pkg.path);
    const wanted = standing.filter((link) => link.target === root2).map((link) => backReference(target.path, pkg.path, link.path));
    return { ...pkg, backReferences: await missingLinks(target, wanted) };
  });
}
async function planLedger(target, { closure, project }) {
  const locked = closure.roots.filter(({ declaredBy }) => declaredBy === "lock");
  if (locked.length === 0) return { warnings: [] };
  const entry = project === void 0 ? void 0 : await projectRegistration(project);
  if (entry === void 0) {
    const why = project === void 0 ? "no project with this lock is known" : `${project.directory} has another ocx.lock, or none`;
    return {
      warnings: [
        `\`ocx clean\` may remove the packages of the project: ${why}. \`ocx --offline pull\` there keeps them.`
      ]
    };
  }
  if (await isHomeProject(entry, target)) return { warnings: [] };
  const isThere2 = await target.link(entry.path) === entry.target;
  return { ...isThere2 ? {} : { entry }, wanted: entry, warnings: [] };
}
async function isUnrecorded(target, { bundle, manifest = bundle, ocx }, {
  log,
  relies,
  registration
}) {
  if (bundle === void 0 || manifest === void 0) return false;
  const records = log.records.filter((one) => one.bundle.digest === bundle && one.forgotten === void 0);
  const recorded = new Set(records.flatMap((one) => one.relies.map(assignedValue)));
  const isRegistered = registration === void 0 || records.some((one) => one.registration?.target === registration.target);
  const hasOcx = ocx === void 0 || records.some((one) => one.ocx === ocx.digest);
  const isComplete = records.length > 0 && isRegistered && hasOcx && relies.every((one) => recorded.has(assignedValue(one)));
  return !isComplete || !await target.exists(keptConfigPath(manifest));
}
function warningsOf({ root: root2, conflicts, links }) {
  const kept = conflicts.filter(({ status }) => status === "kept");
  if (kept.length > 0) {
    return kept.map(
      ({ identifier, reason }) => `Kept ${identifier} as it is here: ${reason}. The bundle's package is imported as ${root2.repository}@${root2.leaf}, without a link.`
    );
  }
  return links.filter(({ status }) => status === "kept").map(({ path, target }) => `Kept ${path}: it points at ${target}`);
}
function unlinkedWarnings({ path: home }, roots) {
  const linked = new Set(roots.flatMap(({ links }) => links.map(({ target }) => target)));
  return roots.filter(({ root: root2, links, keeps }) => root2.declaredBy !== "lock" && links.length === 0 && !keeps).filter(({ root: { registry: registry2, leaf } }) => !linked.has(inHome(home, packagePath(registry2, leaf)))).map(({ root: root2 }) => `\`ocx clean\` may remove ${root2.identifier}: no link here points at it`);
}
function firstChange({
  blobs,
  layers,
  layerDigests,
  dispatchObjects,
  indexDocuments,
  packages,
  links,
  ocx
}) {
  const changes = [
    ...[...blobs, ...layers, ...layerDigests, ...dispatchObjects, ...indexDocuments].map(({ path }) => path),
    ...packages.filter(({ state }) => state !== "complete").map(({ path }) => path),
    ...packages.flatMap(changesIn).map(({ path }) => path),
    ...links.filter(({ status }) => status === "added" || status === "moved").map(({ path }) => path),
    ...ocx !== void 0 && ocx.state !== "present" ? [ocx.path] : []
  ];
  return changes[0];
}
function isChange(plan) {
  const {
    blobs,
    layers,
    layerDigests,
    dispatchObjects,
    indexDocuments,
    stale,
    packages,
    links,
    ledger,
    unfinished,
    unreadable,
    ocx
  } = plan;
  return [blobs, layers, layerDigests, dispatchObjects, indexDocuments, stale].some((changes) => changes.length > 0) || packages.some((pkg) => pkg.state !== "complete" || changesIn(pkg).length > 0) || links.some(
    ({ status, staleBackReferences }) => status === "added" || status === "moved" || staleBackReferences.length > 0
  ) || ledger !== void 0 || unreadable.length > 0 || ocx !== void 0 && ocx.state !== "present" || unfinished.length > 0;
}
function changesIn({ documents, references, backReferences }) {
  return [...documents, ...references, ...backReferences];
}

// src/home/contents/staging-folders.ts
import { existsSync as existsSync3 } from "node:fs";
var STAGING = `${OWN_FOLDER}/staging`;
var STAGING_FOLDERS = [STAGING, `${STAGING_STORE}/${STAGING}`];
function hasStaging(home) {
  return STAGING_FOLDERS.some((folder) => existsSync3(`${home}/${folder}`));
}

// src/commands/import/repairs.ts
var NO_REPAIRS = { entries: [], notes: [] };
function foreseen({ home }, damage) {
  const layers = damage?.layers.map(({ path }) => ({
    path: inHome(home, `${path}/content`),
    change: "changed"
  }));
  const packages = damage?.packages.map(({ path, change }) => ({ path: inHome(home, path), change }));
  return { entries: [...layers ?? [], ...packages ?? []], notes: [] };
}
function describeRepairs({ home, packages, changed }, { entries, notes }) {
  const documents = packages.flatMap((pkg) => pkg.documents);
  const repairs = [
    ...documents.map(({ path }) => ({ path: inHome(home, path), change: "changed" })),
    ...entries
  ];
  return { changed: changed || entries.length > 0, repairs, notes };
}

// src/commands/import/apply-import.ts
async function applyImport(planned) {
  const { plan } = planned;
  const isDue = plan.changed || isDamaged(planned.damage);
  if (isDue || plan.isUnrecorded) {
    const { recordImport, stageAndPublish } = await import("./stage-and-publish-4CUUKK7U.mjs");
    if (isDue) return stageAndPublish(planned);
    await recordImport(planned);
  }
  if (hasStaging(plan.home)) {
    const { removeLeftovers } = await import("./home-staging-EDNC4PNC.mjs");
    await removeLeftovers(plan.home);
  }
  return { plan, repairs: NO_REPAIRS, warnings: [] };
}
function isDamaged({ layers, packages } = { layers: [], packages: [] }) {
  return layers.length > 0 || packages.length > 0;
}

// src/home/config/configuration-warnings.ts
import { join as join7, resolve as resolve2 } from "node:path";

// src/home/config/registry-access.ts
var DEFAULT_INDEXES = [["ocx.sh", "https://index.ocx.sh"]];
var ROLES = ["registry", "index"];
function readRegistryAccess(variables, files) {
  const insecure = insecureHosts(variables);
  const { roles, local } = effectiveMirrors(variables, files);
  const mirrors = new Map(
    [...roles].map(([host, own]) => [
      host,
      Object.fromEntries(
        ROLES.flatMap((role) => {
          const set = own[role];
          return set === void 0 ? [] : [[role, parseMirror(set.value, set.where, insecure)]];
        })
      )
    ])
  );
  const indexes = foldIndexes(files, local);
  for (const [registry2, { address, file }] of indexes) {
    const host = URL.parse(address)?.host ?? address;
    if (isPlainHttp(address) && mirrors.get(host)?.["index"] === void 0 && !insecure.has(host))
      throw invalid(`index of ${excerpt(registry2)} in ${file}`, withoutLeave(host));
  }
  const addresses = new Map(Array.from(indexes, ([registry2, { address }]) => [registry2, address]));
  return { mirrors, indexes: addresses, insecure };
}
function faultOfMirrors(variables, files) {
  try {
    for (const { value, where } of Array.from(
      effectiveMirrors(variables, files).roles.values(),
      Object.values
    ).flat()) {
      const [, scheme = "", host = ""] = /^(?:(.*?):\/\/)?([^/]*)/s.exec(String(value)) ?? [];
      if (host === "") throw invalid(where, "it has no host");
      if (scheme.toLowerCase() === "http" && !insecureHosts(variables).has(host))
        throw invalid(where, withoutLeave(host));
    }
    return void 0;
  } catch (error) {
    if (error instanceof BundleError) return error.message;
    throw error;
  }
}
function insecureHosts(variables) {
  return new Set((variables["OCX_INSECURE_REGISTRIES"] ?? "").split(",").map((name) => name.trim()));
}
function effectiveMirrors(variables, files) {
  const { roles, local } = foldMirrors(files);
  const given = variables["OCX_MIRRORS"];
  if (given === void 0 || given === "") return { roles, local };
  for (const [host, value] of entriesOf2(parseJson(given))) {
    const own = rolesOf(value, `mirror of ${excerpt(host)} in OCX_MIRRORS`);
    if (own !== void 0) roles.set(host, own);
  }
  return { roles, local };
}
function foldMirrors(files) {
  const roles = /* @__PURE__ */ new Map();
  const locked = /* @__PURE__ */ new Set();
  const local = /* @__PURE__ */ new Set();
  for (const { file, table: table2, tier } of files) {
    for (const [host, value] of entriesOf2(table2.value("mirrors"))) {
      const own = rolesOf(value, `mirror of ${excerpt(host)} in ${file}`) ?? {};
      const isFree = (role) => !locked.has(`${role} ${host}`);
      const free = Object.fromEntries(Object.entries(own).filter(([role]) => isFree(role)));
      if (Object.keys(free).length > 0) roles.set(host, { ...roles.get(host), ...free });
      if (tier === "system") for (const role of Object.keys(own)) locked.add(`${role} ${host}`);
      if (tier !== "managed" && own.registry !== void 0) local.add(host);
    }
  }
  return { roles, local };
}
function rolesOf(value, where) {
  if (typeof value === "string") return { registry: { value, where }, index: { value, where } };
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw invalid(where, "it is neither an address nor a table");
  const set = ROLES.flatMap((role) => {
    const address = memberOf(value, role);
    return address === void 0 ? [] : [[role, { value: address, where }]];
  });
  return set.length === 0 ? void 0 : Object.fromEntries(set);
}
function foldIndexes(files, local) {
  const standard = DEFAULT_INDEXES.filter(([registry2]) => !local.has(registry2));
  const indexes = new Map(standard.map(([registry2, address]) => [registry2, { address, file: "OCX itself" }]));
  const locked = /* @__PURE__ */ new Set();
  for (const { file, table: table2, tier } of files) {
    for (const [registry2, settings2] of entriesOf2(table2.value("registries"))) {
      if (locked.has(registry2)) continue;
      if (tier === "system") locked.add(registry2);
      const address = memberOf(settings2, "index");
      if (address === "") indexes.delete(registry2);
      else if (typeof address === "string") indexes.set(registry2, { address: withScheme(address), file });
    }
  }
  return indexes;
}
function withScheme(address) {
  return address.includes("://") ? address : `https://${address}`;
}
function parseMirror(value, place, insecure) {
  const [, scheme = "https", host = "", prefix = ""] = typeof value === "string" ? /^(?:([a-z]+):\/\/)?([^/]+)(?:\/(.*?))?\/?$/i.exec(value) ?? [] : [];
  const name = host.toLowerCase();
  const plainHttp = scheme.toLowerCase() === "http";
  if (name === "" || name.includes("@") || !/^https?$/i.test(scheme))
    throw invalid(place, "it is not an address such as https://HOST/PREFIX");
  if (plainHttp && !insecure.has(host)) throw invalid(place, withoutLeave(host));
  return { host: name, prefix, plainHttp };
}
function isPlainHttp(address) {
  return /^http:/i.test(address);
}
function withoutLeave(host) {
  return `it uses plain HTTP, and OCX_INSECURE_REGISTRIES does not have ${excerpt(host)}`;
}
function entriesOf2(value) {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
function parseJson(text4) {
  try {
    const value = JSON.parse(text4);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    throw invalid("OCX_MIRRORS", "it is not JSON");
  }
  throw invalid("OCX_MIRRORS", "it is not an object");
}
function invalid(place, found) {
  return new BundleError("CONFIG_INVALID", `Cannot use ${place}: ${found}`);
}
function loginInVariables(host, variables) {
  const name = `OCX_AUTH_${host.replaceAll(/[^a-zA-Z0-9]/g, "_")}`;
  const [type, username, token] = ["TYPE", "USER", "TOKEN"].map((part) => variables[`${name}_${part}`]);
  if (!token || type === "anonymous") return void 0;
  const source = `${name}_TOKEN`;
  if (username && (type ?? "basic") === "basic") return { kind: "password", username, password: token, source };
  return { kind: "bearer", token, source };
}

// src/home/config/configuration-warnings.ts
async function configurationWarnings(place, { files, managed }) {
  return [
    ...managedWarnings(place, managed),
    ...await variableWarnings(place, files),
    ...await lazyWarnings(place)
  ];
}
async function lazyWarnings({ project, variables }) {
  const read = project === void 0 ? void 0 : await readToml(join7(project, "ocx.toml"), "PROJECT_INVALID");
  const isAlways = variables["OCX_LAZY_MODE"]?.toLowerCase() === "always" || read !== void 0 && isLazy(read);
  return isAlways ? ["Lazy mode is always on: `ocx env` puts OCX's own shims on PATH, not the imported packages"] : [];
}
function isLazy(project) {
  const parts = ["group", "package"].flatMap((kind) => {
    const named = project.table(kind);
    return named.keys.map((name) => named.table(name));
  });
  return [project, ...parts].some((part) => part.value("lazy-mode") === "always");
}
async function warnOfPatches(place) {
  const { files } = await readConfiguration(place).catch((error) => {
    if (error instanceof BundleError && error.code === "CONFIG_INVALID") return { files: [] };
    throw error;
  });
  return patchSources(place.variables, files).map(
    (source) => `${source}: patches do not travel, and the packages are exported without them`
  );
}
function managedWarnings({ home, variables }, managed) {
  if (managed === void 0 || managed.state === "applied" || !managed.isRequired) return [];
  const { source, state } = managed;
  const why = {
    absent: `which ${home} does not have`,
    unusable: `but what ${home} has of it is no configuration`,
    invalid: "which is not a valid source, or has an interval that is none"
  }[state];
  const unless = isSet(variables["OCX_NO_CONFIG"]) ? "" : " unless OCX_NO_CONFIG=1 is set";
  return [
    `OCX requires the managed configuration ${source}, ${why}: its commands will fail with exit code 78${unless}`
  ];
}
async function variableWarnings({ home, variables }, files) {
  const warnings = [];
  const index = variables["OCX_INDEX"];
  if (index !== void 0 && !await isSamePlace(index, join7(home, "index")))
    warnings.push(
      `OCX_INDEX is ${index || "empty"}: OCX will not use the index of the home, so it will not find imported tags`
    );
  const named = variables["OCX_CONFIG"];
  if (named !== void 0 && named !== "" && !files.some(({ file }) => file === named))
    warnings.push(`OCX_CONFIG is ${named}, which does not exist: OCX's commands will fail with exit code 79`);
  const project = isSet(variables["OCX_NO_PROJECT"]) ? void 0 : variables["OCX_PROJECT"];
  if (project && await isAway(project))
    warnings.push(`OCX_PROJECT is ${project}, which does not exist: OCX's commands will fail with exit code 79`);
  const fault = faultOfMirrors(variables, files);
  if (fault !== void 0) warnings.push(`${fault}. OCX's commands will fail with exit code 78`);
  for (const source of patchSources(variables, files))
    warnings.push(
      `${source}: patches do not travel in a bundle, and OCX may refuse to compose an environment without them`
    );
  return warnings;
}
async function isAway(path) {
  return lookAt(path).then(
    (found) => found === void 0,
    () => false
  );
}
async function isSamePlace(path, other) {
  const [one, two] = await Promise.all([path, other].map((place) => lookAt(place).catch(() => void 0)));
  return one === void 0 || two === void 0 ? resolve2(path) === resolve2(other) : one.dev === two.dev && one.ino === two.ino;
}

// src/home/config/trust-policy.ts
function findPolicy(files, packages) {
  for (const config of files) {
    for (const scope2 of scopesIn(config)) {
      const name = packages.find((candidate) => covers(scope2, candidate));
      if (name !== void 0) return { file: config.file, name };
    }
  }
  return void 0;
}
function scopesIn({ table: table2 }) {
  const policies = parseSettings(table2).trust?.policy ?? [];
  return policies.map(({ scope: scope2 = {} }) => {
    if (typeof scope2 === "string") return { include: [scope2], exclude: [] };
    const { include = [], exclude = [] } = scope2;
    return { include, exclude };
  });
}
function covers({ include, exclude }, name) {
  const twin = name.replace(/^([^/]*)_(\d+)(?=\/)/, "$1:$2");
  return (include.length === 0 || include.some((pattern) => matches(slugged(pattern), slugged(name)))) && ![name, twin].every((candidate) => exclude.some((pattern) => matches(pattern, candidate)));
}
function matches(pattern, name) {
  const star = pattern.indexOf("*");
  if (pattern === "") return true;
  return star === -1 ? name === pattern || name.startsWith(`${pattern}/`) : name.startsWith(pattern.slice(0, star));
}
function slugged(name) {
  const registry2 = /^[^/*]*/.exec(name)?.[0] ?? "";
  return `${slugOfPart(registry2)}${name.slice(registry2.length)}`;
}

// src/home/config/check-configuration.ts
async function checkConfiguration(place, packages, allowUnverified) {
  const { variables } = place;
  const configuration = await readConfiguration(place);
  const warnings = await configurationWarnings(place, configuration);
  const names = packages.flatMap(({ registry: registry2, repositories }) => repositories.map((name) => `${registry2}/${name}`));
  const policy = findPolicy(configuration.files, names);
  if (policy === void 0) return warnings;
  const covered = `${policy.file} has a trust policy for ${policy.name}, and an import cannot check signatures`;
  if (isSet(variables["OCX_NO_VERIFY"])) return [...warnings, `${covered}; OCX_NO_VERIFY is set`];
  if (allowUnverified) return [...warnings, `${covered}; allowed`];
  throw new BundleError("TRUST_POLICY", `Cannot import ${policy.name}: ${covered}`);
}

// src/home/plan/check-home.ts
import { access, constants as constants4, lstat as lstat4, realpath as realpath4 } from "node:fs/promises";
import { dirname as dirname3, isAbsolute as isAbsolute4 } from "node:path";

// src/home/plan/free-space.ts
import { statfs } from "node:fs/promises";
var INODES_OF_A_PACKAGE = 24;
var INODES_OF_A_DOCUMENT = 4;
var BLOCK = 4096;
async function checkFreeSpace(directory, needs, doing) {
  const { bavail, bsize, files, ffree } = await statfs(directory);
  const free = bavail * bsize;
  const lacks = [];
  if (free < needs.bytes) lacks.push(`${prettyBytes(needs.bytes)} are needed, ${prettyBytes(free)} are free`);
  if (files > 0 && ffree < needs.inodes) lacks.push(`${needs.inodes} inodes are needed, ${ffree} are free`);
  if (lacks.length > 0) throw new BundleError("DISK_FULL", `Cannot ${doing}: ${lacks.join(", ")}`);
}
function needsOf(plan, layers) {
  const documents = [...plan.blobs, ...plan.dispatchObjects, ...plan.indexDocuments];
  const packages = plan.packages.filter(({ state }) => state !== "complete").length;
  const trees = sum(layers.map(({ contentSize: contentSize2 }) => contentSize2));
  const executable = plan.ocx === void 0 || plan.ocx.state === "present" ? 0 : plan.ocx.size;
  const content = trees + executable + sum(documents.map(({ bytes }) => bytes.byteLength));
  const small = documents.length + packages * INODES_OF_A_PACKAGE;
  return {
    content,
    bytes: content + small * BLOCK,
    inodes: sum(layers.map(({ entryCount }) => entryCount)) + packages * INODES_OF_A_PACKAGE + documents.length * INODES_OF_A_DOCUMENT
  };
}
function sum(numbers) {
  return numbers.reduce((total, number2) => total + number2, 0);
}

// src/home/plan/check-home.ts
var LOCK_NAME = 61;
var LONGEST_HOME = MAX_LOCK_PATH - LOCK_NAME - 1;
async function checkHome(home) {
  if (!isAbsolute4(home))
    throw new BundleError("HOME_INVALID", `Cannot use home "${home}": it is relative, expected an absolute path`);
  await checkLength(home);
  const place = await existing(home);
  const link = await lookAt(home.replace(/(?<=.)\/+$/u, ""), lstat4);
  if (link?.isSymbolicLink() === true && await lookAt(home) === void 0) {
    const advice = "Create the directory that it leads to, or remove the link.";
    throw new BundleError("HOME_INVALID", `Cannot use home ${home}: it is a link that leads nowhere`, { hint: advice });
  }
  if ((await lookAt(place))?.isDirectory() !== false) return;
  const hint = "Choose a directory, or a path that does not exist yet.";
  throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${place} is a file`, { hint });
}
async function checkRoom(home, needs, { linked = [], written = [] } = {}) {
  const place = await existing(home);
  await checkWritable(place);
  if (place === home) {
    for (const folder of await existingFolders(home, written)) await checkWritable(folder);
    checkMounts(home, linked);
  }
  const store = storeOfTrees(home);
  await checkFreeSpace(await existing(store === void 0 ? home : inHome(home, store)), needs, `import into ${home}`);
}
async function checkWritable(folder) {
  try {
    await access(folder, constants4.W_OK);
  } catch (error) {
    if (isAbsent(error)) return;
    throw fromSystemError(error, `write to ${folder}`);
  }
}
async function existingFolders(home, folders) {
  const found = /* @__PURE__ */ new Set();
  for (const folder of folders) found.add(await existing(folder === "." ? home : inHome(home, folder)));
  return found;
}
async function checkLength(home) {
  const refuse2 = (length2) => {
    const found = `its path has ${length2} bytes, expected at most ${LONGEST_HOME}`;
    throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${found}`, { hint: "Choose a shorter path." });
  };
  const given = Buffer.byteLength(home);
  if (given > MAX_PATH - MAX_NAME) refuse2(given);
  const { place, real } = await realExisting(home);
  const length = Buffer.byteLength(real) + given - Buffer.byteLength(place);
  if (length > LONGEST_HOME) refuse2(length);
}
async function realExisting(path) {
  const place = await existing(path);
  try {
    return { place, real: await realpath4(place) };
  } catch (error) {
    if (isAbsent(error)) return realExisting(path);
    throw fromSystemError(error, `look at ${place}`);
  }
}
async function existing(path) {
  const parent = dirname3(path);
  return await lookAt(path) !== void 0 || parent === path ? path : existing(parent);
}

// src/home/project/find-project.ts
import { lstat as lstat5 } from "node:fs/promises";
import { dirname as dirname4, isAbsolute as isAbsolute5, join as join8, resolve as resolve3 } from "node:path";
var PROJECT_FILE = "ocx.toml";
var LOCK_FILE2 = "ocx.lock";
async function findProject(search) {
  if (search.named !== void 0) return namedProject(resolve3(search.directory, search.named));
  const isSelected = search.variable !== void 0 && search.variable !== "";
  if (search.global === true && isSelected) throw ambiguous();
  if (search.global === true && search.home !== void 0) return namedProject(search.home);
  if (search.none === true) return void 0;
  if (isSelected) return namedProject(resolve3(search.directory, search.variable));
  return await walkUp(resolve3(search.directory), search.ceiling) ?? await globalProject(search.home);
}
async function globalProject(home) {
  if (home === void 0) return void 0;
  const [file, lock] = [join8(home, PROJECT_FILE), join8(home, LOCK_FILE2)];
  return (await lookAt(file))?.isFile() === true && (await lookAt(lock))?.isFile() === true ? file : void 0;
}
async function namedProject(path) {
  const found = await lookAt(path);
  if (found?.isFile() === true) return path;
  if (found === void 0) throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${path}: it does not exist`);
  if (!found.isDirectory()) throw new BundleError("PROJECT_INVALID", `Cannot read project ${path}: it is not a file`);
  const file = join8(path, PROJECT_FILE);
  if ((await lookAt(file))?.isFile() === true) return file;
  throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${path}: it has no ${PROJECT_FILE}`);
}
async function walkUp(directory, ceiling) {
  const file = join8(directory, PROJECT_FILE);
  if ((await lookAt(file, lstat5))?.isFile() === true) return file;
  if (await lookAt(join8(directory, ".git"), lstat5) !== void 0) return void 0;
  const parent = dirname4(directory);
  return isSamePath(directory, ceiling) || parent === directory ? void 0 : walkUp(parent, ceiling);
}
function isSamePath(directory, ceiling) {
  return ceiling !== void 0 && isAbsolute5(ceiling) && partsOf(directory) === partsOf(ceiling);
}
function partsOf(path) {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return parts.join("/");
}
function ambiguous() {
  return new BundleError("OPTION_INVALID", "Cannot choose a project: both OCX_GLOBAL and OCX_PROJECT are set", {
    hint: "Unset one of them: OCX refuses both together."
  });
}

// src/home/project/project.ts
import { dirname as dirname5, join as join9 } from "node:path";

// src/home/project/declaration.ts
import { createHash as createHash5 } from "node:crypto";
var DEFAULT_GROUP = "default";
var LAZY_MODES = ["never", "always"];
var LAZY_REPORTS = ["silent", "progress"];
function parseDeclaration(file) {
  file.only(["tools", "env", "group", "package", "lazy-mode", "lazy-report", "trust"]);
  checkLaziness(file);
  checkPackages(file.table("package"));
  checkProjectTrust(file);
  const named = file.table("group");
  for (const reserved of [DEFAULT_GROUP, "all"]) {
    if (named.keys.includes(reserved)) file.refuse(`no group can be called "${reserved}"`);
  }
  const groups = [
    { name: DEFAULT_GROUP, tools: readTools(file.table("tools")), variables: readVariables(file.table("env")) },
    ...named.keys.toSorted(compareBytes).map((name) => readGroup(name, named.table(name)))
  ];
  return { groups, hash: declarationHash(groups) };
}
function declarationHash(groups) {
  const members = groups.map(({ name, tools }) => {
    const pairs = tools.map((tool) => [tool.name, tool.identifier]);
    return [name === DEFAULT_GROUP ? name : `group.${name}`, JSON.stringify(pairs)];
  });
  const sorted2 = members.toSorted(([a], [b]) => a < b ? -1 : 1);
  const canonical2 = `{${sorted2.map(([key2, value]) => `${JSON.stringify(key2)}:${value}`).join(",")}}`;
  return parseDigest(`sha256:${createHash5("sha256").update(canonical2).digest("hex")}`);
}
function readGroup(name, group) {
  group.only(["tools", "env", "lazy-mode"]);
  checkOneOf(group, "lazy-mode", LAZY_MODES);
  return { name, tools: readTools(group.table("tools")), variables: readVariables(group.table("env")) };
}
function readTools(table2) {
  return table2.keys.toSorted(compareBytes).map((name) => {
    const text4 = table2.text(name);
    const identifier = parseIdentifier(text4, void 0, {
      refuse: (reason) => table2.refuse(`${name} is "${text4}": ${reason}`)
    });
    const unnamed = identifier.tag === void 0 && identifier.digest === void 0;
    return { name, identifier: formatIdentifier(unnamed ? { ...identifier, tag: DEFAULT_TAG } : identifier) };
  });
}
function readVariables(table2) {
  return table2.keys.toSorted(compareBytes).map((key2) => {
    if (/^(?:__)?OCX_/iu.test(key2)) return table2.refuse(`"${key2}" is reserved for OCX`);
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/u.test(key2)) return table2.refuse(`"${key2}" is not a valid name for a variable`);
    return readVariable2(key2, table2.value(key2), table2);
  });
}
function readVariable2(key2, value, parent) {
  if (typeof value === "string") return { key: key2, kind: "constant", value };
  if (typeof value !== "object") return parent.refuse(`${key2} is neither a string nor a table`);
  const table2 = tableOf(value, `the variable ${key2}`, "PROJECT_INVALID");
  const kind = table2.text("type");
  const text4 = table2.text("value");
  switch (kind) {
    case "constant":
    case "path":
      table2.only(["type", "value"]);
      return { key: key2, kind, value: text4 };
    case "list": {
      table2.only(["type", "value", "separator"]);
      if (table2.value("separator") === void 0) return { key: key2, kind, value: text4 };
      const separator = table2.text("separator");
      if (separator === "" || /[=\n\r]/u.test(separator))
        return table2.refuse("its separator is empty or has =, CR or LF in it");
      if (text4.startsWith(separator) || text4.endsWith(separator))
        return table2.refuse("its value has the separator at an end");
      return { key: key2, kind, value: text4, separator };
    }
    default:
      return table2.refuse(`its type is "${kind}", expected constant, path or list`);
  }
}
function checkPackages(packages) {
  for (const key2 of packages.keys) {
    parseIdentifier(key2, void 0, { refuse: (reason) => packages.refuse(`"${key2}": ${reason}`) });
    const settings2 = packages.table(key2);
    settings2.only(["no-patches", "lazy-mode", "lazy-report"]);
    if (typeof (settings2.value("no-patches") ?? false) !== "boolean")
      settings2.refuse("no-patches is neither true nor false");
    checkLaziness(settings2);
  }
}
function checkLaziness(table2) {
  checkOneOf(table2, "lazy-mode", LAZY_MODES);
  checkOneOf(table2, "lazy-report", LAZY_REPORTS);
}
function checkOneOf(table2, key2, allowed) {
  if (table2.value(key2) !== void 0 && !allowed.includes(table2.text(key2)))
    table2.refuse(`${key2} is not one of ${allowed.join(", ")}`);
}

// src/home/project/ocx-lock.ts
var LOCK_VERSION = 3n;
var HASH_VERSION = 1n;
function parseLock(file) {
  const metadata = file.table("metadata");
  const version = metadata.value("lock_version");
  if (version !== LOCK_VERSION) return file.refuse(`expected lock_version ${LOCK_VERSION}`);
  file.only(["metadata", "tool"]);
  metadata.only(["lock_version", "declaration_hash_version", "declaration_hash", "generated_by", "generated_at"]);
  const hashVersion = metadata.value("declaration_hash_version");
  if (hashVersion !== HASH_VERSION) return metadata.refuse(`expected declaration_hash_version ${HASH_VERSION}`);
  for (const key2 of ["generated_by", "generated_at"]) metadata.text(key2);
  const tools = file.value("tool") ?? [];
  if (!Array.isArray(tools)) return file.refuse("tool is not a list of tables");
  return {
    declarationHash: metadata.text("declaration_hash"),
    tools: tools.map((tool) => readTool(tableOf(tool, "a tool of ocx.lock", "LOCK_INVALID")))
  };
}
function readTool(table2) {
  table2.only(["name", "group", "repository", "platforms"]);
  const text4 = table2.text("repository");
  const { registry: registry2, repository: repository2, ...rest } = parseIdentifier(text4, void 0, {
    refuse: (reason) => table2.refuse(`repository "${text4}": ${reason}`)
  });
  if (Object.keys(rest).length > 0) return table2.refuse(`repository "${text4}" has a tag or a digest`);
  if (table2.value("platforms") === void 0) return table2.refuse("platforms is missing");
  const platforms = table2.table("platforms");
  const offers = platforms.keys.toSorted(compareBytes).map((key2) => readOffer(key2, platforms));
  return { name: table2.text("name"), group: table2.text("group"), registry: registry2, repository: repository2, offers };
}
function readOffer(key2, platforms) {
  const platform = parsePlatform(key2, "LOCK_INVALID");
  if (formatPlatform(platform) !== key2)
    return platforms.refuse(`"${key2}" is not how OCX writes ${formatPlatform(platform)}`);
  const leaf = platforms.text(key2);
  return isDigest(leaf) ? { platform, leaf } : platforms.refuse(`"${leaf}" is not a digest`);
}

// src/home/project/project.ts
var LOCK_FILE3 = "ocx.lock";
async function readProject(file) {
  const declared = await readToml(file, "PROJECT_INVALID");
  if (declared === void 0)
    throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${file}: the file does not exist`);
  const { groups, hash: hash2 } = parseDeclaration(declared);
  const directory = dirname5(file);
  const lockFile = join9(directory, LOCK_FILE3);
  const locked = await readToml(lockFile, "LOCK_INVALID");
  if (locked === void 0) throw new BundleError("LOCK_INVALID", `Cannot find ${lockFile}: the project is not locked`);
  const { declarationHash: declarationHash2, tools } = parseLock(locked);
  if (declarationHash2 !== hash2) {
    throw new BundleError(
      "LOCK_STALE",
      `Cannot use ${lockFile}: it was made for ${declarationHash2}, but ${file} has ${hash2}`
    );
  }
  return { file, directory, lockFile, declarationHash: hash2, groups, tools };
}
function selectGroups(source, requested) {
  return [...new Set(expandGroups(source, requested))];
}
function expandGroups({ file, groups }, requested) {
  const known = groups.map(({ name }) => name);
  const unknown = requested.filter((name) => name !== "all" && !known.includes(name));
  if (unknown.length > 0) {
    throw new BundleError(
      "GROUP_UNKNOWN",
      `Cannot find group ${unknown.join(", ")} in ${file}: expected ${known.join(", ")}`
    );
  }
  return requested.length === 0 ? known : requested.flatMap((name) => name === "all" ? known : [name]);
}
function refuseSharedNames(tools, identify) {
  const known = /* @__PURE__ */ new Map();
  for (const tool of tools) {
    const first = known.get(tool.name) ?? tool;
    known.set(tool.name, first);
    if (identify(first) === identify(tool)) continue;
    const found = `${first.group} and ${tool.group} mean different tools by "${tool.name}"`;
    throw new BundleError("GROUPS_CONFLICT", `Cannot compose the environment: the groups ${found}`);
  }
}
function projectVariables(project, groups) {
  const names = [...new Set(groups.toReversed())].toReversed().filter((name) => name !== DEFAULT_GROUP);
  const chosen = [DEFAULT_GROUP, ...names].flatMap((name) => project.groups.filter((group) => group.name === name));
  return chosen.flatMap(({ variables }) => variables.map((variable) => anchored(variable, project.directory)));
}
function anchored(variable, directory) {
  if (variable.kind !== "path" || variable.value.startsWith("/")) return variable;
  return { ...variable, value: `${directory.replace(/\/$/u, "")}/${variable.value}` };
}

// src/home/project/load-project.ts
async function loadProject(named, { directory, variables, home }) {
  const file = await findProject({
    directory,
    named,
    variable: variables["OCX_PROJECT"],
    ceiling: variables["OCX_CEILING_PATH"],
    none: isSet(variables["OCX_NO_PROJECT"]),
    home,
    global: isSet(variables["OCX_GLOBAL"])
  });
  return file === void 0 ? void 0 : readProject(file);
}
async function findLockedProject(named, exported, { home, ...place }) {
  if (named === void 0) return exported && findUnnamed(exported.declarationHash, home, place);
  const project = await loadProject(named, place);
  if (exported === void 0) return void 0;
  if (project?.declarationHash === exported.declarationHash) return project;
  const found = `its lock is for ${project?.declarationHash}, expected ${exported.declarationHash} as in the bundle`;
  throw new BundleError("LOCK_STALE", `Cannot use project ${named}: ${found}`, {
    hint: "Check out the revision that the bundle was exported from, or export again."
  });
}
async function findUnnamed(hash2, home, place) {
  const here = await unlessBroken(() => loadProject(void 0, place));
  if (here?.declarationHash === hash2) return here;
  const file = await globalProject(home);
  const global = file === void 0 ? void 0 : await unlessBroken(() => readProject(file));
  return global?.declarationHash === hash2 ? global : void 0;
}
async function unlessBroken(load2) {
  try {
    return await load2();
  } catch (error) {
    if (error instanceof BundleError) return void 0;
    throw error;
  }
}

// src/commands/import/check-machine.ts
async function checkMachine(home, { packages }, exported, { project: named, allowUnverified }, context) {
  await checkHome(home);
  checkLaunchers(home, packages);
  const place = { ...context, home };
  const path = named && expandTilde(named, context);
  const project = await findLockedProject(path, exported, place);
  const settings2 = { ...place, ...project !== void 0 && { project: project.directory } };
  return { project, warnings: await checkConfiguration(settings2, packages, allowUnverified) };
}

// src/commands/import/describe-import.ts
import { existsSync as existsSync4 } from "node:fs";

// src/archive/frames/frame-table.ts
function checkFrameTable(blob) {
  const lie = (what) => new BundleError("FRAME_INVALID", `Cannot use frame table of ${blob.name}: ${what}`);
  const over2 = (what) => new BundleError("LIMIT_EXCEEDED", `Cannot read ${blob.name}: ${what}`);
  const { frames } = blob;
  if (frames.length === 0) throw lie("it is empty");
  if (![blob.bytes.size, blob.contentSize, blob.entryCount].every(isCount)) throw lie("a number is impossible");
  if (blob.contentSize > MAX_BLOB_CONTENT)
    throw over2(`${blob.contentSize} bytes, expected at most ${MAX_BLOB_CONTENT}`);
  if (blob.entryCount > MAX_ENTRIES) throw over2(`${blob.entryCount} entries, expected at most ${MAX_ENTRIES}`);
  let size3 = 0;
  let contentSize2 = 0;
  let before2;
  for (const [index, frame2] of frames.entries()) {
    const problem = impossible(frame2, before2);
    if (problem !== void 0) throw lie(`frame ${index} ${problem}`);
    size3 += frame2.size;
    contentSize2 += frame2.contentSize;
    before2 = frame2;
  }
  if (size3 !== blob.bytes.size) throw lie(`its frames have ${size3} bytes, expected ${blob.bytes.size}`);
  if (contentSize2 !== blob.contentSize) throw lie(`its content is ${contentSize2} bytes, expected ${blob.contentSize}`);
  const least = blob.entryCount * BLOCK_SIZE + END_SIZE;
  if (contentSize2 < least) throw lie(`${contentSize2} bytes of content cannot hold ${blob.entryCount} entries`);
}
function impossible(frame2, before2) {
  const { size: size3, contentSize: contentSize2, fileOffset } = frame2;
  if (!isCount(size3) || size3 === 0 || size3 > MAX_FRAME_SIZE) return `has an impossible size: ${size3}`;
  if (!isCount(contentSize2) || contentSize2 === 0 || contentSize2 > MAX_FRAME_CONTENT) {
    return `has an impossible content size: ${contentSize2}`;
  }
  if (contentSize2 > size3 * MAX_RATIO) return "claims more content than zstd can put into its bytes";
  if (!/^sha256:[0-9a-f]{64}$/.test(frame2.digest)) return "has no sha256 digest";
  if (fileOffset === void 0) return void 0;
  if (!isCount(fileOffset) || fileOffset === 0) return `has an impossible file offset: ${fileOffset}`;
  if (before2 === void 0) return "continues a file, but is the first";
  if (before2.fileOffset === void 0) {
    return fileOffset > before2.contentSize - BLOCK_SIZE ? "continues a file that the frame before cannot hold" : void 0;
  }
  const end = before2.fileOffset + before2.contentSize;
  return fileOffset === end ? void 0 : `continues a file at ${fileOffset}, expected ${end}`;
}
function isCount(value) {
  return Number.isSafeInteger(value) && value >= 0;
}
function tarSize(sizes) {
  return sizes.reduce((sum2, size3) => sum2 + BLOCK_SIZE + size3 + padding(size3), END_SIZE);
}

// src/oci/document.ts
function parseDocument(bytes, schema2, what, mostValues = MAX_MANIFEST_VALUES) {
  checkShape(bytes, what, mostValues);
  const result = safeParse(schema2, parseJson2(bytes, what), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const found = `${getDotPath(issue) ?? "it"} is ${issue.received}, expected ${issue.expected ?? issue.message}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} of the bundle: ${excerpt(found)}`);
}
function checkShape(bytes, what, most) {
  const { values, depth } = shapeOf(bytes);
  const over2 = (found) => new BundleError("LIMIT_EXCEEDED", `Cannot read ${what} of the bundle: it has ${found}`);
  if (values > most) throw over2(`${values} values, expected at most ${most}`);
  if (depth > MAX_NESTING) throw over2(`${depth} levels, expected at most ${MAX_NESTING}`);
}
function parseJson2(bytes, what) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} of the bundle: it is not JSON`, { cause });
  }
}

// src/bundle/config-schema.ts
var text2 = (longest) => pipe(string(), regex(/^[ -~\u00a0-\uffff]+$/), maxLength(longest));
var size = pipe(number(), safeInteger(), minValue(0));
var positive = () => pipe(number(), safeInteger(), minValue(1));
var list2 = (item, longest = MAX_LIST) => pipe(array(item), maxLength(longest), readonly());
var anyDigest = pipe(
  string(),
  regex(/^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/),
  guard(isDigest)
);
var ownDigest = pipe(string(), regex(/^sha256:[0-9a-f]{64}$/), guard(isDigest));
var registry = pipe(string(), regex(/^[A-Za-z0-9_[][A-Za-z0-9._:[\]-]*$/), maxLength(255));
var repository = pipe(
  string(),
  regex(/^(?!\.{1,2}(\/|$))[a-z0-9._-]+(\/(?!\.{1,2}(\/|$))[a-z0-9._-]+)*$/),
  maxLength(255)
);
var tag = pipe(string(), regex(/^(?!\.{1,2}$)[!-.0-[\]-~\u00a0-\uffff]+$/), maxLength(255));
var platformName = pipe(string(), regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/), maxLength(64));
var frame = pipe(
  object({
    size: pipe(positive(), maxValue(MAX_FRAME_SIZE)),
    contentSize: pipe(positive(), maxValue(MAX_FRAME_CONTENT)),
    digest: ownDigest,
    contentDigest: exactOptional(ownDigest),
    fileOffset: exactOptional(positive())
  }),
  readonly()
);
var table = {
  blob: ownDigest,
  entryCount: size,
  contentSize: size,
  frames: pipe(array(frame), minLength(1), readonly())
};
var root = object({
  identifier: text2(1024),
  registry,
  repository,
  tag: exactOptional(tag),
  leaf: anyDigest,
  index: exactOptional(anyDigest),
  current: boolean(),
  declaredBy: picklist(["identifier", "lock", "link"]),
  name: exactOptional(text2(255)),
  groups: exactOptional(list2(text2(255)))
});
var configSchema = object({
  formatVersion: literal(1),
  requires: list2(text2(255)),
  platform: object({ os: platformName, architecture: platformName, features: list2(text2(255)) }),
  roots: list2(root, MAX_PACKAGES),
  packages: list2(
    object({ registry, leaf: anyDigest, repositories: list2(repository), platform: text2(255) }),
    MAX_PACKAGES
  ),
  layers: list2(object({ registry, digest: anyDigest, ...table }), MAX_LAYERS),
  sources: list2(object({ registry, published: boolean() })),
  store: object(table),
  project: exactOptional(object({ declarationHash: anyDigest, groups: list2(text2(255)) })),
  ocx: exactOptional(object({ digest: ownDigest, size: pipe(positive(), maxValue(MAX_EXECUTABLE)), ...table }))
});
var versionSchema = object({
  formatVersion: pipe(number(), safeInteger(), minValue(1)),
  requires: optional(list2(text2(255)), [])
});

// src/bundle/config.ts
var FORMAT_VERSION2 = 1;
var HOME_PREFIX = "ocx/";
var EXECUTABLE_PREFIX = `${HOME_PREFIX}.ocx-bundle/ocx/`;
var EXECUTABLE_ENTRIES = 2;
var KNOWN_FEATURES = [];
function encodeConfig(config) {
  const { formatVersion, requires, platform, roots, packages, layers, sources, store, project, ocx } = config;
  const ordered = {
    formatVersion,
    requires,
    platform: { os: platform.os, architecture: platform.architecture, features: platform.features },
    roots: roots.map(orderRoot),
    packages: packages.map((item) => ({
      registry: item.registry,
      leaf: item.leaf,
      repositories: item.repositories,
      platform: item.platform
    })),
    layers: layers.map((layer) => ({ registry: layer.registry, digest: layer.digest, ...orderTable(layer) })),
    sources: sources.map(({ registry: registry2, published }) => ({ registry: registry2, published })),
    store: orderTable(store),
    ...project && { project: { declarationHash: project.declarationHash, groups: project.groups } },
    ...ocx && { ocx: { digest: ocx.digest, size: ocx.size, ...orderTable(ocx) } }
  };
  return new TextEncoder().encode(JSON.stringify(ordered));
}
function orderRoot(root2) {
  const { identifier, registry: registry2, repository: repository2, tag: tag2, leaf, index, current, declaredBy, name, groups } = root2;
  return { identifier, registry: registry2, repository: repository2, tag: tag2, leaf, index, current, declaredBy, name, groups };
}
function orderTable({ blob, entryCount, contentSize: contentSize2, frames }) {
  return { blob, entryCount, contentSize: contentSize2, frames: frames.map(orderFrame) };
}
function orderFrame({ size: size3, contentSize: contentSize2, digest: digest3, contentDigest, fileOffset }) {
  return { size: size3, contentSize: contentSize2, digest: digest3, contentDigest, fileOffset };
}
function parseConfig(bytes) {
  const { formatVersion, requires } = parseDocument(bytes, versionSchema, "config", MAX_CONFIG_VALUES);
  if (formatVersion > FORMAT_VERSION2) {
    const found = `it has format version ${formatVersion}, expected at most ${FORMAT_VERSION2}`;
    throw new BundleError("BUNDLE_TOO_NEW", `Cannot read bundle: ${found}`, {
      hint: `Use a newer ocx-bundle, one that reads format version ${formatVersion}.`
    });
  }
  const unknown = requires.filter((feature) => !KNOWN_FEATURES.includes(feature));
  if (unknown.length > 0) {
    const found = `it requires ${unknown.map((feature) => `"${feature}"`).join(", ")}`;
    throw new BundleError(
      "BUNDLE_TOO_NEW",
      `Cannot read bundle: ${found}, expected only features that this version knows`
    );
  }
  const config = parseDocument(bytes, configSchema, "config", MAX_CONFIG_VALUES);
  checkConfig(config);
  return config;
}
function checkConfig(config) {
  const packages = unique(
    "packages",
    config.packages.map(({ registry: registry2, leaf }) => `${registry2} ${leaf}`)
  );
  unique(
    "layers",
    config.layers.map(({ registry: registry2, digest: digest3 }) => `${registry2} ${digest3}`)
  );
  unique(
    "sources",
    config.sources.map(({ registry: registry2 }) => registry2)
  );
  if (config.ocx !== void 0) checkExecutable(config.ocx);
  for (const root2 of config.roots) {
    checkName(root2);
    const { registry: registry2, leaf, identifier } = root2;
    if (!packages.has(`${registry2} ${leaf}`)) refuseConfig(`root ${identifier} is not among its packages`);
  }
}
function checkExecutable({ size: size3, entryCount, contentSize: contentSize2 }) {
  if (entryCount !== EXECUTABLE_ENTRIES) refuseConfig(`ocx has ${entryCount} entries, expected ${EXECUTABLE_ENTRIES}`);
  const expected = tarSize([0, size3]);
  if (contentSize2 !== expected) refuseConfig(`ocx has ${contentSize2} bytes of content, expected ${expected}`);
}
function checkName({ identifier, registry: registry2, repository: repository2, tag: tag2, leaf, index }) {
  if (tag2 !== void 0 && printable(tag2) !== tag2) refuseConfig(`a tag is not shown as it is: ${tag2}`);
  const name = `${registry2}/${repository2}${tag2 === void 0 ? "" : `:${tag2}`}`;
  const pinned = [leaf, index].filter((digest3) => digest3 !== void 0).map((digest3) => `${name}@${digest3}`);
  const [expected = "", ...others] = tag2 === void 0 ? pinned : [name, ...pinned];
  if (identifier !== expected && !others.includes(identifier))
    refuseConfig(`a root is called ${identifier}, expected ${expected}`);
}
function unique(what, names) {
  const seen = /* @__PURE__ */ new Set();
  for (const name of names) {
    if (seen.has(name)) refuseConfig(`its ${what} have ${name} twice`);
    seen.add(name);
  }
  return seen;
}
function refuseConfig(found) {
  throw new BundleError("BUNDLE_INVALID", `Cannot read config of the bundle: ${found}`);
}

// src/commands/results/summarize-bundle.ts
function summarizeBundle(closure, figures) {
  const sizes = new Map(figures.layers.map((layer) => [keyOf3(layer), layer]));
  const users = usersOf(closure);
  const tagged = closure.roots.filter(({ tag: tag2 }) => tag2 !== void 0);
  return {
    ...figures,
    formatVersion: FORMAT_VERSION2,
    contentSize: figures.layers.reduce((sum2, { contentSize: contentSize2 }) => sum2 + contentSize2, 0),
    packages: closure.packages.map((item) => summarizePackage(item, closure, sizes)),
    layers: figures.layers.map((layer) => ({ ...layer, packages: users.get(keyOf3(layer)) ?? [] })),
    tags: tagged.map(({ identifier, leaf, current }) => ({ identifier, digest: leaf, current }))
  };
}
function summarizeLayers({ layers }) {
  return layers.map(({ frames, ...layer }) => ({
    ...layer,
    size: frames.reduce((sum2, frame2) => sum2 + frame2.size, 0),
    frameCount: frames.length
  }));
}
function summarizeDelta({ config, blobs, delta, carried, beside = [] }) {
  const sizes = new Map(carried.map(({ digest: digest3, size: size3 }) => [digest3, size3]));
  const omitted = new Set(delta.omitted);
  const patches = new Map(delta.patches.map((patch) => [patch.blob, patch]));
  const layers = config.layers.map(({ registry: registry2, digest: digest3, blob }) => {
    if (omitted.has(blob)) return { registry: registry2, digest: digest3, travels: "omitted" };
    const patch = patches.get(blob);
    const size3 = sizes.get(patch?.patch ?? blob) ?? 0;
    if (patch === void 0) return { registry: registry2, digest: digest3, travels: "whole", size: size3 };
    const base = { registry: patch.base.registry, digest: patch.base.digest };
    return { registry: registry2, digest: digest3, travels: "patched", size: size3, base };
  });
  const count = (way) => layers.filter(({ travels }) => travels === way).length;
  const whole = beside.filter(({ digest: digest3 }) => sizes.has(digest3)).length;
  return {
    omitted: count("omitted"),
    patched: count("patched"),
    whole: count("whole"),
    fullSize: blobs.reduce((sum2, { size: size3 }) => sum2 + size3, 0),
    layers,
    ...beside.length > 0 && { originals: { omitted: beside.length - whole, whole } }
  };
}
function packageName({ registry: registry2, leaf, repositories }, roots) {
  const root2 = roots.find((candidate) => candidate.registry === registry2 && candidate.leaf === leaf);
  return root2?.identifier ?? formatIdentifier({ registry: registry2, repository: repositories[0] ?? "", digest: leaf });
}
function summarizePackage(item, { packages, roots }, sizes) {
  const { registry: registry2, leaf, platform, manifest, dependencies } = item;
  const own = roots.filter((root2) => root2.registry === registry2 && root2.leaf === leaf);
  const needed = dependencies.flatMap(
    ({ identifier }) => packages.filter((other) => other.registry === identifier.registry && other.leaf === identifier.digest)
  );
  const layers = manifest.layers.map(({ digest: digest3 }) => sizes.get(keyOf3({ registry: registry2, digest: digest3 })));
  return {
    identifier: packageName(item, roots),
    digest: leaf,
    platform,
    root: own.length > 0,
    current: own.some(({ current }) => current),
    dependencies: needed.map((other) => packageName(other, roots)),
    layers: layers.length,
    contentSize: layers.reduce((sum2, layer) => sum2 + (layer?.contentSize ?? 0), 0)
  };
}
function usersOf({ packages, roots }) {
  const uses = packages.flatMap((item) => {
    const digests = new Set(item.manifest.layers.map(({ digest: digest3 }) => digest3));
    const name = packageName(item, roots);
    return Array.from(digests, (digest3) => ({ key: keyOf3({ registry: item.registry, digest: digest3 }), name }));
  });
  const byLayer = Map.groupBy(uses, ({ key: key2 }) => key2);
  return new Map(Array.from(byLayer, ([key2, list3]) => [key2, list3.map(({ name }) => name)]));
}
function keyOf3({ registry: registry2, digest: digest3 }) {
  return `${registry2} ${digest3}`;
}

// src/commands/import/bundle-layers.ts
function partToUnpack({ layers: missing3, ocx }, damaged3, bundle) {
  const toLayer = (change, isDamaged2) => ({
    change,
    listed: listedLayer(bundle, change),
    isDamaged: isDamaged2
  });
  const places = new Map(Array.from(bundle.stored.blobs.keys(), (digest3, at) => [digest3, at]));
  const place = ({ listed }) => places.get(bundle.carrierOf(listed) ?? listed.blob) ?? 0;
  const layers = [
    ...missing3.map((change) => toLayer(change, false)),
    ...damaged3.map((change) => toLayer(change, true))
  ].toSorted((a, b) => place(a) - place(b));
  const executable = ocx === void 0 || ocx.state === "present" ? void 0 : bundle.config.ocx?.blob;
  const digests = [...layers.map(({ listed }) => bundle.carrierOf(listed)), executable];
  return { layers, blobs: digests.filter((digest3) => digest3 !== void 0).map((digest3) => ({ digest: digest3 })) };
}
function listedLayer({ config }, { registry: registry2, digest: digest3 }) {
  const layer = config.layers.find((candidate) => candidate.registry === registry2 && candidate.digest === digest3);
  if (layer === void 0) throw new Error(`the bundle lacks layer ${digest3}`);
  return layer;
}
function contentOf(plan, bundle) {
  return plan.layers.reduce((sum2, layer) => sum2 + listedLayer(bundle, layer).contentSize, 0);
}
function missingBytes(blobs, { content }) {
  return content.remote?.missing(blobs);
}
function spooledBytes(blobs, bundle) {
  return Math.min(missingBytes(blobs, bundle) ?? 0, MAX_SPOOLED);
}

// src/commands/import/describe-import.ts
function describeImport({ plan, repairs }, prepared, { dryRun, pinned, trust: trust2, project, environment, warnings }) {
  const { bundle, damage, disk, missing: missing3 } = prepared;
  const { closure } = prepared.input;
  const { remote } = bundle.content;
  return {
    home: plan.home,
    bundle: { ...nameBundle(bundle), platform: formatPlatform(bundle.config.platform) },
    changed: plan.changed,
    packages: plan.packages.map((pkg) => describePackage(pkg, prepared.input)),
    ...plan.counts,
    bytesAdded: contentOf(plan, bundle),
    links: plan.links.map(({ path, status }) => ({ path: inHome(plan.home, path), status })),
    conflicts: plan.conflicts,
    ...plan.ocx !== void 0 && {
      ocx: { path: inHome(plan.home, plan.ocx.path), digest: plan.ocx.digest, status: OCX_STATUS[plan.ocx.state] }
    },
    roots: closure.roots.map(
      ({ registry: registry2, repository: repository2, tag: tag2, leaf }) => formatIdentifier({ registry: registry2, repository: repository2, ...tag2 !== void 0 && { tag: tag2 }, digest: leaf })
    ),
    ...damage !== void 0 && describeRepairs(plan, repairs),
    dryRun,
    disk,
    ...remote !== void 0 && {
      fetched: {
        bytes: remote.fetched(),
        ...remote.size !== void 0 && { size: remote.size },
        ...missing3 !== void 0 && { missing: missing3 }
      }
    },
    pinned,
    ...trust2 !== void 0 && { trust: trust2 },
    needsOffline: closure.roots.some((root2) => root2.declaredBy === "lock" && !isIndexed(plan.home, root2)),
    ...project !== void 0 && {
      project: { directory: project.directory, groups: bundle.config.project?.groups ?? [] }
    },
    ...environment !== void 0 && { environment },
    warnings
  };
}
function describePackage({ package: pkg, path, state, isDamaged: isDamaged2 }, { home, closure }) {
  return {
    identifier: packageName(pkg, closure.roots),
    digest: pkg.leaf,
    path: inHome(home, path),
    status: isDamaged2 ? "repaired" : STATUS[state]
  };
}
function isIndexed(home, { registry: registry2, repository: repository2 }) {
  return existsSync4(inHome(home, indexRootPath(registry2, repository2)));
}
function nameBundle({ name, digest: digest3, descriptor }) {
  return { name, digest: digest3, ...descriptor.digest !== digest3 && { manifestDigest: descriptor.digest } };
}
var OCX_STATUS = { missing: "added", altered: "repaired", present: "present" };
var STATUS = { missing: "added", incomplete: "repaired", complete: "present" };

// src/home/closure/deferred-installs.ts
import { join as join10 } from "node:path";
async function isDeferred(home, registry2, repositories, leaf) {
  for (const repository2 of repositories) {
    if (await lookAt(join10(home, shimPath(registry2, repository2, leaf))) !== void 0) return true;
  }
  return false;
}
var DEFERRED_HINT = "Run `ocx pull --lazy-mode never` in the project: in lazy mode OCX installs a tool only when it is first run.";

// src/home/environment/installed-packages.ts
async function loadPackages(home, roots) {
  const loaded = /* @__PURE__ */ new Map();
  const missing3 = /* @__PURE__ */ new Map();
  const load2 = async (identifier) => {
    const path = pathOf(identifier);
    if (loaded.has(path)) return;
    const documents = await readPackage(home, path);
    if (documents) loaded.set(path, documents);
    else missing3.set(path, identifier);
  };
  for (const root2 of roots) await load2(root2);
  for (const dependency of Array.from(loaded.values(), visibleOf).flat()) await load2(dependency);
  if (missing3.size > 0) throw await notInstalled(home, roots, [...missing3.values()]);
  return loaded;
}
function packagesOf({ packages }) {
  return new Map(
    packages.map(({ registry: registry2, leaf, metadata, resolved }) => [
      packagePath(registry2, leaf),
      { metadata, closure: resolved.map(toClosureEntry) }
    ])
  );
}
function documentsOf(packages, identifier) {
  const documents = packages.get(pathOf(identifier));
  if (!documents) throw new Error(`${formatIdentifier(identifier)} was not loaded`);
  return documents;
}
function visibleOf({ closure }) {
  return closure.filter(({ visibility }) => hasInterface(visibility)).map(({ identifier }) => identifier);
}
function identityOf({ registry: registry2, repository: repository2, digest: digest3 }) {
  return formatIdentifier({ registry: registry2, repository: repository2, digest: digest3 });
}
function packageRootOf(home, identifier) {
  return `${home}/${pathOf(identifier)}`;
}
function pathOf({ registry: registry2, digest: digest3 }) {
  return packagePath(registry2, digest3);
}
async function readPackage(home, path) {
  const metadata = await home.read(`${path}/metadata.json`);
  const resolved = await home.read(`${path}/resolve.json`);
  if (!metadata || !resolved || !await lookAt(`${home.path}/${path}/content`)) return void 0;
  const closure = parseResolved(resolved, `${path}/resolve.json`);
  return { metadata: parseMetadata(metadata, `${path}/metadata.json`), closure: closure.map(toClosureEntry) };
}
function toClosureEntry({ identifier, visibility }) {
  return { identifier: parsePinned(identifier), visibility };
}
function parsePinned(text4) {
  const { digest: digest3, ...identifier } = parseIdentifier(text4, void 0, { code: "DOCUMENT_INVALID" });
  if (digest3 === void 0)
    throw new BundleError("DOCUMENT_INVALID", `Cannot read resolve.json: "${text4}" has no digest`);
  return { ...identifier, digest: digest3 };
}
async function notInstalled(home, roots, missing3) {
  const names = missing3.map(formatIdentifier).join(", ");
  const cure = missing3.every((identifier) => roots.includes(identifier)) ? missing3 : roots;
  const isLazy2 = await Promise.all(
    missing3.map(({ registry: registry2, repository: repository2, digest: digest3 }) => isDeferred(home.path, registry2, [repository2], digest3))
  );
  return new BundleError("PACKAGE_NOT_INSTALLED", `Cannot compose the environment: ${home.path} has no ${names}`, {
    hint: isLazy2.includes(true) ? DEFERRED_HINT : `Run \`ocx package install ${cure.map(formatIdentifier).join(" ")}\`.`
  });
}

// src/home/environment/read-environment.ts
import { existsSync as existsSync5 } from "node:fs";

// src/home/environment/conflicts.ts
function refuseConflicts(roots, packages) {
  const shown = roots.flatMap((root2) => [root2, ...visibleOf(documentsOf(packages, root2))]);
  if (roots.length > 1) refuseSharedNames2(shown, packages);
  refuseTwoVersions(shown);
}
function refuseSharedNames2(shown, packages) {
  const distinct2 = new Map(shown.map((identifier) => [identityOf(identifier), identifier]));
  const owners = /* @__PURE__ */ new Map();
  for (const identifier of distinct2.values()) {
    for (const { name } of documentsOf(packages, identifier).metadata.entrypoints) {
      owners.set(name, [...owners.get(name) ?? [], identifier]);
    }
  }
  const [clash] = [...owners].filter(([, list3]) => list3.length > 1).toSorted(([a], [b]) => compareBytes(a, b));
  if (clash) throw conflict(`the entry point "${clash[0]}" is in ${listOf(clash[1])}`);
}
function refuseTwoVersions(shown) {
  const versions = Map.groupBy(shown, ({ registry: registry2, repository: repository2 }) => `${registry2}/${repository2}`);
  for (const [name, list3] of [...versions].toSorted(([a], [b]) => compareBytes(a, b))) {
    const distinct2 = new Map(list3.toReversed().map((identifier) => [identifier.digest, identifier]));
    if (distinct2.size > 1)
      throw conflict(`${name} is needed in two versions, ${listOf([...distinct2.values()].toReversed())}`);
  }
}
function listOf(identifiers) {
  return identifiers.map(formatIdentifier).join(" and ");
}
function conflict(reason) {
  return new BundleError("ENVIRONMENT_CONFLICT", `Cannot compose the environment: ${reason}`);
}

// src/home/environment/interpolate.ts
var VALUE_LIMIT = 64 * 1024;
function roomOfEnvironment() {
  return { left: MAX_ENVIRONMENT };
}
function interpolate(template, scope2) {
  const segments = [...scan(template, scope2)];
  if (!scope2.earlier && segments.some(({ kind }) => kind === "variable")) {
    throw invalidTemplate(scope2, "`${self.env.\u2026}` is not allowed here");
  }
  const parts = [];
  let size3 = 0;
  for (const segment of segments) {
    const part = resolve4(segment, scope2);
    size3 += Buffer.byteLength(part);
    if (size3 > VALUE_LIMIT) throw invalidTemplate(scope2, `it grows beyond ${VALUE_LIMIT} bytes`);
    parts.push(part);
  }
  takeRoom(size3, scope2);
  return parts.join("");
}
function takeRoom(size3, { subject, room }) {
  if (room === void 0) return;
  room.left -= size3;
  if (room.left >= 0) return;
  const what = `the values of the environment take over ${MAX_ENVIRONMENT} bytes`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot resolve ${subject}: ${what}`);
}
function* scan(template, scope2) {
  const end = template.lastIndexOf("}") + 1;
  let done = 0;
  for (const { index, 0: match2, 1: body } of template.slice(0, end).matchAll(/\$\$\{|\$\{([^}]*)\}/g)) {
    if (index > done) yield { kind: "text", text: template.slice(done, index) };
    yield body === void 0 ? { kind: "text", text: "${" } : parseToken(body, scope2);
    done = index + match2.length;
  }
  yield { kind: "text", text: template.slice(done).replaceAll("$${", () => "${") };
}
function parseToken(body, scope2) {
  const colon = body.indexOf(":");
  const base = colon < 0 ? body : body.slice(0, colon);
  const token = parseBase(base);
  if (!token) {
    throw invalidTemplate(scope2, `\`\${${excerpt(body)}}\` is not an OCX token; write \`$\${\` for a literal \`\${\``);
  }
  if (colon < 0) return token;
  const suffix = body.slice(colon + 1);
  if (token.kind === "variable")
    throw invalidTemplate(scope2, `\`\${${excerpt(body)}}\` cannot take \`:${excerpt(suffix)}\``);
  if (suffix === "native" || suffix === "posix") return token;
  throw invalidTemplate(
    scope2,
    `\`:${excerpt(suffix)}\` in \`\${${excerpt(body)}}\` is unknown, expected \`:native\` or \`:posix\``
  );
}
function parseBase(base) {
  if (base === "installPath" || base === "self.installPath") return { kind: "installPath" };
  const [, key2] = /^self\.env\.([A-Za-z_][A-Za-z0-9_]*)$/.exec(base) ?? [];
  if (key2 !== void 0) return { kind: "variable", key: key2 };
  const [, name] = /^deps\.([a-z0-9][a-z0-9_-]{0,63})\.installPath$/.exec(base) ?? [];
  return name === void 0 ? void 0 : { kind: "dependency", name };
}
function resolve4(segment, scope2) {
  switch (segment.kind) {
    case "text":
      return segment.text;
    case "installPath":
      return scope2.installPath;
    case "dependency":
      return dependencyPath(segment.name, scope2);
    case "variable":
      return earlierValue(segment.key, scope2);
  }
}
function dependencyPath(name, scope2) {
  const path = scope2.dependencies.get(name);
  if (path === void 0) {
    const names = [...scope2.dependencies.keys()].toSorted().join(", ") || "none";
    throw invalidTemplate(scope2, `dependency "${name}" is not declared, expected one of: ${names}`);
  }
  if (scope2.exists && !scope2.exists(path)) {
    throw new BundleError(
      "PACKAGE_NOT_INSTALLED",
      `Cannot resolve ${scope2.subject}: dependency "${name}" is not at ${path}`
    );
  }
  return path;
}
function earlierValue(key2, scope2) {
  const [value, second] = scope2.earlier?.get(key2) ?? [];
  if (value === void 0)
    throw invalidTemplate(scope2, `\`\${self.env.${key2}}\` is not set by an earlier variable of the package`);
  if (second !== void 0) throw invalidTemplate(scope2, `\`\${self.env.${key2}}\` is set twice, expected once`);
  return value;
}
function invalidTemplate(scope2, reason) {
  return new BundleError("METADATA_INVALID", `Cannot resolve ${scope2.subject}: ${reason}`);
}

// src/home/environment/environment-entries.ts
function resolveVariables(variables, scope2, exists) {
  const earlier = /* @__PURE__ */ new Map();
  const entries = [];
  for (const variable of variables) {
    const seen = variable.visibility === "public" || variable.visibility === "interface";
    const subject = `${variable.key} of ${scope2.subject}`;
    const text4 = interpolate(variable.value, { ...scope2, subject, earlier, ...seen ? { exists } : {} });
    const value = variable.type === "path" ? joinRaw(scope2.installPath, text4) : text4;
    if (seen) {
      refuseUnusable(variable, value, subject, exists);
      entries.push(entryOf(variable, value));
    }
    earlier.set(variable.key, [...earlier.get(variable.key) ?? [], value].slice(0, 2));
  }
  return entries;
}
function joinRaw(directory, path) {
  if (path.startsWith("/")) return path;
  return directory.endsWith("/") ? `${directory}${path}` : `${directory}/${path}`;
}
function refuseUnusable(variable, value, subject, exists) {
  if (value.includes("\0")) {
    throw new BundleError("METADATA_INVALID", `Cannot resolve ${subject}: no environment can hold its NUL character`, {
      hint: "The publisher has to correct the package."
    });
  }
  if (variable.type === "path" && variable.required && !exists(value)) {
    throw new BundleError("REQUIRED_PATH_MISSING", `Cannot resolve ${subject}: there is no ${value}`);
  }
  if (variable.type !== "list") return;
  const { separator } = variable;
  if (value.startsWith(separator) || value.endsWith(separator)) {
    const found = `${JSON.stringify(value)} begins or ends with its separator ${JSON.stringify(separator)}`;
    throw new BundleError("METADATA_INVALID", `Cannot resolve ${subject}: ${found}`);
  }
}
function entryOf(variable, value) {
  const { key: key2, type } = variable;
  return variable.type === "list" ? { key: key2, value, type, separator: variable.separator } : { key: key2, value, type };
}

// src/home/environment/environment.ts
function composeEnvironment(roots, composition) {
  refuseConflicts(roots, composition.packages);
  const room = roomOfEnvironment();
  const parts = contributorsOf(roots, composition.packages).map(
    (identifier) => contributionOf(identifier, composition, room)
  );
  return {
    entries: parts.flatMap(({ entries }) => entries),
    binaries: parts.flatMap(({ binaries }) => binaries),
    entrypoints: parts.flatMap(({ entrypoints }) => entrypoints),
    integrations: parts.flatMap(({ integrations }) => integrations)
  };
}
function contributorsOf(roots, packages) {
  const isRoot = new Set(roots.map(identityOf));
  const contributors = /* @__PURE__ */ new Map();
  const visit3 = (identifier) => {
    const identity = identityOf(identifier);
    if (!contributors.has(identity)) contributors.set(identity, identifier);
  };
  for (const root2 of roots) {
    for (const dependency of visibleOf(documentsOf(packages, root2))) {
      if (!isRoot.has(identityOf(dependency))) visit3(dependency);
    }
    visit3(root2);
  }
  return [...contributors.values()];
}
function contributionOf(identifier, { home, packages, exists }, room) {
  const documents = documentsOf(packages, identifier);
  const { metadata } = documents;
  const name = formatIdentifier(identifier);
  const root2 = packageRootOf(home, identifier);
  const dependencies = contentsOf(documents, home);
  const scope2 = { subject: name, installPath: `${root2}/content`, dependencies, room };
  const claim = (claimed) => ({ name: claimed, package: name });
  const entrypoints = metadata.entrypoints.map((entrypoint) => claim(entrypoint.name));
  const integrations = metadata.integrations.map(({ key: key2, value }) => ({
    namespace: key2,
    package: name,
    payload: interpolateTexts(value, { ...scope2, subject: `${key2} of ${name}`, exists })
  }));
  const variables = resolveVariables(metadata.env, scope2, exists);
  const launchers = { key: "PATH", value: `${root2}/entrypoints`, type: "path" };
  return {
    entries: entrypoints.length === 0 ? variables : [...variables, launchers],
    binaries: (metadata.binaries ?? []).map(claim),
    entrypoints,
    integrations
  };
}
function contentsOf({ metadata, closure }, home) {
  const leaves = new Map(closure.map(({ identifier }) => [repositoryOf(identifier), identifier]));
  return new Map(
    metadata.dependencies.map((dependency) => {
      const identifier = leaves.get(repositoryOf(dependency.identifier)) ?? dependency.identifier;
      return [nameOf(dependency), `${packageRootOf(home, identifier)}/content`];
    })
  );
}
function repositoryOf({ registry: registry2, repository: repository2 }) {
  return formatIdentifier({ registry: registry2, repository: repository2 });
}
function nameOf({ name, identifier }) {
  if (name !== void 0) return name;
  const last = identifier.repository.slice(identifier.repository.lastIndexOf("/") + 1);
  const bent = last.replaceAll(/[^a-z0-9_-]/g, "-").slice(0, 64);
  return /^[a-z0-9]/.test(bent) ? bent : "dep";
}
function interpolateTexts(payload, scope2) {
  switch (payload.kind) {
    case "string":
      return string2(interpolate(payload.value, scope2));
    case "array":
      return array2(payload.items.map((item) => interpolateTexts(item, scope2)));
    case "object": {
      const members = membersOf(payload).map(({ key: key2, value }) => ({ key: key2, value: interpolateTexts(value, scope2) }));
      return { kind: "object", members };
    }
    default:
      return payload;
  }
}

// src/home/environment/variable-values.ts
var DEFAULT_SEPARATOR = " ";
var PATH_SEPARATOR = ":";
function variableOf(variables, key2) {
  return (Object.hasOwn(variables, key2) ? variables[key2] : void 0) ?? "";
}
function moveToFront(existing2, values) {
  const last = values.at(-1);
  if (last === void 0) return existing2;
  const later = /* @__PURE__ */ new Set([last]);
  const segments = last === "" ? [] : [last];
  const add = (text4) => {
    for (const segment of text4.split(PATH_SEPARATOR)) if (segment !== "" && !later.has(segment)) segments.push(segment);
  };
  for (const value of values.slice(0, -1).toReversed()) {
    add(value);
    later.add(value);
  }
  add(existing2);
  return segments.join(PATH_SEPARATOR);
}
var LONGEST_VARIABLE = 128 * 1024;
var MOST_PASSES = 32;
function appendUnique(existing2, value, separator) {
  if (value === "") return existing2;
  const wanted = `${separator}${value}${separator}`;
  let wrapped = `${separator}${existing2}${separator}`;
  for (let pass = 0; pass < MOST_PASSES && wrapped.includes(wanted); pass++)
    wrapped = wrapped.replaceAll(wanted, () => separator);
  const rest = wrapped.length >= 2 * separator.length ? wrapped.slice(separator.length, -separator.length) : "";
  return rest === "" ? value : `${rest}${separator}${value}`;
}
function isVariableName(key2) {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key2);
}

// src/home/environment/separators.ts
function settleSeparators(entries) {
  const separators = /* @__PURE__ */ new Map();
  for (const { key: key2, type, separator } of entries) {
    if (type !== "list" || separator === void 0) continue;
    const first = separators.get(key2) ?? separator;
    if (first !== separator) {
      throw conflict2(`${key2} is a list with the separators ${JSON.stringify(first)} and ${JSON.stringify(separator)}`);
    }
    separators.set(key2, separator);
  }
  return entries.map((entry) => settle(entry, separators.get(entry.key)));
}
function settle(entry, separator) {
  if (entry.type !== "list") return entry;
  const effective = separator ?? DEFAULT_SEPARATOR;
  if (entry.value.startsWith(effective) || entry.value.endsWith(effective)) {
    const found = `${JSON.stringify(entry.value)} begins or ends with its separator ${JSON.stringify(effective)}`;
    throw conflict2(`the value of ${entry.key}, ${found}`);
  }
  return separator === void 0 ? entry : { ...entry, separator };
}
function conflict2(reason) {
  return new BundleError("ENVIRONMENT_CONFLICT", `Cannot compose the environment: ${reason}`);
}

// src/home/environment/read-environment.ts
async function readEnvironment(home, roots, added = []) {
  const packages = await loadPackages(home, roots);
  return composeWhole({ roots, added }, { home: home.path, packages, exists: existsSync5 });
}
function composeWhole({ roots, added }, composition) {
  const environment = composeEnvironment(lookedUp(roots), composition);
  return { ...environment, entries: settleSeparators([...environment.entries, ...added]) };
}
function lookedUp(roots) {
  const places = new Map(roots.map((root2, place) => [formatIdentifier(root2), place]));
  return roots.filter((root2, place) => places.get(formatIdentifier(root2)) === place);
}

// src/commands/ocx/ocx-package.ts
var OCX = { registry: "ocx.sh", repository: "ocx/cli" };
var OCX_BINARIES = "content/bin";
function isOcx({ registry: registry2, repository: repository2 }) {
  return registry2 === OCX.registry && repository2 === OCX.repository;
}
function isCompanion(root2) {
  return isOcx(root2) && root2.declaredBy === "link";
}
function withCompanion(wanted, whole) {
  const companions = whole.roots.filter((root2) => isCompanion(root2) && !wanted.includes(root2));
  if (companions.length === 0 || wanted.some(isOcx)) return wanted;
  const leaves = new Set(wanted.map(({ leaf }) => leaf));
  for (const { leaf, dependencies } of whole.packages.toReversed()) {
    if (leaves.has(leaf)) for (const dependency of dependencies) leaves.add(dependency.leaf);
  }
  const packages = whole.packages.filter(({ leaf }) => leaves.has(leaf));
  return hasEntryPoints({ packages }) ? [...wanted, ...companions] : wanted;
}
function bringsOcx({ packages }) {
  return packages.some(
    ({ registry: registry2, repositories }) => repositories.some((repository2) => isOcx({ registry: registry2, repository: repository2 }))
  );
}
function hasEntryPoints({ packages }) {
  return packages.some(({ metadata }) => metadata.entrypoints.length > 0);
}
function offlineVariables(home) {
  return { OCX_HOME: home, OCX_OFFLINE: "1" };
}

// src/commands/ocx/environment-roots.ts
function environmentRoots(roots, exported, requested) {
  if (exported === void 0) {
    const named = roots.filter((root2) => !isCompanion(root2));
    if (requested.length === 0) return { roots: currentOnly(named), groups: [] };
    throw new BundleError(
      "OPTION_INVALID",
      `Cannot use group ${requested.join(", ")}: the bundle was exported without a project`,
      {
        hint: "Leave the groups out, or export a project."
      }
    );
  }
  const groups = expandGroups(
    { file: "the bundle", groups: exported.map((name) => ({ name })) },
    requested.length === 0 && exported.includes(DEFAULT_GROUP) ? [DEFAULT_GROUP] : requested
  );
  const tools = groups.flatMap((group) => toolsOf(roots, group));
  refuseSharedNames(tools, ({ root: root2 }) => root2.identifier);
  return { roots: lookedUp2([...new Map(tools.map(({ name, root: root2 }) => [name, root2])).values()]), groups };
}
function lookedUp2(tools) {
  const places = new Map(tools.map(({ identifier }, place) => [identifier, place]));
  return tools.filter(({ identifier }, place) => places.get(identifier) === place);
}
function toolsOf(roots, group) {
  return roots.filter(({ groups }) => groups?.includes(group)).map((root2) => ({ name: root2.name ?? root2.identifier, group, root: root2 })).toSorted((a, b) => compareBytes(a.name, b.name));
}
function currentOnly(roots) {
  const current = new Map(roots.filter((root2) => root2.current).map((root2) => [placeOf(root2), root2.leaf]));
  return roots.filter((root2) => (current.get(placeOf(root2)) ?? root2.leaf) === root2.leaf);
}
function placeOf({ registry: registry2, repository: repository2 }) {
  return `${registry2}/${repository2}`;
}
function projectEntries(project, groups) {
  return projectVariables(project, groups).map(({ kind, ...variable }) => ({ ...variable, type: kind }));
}
function pinnedIdentifier({
  registry: registry2,
  repository: repository2,
  tag: tag2,
  leaf
}) {
  return { registry: registry2, repository: repository2, ...tag2 !== void 0 && { tag: tag2 }, digest: leaf };
}

// src/commands/import/import-environment.ts
function importEnvironment({ closure, exported, project }, { packages, environment }) {
  if (environment === void 0) return void 0;
  const ofProject = packages.length === 0 ? exported : void 0;
  const { roots, groups } = environmentRoots(closure.roots, ofProject, environment.groups);
  if (project === void 0 || ofProject === void 0) return { roots: roots.map(pinnedIdentifier), added: [] };
  checkLocked(project, groups, closure);
  return { roots: roots.map(pinnedIdentifier), added: projectEntries(project, groups) };
}
function composeImport(source, { home, closure }, exists) {
  return source && composeWhole(source, { home, packages: packagesOf(closure), exists });
}
function checkLocked({ tools, lockFile }, groups, { roots }) {
  const absent = tools.filter(({ group }) => groups.includes(group)).filter(
    ({ name, group, offers }) => !roots.some(
      (root2) => root2.name === name && root2.groups?.includes(group) && offers.some(({ leaf }) => leaf === root2.leaf)
    )
  );
  if (absent.length === 0) return;
  const names = absent.map(({ name }) => name).join(", ");
  throw new BundleError("LOCK_STALE", `Cannot use ${lockFile}: the bundle has ${names} in another version`, {
    hint: "Check out the revision that the bundle was exported from, or export again."
  });
}

// src/commands/import/prepare-import.ts
import { availableParallelism } from "node:os";

// src/commands/import/import-disk-use.ts
function importDiskUse({ plan, bundle, part, spoolDirectory }, pipe2) {
  const { bytes, content } = needsOf(
    plan,
    part.layers.map(({ listed }) => listed)
  );
  const spooled = spooledBytes(part.blobs, bundle);
  return {
    written: content,
    peak: [
      ...bytes === 0 ? [] : [{ use: "staging", path: plan.home, bytes }],
      ...pipe2 === void 0 ? [] : [{ use: "spool", path: pipe2.spool, bytes: blobBytes(bundle) }],
      ...spooled === 0 ? [] : [{ use: "spool", path: spoolDirectory ?? plan.home, bytes: spooled }]
    ]
  };
}
function blobBytes({ stored }) {
  return stored.blobs.values().reduce((sum2, { size: size3 }) => sum2 + size3, 0);
}

// src/commands/import/prepare-import.ts
async function prepareImport(opened, { plan, input, wantedEnvironment }, means, job) {
  const { context, reporter } = job;
  const { workers = availableParallelism(), durable, concurrency, spoolDirectory } = means;
  const damage = means.repair === true ? await damageOf(plan, opened, workers) : void 0;
  const damaged3 = damage?.layers ?? [];
  const needed = [...plan.layers, ...damaged3];
  const { bundle, engine } = await withBases(opened, needed, { input, means, workers }, job);
  const part = partToUnpack(plan, damaged3, bundle);
  const missing3 = missingBytes(part.blobs, bundle);
  if (missing3 !== void 0 && (plan.changed || missing3 > 0)) announce(missing3, bundle, means, reporter);
  const planned = {
    plan,
    bundle,
    input,
    part,
    wantedEnvironment,
    workers,
    ...engine !== void 0 && { engine },
    durable,
    concurrency,
    ...spoolDirectory !== void 0 && { spoolDirectory: userPath(spoolDirectory, context) },
    ...damage !== void 0 && { damage },
    reporter,
    signal: context.signal
  };
  const spool = planned.spoolDirectory ?? temporaryDirectory();
  const pipe2 = means.source.kind === "stream" ? { spool } : void 0;
  return { ...planned, missing: missing3, disk: importDiskUse(planned, pipe2) };
}
async function damageOf(...words) {
  return (await import("./repair-home-PSZ43BVQ.mjs")).findDamage(...words);
}
async function withBases(...words) {
  const [bundle, , { means }] = words;
  if (bundle.delta === void 0 && (means.bases ?? []).length === 0) return { bundle };
  return (await import("./import-bases-SHEUSZ3T.mjs")).attachImportBases(...words);
}
function announce(missing3, { content }, { dryRun }, reporter) {
  const amount = `${prettyBytes(missing3)} of ${prettyBytes(content.remote?.size ?? missing3)}`;
  reporter.say(`${dryRun ? "Would fetch" : "Fetching"} ${amount} from ${content.name}`);
}

// src/commands/ocx/brought-ocx.ts
function broughtOcx(roots, { ocx }) {
  const directories = [
    ...roots.filter(isCompanion).map(({ registry: registry2, leaf }) => `${packagePath(registry2, leaf)}/${OCX_BINARIES}`),
    ...ocx === void 0 ? [] : [executableDirectory(ocx.digest)]
  ];
  return directories.length === 0 ? void 0 : { directories };
}

// src/commands/ocx/ocx-on-path.ts
import { constants as constants5 } from "node:fs";
import { access as access2 } from "node:fs/promises";
import { dirname as dirname6, join as join11, resolve as resolve5 } from "node:path";
var SEPARATOR = ":";
function findOnPath(context) {
  return firstWithOcx(
    directoriesOf(context.variables["PATH"]).map((directory) => resolve5(context.directory, directory))
  );
}
async function withOwnOcx(environment, places, { variables, form }) {
  const { entries, entrypoints } = environment;
  const isWanted = entrypoints.length > 0 || places.brought !== void 0 || await hasExecutables(places.home);
  if (!isWanted || await findsOcx(entries, variables, places.home)) return environment;
  const value = await findOwnOcx(places);
  if (value === void 0) return environment;
  if (form === "job") return { ...environment, entries: [{ key: "PATH", value, type: "path" }, ...entries] };
  return { ...environment, entries: [...entries, { key: "PATH", value, type: "list", separator: SEPARATOR }] };
}
async function findOwnOcx({ home, brought }) {
  const current = `${currentPath(OCX.registry, OCX.repository)}/${OCX_BINARIES}`;
  const { directories = [], isComing = false } = brought ?? {};
  const places = [current, ...directories, ...await recordedExecutables(home)];
  const found = await firstWithOcx(places.map((directory) => inHome(home, directory)));
  if (found !== void 0) return dirname6(found);
  const [coming] = isComing ? directories : [];
  return coming && inHome(home, coming);
}
async function findsOcx(entries, variables, home) {
  if (variables["OCX_BINARY_PIN"]) return true;
  const added = entries.filter(({ key: key2, type }) => key2 === "PATH" && type !== "constant").map(({ value }) => value);
  const own = home === void 0 ? void 0 : `${inHome(home, EXECUTABLES)}/`;
  const directories = [...added, ...directoriesOf(variables["PATH"])];
  return await firstWithOcx(directories.filter((each) => own === void 0 || !each.startsWith(own))) !== void 0;
}
async function hasExecutables(home) {
  return (await recordedExecutables(home)).length > 0;
}
async function recordedExecutables(home) {
  const { records } = await readImportsLog(targetHome(home));
  const digests = records.filter(({ forgotten }) => forgotten === void 0).flatMap(({ ocx }) => ocx ?? []);
  return [...new Set(digests.toReversed())].map(executableDirectory);
}
function directoriesOf(path) {
  return (path ?? "").split(SEPARATOR).filter((directory) => directory !== "");
}
async function firstWithOcx(directories) {
  for (const directory of directories) {
    const path = join11(directory, "ocx");
    if (await isExecutable(path)) return path;
  }
  return void 0;
}
async function isExecutable(path) {
  return access2(path, constants5.X_OK).then(
    () => true,
    () => false
  );
}

// src/commands/ocx/launcher-warnings.ts
var NAMED = 5;
function warnOfExport(closure) {
  const names = packagesWithLaunchers(closure);
  if (names.length === 0 || bringsOcx(closure)) return [];
  return [
    `${needOcx(names)}, which the bundle does not have: set \`include-ocx: true\` (\`--include-ocx true\`), export ocx.sh/ocx/cli too, or install OCX where they run`
  ];
}
async function warnOfImport(closure, places, { variables }) {
  const names = packagesWithLaunchers(closure);
  if (names.length === 0 || bringsOcx(closure) || await findsOcx([], variables)) return [];
  if (await findOwnOcx(places) !== void 0) return [];
  return [
    `${needOcx(names)}, which is neither in the bundle nor on PATH: export with \`include-ocx: true\` (\`--include-ocx true\`), or install OCX here`
  ];
}
async function warnOfEnvironment({ entrypoints, entries }, { variables }) {
  const names = [...new Set(entrypoints.map((claim) => claim.package.replace(/@.*$/u, "")))];
  if (names.length === 0 || await findsOcx(entries, variables)) return [];
  return [
    `${needOcx(names)}, which is neither in this environment nor on PATH: add ocx.sh/ocx/cli to it, or install OCX here`
  ];
}
function packagesWithLaunchers({ packages, roots }) {
  return packages.filter(({ metadata }) => metadata.entrypoints.length > 0).map((pkg) => packageName(pkg, roots));
}
function needOcx(names) {
  const rest = names.length - NAMED;
  const listed = `${names.slice(0, NAMED).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return `Entry points of ${listed} run \`ocx\``;
}

// src/commands/import/ready-for-use.ts
async function readyForUse({ home, closure, bundle }, composed, { dryRun, shared }, context) {
  const ocx = broughtOcx(closure.roots, bundle.config);
  const places = { home, brought: ocx && { ...ocx, isComing: dryRun } };
  const environment = composed && await withOwnOcx(composed, places, { ...context, form: "job" });
  const launching = await (environment === void 0 ? warnOfImport(closure, places, context) : warnOfEnvironment(environment, context));
  const closed = shared === true ? await warnOfClosedFolders(targetHome(home), closure) : [];
  return { environment, warnings: [...launching, ...closed] };
}

// src/commands/places/home-path.ts
import { isAbsolute as isAbsolute6, join as join12, resolve as resolve6 } from "node:path";
function homePath(asked, { variables, userHome, directory }) {
  const given = asked && expandTilde(asked, { userHome }) || variables["OCX_HOME"];
  if (!given && !isAbsolute6(userHome)) {
    throw new BundleError("HOME_INVALID", "Cannot find the home: neither OCX_HOME nor HOME is an absolute path", {
      hint: "Set `home` or OCX_HOME."
    });
  }
  const path = given || join12(userHome, ".ocx");
  if (hasLostBytes(path))
    throw new BundleError("HOME_INVALID", `Cannot use home ${path}: its path is not UTF-8`, {
      hint: "Choose a home with a path of UTF-8 names."
    });
  if (isAbsolute6(path)) return path.replace(/(?<=.)\/+$/u, "");
  const name = asked ? "home" : "the home in OCX_HOME,";
  throw new BundleError("HOME_INVALID", `Cannot use ${name} "${path}": it is relative, expected an absolute path`, {
    hint: /^[a-z]:[\\/]/i.test(path) ? "Use a path of this system, for example /opt/ocx. In WSL, C:\\ is /mnt/c/." : `Write ${userPath(path, { directory, userHome })} if you mean that directory.`
  });
}
function indexPath2({ variables, directory }) {
  const named = variables["OCX_INDEX"];
  return named === void 0 || named === "" ? void 0 : resolve6(directory, named);
}

// src/oci/descriptor.ts
var MAX_TEXT = 4096;
var text3 = pipe(string(), maxLength(MAX_TEXT));
var sizeSchema = pipe(number(), safeInteger(), minValue(0));
var digestSchema = pipe(string(), guard(isDigest));
var descriptorSchema = pipe(
  object({
    mediaType: text3,
    digest: digestSchema,
    size: sizeSchema,
    annotations: exactOptional(record(string(), string())),
    platform: exactOptional(
      object({ architecture: text3, os: text3, "os.features": exactOptional(array(text3)) })
    ),
    artifactType: exactOptional(text3)
  }),
  readonly()
);
function orderDescriptor(descriptor) {
  const { mediaType, digest: digest3, size: size3, annotations: annotations2, platform, artifactType } = descriptor;
  return {
    mediaType,
    digest: digest3,
    size: size3,
    ...annotations2 && { annotations: sortKeys(annotations2) },
    ...platform && { platform },
    ...artifactType !== void 0 && { artifactType }
  };
}
function sortKeys(annotations2) {
  return Object.fromEntries(Object.entries(annotations2).toSorted(([a], [b]) => a < b ? -1 : 1));
}
function sameContent(a, b) {
  return a.digest === b.digest && a.size === b.size;
}

// src/oci/media-types.ts
var IMAGE_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
var IMAGE_INDEX = "application/vnd.oci.image.index.v1+json";
var IMAGE_CONFIG = "application/vnd.oci.image.config.v1+json";
var LAYER_TAR = "application/vnd.oci.image.layer.v1.tar";
var LAYER_TAR_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";
var LAYER_TAR_ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd";
var DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
var DOCKER_MANIFEST_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
var DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
var DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar";
var DOCKER_LAYER_GZIP = "application/vnd.docker.image.rootfs.diff.tar.gzip";
var BUNDLE_ARTIFACT = "application/vnd.ocx-bundle.v1";
var BUNDLE_CONFIG = "application/vnd.ocx-bundle.config.v1+json";
var ORIGINALS_ARTIFACT = "application/vnd.ocx-bundle.originals.v1";
var ORIGINALS_LIST = "application/vnd.ocx-bundle.originals.list.v1+json";
var ORIGINAL_INDEX = "application/vnd.ocx-bundle.originals.index.v1+json";
var BESIDE = "vnd.ocx-bundle.beside";
var SIGSTORE_BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
var EMPTY_JSON = "application/vnd.oci.empty.v1+json";
var STORE_NAME = "vnd.ocx-bundle.store.name";
var STORE_TAG = "vnd.ocx-bundle.store.tag";
var REF_NAME = "org.opencontainers.image.ref.name";
var IMAGE_NAME = "io.containerd.image.name";
var BASE_DIGEST = "org.opencontainers.image.base.digest";
var BUNDLE_DIGEST = "vnd.ocx-bundle.digest";
var DELTA_ARTIFACT = "application/vnd.ocx-bundle.delta.v1";
var DELTA_CONFIG = "application/vnd.ocx-bundle.delta.config.v1+json";
var FULL_MANIFEST = "application/vnd.ocx-bundle.manifest.v1+json";
var FULL_INDEX = "application/vnd.ocx-bundle.index.v1+json";
var DELTA_PATCH = "application/vnd.ocx-bundle.patch.v1";
var DELTA_BESIDE = "application/vnd.ocx-bundle.beside.v1";
var HAVE_LIST = "application/vnd.ocx-bundle.have.v1+json";

// src/oci/links.ts
var MANIFEST_TYPES = [IMAGE_MANIFEST, IMAGE_INDEX, DOCKER_MANIFEST, DOCKER_MANIFEST_LIST];
function isManifestType(mediaType) {
  return MANIFEST_TYPES.includes(mediaType);
}
var linksSchema = object({
  schemaVersion: literal(2),
  artifactType: exactOptional(string()),
  config: exactOptional(descriptorSchema),
  layers: exactOptional(array(descriptorSchema), []),
  manifests: exactOptional(array(descriptorSchema), []),
  subject: exactOptional(descriptorSchema),
  annotations: exactOptional(record(string(), string()))
});
function parseLinks(bytes) {
  const { config, layers, manifests, subject, ...document } = parseDocument(bytes, linksSchema, "manifest");
  const artifactType = document.artifactType ?? config?.mediaType;
  return {
    to: [...config === void 0 ? [] : [config], ...layers, ...manifests],
    ...subject !== void 0 && { subject },
    ...artifactType !== void 0 && { artifactType },
    ...document.annotations && { annotations: document.annotations }
  };
}

// src/commands/places/entry-name.ts
var LONGEST2 = 200;
function findEntryName(text4) {
  const [, name = "", tag2 = DEFAULT_TAG] = /^([^:]*)(?::(.*))?$/.exec(text4) ?? [];
  const repository2 = name.toLowerCase();
  const isName = isRepositoryName(repository2) && repository2.length <= LONGEST2;
  return isName && isTagName(tag2) ? { repository: repository2, tag: tag2 } : void 0;
}
function parseEntryName(text4) {
  const name = findEntryName(text4);
  if (name !== void 0) return name;
  throw new BundleError("OPTION_INVALID", `Cannot add the bundle as "${text4}": that is not a name and a tag`, {
    hint: `Set \`--as\` to a name of letters and digits, with single dots, dashes, underscores and slashes between them, of at most ${LONGEST2} characters.`
  });
}

// src/commands/places/open-input.ts
import { join as join17 } from "node:path";

// src/bundle/bundle-name.ts
function checkBundleName(name) {
  if (isTagName(name)) return;
  const rule = "expected up to 128 letters, digits, dots, dashes and underscores, the first one a letter, digit or underscore";
  throw new BundleError("OPTION_INVALID", `Cannot name a bundle "${name}": ${rule}`, {
    hint: "Choose another name, for example toolchain-1.2."
  });
}
var DEFAULT_NAME_OF_SEVERAL = "ocx-bundle";
function defaultBundleName({ os, architecture }) {
  const name = `ocx-bundle-${os}-${architecture}`;
  return isTagName(name) ? name : DEFAULT_NAME_OF_SEVERAL;
}

// src/layout/directory-layout.ts
import { join as join13 } from "node:path";

// src/oci/layout.ts
var LAYOUT_FILE = "oci-layout";
var INDEX_FILE = "index.json";
var LAYOUT_VERSION = "1.0.0";
function blobPath(digest3) {
  return `blobs/${algorithmOf(digest3)}/${hexOf(digest3)}`;
}
function encodeLayoutFile() {
  return new TextEncoder().encode(JSON.stringify({ imageLayoutVersion: LAYOUT_VERSION }));
}

// src/layout/content.ts
var NOTHING_AHEAD = { async [Symbol.asyncDispose]() {
} };

// src/oci/manifest.ts
var annotations = exactOptional(record(string(), string()));
var manifestSchema = pipe(
  object({
    schemaVersion: literal(2),
    mediaType: exactOptional(literal(IMAGE_MANIFEST)),
    artifactType: exactOptional(string()),
    config: descriptorSchema,
    layers: pipe(array(descriptorSchema), readonly()),
    subject: exactOptional(descriptorSchema),
    annotations
  }),
  readonly()
);
var imageIndexSchema = pipe(
  object({
    schemaVersion: literal(2),
    mediaType: exactOptional(literal(IMAGE_INDEX)),
    artifactType: exactOptional(string()),
    manifests: pipe(array(descriptorSchema), readonly()),
    annotations
  }),
  readonly()
);
function encodeManifest(manifest) {
  const { artifactType, config, layers, subject } = manifest;
  return encode({
    schemaVersion: 2,
    mediaType: IMAGE_MANIFEST,
    ...artifactType !== void 0 && { artifactType },
    config: orderDescriptor(config),
    layers: layers.map(orderDescriptor),
    ...subject && { subject: orderDescriptor(subject) },
    ...manifest.annotations && { annotations: sortKeys(manifest.annotations) }
  });
}
function encodeImageIndex(manifests) {
  return encode({ schemaVersion: 2, mediaType: IMAGE_INDEX, manifests: manifests.map(orderDescriptor) });
}
function encode(document) {
  return new TextEncoder().encode(JSON.stringify(document));
}

// src/layout/read-layout.ts
var layoutSchema = object({ imageLayoutVersion: literal(LAYOUT_VERSION) });
async function readLayout(find, name) {
  parseDocument(await readWhole(await find(LAYOUT_FILE), LAYOUT_FILE, MAX_MANIFEST), layoutSchema, LAYOUT_FILE);
  const index = await readWhole(await find(INDEX_FILE), INDEX_FILE, MAX_INDEX);
  const { manifests } = parseDocument(index, imageIndexSchema, INDEX_FILE);
  if (name === void 0) return manifests;
  const named = manifests.filter(({ annotations: annotations2 }) => annotations2?.[REF_NAME] === name);
  if (named.length > 0) return manifests.filter(({ annotations: annotations2 }) => (annotations2?.[REF_NAME] ?? name) === name);
  throw new BundleError("BUNDLE_NOT_FOUND", `Cannot find bundle ${name}: the layout has ${nameList(manifests)}`);
}
function nameList(descriptors) {
  const names = descriptors.map(({ annotations: annotations2, digest: digest3 }) => excerpt(annotations2?.[REF_NAME] ?? digest3));
  const shown = [...new Set(names)].toSorted();
  if (shown.length === 0) return "none";
  const rest = shown.length - MOST_NAMES;
  return rest > 0 ? `${shown.slice(0, MOST_NAMES).join(", ")} and ${rest} more` : shown.join(", ");
}
var MOST_NAMES = 20;
async function readWhole(bytes, what, longest) {
  if (bytes.size <= longest) return bytes.read(0, bytes.size);
  const found = `it has ${bytes.size} bytes, expected at most ${longest}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${what} of the bundle: ${found}`);
}

// src/layout/directory-layout.ts
async function isDirectoryLayout(path) {
  return await lookAt(join13(path, LAYOUT_FILE)) !== void 0;
}
function openDirectoryLayout(path, name) {
  const sizes = /* @__PURE__ */ new Map();
  const find = async (file) => {
    const bytes = await readByPath(join13(path, file), MAX_INDEX);
    if (bytes !== void 0) return bytes;
    throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: it has no ${file}, expected an OCI image layout`);
  };
  return {
    name: path,
    roots: () => readLayout(find, name),
    async expect(blobs) {
      for (const { digest: digest3, size: size3 } of blobs) sizes.set(digest3, size3);
    },
    open: ({ digest: digest3 }) => openByPath(join13(path, blobPath(digest3))),
    prefetch: () => NOTHING_AHEAD,
    finish: async () => {
    },
    verify: async () => [],
    async size() {
      const own = [await find(LAYOUT_FILE), await find(INDEX_FILE)].map((bytes) => bytes.size);
      return [...own, ...sizes.values()].reduce((sum2, size3) => sum2 + size3, 0);
    },
    async [Symbol.asyncDispose]() {
    }
  };
}

// src/layout/open-layout.ts
import { readdir as readdir4 } from "node:fs/promises";
import { basename as basename3, dirname as dirname7, join as join14 } from "node:path";

// src/layout/file-kind.ts
var EMPTY2 = {
  name: "an empty file",
  hint: "Check why the command or download that made it wrote nothing."
};
var WEB_PAGE = {
  name: "an HTML page",
  hint: "Check the address and the login: the server sent a web page instead."
};
var LOOK = "Look at it with `head`: it may be a checksum, a list, or the error message of a server. Then name the bundle.";
var MAGIC = [
  ["\x8B", compressed("a gzip file", "gunzip")],
  ["(\xB5/\xFD", compressed("a zstd file", "unzstd")],
  ["\xFD7zXZ\0", compressed("an xz file", "unxz")],
  ["BZh", compressed("a bzip2 file", "bunzip2")],
  [
    "PK",
    {
      name: "a zip file",
      hint: "Unpack it with `unzip`, and use the bundle in it. A workflow artifact may be a zip file."
    }
  ],
  ["7z\xBC\xAF'", { name: "a 7-Zip file", hint: "Unpack it, and use the bundle in it." }],
  ["\x7FELF", { name: "an ELF program" }],
  ["<!DOCTYPE", WEB_PAGE],
  ["<!doctype", WEB_PAGE],
  ["<html", WEB_PAGE],
  ["{", { name: "a JSON document", hint: LOOK }]
];
function fileKind(start) {
  if (start.byteLength === 0) return EMPTY2;
  const text4 = Buffer.from(start).toString("latin1");
  const known = MAGIC.find(([magic]) => text4.startsWith(magic))?.[1];
  return known ?? (start.includes(0) ? void 0 : { name: "a text file", hint: LOOK });
}
function compressed(name, program) {
  return { name, hint: `Decompress it with \`${program}\`.` };
}
async function readStart(source, length) {
  return source.read(0, length).catch(async (error) => {
    const size3 = await source.size();
    if (size3 >= length) throw error;
    return source.read(0, size3);
  });
}

// src/layout/parts.ts
var MAX_PARTS = 999;
var MAX_PARTS_DOCUMENT = 1024 * 1024;
var MAX_VALUES2 = 1e4;
var MAX_PARTED_NAME = 240;
var PARTS_DOCUMENT_START = 4096;
var PARTED_NAME = /^(?!\.{1,2}$)[A-Za-z0-9._-]+$/;
var MEDIA_TYPE = "application/vnd.ocx-bundle.parts.v1+json";
var ANY_VERSION = /"mediaType"\s*:\s*"application\/vnd\.ocx-bundle\.parts\.v(\d+)\+json"/;
function partsDocumentName(name) {
  return `${name}.parts.json`;
}
function wholeNameOf(candidate) {
  return /^(.+)\.part-\d{3}$/.exec(candidate)?.[1];
}
function partName(name, index) {
  return `${name}.part-${String(index + 1).padStart(3, "0")}`;
}
function planParts({ size: size3, name, partSize }) {
  const count = Math.ceil(size3 / partSize);
  if (count > MAX_PARTS) {
    const what = `it takes ${count} parts of ${partSize} bytes, expected at most ${MAX_PARTS}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot split ${name}: ${what}`, {
      hint: `Use parts of at least ${Math.ceil(size3 / MAX_PARTS)} bytes, or export fewer packages into one bundle.`
    });
  }
  return Array.from({ length: count }, (_, index) => {
    const offset = index * partSize;
    return { name: partName(name, index), offset, size: Math.min(partSize, size3 - offset) };
  });
}
function formatPartsDocument({ name, size: size3, digest: digest3, parts }) {
  const rows = parts.map((part) => ({ name: part.name, size: part.size, digest: part.digest }));
  return `${JSON.stringify({ mediaType: MEDIA_TYPE, name, size: size3, digest: digest3, parts: rows }, void 0, 2)}
`;
}
function checkPartedName(name) {
  if (PARTED_NAME.test(name) && name.length <= MAX_PARTED_NAME) return;
  const what = `expected 1 to ${MAX_PARTED_NAME} letters, digits, ., _ and -`;
  throw new BundleError("OPTION_INVALID", `Cannot split ${JSON.stringify(name)}: its name has another form, ${what}`, {
    hint: "Name another file: the names of its parts are made of its name."
  });
}
function isPartsDocument(start) {
  const text4 = Buffer.from(start.subarray(0, PARTS_DOCUMENT_START)).toString("latin1");
  return /^\s*\{/.test(text4) && ANY_VERSION.test(text4);
}
var size2 = pipe(number(), safeInteger(), minValue(1));
var digest2 = pipe(string(), regex(/^sha256:[0-9a-f]{64}$/), guard(isDigest));
var schema = object({
  mediaType: literal(MEDIA_TYPE),
  name: pipe(string(), regex(PARTED_NAME), maxLength(MAX_PARTED_NAME)),
  size: size2,
  digest: exactOptional(digest2),
  parts: pipe(
    array(object({ name: string(), size: size2, digest: digest2 })),
    minLength(1),
    maxLength(MAX_PARTS),
    readonly()
  )
});
function parsePartsDocument(bytes, what) {
  const fail = (code, found) => {
    throw new BundleError(code, `Cannot read parts document ${what}: ${found}`);
  };
  checkPartsDocumentSize(bytes.byteLength, what);
  const { depth, values } = shapeOf(bytes);
  if (depth > MAX_NESTING) return fail("LIMIT_EXCEEDED", `it has ${depth} levels, expected at most ${MAX_NESTING}`);
  if (values > MAX_VALUES2) return fail("LIMIT_EXCEEDED", `it has ${values} values, expected at most ${MAX_VALUES2}`);
  const version = ANY_VERSION.exec(Buffer.from(bytes).toString("latin1"))?.[1];
  if (Number(version) > 1) return fail("BUNDLE_TOO_NEW", `it is of version ${Number(version)}, expected 1`);
  const parsed = parseJson3(bytes);
  if (parsed === void 0) return fail("BUNDLE_INVALID", "it is not JSON, or was cut short");
  const result = safeParse(schema, parsed, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const found = `${getDotPath(issue) ?? "it"} is ${issue.received}, expected ${issue.expected ?? issue.message}`;
    return fail("BUNDLE_INVALID", found.replace(/[^ -~]+/g, "?").slice(0, 300));
  }
  const { mediaType: _, ...document } = result.output;
  for (const [index, part] of document.parts.entries()) {
    const expected = partName(document.name, index);
    if (part.name !== expected)
      return fail("BUNDLE_INVALID", `part ${index + 1} has another name, expected ${expected}`);
  }
  const sum2 = document.parts.reduce((total, part) => total + part.size, 0);
  if (sum2 !== document.size)
    return fail("BUNDLE_INVALID", `its parts add up to ${sum2} bytes, expected ${document.size}`);
  return document;
}
function checkPartsDocumentSize(bytes, what) {
  if (bytes <= MAX_PARTS_DOCUMENT) return;
  const found = `it has ${bytes} bytes, expected at most ${MAX_PARTS_DOCUMENT}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot read parts document ${what}: ${found}`);
}
function parseJson3(bytes) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return void 0;
  }
}

// src/layout/member-extension.ts
var TYPES = ["x", "g", "L", "K"];
function isExtension({ type }) {
  return TYPES.includes(type);
}
function readExtension({ type }, body) {
  const text4 = Buffer.from(body).toString("latin1");
  if (type === "L") return { path: text4.replace(/\0.*$/s, "") };
  if (type === "K") return {};
  const records = parseRecords(text4);
  if (records.keys().some((key2) => key2.startsWith("GNU.sparse."))) throw damaged("it is a sparse file");
  const path = records.get("path");
  const size3 = records.get("size");
  if (type === "g") {
    if (path !== void 0 || size3 !== void 0) throw damaged("a global record names or measures all members");
    return {};
  }
  return { ...path !== void 0 && { path }, ...size3 !== void 0 && { size: parseSize2(size3) } };
}
function parseRecords(text4) {
  const records = /* @__PURE__ */ new Map();
  for (let at = 0; at < text4.length; ) {
    const [, digits = "", key2 = ""] = /^(\d{1,9}) ([^=]+)=/.exec(text4.slice(at)) ?? [];
    const start = at + digits.length + 1 + key2.length + 1;
    const end = at + Number(digits);
    if (end <= start - 1 || end > text4.length || text4[end - 1] !== "\n") throw damaged("its PAX records are damaged");
    records.set(key2, text4.slice(start, end - 1));
    at = end;
  }
  return records;
}
function parseSize2(text4) {
  const size3 = /^\d{1,16}$/.test(text4) ? Number(text4) : Number.NaN;
  if (!Number.isSafeInteger(size3)) throw damaged(`its size is ${excerpt(text4)}`);
  return size3;
}
function damaged(found) {
  return new BundleError("BUNDLE_INVALID", `Cannot read an extended header of the bundle: ${found}`);
}

// src/layout/tar-members.ts
function scanMembers(source) {
  const found = /* @__PURE__ */ new Map();
  let end = 0;
  let count = 0;
  let names = 0;
  let extension = {};
  let closed = false;
  const step = async () => {
    if (closed) return false;
    const start = end + padding(end);
    const bytes = await source.read(end, start - end + BLOCK_SIZE);
    if (!isZero(bytes.subarray(0, start - end))) throw damaged2(end, "its padding is not zero");
    const header = decode(bytes.subarray(start - end), start);
    if (!header) {
      await checkEnd2(source, start);
      closed = true;
      return true;
    }
    if (++count > MAX_MEMBERS) {
      throw new BundleError("LIMIT_EXCEEDED", `Cannot read bundle: its tar has more than ${MAX_MEMBERS} members`);
    }
    await take(header, start + BLOCK_SIZE);
    return true;
  };
  const take = async (header, offset) => {
    if (isExtension(header)) {
      if (header.size > MAX_PAX) throw damaged2(offset, `its extended header has ${header.size} bytes`);
      end = offset + header.size;
      extension = { ...extension, ...readExtension(header, await source.read(offset, header.size)) };
      return;
    }
    const { path = header.path, size: size3 = header.size } = extension;
    extension = {};
    end = offset + contentSize(header, size3, offset);
    if (!Number.isSafeInteger(end)) throw damaged2(offset, `it claims ${size3} bytes`);
    if (header.type !== FILE || path.endsWith("/")) return;
    const name = path.replace(/^(?:\.\/+)+/, "");
    if (found.has(name)) throw damaged2(offset, `its tar has ${excerpt(name)} twice`);
    names += name.length;
    if (names > MAX_MEMBER_NAMES) {
      const what = `the names in its tar take over ${MAX_MEMBER_NAMES} bytes`;
      throw new BundleError("LIMIT_EXCEEDED", `Cannot read bundle: ${what}`);
    }
    found.set(name, { offset, size: size3 });
  };
  return {
    found,
    async find(path) {
      while (!found.has(path) && await step()) ;
      return found.get(path);
    },
    async next() {
      await step();
    },
    async finish() {
      while (await step()) ;
      return end + padding(end);
    }
  };
}
var CHECKSUM = /^[0-7]{6}(?:\0 | \0)$/;
function decode(block, position) {
  const header = decodeOrSay(block, position);
  if (!header || CHECKSUM.test(Buffer.from(block).toString("latin1", 148, 156))) return header;
  throw damaged2(position, "the checksum of its tar header is in no tool's form");
}
function decodeOrSay(block, position) {
  try {
    return decodeHeader(block);
  } catch (cause) {
    if (!(cause instanceof BundleError)) throw cause;
    if (position > 0) throw damaged2(position, "it has no tar header there", cause);
    const found = "it is not a tar file, expected an OCI image layout in one";
    throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${found}`, { cause });
  }
}
function contentSize({ type }, size3, offset) {
  if (type === DIRECTORY) return 0;
  if (/^[1-4 6S]$/.test(type) && (size3 > 0 || type === "S"))
    throw damaged2(offset, `it has an entry of type "${type}" with content`);
  return size3;
}
async function checkEnd2(source, start) {
  const end = await source.read(start, END_SIZE);
  if (!isZero(end)) throw damaged2(start, "the end of its tar is not zero");
  const behind = start + END_SIZE;
  const isLong = await reaches(source, behind + MAX_TRAILER);
  if (isLong || !isZero(await source.read(behind, await source.size() - behind)))
    throw damaged2(behind, "something follows the end of its tar");
}
async function reaches(source, position) {
  try {
    return (await source.read(position, 1)).byteLength > 0;
  } catch (error) {
    if (error instanceof BundleError && error.code === "BUNDLE_TRUNCATED") return false;
    throw error;
  }
}
function isZero(bytes) {
  return bytes.every((byte) => byte === 0);
}
function damaged2(position, found, cause) {
  return new BundleError("BUNDLE_INVALID", `Cannot read bundle at byte ${position}: ${found}`, { cause });
}

// src/layout/tar-layout.ts
async function openTarLayout(source, { streaming = false, verify = async () => [], name: wanted } = {}) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    stack.use(source);
    await checkKind(source);
    stack.move();
    const scan2 = scanMembers(source);
    let places;
    const announced = /* @__PURE__ */ new Map();
    const bytesOf = ({ offset, size: size3 }) => sliceOf(source, offset, size3);
    return {
      name: source.name,
      roots: () => readLayout(async (name) => {
        const member = await scan2.find(name);
        if (member !== void 0) return bytesOf(member);
        throw withoutLayout(source.name, name, scan2.found);
      }, wanted),
      async expect(blobs) {
        if (!streaming) return void await scan2.finish();
        for (const blob of blobs) announced.set(blob.digest, blob);
        places = placesBehind(scan2, [...announced.values()]);
      },
      async open({ digest: digest3 }) {
        const path = blobPath(digest3);
        const member = scan2.found.get(path) ?? places?.get(path) ?? await scan2.find(path);
        return member && bytesOf(member);
      },
      prefetch: () => NOTHING_AHEAD,
      async finish() {
        await scan2.finish();
        if (places !== void 0) checkPlaces(scan2, places);
      },
      verify,
      size: () => source.size(),
      ...!streaming && { whole: source },
      [Symbol.asyncDispose]: () => source[Symbol.asyncDispose]()
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function withoutLayout(path, missing3, found) {
  const isImage = found.has("manifest.json");
  const what = isImage ? "it is an archive of `docker save`" : `its tar has no ${missing3}`;
  return new BundleError("BUNDLE_INVALID", `Cannot read ${path}: ${what}, expected an OCI image layout`, {
    hint: isImage ? "Name the bundle that `ocx-bundle export` wrote: images cannot be imported." : "Use a file that `ocx-bundle export` wrote. If the bundle is inside this tar, unpack it first."
  });
}
async function checkKind(source) {
  const kind = fileKind(await readStart(source, 512));
  if (kind === void 0) return;
  const { name, hint } = kind;
  throw new BundleError(
    "BUNDLE_INVALID",
    `Cannot read ${source.name}: it is ${name}, expected an OCI image layout in a tar`,
    {
      ...hint !== void 0 && { hint }
    }
  );
}
function placesBehind(scan2, blobs) {
  const seen = [...scan2.found];
  const order = [LAYOUT_FILE, INDEX_FILE, ...blobs.map(({ digest: digest3 }) => blobPath(digest3))];
  if (seen.some(([path], place) => path !== order[place])) return void 0;
  let end = seen.reduce((sum2, [, { size: size3 }]) => sum2 + BLOCK_SIZE + size3 + padding(size3), 0);
  const last = seen.at(-1)?.[1];
  if (!last || last.offset + last.size + padding(last.size) !== end) return void 0;
  const places = /* @__PURE__ */ new Map();
  for (const { digest: digest3, size: size3 } of blobs) {
    const path = blobPath(digest3);
    if (scan2.found.has(path) || places.has(path)) continue;
    const offset = end + BLOCK_SIZE;
    places.set(path, { offset, size: size3 });
    end = offset + size3 + padding(size3);
  }
  return places;
}
function checkPlaces(scan2, places) {
  for (const [path, { offset, size: size3 }] of places) {
    const member = scan2.found.get(path);
    if (member?.offset === offset && member.size === size3) continue;
    throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${path} is not at the offset that its order gives`, {
      hint: "Save the stream to a file and import that: its blobs are in another order."
    });
  }
}

// src/layout/open-layout.ts
async function openLayout(path, name) {
  var _stack = [];
  try {
    if (await isDirectoryLayout(path)) return openDirectoryLayout(path, name);
    await refuseSinglePart(path);
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const file = stack.use(await openFile(path));
    if (isPartsDocument(await readStart(file, PARTS_DOCUMENT_START)))
      return await openParts(path, await readDocument2(file, path), name);
    stack.move();
    return { ...await openTarLayout(file, { name }), file: path };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function readDocument2(file, path) {
  const size3 = await file.size();
  checkPartsDocumentSize(size3, path);
  return parsePartsDocument(await file.read(0, size3), path);
}
async function openParts(path, document, wanted) {
  const { name, parts } = document;
  const beside = parts.map((part) => ({ ...part, path: join14(dirname7(path), part.name) }));
  const source = await openJoinedFiles(path, beside).catch((error) => {
    if (!(error instanceof BundleError) || error.code !== "FILE_NOT_FOUND") throw error;
    const hint = `Put all ${parts.length} parts of ${name} beside ${path}.`;
    throw new BundleError(error.code, error.lines, { cause: error.cause, hint });
  });
  const verify = async (onProgress) => {
    const damaged3 = [];
    let start = 0;
    for (const part of beside) {
      const found = await hashRange(source, start, part.size, onProgress);
      if (found !== part.digest) damaged3.push(differs(part.path, found, part.digest));
      start += part.size;
    }
    const warnings = await strayParts(path, document);
    if (damaged3.length > 0) throw damagedParts([...damaged3, ...warnings]);
    return warnings;
  };
  return { ...await openTarLayout(source, { verify, name: wanted }), parts: document };
}
function differs(path, found, expected) {
  return `Cannot verify ${path}: got ${found}, expected ${expected}`;
}
function damagedParts(lines) {
  return new BundleError("DIGEST_MISMATCH", lines, {
    hint: "Copy these parts again, or repair them with `par2` if you carried its files."
  });
}
var MOST_STRAYS = 20;
async function strayParts(path, { name, parts }) {
  const listed = new Set(parts.map((part) => part.name));
  const strays = (await readdir4(dirname7(path))).filter((each) => wholeNameOf(each) === name && !listed.has(each));
  if (strays.length === 0) return [];
  const names = strays.toSorted().slice(0, MOST_STRAYS).join(", ");
  const more = strays.length > MOST_STRAYS ? ` and ${strays.length - MOST_STRAYS} more` : "";
  return [`${names}${more} beside ${path} belong to another bundle: remove them, or \`cat\` joins them too`];
}
async function refuseSinglePart(path) {
  const name = wholeNameOf(basename3(path));
  if (name === void 0) return;
  const document = join14(dirname7(path), partsDocumentName(name));
  if (await lookAt(document) === void 0) return;
  const hint = `Use the list of all parts: ${document}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: it is one part of ${name}, expected all`, { hint });
}

// src/commands/places/hint-for-input.ts
import { basename as basename4, dirname as dirname8, join as join15 } from "node:path";
async function withInputHint(error, given, path) {
  if (!(error instanceof BundleError) || !error.message.includes(path)) return error;
  const hint = await hintFor2(error, given, path);
  return hint === void 0 ? error : new BundleError(error.code, error.lines, { cause: error.cause, hint });
}
async function hintFor2({ code, message }, given, path) {
  if (code === "FILE_NOT_FOUND") return hintForAddress(given) ?? await hintForFile(path);
  if (code !== "BUNDLE_INVALID" || !message.includes("it is a directory")) return void 0;
  const names = await namesIn(path);
  if (names.includes("packages") && names.includes("layers"))
    return `This is an OCX home. Export it: \`ocx-bundle export --all --home ${path} --output FILE\``;
  const bundle = names.find((name) => name.endsWith(".parts.json")) ?? names.find((name) => name.endsWith(".tar"));
  return bundle === void 0 ? void 0 : `Name the file in it, for example ${join15(path, bundle)}`;
}
function hintForAddress(given) {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(given) ?? [];
  if (scheme === "file") return `Name the path alone: ${rest}`;
  if (scheme === "docker") return `For a bundle in a registry, write oci://${rest}`;
  if (scheme !== void 0) return "Use an address that begins with https:// or oci://, or a path.";
  if (/^[a-z]:\\/i.test(given)) return "Use a path of this system. In WSL, C:\\ is /mnt/c/.";
  if (/[*?]/.test(given)) return "Name one file: no file matches this pattern.";
  return isReference(given) ? `For a bundle in a registry, write oci://${given}` : void 0;
}
function isReference(text4) {
  if (!/^[^/]+\.[^/]+\/.*[:@]/.test(text4)) return false;
  try {
    parseReference(text4);
    return true;
  } catch {
    return false;
  }
}
async function hintForFile(path) {
  const directory = dirname8(path);
  const similar = similarName(basename4(path), await namesIn(directory).catch(() => []));
  return similar === void 0 ? void 0 : `Did you mean ${join15(directory, similar)}?`;
}

// src/commands/places/output-path.ts
import { join as join16 } from "node:path";

// src/bundle/choose-manifest.ts
async function chooseManifest({ manifests }, reader, { platform: wanted, pinned }) {
  const [only] = manifests;
  if (only && manifests.length === 1) {
    const config = await reader.config(only.manifest);
    return { ...only, config, offers: [{ platform: config.platform, digest: only.descriptor.digest }] };
  }
  const rows = [];
  for (const found of manifests) {
    const { platform } = await reader.config(found.manifest);
    rows.push({ ...found, platform, digest: found.descriptor.digest });
  }
  const best = rows.find(({ digest: digest3 }) => digest3 === pinned) ?? bestOf(rows, wanted);
  const { descriptor, manifest } = best;
  const offers = rows.map(({ platform, digest: digest3 }) => ({ platform, digest: digest3 }));
  return { descriptor, manifest, config: await reader.config(manifest), offers };
}
function bestOf(rows, wanted) {
  const offered = rows.map(({ platform }) => formatPlatform(platform)).join(", ");
  if (!wanted) {
    throw new BundleError(
      "PLATFORM_AMBIGUOUS",
      `Cannot choose from bundle: it is for ${offered}, expected one platform`
    );
  }
  const fitting2 = rows.filter(({ platform }) => fits2(platform, wanted));
  const most = fitting2.reduce((max, { platform }) => Math.max(max, platform.features.length), 0);
  const [best, rival] = fitting2.filter(({ platform }) => platform.features.length === most);
  if (!best) {
    const found2 = `it is for ${offered}, expected ${formatPlatform(wanted)}`;
    throw new BundleError("PLATFORM_MISMATCH", `Cannot use bundle: ${found2}`, {
      hint: "Add this platform with `ocx-bundle merge`, or name one that is there with `--platform`."
    });
  }
  if (!rival) return best;
  const found = `it is for ${formatPlatform(best.platform)} and ${formatPlatform(rival.platform)}`;
  throw new BundleError(
    "PLATFORM_AMBIGUOUS",
    `Cannot choose from bundle: ${found}, expected one for ${formatPlatform(wanted)}`,
    { hint: "Name one of them: `--platform os/arch+feature`." }
  );
}
function fits2(offer, wanted) {
  const same = offer.os === wanted.os && offer.architecture === wanted.architecture;
  return same && offer.features.every((feature) => wanted.features.includes(feature));
}

// src/bundle/delta-manifest.ts
function isDelta({ artifactType, config }) {
  return (artifactType ?? DELTA_ARTIFACT) === DELTA_ARTIFACT && config.mediaType === DELTA_CONFIG;
}
function namedLayer(manifest) {
  const hasIndex = manifest.layers.some(({ mediaType }) => mediaType === FULL_INDEX);
  return onlyLayer(manifest, hasIndex ? FULL_INDEX : FULL_MANIFEST);
}
function onlyLayer({ layers }, mediaType) {
  const [only, second] = layers.filter((layer) => layer.mediaType === mediaType);
  if (only !== void 0 && second === void 0) return only;
  const found = `it has ${only === void 0 ? "no layer" : "several layers"} of the type ${mediaType}, expected one`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read delta: ${found}`);
}

// src/bundle/find-bundle.ts
async function findBundle(roots, reader, pinned) {
  const others = /* @__PURE__ */ new Set();
  const bundles = [];
  const counted = countingReader(reader);
  for (const root2 of candidatesOf(roots)) {
    const { manifests, beside } = await readManifests(root2, counted);
    const found = manifests.filter(({ manifest }) => isBundle(manifest));
    const name = root2.annotations?.[REF_NAME];
    checkConfigs(found.map(({ manifest }) => manifest.config.size));
    const named = name === void 0 ? {} : { name };
    const delta = manifests.find(({ manifest }) => isDelta(manifest));
    if (found.length > 0) bundles.push({ root: root2, manifests: found, beside, digest: root2.digest, ...named });
    else if (delta !== void 0)
      bundles.push({ root: root2, manifests: [delta], beside: [], digest: namedLayer(delta.manifest).digest, ...named });
    else for (const { manifest } of manifests) others.add(manifest.artifactType ?? manifest.config.mediaType);
  }
  const meant = pinned === void 0 ? void 0 : bundles.find((bundle2) => hasDigest(bundle2, pinned));
  if (meant !== void 0) return meant;
  const [bundle] = bundles;
  if (!bundle) throw notABundle([...others], reader.name);
  if (bundles.length > 1) {
    const found = `${bundles.length} bundles are in it (${nameList(bundles.map(({ root: root2 }) => root2))})`;
    throw new BundleError("BUNDLE_AMBIGUOUS", `Cannot read bundle ${reader.name}: ${found}, expected one`);
  }
  if (pinned !== void 0) {
    const found = `its digest is ${bundle.digest}, expected ${pinned}`;
    throw new BundleError("DIGEST_MISMATCH", `Cannot use bundle ${reader.name}: ${found}`, {
      hint: "Fetch the pinned bundle, or correct the digest: this is another bundle."
    });
  }
  return bundle;
}
function hasDigest(bundle, digest3) {
  if (bundle.digest === digest3) return true;
  return bundle.manifests.some(({ descriptor, manifest }) => {
    const own = isDelta(manifest) ? onlyLayer(manifest, FULL_MANIFEST) : descriptor;
    return own.digest === digest3;
  });
}
function partsOf2({ root: root2, manifests }) {
  const parts = [
    root2,
    ...manifests.map(({ descriptor }) => descriptor),
    ...manifests.map(({ manifest }) => manifest.config),
    ...blobsOf2(manifests.map(({ manifest }) => manifest))
  ];
  return once(parts);
}
function blobsOf2(manifests) {
  return once([
    ...manifests.flatMap(({ layers }) => layers.slice(0, 1)),
    ...manifests.flatMap(({ layers }) => layers.slice(1))
  ]);
}
function once(descriptors) {
  const byDigest = /* @__PURE__ */ new Map();
  for (const descriptor of descriptors)
    if (!byDigest.has(descriptor.digest)) byDigest.set(descriptor.digest, descriptor);
  return [...byDigest.values()];
}
function candidatesOf(descriptors) {
  const known = descriptors.filter(({ mediaType }) => mediaType === IMAGE_MANIFEST || mediaType === IMAGE_INDEX);
  const named = known.filter(({ annotations: annotations2 }) => annotations2?.[REF_NAME] !== void 0);
  const byDigest = new Map((named.length > 0 ? named : known).toReversed().map((item) => [item.digest, item]));
  if (byDigest.size > MAX_CANDIDATES) throw tooMany2(`${byDigest.size}`);
  return [...byDigest.values()].toReversed();
}
function countingReader({ manifest }) {
  let left = MAX_CANDIDATES;
  return {
    manifest(descriptor) {
      left -= 1;
      if (left < 0) throw tooMany2(`more than ${MAX_CANDIDATES}`);
      return manifest(descriptor);
    }
  };
}
function tooMany2(count) {
  const found = `${count} manifests are in it, expected at most ${MAX_CANDIDATES}`;
  return new BundleError("LIMIT_EXCEEDED", `Cannot read bundle: ${found}`, {
    hint: "If there are several bundles, choose one with `--name`."
  });
}
async function readManifests(descriptor, reader) {
  const bytes = await reader.manifest(descriptor);
  if (descriptor.mediaType === IMAGE_MANIFEST)
    return { manifests: [{ descriptor, manifest: parseDocument(bytes, manifestSchema, "manifest") }], beside: [] };
  const { manifests } = parseDocument(bytes, imageIndexSchema, "image index");
  const beside = manifests.filter(({ annotations: annotations2 }) => annotations2?.[BESIDE] !== void 0);
  const found = [];
  for (const inner of candidatesOf(manifests.filter((each) => !beside.includes(each)))) {
    if (inner.mediaType !== IMAGE_MANIFEST) continue;
    const manifest = parseDocument(await reader.manifest(inner), manifestSchema, "manifest");
    found.push({ descriptor: inner, manifest });
  }
  return { manifests: found, beside };
}
function checkConfigs(sizes) {
  const sum2 = sizes.reduce((total, size3) => total + size3, 0);
  if (sizes.length < 2 || sum2 <= MAX_CONFIGS) return;
  const found = `its configs have ${sum2} bytes, expected at most ${MAX_CONFIGS}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot use bundle: ${found}`);
}
function isBundle({ artifactType, config }) {
  return (artifactType ?? BUNDLE_ARTIFACT) === BUNDLE_ARTIFACT && config.mediaType === BUNDLE_CONFIG;
}
var IMAGE_CONFIGS = ["application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json"];
function notABundle(others, name) {
  const versions = others.map(
    (type) => Number(/^application\/vnd\.ocx-bundle(?:\.delta)?(?:\.config)?\.v(\d{1,9})\b/.exec(type)?.[1])
  );
  const newer = versions.find((version) => version > FORMAT_VERSION2);
  if (newer !== void 0) {
    const found2 = `it has format version ${newer}, expected at most ${FORMAT_VERSION2}`;
    return new BundleError("BUNDLE_TOO_NEW", `Cannot read bundle ${name}: ${found2}`);
  }
  if (others.some((type) => IMAGE_CONFIGS.includes(type)))
    return new BundleError(
      "BUNDLE_INVALID",
      `Cannot read ${name}: it is a container image, expected an offline bundle`,
      {
        hint: "Name the bundle that `ocx-bundle export` wrote. An image made of it cannot be imported."
      }
    );
  const found = others.length > 0 ? `it holds ${excerpt(others.join(", "))}` : "its index.json names no manifest";
  return new BundleError("BUNDLE_INVALID", `Cannot read bundle ${name}: ${found}, expected ${BUNDLE_ARTIFACT}`);
}

// src/bundle/read-verified.ts
async function openBlob(content, descriptor, what) {
  const { digest: digest3, size: size3 } = descriptor;
  const bytes = await content.open(descriptor);
  if (!bytes) throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its ${what} ${digest3} is missing`);
  if (bytes.size === size3) return bytes;
  const found = `it has ${bytes.size} bytes, expected ${size3}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} ${digest3}: ${found}`);
}
async function readVerified(content, descriptor, { what, longest }) {
  const bytes = await readWhole(await openBlob(content, descriptor, what), what, longest);
  if (isDigestOf(descriptor.digest, bytes)) return bytes;
  const found = `got ${digestOf(bytes)}, expected ${descriptor.digest}`;
  throw new BundleError("DIGEST_MISMATCH", `Cannot verify ${what}: ${found}`);
}

// src/bundle/unique-layers.ts
var MEDIA_TYPES = {
  bundle: [LAYER_TAR_ZSTD],
  delta: [FULL_INDEX, FULL_MANIFEST, BUNDLE_CONFIG, LAYER_TAR_ZSTD, DELTA_PATCH, DELTA_BESIDE]
};
function uniqueLayers(layers, kind) {
  const unique2 = /* @__PURE__ */ new Map();
  for (const layer of layers) {
    if (!MEDIA_TYPES[kind].includes(layer.mediaType)) {
      const found = `it is ${excerpt(layer.mediaType)}, expected ${LAYER_TAR_ZSTD}`;
      throw new BundleError("BUNDLE_INVALID", `Cannot read blob ${layer.digest}: ${found}`);
    }
    if (algorithmOf(layer.digest) !== "sha256") {
      throw new BundleError("BUNDLE_INVALID", `Cannot read blob ${layer.digest}: expected a sha256 digest`);
    }
    if (!sameContent(unique2.get(layer.digest) ?? layer, layer)) {
      throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its manifest gives ${layer.digest} two sizes`);
    }
    unique2.set(layer.digest, layer);
  }
  return [...unique2.values()];
}

// src/bundle/open-bundle.ts
var LAYER_TOP = { directory: "content", file: "digest" };
async function openBundle(content, wanted = {}) {
  const reader = documentReader(content);
  const found = await findAnnounced(content, reader, wanted.pinned);
  const { offers, ...chosen } = await chooseManifest(found, reader, wanted);
  const bundle = await openChosen(content, found, chosen);
  const own = { platform: bundle.config.platform, digest: bundle.descriptor.digest };
  return { ...bundle, offers: bundle.delta === void 0 ? offers : [own] };
}
async function openWhole(content, pinned) {
  const found = await findAnnounced(content, documentReader(content), pinned);
  async function* platforms() {
    const reader = documentReader(content);
    for (const one of found.manifests)
      yield await openChosen(content, found, { ...one, config: await reader.config(one.manifest) });
  }
  let name;
  for await (const bundle of platforms()) name ??= bundle.name;
  return { content, found, name: name ?? "", digest: found.digest, platforms };
}
async function findAnnounced(content, reader, pinned) {
  const found = await findBundle(await content.roots(), reader, pinned);
  if (found.manifests.some(({ manifest }) => isDelta(manifest))) await content.expect(partsOf2(found));
  return found;
}
async function openChosen(content, found, { config, ...chosen }) {
  const reader = isDelta(chosen.manifest) ? await import("./read-delta-JW6DLLPZ.mjs") : void 0;
  const documents = await reader?.readDelta(content, chosen.manifest);
  const stored = {
    descriptor: chosen.descriptor,
    manifest: chosen.manifest,
    blobs: await openBlobs(content, found, chosen.manifest)
  };
  const ofDelta = documents && reader?.bundleOfDelta(documents, { content, config, stored });
  const { descriptor, manifest, blobs, beside, besideIn } = ofDelta ?? {
    ...stored,
    beside: found.beside,
    besideIn: content
  };
  const delta = ofDelta?.delta;
  const framed = (table2, prefix) => {
    const bytes = blobs.get(table2.blob);
    if (!bytes && delta !== void 0) throw delta.lacks(table2.blob);
    if (!bytes) throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its manifest does not name ${table2.blob}`);
    const { entryCount, contentSize: contentSize2, frames } = table2;
    return { name: `${table2.blob} in ${content.name}`, bytes, prefix, entryCount, contentSize: contentSize2, frames };
  };
  const store = framed(config.store, HOME_PREFIX);
  checkFrameTable(store);
  for (const layer of config.layers)
    if (blobs.has(layer.blob) || delta === void 0) checkFrameTable(framed(layer, HOME_PREFIX));
  const ocx = config.ocx && framed(config.ocx, EXECUTABLE_PREFIX);
  if (ocx !== void 0) checkFrameTable(ocx);
  return {
    content,
    name: nameOr(found.name, isForSeveral(found) ? DEFAULT_NAME_OF_SEVERAL : defaultBundleName(config.platform)),
    digest: found.digest,
    descriptor,
    stored,
    manifest,
    config,
    beside,
    besideIn,
    blobs,
    store,
    ...ocx !== void 0 && { ocx: { ...ocx, name: `ocx in ${content.name}` } },
    layer: (layer, prefix) => ({ ...framed(layer, prefix), top: topOf(layer) }),
    has: ({ blob }) => blobs.has(blob),
    carrierOf: ({ blob }) => blobs.has(blob) ? blob : delta?.patchOf(blob)?.patch,
    ...delta !== void 0 && { delta }
  };
}
async function readNamedDocument(content, pinned) {
  const { name, root: root2, manifests } = await findAnnounced(content, documentReader(content), pinned);
  const [delta] = manifests.filter(({ manifest }) => isDelta(manifest));
  const stored = delta === void 0 ? root2 : namedLayer(delta.manifest);
  const bytes = await readManifest(content, stored);
  return { ...name !== void 0 && { name }, descriptor: { ...stored, mediaType: namedType(stored) }, bytes };
}
function namedType({ mediaType }) {
  if (mediaType === FULL_INDEX) return IMAGE_INDEX;
  return mediaType === FULL_MANIFEST ? IMAGE_MANIFEST : mediaType;
}
function topOf({ digest: digest3 }) {
  return { ...LAYER_TOP, text: digest3 };
}
function nameOr(name, other) {
  return name !== void 0 && isTagName(name) ? name : other;
}
function isForSeveral({ root: root2, manifests, beside }) {
  return manifests.length > 1 || root2.mediaType === IMAGE_INDEX && beside.length === 0;
}
async function openBlobs(content, found, manifest) {
  const layers = uniqueLayers(manifest.layers, isDelta(manifest) ? "delta" : "bundle");
  await content.expect(partsOf2(found), found.beside.length === 0 ? "all" : "first");
  const blobs = /* @__PURE__ */ new Map();
  for (const layer of layers) blobs.set(layer.digest, await openBlob(content, layer, "blob"));
  return blobs;
}
function documentReader(content) {
  let left = MAX_MANIFESTS;
  return {
    name: content.name,
    manifest(descriptor) {
      const longest = Math.min(left, MAX_MANIFEST);
      left -= descriptor.size;
      return readVerified(content, descriptor, { what: "manifest", longest });
    },
    config: async (manifest) => {
      const descriptor = isDelta(manifest) ? onlyLayer(manifest, BUNDLE_CONFIG) : manifest.config;
      return parseConfig(await readConfig2(content, descriptor));
    }
  };
}
function readOwnManifest({ content, descriptor, stored, delta }) {
  return readManifest(content, delta === void 0 ? descriptor : onlyLayer(stored.manifest, FULL_MANIFEST));
}
function readManifest(content, descriptor) {
  return readVerified(content, descriptor, { what: "manifest", longest: MAX_MANIFEST });
}
function readConfig2(content, descriptor) {
  return readVerified(content, descriptor, { what: "config", longest: MAX_CONFIG });
}

// src/commands/places/output-path.ts
function fileNameOf(bundleName) {
  checkBundleName(bundleName);
  return `${bundleName}.tar`;
}
async function isDirectoryPath(path, context) {
  return path.endsWith("/") || (await lookAt(userPath(path, context)))?.isDirectory() === true;
}
async function outputPath(path, name, context) {
  const absolute = userPath(path, context);
  return await isDirectoryPath(path, context) ? join16(absolute, name) : absolute;
}
async function checkReplaceable(path) {
  const there = await lookAt(path);
  if (there?.isFile() !== true || there.size === 0 || await isBundle2(path)) return;
  throw new BundleError("FILE_EXISTS", `Cannot write ${path}: it exists and is not an offline bundle`);
}
async function isBundle2(path) {
  try {
    var _stack = [];
    try {
      if (await isPartsDocumentFile(path)) return true;
      const content = __using(_stack, await openTarLayout(await openFile(path)), true);
      await openWhole(content);
      return true;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    if (error instanceof BundleError) return error.code === "BUNDLE_TOO_NEW";
    throw error;
  }
}
async function isPartsDocumentFile(path) {
  var _stack = [];
  try {
    const file = __using(_stack, await openFile(path), true);
    return isPartsDocument(await readStart(file, PARTS_DOCUMENT_START));
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

// src/commands/places/open-input.ts
async function openInput(input, context, reading = {}) {
  const spoolDirectory = reading.spoolDirectory && userPath(reading.spoolDirectory, context);
  switch (input.kind) {
    case "file": {
      const path = userPath(input.path, context);
      return await openLayout(path, input.name).catch(async (error) => {
        throw await withInputHint(error, input.path, path);
      });
    }
    case "directory": {
      const path = userPath(input.path, context);
      if (await isDirectoryLayout(path)) return openLayout(path, input.name);
      const file = await findIn(path, fileNameOf(input.name ?? defaultBundleName(await hostPlatform())));
      return openLayout(file);
    }
    case "stream":
      return openTarLayout(await openPipe(input.stream, spoolDirectory ?? temporaryDirectory()), { streaming: true });
    case "channel": {
      const { openChannelFile } = await import("./open-channel-file-WPUNZYIA.mjs");
      return openChannelFile(input, context, { ...reading, spoolDirectory });
    }
    case "url": {
      const { openUrl } = await import("./open-url-TE2C3LLF.mjs");
      return openUrl(input, context, { ...reading, spoolDirectory });
    }
    case "registry": {
      const { openRegistryInput } = await import("./open-registry-input-4MHFCIZX.mjs");
      return openRegistryInput(input, context, { ...reading, spoolDirectory });
    }
  }
}
async function findIn(directory, name) {
  const path = join17(directory, name);
  if (await lookAt(path) !== void 0) return path;
  const document = join17(directory, partsDocumentName(name));
  if (await lookAt(document) !== void 0) return document;
  const found = "`from` is file, `file` is not set, and this file does not exist";
  throw new BundleError("FILE_NOT_FOUND", `Cannot read bundle ${path}: ${found}`, {
    hint: "Set `from` to the channel that has the bundle (artifact, release, cache, registry or url), or `file` to its path."
  });
}

// src/commands/places/import-store.ts
async function openImportPlace({ source, store, spoolDirectory }, context, reporter) {
  const given = store ?? context.variables["OCX_BUNDLE_STORE"] ?? "";
  const path = given === "" ? void 0 : userPath(given, context);
  const place = await openInput(source, context, { spoolDirectory, ...logsOf(reporter) });
  if (path === void 0) return { place, keep: async () => {
  } };
  const { storeFirst } = await import("./store-first-LJYLBN3L.mjs");
  const stored = storeFirst(path, place);
  return {
    place: stored,
    async keep({ digest: digest3, manifest, config, name }, findReferrers) {
      const read = /* @__PURE__ */ new Set([manifest.config.digest, config.store.blob]);
      const isDocument = (blob) => isManifestType(blob.mediaType) || read.has(blob.digest);
      await stored.keep({ digest: digest3, name: findEntryName(name), findReferrers }, isDocument);
      const { taken, kept } = stored.amounts;
      if (taken + kept > 0)
        reporter.say(`Store ${path}: ${prettyBytes(taken)} taken from it, ${prettyBytes(kept)} added to it`);
    }
  };
}

// src/commands/reading/check-platform.ts
function checkPlatform({ packages, roots }, wanted) {
  const foreign = packages.filter(({ platform }) => platform !== "unknown" && !fits(parsePlatform(platform), wanted));
  if (foreign.length === 0) return;
  const groups = [...Map.groupBy(foreign, ({ platform }) => platform)].map(
    ([platform, units]) => `for ${platform} (${units.map((pkg) => packageName(pkg, roots)).join(", ")})`
  );
  const found = `it has packages ${groups.join(", and ")}`;
  throw new BundleError("PLATFORM_MISMATCH", `Cannot use bundle on ${formatPlatform(wanted)}: ${found}`);
}

// src/oci/partial-digest.ts
var FEWEST_DIGITS = 4;
var PARTIAL = new RegExp(`^(?:(sha\\d+):)?([0-9a-f]{${FEWEST_DIGITS},128})$`);
function parsePartialDigest(text4) {
  const [, algorithm, hex = ""] = PARTIAL.exec(text4) ?? [];
  if (hex === "") return void 0;
  return { ...algorithm !== void 0 && { algorithm }, hex };
}
function isBeginningOf({ algorithm, hex }, digest3) {
  return hexOf(digest3).startsWith(hex) && (algorithm ?? algorithmOf(digest3)) === algorithmOf(digest3);
}

// src/commands/reading/choose-roots.ts
function chooseRoots(roots, wanted, defaultRegistry2) {
  if (wanted.length === 0) return roots;
  const matches2 = wanted.map((text4) => match(text4, roots, defaultRegistry2));
  refuseAbsent(matches2, roots);
  refuseAmbiguous(matches2);
  const chosen = new Set(matches2.flatMap((found) => found.roots));
  return roots.filter((root2) => chosen.has(root2));
}
function match(text4, roots, defaultRegistry2) {
  const at = text4.indexOf("@");
  const partial = at === -1 ? void 0 : parsePartialDigest(text4.slice(at + 1));
  if (partial !== void 0 && !isDigest(text4.slice(at + 1))) {
    const identifier2 = parseIdentifier(text4.slice(0, at), defaultRegistry2);
    const found = roots.filter((root2) => isMeant(identifier2, root2) && hasDigest2(root2, partial));
    return { text: text4, roots: found, isPartial: true };
  }
  const digest3 = parsePartialDigest(text4);
  const identifier = parseIdentifier(text4, defaultRegistry2);
  const named = roots.filter((root2) => isMeant(identifier, root2));
  if (named.length > 0 || digest3 === void 0) return { text: text4, roots: named, isPartial: false };
  return { text: text4, roots: roots.filter((root2) => hasDigest2(root2, digest3)), isPartial: !isDigest(text4) };
}
function isMeant({ registry: registry2, repository: repository2, tag: tag2, digest: digest3 }, root2) {
  if (registry2 !== root2.registry || repository2 !== root2.repository) return false;
  if (digest3 !== void 0) return digest3 === root2.leaf || digest3 === root2.index;
  return tag2 === void 0 || tag2 === root2.tag;
}
function hasDigest2({ leaf, index }, digest3) {
  return isBeginningOf(digest3, leaf) || index !== void 0 && isBeginningOf(digest3, index);
}
function refuseAbsent(matches2, roots) {
  const absent = matches2.filter((found) => found.roots.length === 0);
  if (absent.length === 0) return;
  const names = absent.map(({ text: text4 }) => text4).join(", ");
  const there = roots.map(({ identifier }) => identifier).join(", ");
  const meant = absent.map(({ text: text4 }) => similarName(text4, roots.flatMap(namesOf))).filter((name) => name !== void 0);
  throw new BundleError("PACKAGE_NOT_IN_BUNDLE", `Cannot find ${names} in the bundle: it has ${there}`, {
    ...meant.length > 0 && { hint: `Did you mean ${meant.join(", ")}?` }
  });
}
function namesOf({ identifier, registry: registry2, repository: repository2, tag: tag2 }) {
  return [identifier, repository2, ...tag2 === void 0 ? [] : [`${repository2}:${tag2}`], `${registry2}/${repository2}`];
}
function refuseAmbiguous(matches2) {
  const lines = matches2.flatMap((found) => {
    const packages = Map.groupBy(found.roots, ({ registry: registry2, leaf }) => `${registry2} ${leaf}`);
    if (!found.isPartial || packages.size < 2) return [];
    const candidates = found.roots.map(
      ({ identifier, leaf }) => identifier.includes("@") ? identifier : `${identifier} (${leaf})`
    );
    return `Cannot choose ${found.text} from the bundle: it fits ${candidates.join(", ")}`;
  });
  if (lines.length > 0) throw new BundleError("NAME_AMBIGUOUS", lines);
}

// src/commands/reading/open-pinned.ts
function openPinned(content, digest3, wanted = {}) {
  return explained(content, digest3, (pinned) => openBundle(content, { ...wanted, pinned }));
}
function openPinnedWhole(content, digest3) {
  return explained(content, digest3, (pinned) => openWhole(content, pinned));
}
async function explained(content, digest3, open4) {
  if (digest3 === void 0) return await open4();
  const pinned = parseDigest(digest3);
  try {
    return await open4(pinned);
  } catch (error) {
    const { whole } = content;
    if (!(error instanceof BundleError) || error.code !== "DIGEST_MISMATCH" || whole === void 0) throw error;
    if (await hashRange(whole, 0, await whole.size()) !== pinned) throw error;
    const bundle = await open4();
    const found = `${pinned} is the digest of the file, expected the bundle digest`;
    throw new BundleError("DIGEST_MISMATCH", `Cannot use bundle ${content.name}: ${found}`, {
      cause: error,
      hint: `Set \`digest\` to ${bundle.digest}, the bundle digest of this file.`
    });
  }
}

// src/archive/engine/blob-frames.ts
function framesOf(blob, directoryMode = 493) {
  let start = 0;
  const checksContent = blob.patched !== void 0 || (blob.checksContent ?? blob.target === void 0);
  return blob.frames.map((frame2, index) => {
    const { size: size3, contentSize: contentSize2, digest: digest3, contentDigest, fileOffset } = frame2;
    const place = { blob: blob.name, index, start, size: size3 };
    start += size3;
    return {
      ...place,
      contentSize: contentSize2,
      digest: digest3,
      contentDigest: checksContent ? contentDigest : void 0,
      prefix: toByteString(blob.prefix),
      top: blob.top,
      target: blob.target,
      links: blob.links ?? [],
      directoryMode,
      isLast: index === blob.frames.length - 1,
      continued: blob.frames[index + 1]?.fileOffset !== void 0,
      piece: fileOffset === void 0 ? void 0 : { path: NO_NAME, size: 0, fileOffset }
    };
  });
}
var NO_NAME = toByteString("");
function locate({ bytes, patched }, frames) {
  let places = [];
  let dictionaries = [];
  return {
    ready() {
      const found = frames.map(({ start, size: size3 }) => bytes.locate(start, size3));
      const texts2 = patched === void 0 ? [] : frames.map(({ index }) => dictionaryOf(patched, index));
      places = found.flatMap((place) => place instanceof Promise ? [] : [place]);
      dictionaries = texts2.flatMap((text4) => text4 instanceof Promise ? [] : [text4]);
      if (places.length === found.length && dictionaries.length === texts2.length) return void 0;
      const arrived = Promise.all(found.map(async (place) => place)).then((all) => void (places = all));
      const made = Promise.all(texts2.map(async (text4) => text4)).then((all) => void (dictionaries = all));
      return Promise.all([arrived, made]).then(() => void 0);
    },
    frames: () => frames.map((frame2, place) => ({ ...frame2, at: places[place] ?? [], dictionary: dictionaries[place] }))
  };
}
function dictionaryOf({ text: text4, ranges }, index) {
  const range = ranges[index];
  if (range === void 0) return void 0;
  const base = text4.name;
  const pieces = text4.pieces(range);
  return pieces instanceof Promise ? pieces.then((all) => ({ base, pieces: all })) : { base, pieces };
}

// src/archive/engine/read-documents.ts
async function readDocuments(blob) {
  checkFrameTable(blob);
  if (blob.contentSize > MAX_DOCUMENTS) {
    const what2 = `${blob.contentSize} bytes of documents, expected at most ${MAX_DOCUMENTS}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${blob.name}: ${what2}`);
  }
  const documents = /* @__PURE__ */ new Map();
  const order = joinOrder();
  let open4;
  let entryCount = 0;
  const start = (path, { size: size3, mode, mtime }, held) => {
    if (mode !== 420 || mtime !== 0) {
      throw new BundleError("ENTRY_INVALID", `Cannot use entry ${quoteBytes(path)}: expected mode 0644 and time 0`);
    }
    if (size3 > MAX_DOCUMENT) {
      throw new BundleError(
        "LIMIT_EXCEEDED",
        `Cannot read ${quoteBytes(path)}: ${size3} bytes, expected at most ${MAX_DOCUMENT}`
      );
    }
    const bytes = Buffer.alloc(size3);
    held.copy(bytes);
    documents.set(toText(path), bytes);
    open4 = { path, bytes };
  };
  for (const frame2 of framesOf(blob)) {
    const compressed2 = await blob.bytes.read(frame2.start, frame2.size);
    located(frame2, () => {
      const content = decodeAlone(frame2, compressed2);
      if (frame2.piece !== void 0) {
        continueDocument(open4, frame2, frame2.piece.fileOffset, content);
        return;
      }
      const found = readEntries(content, frame2, {
        directory: notADocument,
        symlink: notADocument,
        file: (path, facts, from, to) => start(joinPath(path), facts, content.subarray(from, to))
      });
      order.add(found.order);
      entryCount += found.count;
    });
  }
  if (entryCount === blob.entryCount) return documents;
  const what = `it has ${entryCount} entries, expected ${blob.entryCount}`;
  throw new BundleError("FRAME_INVALID", `Cannot use frame table of ${blob.name}: ${what}`);
}
function continueDocument(open4, frame2, offset, content) {
  const rest = (open4?.bytes.length ?? 0) - offset;
  if (open4 === void 0 || (frame2.continued ? content.length >= rest : content.length < rest)) {
    throw new BundleError("FRAME_INVALID", `Cannot use frame: it does not continue the file before it`);
  }
  if (!frame2.continued) checkFileEnd(content, rest, open4.bytes.length, frame2.isLast);
  content.copy(open4.bytes, offset, 0, Math.min(rest, content.length));
}
function notADocument(path) {
  throw new BundleError("ENTRY_INVALID", `Cannot use entry ${quoteBytes(joinPath(path))}: expected only regular files`);
}

// src/bundle/bundle-documents.ts
function buildHead({ name, config, blobs, annotations: annotations2 }) {
  const configBytes = encodeConfig(config);
  const manifest = encodeManifest({
    artifactType: BUNDLE_ARTIFACT,
    config: { mediaType: BUNDLE_CONFIG, digest: digestOf(configBytes), size: configBytes.byteLength },
    layers: blobs.map(({ digest: digest3, size: size3 }) => ({ mediaType: LAYER_TAR_ZSTD, digest: digest3, size: size3 })),
    ...annotations2 && { annotations: annotations2 }
  });
  return {
    root: describeManifest(name, manifest, config),
    manifest,
    config: configBytes
  };
}
function describeManifest(name, manifest, { platform, artifactType = BUNDLE_ARTIFACT }) {
  const { os, architecture, features } = platform;
  return {
    mediaType: IMAGE_MANIFEST,
    digest: digestOf(manifest),
    size: manifest.byteLength,
    annotations: { [REF_NAME]: name },
    platform: { architecture, os, ...features.length > 0 && { "os.features": features.toSorted() } },
    artifactType
  };
}
function describeIndex(name, index) {
  return {
    mediaType: IMAGE_INDEX,
    digest: digestOf(index),
    size: index.byteLength,
    annotations: { [REF_NAME]: name },
    artifactType: BUNDLE_ARTIFACT
  };
}
function headDocuments({ manifest, config }) {
  return [documentOf(IMAGE_MANIFEST, manifest), documentOf(BUNDLE_CONFIG, config)];
}
function documentOf(mediaType, bytes) {
  return { mediaType, digest: digestOf(bytes), bytes };
}

// src/bundle/manifests-beside.ts
function withIndex({ root: root2, documents }, manifests) {
  const index = encodeImageIndex([inIndex(root2), ...manifests.map(({ descriptor }) => descriptor)]);
  return {
    root: describeIndex(root2.annotations?.[REF_NAME] ?? "", index),
    documents: [documentOf(IMAGE_INDEX, index), ...documents]
  };
}
function inIndex({ mediaType, digest: digest3, size: size3, platform }) {
  return { mediaType, digest: digest3, size: size3, ...platform && { platform } };
}
async function writeBeside(writer, manifests, copyBlob, written) {
  for (const { descriptor, bytes } of orderBeside(manifests, written)) {
    if (bytes === void 0) {
      if (await writer.has?.(descriptor) !== true) await putBlob(writer, descriptor, copyBlob);
    } else if (writer.manifest !== void 0) await writer.manifest({ ...descriptor, bytes });
    else await putBlob(writer, descriptor, (_, write) => write(bytes));
  }
}
function orderBeside(manifests, written) {
  const all = manifests.flatMap((manifest) => [
    manifest,
    ...parseLinks(manifest.bytes).to.map((descriptor) => ({ descriptor }))
  ]);
  const done = new Set(written);
  return all.filter(({ descriptor: { digest: digest3 } }) => {
    const isNew = !done.has(digest3);
    done.add(digest3);
    return isNew;
  });
}
async function putBlob(writer, descriptor, copy) {
  const blob = await writer.blob();
  await copy(descriptor, (bytes) => blob.write(bytes));
  const { digest: digest3, size: size3 } = await blob.commit();
  if (digest3 === descriptor.digest && size3 === descriptor.size) return;
  throw new BundleError("DIGEST_MISMATCH", `Cannot copy a blob: got ${digest3}, expected ${descriptor.digest}`);
}
async function readBeside(content, beside) {
  const read = /* @__PURE__ */ new Map();
  let left = MAX_MANIFESTS;
  for (const descriptor of beside) {
    if (read.has(descriptor.digest)) continue;
    await content.expect([descriptor], "first");
    const bytes = await readVerified(content, descriptor, { what: "manifest", longest: left });
    left -= bytes.byteLength;
    const { to } = parseLinks(bytes);
    if (!isManifestType(descriptor.mediaType) || to.some(({ mediaType }) => isManifestType(mediaType)))
      throw new BundleError(
        "BUNDLE_INVALID",
        `Cannot read bundle: ${descriptor.digest} in it is not a manifest of blobs`
      );
    await content.expect(to, "first");
    read.set(descriptor.digest, { descriptor, bytes });
  }
  return [...read.values()];
}
function blobsBeside(manifests) {
  const blobs = /* @__PURE__ */ new Map();
  for (const { bytes } of manifests)
    for (const blob of parseLinks(bytes).to) if (!blobs.has(blob.digest)) blobs.set(blob.digest, blob);
  return [...blobs.values()];
}
async function openBlobsBeside(content, manifests) {
  const blobs = /* @__PURE__ */ new Map();
  for (const blob of blobsBeside(manifests)) blobs.set(blob.digest, await openBlob(content, blob, "blob"));
  return blobs;
}

// src/home/documents/document-limits.ts
function checkDocuments(documents) {
  let values = 0;
  let written = 0;
  for (const bytes of documents) {
    const shape = shapeOf(bytes);
    values += shape.values;
    written += shape.written;
  }
  if (values > MAX_STORE_VALUES) throw over(`have ${values} values, expected at most ${MAX_STORE_VALUES}`);
  if (written > MAX_STORE_WRITTEN)
    throw over(`take ${written} bytes when written, expected at most ${MAX_STORE_WRITTEN}`);
}
function over(what) {
  return new BundleError("LIMIT_EXCEEDED", `Cannot use the documents of all packages: they ${what}`);
}

// src/commands/reading/check-config-against-packages.ts
import { isDeepStrictEqual as isDeepStrictEqual2 } from "node:util";

// src/home/closure/store-documents.ts
var INDEX_FORMAT = 1;
async function collectDocuments(read, closure) {
  const documents = [
    ...await blobsOf3(read, closure),
    ...await imageIndexesOf(read, closure),
    ...await indexOf2(read, closure)
  ];
  const byName = new Map(documents.map((document) => [document.name, document]));
  const sorted2 = [...byName.values()].toSorted((a, b) => compareBytes(a.name, b.name));
  checkDocuments(sorted2.map(({ bytes }) => bytes));
  return sorted2;
}
async function blobsOf3(read, closure) {
  const documents = [];
  for (const { registry: registry2, leaf, manifest } of closure.packages) {
    for (const digest3 of [leaf, manifest.config]) {
      const bytes = await readBlob(read, registry2, digest3) ?? missing2(registry2, digest3);
      documents.push({ name: storeBlobPath(registry2, digest3), bytes });
    }
  }
  return documents;
}
async function imageIndexesOf(read, closure) {
  const references = [
    ...closure.roots,
    ...closure.packages.flatMap(
      ({ dependencies }) => dependencies.map(({ identifier, index }) => ({ ...identifier, index }))
    )
  ];
  const documents = [];
  for (const { registry: registry2, repository: repository2, index } of references) {
    if (index === void 0) continue;
    const bytes = await readReferenced(read, { registry: registry2, repository: repository2 }, index) ?? missing2(`${registry2}/${repository2}`, index);
    documents.push(
      { name: storeBlobPath(registry2, index), bytes },
      { name: dispatchPath(registry2, repository2, index), bytes }
    );
  }
  return documents;
}
async function indexOf2(read, closure) {
  const documents = [];
  for (const { registry: registry2, published } of closure.sources) {
    const repositories = taggedRepositories(closure).filter((tagged) => tagged.registry === registry2);
    const roots = await Promise.all(repositories.map((tagged) => cutRootDocument(read, tagged, published)));
    for (const root2 of roots) documents.push(root2);
    if (!published || roots.length === 0) continue;
    const catalog = repositories.map(({ repository: repository2 }, i) => [
      repository2,
      string2(digestOf(roots[i]?.bytes ?? new Uint8Array()))
    ]);
    documents.push(
      {
        name: catalogPath(registry2),
        bytes: python(
          object2([
            ["format_version", integer(INDEX_FORMAT)],
            ["packages", object2(catalog)]
          ])
        )
      },
      { name: indexConfigPath(registry2), bytes: python(object2([["format_version", integer(INDEX_FORMAT)]])) }
    );
  }
  return documents;
}
function taggedRepositories(closure) {
  const tagRoots = closure.roots.filter(isTagRoot);
  const byName = Map.groupBy(tagRoots, ({ registry: registry2, repository: repository2 }) => `${registry2}/${repository2}`);
  const names = [...byName.keys()].toSorted(compareBytes);
  return names.flatMap((name) => {
    const roots = byName.get(name) ?? [];
    const tags = new Set(roots.flatMap(({ tag: tag2 }) => tag2 ?? []));
    return roots.slice(0, 1).map(({ registry: registry2, repository: repository2 }) => ({ registry: registry2, repository: repository2, tags: [...tags].toSorted(compareBytes) }));
  });
}
async function cutRootDocument(read, { registry: registry2, repository: repository2, tags }, published) {
  const name = indexRootPath(registry2, repository2);
  const root2 = await readRootDocument(read, { registry: registry2, repository: repository2 });
  if (root2 === void 0) throw new BundleError("OBJECT_MISSING", `Cannot read ${name}: it is missing`);
  const own = `oci://${registry2}/${repository2}`;
  if (!published && root2.form === "derived" && root2.repository !== own)
    throw new BundleError(
      "DOCUMENT_INVALID",
      `Cannot use ${name}: its repository is ${root2.repository}, expected ${own}, since it was not published`
    );
  const table2 = membersOf(root2.tree).find(({ key: key2 }) => key2 === "tags")?.value;
  const entries = new Map((table2?.kind === "object" ? membersOf(table2) : []).map(({ key: key2, value }) => [key2, value]));
  const isVerbatim = published || root2.form === "published";
  const members = tags.map((key2) => {
    const value = entries.get(key2);
    if (value === void 0) throw new BundleError("OBJECT_MISSING", `Cannot read ${name}: tag ${key2} is missing`);
    return { key: key2, value: isVerbatim ? value : withoutObserved(value) };
  });
  const tree = withMember(root2.tree, "tags", { kind: "object", members });
  return { name, bytes: isVerbatim ? python(tree) : new TextEncoder().encode(formatPretty(tree)) };
}
function withoutObserved(tag2) {
  return tag2.kind === "object" ? { kind: "object", members: membersOf(tag2).filter(({ key: key2 }) => key2 !== "observed") } : tag2;
}
function python(tree) {
  return new TextEncoder().encode(formatPython(tree));
}
function missing2(place, digest3) {
  throw new BundleError("OBJECT_MISSING", `Cannot read ${digest3} of ${place}: it is missing`);
}

// src/commands/reading/check-config-against-packages.ts
async function checkConfigAgainstPackages(config, closure, documents) {
  if (config.roots.length === 0) refuse("it has no roots");
  checkSame("root", config.roots.map(rootName), [...new Set(config.roots.map(rootName))]);
  checkSame("package", config.packages.map(packageName2), closure.packages.map(packageName2));
  checkSame("layer", config.layers.map(layerName), closure.layers.map(layerName));
  checkSame("source", config.sources.map(registryOf), closure.sources.map(registryOf));
  checkPublished(config, closure);
  await checkStore(closure, documents);
}
function checkSame(what, said, found) {
  const rest = new Set(said);
  for (const name of found) if (!rest.delete(name)) refuse(`its config lacks ${what} ${name}`);
  for (const name of rest) refuse(`its config has ${what} ${name}, which its documents do not have`);
  if (said.length > found.length) refuse(`its config has one ${what} twice`);
}
function checkPublished({ roots, sources }, closure) {
  for (const { registry: registry2, published } of sources) {
    const found = closure.sources.find((source) => source.registry === registry2)?.published ?? false;
    const decides = found || roots.some((root2) => root2.registry === registry2 && isTagRoot(root2));
    if (decides && found !== published)
      refuse(`its config says that the index of ${registry2} is ${published ? "" : "not "}published`);
  }
}
async function checkStore(closure, documents) {
  const read = async (path) => documents.get(path);
  const expected = /* @__PURE__ */ new Set();
  for (const { name, bytes } of await collectDocuments(read, closure)) {
    const found = documents.get(name);
    if (found === void 0) refuse(`its store layer lacks ${name}`);
    if (!isSameDocument(found, bytes)) refuse(`${name} in its store layer has more than its roots need`);
    expected.add(name);
  }
  for (const name of documents.keys())
    if (!expected.has(name)) refuse(`its store layer has ${name}, which no root needs`);
}
function isSameDocument(found, expected) {
  if (Buffer.compare(found, expected) === 0) return true;
  return isDeepStrictEqual2(parse4(found), parse4(expected)) && shapeOf(found).values === shapeOf(expected).values;
}
function parse4(bytes) {
  return JSON.parse(Buffer.from(bytes).toString());
}
var rootName = (root2) => [root2.identifier, root2.leaf, root2.name].join(" ");
var packageName2 = ({ registry: registry2, leaf, repositories, platform }) => `${registry2} ${leaf} (${repositories.join(", ")}; ${platform})`;
var layerName = ({ registry: registry2, digest: digest3 }) => `${registry2} ${digest3}`;
var registryOf = ({ registry: registry2 }) => registry2;
function refuse(found) {
  throw new BundleError("BUNDLE_INVALID", `Cannot use bundle: ${found}`);
}

// src/commands/reading/layer-blob.ts
var NAMED_PACKAGES = 3;
function layerBlob(bundle, layer, closure) {
  const name = `layer ${layer.digest} of ${ownersOf(layer, closure)} in ${bundle.content.name}`;
  return { ...bundle.layer(layer, layerPrefix(layer)), name };
}
function ownersOf(layer, { packages, roots }) {
  const users = packages.filter(
    ({ registry: registry2, manifest }) => registry2 === layer.registry && manifest.layers.some(({ digest: digest3 }) => digest3 === layer.digest)
  );
  const names = users.slice(0, NAMED_PACKAGES).map((user) => packageName(user, roots));
  const more = users.length > names.length ? [`${users.length - names.length} more`] : [];
  return [...names, ...more].join(", ");
}
function layerPrefix({ registry: registry2, digest: digest3 }) {
  return `${HOME_PREFIX}${layerPath(registry2, digest3)}/`;
}

// src/commands/reading/read-bundle.ts
async function readBundle(bundle, { choose, platform } = {}) {
  const documents = await readDocuments({ ...bundle.store, name: `the store layer in ${bundle.content.name}` });
  checkDocuments(documents.values());
  const read = async (path) => documents.get(path);
  const all = bundle.config.roots.map((root2) => withPlatform(root2, bundle));
  const whole = await collectClosure(read, all, bundle.config.platform);
  checkListed(bundle, whole);
  await checkConfigAgainstPackages(bundle.config, whole, documents);
  if (choose === void 0 && platform === void 0) return { closure: whole, whole, read };
  const closure = await collectClosure(read, choose?.(all, whole) ?? all, platform ?? bundle.config.platform);
  checkListed(bundle, closure);
  return { closure, whole, read };
}
var ENTRIES_OF_EMPTY_LAYER = 2;
function emptyLayers({ layers }) {
  const empty = layers.filter(({ entryCount }) => entryCount <= ENTRIES_OF_EMPTY_LAYER);
  return new Set(empty.map(({ registry: registry2, digest: digest3 }) => layerPath(registry2, digest3)));
}
async function summarizeOpened(bundle, { closure }, { manifests, originals } = { manifests: [] }) {
  const { config, name, digest: digest3, content } = bundle;
  return summarizeBundle(closure, {
    name,
    digest: digest3,
    size: await content.size(),
    platform: formatPlatform(config.platform),
    layers: summarizeLayers(config),
    ...severalPlatforms(bundle),
    ...config.ocx !== void 0 && { ocx: { digest: config.ocx.digest, size: config.ocx.size } },
    ...config.project !== void 0 && { project: config.project },
    ...originals && { originals },
    ...bundle.delta !== void 0 && { delta: summarizeRead(bundle, bundle.delta.config, manifests) }
  });
}
function summarizeRead({ config, manifest, stored }, delta, manifests) {
  return summarizeDelta({
    config,
    blobs: manifest.layers,
    delta,
    carried: stored.manifest.layers,
    beside: blobsBeside(manifests)
  });
}
function severalPlatforms({ descriptor, digest: digest3, offers }) {
  if (descriptor.digest === digest3) return {};
  const platforms = offers.map((offer) => ({ platform: formatPlatform(offer.platform), digest: offer.digest }));
  return { manifestDigest: descriptor.digest, platforms };
}
function withPlatform(root2, { config }) {
  const { platform } = config.packages.find(({ registry: registry2, leaf }) => registry2 === root2.registry && leaf === root2.leaf) ?? {};
  return platform === void 0 || platform === "unknown" ? root2 : { ...root2, platform };
}
function checkListed({ config }, { layers }) {
  const listed = new Set(config.layers.map(layerPrefix));
  const absent = layers.filter((layer) => !listed.has(layerPrefix(layer)));
  if (absent.length === 0) return;
  const names = absent.map(({ registry: registry2, digest: digest3 }) => `${registry2} ${digest3}`).join(", ");
  throw new BundleError("BUNDLE_INVALID", `Cannot use bundle: it lacks layer ${names}`);
}

// src/commands/trust/read-requirements.ts
import { lstat as lstat6 } from "node:fs/promises";
import { dirname as dirname9, join as join18 } from "node:path";
var POLICY_FILE = "policy.toml";
async function readRequirements(request, place) {
  const ofHome = place.home === void 0 ? void 0 : join18(place.home, OWN_FOLDER, POLICY_FILE);
  const hasPolicy = ofHome !== void 0 && await isThere(ofHome);
  const { policy, identity, allowedSigners, minisignKey } = request;
  const given = [policy, identity, allowedSigners, minisignKey].some((option) => option !== void 0);
  if (!hasPolicy && !given) return [];
  const { readOptions, readPolicies } = await import("./read-rules-VBKDCMI4.mjs");
  return [
    ...await readPolicies({ ofHome: hasPolicy ? ofHome : void 0, given: policy }, { ...place, request }),
    ...await readOptions({ ...place, request })
  ];
}
async function isThere(path) {
  if (await lookAt(path, lstat6) !== void 0) return true;
  const refuse2 = (found) => {
    throw new BundleError("POLICY_INVALID", `Cannot read policy ${path}: ${found}`);
  };
  const folder = await lookAt(dirname9(path), lstat6);
  if (folder === void 0) return false;
  if (folder.isSymbolicLink() && await lookAt(dirname9(path)) === void 0)
    return refuse2(`${dirname9(path)} is a link that leads nowhere`);
  const similar = (await namesIn(dirname9(path))).find((name) => name.trim().toLowerCase() === POLICY_FILE);
  return similar === void 0 ? false : refuse2(`it is called ${JSON.stringify(similar)}`);
}

// src/commands/trust/check-trust.ts
async function checkTrust(bundle, question, context, reporter) {
  const { request = {}, home } = question;
  const requirements = await readRequirements(request, { home, context });
  if (requirements.length > 0) {
    const { proveTrust } = await import("./prove-trust-KNKPVBYG.mjs");
    return await proveTrust(bundle, requirements, { ...question, request, context, reporter });
  }
  if (request.attestation === void 0 && request.trustedRoot === void 0) return void 0;
  throw nobodyNamed();
}
function nobodyNamed() {
  const found = "no signer is named";
  return new BundleError("OPTION_INVALID", `Cannot check the signature: ${found}`, {
    hint: "Set `repository`, or `certificate-identity` and `certificate-oidc-issuer`; for keys, `allowed-signers` or `minisign-key`."
  });
}

// src/commands/import-bundle.ts
async function importBundle(request, context, reporter) {
  return (await importAndSummarize(request, context, reporter)).result;
}
async function importAndSummarize(request, context, reporter) {
  var _stack = [];
  try {
    const { source, digest: digest3, dryRun } = request;
    const home = homePath(request.home, context);
    const wanted = await wantedPlatform(request.platform);
    const behind = await openImportPlace(request, context, reporter);
    const place = __using(_stack, behind.place, true);
    const opened = await openPinned(place, digest3, { platform: wanted });
    const trust2 = await checkTrust(opened, { source, request: request.trust, home }, context, reporter);
    const content = await readWanted(opened, request.packages, wanted, await defaultRegistry({ ...context, home }));
    const { closure } = content;
    const machine = await checkMachine(home, closure, opened.config.project, request, context);
    const { project } = machine;
    const host = request.platform === void 0 ? wanted : await hostPlatform();
    const input = inputOf(opened, content, { home, host, project }, request);
    const plan = await planImport(input);
    const exported = opened.config.project?.groups;
    const wantedEnvironment = importEnvironment({ closure, exported, project }, request);
    const composed = composeImport(wantedEnvironment, input, existsAfter(plan));
    for (const warning of [...machine.warnings, ...plan.warnings]) reporter.warn(warning);
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const planned = { plan, input, wantedEnvironment };
    const prepared = await prepareImport(opened, planned, request, { context, reporter, stack });
    const { bundle, damage } = prepared;
    const applied = dryRun ? { plan, repairs: foreseen(plan, damage), warnings: [] } : await applyImport(prepared);
    await place.finish();
    if (!dryRun) await behind.keep(bundle, () => referrersOf(bundle, source, context, reporter));
    const use = await readyForUse({ home, closure, bundle }, composed, request, context);
    for (const warning of [...applied.warnings, ...use.warnings]) reporter.warn(warning);
    const { environment } = use;
    const warnings = [...machine.warnings, ...applied.plan.warnings, ...applied.warnings, ...use.warnings];
    const answers = { dryRun, pinned: digest3 !== void 0, trust: trust2, project, environment, warnings };
    return {
      result: describeImport(applied, prepared, answers),
      summary: await summarizeOpened(opened, { ...content, closure: content.whole }),
      origin: place.name
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function referrersOf(bundle, source, context, reporter) {
  try {
    const { findReferrers } = await import("./find-referrers-LYNUZLHW.mjs");
    const place = { source, context, reading: logsOf(reporter) };
    return await findReferrers(bundle, place, (text4) => reporter.say(text4));
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    reporter.warn(`The store gets the bundle without its signatures: ${error.lines.join("; ")}`);
    return [];
  }
}
async function readWanted(bundle, packages, wanted, unnamed) {
  const content = await readBundle(bundle, {
    choose: (roots, whole) => withCompanion(chooseRoots(roots, packages, unnamed), whole),
    platform: wanted
  });
  checkPlatform(content.closure, wanted);
  return content;
}
function inputOf({ digest: digest3, descriptor, config }, { closure, read }, { home, host, project }, { shared = false, repair = false, onConflict, select }) {
  return {
    home,
    closure,
    read,
    bundle: digest3,
    ...descriptor.digest !== digest3 && { manifest: descriptor.digest },
    shared,
    emptyLayers: emptyLayers(config),
    ...config.ocx !== void 0 && { ocx: config.ocx },
    repair,
    onConflict,
    select,
    host,
    ...project !== void 0 && { project },
    now: /* @__PURE__ */ new Date()
  };
}

// src/report/wording.ts
var WIDTH = 80;
function wrap(text4, width) {
  const lines = [];
  for (const word of text4.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
function countOf(number2, one, several = `${one}s`) {
  return `${number2} ${number2 === 1 ? one : several}`;
}
function formatFetched({ bytes, size: size3 }) {
  return size3 === void 0 ? prettyBytes(bytes) : `${prettyBytes(bytes)} of a bundle of ${prettyBytes(size3)}`;
}

// src/report/tables.ts
var GAP = "  ";
var INDENT = "  ";
var NARROWEST = 16;
function formatTable(columns, rows, bold) {
  if (rows.length === 0) return "";
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => row.map(printable))];
  const widths = narrowFirst(
    columns.map((_, column) => cells.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0))
  );
  const groups = groupColumns(widths);
  const [titles = [], ...lines] = cells.map(
    (row) => groups.flatMap((group, index) => {
      const placed = group.map((column) => ({
        ...columns[column],
        cell: row[column] ?? "",
        width: widths[column] ?? 0
      }));
      return index === 0 ? formatCells(placed, WIDTH) : formatFurther(placed);
    })
  );
  return [...titles.map(bold), ...lines.flat()].map((line) => `${line}
`).join("");
}
function narrowFirst([first = 0, ...others]) {
  const room = WIDTH - others.reduce((sum2, width) => sum2 + GAP.length + width, 0);
  return [room < NARROWEST ? first : Math.min(first, room), ...others];
}
function groupColumns(widths) {
  const groups = [[]];
  let used = 0;
  for (const [column, width] of widths.entries()) {
    if (column > 0 && used + GAP.length + width > WIDTH) {
      groups.push([]);
      used = INDENT.length;
    }
    const group = groups.at(-1) ?? [];
    used += width + (group.length === 0 ? 0 : GAP.length);
    group.push(column);
  }
  return groups;
}
function formatCells(cells, room) {
  const [first = { cell: "", width: 0 }, ...others] = cells;
  if (others.length === 0 && first.cell.length > room) return wrap(first.cell, room);
  if (first.cell.length > first.width) return [first.cell, ...formatCells([{ ...first, cell: "" }, ...others], room)];
  const padded = cells.map(({ cell, width, right }) => right === true ? cell.padStart(width) : cell.padEnd(width));
  return [padded.join(GAP).trimEnd()];
}
function formatFurther(cells) {
  const lines = formatCells(cells, WIDTH - INDENT.length).filter((line) => line !== "");
  return lines.map((line) => INDENT + line);
}
function shortenDigest(text4) {
  return text4.replace(/(sha\d+:[0-9a-f]{12})[0-9a-f]+/, "$1\u2026");
}

// src/report/bundle-lines.ts
var PACKAGE_COLUMNS = [
  { title: "PACKAGE" },
  { title: "PLATFORM" },
  { title: "LAYERS", right: true },
  { title: "SIZE", right: true },
  { title: "" }
];
function formatPackages(packages, bold) {
  const inOrder2 = [...packages.filter(({ root: root2 }) => root2), ...packages.filter(({ root: root2 }) => !root2)];
  const rows = inOrder2.map(({ identifier, platform, layers, contentSize: contentSize2, root: root2, current }) => [
    root2 ? identifier : shortenDigest(identifier),
    platform,
    String(layers),
    prettyBytes(contentSize2),
    root2 ? current ? "current" : "" : "dependency"
  ]);
  return formatTable(PACKAGE_COLUMNS, rows, bold);
}
function formatDigest(digest3) {
  return digest3 === void 0 ? "" : `Bundle digest: ${digest3}
`;
}

// src/report/disk-use-text.ts
function formatDiskUse({ written, peak }, fetch, bold) {
  const rows = [
    ...fetch === void 0 ? [] : [["to fetch", prettyBytes(fetch), ""]],
    ["to write", prettyBytes(written), ""],
    ...peak.map(({ use, path, bytes }) => [PEAKS[use], prettyBytes(bytes), path])
  ];
  return formatTable([{ title: "AMOUNT" }, { title: "BYTES", right: true }, { title: "WHERE" }], rows, bold);
}
var PEAKS = {
  output: "output, at most",
  staging: "staging, at most",
  spool: "spool, at most"
};

// src/report/trust-text.ts
var KINDS = { sigstore: "Sigstore", ssh: "SSH", minisign: "minisign", digest: "listed digest" };
var COVERED = {
  bundle: "the bundle digest",
  manifest: "the manifest for this platform",
  file: "the whole file"
};
function formatTrust(trust2) {
  if (trust2 === void 0) return "";
  const overridden = trust2.overridden.map((name) => `Not met, but overridden: ${name}`);
  const unproven = trust2.unproven.length === 0 ? [] : [`Not proven: ${trust2.unproven.join("; ")}.`];
  const lines = [...trust2.proofs.flatMap(formatProof), ...overridden, ...unproven];
  return lines.map((line) => `${printable(line)}
`).join("");
}
function formatProof(proof) {
  const { kind, requirement, signer, signature, covers: covers2, commit, ref } = proof;
  if (kind === "digest") return [`Needs no signature: ${requirement} lists its digest.`];
  const facts = [
    ["Repository", proof.repository],
    ["Commit", commit && `${commit}${ref === void 0 ? "" : ` of ${ref}`}`],
    ["Workflow", proof.workflow],
    ["Run", proof.run && `${proof.run}${proof.runner === void 0 ? "" : `, ${proof.runner}`}`],
    ["Issuer", proof.issuer],
    ["Key", proof.key === signer ? void 0 : proof.key],
    ["Comment", proof.comment],
    ["Signature", signature && `${signature}${covers2 === void 0 ? "" : `, over ${COVERED[covers2]}`}`],
    ["Required by", requirement]
  ];
  const told = facts.filter(([, value]) => value !== void 0 && value !== "");
  return [`Signed by ${signer} (${KINDS[kind]})`, ...told.map(([name, value]) => `  ${name}: ${value}`)];
}
function formatClaims(claims, bold) {
  const rows = (claims ?? []).map(({ kind, signer = "", about, problem, found }) => [
    KINDS[kind],
    problem ?? signer,
    about === void 0 ? "" : about ? "this bundle" : "something else",
    found
  ]);
  const title = "SIGNATURE (NOT VERIFIED)";
  return formatTable([{ title }, { title: "CLAIMS TO BE BY" }, { title: "ABOUT" }, { title: "FOUND" }], rows, bold);
}

// src/report/import-text.ts
function formatImport(result, bold) {
  const { packages, links, conflicts, dryRun, disk, fetched } = result;
  const rows = packages.map(({ identifier, status, path }) => [shortenDigest(identifier), status, path]);
  const changedLinks = links.filter(({ status }) => status !== "present").map(({ path, status }) => [path, status]);
  const repaired = (result.repairs ?? []).map(({ path, change }) => [path, change]);
  const clashes = conflicts.map(({ identifier, status, reason }) => [identifier, status, reason]);
  const sections = [
    dryRun ? formatDiskUse(disk, fetched && fetched.missing, bold) : "",
    formatTable([{ title: "PACKAGE" }, { title: "STATUS" }, { title: "PATH" }], rows, bold),
    formatTable([{ title: "LINK" }, { title: "STATUS" }], changedLinks, bold),
    formatTable([{ title: "REPAIRED" }, { title: "WAS" }], repaired, bold),
    formatTable([{ title: "CONFLICT" }, { title: "STATUS" }, { title: "REASON" }], clashes, bold)
  ];
  const text4 = sections.filter((section) => section !== "").map((section) => `
${section}`).join("");
  const head = [summarizeImport(result), ...fetchedLine(result), ...ocxLine(result)].map((line) => `${printable(line)}
`).join("");
  const told = [...result.notes ?? [], ...result.needsOffline ? [NEEDS_OFFLINE] : []];
  const notes = told.map((note) => `Note: ${printable(note)}
`).join("");
  const signed = formatTrust(result.trust);
  return `${head}${formatDigest(result.bundle.digest)}${signed}${text4}${notes === "" ? "" : `
${notes}`}`;
}
function fetchedLine({ fetched }) {
  return fetched === void 0 ? [] : [`Fetched ${formatFetched(fetched)}.`];
}
function ocxLine({ ocx, dryRun }) {
  if (ocx === void 0 || ocx.status === "present") return [];
  return [
    `${dryRun ? "Would put" : "Put"} ocx to ${ocx.path}: \`ocx-bundle env\` adds it to PATH if there is no other.`
  ];
}
var NEEDS_OFFLINE = "Set OCX_OFFLINE=1 for ocx. Without it, `ocx pull`, `run` and `env` of the project ask the registry. `ocx-bundle env --offline` prints it.";
function summarizeImport(result) {
  const { home, dryRun, packages, layers, blobs, bytesAdded, links, repairs } = result;
  const present2 = packages.filter(({ status }) => status === "present").length;
  const made = links.filter(({ status }) => status === "added" || status === "moved").length;
  const parts = [
    packages.length > present2 && countOf(packages.length - present2, "package"),
    layers.added > 0 && `${countOf(layers.added, "layer")} (${prettyBytes(bytesAdded)})`,
    blobs.added > 0 && countOf(blobs.added, "blob"),
    made > 0 && countOf(made, "link")
  ].filter((part) => part !== false);
  const repaired = repairs === void 0 || repairs.length === 0 ? "" : repairSentence(repairs.length, dryRun);
  if (parts.length === 0) {
    const has = `${home} has all ${countOf(packages.length, "package")}`;
    if (repaired !== "") return `${has}. ${repaired}`;
    return result.changed ? `${has}; ${dryRun ? "would bring" : "brought"} their records up to date.` : `Nothing to import: ${has}.`;
  }
  const head = `${dryRun ? "Would import" : "Imported"} ${parts.join(", ")} into ${home}.`;
  const there = present2 === 0 ? "" : `${countOf(present2, "package")} ${present2 === 1 ? "was" : "were"} there.`;
  return [head, there, repaired].filter((sentence) => sentence !== "").join(" ");
}
function repairSentence(entries, dryRun) {
  return `${dryRun ? "Would repair" : "Repaired"} ${countOf(entries, "entry", "entries")}.`;
}
export {
  BASE_DIGEST as BASE_DIGEST_136,
  BESIDE as BESIDE_136,
  BUNDLE_ARTIFACT as BUNDLE_ARTIFACT_136,
  BUNDLE_CONFIG as BUNDLE_CONFIG_136,
  BUNDLE_DIGEST as BUNDLE_DIGEST_136,
  DEFAULT_GROUP as DEFAULT_GROUP_133,
  DEFAULT_NAME_OF_SEVERAL as DEFAULT_NAME_OF_SEVERAL_137,
  DEFAULT_SEPARATOR as DEFAULT_SEPARATOR_170,
  DEFAULT_TAG as DEFAULT_TAG_119,
  DEFERRED_HINT as DEFERRED_HINT_129,
  DELTA_ARTIFACT as DELTA_ARTIFACT_136,
  DELTA_BESIDE as DELTA_BESIDE_136,
  DELTA_CONFIG as DELTA_CONFIG_136,
  DELTA_PATCH as DELTA_PATCH_136,
  DOCKER_CONFIG as DOCKER_CONFIG_136,
  DOCKER_LAYER as DOCKER_LAYER_136,
  DOCKER_LAYER_GZIP as DOCKER_LAYER_GZIP_136,
  DOCKER_MANIFEST as DOCKER_MANIFEST_136,
  DOCKER_MANIFEST_LIST as DOCKER_MANIFEST_LIST_136,
  EMPTY_JSON as EMPTY_JSON_136,
  EXECUTABLES as EXECUTABLES_50,
  EXECUTABLE_MODE as EXECUTABLE_MODE_50,
  EXECUTABLE_PREFIX as EXECUTABLE_PREFIX_128,
  FEWEST_DIGITS as FEWEST_DIGITS_83,
  FILE_MODE as FILE_MODE_120,
  FORMAT_VERSION2 as FORMAT_VERSION_128,
  FULL_INDEX as FULL_INDEX_136,
  FULL_MANIFEST as FULL_MANIFEST_136,
  HAVE_LIST as HAVE_LIST_136,
  HOME_PREFIX as HOME_PREFIX_128,
  IMAGE_CONFIG as IMAGE_CONFIG_136,
  IMAGE_INDEX as IMAGE_INDEX_136,
  IMAGE_MANIFEST as IMAGE_MANIFEST_136,
  IMAGE_NAME as IMAGE_NAME_136,
  INDEX_FILE as INDEX_FILE_171,
  KINDS as KINDS_31,
  LAUNCHER_MODE as LAUNCHER_MODE_66,
  LAYER_TAR as LAYER_TAR_136,
  LAYER_TAR_GZIP as LAYER_TAR_GZIP_136,
  LAYER_TAR_ZSTD as LAYER_TAR_ZSTD_136,
  LAYOUT_FILE as LAYOUT_FILE_171,
  LAYOUT_VERSION as LAYOUT_VERSION_171,
  LOCK_PATH as LOCK_PATH_53,
  LOG_PATH as LOG_PATH_53,
  LONGEST_VARIABLE as LONGEST_VARIABLE_170,
  MAX_PARTED_NAME as MAX_PARTED_NAME_140,
  MAX_PARTS as MAX_PARTS_140,
  MAX_PARTS_DOCUMENT as MAX_PARTS_DOCUMENT_140,
  METADATA_LIMIT as METADATA_LIMIT_121,
  NOTHING_AHEAD as NOTHING_AHEAD_172,
  NO_REPAIRS as NO_REPAIRS_18,
  OCX as OCX_19,
  OCX_BINARIES as OCX_BINARIES_19,
  ORIGINALS_ARTIFACT as ORIGINALS_ARTIFACT_136,
  ORIGINALS_LIST as ORIGINALS_LIST_136,
  ORIGINAL_INDEX as ORIGINAL_INDEX_136,
  OWN_FOLDER as OWN_FOLDER_53,
  PARTS_DOCUMENT_START as PARTS_DOCUMENT_START_140,
  PEAKS as PEAKS_29,
  REFERRERS as REFERRERS_158,
  REF_NAME as REF_NAME_136,
  SHARED_MODE as SHARED_MODE_56,
  SIGSTORE_BUNDLE as SIGSTORE_BUNDLE_136,
  SIZES as SIZES_159,
  STAGING as STAGING_64,
  STAGING_FOLDERS as STAGING_FOLDERS_64,
  STAGING_STORE as STAGING_STORE_116,
  STORES as STORES_116,
  STORE_ACTIONS as STORE_ACTIONS_101,
  STORE_NAME as STORE_NAME_136,
  STORE_TAG as STORE_TAG_136,
  TRUST_NAMES as TRUST_NAMES_158,
  UNFINISHED_PATH as UNFINISHED_PATH_53,
  VERSION as VERSION_3,
  WIDTH as WIDTH_32,
  absentHome as absentHome_48,
  algorithmOf as algorithmOf_82,
  anyDigest as anyDigest_166,
  appendUnique as appendUnique_170,
  applyImport as applyImport_12,
  array2 as array_112,
  assignedValue as assignedValue_52,
  backReference as backReference_54,
  blobPath as blobPath_171,
  blobReferences as blobReferences_120,
  blobsBeside as blobsBeside_87,
  blobsOf2 as blobsOf_147,
  boolean2 as boolean_112,
  bringsOcx as bringsOcx_19,
  broughtOcx as broughtOcx_76,
  buildHead as buildHead_152,
  candidatePath as candidatePath_57,
  catalogPath as catalogPath_57,
  checkBundleName as checkBundleName_137,
  checkConfigAgainstPackages as checkConfigAgainstPackages_90,
  checkConfigs as checkConfigs_147,
  checkConfiguration as checkConfiguration_65,
  checkDocuments as checkDocuments_89,
  checkFrameTable as checkFrameTable_144,
  checkFreeSpace as checkFreeSpace_125,
  checkHome as checkHome_67,
  checkKind as checkKind_141,
  checkLaunchers as checkLaunchers_66,
  checkMachine as checkMachine_13,
  checkMounts as checkMounts_116,
  checkPartedName as checkPartedName_140,
  checkPartsDocumentSize as checkPartsDocumentSize_140,
  checkPaths as checkPaths_58,
  checkPlanned as checkPlanned_58,
  checkPlatform as checkPlatform_23,
  checkProjectTrust as checkProjectTrust_44,
  checkReplaceable as checkReplaceable_143,
  checkRoom as checkRoom_67,
  checkTrust as checkTrust_27,
  chooseLeaf as chooseLeaf_154,
  chooseManifest as chooseManifest_145,
  choosePlatform as choosePlatform_46,
  chooseRoots as chooseRoots_24,
  collectClosure as collectClosure_88,
  collectDocuments as collectDocuments_157,
  compareBytes as compareBytes_112,
  composeEnvironment as composeEnvironment_131,
  composeImport as composeImport_15,
  composeResolved as composeResolved_122,
  composeWhole as composeWhole_73,
  configOf2 as configOf_52,
  configSchema as configSchema_166,
  configurationWarnings as configurationWarnings_123,
  contentOf as contentOf_71,
  countOf as countOf_32,
  currentPath as currentPath_57,
  damagedParts as damagedParts_139,
  decodeUtf8 as decodeUtf8_112,
  defaultBundleName as defaultBundleName_137,
  defaultRegistry as defaultRegistry_7,
  describeImport as describeImport_14,
  describeIndex as describeIndex_152,
  describeManifest as describeManifest_152,
  describeOffers as describeOffers_154,
  describeRepairs as describeRepairs_18,
  descriptorSchema as descriptorSchema_134,
  differs as differs_139,
  digestOf as digestOf_82,
  digester as digester_82,
  dispatchPath as dispatchPath_57,
  documentOf as documentOf_152,
  documentsOf as documentsOf_72,
  dropFromCatalog as dropFromCatalog_118,
  dropTags as dropTags_118,
  emptyLayers as emptyLayers_26,
  encodeConfig as encodeConfig_128,
  encodeImageIndex as encodeImageIndex_151,
  encodeLayoutFile as encodeLayoutFile_171,
  encodeManifest as encodeManifest_151,
  environmentRoots as environmentRoots_74,
  executableDirectory as executableDirectory_50,
  executableEntry as executableEntry_50,
  executablePath as executablePath_50,
  existsAfter as existsAfter_10,
  expandGroups as expandGroups_127,
  expandTilde as expandTilde_38,
  familyOf2 as familyOf_46,
  faultOfBinaries as faultOfBinaries_162,
  faultOfIntegrations as faultOfIntegrations_163,
  faultOfMirrors as faultOfMirrors_164,
  fieldsOf as fieldsOf_161,
  fileKind as fileKind_174,
  fileNameOf as fileNameOf_143,
  findBundle as findBundle_147,
  findEntryName as findEntryName_80,
  findLockedProject as findLockedProject_68,
  findManaged as findManaged_43,
  findOnPath as findOnPath_78,
  findOwnOcx as findOwnOcx_78,
  findPolicy as findPolicy_124,
  findProject as findProject_126,
  findUserHome as findUserHome_38,
  findWorkingDirectory as findWorkingDirectory_38,
  findsOcx as findsOcx_78,
  fitsMachine as fitsMachine_46,
  fits as fits_46,
  foldersOfPlan as foldersOfPlan_58,
  foreseen as foreseen_18,
  formOf as formOf_117,
  formatBar as formatBar_110,
  formatClaims as formatClaims_31,
  formatCompact as formatCompact_112,
  formatDigest as formatDigest_28,
  formatDiskUse as formatDiskUse_29,
  formatFetched as formatFetched_32,
  formatIdentifier as formatIdentifier_69,
  formatImport as formatImport_2,
  formatIndexConfig as formatIndexConfig_118,
  formatLauncher as formatLauncher_66,
  formatLine as formatLine_110,
  formatNumber as formatNumber_160,
  formatObserved as formatObserved_118,
  formatPackages as formatPackages_28,
  formatPartsDocument as formatPartsDocument_140,
  formatPinned as formatPinned_119,
  formatPlatform as formatPlatform_46,
  formatPretty as formatPretty_112,
  formatPython as formatPython_112,
  formatReference as formatReference_119,
  formatResolved as formatResolved_122,
  formatTable as formatTable_30,
  formatTrust as formatTrust_31,
  framesOf as framesOf_150,
  fromHomeError as fromHomeError_113,
  get as get_112,
  globalProject as globalProject_126,
  hasEntryPoints as hasEntryPoints_19,
  hasInterface as hasInterface_130,
  hasLostBytes as hasLostBytes_38,
  hasPrivate as hasPrivate_130,
  hasStaging as hasStaging_64,
  headDocuments as headDocuments_152,
  hexOf as hexOf_82,
  homePath as homePath_20,
  hostLibc as hostLibc_45,
  hostPlatform as hostPlatform_8,
  identityOf as identityOf_72,
  imageIndexSchema as imageIndexSchema_151,
  importAndSummarize as importAndSummarize_1,
  importBundle as importBundle_1,
  importDiskUse as importDiskUse_75,
  importEnvironment as importEnvironment_15,
  inHome as inHome_48,
  inIndex as inIndex_87,
  inInstallOrder as inInstallOrder_60,
  inTheWay as inTheWay_48,
  indexConfigPath as indexConfigPath_57,
  indexPath2 as indexPath_20,
  indexRootPath as indexRootPath_57,
  installLinkTarget as installLinkTarget_54,
  integer as integer_112,
  interpolate as interpolate_169,
  invalidCommandLine as invalidCommandLine_34,
  invalidOption as invalidOption_102,
  isAddress as isAddress_37,
  isBeginningOf as isBeginningOf_83,
  isBundle as isBundle_147,
  isCompanion as isCompanion_19,
  isDeferred as isDeferred_129,
  isDelta as isDelta_146,
  isDigestOf as isDigestOf_82,
  isDigest as isDigest_82,
  isDirectoryLayout as isDirectoryLayout_138,
  isDirectoryPath as isDirectoryPath_143,
  isExtension as isExtension_177,
  isHomeProject as isHomeProject_55,
  isImported as isImported_60,
  isManifestType as isManifestType_79,
  isPartsDocument as isPartsDocument_140,
  isPublished as isPublished_117,
  isRegistryReference as isRegistryReference_98,
  isRegistry as isRegistry_69,
  isRepositoryName as isRepositoryName_119,
  isRepository as isRepository_69,
  isSet as isSet_42,
  isTagName as isTagName_119,
  isTagRoot as isTagRoot_115,
  isTag as isTag_69,
  isUrl as isUrl_109,
  isVariableName as isVariableName_170,
  isVisibility as isVisibility_130,
  joinVisibility as joinVisibility_130,
  keptConfigPath as keptConfigPath_53,
  keyOf as keyOf_52,
  knownPlatform as knownPlatform_46,
  labelFor as labelFor_5,
  layerBlob as layerBlob_91,
  layerPath as layerPath_57,
  layerPrefix as layerPrefix_91,
  leadsBack as leadsBack_66,
  linkReliances as linkReliances_60,
  linkSettings as linkSettings_60,
  linkState as linkState_54,
  linkThatFollows as linkThatFollows_60,
  linkThatStays as linkThatStays_60,
  linksIn as linksIn_51,
  linksPath as linksPath_57,
  listedLayer as listedLayer_71,
  listedPlatform as listedPlatform_88,
  loadPackages as loadPackages_72,
  loadProject as loadProject_68,
  locate as locate_150,
  loginInVariables as loginInVariables_164,
  logsOf as logsOf_22,
  lookedUp2 as lookedUp_74,
  looksLikeHost as looksLikeHost_69,
  lostDocuments as lostDocuments_120,
  lostReferences as lostReferences_120,
  manifestOf as manifestOf_119,
  manifestSchema as manifestSchema_151,
  mapInBatches as mapInBatches_49,
  memberOf as memberOf_42,
  membersOf as membersOf_112,
  mergeCatalog as mergeCatalog_118,
  mergeRoot as mergeRoot_118,
  mergeSettings as mergeSettings_53,
  missingBytes as missingBytes_71,
  missingLinks as missingLinks_62,
  moveToFront as moveToFront_170,
  nameList as nameList_173,
  nameOfPath as nameOfPath_54,
  nameOr as nameOr_85,
  namedLayer as namedLayer_146,
  needsOf as needsOf_125,
  normalPrefix as normalPrefix_176,
  object2 as object_112,
  offlineVariables as offlineVariables_19,
  onlyBundle as onlyBundle_37,
  onlyLayer as onlyLayer_146,
  onlyPath as onlyPath_37,
  openBlob as openBlob_148,
  openBlobsBeside as openBlobsBeside_87,
  openBundle as openBundle_85,
  openDirectoryLayout as openDirectoryLayout_138,
  openHome as openHome_113,
  openImportPlace as openImportPlace_21,
  openInput as openInput_81,
  openLayout as openLayout_139,
  openPinnedWhole as openPinnedWhole_25,
  openPinned as openPinned_25,
  openTarLayout as openTarLayout_141,
  openWhole as openWhole_85,
  openingCommand as openingCommand_113,
  optional2 as optional_33,
  orderBeside as orderBeside_87,
  orderDescriptor as orderDescriptor_134,
  outputPath as outputPath_143,
  ownDigest as ownDigest_166,
  ownersOf as ownersOf_91,
  packageName as packageName_70,
  packageOfLink as packageOfLink_57,
  packageOf as packageOf_54,
  packageParts as packageParts_120,
  packagePath as packagePath_57,
  packageRootOf as packageRootOf_72,
  packagesOf as packagesOf_72,
  parseArguments as parseArguments_4,
  parseComplete as parseComplete_104,
  parseConfig as parseConfig_128,
  parseDeclaration as parseDeclaration_133,
  parseDigest as parseDigest_82,
  parseDocument as parseDocument_135,
  parseEntryName as parseEntryName_80,
  parseEnvironment as parseEnvironment_105,
  parseExtract as parseExtract_107,
  parseForget as parseForget_106,
  parseHave as parseHave_104,
  parseIdentifier as parseIdentifier_69,
  parseJsonTree as parseJsonTree_112,
  parseLines2 as parseLines_52,
  parseLinks as parseLinks_79,
  parseLock as parseLock_165,
  parseManifest as parseManifest_153,
  parseMerge as parseMerge_107,
  parseMetadata as parseMetadata_121,
  parseOptions as parseOptions_102,
  parsePartialDigest as parsePartialDigest_83,
  parsePartsDocument as parsePartsDocument_140,
  parsePlatform as parsePlatform_46,
  parseReference as parseReference_119,
  parseResolved as parseResolved_122,
  parseRootDocument as parseRootDocument_117,
  parseSettings as parseSettings_44,
  parseSize as parseSize_159,
  parseTask as parseTask_36,
  parseToml as parseToml_41,
  parseVerify as parseVerify_108,
  partName as partName_140,
  partToUnpack as partToUnpack_71,
  partsDocumentName as partsDocumentName_140,
  partsOf2 as partsOf_147,
  patchSources as patchSources_7,
  pick as pick_33,
  pinnedIdentifier as pinnedIdentifier_74,
  placesBehind as placesBehind_141,
  planExecutable as planExecutable_50,
  planImport as planImport_11,
  planIndex as planIndex_59,
  planNewHome as planNewHome_11,
  planParts as planParts_140,
  planRoots as planRoots_61,
  planStores as planStores_62,
  plannedHome as plannedHome_63,
  platformToChoose as platformToChoose_9,
  prepareImport as prepareImport_16,
  projectEntries as projectEntries_74,
  projectRegistration as projectRegistration_55,
  projectVariables as projectVariables_127,
  quoteOption as quoteOption_34,
  readBeside as readBeside_87,
  readBlob as readBlob_117,
  readBundle as readBundle_26,
  readCommandLine as readCommandLine_34,
  readConfig2 as readConfig_85,
  readConfiguration as readConfiguration_7,
  readDocuments as readDocuments_86,
  readEnvironment as readEnvironment_73,
  readExtension as readExtension_177,
  readImportsLog as readImportsLog_53,
  readLayout as readLayout_173,
  readManifest as readManifest_85,
  readNamedDocument as readNamedDocument_85,
  readOnce as readOnce_48,
  readOwnManifest as readOwnManifest_85,
  readProject as readProject_127,
  readRecords as readRecords_52,
  readReferenced as readReferenced_117,
  readRegistryAccess as readRegistryAccess_164,
  readRegularFile as readRegularFile_111,
  readRequirements as readRequirements_92,
  readRootDocument as readRootDocument_117,
  readStart as readStart_174,
  readToml as readToml_41,
  readVerified as readVerified_148,
  readWhole as readWhole_173,
  readyForUse as readyForUse_17,
  refName as refName_57,
  refuseConflicts as refuseConflicts_167,
  refuseSameDependencies as refuseSameDependencies_155,
  refuseSeveral as refuseSeveral_102,
  refuseSharedLaunchers as refuseSharedLaunchers_156,
  refuseSharedNames as refuseSharedNames_127,
  registry as registry_166,
  removedIn as removedIn_52,
  resolveVariables as resolveVariables_168,
  roomOfEnvironment as roomOfEnvironment_169,
  rootDocumentReader as rootDocumentReader_117,
  runCommand as runCommand_40,
  runTask as runTask_6,
  run as run_0,
  sameContent as sameContent_134,
  scanMembers as scanMembers_175,
  selectGroups as selectGroups_127,
  selectLockPath as selectLockPath_58,
  settingsIn as settingsIn_52,
  settleSeparators as settleSeparators_132,
  shapeOf as shapeOf_114,
  shard as shard_57,
  shareFile as shareFile_56,
  shimPath as shimPath_57,
  shortenDigest as shortenDigest_30,
  showProgress as showProgress_39,
  similarName as similarName_84,
  slugOfPart as slugOfPart_57,
  slug as slug_57,
  sortKeys as sortKeys_134,
  splitCommand as splitCommand_35,
  spooledBytes as spooledBytes_71,
  stagedPath as stagedPath_47,
  storeBlobPath as storeBlobPath_57,
  storeOfTrees as storeOfTrees_116,
  string2 as string_112,
  stripOf as stripOf_120,
  summarizeBundle as summarizeBundle_70,
  summarizeDelta as summarizeDelta_70,
  summarizeLayers as summarizeLayers_70,
  summarizeOpened as summarizeOpened_26,
  tableOf as tableOf_41,
  tarSize as tarSize_144,
  targetHome as targetHome_48,
  temporaryDirectory as temporaryDirectory_38,
  textOf as textOf_112,
  text2 as text_166,
  toBases as toBases_93,
  toDestination as toDestination_94,
  toExportRequest as toExportRequest_95,
  toImageForm as toImageForm_96,
  toImageOutput as toImageOutput_103,
  toImageRequest as toImageRequest_96,
  toImportRequest as toImportRequest_97,
  toInput as toInput_37,
  toOrigin as toOrigin_94,
  toOutput as toOutput_37,
  toRegistryPlace as toRegistryPlace_98,
  toRegistryTarget as toRegistryTarget_98,
  toSelection as toSelection_95,
  toServeRequest as toServeRequest_99,
  toSignRequest as toSignRequest_100,
  toStoreRequest as toStoreRequest_101,
  toTrustRequest as toTrustRequest_158,
  toUrlPlace as toUrlPlace_109,
  tooMany as tooMany_37,
  topOf as topOf_85,
  uniqueLayers as uniqueLayers_149,
  unknownCommand as unknownCommand_35,
  unreadableFiles as unreadableFiles_56,
  userPath as userPath_38,
  variableOf as variableOf_170,
  versionSchema as versionSchema_166,
  viewLink as viewLink_60,
  visibleOf as visibleOf_72,
  wantedBelow as wantedBelow_46,
  wantedPlatform as wantedPlatform_9,
  warnOfClosedFolders as warnOfClosedFolders_56,
  warnOfEnvironment as warnOfEnvironment_77,
  warnOfExport as warnOfExport_77,
  warnOfImport as warnOfImport_77,
  warnOfPatches as warnOfPatches_123,
  wholeNameOf as wholeNameOf_140,
  withCompanion as withCompanion_19,
  withIndex as withIndex_87,
  withInputHint as withInputHint_142,
  withMember as withMember_112,
  withMembers as withMembers_112,
  withOwnOcx as withOwnOcx_78,
  wrap as wrap_32,
  writeBeside as writeBeside_87,
  writtenFolders as writtenFolders_58,
  writtenPaths as writtenPaths_58
};
