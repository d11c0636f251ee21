import { createHash } from "node:crypto";
import { join } from "node:path";

/** Characters of a staged name: far from meeting by chance in one import. */
const LENGTH = 16;

/**
 * Where a layer or package is staged.
 * @param staging the private directory
 * @param path home-relative, what it will be called. The staged name is short instead: each file of it is reached by it three
 * times, and the kernel walks every segment each time.
 */
export function stagedPath(staging: string, path: string): string {
  return join(staging, createHash("sha256").update(path).digest("hex").slice(0, LENGTH));
}
