import { availableParallelism } from "node:os";
import { join } from "node:path";
import { openEngine } from "../../archive/engine/engine.ts";
import { type ListedTree, type MergedTree, mergeListed, type PlacedTree } from "../../archive/engine/listed-tree.ts";
import { openBundle } from "../../bundle/open-bundle.ts";
import { type ClosurePackage, collectClosure } from "../../home/closure/closure.ts";
import { defaultRegistry } from "../../home/config/config-files.ts";
import { platformToChoose, wantedPlatform } from "../../home/host/wanted-platform.ts";
import { type Home, openHome } from "../../home/model/open-home.ts";
import { layerPath, packagePath } from "../../home/model/paths.ts";
import { layerLinks } from "../../home/publish/stage-import.ts";
import { findDeclared, namedPackages } from "../../home/resolve/find-declared.ts";
import { resolvePackages } from "../../home/resolve/resolve-packages.ts";
import { MAX_LISTED } from "../../limits.ts";
import type { DigestAlgorithm } from "../../manifest/file-list.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import { homePath, indexPath } from "../places/home-path.ts";
import { openInput } from "../places/open-input.ts";
import { logsOf } from "../places/remote-reading.ts";
import { choosePackage } from "../results/choose-package.ts";
import { attachBases } from "./attach-bases.ts";
import { layerBlob } from "./layer-blob.ts";
import { openBases } from "./open-bases.ts";
import { readBundle } from "./read-bundle.ts";
import { refuseDelta } from "./refuse-delta.ts";

/** The files of one package. */
export interface PackageFiles {
  readonly registry: string;
  readonly repository: string;
  /** Digest of the leaf manifest. */
  readonly digest: string;
  /** Of its content, below a home. */
  readonly path: string;
  /** Paths below its content. */
  readonly entries: MergedTree;
}

export interface Listing {
  readonly algorithm: DigestAlgorithm;
  /** Identifier of the only package to list. */
  readonly only?: string | undefined;
  /** Of a home's packages, or of a bundle for several platforms. Default: this machine's. */
  readonly platform?: string | undefined;
  readonly workers?: number | undefined;
  /** Earlier bundles and homes that a delta builds on. */
  readonly bases?: readonly Input[] | undefined;
  /** Whether the command names no other server. Default: true. */
  readonly sole?: boolean;
}

/**
 * Lists the content of the packages in a bundle: verifies its layers, and merges them as an import would.
 * @throws BundleError `PACKAGE_NOT_IN_BUNDLE`, `LIMIT_EXCEEDED`, `DELTA_INCOMPLETE`, and what opening, verifying and attaching bases
 * throw
 */
export async function listBundle(
  source: Input,
  listing: Listing,
  context: ProcessContext,
  reporter: Reporter,
): Promise<readonly PackageFiles[]> {
  const { packages, trees } = await listLayers(source, listing, context, reporter);
  // The threads have ended: with them it would take more memory.
  return mergeAll(packages, (pkg) =>
    treeLinks(pkg).map(({ layer, link }) => ({ ...link, tree: trees.get(layer) ?? NOTHING })),
  );
}

/** The packages to list, and the trees of their layers by the layers' paths in a home. */
async function listLayers(
  source: Input,
  { algorithm, only, platform, workers = availableParallelism(), bases: inputs = [], sole = true }: Listing,
  context: ProcessContext,
  reporter: Reporter,
): Promise<{ readonly packages: readonly ClosurePackage[]; readonly trees: ReadonlyMap<string, ListedTree> }> {
  const reading = { ...logsOf(reporter), sole: sole && inputs.every(({ kind }) => kind === "file") };
  const progress = (done: number, total: number): void => reporter.progress("fetch", done, total);
  // A remote bundle is fetched first: the layers are read by threads, in any order.
  await using input = await openInput(source, context, { ...reading, whole: true, progress });
  const opened = await openBundle(input, { platform: await platformToChoose(platform) });
  if (inputs.length === 0) refuseDelta(opened, "list files of", true);
  const { closure } = await readBundle(opened);
  const registry = await defaultRegistry({ ...context, home: homePath(undefined, context) });
  const packages = only === undefined ? closure.packages : [choosePackage(closure, only, registry)];
  const links = Map.groupBy(packages.flatMap(treeLinks), ({ layer }) => layer);
  const layers = opened.config.layers.filter((layer) => links.has(layerPath(layer.registry, layer.digest)));
  await using stack = new AsyncDisposableStack();
  const engine = stack.use(openEngine({ workers }));
  const opening = { stack, takes: "homes", platform: opened.config.platform, ...reading } as const;
  const bases = await openBases(inputs, context, opening);
  const bundle = await attachBases(opened, layers, { engine, home: undefined, bases, closure });
  const blobs = layers.map((layer) => {
    const path = layerPath(layer.registry, layer.digest);
    return { ...layerBlob(bundle, layer, closure), path, links: (links.get(path) ?? []).map(({ link }) => link) };
  });
  const listed = await engine.list(blobs, algorithm, progressOf(blobs, context, reporter));
  engine.checkPackages();
  await input.finish();
  return { packages, trees: new Map(blobs.map(({ path }, place) => [path, listed[place] ?? NOTHING])) };
}

