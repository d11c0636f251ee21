import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { entry, pax } from "./craft.ts";
import {
  craftBundle,
  type HostileBundle,
  type HostileLayer,
  leafOf,
  member,
  REGISTRY,
  sha256Of,
} from "./craft-bundle.ts";

/** KiB that a process with two workers may have, whatever it is given. */
const MOST = 256 * 1024;
const MIB = 1024 * 1024;

/**
 * Says at its end what the most was that it had. `resourceUsage().maxRSS` also counts the process that started it: the kernel keeps
 * that over exec.
 */
const WATCH = `data:text/javascript,import{readFileSync}from"node:fs";process.on("exit",()=>process._rawDebug(readFileSync("/proc/self/status","utf8")))`;
const CLI = join(import.meta.dirname, "../../src/cli/main.ts");
/** The command as users run it: without the sources, and the 30 MiB that Node takes to strip their types. */
const BUILT = join(import.meta.dirname, "../../dist/cli.mjs");

interface Outcome {
  readonly status: number | null;
  readonly text: string;
  readonly memory: number;
}

function runWith(args: readonly string[], command = CLI): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", WATCH, command, ...args], {
    encoding: "utf8",
    // Without the cache of compiled sources, which takes memory of its own when it is written.
    env: { PATH: process.env["PATH"], HOME: "/nonexistent" },
  });
  const memory = Number(/VmHWM:\s+(\d+) kB/.exec(stderr)?.[1]);
  return { status, text: stdout + stderr, memory };
}

/** A layer of as many entries as are asked for, in frames of nearly 8 MiB. */
const layerOf = (name: string, count: number, make: (at: string, index: number) => Buffer): HostileLayer => ({
  name,
  frames: (at) => {
    const frames: { entries: number; content: Buffer }[] = [];
    let some: Buffer[] = [];
    let size = 0;
    const close = (): void => {
      frames.push({ entries: some.length, content: Buffer.concat(some) });
      some = [];
      size = 0;
    };
    for (let index = 0; index < count; index++) {
      const bytes = make(at, index);
      if (size + bytes.length > 8 * MIB) close();
      some.push(bytes);
      size += bytes.length;
    }
    close();
    return frames;
  },
});

const numbered = (index: number) => String(index).padStart(7, "0");
const withLayers = (...layers: HostileLayer[]): HostileBundle => ({
  packages: [{ repository: "acme/x", layers: layers.map(({ name }) => name) }],
  layers,
});

/** A symlink whose path and target both need PAX records. */
function longLink(at: string, index: number, length: number): Buffer {
  const path = `${at}content/${numbered(index)}${"p".repeat(200)}`;
  const target = "t/".repeat(length / 2);
  return Buffer.concat([
    pax(["path", path], ["linkpath", target]),
    entry({ name: path.slice(0, 100), type: "2", mode: 0o777, link: target.slice(0, 100) }),
  ]);
}

const nested = (levels: number, inner: string) => "[".repeat(levels) + inner + "]".repeat(levels);
const zeros = (count: number) => Array.from({ length: count }, () => "0").join(",");
const metadataWith = (key: string, value: string) => `{"type":"bundle","version":1,"${key}":${value}}`;
const variables = (count: number) =>
  `[${Array.from({ length: count }, (_, i) => `{"key":"K${i}","type":"constant","value":"v"}`).join(",")}]`;

/** As many packages as are asked for, each needing the one before it. */
function chainOf(count: number): HostileBundle {
  const packages: { repository: string; metadata: object }[] = [];
  for (let i = 0; i < count; i++) {
    const before = packages.at(-1);
    const identifier = before && `${REGISTRY}/${before.repository}@${sha256Of(leafOf(before).leaf)}`;
    packages.push({
      repository: `acme/p${i}`,
      metadata: identifier === undefined ? {} : { dependencies: [{ identifier, visibility: "public" }] },
    });
  }
  return { packages };
}

const store = (count: number, size: number): HostileBundle => ({
  documents: new Map(
    Array.from({ length: count }, (_, i) => [`ocx/index/${REGISTRY}/p/${numbered(i)}.json`, " ".repeat(size)]),
  ),
});

const cases: readonly [what: string, status: number, bundle: () => HostileBundle][] = [
  ["30,000 long symlinks", 65, () => withLayers(layerOf("l", 30_000, (at, i) => longLink(at, i, 4000)))],
  ["as many long symlinks as there may be", 0, () => withLayers(layerOf("l", 2400, (at, i) => longLink(at, i, 4000)))],
  [
    "metadata of 20 MB",
    65,
    () => ({ packages: [{ repository: "a", metadata: metadataWith("env", `[${" ".repeat(20_000_000)}]`) }] }),
  ],
  [
    "metadata of many values",
    65,
    () => ({ packages: [{ repository: "a", metadata: metadataWith("x", `[${zeros(1_900_000)}]`) }] }),
  ],
  [
    "metadata that becomes long",
    65,
    () => ({
      packages: [{ repository: "a", metadata: metadataWith("integrations", `{"x":${nested(120, zeros(49_000))}}`) }],
    }),
  ],
  [
    "metadata of as many variables as there may be",
    0,
    () => ({ packages: [{ repository: "a", metadata: metadataWith("env", variables(9_900)) }] }),
  ],
  ["a chain of 1,000 packages", 65, () => chainOf(1000)],
  ["more documents of 4 MiB", 65, () => store(9, 4 * MIB)],
  [
    "a config of many values",
    65,
    () => ({ config: (config) => JSON.stringify(config).replace("{", `{"x":[${zeros(1_000_000)}],`) }),
  ],
  [
    "a config of as many values as there may be",
    0,
    () => ({
      config: (config) =>
        JSON.stringify(config).replace("{", `{"x":[${Array.from({ length: 195_000 }, () => "{}").join(",")}],`),
    }),
  ],
  ["a config of 20 MB", 65, () => ({ config: (config) => JSON.stringify(config) + " ".repeat(20_000_000) })],
  [
    "a manifest of many values",
    65,
    () => ({ manifest: (manifest) => JSON.stringify(manifest).replace("{", `{"x":[${zeros(1_000_000)}],`) }),
  ],
  ["an index of brackets", 65, () => ({ index: () => "[".repeat(3_000_000) })],
  [
    "long names of members",
    65,
    () => ({
      members: Array.from({ length: 2000 }, (_, i) =>
        Buffer.concat([pax(["path", numbered(i) + "n".repeat(12_000)]), member("x", "")]),
      ),
    }),
  ],
];

test.each(cases)(
  "%s: exit code %i, in less than 256 MiB",
  (_, status, bundle) => {
    const directory = temporaryDirectory();
    const path = join(directory, "bundle.tar");
    writeFileSync(path, craftBundle(bundle()));
    const outcome = runWith(["verify", path]);
    expect(outcome).toMatchObject({ status });
    expect(outcome.memory).toBeLessThan(MOST);
  },
  120_000,
);

test("an image of 100,000 files is made in less than 256 MiB", { timeout: 120_000 }, () => {
  const directory = temporaryDirectory();
  const path = join(directory, "bundle.tar");
  const content = Buffer.alloc(300, "text ");
  const many = layerOf("many", 100_000, (at, index) => entry({ name: `${at}content/${numbered(index)}` }, content));
  writeFileSync(path, craftBundle(withLayers(many)));
  const outcome = runWith(["image", path, "--workers", "2", "--output", join(directory, "image.tar")], BUILT);
  expect(outcome).toMatchObject({ status: 0 });
  expect(outcome.memory).toBeLessThan(MOST);
});
