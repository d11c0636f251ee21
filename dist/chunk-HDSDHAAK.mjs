// from-joined:src/home/config/config-value.ts
import { isSet_42, memberOf_42 } from "./core.mjs";

export {
  isSet_42,
  memberOf_42
};
