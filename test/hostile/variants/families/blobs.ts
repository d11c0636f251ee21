import {
  type Cut,
  type CutFrame,
  cutEntries,
  frameOf,
  layer,
  layerPrefix,
  REGISTRY,
  type Recipe,
  sha256,
  tool,
} from "../bundle.ts";
import { directory, END, type Entry, encodeEntry, encodePax, file, symlink } from "../tar.ts";
import { family, type Variant } from "../variant.ts";
import { compress, reframe, skippable, windowOf } from "../zstd.ts";

/** How blobs are packed: zstd frames, and the headers of the tar in them. */

/** Bends the first layer's blob, or that of the store. */
const inLayer = (cut: (cut: Cut) => Cut): Recipe => ({ packages: [{ layers: [{ ...tool(), cut }] }] });
const inStore = (storeCut: (cut: Cut) => Cut): Recipe => ({ storeCut });
const onlyFrame =
  (change: (frame: CutFrame) => CutFrame | readonly CutFrame[]) =>
  (cut: Cut): Cut => ({
    ...cut,
    frames: cut.frames.flatMap(change),
  });
const stored = (change: (stored: Buffer) => Buffer) =>
  onlyFrame((frame) => ({ ...frame, stored: change(frame.stored) }));
const size = (frame: CutFrame): bigint => BigInt(frame.contentSize);

const bentFrames: readonly (readonly [string, (cut: Cut) => Cut])[] = [
  ...[24, 25, 27, 30, 31, 41].map(
    (log) => [`a window of 2^${log}`, stored((bytes) => reframe(bytes, { window: windowOf(log) }))] as const,
  ),
  ["a window a little over 2^23", stored((bytes) => reframe(bytes, { window: windowOf(23, 1) }))],
  [
    "a large window beside the content size",
    onlyFrame((frame) => ({
      ...frame,
      stored: reframe(frame.stored, { window: windowOf(27), contentSize: size(frame) }),
    })),
  ],
  [
    "no checksum",
    onlyFrame((frame) => ({ ...frame, stored: reframe(frame.stored, { contentSize: size(frame), checksum: false }) })),
  ],
  ["no checksum and no content size", stored((bytes) => reframe(bytes, { window: windowOf(20), checksum: false }))],
  [
    "a wrong checksum",
    stored((bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) ^ 1])])),
  ],
  [
    "a dictionary",
    onlyFrame((frame) => ({ ...frame, stored: reframe(frame.stored, { contentSize: size(frame), dictionary: 7 }) })),
  ],
  ["a dictionary and a window", stored((bytes) => reframe(bytes, { window: windowOf(20), dictionary: 0xffffffff }))],
  [
    "a content size that is one too large",
    onlyFrame((frame) => ({ ...frame, stored: reframe(frame.stored, { contentSize: size(frame) + 1n }) })),
  ],
  [
    "a content size that is one too small",
    onlyFrame((frame) => ({ ...frame, stored: reframe(frame.stored, { contentSize: size(frame) - 1n }) })),
  ],
  [
    "a content size of 2^62",
    onlyFrame((frame) => ({ ...frame, stored: reframe(frame.stored, { contentSize: 2n ** 62n }) })),
  ],
  [
    "the reserved bit of its descriptor",
    onlyFrame((frame) => ({ ...frame, stored: reframe(frame.stored, { contentSize: size(frame), bits: 8 }) })),
  ],
  ["the reserved type of block", stored((bytes) => patch(reframe(bytes, { window: windowOf(20) }), 6, 6))],
  ["a skippable frame in front", stored((bytes) => Buffer.concat([skippable(Buffer.alloc(8)), bytes]))],
  ["a skippable frame behind", stored((bytes) => Buffer.concat([bytes, skippable(Buffer.alloc(8), 15)]))],
  ["an empty skippable frame behind", stored((bytes) => Buffer.concat([bytes, skippable(Buffer.alloc(0))]))],
  [
    "a skippable frame of its own",
    onlyFrame((frame) => [frame, { stored: skippable(Buffer.alloc(512)), contentSize: 512 }]),
  ],
  [
    "a skippable frame of its own in front",
    onlyFrame((frame) => [{ stored: skippable(Buffer.alloc(512), 3), contentSize: 512 }, frame]),
  ],
  ["bytes behind it", stored((bytes) => Buffer.concat([bytes, Buffer.from("hidden")]))],
  ["a zero behind it", stored((bytes) => Buffer.concat([bytes, Buffer.alloc(1)]))],
  ["a second frame behind it", stored((bytes) => Buffer.concat([bytes, bytes]))],
  ["an empty frame behind it", stored((bytes) => Buffer.concat([bytes, compress(Buffer.alloc(0))]))],
  ["an empty frame of its own", onlyFrame((frame) => [frame, { stored: compress(Buffer.alloc(0)), contentSize: 1 }])],
  ["a torn end", stored((bytes) => bytes.subarray(0, -1))],
  ["a torn checksum", stored((bytes) => bytes.subarray(0, -4))],
  ["a torn half", stored((bytes) => bytes.subarray(0, bytes.length / 2))],
  ["a magic number alone", stored((bytes) => bytes.subarray(0, 4))],
  ["no zstd", onlyFrame((frame) => ({ ...frame, stored: Buffer.alloc(frame.stored.length, "x") }))],
  ["a frame of the format before", stored((bytes) => patch(bytes, 0, 0x27))],
  [
    "more content than it says",
    onlyFrame((frame) => ({ ...frame, stored: compress(Buffer.alloc(frame.contentSize + 512)) })),
  ],
  [
    "64 MiB in place of its content",
    onlyFrame((frame) => ({ ...frame, stored: compress(Buffer.alloc(64 * 1024 * 1024)) })),
  ],
  ["less content than it says", onlyFrame((frame) => ({ ...frame, contentSize: frame.contentSize + 512 }))],
];

