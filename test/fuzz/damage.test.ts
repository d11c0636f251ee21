import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import { verifyKept } from "../../src/commands/verify-kept.ts";
import { listener, surroundings } from "../fixtures/commands.ts";
import { bundleToolbox, importFile } from "../fixtures/toolbox.ts";
import { run } from "../fixtures/tools.ts";
import { RUNS } from "./runs.ts";

/** Each case copies a small home and verifies it twice. */
const CASES = Math.max(20, Math.floor(RUNS / 3));

let directory: string;
let bundle: string;
/** A home that got the bundle, never changed. */
let untouched: string;
/** Paths of what lies in the content of its layers and packages. */
let entries: readonly string[];

beforeAll(async () => {
  directory = run("mktemp", ["-d"]).toString().trim();
  bundle = await bundleToolbox(directory);
  untouched = join(directory, "untouched");
  await importFile(bundle, untouched);
  entries = run("find", ["layers", "packages", "-path", "*/content/*", "-print0"], { cwd: untouched })
    .toString()
    .split("\0")
    .filter((path) => path !== "")
    .toSorted();
  return () => rmSync(directory, { recursive: true });
});

/** A file of its own in place of a hard link. */
function unlink(path: string): void {
  const [bytes, { mode, mtime }] = [readFileSync(path), lstatSync(path)];
  rmSync(path);
  writeFileSync(path, bytes);
  chmodSync(path, mode);
  utimesSync(path, mtime, mtime);
}

/** Changes an entry. */
type Spoil = (path: string, number: number) => void;

const EXTRAS: Readonly<Record<string, Spoil>> = {
  "a file beside it": (path) => writeFileSync(`${path}.orig`, ""),
  "an empty directory beside it": (path) => mkdirSync(`${path}.d`),
  "a link beside it": (path) => symlinkSync("elsewhere", `${path}.link`),
};
const OF_FILES: Readonly<Record<string, Spoil>> = {
  "another content of the same size and time": (path, number) => {
    unlink(path);
    const [bytes, { mtime }] = [readFileSync(path), lstatSync(path)];
    bytes[number % bytes.length] = (bytes[number % bytes.length] ?? 0) ^ 1;
    writeFileSync(path, bytes.length === 0 ? "x" : bytes);
    utimesSync(path, mtime, mtime);
  },
  // All bits but those that let the owner read and write, without which no test that is not root can go on.
  "another mode": (path, number) => (unlink(path), chmodSync(path, lstatSync(path).mode ^ (1 << (number % 7)))),
  "another bit for its user": (path) => (unlink(path), chmodSync(path, lstatSync(path).mode ^ 0o4000)),
  "a directory in its place": (path) => (rmSync(path), mkdirSync(path)),
  "a link to the same content in its place": (path) => {
    renameSync(path, join(directory, "moved"));
    symlinkSync(join(directory, "moved"), path);
  },
};
const OF_DIRECTORIES: Readonly<Record<string, Spoil>> = {
  "a link to the same content in its place": (path) => {
    renameSync(path, join(directory, "moved"));
    symlinkSync(join(directory, "moved"), path);
  },
  "a file in its place": (path) => (rmSync(path, { recursive: true }), writeFileSync(path, "")),
};
const OF_LINKS: Readonly<Record<string, Spoil>> = {
  "another target": (path) => {
    const target = readlinkSync(path);
    rmSync(path);
    symlinkSync(`./${target}`, path);
  },
  "a file in its place": (path) => (rmSync(path), writeFileSync(path, "")),
};
const ABSENCE: Readonly<Record<string, Spoil>> = { absence: (path) => rmSync(path, { recursive: true }) };
/** These count in layers only. */
const IN_LAYERS: Readonly<Record<string, Spoil>> = {
  "another time": (path, number) => (unlink(path), utimesSync(path, 1, 1 + (number % 1e9))),
};
const MODE_OF_DIRECTORY: Readonly<Record<string, Spoil>> = {
  "another mode": (path) => chmodSync(path, lstatSync(path).mode ^ 0o1000),
};

/** What can happen to an entry. */
function ways(path: string, isLayer: boolean): Readonly<Record<string, Spoil>> {
  const stat = lstatSync(join(untouched, path));
  if (stat.isSymbolicLink()) return { ...OF_LINKS, ...ABSENCE, ...EXTRAS };
  if (stat.isDirectory()) return { ...OF_DIRECTORIES, ...ABSENCE, ...EXTRAS, ...(isLayer && MODE_OF_DIRECTORY) };
  return { ...OF_FILES, ...ABSENCE, ...EXTRAS, ...(isLayer && IN_LAYERS) };
}

interface Verdict {
  readonly damage: readonly string[];
  readonly notes: readonly string[];
}

/** What is found, with the bundle and without it. */
async function judge(home: string): Promise<readonly Verdict[]> {
  const verdict = async (verify: (heard: ReturnType<typeof listener>) => Promise<unknown>): Promise<Verdict> => {
    const heard = listener();
    const lines = await verify(heard).then(
      () => [],
      (error: { readonly code?: string; readonly lines?: readonly string[] }) => {
        expect(error.code).toBe("HOME_DAMAGED");
        return error.lines ?? [];
      },
    );
    return { damage: lines.slice(1), notes: heard.warnings };
  };
  const source = { kind: "file", path: bundle } as const;
  return [
    await verdict((heard) => verifyBundle({ source, home, workers: 1 }, surroundings(), heard)),
    await verdict((heard) => verifyKept({ home, workers: 1 }, surroundings(), heard)),
  ];
}

test("nothing is wrong with an untouched home, nor with a copy of it", async () => {
  const copy = join(directory, "copy");
  run("cp", ["-a", untouched, copy]);
  for (const home of [untouched, copy])
    expect(await judge(home)).toEqual([
      { damage: [], notes: [] },
      { damage: [], notes: [] },
    ]);
  rmSync(copy, { recursive: true });
});

test("whatever happens to an entry of a layer or package is found, with the bundle and without it", async () => {
  const which = fc.record({ entry: fc.nat(), way: fc.nat(), number: fc.nat() });
  await fc.assert(
    fc.asyncProperty(which, async ({ entry, way, number }) => {
      const path = entries[entry % entries.length] ?? "";
      const isLayer = path.startsWith("layers/");
      const all = Object.entries(ways(path, isLayer));
      const [name, spoil] = all[way % all.length] ?? ["", () => undefined];
      const home = join(directory, "home");
      try {
        run("cp", ["-a", untouched, home]);
        spoil(join(home, path), number);
        for (const { damage, notes } of await judge(home)) {
          const isNote = !isLayer && name in EXTRAS;
          const told = isNote ? notes : damage;
          const place = isLayer ? path.slice(0, path.indexOf("/content/")) : path;
          expect({ name, told: told.some((line) => line.includes(place)) }).toEqual({ name, told: true });
          expect(isNote ? damage : []).toEqual([]);
        }
      } finally {
        rmSync(home, { recursive: true, force: true });
        rmSync(join(directory, "moved"), { recursive: true, force: true });
      }
    }),
    { numRuns: CASES },
  );
}, 600_000);
