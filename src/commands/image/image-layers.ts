import type { ComposedTree, MadeEntry, TreePlan } from "../../archive/frames/tree.ts";
import type { TreeEngine } from "../../archive/run/engine.ts";
import type { BundleConfig, BundleLayer } from "../../bundle/config.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import type { Closure } from "../../home/closure/closure.ts";
import { stagedPath } from "../../home/contents/staged-path.ts";
import { layerPath } from "../../home/model/paths.ts";
import type { ImportPlan } from "../../home/plan/import-plan.ts";
import { describeNewHome } from "../../home/plan/new-home.ts";
import { planLayers } from "../../image/plan-layers.ts";
import { layerPrefix } from "../reading/layer-blob.ts";
import { treeLinks } from "../reading/list-files.ts";
import { packageName } from "../results/summarize-bundle.ts";
import { placeExecutable } from "./place-executable.ts";

/** Most packages that a layer's comment names. */
const NAMED = 3;

/** Directories that programs expect on every system, for an image without a base. */
const OF_A_SYSTEM: readonly MadeEntry[] = [
  {
    kind: "document",
    path: "etc/passwd",
    bytes: Buffer.from("root:x:0:0:root:/:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n"),
    mode: 0o644,
  },
  { kind: "directory", path: "tmp", mode: 0o1777 },
];

/** One layer to add to an image: with files of the home's layers at some paths, with the executable `ocx`, or with the rest of the home. */
export type ImageLayer = { readonly comment: string } & (
  | { readonly kind: "packages"; readonly from: readonly string[] }
  | { readonly kind: "executable" | "home" }
);

/**
 * Decides which layers an image gets: those of the packages, that of the executable, and last that of the home.
 * @param base number of layers of the base
 * @throws BundleError `LIMIT_EXCEEDED`
 */
export function chooseLayers({ config }: Bundle, closure: Closure, base: number): readonly ImageLayer[] {
  const largestFirst = config.layers.toSorted((a, b) => b.contentSize - a.contentSize);
  const own: readonly ImageLayer[] = [
    ...(config.ocx === undefined ? [] : [{ kind: "executable" as const, comment: "ocx" }]),
    { kind: "home", comment: "the OCX home" },
  ];
  const groups = planLayers(largestFirst, { base, own: own.length }).map((layers) => ({
    kind: "packages" as const,
    comment: namesOf(layers, closure),
    from: layers.map(({ registry, digest }) => layerPath(registry, digest)),
  }));
  return [...groups, ...own];
}

function namesOf(layers: readonly BundleLayer[], { packages, roots }: Closure): string {
  const users = packages.filter(({ registry, manifest }) =>
    layers.some(
      (layer) => layer.registry === registry && manifest.layers.some(({ digest }) => digest === layer.digest),
    ),
  );
  const names = users.slice(0, NAMED).map((user) => packageName(user, roots));
  return [...names, ...(users.length > names.length ? [`${users.length - names.length} more`] : [])].join(", ");
}

export interface StagedHome {
  readonly plan: ImportPlan;
  readonly closure: Closure;
  readonly config: BundleConfig;
  /** Directory in which the layers of the packages are unpacked. */
  readonly staging: string;
  readonly now: Date;
}

/**
 * The tars of the layers, whose files are read from the unpacked ones.
 * @param isWhole true for an image without a base
 * @throws BundleError what walking throws
 */
export async function composeLayers(
  layers: readonly ImageLayer[],
  { plan, closure, config, staging, now }: StagedHome,
  { engine, isWhole }: { readonly engine: TreeEngine; readonly isWhole: boolean },
): Promise<readonly ComposedTree[]> {
  const root = plan.home.slice(1);
  const unpacked = config.layers.map((layer) => ({ layer, path: layerPath(layer.registry, layer.digest) }));
  const executable = plan.ocx && (await placeExecutable(plan.ocx, staging));
  const walked = await engine.plan([
    ...unpacked.map(({ layer, path }) => ({
      prefix: layerPrefix(layer),
      directory: { name: "content", path: `${stagedPath(staging, path)}/content` },
      documents: [],
    })),
    ...(executable === undefined ? [] : [executable.tree]),
  ]);
  const plans = new Map(unpacked.map(({ path }, place): [string, TreePlan | undefined] => [path, walked[place]]));
  const links = Map.groupBy(
    // In the order of their paths: the first package has the file, the others have links to it.
    closure.packages
      .flatMap(treeLinks)
      .map(({ layer, link }) => ({ layer, link: { ...link, content: `${root}/${link.content}` } }))
      .toSorted((a, b) => (a.link.content < b.link.content ? -1 : 1)),
    ({ layer }) => layer,
  );
  const sourceOf = (path: string) => {
    const tree = plans.get(path);
    if (tree === undefined) throw new Error(`layer ${path} was not unpacked`);
    const below = stagedPath("", path).slice(1);
    return { plan: tree, below: `${below}/`, links: (links.get(path) ?? []).map(({ link }) => link) };
  };
  return layers.map((layer): ComposedTree => {
    switch (layer.kind) {
      case "packages":
        return { directory: staging, entries: [], sources: layer.from.map(sourceOf) };
      case "executable": {
        const tree = walked[unpacked.length];
        if (executable === undefined || tree === undefined) throw new Error("the executable was not unpacked");
        const { below, link } = executable;
        const inImage = { ...link, content: `${root}/${link.content}` };
        return { directory: staging, entries: [], sources: [{ plan: tree, below, links: [inImage] }] };
      }
      case "home": {
        const entries = [...(isWhole ? OF_A_SYSTEM : []), ...homeEntries(plan, now)];
        return { directory: staging, entries, sources: [] };
      }
    }
  });
}

/** Everything of the home but the files in its packages, sorted by path. */
function homeEntries(plan: ImportPlan, now: Date): readonly MadeEntry[] {
  const { directories, documents, links } = describeNewHome(plan, now);
  const at = (path: string): string => `${plan.home.slice(1)}/${path}`;
  const entries: MadeEntry[] = [
    ...directories.map((path) => ({ kind: "directory" as const, path: at(path) })),
    ...documents.map(({ path, bytes, mode }) => ({ kind: "document" as const, path: at(path), bytes, mode })),
    ...links.map(({ path, target }) => ({ kind: "symlink" as const, path: at(path), target })),
  ];
  return entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
