import {
  appendFileSync,
  createWriteStream,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { PackedFrame } from "../../src/archive/frames/frame-table.ts";
import { planBundle } from "../../src/bundle/plan-bundle.ts";
import { streamBundle } from "../../src/bundle/stream-bundle.ts";
import { writeBundleFile } from "../../src/bundle/write-bundle.ts";
import { openFile } from "../../src/io/byte-source.ts";
import { memberHeader } from "../../src/layout/tar-head.ts";
import { scanMembers } from "../../src/layout/tar-members.ts";
import { FACTS, SAMPLE, sampleFrames } from "../fixtures/bundle.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { handmadeLayout } from "../fixtures/layout.ts";
import { run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";

const PLAN = planBundle(SAMPLE);

test("writeBundleFile() writes the documents and blobs of the format in its order", async () => {
  const target = join(temporaryDirectory(), "b.tar");
  const { digest, size } = await writeBundleFile(PLAN, sampleFrames(), target);

  const expected = await handmadeLayout();
  const names = run("tar", ["-tf", target]).toString().trim().split("\n");
  expect(names).toEqual([...expected.keys()]);
  const files = new Map(names.map((name) => [name, run("tar", ["-xOf", target, name])]));
  for (const name of names.filter((path) => path !== "index.json")) expect(files.get(name)).toEqual(expected.get(name));
  const [manifest = ""] = names.filter((name) => name.startsWith("blobs/"));
  expect(manifest).toBe(`blobs/sha256/${digest.slice(7)}`);
  expect(statSync(target).size).toBe(size);
  expect(files.get("index.json")?.toString()).toBe(
    [
      '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[',
      '{"mediaType":"application/vnd.oci.image.manifest.v1+json",',
      `"digest":"${digest}","size":${files.get(manifest)?.byteLength},`,
      '"annotations":{"org.opencontainers.image.ref.name":"toolbox"},',
      '"platform":{"architecture":"amd64","os":"linux","os.features":["libc.glibc"]},',
      '"artifactType":"application/vnd.ocx-bundle.v1"}]}',
    ]
      .join("")
      .padEnd(files.get("index.json")?.byteLength ?? 0),
  );
});

test("writeBundleFile() writes regular files of nobody, as old as the epoch, and GNU tar makes the same bytes", async () => {
  const directory = temporaryDirectory();
  const target = join(directory, "b.tar");
  await writeBundleFile(PLAN, sampleFrames(), target);
  const names = run("tar", ["-tf", target]).toString().trim().split("\n");
  run("tar", ["-xf", target], { cwd: directory });
  const options = [
    "--format=ustar",
    "--mode=0644",
    "--owner=0",
    "--group=0",
    "--numeric-owner",
    "--mtime=@0",
    "--blocking-factor=1",
  ];
  expect(readFileSync(target).equals(run("tar", [...options, "-cf", "-", ...names], { cwd: directory }))).toBe(true);
});

test("writeBundleFile() writes annotations only when there are some", async () => {
  const target = join(temporaryDirectory(), "b.tar");
  const annotations = { "org.opencontainers.image.version": "1", "org.opencontainers.image.title": "t" };
  const { digest } = await writeBundleFile(planBundle({ ...SAMPLE, annotations }), sampleFrames(), target);
  const manifest = run("tar", ["-xOf", target, `blobs/sha256/${digest.slice(7)}`]).toString();
  expect(
    manifest.endsWith('"annotations":{"org.opencontainers.image.title":"t","org.opencontainers.image.version":"1"}}'),
  ).toBe(true);
});

test("the same plan and frames give the same bytes, under any umask and name", async () => {
  const directory = temporaryDirectory();
  const before = process.umask(0o077);
  await writeBundleFile(PLAN, sampleFrames(), join(directory, "a.tar")).finally(() => process.umask(before));
  await writeBundleFile(PLAN, sampleFrames(), join(directory, "another name.tar"));
  const [a, b] = ["a.tar", "another name.tar"].map((name) => sha256(readFileSync(join(directory, name))));
  expect(a).toBe(b);
});

async function* failing(): AsyncGenerator<PackedFrame> {
  for await (const packed of sampleFrames()) {
    if (packed.tree === 2) throw new Error("the disk is on fire");
    yield packed;
  }
}

async function* lacking(): AsyncGenerator<PackedFrame> {
  for await (const packed of sampleFrames()) if (packed.tree < 2) yield packed;
}

async function* unplanned(): AsyncGenerator<PackedFrame> {
  for await (const packed of sampleFrames()) {
    yield { ...packed, frame: { ...packed.frame, contentSize: packed.frame.contentSize + 512 } };
  }
}

test.each([
  ["a frame fails", failing, "the disk is on fire"],
  ["a blob is missing", lacking, "it has 2 blobs"],
  ["a frame was not planned", unplanned, "it was not planned"],
])("writeBundleFile() leaves everything as it was when %s", async (_, frames, message) => {
  const directory = temporaryDirectory();
  const target = join(directory, "b.tar");
  await expect(writeBundleFile(PLAN, frames(), target)).rejects.toThrow(message);
  expect(readdirSync(directory)).toEqual([]);
  writeFileSync(target, "older");
  await expect(writeBundleFile(PLAN, frames(), target)).rejects.toThrow(message);
  expect(readdirSync(directory)).toEqual(["b.tar"]);
  expect(readFileSync(target, "utf8")).toBe("older");
});

test("writeBundleFile() shows nothing under the bundle's name before it is whole", async () => {
  const target = join(temporaryDirectory(), "b.tar");
  const seen: boolean[] = [];
  async function* watched() {
    for await (const packed of sampleFrames()) {
      seen.push(existsSync(target));
      yield packed;
    }
    seen.push(existsSync(target));
  }
  await writeBundleFile(PLAN, watched(), target);
  expect(new Set(seen)).toEqual(new Set([false]));
});

test("writeBundleFile() replaces the file that a link names, not the link", async () => {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, "real.tar"), "older");
  symlinkSync("real.tar", join(directory, "link.tar"));
  const { size } = await writeBundleFile(PLAN, sampleFrames(), join(directory, "link.tar"));
  expect(statSync(join(directory, "real.tar")).size).toBe(size);
  expect(readdirSync(directory).toSorted()).toEqual(["link.tar", "real.tar"]);
});

