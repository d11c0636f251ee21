import { type ConfigDocument, type PackageRecipe, type Recipe, type RootRow, sha256, TYPES, tool } from "../bundle.ts";
import { type Entry, encodeEntry, encodePax, file } from "../tar.ts";
import { family, type Variant } from "../variant.ts";

/** The container and its documents, and what a bundle says to people, logs and policies. */

const bent = (member: RegExp, change: (entry: Entry) => readonly Entry[]): Recipe => ({
  members: (members) => members.flatMap((entry) => (member.test(entry.path.toString()) ? change(entry) : [entry])),
});
const text = (member: RegExp, change: (text: string) => string): Recipe =>
  bent(member, (entry) => [{ ...entry, content: change(entry.content?.toString() ?? "") }]);

const LAYOUT = ["BUNDLE_INVALID", "DIGEST_MISMATCH", "BUNDLE_TRUNCATED", "LIMIT_EXCEEDED"];

export const layouts: Variant[] = family("layout", LAYOUT, [
  ["no oci-layout", bent(/^oci-layout/, () => [])],
  ["no index.json", bent(/^index\.json/, () => [])],
  ["another version of the layout", text(/^oci-layout/, () => '{"imageLayoutVersion":"2.0.0"}')],
  ["an oci-layout that is no JSON", text(/^oci-layout/, () => "x")],
  ["an index.json that is no JSON", text(/^index/, () => "x".repeat(512))],
  ["an index.json that is not UTF-8", bent(/^index/, (entry) => [{ ...entry, content: Buffer.alloc(512, 0xff) }])],
  ["an index.json that starts with a BOM", text(/^index/, (json) => `\ufeff${json}`)],
  ["oci-layout twice", bent(/^oci-layout/, (entry) => [entry, entry])],
  ["index.json twice", bent(/^index/, (entry) => [entry, entry])],
  ["index.json twice, once with ./", bent(/^index/, (entry) => [entry, { ...entry, path: "./index.json" }])],
  ["a blob twice", { members: (members) => [...members, ...members.slice(-1)] }],
  ["no manifest", { members: (members) => members.filter((_, index) => index !== 2) }],
  ["no config", { members: (members) => members.filter((_, index) => index !== 3) }],
  ["no store layer", { members: (members) => members.filter((_, index) => index !== 4) }],
  ["no layer", { members: (members) => members.filter((_, index) => index !== 5) }],
  [
    "a manifest with other bytes",
    { members: (members) => members.map((entry, index) => (index === 2 ? flip(entry) : entry)) },
  ],
  [
    "a config with other bytes",
    { members: (members) => members.map((entry, index) => (index === 3 ? flip(entry) : entry)) },
  ],
  [
    "a store layer with other bytes",
    { members: (members) => members.map((entry, index) => (index === 4 ? flip(entry) : entry)) },
    "DIGEST_MISMATCH",
    "FRAME_INVALID",
  ],
  [
    "a layer with other bytes",
    { members: (members) => members.map((entry, index) => (index === 5 ? flip(entry) : entry)) },
    "DIGEST_MISMATCH",
    "FRAME_INVALID",
  ],
  [
    "a member that claims more than there is",
    { members: (members) => members.map((entry, index) => (index === 5 ? { ...entry, size: 999_999 } : entry)) },
  ],
  [
    "a member that claims 8 GiB",
    { members: (members) => members.map((entry, index) => (index === 5 ? { ...entry, size: 0o77777777777 } : entry)) },
  ],
  [
    "a member that claims 2^80",
    {
      members: (members) =>
        members.map((entry, index) =>
          index === 5 ? { ...entry, patch: [[124, Buffer.from([0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])]] } : entry,
        ),
    },
  ],
  ["a member with a wrong checksum", bent(/^index/, (entry) => [{ ...entry, checksum: "000000\0 " }])],
  ["padding that is not zero", bent(/^oci-layout/, (entry) => [{ ...entry, padding: Buffer.alloc(482, 1) }])],
  ["a sparse member", bent(/^index/, (entry) => [{ ...entry, type: "S" }])],
  [
    "a blob that is a hard link",
    {
      members: (members) =>
        members.map((entry, index) =>
          index === 5 ? { ...entry, type: "1", content: "", link: members[4]?.path.toString() ?? "" } : entry,
        ),
    },
  ],
  [
    "a blob that is a link",
    {
      members: (members) =>
        members.map((entry, index) =>
          index === 5 ? { ...entry, type: "2", content: "", link: "/etc/passwd" } : entry,
        ),
    },
  ],
  ["no end", { bytes: (bytes) => bytes.subarray(0, -1024) }],
  ["half of an end", { bytes: (bytes) => bytes.subarray(0, -512) }],
  ["something behind the end", { bytes: (bytes) => Buffer.concat([bytes, Buffer.from("x".repeat(512))]) }],
  ["another tar behind the end", { bytes: (bytes) => Buffer.concat([bytes, bytes]) }],
  ["2 MiB of zeros behind the end", { bytes: (bytes) => Buffer.concat([bytes, Buffer.alloc(2 * 1024 * 1024)]) }],
  ["half of a file", { bytes: (bytes) => bytes.subarray(0, bytes.length / 2) }],
  ["one block", { bytes: (bytes) => bytes.subarray(0, 512) }],
  ["nothing", { bytes: () => Buffer.alloc(0) }],
  ["only zeros", { bytes: () => Buffer.alloc(10_240) }],
  [
    "a PAX header of 2 MiB",
    { bytes: (bytes) => Buffer.concat([encodePax([["comment", "x".repeat(2 * 1024 * 1024)]]), bytes]) },
  ],
  ["a size by PAX that is another", { bytes: (bytes) => Buffer.concat([encodePax([["size", "5"]]), bytes]) }],
  ["manifests of three image indexes, 120 together", manyManifests],
  ["100,001 members", { bytes: (bytes) => Buffer.concat([...folders(100_001), bytes]) }],
]);

