import {
  MAX_TRUST_FILE
} from "./chunk-M77KPOTZ.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/trust/ssh/key-time.ts
var FORM = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(Z)?$/i;
function parseKeyTime(text) {
  const [, year = "", month = "", day = "", hour = "00", minute = "00", second = "00", zone = ""] = FORM.exec(text) ?? [];
  if (year === "") return void 0;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const utc = /* @__PURE__ */ new Date(`${written}Z`);
  if (Number.isNaN(utc.getTime()) || !utc.toISOString().startsWith(written)) return void 0;
  return zone === "" ? new Date(written) : utc;
}

// src/trust/ssh/allowed-signers.ts
var OPTION = /^([a-z-]+)(?:="((?:[^"\\]|\\.)*)"|=([^",]*))?(?:,(?=.)|$)/i;
function parseAllowedSigners(file, name) {
  if (file.length > MAX_TRUST_FILE)
    throw new BundleError(
      "LIMIT_EXCEEDED",
      `Cannot read ${name}: it has ${file.length} bytes, expected at most ${MAX_TRUST_FILE}`,
      { hint: "Name a file in the format of allowed_signers: see ssh-keygen(1)." }
    );
  return Buffer.from(file).toString("utf8").split("\n").map((text, index) => ({ text: text.replaceAll(/^[ \t]+|[ \t\r]+$/g, ""), line: index + 1 })).filter(({ text }) => text !== "" && !text.startsWith("#")).map(({ text, line }) => parseLine(text, { line, name }));
}
function fitsPatterns(text, patterns) {
  const bytes = Buffer.from(text).toString("latin1");
  const fits = (pattern) => fitsPattern(bytes, Buffer.from(pattern).toString("latin1"));
  const excluded = patterns.some((pattern) => pattern.startsWith("!") && fits(pattern.slice(1)));
  return !excluded && patterns.some((pattern) => !pattern.startsWith("!") && fits(pattern));
}
var MAX_LINE = 16384;
function parseLine(text, place) {
  if (text.length > MAX_LINE) throw invalid(place, `it has ${text.length} characters, expected at most ${MAX_LINE}`);
  const [principals = "", ...rest] = splitWords(text);
  const [first = ""] = rest;
  const options = /^(?:cert-authority|namespaces|valid-(?:after|before))(?:[=,]|$)/i.test(first) ? first : void 0;
  const [type = "", base64 = ""] = options === void 0 ? rest : rest.slice(1);
  if (base64 === "") throw invalid(place, "expected principals, options, the type of a key and the key");
  const patterns = principals.replaceAll(/^"|"$/g, "").split(",");
  if (patterns.some((pattern) => pattern === "")) throw invalid(place, "one of its principals is empty");
  return {
    line: place.line,
    principals: patterns,
    key: decodeKey(type, base64, place),
    isAuthority: false,
    ...options !== void 0 && parseOptions(options, place)
  };
}
function splitWords(text) {
  return text.match(/(?:"(?:[^"\\]|\\.)*"|[^ \t"])+/g) ?? [];
}
function parseOptions(text, place) {
  let found = {};
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
function parseOption(name, value, place) {
  if (name === "cert-authority" && value === void 0) return { isAuthority: true };
  if (value === void 0) throw invalid(place, `there is no option ${excerpt(name)} without a value`);
  const time = () => {
    const read = parseKeyTime(value);
    if (read === void 0) throw invalid(place, `${name} is "${excerpt(value)}", expected YYYYMMDD[HHMM[SS]][Z]`);
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
function decodeKey(type, base64, place) {
  const key = Buffer.from(base64, "base64");
  if (key.length < 4 || key.toString("base64") !== base64) throw invalid(place, "its key is not base64");
  const inside = key.subarray(4, 4 + key.readUInt32BE());
  if (inside.toString("latin1") !== type) throw invalid(place, `its key is not of the type ${excerpt(type)}`);
  return key;
}
function fitsPattern(text, pattern) {
  let [at, inPattern, star, retry] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[inPattern] === "*") [star, retry] = [inPattern++, at];
    else if (pattern[inPattern] === "?" || pattern[inPattern] === text[at]) [at, inPattern] = [at + 1, inPattern + 1];
    else if (star === -1) return false;
    else [inPattern, at] = [star + 1, ++retry];
  }
  return /^\**$/.test(pattern.slice(inPattern));
}
function invalid({ line, name }, found) {
  return new BundleError("TRUST_INVALID", `Cannot read line ${line} of ${name}: ${found}`, {
    hint: "Correct the line: ssh-keygen(1) describes the file under ALLOWED SIGNERS."
  });
}

export {
  parseAllowedSigners,
  fitsPatterns
};
