import { isDeepStrictEqual } from "node:util";
import type { BundleConfig } from "../../bundle/config.ts";
import { BundleError } from "../../errors.ts";
import type { Closure } from "../../home/closure/closure.ts";
import { collectDocuments } from "../../home/closure/store-documents.ts";
import type { ReadDocument } from "../../home/model/open-home.ts";
import { isTagRoot } from "../../home/model/root.ts";
import { shapeOf } from "../../oci/json-shape.ts";

/** The documents of a store layer, by path. */
type Documents = ReadonlyMap<string, Uint8Array>;

/**
 * Refuses a bundle that an export of its roots would not write: its config and OCX's documents differ in packages, layers or
 * sources, or it holds documents that no root needs. People and tools read the config, but the home gets the documents.
 * @param closure Closure of all roots.
 * @throws BundleError `BUNDLE_INVALID`, `OBJECT_MISSING`
 */
export async function checkConfigAgainstPackages(
  config: BundleConfig,
  closure: Closure,
  documents: Documents,
): Promise<void> {
  if (config.roots.length === 0) refuse("it has no roots");
  checkSame("root", config.roots.map(rootName), [...new Set(config.roots.map(rootName))]);
  checkSame("package", config.packages.map(packageName), closure.packages.map(packageName));
  checkSame("layer", config.layers.map(layerName), closure.layers.map(layerName));
  checkSame("source", config.sources.map(registryOf), closure.sources.map(registryOf));
  checkPublished(config, closure);
  await checkStore(closure, documents);
}

function checkSame(what: string, said: readonly string[], found: readonly string[]): void {
  const rest = new Set(said);
  for (const name of found) if (!rest.delete(name)) refuse(`its config lacks ${what} ${name}`);
  for (const name of rest) refuse(`its config has ${what} ${name}, which its documents do not have`);
  if (said.length > found.length) refuse(`its config has one ${what} twice`);
}

/** Compares `published` of each source. Without a tag root, a source has no index documents to compare it with. */
function checkPublished({ roots, sources }: BundleConfig, closure: Closure): void {
  for (const { registry, published } of sources) {
    const found = closure.sources.find((source) => source.registry === registry)?.published ?? false;
    const decides = found || roots.some((root) => root.registry === registry && isTagRoot(root));
    if (decides && found !== published)
      refuse(`its config says that the index of ${registry} is ${published ? "" : "not "}published`);
  }
}

async function checkStore(closure: Closure, documents: Documents): Promise<void> {
  const read: ReadDocument = async (path) => documents.get(path);
  const expected = new Set<string>();
  for (const { name, bytes } of await collectDocuments(read, closure)) {
    const found = documents.get(name);
    if (found === undefined) refuse(`its store layer lacks ${name}`);
    if (!isSameDocument(found, bytes)) refuse(`${name} in its store layer has more than its roots need`);
    expected.add(name);
  }
  for (const name of documents.keys())
    if (!expected.has(name)) refuse(`its store layer has ${name}, which no root needs`);
}

/** Another writer may format derived JSON differently. Counting the values finds duplicate keys, which parsing drops. */
function isSameDocument(found: Uint8Array, expected: Uint8Array): boolean {
  if (Buffer.compare(found, expected) === 0) return true;
  return isDeepStrictEqual(parse(found), parse(expected)) && shapeOf(found).values === shapeOf(expected).values;
}

/** Cannot fail: reading the documents has checked that they are JSON. */
function parse(bytes: Uint8Array): unknown {
  return JSON.parse(Buffer.from(bytes).toString());
}

const rootName = (root: BundleConfig["roots"][number]): string => [root.identifier, root.leaf, root.name].join(" ");
const packageName = ({ registry, leaf, repositories, platform }: BundleConfig["packages"][number]): string =>
  `${registry} ${leaf} (${repositories.join(", ")}; ${platform})`;
const layerName = ({ registry, digest }: Closure["layers"][number]): string => `${registry} ${digest}`;
const registryOf = ({ registry }: { readonly registry: string }): string => registry;

function refuse(found: string): never {
  throw new BundleError("BUNDLE_INVALID", `Cannot use bundle: ${found}`);
}
