import { basename, dirname, join } from "node:path";
import { BundleError } from "../../errors.ts";
import { namesIn } from "../../io/look-at.ts";
import { parseReference } from "../../oci/reference.ts";
import { similarName } from "../../similar-name.ts";

/**
 * The failure to open the bundle at a path, with a hint for what people name by mistake: an address of another form, a misspelt
 * file, the directory of the bundle, a home. Any other error is returned unchanged.
 * @param given as the user wrote it; `path` is where that leads
 */
export async function withInputHint(error: unknown, given: string, path: string): Promise<unknown> {
  if (!(error instanceof BundleError) || !error.message.includes(path)) return error;
  const hint = await hintFor(error, given, path);
  return hint === undefined ? error : new BundleError(error.code, error.lines, { cause: error.cause, hint });
}

async function hintFor({ code, message }: BundleError, given: string, path: string): Promise<string | undefined> {
  if (code === "FILE_NOT_FOUND") return hintForAddress(given) ?? (await hintForFile(path));
  if (code !== "BUNDLE_INVALID" || !message.includes("it is a directory")) return undefined;
  const names = await namesIn(path);
  if (names.includes("packages") && names.includes("layers"))
    return `This is an OCX home. Export it: \`ocx-bundle export --all --home ${path} --output FILE\``;
  const bundle = names.find((name) => name.endsWith(".parts.json")) ?? names.find((name) => name.endsWith(".tar"));
  return bundle === undefined ? undefined : `Name the file in it, for example ${join(path, bundle)}`;
}

function hintForAddress(given: string): string | undefined {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(given) ?? [];
  if (scheme === "file") return `Name the path alone: ${rest}`;
  if (scheme === "docker") return `For a bundle in a registry, write oci://${rest}`;
  if (scheme !== undefined) return "Use an address that begins with https:// or oci://, or a path.";
  if (/^[a-z]:\\/i.test(given)) return "Use a path of this system. In WSL, C:\\ is /mnt/c/.";
  if (/[*?]/.test(given)) return "Name one file: no file matches this pattern.";
  return isReference(given) ? `For a bundle in a registry, write oci://${given}` : undefined;
}

/** True for text such as `ghcr.io/acme/toolchain:1.2`, but for no name of a file. */
function isReference(text: string): boolean {
  if (!/^[^/]+\.[^/]+\/.*[:@]/.test(text)) return false;
  try {
    parseReference(text);
    return true;
  } catch {
    return false;
  }
}

async function hintForFile(path: string): Promise<string | undefined> {
  const directory = dirname(path);
  const similar = similarName(basename(path), await namesIn(directory).catch(() => []));
  return similar === undefined ? undefined : `Did you mean ${join(directory, similar)}?`;
}
