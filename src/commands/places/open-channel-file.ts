import { defaultBundleName } from "../../bundle/bundle-name.ts";
import { openFinder } from "../../channels/open-finder.ts";
import { hostPlatform } from "../../home/host/host-platform.ts";
import { fromStorageError } from "../../http/from-http-error.ts";
import { HttpError } from "../../http/http-error.ts";
import { openJoined } from "../../http/open-joined.ts";
import type { Content } from "../../layout/content.ts";
import { FIRST_REQUEST, openRemoteTar } from "../../layout/remote-tar.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { rangedAddressOf } from "./channel-address.ts";
import { fileNameOf } from "./output-path.ts";
import type { RemoteReading } from "./remote-reading.ts";
import { temporaryDirectory } from "./user-path.ts";

/**
 * Opens a bundle in a channel where it is, to be read by ranges.
 * @throws BundleError what {@link rangedAddressOf}, the channel and opening throw
 */
export async function openChannelFile(
  { origin, name }: Extract<Input, { kind: "channel" }>,
  context: ProcessContext,
  { spoolDirectory = temporaryDirectory(), say = () => undefined, debug }: RemoteReading,
): Promise<Content> {
  const { signal } = context;
  const address = rangedAddressOf(origin, context);
  const finder = await openFinder(address, { say, debug, progress: () => undefined, signal });
  const found = await finder.find(fileNameOf(name ?? defaultBundleName(await hostPlatform())));
  let fetched = 0;
  const received = (bytes: number): void => void (fetched += bytes);
  const pieces = found.pieces.map((piece) => ({ ...piece, say, debug, signal, received, explain }));
  const opened = await openJoined(found.origin, pieces, FIRST_REQUEST);
  return openRemoteTar(opened, { name: undefined, spoolDirectory, signal, fetched: () => fetched });
}

/** The addresses are signed. */
function explain(error: unknown, doing: string): Error {
  return fromStorageError(error, { doing, url: error instanceof HttpError ? error.url : "" });
}
