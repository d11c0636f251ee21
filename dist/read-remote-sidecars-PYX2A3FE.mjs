import {
  openFinder
} from "./chunk-3AKNODCA.mjs";
import {
  webFiles
} from "./chunk-ZB3WC3RV.mjs";
import "./chunk-HHD2M3IH.mjs";
import {
  openRemoteFile
} from "./chunk-4GZHQ7JQ.mjs";
import "./chunk-TR2NMI3S.mjs";
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
} from "./chunk-2AVIQYZ3.mjs";
import {
  splitSignatures
} from "./chunk-XAGX4RGP.mjs";
import "./chunk-LN5FXNL3.mjs";
import "./chunk-2ZNHZWZD.mjs";
import "./chunk-QE37RYUN.mjs";
import {
  fileNameOf_139
} from "./chunk-AU4DQO4V.mjs";
import "./chunk-2UE5P62L.mjs";
import {
  defaultBundleName_134
} from "./chunk-JIXLZ4J3.mjs";
import "./chunk-344UGI4V.mjs";
import "./chunk-H3UY3RAE.mjs";
import "./chunk-L3CNCDPX.mjs";
import {
  MAX_ATTESTATION
} from "./chunk-P25APHHE.mjs";
import "./chunk-GRR433NA.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import "./chunk-S2GLELDN.mjs";
import "./chunk-TMFY2MWA.mjs";
import "./chunk-ZHV7OX2J.mjs";
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
  const file = fileNameOf_139(name ?? defaultBundleName_134(await hostPlatform_8()));
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
