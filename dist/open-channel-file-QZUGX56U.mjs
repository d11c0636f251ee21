import {
  FIRST_REQUEST,
  openJoined,
  openRemoteTar
} from "./chunk-TO22JXJF.mjs";
import {
  openFinder
} from "./chunk-3WFIENGD.mjs";
import {
  hostPlatform_10,
  rangedAddressOf
} from "./chunk-JKS74XNE.mjs";
import "./chunk-DJP23LK7.mjs";
import "./chunk-EBI54J43.mjs";
import "./chunk-4GCKRU3J.mjs";
import "./chunk-XIURF7CI.mjs";
import {
  fileNameOf_142
} from "./chunk-SXOLEC27.mjs";
import "./chunk-LKE2HDOH.mjs";
import "./chunk-EHAS7S6K.mjs";
import {
  defaultBundleName_137
} from "./chunk-X7VVMTBY.mjs";
import "./chunk-C5G7RXZF.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-SYPSYGWM.mjs";
import {
  temporaryDirectory_40
} from "./chunk-3KOR77P5.mjs";
import "./chunk-LRQM6TFH.mjs";
import "./chunk-KJZUXOGH.mjs";
import "./chunk-2G6OZGLX.mjs";
import "./chunk-OCM2DYHD.mjs";
import "./chunk-ZXDUCTE5.mjs";
import "./chunk-J32NS4WM.mjs";
import "./chunk-P25APHHE.mjs";
import {
  fromStorageError
} from "./chunk-HTZHGAS5.mjs";
import {
  HttpError
} from "./chunk-ODYQFKU5.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XPCL3JO.mjs";
import "./chunk-4MKAO6W3.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/places/open-channel-file.ts
async function openChannelFile({ origin, name }, context, { spoolDirectory = temporaryDirectory_40(), say = () => void 0, debug }) {
  const { signal } = context;
  const address = rangedAddressOf(origin, context);
  const finder = await openFinder(address, { say, debug, progress: () => void 0, signal });
  const found = await finder.find(fileNameOf_142(name ?? defaultBundleName_137(await hostPlatform_10())));
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
