import {
  openFinder
} from "./chunk-VADMFC57.mjs";
import {
  webFiles
} from "./chunk-LVGLXP76.mjs";
import "./chunk-TYVMQSEH.mjs";
import {
  hostPlatform_10,
  rangedAddressOf
} from "./chunk-XCKBLRNE.mjs";
import {
  parseBundleUrl,
  urlName
} from "./chunk-POHOV46S.mjs";
import {
  SIDECAR_ENDINGS
} from "./chunk-LM6K455Z.mjs";
import "./chunk-MYQEGLFM.mjs";
import {
  splitSignatures
} from "./chunk-5YBK3IG7.mjs";
import "./chunk-IMCT7QBV.mjs";
import "./chunk-XIURF7CI.mjs";
import {
  fileNameOf_143
} from "./chunk-R6K6VWFY.mjs";
import "./chunk-LKE2HDOH.mjs";
import {
  defaultBundleName_138
} from "./chunk-TQGL5MJW.mjs";
import "./chunk-IWBLO3JX.mjs";
import "./chunk-7R2E2KYK.mjs";
import "./chunk-KEHZJ7TE.mjs";
import "./chunk-3KOR77P5.mjs";
import {
  openRemoteFile
} from "./chunk-ZKQ25L5Z.mjs";
import "./chunk-CVPCPH2Q.mjs";
import "./chunk-WS6H44K5.mjs";
import "./chunk-E2XNVGEC.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import {
  MAX_ATTESTATION
} from "./chunk-P25APHHE.mjs";
import "./chunk-7BAV3UGY.mjs";
import "./chunk-B5YBT4D6.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-SYEQ5NUD.mjs";
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
  const file = fileNameOf_143(name ?? defaultBundleName_138(await hostPlatform_10()));
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