const patch = (bytes: Buffer, at: number, value: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = value;
  return copy;
};

export const frames: Variant[] = family(
  "frames",
  ["FRAME_INVALID", "DIGEST_MISMATCH"],
  [
    ...bentFrames.map(([name, cut]) => [`${name}, in a layer`, inLayer(cut)] as const),
    ...bentFrames.map(([name, cut]) => [`${name}, in the store layer`, inStore(cut)] as const),
  ],
).map((variant) =>
  variant.name.includes("of its own") ? { ...variant, codes: ["FRAME_INVALID", "ENTRY_INVALID"] } : variant,
);

/** The first frame of a large file has the entries in front of it too. */
function besideLarge(): Recipe {
  const prefix = layerPrefix(REGISTRY, sha256("l"));
  const front = [directory("content/"), file("content/a", "x")].map((entry) => encodeEntry(entry, prefix));
  const large = encodeEntry(file("content/b", Buffer.alloc(8 * 1024 * 1024, "x")), prefix);
  const digest = encodeEntry(file("digest", sha256("l")), prefix);
  const start = Buffer.concat(front);
  const first = 1024 * 1024;
  const cut = (): Cut => ({
    entryCount: 4,
    frames: [
      frameOf(Buffer.concat([start, large.subarray(0, first)])),
      frameOf(large.subarray(first), first - 512),
      frameOf(Buffer.concat([digest, END])),
    ],
  });
  return { packages: [{ layers: [{ name: "l", entries: [], cut }] }] };
}

/** A blob cut where it must not be. */
const parts =
  (...starts: readonly number[]) =>
  (): Recipe => {
    const prefix = layerPrefix(REGISTRY, sha256("l"));
    const entries = [
      directory("content/"),
      file("content/a", "x".repeat(1500)),
      file("content/b", "y"),
      file("digest", sha256("l")),
    ];
    const whole = Buffer.concat([...entries.map((entry) => encodeEntry(entry, prefix)), END]);
    const borders = [0, ...starts, whole.length];
    const cut = (): Cut => ({
      entryCount: entries.length,
      frames: borders.slice(1).map((to, index) => frameOf(whole.subarray(borders[index], to))),
    });
    return { packages: [{ layers: [{ name: "l", entries, cut }] }] };
  };
