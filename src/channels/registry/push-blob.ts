import { Readable } from "node:stream";
import { BundleError } from "../../errors.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Bytes } from "../../io/bytes.ts";
import { retry, type Transient } from "../../io/retry.ts";
import type { Descriptor } from "../../oci/descriptor.ts";
import { digester } from "../../oci/digest.ts";
import { fromRegistryError, transientIn } from "./registry-errors.ts";
import type { RepositoryClient } from "./repository-client.ts";
import {
  type BlobRest,
  cancelSession,
  closeSession,
  mountBlob,
  openSession,
  repositoryHasBlob,
  sendChunk,
  statusOf,
  type UploadSession,
} from "./upload-session.ts";

/** Bytes read at a time. */
const CHUNK = 1024 * 1024;

/** Statuses of a registry that does not know the session any more, or expects other bytes. */
const LOST = new Set([400, 404, 416]);

/** Registries and proxies cut uploads that take them too long: zot after a minute by default. */
const CUT_HINT =
  "If it breaks off after the same time or size each time, the registry or a proxy before it has a limit: raise it (zot: http.readTimeout), or send chunks with `--chunk-size 90MiB` (input `chunk-size`).";

export interface PushOptions {
  /** Other repositories of the registry, which may have the blob. */
  readonly mountFrom?: readonly string[];
  /** Most bytes of a request, for registries behind a proxy that limits requests. Default: a blob goes in one request. */
  readonly chunkSize?: number | undefined;
  /** Gets the bytes that were read; negative when they have to be sent again. */
  readonly onBytes?: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** `there`: the repository had it. `mounted`: another repository of the registry had it. */
export type PushedBlob = "there" | "mounted" | "sent";

/**
 * Makes sure that a registry has a blob. Sends nothing that is there. The blob goes in one request, or in chunks; if that
 * breaks, the next attempt goes on where the registry says, or starts again.
 * @throws BundleError `DIGEST_MISMATCH` when `bytes` are others, what reading them throws, and failures of the registry
 */
export async function pushBlob(
  repository: RepositoryClient,
  blob: Pick<Descriptor, "digest" | "size">,
  bytes: Pick<Bytes, "read">,
  { mountFrom = [], chunkSize, onBytes = () => {}, signal }: PushOptions,
): Promise<PushedBlob> {
  const { host, repository: name } = repository.name;
  const doing = `push blob ${blob.digest} to ${host}/${name}`;
  const { watch } = repository;
  const upload = openUpload(repository, { blob, bytes, mountFrom, chunkSize, onBytes, signal });
  const transient = transientIn(repository);
  const mayPass = (error: unknown): Transient | undefined =>
    upload.lost(error) ? { reason: "the registry has lost the upload" } : transient(error);
  try {
    return await retry(upload.attempt, { transient: mayPass, say: watch.say, doing, signal, reached: upload.reached });
  } catch (error) {
    await upload.cancel();
    signal.throwIfAborted();
    if (upload.failed(error) && error instanceof BundleError && error.code === "NETWORK_FAILED")
      throw new BundleError(error.code, error.message, { cause: error, hint: CUT_HINT });
    throw await fromRegistryError(error, repository, { doing, action: "push" });
  }
}

/**
 * Whether a registry has a blob, in this repository or in one to mount it from.
 * @throws BundleError failures of the registry
 */
export async function isInRegistry(
  repository: RepositoryClient,
  blob: Pick<Descriptor, "digest" | "size">,
  { mountFrom = [], signal }: Pick<PushOptions, "mountFrom" | "signal">,
): Promise<boolean> {
  const { name, watch } = repository;
  const doing = `look for blob ${blob.digest} in ${name.host}/${name.repository}`;
  const attempt = async (): Promise<boolean> => {
    if (await repositoryHasBlob(repository, blob.digest, { signal })) return true;
    for (const from of mountFrom) if (await isIn(repository, from, { blob, signal })) return true;
    return false;
  };
  try {
    return await retry(attempt, { transient: transientIn(repository), say: watch.say, doing, signal });
  } catch (error) {
    signal.throwIfAborted();
    throw await fromRegistryError(error, repository, { doing, action: "push" });
  }
}

interface Upload {
  attempt(): Promise<PushedBlob>;
  /** Whether it failed while the blob was sent. */
  failed(error: unknown): boolean;
  /** Whether the registry does not know its own session any more. */
  lost(error: unknown): boolean;
  /** Bytes that the registry acknowledged. */
  reached(): number;
  cancel(): Promise<void>;
}

interface UploadOptions extends Required<PushOptions> {
  readonly blob: Pick<Descriptor, "digest" | "size">;
  readonly bytes: Pick<Bytes, "read">;
}

function openUpload(repository: RepositoryClient, options: UploadOptions): Upload {
  const { blob, mountFrom, onBytes, signal } = options;
  let session: UploadSession | undefined;
  let acknowledged = 0;
  let failure: unknown;
  const readFrom = openReader(options);
  const begin = async (): Promise<"mounted" | UploadSession> => {
    acknowledged = 0;
    for (const from of mountFrom) {
      if (!(await isIn(repository, from, options))) continue;
      const mounted = await mountBlob(repository, blob.digest, { from, signal });
      if (mounted !== undefined) return mounted;
    }
    return openSession(repository, signal);
  };
  const send = async (opened: UploadSession): Promise<void> => {
    let read = 0;
    const tell = (count: number): void => {
      read += count;
      onBytes(count);
    };
    const rest = (end: number): BlobRest => {
      const start = acknowledged;
      const body = (): Readable => Readable.from(readFrom(start, end, tell), { objectMode: false });
      return { blob, start, end, body, signal };
    };
    const most = Math.max(options.chunkSize ?? blob.size, opened.leastChunk);
    try {
      while (blob.size - acknowledged > most) {
        read = 0;
        const end = acknowledged + most;
        await sendChunk(repository, opened, rest(end));
        acknowledged = end;
      }
      read = 0;
      await closeSession(repository, opened, rest(blob.size));
    } catch (error) {
      onBytes(-read);
      throw (failure = error);
    }
  };
  return {
    async attempt() {
      if (await repositoryHasBlob(repository, blob.digest, { signal })) return "there";
      // Left over from an attempt that broke off.
      if (session !== undefined) acknowledged = (await statusOf(repository, session, signal)) ?? 0;
      if (acknowledged === 0 || acknowledged >= blob.size) session = undefined;
      if (session === undefined) {
        const begun = await begin();
        if (begun === "mounted") return "mounted";
        session = begun;
      }
      try {
        await send(session);
        session = undefined;
        return "sent";
      } catch (error) {
        if (error instanceof HttpError && LOST.has(error.status)) session = undefined;
        throw error;
      }
    },
    failed: (error) => error === failure,
    lost: (error) => error === failure && error instanceof HttpError && (acknowledged > 0 || error.status === 404),
    reached: () => acknowledged,
    async cancel() {
      if (session !== undefined) await cancelSession(repository, session);
    },
  };
}

/** Whether a repository to mount from has the blob. One that cannot be read has not. */
async function isIn(
  repository: RepositoryClient,
  from: string,
  { blob, signal }: Pick<UploadOptions, "blob" | "signal">,
): Promise<boolean> {
  return repositoryHasBlob(repository, blob.digest, { instead: from, signal }).catch((error: unknown) => {
    if (error instanceof HttpError) return false;
    throw error;
  });
}

/** Reads pieces of a blob. Its last bytes are kept back until the digest of all is known to be right, if all were read in order. */
function openReader({ blob, bytes, signal }: UploadOptions) {
  let hash = digester();
  let hashed = 0;
  return async function* (start: number, end: number, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
    if (start === 0) {
      hash = digester();
      hashed = 0;
    }
    for (let done = start; done < end; ) {
      signal.throwIfAborted();
      const piece = await bytes.read(done, Math.min(CHUNK, end - done));
      if (done === hashed) {
        hash.update(piece);
        hashed += piece.byteLength;
        if (hashed === blob.size) checkDigest(blob.digest, hash.digest());
      }
      done += piece.byteLength;
      yield piece;
      onBytes(piece.byteLength);
    }
  };
}

function checkDigest(expected: string, found: string): void {
  if (found === expected) return;
  throw new BundleError("DIGEST_MISMATCH", `Cannot push blob ${expected}: got ${found}`);
}