/** Image indexes beside the bundle, each with fewer manifests than a reader looks at. */
function manyManifests(): Recipe {
  const documentOf = (document: unknown, mediaType: string) => {
    const bytes = Buffer.from(JSON.stringify(document));
    const digest = sha256(bytes);
    const member = file(`blobs/sha256/${digest.slice(7)}`, bytes, { bare: true });
    return { descriptor: { mediaType, digest, size: bytes.length }, member };
  };
  const indexes = Array.from({ length: 3 }, (_, at) => {
    const manifests = Array.from({ length: 40 }, (__, number) => {
      const config = { mediaType: "application/x", digest: sha256(`${at} ${number}`), size: 1 };
      return documentOf({ schemaVersion: 2, mediaType: TYPES.manifest, config, layers: [] }, TYPES.manifest);
    });
    const rows = manifests.map(({ descriptor }) => descriptor);
    return { manifests, index: documentOf({ schemaVersion: 2, mediaType: TYPES.index, manifests: rows }, TYPES.index) };
  });
  return {
    index: (honest) => ({
      ...honest,
      manifests: [
        ...indexes.map(({ index }, at) => ({
          ...index.descriptor,
          annotations: { "org.opencontainers.image.ref.name": `i${at}` },
        })),
        ...honest.manifests,
      ],
    }),
    members: (members) => [
      ...members,
      ...indexes.flatMap(({ manifests, index }) => [...manifests, index].map(({ member }) => member)),
    ],
  };
}

function flip(entry: Entry): Entry {
  const bytes = Buffer.from(entry.content ?? "");
  bytes[bytes.length - 2] = (bytes.at(-2) ?? 0) ^ 1;
  return { ...entry, content: bytes };
}

function folders(count: number): Buffer[] {
  const [one] = [encodeEntry(file("x/", "", { bare: true, type: "5" }))];
  return Array.from({ length: count }, () => one ?? Buffer.alloc(0));
}