const marked = (recipe: () => Recipe, offsets: readonly (number | undefined)[]) => (): Recipe => {
  const { packages: [given = {}] = [] } = recipe();
  const layers = (given.layers ?? []).map((item) => ({
    ...item,
    cut: (cut: Cut): Cut => {
      const honest = item.cut?.(cut) ?? cut;
      return {
        ...honest,
        frames: honest.frames.map((frame, index) => {
          const fileOffset = offsets[index];
          return fileOffset === undefined ? frame : { ...frame, fileOffset };
        }),
      };
    },
  }));
  return { packages: [{ ...given, layers }] };
};

export const cuts: Variant[] = family(
  "cuts",
  ["FRAME_INVALID", "ENTRY_INVALID"],
  [
    ["within a header", parts(256)],
    ["within a file, unsaid", parts(512 + 1024)],
    ["within a file, with the wrong offset", marked(parts(512 + 1024), [undefined, 511])],
    ["within a file, with an offset beyond it", marked(parts(512 + 1024), [undefined, 5000])],
    ["within a file, with others behind it", marked(parts(512 + 1024), [undefined, 512])],
    ["with an offset in the first frame", marked(parts(512), [512])],
    ["with an offset where an entry begins", marked(parts(512), [undefined, 512])],
    ["the end alone, as if it went on with a file", marked(parts(512 * 9), [undefined, 1])],
    ["between the blocks of the end", parts(512 * 10)],
    [
      "content behind the end",
      inLayer((cut) => ({
        ...cut,
        frames: [...cut.frames, frameOf(encodeEntry(file("content/evil", "x"), layerPrefix(REGISTRY, sha256("tool"))))],
      })),
    ],
    ["a large file behind another in its first frame", besideLarge],
    ["a second end", inLayer((cut) => ({ ...cut, frames: [...cut.frames, frameOf(END)] }))],
    ["no end", inLayer(withoutEnd(1024))],
    ["half of an end", inLayer(withoutEnd(512))],
    ["zeros behind the end", inLayer((cut) => ({ ...cut, frames: [...cut.frames, frameOf(Buffer.alloc(512))] }))],
  ],
);

function withoutEnd(bytes: number): (cut: Cut) => Cut {
  return () => {
    const { entries } = tool();
    const prefix = layerPrefix(REGISTRY, sha256("tool"));
    const all = [...entries].map((entry) => encodeEntry(entry, prefix));
    return { entryCount: all.length, frames: [frameOf(Buffer.concat([...all, Buffer.alloc(1024 - bytes)]))] };
  };
}

const within = (...below: readonly Entry[]): Recipe => ({ packages: [{ layers: [layer("l", below)] }] });
const prefix = layerPrefix(REGISTRY, sha256("l"));
/** Entries as they are, between `content/` and `digest`, and how many of them are counted. */
const raw = (bytes: Buffer, count = 1): Recipe => {
  const cut = (): Cut => {
    const { frames: _, entryCount } = cutEntries([], prefix);
    const around = [directory("content/"), file("digest", sha256("l"))].map((entry) => encodeEntry(entry, prefix));
    const [above = END, behind = END] = around;
    return { entryCount: entryCount + 2 + count, frames: [frameOf(Buffer.concat([above, bytes, behind, END]))] };
  };
  return { packages: [{ layers: [{ name: "l", entries: [], cut }] }] };
};
const a = "content/a";
/** A file whose path stands in prefix and name as it is cut at a slash. */
const splitAt = (path: string, slash: number): Entry =>
  file("", "x", {
    bare: true,
    patch: [
      [0, path.slice(slash + 1)],
      [345, path.slice(0, slash)],
    ],
  });
const types = ["1", "3", "4", "6", "7", "D", "S", "V", "M", "N", "g", "K", "L", "Z", "9", " ", "\n", "A", "\0"];

