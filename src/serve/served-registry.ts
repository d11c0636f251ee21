import type { Digest } from "../oci/digest.ts";
import type { Access } from "./access.ts";
import { type Answer, errorAnswer } from "./answer.ts";
import { answerRequest } from "./answer-request.ts";
import type { Registry, ServeLog } from "./handle-requests.ts";
import type { Repositories } from "./served-repository.ts";

/**
 * A registry of what `repositories` gives at that moment. Each blob is verified when it is first sent whole, by whichever thread, and
 * again when they are others.
 */
export function servedRegistry(repositories: () => Promise<Repositories>, access: Access, log: ServeLog): Registry {
  const verified = new Set<Digest>();
  let before: Repositories | undefined;
  const withVerified = (answer: Answer): Answer => {
    const { body } = answer;
    if (body instanceof Uint8Array || body.digest === undefined || !verified.has(body.digest)) return answer;
    return { ...answer, body: { ...body, isVerified: true } };
  };
  return {
    async answer(asked) {
      try {
        const now = await repositories();
        if (now !== before) verified.clear();
        before = now;
        return withVerified(await answerRequest(asked, now, access));
      } catch (error) {
        log.failed(error);
        return errorAnswer(500, "UNKNOWN", "the server failed: its log says why");
      }
    },
    access: (line) => log.access(line),
    sent(digest) {
      verified.add(digest);
      log.sent(digest);
    },
    failed: (error) => log.failed(error),
  };
}
