import type { Frame, PackedFrame } from "../archive/frames/frame-table.ts";
import type { TreePlan } from "../archive/frames/tree.ts";
import { fromSystemError } from "../io/system-error.ts";
import type { BlobWriter, ContentWriter } from "../layout/content-writer.ts";
import { openPartsWriter } from "../layout/parts-writer.ts";
import { openTarWriter } from "../layout/tar-writer.ts";
import type { Digest } from "../oci/digest.ts";
import { headDocuments } from "./bundle-documents.ts";
import { type BlobTable, type BundleConfig, parseConfig } from "./config.ts";
import { type Beside, type Documents, inIndex, withIndex, writeBeside } from "./manifests-beside.ts";
import { type BundlePlan, headOf } from "./plan-bundle.ts";

/** Result of writing a bundle. */
export interface WrittenBundle {
  readonly digest: Digest;
  /** Size of the bundle in its place, in bytes. */
  readonly size: number;
  readonly config: BundleConfig;
}

/**
 * Writes a bundle in one pass: the blobs as their frames come, then the documents. A failure leaves the place unchanged.
 * @throws BundleError what the writer throws
 */
export async function writeBundle(
  plan: BundlePlan,
  frames: AsyncIterable<PackedFrame>,
  writer: ContentWriter,
): Promise<WrittenBundle> {
  const tables = await writeBlobs(plan, frames, writer);
  const { head, config } = headOf(plan, tables);
  // Refuse to write a config that a reader would refuse, for example with an invalid name from a lock.
  parseConfig(head.config);
  const own = { root: head.root, documents: headDocuments(head) };
  const { root, documents } = await finishBeside(own, plan.beside, {
    writer,
    written: new Set(tables.map(({ blob }) => blob)),
  });
  const size = await writer.finish(documents, root);
  return { digest: root.digest, size, config };
}

/** Writes what travels beside the bundle, if anything does, and puts an image index in front of both. */
async function finishBeside(
  own: Documents,
  beside: Beside | undefined,
  { writer, written }: { readonly writer: ContentWriter; readonly written: ReadonlySet<Digest> },
): Promise<Documents> {
  if (beside === undefined) return own;
  const manifests = beside.manifestsOf(inIndex(own.root));
  await writeBeside(writer, manifests, beside.copyBlob, written);
  return withIndex(own, manifests);
}

/** Writes a bundle as one tar; it appears at `target` in one rename. @throws BundleError what {@link openTarWriter} throws */
export async function writeBundleFile(
  plan: BundlePlan,
  frames: AsyncIterable<PackedFrame>,
  target: string,
): Promise<WrittenBundle> {
  try {
    await using writer = await openTarWriter(target, plan.room);
    return await writeBundle(plan, frames, writer);
  } catch (error) {
    throw fromSystemError(error, `write bundle ${target}`);
  }
}

/** Writes a bundle as parts beside `target`, the path of the whole file. @throws BundleError what {@link openPartsWriter} throws */
export async function writeBundleParts(
  plan: BundlePlan,
  frames: AsyncIterable<PackedFrame>,
  { target, partSize }: { readonly target: string; readonly partSize: number },
): Promise<WrittenBundle> {
  try {
    await using writer = await openPartsWriter(target, plan.room, partSize);
    return await writeBundle(plan, frames, writer);
  } catch (error) {
    throw fromSystemError(error, `write bundle ${target}`);
  }
}

/** One table for each of the plan's trees. */
async function writeBlobs(
  plan: BundlePlan,
  frames: AsyncIterable<PackedFrame>,
  writer: ContentWriter,
): Promise<readonly BlobTable[]> {
  const tables: BlobTable[] = [];
  let blob: BlobWriter | undefined;
  let rows: Frame[] = [];
  const finish = async (): Promise<void> => {
    const tree = plan.trees[tables.length];
    if (blob === undefined || tree?.frames.length !== rows.length)
      throw new Error(`Cannot close blob ${tables.length}: frames are missing`);
    const { digest } = await blob.commit();
    tables.push({ blob: digest, entryCount: tree.entryCount, contentSize: tree.contentSize, frames: rows });
    blob = undefined;
    rows = [];
  };
  for await (const { tree, frame, bytes } of frames) {
    if (tree === tables.length + 1) await finish();
    checkPlanned(plan.trees[tree], rows.length, frame);
    if (tree !== tables.length || frame.size !== bytes.byteLength) throw new Error(`Cannot take frame of tree ${tree}`);
    blob ??= await writer.blob();
    await blob.write(bytes);
    rows.push(frame);
  }
  await finish();
  if (tables.length !== plan.trees.length) throw new Error(`Cannot close bundle: it has ${tables.length} blobs`);
  return tables;
}

/** Checks a frame against the plan, since the room for the documents was computed from it. */
function checkPlanned(tree: TreePlan | undefined, place: number, frame: Frame): void {
  const planned = tree?.frames[place];
  if (planned?.contentSize === frame.contentSize && planned.fileOffset === frame.fileOffset) return;
  throw new Error(`Cannot take frame ${place} of ${tree?.tree.prefix}: it was not planned`);
}
