import { availableParallelism } from "node:os";
import { openEngine, type TreeEngine } from "../archive/engine/engine.ts";
import type { BlobTable, BundleConfig, BundleLayer } from "../bundle/config.ts";
import type { Bundle, WholeBundle } from "../bundle/open-bundle.ts";
import { platformToChoose } from "../home/host/wanted-platform.ts";
import type { Digest } from "../oci/digest.ts";
import { formatPlatform, type Platform } from "../oci/platform.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import type { VerifyRequest } from "../options/requests/verify-request.ts";
import { homePath } from "./places/home-path.ts";
import { openInput } from "./places/open-input.ts";
import { logsOf, type RemoteReading } from "./places/remote-reading.ts";
import { attachBases } from "./reading/attach-bases.ts";
import { type Base, openBases } from "./reading/open-bases.ts";
import { openPinned, openPinnedWhole } from "./reading/open-pinned.ts";
import { readBundle } from "./reading/read-bundle.ts";
import { refuseDelta } from "./reading/refuse-delta.ts";
import { type TrustResult, together } from "./results/trust-result.ts";
import type { VerifiedHome, VerifyResult } from "./results/verify-result.ts";
import { checkTrust } from "./trust/check-trust.ts";
import { matchOmitted } from "./verify/match-omitted.ts";
import { verifyHome } from "./verify/verify-home.ts";
import { verifyOriginals } from "./verify/verify-originals.ts";
import { verifyPlatform } from "./verify/verify-platform.ts";

/**
 * Checks every byte of a bundle: the frames, as an import does, and the digests of whole blobs, which an import does not compute.
 * Also refuses every bundle that no home could import. Of a bundle for several platforms, checks all, or the requested one.
 * With a home, compares the layers and packages there with those of the bundle.
 * @throws BundleError for the first fault of the bundle, or for everything that is damaged in the home
 */
export async function verifyBundle(
  request: VerifyRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<VerifyResult> {
  await using input = await openInput(request.source, context, wholly(reporter));
  let done = 0;
  let goal = request.source.kind === "stream" ? 0 : await input.size();
  const advance = (more: number): void => {
    context.signal.throwIfAborted();
    reporter.progress("verify", (done += more), goal);
  };
  for (const warning of await input.verify(advance)) reporter.warn(warning);
  const whole = await openPinnedWhole(input, request.digest);
  const wanted = await wantedManifests(whole, request);
  const isWanted = ({ descriptor }: Bundle): boolean => wanted === undefined || wanted.has(descriptor.digest);
  const ofHome = request.home === undefined ? undefined : homePath(request.home, context);
  const question = { source: request.source, request: request.trust, home: ofHome };
  const trusts: (TrustResult | undefined)[] = [];
  let platform: Platform | undefined;
  goal = done;
  for await (const bundle of whole.platforms()) {
    if (!isWanted(bundle)) continue;
    goal += workOf(bundle);
    platform = bundle.config.platform;
    if (ofHome !== undefined && request.bases === undefined) refuseDelta(bundle, "compare a home with", true);
    trusts.push(await checkTrust(bundle, question, context, reporter));
  }
  const trust = together(trusts);

  const checked = new Set<Digest>();
  const amounts: Amounts[] = [];
  const platforms: { platform: string; digest: string }[] = [];
  let home: VerifiedHome | undefined;
  const compared = request.home === undefined ? undefined : await manifestFor(input, request);
  await using stack = new AsyncDisposableStack();
  const bases = await openBases(request.bases ?? [], context, {
    stack,
    takes: "homes",
    platform,
    ...logsOf(reporter),
  });
  let unchecked = 0;
  for await (const opened of whole.platforms()) {
    if (!isWanted(opened)) continue;
    await using engine = openEngine({ workers: request.workers ?? availableParallelism() });
    const inHomes = await matchOmitted(opened, bases, engine);
    const bundle = await withBases(opened, { bases, inHomes }, engine);
    const { config, descriptor } = bundle;
    const { closure } = await verifyPlatform(bundle, { engine, checked, advance }, context);
    const layers = config.layers.filter((layer) => bundle.has(layer) || inHomes.has(layer));
    unchecked += config.layers.length - layers.length;
    amounts.push(amountsOf({ ...config, layers }));
    platforms.push({ platform: formatPlatform(config.platform), digest: descriptor.digest });
    if (descriptor.digest !== compared || ofHome === undefined) continue;
    home = await verifyHome({ path: ofHome, bundle, closure, engine }, context, reporter);
  }
  unchecked += await verifyOriginals(whole, { bases, checked, advance });
  return {
    bundle: { name: whole.name, digest: whole.digest },
    ...(whole.found.manifests.length > 1 && { platforms }),
    size: await input.size(),
    blobs: checked.size,
    frames: sumOf(amounts, ({ frames }) => frames),
    entries: sumOf(amounts, ({ entries }) => entries),
    contentSize: sumOf(amounts, ({ contentSize }) => contentSize),
    pinned: request.digest !== undefined,
    ...(trust !== undefined && { trust }),
    ...(unchecked > 0 && { unchecked }),
    ...(home !== undefined && { home }),
  };
}

/** A delta with all that its bases have but the layers that homes have. Without bases, what can be checked without them is. */
async function withBases(
  bundle: Bundle,
  { bases, inHomes }: { readonly bases: readonly Base[]; readonly inHomes: ReadonlySet<BundleLayer> },
  engine: TreeEngine,
): Promise<Bundle> {
  if (bundle.delta === undefined || bases.length === 0) return bundle;
  const { whole: closure } = await readBundle(bundle);
  const layers = bundle.config.layers.filter((layer) => !inHomes.has(layer));
  return attachBases(bundle, layers, { engine, home: undefined, bases, closure });
}

/** The manifests to verify; undefined for all. A pin may name one. */
async function wantedManifests(
  { content, digest }: WholeBundle,
  request: VerifyRequest,
): Promise<ReadonlySet<string> | undefined> {
  if (request.platform !== undefined) return new Set([await manifestFor(content, request)]);
  return request.digest === undefined || request.digest === digest ? undefined : new Set([request.digest]);
}

async function manifestFor(content: WholeBundle["content"], { digest, platform }: VerifyRequest): Promise<Digest> {
  const { descriptor } = await openPinned(content, digest, { platform: await platformToChoose(platform) });
  return descriptor.digest;
}

/** Bytes to read: every blob is read twice, as a whole for its own digest, and frame by frame. */
function workOf({ stored: { blobs }, config }: Bundle): number {
  return sumOf([...blobs.values()], ({ size }) => size) + sumOf(tablesOf(config), ({ contentSize }) => contentSize);
}

type Amounts = Pick<VerifyResult, "frames" | "entries" | "contentSize">;

function amountsOf(config: BundleConfig): Amounts {
  const tables = tablesOf(config);
  return {
    frames: sumOf(tables, ({ frames }) => frames.length),
    entries: sumOf(tables, ({ entryCount }) => entryCount),
    // The same number as in inspect and export: content of the layers only.
    contentSize: sumOf(config.layers, ({ contentSize }) => contentSize),
  };
}

function tablesOf({ store, layers, ocx }: BundleConfig): readonly BlobTable[] {
  return [store, ...layers, ...(ocx === undefined ? [] : [ocx])];
}

function sumOf<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

/** Every byte is read twice, so a remote bundle is fetched first. */
function wholly(reporter: Reporter): RemoteReading {
  return {
    whole: true,
    ...logsOf(reporter),
    progress: (done, total) => reporter.progress("fetch", done, total),
  };
}
