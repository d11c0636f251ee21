import { glob } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { openEngine } from "../archive/engine/engine.ts";
import { textOfTree } from "../archive/engine/text-sources.ts";
import { encodeHave, type HeldLayer, isHave } from "../bundle/have-list.ts";
import { BundleError } from "../errors.ts";
import { isComplete } from "../home/closure/check-layers.ts";
import { openHome } from "../home/model/open-home.ts";
import { layerPath } from "../home/model/paths.ts";
import { registryFinder } from "../home/resolve/registries.ts";
import { openFile } from "../io/byte-source.ts";
import { lookAt } from "../io/look-at.ts";
import { readRegularFile } from "../io/read-regular-file.ts";
import { fromSystemError } from "../io/system-error.ts";
import { writeWhole } from "../io/write-whole.ts";
import { readStart } from "../layout/file-kind.ts";
import { isDigest, parseDigest } from "../oci/digest.ts";
import type { HaveRequest } from "../options/requests/have-request.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import { homePath } from "./places/home-path.ts";
import { userPath } from "./places/user-path.ts";
import { planLayer } from "./reading/plan-layer.ts";

/** Result of `have`: the text of the list, and the file that has it. */
export interface HaveResult {
  readonly text: string;
  readonly layers: number;
  readonly file?: string;
}

/**
 * Lists the layers of a home with the digest of their content. Reads every file of them.
 * @throws BundleError `HOME_NOT_FOUND`, `FILE_CHANGED`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function listHave(request: HaveRequest, context: ProcessContext, reporter: Reporter): Promise<HaveResult> {
  const home = await openHome(homePath(request.home, context));
  const file = request.output === undefined ? undefined : userPath(request.output, context);
  if (file !== undefined) await checkTarget(file);
  await using engine = openEngine({ workers: request.workers ?? availableParallelism() });
  const held: Omit<HeldLayer, "contentDigest">[] = [];
  const texts: ReturnType<typeof textOfTree>[] = [];
  const registryOf = registryFinder(home);
  for (const directory of await layersIn(home.path)) {
    const layer = await layerAt(home.path, directory, registryOf);
    if (layer === undefined || !(await isComplete(home, layer))) continue;
    const plan = await planLayer(engine, home.path, layer);
    if (plan === undefined) {
      reporter.warn(`${directory} is left out: it has entries that no layer has`);
      continue;
    }
    held.push(layer);
    texts.push(textOfTree(plan, directory));
  }
  const total = texts.reduce((sum, { size }) => sum + size, 0);
  const digests = await engine.digestTexts(texts, (done) => {
    context.signal.throwIfAborted();
    reporter.progress("list", done, total);
  });
  const layers = held.map((layer, place) => ({ ...layer, contentDigest: parseDigest(digests[place] ?? "") }));
  const text = encodeHave(layers);
  if (file !== undefined) await writeWhole(file, Buffer.from(text));
  return { text, layers: layers.length, ...(file !== undefined && { file }) };
}

/** Refuses to replace anything but another list: most likely the path is a mistake. @throws BundleError `FILE_EXISTS` */
async function checkTarget(path: string): Promise<void> {
  const there = await lookAt(path);
  if (there?.isFile() !== true || there.size === 0) return;
  await using file = await openFile(path);
  if (isHave(await readStart(file, 512))) return;
  throw new BundleError("FILE_EXISTS", `Cannot write ${path}: it exists and is no list of what a home has`, {
    hint: "Name another file.",
  });
}

/** Directories of layers, below the home, in a fixed order. */
async function layersIn(home: string): Promise<readonly string[]> {
  const found = await Array.fromAsync(glob("layers/*/sha*/??/*", { cwd: home }));
  return found.toSorted((a, b) => (a < b ? -1 : 1));
}

/** The layer that a directory names; undefined if a layer of that name has another path. */
async function layerAt(
  home: string,
  directory: string,
  registryOf: ReturnType<typeof registryFinder>,
): Promise<Omit<HeldLayer, "contentDigest"> | undefined> {
  const bytes = await readRegularFile(join(home, directory, "digest")).catch((error: unknown) => {
    const failure = fromSystemError(error, `read ${join(directory, "digest")}`);
    if (failure instanceof BundleError && failure.code === "FILE_NOT_FOUND") return new Uint8Array();
    throw failure;
  });
  const [, slug = ""] = directory.split("/");
  const name = Buffer.from(bytes).toString().trimEnd();
  if (!isDigest(name)) return undefined;
  // No repository is known: any name that the index does not have.
  const registry = await registryOf(slug, "unknown");
  return layerPath(registry, name) === directory ? { registry, digest: name } : undefined;
}
