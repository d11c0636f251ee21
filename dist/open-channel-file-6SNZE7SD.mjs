import {
  FIRST_REQUEST,
  openJoined,
  openRemoteTar
} from "./chunk-2MUXWXEV.mjs";
import {
  openFinder
} from "./chunk-CAV5D26R.mjs";
import "./chunk-BCDABJ5Y.mjs";
import "./chunk-SG3KNL7N.mjs";
import "./chunk-EYEVNXLO.mjs";
import {
  hostPlatform_8,
  rangedAddressOf
} from "./chunk-Z3ICZKZ6.mjs";
import "./chunk-2UHNHEMJ.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-2ZNHZWZD.mjs";
import "./chunk-QE37RYUN.mjs";
import {
  fileNameOf_140
} from "./chunk-SYTWRKUJ.mjs";
import "./chunk-2UE5P62L.mjs";
import "./chunk-RK6YA52Z.mjs";
import {
  defaultBundleName_135
} from "./chunk-ASNKZLCV.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-SUUWDBAM.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import {
  fromStorageError
} from "./chunk-MJPKS7XE.mjs";
import {
  HttpError
} from "./chunk-4MBXII24.mjs";
import "./chunk-KEHZJ7TE.mjs";
import {
  temporaryDirectory_38
} from "./chunk-ZCJQ433E.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/places/open-channel-file.ts
async function openChannelFile({ origin, name }, context, { spoolDirectory = temporaryDirectory_38(), say = () => void 0, debug }) {
  const { signal } = context;
  const address = rangedAddressOf(origin, context);
  const finder = await openFinder(address, { say, debug, progress: () => void 0, signal });
  const found = await finder.find(fileNameOf_140(name ?? defaultBundleName_135(await hostPlatform_8())));
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
