import { openBundle } from "../bundle/open-bundle.ts";
import type { Watch } from "../channels/channel.ts";
import { openChannel } from "../channels/open-channel.ts";
import { openFile } from "../io/byte-source.ts";
import { openTarLayout } from "../layout/tar-layout.ts";
import { addressOf } from "./channel-address.ts";
import { digestFile } from "./digest-file.ts";
import { fileNameOf } from "./file-name.ts";
import type { Listener, SendRequest, Surroundings } from "./requests.ts";
import type { SendResult } from "./results.ts";
import { userPath } from "./user-path.ts";

/** Sends a bundle through a channel. What is no bundle is refused; that every byte of it is right is not checked here. */
export async function sendBundle(
  { file, destination, name }: SendRequest,
  around: Surroundings,
  listener: Listener,
): Promise<SendResult> {
  const path = userPath(file, around);
  await using content = await openTarLayout(await openFile(path));
  const bundle = await openBundle(content);
  const sentAs = fileNameOf(name ?? bundle.name);
  const address = await addressOf(destination, name, around);
  const local = { path, size: await content.size(), digest: await digestFile(path) };
  const channel = await openChannel(address, watchOf(listener, around));
  const { status, names, url, id } = await channel.send(local, sentAs);
  return {
    channel: address.channel,
    status,
    bundle: { name: bundle.name, digest: bundle.digest },
    name: sentAs,
    names,
    size: local.size,
    fileDigest: local.digest,
    ...(url !== undefined && { url }),
    ...(id !== undefined && { id }),
    ...(address.channel === "cache" && { key: address.key }),
  };
}

/**
 * Looks whether a destination has an address from here at all, without reaching for it: what can be known before there is a bundle.
 * @throws BundleError what {@link addressOf} and the channel throw where they are opened
 */
export async function checkDestination(
  { destination, name }: Omit<SendRequest, "file">,
  around: Surroundings,
  listener: Listener,
): Promise<void> {
  await openChannel(await addressOf(destination, name, around), watchOf(listener, around));
}

function watchOf(listener: Listener, { signal }: Surroundings): Watch {
  return {
    say: (text) => listener.say(text),
    progress: (done, total) => listener.progress("send", done, total),
    signal,
  };
}
