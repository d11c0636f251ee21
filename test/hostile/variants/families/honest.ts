import { type Cut, layer, type Recipe, sorted, tool } from "../bundle.ts";
import { elf } from "../elf.ts";
import { directory, file, symlink } from "../tar.ts";
import { honest, type Variant } from "../variant.ts";
import { reframe, windowOf } from "../zstd.ts";

/** What a reader has to take, close to what it has to refuse. */

const STRIP = "sh.ocx.layer.strip-components";
const PREFIX = "sh.ocx.layer.prefix";
const stored = (change: (stored: Buffer) => Buffer): Recipe => {
  const cut = (given: Cut): Cut => ({
    ...given,
    frames: given.frames.map((frame) => ({ ...frame, stored: change(frame.stored) })),
  });
  return { packages: [{ layers: [{ ...tool(), cut }] }], storeCut: cut };
};
const single = (...below: Parameters<typeof sorted>[0]): Recipe => ({
  packages: [{ layers: [layer("l", sorted(below))] }],
});

export const taken: Variant[] = honest([
  ["the smallest", {}],
  [
    "two packages, one dependency",
    {
      packages: [
        { repository: "acme/a", dependencies: [{ repository: "acme/lib", metadata: { env: [] } }] },
        { repository: "acme/b", tag: "2" },
      ],
    },
  ],
  [
    "one tag for two packages that are both current",
    {
      packages: [{}, { tag: "2", layers: [tool("other")] }],
      config: (config) => ({
        ...config,
        roots: config.roots.flatMap((root) =>
          root.tag === "1"
            ? root
            : [root, { ...root, tag: "1", index: undefined, identifier: `reg.test/acme/x:1@${root.leaf}` }],
        ),
      }),
    },
  ],
  ["two tags of one package", { packages: [{}, { tag: "2" }] }],
  ["a registry with a port", { packages: [{ registry: "localhost:5000" }] }],
  ["a repository below another", { packages: [{}, { repository: "acme/x/y", layers: [tool("y")] }] }],
  ["a repository that ends in .json", { packages: [{ repository: "acme/x.json" }] }],
  [
    "entry points",
    {
      packages: [
        { metadata: { entrypoints: { tool: {} }, env: [{ key: "PATH", type: "path", value: "${installPath}/bin" }] } },
      ],
    },
  ],
  ["a window of 2^23", stored((bytes) => reframe(bytes, { window: windowOf(23) }))],
  ["no content size", stored((bytes) => reframe(bytes, { window: windowOf(20) }))],
  ["members in another order", { members: (members) => members.toReversed() }],
  [
    "members with ./",
    { members: (members) => members.map((entry) => ({ ...entry, path: `./${entry.path.toString()}` })) },
  ],
  [
    "members with owners, modes and times",
    {
      members: (members) =>
        members.map((entry) => ({
          ...entry,
          mode: 0o600,
          mtime: 12345,
          patch: [
            [108, "0001750\0"],
            [265, "me"],
          ],
        })),
    },
  ],
  [
    "folders, links and files that nobody named",
    {
      members: (members) => [
        file("./", "", { bare: true, type: "5" }),
        ...members,
        file("README", "x", { bare: true }),
        symlink("l", "/etc", { bare: true }),
      ],
    },
  ],
  [
    "links inside a layer",
    single(
      directory("content/a/"),
      directory("content/a/b/"),
      file("content/a/b/f", "x"),
      symlink("content/a/b/up", "../.."),
      symlink("content/l", "a/b/f"),
      symlink("content/m", "a/b/up/a/b/f"),
      symlink("content/n", "missing"),
    ),
  ],
  [
    "a link into another layer",
    {
      packages: [
        {
          layers: [
            layer("one", [directory("content/bin/"), symlink("content/bin/x", "../lib/x")]),
            layer("two", [directory("content/lib/"), file("content/lib/x", "x")]),
          ],
        },
      ],
    },
  ],
  [
    "strip and prefix",
    {
      packages: [
        {
          layers: [
            layer(
              "one",
              sorted([directory("content/top/"), file("content/top/x", "x"), symlink("content/top/l", "x")]),
              { annotations: { [STRIP]: "1", [PREFIX]: "opt/one" } },
            ),
          ],
        },
      ],
    },
  ],
  [
    "a strip that leaves nothing",
    { packages: [{ layers: [layer("one", [file("content/x", "x")], { annotations: { [STRIP]: "3" } })] }] },
  ],
  [
    "folders that two layers share",
    {
      packages: [
        {
          layers: [
            layer("one", [directory("content/bin/"), file("content/bin/a", "x")]),
            layer("two", [directory("content/bin/"), file("content/bin/b", "x")]),
          ],
        },
      ],
    },
  ],
  [
    "odd names",
    single(
      file("content/::set-env", "x"),
      file("content/a\nb", "x"),
      file("content/##[x]", "x"),
      file("content/é", "x"),
      file(`content/${"n".repeat(255)}`, "x"),
      file("content/C:\\x", "x"),
      file("content/...", "x"),
    ),
  ],
  [
    "modes and times",
    single(directory("content/a/", { mode: 0o700 }), file("content/a/f", "x", { mode: 0o4755, mtime: 1_700_000_000 })),
  ],
  ["a file of 9 MB", single(file("content/big", Buffer.alloc(9_000_000, "x")))],
  ["an empty package", { packages: [{ layers: [] }] }],
  ["an executable ocx", { ocx: { content: elf() } }],
  ["an executable ocx of 9 MB", { ocx: { content: Buffer.concat([elf(), Buffer.alloc(9_000_000, "x")]) } }],
]);
