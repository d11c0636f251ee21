import type { IncomingMessage, ServerResponse } from "node:http";
import type { Digest } from "../oci/digest.ts";
import type { Access } from "./access.ts";
import { errorAnswer } from "./answer.ts";
import { answerRequest } from "./answer-request.ts";
import { queueRequests } from "./queue-requests.ts";
import { answerSender, ClientLeft } from "./send-answer.ts";
import type { Repositories } from "./served-repository.ts";
import { watchAnswer } from "./watch-answer.ts";

/** Listeners for requests, and for failures of the server itself. */
export interface ServeLog {
  /** A line for each answer. It has no secret: neither credentials nor queries. */
  access(line: string): void;
  /** Stored bytes that were sent whole. */
  sent(digest: Digest): void;
  /** A failure that the client is not to blame for. Clients are told nothing of it, since it may name files. */
  failed(error: unknown): void;
}

/** Answers requests from what `repositories` gives at that moment. */
export function requestHandler(
  repositories: () => Promise<Repositories>,
  access: Access,
  log: ServeLog,
): (request: IncomingMessage, response: ServerResponse) => void {
  const send = answerSender();
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "", url = "", headers } = request;
    try {
      const answer = await answerRequest({ method, target: url, headers }, await repositories(), access);
      await send(response, answer);
      if ("digest" in answer.body && answer.body.digest !== undefined) log.sent(answer.body.digest);
    } catch (error) {
      if (error instanceof ClientLeft) return;
      log.failed(error);
      if (response.headersSent) response.destroy();
      else await send(response, errorAnswer(500, "UNKNOWN", "the server failed: its log says why"));
    }
  };
  return queueRequests((request, response) => {
    const line = watchAnswer(request, response);
    response.once("close", () => log.access(line()));
    void respond(request, response);
  });
}
