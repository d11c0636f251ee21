import { availableParallelism } from "node:os";
import { openEngine } from "../archive/engine.ts";
import { verifyBlobs } from "../bundle/verify.ts";
import { layerBlob } from "./layer-blob.ts";
import { openInput } from "./open-input.ts";
import { openPinned } from "./open-pinned.ts";
import { readBundle } from "./read-bundle.ts";
import type { Listener, Surroundings, VerifyRequest } from "./requests.ts";
import type { VerifyResult } from "./results.ts";

/**
 * Checks every byte of a bundle as an import would, and the digests of whole blobs, which an import trusts its frames for.
 * @throws BundleError naming the first thing that is wrong
 */
export async function verifyBundle(
  request: VerifyRequest,
  around: Surroundings,
  listener: Listener,
): Promise<VerifyResult> {
  await using input = await openInput(request.source, around);
  let done = 0;
  let goal = request.source.kind === "stream" ? 0 : await input.size();
  const advance = (more: number): void => {
    around.signal.throwIfAborted();
    listener.progress("verify", (done += more), goal);
  };
  await input.verify(advance);
  const bundle = await openPinned(input, request.digest);
  const { closure } = await readBundle(bundle);
  const { layers, store } = bundle.config;
  const tables = [store, ...layers];
  const sum = (of: (table: (typeof tables)[number]) => number): number =>
    tables.reduce((total, table) => total + of(table), 0);
  // Every blob is read twice: as a whole for its own digest, and frame by frame.
  const stored = [...bundle.blobs.values()].reduce((sizes, { size }) => sizes + size, 0);
  goal = done + stored + sum(({ contentSize }) => contentSize);
  await verifyBlobs(bundle, advance);

  await using engine = openEngine({ workers: request.workers ?? availableParallelism() });
  const blobs = [bundle.store, ...layers.map((layer) => layerBlob(bundle, layer, closure))];
  const read = done;
  await engine.unpack(blobs, (unpacked) => advance(read + unpacked - done));
  return {
    bundle: { name: bundle.name, digest: bundle.digest },
    size: await input.size(),
    blobs: bundle.blobs.size,
    frames: sum(({ frames }) => frames.length),
    entries: sum(({ entryCount }) => entryCount),
    // As inspect and export count it: what layers hold.
    contentSize: layers.reduce((sizes, { contentSize }) => sizes + contentSize, 0),
  };
}
