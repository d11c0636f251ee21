/** Least bytes a second. Any link that is of use brings more, to each of several requests; a broken server may drip for ever. */
const LEAST_RATE = 100;

/** Milliseconds of waiting after which the rate is looked at. */
export const WINDOW = 60_000;

/** Milliseconds until the head of an answer is complete: a server could send it one byte at a time. */
export const HEAD_LIMIT = 300_000;

/** Why a silent connection was closed. */
export const SILENCE = "it has fallen silent";

/** Reason for an answer that comes too slowly. */
export const TOO_SLOW = `it sends fewer than ${LEAST_RATE} bytes a second`;

/**
 * Watches how fast the pieces of a body come. Only time spent waiting counts: the reader may be slow.
 * @returns takes milliseconds that were waited for a piece, and its bytes; tells whether the last minute brought too few
 */
export function watchRate(): (waited: number, bytes: number) => boolean {
  let [time, received] = [0, 0];
  return (waited, bytes) => {
    time += waited;
    received += bytes;
    if (time < WINDOW) return false;
    const isTooSlow = received < (LEAST_RATE * time) / 1000;
    [time, received] = [0, 0];
    return isTooSlow;
  };
}
