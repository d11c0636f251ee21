import type { Input } from "./input.ts";
import type { TrustRequest } from "./trust-request.ts";

export interface VerifyRequest {
  readonly source: Input;
  readonly digest?: string;
  /** Checks only this platform of a bundle for several. Default: all; to compare with a home, this machine's. */
  readonly platform?: string;
  readonly workers?: number;
  /** A home to compare with the bundle. */
  readonly home?: string;
  readonly trust?: TrustRequest;
  /** Earlier bundles and homes that a delta builds on. */
  readonly bases?: readonly Input[];
}

/** Compares a home with what was imported into it. */
export interface VerifyHomeRequest {
  readonly home: string;
  readonly workers?: number;
}
