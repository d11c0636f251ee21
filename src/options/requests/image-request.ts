import { BundleError } from "../../errors.ts";
import type { OptionValues } from "../table/option-table.ts";
import { invalidOption, type Quote } from "../table/parse-options.ts";
import type { Input } from "./input.ts";
import type { Output } from "./output.ts";
import { optional, pick } from "./pick.ts";
import type { RegistryPlace } from "./registry-place.ts";
import { isRegistryReference, toRegistryPlace } from "./registry-place.ts";

/** Makes a container image of a bundle. */
export interface ImageRequest {
  readonly source: Input;
  readonly digest?: string;
  /** Chooses from a bundle for several platforms. */
  readonly platform?: string;
  readonly output: Output;
  /** Replace an output file that is not an image. */
  readonly overwrite?: boolean;
  /** Name of the image, if it is not in a registry. Default: that of the bundle. */
  readonly name?: string;
  readonly base?: ImageBase;
  /** Absolute path of the home in the image. */
  readonly homePath: string;
  /** Groups of the project for the environment; empty means `default`. */
  readonly groups: readonly string[];
  readonly compression: "zstd" | "gzip" | "none";
  /** zstd level, 1 to 19. */
  readonly level?: number;
  readonly workers?: number;
  /** Directory to unpack the packages in until the image is written. Default: that for temporary files. */
  readonly spoolDirectory?: string;
}

/** An image to build on: an OCI image layout, an archive, or one in a registry. */
export type ImageBase =
  | { readonly kind: "path"; readonly path: string }
  | ({ readonly kind: "registry" } & RegistryPlace);

/** Options that decide how an image looks, as the command and the action have them. */
type ImageValues = Pick<OptionValues<"image">, "compression" | "home-path"> &
  Partial<Pick<OptionValues<"image">, "base" | "compression-level" | "plain-http" | "ca-file">>;

/**
 * Makes the options that decide how an image looks.
 * @throws BundleError `OPTION_INVALID`
 */
export function toImageForm(
  values: ImageValues,
  quote: Quote,
): Pick<ImageRequest, "base" | "homePath" | "compression" | "level"> {
  const { compression, "compression-level": level } = values;
  if (level !== undefined && compression !== "zstd") {
    const found = `${quote("compression")} is ${compression}`;
    throw new BundleError("OPTION_INVALID", `Cannot use ${quote("compression-level")}: ${found}`, {
      hint: `Leave it out: the level is that of zstd.`,
    });
  }
  return {
    ...optional("base", values.base === undefined ? undefined : toBase(values.base, values, quote)),
    homePath: checkHomePath(values["home-path"], quote),
    compression,
    ...optional("level", level),
  };
}

/** The request of `image BUNDLE`. @throws BundleError `OPTION_INVALID` */
export function toImageRequest(
  source: Input,
  values: OptionValues<"image">,
  { output, quote }: { readonly output: Output; readonly quote: Quote },
): ImageRequest {
  return {
    source,
    output,
    ...toImageForm(values, quote),
    groups: values.group,
    ...pick(values, "digest", "platform", "workers"),
    ...optional("name", values.as),
    ...optional("spoolDirectory", values["spool-directory"]),
    ...(values.overwrite && { overwrite: true }),
  };
}

function toBase(base: string, values: ImageValues, quote: Quote): ImageBase {
  if (!isRegistryReference(base)) return { kind: "path", path: base };
  const { "plain-http": plainHttp = false, "ca-file": caFile } = values;
  const place = { reference: base, "plain-http": plainHttp, ...optional("ca-file", caFile) };
  return { kind: "registry", ...toRegistryPlace(place, quote) };
}

/** It is written into launchers and links as it is, and becomes the beginning of every path of the image. */
function checkHomePath(path: string, quote: Quote): string {
  const names = path.split("/").slice(1);
  const isPlain = path.startsWith("/") && names.every((name) => name !== "" && name !== "." && name !== "..");
  if (isPlain && !/[\0\r\n]/.test(path)) return path;
  throw invalidOption(quote("home-path"), path, "an absolute path without . and .., such as /opt/ocx");
}
