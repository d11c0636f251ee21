import {
  INDEX_FILE_171,
  LAYOUT_FILE_171,
  blobPath_171,
  encodeLayoutFile_171
} from "./chunk-OGS7A7K6.mjs";
import {
  encodeImageIndex_151
} from "./chunk-LS4QIVEJ.mjs";
import {
  BLOCK_SIZE,
  FILE,
  asByteString,
  encodeHeader,
  padding
} from "./chunk-2BLSIOJA.mjs";

// src/layout/tar-head.ts
var LAYOUT = encodeLayoutFile_171();
var SPACE = 32;
function sizeOfHead({ root, files = [], documents }) {
  const all = [LAYOUT, encodeImageIndex_151([root]), ...[...files, ...documents].map(({ bytes }) => bytes)];
  return all.reduce((sum, { byteLength }) => sum + sizeInTar(byteLength), 0);
}
function sizeInTar(size) {
  return BLOCK_SIZE + size + padding(size);
}
function encodeHead(head, room) {
  const slack = room - sizeOfHead(head);
  if (slack < 0) throw new Error(`Cannot write the head: it takes ${room - slack} bytes, expected at most ${room}`);
  const names = encodeImageIndex_151([head.root]);
  const index = new Uint8Array(names.byteLength + padding(names.byteLength) + slack).fill(SPACE);
  index.set(names);
  const bytes = new Uint8Array(room);
  let position = 0;
  const put = (path, content) => {
    bytes.set(memberHeader(path, content.byteLength), position);
    bytes.set(content, position + BLOCK_SIZE);
    position += sizeInTar(content.byteLength);
  };
  put(LAYOUT_FILE_171, LAYOUT);
  put(INDEX_FILE_171, index);
  for (const { path, bytes: content } of head.files ?? []) put(path, content);
  for (const document of head.documents) put(blobPath_171(document.digest), document.bytes);
  return bytes;
}
function memberHeader(path, size) {
  return encodeHeader({ path: asByteString(path), type: FILE, mode: 420, size, mtime: 0, target: asByteString("") });
}

export {
  sizeOfHead,
  encodeHead,
  memberHeader
};
