import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fingerprintOf,
  parseSshSignature,
  readSshKey,
  signedBytes
} from "./chunk-AQQARF2O.mjs";
import {
  MAX_TRUST_FILE
} from "./chunk-4FDFUD6J.mjs";
import {
  excerpt,
  printable
} from "./chunk-PNVSA3GV.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

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

// src/trust/ssh/verify-ssh-signature.ts
var SSH_NAMESPACE = "ocx-bundle";
function verifySshSignature(file, expected) {
  const { message, namespace = SSH_NAMESPACE } = expected;
  const parsed = parseSshSignature(file);
  if (parsed.namespace !== namespace) {
    const found = `it is for the namespace ${excerpt(parsed.namespace)}, expected ${namespace}`;
    throw new BundleError("SIGNATURE_INVALID", `Cannot use the SSH signature: ${found}`, {
      hint: `Sign with \`ocx-bundle sign\`, or with \`ssh-keygen -Y sign -n ${namespace}\`.`
    });
  }
  const key = readSshKey(parsed.key);
  const line = findSigner(parsed.key, { ...expected, namespace });
  if (!key.isSignatureOf(signedBytes(message, parsed), parsed.signature)) {
    const found = `${key.fingerprint} did not sign this bundle, or a byte of the signature is wrong`;
    throw new BundleError("SIGNATURE_INVALID", `Cannot verify the SSH signature: ${found}`);
  }
  return {
    principal: expected.signer ?? line.principals.join(","),
    keyType: key.type,
    fingerprint: key.fingerprint
  };
}
function verifyBySomeone(file, message) {
  const anyone = { line: 1, principals: ["*"], key: parseSshSignature(file).key, isAuthority: false };
  return verifySshSignature(file, { message, signers: [anyone], now: /* @__PURE__ */ new Date() });
}
function findSigner(key, expected) {
  const ofKey = expected.signers.filter((line) => Buffer.compare(line.key, key) === 0);
  const reasons = [];
  for (const line of ofKey) {
    const reason = whyNot(line, expected);
    if (reason === void 0) return line;
    reasons.push(`line ${line.line} of the allowed signers ${reason}`);
  }
  const why = reasons.length === 0 ? "no line of the allowed signers has it" : reasons.join("; ");
  const found = `it is by the key ${fingerprintOf(key)}, and ${why}`;
  throw new BundleError("SIGNER_UNTRUSTED", `Cannot trust the SSH signature: ${found}`);
}
function whyNot({ isAuthority, principals, namespaces, validAfter, validBefore }, { signer, namespace, now }) {
  if (isAuthority) return "has the key as cert-authority, which trusts certificates only, and those are not supported";
  if (signer !== void 0 && !fitsPatterns(signer, principals)) return `does not name ${printable(signer)}`;
  if (namespaces !== void 0 && !fitsPatterns(namespace, namespaces)) return `is not for the namespace ${namespace}`;
  if (validAfter !== void 0 && now < validAfter) return `is valid only after ${validAfter.toISOString()}`;
  if (validBefore !== void 0 && now > validBefore) return `was valid only before ${validBefore.toISOString()}`;
  return void 0;
}

export {
  parseAllowedSigners,
  SSH_NAMESPACE,
  verifySshSignature,
  verifyBySomeone
};
