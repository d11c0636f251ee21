// from-joined:src/home/project/load-project.ts
import { findLockedProject_76, loadProject_76 } from "./core.mjs";

export {
  loadProject_76
};
