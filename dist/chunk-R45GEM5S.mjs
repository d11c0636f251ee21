// from-joined:src/home/documents/index-documents.ts
import { formOf_127, isPublished_127, parseRootDocument_127, readBlob_127, readReferenced_127, readRootDocument_127, rootDocumentReader_127 } from "./core.mjs";

export {
  parseRootDocument_127,
  readBlob_127,
  readReferenced_127,
  readRootDocument_127,
  rootDocumentReader_127
};
