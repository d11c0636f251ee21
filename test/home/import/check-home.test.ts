import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, statfsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { checkHome, checkRoom } from "../../../src/home/plan/check-home.ts";
import { needsOf } from "../../../src/home/plan/free-space.ts";
import { planImport } from "../../../src/home/plan/plan-import.ts";
import { runCode } from "../../fixtures/holder.ts";
import { buildHome } from "../../fixtures/home.ts";
import { carryPackages, inputFor, scratch } from "../../fixtures/import.ts";

const place = scratch();
afterAll(() => place.remove());

let home = "";
beforeEach(() => {
  home = join(mkdtempSync(join(place.path, "case-")), "ocx");
});

const NOTHING = { bytes: 0, inodes: 0 };

test.each([["relative/home"], ["./home"], ["~/.ocx"], [""]])(
  "%j is no home: a later step would not find it",
  async (path) => {
    await expect(checkHome(path)).rejects.toMatchObject({ code: "HOME_INVALID", exitCode: 78 });
  },
);

test("a home may be absent, a directory or a link to one, but no file and not below one", async () => {
  await checkHome(home);
  mkdirSync(home);
  await checkHome(home);
  symlinkSync(home, `${home}-link`);
  await checkHome(`${home}-link/`);
  symlinkSync(`${home}-nowhere`, `${home}-dangling`);
  const dangling = {
    code: "HOME_INVALID",
    message: expect.stringMatching(/-dangling\/?: it is a link that leads nowhere$/u),
  };
  await expect(checkHome(`${home}-dangling`)).rejects.toMatchObject(dangling);
  await expect(checkHome(`${home}-dangling/`)).rejects.toMatchObject(dangling);
  writeFileSync(`${home}-file`, "");
  await expect(checkHome(`${home}-file`)).rejects.toMatchObject({ code: "HOME_INVALID" });
  await expect(checkHome(`${home}-file/ocx`)).rejects.toMatchObject({ code: "HOME_INVALID" });
});

test("a home may come and go while it is looked at", async () => {
  const program =
    "const fs = require('node:fs'); for (;;) { fs.mkdirSync(process.argv[1]); fs.rmdirSync(process.argv[1]); }";
  const other = spawn(process.execPath, ["--eval", program, home]);
  try {
    for (let times = 0; times < 2000; times++) await checkHome(home);
  } finally {
    other.kill("SIGKILL");
  }
});

test("room is looked for where the home will be", async () => {
  await expect(checkRoom(join(home, "not", "yet"), NOTHING)).resolves.toBeUndefined();
});

test("too little space is reported with both numbers", async () => {
  const bytes = 2 ** 60;
  await expect(checkRoom(home, { bytes, inodes: 0 })).rejects.toMatchObject({
    code: "DISK_FULL",
    exitCode: 74,
    message: expect.stringMatching(/1\.15 EB are needed, [\d.]+ .B are free$/),
  });
});

test("too few inodes are reported, where the file system counts them", async () => {
  const { files, ffree } = statfsSync(place.path);
  const outcome = await checkRoom(home, { bytes: 0, inodes: ffree * 2 + 1 }).catch((error: unknown) => String(error));
  const refusal = expect.stringMatching(/\d+ inodes are needed, \d+ are free$/);
  expect(outcome).toEqual(files > 0 ? refusal : undefined);
});

test("a folder that this user may not write to is reported", async () => {
  const { out } = await runCode(`
    // Root may write anywhere.
    if (process.getuid() === 0) process.setuid(65534);
    const { checkRoom } = await load("home/plan/check-home.ts");
    await checkRoom("/usr/ocx-home", { bytes: 0, inodes: 0 }).catch(({ code, exitCode }) => console.log(code, exitCode));`);
  expect(out).toBe("PERMISSION_DENIED 77\n");
});

test("a store on another file system is refused: OCX neither renames nor links across", async () => {
  mkdirSync(home);
  symlinkSync("/proc", join(home, "layers"));
  await expect(checkRoom(home, NOTHING)).rejects.toMatchObject({
    code: "HOME_INVALID",
    message: expect.stringContaining("layers"),
  });
});

