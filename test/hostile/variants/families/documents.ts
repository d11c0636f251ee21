import {
  type ConfigDocument,
  type Descriptor,
  type ManifestDocument,
  type PackageRecipe,
  type Recipe,
  type RootRow,
  sha256,
  shard,
  type TableRow,
  TYPES,
  tool,
} from "../bundle.ts";
import { directory, type Entry, file, symlink } from "../tar.ts";
import { family, type Variant } from "../variant.ts";

/** Documents that lie or disagree: index, manifest and config of the bundle, and those of OCX in the store layer. */

const config = (change: (config: ConfigDocument) => unknown): Recipe => ({ config: change });
const manifest = (change: (manifest: ManifestDocument) => unknown): Recipe => ({ manifest: change });
const onConfig = (change: (descriptor: Descriptor) => unknown): Recipe =>
  manifest((honest) => ({ ...honest, config: change(honest.config) }));
const onLayer = (at: number, change: (descriptor: Descriptor) => unknown): Recipe =>
  manifest((honest) => ({ ...honest, layers: honest.layers.map((row, index) => (index === at ? change(row) : row)) }));
const onManifest = (change: (descriptor: Descriptor) => unknown): Recipe => ({
  index: (honest) => ({ ...honest, manifests: honest.manifests.map(change) }),
});
const onStore = (change: (table: TableRow) => unknown): Recipe =>
  config((honest) => ({ ...honest, store: change(honest.store) }));
const onTable = (change: (table: ConfigDocument["layers"][number]) => unknown): Recipe =>
  config((honest) => ({ ...honest, layers: honest.layers.map(change) }));
const lies: readonly (readonly [string, (size: number) => unknown])[] = [
  ["one too large", (size) => size + 1],
  ["one too small", (size) => size - 1],
  ["0", () => 0],
  ["negative", () => -1],
  ["a fraction", (size) => size + 0.5],
  ["2^53", () => 2 ** 53],
  ["1e300", () => 1e300],
  ["a text", String],
  ["null", () => null],
];

const SIZES = ["BUNDLE_INVALID", "DIGEST_MISMATCH", "FRAME_INVALID", "LIMIT_EXCEEDED", "BUNDLE_TRUNCATED"];

export const sizes: Variant[] = family("sizes", SIZES, [
  ...lies.map(
    ([name, lie]) => [`of the manifest: ${name}`, onManifest((row) => ({ ...row, size: lie(row.size) }))] as const,
  ),
  ...lies.map(
    ([name, lie]) => [`of the config: ${name}`, onConfig((row) => ({ ...row, size: lie(row.size) }))] as const,
  ),
  ...lies.map(
    ([name, lie]) => [`of the store layer: ${name}`, onLayer(0, (row) => ({ ...row, size: lie(row.size) }))] as const,
  ),
  ...lies.map(
    ([name, lie]) => [`of a layer: ${name}`, onLayer(1, (row) => ({ ...row, size: lie(row.size) }))] as const,
  ),
  ...lies.map(
    ([name, lie]) =>
      [`content of the store: ${name}`, onStore((row) => ({ ...row, contentSize: lie(row.contentSize) }))] as const,
  ),
  ...lies.map(
    ([name, lie]) =>
      [`content of a layer: ${name}`, onTable((row) => ({ ...row, contentSize: lie(row.contentSize) }))] as const,
  ),
  ...lies.map(
    ([name, lie]) =>
      [`entries of the store: ${name}`, onStore((row) => ({ ...row, entryCount: lie(row.entryCount) }))] as const,
  ),
  ...lies.map(
    ([name, lie]) =>
      [`entries of a layer: ${name}`, onTable((row) => ({ ...row, entryCount: lie(row.entryCount) }))] as const,
  ),
  ...lies.map(
    ([name, lie]) =>
      [
        `of a frame: ${name}`,
        onTable((row) => ({ ...row, frames: row.frames.map((frame) => ({ ...frame, size: lie(frame.size) })) })),
      ] as const,
  ),
  ...lies.map(
    ([name, lie]) =>
      [
        `content of a frame: ${name}`,
        onTable((row) => ({
          ...row,
          frames: row.frames.map((frame) => ({ ...frame, contentSize: lie(frame.contentSize) })),
        })),
      ] as const,
  ),
  ["no frames", onTable((row) => ({ ...row, frames: [] }))],
  ["a frame twice", onTable((row) => ({ ...row, frames: [...row.frames, ...row.frames] }))],
  [
    "a frame's digest is another's",
    onTable((row) => ({ ...row, frames: row.frames.map((frame) => ({ ...frame, digest: sha256("x") })) })),
  ],
  [
    "frames that cancel each other out",
    onTable((row) => ({ ...row, frames: [...row.frames, { size: -5, contentSize: -5, digest: sha256("x") }] })),
  ],
]);

