// from-joined:src/layout/parts.ts
import { MAX_PARTED_NAME_143, MAX_PARTS_143, MAX_PARTS_DOCUMENT_143, PARTS_DOCUMENT_START_143, checkPartedName_143, checkPartsDocumentSize_143, formatPartsDocument_143, isPartsDocument_143, parsePartsDocument_143, partName_143, partsDocumentName_143, planParts_143, wholeNameOf_143 } from "./core.mjs";

export {
  MAX_PARTED_NAME_143,
  MAX_PARTS_143,
  MAX_PARTS_DOCUMENT_143,
  checkPartedName_143,
  checkPartsDocumentSize_143,
  formatPartsDocument_143,
  parsePartsDocument_143,
  partName_143,
  partsDocumentName_143,
  planParts_143,
  wholeNameOf_143
};
