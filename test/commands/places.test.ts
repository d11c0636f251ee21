import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WITH_OCX } from "../fixtures/command-line.ts";
import { buildFaultLibrary } from "../fixtures/fault.ts";
import { unpackGolden } from "../fixtures/golden.ts";
import { scratch } from "../fixtures/import.ts";
import type { Lived, Refused } from "../fixtures/live-in-home.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { MACHINE, NODE } from "../fixtures/runner.ts";
import { exportToolbox, importFile, TOOLBOX, unpackToolbox, withoutUnexported } from "../fixtures/toolbox.ts";
import { lacks, run } from "../fixtures/tools.ts";

/** Command for a process with mounts of its own; empty if this user may not mount. */
const NAMESPACE =
  process.getuid?.() === 0 && spawnSync("unshare", ["--mount", "true"]).status === 0 ? ["unshare", "--mount"] : [];
if (NAMESPACE.length === 0) console.warn("skipped: homes on mounted file systems, because this user may not mount");

const PACKAGES = TOOLBOX.installs.map(({ identifier }) => identifier);
const LIVE = resolve("test/fixtures/live-in-home.ts");
/** The content of the layer of {@link PACKAGE}. */
const CONTENT = "layers/ocx.sh/sha256/e4/065cbc665bd4d16f0efa5e54938f2f/content";
const PACKAGE = "ocx.sh/acme/native:5.1";

const { path: directory, remove } = scratch();
/** Where file systems are mounted, for one process each. */
const mount = join(directory, "mount");
const home = join(mount, "ocx");
let bundle: string;
let digest: string | undefined;
let golden: readonly string[];
let source: string;

beforeAll(async () => {
  mkdirSync(mount);
  source = unpackToolbox(directory);
  bundle = join(directory, "toolbox.tar");
  ({ digest } = (await exportToolbox(source, bundle)).bundle);
  golden = withoutUnexported(describeHome(unpackGolden("toolbox", "target", directory), TOOLBOX.target_home));
});
afterAll(remove);

