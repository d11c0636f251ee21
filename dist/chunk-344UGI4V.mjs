// from-joined:src/layout/parts.ts
import { MAX_PARTED_NAME_137, MAX_PARTS_137, MAX_PARTS_DOCUMENT_137, PARTS_DOCUMENT_START_137, checkPartedName_137, checkPartsDocumentSize_137, formatPartsDocument_137, isPartsDocument_137, parsePartsDocument_137, partName_137, partsDocumentName_137, planParts_137, wholeNameOf_137 } from "./core.mjs";

export {
  MAX_PARTED_NAME_137,
  MAX_PARTS_137,
  MAX_PARTS_DOCUMENT_137,
  checkPartedName_137,
  checkPartsDocumentSize_137,
  formatPartsDocument_137,
  parsePartsDocument_137,
  partName_137,
  partsDocumentName_137,
  planParts_137,
  wholeNameOf_137
};
