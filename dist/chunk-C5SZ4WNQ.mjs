// from-joined:src/home/documents/index-documents.ts
import { formOf_125, isPublished_125, parseRootDocument_125, readBlob_125, readReferenced_125, readRootDocument_125, rootDocumentReader_125 } from "./core.mjs";

export {
  parseRootDocument_125,
  readBlob_125,
  readReferenced_125,
  readRootDocument_125
};
