import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { BundleError } from "../../errors.ts";
import { discard } from "../../http/discard.ts";
import { followAddress } from "../../http/follow-address.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Descriptor } from "../../oci/descriptor.ts";
import type { Digest } from "../../oci/digest.ts";
import type { RegistryAnswer, RepositoryClient } from "./repository-client.ts";

/** Milliseconds that cancelling an upload may take: nobody waits for it. */
const PATIENCE = 5000;

/** An upload that a registry has begun. */
export interface UploadSession {
  /** For the next request; each answer may bring another one. */
  location: URL;
  /** Least bytes of each chunk but the last. */
  readonly leastChunk: number;
}

/** Whether a repository has the blob: this one, or `instead`. @throws HttpError, BundleError */
export async function repositoryHasBlob(
  repository: RepositoryClient,
  digest: Digest,
  { instead, signal }: { readonly instead?: string; readonly signal: AbortSignal },
): Promise<boolean> {
  const target = `blobs/${digest}`;
  const { message } = await repository.send({ method: "HEAD", target, accept: [404], action: "pull", instead, signal });
  await discard(message);
  return message.statusCode !== 404;
}

/** Begins an upload. @throws HttpError, BundleError */
export async function openSession(repository: RepositoryClient, signal: AbortSignal): Promise<UploadSession> {
  const answer = await post(repository, "blobs/uploads/", { signal });
  return sessionOf(answer);
}

function sessionOf(answer: RegistryAnswer): UploadSession {
  const least = Number(answer.message.headers["oci-chunk-min-length"] ?? 0);
  return { location: locationOf(answer), leastChunk: Number.isSafeInteger(least) ? least : 0 };
}

/**
 * Asks the registry to take a blob from another repository.
 * @returns `mounted`; or a session for an upload, when the registry does not do that; undefined when it refuses
 */
export async function mountBlob(
  repository: RepositoryClient,
  digest: Digest,
  { from, signal }: { readonly from: string; readonly signal: AbortSignal },
): Promise<"mounted" | UploadSession | undefined> {
  const target = `blobs/uploads/?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from)}`;
  try {
    const answer = await post(repository, target, { from, signal });
    return answer.message.statusCode === 201 ? "mounted" : sessionOf(answer);
  } catch (error) {
    // A repository that cannot be read from is no reason to fail: the blob is sent instead.
    if (error instanceof HttpError) return undefined;
    throw error;
  }
}

async function post(
  repository: RepositoryClient,
  target: string,
  { from, signal }: { readonly from?: string; readonly signal: AbortSignal },
): Promise<RegistryAnswer> {
  const headers = { "content-length": 0 };
  const answer = await repository.send({ method: "POST", target, headers, action: "push", from, signal });
  await discard(answer.message);
  return answer;
}

/** Bytes of a blob from `start` to `end`. */
export interface BlobRest {
  readonly blob: Pick<Descriptor, "digest" | "size">;
  readonly start: number;
  readonly end: number;
  readonly body: () => Readable;
  readonly signal: AbortSignal;
}

/** Sends a chunk that is not the last. @throws HttpError, BundleError */
export async function sendChunk(
  repository: RepositoryClient,
  session: UploadSession,
  { start, end, body, signal }: BlobRest,
): Promise<void> {
  const headers = {
    "content-type": "application/octet-stream",
    "content-length": end - start,
    "content-range": `${start}-${end - 1}`,
  };
  const target = session.location;
  const answer = await repository.send({ method: "PATCH", target, headers, body, action: "push", signal });
  await discard(answer.message);
  session.location = locationOf(answer);
}

/** Sends the rest of a blob, all of it at best, and closes the session. @throws HttpError, BundleError */
export async function closeSession(
  repository: RepositoryClient,
  { location }: UploadSession,
  { blob: { digest, size }, start, body, signal }: BlobRest,
): Promise<void> {
  const { message } = await repository.send({
    method: "PUT",
    target: withDigest(location, digest),
    headers: {
      "content-type": "application/octet-stream",
      "content-length": size - start,
      ...(start > 0 && { "content-range": `${start}-${size - 1}` }),
    },
    body,
    action: "push",
    signal,
  });
  await discard(message);
  const stored = message.headers["docker-content-digest"];
  if (stored === undefined || stored === digest) return;
  throw new BundleError("DIGEST_MISMATCH", `Cannot push blob ${digest}: the registry stored other bytes`);
}

/**
 * Asks how far an upload came; undefined when the session is gone or the registry does not say.
 * @throws BundleError when there is no answer
 */
export async function statusOf(
  repository: RepositoryClient,
  session: UploadSession,
  signal: AbortSignal,
): Promise<number | undefined> {
  try {
    const answer = await repository.send({ method: "GET", target: session.location, action: "push", signal });
    await discard(answer.message);
    if (answer.message.statusCode !== 204) return undefined;
    if (answer.message.headers.location !== undefined) session.location = locationOf(answer);
    return acknowledged(answer.message);
  } catch (error) {
    if (error instanceof HttpError) return undefined;
    throw error;
  }
}

/** Bytes in the header `Range`, whose end is inclusive. Registries differ in how they say "none": 0-0 may be one byte. */
function acknowledged({ headers: { range = "" } }: IncomingMessage): number | undefined {
  const [, last] = /^(?:bytes=)?0-(-?\d+)$/.exec(range) ?? [];
  const end = Number(last);
  return end > 0 ? end + 1 : undefined;
}

/** Tells the registry to forget an upload. Failures are ignored: it forgets by itself later. */
export async function cancelSession(repository: RepositoryClient, { location }: UploadSession): Promise<void> {
  const signal = AbortSignal.timeout(PATIENCE);
  await repository.send({ method: "DELETE", target: location, action: "push", signal }).then(
    ({ message }) => discard(message),
    () => {},
  );
}

/** Address of a session. Kept as it is: query and path may be signed. */
function locationOf({ message, url }: RegistryAnswer): URL {
  const { location } = message.headers;
  if (location !== undefined) return followAddress(location, url);
  throw new BundleError("SERVICE_FAILED", `Cannot push to ${url.host}: its answer names no address for the upload`);
}

function withDigest(location: URL, digest: Digest): URL {
  const url = new URL(location);
  url.search = `${url.search === "" ? "?" : `${url.search}&`}digest=${encodeURIComponent(digest)}`;
  return url;
}
