import type { IncomingMessage, ServerResponse } from "node:http";
import { excerpt } from "../printable.ts";

/**
 * Begins to watch an answer. The result is its line for the log: who asked for what, the status, the size of the answer, the
 * milliseconds. `cut` marks an answer whose connection ended before it did. It has no secret, as no header and no query is in it.
 */
export function watchForLog(
  { method = "", url = "", socket }: IncomingMessage,
  response: ServerResponse,
): () => string {
  const start = performance.now();
  // A closed socket has forgotten it.
  const from = socket.remoteAddress ?? "-";
  return () => {
    const [path = ""] = url.split("?");
    const size = method === "HEAD" ? 0 : Number(response.getHeader("content-length") ?? 0);
    const milliseconds = Math.round(performance.now() - start);
    const end = response.writableFinished ? "" : " cut";
    return `${from} ${method} ${excerpt(path)} ${response.statusCode} ${size} ${milliseconds}ms${end}`;
  };
}
