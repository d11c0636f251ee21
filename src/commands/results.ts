import type { Environment } from "../home/environment/environment.ts";
import type { Destination, Origin } from "../options/requests.ts";

/** One package of a bundle. Identifiers are in OCX's display form, sizes in bytes. */
export interface PackageSummary {
  /** A root as it was declared; a dependency as `registry/repository@digest`. */
  readonly identifier: string;
  readonly digest: string;
  readonly platform: string;
  readonly root: boolean;
  readonly current: boolean;
  /** Identifiers of direct dependencies, each the `identifier` of another package here. */
  readonly dependencies: readonly string[];
  readonly layers: number;
  readonly contentSize: number;
}

/** One layer of a bundle; what only exists once it is written is absent in a dry run. */
export interface LayerSummary {
  readonly registry: string;
  readonly digest: string;
  readonly blob?: string;
  readonly size?: number;
  readonly contentSize: number;
  readonly entryCount: number;
  readonly frameCount: number;
  /** Identifiers of the packages that have it, each the `identifier` of a package of the bundle. */
  readonly packages: readonly string[];
}

export interface BundleSummary {
  readonly name: string;
  readonly digest?: string;
  readonly formatVersion: number;
  readonly platform: string;
  /** Of the whole file. */
  readonly size?: number;
  readonly contentSize: number;
  readonly packages: readonly PackageSummary[];
  readonly layers: readonly LayerSummary[];
  /** Every tag that resolves in the bundle, with the digest of its leaf manifest. */
  readonly tags: readonly { readonly identifier: string; readonly digest: string; readonly current: boolean }[];
  readonly project?: { readonly declarationHash: string; readonly groups: readonly string[] };
}

export interface ExportResult {
  readonly home: string;
  readonly dryRun: boolean;
  readonly bundle: BundleSummary;
  readonly file?: string;
  /** The OCI image layout that it was written to. */
  readonly directory?: string;
  readonly warnings: readonly string[];
}

export interface ImportedPackage {
  readonly identifier: string;
  readonly digest: string;
  /** The package root in the home. */
  readonly path: string;
  readonly status: "added" | "present" | "repaired";
}

export interface Counts {
  readonly added: number;
  readonly present: number;
}

export interface ImportResult {
  readonly home: string;
  readonly dryRun: boolean;
  readonly bundle: { readonly name: string; readonly digest: string; readonly platform: string };
  /** False when the home already held everything: not one byte was written. */
  readonly changed: boolean;
  readonly packages: readonly ImportedPackage[];
  readonly layers: Counts;
  readonly blobs: Counts;
  /** Content of the layers that were added. */
  readonly bytesAdded: number;
  /** Install links, with absolute paths. */
  readonly links: readonly { readonly path: string; readonly status: "added" | "present" | "moved" | "kept" }[];
  readonly conflicts: readonly {
    readonly identifier: string;
    readonly status: "kept" | "replaced";
    readonly reason: string;
  }[];
  /** The bundle's roots that were wanted, pinned: identifiers that {@link EnvironmentRequest} takes, whatever their tags mean here. */
  readonly roots: readonly string[];
  /** The project on this machine whose lock was exported, and the groups that were. */
  readonly project?: { readonly directory: string; readonly groups: readonly string[] };
  /** What later steps get, where it was asked for. */
  readonly environment?: Environment;
  readonly warnings: readonly string[];
}

export interface VerifyResult {
  readonly bundle: { readonly name: string; readonly digest: string };
  readonly size: number;
  readonly blobs: number;
  readonly frames: number;
  readonly entries: number;
  readonly contentSize: number;
}

export interface SendResult {
  readonly channel: Destination["channel"];
  /**
   * `kept`: the same was there already, or, in a cache, an entry of that key. `reserved`: another job took the key of a cache
   * entry, and has not finished.
   */
  readonly status: "sent" | "kept" | "replaced" | "reserved";
  readonly bundle: { readonly name: string; readonly digest: string };
  /** What the bundle is called there. */
  readonly name: string;
  /** All that is there of it: more than one for a bundle in parts, and where a checksum file lies beside it. */
  readonly names: readonly string[];
  /** In bytes. */
  readonly size: number;
  /** Of the whole file, as `sha256sum` says it. */
  readonly fileDigest: string;
  readonly url?: string;
  /** Of a workflow artifact. */
  readonly id?: string;
  /** Of a cache entry. */
  readonly key?: string;
}

export interface FetchResult {
  readonly channel: Origin["channel"];
  /** Absent when a cache has no entry of that key. For a bundle in parts this is the parts document beside them. */
  readonly file?: string;
  /** The OCI image layout that it was written to. */
  readonly directory?: string;
  /** Bytes that were fetched. */
  readonly size: number;
  /** Where it came from, for people. */
  readonly origin?: string;
  readonly name: string;
  /** Of a cache entry. */
  readonly key?: string;
}

/** One thing that an environment does to one variable. */
export interface EnvironmentChange {
  readonly key: string;
  readonly value: string;
  /** A constant sets the variable, a path goes in front of it, and a part of a list behind it. */
  readonly kind: "constant" | "path" | "list";
}

/** Text for standard output; format `github` writes its two files and has no text. */
export interface EnvironmentResult {
  readonly home: string;
  readonly packages: readonly string[];
  readonly text: string;
  /** In the order in which they are applied. What GitHub's runner cannot take is left out. */
  readonly entries: readonly EnvironmentChange[];
  readonly warnings: readonly string[];
}
