import { Readable } from "node:stream";
import { BundleError } from "../../../errors.ts";
import { readRange } from "../../../http/read-range.ts";
import type { LocalFile } from "../../../http/transfer.ts";
import {
  formatPartsDocument,
  MAX_PARTED_NAME,
  partsDocumentName,
  planParts,
  wholeNameOf,
} from "../../../layout/parts.ts";
import { digestOf } from "../../../oci/digest.ts";
import { checksumFileName, formatChecksums } from "./checksum-file.ts";
import { describeParts } from "./describe-parts.ts";
import { LARGEST_ASSET, PART_SIZE } from "./part-size.ts";

/** An asset that a release should have. */
export interface ReleaseFile {
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  /** `sha256:<hex>` */
  readonly digest: string;
  /** Opens the content from its start; `onBytes` is called with the number of bytes read. */
  readonly open: (onBytes: (done: number) => void) => Readable | string;
}

/** All assets that represent one file in a release. */
export interface ReleaseFiles {
  /** In upload order: the parts document and the checksum file follow the files that they name. */
  readonly files: readonly ReleaseFile[];
  /** Name of the asset that readers look for. */
  readonly main: string;
}

/** GitHub rewrites names of any other form. Source: "REST API endpoints for release assets", GitHub's documentation. */
const NAME = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

/** Names that are derived from the name of a file. */
const DERIVED_NAME = /\.(sha256|parts\.json|part-\d{3})$/;

/** @throws BundleError `OPTION_INVALID` for a name that GitHub would change, or that another file's parts may have */
export function checkReleaseName(name: string): void {
  const fail = (what: string): never => {
    throw new BundleError("OPTION_INVALID", `Cannot use ${JSON.stringify(name)} as name in a release: ${what}`, {
      hint: "Choose another name.",
    });
  };
  if (!NAME.test(name)) fail("expected only letters, digits, - and _, and single dots between them");
  if (DERIVED_NAME.test(name)) fail("this ending is reserved for checksum files and parts");
  if (name.length > MAX_PARTED_NAME) fail(`it has ${name.length} characters, expected at most ${MAX_PARTED_NAME}`);
}

/**
 * The file and its checksum file; or its parts, their document and their checksum file, if it has more than `partSize` bytes.
 * @throws BundleError `FILE_CHANGED`, `LIMIT_EXCEEDED` and what reading throws
 */
export async function releaseFilesOf(file: LocalFile, name: string, partSize?: number): Promise<ReleaseFiles> {
  if (file.size <= (partSize ?? LARGEST_ASSET)) {
    const whole = rangeOf(file, { name, offset: 0, size: file.size, digest: file.digest });
    return { files: [whole, checksumsOf(name, [whole])], main: name };
  }
  const plan = planParts({ size: file.size, name, partSize: partSize ?? PART_SIZE });
  const described = await describeParts(file, name, plan);
  const parts = described.parts.map((part, index) => rangeOf(file, { ...part, offset: plan[index]?.offset ?? 0 }));
  const document = textFile(partsDocumentName(name), "application/json", formatPartsDocument(described));
  return { files: [...parts, document, checksumsOf(name, parts)], main: document.name };
}

/** Makes a test whether an asset belongs to the file `name`: the file, a part, the parts document or the checksum file. */
export function standsFor(name: string): (asset: string) => boolean {
  const names = new Set([name, partsDocumentName(name), checksumFileName(name)]);
  return (asset) => names.has(asset) || wholeNameOf(asset) === name;
}

interface Range {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
  readonly digest: string;
}

function rangeOf({ path }: LocalFile, { name, offset, size, digest }: Range): ReleaseFile {
  const open: ReleaseFile["open"] = (onBytes) =>
    size === 0 ? "" : Readable.from(counted(readRange(path, { offset, size }), onBytes), { objectMode: false });
  return { name, mediaType: "application/octet-stream", size, digest, open };
}

async function* counted(chunks: AsyncIterable<Buffer>, onBytes: (done: number) => void): AsyncGenerator<Buffer> {
  let done = 0;
  for await (const chunk of chunks) {
    yield chunk;
    done += chunk.byteLength;
    onBytes(done);
  }
}

function checksumsOf(name: string, files: readonly ReleaseFile[]): ReleaseFile {
  return textFile(checksumFileName(name), "text/plain", formatChecksums(files));
}

function textFile(name: string, mediaType: string, text: string): ReleaseFile {
  const bytes = Buffer.from(text);
  return { name, mediaType, size: bytes.byteLength, digest: digestOf(bytes), open: () => text };
}
