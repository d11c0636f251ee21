import { posix } from "node:path";
import type { TreeEngine } from "../../archive/engine/engine.ts";
import type { ComposedTree, MadeEntry } from "../../archive/frames/composed.ts";
import type { FramedBlob } from "../../archive/frames/frame-table.ts";
import type { BundleLayer } from "../../bundle/config.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import type { Closure } from "../../home/closure/closure.ts";
import { executableDirectory } from "../../home/contents/executable.ts";
import { layerPath } from "../../home/model/paths.ts";
import type { ImportPlan } from "../../home/plan/import-plan.ts";
import { describeNewHome } from "../../home/plan/new-home.ts";
import { planLayers } from "../../image/plan-layers.ts";
import type { Digest } from "../../oci/digest.ts";
import { layerBlob } from "../reading/layer-blob.ts";
import { contentPath, treeLinks } from "../reading/list-files.ts";
import { packageName } from "../results/summarize-bundle.ts";

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
  | { readonly kind: "packages"; readonly from: readonly BundleLayer[] }
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
    from: layers,
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

export interface ImageHome {
  readonly bundle: Bundle;
  readonly plan: ImportPlan;
  readonly closure: Closure;
  /** False for an image with a base. */
  readonly isWhole: boolean;
  readonly now: Date;
}

/** The tars of the layers, made of the bundle's own. @throws BundleError `DELTA_INCOMPLETE` */
export function composeLayers(
  layers: readonly ImageLayer[],
  { bundle, plan, closure, isWhole, now }: ImageHome,
): readonly ComposedTree[] {
  const links = Map.groupBy(
    // In the order of their paths: the first package has the file, the others have links to it.
    closure.packages
      .flatMap(treeLinks)
      .map(({ layer, link }) => ({ layer, link: { ...link, content: inImage(plan, link.content) } }))
      .toSorted((a, b) => (a.link.content < b.link.content ? -1 : 1)),
    ({ layer }) => layer,
  );
  const sourceOf = (layer: BundleLayer): FramedBlob => {
    const own = links.get(layerPath(layer.registry, layer.digest)) ?? [];
    return { ...layerBlob(bundle, layer, closure), links: own.map(({ link }) => link) };
  };
  return layers.map((layer): ComposedTree => {
    switch (layer.kind) {
      case "packages":
        return { entries: [], sources: layer.from.map(sourceOf) };
      case "executable":
        return { entries: [], sources: executableOf(bundle, plan) };
      case "home":
        return { entries: [...(isWhole ? OF_A_SYSTEM : []), ...homeEntries(plan, now)], sources: [] };
    }
  });
}

/** The executable `ocx`. Its entry lies in a directory of its name, which is dropped. */
function executableOf({ ocx }: Bundle, plan: ImportPlan): readonly FramedBlob[] {
  if (ocx === undefined || plan.ocx === undefined) return [];
  const content = inImage(plan, executableDirectory(plan.ocx.digest));
  return [{ ...ocx, links: [{ owner: "ocx", content, strip: 1, prefix: "" }] }];
}

/** A path of the home in the image. */
function inImage({ home }: ImportPlan, path: string): string {
  return `${home.slice(1)}/${path}`;
}

/** The blobs that an image reads, in order. The executable is read a second time, to check it as a whole. */
export function blobsOfImage(
  layers: readonly ImageLayer[],
  { config }: Bundle,
): readonly { readonly digest: Digest }[] {
  const digests = layers.flatMap((layer) => {
    if (layer.kind === "packages") return layer.from.map(({ blob }) => blob);
    return layer.kind === "executable" && config.ocx !== undefined ? [config.ocx.blob, config.ocx.blob] : [];
  });
  return digests.map((digest) => ({ digest }));
}

/**
 * Whether an absolute path exists in the packages that an engine has streamed. Paths outside of their content count as existing.
 */
export function existsInImage(
  plan: ImportPlan,
  closure: Closure,
  engine: Pick<TreeEngine, "has">,
): (path: string) => boolean {
  const contents = closure.packages.map((pkg) => `/${inImage(plan, contentPath(pkg))}`);
  return (path) => {
    const found = posix.normalize(path);
    const content = contents.find((one) => found.startsWith(`${one}/`));
    return content === undefined || engine.has(content.slice(1), found.slice(content.length + 1));
  };
}

/** Everything of the home but the files in its packages, sorted by path. */
function homeEntries(plan: ImportPlan, now: Date): readonly MadeEntry[] {
  const { directories, documents, links } = describeNewHome(plan, now);
  const at = (path: string): string => inImage(plan, path);
  const entries: MadeEntry[] = [
    ...directories.map((path) => ({ kind: "directory" as const, path: at(path) })),
    ...documents.map(({ path, bytes, mode }) => ({ kind: "document" as const, path: at(path), bytes, mode })),
    ...links.map(({ path, target }) => ({ kind: "symlink" as const, path: at(path), target })),
  ];
  return entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
