import { chmodSync, existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { listHave } from "../../src/commands/list-have.ts";
import { listTree, noise } from "../archive/trees.ts";
import { blobOf, readDelta, writeChangedDelta } from "../fixtures/changed-delta.ts";
import { listener, surroundings } from "../fixtures/commands.ts";
import type { Document } from "../fixtures/layout.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import {
  exportTools,
  type Files,
  fileInput,
  importTools,
  type Tools,
  toolHome,
  verifyTools,
} from "../fixtures/tool-homes.ts";
import { run } from "../fixtures/tools.ts";
import { fingerprint } from "../fixtures/tree.ts";
import { RUNS } from "./runs.ts";

/** Each case exports two bundles and imports four times. */
const CASES = Math.max(4, Math.floor(RUNS / 25));

const fileName = fc.constantFrom(
  "a",
  "b",
  "b.c",
  "lib/a",
  "lib/b",
  "lib-1.2/x",
  "lib-1.3/x",
  "ü/é",
  `long/${"n".repeat(110)}`,
);
const content = fc
  .record({ seed: fc.constantFrom("x", "y"), size: fc.constantFrom(0, 1, 511, 512, 5000, 60_000), cut: fc.nat(400) })
  .map(({ seed, size, cut }) =>
    Buffer.concat([noise(size, seed).subarray(cut), Buffer.from([0x37, 0xa4, 0x30, 0xec])]),
  );
const files: fc.Arbitrary<Files> = fc.dictionary(fileName, content, { minKeys: 1, maxKeys: 8 });
const layers = fc
  .array(files, { minLength: 1, maxLength: 2 })
  .filter((all) => new Set(all.flatMap(Object.keys)).size === all.flatMap(Object.keys).length);
const version = fc.record({ one: layers, two: layers });
const umask = fc.constantFrom(0o022, 0o027, 0o077);

function toTools({ one, two }: { readonly one: readonly Files[]; readonly two: readonly Files[] }, tag: string): Tools {
  return { one: { tag, layers: one }, two: { tag, layers: two } };
}

/** A tree may not have a file where another path has a directory. */
function isTree(all: readonly Files[]): boolean {
  const paths = all.flatMap(Object.keys);
  return !paths.some((path) => paths.some((other) => other.startsWith(`${path}/`)));
}

test("whatever changes between two versions, a delta gives the home that the whole bundle gives", async () => {
  await fc.assert(
    fc.asyncProperty(version, version, umask, fc.boolean(), async (before, after, mask, shares) => {
      const next = shares ? { ...after, two: before.two } : after;
      fc.pre([before.one, before.two, next.one, next.two].every(isTree));
      const at = run("mktemp", ["-d"]).toString().trim();
      try {
        const [old, made] = [toTools(before, "1"), toTools(next, "2")];
        const path = (file: string): string => join(at, file);
        await exportTools(toolHome(path("1"), old), old, path("1.tar"));
        await exportTools(toolHome(path("2"), made), made, path("2.tar"));
        const bases = [fileInput(path("1.tar"))];
        const { bundle } = await exportTools(path("2"), made, path("delta.tar"), { bases });
        const { omitted = 0, patched: patches = 0 } = bundle.delta ?? {};
        const refused = await importTools(path("delta.tar"), path("none")).then(
          () => "taken",
          ({ code }: { readonly code?: string }) => code,
        );
        expect(refused).toBe(omitted + patches > 0 ? "BASE_MISSING" : "taken");
        expect(existsSync(path("none"))).toBe(refused === "taken");
        for (const home of ["full", "patched"]) {
          await importTools(path("1.tar"), path(home));
          for (const directory of globSync("layers/**/content/**/", { cwd: path(home) }))
            if (statSync(join(path(home), directory)).isDirectory())
              chmodSync(join(path(home), directory), 0o777 & ~mask);
        }
        const pin = { digest: bundle.digest ?? "" };
        const full = await importTools(path("2.tar"), path("full"), pin);
        const patched = await importTools(path("delta.tar"), path("patched"), pin);
        const told = (result: typeof full) => JSON.stringify(result).replaceAll(/\/(full|patched)\b/g, "/home");
        expect(told(patched)).toBe(told(full));
        expect(describeHome(path("patched"), path("patched"))).toEqual(describeHome(path("full"), path("full")));
        // With the times of files.
        expect(listTree(path("patched/layers"))).toEqual(listTree(path("full/layers")));
        expect(await importTools(path("delta.tar"), path("patched"))).toMatchObject({ changed: false });
      } finally {
        rmSync(at, { recursive: true });
      }
    }),
    { numRuns: CASES },
  );
}, 600_000);

