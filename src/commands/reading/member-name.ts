import { defaultBundleName } from "../../bundle/bundle-name.ts";
import { type Bundle, nameOr, type WholeBundle } from "../../bundle/open-bundle.ts";
import { REF_NAME } from "../../oci/media-types.ts";

/** The name that a bundle for one platform had before it was merged; that of the whole for one that was not. */
export function memberName({ descriptor, config }: Bundle, { found, name }: WholeBundle): string {
  const member = descriptor.annotations?.[REF_NAME];
  // One with originals has an image index too, but the name of the whole.
  const isWhole = descriptor.digest === found.digest || (found.manifests.length === 1 && member === undefined);
  return isWhole ? name : nameOr(member, defaultBundleName(config.platform));
}
