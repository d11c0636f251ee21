// from-joined:src/home/documents/index-documents.ts
import { formOf_116, isPublished_116, parseRootDocument_116, readBlob_116, readReferenced_116, readRootDocument_116, rootDocumentReader_116 } from "./core.mjs";

export {
  parseRootDocument_116,
  readBlob_116,
  readReferenced_116,
  readRootDocument_116,
  rootDocumentReader_116
};
