import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Looks at a store with the eyes of another tool: none of our code is used. */
export interface LayoutState {
  /** Digests that the index needs. */
  readonly needed: ReadonlySet<string>;
  /** Digests of the files that are there. */
  readonly there: ReadonlySet<string>;
}

interface Linked {
  readonly digest: string;
}

/**
 * Hashes every blob that something in the index needs.
 * @throws Error if one is missing or has another digest
 */
export function checkLayout(layout: string): LayoutState {
  const there = new Set(globSync("blobs/sha256/*", { cwd: layout }).map((path) => `sha256:${path.slice(-64)}`));
  const needed = new Set<string>();
  for (const { digest } of indexOf(layout)) {
    if (needed.has(digest)) continue;
    const { config, layers } = JSON.parse(readBlob(layout, digest).toString());
    for (const each of [digest, config.digest, ...layers.map((layer: Linked) => layer.digest)]) {
      if (!needed.has(each)) readBlob(layout, each);
      needed.add(each);
    }
  }
  return { needed, there };
}

/** @throws Error if there is a blob that nothing needs, a lease, or an unfinished file */
export function checkNoGarbage(store: string): void {
  const { needed, there } = checkLayout(store);
  const garbage = [...there].filter((digest) => !needed.has(digest));
  const left = globSync(".ocx-bundle/{leases,staging}/**", { cwd: store }).filter(
    (path) => !/\/(leases|staging)$/.test(path),
  );
  if (garbage.length + left.length > 0) throw new Error(`left over in the store: ${[...garbage, ...left].join(", ")}`);
}

function indexOf(layout: string): readonly Linked[] {
  const path = join(layout, "index.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).manifests : [];
}

function readBlob(layout: string, digest: string): Buffer {
  const path = join(layout, "blobs", digest.replace(":", "/"));
  if (!existsSync(path)) throw new Error(`${path} is missing, and the index needs it`);
  const bytes = readFileSync(path);
  const found = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  if (found !== digest) throw new Error(`${path} has the digest ${found}`);
  return bytes;
}
