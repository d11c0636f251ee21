import {
  SIGSTORE_BUNDLE_136
} from "./chunk-PN52QW44.mjs";
import {
  MAX_SIGNATURES
} from "./chunk-M77KPOTZ.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/trust/signatures/signature-kind.ts
var SIGNATURE_TYPES = {
  ssh: "application/vnd.ocx-bundle.ssh-signature.v1",
  minisign: "application/vnd.ocx-bundle.minisign-signature.v1",
  sigstore: SIGSTORE_BUNDLE_136
};
function signatureKind(file) {
  const start = Buffer.from(file.subarray(0, 64)).toString("latin1").trimStart();
  if (start.startsWith("-----BEGIN SSH SIGNATURE-----")) return "ssh";
  if (start.startsWith("untrusted comment:")) return "minisign";
  return start.startsWith("{") ? "sigstore" : void 0;
}

// src/trust/signatures/signature-file.ts
function splitSignatures(bytes, name) {
  const kind = signatureKind(bytes);
  if (kind === void 0) {
    const found = "it is neither a Sigstore bundle nor a signature of SSH or minisign";
    throw new BundleError("SIGNATURE_INVALID", `Cannot read ${name}: ${found}`, {
      hint: "Name a file that `ocx-bundle sign`, `ssh-keygen -Y sign`, `minisign` or `actions/attest` wrote."
    });
  }
  if (kind !== "sigstore") return [{ kind, bytes, name }];
  const lines = [];
  for (const line of linesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
    if (line.at(-1) !== CLOSE) return [{ kind, bytes, name }];
    if (lines.push(line) > MAX_SIGNATURES) throw tooMany(name);
  }
  if (lines.length === 1) return [{ kind, bytes, name }];
  return lines.map((line, index) => ({ kind, bytes: line, name: `${name}, line ${index + 1}` }));
}
var [NEWLINE, RETURN, CLOSE] = [10, 13, 125];
function* linesOf(bytes) {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found === -1 ? bytes.length : found;
    const line = bytes.subarray(start, bytes[end - 1] === RETURN ? end - 1 : end);
    if (line.length > 0) yield line;
    start = end + 1;
  }
}
function tooMany(name) {
  const found = `it has more than ${MAX_SIGNATURES} signatures`;
  return new BundleError("LIMIT_EXCEEDED", `Cannot read ${name}: ${found}, expected at most ${MAX_SIGNATURES}`, {
    hint: "Name the file with the right one."
  });
}

export {
  SIGNATURE_TYPES,
  splitSignatures
};
