import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { openBundle } from "../../src/bundle/open-bundle.ts";
import { openFile } from "../../src/io/byte-source.ts";
import { openTarLayout } from "../../src/layout/tar-layout.ts";
import { run } from "../fixtures/command-line.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { exportToolbox, TOOLBOX, unpackToolbox } from "../fixtures/toolbox.ts";

const IDENTIFIERS = TOOLBOX.installs.map(({ identifier }) => identifier);

test("the same packages give the same bytes from a home at another path, written in another order at another time", async () => {
  const directory = temporaryDirectory();
  const source = unpackToolbox(directory);
  const other = join(directory, "somewhere", "else");
  rewriteHome(source, other);

  await exportToolbox(source, join(directory, "one.tar"));
  await exportToolbox(other, join(directory, "two.tar"));
  expect(readFileSync(join(directory, "two.tar")).equals(readFileSync(join(directory, "one.tar")))).toBe(true);
});

test.each([1, 2, 7])("%i workers give the same bytes as any other number", async (workers) => {
  const directory = temporaryDirectory();
  const source = unpackToolbox(directory);
  fillLayer(source, 40);
  await exportToolbox(source, join(directory, "one.tar"), { workers: 3 });
  await exportToolbox(source, join(directory, "two.tar"), { workers });
  expect(readFileSync(join(directory, "two.tar")).equals(readFileSync(join(directory, "one.tar")))).toBe(true);
});

test.each([
  ["umask", "umask 077"],
  ["time zone", "export TZ=Pacific/Kiritimati"],
  ["locale", "export LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8"],
])("another %s gives the same bytes", async (_, setting) => {
  const directory = temporaryDirectory();
  const source = unpackToolbox(directory);
  await exportToolbox(source, join(directory, "one.tar"));
  const words = ["export", ...IDENTIFIERS, "--home", source, "--platform", "linux/amd64+libc.glibc"];
  const command = run([...words, "--output", join(directory, "two.tar")], { shell: setting });
  expect(command).toMatchObject({ status: 0 });
  expect(readFileSync(join(directory, "two.tar")).equals(readFileSync(join(directory, "one.tar")))).toBe(true);
});

test("no byte of a bundle names a home", async () => {
  const directory = temporaryDirectory();
  const source = unpackToolbox(directory);
  const path = join(directory, "toolbox.tar");
  await exportToolbox(source, path);
  const contents = [readFileSync(path), ...(await decompressed(path))];
  expect(Buffer.concat(contents).includes("hello from libgreet")).toBe(true);
  for (const name of [source, TOOLBOX.source_home]) {
    expect(
      contents.some((bytes) => bytes.includes(name)),
      name,
    ).toBe(false);
  }
});

/** The content of every frame, by the places that the config gives. */
async function decompressed(path: string): Promise<Buffer[]> {
  await using content = await openTarLayout(await openFile(path));
  const bundle = await openBundle(content);
  const contents: Buffer[] = [];
  for (const { blob, frames } of [bundle.config.store, ...bundle.config.layers]) {
    let position = 0;
    for (const { size } of frames) {
      const frame = await bundle.blobs.get(blob)?.read(position, size);
      contents.push(zstdDecompressSync(frame ?? new Uint8Array()));
      position += size;
    }
  }
  return contents;
}

/** The same home as another machine would have it: in its own place, installed last first, an hour later. */
function rewriteHome(from: string, to: string): void {
  const copy = (path: string): void => {
    const [source, target] = [join(from, path), join(to, path)];
    const stat = lstatSync(source);
    if (stat.isDirectory()) {
      mkdirSync(target, { recursive: true, mode: stat.mode });
      for (const name of readdirSync(source).toSorted().toReversed()) copy(join(path, name));
      chmodSync(target, stat.mode);
    } else if (stat.isSymbolicLink()) symlinkSync(readlinkSync(source).replace(TOOLBOX.source_home, to), target);
    else {
      copyFileSync(source, target);
      chmodSync(target, stat.mode);
      utimesSync(target, stat.atime, stat.mtime);
    }
    if (!stat.isSymbolicLink() && !path.includes("/content/")) utimesSync(target, 1, 1);
  };
  copy(".");
  for (const name of readdirSync(join(to, "index"), { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".json") || name.includes("/o/sha256/") || name.includes("/c/")) continue;
    const path = join(to, "index", name);
    const document = JSON.parse(readFileSync(path, "utf8"));
    if (document.tags === undefined) continue;
    document.tags = Object.fromEntries(Object.entries(document.tags).toReversed());
    // Only in a derived document is this the time of the machine that learned of the tag.
    if (document.repository.startsWith("oci://localhost")) {
      for (const tag of Object.values<{ observed: string }>(document.tags))
        tag.observed = "2026-12-24T00:00:00.000000001+00:00";
    }
    writeFileSync(path, JSON.stringify(document));
  }
}

/** Makes one layer of the toolbox so large, in MiB, that its frames are spread over the workers. */
function fillLayer(home: string, size: number): void {
  const [content = ""] = readdirSync(join(home, "layers/ocx.sh/sha256"), { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith("/content"),
  );
  const line = Buffer.alloc(1024 * 1024, "the quick brown fox jumps over the lazy dog\n");
  const directory = join(home, "layers/ocx.sh/sha256", content);
  writeFileSync(join(directory, "large"), Buffer.concat(Array.from({ length: size / 2 }, () => line)));
  for (let file = 0; file < size; file += 1)
    writeFileSync(join(directory, `small-${file}`), line.subarray(0, 512 * 1024 + file));
}
