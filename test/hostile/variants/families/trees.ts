import { type LayerRecipe, layer, type PackageRecipe, type Recipe, sha256, sorted, tool } from "../bundle.ts";
import { directory, type Entry, file, symlink } from "../tar.ts";
import { family, type Variant } from "../variant.ts";

/** What a layer tree is made of, and where its links lead: alone, and merged with the other layers of its package. */

const one = (entries: readonly Entry[]): Recipe => ({ packages: [{ layers: [{ name: "l", entries }] }] });
const digest = file("digest", sha256("l"));
const content = [directory("content/"), directory("content/bin/"), file("content/bin/tool", "x", { mode: 0o755 })];

export const shapes: Variant[] = family(
  "layer shape",
  ["ENTRY_INVALID", "BUNDLE_INVALID", "PATH_UNSAFE"],
  [
    ["content is a file", one([file("content", "x"), digest])],
    ["content is an empty file", one([file("content"), digest])],
    ["content is a link", one([symlink("content", "digest"), digest])],
    ["content is a link to a folder", one([symlink("content", "x"), digest, directory("x/")])],
    ["no content", one([digest])],
    ["no content, but what lies in it", one([file("content/a", "x"), digest])],
    ["no entry at all", one([])],
    ["no digest", one(content)],
    ["an empty digest", one([...content, file("digest")])],
    ["the digest of another", one([...content, file("digest", sha256("other"))])],
    ["a digest with a line break", one([...content, file("digest", `${sha256("l")}\n`)])],
    ["a digest in capitals", one([...content, file("digest", sha256("l").toUpperCase())])],
    ["a digest of a megabyte", one([...content, file("digest", "a".repeat(1_000_000))])],
    ["digest is a folder", one([...content, directory("digest/")])],
    ["digest is a link", one([...content, symlink("digest", "content/bin/tool")])],
    ["digest with mode 0600", one([...content, file("digest", sha256("l"), { mode: 0o600 })])],
    ["digest with a time", one([...content, file("digest", sha256("l"), { mtime: 1 })])],
    ["content with a time", one([directory("content/", { mtime: 1 }), digest])],
    ["a file beside content", one([...content, digest, file("extra", "x")])],
    ["a file in front of content", one([file("above", "x"), ...content, digest])],
    ["a folder beside content", one([...content, digest, directory("extra/")])],
    ["a link beside content", one([...content, digest, symlink("extra", "content")])],
    ["a file that begins like content", one(sorted([...content, file("content.d", "x"), digest]))],
    ["a file below digest", one([...content, digest, file("digest/x", "x")])],
    ["metadata.json beside content", one([...content, digest, file("metadata.json", "{}")])],
    ["refs beside content", one([...content, digest, directory("refs/")])],
    ["no entry for a folder", one([directory("content/"), file("content/bin/tool", "x"), digest])],
    ["no entry for the folder of a link", one([directory("content/"), symlink("content/bin/tool", "x"), digest])],
    ["no entry for a folder of a folder", one([directory("content/"), directory("content/a/b/"), digest])],
    [
      "no entry for one of many folders",
      one([directory("content/"), directory("content/a/"), directory("content/a/b/c/"), digest]),
    ],
    ["a folder with a time", one([directory("content/"), directory("content/a/", { mtime: 7 }), digest])],
    ["a folder with content", one([directory("content/"), directory("content/a/", { content: "x" }), digest])],
    ["a link with mode 0644", one([directory("content/"), symlink("content/a", "b", { mode: 0o644 }), digest])],
    ["a link with a time", one([directory("content/"), symlink("content/a", "b", { mtime: 7 }), digest])],
    ["a link with content", one([directory("content/"), symlink("content/a", "b", { content: "x" }), digest])],
    [
      "a mode of more than twelve bits",
      one([directory("content/"), file("content/a", "x", { mode: 0o100644 }), digest]),
    ],
  ],
);

const ups = (levels: number): string => "../".repeat(levels).slice(0, -1);
const folders = (names: readonly string[]): Entry[] =>
  names.map((_, index) => directory(`content/${names.slice(0, index + 1).join("/")}/`));
const levels = (count: number, name = "d"): string[] => Array.from({ length: count }, () => name);
const single = (below: readonly Entry[]): Recipe => ({ packages: [{ layers: [layer("l", sorted(below))] }] });

