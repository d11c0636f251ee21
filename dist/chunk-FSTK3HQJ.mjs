// from-joined:src/home/plan/plan-import.ts
import { planImport_11, planNewHome_11 } from "./core.mjs";

export {
  planImport_11,
  planNewHome_11
};
