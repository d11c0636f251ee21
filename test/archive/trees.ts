import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { chmod, mkdir, mkdtempDisposable, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TreeEngine } from "../../src/archive/engine/engine.ts";
import type { Frame, FramedBlob } from "../../src/archive/frames/frame-table.ts";
import type { Tree } from "../../src/archive/frames/tree.ts";

export const PREFIX = "ocx/layers/ocx.sh/sha256/68/f1/";

export function temporary() {
  return mkdtempDisposable(join(tmpdir(), "ocx-bundle-archive-"));
}

/** A file's content; or a symlink's target behind "-> "; directories end with "/". A mode and a time may stand behind. */
export type Spec = Readonly<
  Record<string, string | Buffer | { content?: string | Buffer; mode?: number; mtime?: number }>
>;

/** Makes files, directories (names that end with "/") and symlinks (contents that start with "-> "). */
export async function makeTree(root: string, spec: Spec): Promise<string> {
  await mkdir(root, { recursive: true });
  const modes: [string, number][] = [];
  for (const [name, given] of Object.entries(spec)) {
    const {
      content = "",
      mode,
      mtime,
    } = typeof given === "object" && !Buffer.isBuffer(given) ? given : { content: given };
    const path = join(root, name);
    await mkdir(dirname(path), { recursive: true });
    if (name.endsWith("/")) await mkdir(path, { recursive: true });
    else if (typeof content === "string" && content.startsWith("-> ")) await symlink(content.slice(3), path);
    else {
      await writeFile(path, content);
      // A date, since Node takes a number below zero for the present.
      const time = new Date((mtime ?? 1_700_000_000) * 1000);
      await utimes(path, time, time);
    }
    if (mode !== undefined) modes.push([path, mode]);
  }
  for (const [path, mode] of modes.toReversed()) await chmod(path, mode);
  return root;
}

/** Everything below a directory, a line each: path, kind and what an import has to keep. */
export function listTree(root: string): string[] {
  const lines: string[] = [];
  const visit = (below: string): void => {
    const path = join(root, below);
    const stats = lstatSync(path);
    const mode = (stats.mode & 0o7777).toString(8);
    if (stats.isSymbolicLink()) lines.push(`${below} link ${readlinkSync(path)}`);
    else if (stats.isDirectory()) {
      lines.push(`${below}/ directory ${mode}`);
      for (const name of readdirSync(path)) visit(join(below, name));
    } else {
      const digest = createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 16);
      lines.push(`${below} file ${mode} ${Math.floor(stats.mtimeMs / 1000)} ${stats.size} ${digest}`);
    }
  };
  visit(".");
  return lines.toSorted();
}

/** A blob in memory. */
export interface Packed {
  readonly bytes: Buffer;
  /** All but the place of its bytes. */
  readonly blob: Omit<FramedBlob, "bytes">;
  /** The bytes of each frame. */
  readonly frames: readonly Buffer[];
}

export async function packTree(engine: TreeEngine, tree: Tree): Promise<Packed> {
  const plans = await engine.plan([tree]);
  const rows: Frame[] = [];
  const frames: Buffer[] = [];
  for await (const { frame, bytes } of engine.pack(plans, 2)) {
    rows.push(frame);
    frames.push(Buffer.from(bytes));
  }
  const bytes = Buffer.concat(frames);
  const [plan] = plans;
  if (plan === undefined) throw new Error("no plan");
  const { contentSize, entryCount } = plan;
  const blob = {
    name: "sha256:test",
    prefix: tree.prefix,
    frames: rows,
    contentSize,
    entryCount,
  };
  return { bytes, blob, frames };
}

export function layer(path: string, prefix = PREFIX): Tree {
  return {
    prefix,
    directory: { name: "content", path },
    documents: [{ name: "digest", bytes: Buffer.from("sha256:68f1") }],
  };
}

/** Bytes that do not repeat, the same for a seed everywhere. */
export function noise(length: number, seed = "seed"): Buffer {
  const bytes = Buffer.alloc(length);
  let block = createHash("sha256").update(seed).digest();
  for (let at = 0; at < length; at += block.length) {
    block.copy(bytes, at);
    block = createHash("sha256").update(block).digest();
  }
  return bytes;
}