export const headers: Variant[] = family(
  "tar headers",
  ["ENTRY_INVALID", "PATH_UNSAFE"],
  [
    ...types.map((type) => [`type ${JSON.stringify(type)}`, within(file(a, "x", { type }))] as const),
    ...types
      .slice(0, 12)
      .map(
        (type) =>
          [`type ${JSON.stringify(type)} without content`, within(file(a, "", { type, link: "digest" }))] as const,
      ),
    ["a hard link to the digest", within(file(a, "", { type: "1", link: `${prefix}digest` }))],
    ["a hard link out of the home", within(file(a, "", { type: "1", link: "/etc/passwd" }))],
    [
      "a chain of hard links",
      within(
        file(a, "", { type: "1", link: `${prefix}content/b` }),
        file("content/b", "", { type: "1", link: `${prefix}content/c` }),
        file("content/c", "x"),
      ),
    ],
    [
      "a device",
      within(
        file(a, "", {
          type: "3",
          patch: [
            [329, "0000001\0"],
            [337, "0000003\0"],
          ],
        }),
      ),
    ],
    ["a FIFO", within(file(a, "", { type: "6" }))],
    ["an owner", within(file(a, "x", { patch: [[108, "0001750\0"]] }))],
    ["a group", within(file(a, "x", { patch: [[116, "0001750\0"]] }))],
    ["an owner's name", within(file(a, "x", { patch: [[265, "root"]] }))],
    ["a group's name", within(file(a, "x", { patch: [[297, "root"]] }))],
    ["an owner in base-256", within(file(a, "x", { patch: [[108, Buffer.from([0x80, 0, 0, 0, 0, 0, 0, 1])]] }))],
    ["an owner that is no number", within(file(a, "x", { patch: [[108, "hello\0\0\0"]] }))],
    ["a folder with an owner", within(directory("content/a/", { patch: [[108, "0001750\0"]] }))],
    ["a link with an owner", within(symlink(a, "b", { patch: [[108, "0001750\0"]] }))],
    ["a wrong checksum", within(file(a, "x", { checksum: "000001\0 " }))],
    ["no checksum", within(file(a, "x", { checksum: "\0\0\0\0\0\0\0\0" }))],
    ["a checksum that is no number", within(file(a, "x", { checksum: "checksum" }))],
    ["no magic", within(file(a, "x", { patch: [[257, "\0\0\0\0\0\0\0\0"]] }))],
    ["GNU's magic", within(file(a, "x", { patch: [[257, "ustar  \0"]] }))],
    ["a wrong version", within(file(a, "x", { patch: [[263, "99"]] }))],
    ["padding that is not zero", within(file(a, "x", { padding: Buffer.alloc(511, "!") }))],
    ["padding with one bit", within(file(a, "x", { padding: Buffer.concat([Buffer.alloc(510), Buffer.from([1])]) }))],
    [
      "padding of the digest that is not zero",
      {
        packages: [
          {
            layers: [
              {
                name: "l",
                entries: [directory("content/"), file("digest", sha256("l"), { padding: Buffer.alloc(441, 7) })],
              },
            ],
          },
        ],
      },
    ],
    ["bytes in the last twelve of the header", within(file(a, "x", { patch: [[500, "hidden"]] }))],
    ["a size that is negative", within(file(a, "x", { patch: [[124, Buffer.alloc(12, 0xff)]] }))],
    ["a size that is no number", within(file(a, "x", { patch: [[124, "hello\0\0\0\0\0\0\0"]] }))],
    ["a path that is split, and fits into the name", within(splitAt(`${prefix}content/a`, prefix.length - 1))],
    [
      "a path that is split in front of the last possible place",
      within(splitAt(`${prefix}content/${"n".repeat(60)}`, prefix.indexOf("/sha256/"))),
    ],
    ["a path that is not ASCII, without a record", within(file("content/\u00e9", "x", { pax: [] }))],
    ["a folder that is not ASCII, without a record", within(directory("content/\u00e9/", { pax: [] }))],
    ["a link target that is not ASCII, without a record", within(symlink(a, "\u00e9", { pax: [] }))],
    ["a size of 8 GiB less one", within(file(a, "x", { size: 0o77777777777 }))],
    [
      "a size of 2^63",
      within(file(a, "x", { patch: [[124, Buffer.from([0x80, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0])]] })),
    ],
    ["a size that is too large by a block", within(file(a, "x", { size: 513 }))],
    ["a size that is too small by a block", within(file(a, "x".repeat(600), { size: 100 }))],
    ["a mode that is no number", within(file(a, "x", { patch: [[100, "rwxrwxr\0"]] }))],
    ["a time that is no number", within(file(a, "x", { patch: [[136, "yesterday\0\0\0"]] }))],
    ["a link with a size", within(symlink(a, "b", { size: 512 }))],
    ["a folder with a size", within(directory("content/a/", { size: 512 }))],
    ["a file with a link target", within(file(a, "x", { link: "/etc/passwd" }))],
    ["a file whose name ends with a slash", within(file("content/a/", "x"))],
    ["a folder without a slash", within(directory(a))],
    ["the end in the middle", raw(Buffer.concat([END, encodeEntry(file(a, "x"), prefix)]))],
    ["a block of zeros in the middle", raw(Buffer.concat([Buffer.alloc(512), encodeEntry(file(a, "x"), prefix)]))],
    ["a PAX header at the end", raw(encodePax([["path", `${prefix}content/b`]]), 0)],
    [
      "two PAX headers",
      raw(
        Buffer.concat([
          encodePax([["path", `${prefix}content/b`]]),
          encodePax([["path", `${prefix}content/a`]]),
          encodeEntry(file(a, "x"), prefix),
        ]),
      ),
    ],
    [
      "a global PAX header",
      raw(Buffer.concat([encodePax([["path", `${prefix}content/b`]], "g"), encodeEntry(file(a, "x"), prefix)])),
    ],
    [
      "GNU's long name",
      raw(
        Buffer.concat([
          encodeEntry({
            path: "././@LongLink",
            bare: true,
            type: "L",
            content: `${prefix}content/${"n".repeat(120)}\0`,
          }),
          encodeEntry(file(a, "x"), prefix),
        ]),
      ),
    ],
    [
      "GNU's long link",
      raw(
        Buffer.concat([
          encodeEntry({ path: "././@LongLink", bare: true, type: "K", content: `${"../".repeat(40)}\0` }),
          encodeEntry(symlink(a, "b"), prefix),
        ]),
      ),
    ],
  ],
).filter(({ name }) => name !== 'type "\\u0000"');

