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

/** A plan whose frames may be made when they are asked for. */
export type LazyPlan = Pick<TreePlan, "tree"> & { readonly frames: Iterable<PlannedFrame> };

/** A planned frame: its entries determine its content byte for byte. */
export interface PlannedFrame {
  readonly contentSize: number;
  /** Offset in bytes in the file that this frame continues; absent when it begins with an entry. */
  readonly fileOffset?: number;
  /** Records of `entry-records.ts`, in order; for a continuing frame the record of that file. */
  readonly records: readonly Uint8Array[];
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

/**
 * A new tar of entries of other trees, which get other paths, and of entries that exist in memory only. Parents are listed before
 * what lies in them, and directories have mode 0755.
 */
export interface ComposedTree {
  readonly entries: readonly MadeEntry[];
  readonly sources: readonly TreeSource[];
  /** Directory on disk above all sources. */
  readonly directory: string;
}

/** An entry that exists in memory only. Its path is whole, without a slash at its ends. */
export type MadeEntry =
  /** `mode`: 0755 unless given. */
  | { readonly kind: "directory"; readonly path: string; readonly mode?: number }
  | { readonly kind: "symlink"; readonly path: string; readonly target: string }
  | { readonly kind: "document"; readonly path: string; readonly bytes: Uint8Array; readonly mode: number };

/** A planned tree whose entries go into packages. What several of them get is one file, with hard links to it. */
export interface TreeSource {
  readonly plan: TreePlan;
  /** Path of the tree's own directory below that of the composed tree: "" or ending with "/". */
  readonly below: string;
  readonly links: readonly LinkDestination[];
}
