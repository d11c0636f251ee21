// from-joined:src/home/project/load-project.ts
import { findLockedProject_74, loadProject_74 } from "./core.mjs";

export {
  loadProject_74
};
