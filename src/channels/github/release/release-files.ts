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

/** A file as it has to be in a release. */
export interface ReleaseFile {
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  /** `sha256:<hex>` */
  readonly digest: string;
  /** The bytes from their start; `onBytes` is told how many have been taken. */
  readonly open: (onBytes: (done: number) => void) => Readable | string;
}

/** Everything that stands for one file in a release. */
export interface ReleaseFiles {
  /** In the order in which they are sent: what makes others visible to readers, or vouches for them, comes behind them. */
  readonly files: readonly ReleaseFile[];
  /** The one that readers look for. */
  readonly main: string;
}

/** GitHub takes assets of less than 2 GiB. Source: "About releases", GitHub's documentation. */
const LARGEST_ASSET = 2 ** 31 - 1;

/** Bytes of a part where nobody says: 1,900 MiB, round, and well below the limit. */
const PART_SIZE = 1900 * 1024 * 1024;

/** Other names GitHub rewrites. Source: "REST API endpoints for release assets", GitHub's documentation. */
const NAME = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

/** Names that are made from that of a file. */
const DERIVED_NAME = /\.(sha256|parts\.json|part-\d{3})$/;

/** @throws BundleError `OPTION_INVALID` for a name that GitHub would change, or that another file's parts may have */
export function checkReleaseName(name: string): void {
  const fail = (what: string): never => {
    throw new BundleError("OPTION_INVALID", `Cannot use ${JSON.stringify(name)} as name in a release: ${what}`, {
      hint: "Choose another `name`.",
    });
  };
  if (!NAME.test(name)) fail("expected only letters, digits, - and _, and single dots between them");
  if (DERIVED_NAME.test(name)) fail("files that are made beside others end like that");
  if (name.length > MAX_PARTED_NAME) fail(`it has ${name.length} characters, expected at most ${MAX_PARTED_NAME}`);
}

/** @throws BundleError `OPTION_INVALID` */
export function checkPartSize(partSize: number | undefined): void {
  if (partSize === undefined || (Number.isSafeInteger(partSize) && partSize > 0 && partSize <= LARGEST_ASSET)) return;
  const what = `expected 1 to ${LARGEST_ASSET}, for GitHub takes files of less than 2 GiB`;
  throw new BundleError("OPTION_INVALID", `Cannot use parts of ${partSize} bytes: ${what}`);
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

/** Whether an asset of this name stands for the file `name`, alone or with others. */
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
