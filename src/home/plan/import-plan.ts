import type { ClosurePackage } from "../closure/closure.ts";
import type { DocumentChange, LayerChange, LinkChange, PackageDocument } from "../contents/changes.ts";
import type { ExecutablePlan } from "../contents/executable.ts";
import type { Assignment } from "../contents/import-records.ts";

/** The policy for a tag that means something else in the target home. */
export type TagConflictPolicy = "update" | "keep" | "replace" | "fail";

/** A package of the bundle, and the parts of it that the home lacks. */
export interface PackagePlan {
  readonly package: ClosurePackage;
  readonly path: string;
  /** Incomplete: something is there that OCX would assemble anew. */
  readonly state: "missing" | "incomplete" | "complete";
  /** Files that a complete package has lost. */
  readonly documents: readonly PackageDocument[];
  /** Links that a complete package lacks in `refs/`, besides back-references. */
  readonly references: readonly LinkChange[];
  /** True when a complete package has lost something that it had when it was assembled. */
  readonly isDamaged: boolean;
  /** Back-references that it lacks, for links that this import makes or finds. */
  readonly backReferences: readonly LinkChange[];
}

/** An install link as it will be. */
export interface PlannedLink extends LinkChange {
  readonly kind: "candidate" | "current";
  /** Kept: it points at another package, and stays. */
  readonly status: "added" | "present" | "moved" | "kept";
  /** Back-references to remove, home-relative: existing ones in packages that it pointed at before. */
  readonly staleBackReferences: readonly string[];
}

/** A tag that means something else here, and whether it is kept. */
export interface Conflict {
  readonly identifier: string;
  readonly status: "kept" | "replaced";
  readonly reason: string;
}

export interface Tally {
  readonly added: number;
  readonly present: number;
}

/** Everything that an import will do to a home. Made by `planImport`, carried out by `publishImport`. */
export interface ImportPlan {
  readonly home: string;
  readonly blobs: readonly DocumentChange[];
  readonly layers: readonly LayerChange[];
  /** The `digest` files that layers of the home have lost. */
  readonly layerDigests: readonly DocumentChange[];
  readonly dispatchObjects: readonly DocumentChange[];
  /** Root documents, then catalogs, then formats. */
  readonly indexDocuments: readonly DocumentChange[];
  /** Files to remove, because they describe the catalog before its change. */
  readonly stale: readonly string[];
  /** All packages of the bundle, dependencies first. */
  readonly packages: readonly PackagePlan[];
  /** All install links of the roots, with those that do not change. Candidates first. */
  readonly links: readonly PlannedLink[];
  /** Keeps packages that come from a lock from `ocx clean`. */
  readonly ledger?: LinkChange;
  readonly conflicts: readonly Conflict[];
  readonly warnings: readonly string[];
  readonly settings: readonly Assignment[];
  /** Tags and links that the roots are found by, with their values after the import, and the registration of the project. */
  readonly relies: readonly Assignment[];
  readonly registration?: LinkChange;
  /** True when the log of imports does not have all that this bundle relies on. */
  readonly isUnrecorded: boolean;
  /** The assignments that an import that died was about to make. */
  readonly unfinished: readonly Assignment[];
  /** Blobs and index documents that have to become readable for all. */
  readonly unreadable: readonly string[];
  /** The executable `ocx` of the bundle. */
  readonly ocx?: ExecutablePlan;
  readonly counts: { readonly layers: Tally; readonly blobs: Tally };
  /** False when the home already has everything: then not one byte must be written. */
  readonly changed: boolean;
}