const pax = (...records: NonNullable<Entry["pax"]>): Recipe => within(file(a, "x", { pax: records }));

export const paxRecords: Variant[] = family(
  "PAX records",
  ["ENTRY_INVALID"],
  [
    ["a size", pax(["size", "99999999"])],
    ["a time", pax(["mtime", "1.5"])],
    ["a whole time", pax(["mtime", "15"])],
    ["an owner", pax(["uid", "0"])],
    ["an owner's name", pax(["uname", "root"])],
    ["a character set", pax(["hdrcharset", "BINARY"])],
    ["a sparse map", pax(["GNU.sparse.map", "0,1"])],
    ["a sparse name", pax(["GNU.sparse.name", "/etc/passwd"])],
    ["an attribute", pax(["SCHILY.xattr.security.capability", "x"])],
    ["a record of ours", pax(["OCX.path", "x"])],
    ["__proto__", pax(["__proto__", "x"])],
    ["constructor", pax(["constructor", "x"])],
    ["the path twice", pax(["path", `${prefix}content/b`], ["path", `${prefix}content/a`])],
    ["a path that nothing needs", pax(["path", `${prefix}content/a`])],
    ["a link target for a file", pax(["linkpath", "b"])],
    ["an empty path", pax(["path", ""]), "ENTRY_INVALID", "PATH_UNSAFE"],
    ["a length that is too large", pax("99 path=x\n")],
    ["a length that is too small", pax("5 path=x\n")],
    ["a length of zero", pax("0 path=x\n")],
    ["no length", pax("path=x\n")],
    ["no line break", pax("9 path=xy")],
    ["no value", pax("7 path\n")],
    ["nothing but zeros", pax("\0\0\0\0")],
    [
      "records in the wrong order",
      within(
        symlink(a, "b", {
          pax: [
            ["linkpath", "é"],
            ["path", `${prefix}content/é`],
          ],
        }),
      ),
    ],
    ["a path outside", pax(["path", "/etc/passwd"]), "PATH_UNSAFE"],
    ["a path in another layer", pax(["path", `ocx/layers/${REGISTRY}/sha256/00/x`]), "PATH_UNSAFE"],
    ["a path with ..", pax(["path", `${prefix}content/../../x`]), "PATH_UNSAFE"],
    ["a path with a NUL", pax(["path", `${prefix}content/a\0b`]), "PATH_UNSAFE"],
    [
      "a path that is no UTF-8",
      pax(["path", Buffer.concat([Buffer.from(`${prefix}content/`), Buffer.from([0xff])])]),
      "NAME_INVALID",
    ],
    ["a path of 4,096 bytes", pax(["path", `${prefix}content/${"a/".repeat(2048)}`]), "LIMIT_EXCEEDED"],
    [
      "records of more than 16 KiB",
      pax(["path", `${prefix}content/${"a/".repeat(9000)}`]),
      "LIMIT_EXCEEDED",
      "ENTRY_INVALID",
    ],
  ],
);

