import { BundleError } from "../errors.ts";
import type { Bytes } from "../io/bytes.ts";
import { fetchAhead } from "../io/fetch-ahead.ts";
import { planRequests } from "../io/plan-requests.ts";
import type { OpenedRemoteFile, ReadAll, RemoteFile } from "../io/remote-file.ts";
import { type Located, type RemoteRun, remoteBytes } from "../io/remote-run.ts";
import { MAX_TAIL } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { blobPath, INDEX_FILE, LAYOUT_FILE } from "../oci/layout.ts";
import { decodeHeader } from "../tar/decode-header.ts";
import { BLOCK_SIZE, END_SIZE, FILE, padding, type TarHeader } from "../tar/headers.ts";
import type { Content, RemoteAmounts } from "./content.ts";
import { readLayout } from "./read-layout.ts";
import { type RemoteHead, remoteHead } from "./remote-head.ts";
import { type FindInTail, scannedTail, searchedTail } from "./remote-tail.ts";
import { openStreamedTar } from "./streamed-tar.ts";
import { checkKind, placesBehind } from "./tar-layout.ts";
import { type Member, type MemberScan, scanMembers } from "./tar-members.ts";

export interface RemoteTarOptions {
  /** Selects the descriptors with this name in the index. */
  readonly name: string | undefined;
  /** Directory for a tar that must be read as one stream. */
  readonly spoolDirectory: string;
  readonly signal: AbortSignal;
  /** Bytes received so far. */
  readonly fetched: () => number;
}

/** Bytes at the start of a tar that the first request fetches. Usually the head and the store layer fit. */
export const FIRST_REQUEST = 256 * 1024;

/**
 * Opens an OCI image layout in a remote tar. If its members stand in the order in which we write them, only what is asked for is
 * fetched. Otherwise, and from a server without ranges, it is read as one stream.
 * @throws BundleError `BUNDLE_INVALID`, `BUNDLE_TRUNCATED`, `LIMIT_EXCEEDED`, and what fetching throws
 */
export async function openRemoteTar(opened: OpenedRemoteFile, options: RemoteTarOptions): Promise<Content> {
  const { file } = opened;
  if (!opened.ranged) {
    const streamed = await openStreamedTar({ ...options, source: file.name, readAll: opened.readAll });
    return {
      ...readOnDemand(streamed, file.size === undefined),
      remote: wholeAmounts(file, options),
      size: async () => file.size ?? streamed.size(),
    };
  }
  const head = remoteHead(file, opened.start, options.signal);
  await checkKind({ name: file.name, ...head });
  return orderedTar(file, head, options);
}

/**
 * A tar that is read from front to back, but not to its end if no blob of it is used: no writer breaks when the connection is closed.
 * The end is read too where it alone tells the size.
 */
function readOnDemand(streamed: Content, toTheEnd: boolean): Content {
  let isRead = toTheEnd;
  return {
    ...streamed,
    prefetch(blobs, spool) {
      isRead ||= blobs.length > 0;
      return streamed.prefetch(blobs, spool);
    },
    finish: async () => {
      if (isRead) await streamed.finish();
    },
  };
}

