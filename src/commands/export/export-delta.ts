import { mkdtempDisposable } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PackedFrame } from "../../archive/frames/frames.ts";
import { openEngine } from "../../archive/run/engine.ts";
import { entriesOfPlan } from "../../archive/run/text-entries.ts";
import { writeCopy } from "../../bundle/copy-bundle.ts";
import { zstdParameters } from "../../bundle/delta-config.ts";
import { type Bundle, openBundle } from "../../bundle/open-bundle.ts";
import type { BundlePlan } from "../../bundle/plan-bundle.ts";
import { planDictionaries } from "../../bundle/plan-dictionaries.ts";
import { type WrittenBundle, writeBundleFile } from "../../bundle/write-bundle.ts";
import { type LayerChoice, prepareDelta } from "../../bundle/write-delta.ts";
import type { Closure } from "../../home/closure/closure.ts";
import { layerPath } from "../../home/model/paths.ts";
import { openPartial, type PartialDirectory } from "../../io/partial.ts";
import { openLayout } from "../../layout/open-layout.ts";
import { sizeOfHead } from "../../layout/tar-head.ts";
import type { Digest } from "../../oci/digest.ts";
import type { Reporter } from "../../options/requests.ts";
import { temporaryDirectory } from "../places/user-path.ts";
import { ownersOf } from "../reading/layer-blob.ts";
import type { Base } from "../reading/open-bases.ts";
import type { DeltaSummary } from "../results/bundle-summary.ts";
import { summarizeDelta } from "../results/summarize-bundle.ts";
import { baseChooser, type OpenedBaseLayer } from "./choose-bases.ts";
import { planAt } from "./plan-export.ts";
import { openWriter, type Target } from "./write-export.ts";

export interface DeltaExport {
  /** Absolute path of the exported home, which may have layers of the bases. */
  readonly home: string;
  readonly closure: Closure;
  readonly plan: BundlePlan;
  readonly frames: AsyncIterable<PackedFrame>;
  /** The engine that makes the frames. It is closed once they are written, because its threads take memory. */
  readonly packer: AsyncDisposable;
  readonly level: number;
  readonly workers: number;
  readonly bases: readonly Base[];
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}

/** A delta as it was written; digest and config are those of the bundle. */
export interface WrittenDelta extends WrittenBundle {
  /** Digest of the delta's own manifest. */
  readonly stored: Digest;
  readonly delta: DeltaSummary;
}

/**
 * Writes a delta: makes the whole bundle in a private directory, then what of it the bases lack.
 * @throws BundleError what writing the bundle, reading the bases and the writer of the target throw
 */
export async function exportDelta(input: DeltaExport, target: Target): Promise<WrittenDelta> {
  const { plan, frames } = input;
  await using directory = await spoolDirectory(target);
  const path = join(directory.path, "bundle.tar");
  const full = await writeBundleFile(plan, frames, path);
  await input.packer[Symbol.asyncDispose]();
  await using content = await openLayout(path);
  const bundle = await openBundle(content);
  await using engine = openEngine({ workers: input.workers });
  const choices = await chooseLayers(engine, bundle, input);
  const total = sizeOf(bundle, choices);
  let done = 0;
  await using delta = await prepareDelta(engine, {
    bundle,
    choices,
    zstd: zstdParameters(input.level),
    spool: join(directory.path, "patches"),
    onProgress(bytes) {
      input.signal.throwIfAborted();
      input.reporter.progress("delta", (done += bytes), total);
    },
  });
  const blobs = new Map(Array.from(delta.blobs, ([digest, bytes]) => [digest, { bytes }]));
  const size = await openWriter(target, delta, (writer) =>
    writeCopy({ ...delta, blobs, room: sizeOfHead(delta) }, writer),
  );
  return { ...full, size, stored: delta.root.digest, delta: summarizeDelta(bundle, delta.config) };
}

/** Beside the output, where there is room for a bundle; for a stream or a registry among the temporary files. */
async function spoolDirectory(target: Target): Promise<PartialDirectory> {
  if (target.kind === "file" || target.kind === "parts") return await openPartial(dirname(target.path));
  return await mkdtempDisposable(join(temporaryDirectory(), "ocx-bundle-")).then((made) => ({
    path: made.path,
    [Symbol.asyncDispose]: () => made[Symbol.asyncDispose](),
  }));
}

async function chooseLayers(
  engine: ReturnType<typeof openEngine>,
  bundle: Bundle,
  { home, closure, plan, bases, reporter }: DeltaExport,
): Promise<ReadonlyMap<Digest, LayerChoice>> {
  const choices = new Map<Digest, LayerChoice>();
  const choose = baseChooser(engine, home, bases);
  const held = (registry: string, digest: Digest): boolean =>
    bases.some(({ layers }) => layers.has(layerPath(registry, digest)));
  for (const { registry, digest, tree } of plan.layers) {
    const listed = bundle.config.layers.find((layer) => layer.registry === registry && layer.digest === digest);
    if (listed === undefined || choices.has(listed.blob)) continue;
    if (held(registry, digest)) {
      choices.set(listed.blob, { kind: "omitted" });
      continue;
    }
    const layer = { registry, digest, plan: planAt(plan.trees, tree) };
    const base = await choose(layer, closure);
    if (base === undefined)
      reporter.say(`Layer ${digest} of ${ownersOf(layer, closure)} travels whole: no base has a similar one here`);
    choices.set(listed.blob, base === undefined ? { kind: "whole" } : patchFrom(base, layer, listed.frames));
  }
  return choices;
}

function patchFrom(
  { layer, text, index }: OpenedBaseLayer,
  { plan }: { readonly plan: ReturnType<typeof planAt> },
  frames: Bundle["config"]["layers"][number]["frames"],
): LayerChoice {
  return {
    kind: "patched",
    base: { registry: layer.registry, digest: layer.digest, size: text.size },
    text,
    ranges: planDictionaries(frames, entriesOfPlan(plan), index),
  };
}

function sizeOf({ config }: Bundle, choices: ReadonlyMap<Digest, LayerChoice>): number {
  const patched = config.layers.filter(({ blob }) => choices.get(blob)?.kind === "patched");
  return patched.reduce((sum, { contentSize }) => sum + contentSize, 0);
}
