import { expect, test } from "vitest";
import { planLayers } from "../../src/image/plan-layers.ts";

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

test("planLayers() gives each layer one of its own as long as there is room", () => {
  expect(planLayers(numbers(3), { base: 0, own: 1 })).toEqual([[0], [1], [2]]);
  expect(planLayers(numbers(119), { base: 0, own: 1 })).toHaveLength(119);
  expect(planLayers(numbers(109), { base: 10, own: 1 })).toHaveLength(109);
  expect(planLayers(numbers(118), { base: 0, own: 2 })).toHaveLength(118);
  expect(planLayers(numbers(119), { base: 0, own: 2 })).toHaveLength(118);
});

test.each([
  [120, 0],
  [500, 0],
  [110, 10],
  [5, 117],
])("planLayers() packs the last of %i layers together on a base with %i", (count, base) => {
  const planned = planLayers(numbers(count), { base, own: 1 });
  // One more is that of the home.
  expect(planned.length + base + 1).toBe(120);
  expect(planned.flat()).toEqual(numbers(count));
  expect(planned.slice(0, -1).every((group) => group.length === 1)).toBe(true);
});

test("planLayers() refuses a base that leaves no room", () => {
  expect(planLayers(numbers(2), { base: 118, own: 1 })).toEqual([[0, 1]]);
  expect(() => planLayers(numbers(2), { base: 119, own: 1 })).toThrow(
    expect.objectContaining({ code: "LIMIT_EXCEEDED" }),
  );
});
