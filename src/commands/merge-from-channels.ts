import type { RemoteBundle } from "../options/requests/fetch-request.ts";
import type { Input } from "../options/requests/input.ts";
import type { MergeRequest } from "../options/requests/merge-request.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import { fetchTemporarily } from "./fetch-bundle.ts";
import { mergeBundles } from "./merge-bundles.ts";
import type { MergeResult } from "./results/merge-results.ts";

/** Bundles to merge: where they are, or in which channel. */
export interface MergeFromChannelsRequest extends Omit<MergeRequest, "sources"> {
  readonly sources: readonly (Input | RemoteBundle)[];
  /** For what is fetched from a channel. */
  readonly directory: string;
}

/** As {@link mergeBundles}. Bundles in channels are fetched first, and removed at the end. */
export async function mergeFromChannels(
  { directory, ...request }: MergeFromChannelsRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<MergeResult> {
  await using stack = new AsyncDisposableStack();
  const sources: Input[] = [];
  for (const source of request.sources) {
    if ("kind" in source) sources.push(source);
    else {
      const fetched = stack.use(await fetchTemporarily({ ...source, directory }, context, reporter));
      sources.push({ kind: "file", path: fetched.file ?? "" });
    }
  }
  return await mergeBundles({ ...request, sources }, context, reporter);
}