const root = (change: (root: RootRow) => unknown, more: Partial<Recipe> = {}): Recipe => ({
  ...more,
  config: (honest) => ({ ...honest, roots: honest.roots.map(change) }),
});
const shown = (identifier: string): Recipe => root((row) => ({ ...row, identifier }));

export const identifiers: Variant[] = family(
  "identifiers",
  ["BUNDLE_INVALID"],
  [
    ...[
      "ocx.sh/kitware/cmake:3.28",
      "reg.test/acme/y:1",
      "reg.test/acme/x:2",
      "reg.test/acme/x",
      "acme/x:1",
      "x",
      "reg.test/acme/x:1 (verified)",
      "reg.test/acme/x:1:1",
      "reg.test//acme/x:1",
      "reg.test/acme/x/../y:1",
      "REG.test/acme/x:1",
      "reg.test/acme/x:1@",
      " reg.test/acme/x:1",
      "reg.test/acme/x:1 ",
      `reg.test/acme/x:1@${sha256("other")}`,
      "reg.test:443/acme/x:1",
      "https://reg.test/acme/x:1",
      "reg.test/acme/\u0445:1",
      "reg.test/acme/x:1\u00a0",
      "reg.test/acme/x\u202e:1",
      "reg.test/acme/x:\u200b1",
      "--home=/etc",
      "$(id)",
      "`id`",
      "",
    ].map((text) => [`shown as ${JSON.stringify(text).slice(0, 50)}`, shown(text)] as const),
    ["another registry", root((row) => ({ ...row, registry: "ocx.sh" }))],
    ["another repository", root((row) => ({ ...row, repository: "kitware/cmake" }))],
    ["another tag", root((row) => ({ ...row, tag: "3.28" })), "BUNDLE_INVALID", "DOCUMENT_INVALID"],
    [
      "a repository that the package does not have",
      root((row) => ({ ...row, repository: "acme/y", identifier: "reg.test/acme/y:1" })),
      "BUNDLE_INVALID",
      "DOCUMENT_INVALID",
      "OBJECT_MISSING",
    ],
    [
      "a tag that the index does not have",
      root((row) => ({ ...row, tag: "2", identifier: "reg.test/acme/x:2" })),
      "BUNDLE_INVALID",
      "OBJECT_MISSING",
      "DOCUMENT_INVALID",
    ],
    ["no tag where the identifier has one", root((row) => ({ ...row, tag: undefined }))],
    [
      "a leaf that the index does not list",
      {
        packages: [{}, { repository: "acme/y", layers: [tool("y")] }],
        config: (honest) => ({
          ...honest,
          roots: honest.roots.map((row, index) => (index === 0 ? { ...row, leaf: honest.roots[1]?.leaf } : row)),
        }),
      },
      "BUNDLE_INVALID",
      "DOCUMENT_INVALID",
    ],
    [
      "an index that its tag does not name",
      {
        packages: [{}, { repository: "acme/y", layers: [tool("y")] }],
        config: (honest) => ({
          ...honest,
          roots: honest.roots.map((row, index) =>
            index === 0 ? { ...row, leaf: honest.roots[1]?.leaf, index: honest.roots[1]?.index } : row,
          ),
        }),
      },
      "BUNDLE_INVALID",
      "DOCUMENT_INVALID",
      "OBJECT_MISSING",
    ],
    ["a leaf that is no package of the bundle", root((row) => ({ ...row, leaf: sha256("nothing") }))],
    [
      "packages that no root needs",
      config((honest) => ({
        ...honest,
        packages: [
          ...honest.packages,
          { registry: "reg.test", leaf: sha256("x"), repositories: ["acme/y"], platform: "any" },
        ],
      })),
      "BUNDLE_INVALID",
      "OBJECT_MISSING",
    ],
    [
      "a package known elsewhere",
      config((honest) => ({
        ...honest,
        packages: honest.packages.map((row) => ({ ...row, repositories: ["kitware/cmake"] })),
      })),
    ],
    [
      "a package for another platform",
      config((honest) => ({
        ...honest,
        packages: honest.packages.map((row) => ({ ...row, platform: "windows/arm64" })),
      })),
      "BUNDLE_INVALID",
      "PLATFORM_MISMATCH",
    ],
    ["no roots", config((honest) => ({ ...honest, roots: [] }))],
  ],
);

