import { BundleError } from "../errors.ts";
import { pick } from "./members.ts";
import type { Quote } from "./parse-options.ts";
import type { Input } from "./requests.ts";
import type { OptionValues } from "./table.ts";

/** Signs a bundle with a key. */
export interface SignRequest {
  readonly source: Input;
  /** Path of a private key, or of the public key of one in the agent; `agent` is the agent's only key. */
  readonly key: string;
  /** File or directory of the signature. Default: `BUNDLE.sig`. */
  readonly output?: string;
  readonly overwrite?: boolean;
}

/** Puts signatures into a bundle, or beside it in a registry. */
export interface AttachRequest {
  readonly source: Input;
  /** Paths of signature files. */
  readonly signatures: readonly string[];
}

export type SbomFormat = "cyclonedx" | "spdx";

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

/** @throws BundleError `OPTION_INVALID` */
export function toSignRequest(source: Input, values: OptionValues<"sign">, quote: Quote): SignRequest {
  const { key, overwrite } = values;
  if (key === undefined)
    throw new BundleError("OPTION_INVALID", `Cannot sign: there is no ${quote("key")}`, {
      hint: `Name a private key, for example ${quote("key")} ~/.ssh/id_ed25519, or \`${quote("key")} agent\`.`,
    });
  return { source, key, ...pick(values, "output"), ...(overwrite && { overwrite }) };
}
