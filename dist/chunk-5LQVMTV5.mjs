// from-joined:src/home/model/identifier.ts
import { formatIdentifier_69, isRegistry_69, isRepository_69, isTag_69, looksLikeHost_69, parseIdentifier_69 } from "./core.mjs";

export {
  formatIdentifier_69,
  isRepository_69,
  parseIdentifier_69
};
