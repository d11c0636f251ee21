/** A tree that becomes one tar. Every path in it starts with `prefix`. */
export interface Tree {
  /** Ends with "/". */
  readonly prefix: string;
  /** A directory on disk that appears as `<prefix><name>/…` with modes kept in full and whole-second mtimes of files. */
  readonly directory?: { readonly name: string; readonly path: string };
  /** Small files kept in memory: mode 0644, mtime 0. Names may contain "/". */
  readonly documents: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Packages that are made of it: only their symlinks matter here. */
  readonly links?: readonly LinkDestination[];
}

/** What `plan` found out. Opaque but for the numbers; compact, so that a million entries fit. */
export interface TreePlan {
  readonly tree: Tree;
  readonly contentSize: number;
  readonly entryCount: number;
  readonly frames: readonly PlannedFrame[];
}

/** One frame to be: its content is decided, byte for byte, by the entries it names. */
export interface PlannedFrame {
  readonly contentSize: number;
  /** Where the frame continues a file begun in an earlier frame. */
  readonly fileOffset?: number;
  /** Records of `entry-list.ts`, in order; for a continuing frame the record of that file. */
  readonly records: readonly Uint8Array[];
}

/** A directory that gets the files of a tree too, by hard link: a package's `content/`. */
export interface LinkDestination {
  /** Names the package in messages. */
  readonly owner: string;
  /** It is there already. */
  readonly content: string;
  /** Directory levels dropped from the tree's top, and the files on them. */
  readonly strip: number;
  /** Where the rest goes below `content`: normalised, "" or "a/b". */
  readonly prefix: string;
}

/** A tree on disk that is linked into a package. */
export interface LinkTree extends LinkDestination {
  readonly path: string;
}
