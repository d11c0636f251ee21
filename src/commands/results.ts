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

/** One layer of a bundle. `blob` and `size` are absent in a dry run, because nothing is written. */
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
  /** Bytes of the whole file. */
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
  /** False when the home already had everything, so nothing was written. */
  readonly changed: boolean;
  readonly packages: readonly ImportedPackage[];
  readonly layers: Counts;
  readonly blobs: Counts;
  /** Content in bytes of the added layers. */
  readonly bytesAdded: number;
  /** Install links, with absolute paths. */
  readonly links: readonly { readonly path: string; readonly status: "added" | "present" | "moved" | "kept" }[];
  readonly conflicts: readonly {
    readonly identifier: string;
    readonly status: "kept" | "replaced";
    readonly reason: string;
  }[];
  /** The wanted roots as pinned identifiers. {@link EnvironmentRequest} accepts them, even if their tags differ in this home. */
  readonly roots: readonly string[];
  /** The project on this machine that matches the bundle, and the exported groups. */
  readonly project?: { readonly directory: string; readonly groups: readonly string[] };
  /** Environment for later steps, if requested. */
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
   * `kept`: the same file was there already, or, in a cache, an entry with that key. `reserved`: another job has reserved the
   * key of a cache entry and has not finished.
   */
  readonly status: "sent" | "kept" | "replaced" | "reserved";
  readonly bundle: { readonly name: string; readonly digest: string };
  /** File name of the bundle in the channel. */
  readonly name: string;
  /** All files of the bundle in the channel: several for a bundle in parts, or with a checksum file. */
  readonly names: readonly string[];
  /** In bytes. */
  readonly size: number;
  /** Digest of the whole file, as `sha256sum` prints it. */
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
  /** Fetched bytes. */
  readonly size: number;
  /** Description of the source, for people. */
  readonly origin?: string;
  readonly name: string;
  /** Of a cache entry. */
  readonly key?: string;
}

/** One change of one environment variable. */
export interface EnvironmentChange {
  readonly key: string;
  readonly value: string;
  /** `constant` sets the variable, `path` is prepended to it, `list` is appended. */
  readonly kind: "constant" | "path" | "list";
}

/** The composed environment. `text` is for standard output; it is empty for format `github`, which writes two files. */
export interface EnvironmentResult {
  readonly home: string;
  readonly packages: readonly string[];
  readonly text: string;
  /** In the order in which they are applied, without those that GitHub's runner does not support. */
  readonly entries: readonly EnvironmentChange[];
  readonly warnings: readonly string[];
}
