import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  REFERRERS
} from "./chunk-34XEFYLB.mjs";
import {
  readAttachedSignatures
} from "./chunk-VXPL56AI.mjs";
import {
  SIDECAR_ENDINGS,
  readSidecars,
  readSignatureFile,
  sidecarStem
} from "./chunk-ZVL7GSL2.mjs";
import {
  readTrustFile
} from "./chunk-VUO2R43M.mjs";
import {
  splitSignatures
} from "./chunk-JYXZUD6M.mjs";
import {
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  MAX_ATTESTATION,
  MAX_SIGNATURES
} from "./chunk-Z2KHX2NZ.mjs";
import {
  userPath
} from "./chunk-MIBTUUXS.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/commands/trust/find-signatures.ts
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
async function findSignatures(bundle, place) {
  const { attestation, source, context } = place;
  if (attestation === REFERRERS) {
    if (source.kind !== "registry") throw notInRegistry();
    return await referrers(bundle, source, place);
  }
  if (attestation !== void 0) return await named(userPath(attestation, context));
  const attached = await readAttachedSignatures(bundle.content, bundle.digest);
  const found = [await beside(bundle, place), { signatures: attached, looked: ["signatures in it"] }];
  if (source.kind === "registry") found.push(await referrers(bundle, source, place));
  if (place.quick !== true && (source.kind === "url" || source.kind === "channel"))
    found.push(await remote(source, place));
  return {
    signatures: found.flatMap(({ signatures }) => signatures).slice(0, MAX_SIGNATURES),
    looked: found.flatMap(({ looked }) => looked)
  };
}
async function named(path) {
  const stats = await lookAt(path);
  if (stats?.isDirectory() !== true) {
    const bytes = await readTrustFile(path, MAX_ATTESTATION);
    return { signatures: limited(splitSignatures(bytes, path), path), looked: [path] };
  }
  const names = await readdir(path).catch((error) => {
    throw fromSystemError(error, `read ${path}`);
  });
  const files = names.filter((name) => SIDECAR_ENDINGS.some((ending) => name.endsWith(ending))).toSorted();
  const signatures = await readAll(limited(files, path).map((name) => join(path, name)));
  return {
    signatures: limited(signatures, path),
    looked: [`files in ${path} that end with ${SIDECAR_ENDINGS.join(", ")}`]
  };
}
async function beside(bundle, { source, context }) {
  if (source.kind !== "file" && source.kind !== "directory") return { signatures: [], looked: [] };
  const path = localPath(bundle, source, context);
  const names = SIDECAR_ENDINGS.map((ending) => `${basename(sidecarStem(path))}${ending}`);
  const signatures = (await readSidecars(path)).flatMap(({ bytes, name }) => splitSignatures(bytes, name));
  return { signatures, looked: [`${names.join(", ")} beside it`] };
}
function localPath({ content }, source, context) {
  return source.kind === "file" ? userPath(source.path, context) : content.name;
}
async function readAll(paths) {
  const found = [];
  for (const path of paths) {
    const bytes = await readSignatureFile(path);
    if (bytes !== void 0) found.push(...splitSignatures(bytes, path));
  }
  return found;
}
async function referrers(bundle, source, { context, reading = {} }) {
  const { readRegistrySignatures } = await import("./read-registry-signatures-PHJ6CSOA.mjs");
  return readRegistrySignatures(bundle, source, context, reading);
}
async function remote(source, { context, reading = {} }) {
  const { readRemoteSidecars } = await import("./read-remote-sidecars-X5URXFDN.mjs");
  const { sidecars, looked } = await readRemoteSidecars(source, context, reading);
  return { signatures: sidecars.flatMap(({ bytes, name }) => splitSignatures(bytes, name)), looked };
}
function limited(items, where) {
  if (items.length <= MAX_SIGNATURES) return items;
  const found = `it has ${items.length} signatures, expected at most ${MAX_SIGNATURES}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${where}: ${found}`, {
    hint: "Name the file with the right one."
  });
}
function notInRegistry() {
  const found = "the bundle does not come from a registry";
  return new BundleError("OPTION_INVALID", `Cannot look for referrers: ${found}`, {
    hint: "Name the file with the signature."
  });
}

export {
  findSignatures,
  localPath
};
