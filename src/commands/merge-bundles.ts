import prettyBytes from "pretty-bytes";
import { describeIndex, describeManifest } from "../bundle/bundle-documents.ts";
import { checkBundleName, DEFAULT_NAME_OF_SEVERAL } from "../bundle/bundle-name.ts";
import {
  type CopiedBeside,
  type Copy,
  copyOfBeside,
  copyOfPlatform,
  copyOfSeveral,
  type PlatformCopy,
} from "../bundle/copy-bundle.ts";
import { type Bundle, openWhole, type WholeBundle } from "../bundle/open-bundle.ts";
import { type MergeInput, planMerge } from "../bundle/plan-merge.ts";
import { formatPlatform } from "../oci/platform.ts";
import type { MergeRequest } from "../options/requests/merge-request.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import { joinBeside } from "../originals/own-originals.ts";
import { findBundleTarget, writeToTarget } from "./places/bundle-target.ts";
import { openInput } from "./places/open-input.ts";
import { logsOf } from "./places/remote-reading.ts";
import { memberName } from "./reading/member-name.ts";
import { refuseDelta } from "./reading/refuse-delta.ts";
import { withoutName } from "./reading/without-name.ts";
import type { MergeResult } from "./results/merge-results.ts";
import { readAttachedSignatures } from "./trust/attached-signatures.ts";

/** A bundle for one platform, ready to be written. */
interface Part extends MergeInput {
  readonly name: string;
  readonly copy: PlatformCopy;
}

/**
 * Writes one bundle for several platforms. The manifests stay as they are, so their digests and signatures do. The order of the
 * bundles does not matter.
 * @throws BundleError `MERGE_CONFLICT` for two bundles for one platform and for tags that differ; `DELTA_INCOMPLETE`; what opening and
 * writing throw
 */
export async function mergeBundles(
  request: MergeRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<MergeResult> {
  await using stack = new AsyncDisposableStack();
  const opened: WholeBundle[] = [];
  for (const source of request.sources) {
    const sole = request.sources.length === 1;
    const progress = (done: number, total: number): void => reporter.progress("fetch", done, total);
    // A file on a server is fetched first, of a registry only the blobs.
    const whole = source.kind !== "registry";
    const content = await openInput(source, context, { ...logsOf(reporter), whole, sole, progress });
    opened.push(await withoutName(openWhole(stack.use(content))));
  }
  const names = new Set(opened.map(({ name }) => name));
  const [common = DEFAULT_NAME_OF_SEVERAL] = names;
  const name = request.name ?? (names.size === 1 ? common : DEFAULT_NAME_OF_SEVERAL);
  checkBundleName(name);
  const target = await findBundleTarget(request, name, context);
  const parts: Part[] = [];
  for (const whole of opened) for await (const bundle of whole.platforms()) parts.push(await partOf(bundle, whole));
  const beside = joinBeside(await copiesOfBeside(opened));
  const { inputs, index, doubled } = planMerge(
    parts,
    beside.manifests.map(({ descriptor }) => descriptor),
  );
  const root = describeIndex(name, index);
  const merged = copyOfSeveral(
    root,
    index,
    inputs.map((input) => input.copy),
  );
  const copy: Copy = { ...merged, ...(beside.manifests.length > 0 && { beside }) };
  const twice = doubled.map(
    ({ digest, contentSize }) =>
      `Layer ${digest} (${prettyBytes(contentSize)}) is in the bundle twice: its bundles were compressed differently. Export all with one version of Node.js and one level.`,
  );
  const warnings = [...twice, ...(await signaturesLeft(opened))];
  for (const warning of warnings) reporter.warn(warning);
  const size = await writeToTarget(copy, target, context);
  return {
    bundle: { name, digest: root.digest },
    platforms: inputs.map((input) => ({
      platform: formatPlatform(input.platform),
      name: input.name,
      digest: input.descriptor.digest,
    })),
    blobs: copy.blobs.size,
    ...target,
    size,
    warnings,
  };
}

/** A warning for each bundle with signatures attached: they are over that bundle, not over the merged one. */
async function signaturesLeft(opened: readonly WholeBundle[]): Promise<readonly string[]> {
  const warnings: string[] = [];
  for (const { content, digest } of opened) {
    const attached = await readAttachedSignatures(content, digest);
    if (attached.length > 0) warnings.push(`Signatures in ${content.name} stay there: sign the merged bundle anew.`);
  }
  return warnings;
}

async function copiesOfBeside(opened: readonly WholeBundle[]): Promise<readonly CopiedBeside[]> {
  const copies: CopiedBeside[] = [];
  for (const { content, found } of opened) copies.push(await copyOfBeside(content, found.beside));
  return copies;
}

async function partOf(bundle: Bundle, whole: WholeBundle): Promise<Part> {
  refuseDelta(bundle, "merge");
  const { config, content } = bundle;
  const copy = await copyOfPlatform(bundle);
  const name = memberName(bundle, whole);
  return {
    name,
    copy,
    origin: content.name,
    descriptor: describeManifest(name, copy.manifest.bytes, config),
    configSize: copy.config.bytes.byteLength,
    platform: config.platform,
    roots: config.roots,
    layers: config.layers.map(({ registry, digest, blob, contentSize }) => ({ registry, digest, blob, contentSize })),
  };
}
