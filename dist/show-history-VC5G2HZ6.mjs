import {
  valueReader
} from "./chunk-J5OUMDEY.mjs";
import {
  assignedValue_51,
  readImportsLog_52
} from "./chunk-6TEKBCBH.mjs";
import "./chunk-T3SGELKE.mjs";
import {
  homePath_20
} from "./chunk-MNKW3YDE.mjs";
import {
  targetHome_47
} from "./chunk-KXTUQ2H5.mjs";
import {
  openHome_112
} from "./chunk-VOK6ILCY.mjs";
import "./chunk-JFBJI7SK.mjs";
import {
  mapInBatches_48
} from "./chunk-XS63KYI6.mjs";
import "./chunk-HKJQRGYO.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/show-history.ts
async function showHistory(request, context) {
  const { path: home } = await openHome_112(homePath_20(request.home, context));
  const target = targetHome_47(home);
  const { records } = await readImportsLog_52(target);
  const valueOf = valueReader(target);
  const known = /* @__PURE__ */ new Map();
  const look = (record) => mapInBatches_48(record.relies, async ({ before: _previous, ...assignment }) => {
    const looking = known.get(assignedValue_51(assignment)) ?? valueOf(assignment);
    known.set(assignedValue_51(assignment), looking);
    return { ...assignment, inPlace: await looking === "same" };
  });
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
