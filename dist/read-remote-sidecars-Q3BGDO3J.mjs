import {
  openFinder
} from "./chunk-3WFIENGD.mjs";
import {
  webFiles
} from "./chunk-LVKZG4WP.mjs";
import "./chunk-RVM5A72Z.mjs";
import {
  hostPlatform_10,
  rangedAddressOf
} from "./chunk-JKS74XNE.mjs";
import {
  parseBundleUrl,
  urlName
} from "./chunk-VD6E4MIM.mjs";
import {
  SIDECAR_ENDINGS
} from "./chunk-MZUTNGRD.mjs";
import "./chunk-VNTWFFPQ.mjs";
import {
  splitSignatures
} from "./chunk-JTLXSKNL.mjs";
import "./chunk-4GCKRU3J.mjs";
import "./chunk-XIURF7CI.mjs";
import {
  fileNameOf_142
} from "./chunk-SXOLEC27.mjs";
import "./chunk-LKE2HDOH.mjs";
import {
  defaultBundleName_137
} from "./chunk-X7VVMTBY.mjs";
import "./chunk-GYELZAFS.mjs";
import "./chunk-EJQFZSBO.mjs";
import "./chunk-SYPSYGWM.mjs";
import "./chunk-3KOR77P5.mjs";
import {
  openRemoteFile
} from "./chunk-KJZUXOGH.mjs";
import "./chunk-2G6OZGLX.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-OCM2DYHD.mjs";
import "./chunk-ZXDUCTE5.mjs";
import "./chunk-J32NS4WM.mjs";
import {
  MAX_ATTESTATION
} from "./chunk-P25APHHE.mjs";
import "./chunk-HTZHGAS5.mjs";
import "./chunk-ODYQFKU5.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XPCL3JO.mjs";
import {
  BundleError
} from "./chunk-4MKAO6W3.mjs";
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
  const file = fileNameOf_142(name ?? defaultBundleName_137(await hostPlatform_10()));
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
