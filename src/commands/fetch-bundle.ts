import { mkdtempDisposable, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { openBundle } from "../bundle/open-bundle.ts";
import { defaultBundleName } from "../bundle/plan-bundle.ts";
import { openChannel } from "../channels/open-channel.ts";
import { hostPlatform } from "../home/platform.ts";
import { asFailure } from "../io/failure.ts";
import { addressOf } from "./channel-address.ts";
import { fileNameOf } from "./file-name.ts";
import { openInput } from "./open-input.ts";
import type { FetchRequest, Listener, Surroundings } from "./requests.ts";
import type { FetchResult } from "./results.ts";

/** Fetches a bundle through a channel. It appears in the directory when all of it is there, and replaces one of its name. */
export async function fetchBundle(
  request: FetchRequest,
  around: Surroundings,
  listener: Listener,
): Promise<FetchResult> {
  await using fetched = await fetchTemporarily(request, around, listener);
  const { file, [Symbol.asyncDispose]: _, ...result } = fetched;
  if (file === undefined) return result;
  // Not every service says what the bytes must be: what is no bundle must not take the place of one.
  await using input = await openInput({ kind: "file", path: file }, around);
  await openBundle(input);
  return { ...result, file: await moveUp(file, result.name) };
}

/** Fetches a bundle into a private directory below the one of the request, which is gone with the result. */
export async function fetchTemporarily(
  { origin, name, directory }: FetchRequest,
  around: Surroundings,
  listener: Listener,
): Promise<FetchResult & AsyncDisposable> {
  const address = await addressOf(origin, name, around);
  const sentAs = fileNameOf(name ?? defaultBundleName(await hostPlatform()));
  const target = resolve(around.directory, directory);
  await using stack = new AsyncDisposableStack();
  const staging = stack.use(
    await mkdtempDisposable(join(target, ".ocx-bundle-")).catch((error: unknown) => {
      throw asFailure(error, `write to ${target}`);
    }),
  );
  const channel = await openChannel(address, {
    say: (text) => listener.say(text),
    progress: (done, total) => listener.progress("fetch", done, total),
    signal: around.signal,
  });
  const found = await channel.fetch(sentAs, staging.path);
  const held = stack.move();
  return {
    channel: address.channel,
    name: sentAs,
    size: found?.size ?? 0,
    ...(found !== undefined && { file: found.path, origin: found.origin }),
    ...(address.channel === "cache" && { key: address.key }),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

/** Moves a file one directory up, behind what lies beside it: parts, which only their document makes visible. */
async function moveUp(file: string, sentAs: string): Promise<string> {
  const from = dirname(file);
  const to = dirname(from);
  const main = basename(file);
  const others = (await readdir(from)).filter((name) => name !== main);
  try {
    for (const name of others) await rename(join(from, name), join(to, name));
    // Readers take a whole file before parts of the same name.
    if (main !== sentAs) await rm(join(to, sentAs), { force: true });
    await rename(file, join(to, main));
  } catch (error) {
    throw asFailure(error, `write to ${to}`);
  }
  return join(to, main);
}
