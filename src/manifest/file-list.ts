/** Algorithm of the digests in a list. */
export type DigestAlgorithm = "sha256" | "blake3";

/**
 * One entry. Its path is UTF-8 text relative to the top of the list, which is "". Owners and times are left out: OCX keeps none.
 * Directories and symlinks have no mode: the umask of a machine decides the one, and the system the other.
 */
export type FileEntry = { readonly path: string } & (
  | {
      readonly type: "directory";
      /** `registry/repository@digest` of the package whose content lies in it. */
      readonly package?: string;
    }
  | FileFacts
  | { readonly type: "symlink"; readonly target: string }
);

export interface FileFacts {
  readonly type: "file";
  /** 12 permission bits. */
  readonly mode: number;
  /** In bytes. */
  readonly size: number;
  /** 64 hex digits. */
  readonly digest: string;
}

/** The files of a tree, ordered by the bytes of their paths. They may be made when they are read. */
export interface FileList {
  readonly algorithm: DigestAlgorithm;
  readonly entries: Iterable<FileEntry>;
}

/** A mode as octal digits, such as `0755`. */
export function formatMode(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}
