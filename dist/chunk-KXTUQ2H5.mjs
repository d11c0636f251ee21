// from-joined:src/home/contents/target-home.ts
import { absentHome_47, inHome_47, inTheWay_47, readOnce_47, targetHome_47 } from "./core.mjs";

export {
  inHome_47,
  targetHome_47
};
