import { mkdtempDisposable, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openJoined } from "../../http/open-joined.ts";
import { openRemoteFile } from "../../http/open-remote-file.ts";
import type { Content } from "../../layout/content.ts";
import { openLayout } from "../../layout/open-layout.ts";
import {
  checkPartsDocumentSize,
  formatPartsDocument,
  MAX_PARTS_DOCUMENT,
  type PartsDocument,
  parsePartsDocument,
  partsDocumentName,
} from "../../layout/parts.ts";
import { FIRST_REQUEST, openRemoteTar } from "../../layout/remote-tar.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { UrlPlace } from "../../options/requests/url-place.ts";
import { parseBundleUrl, urlName } from "./bundle-url.ts";
import type { RemoteReading } from "./remote-reading.ts";
import { temporaryDirectory } from "./user-path.ts";
import { type WebFiles, webFiles } from "./web-files.ts";

/**
 * Opens a bundle on a web server: a tar, or a parts document (`NAME.parts.json`) with its parts beside it.
 * @throws BundleError `OPTION_INVALID`, `TOKEN_MISSING`, `TOKEN_REJECTED`, `ACCESS_DENIED`, `FILE_NOT_FOUND`, and what fetching and
 * opening throw
 */
export async function openUrl(
  input: Extract<Input, { kind: "url" }>,
  context: ProcessContext,
  reading: RemoteReading,
): Promise<Content> {
  const url = parseBundleUrl(input.url);
  const files = await webFiles(url, input, context, reading);
  const { spoolDirectory = temporaryDirectory() } = reading;
  const { signal } = context;
  const document = isPartsDocument(url) ? await readDocument(url, files, signal) : undefined;
  if (reading.whole === true) return openDownloaded({ url, files, document }, input.name, spoolDirectory);
  const parts = document?.parts.map((part) => files.options(beside(url, part.name), part.size));
  const opened = await openJoined(urlName(url), parts ?? [files.options(url)], FIRST_REQUEST);
  return openRemoteTar(opened, { name: input.name, spoolDirectory, signal, fetched: files.fetched });
}

/**
 * Downloads the files of a bundle into a private directory.
 * @param sentAs name of a file that is not in parts
 * @returns path of the tar, or of the parts document; bytes of the bundle
 */
export async function downloadUrl(
  place: UrlPlace,
  { directory, sentAs }: { readonly directory: string; readonly sentAs: string },
  { context, reading }: { readonly context: ProcessContext; readonly reading: RemoteReading },
): Promise<{ readonly file: string; readonly size: number }> {
  const url = parseBundleUrl(place.url);
  const files = await webFiles(url, place, context, reading);
  const document = isPartsDocument(url) ? await readDocument(url, files, context.signal) : undefined;
  const file = await downloadInto(directory, { url, files, document }, sentAs);
  return { file, size: document?.size ?? (await stat(file)).size };
}

interface RemoteBundle {
  readonly url: URL;
  readonly files: WebFiles;
  readonly document: PartsDocument | undefined;
}

function isPartsDocument({ pathname }: URL): boolean {
  return pathname.endsWith(".parts.json");
}

async function readDocument(url: URL, files: WebFiles, signal: AbortSignal): Promise<PartsDocument> {
  const opened = await openRemoteFile(files.options(url), MAX_PARTS_DOCUMENT);
  const name = urlName(url);
  if (opened.ranged) {
    checkPartsDocumentSize(opened.file.size ?? 0, name);
    return parsePartsDocument(opened.start, name);
  }
  const bytes: Uint8Array[] = [];
  let size = 0;
  await opened.readAll(async (some) => {
    checkPartsDocumentSize((size += some.byteLength), name);
    bytes.push(some);
  }, signal);
  return parsePartsDocument(Buffer.concat(bytes), name);
}

/** Downloads the whole bundle into a private directory, which the disposal of the content removes. */
async function openDownloaded(
  bundle: RemoteBundle,
  name: string | undefined,
  spoolDirectory: string,
): Promise<Content> {
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await mkdtempDisposable(join(spoolDirectory, "ocx-bundle-")));
  const content = stack.use(await openLayout(await downloadInto(path, bundle, "bundle.tar"), name));
  const held = stack.move();
  return { ...content, name: urlName(bundle.url), [Symbol.asyncDispose]: () => held.disposeAsync() };
}

async function downloadInto(
  directory: string,
  { url, files, document }: RemoteBundle,
  sentAs: string,
): Promise<string> {
  const file = join(directory, document === undefined ? sentAs : partsDocumentName(document.name));
  if (document === undefined) await files.download(url, file);
  else {
    for (const part of document.parts) await files.download(beside(url, part.name), join(directory, part.name), part);
    await writeFile(file, formatPartsDocument(document));
  }
  return file;
}

/** The address of a part. A query of the document's address, such as an access key, is used for it too. */
function beside(url: URL, name: string): URL {
  const other = new URL(name, url);
  other.search = url.search;
  return other;
}
