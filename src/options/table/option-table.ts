import { BUNDLE_OPTIONS } from "./bundle-options.ts";
import { CHANNEL_OPTIONS } from "./channel-options.ts";
import { BASE_OPTIONS } from "./delta-options.ts";
import { IMAGE_OPTIONS } from "./image-options.ts";
import type { OperationName } from "./operations.ts";
import { type Option, optionsIn } from "./option.ts";
import { PACKAGE_OPTIONS } from "./package-options.ts";
import { REGISTRY_OPTIONS } from "./registry-options.ts";
import { RUN_OPTIONS } from "./run-options.ts";
import { SERVE_OPTIONS } from "./serve-options.ts";
import { STORE_OPTIONS } from "./store-options.ts";
import { TRUST_OPTIONS } from "./trust-options.ts";
import type { ValuesIn } from "./values.ts";

/** Every option of the commands and inputs of the actions, once. Parsing, help, shell completion, action.yml and the docs follow it. */
export const OPTIONS = {
  ...PACKAGE_OPTIONS,
  ...CHANNEL_OPTIONS,
  ...REGISTRY_OPTIONS,
  ...BUNDLE_OPTIONS,
  ...BASE_OPTIONS,
  ...IMAGE_OPTIONS,
  ...STORE_OPTIONS,
  ...SERVE_OPTIONS,
  ...TRUST_OPTIONS,
  ...RUN_OPTIONS,
};

/** The parsed options of an operation. */
export type OptionValues<Operation extends OperationName> = ValuesIn<typeof OPTIONS, Operation>;

/** The options of an operation, in the order of help and docs. */
export function optionsOf(operation: OperationName): readonly Option[] {
  return optionsIn(OPTIONS, operation);
}
