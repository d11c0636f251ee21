import { readBeside } from "../../bundle/manifests-beside.ts";
import { type Bundle, openWhole, type WholeBundle } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import type { Digest } from "../../oci/digest.ts";
import type { MirrorTarget } from "../../options/requests/channel-choice.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import { formatConfiguration } from "../../originals/format-configuration.ts";
import { mirrorName } from "../../originals/mirror-name.ts";
import { type OpenedOriginals, openOriginals } from "../../originals/open-originals.ts";
import { blobsOfRepository, findLacking, type PushTarget, pushOriginals } from "../../originals/push-originals.ts";
import { openInput } from "../places/open-input.ts";
import { openRegistry } from "../places/open-registry.ts";
import { logsOf } from "../places/remote-reading.ts";
import type { SendResult } from "../results/send-result.ts";
import { withoutOriginals } from "./print-configuration.ts";

/**
 * Pushes the originals of a bundle to a registry, each repository below the name of its registry, as OCX's mirrors are asked for it.
 * Of a delta, the registry must have what the delta omits.
 * @throws BundleError `BUNDLE_NOT_FOUND` if the bundle has none, `BASE_MISSING`, and what reading and pushing throw
 */
export async function sendToMirror(
  source: Input,
  { prefix, ...target }: MirrorTarget,
  { context, reporter }: { readonly context: ProcessContext; readonly reporter: Reporter },
): Promise<SendResult> {
  const sole = source.kind !== "url" && source.kind !== "registry";
  const fetched = (done: number, total: number): void => reporter.progress("fetch", done, total);
  await using content = await openInput(source, context, {
    ...logsOf(reporter),
    sole,
    whole: !sole,
    progress: fetched,
  });
  const whole = await openWhole(content);
  const bundle = await anyOf(whole);
  const opened = await openOriginals(bundle.besideIn, await readBeside(bundle.besideIn, bundle.beside));
  if (opened.length === 0) throw withoutOriginals(content.name);
  const base = prefix.replace(/^(?:oci|https?):\/\//i, "").replace(/\/+$/, "");
  const omitted = await omittedBlobs(bundle, opened);
  const { pushes, size } = await openMirror(opened, { ...target, base, omitted, sole }, { context, reporter });
  const lacking = new Set<Digest>();
  for (const push of pushes) for (const digest of await findLacking(push.originals, push)) lacking.add(digest);
  if (lacking.size > 0) throw withoutBase(content.name, base, lacking);
  const told = new Set<string>();
  for (const push of pushes)
    for (const warning of await pushOriginals(bundle.besideIn, push.originals, push)) told.add(warning);
  await content.finish();
  for (const warning of told) reporter.warn(warning);
  const registry = pushes.at(-1)?.repository.registry;
  const [, path = ""] = /^[^/]+(\/.*)?$/.exec(base) ?? [];
  return {
    channel: "registry",
    status: "sent",
    bundle: { name: whole.name, digest: whole.digest },
    name: base,
    names: [...new Set(pushes.map(({ reference }) => reference))],
    size,
    configuration: formatConfiguration(opened, { base: `${registry?.origin ?? ""}${path}` }),
  };
}

/** Originals on their way to one repository of a mirror. */
interface MirrorPush extends PushTarget {
  readonly reference: string;
  readonly originals: OpenedOriginals;
}

/** Opens the repositories of a mirror for originals. OCX asks for some at two places. */
async function openMirror(
  opened: readonly OpenedOriginals[],
  {
    base,
    omitted,
    sole,
    ...target
  }: Omit<MirrorTarget, "prefix"> & {
    readonly base: string;
    readonly omitted: ReadonlySet<Digest>;
    readonly sole: boolean;
  },
  { context, reporter }: { readonly context: ProcessContext; readonly reporter: Reporter },
): Promise<{ readonly pushes: readonly MirrorPush[]; readonly size: number }> {
  const pushes: MirrorPush[] = [];
  let size = 0;
  let done = 0;
  const onBytes = (count: number): void => reporter.progress("send", (done += count), size);
  const wanted = opened.flatMap((originals) => originals.list.repositories.map((item) => ({ originals, item })));
  for (const { originals, item } of wanted) {
    const places = [item, ...(item.location === undefined ? [] : [item.location])];
    const bytes = blobsOfRepository(originals, item).reduce((sum, blob) => sum + blob.size, 0);
    let first: string | undefined;
    for (const place of places) {
      const reference = `${base}/${mirrorName(place.registry)}/${place.repository}`;
      const { repository } = await openRegistry({ ...target, reference }, context, { ...logsOf(reporter), sole });
      size += bytes;
      const mountFrom = [...(first === undefined ? [] : [first]), ...(target.mountFrom ?? [])];
      const options = { mountFrom, onBytes, signal: context.signal };
      pushes.push({ item, repository, omitted, options, reference, originals });
      first ??= repository.name.repository;
    }
  }
  return { pushes, size };
}

/** The bundle for any of its platforms: each knows what travels beside all of them. */
async function anyOf(whole: WholeBundle): Promise<Bundle> {
  for await (const bundle of whole.platforms()) return bundle;
  throw new Error("a bundle has a platform");
}

/** The blobs that a delta lacks. Any other bundle must have all. */
async function omittedBlobs({ delta, besideIn }: Bundle, opened: readonly OpenedOriginals[]): Promise<Set<Digest>> {
  const omitted = new Set<Digest>();
  if (delta === undefined) return omitted;
  for (const originals of opened)
    for (const blob of originals.list.repositories.flatMap((item) => blobsOfRepository(originals, item)))
      if ((await besideIn.open(blob)) === undefined) omitted.add(blob.digest);
  return omitted;
}

function withoutBase(name: string, mirror: string, lacking: ReadonlySet<Digest>): BundleError {
  const lines = Array.from(lacking, (digest) => `original ${digest}, which the delta omits`);
  return new BundleError("BASE_MISSING", [`Cannot send the originals of delta ${name}: ${mirror} lacks`, ...lines], {
    hint: "Send the bundle that the delta was made against to this mirror first, or make the whole bundle with `ocx-bundle complete`.",
  });
}
