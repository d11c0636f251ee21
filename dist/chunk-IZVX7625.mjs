// from-joined:src/oci/json-shape.ts
import { shapeOf_151 } from "./core.mjs";

export {
  shapeOf_151
};
