import type { Input } from "./input.ts";

/** Lists the files of a bundle or of a home. */
export interface ManifestRequest {
  /** A directory that is not an OCI image layout is a home. */
  readonly source: Input;
  /** Lists only the files of this package. */
  readonly package?: string;
  /** Of a home's packages, or of a bundle for several platforms. Default: this machine's. */
  readonly platform?: string;
  readonly format: ManifestFormat;
  readonly workers?: number;
  /** Earlier bundles and homes that a delta builds on. */
  readonly bases?: readonly Input[];
}

/** Forms of a list of files. `ocix-tool` is the form that the format's own program writes. */
export type ManifestFormat = "json" | "mtree" | "ocix" | "ocix-tool";
