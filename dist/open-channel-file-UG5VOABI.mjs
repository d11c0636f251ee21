import {
  FIRST_REQUEST,
  openJoined,
  openRemoteTar
} from "./chunk-H3HUA3TN.mjs";
import {
  openFinder
} from "./chunk-3QWO5UB7.mjs";
import "./chunk-A75JYADV.mjs";
import "./chunk-5ZGSECQB.mjs";
import "./chunk-WYIGPWLV.mjs";
import {
  hostPlatform_10,
  rangedAddressOf
} from "./chunk-QUCBCP7L.mjs";
import "./chunk-XFE462LY.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-UFWI544K.mjs";
import "./chunk-44UYXQIQ.mjs";
import {
  fileNameOf_145
} from "./chunk-I5AR5MOU.mjs";
import "./chunk-NHMU3QEM.mjs";
import "./chunk-RK6YA52Z.mjs";
import {
  defaultBundleName_140
} from "./chunk-NTVWBR4E.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-KEHZJ7TE.mjs";
import {
  temporaryDirectory_40
} from "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import {
  fromStorageError
} from "./chunk-2PSME3YQ.mjs";
import {
  HttpError
} from "./chunk-FFOGRZQG.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/places/open-channel-file.ts
async function openChannelFile({ origin, name }, context, { spoolDirectory = temporaryDirectory_40(), say = () => void 0, debug }) {
  const { signal } = context;
  const address = rangedAddressOf(origin, context);
  const finder = await openFinder(address, { say, debug, progress: () => void 0, signal });
  const found = await finder.find(fileNameOf_145(name ?? defaultBundleName_140(await hostPlatform_10())));
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
