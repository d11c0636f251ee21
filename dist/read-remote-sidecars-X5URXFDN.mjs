import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  webFiles
} from "./chunk-3NQYIZDL.mjs";
import {
  openRemoteFile
} from "./chunk-RCVXNZRP.mjs";
import {
  SIDECAR_ENDINGS
} from "./chunk-ZVL7GSL2.mjs";
import "./chunk-VUO2R43M.mjs";
import {
  addressOf,
  openChannel
} from "./chunk-UZFHIYXB.mjs";
import "./chunk-D6DNWUNV.mjs";
import "./chunk-JQG6RWFB.mjs";
import "./chunk-O33FM3KH.mjs";
import "./chunk-MHK6QLCY.mjs";
import "./chunk-47HUOOIO.mjs";
import "./chunk-M6FOAHYW.mjs";
import {
  fileNameOf,
  hostPlatform
} from "./chunk-M7SIO7OB.mjs";
import {
  parseBundleUrl,
  urlName
} from "./chunk-CC6Q3MBK.mjs";
import {
  defaultBundleName
} from "./chunk-6ZRXCNM6.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-AE5OU4D2.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-GY6335NT.mjs";
import "./chunk-F6RVCG2V.mjs";
import {
  splitSignatures
} from "./chunk-JYXZUD6M.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-2NAQL2KR.mjs";
import "./chunk-AQRZANAN.mjs";
import "./chunk-Q4ZMEHLL.mjs";
import "./chunk-EUICU2GX.mjs";
import "./chunk-ZDWNJVBT.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-MWQI2DLW.mjs";
import {
  MAX_ATTESTATION
} from "./chunk-Z2KHX2NZ.mjs";
import "./chunk-CDMH46AC.mjs";
import "./chunk-BJIGIIP3.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-RVXH5BSX.mjs";
import "./chunk-UW2HO5KS.mjs";
import "./chunk-5ASUYMKP.mjs";
import "./chunk-M4MJTQ5F.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";

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
  const channel = await openChannel(await addressOf(origin, name, context), {
    say,
    debug,
    progress: () => void 0,
    signal
  });
  const file = fileNameOf(name ?? defaultBundleName(await hostPlatform()));
  const names = new Set(await channel.names?.());
  return SIDECAR_ENDINGS.map((ending) => ({
    name: `${origin.channel === "release" ? "asset" : origin.channel} ${file}${ending}`,
    ending,
    async open() {
      if (!names.has(`${file}${ending}`)) return void 0;
      const [piece, ...more] = (await channel.find?.(`${file}${ending}`))?.pieces ?? [];
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
