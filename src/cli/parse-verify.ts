import { toBases } from "../options/requests/base-input.ts";
import { optional, pick } from "../options/requests/pick.ts";
import { TRUST_NAMES, toTrustRequest } from "../options/requests/trust-request.ts";
import type { VerifyHomeRequest, VerifyRequest } from "../options/requests/verify-request.ts";
import { OPTIONS, type OptionValues } from "../options/table/option-table.ts";
import { parseOptions } from "../options/table/parse-options.ts";
import { type CommandLine, invalidCommandLine, quoteOption } from "./command-line.ts";
import { onlyBundle, type StandardStreams } from "./places.ts";

type Verification =
  | { readonly kind: "verify"; readonly request: VerifyRequest }
  | { readonly kind: "verify-home"; readonly request: VerifyHomeRequest };

/** Parses the words of `verify`: with a bundle, or only with a home. */
export function parseVerify(line: CommandLine, streams: StandardStreams): Verification {
  const values = parseOptions(OPTIONS, "verify", line);
  if (line.positionals.length === 0 && values.home !== undefined)
    return { kind: "verify-home", request: toVerifyHome({ ...values, home: values.home }) };
  const source = onlyBundle(line, values, streams);
  const trust = optional("trust", toTrustRequest(values, quoteOption));
  return {
    kind: "verify",
    request: {
      source,
      ...pick(values, "digest", "platform", "home", "workers"),
      ...trust,
      ...toBases(values, quoteOption),
    },
  };
}

/** Refuses options of a bundle, because no BUNDLE is given. */
function toVerifyHome(values: OptionValues<"verify"> & { readonly home: string }): VerifyHomeRequest {
  for (const name of ["digest", "platform", "name", "ca-file", ...TRUST_NAMES] as const) {
    if (values[name] !== undefined)
      throw invalidCommandLine(`${quoteOption(name)} is given, expected a BUNDLE with it`);
  }
  return pick(values, "home", "workers");
}
