import type { IncomingMessage } from "node:http";

/**
 * Ends an answer whose body nobody wants. If all of it is there, its connection may be used again, from when this resolves; else it
 * is closed.
 */
export async function discard(message: IncomingMessage): Promise<void> {
  if (message.closed) return;
  const closed = new Promise((resolve) => message.once("close", resolve));
  if (message.complete) message.resume();
  else message.destroy();
  await closed;
}
