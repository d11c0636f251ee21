import {
  findDamage,
  repairHome
} from "./chunk-RJ2JYTM2.mjs";
import "./chunk-H6PPA2AE.mjs";
import "./chunk-ZKR32VMU.mjs";
import "./chunk-CVE46XH5.mjs";
import "./chunk-BI4CRZFR.mjs";
import "./chunk-E6UD6ZKU.mjs";
import "./chunk-KHKBBNFT.mjs";
import "./chunk-KXTUQ2H5.mjs";
import "./chunk-AGOBBPFH.mjs";
import "./chunk-LXXVO77G.mjs";
import "./chunk-JFBJI7SK.mjs";
import "./chunk-XS63KYI6.mjs";
import "./chunk-BKZALEA6.mjs";
import "./chunk-XGZ7GZDX.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-SUUWDBAM.mjs";
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
