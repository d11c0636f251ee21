import type { TreeEngine } from "../../archive/engine/engine.ts";
import type { Tree, TreePlan } from "../../archive/frames/tree.ts";
import type { ErrorCode } from "../../error-codes.ts";
import { BundleError } from "../../errors.ts";
import { inHome } from "../../home/contents/target-home.ts";
import { layerPath } from "../../home/model/paths.ts";
import type { Digest } from "../../oci/digest.ts";
import { layerPrefix } from "./layer-blob.ts";

/** Failures of walking a tree that has entries which no layer has. */
const UNUSUAL: readonly ErrorCode[] = ["FILE_UNSUPPORTED", "NAME_INVALID", "PATH_UNSAFE", "LIMIT_EXCEEDED"];

/** Plans the tree of a layer in a home as export does; undefined if it has entries that no layer has. */
export async function planLayer(
  engine: TreeEngine,
  home: string,
  layer: { readonly registry: string; readonly digest: Digest },
): Promise<TreePlan | undefined> {
  const planned = await planUsual(engine, layerTree(home, layer));
  return planned instanceof BundleError ? undefined : planned;
}

/** The tree of a layer in a home. */
export function layerTree(home: string, layer: { readonly registry: string; readonly digest: Digest }): Tree {
  return {
    prefix: layerPrefix(layer),
    directory: { name: "content", path: inHome(home, `${layerPath(layer.registry, layer.digest)}/content`) },
    documents: [{ name: "digest", bytes: Buffer.from(layer.digest) }],
  };
}

/** Plans a tree as export does; the failure if it has entries that no layer has. */
export async function planUsual(engine: TreeEngine, tree: Tree): Promise<TreePlan | BundleError> {
  try {
    const [plan] = await engine.plan([tree]);
    if (plan === undefined) throw new Error("a tree has no plan");
    return plan;
  } catch (error) {
    if (error instanceof BundleError && UNUSUAL.includes(error.code)) return error;
    throw error;
  }
}
