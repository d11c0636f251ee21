import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BundleError } from "../../src/errors.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { bundleToolbox, importFile } from "../fixtures/toolbox.ts";
import { RUNS } from "./runs.ts";

type Damage =
  | { readonly kind: "overwrite"; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: "cut" | "repeat"; readonly at: number; readonly length: number };

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({
    kind: fc.constant("overwrite" as const),
    at: fc.nat(),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 600 }),
  }),
  fc.record({ kind: fc.constant("cut" as const), at: fc.nat(), length: fc.integer({ min: 1, max: 2000 }) }),
  fc.record({ kind: fc.constant("repeat" as const), at: fc.nat(), length: fc.integer({ min: 1, max: 2000 }) }),
);

function apply(whole: Buffer, how: Damage): Buffer {
  const at = how.at % whole.length;
  switch (how.kind) {
    case "overwrite": {
      const damaged = Buffer.from(whole);
      damaged.set(how.bytes.subarray(0, whole.length - at), at);
      return damaged;
    }
    case "cut":
      return Buffer.concat([whole.subarray(0, at), whole.subarray(at + how.length)]);
    case "repeat":
      return Buffer.concat([whole.subarray(0, at + how.length), whole.subarray(at)]);
  }
}

test("a damaged bundle is refused with a code and leaves nothing, or it imports to the very home it should", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const whole = readFileSync(bundle);
  const clean = join(directory, "clean");
  await importFile(bundle, clean);
  const expected = describeHome(clean, clean);
  const [home, damaged] = [join(directory, "home"), join(directory, "damaged.tar")];

  await fc.assert(
    fc.asyncProperty(damage, async (how) => {
      writeFileSync(damaged, apply(whole, how));
      rmSync(home, { recursive: true, force: true });
      const outcome = await importFile(damaged, home).then(() => "imported", codedOrThrow);
      expect(existsSync(home) ? describeHome(home, home) : []).toEqual(outcome === "imported" ? expected : []);
    }),
    { numRuns: RUNS },
  );
}, 600_000);

/** Anything but a refusal of bad data is a fault of ours. */
function codedOrThrow(error: unknown): "refused" {
  if (error instanceof BundleError && error.exitCode === 65) return "refused";
  throw error;
}
