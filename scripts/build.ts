/**
 * Bundles the actions, the command line and the worker into dist/.
 *
 *     node scripts/build.ts           empties dist/ and writes it
 *     node scripts/build.ts --check   builds in memory and compares with dist/, byte for byte
 */
import { chmod, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { CORE, joinModules, modulesToJoin } from "./join-modules.ts";
import { collectLicenses } from "./licenses.ts";

const ROOT = join(import.meta.dirname, "..");
const DIST = join(ROOT, "dist");

/** Dependencies call `require("net")` and the like, which an ES module does not have. */
const REQUIRE = `import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);`;
const SHEBANG = "#!/usr/bin/env node\n";

/**
 * `@actions/core` imports an HTTP client for OpenID Connect, which we do not use, and with it undici (0.8 MB).
 */
const leaveOutOidc: Plugin = {
  name: "leave-out-oidc",
  setup(run) {
    run.onLoad({ filter: /@actions[\\/]core[\\/]lib[\\/]oidc-utils\.js$/ }, () => ({
      contents: "export class OidcClient {}",
    }));
  },
};

/** An `import` of `http` reads all that it exports, and with `WebSocket` Node loads its own undici: 50 ms, where this takes 5. */
const httpAlone: Plugin = {
  name: "http-alone",
  setup(run) {
    run.onResolve({ filter: /^(?:node:)?http$/ }, () => ({ path: "http", namespace: "alone" }));
    run.onLoad({ filter: /.*/, namespace: "alone" }, () => ({
      contents: 'module.exports = process.getBuiltinModule("http");',
    }));
  },
};

const PLUGINS = [leaveOutOidc, httpAlone];

const ENTRIES = {
  export: "src/actions/export.ts",
  import: "src/actions/import.ts",
  cli: "src/cli/main.ts",
  worker: "src/archive/worker/worker.ts",
  "serve-thread": "src/serve/serve-thread.ts",
};

const OPTIONS = {
  absWorkingDir: ROOT,
  outdir: DIST,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  target: "node24",
  format: "esm",
  splitting: true,
  // Flat, so that `new URL("./worker.mjs", import.meta.url)` holds in whichever chunk it ends up.
  chunkNames: "[name]-[hash]",
  // jsonc-parser's `main` is UMD, which hides its imports from a bundler.
  mainFields: ["module", "main"],
  legalComments: "none",
  metafile: true,
  write: false,
  logLevel: "warning",
} as const satisfies BuildOptions;

async function bundle(): Promise<Map<string, Uint8Array>> {
  // An object, not a list: a list repeats the source folders below dist/.
  const { metafile: graph } = await build({ ...OPTIONS, entryPoints: ENTRIES, plugins: PLUGINS });
  const joined = await modulesToJoin(graph);
  const { outputFiles, metafile } = await build({
    ...OPTIONS,
    entryPoints: { ...ENTRIES, core: CORE },
    plugins: [...PLUGINS, joinModules(joined)],
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
  for (const [name, contents] of files) files.set(name, withRequire(contents));
  makeExecutable(files);
  files.set("LICENSES.txt", Buffer.from(await collectLicenses(ROOT, metafile)));
  return files;
}

/** Gives dependencies that call `require` one, where they are. */
function withRequire(contents: Uint8Array): Uint8Array {
  const text = Buffer.from(contents).toString();
  return /\brequire\b/.test(text) ? Buffer.from(`${REQUIRE}\n${text}`) : contents;
}

function makeExecutable(files: Map<string, Uint8Array>): void {
  const cli = Buffer.from(files.get("cli.mjs") ?? []);
  if (!cli.toString("latin1").startsWith(SHEBANG)) files.set("cli.mjs", Buffer.concat([Buffer.from(SHEBANG), cli]));
}

async function write(files: Map<string, Uint8Array>): Promise<void> {
  // Chunks have hashes in their names: without this, old ones would stay.
  await rm(DIST, { recursive: true, force: true });
  await mkdir(DIST);
  for (const [name, contents] of files) await writeFile(join(DIST, name), contents);
  await chmod(join(DIST, "cli.mjs"), 0o755);
}

/** What is wrong with dist/, a line for each file. */
async function differences(files: Map<string, Uint8Array>): Promise<string[]> {
  const present = await readdir(DIST).catch((): string[] => []);
  const stale = present.filter((name) => !files.has(name)).map((name) => `${name} is left over`);
  const wrong = await Promise.all(
    Array.from(files, async ([name, contents]) => {
      if (!present.includes(name)) return [`${name} is missing`];
      return (await readFile(join(DIST, name))).equals(contents) ? [] : [`${name} differs`];
    }),
  );
  return [...stale, ...wrong.flat()];
}

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const files = await bundle();
if (values.check) {
  const found = await differences(files);
  for (const line of found) console.error(`${relative(process.cwd(), DIST)}/${line}`);
  if (found.length > 0) {
    console.error("dist/ is not what the sources say: run `npm run build` and commit it.");
    process.exitCode = 1;
  }
} else {
  await write(files);
}
