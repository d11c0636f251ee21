import type { Input } from "./input.ts";

/** Puts signatures into a bundle, or beside it in a registry. */
export interface AttachRequest {
  readonly source: Input;
  /** Paths of signature files. */
  readonly signatures: readonly string[];
}
