import { BLOCK_SIZE, END_SIZE, padding } from "../../tar/headers.ts";

/** Bytes of a tar whose entries have these sizes and short names; a directory has size 0. */
export function tarSize(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + BLOCK_SIZE + size + padding(size), END_SIZE);
}
