import {
  isInPlace
} from "./chunk-5JBZQ46X.mjs";
import {
  assignedValue_59,
  readImportsLog_60
} from "./chunk-CSIFMFRB.mjs";
import "./chunk-7BPKHUDU.mjs";
import {
  targetHome_55
} from "./chunk-KFCAUD2K.mjs";
import {
  openHome_122
} from "./chunk-GFP6OKOB.mjs";
import {
  homePath_22
} from "./chunk-7EQBOWSM.mjs";
import "./chunk-RFLV7I5F.mjs";
import "./chunk-C5SZ4WNQ.mjs";
import "./chunk-E2XNVGEC.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/show-history.ts
async function showHistory(request, context) {
  const { path: home } = await openHome_122(homePath_22(request.home, context));
  const target = targetHome_55(home);
  const { records } = await readImportsLog_60(target);
  const known = /* @__PURE__ */ new Map();
  const look = (record) => Promise.all(
    record.relies.map(async ({ before: _previous, ...assignment }) => {
      const looking = known.get(assignedValue_59(assignment)) ?? isInPlace(target, assignment);
      known.set(assignedValue_59(assignment), looking);
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
