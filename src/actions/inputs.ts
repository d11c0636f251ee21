import { BundleError } from "../errors.ts";
import { toBases } from "../options/requests/base-input.ts";
import type { Destination, Origin } from "../options/requests/channel-choice.ts";
import { toDestination, toOrigin } from "../options/requests/channel-choice.ts";
import type { ExportRequest } from "../options/requests/export-request.ts";
import { toExportRequest, toSelection } from "../options/requests/export-request.ts";
import { toExportedImage, withoutRegistry } from "../options/requests/exported-image.ts";
import type { RemoteBundle } from "../options/requests/fetch-request.ts";
import type { ImageRequest } from "../options/requests/image-request.ts";
import type { ImportRequest } from "../options/requests/import-request.ts";
import { toImportRequest } from "../options/requests/import-request.ts";
import type { Input } from "../options/requests/input.ts";
import type { Output } from "../options/requests/output.ts";
import { optional, pick } from "../options/requests/pick.ts";
import { toRegistryPlace } from "../options/requests/registry-place.ts";
import { type ActionName, CHANNELS, ORIGINS } from "../options/table/operations.ts";
import { OPTIONS, type OptionValues, optionsOf } from "../options/table/option-table.ts";
import { type GivenOptions, parseOptions, refuseSeveral } from "../options/table/parse-options.ts";

/** Returns an input's text, trimmed; empty if the workflow does not set it. In production the runner's `getInput`. */
export type ReadInput = (name: string) => string;

/** An export request, and the channel to send the bundle to. */
export interface ExportInputs {
  readonly request: ExportRequest;
  /** Absent for `file`: the bundle stays where it was written. */
  readonly destination?: Destination;
  /** Bundles to merge instead of exporting. Of the request, only output, name and overwrite count then. */
  readonly merge?: readonly (Input | RemoteBundle)[];
  /** The image to make of the bundle. */
  readonly image?: Omit<ImageRequest, "source">;
}

/** An import request, the source of the bundle, and settings for later steps. */
export interface ImportInputs {
  readonly request: Omit<ImportRequest, "source">;
  /** A bundle to read where it is, or one to be fetched from the cache first. */
  readonly source: Input | ({ readonly kind: "cache"; readonly directory: string } & RemoteBundle);
  readonly failOnCacheMiss: boolean;
  readonly offline: boolean;
}

/**
 * Turns the inputs of the export action into a request. Pure. Without the input `file`, the bundle is written to `directory`.
 * @throws BundleError `OPTION_INVALID`
 */
export function parseExportInputs(read: ReadInput, directory: string): ExportInputs {
  const operation = "export-action";
  const given = givenIn(operation, read);
  const { quote } = given;
  const values = parseOptions(OPTIONS, operation, given);
  const channel = values.to ?? unnamedChannel("to", values.output);
  const image = toExportedImage(channel, values, { directory, quote });
  const destination = toDestination(channel, {
    operation,
    values: image?.output.kind === "registry" ? withoutRegistry(values) : values,
    quote,
  });
  if (values.merge.length > 0) {
    refuseBesideMerge(values, quote);
    const output = toOutput(values, directory, destination);
    const request = { ...toExportRequest(values, undefined, output), dryRun: false };
    return { request, merge: toMerged(values, destination, quote), ...optional("destination", destination) };
  }
  if (destination?.channel === "mirror" && !values.original) throw withoutOriginals(quote);
  const selection = toSelection({ identifiers: values.package, calledAs: quote("package") }, values, quote);
  const bases = toBases(values, quote);
  if (destination?.channel === "registry" && values.output === undefined) {
    // Straight there: no file is needed.
    const { channel: _, ...target } = destination;
    refuseLayout(values, destination);
    const request = { ...toExportRequest(values, selection, { kind: "registry", ...target }), ...bases };
    return { request, ...optional("image", image) };
  }
  const output = toOutput(values, directory, destination);
  if (values.split !== undefined && values.format === "oci-dir")
    throw new BundleError("OPTION_INVALID", "Cannot use `split`: `format` is oci-dir, expected tar");
  const request = { ...toExportRequest(values, selection, output), ...optional("partSize", values.split), ...bases };
  return { request, ...optional("destination", destination), ...optional("image", image) };
}

function withoutOriginals(quote: GivenOptions["quote"]): BundleError {
  const found = `${quote("original")} is not true, so the bundle has nothing for it`;
  return new BundleError("OPTION_INVALID", `Cannot use ${quote("mirror")}: ${found}`, {
    hint: `Set ${quote("original")} to true, or leave ${quote("mirror")} out.`,
  });
}

/** Inputs that say what or how to export. */
const FOR_EXPORT = [
  "package",
  "project",
  "group",
  "all",
  "home",
  "compression-level",
  "workers",
  "split",
  "image",
  "dry-run",
] as const;

