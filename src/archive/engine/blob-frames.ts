import type { FileRange } from "../../io/bytes.ts";
import { toByteString } from "../../tar/byte-string.ts";
import type { FramedBlob } from "../frames/frame-table.ts";
import type { Dictionary, PatchedFrames } from "../frames/text.ts";
import type { FrameToUnpack, LocatedFrame } from "../worker/located-frame.ts";

/** The blob's frames with their positions. Frames that continue a file lack its name until the frame before is unpacked. */
export function framesOf(blob: FramedBlob, directoryMode = 0o755): FrameToUnpack[] {
  let start = 0;
  const checksContent = blob.patched !== undefined || (blob.checksContent ?? blob.target === undefined);
  return blob.frames.map((frame, index) => {
    const { size, contentSize, digest, contentDigest, fileOffset } = frame;
    const place = { blob: blob.name, index, start, size };
    start += size;
    return {
      ...place,
      contentSize,
      digest,
      contentDigest: checksContent ? contentDigest : undefined,
      prefix: toByteString(blob.prefix),
      top: blob.top,
      target: blob.target,
      links: blob.links ?? [],
      directoryMode,
      isLast: index === blob.frames.length - 1,
      continued: blob.frames[index + 1]?.fileOffset !== undefined,
      piece: fileOffset === undefined ? undefined : { path: NO_NAME, size: 0, fileOffset },
    };
  });
}

const NO_NAME = toByteString("");

/** When the bytes of frames and of their dictionaries have arrived, and the frames with the files that hold them. */
export function locate(
  { bytes, patched }: FramedBlob,
  frames: readonly FrameToUnpack[],
): { readonly ready: () => Promise<void> | undefined; readonly frames: () => readonly LocatedFrame[] } {
  let places: readonly (readonly FileRange[])[] = [];
  let dictionaries: readonly (Dictionary | undefined)[] = [];
  return {
    ready() {
      const found = frames.map(({ start, size }) => bytes.locate(start, size));
      const texts = patched === undefined ? [] : frames.map(({ index }) => dictionaryOf(patched, index));
      places = found.flatMap((place) => (place instanceof Promise ? [] : [place]));
      dictionaries = texts.flatMap((text) => (text instanceof Promise ? [] : [text]));
      if (places.length === found.length && dictionaries.length === texts.length) return undefined;
      const arrived = Promise.all(found.map(async (place) => place)).then((all) => void (places = all));
      const made = Promise.all(texts.map(async (text) => text)).then((all) => void (dictionaries = all));
      return Promise.all([arrived, made]).then(() => undefined);
    },
    frames: () =>
      frames.map((frame, place) => ({ ...frame, at: places[place] ?? [], dictionary: dictionaries[place] })),
  };
}

function dictionaryOf({ text, ranges }: PatchedFrames, index: number) {
  const range = ranges[index];
  if (range === undefined) return undefined;
  const base = text.name;
  const pieces = text.pieces(range);
  return pieces instanceof Promise ? pieces.then((all): Dictionary => ({ base, pieces: all })) : { base, pieces };
}
