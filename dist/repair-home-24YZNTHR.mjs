import {
  findDamage,
  repairHome
} from "./chunk-JVXERM6K.mjs";
import "./chunk-DN2B5CS3.mjs";
import "./chunk-XVGOCL5R.mjs";
import "./chunk-5R7IPKPS.mjs";
import "./chunk-BGCN6C3S.mjs";
import "./chunk-E6UD6ZKU.mjs";
import "./chunk-WFWVCDHP.mjs";
import "./chunk-KXTUQ2H5.mjs";
import "./chunk-VUJZIS7L.mjs";
import "./chunk-IFHESSH5.mjs";
import "./chunk-JFBJI7SK.mjs";
import "./chunk-XS63KYI6.mjs";
import "./chunk-BKZALEA6.mjs";
import "./chunk-DFAMX3NH.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-GRR433NA.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import "./chunk-SKYFWSHQ.mjs";
import "./chunk-4QBOVGT3.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  findDamage,
  repairHome
};