/** A link up to the top from `depth` folders below it, and one through it that the text alone would keep inside. */
const twoSteps = (depth: number): Entry[] => [
  ...folders(levels(depth)),
  symlink(`content/${levels(depth).join("/")}/up`, ups(depth)),
  symlink("content/esc", `${levels(depth).join("/")}/up/${ups(depth)}`),
];

/** Each link goes through the one before it. */
const chain = (steps: number): Entry[] => [
  ...folders(["a", "b"]),
  symlink("content/a/b/s0", ".."),
  ...Array.from({ length: steps }, (_, index) => symlink(`content/a/b/s${index + 1}`, `s${index}/b/s${index}`)),
  symlink("content/z", `a/b/s${steps}/../../x`),
];

export const links: Variant[] = family(
  "links",
  ["PATH_UNSAFE"],
  [
    ...[1, 2, 3, 8, 40].map((depth) => [`in two steps, ${depth} folders`, single(twoSteps(depth))] as const),
    ...[1, 2, 3, 5, 9].map((steps) => [`in ${steps + 1} steps`, single(chain(steps))] as const),
    ...[
      "/etc/passwd",
      "/",
      "//x",
      "..",
      "../x",
      "a/../../x",
      "./../x",
      "../content/x",
      "../digest",
      "../../../../blobs",
      "x/../../y/../z",
    ].map((target) => [`to ${target}`, single([symlink("content/l", target)])] as const),
    ["up and back", single([...folders(["a"]), symlink("content/a/l", "../../content/a")])],
    ["in 61 steps, each twice as long", single(chain(60)), "PATH_UNSAFE", "LIMIT_EXCEEDED"],
    [
      "through a link to the folder above",
      single([...folders(["a", "b"]), symlink("content/a/b/t", "../.."), symlink("content/l", "a/b/t/../x")]),
    ],
    ["through a link to .", single([symlink("content/a", "."), symlink("content/b", "a/../x")])],
    ["through a link that stands behind it", single([symlink("content/a", "z/../x"), symlink("content/z", ".")])],
    [
      "through a link in the middle of a path",
      single([
        ...folders(["a", "b", "c"]),
        symlink("content/a/b/c/t", "../../.."),
        symlink("content/l", "a/b/c/t/a/b/c/t/../x"),
      ]),
    ],
    [
      "through nested links of one name",
      single([...folders(["a", "a"]), symlink("content/a/a/a", ".."), symlink("content/l", "a/a/a/a/a/../../../x")]),
    ],
    ["with a NUL", single([symlink("content/l", "a", { pax: [["linkpath", "a\0/../../.."]] })])],
    ["to nothing", single([symlink("content/l", "")]), "ENTRY_INVALID", "PATH_UNSAFE"],
    ["of 4,096 bytes", single([symlink("content/l", "a/".repeat(2048))]), "LIMIT_EXCEEDED"],
    [
      "of PAX, absolute behind a harmless one",
      single([symlink("content/l", "a", { pax: [["linkpath", "/etc/passwd"]] })]),
    ],
  ],
);

/** `inner/link`, which is harmless in its layer: another layer of the package turns a folder on its way into a link up. */
const mergedPair = (depth: number): { readonly first: Entry[]; readonly second: Entry[] } => {
  const names = levels(depth);
  const at = `content/${names.join("/")}`;
  return {
    first: [...folders(names), symlink(`${at}/esc`, `m/n/${ups(depth + 2)}`)],
    second: [...folders([...names, "m"]), symlink(`${at}/m/n`, ups(depth + 1))],
  };
};

const merged = (layers: readonly LayerRecipe[], metadata?: PackageRecipe["metadata"]): Recipe => ({
  packages: [{ layers, ...(metadata !== undefined && { metadata }) }],
});
const STRIP = "sh.ocx.layer.strip-components";
const PREFIX = "sh.ocx.layer.prefix";
const prefixed = (name: string, below: readonly Entry[], prefix: string): LayerRecipe =>
  layer(name, sorted(below), { annotations: { [PREFIX]: prefix } });
const stripped = (name: string, below: readonly Entry[], strip: string): LayerRecipe =>
  layer(name, sorted(below), { annotations: { [STRIP]: strip } });

