import { defaultBundleName } from "../../bundle/bundle-name.ts";
import { openChannel } from "../../channels/open-channel.ts";
import { BundleError } from "../../errors.ts";
import { hostPlatform } from "../../home/host/host-platform.ts";
import { openRemoteFile, type RemoteFileOptions } from "../../http/open-remote-file.ts";
import { MAX_ATTESTATION } from "../../limits.ts";
import type { Input, ProcessContext } from "../../options/requests.ts";
import type { Evidence } from "../../trust/policy/decide.ts";
import { type FoundSignature, splitSignatures } from "../../trust/signatures/found-signature.ts";
import { parseBundleUrl, urlName } from "../places/bundle-url.ts";
import { addressOf } from "../places/channel-address.ts";
import { fileNameOf } from "../places/output-path.ts";
import type { RemoteReading } from "../places/remote-reading.ts";
import { webFiles } from "../places/web-files.ts";
import { SIDECAR_ENDINGS } from "./sidecars.ts";

type RemoteInput = Extract<Input, { kind: "url" | "channel" }>;

/** A file that may be there, for people and to be opened. */
interface Candidate {
  readonly name: string;
  /** Undefined if it is not there. */
  open(): Promise<RemoteFileOptions | undefined>;
}

/**
 * Reads the signatures beside a bundle on a web server, or among the assets of its release. Artifacts have none: each is one file.
 * @throws BundleError what fetching throws
 */
export async function readRemoteSignatures(
  source: RemoteInput,
  context: ProcessContext,
  reading: RemoteReading,
): Promise<Evidence> {
  const candidates = await (source.kind === "url"
    ? besideUrl(source, context, reading)
    : amongAssets(source, context, reading));
  const signatures: FoundSignature[] = [];
  for (const candidate of candidates) signatures.push(...(await readCandidate(candidate, context.signal)));
  return { signatures, looked: candidates.map(({ name }) => name) };
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
    return { name: urlName(url), open: async () => files.options(url) };
  });
}

async function amongAssets(
  { origin, name }: Extract<RemoteInput, { kind: "channel" }>,
  context: ProcessContext,
  { say = () => undefined, debug }: RemoteReading,
): Promise<readonly Candidate[]> {
  if (origin.channel !== "release") return [];
  const { signal } = context;
  const channel = await openChannel(await addressOf(origin, name, context), {
    say,
    debug,
    progress: () => undefined,
    signal,
  });
  const file = fileNameOf(name ?? defaultBundleName(await hostPlatform()));
  return SIDECAR_ENDINGS.map((ending) => ({
    name: `asset ${file}${ending}`,
    async open() {
      const [piece, ...more] = (await channel.find?.(`${file}${ending}`))?.pieces ?? [];
      return piece === undefined || more.length > 0 ? undefined : { ...piece, say, debug, signal };
    },
  }));
}

/** What is not there, too large or not a signature is left out. Servers also answer 403 for a file that does not exist. */
const LEFT_OUT: readonly string[] = [
  "FILE_NOT_FOUND",
  "ASSET_NOT_FOUND",
  "ACCESS_DENIED",
  "LIMIT_EXCEEDED",
  "SIGNATURE_INVALID",
];

async function readCandidate({ name, open }: Candidate, signal: AbortSignal): Promise<readonly FoundSignature[]> {
  try {
    const options = await open();
    return options === undefined ? [] : splitSignatures(await readSmall(options, signal), name);
  } catch (error) {
    if (error instanceof BundleError && LEFT_OUT.includes(error.code)) return [];
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
