import type { Output } from "../options/requests/output.ts";
import { isRegistryReference, toRegistryTarget } from "../options/requests/registry-place.ts";
import type { OptionValues } from "../options/table/option-table.ts";
import { invalidCommandLine, quoteOption } from "./command-line.ts";
import { type StandardStreams, toOutput } from "./places.ts";

/** The target of an image: `--output`, or `--to registry` with `--reference`. @throws BundleError `OPTION_INVALID` */
export function toImageOutput(values: OptionValues<"image">, streams: StandardStreams): Output {
  const { to, output, reference, as, format } = values;
  if (to === undefined && reference !== undefined)
    throw invalidCommandLine("--reference is given without --to registry");
  if (to !== undefined && output !== undefined)
    throw invalidCommandLine("--output is given, but --to is registry, expected one of them");
  if (to === undefined && output === undefined)
    throw invalidCommandLine("there is no --output FILE and no --to registry, expected one of them");
  const isFar = to === "registry" || isRegistryReference(output ?? "");
  if (isFar && as !== undefined)
    throw invalidCommandLine("--as is given, but the image goes to a registry, where its reference names it");
  if (isFar && format !== "tar") throw invalidCommandLine("--format is given, but the image goes to a registry");
  if (to === "registry") return { kind: "registry", ...toRegistryTarget(values, quoteOption) };
  // These may be for the base or for BUNDLE.
  const { "plain-http": _, "ca-file": __, ...local } = values;
  return toOutput(output ?? "", isFar ? values : local, streams);
}
