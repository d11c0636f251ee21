import { BundleError } from "../errors.ts";
import type { CacheKey, Destination, Origin } from "./requests.ts";

/** Reads options by name. Inputs of the actions and options of the commands have the same names. Empty if not given. */
export interface OptionReader {
  readonly read: (name: string) => string;
  readonly flag: (name: string) => boolean;
  /** A name as users write it: `release-tag` in a workflow, --release-tag in a command. */
  readonly quote: (name: string) => string;
}

/** Options of each channel when a bundle is sent. `token` is missing: the action has a default, so it tells nothing. */
const SENDING = {
  file: ["overwrite"],
  artifact: ["retention-days", "overwrite"],
  release: ["release-tag", "create-release", "overwrite", "repository"],
  cache: ["cache-key"],
} as const satisfies Record<Destination["channel"] | "file", readonly string[]>;

const FETCHING = {
  file: [],
  artifact: ["run-id", "repository"],
  release: ["release-tag", "repository"],
  cache: ["cache-key", "fail-on-cache-miss"],
} as const satisfies Record<Origin["channel"] | "file", readonly string[]>;

const CHANNELS = ["artifact", "release", "cache"] as const;

/**
 * Parses the channel to send to; undefined for `file`, because the file is written in place.
 * @throws BundleError `OPTION_INVALID`
 */
export function parseDestination(to: string, texts: OptionReader): Destination | undefined {
  const channel = channelOf("to", to, texts, SENDING);
  switch (channel) {
    case "file":
      return undefined;
    case "artifact": {
      const days = texts.read("retention-days");
      return {
        channel,
        ...(days !== "" && { retentionDays: count("retention-days", days, texts) }),
        overwrite: texts.flag("overwrite"),
      };
    }
    case "release":
      return {
        channel,
        tag: releaseTag(texts),
        ...present("repository", texts.read("repository")),
        ...present("token", texts.read("token")),
        create: texts.flag("create-release"),
        overwrite: texts.flag("overwrite"),
      };
    case "cache":
      return { channel, key: parseCacheKey(texts) };
  }
}

/**
 * Parses the channel to fetch from; undefined for `file`, because the file is read in place.
 * @throws BundleError `OPTION_INVALID`
 */
export function parseOrigin(from: string, texts: OptionReader): Origin | undefined {
  const channel = channelOf("from", from, texts, FETCHING);
  const run = texts.read("run-id");
  const reached = { ...present("repository", texts.read("repository")), ...present("token", texts.read("token")) };
  switch (channel) {
    case "file":
      return undefined;
    case "artifact":
      return { channel, ...(run !== "" && { runId: count("run-id", run, texts) }), ...reached };
    case "release":
      return { channel, tag: readTag(texts), ...reached };
    case "cache":
      return { channel, key: parseCacheKey(texts) };
  }
}

/** Parses the name of the channel. Refuses options of other channels: most likely the channel was forgotten. */
function channelOf(
  name: "to" | "from",
  text: string,
  texts: OptionReader,
  taken: Readonly<Record<Destination["channel"] | "file", readonly string[]>>,
): Destination["channel"] | "file" {
  const channel = (["file", ...CHANNELS] as const).find((known) => known === text);
  if (channel === undefined) throw invalidOption(name, text, "artifact, release, cache or file", texts);
  const own = taken[channel];
  for (const other of CHANNELS) {
    const foreign = taken[other].find((option) => !own.includes(option) && isGiven(option, texts));
    if (foreign === undefined) continue;
    const found = `${texts.quote(foreign)} is given, but ${texts.quote(name)} is ${channel}`;
    throw new BundleError("OPTION_INVALID", `Cannot use ${texts.quote(foreign)}: ${found}`, {
      hint: `Set ${texts.quote(name)} to ${other}, or leave ${texts.quote(foreign)} out.`,
    });
  }
  return channel;
}

const FLAGS = new Set(["overwrite", "create-release", "fail-on-cache-miss"]);

function isGiven(option: string, texts: OptionReader): boolean {
  return FLAGS.has(option) ? texts.flag(option) : texts.read(option) !== "";
}

function releaseTag(texts: OptionReader): string {
  const tag = readTag(texts);
  if (tag !== "") return tag;
  throw new BundleError(
    "OPTION_INVALID",
    `Cannot read ${texts.quote("release-tag")}: it is not given, expected a tag`,
    {
      hint: `Set ${texts.quote("release-tag")} to the tag of the release, for example v1.2.0.`,
    },
  );
}

/** Accepts a tag and its full ref, as in `github.ref`. Refuses other refs: in most runs `github.ref` is that of a branch. */
function readTag(texts: OptionReader): string {
  const tag = texts.read("release-tag").replace(/^refs\/tags\/(?=.)/, "");
  if (tag.startsWith("refs/")) throw invalidOption("release-tag", tag, "a tag, for example v1.2.0", texts);
  return tag;
}

function parseCacheKey(texts: OptionReader): CacheKey {
  const [key, project] = [texts.read("cache-key"), texts.read("project")];
  return key === "" ? { kind: "lock", ...present("project", project) } : { kind: "given", key };
}

function count(name: string, text: string, texts: OptionReader): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value > 0 && Number.isSafeInteger(value)) return value;
  throw invalidOption(name, text, "a whole number from 1", texts);
}

function present<Key extends string>(key: Key, value: string): { readonly [_ in Key]?: string } {
  const property: { [_ in Key]?: string } = {};
  if (value !== "") property[key] = value;
  return property;
}

function invalidOption(name: string, text: string, expected: string, { quote }: OptionReader): BundleError {
  return new BundleError("OPTION_INVALID", `Cannot read ${quote(name)}: got "${text}", expected ${expected}`, {
    hint: `Set ${quote(name)} to ${expected}.`,
  });
}