const metadata = (value: unknown): Buffer => Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
const packaged = (value: unknown): Recipe => ({ packages: [{ metadata: metadata(value) }] });
const described = (more: Readonly<Record<string, unknown>>): Recipe =>
  packaged({ type: "bundle", version: 1, ...more });
const variable = (more: Readonly<Record<string, unknown>>): Recipe =>
  described({ env: [{ key: "K", type: "constant", value: "v", visibility: "public", ...more }] });
const pin = `reg.test/acme/lib@${sha256("lib")}`;

const METADATA = ["METADATA_INVALID", "DOCUMENT_INVALID"];

export const metadatas: Variant[] = family("metadata", METADATA, [
  ...[
    "../x",
    "a/b",
    "/bin/sh",
    "..",
    ".",
    "",
    "A",
    "a b",
    "a\nb",
    "-x",
    "_x",
    "a.b",
    "x".repeat(65),
    "é",
    "a\0b",
    "con:",
    "::set-env",
  ].map(
    (name) => [`entry point ${JSON.stringify(name).slice(0, 30)}`, described({ entrypoints: { [name]: {} } })] as const,
  ),
  ...["../x", "a/b", "/bin/sh", "a b", "a\nb"].map(
    (command) => [`command ${JSON.stringify(command)}`, described({ entrypoints: { tool: { command } } })] as const,
  ),
  ["an argument that is no text", described({ entrypoints: { tool: { args: [1] } } })],
  ["entry points as a list", described({ entrypoints: ["tool"] })],
  ["an entry point twice", packaged('{"type":"bundle","version":1,"entrypoints":{"tool":{},"tool":{}}}')],
  ["a key twice", packaged('{"type":"bundle","version":1,"env":[],"env":[]}')],
  ["an escaped key twice", packaged('{"type":"bundle","version":1,"\\u0065nv":[],"env":[]}')],
  ["another type", described({ type: "image" })],
  ["another version", described({ version: 2 })],
  ["no version", packaged({ type: "bundle" })],
  ["a version that is a text", described({ version: "1" })],
  ["a variable of an unknown type", variable({ type: "shell" })],
  ["a sealed variable", variable({ visibility: "sealed" })],
  ["a variable without a value", variable({ value: undefined })],
  ["a variable that is a number", variable({ value: 1 })],
  ["a list without a separator", variable({ type: "list" })],
  ["a list whose separator is a line break", variable({ type: "list", separator: "\n" })],
  ["not JSON", packaged("{")],
  ["nothing", packaged(""), "OBJECT_MISSING", "METADATA_INVALID"],
  ["a list", packaged([])],
  ["null", packaged("null")],
  [
    "not UTF-8",
    {
      packages: [
        {
          metadata: Buffer.concat([
            Buffer.from('{"type":"bundle","version":1,"x":"'),
            Buffer.from([0xff]),
            Buffer.from('"}'),
          ]),
        },
      ],
    },
  ],
  ["bytes behind its JSON", packaged('{"type":"bundle","version":1} {}')],
  ["a comment", packaged('{"type":"bundle","version":1} // x')],
  ["a dependency without a digest", described({ dependencies: [{ identifier: "reg.test/acme/lib:1" }] })],
  ["a dependency without a registry", described({ dependencies: [{ identifier: `acme/lib@${sha256("lib")}` }] })],
  ["a dependency twice", described({ dependencies: [{ identifier: pin }, { identifier: pin }] })],
  [
    "a dependency with .. in its repository",
    described({ dependencies: [{ identifier: `reg.test/../../x@${sha256("lib")}` }] }),
  ],
  ["a dependency with .. for a registry", described({ dependencies: [{ identifier: `../x@${sha256("lib")}` }] })],
  [
    "a dependency with a path for a digest",
    described({ dependencies: [{ identifier: "reg.test/acme/lib@sha256:../../etc" }] }),
  ],
  [
    "a dependency with a NUL in its tag",
    described({ dependencies: [{ identifier: `reg.test/acme/lib:a\0b@${sha256("lib")}` }] }),
  ],
  [
    "257 dependencies",
    described({
      dependencies: Array.from({ length: 257 }, (_, index) => ({
        identifier: `reg.test/acme/l${index}@${sha256("lib")}`,
      })),
    }),
  ],
  [
    "a dependency that is not there",
    described({ dependencies: [{ identifier: pin }] }),
    "OBJECT_MISSING",
    "BUNDLE_INVALID",
  ],
]);

