import {
  isSignature,
  readAttachedSignatures,
  readSignatures
} from "./chunk-U37RBUMA.mjs";
import {
  SIDECAR_ENDINGS,
  readSidecars,
  readSignatureFile,
  sidecarStem
} from "./chunk-XNMEZXCH.mjs";
import {
  readTrustFile
} from "./chunk-EJZ5WEF7.mjs";
import {
  splitSignatures
} from "./chunk-ZDYH4SRR.mjs";
import {
  parseLinks_79
} from "./chunk-SJ3DJ5W3.mjs";
import {
  digestOf_82
} from "./chunk-GX6YAEWI.mjs";
import {
  MAX_ATTACHED,
  MAX_ATTESTATION,
  MAX_SIGNATURES
} from "./chunk-M77KPOTZ.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/commands/trust/find-signatures.ts
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";

// from-joined:src/options/requests/trust-request.ts
import { REFERRERS_158, TRUST_NAMES_158, toTrustRequest_158 } from "./core.mjs";

// src/commands/trust/read-referrer-signatures.ts
async function readReferrerSignatures({
  content,
  digest
}) {
  const { referrers } = content;
  if (referrers === void 0) return { signatures: [], looked: [] };
  const blobs = [];
  for (const bytes of await referrers.of(digest)) {
    const name = `referrer ${digestOf_82(bytes)} in ${referrers.name}`;
    for (const blob of parseLinks_79(bytes).to.filter(isSignature)) blobs.push({ blob, name });
  }
  return { signatures: await readSignatures(referrers, blobs), looked: [`referrers of ${referrers.name}`] };
}

// src/commands/trust/find-signatures.ts
async function findSignatures(bundle, place) {
  const { attestation, source, context } = place;
  if (attestation === REFERRERS_158) {
    if (bundle.content.referrers === void 0) throw notInRegistry();
    return await readReferrerSignatures(bundle);
  }
  if (attestation !== void 0) return await named(userPath_38(attestation, context));
  const attached = await readAttachedSignatures(bundle.content, bundle.digest);
  const found = [
    await beside(bundle, place),
    { signatures: attached, looked: ["signatures in it"] },
    await readReferrerSignatures(bundle)
  ];
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
  const signatures = await readAll(path, limited(files, path));
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
  return source.kind === "file" ? userPath_38(source.path, context) : content.name;
}
async function readAll(directory, names) {
  const found = [];
  let size = 0;
  for (const path of names.map((name) => join(directory, name))) {
    const bytes = await readSignatureFile(path);
    if (bytes === void 0) continue;
    size += bytes.byteLength;
    if (size > MAX_ATTACHED) throw tooMuch(directory, `more than ${MAX_ATTACHED} bytes of signatures`);
    found.push(...splitSignatures(bytes, path));
  }
  return found;
}
async function remote(source, { context, reading = {} }) {
  const { readRemoteSidecars } = await import("./read-remote-sidecars-YDKOCJ4G.mjs");
  const { sidecars, looked } = await readRemoteSidecars(source, context, reading);
  return { signatures: sidecars.flatMap(({ bytes, name }) => splitSignatures(bytes, name)), looked };
}
function limited(items, where) {
  if (items.length <= MAX_SIGNATURES) return items;
  throw tooMuch(where, `${items.length} signatures, expected at most ${MAX_SIGNATURES}`);
}
function tooMuch(where, found) {
  return new BundleError("LIMIT_EXCEEDED", `Cannot read ${where}: it has ${found}`, {
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
  readReferrerSignatures,
  findSignatures,
  localPath
};
