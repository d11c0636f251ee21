// from-joined:src/oci/json-shape.ts
import { shapeOf_157 } from "./core.mjs";

export {
  shapeOf_157
};