export const mergedLinks: Variant[] = family(
  "links of merged layers",
  ["PATH_UNSAFE", "METADATA_INVALID"],
  [
    ...[1, 2, 3, 6].map((depth) => {
      const { first, second } = mergedPair(depth);
      return [
        `${depth} folders deep`,
        merged([layer("first", sorted(first)), layer("second", sorted(second))]),
      ] as const;
    }),
    ...[1, 2, 3, 6].map((depth) => {
      const { first, second } = mergedPair(depth);
      return [
        `${depth} folders deep, the other way round`,
        merged([layer("second", sorted(second)), layer("first", sorted(first))]),
      ] as const;
    }),
    [
      "a folder that only the other layer's prefix makes",
      merged([
        layer("first", [symlink("content/esc", "m/k/n/../../../x")]),
        prefixed("second", [...folders(["k"]), symlink("content/k/n", "..")], "m"),
      ]),
    ],
    [
      "a folder of the other layer, stripped",
      merged([
        layer("first", [symlink("content/esc", "m/n/../../x")]),
        stripped("second", [...folders(["top", "m"]), symlink("content/top/m/n", "..")], "1"),
      ]),
    ],
    [
      "both with a prefix",
      merged([
        prefixed("first", [symlink("content/esc", "m/k/n/../../../x")], "p"),
        prefixed("second", [...folders(["k"]), symlink("content/k/n", "..")], "p/m"),
      ]),
    ],
    [
      "three layers",
      merged([
        layer("first", [symlink("content/esc", "m/n/k/../../../x")]),
        layer("second", [...folders(["m", "n"]), symlink("content/m/n/k", "../l")]),
        layer("third", [...folders(["m"]), symlink("content/m/l", "..")]),
      ]),
    ],
    ...[1, 2, 3, 5].map(
      (strip) =>
        [
          `a link that strip ${strip} makes one too high`,
          merged([
            stripped(
              "first",
              [...folders(levels(strip)), symlink(`content/${levels(strip).join("/")}/l`, `${ups(strip)}/x`)],
              `${strip}`,
            ),
          ]),
        ] as const,
    ),
    ...[1, 2, 5].map(
      (strip) =>
        [
          `a link that strip ${strip} of the metadata makes one too high`,
          merged(
            [
              layer(
                "first",
                sorted([...folders(levels(strip)), symlink(`content/${levels(strip).join("/")}/l`, `${ups(strip)}/x`)]),
              ),
            ],
            { strip_components: strip },
          ),
        ] as const,
    ),
    [
      "strip, in two steps",
      merged([
        stripped(
          "first",
          [...folders(["t", "a"]), symlink("content/t/a/up", ".."), symlink("content/t/l", "a/up/../x")],
          "1",
        ),
      ]),
    ],
    [
      "strip and a prefix that is too short",
      merged([
        layer("first", sorted([...folders(["t", "u"]), symlink("content/t/u/l", "../../x/y")]), {
          annotations: { [STRIP]: "2", [PREFIX]: "p" },
        }),
      ]),
    ],
    [
      "a dependency's link",
      {
        packages: [
          {
            repository: "acme/top",
            layers: [tool("top")],
            dependencies: [{ repository: "acme/lib", layers: [layer("lib", sorted(twoSteps(2)))] }],
          },
        ],
      },
    ],
  ],
);

const fileAt = (path: string, text: string): Entry[] => [
  ...folders(path.split("/").slice(0, -1)),
  file(`content/${path}`, text),
];

