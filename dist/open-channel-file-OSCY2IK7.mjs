import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  FIRST_REQUEST,
  openJoined,
  openRemoteTar
} from "./chunk-MW22FWOZ.mjs";
import "./chunk-KHY6NKSQ.mjs";
import {
  addressOf,
  openChannel
} from "./chunk-WIWBHOU4.mjs";
import "./chunk-HXO4COCE.mjs";
import "./chunk-YU33JWJ6.mjs";
import "./chunk-LNR7LLMD.mjs";
import {
  defaultBundleName,
  fileNameOf,
  hostPlatform
} from "./chunk-ZWU27QIT.mjs";
import "./chunk-5KGMDXVC.mjs";
import "./chunk-K2HEINOA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-POW5B3AK.mjs";
import "./chunk-6CKKONBI.mjs";
import "./chunk-PDLELWUJ.mjs";
import {
  HttpError,
  fromStorageError
} from "./chunk-QCTRRTFO.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-CX3N45CJ.mjs";
import "./chunk-XK5TLWYY.mjs";
import "./chunk-5HOQBOAW.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/commands/open-channel-file.ts
import { tmpdir } from "node:os";
async function openChannelFile({ origin, name }, context, { spoolDirectory = tmpdir(), say = () => void 0, debug }) {
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
