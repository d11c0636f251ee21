import type { Input } from "./input.ts";

/** Writes a bundle as parts, with their document. */
export interface SplitRequest {
  readonly source: Input;
  /** Bytes of a part. */
  readonly partSize: number;
  /** A directory, or the path of the whole file, beside which the parts lie. Default: the directory of the bundle. */
  readonly output?: string;
  /** Replace files of the same names. */
  readonly overwrite?: boolean;
}