const leaf = (change: (leaf: Parameters<NonNullable<PackageRecipe["leaf"]>>[0]) => unknown): Recipe => ({
  packages: [{ leaf: change }],
});
const offers = (change: NonNullable<PackageRecipe["imageIndex"]>): Recipe => ({ packages: [{ imageIndex: change }] });
const tags = (change: NonNullable<PackageRecipe["rootDocument"]>): Recipe => ({ packages: [{ rootDocument: change }] });
const OCX = ["DOCUMENT_INVALID", "METADATA_INVALID", "BUNDLE_INVALID", "OBJECT_MISSING"];

export const disagreements: Variant[] = family("OCX documents", OCX, [
  ["a leaf that is no package", leaf((honest) => ({ ...honest, artifactType: "application/x" }))],
  [
    "a leaf with another config",
    leaf((honest) => ({ ...honest, config: { ...honest.config, digest: sha256("other") } })),
  ],
  [
    "a leaf whose config has another type",
    leaf((honest) => ({ ...honest, config: { ...honest.config, mediaType: "application/x" } })),
  ],
  ...lies
    .filter(([name]) => ["a fraction", "1e300", "a text", "null"].includes(name))
    .map(
      ([name, lie]) =>
        [
          `the size of a leaf's layer: ${name}`,
          leaf((honest) => ({ ...honest, layers: honest.layers.map((row) => ({ ...row, size: lie(row.size) })) })),
        ] as const,
    ),
  ["a leaf with a layer twice", leaf((honest) => ({ ...honest, layers: [...honest.layers, ...honest.layers] }))],
  [
    "a leaf with a layer that is not there",
    leaf((honest) => ({ ...honest, layers: [...honest.layers, { ...honest.layers[0], digest: sha256("none") }] })),
  ],
  ["a leaf without layers, while the bundle has one", leaf((honest) => ({ ...honest, layers: [] }))],
  [
    "a leaf whose layer has a path for a digest",
    leaf((honest) => ({ ...honest, layers: honest.layers.map((row) => ({ ...row, digest: "sha256:../../x" })) })),
  ],
  ["a leaf without a schema version", leaf((honest) => ({ ...honest, schemaVersion: undefined }))],
  ["a leaf with a key twice", leaf((honest) => Buffer.from(JSON.stringify(honest).replace("{", '{"layers":[],')))],
  ["a leaf whose media type is a number", leaf((honest) => ({ ...honest, mediaType: 1 }))],
  ["a leaf whose annotations are a list", leaf((honest) => ({ ...honest, annotations: [] }))],
  ["a leaf with an annotation that is a number", leaf((honest) => ({ ...honest, annotations: { a: 1 } }))],
  [
    "a leaf's layer with an annotation that is null",
    leaf((honest) => ({ ...honest, layers: honest.layers.map((row) => ({ ...row, annotations: { a: null } })) })),
  ],
  [
    "a leaf's layer whose addresses are a text",
    leaf((honest) => ({ ...honest, layers: honest.layers.map((row) => ({ ...row, urls: "x" })) })),
  ],
  [
    "a leaf's layer whose artifact type is a list",
    leaf((honest) => ({ ...honest, layers: honest.layers.map((row) => ({ ...row, artifactType: [] })) })),
  ],
  ["a leaf that is an image index", leaf(() => ({ schemaVersion: 2, mediaType: TYPES.index, manifests: [] }))],
  ["a leaf that is both", leaf((honest) => ({ ...honest, manifests: [] }))],
  ["a leaf that is no JSON", leaf(() => Buffer.from("{"))],
  ["an index that does not list the leaf", offers((honest) => ({ ...honest, manifests: [] }))],
  [
    "an index that lists another",
    offers((honest) => ({
      ...honest,
      manifests: honest.manifests.map((row) => ({ ...row, digest: sha256("other") })),
    })),
  ],
  [
    "an index for another platform",
    offers((honest) => ({
      ...honest,
      manifests: honest.manifests.map((row) => ({ ...row, platform: { architecture: "arm64", os: "windows" } })),
    })),
    "PLATFORM_MISMATCH",
    "BUNDLE_INVALID",
    "DOCUMENT_INVALID",
  ],
  [
    "an index without platforms",
    offers((honest) => ({ ...honest, manifests: honest.manifests.map((row) => ({ ...row, platform: undefined })) })),
  ],
  ["an index whose media type is a number", offers((honest) => ({ ...honest, mediaType: 1 }))],
  [
    "an index with a media type twice",
    offers((honest) => Buffer.from(JSON.stringify(honest).replace("{", '{"mediaType":"x",'))),
  ],
  ...(["mediaType", "size"] as const).map(
    (key) =>
      [
        `an index with an entry without ${key}`,
        offers((honest) => ({
          ...honest,
          manifests: [...honest.manifests, ...honest.manifests.map((row) => ({ ...row, [key]: undefined }))],
        })),
      ] as const,
  ),
  [
    "an index with an entry whose annotations are a text",
    offers((honest) => ({ ...honest, manifests: honest.manifests.map((row) => ({ ...row, annotations: "x" })) })),
  ],
  ["an index that is no JSON", offers(() => Buffer.from("nothing"))],
  [
    "an index with a key twice",
    offers((honest) => Buffer.from(JSON.stringify(honest).replace("{", '{"manifests":[],'))),
  ],
  ["a tag that names another", tags((honest) => ({ ...honest, tags: { "1": { content: sha256("other") } } }))],
  ["a tag with a path for a digest", tags((honest) => ({ ...honest, tags: { "1": { content: "sha256:../../x" } } }))],
  [
    "a tag beside it that is not in the bundle",
    tags((honest) => ({ ...honest, tags: { ...honest.tags, "2": { content: sha256("other") } } })),
  ],
  [
    "a tag beside it that no root has",
    tags((honest) => ({ ...honest, tags: { ...honest.tags, "2": honest.tags["1"] } })),
  ],
  ["a tag with .. ", tags((honest) => ({ ...honest, tags: { ...honest.tags, "..": honest.tags["1"] } }))],
  ["no tags", tags((honest) => ({ ...honest, tags: {} }))],
  [
    "a tag twice",
    tags((honest) =>
      Buffer.from(JSON.stringify(honest).replace('"tags":{', `"tags":{"1":{"content":"${sha256("other")}"},`)),
    ),
  ],
  ...["oci://evil.test/acme/x", "oci://reg.test/acme/y", "oci://reg.test:443/acme/x", "oci://reg.test/acme/x/"].map(
    (repository) =>
      [
        `a repository at ${repository}, though nobody published it`,
        tags((honest) => ({ ...honest, repository })),
      ] as const,
  ),
  ...[1001, 40_000].map(
    (count) =>
      [
        `a platform with ${count} features`,
        offers((honest) => ({
          ...honest,
          manifests: honest.manifests.map((row) => ({
            ...row,
            platform: {
              os: "linux",
              architecture: "amd64",
              "os.features": Array.from({ length: count }, (_, at) => `f${at}`),
            },
          })),
        })),
      ] as const,
  ),
  ["a repository elsewhere", tags((honest) => ({ ...honest, repository: "file:///etc" }))],
  ["a root document without a repository", tags((honest) => ({ ...honest, repository: undefined }))],
  ["a root document that is no JSON", tags(() => Buffer.from("tags"))],
]);

