// from-joined:src/home/environment/variable-values.ts
import { DEFAULT_SEPARATOR_170, LONGEST_VARIABLE_170, appendUnique_170, isVariableName_170, moveToFront_170, variableOf_170 } from "./core.mjs";

export {
  DEFAULT_SEPARATOR_170,
  LONGEST_VARIABLE_170,
  appendUnique_170,
  isVariableName_170,
  moveToFront_170,
  variableOf_170
};
