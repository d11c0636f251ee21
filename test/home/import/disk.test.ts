import { mkdirSync, mkdtempSync, statfsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { checkHome, checkRoom, needsOf } from "../../../src/home/import/disk.ts";
import { planImport } from "../../../src/home/import/plan-import.ts";
import { runCode } from "../../fixtures/holder.ts";
import { buildHome } from "../../fixtures/home.ts";
import { carryPackages, scratch, wishFor } from "../../fixtures/import.ts";

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
  writeFileSync(`${home}-file`, "");
  await expect(checkHome(`${home}-file`)).rejects.toMatchObject({ code: "HOME_INVALID" });
  await expect(checkHome(`${home}-file/ocx`)).rejects.toMatchObject({ code: "HOME_INVALID" });
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
    const { checkRoom } = await load("home/import/disk.ts");
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
  const plan = await planImport(wishFor(home, await carryPackages(source.path, `reg.example/tools/tool@${leaf}`)));
  const { bytes, inodes } = needsOf(plan, () => ({ contentSize: 1_000_000, entryCount: 5000 }));
  expect(bytes).toBeGreaterThan(2_000_000);
  expect(bytes).toBeLessThan(2_200_000);
  expect(inodes).toBeGreaterThan(10_000);
  expect(inodes).toBeLessThan(10_100);
});
