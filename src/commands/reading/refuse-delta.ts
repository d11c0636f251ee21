import type { Bundle } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";

/**
 * Refuses a delta where only a whole bundle will do.
 * @param task verb for the message
 * @param takesBases whether `--base` would help
 * @throws BundleError `DELTA_INCOMPLETE`
 */
export function refuseDelta({ delta, content }: Bundle, task: string, takesBases = false): void {
  if (delta === undefined) return;
  const found = "it is a delta, which does not have all layers of its bundle";
  const more = takesBases ? " Or give the earlier bundle with `--base`." : "";
  throw new BundleError("DELTA_INCOMPLETE", `Cannot ${task} ${content.name}: ${found}`, {
    hint: `Make the whole bundle first: \`ocx-bundle complete DELTA --base BUNDLE --output FILE\`.${more}`,
  });
}
