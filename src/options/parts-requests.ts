import type { Input } from "./requests.ts";

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

/** Joins the parts of a bundle. */
export interface JoinRequest {
  /** Path of the parts document. */
  readonly document: string;
  /** A file, or a directory for it. Default: the directory of the document. */
  readonly output?: string;
  /** Replace an output file that is not a bundle. */
  readonly overwrite?: boolean;
}