const extra = (...entries: readonly Entry[]): Recipe => ({
  storeEntries: (honest) =>
    [...honest, ...entries].toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path))),
});
const without = (pattern: RegExp): Recipe => ({
  storeEntries: (honest) => honest.filter(({ path }) => !pattern.test(path.toString())),
});
const changed = (pattern: RegExp, change: (entry: Entry) => Entry): Recipe => ({
  storeEntries: (honest) => honest.map((entry) => (pattern.test(entry.path.toString()) ? change(entry) : entry)),
});
const blob = (bytes: Buffer): Entry => file(`blobs/reg.test/${shard(sha256(bytes))}/data`, bytes);

export const stores: Variant[] = family(
  "store layer",
  ["BUNDLE_INVALID", "OBJECT_MISSING", "ENTRY_INVALID", "PATH_UNSAFE"],
  [
    ...[
      "config.toml",
      "x",
      "blobs",
      "packages/reg.test/x",
      "symlinks/reg.test/acme/x/current",
      "state/x",
      "projects/x",
      "temp/x",
      "locks/x",
      "shims/x",
      "layers/reg.test/x",
      "blobsx/y",
      "index",
      ".ocx-bundle/lock",
    ].map((path) => [`a file ${path}`, extra(file(path, "x"))] as const),
    ...[
      "blobs/reg.test/sha256/00/x/data",
      "blobs/reg.test/x",
      "blobs/other.test/sha256/00/x",
      "index/reg.test/p/acme/y.json",
      "index/reg.test/x",
      "index/other.test/p/x.json",
      "index/reg.test/p/acme/x/o/sha256/x.json",
      "index/reg.test/c/index.json/x",
    ].map((path) => [`a file that nothing needs: ${path}`, extra(file(path, "{}"))] as const),
    ["a blob that nothing needs", extra(blob(Buffer.from("x")))],
    [
      "a blob whose bytes are others",
      changed(/^blobs/, (entry) => ({ ...entry, content: "{}" })),
      "DOCUMENT_INVALID",
      "DIGEST_MISMATCH",
    ],
    ["an empty blob", changed(/^blobs/, (entry) => ({ ...entry, content: "" })), "OBJECT_MISSING", "DOCUMENT_INVALID"],
    [
      "a copy of an image index whose bytes are others",
      changed(/\/o\/sha256/, (entry) => ({ ...entry, content: "{}" })),
      "DOCUMENT_INVALID",
    ],
    ["no blobs", without(/^blobs/), "OBJECT_MISSING", "BUNDLE_INVALID", "DOCUMENT_INVALID"],
    ["no root document", without(/x\.json$/)],
    [
      "no root document, but a config",
      {
        ...without(/x\.json$/),
        storeEntries: (honest) => [
          ...honest.filter(({ path }) => !path.toString().endsWith("x.json")),
          file("index/reg.test/z", "x"),
        ],
      },
    ],
    ["nothing", { storeEntries: () => [] }, "OBJECT_MISSING", "BUNDLE_INVALID", "DOCUMENT_INVALID"],
    [
      "a newer format of the index",
      extra(file("index/reg.test/config.json", '{"format_version": 2}')),
      "DOCUMENT_INVALID",
      "BUNDLE_INVALID",
    ],
    [
      "a config of the index that is no JSON",
      extra(file("index/reg.test/config.json", "x")),
      "DOCUMENT_INVALID",
      "BUNDLE_INVALID",
    ],
    ["a folder", { storeEntries: (honest) => [directory("blobs/"), ...honest] }],
    ["a link", extra(symlink("blobs/reg.test/sha256/00/x", "/etc/passwd"))],
    ["a link instead of a blob", changed(/^index.*x\.json$/, ({ path }) => symlink(path, "../../../../etc/passwd"))],
    ["a hard link", extra(file("blobs/reg.test/sha256/00/x", "", { type: "1", link: "/etc/passwd" }))],
    ["a FIFO", extra(file("blobs/reg.test/sha256/00/x", "", { type: "6" }))],
    ["an absolute path", extra({ ...file("/etc/x", "x"), bare: true })],
    ["a path above", { storeEntries: (honest) => [file("../x", "x"), ...honest] }],
    [
      "a path with ..",
      {
        storeEntries: (honest) =>
          [...honest, file("index/../../x", "x")].toSorted((a, b) =>
            Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)),
          ),
      },
    ],
    ["a path outside", { storeEntries: (honest) => [{ ...file("evil/x", "x"), bare: true }, ...honest] }],
    ["its own folder", { storeEntries: (honest) => [{ ...file("ocx/", "x"), bare: true }, ...honest] }],
    ["a path twice", { storeEntries: (honest) => [...honest.slice(0, 1), ...honest] }],
    ["the other way round", { storeEntries: (honest) => honest.toReversed() }],
    [
      "a file below a file",
      {
        storeEntries: (honest) => [
          ...honest.slice(0, 1),
          file(`${honest[0]?.path.toString()}/x`, "x"),
          ...honest.slice(1),
        ],
      },
    ],
    ["mode 0600", changed(/./, (entry) => ({ ...entry, mode: 0o600 }))],
    ["a set-user-ID bit", changed(/./, (entry) => ({ ...entry, mode: 0o4644 }))],
    ["a time", changed(/./, (entry) => ({ ...entry, mtime: 5 }))],
    ["an owner", changed(/./, (entry) => ({ ...entry, patch: [[108, "0001750\0"]] }))],
    [
      "padding that is not zero",
      changed(/^blobs/, (entry) => ({
        ...entry,
        padding: Buffer.alloc((512 - (Buffer.from(entry.content ?? "").length % 512)) % 512, 1),
      })),
    ],
  ],
);
