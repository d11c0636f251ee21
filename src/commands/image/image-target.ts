import { join } from "node:path";
import { BundleError } from "../../errors.ts";
import { DOCKER_FILE } from "../../image/docker-archive.ts";
import { defaultImageName, type ImageName, nameOfReference, parseImageName } from "../../image/image-name.ts";
import { openFile } from "../../io/byte-source.ts";
import { lookAt } from "../../io/look-at.ts";
import type { ContentWriter } from "../../layout/content-writer.ts";
import { checkDirectory, openDirectoryWriter } from "../../layout/directory-writer.ts";
import { streamTar } from "../../layout/stream-tar.ts";
import { scanMembers } from "../../layout/tar-members.ts";
import { openTarWriter } from "../../layout/tar-writer.ts";
import { parseReference } from "../../oci/reference.ts";
import type { ImageRequest } from "../../options/requests/image-request.ts";
import type { Output } from "../../options/requests/output.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { type OpenedRegistry, openRegistry } from "../places/open-registry.ts";
import { outputPath } from "../places/output-path.ts";
import type { RemoteReading } from "../places/remote-reading.ts";
import { temporaryDirectory, userPath } from "../places/user-path.ts";
import { writerFor } from "../sending/send-to-registry.ts";

/** The target of an image, with an absolute path. */
export type ImageTarget = { readonly name: ImageName } & (
  | Exclude<Output, { kind: "directory" | "registry" }>
  | (Extract<Output, { kind: "registry" }> & { readonly opened: OpenedRegistry })
);

/**
 * Finds the place and the name of an image. Sends no request.
 * @param bundle name of the bundle
 * @throws BundleError `FILE_EXISTS`, `OPTION_INVALID`
 */
export async function findImageTarget(
  { output, overwrite, name: given, base }: Pick<ImageRequest, "output" | "overwrite" | "name" | "base">,
  bundle: string,
  { context, reading }: { readonly context: ProcessContext; readonly reading: RemoteReading },
): Promise<ImageTarget> {
  const name = given === undefined ? defaultImageName(bundle) : parseImageName(given);
  switch (output.kind) {
    case "file":
    case "directory": {
      const place = output.kind === "directory" ? join(output.path, "/") : output.path;
      const path = await outputPath(place, `${bundle}.image.tar`, context);
      if (overwrite !== true) await checkReplaceable(path);
      return { kind: "file", path, name };
    }
    case "layout": {
      const path = userPath(output.path, context);
      await checkDirectory(path);
      return { kind: "layout", path, name };
    }
    case "stream":
      return { ...output, name };
    case "registry": {
      const opened = await openRegistry(output, context, reading);
      const mountFrom = [...(output.mountFrom ?? []), ...repositoryOf(base, opened)];
      return { ...output, mountFrom, opened, name: nameOfReference(opened.reference) };
    }
  }
}

/** The repository of a base in the same registry, which has its layers. */
function repositoryOf(
  base: ImageRequest["base"],
  { reference: { host, repository } }: OpenedRegistry,
): readonly string[] {
  if (base?.kind !== "registry") return [];
  const from = parseReference(base.reference);
  return from.host === host && from.repository !== repository ? [from.repository] : [];
}

/**
 * Writes to a target. A failure leaves the place unchanged.
 * @param room bytes for the head of a tar
 * @throws BundleError what the writer of the target throws, and what `write` throws
 */
export async function writeTo<Written>(
  target: ImageTarget,
  room: number,
  write: (writer: ContentWriter) => Promise<Written>,
): Promise<Written> {
  if (target.kind === "stream") return streamTar({ ...target, spoolDirectory: temporaryDirectory(), room }, write);
  await using writer = await openWriter(target, room);
  return await write(writer);
}

async function openWriter(target: Exclude<ImageTarget, { kind: "stream" }>, room: number): Promise<ContentWriter> {
  switch (target.kind) {
    case "file":
      return openTarWriter(target.path, room);
    case "layout":
      return openDirectoryWriter(target.path);
    case "registry":
      return writerFor(target.opened, target);
  }
}

/** Refuses to replace a file that is not an archive of an image, such as the bundle itself. @throws BundleError `FILE_EXISTS` */
async function checkReplaceable(path: string): Promise<void> {
  const there = await lookAt(path);
  // Anything but a file is refused when it is written to.
  if (there?.isFile() !== true || there.size === 0 || (await isImageArchive(path))) return;
  throw new BundleError("FILE_EXISTS", `Cannot write ${path}: it exists and is not an archive of an image`);
}

async function isImageArchive(path: string): Promise<boolean> {
  await using file = await openFile(path);
  try {
    return (await scanMembers(file).find(DOCKER_FILE)) !== undefined;
  } catch (error) {
    if (error instanceof BundleError) return false;
    throw error;
  }
}
