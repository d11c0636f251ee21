import {
  openFinder
} from "./chunk-CAV5D26R.mjs";
import {
  webFiles
} from "./chunk-HNLZZH7I.mjs";
import "./chunk-BMFN5JDJ.mjs";
import {
  openRemoteFile
} from "./chunk-SG3KNL7N.mjs";
import "./chunk-EYEVNXLO.mjs";
import {
  hostPlatform_8,
  rangedAddressOf
} from "./chunk-Z3ICZKZ6.mjs";
import {
  parseBundleUrl,
  urlName
} from "./chunk-POHOV46S.mjs";
import {
  SIDECAR_ENDINGS
} from "./chunk-VAT4VI5V.mjs";
import "./chunk-GCW52ULW.mjs";
import {
  splitSignatures
} from "./chunk-NWHD5BSS.mjs";
import "./chunk-2ZNHZWZD.mjs";
import "./chunk-QE37RYUN.mjs";
import {
  fileNameOf_140
} from "./chunk-SYTWRKUJ.mjs";
import "./chunk-2UE5P62L.mjs";
import {
  defaultBundleName_135
} from "./chunk-ASNKZLCV.mjs";
import "./chunk-5AJA6HF3.mjs";
import "./chunk-OO2FR422.mjs";
import "./chunk-L3CNCDPX.mjs";
import {
  MAX_ATTESTATION
} from "./chunk-P25APHHE.mjs";
import "./chunk-SUUWDBAM.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import "./chunk-S2GLELDN.mjs";
import "./chunk-MJPKS7XE.mjs";
import "./chunk-4MBXII24.mjs";
import "./chunk-SKYFWSHQ.mjs";
import "./chunk-KEHZJ7TE.mjs";
import "./chunk-ZCJQ433E.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/trust/read-remote-sidecars.ts
async function readRemoteSidecars(source, context, reading) {
  const candidates = await (source.kind === "url" ? besideUrl(source, context, reading) : inChannel(source, context, reading));
  const sidecars = [];
  for (const candidate of candidates) {
    const bytes = await readCandidate(candidate, context.signal);
    if (bytes !== void 0) sidecars.push({ name: candidate.name, ending: candidate.ending, bytes });
  }
  return { sidecars, looked: candidates.map(({ name }) => name) };
}
async function besideUrl(source, context, reading) {
  const bundle = parseBundleUrl(source.url);
  const files = await webFiles(bundle, source, context, reading);
  return SIDECAR_ENDINGS.map((ending) => {
    const url = new URL(bundle);
    url.pathname = `${bundle.pathname.replace(/\.parts\.json$/, "")}${ending}`;
    return { name: urlName(url), ending, open: async () => files.options(url) };
  });
}
async function inChannel({ origin, name }, context, { say = () => void 0, debug }) {
  const { signal } = context;
  const finder = await openFinder(rangedAddressOf(origin, context), {
    say,
    debug,
    progress: () => void 0,
    signal
  });
  const file = fileNameOf_140(name ?? defaultBundleName_135(await hostPlatform_8()));
  const names = new Set(await finder.names());
  return SIDECAR_ENDINGS.map((ending) => ({
    name: `${origin.channel === "release" ? "asset" : origin.channel} ${file}${ending}`,
    ending,
    async open() {
      if (!names.has(`${file}${ending}`)) return void 0;
      const [piece, ...more] = (await finder.find(`${file}${ending}`)).pieces;
      return piece === void 0 || more.length > 0 ? void 0 : { ...piece, say, debug, signal };
    }
  }));
}
var LEFT_OUT = [
  "FILE_NOT_FOUND",
  "ASSET_NOT_FOUND",
  "ARTIFACT_NOT_FOUND",
  "ARTIFACT_EXPIRED",
  "ACCESS_DENIED",
  "LIMIT_EXCEEDED",
  "SIGNATURE_INVALID"
];
async function readCandidate({ name, open }, signal) {
  try {
    const options = await open();
    const bytes = options && await readSmall(options, signal);
    if (bytes !== void 0) splitSignatures(bytes, name);
    return bytes;
  } catch (error) {
    if (error instanceof BundleError && LEFT_OUT.includes(error.code)) return void 0;
    throw error;
  }
}
async function readSmall(options, signal) {
  const opened = await openRemoteFile(options, MAX_ATTESTATION);
  if (opened.ranged) {
    if ((opened.file.size ?? 0) > opened.start.byteLength) throw tooLarge(options.name);
    return opened.start;
  }
  const pieces = [];
  let size = 0;
  await opened.readAll(async (bytes) => {
    if ((size += bytes.byteLength) > MAX_ATTESTATION) throw tooLarge(options.name);
    pieces.push(bytes);
  }, signal);
  return Buffer.concat(pieces);
}
function tooLarge(name) {
  return new BundleError("LIMIT_EXCEEDED", `Cannot read ${name}: it has more than ${MAX_ATTESTATION} bytes`);
}
export {
  readRemoteSidecars
};
