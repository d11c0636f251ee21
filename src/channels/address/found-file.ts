import type { SignedUrl } from "../../http/follow-redirects.ts";

/** Finds files in a channel, to be read by ranges where they are. Nobody checks their digests then: a reader must check the content. */
export interface FileFinder {
  /** @throws BundleError when there is no file of that name */
  find(name: string): Promise<FoundFile>;
  /** Names of the files that {@link find} can find. */
  names(): Promise<readonly string[]>;
}

/** A file in a channel. */
export interface FoundFile {
  /** The file, or its parts in their order. */
  readonly pieces: readonly FoundPiece[];
  /** Description of the file and its place, for people. */
  readonly origin: string;
}

export interface FoundPiece {
  /** For messages. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Current address of the bytes. Called again when it has expired. */
  readonly locate: () => Promise<SignedUrl>;
}
