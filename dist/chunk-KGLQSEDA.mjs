// from-joined:src/oci/json-shape.ts
import { shapeOf_114 } from "./core.mjs";

export {
  shapeOf_114
};
