import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Answer } from "./answer.ts";
import { type Registry, requestHandler } from "./handle-requests.ts";
import { openServer } from "./open-server.ts";
import type { FromThread, ThreadData, ToThread } from "./server-threads.ts";

// A thread of server-threads.ts: serves connections of its own, and asks the main thread for each answer.
if (parentPort !== null) await serve(parentPort, workerData);

async function serve(port: MessagePort, { listen, ...options }: ThreadData): Promise<void> {
  const tell = (message: FromThread): void => port.postMessage(message);
  const waiting = new Map<number, (answer: Answer) => void>();
  let asks = 0;
  const registry: Registry = {
    answer: (asked) =>
      new Promise((resolve) => {
        asks += 1;
        waiting.set(asks, resolve);
        tell({ kind: "ask", id: asks, asked });
      }),
    access: (line) => tell({ kind: "access", line }),
    sent: (digest) => tell({ kind: "sent", digest }),
    failed: (error) => tell({ kind: "failed", message: error instanceof Error ? error.message : String(error) }),
  };
  const server = await openServer(listen, requestHandler(registry), options);
  port.on("message", (message: ToThread) => {
    if (message.kind === "close") void server.close().then(() => port.close());
    else {
      waiting.get(message.id)?.(message.answer);
      waiting.delete(message.id);
    }
  });
  tell({ kind: "listening" });
}
