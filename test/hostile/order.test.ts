import { expect, test } from "vitest";
import { codesOf, craft, directory, END, file } from "./craft.ts";

const blob = (...entries: Buffer[]) => craft(entries.length, Buffer.concat([...entries, END]));

test.each([
  ["a path that is there twice", blob(file("content/a", "x"), file("content/a", "y"))],
  ["a directory that is there twice", blob(directory("content/"), directory("content/"))],
  ["descending paths", blob(file("content/b", "x"), file("content/a", "y"))],
  ["a directory behind what is in it", blob(file("content/a/b", "x"), directory("content/a/"))],
  ["order by text instead of bytes", blob(file("content/a/b", "x"), file("content/a-b", "y"))],
  ["a path that is in two frames", craft(2, file("content/a", "x"), Buffer.concat([file("content/a", "y"), END]))],
  ["frames in the wrong order", craft(2, file("content/b", "x"), Buffer.concat([file("content/a", "y"), END]))],
  [
    "a path that comes back after a frame without entries",
    craft(2, file("content/b", "x"), Buffer.alloc(0), Buffer.concat([file("content/a", "y"), END])),
  ],
])("%s is refused", (name, crafted) =>
  expect(codesOf(crafted)).resolves.toEqual([name.includes("without entries") ? "FRAME_INVALID" : "ENTRY_INVALID"]),
);
