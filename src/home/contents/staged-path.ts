import { createHash } from "node:crypto";

/** Characters of a staged name: a collision in one import is negligible. */
const LENGTH = 16;

/**
 * The path of a staged layer or package. It is short: each file below it is opened through it three times, and the kernel
 * walks every segment each time.
 * @param staging the private directory
 * @param path the final path, home-relative
 */
export function stagedPath(staging: string, path: string): string {
  return `${staging}/${createHash("sha256").update(path).digest("hex").slice(0, LENGTH)}`;
}
