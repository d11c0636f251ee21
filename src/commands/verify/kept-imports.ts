import { type BundleConfig, type BundleLayer, parseConfig } from "../../bundle/config.ts";
import { EXIT } from "../../error-codes.ts";
import { BundleError } from "../../errors.ts";
import { type ClosurePackage, collectClosure } from "../../home/closure/closure.ts";
import { configOf, type RecordedImport } from "../../home/contents/import-records.ts";
import { keptConfigPath, readImportsLog } from "../../home/contents/imports-log.ts";
import { targetHome } from "../../home/contents/target-home.ts";
import type { Home } from "../../home/model/open-home.ts";
import { MAX_CONFIG } from "../../limits.ts";
import { layerPrefix } from "../reading/layer-blob.ts";

/** The layers and packages of all imports of a home, each once. */
export interface Kept {
  readonly imports: readonly RecordedImport["bundle"][];
  readonly layers: readonly BundleLayer[];
  readonly packages: readonly ClosurePackage[];
  /** Kept configs that are missing or unreadable. */
  readonly damaged: readonly string[];
  readonly notes: readonly string[];
}

/** Failures of reading documents that are damaged, or missing. */
const DAMAGE: readonly number[] = [EXIT.data, EXIT.notFound];

/**
 * Reads the log of a home and the configs of bundles that imports keep beside it. Which packages they are follows from the home's own
 * documents, as for OCX.
 * @throws BundleError `IMPORT_NOT_FOUND`, and what reading throws
 */
export async function collectKept(home: Home): Promise<Kept> {
  const { records } = await readImportsLog(targetHome(home.path));
  const active = Map.groupBy(
    records.filter(({ forgotten }) => forgotten === undefined),
    configOf,
  );
  const imports: RecordedImport["bundle"][] = [];
  const layers = new Map<string, BundleLayer>();
  const packages = new Map<string, ClosurePackage>();
  const damaged: string[] = [];
  const notes: string[] = [];
  for (const [digest, group] of active) {
    const [first] = group;
    if (first === undefined) continue;
    const { bundle } = first;
    try {
      const config = await readKept(home, digest);
      if (config === undefined) {
        notes.push(`Nothing is known of ${bundle.name} (${bundle.digest}): its config was not kept. Import it again.`);
        continue;
      }
      imports.push(bundle);
      const found = await readImported(home, config, new Set(group.flatMap(({ roots }) => roots)));
      for (const layer of found.layers) layers.set(layerPrefix(layer), layer);
      for (const pkg of found.packages) packages.set(`${pkg.registry} ${pkg.leaf}`, pkg);
    } catch (error) {
      if (!(error instanceof BundleError) || !DAMAGE.includes(error.exitCode)) throw error;
      damaged.push(`${bundle.name} (${bundle.digest}): ${error.lines.join("; ")}`);
    }
  }
  if (imports.length === 0 && damaged.length === 0) {
    throw new BundleError("IMPORT_NOT_FOUND", `Cannot verify home ${home.path}: it has no record of an import`, {
      hint: "Give the bundle too: `ocx-bundle verify BUNDLE --home DIR`.",
    });
  }
  return { imports, layers: [...layers.values()], packages: [...packages.values()], damaged, notes };
}

async function readKept(home: Home, digest: string): Promise<BundleConfig | undefined> {
  const path = keptConfigPath(digest);
  const bytes = await home.read(path);
  if (bytes === undefined) return undefined;
  if (bytes.byteLength > MAX_CONFIG) {
    const found = `it has ${bytes.byteLength} bytes, expected at most ${MAX_CONFIG}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${path}: ${found}`);
  }
  return parseConfig(bytes);
}

/** The layers and packages of the roots that were imported. */
async function readImported(
  home: Home,
  config: BundleConfig,
  roots: ReadonlySet<string>,
): Promise<Pick<Kept, "layers" | "packages">> {
  const chosen = config.roots.filter(({ identifier }) => roots.has(identifier));
  const platforms = new Map(config.packages.map(({ registry, leaf, platform }) => [`${registry} ${leaf}`, platform]));
  const known = chosen.map((root) => {
    const platform = platforms.get(`${root.registry} ${root.leaf}`);
    return platform === undefined || platform === "unknown" ? root : { ...root, platform };
  });
  const closure = await collectClosure(home.read, known, config.platform);
  const needed = new Set(closure.layers.map(layerPrefix));
  return { layers: config.layers.filter((layer) => needed.has(layerPrefix(layer))), packages: closure.packages };
}
