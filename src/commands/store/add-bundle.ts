import { availableParallelism } from "node:os";
import { openEngine } from "../../archive/engine/engine.ts";
import { blobsBeside, readBeside } from "../../bundle/manifests-beside.ts";
import { type Bundle, openBundle, openWhole, readNamedDocument } from "../../bundle/open-bundle.ts";
import type { Delta } from "../../bundle/open-delta.ts";
import { wholeDocuments } from "../../bundle/write-completed.ts";
import { BundleError } from "../../errors.ts";
import { layerPath } from "../../home/model/paths.ts";
import type { Content } from "../../layout/content.ts";
import { isDirectoryLayout } from "../../layout/directory-layout.ts";
import type { Digest } from "../../oci/digest.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import type { StoreAction } from "../../options/requests/store-request.ts";
import { type Added, type Addition, addEntry, addToStore } from "../../store/add-to-store.ts";
import { openStoreWriter } from "../../store/store-writer.ts";
import { parseEntryName } from "../places/entry-name.ts";
import { openInput } from "../places/open-input.ts";
import { logsOf } from "../places/remote-reading.ts";
import { type Completion, planCompletion } from "../reading/complete-bundle.ts";
import { openBases } from "../reading/open-bases.ts";
import { findSignatures } from "../trust/find-signatures.ts";
import { signatureReferrers } from "../trust/signature-referrers.ts";
import { openStoreBases } from "./store-bases.ts";

/** The bundle to add. */
export type AddAction = Extract<StoreAction, { readonly action: "add" }>;

/** A running command. */
interface Around {
  readonly context: ProcessContext;
  readonly reporter: Reporter;
}

/**
 * Adds a bundle to a store, with the signatures in it, beside it and in its registry. Of a delta, the whole bundle is added.
 * @throws BundleError what opening, finding signatures, completing and adding throw
 */
export async function addBundle(store: string, action: AddAction, around: Around): Promise<Added> {
  const { source, as, bases = [] } = action;
  const { context, reporter } = around;
  const { signal } = context;
  const reading = { ...logsOf(reporter), sole: bases.length === 0 };
  await using content = await openInput(source, context, reading);
  // Refuses everything but a bundle with all its blobs.
  const bundle = await openWhole(content);
  const { root } = bundle.found;
  const name = parseEntryName(as ?? bundle.name);
  const { signatures } = await findSignatures(bundle, { source, context, reading });
  const carry = (document: Parameters<typeof signatureReferrers>[1]) =>
    signatureReferrers(signatures, document, (text) => reporter.say(text));
  const addition = { name, origin: content.name, signal };
  if (bundle.digest === root.digest) {
    const referrers = signatures.length === 0 ? [] : carry(await readNamedDocument(content, root.digest));
    return await addToStore(store, { ...addition, content, root, referrers });
  }
  // Patches are read in any order, by threads.
  await using local =
    content.remote === undefined ? undefined : await openInput(source, context, { ...reading, whole: true });
  const delta = await openBundle(local ?? content, { pinned: bundle.digest });
  const referrers = carry(await readNamedDocument(delta.content, bundle.digest));
  return await addDelta(store, { bundle: delta, addition: { ...addition, referrers } }, { bases, ...around });
}

/** Makes what the store lacks of the bundle that a delta encodes. */
async function addDelta(
  store: string,
  { bundle, addition }: { readonly bundle: Bundle; readonly addition: Omit<Addition, "root"> },
  { bases, context, reporter }: Around & { readonly bases: NonNullable<AddAction["bases"]> },
): Promise<Added> {
  const { content, descriptor, manifest, config, delta } = bundle;
  if (delta === undefined) throw new Error("the bundle is a delta");
  const beside = await readBeside(bundle.besideIn, bundle.beside);
  const { root } = await wholeDocuments(bundle, beside);
  const all = [
    root,
    descriptor,
    manifest.config,
    ...manifest.layers,
    ...beside.map((each) => each.descriptor),
    ...blobsBeside(beside),
  ];
  const needs = [...new Map(all.toReversed().map((each) => [each.digest, each])).values()].toReversed();
  await using stack = new AsyncDisposableStack();
  const given = await openBases(bases, context, {
    stack,
    takes: "homes",
    platform: config.platform,
    ...logsOf(reporter),
  });
  const engine = stack.use(openEngine({ workers: availableParallelism() }));
  const plan = async (missing: ReadonlySet<Digest>): Promise<Completion> => {
    const found = await openStoreBases(store, { wanted: layersFor(delta, bundle, missing), missing }, stack);
    const completing = {
      bundle,
      delta,
      layers: config.layers.filter(({ blob }) => missing.has(blob)),
      missing,
      bases: [...found, ...given],
      engine,
      signal: context.signal,
      onProgress: (done: number, total: number): void => reporter.progress("delta", done, total),
    };
    return await planCompletion(completing).catch((error: unknown) => {
      throw withHint(error, content);
    });
  };
  // So that what is refused does not make a store.
  if (!(await isDirectoryLayout(store))) await plan(new Set(needs.map(({ digest }) => digest)));
  return await addEntry(store, { ...addition, root, needs }, async (_, lacking) => {
    const missing = new Set(lacking.map(({ digest }) => digest));
    const completion = await plan(missing);
    await using writer = await openStoreWriter(store, missing);
    await completion.write(writer);
    await content.finish();
  });
}

/** Paths of the layers from which a delta makes some blobs, or which it omits. */
function layersFor({ config }: Delta, bundle: Bundle, missing: ReadonlySet<Digest>): ReadonlySet<string> {
  const omitted = bundle.config.layers.filter(({ blob }) => missing.has(blob) && config.omitted.includes(blob));
  const patched = config.patches.filter(({ blob }) => missing.has(blob)).map(({ base }) => base);
  return new Set([...omitted, ...patched].map(({ registry, digest }) => layerPath(registry, digest)));
}

/** Says what helps a store. */
function withHint(error: unknown, { name }: Content): unknown {
  if (!(error instanceof BundleError) || error.code !== "BASE_MISSING") return error;
  return new BundleError(error.code, error.lines, {
    cause: error.cause,
    hint: `Add the bundle that the delta was made against first, or give it with \`--base BUNDLE\`. Or add the full bundle instead of ${name}.`,
  });
}
