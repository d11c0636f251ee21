import type { IncomingMessage, ServerResponse } from "node:http";
import type { Digest } from "../oci/digest.ts";
import { watchForLog } from "./access-log.ts";
import type { Answer } from "./answer.ts";
import type { Asked } from "./answer-request.ts";
import { queueRequests } from "./queue-requests.ts";
import { answerSender, ClientLeft } from "./send-answer.ts";

/** Listeners for requests, and for failures of the server itself. */
export interface ServeLog {
  /** A line for each answer. It has no secret: neither credentials nor queries. */
  access(line: string): void;
  /** Stored bytes that were sent whole. */
  sent(digest: Digest): void;
  /** A failure that the client is not to blame for. Clients are told nothing of it, since it may name files. */
  failed(error: unknown): void;
}

/** Decides all answers, and hears what becomes of them. */
export interface Registry extends ServeLog {
  /** Never rejects. */
  answer(asked: Asked): Promise<Answer>;
}

/** Handles requests: asks the registry for answers, and sends them. */
export function requestHandler(registry: Registry): (request: IncomingMessage, response: ServerResponse) => void {
  const send = answerSender();
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "", url = "", headers } = request;
    try {
      const digest = await send(response, await registry.answer({ method, target: url, headers }));
      if (digest !== undefined) registry.sent(digest);
    } catch (error) {
      if (error instanceof ClientLeft) return;
      registry.failed(error);
      response.destroy();
    }
  };
  return queueRequests((request, response) => {
    const line = watchForLog(request, response);
    response.once("close", () => registry.access(line()));
    void respond(request, response);
  });
}
