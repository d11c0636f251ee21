import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  FIRST_REQUEST,
  openJoined,
  openRemoteTar
} from "./chunk-RDBEX6NX.mjs";
import "./chunk-MAKXEYZJ.mjs";
import {
  addressOf,
  openChannel
} from "./chunk-SAM5ZZM3.mjs";
import "./chunk-MFV7P2EI.mjs";
import "./chunk-T3AMKXOB.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-3RDZ57MI.mjs";
import {
  fileNameOf,
  hostPlatform
} from "./chunk-DBHZBBRJ.mjs";
import {
  defaultBundleName
} from "./chunk-QQXCOPHM.mjs";
import "./chunk-YUE3TQ5N.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-J7RN6EX5.mjs";
import "./chunk-CZ2U25SC.mjs";
import "./chunk-EQADGZVT.mjs";
import "./chunk-MPRV557D.mjs";
import "./chunk-KONVVQEL.mjs";
import {
  temporaryDirectory
} from "./chunk-BFFDGZUO.mjs";
import "./chunk-L5QRZHMD.mjs";
import {
  HttpError,
  fromStorageError
} from "./chunk-4VH6ZU5X.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-JBU255CI.mjs";
import "./chunk-AE2P7HNV.mjs";
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