function refuseBesideMerge(values: OptionValues<"export-action">, quote: GivenOptions["quote"]): void {
  const all: Readonly<Partial<Record<string, unknown>>> = values;
  const given = FOR_EXPORT.filter((name) => {
    const value = all[name];
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
  });
  const [first] = given;
  if (first === undefined) return;
  throw new BundleError("OPTION_INVALID", `Cannot use ${quote(first)}: \`merge\` is given, so nothing is exported`, {
    hint: `Leave out ${quote(first)}, or \`merge\`.`,
  });
}

/** Reads the input `merge`: names in the channel `to`, references in a registry, or paths. */
function toMerged(
  values: OptionValues<"export-action">,
  destination: Destination | undefined,
  quote: GivenOptions["quote"],
): readonly (Input | RemoteBundle)[] {
  return values.merge.map((name) => {
    switch (destination?.channel) {
      case "artifact":
        return { origin: { channel: "artifact" }, name };
      case "release": {
        const { tag, repository, token } = destination;
        return {
          origin: { channel: "release", tag, ...optional("repository", repository), ...optional("token", token) },
          name,
        };
      }
      case "registry":
        return { kind: "registry", ...toRegistryPlace({ ...values, reference: name }, quote) };
      default:
        return { kind: "file", path: name };
    }
  });
}

function toOutput(
  { output: path, format }: OptionValues<"export-action">,
  directory: string,
  destination: Destination | undefined,
): Output {
  if (format === "tar") return path === undefined ? { kind: "directory", path: directory } : { kind: "file", path };
  if (path !== undefined && destination === undefined) return { kind: "layout", path };
  throw layoutElsewhere(format, destination);
}

function refuseLayout({ format }: OptionValues<"export-action">, destination: Destination): void {
  if (format !== "tar") throw layoutElsewhere(format, destination);
}

function layoutElsewhere(format: string, destination: Destination | undefined): BundleError {
  const found = destination === undefined ? "`file` is not set" : `\`to\` is ${destination.channel}`;
  return new BundleError("OPTION_INVALID", `Cannot use \`format: ${format}\`: ${found}`, {
    hint: "Set `to: file`, and `file` to the directory.",
  });
}

/**
 * Turns the inputs of the import action into a request. Pure. Without the input `file`, the bundle is looked for in `directory`.
 * @throws BundleError `OPTION_INVALID`
 */
export function parseImportInputs(read: ReadInput, directory: string): ImportInputs {
  const operation = "import-action";
  const given = givenIn(operation, read);
  const { quote } = given;
  const values = parseOptions(OPTIONS, operation, given);
  const { package: packages, group: groups, bundle: path } = values;
  if (values.digest === undefined) throw emptyDigest();
  // With `packages`, the environment is made of those packages only.
  refuseSeveral([packages.length > 0 && quote("package"), groups.length > 0 && quote("group")]);
  const channel = values.from ?? unnamedChannel("from", path);
  const origin = toOrigin(channel, { operation, values, quote });
  const named = pick(values, "name");
  const local: Input =
    path === undefined ? { kind: "directory", path: directory, ...named } : { kind: "file", path, ...named };
  const toRemote = (from: Origin): ImportInputs["source"] => {
    if (from.channel === "cache") return { kind: "cache", origin: from, directory, ...named };
    if (from.channel === "registry") {
      const { channel: kind, ...place } = from;
      return { kind, ...place, ...named };
    }
    if (from.channel === "url") {
      const { channel: kind, ...place } = from;
      return { kind, ...place, ...named };
    }
    return { kind: "channel", origin: from, ...named };
  };
  return {
    request: {
      ...toImportRequest(values, { quote, from: "source-repository" }),
      ...(values["export-environment"] && { environment: { groups } }),
    },
    source: origin === undefined ? local : toRemote(origin),
    failOnCacheMiss: values["fail-on-cache-miss"],
    offline: values.offline,
  };
}

/** The inputs that a workflow sets. An empty one counts as not set. */
function givenIn(action: ActionName, read: ReadInput): GivenOptions {
  const inputs = new Map(optionsOf(action).map(({ name, input }) => [name, input]));
  return {
    textsOf: ({ input }) => [read(input)].filter((text) => text !== ""),
    quote: (name) => `\`${inputs.get(name) ?? name}\``,
  };
}

/** An expression with a wrong name is empty, and must not remove the pin. */
function emptyDigest(): BundleError {
  return new BundleError("OPTION_INVALID", "Cannot read `digest`: it is empty, expected the digest of a bundle", {
    hint: "Most likely a step or job output in its expression is misspelled, or was not set. Correct it; to take any bundle, leave `digest` out.",
  });
}

/** The channel if its input is empty. Without the input `file` that is most likely a mistake, and is refused. */
function unnamedChannel(name: "to" | "from", path: string | undefined): "file" {
  if (path !== undefined) return "file";
  const channels = `one of ${(name === "to" ? CHANNELS : ORIGINS).join(", ")}`;
  throw new BundleError("OPTION_INVALID", `Cannot read \`${name}\`: it is empty, expected ${channels}`, {
    hint: `Set \`${name}\` to ${channels}, or set \`file\`.`,
  });
}
