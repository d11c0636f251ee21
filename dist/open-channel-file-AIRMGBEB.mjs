import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  FIRST_REQUEST,
  openJoined,
  openRemoteTar
} from "./chunk-C6O2KPE6.mjs";
import "./chunk-QOKZ3DZR.mjs";
import "./chunk-ZAKWSRMR.mjs";
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
import "./chunk-5UNACQVU.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
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
import "./chunk-4FDFUD6J.mjs";
import "./chunk-DOAIOH6Z.mjs";
import {
  temporaryDirectory
} from "./chunk-PDOXIJT4.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-JOWO7K6F.mjs";
import {
  HttpError,
  fromStorageError
} from "./chunk-OT7HC3OA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
import "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/commands/places/open-channel-file.ts
async function openChannelFile({ origin, name }, context, { spoolDirectory = temporaryDirectory(), say = () => void 0, debug }) {
  const { signal } = context;
  const address = await addressOf(origin, name, context);
  const channel = await openChannel(address, { say, debug, progress: () => void 0, signal });
  if (channel.find === void 0) throw new Error(`files of channel ${address.channel} are fetched whole`);
  const found = await channel.find(fileNameOf(name ?? defaultBundleName(await hostPlatform())));
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
