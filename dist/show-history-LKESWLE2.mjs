import {
  valueReader
} from "./chunk-4PE5LPMY.mjs";
import {
  assignedValue_52,
  readImportsLog_53
} from "./chunk-K43KNPF3.mjs";
import "./chunk-JH5PIG7S.mjs";
import {
  homePath_20
} from "./chunk-MNKW3YDE.mjs";
import {
  targetHome_48
} from "./chunk-2YNQWNX7.mjs";
import {
  openHome_113
} from "./chunk-UKQYM3E2.mjs";
import "./chunk-HEAJCSBZ.mjs";
import {
  mapInBatches_49
} from "./chunk-OJOIADCF.mjs";
import "./chunk-P3VSXBJ3.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/show-history.ts
async function showHistory(request, context) {
  const { path: home } = await openHome_113(homePath_20(request.home, context));
  const target = targetHome_48(home);
  const { records } = await readImportsLog_53(target);
  const valueOf = valueReader(target);
  const known = /* @__PURE__ */ new Map();
  const look = (record) => mapInBatches_49(record.relies, async ({ before: _previous, ...assignment }) => {
    const looking = known.get(assignedValue_52(assignment)) ?? valueOf(assignment);
    known.set(assignedValue_52(assignment), looking);
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
