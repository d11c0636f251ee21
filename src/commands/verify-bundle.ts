import { availableParallelism } from "node:os";
import { openEngine } from "../archive/engine.ts";
import { openBundle } from "../bundle/open-bundle.ts";
import { verifyBlobs } from "../bundle/verify.ts";
import { parseDigest } from "../oci/digest.ts";
import { layerPrefix } from "./layer-prefix.ts";
import { openInput } from "./open-input.ts";
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
  await input.verify();
  const bundle = await openBundle(input, {
    ...(request.digest !== undefined && { pinned: parseDigest(request.digest) }),
  });
  await readBundle(bundle);
  await verifyBlobs(bundle);
  const { layers, store } = bundle.config;
  const tables = [store, ...layers];
  const sum = (of: (table: (typeof tables)[number]) => number): number =>
    tables.reduce((total, table) => total + of(table), 0);
  const contentSize = sum((table) => table.contentSize);

  await using engine = openEngine({ workers: request.workers ?? availableParallelism() });
  const blobs = [bundle.store, ...layers.map((layer) => bundle.layer(layer, layerPrefix(layer)))];
  await engine.unpack(blobs, (done) => {
    around.signal.throwIfAborted();
    listener.progress("verify", done, contentSize);
  });
  return {
    bundle: { name: bundle.name, digest: bundle.digest },
    size: await input.size(),
    blobs: bundle.blobs.size,
    frames: sum(({ frames }) => frames.length),
    entries: sum(({ entryCount }) => entryCount),
    contentSize,
  };
}
