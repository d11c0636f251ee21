import "./chunk-4XS24JEZ.mjs";

// from-joined:src/cli/run.ts
import { run_0 } from "./core.mjs";
export {
  run_0 as run
};
