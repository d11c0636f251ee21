import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isInPlace
} from "./chunk-GYFJKFIP.mjs";
import "./chunk-65IAK2OQ.mjs";
import {
  homePath
} from "./chunk-IMNXN3X2.mjs";
import "./chunk-DZ7BITUT.mjs";
import {
  assignedValue,
  readImportsLog
} from "./chunk-HAWTYSNO.mjs";
import {
  openHome,
  targetHome
} from "./chunk-K7OIXQE2.mjs";
import "./chunk-JMPCFPP2.mjs";
import "./chunk-T75H43WP.mjs";
import "./chunk-M6FOAHYW.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/commands/show-history.ts
async function showHistory(request, context) {
  const { path: home } = await openHome(homePath(request.home, context));
  const target = targetHome(home);
  const { records } = await readImportsLog(target);
  const known = /* @__PURE__ */ new Map();
  const look = (record) => Promise.all(
    record.relies.map(async ({ before: _previous, ...assignment }) => {
      const looking = known.get(assignedValue(assignment)) ?? isInPlace(target, assignment);
      known.set(assignedValue(assignment), looking);
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
