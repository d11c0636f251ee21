import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isInPlace
} from "./chunk-44VVUAZI.mjs";
import "./chunk-XDQN7OKU.mjs";
import {
  readImportsLog,
  targetHome,
  valueOf
} from "./chunk-O54VMGKS.mjs";
import {
  homePath
} from "./chunk-6CRL4TPK.mjs";
import {
  openHome
} from "./chunk-QVAW5WTI.mjs";
import "./chunk-6YYS4OF6.mjs";
import "./chunk-BDMQXJF7.mjs";
import "./chunk-2AED7RAA.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-C3VQ3RAK.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-LBAKRST6.mjs";
import "./chunk-QFKBXYM3.mjs";
import "./chunk-P5FJQ4AR.mjs";
import "./chunk-YKPDBCHQ.mjs";
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
