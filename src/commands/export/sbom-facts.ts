import * as v from "valibot";
import type { BundleConfig } from "../../bundle/config.ts";
import type { Closure, ClosurePackage } from "../../home/closure/closure.ts";
import { formatPlatform } from "../../oci/platform.ts";
import type { SbomFacts, SbomLayer, SbomPackage } from "../../sbom/facts.ts";

/** A bundle, as an SBOM is about it. */
export interface ListedBundle {
  readonly name: string;
  /** Of the manifest. */
  readonly digest: string;
  readonly config: Pick<BundleConfig, "layers" | "platform">;
}

/** Words of a publisher about a package. Source: OCI image specification 1.1, "Pre-Defined Annotation Keys". */
const words = v.fallback(v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4096))), undefined);
const annotationsSchema = v.object({
  annotations: v.fallback(
    v.object({
      "org.opencontainers.image.licenses": words,
      "org.opencontainers.image.vendor": words,
      "org.opencontainers.image.source": v.fallback(v.optional(v.pipe(v.string(), v.url())), undefined),
    }),
    {},
  ),
});

/** Collects the facts of an SBOM. Pure. */
export function sbomFacts({ name, digest, config }: ListedBundle, { packages, roots }: Closure): SbomFacts {
  const blobs = new Map(config.layers.map((layer) => [keyOf(layer.registry, layer.digest), layer.blob]));
  const places = new Map(packages.map(({ registry, leaf }, at) => [keyOf(registry, leaf), at]));
  return {
    bundle: { name, digest, platform: formatPlatform(config.platform) },
    packages: packages.map((item) => {
      const own = roots.filter((root) => root.registry === item.registry && root.leaf === item.leaf);
      const root = own.find(({ tag }) => tag !== undefined) ?? own[0];
      return {
        registry: item.registry,
        repository: root?.repository ?? item.repositories[0] ?? "",
        ...(root?.tag !== undefined && { tag: root.tag }),
        digest: item.leaf,
        platform: item.platform,
        isRoot: root !== undefined,
        dependencies: item.dependencies.flatMap(
          ({ identifier }) => places.get(keyOf(identifier.registry, identifier.digest)) ?? [],
        ),
        layers: layersOf(item, blobs),
        ...wordsOf(item),
      };
    }),
  };
}

function layersOf({ registry, manifest }: ClosurePackage, blobs: ReadonlyMap<string, string>): readonly SbomLayer[] {
  return manifest.layers.flatMap(({ digest }) => {
    const blob = blobs.get(keyOf(registry, digest));
    return blob === undefined ? [] : [{ digest, blob }];
  });
}

function wordsOf({ manifest }: ClosurePackage): Pick<SbomPackage, "licenses" | "vendor" | "source"> {
  const { annotations } = v.parse(annotationsSchema, JSON.parse(manifest.text));
  const {
    "org.opencontainers.image.licenses": licenses,
    "org.opencontainers.image.vendor": vendor,
    "org.opencontainers.image.source": source,
  } = annotations;
  return {
    ...(licenses !== undefined && { licenses }),
    ...(vendor !== undefined && { vendor }),
    ...(source !== undefined && { source }),
  };
}

function keyOf(registry: string, digest: string): string {
  return `${registry} ${digest}`;
}