export const manifests: Variant[] = family("manifest and config", LAYOUT, [
  ["a manifest that is no JSON", { manifest: () => Buffer.from("x") }],
  [
    "another artifact type",
    { manifest: (honest) => ({ ...honest, artifactType: "application/vnd.ocx-bundle.v2" }) },
    "BUNDLE_INVALID",
    "BUNDLE_TOO_NEW",
  ],
  [
    "another type of config",
    { manifest: (honest) => ({ ...honest, config: { ...honest.config, mediaType: "application/json" } }) },
  ],
  ["another type of manifest", { manifest: (honest) => ({ ...honest, mediaType: TYPES.index }) }],
  [
    "another type of layer",
    {
      manifest: (honest) => ({
        ...honest,
        layers: honest.layers.map((row) => ({ ...row, mediaType: "application/vnd.oci.image.layer.v1.tar+gzip" })),
      }),
    },
  ],
  ["another schema version", { manifest: (honest) => ({ ...honest, schemaVersion: 1 }) }],
  [
    "a layer that the config does not name",
    {
      manifest: (honest) => ({
        ...honest,
        layers: [...honest.layers, { mediaType: TYPES.layer, digest: sha256("x"), size: 1 }],
      }),
    },
  ],
  ["no layers", { manifest: (honest) => ({ ...honest, layers: [] }) }],
  ["no store layer", { manifest: (honest) => ({ ...honest, layers: honest.layers.slice(1) }) }],
  [
    "a layer with sha512",
    {
      manifest: (honest) => ({
        ...honest,
        layers: honest.layers.map((row) => ({ ...row, digest: `sha512:${"a".repeat(128)}` })),
      }),
    },
  ],
  [
    "a layer with a path for a digest",
    {
      manifest: (honest) => ({
        ...honest,
        layers: honest.layers.map((row) => ({ ...row, digest: "sha256:../../index" })),
      }),
    },
  ],
  [
    "the digest of the config in capitals",
    { manifest: (honest) => ({ ...honest, config: { ...honest.config, digest: honest.config.digest.toUpperCase() } }) },
  ],
  [
    "the config's digest for another",
    { manifest: (honest) => ({ ...honest, config: { ...honest.config, digest: honest.layers[0]?.digest } }) },
  ],
  ["annotations that are no texts", { manifest: (honest) => ({ ...honest, annotations: { a: 1 } }) }],
  [
    "two bundles",
    {
      index: (honest) => ({
        ...honest,
        manifests: [
          ...honest.manifests,
          ...honest.manifests.map((row) => ({
            ...row,
            annotations: { "org.opencontainers.image.ref.name": "other" },
            digest: sha256("other"),
          })),
        ],
      }),
    },
  ],
  ["no bundle", { index: (honest) => ({ ...honest, manifests: [] }) }],
  ["an index that is a manifest", { index: (honest) => ({ ...honest, mediaType: TYPES.manifest }) }],
  ["another version of the index", { index: (honest) => ({ ...honest, schemaVersion: 1 }) }],
  [
    "a manifest with a path for a digest",
    {
      index: (honest) => ({
        ...honest,
        manifests: honest.manifests.map((row) => ({ ...row, digest: "sha256:../../../etc/passwd" })),
      }),
    },
  ],
  ["an index that names itself", { manifest: () => ({ schemaVersion: 2, mediaType: TYPES.index, manifests: [] }) }],
  ["format version 2", { config: (honest) => ({ ...honest, formatVersion: 2 }) }, "BUNDLE_TOO_NEW"],
  ["format version 0", { config: (honest) => ({ ...honest, formatVersion: 0 }) }],
  ["format version 1.5", { config: (honest) => ({ ...honest, formatVersion: 1.5 }) }],
  ["format version as a text", { config: (honest) => ({ ...honest, formatVersion: "1" }) }],
  ["a feature that nobody knows", { config: (honest) => ({ ...honest, requires: ["x"] }) }, "BUNDLE_TOO_NEW"],
  ["a config that is no JSON", { config: () => Buffer.from("x") }],
  ["a config that is a list", { config: () => [] }],
  ["a config that is null", { config: () => null }],
  [
    "a config with __proto__ for its roots",
    {
      config: ({ roots, ...honest }) =>
        Buffer.from(JSON.stringify({ ...honest, x: roots }).replace('"x":', '"__proto__":')),
    },
  ],
  [
    "a layer that is the store layer",
    { config: (honest) => ({ ...honest, layers: honest.layers.map((row) => ({ ...row, ...honest.store })) }) },
    "PATH_UNSAFE",
    "BUNDLE_INVALID",
    "ENTRY_INVALID",
  ],
  [
    "a store layer that is a layer",
    {
      config: (honest) => ({
        ...honest,
        store: Object.fromEntries(
          ["blob", "entryCount", "contentSize", "frames"].map((key) => [
            key,
            Object.entries(honest.layers[0] ?? {}).find(([name]) => name === key)?.[1],
          ]),
        ),
      }),
    },
    "PATH_UNSAFE",
    "BUNDLE_INVALID",
    "ENTRY_INVALID",
  ],
  [
    "a blob that the manifest does not have",
    { config: (honest) => ({ ...honest, layers: honest.layers.map((row) => ({ ...row, blob: sha256("x") })) }) },
  ],
  [
    "a layer that no package has",
    {
      config: (honest) => ({
        ...honest,
        layers: [...honest.layers, ...honest.layers.map((row) => ({ ...row, digest: sha256("unused") }))],
      }),
    },
    "BUNDLE_INVALID",
    "PATH_UNSAFE",
  ],
  ["no layers of the config", { config: (honest) => ({ ...honest, layers: [] }) }],
  ["a source that is not there", { config: (honest) => ({ ...honest, sources: [] }) }],
  [
    "a source for nothing",
    { config: (honest) => ({ ...honest, sources: [...honest.sources, { registry: "zzz.test", published: true }] }) },
  ],
  [
    "a source that says published",
    { config: (honest) => ({ ...honest, sources: honest.sources.map((row) => ({ ...row, published: true })) }) },
  ],
  ["two blobs with each other's names", swapped(), "PATH_UNSAFE"],
]);

