// from-joined:src/layout/parts.ts
import { MAX_PARTED_NAME_140, MAX_PARTS_140, MAX_PARTS_DOCUMENT_140, PARTS_DOCUMENT_START_140, checkPartedName_140, checkPartsDocumentSize_140, formatPartsDocument_140, isPartsDocument_140, parsePartsDocument_140, partName_140, partsDocumentName_140, planParts_140, wholeNameOf_140 } from "./core.mjs";

export {
  MAX_PARTED_NAME_140,
  MAX_PARTS_140,
  MAX_PARTS_DOCUMENT_140,
  checkPartedName_140,
  checkPartsDocumentSize_140,
  formatPartsDocument_140,
  parsePartsDocument_140,
  partName_140,
  partsDocumentName_140,
  planParts_140,
  wholeNameOf_140
};
