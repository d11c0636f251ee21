import { imageIndexOf, layer, type PackageRecipe, type Recipe, type RootRow, tool } from "../bundle.ts";
import { directory, file, symlink } from "../tar.ts";
import { family, type Variant } from "../variant.ts";

/** Names that become paths: of repositories, registries and tags. */

const esc = layer("escape", [
  directory("content/a/"),
  directory("content/a/b/"),
  symlink("content/a/b/up", ".."),
  symlink("content/esc", "a/b/up/../../../.."),
]);
const a: PackageRecipe = {
  repository: "acme/a",
  layers: [layer("a", [directory("content/d/"), file("content/d/f", "x")])],
};
const both = (first: PackageRecipe, repository: string, more: Partial<PackageRecipe> = {}): Recipe => ({
  packages: [first, { repository, tag: "x", layers: [tool("other")], ...more }],
});

/** Two repositories of which one lies in the other's links, whichever is declared first. */
const below = ["candidates", "current", "candidates/1", "current/content", "candidates/1/content/d"];
const through = [...below, "candidates/1/refs/symlinks", "candidates/1/content/esc/pwned", "current/content/esc/.ssh"];

export const outside: Variant[] = family(
  "outside",
  ["PATH_UNSAFE", "BUNDLE_INVALID"],
  [
    ...through.map((path) => [`acme/a/${path} behind acme/a`, both(a, `acme/a/${path}`)] as const),
    ...through.map((path) => {
      const { packages = [] } = both(a, `acme/a/${path}`);
      return [`acme/a/${path} before acme/a`, { packages: packages.toReversed() }] as const;
    }),
    ...through.map(
      (path) => [`acme/a/${path} by a link that escapes`, both({ ...a, layers: [esc] }, `acme/a/${path}`)] as const,
    ),
    ...["candidates/1/content/d", "current/x"].map(
      (path) =>
        [
          `acme/a/${path}, declared by a link`,
          { ...both(a, `acme/a/${path}`), config: bendRoots((root) => ({ ...root, declaredBy: "link" })) },
        ] as const,
    ),
    [
      "a chain of three repositories",
      {
        packages: [
          a,
          { ...a, repository: "acme/a/candidates/1" },
          { ...a, repository: "acme/a/candidates/1/candidates/1" },
        ],
      },
    ],
  ],
);

function bendRoots(change: (root: RootRow) => unknown): NonNullable<Recipe["config"]> {
  return (config) => ({ ...config, roots: config.roots.map(change) });
}

/** The text stands wherever a repository does. */
const named = (repository: string): Recipe => ({
  storeEntries: (entries) => entries.filter(({ path }) => !path.toString().startsWith("index/")),
  config: (config) => ({
    ...config,
    roots: config.roots.map((root) => ({
      ...root,
      index: undefined,
      repository,
      identifier: `reg.test/${repository}:1`,
      declaredBy: "lock",
    })),
    packages: config.packages.map((row) => ({ ...row, repositories: [repository] })),
  }),
});

const badRepositories = [
  "..",
  ".",
  "../x",
  "acme/../../x",
  "acme/..",
  "acme/./x",
  "/etc/x",
  "acme//x",
  "acme/",
  "",
  "C:/x",
  "acme\\..\\x",
  "acme/x\0y",
  "acme/x\n",
  "Acme/x",
  "acme/ x",
  "acme/~",
  "acme/é",
  "acme/\u202ex",
  "x".repeat(256),
  `${"d/".repeat(140)}x`,
  "acme/x:1",
  "acme/x@sha256",
];
const badRegistries = [
  "..",
  ".",
  "a/b",
  "../x",
  "",
  "a\0b",
  "a\nb",
  "a b",
  "é.test",
  "a\\b",
  "x".repeat(256),
  "..:1",
  "::set-env",
  "reg.test/",
];
const badTags = [
  "..",
  ".",
  "a/b",
  "../x",
  "",
  "a\0b",
  "a\nb",
  "a\\b",
  "a:b",
  "a@b",
  "a+b",
  "x".repeat(256),
  "\u20ac".repeat(100),
  "a\u202eb",
  "a\u200bb",
  "\ufeffa",
  "a\u2028b",
];

/** For a platform that names the bundle, which has no name of its own. */
const platformed = (platform: { readonly os: string; readonly architecture: string }): Recipe => ({
  config: (config) => ({ ...config, platform: { ...platform, features: [] } }),
  index: (index) => ({ ...index, manifests: index.manifests.map((row) => ({ ...row, annotations: undefined })) }),
});

const DATA = ["BUNDLE_INVALID", "PATH_UNSAFE", "LIMIT_EXCEEDED"];

