import {
  listedLayer_78
} from "./chunk-TTBVSWQN.mjs";
import {
  attachBases
} from "./chunk-3I2IUUIY.mjs";
import {
  openBases
} from "./chunk-GA2HIVHI.mjs";
import "./chunk-WQWPB7KV.mjs";
import "./chunk-G3PQUGR6.mjs";
import "./chunk-ET5IRXAZ.mjs";
import "./chunk-NTAO2OLZ.mjs";
import "./chunk-472N3O7M.mjs";
import "./chunk-O6BECCDK.mjs";
import "./chunk-HJMEGCUB.mjs";
import {
  openEngine
} from "./chunk-ND3EQYLI.mjs";
import "./chunk-YFLBG7JK.mjs";
import "./chunk-KRM37I2B.mjs";
import "./chunk-4XSJVCP6.mjs";
import "./chunk-QI3CPHO2.mjs";
import {
  logsOf_24
} from "./chunk-ZO2PUWIT.mjs";
import "./chunk-53HI346J.mjs";
import "./chunk-45GK5TH2.mjs";
import "./chunk-OYT7DEZK.mjs";
import "./chunk-VOJQDXLG.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-VLTED23A.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/import/import-bases.ts
async function attachImportBases(opened, needed, { input: { home, closure }, means, workers }, {
  context,
  reporter,
  stack
}) {
  const bases = await openBases(means.bases ?? [], context, { stack, ...logsOf_24(reporter) });
  if (opened.delta === void 0) return { bundle: opened };
  const expected = means.dryRun ? [] : needed.map((layer) => listedLayer_78(opened, layer));
  const engine = stack.use(openEngine({ workers, expected }));
  return { bundle: await attachBases(opened, needed, { engine, home, bases, closure }), engine };
}
export {
  attachImportBases
};
