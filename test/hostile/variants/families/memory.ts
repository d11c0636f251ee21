import { type Recipe, sha256, shard, TYPES } from "../bundle.ts";
import { directory, type Entry, file, symlink } from "../tar.ts";
import { family, heavy, type Variant } from "../variant.ts";

/** Little that unpacks or parses to much. */

const MIB = 1024 * 1024;
const LIMIT = [
  "LIMIT_EXCEEDED",
  "BUNDLE_INVALID",
  "DOCUMENT_INVALID",
  "METADATA_INVALID",
  "ENTRY_INVALID",
  "FRAME_INVALID",
];

const spaces = (json: string, bytes: number): Buffer => Buffer.concat([Buffer.from(json), Buffer.alloc(bytes, " ")]);
const list = (item: string, bytes: number): string =>
  `[${`${item},`.repeat(Math.floor(bytes / (item.length + 1)))}${item}]`;
const deep = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);
const metadata = (more: string): Buffer => Buffer.from(`{"type":"bundle","version":1${more}}`);
const described = (more: string) => (): Recipe => ({ packages: [{ metadata: metadata(more) }] });
/** A leaf that says that its config is small. */
const lying = (make: () => Buffer) => (): Recipe => ({
  packages: [{ metadata: make(), leaf: (leaf) => ({ ...leaf, config: { ...leaf.config, size: 100 } }) }],
});
const withKey =
  (key: string, json: string) =>
  (document: object): Buffer =>
    Buffer.from(JSON.stringify(document).replace("{", `{"${key}":${json},`));
const rows = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const hex = (index: number): string => `sha256:${index.toString(16).padStart(64, "0")}`;

export const documents: Variant[] = heavy(
  family("large documents", LIMIT, [
    [
      "20 MB of spaces in a config of OCX",
      () => ({ packages: [{ metadata: spaces('{"type":"bundle","version":1}', 20 * MIB) }] }),
    ],
    ["20 MB of spaces in a config that says 100 bytes", lying(() => spaces('{"type":"bundle","version":1}', 20 * MIB))],
    [
      "20 MB of variables in a config that says 100 bytes",
      lying(() => metadata(`,"env":${list('{"key":"K","type":"constant","value":"v"}', 20 * MIB)}`)),
    ],
    [
      "20 MB of empty lists in a config that says 100 bytes",
      lying(() => metadata(`,"integrations":{"a.b":${list("[]", 20 * MIB)}}`)),
    ],
    // Values are counted by their commas.
    ["2,000,000 numbers without commas", described(`,"x":[${"1 ".repeat(2_000_000)}]`)],
    ["one text of 60 MB in a config that says 100 bytes", lying(() => metadata(`,"x":"${"a".repeat(60 * MIB)}"`))],
    ["20 MB of spaces in a leaf", () => ({ packages: [{ leaf: (leaf) => spaces(JSON.stringify(leaf), 20 * MIB) }] })],
    [
      "20 MB of layers in a leaf",
      () => ({
        packages: [
          {
            leaf: (leaf) => ({
              ...leaf,
              layers: rows(150_000, (index) => ({ mediaType: "x", digest: hex(index), size: 1 })),
            }),
          },
        ],
      }),
    ],
    [
      "20 MB of spaces in an image index",
      () => ({ packages: [{ imageIndex: (index) => spaces(JSON.stringify(index), 20 * MIB) }] }),
    ],
    [
      "20 MB of offers in an image index",
      () => ({
        packages: [
          {
            imageIndex: (index) => ({
              ...index,
              manifests: [
                ...index.manifests,
                ...rows(120_000, (at) => ({
                  mediaType: TYPES.manifest,
                  digest: hex(at),
                  size: 1,
                  platform: { os: "linux", architecture: "arm64" },
                })),
              ],
            }),
          },
        ],
      }),
    ],
    [
      "20 MB of spaces in a root document",
      () => ({ packages: [{ rootDocument: (root) => spaces(JSON.stringify(root), 20 * MIB) }] }),
    ],
    [
      "200,000 tags in a root document",
      () => ({
        packages: [
          {
            rootDocument: (root) => ({
              ...root,
              tags: Object.fromEntries([...rows(200_000, (at) => [`t${at}`, root.tags["1"]]), ["1", root.tags["1"]]]),
            }),
          },
        ],
      }),
    ],
    ["2,000,000 levels in a config of OCX", described(`,"integrations":{"a":${deep(2_000_000)}}`)],
    ["100,000 levels in a config of OCX", described(`,"integrations":{"a":${deep(100_000)}}`)],
    ["2,000,000 levels in a leaf", () => ({ packages: [{ leaf: withKey("x", deep(2_000_000)) }] })],
    ["2,000,000 levels in an image index", () => ({ packages: [{ imageIndex: withKey("x", deep(2_000_000)) }] })],
    ["2,000,000 levels in a root document", () => ({ packages: [{ rootDocument: withKey("x", deep(2_000_000)) }] })],
    ["2,000,000 levels in the manifest", () => ({ manifest: withKey("x", deep(2_000_000)) })],
    ["2,000,000 levels in index.json", () => ({ index: withKey("x", deep(2_000_000)) })],
    ["20,000,000 levels in the config", () => ({ config: withKey("x", deep(20_000_000)) })],
    [
      "4 MB that are written with 1,000 levels of indentation",
      described(`,"integrations":{"a":${"[".repeat(1000)}${list("0", 3.9 * MIB)}${"]".repeat(1000)}}`),
    ],
    ["4 MB of empty lists in a config of OCX", described(`,"integrations":{"a":${list("[]", 3.9 * MIB)}}`)],
    ["4 MB of empty objects in a config of OCX", described(`,"integrations":{"a":${list("{}", 3.9 * MIB)}}`)],
    ["4 MB of numbers in a config of OCX", described(`,"integrations":{"a":${list("0", 3.9 * MIB)}}`)],
    ["4 MB of binaries", described(`,"binaries":${list('""', 3.9 * MIB)}`)],
    ["4 MB of keys", described(`,"integrations":{${rows(400_000, (at) => `"${at.toString(36)}":0`).join(",")}}`)],
    ["4 MB of entry points", described(`,"entrypoints":{${rows(250_000, (at) => `"e${at}":{}`).join(",")}}`)],
    [
      "4 MB of annotations in a leaf",
      () => ({
        packages: [
          { leaf: (leaf) => ({ ...leaf, annotations: Object.fromEntries(rows(200_000, (at) => [`k${at}`, ""])) }) },
        ],
      }),
    ],
  ]),
);

