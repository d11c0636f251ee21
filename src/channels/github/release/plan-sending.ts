import { partsDocumentName } from "../../../layout/parts.ts";
import type { Receipt } from "../../address/channel.ts";
import { checksumFileName } from "./checksum-file.ts";
import type { ReleaseFile } from "./release-files.ts";
import type { Asset } from "./releases.ts";

/** What a release lacks of what is sent, and what is in its way. */
export interface SendingPlan {
  readonly status: Receipt["status"];
  readonly keep: readonly Asset[];
  /** In this order. */
  readonly remove: readonly Asset[];
  readonly upload: readonly ReleaseFile[];
}

/**
 * Decides what is kept, removed and uploaded. Only what is complete is anybody's: the rest was left by a sender that died.
 * @param vouched Digests of assets that come without one.
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

/** What speaks of others is removed before them. */
function rankOf({ name }: Asset): number {
  if (name.endsWith(partsDocumentName(""))) return 0;
  return name.endsWith(checksumFileName("")) ? 1 : 2;
}
