import type { FileRange } from "../../io/bytes.ts";
import type { Frame, FramedBlob } from "../frames/frame-table.ts";
import type { TextPiece, TextRange, TextSource } from "../frames/text.ts";
import type { PlannedFrame, TreePlan } from "../frames/tree.ts";

/** The text of a planned tree on disk. */
export function textOfTree({ tree, contentSize, frames }: TreePlan, name: string): TextSource {
  const { prefix, directory } = tree;
  const starts = startsOf(frames);
  return {
    name,
    size: contentSize,
    pieces: (range) =>
      partsIn(frames, starts, range).map(({ frame, from, to }) => ({
        kind: "tree",
        prefix,
        directory,
        contentSize: frame.contentSize,
        fileOffset: frame.fileOffset,
        records: joined(frame),
        from,
        to,
      })),
  };
}

/** The text of a blob. */
export function textOfBlob({ bytes, contentSize, frames, name }: FramedBlob): TextSource {
  const starts = startsOf(frames);
  const offsets = sumsOf(frames.map(({ size }) => size));
  return {
    name,
    size: contentSize,
    pieces(range) {
      const parts = partsIn(frames, starts, range);
      const places = parts.map(({ index, frame }) => bytes.locate(offsets[index] ?? 0, frame.size));
      const there = places.flatMap((place) => (place instanceof Promise ? [] : [place]));
      if (there.length === parts.length) return parts.map((part, at) => pieceOf(part, there[at] ?? []));
      return Promise.all(places.map(async (place) => place)).then((all) =>
        parts.map((part, at) => pieceOf(part, all[at] ?? [])),
      );
    },
  };
}

interface Part<Row> {
  readonly index: number;
  readonly frame: Row;
  readonly from: number;
  readonly to: number;
}

function pieceOf({ frame, from, to }: Part<Frame>, at: readonly FileRange[]): TextPiece {
  const { size, contentSize, digest, fileOffset } = frame;
  return { kind: "frame", at, size, contentSize, digest, fileOffset, from, to };
}

/** The frames that a range covers, and how much of each. */
function partsIn<Row extends { readonly contentSize: number }>(
  frames: readonly Row[],
  starts: readonly number[],
  { offset, length }: TextRange,
): Part<Row>[] {
  const parts: Part<Row>[] = [];
  for (let index = lastUpTo(starts, offset); index < frames.length; index++) {
    const start = starts[index] ?? 0;
    const frame = frames[index] as Row;
    if (start >= offset + length) break;
    const from = Math.max(0, offset - start);
    parts.push({ index, frame, from, to: Math.min(frame.contentSize, offset + length - start) });
  }
  return parts;
}

/** Index of the last number that is not over `value`, in ascending ones from 0. */
function lastUpTo(numbers: readonly number[], value: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((numbers[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function startsOf(frames: readonly { readonly contentSize: number }[]): readonly number[] {
  return sumsOf(frames.map(({ contentSize }) => contentSize));
}

/** For each number the sum of those before it. */
function sumsOf(numbers: readonly number[]): readonly number[] {
  let sum = 0;
  return numbers.map((number) => {
    sum += number;
    return sum - number;
  });
}

/** A copy: posting a view to a thread would copy its whole buffer. */
function joined({ records }: PlannedFrame): Uint8Array {
  return new Uint8Array(Buffer.concat(records));
}
