import { expect, test } from "vitest";
import { type Crafted, codesOf, craft, directory, END, file, read, symlink, WAYS } from "./craft.ts";

const DIGEST = `sha256:${"ab".repeat(32)}`;
const top = { directory: "content", file: "digest", text: DIGEST };
const layerOf = ({ bytes, blob }: Crafted): Crafted => ({ bytes, blob: { ...blob, top } });
const layer = (...entries: Buffer[]) => layerOf(craft(entries.length, Buffer.concat([...entries, END])));
const inFrames = (count: number, ...frames: Buffer[]) => layerOf(craft(count, ...frames));
const content = directory("content/");
const digest = file("digest", DIGEST);

test.each([
  ["an empty layer", layer(content, digest)],
  [
    "directories in directories",
    layer(content, directory("content/a/"), file("content/a/x"), directory("content/a/z/"), file("content/b"), digest),
  ],
  [
    "a directory whose entry is in an earlier frame",
    inFrames(
      6,
      content,
      directory("content/a/"),
      file("content/a/x"),
      Buffer.concat([file("content/a/y"), file("content/b"), digest, END]),
    ),
  ],
])("%s is read", async (_, crafted) => {
  for (const way of WAYS) await expect(read(crafted, way)).resolves.toBeUndefined();
});

test.each([
  ["a file in the place of content/", layer(file("content", "x"), digest)],
  ["no content/", layer(digest)],
  ["no digest", layer(content)],
  ["nothing", layer()],
  ["a file beside them", layer(content, digest, file("extra", "x"))],
  ["a file in front of them", layer(file("a", "x"), content, digest)],
  ["a directory beside them", layer(content, directory("contents/"), digest)],
  ["a directory called digest", layer(content, directory("digest/"))],
  ["another digest", layer(content, file("digest", DIGEST.replaceAll("ab", "cd")))],
  ["a line break behind the digest", layer(content, file("digest", `${DIGEST}\n`))],
  ["a digest that may be written", layer(content, file("digest", DIGEST, { mode: 0o666 }))],
  ["a digest with a time", layer(content, file("digest", DIGEST, { mtime: 1 }))],
  ["a file in a directory without an entry", layer(content, file("content/a/x"), digest)],
  ["a directory in a directory without an entry", layer(content, directory("content/a/b/"), digest)],
  ["a symlink in a directory without an entry", layer(content, symlink("content/a/l", "b"), digest)],
  [
    "a file behind a directory without an entry",
    layer(content, directory("content/a/"), file("content/a/x"), file("content/b/x"), digest),
  ],
  [
    "a directory without an entry in another frame",
    inFrames(3, content, Buffer.concat([file("content/a/x"), digest, END])),
  ],
  [
    "a directory without an entry behind another one's frame",
    inFrames(4, content, directory("content/a/"), Buffer.concat([file("content/b/x"), digest, END])),
  ],
])("a layer with %s is refused", (_, crafted) => expect(codesOf(crafted)).resolves.toEqual(["ENTRY_INVALID"]));
