import {
  FIRST_REQUEST,
  openJoined,
  openRemoteTar
} from "./chunk-FGFKZOYH.mjs";
import {
  openFinder
} from "./chunk-VADMFC57.mjs";
import {
  hostPlatform_10,
  rangedAddressOf
} from "./chunk-XCKBLRNE.mjs";
import "./chunk-5YJDKTWA.mjs";
import "./chunk-SUNYJIIR.mjs";
import "./chunk-IMCT7QBV.mjs";
import "./chunk-XIURF7CI.mjs";
import {
  fileNameOf_143
} from "./chunk-R6K6VWFY.mjs";
import "./chunk-LKE2HDOH.mjs";
import "./chunk-2VFFRHEK.mjs";
import {
  defaultBundleName_138
} from "./chunk-TQGL5MJW.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-KEHZJ7TE.mjs";
import {
  temporaryDirectory_40
} from "./chunk-3KOR77P5.mjs";
import "./chunk-K52J4C67.mjs";
import "./chunk-ZKQ25L5Z.mjs";
import "./chunk-CVPCPH2Q.mjs";
import "./chunk-E2XNVGEC.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import {
  fromStorageError
} from "./chunk-7BAV3UGY.mjs";
import {
  HttpError
} from "./chunk-B5YBT4D6.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/places/open-channel-file.ts
async function openChannelFile({ origin, name }, context, { spoolDirectory = temporaryDirectory_40(), say = () => void 0, debug }) {
  const { signal } = context;
  const address = rangedAddressOf(origin, context);
  const finder = await openFinder(address, { say, debug, progress: () => void 0, signal });
  const found = await finder.find(fileNameOf_143(name ?? defaultBundleName_138(await hostPlatform_10())));
  let fetched = 0;
  const received = (bytes) => void (fetched += bytes);
  const pieces = found.pieces.map((piece) => ({ ...piece, say, debug, signal, received, explain }));
  const opened = await openJoined(found.origin, pieces, FIRST_REQUEST);
  return openRemoteTar(opened, { name: void 0, spoolDirectory, signal, fetched: () => fetched });
}
function explain(error, doing) {
  return fromStorageError(error, { doing, url: error instanceof HttpError ? error.url : "" });
}
export {
  openChannelFile
};