test("what is needed grows with the layers that are missing", async () => {
  const source = buildHome(join(place.path, "source"));
  const leaf = source.leaf("reg.example", { layers: { one: { file: "x" }, two: { other: "y" } } });
  const plan = await planImport(inputFor(home, await carryPackages(source.path, `reg.example/tools/tool@${leaf}`)));
  const layers = plan.layers.map(() => ({ contentSize: 1_000_000, entryCount: 5000 }));
  const { bytes, inodes } = needsOf(plan, layers);
  expect(bytes).toBeGreaterThan(2_000_000);
  expect(bytes).toBeLessThan(2_200_000);
  expect(inodes).toBeGreaterThan(10_000);
  expect(inodes).toBeLessThan(10_100);
});

const mounts = process.getuid?.() === 0 && spawnSync("unshare", ["--mount", "true"]).status === 0;

/** Code that a process with mounts of its own runs, after a script that mounts. */
function mounted(script: string, code: string): string {
  const source = `const load = (path) => import(new URL(path, ${JSON.stringify(new URL("../../../src/", import.meta.url).href)}).href);\n${code}`;
  const shell = `set -e; ${script}; exec "$NODE" --input-type=module -e "$CODE"`;
  const environment = { ...process.env, NODE: process.execPath, CODE: source };
  return spawnSync("unshare", ["--mount", "sh", "-c", shell], { encoding: "utf8", env: environment }).stdout;
}

test.runIf(mounts).each([["layers"], ["packages/reg.example"], ["index/reg.example/p"]])(
  "a bind mount at %s is found although it is the same file system, and nothing is left in it",
  (folder) => {
    const path = join(home, folder);
    mkdirSync(path, { recursive: true });
    mkdirSync(`${home}-other`);
    const out = mounted(
      `mount --bind "${home}-other" "${path}"`,
      `const { checkRoom } = await load("home/plan/check-home.ts");
       await checkRoom(${JSON.stringify(home)}, { bytes: 0, inodes: 0 }, { linked: ["packages/reg.example", "index/reg.example/p"] })
         .catch(({ code, message }) => console.log(code, message));`,
    );
    expect(out).toContain("HOME_INVALID");
    expect(out).toContain(path);
    expect(readdirSync(`${home}-other`)).toEqual([]);
    expect(readdirSync(home)).toHaveLength(1);
  },
);

test.runIf(mounts)("on overlayfs an incomplete directory of a lower layer makes room for a whole one", () => {
  for (const name of ["lower/x/torn/deep", "changes", "merged"]) mkdirSync(join(home, name), { recursive: true });
  writeFileSync(join(home, "lower/x/torn/deep/file"), "");
  const out = mounted(
    `mount -t tmpfs none "${home}/changes"; mkdir "${home}/changes/upper" "${home}/changes/scratch"
     mount -t overlay overlay -o "lowerdir=${home}/lower,upperdir=${home}/changes/upper,workdir=${home}/changes/scratch" "${home}/merged"`,
    `const { openTree } = await load("io/open-tree.ts");
     const { publishDirectory } = await load("io/publish.ts");
     const { mkdirSync, readdirSync } = await import("node:fs");
     const home = ${JSON.stringify(`${home}/merged`)};
     mkdirSync(home + "/staging/new/content", { recursive: true });
     const staging = home + "/staging";
     using tree = openTree(home);
     await publishDirectory(tree, "x", { staged: staging + "/new", staging, isComplete: async () => false });
     console.log(readdirSync(home + "/x").join());`,
  );
  expect(out).toBe("content\n");
});

test("a home whose path is too long for its locks is refused, links resolved", async () => {
  const long = join(home, "a".repeat(200), "b".repeat(200));
  await expect(checkHome(long)).rejects.toMatchObject({ code: "HOME_INVALID" });
  await expect(checkHome(`/${"a".repeat(200)}`.repeat(25))).rejects.toMatchObject({ code: "HOME_INVALID" });
  mkdirSync(long, { recursive: true });
  symlinkSync(long, `${home}-link`);
  await expect(checkHome(`${home}-link/ocx`)).rejects.toMatchObject({ code: "HOME_INVALID" });
});
