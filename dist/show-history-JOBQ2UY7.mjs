import {
  valueReader
} from "./chunk-CGWJJAAK.mjs";
import {
  assignedValue_61,
  readImportsLog_62
} from "./chunk-BUM4O26Y.mjs";
import "./chunk-XGR7DJKG.mjs";
import {
  targetHome_57
} from "./chunk-472N3O7M.mjs";
import {
  openHome_124
} from "./chunk-36ADXCOP.mjs";
import {
  homePath_22
} from "./chunk-AYBBYT3T.mjs";
import "./chunk-KRM37I2B.mjs";
import {
  mapInBatches_58
} from "./chunk-XIZFDP4Y.mjs";
import "./chunk-R45GEM5S.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/show-history.ts
async function showHistory(request, context) {
  const { path: home } = await openHome_124(homePath_22(request.home, context));
  const target = targetHome_57(home);
  const { records } = await readImportsLog_62(target);
  const valueOf = valueReader(target);
  const known = /* @__PURE__ */ new Map();
  const look = (record) => mapInBatches_58(record.relies, async ({ before: _previous, ...assignment }) => {
    const looking = known.get(assignedValue_61(assignment)) ?? valueOf(assignment);
    known.set(assignedValue_61(assignment), looking);
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
