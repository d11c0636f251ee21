import type { Input } from "./requests.ts";

/** Lists what a home has. */
export interface HaveRequest {
  readonly home?: string;
  /** Path of the list. Default: the result has its text. */
  readonly output?: string;
  readonly workers?: number;
}

/** Makes the whole bundle of a delta. */
export interface CompleteRequest {
  readonly source: Input;
  /** Earlier bundles and homes. */
  readonly bases: readonly Input[];
  /** A file, or a directory for it. */
  readonly output: string;
  /** Replace an output file that is not a bundle. */
  readonly overwrite?: boolean;
  readonly workers?: number;
}
