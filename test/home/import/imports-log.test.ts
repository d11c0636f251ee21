import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, expect, onTestFinished, test } from "vitest";
import type { Assignment } from "../../../src/home/contents/import-records.ts";
import { mergeSettings, readImportsLog } from "../../../src/home/contents/imports-log.ts";
import { targetHome } from "../../../src/home/contents/target-home.ts";
import { appendToImportsLog, writeUnfinished } from "../../../src/home/publish/write-imports-log.ts";
import { type OpenTree, openTree } from "../../../src/io/open-tree.ts";
import { parseDigest } from "../../../src/oci/digest.ts";
import { scratch } from "../../fixtures/import.ts";

const place = scratch();
afterAll(() => place.remove());

let home = "";
let tree: OpenTree;
beforeEach(() => {
  home = mkdtempSync(join(place.path, "home-"));
  tree = openTree(home);
  onTestFinished(() => tree[Symbol.dispose]());
  mkdirSync(join(home, ".ocx-bundle"));
});

const [ONE, TWO] = ["1", "2"].map((digit) => parseDigest(`sha256:${digit.repeat(64)}`));
if (ONE === undefined || TWO === undefined) throw new Error("expected two digests");
const TAG = { kind: "index", registry: "r.example", repository: "a/b", tag: "1" } as const;
const CURRENT = { kind: "current", registry: "r.example", repository: "a/b" } as const;

const LOG = (): string => join(home, ".ocx-bundle/imports.jsonl");
const record = (...settings: readonly Assignment[]) => ({
  at: "2026-11-21T08:00:00.000Z",
  bundle: { name: "n", digest: "d" },
  source: "s",
  roots: [],
  added: { packages: [], layers: 0, blobs: 0 },
  relies: [],
  settings,
});

test("the last import that set something counts", async () => {
  await appendToImportsLog(tree, record({ ...TAG, digest: ONE }, { ...CURRENT, digest: ONE }));
  await appendToImportsLog(tree, record({ ...TAG, digest: TWO }));
  const log = await readImportsLog(targetHome(home));
  expect(log.setTo(TAG)).toEqual([TWO]);
  expect(log.setTo(CURRENT)).toEqual([ONE]);
  expect(log.setTo({ ...TAG, kind: "candidate" })).toEqual([]);
  expect(log.setTo({ ...TAG, tag: "2" })).toEqual([]);
});

test("a home without a log has had no imports", async () => {
  expect((await readImportsLog(targetHome(join(home, "absent")))).setTo(TAG)).toEqual([]);
});

test("a torn line counts for nothing, and the next one is whole", async () => {
  await appendToImportsLog(tree, record({ ...TAG, digest: ONE }));
  const whole = readFileSync(LOG(), "utf8");
  writeFileSync(LOG(), whole + whole.slice(0, 150));
  expect((await readImportsLog(targetHome(home))).setTo(TAG)).toEqual([ONE]);
  await appendToImportsLog(tree, record({ ...TAG, digest: TWO }));
  expect((await readImportsLog(targetHome(home))).setTo(TAG)).toEqual([TWO]);
  expect(readFileSync(LOG(), "utf8").split("\n")).toHaveLength(4);
});

test.each([
  ["of another kind", '{"settings":[{"kind":"later","registry":"r","repository":"x","digest":"y"}]}'],
  ["without a digest", JSON.stringify({ settings: [{ ...TAG, digest: "sha256:short" }] })],
  ["no object", "[]"],
  ["no JSON", "{"],
])("a line that is %s counts for nothing", async (_, line) => {
  writeFileSync(LOG(), `${line}\n`);
  await appendToImportsLog(tree, record({ ...TAG, digest: ONE }));
  expect((await readImportsLog(targetHome(home))).setTo(TAG)).toEqual([ONE]);
});

test("what an import that died was about to set counts beside what was set, until the next one ends", async () => {
  await appendToImportsLog(tree, record({ ...TAG, digest: ONE }));
  await writeUnfinished(tree, [{ ...TAG, digest: TWO }], home);
  const log = await readImportsLog(targetHome(home));
  expect(log.setTo(TAG)).toEqual([ONE, TWO]);
  expect(log.unfinishedOf(TAG)?.digest).toBe(TWO);
  await appendToImportsLog(tree, record());
  expect((await readImportsLog(targetHome(home))).setTo(TAG)).toEqual([ONE]);
});

test("of two attempts the later one counts, and neither is forgotten", () => {
  const older = [
    { ...TAG, digest: ONE, before: "packages/x" },
    { ...CURRENT, digest: ONE },
  ];
  expect(mergeSettings(older, [{ ...TAG, digest: TWO }])).toEqual([
    { ...TAG, digest: TWO, before: "packages/x" },
    { ...CURRENT, digest: ONE },
  ]);
});

const DIGEST = `sha256:${"3".repeat(64)}`;
const line = (more: object): string =>
  JSON.stringify({ at: "2026-11-21T08:00:00Z", bundle: { name: "n", digest: DIGEST }, ...more });

test.each<readonly [string, object]>([
  ["a registry that leads out", { settings: [{ ...TAG, registry: "../x", digest: ONE }] }],
  ["a repository that leads out", { relies: [{ ...TAG, repository: "../../x", digest: ONE }] }],
  ["a tag that leads out", { settings: [{ ...TAG, tag: "..", digest: ONE }] }],
  ["a package that leads out", { settings: [{ ...TAG, digest: ONE, before: "packages/../../x/y" }] }],
  ["a digest that leads out", { bundle: { name: "n", digest: "../../../x" } }],
  ["a digest with a command", { bundle: { name: "n", digest: `${DIGEST}\n::add-mask::e` } }],
  ["a registration elsewhere", { registration: { path: "packages/x", target: "/x", isOwn: true } }],
])("a line with %s counts for nothing", async (_, more) => {
  writeFileSync(LOG(), `${line(more)}\n${line({})}\n`);
  const { records, setTo } = await readImportsLog(targetHome(home));
  expect(records).toEqual([expect.objectContaining({ bundle: { name: "n", digest: DIGEST }, relies: [] })]);
  expect(setTo(TAG)).toEqual([]);
});

test("a log with thousands of imports that were forgotten is read in a moment", { timeout: 5000 }, async () => {
  const removal = JSON.stringify({ at: "x", forgotten: { name: "n", digest: ONE }, removed: [] });
  writeFileSync(LOG(), [...Array(15_000).fill(line({})), ...Array(15_000).fill(removal)].join("\n"));
  const { records } = await readImportsLog(targetHome(home));
  expect(records.filter(({ forgotten }) => forgotten === undefined)).toHaveLength(15_000);
});

test("a line of millions of levels is passed over in a moment", { timeout: 5000 }, async () => {
  writeFileSync(LOG(), `${"[".repeat(20_000_000)}\n${line({})}\n`);
  expect((await readImportsLog(targetHome(home))).records).toHaveLength(1);
});
