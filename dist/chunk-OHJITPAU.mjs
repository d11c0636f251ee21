// from-joined:src/home/environment/fold.ts
import { DEFAULT_SEPARATOR_123, LONGEST_VARIABLE_123, appendUnique_123, isVariableName_123, moveToFront_123, variableOf_123 } from "./core.mjs";

export {
  DEFAULT_SEPARATOR_123,
  LONGEST_VARIABLE_123,
  appendUnique_123,
  isVariableName_123,
  moveToFront_123,
  variableOf_123
};
