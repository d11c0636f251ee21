import {
  listedLayer_76
} from "./chunk-D2PGZLA6.mjs";
import {
  attachBases
} from "./chunk-6K46PGHZ.mjs";
import {
  openBases
} from "./chunk-MHVEUEH4.mjs";
import "./chunk-A6SISQ7U.mjs";
import "./chunk-KOJLLOSC.mjs";
import "./chunk-AQQBMAQP.mjs";
import "./chunk-65ATYS4V.mjs";
import "./chunk-KFCAUD2K.mjs";
import {
  openEngine
} from "./chunk-7RUPCF6G.mjs";
import "./chunk-LYFCKQXY.mjs";
import "./chunk-HRLDLQK2.mjs";
import "./chunk-RFLV7I5F.mjs";
import "./chunk-O6BECCDK.mjs";
import "./chunk-HGWMHLU2.mjs";
import "./chunk-PTXMRNV2.mjs";
import {
  logsOf_24
} from "./chunk-ZO2PUWIT.mjs";
import "./chunk-7CTE4NZ3.mjs";
import "./chunk-6O2W6EUL.mjs";
import "./chunk-VOJQDXLG.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-WS6H44K5.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-SYEQ5NUD.mjs";
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
  const expected = means.dryRun ? [] : needed.map((layer) => listedLayer_76(opened, layer));
  const engine = stack.use(openEngine({ workers, expected }));
  return { bundle: await attachBases(opened, needed, { engine, home, bases, closure }), engine };
}
export {
  attachImportBases
};
