import {
  listedLayer_71
} from "./chunk-7ZJ33O3B.mjs";
import {
  attachBases
} from "./chunk-U5WZSPSP.mjs";
import {
  openBases
} from "./chunk-YUZHYX5T.mjs";
import "./chunk-ZYAE4ZPK.mjs";
import "./chunk-MBBOGQWG.mjs";
import "./chunk-TA5ABIJY.mjs";
import "./chunk-WUXZQAH3.mjs";
import "./chunk-2YNQWNX7.mjs";
import {
  openEngine
} from "./chunk-5J7PMGVS.mjs";
import "./chunk-LYFCKQXY.mjs";
import "./chunk-W4J3ESE5.mjs";
import "./chunk-UKQYM3E2.mjs";
import "./chunk-HEAJCSBZ.mjs";
import "./chunk-SELCG3S5.mjs";
import "./chunk-RHFZE22J.mjs";
import "./chunk-NGMPKNFU.mjs";
import "./chunk-EAUOSOMP.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import "./chunk-IGXA6UWY.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-PN52QW44.mjs";
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
import "./chunk-A6YYFOED.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import "./chunk-B62UY6QL.mjs";
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
  const expected = means.dryRun ? [] : needed.map((layer) => listedLayer_71(opened, layer));
  const engine = stack.use(openEngine({ workers, expected }));
  return { bundle: await attachBases(opened, needed, { engine, home, bases, closure }), engine };
}
export {
  attachImportBases
};
