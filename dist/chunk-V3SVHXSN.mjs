import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  REFERRERS
} from "./chunk-VQDLSWPX.mjs";
import {
  readTrustFile
} from "./chunk-BQMSE65L.mjs";
import {
  readAttachedSignatures
} from "./chunk-OG5BFJYO.mjs";
import {
  SIDECAR_ENDINGS,
  findSidecars,
  sidecarStem
} from "./chunk-CV7NIZHK.mjs";
import {
  splitSignatures
} from "./chunk-6CU5T5AX.mjs";
import {
  lookAt
} from "./chunk-JH3NGZWR.mjs";
import {
  MAX_ATTESTATION,
  MAX_SIGNATURES
} from "./chunk-4FDFUD6J.mjs";
import {
  userPath
} from "./chunk-PDOXIJT4.mjs";
import {
  fromSystemError
} from "./chunk-R75ETOQW.mjs";
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
async function beside({ content }, { source, context }) {
  if (source.kind !== "file" && source.kind !== "directory") return { signatures: [], looked: [] };
  const path = source.kind === "file" ? userPath(source.path, context) : content.name;
  const files = (await findSidecars(path)).map((sidecar) => sidecar.path);
  const names = SIDECAR_ENDINGS.map((ending) => `${basename(sidecarStem(path))}${ending}`);
  return { signatures: await readAll(files), looked: [`${names.join(", ")} beside it`] };
}
async function readAll(paths) {
  const found = [];
  for (const path of paths) {
    try {
      found.push(...splitSignatures(await readTrustFile(path, MAX_ATTESTATION), path));
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
    }
  }
  return found;
}
async function referrers(bundle, source, { context, reading = {} }) {
  const { readRegistrySignatures } = await import("./read-registry-signatures-CQVWX6PP.mjs");
  return readRegistrySignatures(bundle, source, context, reading);
}
async function remote(source, { context, reading = {} }) {
  const { readRemoteSignatures } = await import("./read-remote-signatures-WJMHRBQB.mjs");
  return readRemoteSignatures(source, context, reading);
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
  findSignatures
};
