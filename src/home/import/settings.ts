import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../../errors.ts";
import { asFailure } from "../../io/failure.ts";
import { readToml } from "../documents/toml.ts";
import { isAbsent } from "../open-home.ts";
import { type ConfigFile, findPolicy } from "./trust-policy.ts";

/** Where OCX on the target machine finds its configuration. */
export interface SettingsPlace {
  /** The target home, which later steps have as OCX_HOME. */
  readonly home: string;
  readonly userHome: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The directory of the project, when one is known: its `ocx.toml` counts too. */
  readonly project?: string;
  /** The configuration of the whole machine. */
  readonly system?: string;
}

/** Settings of the target that would defeat an import, or that an import would defeat. */
export interface SettingsReport {
  /** What forbids the import. */
  readonly refusals: readonly BundleError[];
  /** What will not work afterwards, or not as expected. */
  readonly warnings: readonly string[];
}

const SYSTEM_CONFIG = "/etc/ocx/config.toml";

/** What OCX takes for yes. */
const TRUTHY = new Set(["1", "y", "yes", "on", "true"]);

/**
 * Reads OCX's configuration as it will be for later steps. What cannot be read is reported, and changes nothing else.
 * @param packages names of the packages of the import, as `registry/repository`.
 */
export async function readSettings(
  place: SettingsPlace,
  packages: readonly string[],
  options: { readonly allowUnverified: boolean },
): Promise<SettingsReport> {
  const { variables } = place;
  const warnings: string[] = [];
  const files = await configFiles(place, (warning) => warnings.push(warning));
  warnings.push(...(await managedWarnings(place, files)), ...otherWarnings(variables, files));
  const project = await readConfig(
    place.project === undefined ? undefined : join(place.project, "ocx.toml"),
    (warning) => warnings.push(warning),
  );
  if (variables["OCX_LAZY_MODE"] === "always" || project?.table.value("lazy-mode") === "always") {
    warnings.push("Lazy mode is always on: `ocx env` puts OCX's own shims on PATH, not the imported packages");
  }
  const policy = findPolicy([...files, ...(project === undefined ? [] : [project])], packages);
  if (policy === undefined) return { refusals: [], warnings };
  const covered = `${policy.file} has a trust policy for ${policy.name}, and an import cannot check signatures`;
  if (isSet(variables["OCX_NO_VERIFY"]))
    return { refusals: [], warnings: [...warnings, `${covered}; OCX_NO_VERIFY is set`] };
  if (options.allowUnverified) return { refusals: [], warnings: [...warnings, `${covered}; allowed`] };
  return { refusals: [new BundleError("TRUST_POLICY", `Cannot import ${policy.name}: ${covered}`)], warnings };
}

/** In OCX's order: the machine's, the user's, the home's, what was fetched for `[managed]`, OCX_CONFIG. */
async function configFiles(place: SettingsPlace, warn: (text: string) => void): Promise<readonly ConfigFile[]> {
  const { home, userHome, variables } = place;
  const userConfig = variables["XDG_CONFIG_HOME"];
  const found: (ConfigFile | undefined)[] = [];
  if (!isSet(variables["OCX_NO_CONFIG"])) {
    const user = join(
      userConfig?.startsWith("/") === true ? userConfig : join(userHome, ".config"),
      "ocx",
      "config.toml",
    );
    for (const path of [place.system ?? SYSTEM_CONFIG, user, join(home, "config.toml")]) {
      // OCX does not follow a link here: it could show any file.
      if (!(await isLink(path))) found.push(await readConfig(path, warn));
    }
    found.push(await readConfig(join(home, MANAGED_CONFIG), warn));
  }
  const named = variables["OCX_CONFIG"];
  if (named !== undefined && named !== "") found.push(await readConfig(named, warn));
  return found.flatMap((file) => file ?? []);
}

const MANAGED_CONFIG = "state/managed-config/config.toml";
const MANAGED_SNAPSHOT = "state/managed-config/snapshot.json";

/** Without what `[managed]` fetches, nearly every command fails; `OCX_NO_CONFIG` would help. */
async function managedWarnings(
  { home, variables }: SettingsPlace,
  files: readonly ConfigFile[],
): Promise<readonly string[]> {
  const managed = files
    .filter(({ file }) => file !== join(home, MANAGED_CONFIG))
    .map(({ table }) => table.value("managed"));
  const last = (key: string): unknown =>
    managed.map((value) => memberOf(value, key)).findLast((value) => value !== undefined);
  const overridden = isSet(variables["OCX_NO_CONFIG"]) ? undefined : variables["OCX_MANAGED_CONFIG"];
  const source = overridden === undefined || overridden === "" ? last("source") : overridden;
  if (typeof source !== "string" || last("required") === false) return [];
  if ((await exists(join(home, MANAGED_SNAPSHOT))) && (await exists(join(home, MANAGED_CONFIG)))) return [];
  return [
    `OCX requires the managed configuration ${source}, which ${home} does not have: its commands will fail with 78 unless OCX_NO_CONFIG=1 is set`,
  ];
}

function otherWarnings(variables: SettingsPlace["variables"], files: readonly ConfigFile[]): readonly string[] {
  const warnings: string[] = [];
  const index = variables["OCX_INDEX"];
  if (index !== undefined && index !== "")
    warnings.push(`OCX_INDEX is ${index}: OCX will not look into the index of the home, thus not find imported tags`);
  const patched = files.find(({ table }) => table.value("patches") !== undefined)?.file;
  if (patched !== undefined)
    warnings.push(`${patched} has [patches]: OCX may refuse to compose an environment without them`);
  for (const name of ["OCX_PATCHES", "OCX_PATCH_SNAPSHOT"]) {
    if ((variables[name] ?? "") !== "")
      warnings.push(`${name} is set: OCX may refuse to compose an environment without its patches`);
  }
  return warnings;
}

async function readConfig(path: string | undefined, warn: (text: string) => void): Promise<ConfigFile | undefined> {
  if (path === undefined) return undefined;
  try {
    const table = await readToml(path, "IO_FAILED");
    return table === undefined ? undefined : { file: path, table };
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    warn(`${error.message}. Whether it forbids the import is not known.`);
    return undefined;
  }
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function isSet(value: string | undefined): boolean {
  return TRUTHY.has((value ?? "").toLowerCase());
}

async function isLink(path: string): Promise<boolean> {
  return (await look(path))?.isSymbolicLink() === true;
}

async function exists(path: string): Promise<boolean> {
  return (await look(path)) !== undefined;
}

async function look(path: string): Promise<Awaited<ReturnType<typeof lstat>> | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw asFailure(error, `look at ${path}`);
  }
}
