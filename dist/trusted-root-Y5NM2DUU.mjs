import {
  parseSignedJson
} from "./chunk-WFGV2CNK.mjs";
import {
  readInstance
} from "./chunk-JGELXHEK.mjs";
import "./chunk-KGLQSEDA.mjs";
import {
  MAX_TRUST_FILE
} from "./chunk-M77KPOTZ.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/trust/sigstore/trusted-root.ts
var ROOT_TYPE = /^application\/vnd\.dev\.sigstore\.trustedroot(?:\+json;version=0\.[12]|\.v0\.[12]\+json)$/;
function parseTrustedRoots(file, name) {
  if (file.byteLength > MAX_TRUST_FILE) {
    const found = `it has ${file.byteLength} bytes, expected at most ${MAX_TRUST_FILE}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read trusted root ${name}: ${found}`, { hint: HINT });
  }
  const lines = Buffer.from(file).toString("latin1").split("\n");
  const documents = lines.filter((line) => line.trim() !== "");
  const areLines = documents.length > 0 && documents.every((line) => /^\s*\{.*\}\s*$/.test(line));
  const texts = areLines ? documents : [lines.join("\n")];
  const nameOf = (index) => texts.length > 1 ? `${name}, root ${index + 1}` : name;
  return { name, instances: texts.map((text, index) => parseRoot(text, nameOf(index))) };
}
var HINT = "Write the file with `gh attestation trusted-root > trusted_root.jsonl`, where there is a network.";
function parseRoot(latin1, name) {
  const document = { name: `trusted root ${name}`, code: "TRUST_INVALID" };
  const root = parseSignedJson(Buffer.from(latin1, "latin1"), document);
  const refuse = (found, options) => {
    throw new BundleError("TRUST_INVALID", `Cannot read ${document.name}: ${found}`, { ...options, hint: HINT });
  };
  if (!hasType(root) || !ROOT_TYPE.test(root.mediaType)) return refuse("it is not a trusted root of Sigstore");
  try {
    return readInstance(root);
  } catch (cause) {
    return refuse("a certificate or key in it cannot be read", { cause });
  }
}
function hasType(value) {
  return typeof value === "object" && value !== null && "mediaType" in value && typeof value.mediaType === "string";
}
export {
  parseTrustedRoots
};
