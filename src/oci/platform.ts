import type { ErrorCode } from "../error-codes.ts";
import { BundleError } from "../errors.ts";
import { similarName } from "../similar-name.ts";

/** The platform that a package is made for, or the wanted one. `any/any` is OCX's own and runs everywhere. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  /** Features such as `libc.glibc`, sorted, each once: those that a package requires, or that the wanted platform has. */
  readonly features: readonly string[];
}

/** Platform of packages that run everywhere. */
const ANY: Platform = { os: "any", architecture: "any", features: [] };

/** The pairs that OCX knows. Others are skipped in an image index, as its attestations are. */
const KNOWN = new Set([
  "linux/amd64",
  "linux/arm64",
  "darwin/amd64",
  "darwin/arm64",
  "windows/amd64",
  "windows/arm64",
  "wasip1/wasm",
  "wasip2/wasm",
]);

const ESCAPES: readonly (readonly [string, string])[] = [
  ["%", "%25"],
  ["/", "%2F"],
  ["+", "%2B"],
  [",", "%2C"],
];

/**
 * Reads `any` or `os/arch[/variant][+feature[,feature]]`.
 * @throws BundleError `PLATFORM_INVALID`, or the code given.
 */
export function parsePlatform(text: string, code: ErrorCode = "PLATFORM_INVALID"): Platform {
  const refuse = (reason: string): never => {
    const meant = code === "PLATFORM_INVALID" ? meantBy(text) : undefined;
    throw new BundleError(code, `Cannot read platform "${text}": ${reason}`, {
      ...(meant !== undefined && { hint: `Did you mean ${meant}?` }),
    });
  };
  if (text === "any") return ANY;
  const [core = "", ...rest] = text.split("+");
  const [os = "", architecture = "", variant, ...more] = core.split("/");
  if (!KNOWN.has(`${os}/${architecture}`)) return refuse(`OCX knows ${[...KNOWN].join(", ")} and any`);
  if (more.length > 0 || rest.length > 1) return refuse("expected os/arch[/variant][+feature[,feature]]");
  const features = rest[0]?.split(",") ?? [];
  const parts = [...(variant === undefined ? [] : [variant]), ...features];
  if (!parts.every((part) => /^(?:[^%]|%(?:25|2F|2B|2C))+$/u.test(part)))
    return refuse("a part of it is empty or badly escaped");
  return {
    os,
    architecture,
    ...(variant === undefined ? {} : { variant: unescape(variant) }),
    features: inOrder(features.map(unescape)),
  };
}

/** The platform that a text names in the words of uname or of another tool: `linux-x86_64`, `macos/aarch64`. */
function meantBy(text: string): string | undefined {
  const words = text
    .toLowerCase()
    .replace(/x86[_-]64|x64/, "amd64")
    .replace("aarch64", "arm64")
    .replace(/macos|osx/, "darwin")
    .replace(/[-_]/, "/");
  return KNOWN.has(words) ? words : similarName(words, [...KNOWN]);
}

/** The canonical text of a platform; {@link parsePlatform} reads it. */
export function formatPlatform({ os, architecture, variant, features }: Platform): string {
  if (os === "any" && architecture === "any") return "any";
  const core = [os, architecture, ...(variant === undefined ? [] : [escape(variant)])].join("/");
  return features.length === 0 ? core : `${core}+${inOrder(features).map(escape).join(",")}`;
}

/** Normalizes the platform of an offer; undefined for one that OCX does not know and skips. */
export function knownPlatform({ os, architecture, variant, features }: Platform): Platform | undefined {
  if (os === "any" && architecture === "any" && variant === undefined) return ANY;
  if (!KNOWN.has(`${os}/${architecture}`)) return undefined;
  return { os, architecture, ...(variant === undefined ? {} : { variant }), features: inOrder(features) };
}

/** True when a package made for `offer` runs on `wanted`. Source: `oci/platform.rs::is_compatible`. */
export function fits(offer: Platform, wanted: Platform): boolean {
  if (isAny(offer)) return true;
  if (offer.variant !== undefined && offer.variant !== wanted.variant) return false;
  return sameMachine(offer, wanted) && offer.features.every((feature) => wanted.features.includes(feature));
}

/** True when os and architecture are the wanted ones, or `offer` runs everywhere. Ignores libc and variant. */
export function fitsMachine(offer: Platform, wanted: Platform): boolean {
  return isAny(offer) || sameMachine(offer, wanted);
}

/**
 * The wanted platform for dependencies of a package made for `platform`: the same machine, and for each family of features that
 * the package names, such as libc, only the package's own features.
 */
export function wantedBelow(platform: Platform, wanted: Platform): Platform {
  if (isAny(platform)) return wanted;
  const families = new Set(platform.features.map(familyOf));
  const features = wanted.features.filter((feature) => !families.has(familyOf(feature)));
  const variant = platform.variant ?? wanted.variant;
  return {
    os: platform.os,
    architecture: platform.architecture,
    ...(variant === undefined ? {} : { variant }),
    features: inOrder([...features, ...platform.features]),
  };
}

/** The best of the offers that fit. Returns several when OCX ranks them equally, none when nothing fits. */
export function choosePlatform<T extends { readonly platform: Platform }>(
  offers: readonly T[],
  wanted: Platform,
): readonly T[] {
  const fitting = offers.filter(({ platform }) => fits(platform, wanted));
  const ranks = fitting.map(({ platform }) => rank(platform));
  const best = ranks.reduce((highest, value) => Math.max(highest, value), Number.NEGATIVE_INFINITY);
  return fitting.filter((_, i) => ranks[i] === best);
}

/** Prefers a specific platform over any, then a declared variant, then more features. Source: `compatibility_score`. */
function rank(offer: Platform): number {
  if (isAny(offer)) return -1;
  return (offer.variant === undefined ? 0 : 1_000_000) + offer.features.length;
}

/** The family of a feature: `libc` for `libc.glibc`. A feature without a dot is its own family. */
export function familyOf(feature: string): string {
  return feature.split(".", 1)[0] ?? feature;
}

function isAny(platform: Platform): boolean {
  return platform.os === "any" && platform.architecture === "any";
}

function sameMachine(a: Platform, b: Platform): boolean {
  return a.os === b.os && a.architecture === b.architecture;
}

function inOrder(features: readonly string[]): readonly string[] {
  return [...new Set(features)].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function escape(text: string): string {
  return ESCAPES.reduce((escaped, [from, to]) => escaped.replaceAll(from, to), text);
}

function unescape(text: string): string {
  return ESCAPES.reduceRight((plain, [to, from]) => plain.replaceAll(from, to), text);
}
