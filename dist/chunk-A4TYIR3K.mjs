// from-joined:src/home/documents/index-documents.ts
import { formOf_115, isPublished_115, parseRootDocument_115, readBlob_115, readReferenced_115, readRootDocument_115, rootDocumentReader_115 } from "./core.mjs";

export {
  parseRootDocument_115,
  readBlob_115,
  readReferenced_115,
  readRootDocument_115,
  rootDocumentReader_115
};
