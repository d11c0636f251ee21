// from-joined:src/home/contents/target-home.ts
import { absentHome_57, inHome_57, inTheWay_57, readOnce_57, targetHome_57 } from "./core.mjs";

export {
  inHome_57,
  targetHome_57
};
