import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  BundleError
} from "./chunk-ESHCRFN5.mjs";

// src/options/channel-options.ts
var SENDING = {
  file: ["overwrite"],
  artifact: ["retention-days", "overwrite"],
  release: ["release-tag", "create-release", "overwrite", "repository"],
  cache: ["cache-key"]
};
var FETCHING = {
  file: [],
  artifact: ["run-id", "repository"],
  release: ["release-tag", "repository"],
  cache: ["cache-key", "fail-on-cache-miss"]
};
var CHANNELS = ["artifact", "release", "cache"];
function parseDestination(to, texts) {
  const channel = channelOf("to", to, texts, SENDING);
  switch (channel) {
    case "file":
      return void 0;
    case "artifact": {
      const days = texts.read("retention-days");
      return {
        channel,
        ...days !== "" && { retentionDays: count("retention-days", days, texts) },
        overwrite: texts.flag("overwrite")
      };
    }
    case "release":
      return {
        channel,
        tag: releaseTag(texts),
        ...present("repository", texts.read("repository")),
        ...present("token", texts.read("token")),
        create: texts.flag("create-release"),
        overwrite: texts.flag("overwrite")
      };
    case "cache":
      return { channel, key: parseCacheKey(texts) };
  }
}
function parseOrigin(from, texts) {
  const channel = channelOf("from", from, texts, FETCHING);
  const run = texts.read("run-id");
  const reached = { ...present("repository", texts.read("repository")), ...present("token", texts.read("token")) };
  switch (channel) {
    case "file":
      return void 0;
    case "artifact":
      return { channel, ...run !== "" && { runId: count("run-id", run, texts) }, ...reached };
    case "release":
      return { channel, tag: readTag(texts), ...reached };
    case "cache":
      return { channel, key: parseCacheKey(texts) };
  }
}
function channelOf(name, text, texts, taken) {
  const channel = ["file", ...CHANNELS].find((known) => known === text);
  if (channel === void 0) throw invalidOption(name, text, "artifact, release, cache or file", texts);
  const own = taken[channel];
  for (const other of CHANNELS) {
    const foreign = taken[other].find((option) => !own.includes(option) && isGiven(option, texts));
    if (foreign === void 0) continue;
    const found = `${texts.quote(foreign)} is given, but ${texts.quote(name)} is ${channel}`;
    throw new BundleError("OPTION_INVALID", `Cannot use ${texts.quote(foreign)}: ${found}`, {
      hint: `Set ${texts.quote(name)} to ${other}, or leave ${texts.quote(foreign)} out.`
    });
  }
  return channel;
}
var FLAGS = /* @__PURE__ */ new Set(["overwrite", "create-release", "fail-on-cache-miss"]);
function isGiven(option, texts) {
  return FLAGS.has(option) ? texts.flag(option) : texts.read(option) !== "";
}
function releaseTag(texts) {
  const tag = readTag(texts);
  if (tag !== "") return tag;
  throw new BundleError(
    "OPTION_INVALID",
    `Cannot read ${texts.quote("release-tag")}: it is not given, expected a tag`,
    {
      hint: `Set ${texts.quote("release-tag")} to the tag of the release, for example v1.2.0.`
    }
  );
}
function readTag(texts) {
  const tag = texts.read("release-tag").replace(/^refs\/tags\/(?=.)/, "");
  if (tag.startsWith("refs/")) throw invalidOption("release-tag", tag, "a tag, for example v1.2.0", texts);
  return tag;
}
function parseCacheKey(texts) {
  const [key, project] = [texts.read("cache-key"), texts.read("project")];
  return key === "" ? { kind: "lock", ...present("project", project) } : { kind: "given", key };
}
function count(name, text, texts) {
  const value = Number(text);
  if (/^\d+$/.test(text) && value > 0 && Number.isSafeInteger(value)) return value;
  throw invalidOption(name, text, "a whole number from 1", texts);
}
function present(key, value) {
  const property = {};
  if (value !== "") property[key] = value;
  return property;
}
function invalidOption(name, text, expected, { quote }) {
  return new BundleError("OPTION_INVALID", `Cannot read ${quote(name)}: got "${text}", expected ${expected}`, {
    hint: `Set ${quote(name)} to ${expected}.`
  });
}

export {
  parseDestination,
  parseOrigin
};
