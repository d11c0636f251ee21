// from-joined:src/home/model/identifier.ts
import { formatIdentifier_48, isRegistry_48, isRepository_48, isTag_48, parseIdentifier_48 } from "./core.mjs";

export {
  formatIdentifier_48,
  isRepository_48,
  parseIdentifier_48
};
