import type { ServerResponse } from "node:http";
import { BundleError } from "../errors.ts";
import { readPieces } from "../io/read-pieces.ts";
import { algorithmOf, type Digest, digester } from "../oci/digest.ts";
import type { Answer, StoredBody } from "./answer.ts";

/** Bytes read and sent at a time. Each client, however slow, keeps two such pieces in memory. */
const PIECE = 128 * 1024;

/** Sent with every answer. Old clients of docker look for the first; no browser may take a blob for a page. */
const ALWAYS = { "Docker-Distribution-API-Version": "registry/2.0", "X-Content-Type-Options": "nosniff" };

/** Thrown when a client goes before it has everything. */
export class ClientLeft extends Error {
  override readonly name = "ClientLeft";
}

/** Sends answers. Stored bytes are hashed when they are first sent whole. */
export function answerSender(): (response: ServerResponse, answer: Answer) => Promise<void> {
  const verified = new Set<Digest>();
  return async (response, { status, headers, body }) => {
    const size = body instanceof Uint8Array ? body.byteLength : body.end - body.start;
    response.setHeaders(new Map(Object.entries({ ...ALWAYS, ...headers })));
    if (status !== 304) response.setHeader("Content-Length", size);
    response.writeHead(status);
    const isBare = response.req.method === "HEAD" || status === 304;
    if (!isBare) await (body instanceof Uint8Array ? write(response, body) : sendStored(response, body, verified));
    response.end();
  };
}

/**
 * Sends stored bytes. A damaged blob is not sent to its end, so that no client can take it for whole.
 * @throws BundleError `DIGEST_MISMATCH`, {@link ClientLeft}, and what reading throws
 */
async function sendStored(
  response: ServerResponse,
  { bytes, start, end, digest }: StoredBody,
  verified: Set<Digest>,
): Promise<void> {
  const hash = digest === undefined || verified.has(digest) ? undefined : digester(algorithmOf(digest));
  let left = end - start;
  let sent: Promise<void> | undefined;
  for await (const piece of readPieces(bytes, { start, end, most: PIECE })) {
    left -= piece.byteLength;
    hash?.update(piece);
    if (left === 0 && hash !== undefined && digest !== undefined) {
      const found = hash.digest();
      if (found !== digest)
        throw new BundleError("DIGEST_MISMATCH", `Cannot serve ${bytes.name}: got ${found}, expected ${digest}`);
      verified.add(digest);
    }
    await sent;
    sent = write(response, piece);
    // It is awaited when the next piece has been read.
    sent.catch(() => {});
  }
  await sent;
}

/** Resolves when the system has taken the bytes, so that their memory can be used again. */
function write(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const leave = (): void => reject(new ClientLeft());
  // Node does not call back for a connection that is gone.
  if (response.destroyed) leave();
  response.once("close", leave);
  response.write(bytes, (error) => {
    response.off("close", leave);
    if (error) leave();
    else resolve();
  });
  return promise;
}