/** Whose frames are whose is all that a reader can see. */
function swapped(): Recipe {
  return {
    packages: [{ layers: [tool("one")] }, { repository: "acme/y", layers: [tool("y")] }],
    config: (honest) => ({
      ...honest,
      layers: honest.layers.map((row, index) => ({
        ...(honest.layers[1 - index] ?? row),
        registry: row.registry,
        digest: row.digest,
      })),
    }),
  };
}

/** What a runner takes for a command, wherever it stands, and what a terminal acts on or does not show. */
const COMMANDS = [
  "::add-mask::e",
  "##[add-mask]e",
  "\n::set-env name=X::y",
  "\r\n::error::x",
  "a\n##[group]x",
  "\u001b[2J",
  "\u009b2J",
  "\u202egnp",
  "\u2066x",
  "\u200bx",
  "\u2028::x",
  "\u0085::x",
  "\u0000",
  "\ufeffx",
  "\u00adx",
  "\u061cx",
  "\u{e0041}x",
  "\ud800",
];
const quoted = (value: string): string => JSON.stringify(value);

const root = (change: (root: RootRow) => unknown): Recipe => ({
  config: (honest) => ({ ...honest, roots: honest.roots.map(change) }),
});
const described = (more: Readonly<Record<string, unknown>>, change: Partial<PackageRecipe> = {}): Recipe => ({
  packages: [{ ...change, metadata: Buffer.from(JSON.stringify({ type: "bundle", version: 1, ...more })) }],
});
const leaf = (change: NonNullable<PackageRecipe["leaf"]>): Recipe => ({ packages: [{ leaf: change }] });
const tags = (change: NonNullable<PackageRecipe["rootDocument"]>): Recipe => ({ packages: [{ rootDocument: change }] });
const TEXTS = [
  "BUNDLE_INVALID",
  "METADATA_INVALID",
  "DOCUMENT_INVALID",
  "BUNDLE_TOO_NEW",
  "PATH_UNSAFE",
  "ENTRY_INVALID",
];

