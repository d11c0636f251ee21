import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  printConfiguration,
  withoutOriginals
} from "./chunk-ZAM26C5L.mjs";
import "./chunk-QTMXK7EA.mjs";
import "./chunk-HAIZQJ5W.mjs";
import "./chunk-LYMLNWLA.mjs";
import "./chunk-WX6CJZ75.mjs";
import "./chunk-LJNXJK74.mjs";
import "./chunk-B72G32SU.mjs";
import "./chunk-7XECXOME.mjs";
import "./chunk-5UNACQVU.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
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
import "./chunk-YJSVGHZO.mjs";
import "./chunk-TUPD2LI7.mjs";
import "./chunk-JH3NGZWR.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-PDOXIJT4.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
import "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  printConfiguration,
  withoutOriginals
};
