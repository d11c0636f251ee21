// from-joined:src/home/contents/target-home.ts
import { absentHome_48, inHome_48, inTheWay_48, readOnce_48, targetHome_48 } from "./core.mjs";

export {
  inHome_48,
  targetHome_48
};
