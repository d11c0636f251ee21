import type { Writable } from "node:stream";
import type { PackedFrame } from "../archive/frames/frame-table.ts";
import { streamTar } from "../layout/stream-tar.ts";
import type { BundlePlan } from "./plan-bundle.ts";
import { type WrittenBundle, writeBundle } from "./write-bundle.ts";

/** Writes a bundle to a stream, which stays open. @throws BundleError what {@link streamTar} throws */
export async function streamBundle(
  plan: BundlePlan,
  frames: AsyncIterable<PackedFrame>,
  { stream, spoolDirectory }: { readonly stream: Writable; readonly spoolDirectory: string },
): Promise<WrittenBundle> {
  return streamTar({ stream, spoolDirectory, room: plan.room }, (writer) => writeBundle(plan, frames, writer));
}
