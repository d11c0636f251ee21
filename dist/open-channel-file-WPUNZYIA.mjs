import {
  FIRST_REQUEST,
  openJoined,
  openRemoteTar
} from "./chunk-6WUIZIW4.mjs";
import {
  openFinder
} from "./chunk-KOHVEY55.mjs";
import "./chunk-U35L4R44.mjs";
import "./chunk-FWEIS5KZ.mjs";
import "./chunk-O3JRH7UT.mjs";
import {
  hostPlatform_8,
  rangedAddressOf
} from "./chunk-4SL6K4J3.mjs";
import "./chunk-RGAOG4G6.mjs";
import "./chunk-H7ACLFO5.mjs";
import "./chunk-U5PQRCIB.mjs";
import "./chunk-OQQCSOEH.mjs";
import {
  fileNameOf_143
} from "./chunk-R6K6VWFY.mjs";
import "./chunk-LM4DMEHJ.mjs";
import "./chunk-OGS7A7K6.mjs";
import {
  defaultBundleName_137
} from "./chunk-X7VVMTBY.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-656FN2VF.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import {
  fromStorageError
} from "./chunk-RBBAEUAX.mjs";
import {
  HttpError
} from "./chunk-3E74XSBN.mjs";
import "./chunk-NKGX6MXH.mjs";
import {
  temporaryDirectory_38
} from "./chunk-A6YYFOED.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/places/open-channel-file.ts
async function openChannelFile({ origin, name }, context, { spoolDirectory = temporaryDirectory_38(), say = () => void 0, debug }) {
  const { signal } = context;
  const address = rangedAddressOf(origin, context);
  const finder = await openFinder(address, { say, debug, progress: () => void 0, signal });
  const found = await finder.find(fileNameOf_143(name ?? defaultBundleName_137(await hostPlatform_8())));
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
