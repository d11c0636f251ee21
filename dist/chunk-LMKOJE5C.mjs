// from-joined:src/home/environment/fold.ts
import { DEFAULT_SEPARATOR_121, LONGEST_VARIABLE_121, appendUnique_121, isVariableName_121, moveToFront_121, variableOf_121 } from "./core.mjs";

export {
  DEFAULT_SEPARATOR_121,
  LONGEST_VARIABLE_121,
  appendUnique_121,
  isVariableName_121,
  moveToFront_121,
  variableOf_121
};
