import { join, relative } from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";

/**
 * What most runs load is put into one file of dist/. The bundler makes a file for each set of modules that some entries share,
 * which are a hundred small ones for an import; Node takes longer to find and to link each than to read it.
 */

const ROOT = join(import.meta.dirname, "..");

/** The entry of the joined file. */
export const CORE = "joined:core";
const FILE = "./core.mjs";

/** The modules that an import of a file loads. */
const LOADED = ["src/cli/run.ts", "src/commands/import-bundle.ts", "src/report/import-text.ts"];

/** The modules that must load without the joined file: a worker is small, and the start must work with an old Node. */
const APART = ["src/cli/main.ts", "src/cli/start.ts", "src/archive/worker/worker.ts"];

/** Names that modules export, by the path of the module. */
export type JoinedModules = ReadonlyMap<string, readonly string[]>;

/** Our own modules that are loaded by an import of a file, and not also apart. */
export async function modulesToJoin({ inputs }: Metafile): Promise<JoinedModules> {
  const apart = loadedBy(APART, inputs);
  const paths = [...loadedBy(LOADED, inputs)].filter((path) => path.startsWith("src/") && !apart.has(path));
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: paths,
    outdir: "exports",
    format: "esm",
    metafile: true,
    write: false,
  });
  return new Map(Object.values(metafile.outputs).map(({ entryPoint = "", exports }) => [entryPoint, exports]));
}

function loadedBy(entries: readonly string[], inputs: Metafile["inputs"]): ReadonlySet<string> {
  const loaded = new Set(entries);
  for (const path of loaded)
    for (const { path: next, kind } of inputs[path]?.imports ?? []) if (kind === "import-statement") loaded.add(next);
  return loaded;
}

/** Makes every other module import these from the joined file. */
export function joinModules(modules: JoinedModules): Plugin {
  const index = new Map([...modules.keys()].map((path, at) => [path, at]));
  /** In the joined file, two modules may have the same name for different things. */
  const rename = (path: string): string =>
    (modules.get(path) ?? []).map((name) => `${name} as ${name}_${index.get(path)}`).join(", ");
  const restore = (path: string): string =>
    (modules.get(path) ?? []).map((name) => `${name}_${index.get(path)} as ${name}`).join(", ");
  const isJoined = (importer: string): boolean => modules.has(relative(ROOT, importer));
  return {
    name: "join-modules",
    setup(run) {
      run.onResolve({ filter: /^joined:core$/ }, () => ({ path: "core", namespace: "joined" }));
      run.onLoad({ filter: /.*/, namespace: "joined" }, () => ({
        contents: [...modules.keys()].map((path) => `export { ${rename(path)} } from "./${path}";`).join("\n"),
        resolveDir: ROOT,
      }));
      run.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, importer, resolveDir, kind, namespace }) => {
        const found = relative(ROOT, join(resolveDir, path));
        const isInside = namespace === "joined" || isJoined(importer);
        if (!modules.has(found) || (isInside && kind === "import-statement")) return undefined;
        return { path: found, namespace: "from-joined" };
      });
      run.onResolve({ filter: /^\.\/core\.mjs$/ }, () => ({ path: FILE, external: true }));
      run.onLoad({ filter: /.*/, namespace: "from-joined" }, ({ path }) => ({
        contents: `export { ${restore(path)} } from "${FILE}";`,
        resolveDir: ROOT,
      }));
    },
  };
}
