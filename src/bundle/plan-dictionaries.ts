import type { TextEntry } from "../archive/engine/text-entries.ts";
import type { TextRange } from "../archive/frames/text.ts";
import { MAX_DICTIONARIES, MAX_DICTIONARY, MIN_DICTIONARY } from "../limits.ts";

/** Bytes of a dictionary on each side of the place in the old file, and of the old entries. */
const BESIDE_FILE = 1024 * 1024;
const BESIDE_ENTRIES = 256 * 1024;

/** The entries of a base layer by their paths. */
export interface BaseIndex {
  /** The entry at the same path, else at one that differs in numbers only, such as those of a version. */
  find(path: string): TextEntry | undefined;
  /** Offset at which an entry with this path would be. */
  placeOf(path: string): number;
  /** Bytes of the text. */
  readonly size: number;
}

/** Indexes the entries of a base layer. */
export function indexBase(entries: Iterable<TextEntry>, size: number): BaseIndex {
  const exact = new Map<string, TextEntry>();
  const similar = new Map<string, TextEntry>();
  const all: TextEntry[] = [];
  for (const entry of entries) {
    exact.set(entry.path, entry);
    const loose = withoutNumbers(entry.path);
    if (!similar.has(loose)) similar.set(loose, entry);
    all.push(entry);
  }
  return {
    size,
    find: (path) => exact.get(path) ?? similar.get(withoutNumbers(path)),
    placeOf(path) {
      let [low, high] = [0, all.length];
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        const entry = all[middle];
        if (entry !== undefined && entry.path < path) low = middle + 1;
        else high = middle;
      }
      return all[low]?.start ?? size;
    },
  };
}

function withoutNumbers(path: string): string {
  return path.replaceAll(/\d+/g, "#");
}

/** Bytes of the files that a base has under the same or a similar path. What every layer has at its top does not count. */
export function overlapOf(target: Iterable<TextEntry>, base: BaseIndex): number {
  let bytes = 0;
  for (const { path, size } of target) {
    const old = /\/./.test(path) && !path.endsWith("/") ? base.find(path) : undefined;
    if (old !== undefined) bytes += Math.min(size, old.size) + 1;
  }
  return bytes;
}

interface FrameToPatch {
  readonly contentSize: number;
  readonly fileOffset?: number;
}

/**
 * Chooses a range of a base's text for each frame of a layer: what the old layer has at the paths of the frame's entries. Pure.
 * @param target entries of the layer, in order
 */
export function planDictionaries(
  frames: readonly FrameToPatch[],
  target: Iterable<TextEntry>,
  base: BaseIndex,
): readonly (TextRange | undefined)[] {
  const entries = groupByFrame(frames, target);
  const content = frames.reduce((sum, { contentSize }) => sum + contentSize, 0);
  let left = MAX_DICTIONARIES.ofContent * content + MAX_DICTIONARIES.more;
  return frames.map((frame, index) => {
    const range = clip(rangeFor(frame, entries[index] ?? [], base), base.size);
    if (range.length < MIN_DICTIONARY || range.length > left) return undefined;
    left -= range.length;
    return range;
  });
}

/** The entries that begin in each frame; for a frame that continues a file, that file. */
function groupByFrame(frames: readonly FrameToPatch[], target: Iterable<TextEntry>): readonly (readonly TextEntry[])[] {
  const groups: TextEntry[][] = [];
  const entries = target[Symbol.iterator]();
  let next = entries.next();
  let end = 0;
  let last: TextEntry | undefined;
  for (const { contentSize, fileOffset } of frames) {
    end += contentSize;
    const group: TextEntry[] = fileOffset === undefined || last === undefined ? [] : [last];
    for (; !next.done && next.value.start < end; next = entries.next()) {
      group.push(next.value);
      last = next.value;
    }
    groups.push(group);
  }
  return groups;
}

/** The wanted bytes, which may lie outside of the base. */
interface Wanted {
  readonly from: number;
  readonly to: number;
}

function rangeFor(
  { contentSize, fileOffset = 0 }: FrameToPatch,
  entries: readonly TextEntry[],
  base: BaseIndex,
): Wanted {
  const [first] = entries;
  if (first === undefined) return { from: 0, to: 0 };
  if (entries.length === 1 && first.size > 0) return rangeInFile(first, { contentSize, fileOffset }, base);
  const old = entries.map(({ path }) => base.find(path)).filter((entry) => entry !== undefined);
  const [start, end] = [old[0], old.at(-1)];
  if (start === undefined || end === undefined) {
    const place = base.placeOf(first.path);
    return { from: place - BESIDE_ENTRIES, to: place + contentSize + BESIDE_ENTRIES };
  }
  return { from: Math.min(start.start, end.start) - BESIDE_ENTRIES, to: Math.max(start.end, end.end) + BESIDE_ENTRIES };
}

/** The same relative place in the old file. */
function rangeInFile(
  file: TextEntry,
  { contentSize, fileOffset }: { readonly contentSize: number; readonly fileOffset: number },
  base: BaseIndex,
): Wanted {
  const old = base.find(file.path);
  const place =
    old === undefined
      ? base.placeOf(file.path) + fileOffset
      : old.content + Math.floor((fileOffset / file.size) * old.size);
  return { from: place - BESIDE_FILE, to: place + contentSize + BESIDE_FILE };
}

function clip({ from, to }: Wanted, size: number): TextRange {
  const offset = Math.min(Math.max(0, from), size);
  return { offset, length: Math.max(0, Math.min(to, size, offset + MAX_DICTIONARY) - offset) };
}
