import type { Input } from "./input.ts";
import type { BundleOutput } from "./output.ts";

/** Makes a bundle of a part of another. */
export interface ExtractRequest {
  readonly source: Input;
  /** Of a bundle for several platforms. Default: this machine's. */
  readonly platform?: string;
  /** Identifiers of the wanted roots; empty means all. */
  readonly packages: readonly string[];
  readonly output: BundleOutput;
  /** Replace an output file that is not a bundle. */
  readonly overwrite?: boolean;
}
