import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  FIRST_REQUEST,
  openJoined,
  openRemoteTar
} from "./chunk-QYRO4QZ3.mjs";
import "./chunk-Y22BZKER.mjs";
import "./chunk-LZ5CJGUA.mjs";
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
import "./chunk-6J6BVQZ3.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-SHEJKYR5.mjs";
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
import "./chunk-4FDFUD6J.mjs";
import "./chunk-ORSRYB4M.mjs";
import {
  temporaryDirectory
} from "./chunk-YAHHWPPK.mjs";
import "./chunk-W52AKVKH.mjs";
import "./chunk-BFXJEC5E.mjs";
import {
  HttpError,
  fromStorageError
} from "./chunk-67ZLQWPQ.mjs";
import "./chunk-3O3BYXQU.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ZKGAMAZP.mjs";
import "./chunk-3O6M6KTH.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/commands/open-channel-file.ts
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
