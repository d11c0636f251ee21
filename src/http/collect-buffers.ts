import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes of buffers between two collections. */
const EVERY = 8 * 1024 * 1024;

let uncollected = 0;
let collect: ((options: { readonly type: "minor" }) => void) | undefined;

/**
 * Counts bytes that a socket brought, and frees their buffers once 8 MiB have come: Node makes a new buffer for each 64 KiB.
 * V8 sees the small objects that stand for them, and lets over 100 MB pile up before full collections, which take longer.
 * A collection of the young generation takes a millisecond. Only processes that fetch much do any.
 */
export function countBuffers(bytes: number): void {
  uncollected += bytes;
  if (uncollected < EVERY) return;
  uncollected = 0;
  collect ??= openCollector();
  collect({ type: "minor" });
}

/** Node has the function only with a flag, which V8 reads for each new context. */
function openCollector(): NonNullable<typeof collect> {
  setFlagsFromString("--expose-gc");
  try {
    return runInNewContext("globalThis.gc") ?? (() => undefined);
  } finally {
    setFlagsFromString("--no-expose-gc");
  }
}
