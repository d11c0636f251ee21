import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isInPlace
} from "./chunk-Z3VU733V.mjs";
import "./chunk-WFA7RIYN.mjs";
import {
  readImportsLog,
  valueOf
} from "./chunk-ZWGKOM4T.mjs";
import {
  homePath
} from "./chunk-CRMI3FEV.mjs";
import {
  openHome,
  targetHome
} from "./chunk-FCHVQ5G7.mjs";
import "./chunk-FDJWJL6G.mjs";
import "./chunk-GBCZTBOQ.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-YQBKD3BK.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-JH3NGZWR.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-PDOXIJT4.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
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
