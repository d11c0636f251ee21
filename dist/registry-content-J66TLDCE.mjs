import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openRegistryContent
} from "./chunk-OLU6SXRU.mjs";
import "./chunk-Y22BZKER.mjs";
import "./chunk-ZSGYV3GI.mjs";
import "./chunk-NGXBGIGO.mjs";
import "./chunk-LZ5CJGUA.mjs";
import "./chunk-YA4PZWUG.mjs";
import "./chunk-5T6YHEM6.mjs";
import "./chunk-OTMIDOC4.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-3QQAQMWO.mjs";
import "./chunk-RCTERZSS.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-3H3T5RP2.mjs";
import "./chunk-W52AKVKH.mjs";
import "./chunk-BFXJEC5E.mjs";
import "./chunk-QZVIWQUY.mjs";
import "./chunk-67ZLQWPQ.mjs";
import "./chunk-3O3BYXQU.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ZKGAMAZP.mjs";
import "./chunk-3O6M6KTH.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  openRegistryContent
};