const roots = (count: number) => (): Recipe => ({
  config: (config) => ({
    ...config,
    roots: rows(count, (at) => ({ ...config.roots[0], tag: `t${at}`, identifier: `reg.test/acme/x:t${at}` })),
  }),
});
const one = (name: string, size: number): Buffer => Buffer.from(`{"${name}":${list("0", size)}}`);

export const counts: Variant[] = heavy(
  family("many of them", LIMIT, [
    ["120,000 roots", roots(120_000)],
    [
      "one root 150,000 times",
      () => ({ config: (config) => ({ ...config, roots: rows(150_000, () => config.roots[0]) }) }),
    ],
    [
      "300,000 packages",
      () => ({
        config: (config) => ({
          ...config,
          packages: [
            ...config.packages,
            ...rows(300_000, (at) => ({ registry: "reg.test", leaf: hex(at), repositories: [], platform: "any" })),
          ],
        }),
      }),
    ],
    [
      "2,000,000 repositories",
      () => ({
        config: (config) => ({
          ...config,
          packages: config.packages.map((row) => ({ ...row, repositories: rows(2_000_000, () => "acme/x") })),
        }),
      }),
    ],
    [
      "150,000 layers",
      () => ({
        config: (config) => ({
          ...config,
          layers: [...config.layers, ...rows(150_000, (at) => ({ ...config.layers[0], digest: hex(at) }))],
        }),
      }),
    ],
    [
      "400,000 frames",
      () => ({
        config: (config) => ({
          ...config,
          layers: config.layers.map((row) => ({ ...row, frames: rows(400_000, () => row.frames[0]) })),
        }),
      }),
    ],
    [
      "400,000 frames of the store",
      () => ({
        config: (config) => ({
          ...config,
          store: { ...config.store, frames: rows(400_000, () => config.store.frames[0]) },
        }),
      }),
    ],
    [
      "1,000,000 sources",
      () => ({
        config: (config) => ({
          ...config,
          sources: rows(1_000_000, (at) => ({ registry: `r${at}.test`, published: false })),
        }),
      }),
    ],
    [
      "10,000,000 features",
      () => ({
        config: (config) =>
          Buffer.from(JSON.stringify(config).replace('"requires":[]', `"requires":${list('"x"', 40 * MIB)}`)),
      }),
    ],
    [
      "10,000,000 features of the platform",
      () => ({
        config: (config) => ({ ...config, platform: { ...config.platform, features: rows(8_000_000, () => "x") } }),
      }),
    ],
    [
      "60 MB of numbers in the config",
      () => ({
        config: (config) =>
          Buffer.concat([
            Buffer.from(JSON.stringify(config).slice(0, -1)),
            Buffer.from(`,"x":${list("0", 60 * MIB)}}`),
          ]),
      }),
    ],
    [
      "60 MB of empty objects in the config",
      () => ({
        config: (config) =>
          Buffer.concat([
            Buffer.from(JSON.stringify(config).slice(0, -1)),
            Buffer.from(`,"x":${list("{}", 60 * MIB)}}`),
          ]),
      }),
    ],
    ["a config of 65 MB", () => ({ config: (config) => spaces(JSON.stringify(config), 65 * MIB) })],
    ["a manifest of 5 MB", () => ({ manifest: (manifest) => spaces(JSON.stringify(manifest), 5 * MIB) })],
    [
      "4 MB of layers in the manifest",
      () => ({
        manifest: (manifest) => ({
          ...manifest,
          layers: [...manifest.layers, ...rows(24_000, (at) => ({ mediaType: TYPES.layer, digest: hex(at), size: 1 }))],
        }),
      }),
    ],
    ["an index.json of 17 MB", () => ({ index: (index) => spaces(JSON.stringify(index), 17 * MIB) })],
    [
      "15 MB of numbers in index.json",
      () => ({
        index: (index) =>
          Buffer.concat([
            Buffer.from(JSON.stringify(index).slice(0, -1)),
            Buffer.from(`,"x":${list("{}", 15 * MIB)}}`),
          ]),
      }),
    ],
    [
      "100,000 manifests in index.json",
      () => ({
        index: (index) => ({
          ...index,
          manifests: [
            ...rows(100_000, (at) => ({ mediaType: TYPES.manifest, digest: hex(at), size: 1 })),
            ...index.manifests,
          ],
        }),
      }),
    ],
    [
      "an oci-layout of 4 MB of lists",
      () => ({
        members: (members) =>
          members.map((entry, at) => (at === 0 ? { ...entry, content: one("x", 3.9 * MIB) } : entry)),
      }),
    ],
    [
      "a store of 300,000 files",
      () => ({
        storeEntries: (entries) => [...entries, ...rows(300_000, (at) => file(`zz/${at.toString().padStart(7, "0")}`))],
      }),
    ],
    [
      "a store of 250 MB",
      () => ({ storeEntries: (entries) => [...entries, ...rows(4, (at) => file(`zz/${at}`, Buffer.alloc(60 * MIB)))] }),
    ],
    [
      "a file of 100 MB in the store",
      () => ({ storeEntries: (entries) => [...entries, file("zz", Buffer.alloc(100 * MIB))] }),
    ],
    [
      "20 blobs of 10 MB in the store",
      () => ({
        storeEntries: (entries) => [
          ...rows(20, (at) => Buffer.alloc(10 * MIB, at))
            .map((bytes) => file(`blobs/reg.test/${shard(sha256(bytes))}/data`, bytes))
            .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
          ...entries.filter(({ path }) => !path.toString().startsWith("blobs")),
        ],
      }),
    ],
  ]),
);

