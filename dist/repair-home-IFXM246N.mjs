import {
  findDamage,
  repairHome
} from "./chunk-O7OUN6IQ.mjs";
import "./chunk-ROZKPRYL.mjs";
import "./chunk-65ATYS4V.mjs";
import "./chunk-KFCAUD2K.mjs";
import "./chunk-UVC7HWJF.mjs";
import "./chunk-4JX4ETFO.mjs";
import "./chunk-LDTUXN33.mjs";
import "./chunk-ANLMBIVQ.mjs";
import "./chunk-7RUPCF6G.mjs";
import "./chunk-LYFCKQXY.mjs";
import "./chunk-RFLV7I5F.mjs";
import "./chunk-33YBFMXG.mjs";
import "./chunk-NBQWKA4F.mjs";
import "./chunk-VOJQDXLG.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  findDamage,
  repairHome
};