/** Imports in a process of its own, after a script that makes the place for the home, and lives in it if it is not refused. */
function tryPlace(script: string, env: Record<string, string> = {}, file = bundle): Lived | Refused {
  // A preloaded library is for the last process alone.
  const command = `set -e; cd "$0"; ${script}\nexec env \${PRELOAD:+LD_PRELOAD="$PRELOAD"} "$@"`;
  const [program = "", ...args] = [...NAMESPACE, "sh", "-c", command, directory, NODE, LIVE, file, home, ...PACKAGES];
  const variables = { ...MACHINE, ...WITH_OCX, ...env };
  const { stdout, stderr } = spawnSync(program, args, { encoding: "utf8", env: variables, maxBuffer: 1 << 28 });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

function expectHome(place: Lived | Refused, warnings: readonly unknown[] = []): void {
  expect(place).toEqual({ warnings, homes: [golden, golden, golden], again: false, exported: digest });
}

function expectRefused(place: Lived | Refused, code: string, message: RegExp, hint: RegExp): void {
  expect(place).toEqual({
    code,
    message: expect.stringMatching(message),
    hint: expect.stringMatching(hint),
    isUntouched: true,
  });
}

const IMAGE = "rm -f image; truncate -s 64M image;";
const FOLDERS = "mkdir -p mount/ocx; rm -rf other; mkdir other; mount -t tmpfs none other";

describe.skipIf(NAMESPACE.length === 0)("places for a home", () => {
  test.each([
    ["tmpfs", "mount -t tmpfs none mount"],
    ["ext4 in a file", `${IMAGE} mkfs.ext4 -q image; mount -o loop image mount`],
    ["a bind mount", "mkdir -p other; mount --bind other mount"],
    [
      "stores that are links on its file system",
      "mount -t tmpfs none mount; mkdir -p mount/ocx mount/big; for store in layers packages blobs index symlinks; do mkdir mount/big/$store; ln -s ../big/$store mount/ocx/$store; done",
    ],
    [
      "layers, packages and temp on one other file system",
      `mount -t tmpfs none mount; ${FOLDERS}; for store in layers packages temp; do mkdir other/$store; ln -s "$PWD/other/$store" mount/ocx/$store; done`,
    ],
  ])("a home on %s equals one that OCX made", (_, script) => {
    expectHome(tryPlace(script));
  });

  test("a home in a lower layer of overlayfs is repaired, and completed", async () => {
    const lower = join(directory, "lower");
    await importFile(bundle, home);
    mkdirSync(lower);
    renameSync(home, join(lower, "ocx"));
    const find = (pattern: string) =>
      run("sh", ["-c", `ls -d ${pattern}`], { cwd: lower })
        .toString()
        .trim()
        .split("\n");
    const [emptied = "", gone = "", unfinished = ""] = find("ocx/packages/*/*/*/*");
    const [torn = "", lost = ""] = find("ocx/layers/*/*/*/*");
    for (const path of [`${emptied}/content`, gone, `${unfinished}/install.json`, `${torn}/content`, lost])
      rmSync(join(lower, path), { recursive: true });
    mkdirSync(join(lower, torn, "content"));
    expectHome(
      tryPlace(`mkdir changes; mount -t tmpfs none changes; mkdir changes/upper changes/work
        mount -t overlay overlay -o "lowerdir=$PWD/lower,upperdir=$PWD/changes/upper,workdir=$PWD/changes/work" mount`),
    );
  });

  test("a home from which nothing can be run is warned of", () => {
    expectHome(tryPlace("mount -t tmpfs -o noexec none mount"), [
      expect.stringMatching(/^No program can be run from .*noexec/u),
    ]);
  });

  const SPLIT = /layers and .*packages are on different file systems or mounts$/u;
  test.each([
    [
      "stores that are mounted each by itself",
      "for store in layers packages temp; do mkdir other/$store mount/ocx/$store; mount --bind other/$store mount/ocx/$store; done",
      SPLIT,
    ],
    [
      "layers on another file system than packages",
      'mkdir other/layers; ln -s "$PWD/other/layers" mount/ocx/layers',
      SPLIT,
    ],
    [
      "temp on another file system",
      'mkdir other/temp; ln -s "$PWD/other/temp" mount/ocx/temp',
      /layers and .*temp are on different/u,
    ],
  ])("%s are refused, because OCX copies nothing", (_, script, message) => {
    expectRefused(
      tryPlace(`mount -t tmpfs none mount; ${FOLDERS}; ${script}`),
      "HOME_INVALID",
      message,
      /^OCX renames and makes hard links/u,
    );
  });

  test("a read-only home, and one without room, are refused", () => {
    const readOnly = tryPlace("mount -t tmpfs -o ro none mount");
    expectRefused(readOnly, "PERMISSION_DENIED", /the file system is read-only$/u, /./u);
    const small = tryPlace("mount -t tmpfs -o size=300k none mount");
    expectRefused(small, "DISK_FULL", /are needed, .* are free$/u, /larger/u);
    const few = tryPlace("mount -t tmpfs -o nr_inodes=100 none mount");
    expectRefused(few, "DISK_FULL", /inodes are needed, \d+ are free$/u, /./u);
  });

  test.skipIf(lacks("mkfs.exfat", "mount.exfat-fuse"))("a file system without hard links is refused", () => {
    const place = tryPlace(`${IMAGE} mkfs.exfat image >mkfs.log; device=$(losetup -f --show image)
      mount.exfat-fuse "$device" mount >mkfs.log; losetup -d "$device"`);
    expectRefused(place, "FILE_SYSTEM_UNSUPPORTED", /its file system has no hard links \(EPERM at .*\)$/u, /ext4/u);
  });

  test.skipIf(lacks("mkntfs", "lowntfs-3g"))(
    "a file system that keeps no modes is warned of, one that changes names refused",
    () => {
      const image = `${IMAGE} mkntfs -q -F image >mkfs.log 2>&1;`;
      expect(tryPlace(`${image} lowntfs-3g image mount`)).toMatchObject({
        again: false,
        warnings: [expect.stringContaining("does not keep the modes of files")],
      });
      const changing = tryPlace(`${image} lowntfs-3g -o ignore_case,permissions image mount`);
      expectRefused(changing, "FILE_SYSTEM_UNSUPPORTED", /changes the case of names$/u, /in which case counts/u);
    },
  );
});

describe.skipIf(lacks("cc"))("file systems that are played by a library", () => {
  let library: string;
  beforeAll(() => {
    library = buildFaultLibrary(directory);
  });

  const played = (variables: Record<string, string>, file?: string) =>
    tryPlace("rm -rf mount/ocx", { PRELOAD: library, FAULT_PREFIX: mount, ...variables }, file);

  async function exportChanged(name: string, change: (content: string) => void): Promise<string> {
    const content = join(source, CONTENT);
    const before = readdirSync(content);
    change(content);
    const path = join(directory, name);
    await exportToolbox(source, path, { declaration: { kind: "packages", identifiers: [PACKAGE] } });
    for (const added of readdirSync(content))
      if (!before.includes(added)) rmSync(join(content, added), { recursive: true });
    return path;
  }

  test("without symlinks", () => {
    const place = played({ FAULT_CALL: "symlink", FAULT_NTH: "1", FAULT_ERRNO: "1" });
    expectRefused(place, "FILE_SYSTEM_UNSUPPORTED", /its file system has no symlinks \(EPERM at/u, /symlinks/u);
  });

  test("with names of at most 60 bytes: the index needs more", () => {
    const place = played({ FAULT_NAMES: "60" });
    expectRefused(place, "FILE_SYSTEM_UNSUPPORTED", /holds no name of 69 bytes, as in index\//u, /255 bytes/u);
  });

  test("with names of at most 143 bytes: a file of a layer needs more", async () => {
    expect(played({ FAULT_NAMES: "143" })).toMatchObject({ again: false });
    const long = await exportChanged("long.tar", (content) => writeFileSync(join(content, "n".repeat(200)), ""));
    expectRefused(played({ FAULT_NAMES: "143" }, long), "IO_FAILED", /its name or path is too long/u, /255 bytes/u);
  });

  test("that folds names: what has no two such names is imported, anything else refused", async () => {
    expect(played({ FAULT_FOLD: "1" })).toMatchObject({ homes: [golden, golden, golden], again: false });
    const files = await exportChanged("files.tar", (content) => {
      for (const name of ["README", "readme"]) writeFileSync(join(content, name), name);
    });
    expectRefused(
      played({ FAULT_FOLD: "1" }, files),
      "FILE_SYSTEM_UNSUPPORTED",
      /treats it as the same name as another one/u,
      /case counts/u,
    );
    const folders = await exportChanged("folders.tar", (content) => {
      for (const path of ["Lib/one", "lib/two"]) {
        mkdirSync(join(content, dirname(path)));
        writeFileSync(join(content, path), path);
      }
    });
    expectRefused(
      played({ FAULT_FOLD: "1" }, folders),
      "FILE_SYSTEM_UNSUPPORTED",
      /takes some names of layer .* for one/u,
      /case counts/u,
    );
  });
});
