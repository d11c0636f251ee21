import type { Input } from "./input.ts";

/** Lists the packages of a bundle as an SBOM. */
export interface SbomRequest {
  readonly source: Input;
  readonly format: SbomFormat;
  /** Of a bundle for several platforms. Default: this machine's. */
  readonly platform?: string;
  /** File to write. Default: the text is the result. */
  readonly output?: string;
  readonly overwrite?: boolean;
}

export type SbomFormat = "cyclonedx" | "spdx";
