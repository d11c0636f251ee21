import { BundleError } from "../../../errors.ts";
import { HttpError } from "../../../http/request.ts";
import type { TransferReporter } from "../../../http/transfer.ts";
import type { Receipt } from "../../address/channel.ts";
import { fromRunnerError } from "../services/results-service.ts";
import type { CacheProtocol } from "./cache-protocol.ts";

/** What comes of saving an entry, as a receipt has it. */
export type Saved = Extract<Receipt["status"], "sent" | "kept" | "reserved">;

/** What saving an entry takes in a version of the service. Refusals come as {@link HttpError}. */
export interface SavingSteps<Slot> extends Pick<CacheProtocol, "find"> {
  /** Refused with 409 where the key is taken. `say` is told before each further attempt. */
  reserve(say: TransferReporter["say"]): Promise<Slot>;
  upload(slot: Slot): Promise<void>;
  commit(slot: Slot): Promise<void>;
}

/**
 * Saves an entry, in whichever version.
 * @returns what came of it; nothing is uploaded where the key is taken
 * @throws BundleError what a refusal means
 */
export async function saveEntry<Slot>(
  key: string,
  steps: SavingSteps<Slot>,
  { say }: TransferReporter,
): Promise<Saved> {
  const doing = `save cache entry ${key}`;
  try {
    const slot = await reserve(key, steps, say);
    if (typeof slot === "string") return slot;
    await steps.upload(slot.slot);
    await steps.commit(slot.slot).catch(async (error: unknown) => {
      // An entry that is there was finished by an attempt whose answer was lost.
      if (error instanceof HttpError && (await steps.find(key)) !== undefined) return;
      throw error;
    });
    return "sent";
  } catch (error) {
    throw fromRunnerError(error, doing);
  }
}

/**
 * A key is taken by an entry that is there, or by one that another job is saving just now, or has given up.
 */
async function reserve<Slot>(
  key: string,
  steps: SavingSteps<Slot>,
  say: TransferReporter["say"],
): Promise<{ readonly slot: Slot } | "kept" | "reserved"> {
  let again = false;
  const sayAgain = (text: string): void => {
    again = true;
    say(text);
  };
  try {
    return { slot: await steps.reserve(sayAgain) };
  } catch (error) {
    if (!(error instanceof HttpError) || error.status !== 409) throw error;
    if ((await steps.find(key)) !== undefined) return "kept";
    if (again) {
      // An earlier attempt of ours may have taken it: then nobody has the address to upload to.
      const message = `Cannot save cache entry ${key}: its key was reserved, and the answer that said so was lost`;
      const hint = "Run it again later, or with another `cache-key`.";
      throw new BundleError("SERVICE_FAILED", message, { cause: error, hint });
    }
    return "reserved";
  }
}
