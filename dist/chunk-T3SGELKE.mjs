// from-joined:src/home/contents/executable.ts
import { EXECUTABLES_49, EXECUTABLE_MODE_49, executableDirectory_49, executableEntry_49, executablePath_49, planExecutable_49 } from "./core.mjs";

export {
  EXECUTABLES_49,
  EXECUTABLE_MODE_49,
  executableDirectory_49,
  executableEntry_49,
  executablePath_49
};
