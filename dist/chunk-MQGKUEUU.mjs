import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/oci/platform.ts
var ANY = { os: "any", architecture: "any", features: [] };
var KNOWN = /* @__PURE__ */ new Set([
  "linux/amd64",
  "linux/arm64",
  "darwin/amd64",
  "darwin/arm64",
  "windows/amd64",
  "windows/arm64",
  "wasip1/wasm",
  "wasip2/wasm"
]);
var ESCAPES = [
  ["%", "%25"],
  ["/", "%2F"],
  ["+", "%2B"],
  [",", "%2C"]
];
function parsePlatform(text, code = "PLATFORM_INVALID") {
  const refuse = (reason) => {
    throw new BundleError(code, `Cannot read platform "${text}": ${reason}`);
  };
  if (text === "any") return ANY;
  const [core = "", ...rest] = text.split("+");
  const [os = "", architecture = "", variant, ...more] = core.split("/");
  if (!KNOWN.has(`${os}/${architecture}`)) return refuse(`OCX knows ${[...KNOWN].join(", ")} and any`);
  if (more.length > 0 || rest.length > 1) return refuse("expected os/arch[/variant][+feature[,feature]]");
  const features = rest[0]?.split(",") ?? [];
  const parts = [...variant === void 0 ? [] : [variant], ...features];
  if (!parts.every((part) => /^(?:[^%]|%(?:25|2F|2B|2C))+$/u.test(part)))
    return refuse("a part of it is empty or badly escaped");
  return {
    os,
    architecture,
    ...variant === void 0 ? {} : { variant: unescape(variant) },
    features: inOrder(features.map(unescape))
  };
}
function formatPlatform({ os, architecture, variant, features }) {
  if (os === "any" && architecture === "any") return "any";
  const core = [os, architecture, ...variant === void 0 ? [] : [escape(variant)]].join("/");
  return features.length === 0 ? core : `${core}+${inOrder(features).map(escape).join(",")}`;
}
function knownPlatform({ os, architecture, variant, features }) {
  if (os === "any" && architecture === "any" && variant === void 0) return ANY;
  if (!KNOWN.has(`${os}/${architecture}`)) return void 0;
  return { os, architecture, ...variant === void 0 ? {} : { variant }, features: inOrder(features) };
}
function fits(offer, wanted) {
  if (isAny(offer)) return true;
  if (offer.variant !== void 0 && offer.variant !== wanted.variant) return false;
  return sameMachine(offer, wanted) && offer.features.every((feature) => wanted.features.includes(feature));
}
function fitsMachine(offer, wanted) {
  return isAny(offer) || sameMachine(offer, wanted);
}
function wantedBelow(platform, wanted) {
  if (isAny(platform)) return wanted;
  const families = new Set(platform.features.map(familyOf));
  const features = wanted.features.filter((feature) => !families.has(familyOf(feature)));
  const variant = platform.variant ?? wanted.variant;
  return {
    os: platform.os,
    architecture: platform.architecture,
    ...variant === void 0 ? {} : { variant },
    features: inOrder([...features, ...platform.features])
  };
}
function choosePlatform(offers, wanted) {
  const fitting = offers.filter(({ platform }) => fits(platform, wanted));
  const ranks = fitting.map(({ platform }) => rank(platform));
  const best = ranks.reduce((highest, value) => Math.max(highest, value), Number.NEGATIVE_INFINITY);
  return fitting.filter((_, i) => ranks[i] === best);
}
function rank(offer) {
  if (isAny(offer)) return -1;
  return (offer.variant === void 0 ? 0 : 1e6) + offer.features.length;
}
function familyOf(feature) {
  return feature.split(".", 1)[0] ?? feature;
}
function isAny(platform) {
  return platform.os === "any" && platform.architecture === "any";
}
function sameMachine(a, b) {
  return a.os === b.os && a.architecture === b.architecture;
}
function inOrder(features) {
  return [...new Set(features)].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
function escape(text) {
  return ESCAPES.reduce((escaped, [from, to]) => escaped.replaceAll(from, to), text);
}
function unescape(text) {
  return ESCAPES.reduceRight((plain, [to, from]) => plain.replaceAll(from, to), text);
}

export {
  parsePlatform,
  formatPlatform,
  knownPlatform,
  fits,
  fitsMachine,
  wantedBelow,
  choosePlatform,
  familyOf
};
