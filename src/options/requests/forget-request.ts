export interface ForgetRequest {
  /** Bundle digest, at least four hex digits of it, or the name of the bundle. */
  readonly bundle: string;
  readonly home?: string;
  readonly dryRun: boolean;
}
