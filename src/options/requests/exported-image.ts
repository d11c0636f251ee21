import { BundleError } from "../../errors.ts";
import type { ChannelName } from "../table/operations.ts";
import type { OptionValues } from "../table/option-table.ts";
import { type Quote, refuseSeveral } from "../table/parse-options.ts";
import { type ImageRequest, toImageForm } from "./image-request.ts";
import type { Output } from "./output.ts";
import { toRegistryTarget } from "./registry-place.ts";

type ExportValues = OptionValues<"export-action">;

/** Path of the home in an image that the action makes. */
const HOME_PATH = "/ocx";

/**
 * The image that the export action makes of the bundle; undefined if it makes none.
 * @param place has the directory for an archive without a path
 * @throws BundleError `OPTION_INVALID`
 */
export function toExportedImage(
  channel: ChannelName,
  values: ExportValues,
  { directory, quote }: { readonly directory: string; readonly quote: Quote },
): Omit<ImageRequest, "source"> | undefined {
  if (!values.image) {
    refuseWithoutImage(values, quote);
    return undefined;
  }
  // The input `base` is about deltas.
  const { "image-base": base, "image-compression": compression, group: groups, base: _, ...rest } = values;
  const form = { ...rest, compression, "home-path": HOME_PATH, ...(base !== undefined && { base }) };
  const { "compression-level": level, ...others } = form;
  return {
    ...toImageForm(compression === "zstd" && level !== undefined ? form : others, quote),
    output: toImageOutput(channel, values, { directory, quote }),
    groups,
    ...(values.overwrite && { overwrite: true }),
  };
}

function toImageOutput(
  channel: ChannelName,
  values: ExportValues,
  { directory, quote }: { readonly directory: string; readonly quote: Quote },
): Output {
  const { "image-file": path, reference } = values;
  if (channel !== "registry" && reference !== undefined) {
    refuseSeveral([quote("reference"), path !== undefined && quote("image-file")]);
    return { kind: "registry", ...toRegistryTarget(values, quote) };
  }
  return path === undefined ? { kind: "directory", path: directory } : { kind: "file", path };
}

function refuseWithoutImage(values: ExportValues, quote: Quote): void {
  const { "image-file": file, "image-base": base, "image-compression": compression } = values;
  const given = {
    "image-file": file,
    "image-base": base,
    ...(compression !== "zstd" && { "image-compression": compression }),
  };
  const [name] = Object.entries(given).flatMap(([option, value]) => (value === undefined ? [] : [option]));
  if (name === undefined) return;
  throw new BundleError("OPTION_INVALID", `Cannot use ${quote(name)}: ${quote("image")} is not true`, {
    hint: `Set ${quote("image")} to true, or leave ${quote(name)} out.`,
  });
}

/** The options without those of a registry, which are for the image. */
export function withoutRegistry(values: ExportValues): ExportValues {
  const { reference: _, username: __, password: ___, "ca-file": ____, "chunk-size": _____, ...others } = values;
  return { ...others, "mount-from": [], "plain-http": false };
}
