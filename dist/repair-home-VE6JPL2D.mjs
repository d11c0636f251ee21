import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  findDamage,
  repairHome
} from "./chunk-UGQMVEYR.mjs";
import "./chunk-LXUBERHQ.mjs";
import "./chunk-JPKJAW7D.mjs";
import "./chunk-X7USASC7.mjs";
import "./chunk-OCGREPHT.mjs";
import "./chunk-D4QKHM76.mjs";
import "./chunk-ZVAENZNC.mjs";
import "./chunk-4ZU35ENI.mjs";
import "./chunk-DM6LKKWO.mjs";
import "./chunk-P6SR4IK7.mjs";
import "./chunk-IRSTIHGJ.mjs";
import "./chunk-ZVUNG3OG.mjs";
import "./chunk-K7OIXQE2.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-T75H43WP.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-M6FOAHYW.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-3WUTNKOE.mjs";
import "./chunk-5FRGGPOD.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-Q4ZMEHLL.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-KAGLFDZG.mjs";
import "./chunk-MWQI2DLW.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  findDamage,
  repairHome
};
