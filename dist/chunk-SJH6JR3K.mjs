import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  inHome
} from "./chunk-K7OIXQE2.mjs";

// src/commands/import/repairs.ts
var NO_REPAIRS = { entries: [], notes: [] };
function foreseen({ home }, damage) {
  const layers = damage?.layers.map(({ path }) => ({
    path: inHome(home, `${path}/content`),
    change: "changed"
  }));
  const packages = damage?.packages.map(({ path, change }) => ({ path: inHome(home, path), change }));
  return { entries: [...layers ?? [], ...packages ?? []], notes: [] };
}
function describeRepairs({ home, packages, changed }, { entries, notes }) {
  const documents = packages.flatMap((pkg) => pkg.documents);
  const repairs = [
    ...documents.map(({ path }) => ({ path: inHome(home, path), change: "changed" })),
    ...entries
  ];
  return { changed: changed || entries.length > 0, repairs, notes };
}

export {
  NO_REPAIRS,
  foreseen,
  describeRepairs
};