const NOTHING: ListedTree = { records: [] };

/**
 * Lists the content of the packages in a home as it is on disk: of all with an install link, and of their dependencies.
 * @throws BundleError `PACKAGE_NOT_INSTALLED`, `FILE_UNSUPPORTED`, `FILE_CHANGED`, `LIMIT_EXCEEDED`, and what reading throws
 */
export async function listHome(
  path: string,
  { algorithm, only, platform, workers = availableParallelism() }: Listing,
  context: ProcessContext,
  reporter: Reporter,
): Promise<readonly PackageFiles[]> {
  const home = await openHome(path, indexPath(context));
  const wanted = await wantedPlatform(platform);
  const declared =
    only === undefined
      ? await findDeclared({ kind: "all" }, home.path, context)
      : await namedPackages([only], home.path, context);
  const { roots } = await resolvePackages(home, declared, wanted);
  const closure = await collectClosure(home.read, roots, wanted);
  const isRoot = (pkg: ClosurePackage): boolean =>
    roots.some(({ registry, leaf }) => registry === pkg.registry && leaf === pkg.leaf);
  const packages = only === undefined ? closure.packages : closure.packages.filter(isRoot);
  const trees = await hashContents(home, packages, { algorithm, workers }, context, reporter);
  return mergeAll(packages, (_, place) => [{ tree: trees[place] ?? NOTHING, strip: 1, prefix: "" }]);
}

async function hashContents(
  home: Home,
  packages: readonly ClosurePackage[],
  { algorithm, workers }: { readonly algorithm: DigestAlgorithm; readonly workers: number },
  context: ProcessContext,
  reporter: Reporter,
): Promise<readonly ListedTree[]> {
  await using engine = openEngine({ workers });
  const plans = await engine.plan(
    packages.map((pkg) => ({
      prefix: `${packagePath(pkg.registry, pkg.leaf)}/`,
      directory: { name: "content", path: join(home.path, contentPath(pkg)) },
      documents: [],
    })),
  );
  return await engine.hash(plans, algorithm, progressOf(plans, context, reporter));
}

/** @throws BundleError `LIMIT_EXCEEDED` when all packages together have too many entries */
function mergeAll(
  packages: readonly ClosurePackage[],
  treesOf: (pkg: ClosurePackage, place: number) => readonly PlacedTree[],
): readonly PackageFiles[] {
  let room = MAX_LISTED;
  return packages.map((pkg, place) => {
    const entries = mergeListed(treesOf(pkg, place), room);
    room -= entries.length;
    return { ...describe(pkg), entries };
  });
}

function describe(pkg: ClosurePackage): Omit<PackageFiles, "entries"> {
  const { registry, repositories, leaf } = pkg;
  return { registry, repository: repositories[0] ?? "", digest: leaf, path: contentPath(pkg) };
}

/** Path of a package's content, below a home. */
export function contentPath({ registry, leaf }: ClosurePackage): string {
  return `${packagePath(registry, leaf)}/content`;
}

/** The links of a package's layers. Their trees have `content` as top directory, which is dropped too. */
export function treeLinks(pkg: ClosurePackage): ReturnType<typeof layerLinks> {
  return layerLinks(pkg, contentPath(pkg)).map(({ layer, link }) => ({
    layer,
    link: { ...link, strip: link.strip + 1 },
  }));
}

function progressOf(
  trees: readonly { readonly contentSize: number }[],
  { signal }: ProcessContext,
  reporter: Reporter,
): (done: number) => void {
  const total = trees.reduce((sum, { contentSize }) => sum + contentSize, 0);
  return (done) => {
    signal.throwIfAborted();
    reporter.progress("list", done, total);
  };
}
