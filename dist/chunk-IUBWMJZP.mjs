// from-joined:src/report/wording.ts
import { WIDTH_34, countOf_34, wrap_34 } from "./core.mjs";

export {
  WIDTH_34,
  countOf_34,
  wrap_34
};
