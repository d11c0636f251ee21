/** Pairs of encoded keys and values, to be read by the bytes of their keys. */
export interface SortedPairs {
  add(key: Uint8Array, value: Uint8Array): void;
  count(): number;
  /** The bytes of all pairs, in pieces of a block. */
  take(): Generator<Uint8Array>;
}

/** Bytes that are allocated at once, and of one piece of the result. */
const BLOCK = 1024 * 1024;

interface Pair {
  readonly block: Buffer;
  readonly start: number;
  readonly keyEnd: number;
  readonly end: number;
}

/** Collects pairs in blocks: a buffer for each would take several times its bytes. */
export function sortedPairs(): SortedPairs {
  const pairs: Pair[] = [];
  let block = Buffer.alloc(0);
  let used = 0;
  return {
    add(key, value) {
      const size = key.byteLength + value.byteLength;
      if (used + size > block.byteLength) {
        block = Buffer.allocUnsafeSlow(Math.max(BLOCK, size));
        used = 0;
      }
      block.set(key, used);
      block.set(value, used + key.byteLength);
      pairs.push({ block, start: used, keyEnd: used + key.byteLength, end: used + size });
      used += size;
    },
    count: () => pairs.length,
    *take() {
      pairs.sort((a, b) => a.block.compare(b.block, b.start, b.keyEnd, a.start, a.keyEnd));
      let pieces: Buffer[] = [];
      let size = 0;
      for (const { block: from, start, end } of pairs) {
        pieces.push(from.subarray(start, end));
        size += end - start;
        if (size < BLOCK) continue;
        yield Buffer.concat(pieces);
        pieces = [];
        size = 0;
      }
      yield Buffer.concat(pieces);
    },
  };
}
