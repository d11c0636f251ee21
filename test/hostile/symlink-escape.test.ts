import { expect, test } from "vitest";
import { codesOf, craft, directory, END, file, longSymlink, pax, read, symlink, WAYS } from "./craft.ts";

const blob = (...entries: Buffer[]) => craft(entries.length, Buffer.concat([...entries, END]));

test.each([
  ["an absolute target", "content/l", "/etc/passwd"],
  ["a target above the tree", "content/l", ".."],
  ["a target beside the tree", "content/l", "../digest"],
  ["a target that leaves from further down", "content/a/b/l", "../../../evil"],
  ["a target that leaves behind a real directory", "content/a/l", "b/../../../evil"],
  ["a target that leaves and comes back", "content/a/l", "../../content/a"],
  ["a target that leaves behind a segment .", "content/l", "./../evil"],
  ["a target that leaves behind an empty segment", "content/l", "a//../../evil"],
  ["an empty target", "content/l", ""],
  ["a symlink in the place of the tree", "content", "elsewhere"],
])("%s is refused", (_, path, target) =>
  expect(codesOf(blob(symlink(path, target)))).resolves.toEqual(["PATH_UNSAFE"]),
);

test("a PAX target that leaves is refused, before a harmless one", () =>
  expect(
    codesOf(craft(1, Buffer.concat([pax(["linkpath", "../../evil"]), symlink("content/l", "a"), END]))),
  ).resolves.toEqual(["PATH_UNSAFE"]));

test("a target that is not UTF-8 is refused", () =>
  expect(codesOf(blob(symlink("content/l", Buffer.from([0xff]))))).resolves.toEqual(["NAME_INVALID"]));

test("an entry below a symlink is refused", () =>
  expect(
    codesOf(blob(directory("content/"), directory("content/d/"), symlink("content/l", "d"), file("content/l/a", "x"))),
  ).resolves.toEqual(["ENTRY_INVALID"]));

test("an entry below a symlink of an earlier frame is refused", () =>
  expect(
    codesOf(
      craft(3, symlink("content/l", "d"), file("content/l-m", "x"), Buffer.concat([file("content/l/a", "y"), END])),
    ),
  ).resolves.toEqual(["ENTRY_INVALID"]));

test("a directory below a symlink is refused", () =>
  expect(codesOf(blob(symlink("content/l", "d"), directory("content/l/")))).resolves.toEqual(["ENTRY_INVALID"]));

test.each([
  ["a neighbour", "content/a/l", "b"],
  ["the top of the tree", "content/a/l", ".."],
  ["another branch", "content/a/l", "../b/c"],
  ["nothing", "content/l", "missing"],
  ["itself", "content/l", "l"],
])("a symlink to %s is kept", async (_, path, target) => {
  for (const way of WAYS) await expect(read(blob(symlink(path, target)), way)).resolves.toBeUndefined();
});

test("a long PAX target inside the tree is kept", async () => {
  const target = "a/".repeat(100);
  const crafted = craft(1, Buffer.concat([longSymlink("content/l", target), END]));
  for (const way of WAYS) await expect(read(crafted, way)).resolves.toBeUndefined();
});

test("a target that is too long is refused", () =>
  expect(
    codesOf(craft(1, Buffer.concat([pax(["linkpath", "a/".repeat(2100)]), symlink("content/l", "a"), END]))),
  ).resolves.toEqual(["LIMIT_EXCEEDED"]));

const chain = (steps: number) => [
  directory("content/"),
  directory("content/d/"),
  ...Array.from({ length: steps }, (_, i) =>
    symlink(`content/d/${String(i).padStart(3, "0")}`, i === 0 ? ".." : String(i - 1).padStart(3, "0")),
  ),
  symlink("content/d/l", `${String(steps - 1).padStart(3, "0")}/../evil`),
];

test.each([
  ["two steps", [directory("content/d/"), symlink("content/d/l", "up/../evil"), symlink("content/d/up", "..")]],
  ["a symlink in a symlink's target", [symlink("content/a/up", ".."), symlink("content/b/c/l", "../../a/up/../evil")]],
  [
    "a directory that has no entry here",
    [symlink("content/a/b/l", "../c/up/../../x"), symlink("content/a/c/up", "..")],
  ],
  ["sixty steps", chain(60)],
  ["five hundred steps", chain(500)],
])("a symlink that leaves its layer by %s is refused", (_, entries) =>
  expect(codesOf(blob(...entries))).resolves.toEqual(["PATH_UNSAFE"]),
);

test.each([
  ["two steps", [directory("content/d/"), symlink("content/d/down", "e/f"), symlink("content/d/l", "down/../../x")]],
  ["a circle", [symlink("content/a", "b"), symlink("content/b", "a"), symlink("content/c", "a/x")]],
  [
    "a circle of directories",
    [directory("content/d/"), symlink("content/d/d", "../d"), symlink("content/d/l", "d/d/d/x")],
  ],
])("a symlink that stays in its layer by %s is kept", async (_, entries) => {
  for (const way of WAYS) await expect(read(blob(...entries), way)).resolves.toBeUndefined();
});
