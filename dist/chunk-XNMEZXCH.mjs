import {
  readTrustFile
} from "./chunk-EJZ5WEF7.mjs";
import {
  splitSignatures
} from "./chunk-ZDYH4SRR.mjs";
import {
  partsDocumentName_140
} from "./chunk-GYELZAFS.mjs";
import {
  MAX_ATTESTATION
} from "./chunk-M77KPOTZ.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/commands/trust/sidecars.ts
var SIDECAR_ENDINGS = [".sigstore.json", ".intoto.jsonl", ".jsonl", ".sig", ".minisig"];
function sidecarStem(path) {
  const parts = partsDocumentName_140("");
  const whole = path.replace(/\/+$/, "");
  return whole.endsWith(parts) ? whole.slice(0, -parts.length) : whole;
}
async function readSidecars(path) {
  const stem = sidecarStem(path);
  const found = [];
  for (const ending of SIDECAR_ENDINGS) {
    const name = `${stem}${ending}`;
    const bytes = await lookAt(name) === void 0 ? void 0 : await readSignatureFile(name);
    if (bytes !== void 0) found.push({ name, ending, bytes });
  }
  return found;
}
async function readSignatureFile(path) {
  try {
    const bytes = await readTrustFile(path, MAX_ATTESTATION);
    splitSignatures(bytes, path);
    return bytes;
  } catch (error) {
    if (error instanceof BundleError) return void 0;
    throw error;
  }
}

export {
  SIDECAR_ENDINGS,
  sidecarStem,
  readSidecars,
  readSignatureFile
};
