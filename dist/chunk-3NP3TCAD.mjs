// from-joined:src/oci/json-shape.ts
import { shapeOf_155 } from "./core.mjs";

export {
  shapeOf_155
};
