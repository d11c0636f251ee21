// from-joined:src/home/project/load-project.ts
import { findLockedProject_68, loadProject_68 } from "./core.mjs";

export {
  loadProject_68
};
