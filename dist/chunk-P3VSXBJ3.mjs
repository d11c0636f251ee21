// from-joined:src/home/documents/index-documents.ts
import { formOf_117, isPublished_117, parseRootDocument_117, readBlob_117, readReferenced_117, readRootDocument_117, rootDocumentReader_117 } from "./core.mjs";

export {
  parseRootDocument_117,
  readBlob_117,
  readReferenced_117,
  readRootDocument_117,
  rootDocumentReader_117
};
