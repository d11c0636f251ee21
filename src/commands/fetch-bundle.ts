import { open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { defaultBundleName } from "../bundle/bundle-name.ts";
import { copyToTar } from "../bundle/copy-bundle.ts";
import { openWhole, type WholeBundle } from "../bundle/open-bundle.ts";
import { openChannel } from "../channels/open-channel.ts";
import { hostPlatform } from "../home/host/host-platform.ts";
import type { ByteSource } from "../io/byte-source.ts";
import { fileToReplace } from "../io/file-to-replace.ts";
import { openPartial } from "../io/partial.ts";
import { fromSystemError } from "../io/system-error.ts";
import { partsDocumentName } from "../layout/parts.ts";
import type { FetchRequest, RemoteBundle } from "../options/requests/fetch-request.ts";
import type { Input } from "../options/requests/input.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { RegistryPlace } from "../options/requests/registry-place.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import type { UrlPlace } from "../options/requests/url-place.ts";
import { parseBundleUrl, urlName } from "./places/bundle-url.ts";
import { addressOf } from "./places/channel-address.ts";
import { openInput } from "./places/open-input.ts";
import { checkReplaceable, fileNameOf, isDirectoryPath, outputPath } from "./places/output-path.ts";
import { logsOf, type RemoteReading } from "./places/remote-reading.ts";
import { userPath } from "./places/user-path.ts";
import type { FetchResult } from "./results/fetch-result.ts";
import { checkSidecars, collectSidecarsOrWarn, writeSidecars } from "./trust/carry-signatures.ts";
import { attachToTar } from "./trust/send-signatures.ts";
import type { Sidecar } from "./trust/sidecars.ts";

/** Bytes copied at a time. */
const COPY_CHUNK = 1024 * 1024;

/**
 * Fetches a bundle through a channel, with the files that have its signatures. It replaces an older bundle at its path once it is
 * complete.
 */
export async function fetchBundle(
  request: FetchRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<FetchResult> {
  const { origin } = request;
  const sentAs = await (origin.channel === "url" ? nameAt(origin, request) : nameOf(request));
  const asDirectory = await isDirectoryPath(request.output, context);
  const path = await outputPath(request.output, sentAs, context);
  if (request.overwrite !== true) {
    for (const replaced of [path, ...(asDirectory ? [partsDocumentName(path)] : [])]) await checkReplaceable(replaced);
  }
  if (origin.channel === "registry") {
    const fetched = await fetchFromRegistry(
      { ...origin, ...pickName(request) },
      { path, ...request },
      { context, reporter },
    );
    return { channel: origin.channel, name: sentAs, ...fetched };
  }
  const place = asDirectory ? path : await fileToReplace(path, `write ${path}`);
  const directory = dirname(place);
  await using fetched =
    origin.channel === "url"
      ? await fetchFromServer(origin, { sentAs, directory }, { context, reporter })
      : await fetchTemporarily({ ...request, origin, directory }, context, reporter);
  const { file, [Symbol.asyncDispose]: _, ...result } = fetched;
  if (file === undefined) return result;
  // Not every service has a digest: a file that is not a bundle must not replace one.
  await using input = await openInput({ kind: "file", path: file }, context);
  const bundle = await openWhole(input);
  const signatures = await signaturesOf(bundle, { ...request, origin }, { context, reporter });
  if (request.overwrite !== true) await checkSidecars(path, signatures);
  const moved = asDirectory ? await moveInto(directory, file, sentAs) : path;
  if (!asDirectory) {
    // The output is one file, so parts are joined.
    if (basename(file) !== sentAs && input.whole !== undefined) await replaceByParts(input.whole, file, context.signal);
    await move(file, place);
  }
  return { ...result, file: moved, ...listed(await writeSidecars(path, signatures)) };
}

interface Job {
  readonly context: ProcessContext;
  readonly reporter: Reporter;
}

/** The signatures that lie beside a bundle where it comes from. A cache has none. */
async function signaturesOf(
  bundle: WholeBundle,
  { origin, name }: Pick<FetchRequest, "origin" | "name">,
  { context, reporter }: Job,
): Promise<readonly Sidecar[]> {
  if (origin.channel === "cache" || origin.channel === "registry") return [];
  const source: Input =
    origin.channel === "url" ? { kind: "url", ...origin } : { kind: "channel", origin, ...pickName({ name }) };
  return (await collectSidecarsOrWarn(bundle, { source, context, reading: logsOf(reporter) }, reporter)).sidecars;
}

function listed(signatures: readonly string[]): Pick<FetchResult, "signatures"> {
  return signatures.length === 0 ? {} : { signatures: [...signatures] };
}

/** A registry has blobs, of which the tar is made again. Its referrers become files beside it. */
async function fetchFromRegistry(
  place: RegistryPlace & { readonly name?: string },
  { path, overwrite }: { readonly path: string; readonly overwrite?: boolean },
  { context, reporter }: Job,
): Promise<Pick<FetchResult, "size" | "file" | "origin" | "signatures">> {
  const source = { kind: "registry", ...place } as const;
  await using content = await openInput(source, context, readingFor(reporter));
  await using spool = await openPartial(dirname(path));
  const bundle = await openWhole(content);
  const { sidecars, others } = await collectSidecarsOrWarn(
    bundle,
    { source, context, reading: logsOf(reporter) },
    reporter,
  );
  if (overwrite !== true) await checkSidecars(path, sidecars);
  await copyToTar(bundle, path, { directory: spool.path, signal: context.signal });
  await attachToTar(path, others, { bundle, context, reporter });
  const signatures = listed(await writeSidecars(path, sidecars));
  return { size: content.remote?.fetched() ?? 0, file: path, origin: content.name, ...signatures };
}

function readingFor(reporter: Reporter): RemoteReading {
  return { ...logsOf(reporter), progress: (done, total) => reporter.progress("fetch", done, total) };
}

/** Fetches a bundle from a web server into a private directory below `directory`. Disposing of the result removes it. */
async function fetchFromServer(
  place: UrlPlace,
  { sentAs, directory }: { readonly sentAs: string; readonly directory: string },
  { context, reporter }: { readonly context: ProcessContext; readonly reporter: Reporter },
): Promise<FetchResult & AsyncDisposable> {
  const { downloadUrl } = await import("./places/open-url.ts");
  await using stack = new AsyncDisposableStack();
  const staging = stack.use(await openPartial(directory));
  const reading = readingFor(reporter);
  const { file, size } = await downloadUrl(place, { directory: staging.path, sentAs }, { context, reading });
  const held = stack.move();
  const origin = urlName(parseBundleUrl(place.url));
  return { channel: "url", name: sentAs, size, file, origin, [Symbol.asyncDispose]: () => held.disposeAsync() };
}

/**
 * The file's name: the given one, or the last part of the address, from which a parts document's ending is cut. What a name cannot
 * have, such as spaces, becomes dashes.
 */
async function nameAt({ url }: UrlPlace, request: Pick<FetchRequest, "name">): Promise<string> {
  if (request.name !== undefined) return fileNameOf(request.name);
  const last = parseBundleUrl(url).pathname.split("/").at(-1) ?? "";
  const stem = last.replace(/(\.tar)?(\.parts\.json)?$/, "");
  const name = stem.replaceAll(/(?:%[0-9A-Fa-f]{2}|[^\w.-])+/g, "-").replace(/^[.-]+/, "");
  return name === "" ? nameOf(request) : fileNameOf(name.slice(0, 128));
}

function pickName({ name }: { readonly name?: string | undefined }): { readonly name?: string } {
  return name === undefined ? {} : { name };
}

/** Fetches a bundle into a private directory below `directory`. Disposing of the result removes it. */
export async function fetchTemporarily(
  { origin, name, directory }: RemoteBundle & { readonly directory: string },
  context: ProcessContext,
  reporter: Reporter,
): Promise<FetchResult & AsyncDisposable> {
  const address = await addressOf(origin, name, context);
  const sentAs = await nameOf({ name });
  await using stack = new AsyncDisposableStack();
  const staging = stack.use(await openPartial(userPath(directory, context)));
  const channel = await openChannel(address, {
    say: (text) => reporter.say(text),
    debug: (text) => reporter.debug(text),
    progress: (done, total) => reporter.progress("fetch", done, total),
    signal: context.signal,
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

async function nameOf({ name }: { readonly name?: string | undefined }): Promise<string> {
  return fileNameOf(name ?? defaultBundleName(await hostPlatform()));
}

/** Writes the joined parts to the path of their parts document, which `source` keeps open. */
async function replaceByParts(source: ByteSource, path: string, signal: AbortSignal): Promise<void> {
  const size = await source.size();
  try {
    await rm(path);
    await using file = await open(path, "wx");
    for (let done = 0; done < size; ) {
      signal.throwIfAborted();
      const bytes = await source.read(done, Math.min(COPY_CHUNK, size - done));
      await file.writeFile(bytes);
      done += bytes.byteLength;
    }
  } catch (error) {
    throw fromSystemError(error, `write ${path}`);
  }
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    throw fromSystemError(error, `write ${to}`);
  }
}

/** Moves a file and its parts into a directory. The file goes last: readers see parts only through their document. */
async function moveInto(to: string, file: string, sentAs: string): Promise<string> {
  const from = dirname(file);
  const main = basename(file);
  const others = (await readdir(from)).filter((name) => name !== main);
  try {
    for (const name of others) await rename(join(from, name), join(to, name));
    // Readers prefer a whole file to parts of the same name, so an older one must go.
    if (main !== sentAs) await rm(join(to, sentAs), { force: true });
    await rename(file, join(to, main));
  } catch (error) {
    throw fromSystemError(error, `write to ${to}`);
  }
  return join(to, main);
}
