import { discard } from "../../http/discard.ts";
import { retry } from "../../io/retry.ts";
import { fromRegistryError, transientIn } from "./registry-errors.ts";
import type { RegistryAnswer, RepositoryClient, RepositoryRequest } from "./repository-client.ts";

/** A request and what to do with its answer; both are repeated when the connection breaks. */
export interface Call<Result> extends RepositoryRequest {
  /** For messages. */
  readonly doing: string;
  readonly read: (answer: RegistryAnswer) => Promise<Result>;
}

/** Sends a request, retries transient failures, and turns what remains into coded ones. @throws BundleError */
export async function call<Result>(
  repository: RepositoryClient,
  { doing, read, ...wanted }: Call<Result>,
): Promise<Result> {
  const attempt = async (): Promise<Result> => {
    const answer = await repository.send(wanted);
    try {
      return await read(answer);
    } finally {
      await discard(answer.message);
    }
  };
  const { watch } = repository;
  try {
    return await retry(attempt, { ...watch, transient: transientIn(repository), doing });
  } catch (error) {
    watch.signal.throwIfAborted();
    throw await fromRegistryError(error, repository, { doing, action: wanted.action });
  }
}
