// from-joined:src/layout/parts.ts
import { MAX_PARTED_NAME_138, MAX_PARTS_138, MAX_PARTS_DOCUMENT_138, PARTS_DOCUMENT_START_138, checkPartedName_138, checkPartsDocumentSize_138, formatPartsDocument_138, isPartsDocument_138, parsePartsDocument_138, partName_138, partsDocumentName_138, planParts_138, wholeNameOf_138 } from "./core.mjs";

export {
  MAX_PARTED_NAME_138,
  MAX_PARTS_138,
  MAX_PARTS_DOCUMENT_138,
  checkPartedName_138,
  checkPartsDocumentSize_138,
  formatPartsDocument_138,
  parsePartsDocument_138,
  partName_138,
  partsDocumentName_138,
  planParts_138,
  wholeNameOf_138
};
