/** Lists what a home has. */
export interface HaveRequest {
  readonly home?: string;
  /** Path of the list. Default: the result has its text. */
  readonly output?: string;
  readonly workers?: number;
}
