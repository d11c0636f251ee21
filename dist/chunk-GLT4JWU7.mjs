// from-joined:src/home/model/identifier.ts
import { formatIdentifier_50, isRegistry_50, isRepository_50, isTag_50, looksLikeHost_50, parseIdentifier_50 } from "./core.mjs";

export {
  formatIdentifier_50,
  isRepository_50,
  parseIdentifier_50
};
