import type { Input } from "./input.ts";
import type { BundleOutput } from "./output.ts";

/** Makes one bundle for several platforms of several bundles. */
export interface MergeRequest {
  readonly sources: readonly Input[];
  readonly output: BundleOutput;
  /** Default: the name that all have, else `ocx-bundle`. */
  readonly name?: string;
  /** Replace an output file that is not a bundle. */
  readonly overwrite?: boolean;
}
