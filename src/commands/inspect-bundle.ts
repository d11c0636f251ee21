import { openBundle } from "../bundle/open-bundle.ts";
import type { InspectRequest, ProcessContext } from "../options/requests.ts";
import { openInput } from "./open-input.ts";
import { readBundle, summarizeOpened } from "./read-bundle.ts";
import type { BundleSummary } from "./results.ts";

/** Says what is in a bundle. Reads its head and its store layer, never a layer. */
export async function inspectBundle({ source }: InspectRequest, context: ProcessContext): Promise<BundleSummary> {
  await using input = await openInput(source, context);
  const bundle = await openBundle(input);
  const content = await readBundle(bundle);
  await input.finish();
  return await summarizeOpened(bundle, content);
}
