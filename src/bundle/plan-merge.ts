import { BundleError } from "../errors.ts";
import { MAX_CANDIDATES, MAX_MANIFESTS } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { encodeImageIndex } from "../oci/manifest.ts";
import { REF_NAME } from "../oci/media-types.ts";
import { formatPlatform } from "../oci/platform.ts";
import type { BundleLayer, BundlePlatform, BundleRoot } from "./config.ts";
import { checkConfigs } from "./find-bundle.ts";

/** A bundle for one platform, to be merged. */
export interface MergeInput {
  /** Its source, for messages. */
  readonly origin: string;
  /** Of its manifest, with its name. */
  readonly descriptor: Descriptor;
  /** Bytes of its config. */
  readonly configSize: number;
  readonly platform: BundlePlatform;
  readonly roots: readonly BundleRoot[];
  readonly layers: readonly Pick<BundleLayer, "registry" | "digest" | "blob" | "contentSize">[];
}

export interface MergePlan<Input> {
  /** In the order of the image index. */
  readonly inputs: readonly Input[];
  readonly index: Uint8Array;
  /** Layers that travel twice, since their bundles have them in different blobs. */
  readonly doubled: readonly { readonly digest: string; readonly contentSize: number }[];
}

/**
 * Plans one bundle for several platforms. Pure, and the same for any order of the inputs. The same manifest twice counts once.
 * @param beside what travels beside the bundles, in its order
 * @throws BundleError `MERGE_CONFLICT` with everything that stands in the way; `LIMIT_EXCEEDED`
 */
export function planMerge<Input extends MergeInput>(
  given: readonly Input[],
  beside: readonly Descriptor[] = [],
): MergePlan<Input> {
  const inputs = uniqueInOrder(given);
  const conflicts = [...samePlatforms(inputs), ...tagConflicts(inputs)];
  if (conflicts.length > 0) throw new BundleError("MERGE_CONFLICT", conflicts);
  // Without artifact types: skopeo drops them where it copies an index, which would give it another digest.
  const index = encodeImageIndex(
    [...inputs, ...beside.map((descriptor) => ({ descriptor }))].map(({ descriptor }) => withoutType(descriptor)),
  );
  checkSizes(inputs, index);
  return { inputs, index, doubled: doubledLayers(inputs) };
}

function withoutType({ mediaType, digest, size, annotations, platform }: Descriptor): Descriptor {
  return { mediaType, digest, size, ...(annotations && { annotations }), ...(platform && { platform }) };
}

/** By platform, then by digest. Of one manifest with several names, the first name counts. */
function uniqueInOrder<Input extends MergeInput>(given: readonly Input[]): readonly Input[] {
  const sorted = given.toSorted(
    (a, b) =>
      compare(formatPlatform(a.platform), formatPlatform(b.platform)) ||
      compare(a.descriptor.digest, b.descriptor.digest) ||
      compare(nameOf(a), nameOf(b)),
  );
  return sorted.filter(({ descriptor }, place) => descriptor.digest !== sorted[place - 1]?.descriptor.digest);
}

function nameOf({ descriptor }: MergeInput): string {
  return descriptor.annotations?.[REF_NAME] ?? "";
}

function samePlatforms(inputs: readonly MergeInput[]): readonly string[] {
  const groups = Map.groupBy(inputs, ({ platform }) => formatPlatform(platform));
  return [...groups].flatMap(([platform, group]) =>
    group.length < 2 ? [] : [`Cannot merge bundles: ${group.map(describe).join(" and ")} are both for ${platform}`],
  );
}

/** A tag names one image index for all platforms: a home can have only one of two. */
function tagConflicts(inputs: readonly MergeInput[]): readonly string[] {
  const named = inputs.flatMap((input) =>
    input.roots.flatMap((root) => {
      const target = targetOf(root);
      if (root.tag === undefined || target === undefined) return [];
      return [{ name: `${root.registry}/${root.repository}:${root.tag}`, target, input }];
    }),
  );
  return [...Map.groupBy(named, ({ name }) => name)].flatMap(([name, uses]) => {
    const targets = Map.groupBy(uses, ({ target }) => target);
    if (targets.size < 2) return [];
    const found = [...targets].map(([target, [use]]) => `${target} in ${use === undefined ? "" : describe(use.input)}`);
    return [`Cannot merge bundles: ${name} is ${found.join(" and ")}`];
  });
}

/** The digest that the tag of a root names; undefined if the bundle does not say: each platform may have another package then. */
function targetOf({ declaredBy, identifier, index, leaf }: BundleRoot): string | undefined {
  return index ?? (declaredBy === "identifier" && !identifier.includes("@") ? leaf : undefined);
}

function describe(input: MergeInput): string {
  const name = nameOf(input);
  return input.origin.includes(name) ? input.origin : `${name} (${input.origin})`;
}

/** Refuses what no reader would take. */
function checkSizes(inputs: readonly MergeInput[], index: Uint8Array): void {
  checkConfigs(inputs.map(({ configSize }) => configSize));
  if (inputs.length > MAX_CANDIDATES)
    refuse(`there are ${inputs.length} platforms, expected at most ${MAX_CANDIDATES}`);
  const sum = inputs.reduce((total, { descriptor }) => total + descriptor.size, index.byteLength);
  if (sum > MAX_MANIFESTS) refuse(`their manifests have ${sum} bytes, expected at most ${MAX_MANIFESTS}`);
}

function refuse(found: string): never {
  throw new BundleError("LIMIT_EXCEEDED", `Cannot merge bundles: ${found}`, { hint: "Merge fewer bundles." });
}

function doubledLayers(inputs: readonly MergeInput[]): MergePlan<never>["doubled"] {
  const layers = inputs.flatMap((input) => input.layers);
  return [...Map.groupBy(layers, ({ registry, digest }) => `${registry} ${digest}`).values()].flatMap((same) => {
    const [layer] = same;
    const blobs = new Set(same.map(({ blob }) => blob));
    return layer === undefined || blobs.size < 2 ? [] : [{ digest: layer.digest, contentSize: layer.contentSize }];
  });
}

/** Compares by code unit: the bytes must not depend on the locale. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
