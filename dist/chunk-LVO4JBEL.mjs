// from-joined:src/home/plan/plan-import.ts
import { planImport_13, planNewHome_13 } from "./core.mjs";

export {
  planImport_13,
  planNewHome_13
};
