import { readBeside } from "../bundle/beside.ts";
import { openBundle } from "../bundle/open-bundle.ts";
import type { InspectRequest } from "../options/inspect-request.ts";
import type { ProcessContext } from "../options/requests.ts";
import { openOriginals } from "../originals/open-originals.ts";
import type { BundleSummary } from "./bundle-summary.ts";
import { openInput } from "./open-input.ts";
import { platformToChoose } from "./platforms.ts";
import { readBundle, summarizeOpened } from "./read-bundle.ts";
import type { RemoteReading } from "./remote-reading.ts";
import { summarizeOpenedOriginals } from "./summarize-originals.ts";

/** Summarizes a bundle, or one platform of a bundle for several. Reads its head and its store layer, but no layer trees. */
export async function inspectBundle(
  { source, platform }: InspectRequest,
  context: ProcessContext,
  reading: Pick<RemoteReading, "say" | "debug"> = {},
): Promise<BundleSummary> {
  await using input = await openInput(source, context, reading);
  const bundle = await openBundle(input, { platform: await platformToChoose(platform) });
  const content = await readBundle(bundle);
  // In a pipe they are behind everything else.
  const originals = await openOriginals(input, await readBeside(input, bundle.beside));
  await input.finish();
  return await summarizeOpened(bundle, content, summarizeOpenedOriginals(originals));
}
