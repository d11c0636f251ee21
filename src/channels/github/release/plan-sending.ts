import { partsDocumentName } from "../../../layout/parts.ts";
import type { Receipt } from "../../address/channel.ts";
import { checksumFileName } from "./checksum-file.ts";
import type { ReleaseFile } from "./release-files.ts";
import type { Asset } from "./releases.ts";

/** The assets of a release to keep, to remove and to upload. */
export interface SendingPlan {
  readonly status: Receipt["status"];
  readonly keep: readonly Asset[];
  /** In this order. */
  readonly remove: readonly Asset[];
  readonly upload: readonly ReleaseFile[];
}

/**
 * Decides which assets are kept, removed and uploaded. Incomplete ones are leftovers of a sender that died, and are removed.
 * @param vouched Digests, by name, for assets without one.
 */
export function planSending(
  files: readonly ReleaseFile[],
  present: readonly Asset[],
  vouched: ReadonlyMap<string, string> = new Map(),
): SendingPlan {
  const isKept = ({ name, size, digest = vouched.get(name), complete }: Asset): boolean =>
    complete && files.some((file) => file.name === name && file.size === size && file.digest === digest);
  const keep = present.filter(isKept);
  const kept = new Set(keep.map(({ name }) => name));
  const upload = files.filter(({ name }) => !kept.has(name));
  const remove = present.filter((asset) => !isKept(asset)).toSorted((a, b) => rankOf(a) - rankOf(b));
  const replaces = remove.some(({ complete }) => complete);
  return { status: replaces ? "replaced" : upload.length > 0 ? "sent" : "kept", keep, remove, upload };
}

/** Parts documents and checksum files are removed first, because they name the other assets. */
function rankOf({ name }: Asset): number {
  if (name.endsWith(partsDocumentName(""))) return 0;
  return name.endsWith(checksumFileName("")) ? 1 : 2;
}
