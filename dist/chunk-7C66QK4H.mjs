import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  choosePlatform,
  fitsMachine,
  formatPlatform
} from "./chunk-MQGKUEUU.mjs";

// src/home/closure/leaf-choice.ts
async function chooseLeaf(offers, wanted, isPresent) {
  const fitting = offers.filter(({ platform }) => fitsMachine(platform, wanted));
  if (fitting.length === 0) return { kind: "unfit" };
  const presence = await Promise.all(fitting.map(({ leaf }) => isPresent(leaf)));
  const present = fitting.filter((_, i) => presence[i]);
  const [only] = present;
  if (only === void 0) return { kind: "absent", offers: fitting };
  if (leavesOf(present) === 1) return { kind: "found", offer: choosePlatform(present, wanted)[0] ?? only };
  const best = choosePlatform(present, wanted);
  const [first] = best;
  return first !== void 0 && leavesOf(best) === 1 ? { kind: "found", offer: first } : { kind: "ambiguous", offers: present };
}
function describeOffers(offers) {
  return [...new Set(offers.map(({ platform }) => formatPlatform(platform)))].join(", ") || "none";
}
function leavesOf(offers) {
  return new Set(offers.map(({ leaf }) => leaf)).size;
}

export {
  chooseLeaf,
  describeOffers
};
