import {
  openFinder
} from "./chunk-3QWO5UB7.mjs";
import {
  webFiles
} from "./chunk-SJF4IQOS.mjs";
import {
  openRemoteFile
} from "./chunk-5ZGSECQB.mjs";
import "./chunk-CHBELD6K.mjs";
import "./chunk-WYIGPWLV.mjs";
import {
  parseBundleUrl,
  urlName
} from "./chunk-POHOV46S.mjs";
import {
  hostPlatform_10,
  rangedAddressOf
} from "./chunk-QUCBCP7L.mjs";
import {
  SIDECAR_ENDINGS
} from "./chunk-C4O5WSJC.mjs";
import {
  splitSignatures
} from "./chunk-K42B3U5E.mjs";
import "./chunk-MYQEGLFM.mjs";
import "./chunk-UFWI544K.mjs";
import "./chunk-44UYXQIQ.mjs";
import {
  fileNameOf_145
} from "./chunk-I5AR5MOU.mjs";
import "./chunk-NHMU3QEM.mjs";
import {
  defaultBundleName_140
} from "./chunk-NTVWBR4E.mjs";
import "./chunk-QKVGLJSE.mjs";
import "./chunk-OYT7DEZK.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import {
  MAX_ATTESTATION
} from "./chunk-P25APHHE.mjs";
import "./chunk-VTHAEPVV.mjs";
import "./chunk-VLTED23A.mjs";
import "./chunk-KEHZJ7TE.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-2PSME3YQ.mjs";
import "./chunk-FFOGRZQG.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
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
  const file = fileNameOf_145(name ?? defaultBundleName_140(await hostPlatform_10()));
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
