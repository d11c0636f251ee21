import {
  listedLayer_76
} from "./chunk-D2PGZLA6.mjs";
import {
  attachBases
} from "./chunk-VTTWKF7Z.mjs";
import {
  openBases
} from "./chunk-DMIJ473H.mjs";
import "./chunk-TUNW7TBF.mjs";
import "./chunk-A67WD7UB.mjs";
import "./chunk-CGMA6P3P.mjs";
import "./chunk-YJABFCFA.mjs";
import "./chunk-KFCAUD2K.mjs";
import {
  openEngine
} from "./chunk-AOEYEYHJ.mjs";
import "./chunk-7IVFFGHW.mjs";
import "./chunk-U2JRNTNP.mjs";
import "./chunk-RFLV7I5F.mjs";
import "./chunk-O6BECCDK.mjs";
import "./chunk-RHFZE22J.mjs";
import "./chunk-PTXMRNV2.mjs";
import {
  logsOf_24
} from "./chunk-ZO2PUWIT.mjs";
import "./chunk-7CTE4NZ3.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-PZGT6IPK.mjs";
import "./chunk-BZTZ7RJ6.mjs";
import "./chunk-IAOUZBYX.mjs";
import "./chunk-C5G7RXZF.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-ZXDUCTE5.mjs";
import "./chunk-J32NS4WM.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XPCL3JO.mjs";
import "./chunk-4MKAO6W3.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/import/import-bases.ts
async function attachImportBases(opened, needed, { input: { home, closure }, means, workers }, {
  context,
  reporter,
  stack
}) {
  const bases = await openBases(means.bases ?? [], context, { stack, ...logsOf_24(reporter) });
  if (opened.delta === void 0) return { bundle: opened };
  const expected = means.dryRun ? [] : needed.map((layer) => listedLayer_76(opened, layer));
  const engine = stack.use(openEngine({ workers, expected }));
  return { bundle: await attachBases(opened, needed, { engine, home, bases, closure }), engine };
}
export {
  attachImportBases
};
