import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  partsDocumentName
} from "./chunk-F6RVCG2V.mjs";
import {
  lookAt
} from "./chunk-JH3NGZWR.mjs";

// src/commands/trust/sidecars.ts
var SIDECAR_ENDINGS = [".sigstore.json", ".intoto.jsonl", ".jsonl", ".sig", ".minisig"];
function sidecarStem(path) {
  const parts = partsDocumentName("");
  const whole = path.replace(/\/+$/, "");
  return whole.endsWith(parts) ? whole.slice(0, -parts.length) : whole;
}
async function findSidecars(path) {
  const stem = sidecarStem(path);
  const found = [];
  for (const ending of SIDECAR_ENDINGS)
    if (await lookAt(`${stem}${ending}`) !== void 0) found.push({ path: `${stem}${ending}`, ending });
  return found;
}

export {
  SIDECAR_ENDINGS,
  sidecarStem,
  findSidecars
};
