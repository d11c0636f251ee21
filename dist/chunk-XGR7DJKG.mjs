// from-joined:src/home/contents/executable.ts
import { EXECUTABLES_59, EXECUTABLE_MODE_59, executableDirectory_59, executableEntry_59, executablePath_59, planExecutable_59 } from "./core.mjs";

export {
  EXECUTABLES_59,
  EXECUTABLE_MODE_59,
  executableDirectory_59,
  executableEntry_59,
  executablePath_59
};