test.each([
  ["a directory", "OPTION_INVALID", (directory: string) => directory],
  ["a device", "OPTION_INVALID", () => "/dev/null"],
  ["in a directory that does not exist", "FILE_NOT_FOUND", (directory: string) => join(directory, "none", "b.tar")],
  [
    "below a file",
    "IO_FAILED",
    (directory: string) => {
      writeFileSync(join(directory, "file"), "");
      return join(directory, "file", "b.tar");
    },
  ],
])("writeBundleFile() fails before it asks for frames when the target is %s", async (_, code, place) => {
  const target = place(temporaryDirectory());
  const asked: unknown[] = [];
  async function* frames() {
    asked.push(1);
    yield* sampleFrames();
  }
  await expect(writeBundleFile(PLAN, frames(), target)).rejects.toMatchObject({ code });
  expect(asked).toEqual([]);
  expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
});

test.skipIf(!existsSync("/sys"))("writeBundleFile() fails where nobody may write", async () => {
  const writing = writeBundleFile(PLAN, sampleFrames(), "/sys/b.tar");
  await expect(writing).rejects.toMatchObject({ code: "PERMISSION_DENIED" });
});

test.skipIf(!existsSync("/dev/full"))("streamBundle() fails and cleans up when the stream takes no more", async () => {
  const directory = temporaryDirectory();
  const writing = streamBundle(PLAN, sampleFrames(), {
    stream: createWriteStream("/dev/full"),
    spoolDirectory: directory,
  });
  await expect(writing).rejects.toMatchObject({ code: "DISK_FULL" });
  expect(readdirSync(directory)).toEqual([]);
});

test("streamBundle() sends the same bytes as writeBundleFile() writes, and leaves nothing behind", async () => {
  const directory = temporaryDirectory();
  const target = join(directory, "b.tar");
  const stream = new PassThrough();
  const received = buffer(stream);
  const sent = await streamBundle(PLAN, sampleFrames(), { stream, spoolDirectory: directory });
  expect(stream.writableEnded).toBe(false);
  stream.end();
  const written = await writeBundleFile(PLAN, sampleFrames(), target);
  expect((await received).equals(readFileSync(target))).toBe(true);
  expect(sent).toEqual(written);
  expect(readdirSync(directory)).toEqual(["b.tar"]);
});

test("a blob of 8 GiB and more is understood by GNU tar and by us", async () => {
  const target = join(temporaryDirectory(), "large.tar");
  const size = 9 * 2 ** 30;
  writeFileSync(target, memberHeader("blobs/sha256/x", size));
  truncateSync(target, 512 + size);
  appendFileSync(target, memberHeader("behind", 0));
  appendFileSync(target, Buffer.alloc(1024));
  expect(run("tar", ["-tvf", target]).toString()).toMatch(
    /^-rw-r--r-- 0\/0 +9663676416 1970-01-01 00:00 blobs\/sha256\/x\n.* behind\n$/,
  );
  await using source = await openFile(target);
  const scan = scanMembers(source);
  await scan.finish();
  expect(scan.found.get("blobs/sha256/x")).toEqual({ offset: 512, size });
  expect(scan.found.get("behind")).toEqual({ offset: size + 1024, size: 0 });
});

test("writeBundleFile() names the directory that is missing, and how to make it", async () => {
  const directory = join(temporaryDirectory(), "missing");
  await expect(writeBundleFile(PLAN, sampleFrames(), join(directory, "b.tar"))).rejects.toMatchObject({
    code: "FILE_NOT_FOUND",
    message: expect.stringContaining(directory),
    hint: expect.stringContaining(`mkdir -p ${directory}`),
  });
});

test("writeBundleFile() writes nothing that a reader would refuse", async () => {
  const directory = temporaryDirectory();
  const [root] = FACTS.roots;
  if (root === undefined) throw new Error("the sample has no root");
  const plan = planBundle({ ...SAMPLE, facts: { ...FACTS, roots: [{ ...root, declaredBy: "lock", name: "a\nb" }] } });
  await expect(writeBundleFile(plan, sampleFrames(), join(directory, "b.tar"))).rejects.toMatchObject({
    code: "BUNDLE_INVALID",
  });
  expect(readdirSync(directory)).toEqual([]);
});
