import { once } from "node:events";
import { createServer } from "node:net";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Digest } from "../oci/digest.ts";
import type { Answer } from "./answer.ts";
import type { Asked } from "./answer-request.ts";
import { type Registry, requestHandler } from "./handle-requests.ts";
import { type ListenAddress, listenOn, openServer, type RunningServer, type ServerOptions } from "./open-server.ts";

/** The main thread decides all answers, so that more of them would wait for it. */
const MAX_THREADS = 4;

/** The data that a thread begins with. */
export interface ThreadData extends ServerOptions {
  readonly listen: ListenAddress;
}

/** Messages of a thread. `ask` is answered by its number. */
export type FromThread =
  | { readonly kind: "listening" }
  | { readonly kind: "ask"; readonly id: number; readonly asked: Asked }
  | { readonly kind: "access"; readonly line: string }
  | { readonly kind: "sent"; readonly digest: Digest }
  | { readonly kind: "failed"; readonly message: string };

export type ToThread =
  | { readonly kind: "answer"; readonly id: number; readonly answer: Answer }
  | { readonly kind: "close" };

type Close = () => Promise<void>;

/** The thread's file: in dist/ it lies beside the chunk that contains this file. */
const ENTRY = new URL(import.meta.url.endsWith(".ts") ? "./serve-thread.ts" : "./serve-thread.mjs", import.meta.url);

/** Only Linux spreads the connections to one port over all that listen on it. */
function usefulThreads(): number {
  return process.platform === "linux" ? Math.min(availableParallelism(), MAX_THREADS) : 1;
}

/**
 * Opens one server on several threads, this one among them. Each takes its share of the connections, and sends the answers of the
 * registry, which stays on this thread.
 * @throws BundleError as {@link openServer}
 */
export async function openServers(
  listen: ListenAddress,
  registry: Registry,
  { threads = usefulThreads(), ...given }: ServerOptions & { readonly threads?: number } = {},
): Promise<RunningServer> {
  const options: ServerOptions = {
    ...given,
    openConnections: sharedNumbers(1),
    ...(threads > 1 && { shares: sharedNumbers(threads) }),
  };
  if (threads > 1) await refuseTakenPort(listen);
  const { listening, close: closeFirst } = await openServer(listen, requestHandler(registry), options);
  const all: Close[] = [closeFirst];
  const close = async (): Promise<void> => void (await Promise.all(all.map((each) => each())));
  try {
    while (all.length < threads)
      all.push(await startThread({ ...options, listen: listening, thread: all.length }, registry));
  } catch (error) {
    await close();
    throw error;
  }
  return { listening, close };
}

function sharedNumbers(count: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(count * Int32Array.BYTES_PER_ELEMENT));
}

/** A shared port may also be shared with another process of this user, which would get some of the connections. */
async function refuseTakenPort(listen: ListenAddress): Promise<void> {
  // Linux chooses no port that anyone has.
  if (listen.port === 0) return;
  const server = createServer();
  await listenOn(server, listen);
  await new Promise((resolve) => server.close(resolve));
}

/** Nobody catches a failure of a thread that runs, as nobody catches one of this thread's own server. */
async function startThread(workerData: ThreadData, registry: Registry): Promise<Close> {
  // Do not pass on the parent's flags, such as `--eval`.
  const worker = new Worker(ENTRY, { workerData, execArgv: [] });
  const tell = (message: ToThread): void => worker.postMessage(message);
  worker.on("message", (message: FromThread) => {
    switch (message.kind) {
      case "listening":
        break;
      case "ask":
        void registry.answer(message.asked).then((answer) => tell({ kind: "answer", id: message.id, answer }));
        break;
      case "access":
        registry.access(message.line);
        break;
      case "sent":
        registry.sent(message.digest);
        break;
      case "failed":
        registry.failed(message.message);
    }
  });
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  await once(worker, "message");
  return async () => {
    tell({ kind: "close" });
    await ended;
  };
}
