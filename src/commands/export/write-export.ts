import { basename, join } from "node:path";
import type { PackedFrame } from "../../archive/frames/frame-table.ts";
import type { BundlePlan } from "../../bundle/plan-bundle.ts";
import { streamBundle } from "../../bundle/stream-bundle.ts";
import { type WrittenBundle, writeBundle, writeBundleFile, writeBundleParts } from "../../bundle/write-bundle.ts";
import { BundleError } from "../../errors.ts";
import type { ContentWriter } from "../../layout/content-writer.ts";
import { openDirectoryWriter } from "../../layout/directory-writer.ts";
import { blobMeter, directoryMeter, tarMeter } from "../../layout/meters.ts";
import { planParts } from "../../layout/parts.ts";
import { openPartsWriter } from "../../layout/parts-writer.ts";
import { streamTar } from "../../layout/stream-tar.ts";
import { sizeOfHead, type TarHead } from "../../layout/tar-head.ts";
import { openTarWriter } from "../../layout/tar-writer.ts";
import type { ExportRequest } from "../../options/requests/export-request.ts";
import type { Output } from "../../options/requests/output.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { isStore } from "../../store/open-store.ts";
import type { OpenedRegistry } from "../places/open-registry.ts";
import { checkReplaceable, fileNameOf, outputPath } from "../places/output-path.ts";
import { checkPartsTarget, leftBeside } from "../places/parts-target.ts";
import type { RemoteReading } from "../places/remote-reading.ts";
import { temporaryDirectory, userPath } from "../places/user-path.ts";

/** Target of an export, with an absolute path. That of parts is the path of the whole file, which is not written. */
export type Target =
  | Exclude<Output, { kind: "directory" | "registry" }>
  | { readonly kind: "parts"; readonly path: string; readonly partSize: number }
  | (Extract<Output, { kind: "registry" }> & { readonly opened: OpenedRegistry });

/** The target of an export, for a dry run. A registry is not asked. */
export type ExportPlace = Exclude<Target, { kind: "registry" }> | { readonly kind: "registry" };

/** Finds the place of a dry run, if the request has an output. @throws BundleError as {@link findTarget} */
export async function findPlace(
  request: ExportRequest,
  name: string,
  options: Parameters<typeof findTarget>[2],
): Promise<ExportPlace | undefined> {
  if (request.output === undefined || request.output.kind === "registry") return request.output;
  return findTarget(request, name, options);
}

/** Finds the target of the bundle. @throws BundleError `FILE_EXISTS`, `OPTION_INVALID` */
export async function findTarget(
  { output, overwrite, partSize }: ExportRequest,
  name: string,
  { context, reading }: { readonly context: ProcessContext; readonly reading: RemoteReading },
): Promise<Target> {
  switch (output?.kind) {
    case "file":
    case "directory": {
      const place = output.kind === "directory" ? join(output.path, "/") : output.path;
      const path = await outputPath(place, fileNameOf(name), context);
      if (partSize !== undefined) {
        if (overwrite !== true) await checkPartsTarget(path, { isSplit: false });
        return { kind: "parts", path, partSize };
      }
      if (overwrite !== true) await checkReplaceable(path);
      return { kind: "file", path };
    }
    case "layout": {
      const path = userPath(output.path, context);
      if (await isStore(path)) throw storeAsTarget(path);
      return { kind: "layout", path };
    }
    case "stream":
      return output;
    case "registry": {
      // Loaded only here: other exports start without HTTP.
      const { openRegistry } = await import("../places/open-registry.ts");
      // Checked before anything is read.
      return { ...output, opened: await openRegistry(output, context, reading) };
    }
    case undefined:
      throw new BundleError("OPTION_INVALID", "Cannot export: no output is given", {
        hint: "Pass `--output FILE`, or `--dry-run`.",
      });
  }
}

/** An export has no lease, so that a collection would take its blobs. */
function storeAsTarget(path: string): BundleError {
  return new BundleError("OPTION_INVALID", `Cannot export into ${path}: it is a store`, {
    hint: `Export to a file, and add that: \`ocx-bundle store add FILE --store ${path}\`.`,
  });
}

/** Packs a planned bundle, and writes nothing: its digest and size are those that the place would get. */
export async function measureExport(
  plan: BundlePlan,
  frames: AsyncIterable<PackedFrame>,
  place: ExportPlace | undefined,
): Promise<WrittenBundle> {
  return writeBundle(plan, frames, await meterOf(place, plan.room));
}

/** A writer that tells sizes in a place, and writes nothing. `room` is that of the head of a tar. */
export async function meterOf(place: ExportPlace | undefined, room: number): Promise<ContentWriter> {
  switch (place?.kind) {
    case "layout":
      return directoryMeter(place.path);
    case "registry":
      return blobMeter();
    default:
      return tarMeter(room);
  }
}

/** Writes a planned bundle. @throws BundleError what the writer of the target throws */
export async function writeExport(
  plan: BundlePlan,
  frames: AsyncIterable<PackedFrame>,
  target: Target,
): Promise<WrittenBundle> {
  switch (target.kind) {
    case "file":
      return writeBundleFile(plan, frames, target.path);
    case "parts":
      return writeBundleParts(plan, frames, { target: target.path, partSize: target.partSize });
    case "layout": {
      await using writer = await openDirectoryWriter(target.path);
      return await writeBundle(plan, frames, writer);
    }
    case "registry": {
      const { writerFor } = await import("../sending/send-to-registry.ts");
      await using writer = writerFor(target.opened, target);
      return await writeBundle(plan, frames, writer);
    }
    case "stream":
      return streamBundle(plan, frames, { stream: target.stream, spoolDirectory: temporaryDirectory() });
  }
}

/** The number of parts in which a bundle was written, and a warning of other files that readers may take for parts of it. */
export async function writtenParts(
  target: Target | undefined,
  size: number,
): Promise<{ readonly parts: number; readonly left: readonly string[] }> {
  if (target?.kind !== "parts") return { parts: 0, left: [] };
  const { path, partSize } = target;
  const parts = planParts({ size, name: basename(path), partSize });
  return { parts: parts.length, left: await leftBeside(path, parts, { isSplit: false }) };
}

/**
 * Opens the writer of a target for an artifact of which everything is known.
 * @returns what `write` returns
 * @throws BundleError what the writer of the target throws
 */
export async function openWriter(
  target: Target,
  head: TarHead,
  write: (writer: ContentWriter) => Promise<number>,
): Promise<number> {
  const room = sizeOfHead(head);
  switch (target.kind) {
    case "file": {
      await using writer = await openTarWriter(target.path, room);
      return await write(writer);
    }
    case "parts": {
      await using writer = await openPartsWriter(target.path, room, target.partSize);
      return await write(writer);
    }
    case "layout": {
      await using writer = await openDirectoryWriter(target.path);
      return await write(writer);
    }
    case "registry": {
      const { writerFor } = await import("../sending/send-to-registry.ts");
      await using writer = writerFor(target.opened, target);
      return await write(writer);
    }
    case "stream":
      return streamTar({ stream: target.stream, spoolDirectory: temporaryDirectory(), room }, write);
  }
}
