import {
  findDamage,
  repairHome
} from "./chunk-73KSNYZV.mjs";
import "./chunk-F4N37ZFP.mjs";
import "./chunk-Z64XVEMH.mjs";
import "./chunk-JEP5C7PX.mjs";
import "./chunk-LDTUXN33.mjs";
import "./chunk-5LQVMTV5.mjs";
import "./chunk-MBBOGQWG.mjs";
import "./chunk-2YNQWNX7.mjs";
import "./chunk-5J7PMGVS.mjs";
import "./chunk-LYFCKQXY.mjs";
import "./chunk-HEAJCSBZ.mjs";
import "./chunk-OJOIADCF.mjs";
import "./chunk-BUOA244Y.mjs";
import "./chunk-VQWXHXW4.mjs";
import "./chunk-ZRUH5ZQN.mjs";
import "./chunk-2WQ5WNEA.mjs";
import "./chunk-656FN2VF.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import "./chunk-LL32AUHH.mjs";
import "./chunk-4SSKYKZX.mjs";
import "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  findDamage,
  repairHome
};
