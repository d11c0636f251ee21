import { mkdtempDisposable, stat } from "node:fs/promises";
import { join } from "node:path";
import { copyToTar } from "../bundle/copy-bundle.ts";
import { openWhole, type WholeBundle } from "../bundle/open-bundle.ts";
import { openChannel } from "../channels/open-channel.ts";
import type { TransferReporter } from "../http/transfer.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import type { SendRequest } from "../options/requests/send-request.ts";
import type { FoundSignature } from "../trust/signatures/signature-file.ts";
import { addressOf } from "./places/channel-address.ts";
import { digestFile } from "./places/digest-file.ts";
import { openInput } from "./places/open-input.ts";
import { fileNameOf } from "./places/output-path.ts";
import { logsOf, type RemoteReading } from "./places/remote-reading.ts";
import { temporaryDirectory } from "./places/user-path.ts";
import type { SendResult } from "./results/send-result.ts";
import { readAttachedSignatures } from "./trust/attached-signatures.ts";
import { collectSidecarsOrWarn } from "./trust/carry-signatures.ts";
import { attachToTar, sendSidecars } from "./trust/send-signatures.ts";

/** Sends a bundle through a channel. Refuses any other file, but does not verify all bytes of the bundle. */
export async function sendBundle(
  { source, destination, name }: SendRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<SendResult> {
  if (destination.channel === "registry") {
    // Loaded only here, as channels are: an action without them starts without HTTP.
    const { sendToRegistry } = await import("./sending/send-to-registry.ts");
    return sendToRegistry(source, destination, { context, reporter });
  }
  if (destination.channel === "mirror") {
    const { sendToMirror } = await import("./sending/send-to-mirror.ts");
    return sendToMirror(source, destination, { context, reporter });
  }
  await using stack = new AsyncDisposableStack();
  const content = stack.use(await openInput(source, context, wholly(reporter)));
  const bundle = await openWhole(content);
  const sentAs = fileNameOf(name ?? bundle.name);
  const address = await addressOf(destination, name, context);
  const place = { source, context, reading: { ...logsOf(reporter), sole: false } };
  const { sidecars, others } = await collectSidecarsOrWarn(bundle, place, reporter);
  const path = content.file ?? (await writeTemporarily(bundle, others, { stack, context, reporter }));
  const local = { path, size: (await stat(path)).size, digest: await digestFile(path) };
  const channel = await openChannel(address, watchOf(reporter, context));
  const { status, names, url, id } = await channel.send(local, sentAs);
  // A cache entry is one file.
  const isAlone = address.channel === "cache";
  for (const each of isAlone ? sidecars : []) reporter.say(`${each.name} stays here: a cache entry is one file`);
  const signatures = isAlone ? [] : await sendSidecars(channel, sentAs, sidecars);
  return {
    channel: address.channel,
    status,
    bundle: { name: bundle.name, digest: bundle.digest },
    name: sentAs,
    names: [...names, ...signatures],
    size: local.size,
    fileDigest: local.digest,
    ...(url !== undefined && { url }),
    ...(id !== undefined && { id }),
    ...(address.channel === "cache" && { key: address.key }),
  };
}

/**
 * Channels carry files: a bundle in a directory, in parts or in a pipe is written as one, as export writes it, with what is attached.
 * @param others signatures that do not lie beside it
 */
async function writeTemporarily(
  bundle: WholeBundle,
  others: readonly FoundSignature[],
  {
    stack,
    ...job
  }: { readonly stack: AsyncDisposableStack; readonly context: ProcessContext; readonly reporter: Reporter },
): Promise<string> {
  const directory = stack.use(await mkdtempDisposable(join(temporaryDirectory(), "ocx-bundle-")));
  const path = join(directory.path, "bundle.tar");
  await copyToTar(bundle, path);
  const attached = await readAttachedSignatures(bundle.content, bundle.digest);
  await attachToTar(path, [...attached, ...others], { bundle, ...job });
  return path;
}

/**
 * Checks a destination before there is a bundle: options, token and environment, without a request to the service.
 * @throws BundleError what {@link addressOf} and opening the channel throw
 */
export async function checkDestination(
  { destination, name }: Omit<SendRequest, "source">,
  context: ProcessContext,
  reporter: Reporter,
): Promise<void> {
  if (destination.channel === "registry") {
    const { openRegistry } = await import("./places/open-registry.ts");
    await openRegistry(destination, context, {});
  } else if (destination.channel !== "mirror")
    await openChannel(await addressOf(destination, name, context), watchOf(reporter, context));
}

/** A remote bundle is fetched first. The command names two servers then, so variables do not say for which one they are. */
function wholly(reporter: Reporter): RemoteReading {
  return {
    whole: true,
    sole: false,
    ...logsOf(reporter),
    progress: (done, total) => reporter.progress("fetch", done, total),
  };
}

function watchOf(reporter: Reporter, { signal }: ProcessContext): TransferReporter {
  return {
    say: (text) => reporter.say(text),
    debug: (text) => reporter.debug(text),
    progress: (done, total) => reporter.progress("send", done, total),
    signal,
  };
}
