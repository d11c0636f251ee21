import type { IncomingMessage } from "node:http";

/**
 * Ends an answer whose body is not read. If all of it has arrived, the connection can be used again as soon as this resolves; else
 * the connection is closed.
 */
export async function discard(message: IncomingMessage): Promise<void> {
  if (message.closed) return;
  const closed = new Promise((resolve) => message.once("close", resolve));
  if (message.complete) message.resume();
  else message.destroy();
  await closed;
}
