import { BundleError } from "../../../errors.ts";
import type { TransferReporter } from "../../../http/transfer.ts";
import { type PartsDocument, parsePartsDocument, partsDocumentName } from "../../../layout/parts.ts";
import type { ReleaseAddress } from "../../address/address.ts";
import { listNames } from "../services/list-names.ts";
import { openReleases } from "./open-releases.ts";
import { checkReleaseName } from "./release-files.ts";
import type { Asset, Release, Releases } from "./releases.ts";

/** An ordinary tag. If no release has it, fetching takes the release that GitHub marks as latest. */
const LATEST = "latest";

/** Who sees drafts. */
export const SHOWN_TO = "GitHub shows drafts only to a token with\n\npermissions:\n  contents: write";

/** Parameters for sending to a release and reading from it. */
export interface ReleaseAccess {
  readonly address: ReleaseAddress;
  readonly watch: TransferReporter;
  readonly releases: Releases;
  /** For messages. */
  readonly release: string;
}

/** Opens a release, without a request to it. */
export function openRelease(address: ReleaseAddress, watch: TransferReporter): ReleaseAccess {
  const { owner, name } = address.repository;
  return {
    address,
    watch,
    releases: openReleases(address.api, address.repository, watch),
    release: `${address.tag === "" ? "the latest release" : `release ${address.tag}`} of ${owner}/${name}`,
  };
}

/** A file in a release: the asset of its name, or its parts document. */
export interface FoundAsset {
  readonly main: Asset;
  readonly complete: ReadonlyMap<string, Asset>;
  readonly origin: string;
}

/** The asset of a file, or of its parts document. @throws BundleError `RELEASE_NOT_FOUND`, `ASSET_NOT_FOUND` */
export async function findAsset(job: ReleaseAccess, name: string): Promise<FoundAsset> {
  checkReleaseName(name);
  const { found, complete } = await findAssets(job);
  const main = complete.get(name) ?? complete.get(partsDocumentName(name));
  if (main === undefined) throw notFound(job, name, [...complete.keys()]);
  return { main, complete, origin: `${job.release}${found.tag === job.address.tag ? "" : ` (${found.tag})`}` };
}

/** The complete assets of the release, by name. */
export async function findAssets(
  job: ReleaseAccess,
): Promise<{ readonly found: Release; readonly complete: FoundAsset["complete"] }> {
  const found = await findForFetching(job);
  const assets = await job.releases.assets(found);
  return { found, complete: new Map(assets.filter((asset) => asset.complete).map((asset) => [asset.name, asset])) };
}

async function findForFetching(job: ReleaseAccess): Promise<Release> {
  const { address, releases, release } = job;
  const isLatest = address.tag === "" || address.tag === LATEST;
  const tagged = address.tag === "" ? undefined : await findTagged(job);
  const found = tagged ?? (isLatest ? await releases.latest() : undefined);
  if (found !== undefined) return found;
  const hint = isLatest
    ? "Publish a release that is not a pre-release, or name one in `release-tag`."
    : `Correct \`release-tag\`, or create the release first; ${SHOWN_TO}`;
  throw await releases.explainAbsence(new BundleError("RELEASE_NOT_FOUND", `Cannot find ${release}`, { hint }));
}

async function findTagged({ address: { tag, api }, releases }: ReleaseAccess): Promise<Release | undefined> {
  const published = await releases.published(tag);
  // GitHub shows drafts only to tokens with write access.
  if (published !== undefined || api.token === undefined) return published;
  return (await releases.drafts(tag))[0];
}

function notFound({ release }: ReleaseAccess, name: string, names: readonly string[]): BundleError {
  const has = names.length === 0 ? "The release has no assets" : `The release has ${listNames(names)}`;
  return new BundleError("ASSET_NOT_FOUND", `Cannot find ${name} in ${release}`, {
    hint: `${has}. Correct \`name\`, or send the bundle to that release first.`,
  });
}

/** Reads the parts document of the file `name`. */
export function parseParts(
  { release }: ReleaseAccess,
  name: string,
  bytes: Uint8Array,
  document: string,
): PartsDocument {
  const listed = parsePartsDocument(bytes, document);
  if (listed.name === name) return listed;
  const what = `it is for ${listed.name}, expected ${name}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${document} in ${release}: ${what}`);
}

/** The assets of the parts. Size and digest come from the document: they are checked against it, not against the server. */
export function partsIn(
  job: ReleaseAccess,
  { parts }: PartsDocument,
  complete: ReadonlyMap<string, Asset>,
): readonly Asset[] {
  return parts.map(({ name, size, digest }) => {
    const asset = complete.get(name);
    if (asset === undefined) throw notFound(job, name, [...complete.keys()]);
    return { ...asset, size, digest };
  });
}
