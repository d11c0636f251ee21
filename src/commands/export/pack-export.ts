import prettyBytes from "pretty-bytes";
import type { TreeEngine } from "../../archive/engine/engine.ts";
import type { BundlePlan } from "../../bundle/plan-bundle.ts";
import type { WrittenBundle } from "../../bundle/write-bundle.ts";
import type { Closure } from "../../home/closure/closure.ts";
import { watchItems } from "../../io/watch-items.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import { temporaryDirectory } from "../places/user-path.ts";
import type { Base } from "../reading/open-bases.ts";
import { exportDelta, outlineExport, type WrittenDelta } from "./export-delta.ts";
import { type ExportPlace, measureExport, type Target, writeExport } from "./write-export.ts";

/** A planned bundle, and what a delta leaves out of it. */
export interface ToPack {
  readonly plan: BundlePlan;
  /** Absolute path of the exported home. */
  readonly home: string;
  readonly closure: Closure;
  /** With any, a delta is written. */
  readonly bases: readonly Base[];
  readonly level: number;
  readonly workers: number;
}

/** A bundle as it was written or measured, or the delta of it. */
export type PackedExport = WrittenBundle & Partial<Pick<WrittenDelta, "stored" | "delta">>;

/**
 * Packs a planned bundle into its target; without one, finds the size it would have in its place. Closes the engine early for a
 * delta.
 * @throws BundleError what packing and the writer of the target throw
 */
export async function packExport(
  engine: TreeEngine,
  input: ToPack,
  { target, place }: { readonly target: Target | undefined; readonly place: ExportPlace | undefined },
  { reporter, signal }: { readonly reporter: Reporter; readonly signal: AbortSignal },
): Promise<PackedExport> {
  const { plan, bases, level } = input;
  const total = plan.trees.reduce((sum, { contentSize }) => sum + contentSize, 0);
  const frames = watchItems(engine.pack(plan.trees, level), {
    sizeOf: ({ frame }) => frame.contentSize,
    tell: (done) => reporter.progress("export", done, total),
    signal,
  });
  if (bases.length > 0) {
    const delta = { ...input, frames, packer: engine, reporter, signal };
    return target === undefined ? outlineExport(delta, place) : exportDelta(delta, target);
  }
  if (target === undefined) return measureExport(plan, frames, place);
  if (target.kind === "registry") reporter.say(spoolNotice(plan));
  return writeExport(plan, frames, target);
}

/** The two largest blobs lie on the disk at the same time at worst: one is written, one is sent. */
function spoolNotice({ trees }: BundlePlan): string {
  const [first = 0, second = 0] = trees.map(({ contentSize }) => contentSize).toSorted((a, b) => b - a);
  return `Blobs are kept in ${temporaryDirectory()} until they are sent: at most ${prettyBytes(first + second)}`;
}
