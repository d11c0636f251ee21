import { type Bundle, nameOr, type WholeBundle } from "../bundle/open-bundle.ts";
import { defaultBundleName } from "../bundle/plan-bundle.ts";
import { REF_NAME } from "../oci/media-types.ts";

/** The name that a bundle for one platform had before it was merged; that of the whole for one that was not. */
export function memberName({ descriptor, config }: Bundle, { found, name }: WholeBundle): string {
  return descriptor.digest === found.root.digest
    ? name
    : nameOr(descriptor.annotations?.[REF_NAME], defaultBundleName(config.platform));
}
