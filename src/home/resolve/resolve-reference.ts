import { BundleError } from "../../errors.ts";
import type { Digest } from "../../oci/digest.ts";
import { choosePlatform, fits, formatPlatform, type Platform } from "../../oci/platform.ts";
import { chooseLeaf, describeOffers } from "../closure/leaf-choice.ts";
import { readBlob, readReferenced, readRootDocument } from "../documents/index-documents.ts";
import { compareBytes } from "../documents/json-tree.ts";
import { type Offer, parseManifest } from "../documents/leaf-manifest.ts";
import { formatIdentifier, type Identifier } from "../model/identifier.ts";
import type { ReadDocument } from "../model/open-home.ts";

/** The package that a reference names in one home. */
export type Resolution =
  | {
      readonly kind: "found";
      readonly leaf: Digest;
      readonly index?: Digest;
      readonly platform?: Platform;
      /** The platform that OCX takes, where the home lacks the package for it. */
      readonly lacking?: Platform;
    }
  /** It is not installed; the reason names the missing part. */
  | { readonly kind: "absent"; readonly reason: string };

/** Options of a resolution, besides the name. */
export interface ResolveOptions {
  readonly wanted: Platform;
  /** Accept a tag that its publisher has withdrawn. */
  readonly allowYanked: boolean;
}

/**
 * Resolves an identifier as OCX does offline: by digest, else by tag through the local index.
 * @throws BundleError `TAG_YANKED`, `PLATFORM_AMBIGUOUS`, `DOCUMENT_INVALID`
 */
export async function resolveReference(
  read: ReadDocument,
  identifier: Identifier,
  { wanted, allowYanked }: ResolveOptions,
): Promise<Resolution> {
  if (identifier.digest !== undefined) return resolveDigest(read, identifier, identifier.digest, wanted);
  const content = await contentOfTag(read, identifier, allowYanked);
  return typeof content === "string" ? resolveDigest(read, identifier, content, wanted) : content;
}

/** Chooses among the leaves that an image index or a lock offers. @throws BundleError `PLATFORM_AMBIGUOUS` */
export async function resolveOffers(
  read: ReadDocument,
  identifier: Identifier,
  offers: readonly Offer[],
  wanted: Platform,
): Promise<Resolution> {
  const isPresent = async (leaf: Digest): Promise<boolean> =>
    (await readBlob(read, identifier.registry, leaf)) !== undefined;
  const choice = await chooseLeaf(offers, wanted, isPresent);
  switch (choice.kind) {
    case "found": {
      const lacking = passedOver(choice.offer, offers, wanted);
      return { kind: "found", ...choice.offer, ...(lacking && { lacking }) };
    }
    case "unfit":
      return {
        kind: "absent",
        reason: `it is offered for ${describeOffers(offers)}, not for ${formatPlatform(wanted)}`,
      };
    case "absent":
      return { kind: "absent", reason: `the home has none of its packages for ${describeOffers(choice.offers)}` };
    case "ambiguous": {
      const present = describeOffers(choice.offers);
      throw new BundleError(
        "PLATFORM_AMBIGUOUS",
        `Cannot resolve ${formatIdentifier(identifier)}: the home has it for ${present}`,
      );
    }
  }
}

/** The platform of the offer that OCX takes, if the chosen one fits too but is another. */
function passedOver({ leaf, platform }: Offer, offers: readonly Offer[], wanted: Platform): Platform | undefined {
  const taken = choosePlatform(offers, wanted);
  return fits(platform, wanted) && !taken.some((offer) => offer.leaf === leaf) ? taken[0]?.platform : undefined;
}

async function resolveDigest(
  read: ReadDocument,
  identifier: Identifier,
  digest: Digest,
  wanted: Platform,
): Promise<Resolution> {
  const bytes = await readReferenced(read, identifier, digest);
  if (bytes === undefined) return { kind: "absent", reason: `the home has no manifest ${digest}` };
  const manifest = parseManifest(bytes, `the manifest of ${formatIdentifier(identifier)}`);
  if (manifest.kind === "leaf") return { kind: "found", leaf: digest };
  const resolution = await resolveOffers(read, identifier, manifest.offers, wanted);
  return resolution.kind === "found" ? { ...resolution, index: digest } : resolution;
}

/** The digest of a tag in the local index, or the reason why it has none. */
async function contentOfTag(
  read: ReadDocument,
  identifier: Identifier,
  allowYanked: boolean,
): Promise<Digest | Resolution> {
  const root = await readRootDocument(read, identifier);
  if (root === undefined) return { kind: "absent", reason: "the local index does not know the repository" };
  const tag = root.tags.get(identifier.tag ?? "");
  if (tag === undefined) return { kind: "absent", reason: `the local index knows only ${listTags(root.tags)}` };
  if (allowYanked || (!root.yanked && !tag.yanked)) return tag.content;
  throw new BundleError("TAG_YANKED", `Cannot resolve ${formatIdentifier(identifier)}: its publisher has withdrawn it`);
}

/** Tags that a message names; a repository may have hundreds. */
const NAMED_TAGS = 8;

function listTags(tags: ReadonlyMap<string, unknown>): string {
  const names = [...tags.keys()].toSorted(compareBytes);
  if (names.length === 0) return "the repository, without a tag";
  const rest = names.length - NAMED_TAGS;
  return `${names.slice(0, NAMED_TAGS).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
