// from-joined:src/home/project/load-project.ts
import { findLockedProject_67, loadProject_67 } from "./core.mjs";

export {
  loadProject_67
};
