import { BundleError } from "../../../errors.ts";
import { HttpError } from "../../../http/http-error.ts";
import type { LocalFile, TransferReporter } from "../../../http/transfer.ts";
import { fromRunnerError } from "../services/results-service.ts";
import type { CacheProtocol, Saved } from "./cache-protocol.ts";

/** The steps of saving an entry, for one version of the service. They throw an {@link HttpError} when it refuses. */
export interface SavingSteps<Slot> extends Pick<CacheProtocol, "find"> {
  /** The service refuses with 409 when the key is taken. `say` is called before each further attempt. */
  reserve(entry: Entry, say: TransferReporter["say"]): Promise<Slot>;
  upload(slot: Slot, entry: Entry): Promise<void>;
  commit(slot: Slot, entry: Entry): Promise<void>;
}

/** An entry to save. */
export interface Entry {
  readonly key: string;
  readonly file: LocalFile;
  /** Description of the saving, for the log and messages. */
  readonly doing: string;
}

/**
 * Saves an entry, in either version of the service.
 * @returns the outcome; nothing is uploaded when the key is taken
 * @throws BundleError when the service refuses
 */
export async function saveEntry<Slot>(
  { key, file }: Omit<Entry, "doing">,
  steps: SavingSteps<Slot>,
  { say }: TransferReporter,
): Promise<Saved> {
  const entry = { key, file, doing: `save cache entry ${key}` };
  try {
    const slot = await reserve(entry, steps, say);
    if (typeof slot === "string") return slot;
    await steps.upload(slot.slot, entry);
    await steps.commit(slot.slot, entry).catch(async (error: unknown) => {
      // If the entry exists, an earlier attempt committed it and its answer was lost.
      if (error instanceof HttpError && (await steps.find(key)) !== undefined) return;
      throw error;
    });
    return "sent";
  } catch (error) {
    throw fromRunnerError(error, entry.doing);
  }
}

/**
 * Reserves the key. It is taken by an existing entry, or by a job that is saving one now or gave up while saving.
 */
async function reserve<Slot>(
  entry: Entry,
  steps: SavingSteps<Slot>,
  say: TransferReporter["say"],
): Promise<{ readonly slot: Slot } | "kept" | "reserved"> {
  const { key, doing } = entry;
  let again = false;
  const sayAgain = (text: string): void => {
    again = true;
    say(text);
  };
  try {
    return { slot: await steps.reserve(entry, sayAgain) };
  } catch (error) {
    if (!(error instanceof HttpError) || error.status !== 409) throw error;
    if ((await steps.find(key)) !== undefined) return "kept";
    if (again) {
      // An earlier attempt of ours may have reserved it: then its upload address is lost.
      const message = `Cannot ${doing}: its key is reserved, most likely by an attempt whose answer was lost`;
      const hint = "Run it again later, or with another `cache-key`.";
      throw new BundleError("SERVICE_FAILED", message, { cause: error, hint });
    }
    return "reserved";
  }
}
