// src/archive/engine/young-generation.ts
import { setFlagsFromString } from "node:v8";
function limitYoungGeneration() {
  setFlagsFromString("--semi-space-growth-factor=1");
  return { [Symbol.dispose]: () => setFlagsFromString("--semi-space-growth-factor=2") };
}

export {
  limitYoungGeneration
};
