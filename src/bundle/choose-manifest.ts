import { BundleError } from "../errors.ts";
import type { Digest } from "../oci/digest.ts";
import { formatPlatform } from "../oci/platform.ts";
import type { BundleConfig, BundlePlatform } from "./config.ts";
import type { DocumentReader, FoundBundle, FoundManifest } from "./find-bundle.ts";

/** The user's requirements for the bundle. */
export interface Wanted {
  /** Digest that the bundle must have, or its manifest for one of its platforms, which is then the one that is taken. */
  readonly pinned?: Digest | undefined;
  /** Chooses from a bundle for several platforms. */
  readonly platform?: BundlePlatform | undefined;
}

/** A platform that a bundle is for, and the digest of its manifest. */
export interface PlatformOffer {
  readonly platform: BundlePlatform;
  readonly digest: Digest;
}

/** The manifest of a bundle for one platform. */
export interface ChosenManifest extends FoundManifest {
  readonly config: BundleConfig;
  /** All that there was to choose from. */
  readonly offers: readonly PlatformOffer[];
}

/**
 * Chooses from the manifests of a bundle. A single one, and one whose digest is pinned, is taken as it is. Of several, takes the
 * one that requires the most wanted features and no others.
 * @throws BundleError `PLATFORM_MISMATCH`, `PLATFORM_AMBIGUOUS`, both naming what there is
 */
export async function chooseManifest(
  { manifests }: FoundBundle,
  reader: DocumentReader,
  { platform: wanted, pinned }: Wanted,
): Promise<ChosenManifest> {
  const [only] = manifests;
  if (only && manifests.length === 1) {
    const config = await reader.config(only.manifest);
    return { ...only, config, offers: [{ platform: config.platform, digest: only.descriptor.digest }] };
  }
  // Keep only the platform of each config: all configs together can be large.
  const rows: (FoundManifest & PlatformOffer)[] = [];
  for (const found of manifests) {
    const { platform } = await reader.config(found.manifest);
    rows.push({ ...found, platform, digest: found.descriptor.digest });
  }
  const best = rows.find(({ digest }) => digest === pinned) ?? bestOf(rows, wanted);
  const { descriptor, manifest } = best;
  const offers = rows.map(({ platform, digest }) => ({ platform, digest }));
  return { descriptor, manifest, config: await reader.config(manifest), offers };
}

function bestOf<Row extends PlatformOffer>(rows: readonly Row[], wanted: BundlePlatform | undefined): Row {
  const offered = rows.map(({ platform }) => formatPlatform(platform)).join(", ");
  if (!wanted) {
    throw new BundleError(
      "PLATFORM_AMBIGUOUS",
      `Cannot choose from bundle: it is for ${offered}, expected one platform`,
    );
  }
  const fitting = rows.filter(({ platform }) => fits(platform, wanted));
  const most = fitting.reduce((max, { platform }) => Math.max(max, platform.features.length), 0);
  const [best, rival] = fitting.filter(({ platform }) => platform.features.length === most);
  if (!best) {
    const found = `it is for ${offered}, expected ${formatPlatform(wanted)}`;
    throw new BundleError("PLATFORM_MISMATCH", `Cannot use bundle: ${found}`, {
      hint: "Add this platform with `ocx-bundle merge`, or name one that is there with `--platform`.",
    });
  }
  if (!rival) return best;
  const found = `it is for ${formatPlatform(best.platform)} and ${formatPlatform(rival.platform)}`;
  throw new BundleError(
    "PLATFORM_AMBIGUOUS",
    `Cannot choose from bundle: ${found}, expected one for ${formatPlatform(wanted)}`,
    { hint: "Name one of them: `--platform os/arch+feature`." },
  );
}

function fits(offer: BundlePlatform, wanted: BundlePlatform): boolean {
  const same = offer.os === wanted.os && offer.architecture === wanted.architecture;
  return same && offer.features.every((feature) => wanted.features.includes(feature));
}
