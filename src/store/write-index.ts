import { randomUUID } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Staging } from "../io/staging.ts";
import { fromSystemError } from "../io/system-error.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { encodeLayoutFile, INDEX_FILE, LAYOUT_FILE } from "../oci/layout.ts";
import { encodeImageIndex } from "../oci/manifest.ts";

/** Replaces what a store names, by one rename. Only under the lock of the store. */
export async function writeIndex(staging: Staging, descriptors: readonly Descriptor[]): Promise<void> {
  await publish(staging, INDEX_FILE, encodeImageIndex(descriptors));
  // It marks the directory as a layout, which has an index.
  await publish(staging, LAYOUT_FILE, encodeLayoutFile());
}

/** Makes a file visible under its name in the store, whole. */
async function publish(staging: Staging, path: string, bytes: Uint8Array): Promise<void> {
  const staged = join(staging.path, randomUUID());
  try {
    await writeFile(staged, bytes, { flag: "wx", mode: 0o644 });
    await staging.root.at(path, (place) => rename(staged, place));
  } catch (error) {
    throw fromSystemError(error, `write ${path} of the store`);
  }
}
