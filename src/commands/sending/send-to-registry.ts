import { mkdtempDisposable } from "node:fs/promises";
import { join } from "node:path";
import { copyBundle } from "../../bundle/copy-bundle.ts";
import { openWhole } from "../../bundle/open-bundle.ts";
import { resolveManifest } from "../../channels/registry/manifests.ts";
import { openRegistryWriter } from "../../channels/registry/registry-writer.ts";
import type { ContentWriter } from "../../layout/content-writer.ts";
import { formatPinned, formatReference, manifestOf } from "../../oci/reference.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { RegistryTarget } from "../../options/requests/registry-place.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import { openInput } from "../places/open-input.ts";
import { type OpenedRegistry, openRegistry } from "../places/open-registry.ts";
import type { RemoteReading } from "../places/remote-reading.ts";
import { temporaryDirectory } from "../places/user-path.ts";
import type { SendResult } from "../results/send-result.ts";
import { pushSignatures } from "../trust/send-signatures.ts";

/** Pushes a bundle into a registry. Sends only the blobs that it lacks; the manifest goes last. */
export async function sendToRegistry(
  source: Input,
  target: RegistryTarget,
  { context, reporter }: { readonly context: ProcessContext; readonly reporter: Reporter },
): Promise<SendResult> {
  const say = (text: string): void => reporter.say(text);
  const debug = (text: string): void => reporter.debug(text);
  // Another server is named too: then variables do not say for which one they are.
  const sole = source.kind !== "url" && source.kind !== "registry";
  await using content = await openInput(source, context, { ...sourceReading(source, reporter), sole, say, debug });
  const bundle = await openWhole(content);
  const progress = (done: number, total: number): void => reporter.progress("send", done, total);
  const opened = await openRegistry(target, context, { sole, say, debug, progress });
  const { reference, repository } = opened;
  const before = await resolveManifest(repository, manifestOf(reference));
  // A delta has a manifest of its own.
  const { digest } = bundle.found.root;
  if (before !== digest) {
    await using writer = writerFor(opened, target);
    await using spool = await mkdtempDisposable(join(temporaryDirectory(), "ocx-bundle-"));
    await copyBundle(bundle, writer, { directory: spool.path, signal: context.signal });
  }
  await pushSignatures(repository, { bundle, source, context, reporter });
  return {
    channel: "registry",
    status: before === undefined ? "sent" : before === digest ? "kept" : "replaced",
    bundle: { name: bundle.name, digest: bundle.digest },
    name: formatReference(reference),
    names: [formatReference(reference)],
    size: await content.size(),
    reference: formatPinned(reference, digest),
  };
}

/** A bundle on a web server is one file, which is fetched first. */
function sourceReading({ kind }: Input, reporter: Reporter): RemoteReading {
  const progress = (done: number, total: number): void => reporter.progress("fetch", done, total);
  return kind === "url" ? { whole: true, progress } : {};
}

/** Opens a writer into a registry. Disposing of it without `finish` leaves the tag unchanged. */
export function writerFor(
  { reference, repository }: OpenedRegistry,
  { mountFrom = [], chunkSize }: RegistryTarget,
): ContentWriter {
  const spoolDirectory = temporaryDirectory();
  return openRegistryWriter(repository, { published: reference, mountFrom, chunkSize, spoolDirectory });
}
