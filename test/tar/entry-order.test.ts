import fc from "fast-check";
import { expect, test } from "vitest";
import { asByteString } from "../../src/tar/byte-string.ts";
import { joinOrder, OrderCheck } from "../../src/tar/entry-order.ts";

/** The rule as it is written, by brute force. */
function isAllowed(paths: readonly string[]): boolean {
  return paths.every((path, index) => {
    if (index > 0 && path <= (paths[index - 1] ?? "")) return false;
    return !paths.some((other) => !other.endsWith("/") && path.startsWith(`${other}/`));
  });
}

function passes(frames: readonly (readonly string[])[]): boolean {
  const joined = joinOrder();
  try {
    const orders = frames.map((paths) => {
      const order = new OrderCheck();
      for (const path of paths) {
        const name = path.lastIndexOf("/", path.length - 2) + 1;
        order.add({ directory: asByteString(path.slice(0, name)), name: asByteString(path.slice(name)) });
      }
      return order.finish();
    });
    for (const order of orders) joined.add(order);
    return true;
  } catch {
    return false;
  }
}

/** Few letters, and those around the slash, so that clashes are common. */
const path = fc.stringMatching(/^[a.-](\/?[ab.-]){0,4}\/?$/);

test("frames that are checked on their own and joined are judged as the whole list is", () => {
  const cuts = fc.array(fc.nat(12), { maxLength: 4 });
  const sorted = fc.uniqueArray(path, { maxLength: 12 }).map((paths) => paths.toSorted((a, b) => (a < b ? -1 : 1)));
  let allowed = 0;
  fc.assert(
    fc.property(fc.oneof(sorted, fc.array(path, { maxLength: 4 })), cuts, (paths, at) => {
      const borders = [0, ...at.toSorted((a, b) => a - b), paths.length];
      const frames = borders.slice(1).map((end, i) => paths.slice(borders[i], end));
      const expected = isAllowed(paths);
      if (expected) allowed += 1;
      expect(passes(frames)).toBe(expected);
    }),
    { numRuns: 5000 },
  );
  expect(allowed).toBeGreaterThan(500);
});
