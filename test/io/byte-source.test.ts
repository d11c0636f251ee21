import { spawnSync } from "node:child_process";
import { mkdtempDisposable, readdir, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { expect, test } from "vitest";
import { type FileToJoin, openByPath, openFile, openJoinedFiles, openPipe } from "../../src/io/byte-source.ts";

const temporary = () => mkdtempDisposable(join(tmpdir(), "ocx-bundle-source-"));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

test("openFile() reads by position", async () => {
  await using temp = await temporary();
  await writeFile(join(temp.path, "f"), "0123456789");
  await using source = await openFile(join(temp.path, "f"));
  expect(await source.size()).toBe(10);
  expect(text(await source.read(3, 4))).toBe("3456");
  expect(text(await source.read(10, 0))).toBe("");
  expect(source.locate(3, 4)).toEqual([{ path: join(temp.path, "f"), offset: 3, length: 4 }]);
});

test("openFile() fails when a read goes beyond its end", async () => {
  await using temp = await temporary();
  await writeFile(join(temp.path, "f"), "0123456789");
  await using source = await openFile(join(temp.path, "f"));
  await expect(source.read(8, 3)).rejects.toMatchObject({ code: "BUNDLE_TRUNCATED" });
  expect(() => source.locate(8, 3)).toThrow(expect.objectContaining({ code: "BUNDLE_TRUNCATED" }));
  await truncate(join(temp.path, "f"), 5);
  await expect(source.read(4, 3)).rejects.toMatchObject({ code: "BUNDLE_TRUNCATED" });
});

test("openFile() fails for what is not there, and for a directory", async () => {
  await using temp = await temporary();
  await expect(openFile(join(temp.path, "f"))).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
  await expect(openFile(temp.path)).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
});

test("openPipe() answers as soon as the bytes are there, before the end", async () => {
  await using temp = await temporary();
  const stream = new PassThrough();
  await using source = await openPipe(stream, temp.path);
  stream.write("01234");
  expect(text(await source.read(1, 3))).toBe("123");
  const later = source.read(3, 4);
  stream.write("56789");
  expect(text(await later)).toBe("3456");
  stream.end();
  expect(await source.size()).toBe(10);
});

test("openPipe() fails when the stream ends too early", async () => {
  await using temp = await temporary();
  await using source = await openPipe(Readable.from([Buffer.from("0123")]), temp.path);
  await expect(source.read(2, 3)).rejects.toMatchObject({ code: "BUNDLE_TRUNCATED" });
  expect(text(await source.read(2, 2))).toBe("23");
});

test("openPipe() hands on the failure of the stream to those who wait, not to those who have their bytes", async () => {
  await using temp = await temporary();
  const stream = new PassThrough();
  await using source = await openPipe(stream, temp.path);
  stream.write("0123");
  await source.locate(0, 4);
  const waiting = source.locate(1, 4);
  stream.destroy(new Error("connection lost"));
  await expect(waiting).rejects.toThrow("connection lost");
  await expect(source.size()).rejects.toThrow("connection lost");
  await expect(source.locate(0, 4)).resolves.toHaveLength(1);
});

test("openPipe() leaves no file behind, nor a failure that nobody waits for", async () => {
  await using temp = await temporary();
  {
    await using source = await openPipe(new PassThrough(), temp.path);
    const [name = ""] = await readdir(temp.path);
    expect(await source.locate(0, 0)).toEqual([{ path: join(temp.path, name), offset: 0, length: 0 }]);
  }
  expect(await readdir(temp.path)).toEqual([]);
});

test("openPipe() fails where it cannot spool", async () => {
  await using temp = await temporary();
  await expect(openPipe(Readable.from([]), join(temp.path, "missing"))).rejects.toMatchObject({
    code: "FILE_NOT_FOUND",
  });
});

/** Files with these contents, to be joined. */
async function filesOf(directory: string, ...contents: string[]): Promise<FileToJoin[]> {
  return Promise.all(
    contents.map(async (content, index) => {
      const path = join(directory, `file-${index}`);
      await writeFile(path, content);
      return { path, size: content.length };
    }),
  );
}

test("openJoinedFiles() reads across borders as if the files were one", async () => {
  await using temp = await temporary();
  const whole = "0123456789abcdef";
  await using source = await openJoinedFiles("whole", await filesOf(temp.path, "0123", "4", "56789", "abcdef"));
  expect(await source.size()).toBe(whole.length);
  for (let offset = 0; offset <= whole.length; offset++) {
    for (let length = 0; offset + length <= whole.length; length++) {
      expect(Buffer.from(await source.read(offset, length)).toString()).toBe(whole.slice(offset, offset + length));
    }
  }
  const file = (index: number) => join(temp.path, `file-${index}`);
  expect(source.locate(3, 4)).toEqual([
    { path: file(0), offset: 3, length: 1 },
    { path: file(1), offset: 0, length: 1 },
    { path: file(2), offset: 0, length: 2 },
  ]);
  await expect(source.read(10, 7)).rejects.toMatchObject({ code: "BUNDLE_TRUNCATED" });
});

test("openJoinedFiles() names the file that is not what it has to be", async () => {
  await using temp = await temporary();
  const files = await filesOf(temp.path, "0123", "4567");
  const [first, second] = files as [FileToJoin, FileToJoin];
  for (const [size, code] of [
    [5, "BUNDLE_TRUNCATED"],
    [3, "BUNDLE_INVALID"],
  ] as const) {
    const message = expect.stringContaining(second.path);
    await expect(openJoinedFiles("whole", [first, { ...second, size }])).rejects.toMatchObject({ code, message });
  }
  await using source = await openJoinedFiles("whole", files);
  await rm(second.path);
  await expect(source.read(2, 4)).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
  await expect(openJoinedFiles("whole", files)).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
});

test("openByPath() takes regular files only, and never through a link", async () => {
  await using temp = await temporary();
  const path = (name: string) => join(temp.path, name);
  await writeFile(path("f"), "0123456789");
  await symlink("f", path("link"));
  spawnSync("mkfifo", [path("fifo")]);
  const bytes = await openByPath(path("f"));
  expect(bytes?.size).toBe(10);
  expect(text((await bytes?.read(2, 3)) ?? new Uint8Array())).toBe("234");
  for (const name of ["link", "fifo", "."])
    await expect(openByPath(path(name))).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
  expect(await openByPath(path("missing"))).toBeUndefined();
  await rm(path("f"));
  await symlink("/etc/hostname", path("f"));
  await expect(bytes?.read(2, 3)).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
});

test("a link that leads to a file is the user's own business", async () => {
  await using temp = await temporary();
  await writeFile(join(temp.path, "f"), "0123456789");
  await symlink("f", join(temp.path, "link"));
  await using source = await openFile(join(temp.path, "link"));
  expect(source.name).toBe(join(temp.path, "link"));
  expect(text(await source.read(3, 4))).toBe("3456");
});
