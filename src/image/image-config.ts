import * as v from "valibot";
import { type Digest, isDigest } from "../oci/digest.ts";

const history = v.looseObject({ empty_layer: v.exactOptional(v.boolean()) });

/** The members that are read of an image's config. Source: OCI image specification 1.1, "Image Configuration". */
export const imageConfigSchema = v.looseObject({
  architecture: v.string(),
  os: v.string(),
  config: v.nullish(v.looseObject({ Env: v.nullish(v.array(v.string())) })),
  rootfs: v.object({ type: v.literal("layers"), diff_ids: v.array(v.pipe(v.string(), v.guard(isDigest))) }),
  history: v.nullish(v.array(history)),
});

export type ImageConfig = v.InferOutput<typeof imageConfigSchema>;

/** A layer to add: the digest of its tar, and what `docker history` says of it. */
export interface AddedLayer {
  readonly diffId: Digest;
  readonly comment: string;
}

/** Time of what has none: the same image must have the same bytes. */
const NO_TIME = "1970-01-01T00:00:00Z";

/** Members of a config that describe the image of Docker's own build, and no longer this one. */
const DROPPED = new Set(["id", "parent", "container", "container_config", "docker_version"]);

interface ConfigFacts {
  readonly os: string;
  readonly architecture: string;
  /** All variables, those of the base included. */
  readonly variables: readonly string[];
  readonly base?: ImageConfig | undefined;
  readonly layers: readonly AddedLayer[];
}

/** The config of an image: that of its base, with other variables and more layers. */
export function encodeImageConfig({ os, architecture, variables, base, layers }: ConfigFacts): Uint8Array {
  const kept = Object.entries(base ?? {}).filter(([name]) => !DROPPED.has(name));
  const added = layers.map(({ comment }) => ({ created: NO_TIME, created_by: "ocx-bundle image", comment }));
  return new TextEncoder().encode(
    JSON.stringify({
      created: NO_TIME,
      ...Object.fromEntries(kept),
      architecture,
      os,
      config: { ...base?.config, Env: variables },
      rootfs: { type: "layers", diff_ids: [...(base?.rootfs.diff_ids ?? []), ...layers.map(({ diffId }) => diffId)] },
      // Tools refuse a history that has not one line for each layer, so one that is incomplete is left out.
      history: hasHistory(base) ? [...(base?.history ?? []), ...added] : undefined,
    }),
  );
}

function hasHistory(base: ImageConfig | undefined): boolean {
  if (base === undefined) return true;
  const lines = (base.history ?? []).filter((line) => line.empty_layer !== true);
  return lines.length === base.rootfs.diff_ids.length;
}
