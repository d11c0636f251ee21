// from-joined:src/home/contents/target-home.ts
import { absentHome_55, inHome_55, inTheWay_55, readOnce_55, targetHome_55 } from "./core.mjs";

export {
  inHome_55,
  targetHome_55
};
