import {
  listedLayer_70
} from "./chunk-UQVJMEZJ.mjs";
import {
  attachBases
} from "./chunk-AU4FZBT7.mjs";
import {
  openBases
} from "./chunk-5VCBJXYB.mjs";
import "./chunk-EV7JVOAM.mjs";
import "./chunk-KHKBBNFT.mjs";
import "./chunk-7A46VR6W.mjs";
import "./chunk-ET5IRXAZ.mjs";
import "./chunk-KXTUQ2H5.mjs";
import {
  openEngine
} from "./chunk-AGOBBPFH.mjs";
import "./chunk-LXXVO77G.mjs";
import "./chunk-36CNADD3.mjs";
import "./chunk-VOK6ILCY.mjs";
import "./chunk-JFBJI7SK.mjs";
import "./chunk-SELCG3S5.mjs";
import "./chunk-2YQLGB37.mjs";
import "./chunk-LAE2HACZ.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import "./chunk-P4SAMCP3.mjs";
import "./chunk-ODSXMKHS.mjs";
import "./chunk-OO2FR422.mjs";
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
import "./chunk-ZCJQ433E.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/import/import-bases.ts
async function attachImportBases(opened, needed, { input: { home, closure }, means, workers }, { context, reporter, stack }) {
  const bases = await openBases(means.bases ?? [], context, {
    stack,
    takes: "homes",
    platform: opened.config.platform,
    ...logsOf_22(reporter)
  });
  if (opened.delta === void 0) return { bundle: opened };
  const expected = means.dryRun ? [] : needed.map((layer) => listedLayer_70(opened, layer));
  const engine = stack.use(openEngine({ workers, expected }));
  return { bundle: await attachBases(opened, needed, { engine, home, bases, closure }), engine };
}
export {
  attachImportBases
};
