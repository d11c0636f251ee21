import * as v from "valibot";
import { checkFrameTable, type FramedBlob } from "../archive/frames.ts";
import { BundleError } from "../errors.ts";
import type { ByteSource } from "../io/byte-source.ts";
import { MAX_DOCUMENT, MAX_INDEX, MAX_MANIFEST } from "../io/limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { type Digest, digestOf, isDigestOf } from "../oci/digest.ts";
import { blobPath, INDEX_FILE, LAYOUT_FILE, LAYOUT_VERSION } from "../oci/layout.ts";
import { imageIndexSchema, type Manifest } from "../oci/manifest.ts";
import { isTagName } from "../oci/reference.ts";
import { locateBlobs } from "./blob-places.ts";
import { chooseManifest, type Wanted } from "./choose-manifest.ts";
import { type BlobTable, type BundleConfig, type BundleLayer, parseConfig } from "./config.ts";
import { parseDocument } from "./documents.ts";
import { fileKind, readStart } from "./file-kind.ts";
import { type Member, type MemberScan, scanMembers } from "./members.ts";
import { defaultBundleName } from "./plan-bundle.ts";

/** An opened bundle: its head is verified, its blobs are known by place and size, and not read. */
export interface Bundle {
  readonly source: ByteSource;
  /** From `index.json`; the default name when another tool dropped it. */
  readonly name: string;
  readonly digest: Digest;
  readonly manifest: Manifest;
  readonly config: BundleConfig;
  /** Where each blob of the manifest lies. */
  readonly blobs: ReadonlyMap<Digest, Member>;
  /** The store layer, to be read in memory. */
  readonly store: FramedBlob;
  /** A layer's blob, whose entries lie below `prefix`; without a `target` it is only verified. */
  layer(layer: BundleLayer, prefix: string): FramedBlob;
  /** Checks what a stream's opening had to leave unread: that its blobs lie where its head lets expect them, and its end. */
  finish(): Promise<void>;
}

export interface OpenOptions extends Wanted {
  /** The source may still grow: nothing behind the head is waited for. Then {@link Bundle.finish} is due at the end. */
  readonly streaming?: boolean;
}

/** Paths in the store layer start with this. */
const STORE_PREFIX = "ocx/";

const layoutSchema = v.object({ imageLayoutVersion: v.literal(LAYOUT_VERSION) });

/**
 * Opens a bundle, whoever wrote its tar: finds the layout, verifies index, manifest and config, and checks that they agree.
 * @throws BundleError `BUNDLE_INVALID`, `BUNDLE_TRUNCATED`, `BUNDLE_TOO_NEW`, `DIGEST_MISMATCH`, `FRAME_INVALID`,
 * `LIMIT_EXCEEDED`, `PLATFORM_MISMATCH`, `PLATFORM_AMBIGUOUS`
 */
export async function openBundle(source: ByteSource, options: OpenOptions = {}): Promise<Bundle> {
  await checkKind(source);
  const scan = scanMembers(source);
  parseDocument(await readFile(source, scan, LAYOUT_FILE, MAX_MANIFEST), layoutSchema, LAYOUT_FILE);
  const index = parseDocument(await readFile(source, scan, INDEX_FILE, MAX_INDEX), imageIndexSchema, INDEX_FILE);
  const choice = await chooseManifest(index, layoutReader(source, scan), options);
  const places = await locateBlobs(scan, choice, options.streaming ?? false);
  const { manifest, config, digest } = choice;
  const framed = (table: BlobTable, prefix: string): FramedBlob => {
    const place = places.blobs.get(table.blob);
    if (!place) throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its manifest does not name ${table.blob}`);
    const { entryCount, contentSize, frames } = table;
    return { name: table.blob, ...place, prefix, entryCount, contentSize, frames };
  };
  const store = framed(config.store, STORE_PREFIX);
  checkFrameTable(store);
  for (const layer of config.layers) checkFrameTable(framed(layer, STORE_PREFIX));
  const name = choice.name !== undefined && isTagName(choice.name) ? choice.name : defaultBundleName(config.platform);
  return {
    source,
    name,
    digest,
    manifest,
    config,
    blobs: places.blobs,
    store,
    layer: framed,
    finish: () => places.finish(),
  };
}

/** Tells people what they gave, where that is cheap to see. */
async function checkKind(source: ByteSource): Promise<void> {
  const kind = fileKind(await readStart(source, 512));
  if (kind === undefined) return;
  const { name, hint } = kind;
  throw new BundleError(
    "BUNDLE_INVALID",
    `Cannot read ${source.name}: it is ${name}, expected an OCI image layout in a tar`,
    {
      ...(hint !== undefined && { hint }),
    },
  );
}

async function readFile(source: ByteSource, scan: MemberScan, path: string, longest: number): Promise<Uint8Array> {
  const member = await scan.find(path);
  if (!member) {
    throw new BundleError(
      "BUNDLE_INVALID",
      `Cannot read ${source.name}: its tar has no ${path}, expected an OCI image layout`,
    );
  }
  return readWhole(source, member, path, longest);
}

async function readWhole(
  source: ByteSource,
  { offset, size }: Member,
  what: string,
  longest: number,
): Promise<Uint8Array> {
  if (size <= longest) return source.read(offset, size);
  const found = `it has ${size} bytes, expected at most ${longest}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${what} of the bundle: ${found}`);
}

/** Documents of the layout come verified, or not at all. */
function layoutReader(source: ByteSource, scan: MemberScan) {
  const read = async ({ digest, size }: Descriptor, what: string, longest: number): Promise<Uint8Array> => {
    const member = await scan.find(blobPath(digest));
    if (!member) throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its ${what} ${digest} is missing`);
    if (member.size !== size) {
      const found = `it has ${member.size} bytes, expected ${size}`;
      throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} ${digest}: ${found}`);
    }
    const bytes = await readWhole(source, member, what, longest);
    if (isDigestOf(digest, bytes)) return bytes;
    throw new BundleError("DIGEST_MISMATCH", `Cannot verify ${what}: got ${digestOf(bytes)}, expected ${digest}`);
  };
  return {
    manifest: (descriptor: Descriptor) => read(descriptor, "manifest", MAX_MANIFEST),
    config: async ({ config }: Manifest) => parseConfig(await read(config, "config", MAX_DOCUMENT)),
  };
}
