import { openBundle } from "../bundle/open-bundle.ts";
import type { InspectRequest, ProcessContext } from "../options/requests.ts";
import type { BundleSummary } from "./bundle-summary.ts";
import { openInput } from "./open-input.ts";
import { readBundle, summarizeOpened } from "./read-bundle.ts";
import type { RemoteReading } from "./remote-reading.ts";

/** Summarizes a bundle. Reads its head and its store layer, but no layer trees. */
export async function inspectBundle(
  { source }: InspectRequest,
  context: ProcessContext,
  reading: Pick<RemoteReading, "say" | "debug"> = {},
): Promise<BundleSummary> {
  await using input = await openInput(source, context, reading);
  const bundle = await openBundle(input);
  const content = await readBundle(bundle);
  await input.finish();
  return await summarizeOpened(bundle, content);
}
