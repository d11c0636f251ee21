import type { Input } from "./requests.ts";

/** Output of `merge` and `extract`: a file, a directory for `<name>.tar`, or an OCI image layout. */
export interface MadeOutput {
  readonly kind: "file" | "layout";
  readonly path: string;
}

/** Makes one bundle for several platforms of several bundles. */
export interface MergeRequest {
  readonly sources: readonly Input[];
  readonly output: MadeOutput;
  /** Default: the name that all have, else `ocx-bundle`. */
  readonly name?: string;
  /** Replace an output file that is not a bundle. */
  readonly overwrite?: boolean;
}

/** Makes a bundle of a part of another. */
export interface ExtractRequest {
  readonly source: Input;
  /** Of a bundle for several platforms. Default: this machine's. */
  readonly platform?: string;
  /** Identifiers of the wanted roots; empty means all. */
  readonly packages: readonly string[];
  readonly output: MadeOutput;
  /** Replace an output file that is not a bundle. */
  readonly overwrite?: boolean;
}
