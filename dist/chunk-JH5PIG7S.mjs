// from-joined:src/home/contents/executable.ts
import { EXECUTABLES_50, EXECUTABLE_MODE_50, executableDirectory_50, executableEntry_50, executablePath_50, planExecutable_50 } from "./core.mjs";

export {
  EXECUTABLES_50,
  EXECUTABLE_MODE_50,
  executableDirectory_50,
  executableEntry_50,
  executablePath_50
};
