import type { Input } from "./input.ts";

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
