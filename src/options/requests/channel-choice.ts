import { BundleError } from "../../errors.ts";
import type { OperationName } from "../table/operations.ts";
import { type OptionValues, optionsOf } from "../table/option-table.ts";
import { invalidOption, type Quote, refuseSeveral } from "../table/parse-options.ts";
import { optional, pick } from "./pick.ts";
import { type RegistryPlace, type RegistryTarget, toRegistryPlace, toRegistryTarget } from "./registry-place.ts";
import { toUrlPlace, type UrlPlace } from "./url-place.ts";

/** Channel to send a bundle to. Repositories are `owner/name`; the default is that of the job. */
export type Destination =
  | { readonly channel: "artifact"; readonly retentionDays?: number; readonly overwrite: boolean }
  | {
      readonly channel: "release";
      readonly tag: string;
      readonly repository?: string;
      readonly token?: string;
      /** Whether to create a missing release, as a draft. */
      readonly create: boolean;
      /** Whether to replace another bundle of that name. */
      readonly overwrite: boolean;
    }
  | { readonly channel: "cache"; readonly key: CacheKey }
  | ({ readonly channel: "registry" } & RegistryTarget)
  | MirrorTarget;

/** A registry that gets the publishers' own repositories, below a prefix: `HOST` or `HOST/PATH`. */
export interface MirrorTarget extends Omit<RegistryTarget, "reference"> {
  readonly channel: "mirror";
  readonly prefix: string;
}

/** Channel to fetch a bundle from. */
export type Origin =
  | {
      readonly channel: "artifact";
      /** Default: the run of this job. */
      readonly runId?: number;
      readonly repository?: string;
      readonly token?: string;
    }
  | {
      readonly channel: "release";
      /** Empty: the release that GitHub marks as latest. */
      readonly tag: string;
      readonly repository?: string;
      readonly token?: string;
    }
  | { readonly channel: "cache"; readonly key: CacheKey }
  | ({ readonly channel: "registry" } & RegistryPlace)
  | ({ readonly channel: "url" } & UrlPlace);

/** Channels that carry a bundle as a file. A registry holds its blobs, and a web server is only read. */
export type FileDestination = Exclude<Destination, { channel: "registry" | "mirror" }>;
export type FileOrigin = Exclude<Origin, { channel: "registry" | "url" }>;

/** Key of a cache entry: a given one, or one made from the project's lock and the platform. */
export type CacheKey =
  | { readonly kind: "given"; readonly key: string }
  | { readonly kind: "lock"; readonly project?: string };

/** The options of an operation, and how its users write them. */
interface Asked<Operation extends OperationName> {
  readonly operation: Operation;
  readonly values: OptionValues<Operation>;
  readonly quote: Quote;
}

type SendOptions = Asked<"send"> | Asked<"export-action">;
type FetchOptions = Asked<"fetch"> | Asked<"import-action">;
type SendChannel = NonNullable<SendOptions["values"]["to"]>;
type FetchChannel = NonNullable<FetchOptions["values"]["from"]>;

/** Members that only one edge has, such as `token`, are optional here. */
type AtBothEdges = Pick<OptionValues<"import-action">, "repository" | "token" | "cache-key" | "project">;

/**
 * Makes the destination of a bundle; undefined for `file`, because the file is written in place.
 * @throws BundleError `OPTION_INVALID`
 */
export function toDestination(channel: Exclude<SendChannel, "file">, asked: SendOptions): Destination;
export function toDestination(channel: SendChannel, asked: SendOptions): Destination | undefined;
export function toDestination(channel: SendChannel, asked: SendOptions): Destination | undefined {
  const { values, quote } = asked;
  refuseForeign(channel, asked);
  switch (channel) {
    case "file":
      return undefined;
    case "artifact":
      return { channel, ...optional("retentionDays", values["retention-days"]), ...pick(values, "overwrite") };
    case "release":
      return {
        channel,
        tag: requiredTag(values["release-tag"], quote),
        ...pick<AtBothEdges, "repository" | "token">(values, "repository", "token"),
        create: values["create-release"],
        ...pick(values, "overwrite"),
      };
    case "cache":
      return { channel, key: toCacheKey(values) };
    case "registry": {
      const prefix = values.mirror;
      if (prefix === undefined) return { channel, ...toRegistryTarget(values, quote) };
      refuseSeveral([quote("mirror"), values.reference !== undefined && quote("reference")]);
      const { reference: _, ...target } = toRegistryTarget({ ...values, reference: prefix }, quote);
      return { channel: "mirror", prefix, ...target };
    }
  }
}

/**
 * Makes the origin of a bundle; undefined for `file`, which is read in place.
 * @throws BundleError `OPTION_INVALID`
 */
export function toOrigin(channel: Exclude<FetchChannel, "file">, asked: FetchOptions): Origin;
export function toOrigin(channel: FetchChannel, asked: FetchOptions): Origin | undefined;
export function toOrigin(channel: FetchChannel, asked: FetchOptions): Origin | undefined {
  const { values, quote } = asked;
  refuseForeign(channel, asked);
  const reached = pick<AtBothEdges, "repository" | "token">(values, "repository", "token");
  switch (channel) {
    case "file":
      return undefined;
    case "url":
      return { channel, ...toUrlPlace(values, quote) };
    case "artifact":
      return { channel, ...optional("runId", values["run-id"]), ...reached };
    case "release":
      return { channel, tag: toTag(values["release-tag"], quote), ...reached };
    case "cache":
      return { channel, key: toCacheKey(values) };
    case "registry":
      return { channel, ...toRegistryPlace(values, quote) };
  }
}

/** Refuses options of other channels than the chosen one: most likely the channel was forgotten. */
function refuseForeign(
  channel: SendChannel | FetchChannel,
  { operation, quote, ...asked }: SendOptions | FetchOptions,
): void {
  const chooser = quote(operation === "send" || operation === "export-action" ? "to" : "from");
  const values: Readonly<Record<string, unknown>> = asked.values;
  for (const { name, channels } of optionsOf(operation)) {
    const value = values[name];
    if (channels === undefined || channels.includes(channel) || !isGiven(value)) continue;
    const option = quote(name);
    throw new BundleError("OPTION_INVALID", `Cannot use ${option}: ${chooser} is ${channel}`, {
      hint: `Set ${chooser} to ${channels.join(" or ")}, or leave ${option} out.`,
    });
  }
}

/** Lists and flags always have a value. */
function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
}

function requiredTag(text: string | undefined, quote: Quote): string {
  const tag = toTag(text, quote);
  if (tag !== "") return tag;
  const option = quote("release-tag");
  throw new BundleError("OPTION_INVALID", `Cannot read ${option}: it is not given, expected a tag`, {
    hint: `Set ${option} to the tag of the release, for example v1.2.0.`,
  });
}

/** Accepts a tag and its full ref, as in `github.ref`. Refuses other refs: in most runs `github.ref` is that of a branch. */
function toTag(text: string | undefined, quote: Quote): string {
  const tag = text?.replace(/^refs\/tags\/(?=.)/, "") ?? "";
  if (tag.startsWith("refs/")) throw invalidOption(quote("release-tag"), tag, "a tag, for example v1.2.0");
  return tag;
}

function toCacheKey({ "cache-key": key, ...values }: AtBothEdges): CacheKey {
  return key === undefined ? { kind: "lock", ...pick(values, "project") } : { kind: "given", key };
}
