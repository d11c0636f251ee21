/** Totals of a server until it was stopped. */
export interface ServeResult {
  readonly answers: number;
}
