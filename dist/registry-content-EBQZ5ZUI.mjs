import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openRegistryContent
} from "./chunk-2Z5TLOCK.mjs";
import "./chunk-PYAVMY6N.mjs";
import "./chunk-QCVZZYN2.mjs";
import "./chunk-QOKZ3DZR.mjs";
import "./chunk-ZAKWSRMR.mjs";
import "./chunk-4DSASQNQ.mjs";
import "./chunk-4RRVGPQ6.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-5EKI3K5F.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-TUPD2LI7.mjs";
import "./chunk-JH3NGZWR.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-SA57Q2EG.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-JOWO7K6F.mjs";
import "./chunk-VJKFUXUI.mjs";
import "./chunk-OT7HC3OA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
import "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  openRegistryContent
};