function orderedTar(file: RemoteFile, head: RemoteHead, options: RemoteTarOptions): Content {
  const { signal } = options;
  const scan = scanMembers(head);
  const runs = new Map<string, CheckedRun>();
  const announced = new Map<Digest, Descriptor>();
  /** The members behind the scanned ones, once their order is known. */
  let places: ReadonlyMap<string, Member> | undefined;
  let findInTail: FindInTail | undefined;
  let ahead: Located | undefined;
  let streamed: Content | undefined;

  const readAll: ReadAll = (write, stop) => head.file.fetch({ offset: 0, length: head.length }, write, stop);
  const stream = async (): Promise<Content> => {
    streamed ??= readOnDemand(await openStreamedTar({ ...options, source: file.name, readAll }), false);
    return streamed;
  };

  /** The member of this path; while places are unknown, only if it stands next. */
  const find = async (path: string): Promise<Member | undefined> => {
    if (places === undefined && !scan.found.has(path)) await scan.next();
    return scan.found.get(path) ?? places?.get(path);
  };

  const bytesOf = (path: string, { offset, size }: Member): Bytes => {
    const preface = { size: BLOCK_SIZE, check: (header: Uint8Array) => checkHeader(header, path, size) };
    const run = runs.get(path) ?? { file: head.file, offset, size, preface };
    runs.set(path, run);
    return {
      ...remoteBytes(run, file.name, { ahead: () => ahead, signal }),
      async read(from, length) {
        // Header and content in one request.
        const start = offset - BLOCK_SIZE;
        const bytes = await head.read(start, BLOCK_SIZE + (from === 0 ? length : 0));
        run.preface.check(bytes.subarray(0, BLOCK_SIZE));
        return from === 0 ? bytes.subarray(BLOCK_SIZE) : head.read(offset + from, length);
      },
    };
  };

  return {
    name: file.name,
    async roots() {
      const [layout, index] = [await find(LAYOUT_FILE), await find(INDEX_FILE)];
      if (layout === undefined || index === undefined) return (await stream()).roots();
      return readLayout(async (path) => bytesOf(path, path === INDEX_FILE ? index : layout), options.name);
    },
    async expect(blobs, which = "all") {
      for (const blob of blobs) announced.set(blob.digest, blob);
      const found =
        streamed === undefined ? placesIn(head, scan, { blobs: [...announced.values()], which }) : undefined;
      if (found === undefined) return (await stream()).expect(blobs, which);
      places = found.members;
      findInTail = (which === "all" ? scannedTail : searchedTail)(head, found.end, signal);
    },
    async open(blob) {
      const path = blobPath(blob.digest);
      const member = streamed === undefined ? await find(path) : undefined;
      if (member !== undefined) return bytesOf(path, member);
      return findInTail === undefined ? (await stream()).open(blob) : findInTail(path);
    },
    prefetch(blobs, spool) {
      if (streamed !== undefined) return streamed.prefetch(blobs, spool);
      const wanted = blobs.map(({ digest }) => runs.get(blobPath(digest)));
      const fetched = fetchAhead(
        wanted.filter((run) => run !== undefined),
        spool,
      );
      ahead = fetched;
      return fetched;
    },
    remote: {
      size: head.length,
      fetched: options.fetched,
      missing(blobs) {
        if (streamed !== undefined) return wholeAmounts(file, options).missing(blobs);
        const wanted = new Set(blobs.flatMap(({ digest }) => runs.get(blobPath(digest)) ?? []));
        return planRequests([...wanted]).reduce((sum, range) => sum + head.lacking(range), 0);
      },
    },
    finish: async () => streamed?.finish(),
    verify: async () => [],
    size: async () => head.length,
    async [Symbol.asyncDispose]() {
      await streamed?.[Symbol.asyncDispose]();
    },
  };
}

/** Amounts of a file that is read from front to back. */
function wholeAmounts(file: RemoteFile, { fetched }: RemoteTarOptions): RemoteAmounts {
  return {
    get size() {
      return file.size;
    },
    fetched,
    missing: () => (file.size === undefined ? undefined : Math.max(0, file.size - fetched())),
  };
}

type CheckedRun = RemoteRun & { readonly preface: NonNullable<RemoteRun["preface"]> };

/** The positions of the blobs, and the end of the last. */
interface Places {
  readonly members: ReadonlyMap<string, Member>;
  readonly end: number;
}

/**
 * Computes where the blobs lie; undefined if the tar has another order, or much behind them.
 * @throws BundleError `BUNDLE_TRUNCATED`
 */
function placesIn(
  head: RemoteHead,
  scan: MemberScan,
  { blobs, which }: { readonly blobs: readonly Descriptor[]; readonly which: "all" | "first" },
): Places | undefined {
  const members = placesBehind(scan, blobs);
  if (members === undefined) return undefined;
  const all = [...scan.found.values(), ...members.values()];
  const end = all.reduce((most, { offset, size }) => Math.max(most, offset + size + padding(size)), 0);
  head.checkEnd(end + END_SIZE);
  return which === "all" && head.length - end > MAX_TAIL ? undefined : { members, end };
}

/** Checks the header in front of a blob whose place was computed. */
function checkHeader(bytes: Uint8Array, path: string, size: number): void {
  const header = decodeOrNothing(bytes);
  if (header?.type === FILE && header.path === path && header.size === size) return;
  throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${path} is not at the offset that its order gives`, {
    hint: "Download the file, and use that: its blobs are in another order.",
  });
}

function decodeOrNothing(bytes: Uint8Array): TarHeader | undefined {
  try {
    return decodeHeader(bytes);
  } catch (error) {
    if (error instanceof BundleError) return undefined;
    throw error;
  }
}
