import { BundleError } from "../../errors.ts";
import { type BaseImage, checkBase, readBase } from "../../image/base-image.ts";
import { DOCKER_FILE, readDockerArchive } from "../../image/docker-archive.ts";
import { openFile } from "../../io/byte-source.ts";
import { lookAt } from "../../io/look-at.ts";
import { isDirectoryLayout, openDirectoryLayout } from "../../layout/directory-layout.ts";
import { openTarLayout } from "../../layout/tar-layout.ts";
import { scanMembers } from "../../layout/tar-members.ts";
import { LAYOUT_FILE } from "../../oci/layout.ts";
import type { ImageBase } from "../../options/requests/image-request.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { openRegistry } from "../places/open-registry.ts";
import type { RemoteReading } from "../places/remote-reading.ts";
import { userPath } from "../places/user-path.ts";

/** An image to build on, with the place that it is in. */
export type OpenedBase = BaseImage & AsyncDisposable;

/**
 * Opens the base of an image: an OCI image layout, an archive of docker or podman, or an image in a registry.
 * @throws BundleError `IMAGE_INVALID`, `FILE_NOT_FOUND`, and what reading throws
 */
export async function openBase(
  base: ImageBase,
  machine: { readonly os: string; readonly architecture: string },
  { context, reading }: { readonly context: ProcessContext; readonly reading: RemoteReading },
): Promise<OpenedBase> {
  await using stack = new AsyncDisposableStack();
  const read = base.kind === "registry" ? await openInRegistry(base) : await openPath(userPath(base.path, context));
  const opened = stack.move();
  return { ...checkBase(read, machine), [Symbol.asyncDispose]: () => opened.disposeAsync() };

  async function openInRegistry(place: Extract<ImageBase, { kind: "registry" }>): Promise<BaseImage> {
    const { openRegistryContent } = await import("../../channels/registry/registry-content.ts");
    const { reference, repository } = await openRegistry(place, context, reading);
    return readBase(stack.use(await openRegistryContent(repository, reference, { docker: true })), machine);
  }

  async function openPath(path: string): Promise<BaseImage> {
    if ((await lookAt(path)) === undefined) {
      throw new BundleError("FILE_NOT_FOUND", `Cannot read base ${path}: it does not exist`, {
        hint: "Correct the path. Write an image in a registry as oci://HOST/REPOSITORY:TAG.",
      });
    }
    if (await isDirectoryLayout(path)) return readBase(openDirectoryLayout(path), machine);
    const file = stack.use(await asBase(path, () => openFile(path)));
    const scan = scanMembers(file);
    await asBase(path, () => scan.finish());
    if (scan.found.has(LAYOUT_FILE))
      return asBase(path, async () => readBase(stack.use(await openTarLayout(await openFile(path))), machine));
    if (scan.found.has(DOCKER_FILE)) return readDockerArchive(file, scan.found);
    throw new BundleError(
      "IMAGE_INVALID",
      `Cannot use base ${path}: it is neither an OCI image layout nor an archive of docker`,
    );
  }
}

/** Failures to read a tar name a bundle, which this is not. */
async function asBase<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BundleError) || !error.code.startsWith("BUNDLE_")) throw error;
    throw new BundleError("IMAGE_INVALID", `Cannot use base ${path}: it cannot be read as an image`, { cause: error });
  }
}
