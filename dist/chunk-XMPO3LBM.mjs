// from-joined:src/home/environment/fold.ts
import { DEFAULT_SEPARATOR_163, LONGEST_VARIABLE_163, appendUnique_163, isVariableName_163, moveToFront_163, variableOf_163 } from "./core.mjs";

export {
  DEFAULT_SEPARATOR_163,
  LONGEST_VARIABLE_163,
  appendUnique_163,
  isVariableName_163,
  moveToFront_163,
  variableOf_163
};
