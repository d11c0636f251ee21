import { asByteString, type ByteString } from "./byte-string.ts";

/**
 * Where an entry lies below the blob's prefix, in two: the directory, "" or ending with "/", and the name, which ends with "/"
 * when it is a directory's. Neighbours in one directory share the very same string for it.
 */
export interface EntryPath {
  readonly directory: ByteString;
  readonly name: ByteString;
}

export function joinPath({ directory, name }: EntryPath): ByteString {
  return asByteString(directory + name);
}
