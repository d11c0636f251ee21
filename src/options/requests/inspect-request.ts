import type { Input } from "./input.ts";

/** Shows what is in a bundle. */
export interface InspectRequest {
  readonly source: Input;
  /** Whether the document that the bundle digest names is wanted, instead of a summary. */
  readonly manifest?: boolean;
  /** Of a bundle for several platforms. Default: this machine's. */
  readonly platform?: string;
}
