import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isInPlace
} from "./chunk-S72ZDCSR.mjs";
import "./chunk-75ZR6IYL.mjs";
import {
  readImportsLog,
  valueOf
} from "./chunk-QLOZH3D7.mjs";
import {
  homePath
} from "./chunk-CV2ESZJX.mjs";
import {
  openHome,
  targetHome
} from "./chunk-YFDVG4C4.mjs";
import "./chunk-AEVPCI5I.mjs";
import "./chunk-AZMMX7DZ.mjs";
import "./chunk-D575VCTS.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-RCTERZSS.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-YAHHWPPK.mjs";
import "./chunk-3O3BYXQU.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ZKGAMAZP.mjs";
import "./chunk-3O6M6KTH.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/commands/show-history.ts
async function showHistory(request, context) {
  const { path: home } = await openHome(homePath(request.home, context));
  const target = targetHome(home);
  const { records } = await readImportsLog(target);
  const known = /* @__PURE__ */ new Map();
  const look = (record) => Promise.all(
    record.relies.map(async ({ before: _previous, ...assignment }) => {
      const looking = known.get(valueOf(assignment)) ?? isInPlace(target, assignment);
      known.set(valueOf(assignment), looking);
      return { ...assignment, inPlace: await looking };
    })
  );
  const imports = [];
  for (const record of records) {
    const { at, bundle, source, roots, added, registration, ocx, forgotten } = record;
    imports.push({
      at,
      bundle,
      source,
      roots,
      added,
      relies: await look(record),
      ...registration !== void 0 && { project: registration.target },
      ...ocx !== void 0 && { ocx },
      ...forgotten !== void 0 && { forgotten }
    });
  }
  return { home, imports };
}
export {
  showHistory
};