/** Deltas, by their names, and the versions that they are made against. The last digit of a name is the version. */
const DELTAS: Readonly<Record<string, readonly string[]>> = {
  "1-2": ["1"],
  "2-3": ["2"],
  "12-3": ["1", "2"],
  "3-1": ["3"],
};
const FULL = ["1", "2", "3"];

/** For each layer of a delta: its digest, and the layer that a home must have for it. Read as docs/bundle-format.md has it. */
function needsOf(delta: string): readonly { readonly layer: string; readonly needs: string | undefined }[] {
  const { manifest, config } = readDelta(delta);
  const [full] = manifest.layers.filter(({ mediaType }: Document) =>
    mediaType.endsWith("vnd.ocx-bundle.config.v1+json"),
  );
  return JSON.parse(blobOf(delta, full.digest).toString()).layers.map(({ digest, blob }: Document) => {
    const patch = config.patches.find((each: Document) => each.blob === blob);
    const base = config.omitted.includes(blob) ? digest : patch?.base.digest;
    return { layer: digest, needs: base };
  });
}

/** Digests of the layers that a home has. */
function layersIn(home: string): ReadonlySet<string> {
  const marks = globSync("layers/*/sha256/*/*/digest", { cwd: home });
  return new Set(marks.map((mark) => readFileSync(join(home, mark), "utf8")));
}

test("bundles and deltas in any order: each is imported as its bundle, or refused with the home untouched", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(version, version, version),
      fc.array(fc.constantFrom(...FULL, ...Object.keys(DELTAS)), { minLength: 3, maxLength: 6 }),
      async (versions, order) => {
        fc.pre(versions.every(({ one, two }) => isTree(one) && isTree(two)));
        const at = run("mktemp", ["-d"]).toString().trim();
        try {
          const path = (file: string): string => join(at, file);
          const tools = versions.map((each, n) => toTools(each, `${n + 1}`));
          const sent = (name: string, bases: readonly string[], as = name) => {
            const last = name.slice(-1);
            const inputs = bases.map((base) => fileInput(path(base)));
            const request = inputs.length === 0 ? {} : { bases: inputs };
            return exportTools(path(`of-${last}`), tools[Number(last) - 1] ?? {}, path(as), request);
          };
          for (const [n, each] of tools.entries()) toolHome(path(`of-${n + 1}`), each);
          for (const name of FULL) await sent(name, []);
          for (const [name, bases] of Object.entries(DELTAS)) await sent(name, bases);

          const [home, whole] = [path("home"), path("whole")];
          for (const name of order) {
            const there = layersIn(home);
            const isDelta = name in DELTAS;
            const lacks = ({ layer, needs }: ReturnType<typeof needsOf>[number]): boolean =>
              needs !== undefined && !there.has(layer) && !there.has(needs);
            const isRefused = isDelta && needsOf(path(name)).some(lacks);
            const before = existsSync(home) ? fingerprint(home) : undefined;
            const found = await importTools(path(name), home).then(
              () => "taken",
              ({ code }: { readonly code?: string }) => code,
            );
            expect(found).toBe(isRefused ? "BASE_MISSING" : "taken");
            const after = existsSync(home) ? fingerprint(home) : undefined;
            expect(isRefused ? after : before).toEqual(before);
            if (!isRefused) await importTools(path(name.slice(-1)), whole);
          }
          if (!existsSync(home)) return;
          expect(describeHome(home, home)).toEqual(describeHome(whole, whole));
          expect(listTree(join(home, "layers"))).toEqual(listTree(join(whole, "layers")));

          // What a home says that it has is enough for a delta, whatever it has.
          await listHave({ home, output: path("have.json"), workers: 1 }, surroundings(), listener());
          await sent("3", ["have.json"], "have-3");
          await importTools(path("have-3"), home);
          await importTools(path("3"), whole);
          expect(describeHome(home, home)).toEqual(describeHome(whole, whole));
        } finally {
          rmSync(at, { recursive: true });
        }
      },
    ),
    { numRuns: CASES },
  );
}, 600_000);

/** The places of all values in a document. */
function placesIn(value: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [at];
  return [
    ...(at.length > 0 ? [at] : []),
    ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...at, key])),
  ];
}

