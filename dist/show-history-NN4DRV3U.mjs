import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isInPlace
} from "./chunk-HOAASTBV.mjs";
import "./chunk-IXAACZJK.mjs";
import {
  readImportsLog,
  targetHome,
  valueOf
} from "./chunk-Y3JIXVDL.mjs";
import {
  homePath,
  openHome
} from "./chunk-NPB3IMDU.mjs";
import "./chunk-UMHWI3T3.mjs";
import "./chunk-DPOXTDON.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-DBZ7BEX5.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-5VA2KXAO.mjs";
import "./chunk-6SSD3UWU.mjs";
import "./chunk-JBU255CI.mjs";
import "./chunk-AE2P7HNV.mjs";
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
    const { at, bundle, source, roots, added, registration, forgotten } = record;
    imports.push({
      at,
      bundle,
      source,
      roots,
      added,
      relies: await look(record),
      ...registration !== void 0 && { project: registration.target },
      ...forgotten !== void 0 && { forgotten }
    });
  }
  return { home, imports };
}
export {
  showHistory
};
