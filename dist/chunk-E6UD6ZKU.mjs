// from-joined:src/home/model/identifier.ts
import { formatIdentifier_68, isRegistry_68, isRepository_68, isTag_68, looksLikeHost_68, parseIdentifier_68 } from "./core.mjs";

export {
  formatIdentifier_68,
  isRepository_68,
  parseIdentifier_68
};
