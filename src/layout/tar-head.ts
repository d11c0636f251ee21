import type { Descriptor } from "../oci/descriptor.ts";
import { blobPath, encodeLayoutFile, INDEX_FILE, LAYOUT_FILE } from "../oci/layout.ts";
import { encodeImageIndex } from "../oci/manifest.ts";
import { asByteString } from "../tar/byte-string.ts";
import { BLOCK_SIZE, encodeHeader, FILE, padding } from "../tar/headers.ts";
import type { DocumentToWrite } from "./content-writer.ts";

const LAYOUT = encodeLayoutFile();
const SPACE = 0x20;

/** The files in front of the blobs: the layout's own, with an index that names `root`, others, and the documents, in order. */
export interface TarHead {
  readonly root: Descriptor;
  readonly files?: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  readonly documents: readonly DocumentToWrite[];
}

/** Bytes of the head in the file, without spaces that fill up its room. */
export function sizeOfHead({ root, files = [], documents }: TarHead): number {
  const all = [LAYOUT, encodeImageIndex([root]), ...[...files, ...documents].map(({ bytes }) => bytes)];
  return all.reduce((sum, { byteLength }) => sum + sizeInTar(byteLength), 0);
}

/** Bytes that a member of `size` takes in a tar: header, content, padding. */
function sizeInTar(size: number): number {
  return BLOCK_SIZE + size + padding(size);
}

/**
 * Encodes the head as exactly `room` bytes. Spaces behind the JSON of `index.json`, which no digest covers, fill the room that
 * the other documents did not need.
 */
export function encodeHead(head: TarHead, room: number): Uint8Array {
  const slack = room - sizeOfHead(head);
  if (slack < 0) throw new Error(`Cannot write the head: it takes ${room - slack} bytes, expected at most ${room}`);
  const names = encodeImageIndex([head.root]);
  const index = new Uint8Array(names.byteLength + padding(names.byteLength) + slack).fill(SPACE);
  index.set(names);
  const bytes = new Uint8Array(room);
  let position = 0;
  const put = (path: string, content: Uint8Array): void => {
    bytes.set(memberHeader(path, content.byteLength), position);
    bytes.set(content, position + BLOCK_SIZE);
    position += sizeInTar(content.byteLength);
  };
  put(LAYOUT_FILE, LAYOUT);
  put(INDEX_FILE, index);
  for (const { path, bytes: content } of head.files ?? []) put(path, content);
  for (const document of head.documents) put(blobPath(document.digest), document.bytes);
  return bytes;
}

/** The header of one member of the tar: a regular file with owner 0 and mtime 0. */
export function memberHeader(path: string, size: number): Uint8Array {
  return encodeHeader({ path: asByteString(path), type: FILE, mode: 0o644, size, mtime: 0, target: asByteString("") });
}
