// from-joined:src/home/contents/executable.ts
import { EXECUTABLES_57, EXECUTABLE_MODE_57, executableDirectory_57, executableEntry_57, executablePath_57, planExecutable_57 } from "./core.mjs";

export {
  EXECUTABLES_57,
  EXECUTABLE_MODE_57,
  executableDirectory_57,
  executableEntry_57,
  executablePath_57
};
