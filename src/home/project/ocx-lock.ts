import { isDigest } from "../../oci/digest.ts";
import { formatPlatform, parsePlatform } from "../../oci/platform.ts";
import { compareBytes } from "../documents/json-tree.ts";
import type { Offer } from "../documents/leaf-manifest.ts";
import { type Table, tableOf } from "../documents/toml.ts";
import { parseIdentifier } from "../model/identifier.ts";

/** The contents of an `ocx.lock`. */
export interface ProjectLock {
  /** Hash of the declaration that it was made for. */
  readonly declarationHash: string;
  /** In the lock's order. */
  readonly tools: readonly LockedTool[];
}

export interface LockedTool {
  /** The name of the tool in the project. */
  readonly name: string;
  readonly group: string;
  readonly registry: string;
  readonly repository: string;
  /** One leaf per platform, sorted by the platform's text. */
  readonly offers: readonly Offer[];
}

const LOCK_VERSION = 3n;
const HASH_VERSION = 1n;

/**
 * Reads the tables of an `ocx.lock`.
 * @throws BundleError `LOCK_INVALID`
 */
export function parseLock(file: Table): ProjectLock {
  const metadata = file.table("metadata");
  const version = metadata.value("lock_version");
  // First of all: a later format may have any other keys.
  if (version !== LOCK_VERSION) return file.refuse(`expected lock_version ${LOCK_VERSION}`);
  file.only(["metadata", "tool"]);
  metadata.only(["lock_version", "declaration_hash_version", "declaration_hash", "generated_by", "generated_at"]);
  const hashVersion = metadata.value("declaration_hash_version");
  if (hashVersion !== HASH_VERSION) return metadata.refuse(`expected declaration_hash_version ${HASH_VERSION}`);
  for (const key of ["generated_by", "generated_at"]) metadata.text(key);
  const tools = file.value("tool") ?? [];
  if (!Array.isArray(tools)) return file.refuse("tool is not a list of tables");
  return {
    declarationHash: metadata.text("declaration_hash"),
    tools: tools.map((tool) => readTool(tableOf(tool, "a tool of ocx.lock", "LOCK_INVALID"))),
  };
}

function readTool(table: Table): LockedTool {
  table.only(["name", "group", "repository", "platforms"]);
  const text = table.text("repository");
  const { registry, repository, ...rest } = parseIdentifier(text, undefined, {
    refuse: (reason) => table.refuse(`repository "${text}": ${reason}`),
  });
  if (Object.keys(rest).length > 0) return table.refuse(`repository "${text}" has a tag or a digest`);
  if (table.value("platforms") === undefined) return table.refuse("platforms is missing");
  const platforms = table.table("platforms");
  const offers = platforms.keys.toSorted(compareBytes).map((key) => readOffer(key, platforms));
  return { name: table.text("name"), group: table.text("group"), registry, repository, offers };
}

function readOffer(key: string, platforms: Table): Offer {
  const platform = parsePlatform(key, "LOCK_INVALID");
  if (formatPlatform(platform) !== key)
    return platforms.refuse(`"${key}" is not how OCX writes ${formatPlatform(platform)}`);
  const leaf = platforms.text(key);
  return isDigest(leaf) ? { platform, leaf } : platforms.refuse(`"${leaf}" is not a digest`);
}
