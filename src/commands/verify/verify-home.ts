import { join } from "node:path";
import { compareListed, type FlawedEntry } from "../../archive/engine/compare-listed.ts";
import type { TreeEngine } from "../../archive/engine/engine.ts";
import { type ListedTree, mergeListed } from "../../archive/engine/listed-tree.ts";
import type { TreePlan } from "../../archive/frames/tree.ts";
import type { BundleLayer } from "../../bundle/config.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import type { Closure } from "../../home/closure/closure.ts";
import { type Home, openHome } from "../../home/model/open-home.ts";
import { layerPath } from "../../home/model/paths.ts";
import { lookAt } from "../../io/look-at.ts";
import { MAX_LISTED } from "../../limits.ts";
import { comparePackages } from "../../manifest/compare.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import { layerBlob } from "../reading/layer-blob.ts";
import { contentPath, treeLinks } from "../reading/list-files.ts";
import { planUsual } from "../reading/plan-layer.ts";
import type { VerifiedHome } from "../results/verify-result.ts";

interface HomeToVerify {
  readonly path: string;
  readonly bundle: Bundle;
  readonly closure: Closure;
  readonly engine: TreeEngine;
}

/** Most lines of a message, and most notes that are printed. */
const MOST_LINES = 1000;
const MOST_NOTES = 20;

/**
 * Compares the layers and packages of a bundle, which is verified, with those in a home, byte by byte. Reads the home only.
 * @throws BundleError `HOME_DAMAGED` with everything that is missing or altered; `HOME_NOT_FOUND`, `FILE_UNSUPPORTED`, and what
 * reading throws
 */
export async function verifyHome(
  { path, bundle, closure, engine }: HomeToVerify,
  { signal }: ProcessContext,
  reporter: Reporter,
): Promise<VerifiedHome> {
  const home = await openHome(path);
  const { layers } = bundle.config;
  const blobs = layers.map((layer) => layerBlob(bundle, layer, closure));
  const trees = await engine.list(blobs, "sha256", () => signal.throwIfAborted());
  const listed = new Map(layers.map((layer, place) => [pathOf(layer), trees[place] ?? NOTHING]));
  const damaged: string[] = [];
  const notes: string[] = [];
  const there = await presentIn(home, [
    ...layers.map((layer) => `${pathOf(layer)}/content`),
    ...closure.packages.map(contentPath),
  ]);
  const { found, unusual } = await readTrees(home, [...there], engine, signal);
  const lacking = (content: string, name: string): string => {
    const why = unusual.get(content);
    return why === undefined ? `${name} is missing` : `${name} cannot be compared: ${why}`;
  };

  for (const layer of layers) {
    const place = pathOf(layer);
    const tree = found.get(`${place}/content`);
    if (tree === undefined) {
      damaged.push(lacking(`${place}/content`, place));
      continue;
    }
    for (const flawed of compareListed(listed.get(place) ?? NOTHING, tree)) describe(place, flawed, { damaged, notes });
    await checkDigestFile(home, layer, damaged);
  }
  for (const pkg of closure.packages) {
    const place = contentPath(pkg);
    const tree = found.get(place);
    if (tree === undefined) {
      damaged.push(lacking(place, place));
      continue;
    }
    const expected = treeLinks(pkg).map(({ layer, link }) => ({ ...link, tree: listed.get(layer) ?? NOTHING }));
    const before = [{ path: place, entries: mergeListed(expected, MAX_LISTED) }];
    const after = [{ path: place, entries: mergeListed([{ tree, strip: 1, prefix: "" }], MAX_LISTED) }];
    for (const { path: name, status, what } of comparePackages(before, after).flatMap(({ files }) => files)) {
      if (status === "added") notes.push(`${place}/${name} was added`);
      else damaged.push(`${place}/${name}: ${status === "removed" ? "missing" : what.join(", ")}`);
    }
  }
  warnOf(notes, reporter);
  if (damaged.length > 0) throw damagedHome(home, damaged, "the bundle");
  return { path: home.path, layers: layers.length, packages: closure.packages.length, notes };
}

/** Prints notes, but not too many. */
export function warnOf(notes: readonly string[], reporter: Reporter): void {
  for (const note of notes.slice(0, MOST_NOTES)) reporter.warn(note);
  if (notes.length > MOST_NOTES) reporter.warn(`and ${notes.length - MOST_NOTES} more notes: \`--json\` has all`);
}

const NOTHING: ListedTree = { records: [] };

function pathOf({ registry, digest }: BundleLayer): string {
  return layerPath(registry, digest);
}

export async function presentIn(home: Home, directories: readonly string[]): Promise<ReadonlySet<string>> {
  const there = new Set<string>();
  for (const directory of directories) {
    if ((await lookAt(join(home.path, directory)))?.isDirectory() === true) there.add(directory);
  }
  return there;
}

/** The trees in directories of a home, and why others cannot be read: they have entries that no layer has. */
async function readTrees(home: Home, directories: readonly string[], engine: TreeEngine, signal: AbortSignal) {
  const plans = new Map<string, TreePlan>();
  const unusual = new Map<string, string>();
  for (const directory of directories) {
    const place = { name: "content", path: join(home.path, directory) };
    const planned = await planUsual(engine, { prefix: `${directory}/`, directory: place, documents: [] });
    if (planned instanceof BundleError) unusual.set(directory, planned.message);
    else plans.set(directory, planned);
  }
  const trees = await engine.hash([...plans.values()], "sha256", () => signal.throwIfAborted());
  return { found: new Map([...plans.keys()].map((each, place) => [each, trees[place] ?? NOTHING])), unusual };
}

/** The file beside a layer's content: OCX takes a layer with another digest in it for another layer. */
export async function checkDigestFile(home: Home, layer: BundleLayer, damaged: string[]): Promise<void> {
  const path = `${pathOf(layer)}/digest`;
  const bytes = await home.read(path);
  if (bytes !== undefined && Buffer.from(bytes).toString("utf8").trimEnd() !== layer.digest)
    damaged.push(`${path}: content`);
}

function describe(
  place: string,
  { path, flaws }: FlawedEntry,
  { damaged, notes }: { readonly damaged: string[]; readonly notes: string[] },
): void {
  // The file `digest` lies beside the tree, and is checked on its own.
  if (path === "digest") return;
  if (flaws.includes("umask")) notes.push(`${place}/${path}: the mode is that of another umask`);
  else damaged.push(`${place}/${path}: ${flaws.join(", ")}`);
}

/** @param than what it differs from */
export function damagedHome({ path }: Home, damaged: readonly string[], than: string, hint?: string): BundleError {
  const more = damaged.length - MOST_LINES;
  const lines = [
    `Cannot use home ${path}: it differs from ${than}`,
    ...damaged.slice(0, MOST_LINES),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
  return new BundleError("HOME_DAMAGED", lines, hint === undefined ? {} : { hint });
}
