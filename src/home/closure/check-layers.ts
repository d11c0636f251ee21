import { stat } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../../errors.ts";
import { isAbsent } from "../../io/look-at.ts";
import { readRegularFile } from "../../io/read-regular-file.ts";
import { fromSystemError } from "../../io/system-error.ts";
import { excerpt } from "../../printable.ts";
import type { Home } from "../model/open-home.ts";
import { layerPath } from "../model/paths.ts";
import type { Closure, ClosureLayer, ClosurePackage } from "./closure.ts";
import { DEFERRED_HINT, isDeferred } from "./deferred-installs.ts";

/**
 * Checks that a home has every layer tree of a closure. One error names all that are missing.
 * @throws BundleError `OBJECT_MISSING`; `DOCUMENT_INVALID` when the `digest` file of a tree names another layer
 */
export async function checkLayers(home: Home, closure: Closure): Promise<void> {
  const absent: ClosureLayer[] = [];
  for (const layer of closure.layers) {
    if (!(await isComplete(home, layer))) absent.push(layer);
  }
  if (absent.length === 0) return;
  const holes = absent.map((layer) => `layer ${layer.digest} of ${ownersOf(closure, layer).map(nameOf).join(" and ")}`);
  const message = `Cannot export from ${home.path}: it lacks ${holes.join(", ")}`;
  for (const { registry, repositories, leaf } of absent.flatMap((layer) => ownersOf(closure, layer))) {
    if (await isDeferred(home.path, registry, repositories, leaf))
      throw new BundleError("OBJECT_MISSING", message, { hint: DEFERRED_HINT });
  }
  throw new BundleError("OBJECT_MISSING", message);
}

/** A layer tree is complete when it has `content/`. Its `digest` file, if there is one, must match. Source: OCX. */
export async function isComplete(home: Pick<Home, "path">, { registry, digest }: ClosureLayer): Promise<boolean> {
  const directory = join(home.path, layerPath(registry, digest));
  try {
    if (!(await stat(join(directory, "content"))).isDirectory()) return false;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw fromSystemError(error, `look at layer ${digest}`);
  }
  const bytes = await readRegularFile(join(directory, "digest")).catch((error: unknown) => {
    if (isAbsent(error)) return Buffer.from(digest);
    throw fromSystemError(error, `read the digest of layer ${digest}`);
  });
  const marker = Buffer.from(bytes).toString().trimEnd();
  if (marker === digest) return true;
  throw new BundleError(
    "DOCUMENT_INVALID",
    `Cannot use layer ${digest}: its directory has the digest "${excerpt(marker)}"`,
  );
}

function ownersOf(closure: Closure, { registry, digest }: ClosureLayer): readonly ClosurePackage[] {
  return closure.packages.filter(
    (owner) => owner.registry === registry && owner.manifest.layers.some((layer) => layer.digest === digest),
  );
}

function nameOf({ registry, repositories, leaf }: ClosurePackage): string {
  return `${registry}/${repositories[0] ?? ""}@${leaf}`;
}
