import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { sendBundle } from "../../src/commands/send-bundle.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { openEmulator } from "../fixtures/github/emulator.ts";
import { scratch } from "../fixtures/import.ts";
import { bundleHeavyToolbox, importFile, TOOLBOX } from "../fixtures/toolbox.ts";

// Web servers and registries are asked the same in url.test.ts and registry.test.ts.

const HEAD = 256 * 1024;
const IDENTIFIERS = TOOLBOX.installs.map(({ identifier }) => identifier);

const made = scratch();
afterAll(made.remove);
let bundle = "";
beforeAll(async () => {
  bundle = await bundleHeavyToolbox(made.path, 1_000_000);
}, 60_000);

/** Bytes of the layer blobs that a home lacks. */
async function missingIn(home: string): Promise<number> {
  const present = new Set(globSync(`${home}/layers/**/digest`).map((path) => readFileSync(path, "utf8")));
  const { layers } = await inspectBundle({ source: { kind: "file", path: bundle } }, surroundings());
  return layers.filter(({ digest }) => !present.has(digest)).reduce((sum, { size = 0 }) => sum + size, 0);
}

test("imports from a release fetch what the home lacks, no byte twice, and the head alone when it lacks nothing", async () => {
  await using emulator = await openEmulator();
  const token = emulator.apiToken();
  const around = { variables: emulator.variables() };
  const place = { channel: "release", tag: "v1", token } as const;
  const destination = { ...place, create: true, overwrite: false } as const;
  await sendBundle(
    { source: { kind: "file", path: bundle }, destination, name: "toolbox" },
    surroundings(around),
    listener(),
  );
  const source = { kind: "channel", origin: place, name: "toolbox" } as const;
  const size = readFileSync(bundle).byteLength;
  /** The ranges that an import asks the storage for, from their first byte to the one behind the last. */
  const ranges = async (home: string, packages: readonly string[] = []): Promise<readonly [number, number][]> => {
    const before = emulator.requests.length;
    await importFile("", home, { source, packages }, around);
    return emulator.requests
      .slice(before)
      .filter(({ service }) => service === "blob")
      .map(({ headers }): [number, number] => {
        const [, start, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
        return [Number(start), Math.min(Number(last) + 1, size)];
      });
  };
  const many = [
    [],
    IDENTIFIERS.slice(0, 5),
    IDENTIFIERS.filter((identifier) => !identifier.includes("native")),
    IDENTIFIERS,
  ];
  for (const present of many) {
    const home = join(temporaryDirectory(), "home");
    if (present.length > 0) await importFile(bundle, home, { packages: present });
    const missing = await missingIn(home);
    const [head, ...rest] = (await ranges(home)).toSorted(([a], [b]) => a - b);
    expect(head).toEqual([0, HEAD]);
    for (const [at, [start]] of rest.entries()) expect(start).toBeGreaterThanOrEqual(rest[at - 1]?.[1] ?? 0);
    const bytes = rest.reduce((sum, [start, end]) => sum + end - start, HEAD);
    expect(bytes).toBeLessThanOrEqual(missing * 1.05 + 512 * 1024);
    expect(bytes).toBeGreaterThanOrEqual(missing);
    expect(await ranges(home)).toEqual([[0, HEAD]]);
  }
  const one = join(temporaryDirectory(), "home");
  const bytes = (await ranges(one, IDENTIFIERS.slice(0, 1))).reduce((sum, [start, end]) => sum + end - start, 0);
  expect(bytes).toBeLessThan(size / 2);
}, 60_000);
