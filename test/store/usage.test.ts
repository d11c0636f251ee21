import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { parseDigest } from "../../src/oci/digest.ts";
import { openUsage } from "../../src/store/usage.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";

/** The record of use, when somebody else has written to it: it is begun anew, and no other file is touched. */

const ONE = parseDigest(`sha256:${"1".repeat(64)}`);
const USAGE = { added: 1000, used: 2000, origin: "somewhere" };

function newStore(): { readonly store: string; readonly path: string } {
  const store = temporaryDirectory();
  mkdirSync(join(store, ".ocx-bundle"));
  return { store, path: join(store, ".ocx-bundle", "usage.db") };
}

function change(path: string, sql: string): void {
  using database = new DatabaseSync(path);
  database.exec(sql);
}

/** Writes to a record all that a store does, and says what it has then. */
function fill(store: string): unknown {
  using usage = openUsage(store);
  usage.set(ONE, USAGE);
  usage.setPartial({ root: ONE, used: 5, digests: [ONE] });
  const found = { usage: usage.of(ONE), partials: usage.partials() };
  usage.forgetPartial(ONE);
  usage.keepOnly(new Set());
  return { ...found, left: [usage.of(ONE), usage.partials()] };
}

const FILLED = { usage: USAGE, partials: [{ root: ONE, used: 5, digests: [ONE] }], left: [undefined, []] };

test.each<readonly [string, (path: string) => void]>([
  ["tables with other columns", (path) => change(path, "DROP TABLE usage; CREATE TABLE usage (digest TEXT)")],
  ["a table less", (path) => change(path, "DROP TABLE partial")],
  ["a view", (path) => change(path, "ALTER TABLE usage RENAME TO x; CREATE VIEW usage AS SELECT * FROM x")],
  [
    "a trigger",
    (path) =>
      change(
        path,
        "CREATE TRIGGER t AFTER INSERT ON usage BEGIN DELETE FROM usage; INSERT INTO usage VALUES ('x', 1, 1, NULL); END",
      ),
  ],
  [
    "damaged pages",
    (path) => {
      const bytes = readFileSync(path);
      writeFileSync(path, bytes.fill(0xff, 4096, 8192));
    },
  ],
  ["no database", (path) => writeFileSync(path, "x".repeat(5000))],
])("a record with %s is begun anew", (_, damage) => {
  const { store, path } = newStore();
  fill(store);
  damage(path);
  expect(fill(store)).toEqual(FILLED);
});

test("a link, a folder or a pipe in the place of the record is removed, and what a link leads to stays", () => {
  const { store, path } = newStore();
  const other = join(store, "other.db");
  change(other, "CREATE TABLE usage (mine TEXT); INSERT INTO usage VALUES ('precious')");
  const before = readFileSync(other);
  symlinkSync(other, path);
  expect(fill(store)).toEqual(FILLED);
  expect(readFileSync(other).equals(before)).toBe(true);
  const folder = newStore();
  mkdirSync(folder.path);
  expect(fill(folder.store)).toEqual(FILLED);
  const pipe = newStore();
  execFileSync("mkfifo", [pipe.path]);
  expect(fill(pipe.store)).toEqual(FILLED);
});

test("numbers that are no times count as long ago", () => {
  const { store, path } = newStore();
  fill(store);
  change(path, `INSERT INTO usage VALUES ('${ONE}', 9223372036854775807, -5, NULL)`);
  change(path, `INSERT INTO partial VALUES ('${ONE}', 9223372036854775807, 'x ${ONE}')`);
  using usage = openUsage(store);
  expect(usage.of(ONE)).toEqual({ added: 0, used: 0, origin: "" });
  expect(usage.partials()).toEqual([{ root: ONE, used: 0, digests: [ONE] }]);
});
