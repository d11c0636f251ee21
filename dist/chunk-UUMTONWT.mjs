import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  invalidOption,
  isRegistryReference,
  refuseSeveral,
  toRegistryPlace,
  toRegistryTarget,
  toUrlPlace
} from "./chunk-SXOG2VUQ.mjs";
import {
  optionsOf
} from "./chunk-CB6HKYJN.mjs";
import {
  toTrustRequest
} from "./chunk-34XEFYLB.mjs";
import {
  optional,
  pick
} from "./chunk-BRXFK6VM.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/options/requests/channel-choice.ts
function toDestination(channel, asked) {
  const { values, quote } = asked;
  refuseForeign(channel, asked);
  switch (channel) {
    case "file":
      return void 0;
    case "artifact":
      return { channel, ...optional("retentionDays", values["retention-days"]), ...pick(values, "overwrite") };
    case "release":
      return {
        channel,
        tag: requiredTag(values["release-tag"], quote),
        ...pick(values, "repository", "token"),
        create: values["create-release"],
        ...pick(values, "overwrite")
      };
    case "cache":
      return { channel, key: toCacheKey(values) };
    case "registry": {
      const prefix = values.mirror;
      if (prefix === void 0) return { channel, ...toRegistryTarget(values, quote) };
      refuseSeveral([quote("mirror"), values.reference !== void 0 && quote("reference")]);
      const { reference: _, ...target } = toRegistryTarget({ ...values, reference: prefix }, quote);
      return { channel: "mirror", prefix, ...target };
    }
  }
}
function toOrigin(channel, asked) {
  const { values, quote } = asked;
  refuseForeign(channel, asked);
  const reached = pick(values, "repository", "token");
  switch (channel) {
    case "file":
      return void 0;
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
function refuseForeign(channel, { operation, quote, ...asked }) {
  const chooser = quote(operation === "send" || operation === "export-action" ? "to" : "from");
  const values = asked.values;
  for (const { name, channels } of optionsOf(operation)) {
    const value = values[name];
    if (channels === void 0 || channels.includes(channel) || !isGiven(value)) continue;
    const option = quote(name);
    throw new BundleError("OPTION_INVALID", `Cannot use ${option}: ${option} is given, but ${chooser} is ${channel}`, {
      hint: `Set ${chooser} to ${channels.join(" or ")}, or leave ${option} out.`
    });
  }
}
function isGiven(value) {
  return Array.isArray(value) ? value.length > 0 : value !== void 0 && value !== false;
}
function requiredTag(text, quote) {
  const tag = toTag(text, quote);
  if (tag !== "") return tag;
  const option = quote("release-tag");
  throw new BundleError("OPTION_INVALID", `Cannot read ${option}: it is not given, expected a tag`, {
    hint: `Set ${option} to the tag of the release, for example v1.2.0.`
  });
}
function toTag(text, quote) {
  const tag = text?.replace(/^refs\/tags\/(?=.)/, "") ?? "";
  if (tag.startsWith("refs/")) throw invalidOption(quote("release-tag"), tag, "a tag, for example v1.2.0");
  return tag;
}
function toCacheKey({ "cache-key": key, ...values }) {
  return key === void 0 ? { kind: "lock", ...pick(values, "project") } : { kind: "given", key };
}

// src/options/requests/export-request.ts
function toExportRequest(values, declaration, output) {
  return {
    ...optional("declaration", declaration),
    ...optional("output", output),
    ...pick(values, "home", "platform", "name", "sbom", "workers"),
    ...values["include-ocx"] !== "auto" && { includeOcx: values["include-ocx"] },
    ...optional("level", values["compression-level"]),
    ...values.overwrite && { overwrite: true },
    ...values.original && { original: true },
    dryRun: values["dry-run"]
  };
}
function toSelection({ identifiers, calledAs }, { project, group, all }, quote) {
  const ofProject = project !== void 0 || group.length > 0;
  refuseSeveral([
    identifiers.length > 0 && calledAs,
    ofProject && quote(project === void 0 ? "group" : "project"),
    all && quote("all")
  ]);
  if (identifiers.length > 0) return { kind: "packages", identifiers };
  if (all) return { kind: "all" };
  return ofProject ? { kind: "project", ...optional("path", project), groups: group } : void 0;
}

// src/options/requests/import-request.ts
var ANY_DIGEST = "any";
function toImportRequest(values, { quote, from }) {
  const { repository: _, ...others } = values;
  return {
    ...pick(values, "home", "store", "select", "project", "platform", "workers", "concurrency"),
    ...optional("spoolDirectory", values["spool-directory"]),
    packages: values.package,
    onConflict: values["on-conflict"],
    ...values.digest !== ANY_DIGEST && pick(values, "digest"),
    allowUnverified: values["allow-unverified"],
    ...values.shared && { shared: true },
    ...values.repair && { repair: true },
    durable: values.durable ?? false,
    dryRun: values["dry-run"] ?? false,
    ...optional("trust", toTrustRequest({ ...others, ...optional("repository", values[from]) }, quote, from))
  };
}

// src/options/requests/image-request.ts
function toImageForm(values, quote) {
  const { compression, "compression-level": level } = values;
  if (level !== void 0 && compression !== "zstd") {
    const found = `${quote("compression")} is ${compression}`;
    throw new BundleError("OPTION_INVALID", `Cannot use ${quote("compression-level")}: ${found}`, {
      hint: `Leave it out: the level is that of zstd.`
    });
  }
  return {
    ...optional("base", values.base === void 0 ? void 0 : toBase(values.base, values, quote)),
    homePath: checkHomePath(values["home-path"], quote),
    compression,
    ...optional("level", level)
  };
}
function toImageRequest(source, values, { output, quote }) {
  return {
    source,
    output,
    ...toImageForm(values, quote),
    groups: values.group,
    ...pick(values, "digest", "platform", "workers"),
    ...optional("name", values.as),
    ...optional("spoolDirectory", values["spool-directory"]),
    ...values.overwrite && { overwrite: true }
  };
}
function toBase(base, values, quote) {
  if (!isRegistryReference(base)) return { kind: "path", path: base };
  const { "plain-http": plainHttp = false, "ca-file": caFile } = values;
  const place = { reference: base, "plain-http": plainHttp, ...optional("ca-file", caFile) };
  return { kind: "registry", ...toRegistryPlace(place, quote) };
}
function checkHomePath(path, quote) {
  const names = path.split("/").slice(1);
  const isPlain = path.startsWith("/") && names.every((name) => name !== "" && name !== "." && name !== "..");
  if (isPlain && !/[\0\r\n]/.test(path)) return path;
  throw invalidOption(quote("home-path"), path, "an absolute path without . and .., such as /opt/ocx");
}

export {
  toDestination,
  toOrigin,
  toExportRequest,
  toSelection,
  toImageForm,
  toImageRequest,
  toImportRequest
};
