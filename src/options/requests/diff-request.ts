import type { Input } from "./input.ts";

/** Compares two bundles, homes or lists of files. */
export interface DiffRequest {
  readonly before: Input;
  readonly after: Input;
  /** Compares only this package. */
  readonly package?: string;
  /** Of a home's packages, or of a bundle for several platforms. Default: this machine's. */
  readonly platform?: string;
  readonly workers?: number;
  /** Earlier bundles and homes that a delta builds on. */
  readonly bases?: readonly Input[];
}
