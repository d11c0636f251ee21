import { join } from "node:path";
import * as v from "valibot";
import { BundleError } from "../../errors.ts";
import { readRegularFile } from "../../io/read-regular-file.ts";
import { isDigest } from "../../oci/digest.ts";
import { decodeUtf8 } from "../documents/json-tree.ts";
import { parseToml } from "../documents/toml.ts";
import { type Identifier, parseIdentifier } from "../model/identifier.ts";
import { type ConfigFile, memberOf } from "./config-value.ts";
import { parseSettings } from "./settings.ts";

/** The configuration that `[managed]` or OCX_MANAGED_CONFIG names, and what the home has of it. */
export interface ManagedConfig {
  readonly source: string;
  /** True if OCX fails without it. */
  readonly isRequired: boolean;
  /**
   * `applied`: OCX uses what it has fetched. `absent`: nothing was fetched from this source. `unusable`: what was fetched is no
   * configuration. `invalid`: the source or the interval cannot be read, so that OCX fails in any case.
   */
  readonly state: "applied" | "absent" | "unusable" | "invalid";
  /** The fetched configuration, if it is applied. */
  readonly file?: ConfigFile;
}

/** The configuration that was fetched, and what describes it. Home-relative. */
const FETCHED = "state/managed-config/config.toml";
const SNAPSHOT = "state/managed-config/snapshot.json";

/** The registry of a source that names none, whatever the configuration says. */
const SOURCE_REGISTRY = "ocx.sh";

const snapshotDocument = v.object({
  source: v.string(),
  tag: v.nullish(v.string()),
  digest: v.pipe(v.string(), v.check(isDigest)),
  fetched_at: v.string(),
});

/**
 * Finds the managed configuration. What was fetched counts only if it is from the source that is named now.
 * Source: OCX, `config/managed.rs` and `config/loader.rs::fold_managed_tier`.
 * @param files those on this machine, in OCX's order
 * @param override OCX_MANAGED_CONFIG
 * @param home undefined if nothing that was fetched counts
 */
export async function findManaged(
  files: readonly ConfigFile[],
  override: string | undefined,
  home: string | undefined,
): Promise<ManagedConfig | undefined> {
  const { source, isRequired, hasInterval } = foldSettings(files, override);
  if (source === undefined || source === "") return undefined;
  const named = readSource(source);
  if (named === undefined || !hasInterval) return { source, isRequired: true, state: "invalid" };
  const bytes = home === undefined ? undefined : await readFetched(home, named);
  if (home === undefined || bytes === undefined) return { source, isRequired, state: "absent" };
  const file = join(home, FETCHED);
  try {
    const table = parseToml(bytes, file, "CONFIG_INVALID");
    parseSettings(table);
    return { source, isRequired, state: "applied", file: { file, table, tier: "managed" } };
  } catch (error) {
    if (error instanceof BundleError) return { source, isRequired, state: "unusable" };
    throw error;
  }
}

interface ManagedSettings {
  readonly source: string | undefined;
  readonly isRequired: boolean;
  /** False for an interval that OCX cannot read. */
  readonly hasInterval: boolean;
}

/** Joins the settings, key by key. A required one of the machine's own file keeps all others out. */
function foldSettings(files: readonly ConfigFile[], override: string | undefined): ManagedSettings {
  const tables = files.map(({ table, tier }) => ({ value: table.value("managed"), tier }));
  const locked = tables.filter(
    ({ value, tier }) => tier === "system" && value !== undefined && memberOf(value, "required") !== false,
  );
  const last = (key: string): unknown =>
    (locked.length > 0 ? locked : tables)
      .map(({ value }) => memberOf(value, key))
      .findLast((value) => value !== undefined);
  const own = last("source");
  const declared = typeof own === "string" ? own : undefined;
  const isKept = locked.length > 0 && (declared === undefined || !isSameSource(declared, override));
  const interval = last("interval") ?? "1d";
  return {
    source: override === undefined || override === "" || isKept ? declared : override,
    isRequired: last("required") !== false,
    hasInterval: typeof interval === "string" && /^\d+[smhd]?$/u.test(interval),
  };
}

function isSameSource(a: string, b: string | undefined): boolean {
  const [one, other] = [a, b ?? ""].map(readSource);
  return one !== undefined && JSON.stringify(one) === JSON.stringify(other);
}

/** The configuration that was fetched from this source; undefined for anything else, and for what cannot be read. */
async function readFetched(home: string, named: Identifier): Promise<Uint8Array | undefined> {
  const snapshot = parseSnapshot(await readIfPossible(join(home, SNAPSHOT)));
  const from = snapshot && readSource(snapshot.source);
  if (from === undefined || from.registry !== named.registry || from.repository !== named.repository) return undefined;
  if (named.digest !== undefined && named.digest !== snapshot?.digest) return undefined;
  const bytes = await readIfPossible(join(home, FETCHED));
  return bytes !== undefined && decodeUtf8(bytes) !== undefined ? bytes : undefined;
}

/** OCX takes what it cannot read for absent. */
async function readIfPossible(path: string): Promise<Uint8Array | undefined> {
  return await readRegularFile(path).catch(() => undefined);
}

function parseSnapshot(bytes: Uint8Array | undefined): v.InferOutput<typeof snapshotDocument> | undefined {
  try {
    const parsed = v.safeParse(snapshotDocument, JSON.parse(Buffer.from(bytes ?? []).toString()));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

function readSource(text: string): Identifier | undefined {
  try {
    return parseIdentifier(text, SOURCE_REGISTRY);
  } catch (error) {
    if (error instanceof BundleError) return undefined;
    throw error;
  }
}
