import { lstat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { BundleError } from "../../errors.ts";
import { lookAt } from "../../io/look-at.ts";
import { readToml, type Table } from "../documents/toml.ts";

/** The paths and variables from which OCX finds its configuration. */
export interface ConfigPlace {
  readonly home: string;
  readonly userHome: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The configuration file of the whole machine; OCX's own path by default. */
  readonly system?: string;
}

/** One file of configuration that OCX reads. */
export interface ConfigFile {
  readonly file: string;
  readonly table: Table;
  /**
   * `system`: its settings for a registry cannot be changed by the others. `managed`: it was fetched, so it cannot do without the
   * published index of a registry.
   */
  readonly tier?: "system" | "managed";
}

const SYSTEM_CONFIG = "/etc/ocx/config.toml";

/** The configuration that was fetched for `[managed]`, home-relative. */
export const MANAGED_CONFIG = "state/managed-config/config.toml";

/** OCX puts this registry in front of an identifier that names none. */
const DEFAULT_REGISTRY = "ocx.sh";

/** Values that OCX reads as true, in lowercase. */
const TRUTHY = new Set(["1", "y", "yes", "on", "true"]);

/**
 * Reads all configuration files, in OCX's order: the machine's, the user's, the home's, the one fetched for `[managed]`,
 * OCX_CONFIG. The last one wins.
 * @throws BundleError `CONFIG_INVALID` for one that OCX cannot read either: it could forbid an import
 */
export async function readConfigFiles(place: ConfigPlace): Promise<readonly ConfigFile[]> {
  const { home, userHome, variables } = place;
  const userConfig = variables["XDG_CONFIG_HOME"];
  const found: (ConfigFile | undefined)[] = [];
  if (!isSet(variables["OCX_NO_CONFIG"])) {
    const folder = userConfig?.startsWith("/") === true ? userConfig : join(userHome, ".config");
    // Without a user home the folder is relative: it must not be looked up in the working directory.
    const user = isAbsolute(folder) ? [join(folder, "ocx", "config.toml")] : [];
    const system = await readConfig(place.system ?? SYSTEM_CONFIG, "no links");
    found.push(system && { ...system, tier: "system" });
    for (const path of [...user, join(home, "config.toml")]) found.push(await readConfig(path, "no links"));
    const managed = await readConfig(join(home, MANAGED_CONFIG));
    found.push(managed && { ...managed, tier: "managed" });
  }
  const named = variables["OCX_CONFIG"];
  if (named !== undefined && named !== "") found.push(await readConfig(named));
  return found.flatMap((file) => file ?? []);
}

/** One file of configuration; undefined when it is absent. */
async function readConfig(path: string, links?: "no links"): Promise<ConfigFile | undefined> {
  // OCX does not follow a link at a default path: it could lead to any file.
  if (links === "no links" && (await lookAt(path, lstat))?.isSymbolicLink()) return undefined;
  const table = await readToml(path, "CONFIG_INVALID");
  return table === undefined ? undefined : { file: path, table };
}

/**
 * The registry of an identifier that names none: OCX_DEFAULT_REGISTRY, else the one in the configuration, else `ocx.sh`. A
 * `[registry]` in the machine's own file keeps all others out, even if it names none. An unreadable configuration is ignored here:
 * an export needs none, and an import refuses it elsewhere, because it could forbid the import.
 */
export async function defaultRegistry(place: ConfigPlace): Promise<string> {
  const named = place.variables["OCX_DEFAULT_REGISTRY"];
  if (named !== undefined && named !== "") return named;
  const files = await readConfigFiles(place).catch((error: unknown) => {
    if (error instanceof BundleError) return [];
    throw error;
  });
  const tables = files.map(({ table, tier }) => ({ value: table.value("registry"), isLocked: tier === "system" }));
  const locked = tables.filter(({ value, isLocked }) => isLocked && value !== undefined);
  const declared = (locked.length > 0 ? locked : tables).map(({ value }) => memberOf(value, "default"));
  return declared.findLast((value) => typeof value === "string") ?? DEFAULT_REGISTRY;
}

/** Reasons why OCX would apply patches to packages, in words. */
export function patchSources(variables: ConfigPlace["variables"], files: readonly ConfigFile[]): readonly string[] {
  const patched = files.find(({ table }) => table.value("patches") !== undefined)?.file;
  const set = ["OCX_PATCHES", "OCX_PATCH_SNAPSHOT"].filter((name) => (variables[name] ?? "") !== "");
  return [...(patched === undefined ? [] : [`${patched} has [patches]`]), ...set.map((name) => `${name} is set`)];
}

/** The value of a key in something that may be a table. */
export function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

/** True when OCX reads the value of a variable as true. */
export function isSet(value: string | undefined): boolean {
  return TRUTHY.has((value ?? "").toLowerCase());
}
