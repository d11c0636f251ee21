// from-joined:src/home/config/config-value.ts
import { isSet_44, memberOf_44 } from "./core.mjs";

export {
  isSet_44,
  memberOf_44
};
