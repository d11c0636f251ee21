import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  webFiles
} from "./chunk-4ZMXYSNC.mjs";
import {
  openRemoteFile
} from "./chunk-LZ5CJGUA.mjs";
import {
  SIDECAR_ENDINGS
} from "./chunk-F2LX4ZI4.mjs";
import {
  addressOf,
  openChannel
} from "./chunk-PIWIB3BF.mjs";
import "./chunk-JK5DJPE2.mjs";
import "./chunk-JRCM5VXD.mjs";
import "./chunk-HKD6KDCN.mjs";
import "./chunk-D575VCTS.mjs";
import "./chunk-XIDELYOO.mjs";
import {
  fileNameOf,
  hostPlatform
} from "./chunk-BBSF7FXB.mjs";
import {
  parseBundleUrl,
  urlName
} from "./chunk-FEIMYRZD.mjs";
import "./chunk-6J6BVQZ3.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-SHEJKYR5.mjs";
import {
  splitSignatures
} from "./chunk-BQ2ZPZQ5.mjs";
import {
  defaultBundleName
} from "./chunk-G5M7KRR3.mjs";
import "./chunk-SLUGIOMK.mjs";
import "./chunk-M5EGB263.mjs";
import "./chunk-N2CISJJK.mjs";
import "./chunk-75JR47UT.mjs";
import "./chunk-FOS3Q45O.mjs";
import "./chunk-YA4PZWUG.mjs";
import "./chunk-5T6YHEM6.mjs";
import "./chunk-OTMIDOC4.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-NNUK72C2.mjs";
import "./chunk-33MI7YQE.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-3QQAQMWO.mjs";
import "./chunk-RCTERZSS.mjs";
import {
  MAX_ATTESTATION
} from "./chunk-4FDFUD6J.mjs";
import "./chunk-MH7QNLL6.mjs";
import "./chunk-ORSRYB4M.mjs";
import "./chunk-YAHHWPPK.mjs";
import "./chunk-W52AKVKH.mjs";
import "./chunk-ZTM2PVEJ.mjs";
import "./chunk-BFXJEC5E.mjs";
import "./chunk-67ZLQWPQ.mjs";
import "./chunk-3O3BYXQU.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ZKGAMAZP.mjs";
import {
  BundleError
} from "./chunk-3O6M6KTH.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/commands/read-remote-signatures.ts
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
