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

const WRONG_SIZE = ["BUNDLE_TRUNCATED", "BUNDLE_INVALID"];

/** "taken", or the code of a failure and the parts that it names but for a stray one. */
function outcomeOf(running: Promise<unknown>, stray?: string): Promise<string> {
  return running.then(
    () => "taken",
    ({ code = "", message }: { readonly code?: string; readonly message: string }) => {
      const parts = [...new Set(message.match(/\.part-\d{3}/g))].filter((part) => part !== stray);
      return [WRONG_SIZE.includes(code) ? "wrong size" : code, ...parts.toSorted()].join(" ");
    },
  );
}

interface Case {
  readonly size: number;
  readonly wanted: readonly { readonly kind: Damage; readonly part: number; readonly at: number }[];
  readonly hasStray: boolean;
}

/** Splits the bundle in a directory and spoils parts. @returns what each reader says, and what it should say */
async function judge(at: string, { size, wanted, hasStray }: Case): Promise<{ found: unknown; right: unknown }> {
  const [file, document, home] = [join(at, NAME), join(at, `${NAME}.parts.json`), join(at, "home")] as const;
  writeFileSync(file, bundle);
  const around = surroundings();
  const source = { kind: "file", path: file } as const;
  const split = await outcomeOf(splitBundle({ source, partSize: size }, around, listener()));
  const count = Math.ceil(bundle.length / size);
  if (count > MOST_PARTS)
    return { found: { split, names: readdirSync(at) }, right: { split: "LIMIT_EXCEEDED", names: [NAME] } };
  rmSync(file);
  const damaged = new Map(wanted.map(({ kind, part, at: place }) => [Math.floor(part * count), { kind, place }]));
  const partOf = (index: number): string => `.part-${String(index + 1).padStart(3, "0")}`;
  for (const [index, { kind, place }] of damaged) spoil(`${file}${partOf(index)}`, kind, place);
  const stray = count < MOST_PARTS && hasStray ? partOf(count) : undefined;
  if (stray !== undefined) writeFileSync(`${file}${stray}`, "of an older bundle");
  const names = readdirSync(at);

  const heard = listener();
  const imported = await outcomeOf(importFile(document, home), stray);
  const verified = await outcomeOf(verifyBundle({ source: { kind: "file", path: document } }, around, heard), stray);
  const joined = await outcomeOf(joinBundle({ document }, around, listener()), stray);
  const hasHome = existsSync(home) && describeHome(home, home).join("\n") === expected.join("\n");
  const isJoined = existsSync(file) && readFileSync(file).equals(bundle);
  const strays = heard.warnings.map((text) => text.match(/\.part-\d{3}/)?.[0]);
  rmSync(home, { recursive: true, force: true });
  rmSync(file, { force: true });
  const found = { split, imported, verified, joined, hasHome, isJoined, strays, names: readdirSync(at) };

  const named = (kinds: readonly Damage[]): string[] =>
    [...damaged].flatMap(([index, { kind }]) => (kinds.includes(kind) ? [partOf(index)] : [])).toSorted();
  const sized = named(["missing", "short", "long"]);
  const changed = named(["changed"]);
  const first = named(["missing"]).length > 0 ? "FILE_NOT_FOUND" : "wrong size";
  const said = sized.length > 0 ? [first, ...sized] : changed.length > 0 ? ["DIGEST_MISMATCH", ...changed] : ["taken"];
  const verdict = said.join(" ");
  const isWhole = verdict === "taken";
  // An import reads no padding: it may take a part with a changed byte, but never makes another home.
  const mayImport = sized.length === 0 && changed.length > 0 && imported !== verdict;
  const right = {
    split: "taken",
    imported: mayImport ? imported : verdict,
    verified: verdict,
    joined: verdict,
    hasHome: mayImport ? imported === "taken" : isWhole,
    isJoined: isWhole,
    strays: isWhole && stray !== undefined ? [stray] : [],
    names,
  };
  return { found, right };
}

test("whatever the size of the parts, and whatever happens to them, each part at fault is named and none is lost", async () => {
  await fc.assert(
    fc.asyncProperty(partSize, damages, fc.boolean(), async (size, wanted, hasStray) => {
      const at = run("mktemp", ["-d"]).toString().trim();
      try {
        const { found, right } = await judge(at, { size, wanted, hasStray });
        expect(found).toEqual(right);
      } finally {
        rmSync(at, { recursive: true });
      }
    }),
    { numRuns: CASES },
  );
}, 600_000);
