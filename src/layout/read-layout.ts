import * as v from "valibot";
import { BundleError } from "../errors.ts";
import type { Bytes } from "../io/bytes.ts";
import { MAX_INDEX, MAX_MANIFEST } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { parseDocument } from "../oci/document.ts";
import { INDEX_FILE, LAYOUT_FILE, LAYOUT_VERSION } from "../oci/layout.ts";
import { imageIndexSchema } from "../oci/manifest.ts";
import { REF_NAME } from "../oci/media-types.ts";
import { excerpt } from "../printable.ts";

const layoutSchema = v.object({ imageLayoutVersion: v.literal(LAYOUT_VERSION) });

/**
 * Reads `oci-layout` and `index.json` of an OCI image layout. Returns the index's descriptors, or only those that are named `name` or
 * have no name, as what is attached to others.
 * @param find opens one of the files by its path in the layout
 * @throws BundleError `BUNDLE_INVALID`, `BUNDLE_NOT_FOUND`, `LIMIT_EXCEEDED`, and what reading throws
 */
export async function readLayout(
  find: (path: string) => Promise<Bytes>,
  name: string | undefined,
): Promise<readonly Descriptor[]> {
  parseDocument(await readWhole(await find(LAYOUT_FILE), LAYOUT_FILE, MAX_MANIFEST), layoutSchema, LAYOUT_FILE);
  const index = await readWhole(await find(INDEX_FILE), INDEX_FILE, MAX_INDEX);
  const { manifests } = parseDocument(index, imageIndexSchema, INDEX_FILE);
  if (name === undefined) return manifests;
  const named = manifests.filter(({ annotations }) => annotations?.[REF_NAME] === name);
  if (named.length > 0) return manifests.filter(({ annotations }) => (annotations?.[REF_NAME] ?? name) === name);
  throw new BundleError("BUNDLE_NOT_FOUND", `Cannot find bundle ${name}: the layout has ${nameList(manifests)}`);
}

/** List of the names in a layout, for messages. A descriptor without a name is listed by its digest. */
export function nameList(descriptors: readonly Descriptor[]): string {
  const names = descriptors.map(({ annotations, digest }) => excerpt(annotations?.[REF_NAME] ?? digest));
  const shown = [...new Set(names)].toSorted();
  if (shown.length === 0) return "none";
  const rest = shown.length - MOST_NAMES;
  return rest > 0 ? `${shown.slice(0, MOST_NAMES).join(", ")} and ${rest} more` : shown.join(", ");
}

/** Most names that a message lists. */
const MOST_NAMES = 20;

/**
 * Reads all bytes of a document.
 * @throws BundleError `LIMIT_EXCEEDED` for more than `longest` bytes, before reading any
 */
export async function readWhole(bytes: Bytes, what: string, longest: number): Promise<Uint8Array> {
  if (bytes.size <= longest) return bytes.read(0, bytes.size);
  const found = `it has ${bytes.size} bytes, expected at most ${longest}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${what} of the bundle: ${found}`);
}
