import { decodeFacts, headerBytes } from "./decode-header.ts";
import { BLOCK_SIZE, padding } from "./headers.ts";

/**
 * Turns the content of a frame, which begins with a header, into dictionary text: mode, mtime and checksum of each header become
 * zeros. Implied directories have the mode of somebody's umask, so two homes agree about everything but these.
 * @throws BundleError `ENTRY_INVALID`
 */
export function blankHeaders(content: Buffer): void {
  const headers = headerBytes(content);
  for (let at = 0; at + BLOCK_SIZE <= content.length; ) {
    const facts = decodeFacts(headers, at);
    if (facts === undefined) return;
    blankHeader(content, at);
    at += BLOCK_SIZE + facts.size + padding(facts.size);
  }
}

/** The same for one header block. */
export function blankHeader(content: Buffer, at: number): void {
  content.fill(0, at + MODE, at + MODE_END);
  content.fill(0, at + MTIME, at + CHECKSUM_END);
}

/** Places in a header. The checksum is behind the mtime. Source: POSIX.1-2017, pax, "ustar Interchange Format". */
const MODE = 100;
const MODE_END = 108;
const MTIME = 136;
const CHECKSUM_END = 156;
