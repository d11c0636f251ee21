import { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Readable } from "node:stream";
import { urlToHttpOptions } from "node:url";
import { connectionsFor, stopReuse } from "./connections.ts";
import { SILENCE } from "./rate-watch.ts";

/** Most answers of status 1xx before the one that counts. */
const MOST_INTERIM = 100;

export interface StartOptions {
  readonly method: string;
  readonly url: string;
  readonly headers?: OutgoingHttpHeaders | undefined;
  readonly body?: string | Readable | undefined;
  /** Milliseconds without a byte after which it fails. */
  readonly idle: number;
}

/** A request under way. */
export interface StartedRequest {
  /** Its body must be read to the end or destroyed: only then the connection is used again, or closed. */
  readonly answer: Promise<IncomingMessage>;
  /** Ends it, and closes its connection, unless all of the answer was read. */
  close(): void;
}

/**
 * Sends a request. Connections are used again for requests without effects only: a server may close one at any time, and whether it
 * took the last request cannot be told.
 */
export function startRequest(options: StartOptions): StartedRequest {
  const reuse = options.method === "GET" || options.method === "HEAD";
  let current: ClientRequest | undefined;
  let isClosed = false;
  const send = async (): Promise<IncomingMessage> => {
    for (;;) {
      const request = (current = open(options, reuse));
      try {
        const message = await answerOf(request);
        // Some servers say that a connection waited too long, in the place of an answer.
        if (message.statusCode !== 408 || !request.reusedSocket) return message;
        message.destroy();
      } catch (error) {
        if (isClosed || !request.reusedSocket) throw error;
        if (error instanceof Error && error.message === SILENCE) {
          stopReuse(options.url);
          throw error;
        }
        // The server has closed a connection that waited. Each of them has brought an answer before, so this ends.
      }
    }
  };
  return {
    answer: send(),
    close() {
      isClosed = true;
      current?.destroy();
    },
  };
}

function open({ method, url, headers, body, idle }: StartOptions, reuse: boolean): ClientRequest {
  const { auth: _, ...address } = urlToHttpOptions(new URL(url));
  const request = (url.startsWith("https:") ? requestHttps : requestHttp)({
    ...address,
    method,
    headers: { ...headers, "user-agent": "ocx-bundle" },
    agent: connectionsFor(url, reuse),
    timeout: idle,
  });
  if (typeof body === "object") body.pipe(request);
  else request.end(body);
  return request;
}

function answerOf(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const silent = (): void => void request.destroy(new Error(SILENCE));
    let interim = 0;
    request.on("timeout", silent).on("error", reject);
    request.on("information", () => {
      if (++interim > MOST_INTERIM) request.destroy(new Error("it sends interim answers only"));
    });
    request.on("response", (message) => {
      request.off("timeout", silent);
      resolve(message);
    });
    // Of an answer that would switch to another protocol, Node tells nothing else.
    request.on("close", () => reject(new Error("it ended the connection without an answer")));
  });
}
