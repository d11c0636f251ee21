import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { MAX_WAITING } from "./server-limits.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Handles the requests of each connection one after the other, and cuts connections that send too many ahead. Node handles all at
 * once: then one client could open any number of files, and Node does not tell that the client left while an answer waited.
 */
export function queueRequests(handle: Handler): Handler {
  const queues = new WeakMap<Socket, (() => void)[]>();
  return (request, response) => {
    const { socket } = request;
    const begin = (): void => {
      response.once("close", () => {
        if (socket.destroyed) return;
        const next = queues.get(socket)?.shift();
        if (next === undefined) queues.delete(socket);
        else next();
      });
      handle(request, response);
    };
    const queue = queues.get(socket);
    if (queue === undefined) {
      queues.set(socket, []);
      begin();
    } else if (queue.length < MAX_WAITING) queue.push(begin);
    else socket.destroy();
  };
}
