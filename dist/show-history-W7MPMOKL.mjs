import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isInPlace
} from "./chunk-5VWLAGZV.mjs";
import "./chunk-3DVLXPTQ.mjs";
import {
  readImportsLog,
  targetHome,
  valueOf
} from "./chunk-CFHWABIT.mjs";
import {
  homePath,
  openHome
} from "./chunk-KSKQROMN.mjs";
import "./chunk-EJH74DKB.mjs";
import "./chunk-3RDZ57MI.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-EQADGZVT.mjs";
import "./chunk-BFFDGZUO.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-PNVSA3GV.mjs";
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