export const overlaps: Variant[] = family(
  "overlaps",
  ["LAYER_OVERLAP", "PATH_UNSAFE"],
  [
    ["two files", merged([layer("first", fileAt("bin/x", "1")), layer("second", fileAt("bin/x", "2"))])],
    ["two equal files", merged([layer("first", fileAt("bin/x", "1")), layer("second", fileAt("bin/x", "1"))])],
    ["a file and a folder", merged([layer("first", [file("content/x", "1")]), layer("second", fileAt("x/y", "2"))])],
    ["a folder and a file", merged([layer("first", fileAt("x/y", "2")), layer("second", [file("content/x", "1")])])],
    ["a link and a folder", merged([layer("first", [symlink("content/x", "y")]), layer("second", fileAt("x/y", "2"))])],
    [
      "a link to a folder and what lies in it",
      merged([layer("first", [...fileAt("d/a", "1"), symlink("content/l", "d")]), layer("second", fileAt("l/b", "2"))]),
    ],
    ["a folder and a link", merged([layer("first", fileAt("x/y", "2")), layer("second", [symlink("content/x", "y")])])],
    ["two links", merged([layer("first", [symlink("content/x", "y")]), layer("second", [symlink("content/x", "y")])])],
    [
      "a link and a file",
      merged([layer("first", [symlink("content/x", "y")]), layer("second", [file("content/x", "1")])]),
    ],
    ["by strip", merged([layer("first", [file("content/x", "1")]), stripped("second", fileAt("t/x", "2"), "1")])],
    [
      "by strip, within one layer",
      merged([stripped("first", sorted([...fileAt("a/x", "1"), ...fileAt("b/x", "2")]), "1")]),
    ],
    [
      "by strip of the metadata",
      merged([layer("first", sorted([...fileAt("a/x", "1"), ...fileAt("b/x", "2")]))], { strip_components: 1 }),
    ],
    ["by prefix", merged([layer("first", fileAt("p/x", "1")), prefixed("second", [file("content/x", "2")], "p")])],
    [
      "by a prefix that goes through a file",
      merged([layer("first", [file("content/p", "1")]), prefixed("second", [file("content/x", "2")], "p/q")]),
    ],
    [
      "by a prefix that goes through a link",
      merged([
        layer("first", [...fileAt("d/a", "1"), symlink("content/p", "d")]),
        prefixed("second", [file("content/x", "2")], "p"),
      ]),
    ],
    [
      "of an empty folder and a file",
      merged([layer("first", [directory("content/x/")]), layer("second", [file("content/x", "1")])]),
    ],
    [
      "of a third layer",
      merged([
        layer("first", fileAt("a/x", "1")),
        layer("second", fileAt("b/x", "2")),
        layer("third", fileAt("a/x", "3")),
      ]),
    ],
  ],
);

const annotated = (annotations: Record<string, string>): Recipe =>
  merged([layer("l", fileAt("bin/x", "1"), { annotations })]);

/** Folders in each other, of 199 bytes each. */
const nested = (count: number): string => levels(count, "x".repeat(199)).join("/");

export const placement: Variant[] = family(
  "strip and prefix",
  ["METADATA_INVALID", "PATH_UNSAFE"],
  [
    ...["..", "../x", "/etc", "a/../../x", "/", "a/../..", "../../../..", "a\nb", "a\0b", "a\u001bb"].map(
      (prefix) => [`prefix ${JSON.stringify(prefix)}`, annotated({ [PREFIX]: prefix })] as const,
    ),
    ...["256", "-1", "1.5", "0x1", "1e1", " 1", "", "9".repeat(400), "one"].map(
      (strip) => [`strip ${JSON.stringify(strip).slice(0, 20)}`, annotated({ [STRIP]: strip })] as const,
    ),
    ...[256, -1, 1.5, 2 ** 60, "1", []].map(
      (strip) =>
        [`strip ${JSON.stringify(strip)} of the metadata`, merged([tool()], { strip_components: strip })] as const,
    ),
    [
      "a prefix with a name of 256 bytes",
      annotated({ [PREFIX]: "x".repeat(256) }),
      "METADATA_INVALID",
      "LIMIT_EXCEEDED",
      "PATH_UNSAFE",
    ],
    [
      "a prefix of 5,000 bytes",
      annotated({ [PREFIX]: "x/".repeat(2500) }),
      "METADATA_INVALID",
      "LIMIT_EXCEEDED",
      "PATH_UNSAFE",
    ],
    ["a prefix of 3,800 bytes", annotated({ [PREFIX]: nested(19) }), "LIMIT_EXCEEDED"],
    [
      "a prefix of 2,000 bytes above folders of 2,000 bytes",
      merged([
        layer("l", [...folders(nested(10).split("/")), file(`content/${nested(10)}/f`, "x")], {
          annotations: { [PREFIX]: nested(10) },
        }),
      ]),
      "LIMIT_EXCEEDED",
    ],
    [
      "a prefix of 1,100 folders that makes a deep tree too deep",
      merged([
        layer("l", [...folders(levels(500)), file(`content/${levels(500).join("/")}/f`, "x")], {
          annotations: { [PREFIX]: levels(1100).join("/") },
        }),
      ]),
      "METADATA_INVALID",
      "LIMIT_EXCEEDED",
      "PATH_UNSAFE",
    ],
  ],
);
