import { BundleError } from "../errors.ts";
import type { ByteSource } from "../io/byte-source.ts";
import { sliceOf } from "../io/bytes.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { blobPath, INDEX_FILE, LAYOUT_FILE } from "../oci/layout.ts";
import { BLOCK_SIZE, padding } from "../tar/headers.ts";
import { type Content, NOTHING_AHEAD } from "./content.ts";
import { fileKind, readStart } from "./file-kind.ts";
import { readLayout } from "./read-layout.ts";
import { type Member, type MemberScan, scanMembers } from "./tar-members.ts";

export interface TarOptions {
  /** True if the source still grows: opening does not wait for the blobs. The caller must call `finish` at the end. */
  readonly streaming?: boolean;
  /** Checks other records of the source, such as the digests of parts. */
  readonly verify?: Content["verify"];
  /** Selects the descriptors with this name in the index. */
  readonly name?: string | undefined;
}

/**
 * Opens an OCI image layout in a tar of any writer. Owns the source: disposes of it on its own disposal, and on failure.
 * @throws BundleError `BUNDLE_INVALID`, `BUNDLE_TRUNCATED`, `LIMIT_EXCEEDED`
 */
export async function openTarLayout(
  source: ByteSource,
  { streaming = false, verify = async () => [], name: wanted }: TarOptions = {},
): Promise<Content> {
  await using stack = new AsyncDisposableStack();
  stack.use(source);
  await checkKind(source);
  stack.move();
  const scan = scanMembers(source);
  /** Members by path, computed from the head of a stream; undefined if they are found by scanning. */
  let places: ReadonlyMap<string, Member> | undefined;
  const announced = new Map<Digest, Descriptor>();
  const bytesOf = ({ offset, size }: Member) => sliceOf(source, offset, size);
  return {
    name: source.name,
    roots: () =>
      readLayout(async (name) => {
        const member = await scan.find(name);
        if (member !== undefined) return bytesOf(member);
        throw withoutLayout(source.name, name, scan.found);
      }, wanted),
    async expect(blobs) {
      if (!streaming) return void (await scan.finish());
      for (const blob of blobs) announced.set(blob.digest, blob);
      places = placesBehind(scan, [...announced.values()]);
    },
    async open({ digest }) {
      const path = blobPath(digest);
      const member = scan.found.get(path) ?? places?.get(path) ?? (await scan.find(path));
      return member && bytesOf(member);
    },
    prefetch: () => NOTHING_AHEAD,
    async finish() {
      await scan.finish();
      if (places !== undefined) checkPlaces(scan, places);
    },
    verify,
    size: () => source.size(),
    ...(!streaming && { whole: source }),
    [Symbol.asyncDispose]: () => source[Symbol.asyncDispose](),
  };
}

/** The error for a tar without a file that every OCI image layout has. */
function withoutLayout(path: string, missing: string, found: ReadonlyMap<string, unknown>): BundleError {
  const isImage = found.has("manifest.json");
  const what = isImage ? "it is an archive of `docker save`" : `its tar has no ${missing}`;
  return new BundleError("BUNDLE_INVALID", `Cannot read ${path}: ${what}, expected an OCI image layout`, {
    hint: isImage
      ? "Name the bundle that `ocx-bundle export` wrote: images cannot be imported."
      : "Use a file that `ocx-bundle export` wrote. If the bundle is inside this tar, unpack it first.",
  });
}

/** Refuses files of another kind with a message that names the kind. */
export async function checkKind(source: Pick<ByteSource, "name" | "read" | "size">): Promise<void> {
  const kind = fileKind(await readStart(source, 512));
  if (kind === undefined) return;
  const { name, hint } = kind;
  throw new BundleError(
    "BUNDLE_INVALID",
    `Cannot read ${source.name}: it is ${name}, expected an OCI image layout in a tar`,
    {
      ...(hint !== undefined && { hint }),
    },
  );
}

/**
 * Computes the positions of blobs that were not scanned yet, from the order in which ocx-bundle writes them. Undefined if the
 * scanned members are not exactly the layout's own files and the first of `blobs`, without gaps.
 */
export function placesBehind(scan: MemberScan, blobs: readonly Descriptor[]): ReadonlyMap<string, Member> | undefined {
  const seen = [...scan.found];
  const order = [LAYOUT_FILE, INDEX_FILE, ...blobs.map(({ digest }) => blobPath(digest))];
  if (seen.some(([path], place) => path !== order[place])) return undefined;
  let end = seen.reduce((sum, [, { size }]) => sum + BLOCK_SIZE + size + padding(size), 0);
  const last = seen.at(-1)?.[1];
  // Between the members are headers that we don't write, such as directories.
  if (!last || last.offset + last.size + padding(last.size) !== end) return undefined;
  const places = new Map<string, Member>();
  for (const { digest, size } of blobs) {
    const path = blobPath(digest);
    if (scan.found.has(path) || places.has(path)) continue;
    const offset = end + BLOCK_SIZE;
    places.set(path, { offset, size });
    end = offset + size + padding(size);
  }
  return places;
}

function checkPlaces(scan: MemberScan, places: ReadonlyMap<string, Member>): void {
  for (const [path, { offset, size }] of places) {
    const member = scan.found.get(path);
    if (member?.offset === offset && member.size === size) continue;
    throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${path} is not at the offset that its order gives`, {
      hint: "Save the stream to a file and import that: its blobs are in another order.",
    });
  }
}
