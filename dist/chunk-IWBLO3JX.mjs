// from-joined:src/layout/parts.ts
import { MAX_PARTED_NAME_141, MAX_PARTS_141, MAX_PARTS_DOCUMENT_141, PARTS_DOCUMENT_START_141, checkPartedName_141, checkPartsDocumentSize_141, formatPartsDocument_141, isPartsDocument_141, parsePartsDocument_141, partName_141, partsDocumentName_141, planParts_141, wholeNameOf_141 } from "./core.mjs";

export {
  MAX_PARTED_NAME_141,
  MAX_PARTS_141,
  MAX_PARTS_DOCUMENT_141,
  checkPartedName_141,
  checkPartsDocumentSize_141,
  formatPartsDocument_141,
  parsePartsDocument_141,
  partName_141,
  partsDocumentName_141,
  planParts_141,
  wholeNameOf_141
};