function* many(count: number, make: (name: string, index: number) => Entry): Generator<Entry> {
  yield directory("content/");
  for (let index = 0; index < count; index++) yield make(`content/${index.toString().padStart(7, "0")}`, index);
  yield file("digest", sha256("l"));
}
const crowd = (count: number, make: (name: string, index: number) => Entry) => (): Recipe => ({
  packages: [{ layers: [{ name: "l", entries: many(count, make) }] }],
});
const target = "a/".repeat(500);

export const crowds: Variant[] = heavy(
  family("crowds of entries", LIMIT, [
    ["300,000 links", crowd(300_000, (name) => symlink(name, "a".repeat(90)))],
    ["100,000 links of 1,000 bytes", crowd(100_000, (name) => symlink(name, target))],
    ["20,000 links of 4,000 bytes", crowd(20_000, (name) => symlink(name, target.repeat(4).slice(0, 4000)))],
    ["300,000 folders with modes", crowd(300_000, (name) => directory(`${name}/`, { mode: 0o500 }))],
  ]),
);

export const graphs: Variant[] = heavy(
  family("graphs", LIMIT, [
    [
      "a package of 20,000 layers",
      () => ({
        packages: [
          {
            leaf: (leaf) => ({ ...leaf, layers: rows(20_000, (at) => ({ mediaType: "x", digest: hex(at), size: 1 })) }),
          },
        ],
      }),
      ...LIMIT,
      "OBJECT_MISSING",
    ],
  ]),
);
