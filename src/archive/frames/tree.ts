/** A tree that becomes one tar. Every path in it starts with `prefix`. */
export interface Tree {
  /** Ends with "/". */
  readonly prefix: string;
  /** A directory on disk, packed as `<prefix><name>/…` with full modes and the files' mtimes in whole seconds. */
  readonly directory?: { readonly name: string; readonly path: string };
  /** Small files kept in memory: mode 0644, mtime 0. Names may contain "/". */
  readonly documents: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Packages that contain the tree; used only to check their symlinks. */
  readonly links?: readonly LinkDestination[];
}

/** Result of `plan`. Opaque except for the numbers; compact, so that a million entries fit in memory. */
export interface TreePlan {
  readonly tree: Tree;
  readonly contentSize: number;
  readonly entryCount: number;
  readonly frames: readonly PlannedFrame[];
}

/** A planned frame: its entries determine its content byte for byte. */
export interface PlannedFrame {
  readonly contentSize: number;
  /** Offset in bytes in the file that this frame continues; absent when it begins with an entry. */
  readonly fileOffset?: number;
  /** Records of `entry-records.ts`, in order; for a continuing frame the record of that file. */
  readonly records: readonly Uint8Array[];
  /** Bytes of files in it, without headers and padding. */
  readonly fileBytes: number;
}

/** A directory into which the files of a tree are hard linked: a package's `content/`. */
export interface LinkDestination {
  /** Name of the package, for messages. */
  readonly owner: string;
  /** Path of the `content/` directory, which exists already. */
  readonly content: string;
  /** Number of directory levels to drop from the tree's top, with the files in them. */
  readonly strip: number;
  /** Directory below `content` for the rest: normalised, "" or "a/b". */
  readonly prefix: string;
}

/** A tree on disk to link into a package. */
export interface LinkTree extends LinkDestination {
  readonly path: string;
}