export const badNames: Variant[] = family("bad names", DATA, [
  ...badRepositories.map(
    (repository) => [`repository ${JSON.stringify(repository).slice(0, 40)}`, named(repository)] as const,
  ),
  ...badRegistries.map(
    (registry) =>
      [
        `registry ${JSON.stringify(registry).slice(0, 40)}`,
        {
          config: bendRoots((root) => ({ ...root, registry, identifier: `${registry}/acme/x:1` })),
        },
      ] as const,
  ),
  ...badTags.map(
    (tag) =>
      [
        `tag ${JSON.stringify(tag).slice(0, 40)}`,
        {
          config: bendRoots((root) => ({
            ...root,
            index: undefined,
            tag,
            identifier: `reg.test/acme/x:${tag}`,
            declaredBy: "lock",
          })),
        },
      ] as const,
  ),
  [
    "a package's registry with ..",
    { config: (config) => ({ ...config, packages: config.packages.map((row) => ({ ...row, registry: ".." })) }) },
  ],
  [
    "a layer's registry with ..",
    { config: (config) => ({ ...config, layers: config.layers.map((row) => ({ ...row, registry: ".." })) }) },
  ],
  ...["", "..", "/../../..", "a/b", "a b", "é", "##[x]", "::x", "-x", "x".repeat(65)].flatMap((name) => [
    [`the system ${name.slice(0, 9)}`, platformed({ os: name, architecture: "amd64" })] as const,
    [`the architecture ${name.slice(0, 9)}`, platformed({ os: "linux", architecture: name })] as const,
  ]),
  [
    "a source's registry with a slash",
    { config: (config) => ({ ...config, sources: [{ registry: "a/b", published: false }] }) },
  ],
  ["a leaf with a path for a digest", { config: bendRoots((root) => ({ ...root, leaf: "sha256:../../../../etc" })) }],
  [
    "a layer with a path for a digest",
    {
      config: (config) => ({
        ...config,
        layers: config.layers.map((row) => ({ ...row, digest: `sha256:${"../".repeat(21)}x` })),
      }),
    },
  ],
  ["a name of 251 bytes, that .json makes too long", { packages: [{ repository: "x".repeat(251) }] }],
  ["a name of 255 bytes below a folder", { packages: [{ repository: "x".repeat(254) }] }],
  ["a tag of 255 characters and 765 bytes", { packages: [{ tag: "\u20ac".repeat(255) }] }],
]);

/** Two things of one bundle that want one path, or one of which lies in the other. */
const twin = (first: Partial<PackageRecipe>, second: Partial<PackageRecipe>): Recipe => ({
  packages: [
    { layers: [tool("first")], ...first },
    { layers: [tool("second")], ...second },
  ],
});

export const collisions: Variant[] = family(
  "collisions",
  ["PATH_UNSAFE", "BUNDLE_INVALID", "ENTRY_INVALID", "DOCUMENT_INVALID"],
  [
    ["acme/x and acme/x/current", twin({ tag: "y" }, { repository: "acme/x/current" })],
    ["acme/x and acme/x/candidates", twin({ tag: "candidates" }, { repository: "acme/x/candidates" })],
    ["acme/x and acme/x/candidates/1", twin({}, { repository: "acme/x/candidates/1" })],
    ["acme/x/current and acme/x", twin({ repository: "acme/x/current" }, { tag: "y" })],
    ["acme and acme/current/x", twin({ repository: "acme" }, { repository: "acme/current/x" })],
    ["acme/x and acme/x.json", twin({}, { repository: "acme/x.json" })],
    ["acme/x and acme/x.json/y", twin({}, { repository: "acme/x.json/y" })],
    ["acme/x and acme/x.json, its layer alone", twin({ repository: "acme/x.json" }, {})],
    ["acme/x and acme/x/.select.lock", twin({}, { repository: "acme/x/.select.lock" })],
    ["acme/x and acme/x/.select.lock/y", twin({}, { repository: "acme/x/.select.lock/y" })],
    [
      "a repository called like an image index of another",
      () => {
        const [first = {}, second = {}] = twin({}, {}).packages ?? [];
        const hex = imageIndexOf(first).slice(7);
        return { packages: [first, { ...second, repository: `acme/x/o/sha256/${hex}` }] };
      },
    ],
    [
      "a repository below an image index of another",
      () => {
        const [first = {}, second = {}] = twin({}, {}).packages ?? [];
        const hex = imageIndexOf(first).slice(7);
        return { packages: [first, { ...second, repository: `acme/x/o/sha256/${hex}.json/y` }] };
      },
    ],
    ["slug twins with one repository", twin({ registry: "reg.test:5000" }, { registry: "reg.test_5000" })],
    [
      "slug twins with one repository and one tag, the same package",
      { packages: [{ registry: "reg.test:5000" }, { registry: "reg.test_5000" }] },
    ],
    [
      "slug twins with one layer, different in each",
      twin(
        { registry: "a.test:1", layers: [{ name: "same", entries: tool("one").entries }] },
        { registry: "a.test_1", layers: [layer("same", [file("content/evil", "x")])] },
      ),
    ],
    ["one tag for two packages", twin({ tag: "1" }, { tag: "1" })],
    ["one root twice", { config: (config) => ({ ...config, roots: [...config.roots, ...config.roots] }) }],
    [
      "one root with two leaves",
      {
        ...twin({}, { tag: "2" }),
        config: (config) => ({
          ...config,
          roots: config.roots.map((root) => ({ ...root, tag: "1", identifier: "reg.test/acme/x:1" })),
        }),
      },
    ],
    ["one package twice", { config: (config) => ({ ...config, packages: [...config.packages, ...config.packages] }) }],
    ["one layer twice", { config: (config) => ({ ...config, layers: [...config.layers, ...config.layers] }) }],
    ["one source twice", { config: (config) => ({ ...config, sources: [...config.sources, ...config.sources] }) }],
  ],
);
