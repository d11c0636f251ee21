/** Joins the parts of a bundle. */
export interface JoinRequest {
  /** Path of the parts document. */
  readonly document: string;
  /** A file, or a directory for it. Default: the directory of the document. */
  readonly output?: string;
  /** Replace an output file that is not a bundle. */
  readonly overwrite?: boolean;
}