/** All are refused: what matters is how the refusal quotes them. */
export const texts: Variant[] = family("texts", TEXTS, [
  ...COMMANDS.map((words) => [`identifier ${quoted(words)}`, root((row) => ({ ...row, identifier: words }))] as const),
  ...COMMANDS.map(
    (words) =>
      [
        `registry ${quoted(words)}`,
        root((row) => ({ ...row, registry: words, identifier: `${words}/acme/x:1` })),
      ] as const,
  ),
  ...COMMANDS.map(
    (words) =>
      [
        `repository ${quoted(words)}`,
        root((row) => ({ ...row, repository: words, identifier: `reg.test/${words}:1` })),
      ] as const,
  ),
  ...COMMANDS.map(
    (words) =>
      [
        `required feature ${quoted(words)}`,
        { config: (honest: ConfigDocument) => ({ ...honest, requires: [words] }) },
      ] as const,
  ),
  ...COMMANDS.map((words) => [`type of metadata ${quoted(words)}`, described({ type: words })] as const),
  ...COMMANDS.map((words) => [`entry point ${quoted(words)}`, described({ entrypoints: { [words]: {} } })] as const),
  ...COMMANDS.map(
    (words) => [`dependency ${quoted(words)}`, described({ dependencies: [{ identifier: words }] })] as const,
  ),
  ...COMMANDS.map(
    (words) =>
      [`type of variable ${quoted(words)}`, described({ env: [{ key: words, type: words, value: "x" }] })] as const,
  ),
  ...COMMANDS.map(
    (words) =>
      [
        `strip ${quoted(words)}`,
        { packages: [{ layers: [{ ...tool(), annotations: { "sh.ocx.layer.strip-components": words } }] }] },
      ] as const,
  ),
  ...COMMANDS.slice(0, 6).map(
    (words) => [`artifact type ${quoted(words)}`, leaf((honest) => ({ ...honest, artifactType: words }))] as const,
  ),
  ...COMMANDS.slice(0, 6).map(
    (words) =>
      [`repository of an index ${quoted(words)}`, tags((honest) => ({ ...honest, repository: words }))] as const,
  ),
  ...COMMANDS.slice(0, 6).map(
    (words) =>
      [
        `digest of a tag ${quoted(words)}`,
        tags((honest) => ({ ...honest, tags: { "1": { content: words } } })),
      ] as const,
  ),
  ...COMMANDS.slice(0, 6).map(
    (words) =>
      [
        `member ${quoted(words)}`,
        {
          members: (all: readonly Entry[]) => [
            ...all,
            file(words, "x", { bare: true }),
            file(words, "y", { bare: true }),
          ],
        },
      ] as const,
  ),
  ...COMMANDS.slice(0, 6).map(
    (words) =>
      [
        `path in the store ${quoted(words)}`,
        { storeEntries: (all: readonly Entry[]) => [...all, file(`zzz/${words}`, "x")] },
      ] as const,
  ),
]);

/** The guarded home has policies for `localhost:5000/acme` and `reg.test:5000/acme`. */
export const policies: Variant[] = family(
  "trust policy",
  ["TRUST_POLICY"],
  [
    ["the registry as a policy has it", { packages: [{ registry: "localhost:5000" }] }],
    // OCX cannot read the root document of a registry without a dot or port.
    ["a slug's twin", { packages: [{ registry: "localhost_5000" }] }, "TRUST_POLICY", "DOCUMENT_INVALID"],
    ["another slug's twin", { packages: [{ registry: "reg.test_5000" }] }],
    ...["localhost[5000", "localhost]5000"].map(
      (registry) =>
        [`the twin ${registry}`, { packages: [{ registry }] }, "BUNDLE_INVALID", "DOCUMENT_INVALID"] as const,
    ),
    [
      "a twin as a dependency",
      {
        packages: [
          {
            repository: "free/x",
            dependencies: [{ registry: "reg.test_5000", repository: "acme/lib", layers: [tool("lib")] }],
          },
        ],
      },
    ],
    ["a twin's other repository", { packages: [{ registry: "reg.test_5000", repository: "acme/deep/y" }] }],
  ],
).map((variant) => ({ ...variant, home: "guarded" as const }));
