import { defaultBundleName } from "../../bundle/bundle-name.ts";
import { openFinder } from "../../channels/open-finder.ts";
import { BundleError } from "../../errors.ts";
import { hostPlatform } from "../../home/host/host-platform.ts";
import { openRemoteFile, type RemoteFileOptions } from "../../http/open-remote-file.ts";
import { MAX_ATTESTATION } from "../../limits.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { splitSignatures } from "../../trust/signatures/signature-file.ts";
import { parseBundleUrl, urlName } from "../places/bundle-url.ts";
import { rangedAddressOf } from "../places/channel-address.ts";
import { fileNameOf } from "../places/output-path.ts";
import type { RemoteReading } from "../places/remote-reading.ts";
import { webFiles } from "../places/web-files.ts";
import { SIDECAR_ENDINGS, type Sidecar } from "./sidecars.ts";

type RemoteInput = Extract<Input, { kind: "url" | "channel" }>;

/** A file that may be there, for people and to be opened. */
interface Candidate extends Pick<Sidecar, "name" | "ending"> {
  /** Undefined if it is not there. */
  open(): Promise<RemoteFileOptions | undefined>;
}

/**
 * Reads the files with signatures beside a bundle on a web server, among the assets of its release, or the artifacts of its run.
 * @returns the files, and where was looked for them
 * @throws BundleError what fetching throws
 */
export async function readRemoteSidecars(
  source: RemoteInput,
  context: ProcessContext,
  reading: RemoteReading,
): Promise<{ readonly sidecars: readonly Sidecar[]; readonly looked: readonly string[] }> {
  const candidates = await (source.kind === "url"
    ? besideUrl(source, context, reading)
    : inChannel(source, context, reading));
  const sidecars: Sidecar[] = [];
  for (const candidate of candidates) {
    const bytes = await readCandidate(candidate, context.signal);
    if (bytes !== undefined) sidecars.push({ name: candidate.name, ending: candidate.ending, bytes });
  }
  return { sidecars, looked: candidates.map(({ name }) => name) };
}

async function besideUrl(
  source: Extract<RemoteInput, { kind: "url" }>,
  context: ProcessContext,
  reading: RemoteReading,
): Promise<readonly Candidate[]> {
  const bundle = parseBundleUrl(source.url);
  const files = await webFiles(bundle, source, context, reading);
  return SIDECAR_ENDINGS.map((ending) => {
    const url = new URL(bundle);
    url.pathname = `${bundle.pathname.replace(/\.parts\.json$/, "")}${ending}`;
    return { name: urlName(url), ending, open: async () => files.options(url) };
  });
}

/** One request tells which of them are there. */
async function inChannel(
  { origin, name }: Extract<RemoteInput, { kind: "channel" }>,
  context: ProcessContext,
  { say = () => undefined, debug }: RemoteReading,
): Promise<readonly Candidate[]> {
  const { signal } = context;
  const finder = await openFinder(rangedAddressOf(origin, context), {
    say,
    debug,
    progress: () => undefined,
    signal,
  });
  const file = fileNameOf(name ?? defaultBundleName(await hostPlatform()));
  const names = new Set(await finder.names());
  return SIDECAR_ENDINGS.map((ending) => ({
    name: `${origin.channel === "release" ? "asset" : origin.channel} ${file}${ending}`,
    ending,
    async open() {
      if (!names.has(`${file}${ending}`)) return undefined;
      const [piece, ...more] = (await finder.find(`${file}${ending}`)).pieces;
      return piece === undefined || more.length > 0 ? undefined : { ...piece, say, debug, signal };
    },
  }));
}

/** Leaves out files that are missing, too large or no signatures. Servers also answer 403 for a file that does not exist. */
const LEFT_OUT: readonly string[] = [
  "FILE_NOT_FOUND",
  "ASSET_NOT_FOUND",
  "ARTIFACT_NOT_FOUND",
  "ARTIFACT_EXPIRED",
  "ACCESS_DENIED",
  "LIMIT_EXCEEDED",
  "SIGNATURE_INVALID",
];

async function readCandidate({ name, open }: Candidate, signal: AbortSignal): Promise<Uint8Array | undefined> {
  try {
    const options = await open();
    const bytes = options && (await readSmall(options, signal));
    if (bytes !== undefined) splitSignatures(bytes, name);
    return bytes;
  } catch (error) {
    if (error instanceof BundleError && LEFT_OUT.includes(error.code)) return undefined;
    throw error;
  }
}

/** The whole file. @throws BundleError `LIMIT_EXCEEDED` as soon as it is known to be too large */
async function readSmall(options: RemoteFileOptions, signal: AbortSignal): Promise<Uint8Array> {
  const opened = await openRemoteFile(options, MAX_ATTESTATION);
  if (opened.ranged) {
    if ((opened.file.size ?? 0) > opened.start.byteLength) throw tooLarge(options.name);
    return opened.start;
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  await opened.readAll(async (bytes) => {
    if ((size += bytes.byteLength) > MAX_ATTESTATION) throw tooLarge(options.name);
    pieces.push(bytes);
  }, signal);
  return Buffer.concat(pieces);
}

function tooLarge(name: string): BundleError {
  return new BundleError("LIMIT_EXCEEDED", `Cannot read ${name}: it has more than ${MAX_ATTESTATION} bytes`);
}
