import { BundleError } from "../../errors.ts";
import type { OptionValues } from "../table/option-table.ts";
import type { Quote } from "../table/parse-options.ts";
import type { Input } from "./input.ts";
import { pick } from "./pick.ts";

/** Signs a bundle with a key. */
export interface SignRequest {
  readonly source: Input;
  /** Path of a private key, or of the public key of one in the agent; `agent` is the agent's only key. */
  readonly key: string;
  /** File or directory of the signature. Default: `BUNDLE.sig`. */
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