function withValue(document: Document, place: readonly string[], value: unknown): Document {
  const changed = structuredClone(document);
  const parent = place.slice(0, -1).reduce((each, key) => each[key], changed);
  parent[place.at(-1) ?? ""] = value;
  return changed;
}

const NUMBERS = [-1, 0, 1, 8, 511, 1.5, 2 ** 53 - 1, 2 ** 53, 1e308];
const TEXTS = ["", "x", "../../x", `sha256:${"0".repeat(64)}`, `sha512:${"0".repeat(128)}`];
/** Values that a field may have in a hostile delta. JSON leaves out what is undefined. */
const HOSTILE = [...NUMBERS, ...TEXTS, undefined, null, true, [], [[]], {}];

test("whatever one field of its documents says, a delta is refused with the home untouched, or gives the home of its bundle", async () => {
  const at = run("mktemp", ["-d"]).toString().trim();
  try {
    const path = (file: string): string => join(at, file);
    const [old, made] = ["1", "2"].map((tag) =>
      toTools({ one: [{ a: noise(20_000), b: tag }], two: [{ c: tag.repeat(9000) }] }, tag),
    );
    if (old === undefined || made === undefined) throw new Error("there are two versions");
    await exportTools(toolHome(path("1"), old), old, path("1.tar"));
    await exportTools(toolHome(path("2"), made), made, path("2.tar"), { bases: [fileInput(path("1.tar"))] });
    for (const home of ["home", "whole"]) await importTools(path("1.tar"), path(home));
    await importTools(path("2.tar"), path("whole"));
    const stores = (): readonly string[] =>
      fingerprint(path("home")).filter((line) => !/^(\.ocx-bundle|\.) /.test(line));
    let before = stores();
    const honest = readDelta(path("2.tar"));
    const place = fc.constantFrom(
      ...placesIn(honest.config).map((each) => ["config", each] as const),
      ...placesIn(honest.manifest).map((each) => ["manifest", each] as const),
    );
    await fc.assert(
      fc.asyncProperty(place, fc.constantFrom(...HOSTILE), async ([document, field], value) => {
        const change = (each: Document): Document => withValue(each, field, value);
        writeChangedDelta(path("2.tar"), path("changed.tar"), { [document]: change });
        const found = await importTools(path("changed.tar"), path("home")).then(
          () => "taken",
          ({ code }: { readonly code?: string }) => code,
        );
        const isTaken = found === "taken";
        const described = (home: string) => describeHome(path(home), path(home));
        expect(found).toMatch(/^(taken|(BASE|BUNDLE|DIGEST|FRAME|LIMIT)_[A-Z_]+)$/);
        expect(isTaken ? described("home") : stores()).toEqual(isTaken ? described("whole") : before);
        if (!isTaken) return;
        rmSync(path("home"), { recursive: true });
        await importTools(path("1.tar"), path("home"));
        before = stores();
      }),
      { numRuns: Math.ceil(RUNS / 5) },
    );
  } finally {
    rmSync(at, { recursive: true });
  }
}, 600_000);

test("verify finds a changed byte anywhere in a delta but in index.json", async () => {
  const at = run("mktemp", ["-d"]).toString().trim();
  try {
    const path = (file: string): string => join(at, file);
    const [old, made] = ["1", "2"].map((tag) =>
      toTools({ one: [{ a: noise(20_000), b: tag }], two: [{ c: tag }] }, tag),
    );
    if (old === undefined || made === undefined) throw new Error("there are two versions");
    await exportTools(toolHome(path("1"), old), old, path("1.tar"));
    const bases = [fileInput(path("1.tar"))];
    await exportTools(toolHome(path("2"), made), made, path("delta.tar"), { bases });
    const bytes = readFileSync(path("delta.tar"));
    // No digest covers index.json, which names the bundle: it is the second member.
    const start = 3 * 512;
    const end = bytes.indexOf("blobs/sha256/");
    const place = fc.nat(bytes.findLastIndex((byte) => byte !== 0)).filter((each) => each < start || each >= end);
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (each, mask) => {
        const changed = Buffer.from(bytes);
        changed[each] = (changed[each] ?? 0) ^ mask;
        writeFileSync(path("changed.tar"), changed);
        const found = await verifyTools(path("changed.tar"), { bases }).then(
          () => "taken",
          ({ code }: { readonly code?: string }) => code,
        );
        expect(found).toMatch(/^[A-Z_]+$/);
      }),
      { numRuns: RUNS },
    );
  } finally {
    rmSync(at, { recursive: true });
  }
}, 600_000);
