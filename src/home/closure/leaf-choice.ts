import type { Digest } from "../../oci/digest.ts";
import { choosePlatform, fitsMachine, formatPlatform, type Platform } from "../../oci/platform.ts";
import type { Offer } from "../documents/leaf-manifest.ts";

/** The choice of a leaf from a list of platforms, in one home. */
export type LeafChoice =
  | { readonly kind: "found"; readonly offer: Offer }
  /** Nothing is offered for the wanted os and architecture. */
  | { readonly kind: "unfit" }
  /** Something is offered, but none of it is in the home. */
  | { readonly kind: "absent"; readonly offers: readonly Offer[] }
  /** Several are in the home, and neither libc nor variant tells which one is meant. */
  | { readonly kind: "ambiguous"; readonly offers: readonly Offer[] };

/**
 * Chooses an offer for the wanted os and architecture that the home has. OCX's full rule, libc included, only decides
 * between several of them: a package that is installed for another libc is exported for that libc.
 */
export async function chooseLeaf(
  offers: readonly Offer[],
  wanted: Platform,
  isPresent: (leaf: Digest) => Promise<boolean>,
): Promise<LeafChoice> {
  const fitting = offers.filter(({ platform }) => fitsMachine(platform, wanted));
  if (fitting.length === 0) return { kind: "unfit" };
  const presence = await Promise.all(fitting.map(({ leaf }) => isPresent(leaf)));
  const present = fitting.filter((_, i) => presence[i]);
  const [only] = present;
  if (only === undefined) return { kind: "absent", offers: fitting };
  if (leavesOf(present) === 1) return { kind: "found", offer: choosePlatform(present, wanted)[0] ?? only };
  const best = choosePlatform(present, wanted);
  const [first] = best;
  return first !== undefined && leavesOf(best) === 1
    ? { kind: "found", offer: first }
    : { kind: "ambiguous", offers: present };
}

/** The platforms of a list for a message: each once, in their own order. */
export function describeOffers(offers: readonly Offer[]): string {
  return [...new Set(offers.map(({ platform }) => formatPlatform(platform)))].join(", ") || "none";
}

function leavesOf(offers: readonly Offer[]): number {
  return new Set(offers.map(({ leaf }) => leaf)).size;
}
