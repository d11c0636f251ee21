/** The facts of an SBOM. None depends on the machine or the time. */
export interface SbomFacts {
  readonly bundle: {
    readonly name: string;
    /** Digest of its manifest. */
    readonly digest: string;
    readonly platform: string;
  };
  /** Dependencies before their dependents. */
  readonly packages: readonly SbomPackage[];
}

/** A package of a bundle. What is inside of it nobody knows here. */
export interface SbomPackage {
  readonly registry: string;
  readonly repository: string;
  /** Absent for a package that is known by its digest only. */
  readonly tag?: string;
  /** Digest of its manifest: that of an OCI artifact. */
  readonly digest: string;
  /** `os/arch` and features, `any` or `unknown`. */
  readonly platform: string;
  /** Declared, and not only needed by another package. */
  readonly isRoot: boolean;
  /** Places in the list of packages. */
  readonly dependencies: readonly number[];
  readonly layers: readonly SbomLayer[];
  /** The publisher's own words, from the annotations of the manifest. */
  readonly licenses?: string;
  readonly vendor?: string;
  readonly source?: string;
}

export interface SbomLayer {
  /** Of the publisher's compressed archive. */
  readonly digest: string;
  /** Of the blob in the bundle. */
  readonly blob: string;
}

/** A name that no other package of the bundle has. */
export function referenceOf({ registry, repository, digest }: SbomPackage): string {
  return `${registry}/${repository}@${digest}`;
}
