import { asByteString, type ByteString } from "./byte-string.ts";

/**
 * Path of an entry below the blob's prefix, in two parts: its parent directory, "" or ending with "/", and its name, which ends
 * with "/" for a directory. Neighbours in one directory share the same directory string.
 */
export interface EntryPath {
  readonly directory: ByteString;
  readonly name: ByteString;
}

export function joinPath({ directory, name }: EntryPath): ByteString {
  return asByteString(directory + name);
}
