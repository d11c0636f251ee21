import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  webFiles
} from "./chunk-M7Z6PWD3.mjs";
import {
  openRemoteFile
} from "./chunk-ZAKWSRMR.mjs";
import {
  SIDECAR_ENDINGS
} from "./chunk-CV7NIZHK.mjs";
import {
  addressOf,
  openChannel
} from "./chunk-4MQYZNJU.mjs";
import "./chunk-WLTXINVL.mjs";
import "./chunk-V3K6XKUV.mjs";
import "./chunk-6WYLAPNC.mjs";
import "./chunk-6UD7RHXT.mjs";
import "./chunk-YQBKD3BK.mjs";
import {
  fileNameOf,
  hostPlatform
} from "./chunk-2PJXGMJF.mjs";
import {
  parseBundleUrl,
  urlName
} from "./chunk-CC6Q3MBK.mjs";
import "./chunk-5UNACQVU.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import {
  splitSignatures
} from "./chunk-6CU5T5AX.mjs";
import {
  defaultBundleName
} from "./chunk-7WC2TNXI.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-MK5PH45A.mjs";
import "./chunk-LUPRM4LO.mjs";
import "./chunk-L4JMTKIJ.mjs";
import "./chunk-OUNWGCP3.mjs";
import "./chunk-WNBWGKGN.mjs";
import "./chunk-4DSASQNQ.mjs";
import "./chunk-4RRVGPQ6.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-5EKI3K5F.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-TUPD2LI7.mjs";
import "./chunk-JH3NGZWR.mjs";
import {
  MAX_ATTESTATION
} from "./chunk-4FDFUD6J.mjs";
import "./chunk-GPOQREMM.mjs";
import "./chunk-DOAIOH6Z.mjs";
import "./chunk-PDOXIJT4.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-6FK42FLJ.mjs";
import "./chunk-JOWO7K6F.mjs";
import "./chunk-OT7HC3OA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/commands/trust/read-remote-signatures.ts
async function readRemoteSignatures(source, context, reading) {
  const candidates = await (source.kind === "url" ? besideUrl(source, context, reading) : amongAssets(source, context, reading));
  const signatures = [];
  for (const candidate of candidates) signatures.push(...await readCandidate(candidate, context.signal));
  return { signatures, looked: candidates.map(({ name }) => name) };
}
async function besideUrl(source, context, reading) {
  const bundle = parseBundleUrl(source.url);
  const files = await webFiles(bundle, source, context, reading);
  return SIDECAR_ENDINGS.map((ending) => {
    const url = new URL(bundle);
    url.pathname = `${bundle.pathname.replace(/\.parts\.json$/, "")}${ending}`;
    return { name: urlName(url), open: async () => files.options(url) };
  });
}
async function amongAssets({ origin, name }, context, { say = () => void 0, debug }) {
  if (origin.channel !== "release") return [];
  const { signal } = context;
  const channel = await openChannel(await addressOf(origin, name, context), {
    say,
    debug,
    progress: () => void 0,
    signal
  });
  const file = fileNameOf(name ?? defaultBundleName(await hostPlatform()));
  return SIDECAR_ENDINGS.map((ending) => ({
    name: `asset ${file}${ending}`,
    async open() {
      const [piece, ...more] = (await channel.find?.(`${file}${ending}`))?.pieces ?? [];
      return piece === void 0 || more.length > 0 ? void 0 : { ...piece, say, debug, signal };
    }
  }));
}
var LEFT_OUT = [
  "FILE_NOT_FOUND",
  "ASSET_NOT_FOUND",
  "ACCESS_DENIED",
  "LIMIT_EXCEEDED",
  "SIGNATURE_INVALID"
];
async function readCandidate({ name, open }, signal) {
  try {
    const options = await open();
    return options === void 0 ? [] : splitSignatures(await readSmall(options, signal), name);
  } catch (error) {
    if (error instanceof BundleError && LEFT_OUT.includes(error.code)) return [];
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
  readRemoteSignatures
};
