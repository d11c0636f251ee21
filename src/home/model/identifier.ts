import type { ErrorCode } from "../../error-codes.ts";
import { BundleError } from "../../errors.ts";
import { type Digest, isDigest } from "../../oci/digest.ts";
import { printable } from "../../printable.ts";

/** The name of a package: `registry/repository[:tag][@digest]`. With a digest the tag is advisory. */
export interface Identifier {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

/** Longest repository that OCX accepts, in bytes. */
const REPOSITORY_LIMIT = 255;

/** Longest tag, in bytes: it becomes a file name. */
const TAG_LIMIT = 255;

interface ParseOptions {
  /** The code of a failure: it depends on the source of the identifier. */
  readonly code?: ErrorCode;
  /** Throws the failure instead, with the place of the identifier in the message. */
  readonly refuse?: (reason: string) => never;
}

/**
 * Reads an identifier as OCX does: the first segment is a registry when it looks like a host, else `defaultRegistry`
 * is put in front; a `+` in the tag becomes `_`. Without a default the registry must be there.
 * @throws BundleError `IDENTIFIER_INVALID`, or the code given; what `refuse` throws.
 */
export function parseIdentifier(text: string, defaultRegistry?: string, options: ParseOptions = {}): Identifier {
  const refuse = (reason: string): never => {
    options.refuse?.(reason);
    const code = options.code ?? "IDENTIFIER_INVALID";
    const hint = code === "IDENTIFIER_INVALID" ? hintFor(text) : undefined;
    throw new BundleError(code, `Cannot read identifier "${text}": ${reason}`, hint === undefined ? {} : { hint });
  };
  const { name, digest } = splitDigest(text);
  const { path, tag } = splitTag(name);
  const { registry, repository } = splitRegistry(path, defaultRegistry);
  if (registry === undefined || registry === "") return refuse("no registry, expected registry/repository");
  if (!isRegistry(registry)) return refuse(`"${registry}" is not a valid registry`);
  const fault = faultOfRepository(repository);
  if (fault !== undefined) return refuse(fault);
  // OCX takes any tag. Here a tag becomes a file name, so it must not leave its directory or display as another tag.
  if (tag !== undefined && !isTag(tag)) return refuse(`"${tag}" is not a valid tag`);
  if (digest !== undefined && !isDigest(digest))
    return refuse(`"${digest}" is not a digest, expected sha256: and 64 lowercase hex digits`);
  return { registry, repository, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** The fix for what people write instead of an identifier; undefined if the general hint of the code says it. */
function hintFor(text: string): string | undefined {
  if (/["'[\]]/.test(text)) return "Leave out quotes and brackets: write one identifier per line.";
  if (text.includes(",")) return "Separate identifiers with spaces.";
  if (/[*?]/.test(text)) return "Name each package: patterns are not supported.";
  if (text.includes("://")) return `Write it without the scheme: ${text.slice(text.indexOf("://") + 3)}`;
  const [, name, version] = /^([^@]+)@[\^~v]?([^@:]+)$/.exec(text) ?? [];
  if (version !== undefined && name !== undefined) return `Write a tag behind a colon, for example ${name}:${version}`;
  const [, before, digest] = /^(.+):(sha\d{3}:[0-9a-f]+)$/.exec(text) ?? [];
  if (digest !== undefined && before?.includes("@") === false) return `Write a digest behind @: ${before}@${digest}`;
  return undefined;
}

/** The text of an identifier, as OCX writes it. */
export function formatIdentifier({ registry, repository, tag, digest }: Identifier): string {
  const name = `${registry}/${repository}`;
  return `${name}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
}

/** True for the first segment of a name if OCX reads it as a registry. */
export function looksLikeHost(segment: string): boolean {
  return /[.:]/u.test(segment) || segment === "localhost";
}

/** True for a host, with or without a port. OCX takes any text; these are safe as a directory and in a message. */
export function isRegistry(text: string): boolean {
  return /^[\p{L}\p{N}_[][\p{L}\p{N}._:[\]-]{0,254}$/u.test(text);
}

/** True for text that OCX takes as a repository and that is safe as a path: segments of `[a-z0-9._-]`. */
export function isRepository(text: string): boolean {
  return faultOfRepository(text) === undefined;
}

/** True for a tag that is safe as a file name and shows what it is. Wider than OCI's grammar: OCX checks none. */
export function isTag(text: string): boolean {
  const isName = /^[^/\\:@+]+$/u.test(text) && text !== "." && text !== "..";
  return isName && Buffer.byteLength(text) <= TAG_LIMIT && printable(text) === text;
}

function splitDigest(text: string): { readonly name: string; readonly digest?: string } {
  const at = text.indexOf("@");
  return at === -1 ? { name: text } : { name: text.slice(0, at), digest: text.slice(at + 1) };
}

/** The tag follows the first colon of the last segment, so that a port is not taken for a tag. */
function splitTag(name: string): { readonly path: string; readonly tag?: string } {
  const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
  if (colon === -1) return { path: name };
  return { path: name.slice(0, colon), tag: name.slice(colon + 1).replaceAll("+", "_") };
}

/** OCX puts the default in front as text, so that it may be a registry with a path: `ghcr.io/acme`. */
function splitRegistry(
  path: string,
  defaultRegistry?: string,
): { readonly registry?: string; readonly repository: string } {
  const slash = path.indexOf("/");
  const isExplicit = slash !== -1 && looksLikeHost(path.slice(0, slash));
  if (!isExplicit && defaultRegistry === undefined) return { repository: path };
  const [registry = "", ...segments] = (isExplicit ? path : `${defaultRegistry}/${path}`).split("/");
  return { registry, repository: segments.join("/") };
}

function faultOfRepository(repository: string): string | undefined {
  if (/[A-Z]/u.test(repository)) return "a repository cannot have upper-case letters";
  if (Buffer.byteLength(repository) > REPOSITORY_LIMIT)
    return `a repository cannot have more than ${REPOSITORY_LIMIT} bytes`;
  const segments = repository.split("/");
  if (segments.some((segment) => segment === "." || segment === ".."))
    return "a repository cannot have . or .. in its path";
  if (segments.every((segment) => /^[a-z0-9._-]+$/u.test(segment))) return undefined;
  return "a repository can only have a-z, 0-9, and . _ - between its slashes";
}
