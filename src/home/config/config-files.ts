import { lstat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { BundleError } from "../../errors.ts";
import { lookAt } from "../../io/look-at.ts";
import { readToml } from "../documents/toml.ts";
import { type ConfigFile, isSet, memberOf } from "./config-value.ts";
import { findManaged, type ManagedConfig } from "./managed-config.ts";
import { parseSettings } from "./settings.ts";

/** The paths and variables from which OCX finds its configuration. */
export interface ConfigPlace {
  readonly home: string;
  readonly userHome: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The configuration file of the whole machine; OCX's own path by default. */
  readonly system?: string;
}

/** OCX's configuration, as it counts in a place. */
export interface Configuration {
  /** All files in OCX's order: the last one wins. */
  readonly files: readonly ConfigFile[];
  readonly managed?: ManagedConfig;
}

const SYSTEM_CONFIG = "/etc/ocx/config.toml";

/** OCX puts this registry in front of an identifier that names none. */
const DEFAULT_REGISTRY = "ocx.sh";

/**
 * Reads the configuration: the machine's own file, the user's, the home's, what was fetched for `[managed]`, OCX_CONFIG.
 * @throws BundleError `CONFIG_INVALID` for a file that OCX cannot read either: it could forbid an import
 */
export async function readConfiguration(place: ConfigPlace): Promise<Configuration> {
  const { home, userHome, variables } = place;
  const isBare = isSet(variables["OCX_NO_CONFIG"]);
  const userConfig = variables["XDG_CONFIG_HOME"];
  const found: (ConfigFile | undefined)[] = [];
  if (!isBare) {
    const folder = userConfig?.startsWith("/") === true ? userConfig : join(userHome, ".config");
    // Without a user home the folder is relative: it must not be looked up in the working directory.
    const user = isAbsolute(folder) ? [join(folder, "ocx", "config.toml")] : [];
    const system = await readConfig(place.system ?? SYSTEM_CONFIG, "no links");
    found.push(system && { ...system, tier: "system" });
    for (const path of [...user, join(home, "config.toml")]) found.push(await readConfig(path, "no links"));
  }
  const named = variables["OCX_CONFIG"];
  const last = named === undefined || named === "" ? undefined : await readConfig(named);
  const local = [...found, last].flatMap((file) => file ?? []);
  const managed = isBare
    ? await findManaged(local, undefined, undefined)
    : await findManaged(local, variables["OCX_MANAGED_CONFIG"], home);
  const files = [...found, managed?.file, last].flatMap((file) => file ?? []);
  return { files, ...(managed !== undefined && { managed }) };
}

/** One file of configuration; undefined when it is absent. */
async function readConfig(path: string, links?: "no links"): Promise<ConfigFile | undefined> {
  // OCX does not follow a link at a default path: it could lead to any file.
  if (links === "no links" && (await lookAt(path, lstat))?.isSymbolicLink()) return undefined;
  const table = await readToml(path, "CONFIG_INVALID");
  if (table === undefined) return undefined;
  parseSettings(table);
  return { file: path, table };
}

/**
 * The registry of an identifier that names none: OCX_DEFAULT_REGISTRY, else the one in the configuration, else `ocx.sh`. A
 * `[registry]` in the machine's own file keeps all others out, even if it names none. An unreadable configuration is ignored here:
 * an export needs none, and an import refuses it elsewhere, because it could forbid the import.
 */
export async function defaultRegistry(place: ConfigPlace): Promise<string> {
  const named = place.variables["OCX_DEFAULT_REGISTRY"];
  if (named !== undefined && named !== "") return named;
  const { files } = await readConfiguration(place).catch((error: unknown) => {
    if (error instanceof BundleError) return { files: [] };
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
