import { BundleError } from "../../errors.ts";
import { readRanges } from "../../io/byte-source.ts";
import { bytesInMemory } from "../../io/bytes.ts";
import { fetchAhead } from "../../io/fetch-ahead.ts";
import { fetchRun } from "../../io/remote-file.ts";
import { type Located, type RemoteRun, remoteBytes } from "../../io/remote-run.ts";
import type { Content } from "../../layout/content.ts";
import type { Descriptor } from "../../oci/descriptor.ts";
import type { Digest } from "../../oci/digest.ts";
import { isManifestType } from "../../oci/links.ts";
import { IMAGE_INDEX, IMAGE_MANIFEST, REF_NAME } from "../../oci/media-types.ts";
import { formatReference, type RegistryReference } from "../../oci/reference.ts";
import { blobFile } from "./blob-file.ts";
import { fetchManifest, manifestName } from "./manifests.ts";
import { readReferrers } from "./referrers.ts";
import type { RepositoryClient } from "./repository-client.ts";
import { findManifest } from "./tags.ts";

/** Largest blob that is fetched whole when a part of it is read: documents are read piece by piece. */
const SMALL = 4 * 1024 * 1024;

export interface RegistryContentOptions {
  /** Name of the bundle, which a registry does not keep. */
  readonly name?: string | undefined;
  /** Also take Docker's own forms of manifests. */
  readonly docker?: boolean;
}

/**
 * Opens a manifest in a registry, and the blobs that it names. Only what is read is fetched, by ranges.
 * @throws BundleError `BUNDLE_NOT_FOUND`, and what {@link findManifest} throws
 */
export async function openRegistryContent(
  repository: RepositoryClient,
  reference: RegistryReference,
  { name, docker = false }: RegistryContentOptions = {},
): Promise<Content> {
  const { watch } = repository;
  const found = await findManifest(repository, reference, { docker });
  let fetched = found.bytes.byteLength;
  const received = (bytes: number): void => watch.progress((fetched += bytes), Math.max(fetched, size));
  const root = name === undefined ? found.descriptor : { ...found.descriptor, annotations: { [REF_NAME]: name } };
  const runs = new Map<Digest, RemoteRun>();
  const announced = new Set<Digest>();
  let size = 0;
  let ahead: { readonly located: Located; readonly runs: ReadonlySet<RemoteRun> } | undefined;
  let kept: { readonly run: RemoteRun; readonly bytes: Uint8Array } | undefined;

  const runOf = (blob: Descriptor): RemoteRun => {
    const run = runs.get(blob.digest) ?? {
      file: blobFile(repository, blob, { received, missing }),
      offset: 0,
      size: blob.size,
    };
    runs.set(blob.digest, run);
    return run;
  };

  /** Reads what is fetched ahead, each byte once; else asks for it. */
  const read = async (run: RemoteRun, offset: number, length: number): Promise<Uint8Array> => {
    if (ahead?.runs.has(run)) {
      const { located } = ahead;
      const bytes = await readRanges(await located.locate(run, offset, length));
      located.release(run, offset, length);
      return bytes;
    }
    if (run.size > SMALL) return fetchRun(run.file, { offset, length }, watch.signal);
    if (kept?.run !== run)
      kept = { run, bytes: await fetchRun(run.file, { offset: 0, length: run.size }, watch.signal) };
    return kept.bytes.subarray(offset, offset + length);
  };

  const content: Content = {
    name: formatReference(reference),
    roots: async () => [root],
    async open(blob) {
      const { digest, mediaType } = blob;
      if (digest === root.digest) return bytesInMemory(manifestName(repository, digest), found.bytes);
      const isManifest = docker ? isManifestType(mediaType) : mediaType === IMAGE_MANIFEST || mediaType === IMAGE_INDEX;
      if (!isManifest) {
        const run = runOf(blob);
        const bytes = remoteBytes(run, run.file.name, { ahead: () => ahead?.located, signal: watch.signal });
        return { ...bytes, read: (offset, length) => read(run, offset, length) };
      }
      const inner = await fetchManifest(repository, digest, { docker });
      received(inner?.bytes.byteLength ?? 0);
      return inner && bytesInMemory(manifestName(repository, digest), inner.bytes);
    },
    async expect(blobs) {
      for (const { digest, size: more } of blobs) {
        if (!announced.has(digest)) size += more;
        announced.add(digest);
      }
    },
    prefetch(blobs, spool) {
      const wanted = blobs.map(({ digest }) => runs.get(digest)).filter((run) => run !== undefined);
      const located = fetchAhead(wanted, spool);
      ahead = { located, runs: new Set(wanted) };
      return {
        async [Symbol.asyncDispose]() {
          ahead = undefined;
          await located[Symbol.asyncDispose]();
        },
      };
    },
    remote: {
      fetched: () => fetched,
      get size() {
        return size;
      },
      missing: (blobs) =>
        [...new Set(blobs.map(({ digest }) => digest))].reduce((sum, digest) => sum + (runs.get(digest)?.size ?? 0), 0),
    },
    finish: async () => {},
    verify: async () => [],
    size: async () => size,
    referrers: {
      name: formatReference(reference),
      of: async (subject) => (await readReferrers(repository, subject)).map(({ bytes }) => bytes),
      open: (blob) => content.open(blob),
    },
    async [Symbol.asyncDispose]() {},
  };
  return content;
}

function missing(doing: string): BundleError {
  return new BundleError("BUNDLE_INVALID", `Cannot ${doing}: the registry does not have it`, {
    hint: "Push the bundle again: the registry has its manifest, but has lost a blob.",
  });
}
