import type { ServerResponse } from "node:http";
import type { Digest } from "../oci/digest.ts";
import type { Answer } from "./answer.ts";
import { storedSender } from "./send-stored.ts";

/** Sent with every answer. Old clients of docker look for the first; no browser may take a blob for a page. */
const ALWAYS = { "Docker-Distribution-API-Version": "registry/2.0", "X-Content-Type-Options": "nosniff" };

/** Thrown when a client goes before it has everything. */
export class ClientLeft extends Error {
  override readonly name = "ClientLeft";
}

/** Sends answers. The result is the digest of stored bytes that were sent whole. */
export function answerSender(): (response: ServerResponse, answer: Answer) => Promise<Digest | undefined> {
  const sendStored = storedSender();
  return async (response, { status, headers, body }) => {
    const size = body instanceof Uint8Array ? body.byteLength : body.size;
    response.setHeaders(new Map(Object.entries({ ...ALWAYS, ...headers })));
    if (status !== 304) response.setHeader("Content-Length", size);
    response.writeHead(status);
    const isBare = response.req.method === "HEAD" || status === 304;
    const write = writerOf(response);
    if (!isBare) await (body instanceof Uint8Array ? write(body) : sendStored(body, write));
    response.end();
    return isBare || body instanceof Uint8Array ? undefined : body.digest;
  };
}

/** Writes the body of an answer. Resolves when the system has taken the bytes, and other clients have had their turn. */
function writerOf(response: ServerResponse): (bytes: Uint8Array) => Promise<void> {
  let leave: (() => void) | undefined;
  // Node does not call back for a connection that is gone.
  response.once("close", () => leave?.());
  return (bytes) =>
    new Promise((resolve, reject) => {
      leave = () => reject(new ClientLeft());
      if (response.destroyed) leave();
      response.write(bytes, (error) => (error ? leave?.() : setImmediate(resolve)));
    });
}
