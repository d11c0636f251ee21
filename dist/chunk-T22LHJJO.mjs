// from-joined:src/oci/json-shape.ts
import { shapeOf_113 } from "./core.mjs";

export {
  shapeOf_113
};
