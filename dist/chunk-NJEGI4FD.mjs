// from-joined:src/oci/json-shape.ts
import { shapeOf_154 } from "./core.mjs";

export {
  shapeOf_154
};