const sequence = (...paths: readonly (string | Entry)[]): Recipe =>
  within(...paths.map((path) => (typeof path === "string" ? file(path, "x") : path)));

export const order: Variant[] = family(
  "order",
  ["ENTRY_INVALID", "PATH_UNSAFE"],
  [
    ["two files the other way round", sequence("content/b", "content/a")],
    ["one file twice", sequence("content/a", "content/a")],
    ["one folder twice", sequence(directory("content/a/"), directory("content/a/"))],
    ["one link twice", sequence(symlink("content/a", "b"), symlink("content/a", "c"))],
    ["a file over a link", sequence(symlink("content/a", "b"), "content/a")],
    ["a file below a link", sequence(symlink("content/a", "."), "content/a/b")],
    ["a file below a file", sequence("content/a", "content/a/b")],
    ["a file below a link, another between them", sequence(symlink("content/a", "."), "content/a-b", "content/a/b")],
    ["a folder over a file", sequence("content/a", directory("content/a/"))],
    ["a folder behind what lies in it", sequence("content/a/b", directory("content/a/"))],
    ["the order of names, not of bytes", sequence(directory("content/a/"), "content/a/x", "content/a-b")],
    [
      "content behind the digest",
      { packages: [{ layers: [{ name: "l", entries: [file("digest", sha256("l")), directory("content/")] }] }] },
    ],
    ["upper case behind lower case", sequence("content/a", "content/B")],
    [
      "a path by PAX that is out of order",
      within(file("content/a", "x"), file("content/b", "x", { pax: [["path", `${prefix}content/A`]] })),
    ],
    ["an absolute path", sequence({ ...file("/etc/passwd", "x"), bare: true })],
    ["a path of another layer", sequence({ ...file("ocx/layers/reg.test/sha256/00/content/a", "x"), bare: true })],
    ["a path of the store", sequence({ ...file("ocx/index/reg.test/p/acme/x.json", "x"), bare: true })],
    ["the layer's own folder", sequence({ ...directory(prefix), bare: true })],
    ["a folder above", sequence({ ...directory("ocx/layers/"), bare: true })],
    ...["content/../x", "content/./x", "content//x", "../x", "content/..", "content/a/../../../../../x"].map(
      (path) => [`the path ${path}`, sequence(path)] as const,
    ),
    [
      "a name that is no UTF-8",
      within(file(Buffer.from([...Buffer.from("content/"), 0xff, 0xfe]), "x")),
      "NAME_INVALID",
      "ENTRY_INVALID",
    ],
    ["a name of 256 bytes", sequence(`content/${"n".repeat(256)}`), "LIMIT_EXCEEDED"],
    [
      "1,100 folders",
      within(...Array.from({ length: 1100 }, (_, index) => directory(`content/${"d/".repeat(index + 1)}`))),
      "LIMIT_EXCEEDED",
    ],
  ],
);
