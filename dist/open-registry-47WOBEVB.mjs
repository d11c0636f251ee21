import {
  PATIENCE,
  openRegistry
} from "./chunk-VWSCNYES.mjs";
import "./chunk-VTHAEPVV.mjs";
import "./chunk-JYWO4Y7D.mjs";
import "./chunk-VLTED23A.mjs";
import "./chunk-2ISNQVE2.mjs";
import "./chunk-KEHZJ7TE.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-YHS2K7J6.mjs";
import "./chunk-2PSME3YQ.mjs";
import "./chunk-FFOGRZQG.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  PATIENCE,
  openRegistry
};
