import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { joinBundle } from "../../src/commands/join-bundle.ts";
import { splitBundle } from "../../src/commands/split-bundle.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import { listener, surroundings } from "../fixtures/commands.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { bundleToolbox, importFile } from "../fixtures/toolbox.ts";
import { run } from "../fixtures/tools.ts";
import { RUNS } from "./runs.ts";

/** Each case splits a bundle, and imports, verifies and joins its parts. */
const CASES = Math.max(10, Math.floor(RUNS / 6));
const NAME = "toolbox.tar";
const MOST_PARTS = 999;

let bundle: Buffer;
/** A home that got the bundle as one file. */
let expected: readonly string[];

beforeAll(async () => {
  const directory = run("mktemp", ["-d"]).toString().trim();
  const path = await bundleToolbox(directory);
  bundle = readFileSync(path);
  const home = join(directory, "home");
  await importFile(path, home);
  expected = describeHome(home, home);
  rmSync(directory, { recursive: true });
});

type Damage = "missing" | "short" | "long" | "changed";
/** A part of the way through something. */
const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const damages = fc.array(
  fc.record({ kind: fc.constantFrom<Damage>("missing", "short", "long", "changed"), part: share, at: share }),
  { maxLength: 4 },
);
/** Of the bundle's bytes: from a part of one byte, which is too small, to one that is larger than the bundle. */
const partSize = fc.oneof(
  share.map((part) => 1 + Math.floor(part * part * bundle.length * 1.2)),
  fc.constantFrom(1, 512, 1024 * 1024),
  fc.constantFrom(-1, 0, 1).map((more) => bundle.length + more),
  fc.constantFrom(-1, 0).map((more) => Math.ceil(bundle.length / MOST_PARTS) + more),
);

function spoil(path: string, kind: Damage, at: number): void {
  const bytes = readFileSync(path);
  if (kind === "missing") rmSync(path);
  else if (kind === "short") truncateSync(path, Math.floor(at * bytes.length));
  else if (kind === "long") appendFileSync(path, "x");
  else {
    const place = Math.floor(at * bytes.length);
    bytes[place] = (bytes[place] ?? 0) ^ 0x40;
    writeFileSync(path, bytes);
  }
}

/** The code of a failure, and the parts that it names; undefined for none. */
function failureOf(running: Promise<unknown>) {
  return running.then(
    () => undefined,
    ({ code, message }: { readonly code?: string; readonly message: string }) => ({
      code,
      parts: [...new Set(message.match(/\.part-\d{3}/g))].toSorted(),
    }),
  );
}

test("whatever the size of the parts, and whatever happens to them, each part at fault is named and none is lost", async () => {
  await fc.assert(
    fc.asyncProperty(partSize, damages, fc.boolean(), async (size, wanted, hasStray) => {
      const at = run("mktemp", ["-d"]).toString().trim();
      try {
        const [file, document, home] = [NAME, `${NAME}.parts.json`, "home"].map((name) => join(at, name)) as [
          string,
          string,
          string,
        ];
        writeFileSync(file, bundle);
        const around = surroundings();
        const splitting = splitBundle({ source: { kind: "file", path: file }, partSize: size }, around, listener());
        const count = Math.ceil(bundle.length / size);
        if (count > MOST_PARTS) {
          await expect(splitting).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
          expect(readdirSync(at)).toEqual([NAME]);
          return;
        }
        await splitting;
        rmSync(file);
        const damaged = new Map(wanted.map(({ kind, part, at: place }) => [Math.floor(part * count), { kind, place }]));
        const partOf = (index: number): string => `.part-${String(index + 1).padStart(3, "0")}`;
        for (const [index, { kind, place }] of damaged) spoil(`${file}${partOf(index)}`, kind, place);
        const stray = count < MOST_PARTS && hasStray ? partOf(count) : undefined;
        if (stray !== undefined) writeFileSync(`${file}${stray}`, "of an older bundle");
        const before = readdirSync(at);

        const named = (kinds: readonly Damage[]): string[] =>
          [...damaged].flatMap(([index, { kind }]) => (kinds.includes(kind) ? [partOf(index)] : [])).toSorted();
        const [absent, sized, changed] = [named(["missing"]), named(["missing", "short", "long"]), named(["changed"])];
        const heard = listener();
        const importing = await failureOf(importFile(document, home));
        const verifying = await failureOf(verifyBundle({ source: { kind: "file", path: document } }, around, heard));
        const joining = await failureOf(joinBundle({ document }, around, listener()));
        const strays = (parts: readonly string[]): string[] => parts.filter((part) => part !== stray);
        if (sized.length > 0) {
          const codes = absent.length > 0 ? /^FILE_NOT_FOUND$/ : /^BUNDLE_(TRUNCATED|INVALID)$/;
          for (const failure of [importing, verifying, joining]) {
            expect(failure?.code).toMatch(codes);
            expect(strays(failure?.parts ?? [])).toEqual(sized);
          }
          expect(existsSync(home)).toBe(false);
        } else if (changed.length > 0) {
          for (const failure of [verifying, joining]) {
            expect(failure?.code).toBe("DIGEST_MISMATCH");
            expect(strays(failure?.parts ?? [])).toEqual(changed);
          }
          // An import reads no padding.
          if (importing === undefined) expect(describeHome(home, home)).toEqual(expected);
          else expect(importing.code).toMatch(/^[A-Z_]+$/);
        } else {
          expect([importing, verifying, joining]).toEqual([undefined, undefined, undefined]);
          expect(describeHome(home, home)).toEqual(expected);
          expect(heard.warnings).toEqual(stray === undefined ? [] : [expect.stringContaining(stray)]);
          expect(readFileSync(file).equals(bundle)).toBe(true);
          rmSync(file);
        }
        rmSync(home, { recursive: true, force: true });
        expect(readdirSync(at)).toEqual(before);
      } finally {
        rmSync(at, { recursive: true });
      }
    }),
    { numRuns: CASES },
  );
}, 600_000);
