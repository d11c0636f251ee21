import {
  localPath,
  readReferrerSignatures
} from "./chunk-MHIFWSSQ.mjs";
import {
  readSidecars,
  readSignatureFile,
  sidecarStem
} from "./chunk-XNMEZXCH.mjs";
import {
  writeWhole
} from "./chunk-ARPUCGQ3.mjs";
import {
  MAX_ATTESTATION
} from "./chunk-M77KPOTZ.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/channels/open-channel.ts
async function openChannel(address, watch) {
  switch (address.channel) {
    case "artifact":
      return (await import("./artifact-Z6FV5ISS.mjs")).artifactChannel(address, watch);
    case "cache":
      return (await import("./cache-AIUAULQC.mjs")).cacheChannel(address, watch);
    case "release":
      return (await import("./release-XLFSLDSU.mjs")).releaseChannel(address, watch);
  }
}

// src/commands/trust/carry-signatures.ts
async function collectSidecars(bundle, place) {
  const { source, context, reading = {} } = place;
  switch (source.kind) {
    case "stream":
      return { sidecars: [], others: [] };
    case "file":
    case "directory":
      return { sidecars: await readSidecars(localPath(bundle, source, context)), others: [] };
    case "url":
    case "channel": {
      const { readRemoteSidecars } = await import("./read-remote-sidecars-YDKOCJ4G.mjs");
      return { sidecars: (await readRemoteSidecars(source, context, reading)).sidecars, others: [] };
    }
    case "registry":
      return toSidecars((await readReferrerSignatures(bundle)).signatures);
  }
}
async function collectSidecarsOrWarn(bundle, place, reporter) {
  try {
    return await collectSidecars(bundle, place);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    reporter.warn(`Signatures of ${bundle.content.name} do not come along: ${error.lines.join("; ")}`);
    return { sidecars: [], others: [] };
  }
}
function toSidecars(signatures) {
  const ofKind = (kind) => signatures.filter((signature) => signature.kind === kind);
  let size = 0;
  const attestations = ofKind("sigstore").filter(({ bytes }) => (size += bytes.byteLength + 1) <= MAX_ATTESTATION);
  const [ssh] = ofKind("ssh");
  const [minisign] = ofKind("minisign");
  const [attestation, ...more] = attestations;
  const sidecars = [];
  if (attestation !== void 0 && more.length === 0)
    sidecars.push({ name: attestation.name, ending: ".sigstore.json", bytes: attestation.bytes });
  else if (attestation !== void 0)
    sidecars.push({ name: attestation.name, ending: ".jsonl", bytes: Buffer.concat(attestations.map(onOneLine)) });
  if (ssh !== void 0) sidecars.push({ name: ssh.name, ending: ".sig", bytes: ssh.bytes });
  if (minisign !== void 0) sidecars.push({ name: minisign.name, ending: ".minisig", bytes: minisign.bytes });
  const placed = /* @__PURE__ */ new Set([...attestations, ssh, minisign]);
  return { sidecars, others: signatures.filter((signature) => !placed.has(signature)) };
}
function onOneLine({ bytes }) {
  return Buffer.from(
    `${Buffer.from(bytes).toString("latin1").replaceAll(/[\r\n]+/g, " ").trim()}
`,
    "latin1"
  );
}
async function checkSidecars(bundle, sidecars) {
  for (const { ending } of sidecars) {
    const path = `${sidecarStem(bundle)}${ending}`;
    const there = await lookAt(path);
    if (there === void 0 || there.size === 0 || await readSignatureFile(path) !== void 0) continue;
    throw new BundleError("FILE_EXISTS", `Cannot write ${path}: it exists and is not a signature`);
  }
}
async function writeSidecars(bundle, sidecars) {
  const paths = [];
  for (const { ending, bytes } of sidecars) {
    const path = `${sidecarStem(bundle)}${ending}`;
    await writeWhole(path, bytes);
    paths.push(path);
  }
  return paths;
}

export {
  openChannel,
  collectSidecarsOrWarn,
  checkSidecars,
  writeSidecars
};
